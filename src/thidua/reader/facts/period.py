"""Time of the movement, rounds of commendation and the events on which time hangs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.reader.facts.clauses import Item, has, sentences
from thidua.reader.facts.deadlines import NO_SUCH_DAY
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.movement import movement
from thidua.reader.facts.roles import Placed, body, headings
from thidua.reader.grammar import dates, limits
from thidua.reader.grammar.dates import Day
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.limits import Stretch
from thidua.reader.model import Fact

_BEGINS = re.compile(
    r"(?<!\w)(?:bat\s+dau|khoi\s+dau|phat\s+dong)\b[^.;]{0,30}?(?:tu|vao)?\s*$|(?<!\w)tu\s+(?:ngay\s+)?$"
)
_ENDS = re.compile(r"(?<!\w)(?:ket\s+thuc|khep\s+lai|hoan\s+thanh|tong\s+ket)\b[^.;]{0,30}?$")
_YEAR_ONLY = re.compile(r"^\s*(?:thoi\s+gian[^:]{0,60}:\s*)?(?:trong\s+|ca\s+)?nam\s+(\d{4})\s*\.?\s*$")


def period(doc: Document) -> Iterable[Fact]:
    """One fact: the time of the movement, from the section about it or from the clause that tells it."""
    found = sorted([*_candidates(doc), *_outside(doc)], key=lambda each: -each[0])
    if not found:
        return
    best = found[0][0]
    same = [each for each in found if each[0] == best]
    if len(same) > 1 and (phases := _phases(doc, same)) is not None:
        yield phases
        return
    _, item, piece, value, start, end, confidence = same[0]
    if any(day.impossible for day in dates.find(piece.text[start:end])):
        confidence, doubt = 0.5, NO_SUCH_DAY
    else:
        doubt = ""
    yield doc.fact("period", value, item.section, piece.span(start, end), confidence=confidence, doubt=doubt)


type _Candidate = tuple[int, Item, Piece, dict[str, object], int, int, float]


def _candidates(doc: Document) -> Iterator[_Candidate]:
    for each in (*body(doc), *headings(doc)):
        for piece in each.item.pieces:
            weight = _weight(each, piece)
            if weight == 0:
                continue
            for stretch in limits.stretches(piece.text):
                yield weight, each.item, piece, _value(stretch), stretch.start, stretch.end, 0.95
            if (two := _two_ends(piece)) is not None:
                yield weight, each.item, piece, *two, 0.9
            if weight == 3 and (year := _YEAR_ONLY.match(fold(piece.text))):
                value = _dict(f"{year.group(1)}-01-01", None, f"{year.group(1)}-12-31", None, "until")
                yield 2, each.item, piece, value, 0, len(piece.text), 0.6
            if weight == 3 and not list(limits.stretches(piece.text)):
                yield from _one_end(each, piece)


def _outside(doc: Document) -> Iterator[_Candidate]:
    """``Kế hoạch này áp dụng đến hết ngày …`` in the opening or the last paragraph."""
    for section in doc.outline:
        if section.path not in ("preamble", "closing"):
            continue
        for piece in doc.pieces(section):
            folded = fold(piece.text)
            for stretch in limits.stretches(piece.text):
                yield 1, Item(section, (piece,), ()), piece, _value(stretch), stretch.start, stretch.end, 0.8
            for limit in limits.find(piece.text):
                lead = folded[max(0, limit.start - 60) : limit.start]
                if re.search(r"(?:ap\s+dung|thuc\s+hien|keo\s+dai|dien\s+ra|hieu\s+luc)\b[^.;]*$", lead):
                    op = "before" if limit.op == "before" else "until"
                    value = _dict(None, None, limit.date(), None, op)
                    yield 0, Item(section, (piece,), ()), piece, value, limit.start, limit.end, 0.75


def _weight(each: Placed, piece: Piece) -> int:
    if each.first("period"):
        return 4 if has(each.item.heads, "whole", "period") else 3
    if each.under("period"):
        return 3
    if re.match(
        r"\s*thoi\s+gian(?:\s+(?:thi\s+dua|phong\s+trao|thuc\s+hien|to\s+chuc|phat\s+dong))?\s*[:.]", fold(piece.text)
    ):
        return 2
    if each.under("phases"):
        return 2
    if fold(each.item.section.title) == "thoi gian" and _ISSUE.match(fold(piece.text).lstrip().removeprefix("ke ")):
        return 3  # below "THI ĐUA VÀ KHEN THƯỞNG"; no window for dossiers opens with the issue
    if re.match(r"\s*(?:phong\s+trao|dot\s+thi\s+dua)\b[^.;]{0,40}?\b(?:tu|bat\s+dau)\b", fold(piece.text)):
        return 2
    if each.under("dossier", "deadline", "standards", "purpose", "quota", "award_forms", "criteria"):
        return 0
    folded = fold(piece.text)
    if each.item.section.title and (named := fold(each.item.section.title)).startswith(_NAMED) and "tu" in folded:
        folded = f"{named}: {folded}"  # "Phong trào chia làm hai đợt: đợt 1 từ …", read as a heading and its words
    return (
        2
        if re.search(
            r"(?:phong\s+trao|dot\s+thi\s+dua|thoi\s+gian)[^.;]{0,60}(?:tu|bat\s+dau|dien\s+ra)|(?<!\w)thi\s+dua\s+(?:bat\s+dau\s+)?tu\s+ngay",
            folded,
        )
        else 0
    )


_NAMED = ("phong trao", "dot thi dua", "thoi gian")


def _value(stretch: Stretch) -> dict[str, object]:
    end = stretch.last.last(_year(stretch.last, stretch.first)) if stretch.last else None
    year = stretch.last.year if stretch.last else None
    start = stretch.first.first(year) if stretch.first else None
    if end is not None and stretch.end_op == "before" and stretch.last is not None:
        end = stretch.last.first()
    return _dict(
        start.isoformat() if start and not stretch.issue else None,
        "issue_date" if stretch.issue else None,
        end.isoformat() if end else None,
        stretch.event or None,
        stretch.end_op,
    )


def _year(day: Day, other: Day | None) -> int | None:
    return day.year if day.year is not None else other.year if other else None


def _dict(
    start: str | None, start_rule: str | None, end: str | None, end_rule: str | None, op: str
) -> dict[str, object]:
    return {"start": start, "start_rule": start_rule, "end": end, "end_rule": end_rule, "end_op": op or None}


def _two_ends(piece: Piece) -> tuple[dict[str, object], int, int] | None:
    """``bắt đầu từ ngày … và kết thúc ngày …``."""
    folded = fold(piece.text)
    days = [day for day in dates.find(piece.text) if day.precision in ("day", "month")]
    first = next((day for day in days if _BEGINS.search(folded[: day.start])), None)
    last = next(
        (day for day in days if _ENDS.search(folded[: day.start]) and (first is None or day.start > first.end)), None
    )
    if first is None and last is not None and (issue := _ISSUE.search(folded)) and issue.start() < last.start:
        end = last.last()
        return (_dict(None, "issue_date", end.isoformat(), None, "until"), issue.start(), last.end) if end else None
    if first is None or last is None:
        return None
    start, end = first.first(last.year), last.last()
    if (start is None or end is None) and not (first.impossible or last.impossible):
        return None
    op = "before" if re.search(r"\btruoc\s+(?:ngay\s+)?$", folded[first.end : last.start]) else "until"
    value = _dict(start.isoformat() if start else None, None, end.isoformat() if end else None, None, op)
    return value, first.start, last.end


_ISSUE = re.compile(r"(?:tu|bat\s+dau)\s+(?:tu\s+)?(?:ngay|khi)\s+(?:ky\s+)?(?:ban\s+hanh|phat\s+dong)")


def _one_end(each: Placed, piece: Piece) -> Iterator[_Candidate]:
    """``Thời gian: đến hết ngày …`` without a beginning."""
    folded = fold(piece.text)
    issue = re.search(r"tu\s+ngay\s+(?:ky\s+)?ban\s+hanh|tu\s+khi\s+(?:ban\s+hanh|phat\s+dong)", folded)
    for limit in limits.find(piece.text):
        if re.search(
            r"ho\s+so|so\s+ket|tong\s+ket|bao\s+cao|dang\s+ky", folded[max(0, limit.start - 90) : limit.start]
        ):
            continue
        op = "before" if limit.op == "before" else "until"
        value = _dict(None, "issue_date" if issue else None, limit.date(), None, op)
        yield 1, each.item, piece, value, limit.start, limit.end, 0.7
        return


def _phases(doc: Document, found: list[_Candidate]) -> Fact | None:
    """Several stretches of one weight (đợt 1, đợt 2): the movement lasts from the first to the last."""
    starts = [str(each[3]["start"] or "") for each in found if each[3]["start"] or each[3]["start_rule"]]
    ends = [str(each[3]["end"]) for each in found if each[3]["end"]]
    if len(starts) != len(found) or len(ends) != len(found) or len(set(zip(starts, ends, strict=True))) == 1:
        return None
    first = min(found, key=lambda each: str(each[3]["start"] or ""))  # the day of issue comes first
    last = max(found, key=lambda each: str(each[3]["end"]))
    value = {**first[3], "end": last[3]["end"], "end_op": last[3]["end_op"]}
    return doc.fact(
        "period",
        value,
        first[1].section,
        first[2].span(first[4], first[5]),
        last[2].span(last[4], last[5]),
        confidence=0.85,
    )


def rounds(doc: Document) -> Iterable[Fact]:
    """Occasions of commendation: every year, at the end, in phases; none said gives none."""
    seen: set[str] = set()
    for each in body(doc):
        if each.first("money", "purpose", "requirement", "content") or not each.under(
            "award", "award_forms", "quota", "standards", "dossier", "deadline", "period", "route", "phases"
        ):
            continue
        for text in (each.item.piece.text[:160], *each.item.headings):
            fact = _round(doc, each, text)
            if fact is not None and str(fact.value["round"]) + str(fact.value["label"]) not in seen:
                seen.add(str(fact.value["round"]) + str(fact.value["label"]))
                yield fact


_ROUND = (
    ("annual", "nam", re.compile(r"(?<!\w)khen\s+(?:thuong\s+)?(?:hang|hằng)\s+nam|(?<!\w)moi\s+nam\b[^.;]{0,40}(?:tang|khen)")),
    ("period", "ket", re.compile(r"(?<!\w)(?:khen\s+(?:thuong\s+)?|xet\s+khen\s+thuong\s+)?tong\s+ket\s+(?:giai\s+doan|\d|hai|ba|nam|phong\s+trao)[^.;:]{0,40}|khen\s+(?:thuong\s+)?(?:so|tong)\s+ket")),
    ("phase", "dot", re.compile(r"(?<!\w)dot\s+(?:\d{1,2}|i{1,3}|iv|nhat|hai)(?!\w)")),
)  # fmt: skip


def _several(doc: Document) -> bool:
    """The movement lasts several years."""
    fact = next(iter(doc.once(movement)), None)
    return fact is not None and fact.value.get("year_from") != fact.value.get("year_to")


def _round(doc: Document, each: Placed, text: str) -> Fact | None:
    folded = fold(text)
    for name, word, pattern in _ROUND:
        found = pattern.search(folded) if word in folded else None
        if found is None:
            continue
        span = dates.years(text)
        if name == "period" and (each.first("period", "phases", "review") or (span is None and not _several(doc))):
            continue  # a movement of one year ends with its own summing up
        label = text[found.start() : found.end()].strip() if name == "phase" else _NAMES[name]
        value = {
            "round": name,
            "label": label,
            "year_from": span[0] if span else None,
            "year_to": span[1] if span else None,
        }
        if name == "annual":
            value["year_from"] = value["year_to"] = None
        return doc.fact("round", value, each.item.section, *each.item.spans[:1], confidence=0.85)
    return None


_NAMES = {"annual": "Khen thưởng hằng năm", "period": "Khen thưởng tổng kết"}


def events(doc: Document) -> Iterable[Fact]:
    """Days nobody knows yet and on which parts of the plan hang (the index published)."""
    seen: set[str] = set()
    for each in body(doc):
        if each.first("purpose", "requirement", "content", "criteria"):
            continue
        for piece in each.item.pieces:
            for sentence in sentences(piece):
                folded = fold(sentence.text)
                found = _EVENT.search(folded) if "cong" in folded and "bo" in folded else None
                if found is None:
                    continue
                name = sentence.text[found.start() : found.end()].strip(" ,;.")
                key = "published" if "cong bo" in fold(name) else fold(name)
                if key not in seen:
                    seen.add(key)
                    yield doc.fact(
                        "event",
                        {"name": name},
                        each.item.section,
                        sentence.span(found.start(), found.end()),
                        confidence=0.85,
                    )


_EVENT = re.compile(
    r"(?<=den thoi diem )cong\s+bo[^.;,]{4,90}|(?:ket\s+qua\s+)?cong\s+bo\s+(?:ket\s+qua\s+)?(?:xep\s+hang\s+)?(?:bo\s+)?chi\s+so[^.;,]{0,60}"
)
