"""What every act of an administrator asks: who acts, in which body, and whether the row is still as it was seen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Model, QuerySet
from django.utils import timezone

from thidua.documents import vietnamese
from thidua.org.models import Person, Roles, Unit, User
from thidua.org.permissions import can_administer
from thidua.rules.findings import Finding, refuse_if_any

SOURCE_LIMIT = 200


def roles(by: User, at: datetime) -> Roles:
    """Roles of the actor on the day of the act."""
    return Roles.of(by, timezone.localdate(at))


def need_admin(by: User, at: datetime, body: Unit | int | None) -> None:
    """Refuse unless the actor administers this very body on the day of the act."""
    refuse_if_any(can_administer(roles(by, at), body.pk if isinstance(body, Unit) else body))


def managed(user: User, by: User, at: datetime) -> Person:
    """The person of an account, when the actor administers that person's body; refused otherwise."""
    need_admin(by, at, user.person.body_id if user.person else None)
    assert user.person is not None  # nobody administers accounts without a person
    return user.person


def stale(doing: str) -> Finding:
    """The finding of whoever came second. ``doing`` ends "Chưa … được"."""
    return Finding("stale", "error", f"Chưa {doing} được: người khác vừa cập nhật. Mở lại trang để xem bản mới.")


def hold_body(body_id: int | None) -> None:
    """Inside the act's transaction: acts on accounts and posts of one body take their turn."""
    Unit.objects.select_for_update().filter(pk=body_id or 0).values_list("pk", flat=True).first()


def error(code: str, message: str, field: str = "") -> Finding:
    """A reason against an act, at a field of its form where it has one."""
    return Finding(code, "error", message, field=field)


def but[Row: Model](rows: QuerySet[Row], same: Row | None) -> QuerySet[Row]:
    """The rows without one of them, where there is one."""
    return rows.exclude(pk=same.pk) if same else rows


def dates_in_order(since: date | None, until: date | None, field: str, first: str, last: str) -> list[Finding]:
    """A last day may not stand before the first; ``first`` and ``last`` name them in the sentence."""
    if since is None or until is None or until >= since:
        return []
    message = f"{last} {vietnamese.date_short(until)} ở trước {first} {vietnamese.date_short(since)}; xem lại hai ngày."
    return [error("dates_out_of_order", message, field)]


def day_before(day: date) -> date:
    """Yesterday of a day."""
    return day - timedelta(days=1)


def overlap(since: date, until: date | None, other_since: date, other_until: date | None) -> bool:
    """Whether two times with inclusive ends have a day in common."""
    return (until is None or other_since <= until) and (other_until is None or since <= other_until)
