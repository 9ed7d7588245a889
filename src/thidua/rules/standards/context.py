"""What an evaluation knows besides the rows: the round's year, spans of time, the day, the criteria.

Also the only place where values become SQL literals. What is not a whole number, a date or a word of
letters, digits, ``_ - .`` never gets into the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from thidua.plans import model, vocabulary

LEVELS: Mapping[str, int] = {"unit": 1, "commune": 2, "district": 3, "province": 4, "central": 5}

_WORD = re.compile(r"[\w.\-]{1,100}\Z")


@dataclass(frozen=True, slots=True)
class Context:
    """Frame of one evaluation.

    ``year`` of the round; ``spans`` name → (first day, day after the last or None while it
    is open); ``as_of`` the last day whose facts count; ``criteria`` the plan's criteria that concern these candidates.
    """

    year: int
    spans: Mapping[str, tuple[date, date | None]]
    as_of: date
    criteria: Mapping[str, model.Criterion] = field(default_factory=dict)

    def window(self, name: str) -> tuple[date, date]:
        """First day and day after the last of a span, cut off after ``as_of``. ValueError: unknown span."""
        if name not in self.spans:
            raise ValueError(f"Không có khoảng thời gian “{name}” cho đợt này.")
        start, end = self.spans[name]
        after = self.as_of + timedelta(days=1)
        return start, after if end is None else min(end, after)


def params(leaf: model.Leaf) -> dict[str, object]:
    """Parameters of a leaf with the defaults of the vocabulary. ValueError: unknown leaf, parameter, type."""
    known = vocabulary.LEAVES.get(leaf.leaf)
    if known is None:
        raise ValueError(f"Không có tiêu chuẩn loại “{leaf.leaf}”.")
    extra = set(leaf.params) - set(known)
    if extra:
        raise ValueError(f"“{leaf.leaf}” không có tham số {', '.join(sorted(extra))}.")
    filled: dict[str, object] = {}
    for name, (kind, required, default) in known.items():
        value = leaf.params.get(name, default)
        if name not in leaf.params and required:
            raise ValueError(f"“{leaf.leaf}” thiếu tham số {name}.")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ValueError(f"Tham số {name} của “{leaf.leaf}” phải là {kind.__name__}.")
        filled[name] = value
    return filled


def text(value: object) -> str:
    """SQL literal of a word (key, id). ValueError when it holds anything but letters, digits, ``_ - .``."""
    if not isinstance(value, str) or not _WORD.match(value):
        raise ValueError(f"Không phải mã hợp lệ: {value!r}")
    return f"'{value}'"


def whole(value: object) -> str:
    """SQL literal of a whole number. ValueError for anything else (booleans too)."""
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**63:
        raise ValueError(f"Không phải số nguyên: {value!r}")
    return str(value)


def day(value: date) -> str:
    """SQL literal of a date; quoted ISO text, which every dialect compares with a date column."""
    return f"'{date(value.year, value.month, value.day).isoformat()}'"


def scale_of(grade: str, scale: str) -> int:
    """Number of a grade on its scale. ValueError: not on the scale."""
    grades = vocabulary.RATING_SCALES.get(scale, {})
    if grade not in grades:
        raise ValueError(f"Thang “{scale}” không có mức “{grade}”.")
    return grades[grade]
