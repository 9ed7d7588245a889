"""What every act on a movement asks: who acts, and whether the movement stands where the act needs it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from thidua.movements.models import Movement
from thidua.org.models import Roles, User
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused


def roles(by: User, at: datetime) -> Roles:
    """Roles of the actor on the day of the act."""
    return Roles.of(by, timezone.localdate(at))


def stale(doing: str) -> Finding:
    """The finding of whoever came second. ``doing`` ends "Chưa … được"."""
    return Finding("stale", "error", f"Chưa {doing} được: người khác vừa cập nhật. Mở lại trang để xem bản mới.")


def hold_running(movement: Movement, doing: str) -> None:
    """Inside the act's transaction: lock the movement and refuse unless it is launched and not yet closed."""
    state = Movement.objects.select_for_update().values_list("state", flat=True).get(pk=movement.pk)
    if state != "launched":
        shown = lifecycle.MOVEMENT.states[state].lower()
        message = f"Chưa {doing} được: phong trào đang ở trạng thái “{shown}”, chỉ làm khi đang thực hiện."
        raise Refused([Finding("wrong_state", "error", message, {"state": state})])
