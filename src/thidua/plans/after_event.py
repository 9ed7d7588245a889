"""Deadlines that hang on an event: “10 ngày kể từ ngày công bố Chỉ số”, as the rule ``event cong-bo +10``."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from .model import Deadline, Plan

DOSSIER_CLOSED: Final = "dossier_closed"
"""The event every round has of itself: the last day for its dossiers (“kể từ ngày hết hạn nhận hồ sơ”)."""

HOLIDAYS_UNKNOWN: Final = "chưa trừ ngày nghỉ lễ, tết"
_RULE: Final = re.compile(r"event ([A-Za-z0-9][A-Za-z0-9._-]*) \+([1-9]\d{0,2})( working)?")
HOUR: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")  # as Deadline.time writes it
_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AfterEvent:
    """So many days after an event; ``working``: Monday to Friday only, public holidays are not known."""

    event: str
    days: int
    working: bool = False

    @property
    def rule(self) -> str:
        """As ``Deadline.rule`` writes it: ``event cong-bo +10``, ``event cong-bo +5 working``."""
        return f"event {self.event} +{self.days}{' working' if self.working else ''}"

    @property
    def count_text(self) -> str:
        """“10 ngày”, “05 ngày làm việc”."""
        return f"{self.days:02} ngày{' làm việc' if self.working else ''}"

    def last_day(self, happened: dt.date) -> dt.date:
        """The last of the days; the day of the event is not counted (Bộ luật Dân sự 2015, Điều 147 khoản 2)."""
        if not self.working:
            return happened + self.days * _DAY
        day, left = happened, self.days
        while left:
            day += _DAY
            left -= day.weekday() < 5
        return day


def parse(rule: str) -> AfterEvent | None:
    """The rule of a deadline after an event, None for any other rule."""
    found = _RULE.fullmatch(rule)
    return AfterEvent(found[1], int(found[2]), found[3] is not None) if found else None


def event_text(after: AfterEvent, plan: Plan) -> str:
    """The event in the plan's words; the event every round has of itself in ours."""
    if after.event == DOSSIER_CLOSED:
        return "hết hạn nộp hồ sơ"
    return next((each.label for each in plan.events if each.id == after.event), after.event)


def text(after: AfterEvent, plan: Plan) -> str:
    """“10 ngày kể từ ngày “Công bố Chỉ số””, “05 ngày làm việc kể từ ngày hết hạn nộp hồ sơ”."""
    name = event_text(after, plan)
    return f"{after.count_text} kể từ ngày {name if after.event == DOSSIER_CLOSED else f'“{name}”'}"


def waiting(plan: Plan, event: str) -> list[Deadline]:
    """Deadlines, days of duties too, that hang on an event of the plan, or on its happening in one year (``of_year``)."""
    known = [*plan.deadlines, *(each.deadline for each in plan.duties if each.deadline)]
    return [each for each in known if (after := parse(each.rule)) and after.event == event.partition("@")[0]]


def of_year(event: str, year: int) -> str:
    """Id of the event of one year, where a round of every year waits for its own: ``cong-bo@2023``."""
    return f"{event}@{year}"
