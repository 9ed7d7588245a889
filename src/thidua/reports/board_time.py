"""The time line of a movement: its milestones in order, with today among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

from django.utils import timezone

from thidua.documents import vietnamese
from thidua.movements import queries
from thidua.movements.models import Movement, PlanVersion
from thidua.plans import Plan, calendar
from thidua.plans.milestones import milestones
from thidua.plans.model import Source

MOST = 7  # a row of more points cannot be read at arm's length


@dataclass(frozen=True, slots=True)
class Point:
    """One milestone; ``day`` is None while it hangs on an event not yet recorded."""

    day: date | None
    title: str
    text: str
    source: Source | None
    place: Literal["past", "now", "coming"]


def points(
    movement: Movement,
    version: PlanVersion,
    plan: Plan,
    events: Mapping[str, date],
    now: datetime,
    open_: Mapping[str, str] = MappingProxyType({}),
) -> list[Point]:
    """Milestones of the plan and deadlines the office set, with today; empty for a draft, which has no days yet.

    ``open_``: act of a deadline → what is still open of it, in words.
    """
    if version.issued_on is None:
        return []
    today = timezone.localdate(now)
    closing = plan.period.event if plan.period.event not in events else None  # then the end of the movement names it
    said = next((each.label for each in plan.events if each.id == closing), None)
    found = [
        _point(each.date, _with_hour(each.label, each.closing) + open_.get(each.act, ""), each.source, today)
        for each in milestones(plan, version.issued_on, events)
        if each.kind != "event" or each.label != said
    ]
    for row in movement.rounds.all():
        if row.closing and queries.plan_deadline(plan, row.key) is None:
            label = f"Ngày cuối nộp hồ sơ: {row.label} (cơ quan thường trực ấn định)"
            found.append(_point(row.closing.last_day, _with_hour(label, row.closing), None, today))
    words = f"{timezone.localtime(now):%H giờ %M phút}, {vietnamese.weekday(today)}"
    found.append(Point(today, f"Hôm nay, {today:%d/%m}", words, None, "now"))
    order = {"past": 0, "now": 1, "coming": 2}
    return sorted(found, key=lambda each: (order[each.place], each.day is None, each.day or date.max))


def _point(day: date | None, text: str, source: Source | None, today: date) -> Point:
    title = vietnamese.date_short(day) if day else "Chưa rõ ngày"
    return Point(day, title, text, source, "past" if day and day < today else "coming")


def _with_hour(label: str, closing: calendar.Closing | None) -> str:
    if closing is None:
        return label
    return f"{label}, đến {closing.last_moment_text.partition(',')[0]}"


def window(found: list[Point]) -> list[Point]:
    """The points worth a place on the row: the first, the latest past ones, today, the next ones, the last."""
    if len(found) <= MOST:
        return found
    here = next(n for n, each in enumerate(found) if each.place == "now")
    wanted = {0, len(found) - 1, here}
    for step in range(1, len(found)):
        for n in (here + step, here - step):
            if 0 <= n < len(found) and len(wanted) < MOST:
                wanted.add(n)
    return [each for n, each in enumerate(found) if n in wanted]
