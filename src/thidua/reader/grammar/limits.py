"""Limits in time: a word such as ``trước`` or ``chậm nhất`` with the day it governs, and spans from … to …."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from . import dates
from .dates import Day
from .folded import fold, pattern
from .lexicon import choice

Op = Literal["before", "no_later_than"]
_REACH: Final = 34  # characters between the word and its day: “chậm nhất là 17 giờ 00 phút, thứ Sáu, ngày …”


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit. ``before``: the day itself is too late; ``no_later_than``: it is in time. ``doubt`` in Vietnamese."""

    start: int
    end: int
    op: Op
    day: Day
    doubt: str = ""

    def date(self, year: int | None = None) -> str | None:
        """ISO day of the limit. A month, quarter or year counts to its last day, or from its first under ``before``."""
        if self.day.year is None and (year is None or self.day.relative in ("annual", "next_year")):
            return None
        found = self.day.first(year) if self.op == "before" else self.day.last(year)
        return found.isoformat() if found else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """``từ … đến …``. ``issue`` says that it begins with the issue of the plan; ``event`` is the end in words."""

    start: int
    end: int
    issue: bool
    first: Day | None
    last: Day | None
    end_op: Literal["until", "before", "event", ""]
    event: str = ""


def find(text: str) -> Iterator[Limit]:
    """Every limit, left to right; a day with no word of limit near it is none."""
    folded = fold(text)
    edge = 0
    for day in dates.find(text):
        if day.precision == "year" and not _ends_year(folded, day):
            continue
        if day.precision in ("month", "quarter") and _WITHIN.search(folded[: day.start]):
            continue  # "trong tháng 7" says when, not until when
        limit = _limit(folded, day, edge)
        if limit is not None:
            yield limit
        edge = day.end


_WITHIN: Final = re.compile(r"(?<!\w)(?<!nhat )(?<!nhat la )(?:trong|vao)\s*$")


def _ends_year(folded: str, day: Day) -> bool:
    return re.search(r"(?:het|cuoi)\s*$", folded[max(0, day.start - 8) : day.start]) is not None


def _limit(folded: str, day: Day, edge: int) -> Limit | None:
    lead = folded[max(edge, day.start - _REACH) : day.start + (5 if folded.startswith("ngay", day.start) else 0)]
    lead = lead.removesuffix("ngay ")
    offset = max(edge, day.start - _REACH)
    best: tuple[int, int, str] | None = None
    for name in ("both", "no_later_than", "before"):
        for found in pattern(choice("limits", name)).finditer(lead):
            if best is None or (found.start() < best[0] and name != "before") or name == "both":
                best = (found.start(), found.end(), name)
    if best is None or re.search(r"[;]|\.\s", lead[best[1] :]):
        return None
    start, after, name = offset + best[0], lead[best[1] :], best[2]
    words = lead[best[0] :]
    if name == "both":
        return Limit(start, day.end, "no_later_than", day)
    if re.search(r"\d\s*(?:gio|h)\b|\d{1,2}[:h]\d{2}", words) and name == "before":
        doubt = "Hạn ghi cả giờ: trong ngày đó vẫn còn kịp cho đến giờ ấy."
        return Limit(start, day.end, "no_later_than", day, doubt)
    if name == "no_later_than" and re.search(r"\btruoc\b(?!\s+hoac|\s+va)", after):
        mixed = re.search(r"\bnhat\b", words) is not None
        doubt = "Câu dùng cả “chậm nhất” và “trước”: hiểu theo “trước”, chính ngày đó là muộn." if mixed else ""
        return Limit(start, day.end, "before", day, doubt)
    return Limit(start, day.end, "before" if name == "before" else "no_later_than", day)


_FROM_ISSUE: Final = (
    r"(?:(?:ke\s+)?tu|bat\s+dau\s+tu)\s+(?:ngay|khi|thoi\s+diem|luc)\s+(?:ban\s+hanh|ky|phat\s+dong|ke\s+hoach)"
    r"[^.;]{0,80}?|(?:ke\s+)?tu\s+(?:nay|ngay\s+hom\s+nay)\s*"
)
_TO: Final = r"(?<!\w)(?:cho\s+)?(?:den|toi)(?!\w)\s*"
_STRETCH: Final = re.compile(rf"(?<!\w)(?P<issue>(?:{_FROM_ISSUE}))?{_TO}")
_EVENTS: Final = (
    r"(?:khi\s+|luc\s+|ngay\s+|thoi\s+diem\s+)?(?:dai\s+hoi|hoi\s+nghi|le|ky\s+hop|[^.;,]{0,40}\bcong\s+bo)\b"
)


def stretches(text: str) -> Iterator[Stretch]:
    """Every ``từ … đến …`` of time."""
    folded = fold(text)
    if "den" not in folded and "toi" not in folded:
        return
    days = list(dates.find(text))
    for found in _STRETCH.finditer(folded):
        issue = bool(found.group("issue"))
        before = _just_before(folded, days, found.start())
        after = _just_after(folded, days, found.end())
        if not issue and before is None:
            continue
        start = found.start() if issue or before is None else before.start
        if after is not None:
            lead = folded[found.end() : after.start]
            op: Literal["until", "before"] = "before" if re.search(r"\btruoc\b", lead) else "until"
            yield Stretch(start, after.end, issue, before, after, op)
        elif issue or re.match(_EVENTS, folded[found.end() :]):
            words = re.match(r"(?:khi|luc|ngay|thoi\s+diem)?\s*([^.;]{4,120})", folded[found.end() :])
            if words:
                first = found.end() + words.start(1)
                event = text[first : found.end() + words.end(1)].strip()
                yield Stretch(start, found.end() + words.end(), issue, before, None, "event", event)


def _just_before(folded: str, days: list[Day], at: int) -> Day | None:
    near = [day for day in days if day.end <= at and not folded[day.end : at].strip(" ,-")]
    found = near[-1] if near else None
    if found is None or not re.search(r"\btu\b[^.;]{0,14}$", folded[: found.start + 3]):
        return None
    return found


def _just_after(folded: str, days: list[Day], at: int) -> Day | None:
    for day in days:
        if day.start >= at:
            lead = folded[at : day.start]
            plain = r"\s*(?:het|truoc|cuoi|khi\s+ket\s+thuc|ngay|,|\s)*"
            return day if re.fullmatch(plain, lead) else None
    return None
