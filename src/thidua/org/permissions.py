"""Refusals shared by all apps."""

from __future__ import annotations

from thidua.org.models import Roles, Unit
from thidua.plans.vocabulary import ROLES
from thidua.rules.findings import Finding


def not_allowed(doing: str, *roles: str, unit: Unit | None = None) -> Finding:
    """The finding "you may not": names what was tried and who may do it."""
    who = ", ".join(ROLES[r].lower() for r in roles)
    where = f" của {unit.name}" if unit else ""
    return Finding("permission", "error", f"Việc {doing} chỉ dành cho {who}{where}; tài khoản này không có vai trò đó.")


def need_unit_role(roles: Roles, unit: Unit, doing: str, *wanted: str) -> list[Finding]:
    """Empty when one of the unit roles is held on this unit."""
    return [] if roles.on_unit(unit, *wanted) else [not_allowed(doing, *wanted, unit=unit)]


def need_body_role(roles: Roles, body_id: int | None, doing: str, *wanted: str) -> list[Finding]:
    """Empty when one of the body roles is held in this body."""
    return [] if roles.in_body(body_id, *wanted) else [not_allowed(doing, *wanted)]


def can_administer(roles: Roles, body_id: int | None) -> list[Finding]:
    """Set up units, people, accounts and roles of a body."""
    return need_body_role(roles, body_id, "quản trị đơn vị, người và tài khoản", "admin")
