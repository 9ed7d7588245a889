"""Days that no calendar has."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Final

from ..grammar import dates
from ..grammar.folded import fold
from .remark import Look, Remark, quoted

_MAY_BE_NONE: Final = re.compile(r"(?<!\d)(?:29|3[01])\s*(?:[/.\-]|thang)\s*\d")


def impossible_dates(look: Look) -> Iterator[Remark]:
    """A day its month has not: 31/6, 30/02, 29/02 of a year of 365 days."""
    for block in look.reading.blocks:
        if not _MAY_BE_NONE.search(fold(block.text)):
            continue
        for day in dates.find(block.text):
            if day.impossible:
                path, span = look.at(block.index, day.start, day.end)
                last = calendar.monthrange(day.year or 2023, day.month or 1)[1]
                where = f"{day.month}/{day.year}" if day.year else f"{day.month}"
                yield Remark(
                    "date.impossible", "error", path, quoted(block.text, day.start, day.end),
                    f"Không có ngày {block.text[day.start : day.end].strip().removeprefix('ngày ')}: tháng {where} chỉ có {last} ngày.",
                    "Ghi lại ngày đúng; chương trình để trống ngày này cho đến khi được sửa.", span=span,
                )  # fmt: skip
