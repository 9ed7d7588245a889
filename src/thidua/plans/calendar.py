"""The one place for time: when a deadline closes, how long a movement runs, which rounds it has.

All spans are half-open (start included, end excluded) and all instants stand in Asia/Ho_Chi_Minh, whatever the
zone of the machine. A deadline is one instant, ``closes_at``: whoever files before it is in time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from . import after_event
from .model import Deadline, Event, Plan

TZ: Final = ZoneInfo("Asia/Ho_Chi_Minh")

NO_EVENTS: Final[Mapping[str, dt.date]] = MappingProxyType({})
_NEVER: Final = dt.datetime.max.replace(tzinfo=TZ)
_DAY: Final = dt.timedelta(days=1)
_WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Closing:
    """``closes_at`` is the first instant that is too late; ``last_day`` the last day that is in time.

    ``note``: what the count of days could not know; it makes no other closing.
    """

    closes_at: dt.datetime
    last_day: dt.date
    last_moment_text: str
    note: str = field(default="", compare=False)

    @property
    def sentence(self) -> str:
        """The words shown everywhere: “Giờ cuối cùng còn kịp: 23 giờ 59 phút, thứ Năm, 29/01/2026”."""
        return f"Giờ cuối cùng còn kịp: {self.last_moment_text}{f' ({self.note})' if self.note else ''}"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` up to, not including, ``end``; open while ``end`` is None.

    ``open_event`` is the id of the event that has to be recorded before the end is known; ``assumed`` says
    that the plan states no period and the office works with this one.
    """

    start: dt.date
    end: dt.date | None
    open_event: str | None = None
    assumed: bool = False

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def text(self) -> str:
        """“từ 01/01/2023 đến hết 31/12/2023”; an open span has no end in words either."""
        start = f"từ {day_text(self.start)}"
        return start if self.end is None else f"{start} đến hết {day_text(self.end - _DAY)}"


@dataclass(frozen=True, slots=True)
class RoundInstance:
    """One holding of a round: ``key`` is ``<round id>-<year>``, unique in the plan and stable."""

    round_id: str
    year: int
    label: str
    key: str


def day_start(day: dt.date) -> dt.datetime:
    """First instant of the day in Viet Nam."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=TZ)


def local_day(at: dt.datetime) -> dt.date:
    """The day in Viet Nam of an aware instant."""
    return _aware(at).astimezone(TZ).date()


def day_text(day: dt.date) -> str:
    """``29/01/2026``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def closes(deadline: Deadline, year: int, events: Mapping[str, dt.date] = NO_EVENTS) -> Closing | None:
    """When the deadline closes for the round of ``year`` (not used when the rule is a full date).

    ``events``: event id → its day. None while the event the deadline hangs on has no day. A rule on 29/02 in a year
    without that day: 28/02 is the last day in time, for ``before`` and ``no_later_than`` alike. With an hour the
    deadline closes at that hour of the day the paper names, whatever the ``op``.
    """
    after = after_event.parse(deadline.rule)
    if after is None:
        if deadline.time is not None:
            return _at_hour(_limit(deadline.rule, year, after=False), deadline.time)
        return closing_at(day_start(_limit(deadline.rule, year, after=deadline.op == "no_later_than")))
    if (happened := events.get(after.event)) is None:
        return None
    last = after.last_day(happened)
    if deadline.time is not None:
        closing = _at_hour(last, deadline.time)
    else:
        closing = closing_at(day_start(last + _DAY if deadline.op == "no_later_than" else last))
    return replace(closing, note=after_event.HOLIDAYS_UNKNOWN) if after.working else closing


def _at_hour(day: dt.date, hour: str) -> Closing:
    return closing_at(dt.datetime.combine(day, dt.time.fromisoformat(hour), tzinfo=TZ))


def closing_at(instant: dt.datetime) -> Closing:
    """The closing at an aware instant, which itself is too late; the last good moment is the minute before."""
    closes_at = _aware(instant).astimezone(TZ)
    last = closes_at - dt.timedelta(minutes=1)
    words = f"{last:%H} giờ {last:%M} phút, {_WEEKDAYS[last.weekday()]}, {day_text(last.date())}"
    return Closing(closes_at, last.date(), words)


def in_time(at: dt.datetime, closing: Closing) -> bool:
    """Whether an aware instant is before the closing. Raises ``ValueError`` for a naive one."""
    return _aware(at) < closing.closes_at


def period(plan: Plan, issued: dt.date, events: Mapping[str, dt.date]) -> Span:
    """Time of the movement. ``issued``: day of the plan; ``events``: event id → day it was recorded for.

    The day of a closing event still belongs to the period, as in "đến ngày".
    """
    stated = plan.period
    start = issued if stated.start == "issue" else dt.date.fromisoformat(stated.start)
    match stated.end_op:
        case "until" | "before" if stated.end is not None:
            end = dt.date.fromisoformat(stated.end)
            return Span(start, end + _DAY if stated.end_op == "until" else end)
        case "event" if stated.event is not None:
            if (happened := events.get(stated.event)) is None:
                return Span(start, None, open_event=stated.event)
            return Span(start, happened + _DAY)
    if stated.assumed_from is not None:
        start = dt.date.fromisoformat(stated.assumed_from)
    assumed_end = dt.date.fromisoformat(stated.assumed_to) + _DAY if stated.assumed_to is not None else None
    return Span(start, assumed_end, assumed=True)


def rounds(plan: Plan, issued: dt.date) -> list[RoundInstance]:
    """Every holding of every round: each year from the year of issue on (annual), the last year (single, final)."""
    movement = plan.movement
    first = min(max(movement.year_from, issued.year), movement.year_to)
    found = []
    for each in plan.rounds:
        years = range(first, movement.year_to + 1) if each.cycle == "annual" else (movement.year_to,)
        for year in years:
            label = f"{each.label}, năm {year}" if each.cycle == "annual" else each.label
            found.append(RoundInstance(each.id, year, label, f"{each.id}-{year}"))
    return found


def split_key(plan: Plan, round_key: str) -> tuple[str, int]:
    """``annual-2023`` → (``annual``, 2023). Raises ``KeyError`` when the plan has no such round."""
    round_id, _, year = round_key.rpartition("-")
    if round_id not in {each.id for each in plan.rounds} or not year.isdecimal():
        raise KeyError(round_key)
    return round_id, int(year)


def deadlines(
    plan: Plan, round_key: str, events: Mapping[str, dt.date] = NO_EVENTS
) -> list[tuple[Deadline, Closing | None]]:
    """Deadlines of one holding of a round, earliest first, those still unknown last.

    A deadline without rounds belongs to all of them. ``events`` as recorded; it may hold ``dossier_closed`` where the
    office set the last day for dossiers itself.
    """
    round_id, year = split_key(plan, round_key)
    known = _known(plan, round_id, year, events)
    found = [(each, closes(each, year, known)) for each in _own(plan, round_id)]
    return sorted(found, key=lambda pair: pair[1].closes_at if pair[1] else _NEVER)


def closes_in(deadline: Deadline, plan: Plan, round_key: str, events: Mapping[str, dt.date]) -> Closing | None:
    """When one deadline closes for one holding of a round; ``deadline`` need not stand among those of the plan."""
    round_id, year = split_key(plan, round_key)
    return closes(deadline, year, _known(plan, round_id, year, events))


def _own(plan: Plan, round_id: str) -> list[Deadline]:
    return [each for each in plan.deadlines if not each.rounds or round_id in each.rounds]


def _known(plan: Plan, round_id: str, year: int, events: Mapping[str, dt.date]) -> dict[str, dt.date]:
    """Event id → day for one holding of a round, with the last day for its own dossiers."""
    known = _of_round(plan, round_id, year, events)
    own = [each for each in _own(plan, round_id) if each.act == "dossier"]
    filing = [closing for each in own if (closing := closes(each, year, known))]
    if filing:
        known[after_event.DOSSIER_CLOSED] = max(closing.last_day for closing in filing)
    return known


def _of_round(plan: Plan, round_id: str, year: int, events: Mapping[str, dt.date]) -> dict[str, dt.date]:
    """Event id → day as this holding of the round counts them: a round of every year waits for the event of its year."""
    if not _yearly(plan, round_id):
        return dict(events)
    ids = [each.id for each in plan.events]
    days = {each: events.get(after_event.of_year(each, year)) for each in ids}
    return {each: day for each, day in ({**events, **days}).items() if day is not None}


def _yearly(plan: Plan, round_id: str) -> bool:
    several = plan.movement.year_from < plan.movement.year_to
    return several and any(each.id == round_id and each.cycle == "annual" for each in plan.rounds)


def awaited(plan: Plan, issued: dt.date) -> list[Event]:
    """What is to be recorded: the events of the plan, and one for each year where rounds of every year wait for it."""
    found = list(plan.events)
    for instance in rounds(plan, issued):
        if not _yearly(plan, instance.round_id):
            continue
        dated = [*_own(plan, instance.round_id), *(each.deadline for each in plan.duties if each.deadline)]
        waits = {after.event for each in dated if (after := after_event.parse(each.rule))}
        for each in plan.events:
            key = after_event.of_year(each.id, instance.year)
            if each.id in waits and all(known.id != key for known in found):
                found.append(replace(each, id=key, label=f"{each.label} (năm {instance.year})"))
    return found


def span(name: str, plan: Plan, year: int, issued: dt.date, events: Mapping[str, dt.date]) -> Span:
    """Span a leaf looks at (``vocabulary.SPANS``), for the round of ``year``. Raises ``KeyError`` for another name."""
    match name:
        case "round_year":
            return _years(year, year)
        case "movement":
            return period(plan, issued, events)
        case "plan_years":
            return _years(plan.movement.year_from, plan.movement.year_to)
    raise KeyError(name)


def remaining(now: dt.datetime, closing: Closing) -> str:
    """“còn 2 ngày 15 giờ”, “còn 3 giờ 5 phút”; afterwards “đã quá hạn …”.

    Never rounded in favour of the reader: time left is rounded down, time overdue is rounded up.
    """
    left = closing.closes_at - _aware(now)
    if left > dt.timedelta(0):
        if left < dt.timedelta(minutes=1):
            return "còn chưa đầy 1 phút"
        return f"còn {_duration(left, up=False)}"
    if not left:
        return "đã hết hạn"
    return f"đã quá hạn {_duration(-left, up=True)}"


def _duration(length: dt.timedelta, *, up: bool) -> str:
    minute = dt.timedelta(minutes=1)
    count = -(-length // minute) if up else length // minute
    hours, minutes = divmod(count, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "ngày"), (hours, "giờ"), (minutes, "phút")]
    return " ".join(f"{number} {name}" for number, name in parts if number)


def _limit(rule: str, year: int, *, after: bool) -> dt.date:
    """First day that is too late."""
    word, _, month_day = rule.rpartition(" ")
    if not word:
        day = dt.date.fromisoformat(rule)
        return day + _DAY if after else day
    if word not in ("annual", "next_year"):
        raise ValueError(rule)
    at = year + 1 if word == "next_year" else year
    month, day_of_month = (int(part) for part in month_day.split("-"))
    if (month, day_of_month) == (2, 29) and not _leap(at):
        return dt.date(at, 3, 1)
    day = dt.date(at, month, day_of_month)
    return day + _DAY if after else day


def _leap(year: int) -> bool:
    return (dt.date(year, 3, 1) - _DAY).day == 29


def _years(first: int, last: int) -> Span:
    return Span(dt.date(first, 1, 1), dt.date(last + 1, 1, 1))


def _aware(at: dt.datetime) -> dt.datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at
