"""Figures of criteria and standards: ``đạt tối thiểu 96%``, ``từ 95% trở lên``, ``dưới 5%``, ``top 10``, ``loại khá trở lên``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from .folded import fold
from .lexicon import choice, load
from .numerals import NUMBER, decimal, short

Op = Literal[">=", "<=", ">", "<", "=", "range", "increase"]


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` is a number, or the words of a class with unit ``class``; ``upper`` the second end of a range."""

    start: int
    end: int
    op: Op
    value: int | float | str
    unit: str
    upper: int | float | None = None


@cache
def _unit() -> str:
    return rf"(?P<unit>%|phan\s+tram|{choice('figures', 'units').removeprefix('(?<!' + chr(92) + 'w)')})"


@cache
def _number() -> re.Pattern[str]:
    ops = "|".join(f"(?P<{name}>{choice('figures', name)})" for name in ("ge", "le", "gt", "lt", "eq"))
    return re.compile(
        rf"(?:(?P<op>{ops})\s*(?:la\s+|:\s*)?)?(?:(?P<from>(?<!\w)tu)\s+)?(?P<n>(?<![\w/.,\-]){NUMBER})\s*{_unit()}?"
        rf"(?:\s*(?:-|den|den\s+duoi)\s*(?P<n2>{NUMBER})\s*(?P<unit2>%|phan\s+tram|diem|ngay|phut))?(?P<after>\s*(?:{choice('figures', 'up')}|{choice('figures', 'down')}))?"
    )


_RANK: Final = re.compile(
    r"(?<!\w)(?:top|top\s+dau|nhom)\s+(?P<a>\d{1,3})(?!\s*%)"
    r"|(?<!\w)trong\s+(?:so\s+)?(?:nhom\s+)?(?P<b>\d{1,3})\s+[\w,\- ]{2,40}?\s(?:dan\s+dau|dung\s+dau|cao\s+nhat)"
    r"|(?<!\w)(?:xep|dat|o)\s+(?:vi\s+)?(?:thu|hang|thu\s+hang|xep\s+hang|vi\s+tri)\s+(?:thu\s+)?(?:tu\s+)?(?P<c>\d{1,3})\s*(?P<up>tro\s+len)?"
)


def find(text: str) -> Iterator[Figure]:
    """Every figure with a unit, every rank and every class asked for, left to right."""
    folded = fold(text)
    found = [*_ranks(folded), *_classes(text, folded)]
    taken = [(each.start, each.end) for each in found]
    found += [
        each for each in _numbers(folded) if not any(each.start < end and start < each.end for start, end in taken)
    ]
    yield from sorted(found, key=lambda each: each.start)


def _ranks(folded: str) -> Iterator[Figure]:
    for found in _RANK.finditer(folded):
        value = int(found.group("a") or found.group("b") or found.group("c"))
        yield Figure(
            found.start(), found.end(), "<=" if not found.group("c") or found.group("up") else "=", value, "rank"
        )


def _numbers(folded: str) -> Iterator[Figure]:
    for found in _number().finditer(folded):
        given = found.groupdict()
        if not given["unit"] and not given["unit2"]:
            continue
        unit = (given["unit"] or given["unit2"]).strip()
        unit = "%" if unit.startswith(("%", "phan")) else _marked(unit)
        asked = any(given[name] for name in ("ge", "le", "gt", "lt")) or given["after"] or given["n2"]
        if unit not in ("%", "điểm") and not asked:
            continue
        value = short(decimal(given["n"]))
        if given["n2"]:
            yield Figure(found.start(), found.end(), "range", value, unit, short(decimal(given["n2"])))
            continue
        yield Figure(found.start(), found.end(), _op(given), value, unit)


def _op(given: dict[str, str | None]) -> Op:
    after = (given["after"] or "").strip()
    if after:
        if re.match(choice("figures", "down").removeprefix(r"(?<!\w)"), after):
            return "<="
        return ">="
    for name, op in (("ge", ">="), ("le", "<="), ("gt", ">"), ("lt", "<")):
        if given[name]:
            return op  # type: ignore[return-value]  # the pairs above
    return "="


def _marked(unit: str) -> str:
    known = {fold(str(each)): str(each) for each in load("figures")["units"]}
    return known.get(re.sub(r"\s+", " ", unit), unit)


@cache
def _class_pattern() -> re.Pattern[str]:
    grades = choice("figures", "grades")
    return re.compile(
        rf"(?:(?:dat|tu|loai|muc|muc\s+do|xep\s+loai|hang|chat\s+luong)\s+){{0,4}}\"?(?P<grade>{grades})\"?\s*(?P<up>{choice('figures', 'up')})"
        rf"|(?:xep\s+loai|dat\s+loai|danh\s+gia|xep\s+hang)\s+(?:(?:muc|muc\s+do|chat\s+luong|loai)\s+)?\"?(?P<exact>{grades})\"?(?!\s*(?:nhiem\s+vu\s*)?\"?\s*tro)"
    )


def _classes(text: str, folded: str) -> Iterator[Figure]:
    for found in _class_pattern().finditer(folded):
        name = "grade" if found.group("grade") else "exact"
        words = text[found.start(name) : found.end(name)]
        yield Figure(found.start(), found.end(), ">=" if name == "grade" else "=", words, "class")
