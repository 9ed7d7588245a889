"""Documents named in a sentence: ``Kế hoạch số 60/KH-UBND ngày 20/02/2023 của UBND quận … về …``, laws by name.

Patterns run over the folded text, so that a lost mark hides no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from thidua.reader.grammar import dates
from thidua.reader.grammar.bodies import short
from thidua.reader.grammar.folded import any_of, fold
from thidua.reader.grammar.forms import numbers
from thidua.reader.grammar.lexicon import words

_VERBS = (
    "quy dinh|ban hanh|phe duyet|phat dong|sua doi|huong dan|trien khai|to chuc|thuc hien|cong bo|giao|tiep tuc|"
    "day manh|tang cuong|bo sung|thong qua|kiem tra|de nghi|xay dung|nang cao|khen thuong|cai cach"
)
_LAW = re.compile(
    r"(?<!\w)(?P<type>bo luat|luat)\s+(?!so\b|su\b)(?P<name>[^.;()\d]{3,110}?)"
    r"(?=\s+(?:ngay|so\s*:?\s*\d|nam(?=\s+\d)|duoc|va cac|va nghi|quy dinh|theo|hien hanh)\b|\s*[.;,:(]?\s*$|\s*[;.()]"
    r"|,\s+(?:luat|nghi|bo luat|ubnd|ngay)\b|\s+\d)"
)
_ISSUED = re.compile(
    r"\s*,?\s*(?:cua|do)\s+(?P<by>[^.;()]{2,120}?)"
    rf"(?=\s*(?:[.;(:,\"]|$)|\s+(?:ve|v/v|tai|{_VERBS})\b)"
)
_SUBJECT = re.compile(
    rf"\s*[,:]?\s*\(?(?:(?:ve\s+viec|ve|v\s*/\s*v)\s+|(?=(?:{_VERBS})\b))(?P<subject>[^;]{{4,400}}?)"
    r"(?=\s*;|\.\s|\.?\s*$|,\s+(?:ubnd|uy ban nhan dan|so|bo|ban|hoi dong|can cu|thuc hien|cu the|nhu sau)\b)"
)
_OPENED = re.compile(r"(?:can cu|tai|theo|;|thuc hien)\s*$")


@dataclass(frozen=True, slots=True)
class Cited:
    """One document named in a text: ``start`` and ``end`` of its type and number; ``law`` is a law's name."""

    start: int
    end: int
    doc_type: str
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    law: str | None = None


@cache
def _types() -> re.Pattern[str]:
    return re.compile(any_of(words("issuers", "doc_types")))


@cache
def _print() -> dict[str, str]:
    return {fold(kind): kind for kind in words("issuers", "doc_types")}


def cited_in(text: str) -> Iterator[Cited]:
    """Documents with a number, and laws by name, left to right."""
    folded = fold(text)
    found = list(numbers(text))
    every: list[Cited] = []
    for place, each in enumerate(found):
        stop = _next_type(folded, found[place + 1].start) if place + 1 < len(found) else len(text)
        every.append(_numbered(text, folded, each.start, each.end, each.number, stop))
    every += [law for law in _laws(text, folded) if not any(each.start <= law.start < each.end for each in every)]
    yield from sorted(every, key=lambda each: each.start)


def _numbered(text: str, folded: str, start: int, end: int, number: str, stop: int) -> Cited:
    begin, kind = _kind(folded, start)
    after, day = _day(text, folded, end, stop)
    issued = _ISSUED.match(folded, after, stop)
    by = short(text[issued.start("by") : issued.end("by")]).strip(" ,") if issued else None
    at = issued.end() if issued else after
    if day is None:
        day = _day_behind(text, folded, at if issued is None else issued.end("by"), stop)
    subject = _SUBJECT.match(folded, at, stop)
    words_of = _clean(text[subject.start("subject") : subject.end("subject")]) if subject else None
    return Cited(begin, end, kind, number, day, by, words_of, _law_before(text, folded, begin, start))


def _laws(text: str, folded: str) -> Iterator[Cited]:
    for found in _LAW.finditer(folded) if "luat" in folded else ():
        begin = found.start()
        if not text[begin].isupper() and not _OPENED.search(folded[:begin]):
            continue
        _, day = _day(text, folded, found.end(), len(text))
        name = text[found.start("name") : found.end("name")].strip(" ,")
        kind = _print()[found.group("type")]
        yield Cited(begin, found.end(), kind, None, day, None, name, name)


def _kind(folded: str, at: int) -> tuple[int, str]:
    """Where the citation begins and the kind of document, from the words before the number."""
    base = max(0, at - 130)
    window = folded[base:at]
    best = None
    for found in _types().finditer(window):
        between = window[found.end() :]
        if found.group() in ("luat", "bo luat") or len(between) <= 30:
            if re.search(r"[.;]", between) and len(between) > 12:
                continue
            best = found
    if best is None:
        return at, ""
    return base + best.start(), _print()[re.sub(r"\s+", " ", best.group())]


def _law_before(text: str, folded: str, begin: int, at: int) -> str | None:
    found = re.match(r"(?:bo luat|luat)\s+(.{3,100}?)\s+so\s*:?\s*$", folded[begin:at])
    return text[begin + found.start(1) : begin + found.end(1)].strip(" ,") if found else None


def _next_type(folded: str, at: int) -> int:
    base = max(0, at - 60)
    kinds = list(_types().finditer(folded[base:at]))
    return base + kinds[-1].start() if kinds else at


def _day(text: str, folded: str, at: int, stop: int) -> tuple[int, str | None]:
    """Where the date behind a number ends, and the date."""
    found = re.match(r"\s*[,(]?\s*(?:(?:ban hanh|de)\s+)?(?=ngay|\d{1,2}/)", folded[at:stop])
    day = next(dates.find(text[at:stop]), None) if found else None
    if found is None or day is None or day.start > found.end() + 6:
        return at, None
    end = at + day.end
    return end + (text[end : end + 1] == ")"), day.iso


def _day_behind(text: str, folded: str, at: int, stop: int) -> str | None:
    """``Quyết định số 5/QĐ-UBND của UBND tỉnh ngày 05/01/2024``."""
    found = re.match(r"[^.;:]{0,40}?\bngay\b", folded[at:stop])
    if found is None:
        return None
    return next((day.iso for day in dates.find(text[at:stop]) if day.precision == "day"), None)


def _clean(words_of: str) -> str | None:
    subject = re.sub(r"\s+", " ", words_of).strip(" ,.;:)")
    return re.sub(r"\s+(?:và|,)$", "", subject) or None
