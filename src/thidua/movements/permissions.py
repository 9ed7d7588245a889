"""Who may act on a movement. Empty list = yes."""

from __future__ import annotations

from thidua.movements.models import Duty, Inspection, Movement
from thidua.org.models import Roles, Unit
from thidua.org.permissions import need_body_role, need_unit_role, not_allowed
from thidua.rules.findings import Finding


def can_prepare(roles: Roles, body: Unit) -> list[Finding]:
    """Draft a movement of a body."""
    return need_body_role(roles, body.pk, "lập phong trào", "office")


def can_launch(roles: Roles, movement: Movement) -> list[Finding]:
    """Launch: the standing office enters number, date and signer of the signed plan."""
    return need_body_role(roles, movement.body_id, "phát động phong trào", "office")


def can_run(roles: Roles, movement: Movement) -> list[Finding]:
    """Record events, lower plans, figures; close."""
    return need_body_role(roles, movement.body_id, "theo dõi phong trào", "office")


def can_report_duty(roles: Roles, duty: Duty) -> list[Finding]:
    """The unit that has the duty, or the standing office for it."""
    if roles.on_unit(duty.unit, "unit_clerk", "unit_head") or roles.in_body(duty.movement.body_id, "office"):
        return []
    return [not_allowed("báo cáo nhiệm vụ", "unit_clerk", "unit_head", "office", unit=duty.unit)]


def can_enter_figure(roles: Roles, unit: Unit) -> list[Finding]:
    """The unit itself, or the standing office."""
    if roles.in_body(unit.body_id, "office"):
        return []
    return need_unit_role(roles, unit, "nhập số liệu tiêu chí", "unit_clerk", "unit_head")


def can_report_difficulty(roles: Roles, movement: Movement, unit: Unit) -> list[Finding]:
    """A unit of the movement's body itself, or the standing office for it."""
    if unit.body_id != movement.body_id:
        return [not_allowed("báo vướng mắc", "unit_clerk", "unit_head", unit=unit)]
    if roles.on_unit(unit, "unit_clerk", "unit_head") or roles.in_body(movement.body_id, "office"):
        return []
    return [not_allowed("báo vướng mắc", "unit_clerk", "unit_head", "office", unit=unit)]


def can_follow_up(roles: Roles, inspection: Inspection) -> list[Finding]:
    """The unit that was asked, or the standing office for it."""
    if roles.on_unit(inspection.unit, "unit_clerk", "unit_head") or roles.in_body(
        inspection.movement.body_id, "office"
    ):
        return []
    return [not_allowed("báo kết quả khắc phục", "unit_clerk", "unit_head", "office", unit=inspection.unit)]
