"""Official acts of an administrator. Each is one transaction and leaves one journal entry."""

from thidua.org.above import set_above
from thidua.org.accounts import (
    change_own_password,
    create_account,
    deactivate,
    reactivate,
    reset_password,
)
from thidua.org.founding import found_body
from thidua.org.granting import end_role, grant_role
from thidua.org.people import add_person, add_post, edit_person, end_post, transfer
from thidua.org.units import add_origin, add_unit, dissolve_unit, edit_unit

__all__ = [
    "add_origin",
    "add_person",
    "add_post",
    "add_unit",
    "change_own_password",
    "create_account",
    "deactivate",
    "dissolve_unit",
    "edit_person",
    "edit_unit",
    "end_post",
    "end_role",
    "found_body",
    "grant_role",
    "reactivate",
    "reset_password",
    "set_above",
    "transfer",
]
