"""How many: ``tối đa 05 tập thể``, ``02 (hai) cá nhân``, ``tập thể: 04``, ``không quá 20% số đơn vị``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from .folded import fold, remembered
from .lexicon import choice
from .numerals import NUMBER, WORD, decimal, short, whole

Target = Literal["collective", "individual", "household", "either"]
Op = Literal["max", "min", "exact"]


@dataclass(frozen=True, slots=True)
class Count:
    """One number of commendations. ``each`` is the body each of which has the number (``mỗi cụm``), else empty."""

    start: int
    end: int
    target: Target
    op: Op
    value: int | float
    unit: Literal["count", "percent"]
    each: str = ""
    noun: str = ""
    noun_text: str = ""


_SIDE: Final = r"(?:\s*\([^)]{0,30}\))?"


@cache
def _nouns() -> str:
    groups = ("either", "household", "individual", "collective", "award")
    return "(?:" + "|".join(f"(?P<{name}>{choice('counts', name)})" for name in groups) + ")"


@cache
def _forward() -> re.Pattern[str]:
    ops = f"(?:(?P<op>{_op()})\\s*(?:la|:)?\\s*)?"
    number = rf"(?:(?P<n>(?<![\w/.,\-]){NUMBER})(?:\s*(?:-|den)\s*(?P<n2>\d+)(?![\d/]))?|(?P<w>(?<!\w){WORD}(?!\w)))"
    percent = r"(?P<pct>\s*(?:%|phan\s+tram)" + _SIDE + r"(?:\s+(?:tren\s+)?(?:tong\s+)?(?:so|so\s+luong)?)?)?"
    after = r"(?P<after>\s+tro\s+(?:len|xuong))?"
    return re.compile(f"{ops}{number}{percent}{_SIDE}\\s*(?:la\\s+)?{_nouns()}{after}")


@cache
def _backward() -> re.Pattern[str]:
    ops = f"(?:(?P<op>{_op()})\\s*(?:la|:)?\\s*)?"
    number = rf"(?:(?P<n>{NUMBER})(?![\w/]|\s*[/]))(?P<pct>\s*(?:%|phan\s+tram))?"
    joint = r"(?:\s*[:;,\-=]\s*|\s+(?:la|duoc\s+khen|khen\s+thuong)\s*:?\s*|\s+(?=toi\s|khong\s|it\s|nhieu\s))"
    return re.compile(f"{_nouns()}{_SIDE}{joint}{ops}{number}(?!\\s*[\\w%])")


@cache
def _share() -> re.Pattern[str]:
    """``tỷ lệ cá nhân giữ chức vụ lãnh đạo không vượt quá 30%``."""
    number = rf"(?:(?P<n>{NUMBER})(?P<pct>\s*(?:%|phan\s+tram)))"
    return re.compile(
        f"(?<!\\w)(?:ty\\s+le\\s+(?:khen\\s+thuong\\s+)?|trong\\s+do,?\\s+(?:so\\s+|ty\\s+le\\s+)?){_nouns()}[^.;,\\d]{{0,60}}?(?P<op>{_op()})\\s*(?:la\\s+)?{number}"
    )


@cache
def _portion() -> re.Pattern[str]:
    """``công chức không quá 15% trên tổng số hiện có``."""
    number = rf"(?:(?P<n>{NUMBER})(?P<pct>\s*(?:%|phan\s+tram)))"
    of = r"\s*(?:tren|cua|so\s+voi|trong)?\s*(?:tong\s+so|so\s+luong|bien\s+che|quan\s+so|so\s+hien\s+co)"
    return re.compile(
        f"{_nouns()}\\s+(?:duoc\\s+(?:khen|xet)\\s+)?(?P<op>{_op()})\\s*(?:la\\s+)?{number}{of}(?:\\s+hien\\s+co)?"
    )


def _op() -> str:
    names = ("max", "min", "exact")
    return "(?:" + "|".join(f"(?P<{name}>{choice('counts', name)})" for name in names) + ")"


@remembered
def find(text: str) -> Iterator[Count]:
    """Every number with the thing counted, left to right, none overlapping another."""
    folded = fold(text)
    taken, every = 0, list[Count]()
    for found in _matches(folded):
        if found.start() < taken:
            continue
        for count in _counts(found, text, folded, taken):
            every.append(_same_limit(_outside(every, count, folded), count, folded) if every else count)
            taken = found.end()
    told = _each_for_all([each for index, each in enumerate(every) if not _total(every, index, folded)], folded)
    yield from told


def _each_for_all(every: list[Count], folded: str) -> list[Count]:
    """``01 tập thể, 02 cá nhân đối với mỗi cụm``: the body told last holds for the whole row."""
    out = list(every)
    for index in range(len(out) - 2, -1, -1):
        joint = folded[out[index].end : out[index + 1].start]
        if out[index + 1].each and not out[index].each and re.fullmatch(r"\s*(?:,|,?\s*va)?\s*", joint):
            out[index] = replace(out[index], each=out[index + 1].each)
    return out


def _outside(every: list[Count], count: Count, folded: str) -> Count:
    """``tối đa 06 tập thể (trong đó ít nhất 03 thôn) và 15 cá nhân``: the number before the bracket goes on."""
    for before in reversed(every):
        between = folded[before.end : count.start]
        if between.count(")") <= between.count("("):
            return before
    return every[-1]


def _same_limit(before: Count, count: Count, folded: str) -> Count:
    """``tối đa 05 tập thể và 10 cá nhân``: the word of limit holds for both."""
    joint = re.sub(r"\([^()]*\)", "", folded[before.end : count.start])
    if (
        count.op == "exact"
        and before.op != "exact"
        and re.fullmatch(r"(?:\s+(?:cap|thuoc|cua|la)\s+\w+(?:\s+\w+){0,3}?)?\s*(?:,|,?\s*va|va)?\s*", joint)
    ):
        return replace(count, op=before.op, each=count.each or before.each)
    return count


def _total(every: list[Count], index: int, folded: str) -> bool:
    """``10 Giấy khen (04 tập thể, 06 cá nhân)``: the sum is said again by its parts."""
    if index + 1 >= len(every):
        return False
    joint = folded[every[index].end : every[index + 1].start]
    if every[index].target == every[index + 1].target != "either":
        parts = [each.value for each in every[index + 1 :] if each.target == every[index].target]
        return (
            re.fullmatch(r"\s*(?:\(|,?\s*trong\s+do\s*:?|,?\s*gom\s*:?)\s*", joint) is not None
            and sum(parts) == every[index].value
        )
    if every[index].target != "either":
        return False
    return (
        every[index + 1].target != "either" and re.search(r"[(:]|trong do|gom", joint) is not None and "." not in joint
    )


def _matches(folded: str) -> list[re.Match[str]]:
    found = [*_forward().finditer(folded), *_backward().finditer(folded), *_share().finditer(folded)]
    if "%" in folded or "phan tram" in folded:
        found += _portion().finditer(folded)
    return sorted(found, key=lambda each: (each.start(), -each.end()))


_CHOOSES: Final = re.compile(
    r"(?<!\w)(?:chon|binh\s+chon|lua\s+chon|chon\s+ra|tang|trao|khen|khen\s+thuong|cho|gioi\s+thieu|de\s+nghi|xet|la)\s+$"
)


def _counted_word(found: re.Match[str], folded: str, taken: int) -> bool:
    """``ba thôn``, ``và hai cá nhân``: a word is a number behind a verb of choosing or behind another number."""
    lead = folded[: found.start()]
    if found.group("op") or not lead or lead.rstrip().endswith((":", "-", "(")) or _CHOOSES.search(lead[-20:]):
        return True
    return taken > 0 and re.fullmatch(r"\s*(?:,|;|va|,\s*va)\s*", folded[taken : found.start()]) is not None


def _counts(found: re.Match[str], text: str, folded: str, taken: int) -> Iterator[Count]:
    given = found.groupdict()
    target, noun = _target(given)
    word = given.get("w")
    if word and not _counted_word(found, folded, taken):
        return
    value = whole(word) if word else None
    number: int | float | None = value if word else short(decimal(given["n"]))
    if number is None or (not given.get("pct") and number != int(number)):
        return
    if (
        number == 0
        or 1900 <= number <= 2100
        or (not given["op"] and folded[: found.start()].endswith(("mau so ", "dieu ", "khoan ", "muc ", "so ")))
    ):
        return
    op: Op = "max" if given["max"] else "min" if given["min"] else "exact"
    if given.get("after"):
        op = "min" if given["after"].strip().endswith("len") else "max"
    each = _each(folded, text, found.start(), found.end())
    unit: Literal["count", "percent"] = "percent" if given.get("pct") else "count"
    if given.get("n2"):
        yield Count(found.start(), found.end(), target, "min", number, unit, each, noun)
        yield Count(found.start(), found.end(), target, "max", int(given["n2"]), unit, each, noun)
        return
    yield Count(found.start(), found.end(), target, op, number, unit, each, noun)


def _target(given: dict[str, str | None]) -> tuple[Target, str]:
    for name in ("either", "household", "individual", "collective"):
        if given[name]:
            return name, given[name] or ""
    noun = given["award"] or ""
    return "collective" if re.match(r"co\b", noun) else "either", noun


@cache
def _loose() -> re.Pattern[str]:
    ops = f"(?:(?P<op>{_op()})\\s*(?:la|:)?\\s*)?"
    units = r"(?:dong|trieu|ty|nghin|nam|thang|ngay|gio|phut|diem|lan|trang|ban|bo|buoc|muc|dot|km|m2|tuoi|%|/)\b"
    return re.compile(
        rf"{ops}(?:(?P<n>(?<![\w/.,\-]){NUMBER}))(?:(?P<pct>\s*(?:%|phan\s+tram))(?:\s+(?P<of>[^,.;:()]{{2,60}}))?"
        rf"|\s+(?!{units}|tro\s)(?P<noun>[a-z][^,.;:()\d]{{1,60}}))"
    )


def loose(text: str) -> Iterator[Count]:
    """Numbers before a noun that no word list knows, target ``either``: only for clauses that count commendations."""
    folded = fold(text)
    for found in _loose().finditer(folded):
        number = short(decimal(found.group("n")))
        percent = found.group("pct") is not None
        if number == 0 or 1900 <= number <= 2100 or (not percent and number != int(number)):
            continue
        op: Op = "max" if found.group("max") else "min" if found.group("min") else "exact"
        part = "of" if percent else "noun"
        noun = re.split(r"\s+(?=la|co|duoc|khi|tieu|xuat|va\s+\d)\b", found.group(part) or "")[0].strip()
        begin = found.start(part)
        each = _each(folded, text, found.start(), found.end("pct") if percent else begin)
        ends = begin + len(noun) if noun else found.end("pct")
        yield Count(
            found.start(), ends, "either", op, number, "percent" if percent else "count", each, noun,
            text[begin : begin + len(noun)] if noun else "",
        )  # fmt: skip


_EACH_ENDS: Final = (
    r"\s+(?:duoc|de|gioi|lua|chon|binh|xet|khen|khong|toi|it|nhieu|co|tu|chu\s+tich|tang|thi\s+dua\s+(?=\d)|\d+)\s"
)


def _each(folded: str, text: str, start: int, end: int) -> str:
    """Body each of which has the number: ``mỗi cụm thi đua: 02 …`` before it or ``…/cụm`` behind it."""
    behind = re.match(r"\s*(?:/|cho\s+moi|doi\s+voi\s+moi|moi|tren\s+mot|\bo\s+moi)\s*((?:\w+\s?){1,4})", folded[end:])
    if behind and re.match(choice("counts", "bodies").removeprefix(r"(?<!\w)"), behind.group(1)):
        return text[end + behind.start(1) : end + behind.end(1)].strip()
    if folded.startswith("trong do", start):
        return ""
    sentence = max(folded.rfind(mark, 0, start) for mark in (".", ";", "\n")) + 1
    front = list(
        re.finditer(
            r"(?<!\w)(?:moi|tung)\s+((?:[^,.;:()]|, (?=khoi|cum|ban|nganh|phuong|xa|thi tran|don vi|dia phuong|so)){2,60})",
            folded[sentence:start],
        )
    )
    if not front:
        return ""
    last = front[-1]
    words = re.split(_EACH_ENDS, last.group(1) + " ")[0]
    first = sentence + last.start(1)
    return text[first : first + len(words.rstrip())]
