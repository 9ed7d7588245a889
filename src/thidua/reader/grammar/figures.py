"""Figures of criteria and standards: ``đạt tối thiểu 96%``, ``từ 95% trở lên``, ``dưới 5%``, ``top 10``, ``loại khá trở lên``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from .folded import fold, remembered
from .lexicon import choice, load, seeker
from .numerals import NUMBER, WORD, decimal, short, whole

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
        rf"(?<!\w)(?:(?P<op>{ops})\s*(?:la\s+|:\s*)?)?(?:(?P<from>(?<!\w)tu)\s+)?(?:(?P<n>(?<![\w/.,\-]){NUMBER})|(?P<w>(?<!\w){WORD}(?!\w)))\s*{_unit()}?"
        rf"(?:(?:\s*-\s+(?<=\s-\s)|\s*-(?=\d)|\s*den\s+(?:duoi\s+)?)(?P<n2>{NUMBER})\s*(?P<unit2>%|phan\s+tram|{choice('figures', 'units').removeprefix('(?<!' + chr(92) + 'w)')}))?(?P<after>\s*(?:{choice('figures', 'up')}|{choice('figures', 'down')}))?"
    )


_RANK: Final = re.compile(
    r"(?<!\w)(?:(?:top|top\s+dau|nhom)\s+(?P<a>\d{1,3})(?!\s*%)"
    r"|(?:trong|thuoc)\s+(?:so\s+)?(?:nhom\s+)?(?P<b>\d{1,3})\s+[\w,\- ]{2,40}?\s(?:dan\s+dau|dung\s+dau|cao\s+nhat)"
    r"|tu\s+(?:vi\s+tri\s+)?(?:thu|hang|hang\s+thu)\s+(?P<d>\d{1,3})\s+tro\s+len"
    r"|(?:xep|dat|o)\s+(?:vi\s+)?(?:thu|hang|thu\s+hang|xep\s+hang|vi\s+tri)\s+(?:thu\s+)?(?:tu\s+)?(?P<c>\d{1,3})\s*(?P<up>tro\s+len)?)"
)


@remembered
def find(text: str) -> Iterator[Figure]:
    """Every figure with a unit, every rank and every class asked for, left to right."""
    folded = _OF_SCALE.sub(lambda scale: " " * len(scale.group()), fold(text))
    found = [*_ranks(folded), *_classes(text, folded), *_straight(text, folded)]
    taken = [(each.start, each.end) for each in found]
    found += [
        each
        for each in _numbers(text, folded)
        if not any(each.start < end and start < each.end for start, end in taken)
    ]
    last: Figure | None = None
    for figure in sorted(found, key=lambda each: each.start):
        if last is not None and figure.op == "=" and figure.unit == last.unit and last.op in (">=", "<="):
            joint = folded[last.end : figure.start]
            figure = replace(figure, op=last.op) if _SHARED.fullmatch(joint) else figure
        yield figure
        last = figure


_OF_SCALE: Final = re.compile(r"(?<=\d)\s*/\s*\d{1,3}(?=\s*(?:diem|sao)\b)")
"""``90/100 điểm``: the length of the scale is no figure asked."""
_SHARED: Final = re.compile(r"\s+(?:[a-z]+\s+){0,7}[a-z]+\s*(?:,|va)\s*")
"""``ít nhất 30% thời gian, 30% chi phí``: the word of limit holds for both."""


_STRAIGHT: Final = re.compile(
    rf"(?<!\w)(?P<n>\d{{1,2}}|{WORD})\s+(?P<unit>nam|thang)\s+lien(?:\s+(?:tuc|tiep))?(?!\w)"
    r"|(?<!\w)lien\s+tuc\s+(?:trong\s+|du\s+)?(?P<m>\d{1,2})\s+(?P<unit2>nam|thang)(?!\w)(?!\s+tro)"
)


def _straight(text: str, folded: str) -> Iterator[Figure]:
    """``ba năm liền``, ``liên tục trong 5 năm``: so many without a break."""
    if "lien" not in folded:
        return
    for found in _STRAIGHT.finditer(folded):
        name = "unit" if found.group("unit") else "unit2"
        value = whole(found.group("n") or found.group("m"))
        if value is not None:
            yield Figure(found.start(), found.end(), "=", value, text[found.start(name) : found.end(name)])


def _ranks(folded: str) -> Iterator[Figure]:
    for found in _RANK.finditer(folded):
        value = int(found.group("a") or found.group("b") or found.group("c") or found.group("d"))
        yield Figure(
            found.start(), found.end(), "<=" if not found.group("c") or found.group("up") else "=", value, "rank"
        )


def _numbers(text: str, folded: str) -> Iterator[Figure]:
    for found in _number().finditer(folded):
        given = found.groupdict()
        loose = given["ge"] or given["le"] or given["gt"] or given["lt"] or given["after"]
        unit = (given["unit"] or given["unit2"] or (_noun(text, folded, found) if loose else "")).strip()
        if given["eq"] and given["n"] == "0" and not unit:
            unit = _counted(text, folded)
        if given["w"] and not (given["ge"] or given["le"]):
            continue
        if (given["le"] or "").startswith("trong") and fold(unit).split(" ")[0] not in ("ngay", "gio", "phut"):
            continue
        if (
            not unit
            or folded.startswith((" dem", " tuoi"), found.end())
            or fold(unit) == "tuoi"
            or (not unit.startswith("%") and _no_measure(folded, found.start("w" if given["w"] else "n")))
        ):
            continue
        unit = "%" if re.match(r"%|phan\s+tram", unit) else _marked(unit) + _per(text, found)
        asked = (
            given["eq"] in ("du", "dat ca", "dat du")
            or given["from"]
            or any(given[name] for name in ("ge", "le", "gt", "lt"))
            or given["after"]
            or given["n2"]
        )
        if unit == "điểm" and not asked and _GIVEN_POINTS.search(folded[: found.start("n")] if given["n"] else ""):
            continue
        if unit not in ("%", "điểm") and not asked and given["n"] not in ("0", "00"):
            continue
        value = short(decimal(given["n"])) if given["n"] else (whole(given["w"]) or 0)
        if given["n2"] and isinstance(value, int | float) and value >= decimal(given["n2"]):
            continue  # "đến ngày 20/7/2025 đến 17 giờ" measures nothing
        if given["n2"]:
            yield Figure(found.start(), found.end(), "range", value, unit, short(decimal(given["n2"])))
            continue
        op = _op(given)
        if op == "<" and _DENIED.search(folded[: found.start()]):
            op = ">="  # "không có lĩnh vực dưới 70%"
        yield Figure(found.start(), found.end(), op, value, unit)


_GIVEN_POINTS: Final = re.compile(r"(?<!dat\s)(?<!\w)(?:duoc|cho|thuong|toi\s+da)\s*$")
"""``mỗi nội dung được 30 điểm``: how many points are given, none asked."""
_DENIED: Final = re.compile(r"(?<!\w)khong\s+(?:co|de)\s[^,.;:]{0,50}$")


def _op(given: dict[str, str | None]) -> Op:
    after = (given["after"] or "").strip()
    if after:
        if re.match(choice("figures", "down").removeprefix(r"(?<!\w)"), after):
            return "<="
        return ">="
    for name, op in (("ge", ">="), ("le", "<="), ("gt", ">"), ("lt", "<")):
        if given[name]:
            return op  # type: ignore[return-value]  # the pairs above
    return ">=" if given["from"] else "="


def _per(text: str, found: re.Match[str]) -> str:
    """``60 triệu đồng/năm``, ``3 lỗi/1.000 hồ sơ``: of what the figure is told."""
    if found.group("unit") is None:
        return ""
    per = re.match(r"/(?:[\d.]+\s+\w+(?:\s+\w+)?|\w+)", text[found.end("unit") :])
    return per.group() if per else ""


def _counted(text: str, folded: str) -> str:
    """``Số vụ tai nạn …: bằng 0``: what is counted stands at the beginning."""
    found = re.match(r"\s*(?:tong\s+)?so\s+(?:luong\s+)?(\w+)", folded)
    return text[found.start(1) : found.end(1)] if found else ""


_SMALL: Final = re.compile(r"\s+([a-z][a-z0-9]*)(?:\s+([a-z]+))?")
_JOINING: Final = re.compile(
    r"(?:cua|duoc|can|de|va|tu|co|cho|o|tai|trong|so|tong|khac|da|tro|duong|dat|xuat|theo|moi|cung)$"
)


def _noun(text: str, folded: str, found: re.Match[str]) -> str:
    """The words counted where they stand in no list: one or two behind the number."""
    words = _SMALL.match(folded, found.end("w" if found.group("w") else "n"))
    if words is None or _JOINING.match(words.group(1)) or words.group(1) == "phan":
        return ""
    end = words.end(1) if words.group(2) is None or _JOINING.match(words.group(2)) else words.end(2)
    return text[words.start(1) : end]


def _no_measure(folded: str, at: int) -> bool:
    """Points given or taken, the length of a scale, an age, a number of a document."""
    lead = folded[max(0, at - 26) : at]
    return re.search(
        r"(?:\btru|\bcong(?:\s+them)?|thang(?:\s+diem)?|\bgio|\bso|dieu|khoan|muc|mau|tuoi\s+tu|duoi)\s*$", lead
    ) is not None and not re.search(r"(?:dat|tren|duoi|tu)\s*$", lead)


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
    asked = seeker("figures", "up").may(folded) or any(word in folded for word in ("loai", "danh", "hang"))
    if not asked or not seeker("figures", "grades").may(folded):
        return  # neither side of the pattern can stand
    for found in _class_pattern().finditer(folded):
        name = "grade" if found.group("grade") else "exact"
        words = text[found.start(name) : found.end(name)]
        yield Figure(found.start(), found.end(), ">=" if name == "grade" else "=", words, "class")
