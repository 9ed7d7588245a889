"""Every day by which the plan asks for something: whose it is, when it comes next, when it came last.

Worked out from the plan alone, so nothing is stored: an amendment, the day of an event or its correction gives other
days by itself. Whether something was done is not known here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from . import after_event, calendar, model
from .fellows import words
from .model import Plan
from .vocabulary import CHOICES, ROUND_ACTS
from .wording import deadline_text

type Owner = Literal["units", "office", "council", "everyone", "named"]

_OWNERS: Final[Mapping[str, Owner]] = {
    "dossier": "units",
    "appraisal": "office",
    "lower_plan": "units",
    "registration": "units",
    "review": "units",
    "voting": "everyone",
    "initiative": "council",
    "report": "units",
    "publication": "office",
    "proposal": "office",
    "ceremony": "office",
    "task": "units",
}
_ALL_UNITS: Final = ("cac", "moi", "tung", "thu truong", "co quan", "don vi", "nguoi dung dau", "phong ban", "bo phan")
_ALL_PEOPLE: Final = ("can bo", "cong chuc", "vien chuc", "toan the", "nguoi dan", "nhan dan", "ca nhan", "moi nguoi")
_PLAIN: Final = frozenset(
    [
        "phong",
        "so",
        "ban",
        "van",
        "ubnd",
        "uy",
        "nhan",
        "dan",
        "va",
        "xa",
        "phuong",
        "huyen",
        "tinh",
        "thi",
        "tran",
        "thanh",
        "pho",
        "quan",
    ]
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One coming of a deadline. ``closing`` is None while it hangs on an event without a day; ``key`` tells it apart
    in the plan, ``of`` says in words which one it is where there are several."""

    key: str
    of: str
    closing: calendar.Closing | None


@dataclass(frozen=True, slots=True)
class Due:
    """What the plan asks for by a day.

    ``next`` is the coming that is not over yet, ``past`` the latest one that is; a deadline of one day has one of
    them. Both are None while nothing has a day; ``waits`` then says in words what is waited for. ``body`` is the
    owner as the paper names it, ``owner`` what that means.
    """

    deadline: model.Deadline
    owner: Owner
    body: str
    next: calendar.Closing | None
    past: calendar.Closing | None
    waits: str

    @property
    def closing(self) -> calendar.Closing | None:
        """The one that waits as long as nobody says it is done: the latest that is over, else the coming one."""
        return self.past or self.next

    @property
    def day(self) -> dt.date | None:
        """Its last day in time."""
        return self.closing.last_day if self.closing else None

    @property
    def label(self) -> str:
        """What has to be done."""
        return CHOICES["Deadline", "act"][self.deadline.act]


def occurrences(
    deadline: model.Deadline, plan: Plan, issued: dt.date, events: Mapping[str, dt.date]
) -> list[Occurrence]:
    """Every coming of a deadline from the day of issue on, in order; the same instant once."""
    found: dict[dt.datetime | str, Occurrence] = {}
    for each in _comings(deadline, plan, issued, events):
        if each.closing is not None and each.closing.last_day < issued and deadline.rule[:1].isalpha():
            continue  # 10/12 every year, of a plan issued on 20/12, comes a year later for the first time
        found.setdefault(each.closing.closes_at if each.closing else each.key, each)
    return list(found.values())


def _comings(
    deadline: model.Deadline, plan: Plan, issued: dt.date, events: Mapping[str, dt.date]
) -> Iterator[Occurrence]:
    after = after_event.parse(deadline.rule)
    if deadline.act in ROUND_ACTS or deadline.rounds or (after is not None and plan.rounds):
        for instance in calendar.rounds(plan, issued):
            if not deadline.rounds or instance.round_id in deadline.rounds:
                closing = calendar.closes_in(deadline, plan, instance.key, events)
                yield Occurrence(f"{deadline.id}/{instance.key}", instance.label, closing)
        return
    last = plan.movement.year_to
    first = min(max(plan.movement.year_from, issued.year), last)
    yearly = deadline.rule[:1].isalpha() and after is None
    for year in range(first, last + 1) if yearly else (last,):
        of = f"năm {year}" if yearly and first < last else ""
        yield Occurrence(f"{deadline.id}/{year}", of, calendar.closes(deadline, year, events))


def due(deadline: model.Deadline, plan: Plan, issued: dt.date, events: Mapping[str, dt.date], today: dt.date) -> Due:
    """Where a deadline stands on a day."""
    known = sorted(
        (each.closing for each in occurrences(deadline, plan, issued, events) if each.closing),
        key=lambda closing: closing.closes_at,
    )
    coming = next((each for each in known if each.last_day >= today), None)
    past = next((each for each in reversed(known) if each.last_day < today), None)
    owner = _owner(deadline, plan)
    return Due(deadline, owner, deadline.by, coming, past, "" if known else deadline_text(deadline, plan))


def dues(plan: Plan, issued: dt.date, events: Mapping[str, dt.date], today: dt.date) -> list[Due]:
    """Where everything stands that the plan asks for by a day, but for dossiers and their appraisal."""
    return [due(each, plan, issued, events, today) for each in plan.deadlines if each.act not in ROUND_ACTS]


def of_duties(plan: Plan, issued: dt.date, events: Mapping[str, dt.date], today: dt.date) -> dict[str, Due]:
    """Id of a duty with a day → where it stands."""
    named = ((each.id, each.deadline) for each in plan.duties)
    return {key: due(each, plan, issued, events, today) for key, each in named if each is not None}


def _owner(deadline: model.Deadline, plan: Plan) -> Owner:
    """What the body the paper names means; the usual owner of the act where it names none."""
    name = " ".join(words(deadline.by))
    if not name:
        return _OWNERS[deadline.act]
    office = {" ".join(words(each.body)) for each in plan.route if each.role == "office"}
    if name in office or "thuong truc" in name:
        return "office"
    if name.startswith("hoi dong") and "nhan dan" not in name:
        return "council"
    if name.startswith(_ALL_PEOPLE):
        return "everyone"
    return "units" if name.startswith(_ALL_UNITS) else "named"


def names(body: str, unit: str) -> bool:
    """Whether the body a paper names is this unit: the words that tell units apart are the same, in either name."""
    asked, own = words(body), words(unit)
    telling, known = set(asked) - _PLAIN, set(own) - _PLAIN
    return asked == own or (bool(telling and known) and asked[:1] == own[:1] and (telling <= known or known <= telling))
