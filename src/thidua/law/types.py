"""Frozen types of dated law. Every value knows since when, until when, from where and how sure it is.

``since`` and ``until`` are both days on which the value holds (inclusive); ``until`` ``None`` means
that no end is known. Money is in đồng, coefficients are multiples of the base salary of one month.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

Status = Literal["verified", "unverified"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands. ``instrument`` is empty when no legal text is known (always unverified)."""

    instrument: str
    place: str

    def __str__(self) -> str:
        return ", ".join(part for part in (self.instrument, self.place) if part)


@dataclass(frozen=True, slots=True)
class Value[T]:
    """One dated value. ``key`` is stable (``award_coefficient.giay-khen.xa.individual``).

    ``checked`` is the day the text was checked (``None`` when unverified). ``steps`` are the values a
    derived one was computed from. ``origin`` is the file it was read from.
    """

    key: str
    label: str
    value: T
    since: date | None
    until: date | None
    source: Source
    checked: date | None
    status: Status
    note: str = ""
    steps: tuple[Value[object], ...] = ()
    origin: str = ""

    @property
    def verified(self) -> bool:
        return self.status == "verified"

    def covers(self, on: date) -> bool:
        """True when the value holds on the day."""
        return (self.since is not None and self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class InstrumentFacts:
    """What an instrument row says about the text itself; ``unsure_after``: later standing is not known."""

    kind: str
    title: str
    issuer: str
    issued: date | None
    replaced_by: str
    amends: str
    unsure_after: date | None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree, circular … with the days it is in force (inclusive) and what replaced it."""

    number: str
    kind: str
    title: str
    issuer: str
    issued: date | None
    since: date | None
    until: date | None
    replaced_by: str
    amends: str
    unsure_after: date | None
    source: Source
    checked: date | None
    status: Status
    note: str
    key: str

    @property
    def name(self) -> str:
        """``Nghị định số 152/2025/NĐ-CP``; a law is cited by its title, without number (NĐ 30/2020)."""
        return self.title if self.kind == "luat" else f"{KINDS_OF_INSTRUMENT[self.kind]} số {self.number}"

    def in_force(self, on: date) -> bool | None:
        """Whether it applies on the day; ``None`` when that is not known."""
        if self.since is None or (self.unsure_after is not None and on > self.unsure_after):
            return None
        return self.since <= on and (self.until is None or on <= self.until)

    def __str__(self) -> str:
        return self.number


KINDS_OF_INSTRUMENT = {
    "luat": "Luật",
    "nghi-quyet": "Nghị quyết",
    "nghi-dinh": "Nghị định",
    "thong-tu": "Thông tư",
    "quyet-dinh": "Quyết định",
}


@dataclass(frozen=True, slots=True)
class Regime:
    """The texts that govern emulation and commendation on a day; ``amendments`` change the law."""

    on: date
    law: Instrument
    decree: Instrument
    circular: Instrument | None
    amendments: tuple[Instrument, ...]
    values: tuple[Value[str], ...]

    @property
    def verified(self) -> bool:
        return all(value.verified for value in self.values)


@dataclass(frozen=True, slots=True)
class Rounding:
    """``mode``: up, down, nearest (half up) or none; ``step`` in đồng."""

    mode: Literal["up", "down", "nearest", "none"]
    step: int


@dataclass(frozen=True, slots=True)
class FormFacts:
    """A form of a decree: ``number`` is empty where the decree has no form for the purpose."""

    decree: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class FormRef:
    """The form to use for a purpose on a day. ``number`` empty: the decree prescribes none."""

    purpose: str
    number: str
    decree: str
    title: str
    since: date | None
    until: date | None
    source: Source
    checked: date | None
    status: Status
    note: str
    key: str

    def __str__(self) -> str:
        return f"Mẫu số {self.number} ({self.decree})" if self.number else f"Không có mẫu riêng ({self.decree})"


@dataclass(frozen=True, slots=True)
class VoteRule:
    """Share of yes votes needed. ``strict``: more than; otherwise at least. ``base``: of all members or of those present."""

    share: Fraction
    strict: bool
    base: Literal["all", "present"]
    secret: bool


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """``days`` counted as ``unit``: working_days (ngày làm việc) or days (ngày)."""

    days: int
    unit: Literal["working_days", "days"]


@dataclass(frozen=True, slots=True)
class Row:
    """A value as read from a file, before it is placed in the book."""

    topic: str
    dims: tuple[str, ...]
    value: Value[object]
    file: str
    place: str
    overrides: bool = field(default=False)
