"""The movement's proper name and years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.header import date as date_fact
from thidua.reader.facts.header import section
from thidua.reader.grammar import dates
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact, Section

_QUOTED = re.compile(r"[“\"«„](?P<name>[^”\"»“„]{6,260})[”\"»]")
_NAMING = re.compile(
    r"(?:phong\s+trao(?:\s+thi\s+dua)?|chu\s+de|thi\s+dua|ten\s+goi|cuoc\s+thi|phat\s+dong|dot\s+thi\s+dua|khau\s+hieu)[^.;“\"]{0,60}$"
)
_OTHERS = re.compile(
    r"(?:nhat\s+la|cac\s+phong\s+trao\s+thi\s+dua\s+khac|gan\s+voi|long\s+ghep|huong\s+ung)[^.;]{0,90}$"
)


def movement(doc: Document) -> Iterable[Fact]:
    """Name in quotation marks, years, and whether commendation is yearly."""
    named = next(_names(doc), None)
    title = section(doc, "title")
    pieces = doc.pieces(title) if title is not None else ()
    text = " ".join(piece.text for piece in pieces)
    first, last = _years(doc, text, named[2] if named else "")
    value = {
        "name": named[2] if named else None,
        "year": first if first == last else None,
        "year_from": first,
        "year_to": last,
        "cycle": _cycle(doc, first, last),
    }
    if named:
        zone, piece, _, start, end = named
        yield doc.fact("movement", value, zone, piece.span(start, end), confidence=0.9)
    elif pieces and title is not None:
        sure = 0.85 if first else 0.6
        yield doc.fact(
            "movement",
            value,
            title,
            pieces[-1].span(),
            confidence=sure,
            doubt="" if first else "Văn bản không nói phong trào của năm nào.",
        )


def _names(doc: Document) -> Iterator[tuple[Section, Piece, str, int, int]]:
    """Quoted names in title, preamble and closing, in this order; then in a section about the theme."""
    zones = [zone for path in ("title", "preamble", "closing") if (zone := section(doc, path)) is not None]
    zones += doc.find("theme")
    for zone in zones:
        for piece in doc.pieces(zone):
            folded = fold(piece.text)
            for found in _QUOTED.finditer(piece.text):
                before = folded[: found.start()]
                if zone.path != "title" and (not _NAMING.search(before) or _OTHERS.search(before)):
                    continue
                name = re.sub(r"\s+", " ", found.group("name")).strip(" .,;")
                yield zone, piece, name, found.start("name"), found.end("name")


def _years(doc: Document, title: str, name: str) -> tuple[int | None, int | None]:
    for text in (title, name):
        if (span := dates.years(text)) is not None:
            return span
        if years := [int(each) for each in re.findall(r"(?<!\d)(20\d{2})(?!\d)", text)]:
            return years[-1], years[-1]
    for path in ("preamble", "closing"):
        zone = section(doc, path)
        for piece in doc.pieces(zone) if zone is not None else ():
            for found in re.finditer(
                r"(?i)phong trào[^.;]*?\b(?:năm|giai đoạn)\s+(20\d{2})(?:\s*[-–]\s*(20\d{2}))?", piece.text
            ):
                return int(found.group(1)), int(found.group(2) or found.group(1))
    for fact in doc.once(date_fact):
        if (iso := fact.value["date"]) and not dates.years(title):
            year = int(str(iso)[:4])
            return year, year
    return None, None


def _cycle(doc: Document, first: int | None, last: int | None) -> str:
    rounds = {each for section_ in doc.walk() for each in doc.own(section_) if each in ("annual_round", "period_round")}
    if "annual_round" in rounds and (first != last or "period_round" in rounds):
        return "annual_and_period" if "period_round" in rounds else "annual"
    return "single"
