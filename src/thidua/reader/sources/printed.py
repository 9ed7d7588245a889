"""PDF to lines: words with their place from PDFium, ruled tables by their rules, scanned pages through OCR."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pypdfium2 as pdfium
from PIL.Image import Image as Picture

from thidua.documents.files import PDFIUM_LOCK
from thidua.reader.errors import Unreadable
from thidua.reader.model import Cell, Line, Pages
from thidua.reader.sources import characters, layout, paragraphs, ruling
from thidua.reader.sources.layout import Margins, Piece

_SCAN_DPI: Final = 300
_MOST_POINTS: Final = 3_000  # side of a page; beyond that a picture of it would not fit in memory
_MARKED: Final = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)


type Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Page:
    """What one page holds; ``scanned`` when its words are only a picture. ``cells`` by table, row and column."""

    pieces: tuple[Piece, ...]
    cells: Mapping[Place, list[Piece]]
    grids: tuple[ruling.Grid, ...]
    upright: bool
    scanned: bool


def read_pdf(data: bytes, name: str, digest: str, tell: Callable[[int, int], None], *, most: int) -> Pages:
    """The lines of a PDF that opens without a password. Raises ``Unreadable`` for more than ``most`` pages."""
    with PDFIUM_LOCK:
        document = pdfium.PdfDocument(data)
        count = len(document)
    try:
        if count > most:
            raise Unreadable(
                f"Tệp “{name}” có {count} trang, vượt giới hạn {most} trang. "
                "Chỉ gửi phần kế hoạch, bỏ tài liệu kèm theo."
            )
        pages: list[_Page] = []
        for number in range(count):
            with PDFIUM_LOCK:
                pages.append(_read(document, number))
        found, notes, scans = _lines(document, pages, name, tell)
    finally:
        with PDFIUM_LOCK:
            document.close()
    return Pages("scan" if 2 * scans > count else "pdf", name, digest, count, tuple(found), tuple(notes))


def _read(document: pdfium.PdfDocument, number: int) -> _Page:
    page = document[number]
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        words = tuple(characters.words(page, text))
        scanned = _pictured(page, width * height) and _is_junk("".join(word.text for word in words))
        grids = () if scanned else tuple(ruling.grids(page))
    finally:
        text.close()
        page.close()
    free: list[Piece] = []
    cells: dict[Place, list[Piece]] = {}
    for place, piece in characters.pieces(words, lambda word: _place(grids, word)):
        (free if place is None else cells.setdefault(place, [])).append(piece)
    return _Page(tuple(layout.without_furniture(free, height)), cells, grids, height > width, scanned)


def _place(grids: Sequence[ruling.Grid], word: Piece) -> Place | None:
    """Table, row and column that hold the word."""
    return next(((n, *at) for n, grid in enumerate(grids) if (at := grid.cell(word))), None)


def _pictured(page: pdfium.PdfPage, area: float) -> bool:
    """Does a picture cover most of the page (strips of one scan together)?"""
    covered = 0.0
    for item in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered > 0.5 * area


def _is_junk(text: str) -> bool:
    """Too little text, signs of no alphabet, or letters without a single Vietnamese mark (a scanner's own OCR)."""
    letters = sum(sign.isalpha() for sign in text)
    strange = sum("\ue000" <= sign <= "\uf8ff" or sign in "\ufffd\x00" for sign in text)
    return letters < 40 or strange > 0.1 * len(text) or len(_MARKED.findall(text)) < 0.06 * letters


def _lines(
    document: pdfium.PdfDocument, pages: list[_Page], name: str, tell: Callable[[int, int], None]
) -> tuple[list[Line], list[str], int]:
    """Lines of all pages, remarks about what was not read, number of pages read by OCR."""
    from thidua.reader.sources import scan

    out: list[Line] = []
    notes: list[str] = []
    scans = [number for number, page in enumerate(pages) if page.scanned]
    lacking = scan.missing() if scans else ""
    if lacking and len(scans) == len(pages):
        raise Unreadable(f"Tệp “{name}” là bản quét. {lacking}")
    tables = 0
    known = paragraphs.margins([p for page in pages if not page.scanned and page.upright for p in page.pieces])
    for number, page in enumerate(pages):
        if not page.scanned:
            found = list(_printed(page, number + 1, tables, known if page.upright else None, _last(out)))
            tables = max([tables, *(line.cell.table + 1 for line in found if line.cell)])
            out.extend(found)
        elif lacking:
            notes.append(f"Trang {number + 1} là ảnh quét nên không được đọc. {lacking}")
        else:
            out.extend(scan.read(picture(document, number), number + 1, _last(out)))
        tell(number + 1, len(pages))
    return out, notes, len(scans)


def _last(lines: list[Line]) -> Line | None:
    """The line a page break may have cut; a cell of a table is none."""
    return lines[-1] if lines and lines[-1].cell is None else None


def picture(document: pdfium.PdfDocument, number: int) -> Picture:
    """A page as a grey picture of 300 dots per inch, smaller for giant pages."""
    with PDFIUM_LOCK:
        page = document[number]
        try:
            longest = max(page.get_size())
            scale = _SCAN_DPI / 72 * min(1.0, _MOST_POINTS / longest) if longest > 0 else 1.0
            shown: Picture = page.render(scale=scale, grayscale=True).to_pil()
            return shown
        finally:
            page.close()


def _printed(page: _Page, number: int, tables: int, known: Margins | None, before: Line | None) -> Iterator[Line]:
    """Lines of a page with text: what stands between rules as cells, the rest in reading order."""
    anchors = sorted((page.grids[n].top, n) for n in {place[0] for place in page.cells})
    for line in paragraphs.lines(page.pieces, number, known, before):
        while anchors and anchors[0][0] < (line.top or 0):
            yield from _cells(page.grids[anchors[0][1]], anchors.pop(0)[1], page.cells, number, tables)
        yield line
    for _, n in anchors:
        yield from _cells(page.grids[n], n, page.cells, number, tables)


def _cells(
    grid: ruling.Grid, which: int, cells: Mapping[Place, list[Piece]], number: int, tables: int
) -> Iterator[Line]:
    for (table, row, column), pieces in sorted(cells.items(), key=lambda item: item[0]):
        if table == which:
            place = Cell(tables + which, row, column, grid.columns)
            for piece in layout.reading_order(pieces):
                yield replace(layout.line(piece, number), cell=place)
