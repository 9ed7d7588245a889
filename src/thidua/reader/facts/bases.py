"""Documents the plan rests on (preamble) and those it cites in its body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.header import number as own_number
from thidua.reader.facts.header import section
from thidua.reader.facts.issuer import issuer as own_issuer
from thidua.reader.grammar import dates
from thidua.reader.grammar.bodies import short
from thidua.reader.grammar.folded import any_of, fold
from thidua.reader.grammar.forms import numbers
from thidua.reader.grammar.lexicon import load, words
from thidua.reader.letters import UPPER
from thidua.reader.model import Fact, Section

_LAW = re.compile(
    r"(?<!\w)(?P<type>(?:Bộ luật|Luật|luật|LUẬT))\s+(?!số\b)(?P<name>[^.;()\d]{3,110}?)(?=\s+(?:ngày|số\s*:?\s*\d|năm|được|và các|và Nghị|và các văn|quy định|theo|hiện hành)\b|\s*[.;,:(]?\s*$|\s*[;.()]|,\s+(?:Luật|Nghị|Bộ luật|luật|UBND|ngày)|\s+\d)"
)
_ISSUED = re.compile(
    r"\s*[,]?\s*(?:của|do)\s+(?P<by>[^.;()]{2,120}?)(?=\s*(?:[.;(:,“\"]|$)|\s+(?:về|ban hành|quy định|v/v|phê duyệt|phát động|sửa đổi|hướng dẫn|triển khai|tổ chức|thực hiện|công bố|thông qua|tại|giao|tiếp tục|đẩy mạnh|tăng cường|bổ sung)\b|\s+V/v)"
)
_VERBS = "quy định|ban hành|phê duyệt|phát động|sửa đổi|hướng dẫn|triển khai|tổ chức|thực hiện|công bố|giao|tiếp tục|đẩy mạnh|tăng cường|bổ sung|thông qua|kiểm tra|đề nghị|xây dựng|nâng cao|khen thưởng|cải cách"
_SUBJECT = re.compile(
    rf"\s*[,:]?\s*\(?(?:(?:về\s+việc|về|v/v|V/v|Về việc)\s+|(?={_VERBS}))(?P<subject>[^;]{{4,400}}?)(?=\s*;|\.\s+[{UPPER}]|\.?\s*$|,\s+(?:UBND|[UƯỦuưủ][yỷ] ban nhân dân|Sở|Bộ|Ban|Hội đồng|Căn cứ|Thực hiện|cụ thể|như sau))"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """One document named in a piece: places are of the piece's text."""

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


def cited_in(text: str) -> Iterator[Cited]:
    """Documents with a number, and laws by name, left to right."""
    folded = fold(text)
    found = list(numbers(text))
    starts = [each.start for each in found]
    taken: list[tuple[int, int]] = []
    every: list[Cited] = []
    for place, each in enumerate(found):
        begin, kind = _kind(text, folded, each.start)
        stop = _next_type(folded, starts[place + 1]) if place + 1 < len(found) else len(text)
        end, day = _day(text, each.end, stop)
        issued = _ISSUED.match(text[:stop], end)
        by = short(issued.group("by")).strip(" ,") if issued else None
        after = issued.end() if issued else end
        if issued is None and day is None:
            late, day = _day_behind(text, after, stop)
            after = late or after
        subject = _SUBJECT.match(text[:stop], after)
        law = _law_before(text, begin, each.start)
        every.append(Cited(begin, each.end, kind, each.number, day, by, _clean(subject), law))
        taken.append((begin, subject.end() if subject else after))
    for law_found in _LAW.finditer(text):
        begin = law_found.start()
        if any(each.start <= begin < each.end for each in every) or (
            not text[begin].isupper() and not re.search(r"(?:căn cứ|tại|theo|;)\s*$", text[:begin].lower())
        ):
            continue
        _, day = _day(text, law_found.end(), len(text))
        year = re.match(r"\s+năm\s+(\d{4})", text[law_found.end() :])
        every.append(
            Cited(
                begin,
                law_found.end(),
                law_found.group("type").capitalize(),
                None,
                day or (year.group(1) if year else None),
                None,
                law_found.group("name").strip(" ,"),
                law_found.group("name").strip(" ,"),
            )
        )
    yield from sorted(every, key=lambda each: each.start)


def _kind(text: str, folded: str, at: int) -> tuple[int, str]:
    """Where the citation begins and the kind of document, from the words before the number."""
    window = folded[max(0, at - 130) : at]
    best = None
    for found in _types().finditer(window):
        between = window[found.end() :]
        if found.group().strip() in ("luat", "bo luat") or len(between) <= 30:
            if re.search(r"[.;]", between) and len(between) > 12:
                continue
            best = found
    if best is None:
        return at, ""
    begin = max(0, at - 130) + best.start()
    word = text[begin : begin + len(best.group())]
    return begin, word[:1].upper() + word[1:].lower()


def _law_before(text: str, begin: int, at: int) -> str | None:
    found = re.match(r"(?:Bộ luật|Luật)\s+(.{3,100}?)\s+số\s*:?\s*$", text[begin:at])
    return found.group(1).strip(" ,") if found else None


def _next_type(folded: str, at: int) -> int:
    window = folded[max(0, at - 60) : at]
    found = None
    for found in _types().finditer(window):  # noqa: B007  # the last one counts
        pass
    return max(0, at - 60) + found.start() if found else at


def _day(text: str, at: int, stop: int) -> tuple[int, str | None]:
    found = re.match(r"\s*[,(]?\s*(?:(?:ban hành|đề)\s+)?(?=ngày|Ngày|\d{1,2}/)", text[at:stop])
    if found is None:
        return at, None
    for day in dates.find(text[at:stop]):
        if day.start <= found.end() + 6:
            return at + day.end + (1 if text[at + day.end : at + day.end + 1] == ")" else 0), day.iso
        break
    return at, None


def _day_behind(text: str, at: int, stop: int) -> tuple[int | None, str | None]:
    """``Quyết định số 5/QĐ-UBND của UBND tỉnh ngày 05/01/2024``."""
    found = re.match(r"[^.;]{0,80}?\bngày\b", text[at:stop])
    return (
        (None, None)
        if found is None
        else (None, next((d.iso for d in dates.find(text[at:stop]) if d.precision == "day"), None))
    )


def _clean(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    subject = re.sub(r"\s+(?:và|,)$", "", re.sub(r"\s+", " ", found.group("subject")).strip(" ,.;:)"))
    return subject or None


def _relation(folded: str, at: int, before: str) -> str:
    best, place = before, -1
    for key, phrases in load("issuers")["relations"].items():
        for phrase in phrases:
            hit = folded.rfind(fold(str(phrase)), 0, at + 1)
            limit = max(folded.rfind(";", 0, at), folded.rfind(". ", 0, at))
            opens = hit >= 0 and (
                not folded[:hit].strip(" -*+,;")
                or folded[:hit].rstrip().endswith((";", "."))
                or folded[:hit].rstrip().endswith("can cu")
            )
            if opens and hit >= limit and hit > place:
                best, place = str(key), hit
    return best


def bases(doc: Document) -> Iterable[Fact]:
    """``Căn cứ``, ``Thực hiện``, ``Theo``, ``Xét``: every document of the preamble."""
    zone = section(doc, "preamble")
    if zone is None:
        return
    own = _own(doc)
    seen: set[object] = set()
    relation = "can_cu"
    for piece in doc.pieces(zone):
        folded = fold(piece.text)
        for each in cited_in(piece.text):
            relation = _relation(folded, each.start, relation)
            if each.number is None and (_inside(piece.text, each.start) or each.law is None):
                continue
            key = each.number or fold(each.law or "")
            if key in seen:
                continue
            seen.add(key)
            yield doc.fact(
                "basis",
                {"relation": relation, **_value(each, own)},
                zone,
                piece.span(each.start, each.end),
                confidence=0.95,
            )


def _inside(text: str, at: int) -> bool:
    """The law is only the subject of another document (``quy định chi tiết một số điều của Luật …``)."""
    before = fold(text[:at]).rstrip(" ,")
    return not (
        before == ""
        or before.endswith(("can cu", "thuc hien", "theo", ";", "xet", " va", ",", "quy dinh tai", "quy dinh cua"))
    )


def _own(doc: Document) -> tuple[str, str]:
    """Agency behind the stroke of the own number, and the own name."""
    symbol = next((str(fact.value["symbol"] or "") for fact in doc.once(own_number)), "")
    name = next((str(fact.value["name"]) for fact in doc.once(own_issuer)), "")
    return symbol.rpartition("-")[2], name


def _value(each: Cited, own: tuple[str, str]) -> dict[str, object]:
    issuer, stated = each.issuer, each.issuer is not None
    if issuer is None and each.number:
        tail = each.number.rpartition("/")[2]
        issuer = load("issuers")["known_issuers"].get(tail)
        if issuer is None and own[1] and tail.rpartition("-")[2] == (own[0] or "UBND") == "UBND":
            issuer = own[1]
    return {
        "doc_type": each.doc_type,
        "number": each.number,
        "date": each.date,
        "issuer": issuer,
        "issuer_stated": stated,
        "subject": each.law or each.subject,
    }


def cited(doc: Document) -> Iterable[Fact]:
    """Documents named in the body, once each, with every place; those of the preamble are told again here."""
    own = _own(doc)
    ours = next((fact.value["number"] for fact in doc.once(own_number)), None)
    found: dict[str, list[tuple[Section, Piece, Cited]]] = {}
    for each in doc.walk():
        if each.path in ("header", "title", "preamble", "recipients", "signature"):
            continue
        for piece in doc.whole(each):
            for named in cited_in(piece.text):
                key = named.number or fold(named.law or "")
                if key and key != ours:
                    found.setdefault(key, []).append((each, piece, named))
    for uses in found.values():
        best = max(uses, key=lambda use: (use[2].date is not None, use[2].issuer is not None))
        where = [piece.span(named.start, named.end) for _, piece, named in uses]
        places = list(dict.fromkeys(each.path for each, _, _ in uses))
        yield doc.fact("cited", {**_value(best[2], own), "places": places}, uses[0][0], *where, confidence=0.95)
