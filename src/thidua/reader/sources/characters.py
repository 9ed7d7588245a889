"""Letters of a PDF page with their place and look, gathered into pieces of lines.

PDFium's C functions are called directly: its Python objects cost several times as much for thousands of letters.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, cast

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from thidua.reader.sources.layout import Piece, join, joins

_FORCE_BOLD: Final = 1 << 18
_ITALIC: Final = 1 << 6
_BOLD_NAME: Final = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC_NAME: Final = re.compile(r"italic|oblique", re.IGNORECASE)
_HYPHENS: Final = {0x02: "-", 0xFFFE: "-", 0xAD: "", 0xA0: " "}


def pieces[Place](words: Iterable[Piece], place: Callable[[Piece], Place]) -> Iterator[tuple[Place, Piece]]:
    """Words gathered to pieces of lines in the order of the file, none across two ``place``s (cells of a table)."""
    line: list[Piece] = []
    where: Place | None = None
    for word in words:
        here = place(word)
        if line and (here != where or not joins(join(line[-1:]), word)):
            yield cast("Place", where), join(line)
            line = []
        where = here
        line.append(word)
    if line:
        yield cast("Place", where), join(line)


def words(page: pdfium.PdfPage, text: pdfium.PdfTextpage) -> Iterator[Piece]:
    """Words between blanks; where the file has none, a wide step ends the word."""
    place = placing(page)
    letters: list[str] = []
    box: list[float] = []
    first = 0
    rect, handle = raw.FS_RECTF(), text.raw
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        sign = _HYPHENS.get(code, chr(code) if 0 < code < 0x110000 else "")
        if not sign.strip():
            if letters and sign:
                yield _word(handle, letters, box, first, place)
                letters = []
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, rect)
        here = [rect.left, rect.bottom, rect.right, rect.top]
        if letters and (abs(here[1] - box[1]) > 0.6 * (here[3] - here[1]) or here[0] < box[0] - 1):
            yield _word(handle, letters, box, first, place)
            letters = []
        if letters:
            box = [min(box[0], here[0]), min(box[1], here[1]), max(box[2], here[2]), max(box[3], here[3])]
        else:
            first, box = index, here
        letters.append(sign)
    if letters:
        yield _word(handle, letters, box, first, place)


def _word(handle: Any, letters: list[str], box: list[float], first: int, place: Any) -> Piece:
    bold, italic = _look(handle, first)
    left, top, right, bottom = place(*box)
    height = max(bottom - top, 1.0)
    size = raw.FPDFText_GetFontSize(handle, first)
    if not 0.5 * height < size < 1.5 * height:  # some writers scale a font of one point
        size = height / 1.15
    return Piece("".join(letters), left, right, top, bottom, size, bold, italic)


def placing(page: pdfium.PdfPage) -> Any:
    """From the page's own coordinates to those of the page as it is shown, from the top left corner."""
    turn = page.get_rotation()
    x0, y0, x1, y1 = page.get_cropbox()

    def place(left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        left, right, bottom, top = left - x0, right - x0, bottom - y0, top - y0
        wide, high = x1 - x0, y1 - y0
        if turn == 90:
            return bottom, left, top, right
        if turn == 180:
            return wide - right, bottom, wide - left, top
        if turn == 270:
            return high - top, wide - right, high - bottom, wide - left
        return left, high - top, right, high - bottom

    return place


def _look(handle: Any, index: int) -> tuple[bool, bool]:
    """Bold and italic of a letter from its font's weight, name and flags."""
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(handle, index, buffer, 128, flags)
    name = buffer.value.decode("utf-8", "replace")
    bold, italic = _of_font(name, flags.value)
    return bold or raw.FPDFText_GetFontWeight(handle, index) >= 600, italic


@lru_cache(maxsize=512)
def _of_font(name: str, flags: int) -> tuple[bool, bool]:
    bold = bool(flags & _FORCE_BOLD) or _BOLD_NAME.search(name) is not None
    return bold, bool(flags & _ITALIC) or _ITALIC_NAME.search(name) is not None
