"""Documents the plan rests on (preamble) and those it cites in its body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.reader.facts.citations import Cited, cited_in
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.header import number as own_number
from thidua.reader.facts.header import section
from thidua.reader.facts.issuer import issuer as own_issuer
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import load
from thidua.reader.model import Fact, Section


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
    own = _own(doc)
    seen: set[object] = set()
    relation = "can_cu"
    for zone, piece in _preamble(doc):
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


_BASES = re.compile(
    r"(?:nhung\s+|cac\s+)?can\s+cu(?:\s+(?:phap\s+ly|ban\s+hanh|xay\s+dung|thuc\s+hien|lap|de)\b.{0,60})?\W*$"
)
"""``I. CĂN CỨ``, ``Căn cứ pháp lý``, ``Căn cứ xây dựng kế hoạch``: a section that lists what the plan rests on."""


def _preamble(doc: Document) -> Iterator[tuple[Section, Piece]]:
    """The words before the first heading, and a section of bases printed with a heading of its own."""
    zone = section(doc, "preamble")
    if zone is not None:
        yield from ((zone, piece) for piece in doc.pieces(zone))
    for top in doc.outline:
        for each in (top, *top.children):
            if each.title and _BASES.match(fold(each.title)):
                yield from ((each, piece) for piece in doc.all_pieces(each))


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


_ATTACHED = re.compile(r"\(\s*(?:ban\s+hanh\s+)?kem\s+theo\b")


def _attached_to(doc: Document, title: Section) -> Iterator[Piece]:
    """``(Ban hành kèm theo Quyết định số …)`` below the subject; the subject itself cites nothing."""
    for piece in doc.whole(title):
        if found := _ATTACHED.search(fold(piece.text)):
            yield piece.cut(found.start())


def cited(doc: Document) -> Iterable[Fact]:
    """Documents named in the body, once each, with every place; those of the preamble are told again here."""
    own = _own(doc)
    ours = next((fact.value["number"] for fact in doc.once(own_number)), None)
    found: dict[str, list[tuple[Section, Piece, Cited]]] = {}
    for each in doc.walk():
        if each.path in ("header", "preamble", "recipients", "signature"):
            continue
        for piece in _attached_to(doc, each) if each.path == "title" else doc.whole(each):
            for named in cited_in(piece.text):
                key = named.number or fold(named.law or "")
                if key and key != ours:
                    found.setdefault(key, []).append((each, piece, named))
    for uses in found.values():
        best = max(uses, key=lambda use: (use[2].date is not None, use[2].issuer is not None))
        where = [piece.span(named.start, named.end) for _, piece, named in uses]
        places = list(dict.fromkeys(each.path for each, _, _ in uses))
        yield doc.fact("cited", {**_value(best[2], own), "places": places}, uses[0][0], *where, confidence=0.95)
