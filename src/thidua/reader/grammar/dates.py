"""Days, months, quarters and years as Vietnamese plans write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from .folded import fold, remembered
from .lexicon import choice

Precision = Literal["day", "month", "quarter", "year"]
Relative = Literal["next_year", "annual", "same_year", "previous_year", ""]

_N: Final = r"[\dlio|]{1,2}"  # a digit or what a scan makes of it
_SEP: Final = r"\s*[/.\-]\s*"
_YEAR: Final = r"(?:19|20)\d{2}"


@dataclass(frozen=True, slots=True)
class Day:
    """One mention of time. Fields not said are None; ``relative`` says how the year is told without number."""

    start: int
    end: int
    precision: Precision
    day: int | None = None
    month: int | None = None
    year: int | None = None
    relative: Relative = ""

    def first(self, year: int | None = None) -> dt.date | None:
        """First day meant, with ``year`` where the text has none."""
        chosen = self.year if self.year is not None else year
        if chosen is None or (self.day is not None and not _possible(self.day, self.month, chosen)):
            return None
        return dt.date(chosen, self.month or 1, self.day or 1)

    def last(self, year: int | None = None) -> dt.date | None:
        """Last day meant (``tháng 12/2025`` → 31/12/2025)."""
        chosen = self.year if self.year is not None else year
        if chosen is None:
            return None
        if self.precision == "day":
            return self.first(year)
        month = 12 if self.precision == "year" else (self.month or 12) + (2 if self.precision == "quarter" else 0)
        return dt.date(chosen, month, calendar.monthrange(chosen, month)[1])

    @property
    def impossible(self) -> bool:
        """A day no calendar has (31/6): printed and meant as a day, yet none can be worked out."""
        return self.day is not None and not _possible(self.day, self.month, self.year)

    @property
    def iso(self) -> str | None:
        """ISO text of a whole day, ``2021-11`` of a month, None without a year or for an impossible day."""
        if self.year is None or self.month is None or self.impossible:
            return None
        month = f"{self.year:04d}-{self.month:02d}"
        return f"{month}-{self.day:02d}" if self.day is not None else month

    @property
    def rule(self) -> str | None:
        """``annual 12-10`` or ``next_year 01-30`` where the text tells the year by words."""
        if self.day is None or self.month is None or self.impossible or self.relative not in ("annual", "next_year"):
            return None
        return f"{self.relative} {self.month:02d}-{self.day:02d}"


def _number(text: str) -> int:
    return int(text.translate(str.maketrans("li|o", "1110")))


def _pattern() -> re.Pattern[str]:
    tail = (
        rf"(?:(?:{_SEP}|,?\s*(?:cua\s+)?)(?:(?P<next>{choice('dates', 'next_year')})"
        rf"|(?P<annual>{choice('dates', 'annual')})|(?P<same>{choice('dates', 'same_year')})"
        rf"|(?P<prev>{choice('dates', 'previous_year')})(?!\s+(?:ngay|khi|\d))))?"
    )
    lead = r"(?:ngay|truoc|den|het|tu|la|nhat|qua|han|:)"
    forms = (
        rf"(?<![\w/])(?P<d1>\d{{1,2}}){_SEP}(?P<m1>\d{{1,2}}){_SEP}(?P<y1>{_YEAR})(?!\w|/\w)",
        rf"(?<!\w)ngay\s+(?P<d2>{_N}){_SEP}(?P<m2>{_N}){_SEP}(?P<y2>[\dlo]{{4}}|\d{{2}})(?!\w)",
        rf"(?<![\w/])(?:mong\s+)?(?P<d3>{_N})\s+thang\s+(?P<m3>{_N})(?:(?:\s*,?\s*nam\s+|{_SEP})(?P<y3>{_YEAR}))?(?!\w)",
        rf"(?<!\w)(?:{lead})\s*(?P<d4>{_N})\s*[/\-]\s*(?P<m4>{_N})(?![\w/%]|\s*[/.\-]\s*\d)",
        rf"(?<!\w)thang\s+(?P<m5>\d{{1,2}})(?:(?:\s*,?\s*nam\s+|{_SEP})(?P<y5>{_YEAR}))?(?!\w)",
        rf"(?<!\w)quy\s+(?P<q>iv|i{{1,3}}|[1-4])(?:(?:\s*,?\s*nam\s+|{_SEP})(?P<y6>{_YEAR}))?(?!\w)",
        rf"(?<!\w)nam\s+(?P<y7>{_YEAR})(?![\w]|\s*-\s*{_YEAR})",
    )
    begins = r"(?<!\w)(?=[\dlio|mntdhq:])"  # what any of the forms begins with: most places are passed over at once
    return re.compile(f"{begins}(?:" + "|".join(forms) + ")" + tail)


_QUARTER: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_compiled: list[re.Pattern[str]] = []


@remembered
def find(text: str) -> Iterator[Day]:
    """Every mention of time, left to right; a day its month has not (31/02) is given as ``impossible``."""
    if not _compiled:
        _compiled.append(_pattern())
    folded = fold(text)
    at = 0
    while found := _compiled[0].search(folded, at):
        day = _day(found)
        if day is None:
            at = found.start() + 1
            continue
        yield day
        at = found.end()


def _day(found: re.Match[str]) -> Day | None:
    given = found.groupdict()
    relative: Relative = (
        "next_year"
        if given["next"]
        else "annual"
        if given["annual"]
        else "same_year"
        if given["same"]
        else "previous_year"
        if given["prev"]
        else ""
    )
    day = month = year = None
    precision: Precision = "day"
    for d, m, y in (("d1", "m1", "y1"), ("d2", "m2", "y2"), ("d3", "m3", "y3"), ("d4", "m4", "")):
        if given[d]:
            if not any(char.isdigit() for char in given[d] + given[m]):
                return None
            day, month = _number(given[d]), _number(given[m])
            year = _year(given[y]) if y and given[y] else None
    if given["m5"]:
        precision, month = "month", int(given["m5"])
        year = int(given["y5"]) if given["y5"] else None
    if given["q"]:
        precision, month = "quarter", _QUARTER[given["q"]] * 3 - 2
        year = int(given["y6"]) if given["y6"] else None
    if given["y7"]:
        precision, year = "year", int(given["y7"])
    if not _possible(day, month, year) and not (day is not None and _possible(None, month, year) and 29 <= day <= 31):
        return None
    return Day(found.start(), found.end(), precision, day, month, year, relative)


def _year(text: str) -> int:
    number = int(text.translate(str.maketrans("lo", "10")))
    return number if number > 99 else 2000 + number


def _possible(day: int | None, month: int | None, year: int | None) -> bool:
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    return month is not None and 1 <= day <= calendar.monthrange(year or 2024, month)[1]


_SPAN = re.compile(rf"(?<!\d)({_YEAR})\s*(?:-|va\s+nam)\s*({_YEAR})(?!\d)")


def years(text: str) -> tuple[int, int] | None:
    """Span of years (``giai đoạn 2021 - 2025``), or None."""
    found = _SPAN.search(fold(text))
    if found is None:
        return None
    first, last = int(found.group(1)), int(found.group(2))
    return (first, last) if first < last else None
