"""The days of a movement in order, for its time line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from . import calendar, dues
from .model import Deadline, Plan, Source
from .vocabulary import CHOICES
from .wording import deadline_text


@dataclass(frozen=True, slots=True)
class Milestone:
    """``date`` is None while the day hangs on an event not yet recorded.

    For a deadline it is the last day in time, and ``closing`` the instant itself. ``key`` stays the same when the day
    moves; ``act`` of a deadline is what has to be done by then.
    """

    date: dt.date | None
    label: str
    source: Source
    kind: Literal["launch", "start", "event", "deadline", "end"]
    closing: calendar.Closing | None = None
    key: str = ""
    act: str = ""


def milestones(plan: Plan, issued: dt.date, events: Mapping[str, dt.date]) -> list[Milestone]:
    """Launch, start, events, deadlines of every round and end; known days first, in order, open ones last."""
    found = [
        Milestone(issued, "Ban hành kế hoạch", plan.identity.source, "launch"),
        *_bounds(plan, issued, events),
        *(Milestone(events.get(each.id), each.label, each.source, "event") for each in calendar.awaited(plan, issued)),
        *_deadlines(plan, issued, events),
    ]
    return sorted(found, key=lambda each: (each.date is None, each.date or dt.date.max))


def _bounds(plan: Plan, issued: dt.date, events: Mapping[str, dt.date]) -> Iterator[Milestone]:
    span = calendar.period(plan, issued, events)
    note = " (tạm tính, kế hoạch không ghi)" if span.assumed else ""
    if span.start != issued:
        yield Milestone(span.start, f"Bắt đầu thời gian phong trào{note}", plan.period.source, "start")
    if span.end is not None:
        last = span.end - dt.timedelta(days=1)
        yield Milestone(last, f"Ngày cuối của phong trào{note}", plan.period.source, "end")
    else:
        event = next((each.label for each in plan.events if each.id == span.open_event), None)
        until = f": {event}" if event else note
        yield Milestone(None, f"Kết thúc phong trào{until}", plan.period.source, "end")


def _deadlines(plan: Plan, issued: dt.date, events: Mapping[str, dt.date]) -> Iterator[Milestone]:
    for deadline in plan.deadlines:
        label = f"Ngày cuối {CHOICES['Deadline', 'act'][deadline.act].lower()}"
        yield from _comings(deadline, label, plan, issued, events)
    tasks: dict[tuple[str, str], list[Deadline]] = {}
    for duty in plan.duties:
        if (due := duty.deadline) is not None:
            tasks.setdefault((due.rule, due.op), []).append(due)
    labels = {each.id: each.label for each in plan.duties}
    for same in tasks.values():
        label = f"Hạn của {len(same):02} việc kế hoạch giao" if len(same) > 1 else f"Hạn của việc: {labels[same[0].id]}"
        yield from _comings(same[0], label, plan, issued, events)


def _comings(
    deadline: Deadline, label: str, plan: Plan, issued: dt.date, events: Mapping[str, dt.date]
) -> Iterator[Milestone]:
    for each in dues.occurrences(deadline, plan, issued, events):
        said = f"{label}: {each.of}" if each.of else label
        day = each.closing.last_day if each.closing else None
        if each.closing is None:
            said = f"{said}, {deadline_text(deadline, plan)}"
        yield Milestone(day, said, deadline.source, "deadline", each.closing, each.key, deadline.act)
