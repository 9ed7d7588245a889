"""The days of a movement in order, for its time line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from . import calendar
from .model import Plan, Source
from .vocabulary import CHOICES
from .wording import deadline_text


@dataclass(frozen=True, slots=True)
class Milestone:
    """``date`` is None while the day hangs on an event not yet recorded.

    For a deadline it is the last day in time, and ``closing`` the instant itself.
    """

    date: dt.date | None
    label: str
    source: Source
    kind: Literal["launch", "start", "event", "deadline", "end"]
    closing: calendar.Closing | None = None


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
    seen: set[tuple[str, dt.datetime]] = set()
    for instance in calendar.rounds(plan, issued):
        for deadline, closing in calendar.deadlines(plan, instance.key, events):
            label = f"Ngày cuối {CHOICES['Deadline', 'act'][deadline.act].lower()}: {instance.label}"
            if closing is None:
                yield Milestone(None, f"{label}, {deadline_text(deadline, plan)}", deadline.source, "deadline")
            elif (deadline.id, closing.closes_at) not in seen:  # one deadline shared by several rounds
                seen.add((deadline.id, closing.closes_at))
                yield Milestone(closing.last_day, label, deadline.source, "deadline", closing)
