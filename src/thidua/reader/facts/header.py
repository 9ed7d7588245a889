"""Number, date, place and title: what stands above the text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.often import as_often
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact, Section
from thidua.reader.zones import paper_type

_NUMBER = re.compile(
    r"(?i)(?:^|(?<=\s))[sŠ][ốôóòoồổỗ0]\s*[:.;]?\s*(?P<no>[\dlIOo]{0,5})[\s.…_]*/\s*(?P<year>(?:19|20)\d{2}\s*/\s*)?(?P<symbol>[A-ZĐÐ][\wÐđĐ]*(?:\s*[-–.&]\s*[A-ZĐÐ][\wĐ&]*)*)?"
)
_PARTY = re.compile(
    r"(?i)(?:^|(?<=\s))s[ốôóo]\s*[:.]?\s*(?P<no>\d{0,5})\s*[-–]\s*(?P<symbol>[A-ZĐ]{1,4}\s*/\s*[A-ZĐ]{1,6}(?:\s*-\s*[A-ZĐ]{2,8})?)"
)
_DATE = re.compile(
    r"(?P<place>[^,;:]{2,45}?)\s*,?\s*(?P<surface>nga[yv]\s*(?:(?P<day>[\dlio|]{0,2})[\s._/]*thang\s*(?P<month>[\dlio|]{0,2})"
    r"[\s._/]*nam\s*(?P<year>\d{4}|\d{2,3}\b|[._\s]*)|(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})))"
)
_DIGITS = str.maketrans("lIioO|", "111001")


def section(doc: Document, path: str) -> Section | None:
    """The zone of that name."""
    return next((each for each in doc.outline if each.path == path), None)


def header_pieces(doc: Document) -> list[tuple[Section, Piece]]:
    """Lines of the letterhead; where it was lost, number and date may stand behind the title or in the foot."""
    out = []
    for path in ("header", "title", "preamble", "signature", "closing", "recipients"):
        if (zone := section(doc, path)) is not None:
            out += [(zone, piece) for piece in doc.pieces(zone) if path == "header" or len(piece.text) < 90]
    known = {zone.path for zone, _ in out}
    rest = (each for each in doc.walk() if each.path not in known and each.style in ("plain", "roman"))
    return out + [(each, piece) for each in rest for piece in doc.pieces(each) if len(piece.text) < 70]


def number(doc: Document) -> Iterable[Fact]:
    """``Số: 26/KH-UBND``; a blank serial number keeps its symbol."""
    for zone, piece in header_pieces(doc):
        if zone.path not in ("header", "title", "preamble"):
            continue
        found = _PARTY.search(piece.text) or _NUMBER.search(piece.text)
        if found is None or (zone.path != "header" and found.start() > 0):
            continue
        groups = found.groupdict()
        serial = groups["no"].translate(_DIGITS)
        symbol = re.sub(r"\s*([-–&./])\s*", r"\1", (groups["symbol"] or "").replace("Ð", "Đ").replace("–", "-")).strip(
            "."
        )
        if not symbol and not serial:
            continue
        year = (groups.get("year") or "").replace(" ", "").strip("/")
        glue = "-" if found.re is _PARTY else "/"
        middle = f"{year}/" if year else ""
        whole = f"{serial}{glue}{middle}{symbol}" if serial and symbol else None
        yield doc.fact(
            "number",
            {"number": whole, "symbol": symbol or None},
            zone,
            piece.span(found.start(), found.end()),
            confidence=0.95,
        )
        return


def date_line(doc: Document) -> tuple[Section, Piece, re.Match[str]] | None:
    """The line ``X, ngày … tháng … năm …`` wherever it was left by the scan."""
    later = None
    for zone, piece in header_pieces(doc):
        found = _DATE.search(fold(piece.text))
        if found is None or (
            zone.path != "header" and (found.end() < len(piece.text.rstrip(" .")) or found.start() > 0)
        ):
            continue
        if not _is_place(found.group("place"), strict=zone.path != "header"):
            continue
        if piece.text[found.start("place") :].lstrip(" *_|")[:1].islower():
            later = later or (zone, piece, found)  # "in ngày 02/3/2026": a place only if no line names one
            continue
        return zone, piece, found
    return later


def _is_place(folded: str, *, strict: bool) -> bool:
    """What stands before the date is a place and no citation."""
    if re.match(r"\s*\(?\s*(?:ban hanh|kem|can cu|thuc hien|theo)", folded):
        return False
    bare = re.sub(r"\b(?:quan|phuong|tp)\.?\s*\d*", "", folded)
    return not strict or (re.search(r"\d|/", bare) is None and len(folded.split()) <= 6)


def date(doc: Document) -> Iterable[Fact]:
    """ISO date; ``2021-11`` where the day is blank, ``2021`` where the month is too."""
    line = date_line(doc)
    if line is None:
        return
    zone, piece, found = line
    names = ("d", "m", "y") if found.group("y") else ("day", "month", "year")
    day, month, year = (found.group(name).translate(_DIGITS).strip() for name in names)
    iso = None
    if re.fullmatch(r"\d{4}", year):
        iso = year
        if month.isdigit() and 1 <= int(month) <= 12:
            iso += f"-{int(month):02d}"
            if day.isdigit() and 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
                iso += f"-{int(day):02d}"
    yield doc.fact(
        "date", {"date": iso, "surface": piece.text[found.start("surface") : found.end("surface")].strip()}, zone, piece.span(found.start("surface"), found.end()), confidence=0.95 if iso and len(iso) == 10 else 0.7, doubt="" if iso and len(iso) == 10 else "Ngày ban hành còn để trống một phần."
    )  # fmt: skip


def place(doc: Document) -> Iterable[Fact]:
    """Place of the date line."""
    line = date_line(doc)
    if line is None:
        return
    zone, piece, found = line
    printed = piece.text[found.start("place") : found.end("place")]
    name = re.sub(r"^.*(?:/[A-ZĐ\-]+|\|)\s+", "", printed).strip(" ,.-–*_|")
    if name:
        yield doc.fact(
            "place",
            {"place": as_often(doc, name)},
            zone,
            piece.span(found.start("place"), found.end("place")),
            confidence=0.95,
        )


_PAREN = re.compile(r"^\s*\((?:ban hành|kèm theo|dự thảo|ban hành kèm)", re.IGNORECASE)

_ADDED = re.compile(r"\((?:ban hành )?kèm theo [^()]*\)?$", re.IGNORECASE)
"""``(Kèm theo Quyết định số …)`` joined to the subject above it."""


def _is_date_line(text: str) -> bool:
    """A place, a comma and a day and nothing else; a subject may end with the day of a meeting."""
    found = _DATE.match(fold(text))
    if found is None or "," not in text[found.end("place") : found.start("surface")]:
        return False
    return found.end() >= len(text.rstrip(" .")) and _is_place(found.group("place"), strict=True)


def title(doc: Document) -> Iterable[Fact]:
    """Words behind KẾ HOẠCH in one line, case as printed."""
    zone = section(doc, "title")
    if zone is None:
        return
    parts: list[str] = []
    spans = []
    for place_in, piece in enumerate(doc.pieces(zone)):
        start = 0
        if place_in == 0:
            kind, start = paper_type(piece.text)
            start = start if kind else 0
        text = piece.text[start:].strip(" :.-–*_")
        if (added := _ADDED.search(text)) is not None and added.start():
            text = text[: added.start()].strip()
        if not text or _PAREN.match(text) or _is_date_line(text) or re.fullmatch(r"[\W_]*", text):
            continue
        parts.append(text)
        spans.append(piece.span(start))
    if parts:
        yield doc.fact("title", {"title": re.sub(r"\s+", " ", " ".join(parts))}, zone, *spans, confidence=0.95)
