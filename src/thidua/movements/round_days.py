"""Days of the rounds of a running movement: of the plan, of events it hangs on, or set by the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from thidua.documents import vietnamese
from thidua.movements import queries
from thidua.movements.models import Movement, Round
from thidua.plans import Plan, after_event, calendar
from thidua.plans.model import Deadline
from thidua.plans.wording import deadline_text
from thidua.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Days:
    """``closing`` of the dossiers, None while unknown or not stated; ``deadline``: the plan's own, ``barred`` its word."""

    closing: calendar.Closing | None
    appraise_by: datetime | None
    deadline: Deadline | None

    @property
    def barred(self) -> bool:
        """Whether the plan bars late dossiers."""
        return self.deadline is not None and self.deadline.late == "barred"


@dataclass(frozen=True, slots=True)
class Moved:
    """A round whose days an event set again; ``before`` as it stood."""

    row: Round
    before: calendar.Closing | None
    days: Days


def days_of(plan: Plan, key: str, events: Mapping[str, date], by_office: calendar.Closing | None = None) -> Days:
    """Days of one holding of a round. ``by_office`` stands only where the plan names no deadline for dossiers."""
    if queries.plan_deadline(plan, key) is None and by_office is not None:
        events = {**events, after_event.DOSSIER_CLOSED: by_office.last_day}
    stated = {deadline.act: (deadline, closing) for deadline, closing in calendar.deadlines(plan, key, events)}
    deadline, closing = stated.get("dossier", (None, by_office))
    appraisal = stated.get("appraisal", (None, None))[1]
    return Days(closing, appraisal.closes_at if appraisal else None, deadline)


def set_again(movement: Movement, plan: Plan) -> list[Moved]:
    """Work out the days of every round with the events as they stand now. Call inside the act's transaction."""
    events, ids = queries.events(movement), {each.id for each in plan.rounds}
    found = []
    for row in Round.objects.select_for_update().filter(movement=movement, round_id__in=ids).order_by("pk"):
        days, before = days_of(plan, row.key, events, row.closing), row.closing
        closes_at = days.closing.closes_at if days.closing else None
        if (closes_at, days.appraise_by) != (row.closes_at, row.appraise_by):
            Round.objects.filter(pk=row.pk).update(closes_at=closes_at, appraise_by=days.appraise_by)
            found.append(Moved(row, before, days))
    getattr(movement, "_prefetched_objects_cache", {}).pop("rounds", None)
    return found


def foreseen(movement: Movement, plan: Plan, events: Mapping[str, date], now: datetime) -> list[Finding]:
    """Rounds that close in the past with these events, each with the clause; to be read when an event is entered."""
    ids = {each.id for each in plan.rounds}
    found = []
    for row in movement.rounds.filter(round_id__in=ids):
        days = days_of(plan, row.key, events, row.closing)
        moved = days.closing is not None and days.closing != row.closing
        if moved and days.closing is not None and days.deadline is not None and days.closing.closes_at <= now:
            message = (
                f"{row.label}: hạn nộp hồ sơ tính ra là {vietnamese.date_short(days.closing.last_day)}, đã qua; "
                "nếu đơn vị không kịp nộp thì phải sửa đổi kế hoạch để gia hạn."
            )
            found.append(Finding("deadline_past", "warning", message, source=days.deadline.source))
    return found


def words(plan: Plan, key: str) -> str:
    """When dossiers of a round close, before the movement runs: the last moment, or what is waited for."""
    pair = queries.plan_deadline(plan, key)
    if pair is None:
        return "Kế hoạch không ghi hạn; cơ quan thường trực ấn định sau"
    return pair[1].sentence if pair[1] else awaiting(plan, pair[0])


def awaiting(plan: Plan, deadline: Deadline) -> str:
    """“Chưa có ngày: chậm nhất 10 ngày kể từ ngày “Công bố Chỉ số””."""
    return f"Chưa có ngày: {deadline_text(deadline, plan)}"


def said(moved: Iterable[Moved]) -> dict[str, str | None]:
    """Key of the round → its last day as the journal keeps it, None for no day."""
    return {each.row.key: each.days.closing.last_day.isoformat() if each.days.closing else None for each in moved}
