"""Who may act on a dossier. Empty list = yes."""

from __future__ import annotations

from thidua.dossiers.models import Dossier
from thidua.org.models import Roles, Unit
from thidua.org.permissions import need_body_role, need_unit_role
from thidua.rules.findings import Finding


def can_open(roles: Roles, unit: Unit) -> list[Finding]:
    """Begin a dossier for a unit."""
    return need_unit_role(roles, unit, "lập hồ sơ", "unit_clerk", "unit_head")


def can_edit(roles: Roles, dossier: Dossier) -> list[Finding]:
    """Write in a dossier: its own unit only."""
    return need_unit_role(roles, dossier.unit, "soạn hồ sơ", "unit_clerk", "unit_head")


def can_confirm(roles: Roles, dossier: Dossier) -> list[Finding]:
    """Confirm, take back the confirmation, withdraw: the head of the unit."""
    return need_unit_role(roles, dossier.unit, "xác nhận, rút hồ sơ", "unit_head")


def can_file(roles: Roles, dossier: Dossier) -> list[Finding]:
    """File and file again."""
    return need_unit_role(roles, dossier.unit, "nộp hồ sơ", "unit_clerk", "unit_head")


def can_receive(roles: Roles, dossier: Dossier) -> list[Finding]:
    """Receive, return, appraise: the standing office of the body."""
    return need_body_role(roles, dossier.unit.body_id, "tiếp nhận, thẩm định hồ sơ", "office")
