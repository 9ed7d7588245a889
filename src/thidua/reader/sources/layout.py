"""From pieces of text with a place on the page to lines in the order people read them.

Shared by PDF and scan. A page of a Vietnamese paper is one column of text, but its head (issuer beside the national
title) and its foot (Nơi nhận beside the signature) stand in two; there the left side is read to its end first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from thidua.documents import vietnamese
from thidua.reader.model import Line

_WIDE: Final = 2.2  # a gap of so many letter heights parts two columns, unless it follows a list number
_TIGHT: Final = 0.5
MARKER: Final = re.compile(r"(?:[-–+*•]|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivxIVX]{1,5}|[a-zđA-ZĐ])[.)/]?)$")
_PAGE_NUMBER: Final = re.compile(r"[-–\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–\s]*$", re.IGNORECASE)
_STAMP: Final = re.compile(
    r"(?:người ký|ký bởi|email|cơ quan|thời gian ký|ngày ký|signature not verified|signed by)\s*:?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together on one line; points from the top left corner of the page, ``size`` of the letters."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    italic: bool = False
    sure: float = 1.0
    least: float = 1.0  # certainty of the least certain word of three letters or more

    @property
    def middle(self) -> float:
        """Height of the middle of the line."""
        return (self.top + self.bottom) / 2

    @property
    def middle_x(self) -> float:
        """Middle of the line from the left."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of the running text of a page."""

    left: float
    right: float


def joins(before: Piece, after: Piece) -> bool:
    """Does ``after``, which follows in the file, go on with the line of ``before``?"""
    size = min(before.size, after.size)
    if not _level(before, after) or after.left < before.right - size:
        return False
    gap = after.left - before.right
    return gap < _WIDE * size or (gap < 5 * size and MARKER.match(before.text) is not None)


def join(pieces: Sequence[Piece]) -> Piece:
    """One piece of several on one line; its look is that of most letters, its certainty their mean."""
    if len(pieces) == 1:
        return pieces[0]
    letters = [max(1, len(piece.text)) for piece in pieces]
    whole = sum(letters)

    def most(flags: Iterable[bool]) -> bool:
        return sum(n for n, flag in zip(letters, flags, strict=True) if flag) > 0.8 * whole

    return Piece(
        " ".join(piece.text for piece in pieces),
        min(piece.left for piece in pieces),
        max(piece.right for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.bottom for piece in pieces),
        max(piece.size for piece in pieces),
        most(piece.bold for piece in pieces),
        most(piece.italic for piece in pieces),
        sum(n * piece.sure for n, piece in zip(letters, pieces, strict=True)) / whole,
        min(piece.least for piece in pieces),
    )


def _level(one: Piece, other: Piece) -> bool:
    """Do both stand on one line? The smaller must lie within the height of the larger for the most part."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one level from left to right, levels from top to bottom; pieces that touch become one."""
    levels: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        for level in levels[-3:]:
            apart = all(piece.left >= p.right - p.size or piece.right <= p.left + p.size for p in level)
            if apart and _level(level[0], piece):
                level.append(piece)
                break
        else:
            levels.append([piece])
    return [_touching(sorted(level, key=lambda p: p.left)) for level in levels]


def _touching(level: list[Piece]) -> list[Piece]:
    out = [level[0]]
    for piece in level[1:]:
        gap, size = piece.left - out[-1].right, min(piece.size, out[-1].size)
        if gap < _TIGHT * size or (gap < 5 * size and MARKER.match(out[-1].text)):
            out[-1] = join((out[-1], piece))
        else:
            out.append(piece)
    return out


def reading_order(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines of a page as they are read, left column before right where it has two."""
    return [piece for run in runs(pieces) for piece in run.pieces]


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that are read one after the other; ``column`` for a side of the head or foot."""

    pieces: tuple[Piece, ...]
    column: bool = False


def runs(pieces: Sequence[Piece]) -> list[Run]:
    """The page as running text and columns in reading order."""
    out: list[Run] = []
    body: list[Piece] = []
    for part in _parts(rows(pieces)):
        if part.column:
            out += [Run(tuple(body))] if body else []
            out.append(part)
            body = []
        else:
            body += part.pieces
    return [*out, Run(tuple(body))] if body else out


def _parts(levels: list[list[Piece]]) -> list[Run]:
    out: list[Run] = []
    at = 0
    while at < len(levels):
        if len(levels[at]) == 1:
            out.append(Run(tuple(levels[at])))
            at += 1
            continue
        end, split = _region(levels, at)
        start = at - _lead(levels, at, split)
        del out[len(out) - (at - start) :]
        region = [piece for level in levels[start:end] for piece in level]
        if end - start == 1 and len(region) == 2 and not _apart(region[0], region[1]):
            out.append(Run((join(region),)))
        elif any(len(level) > 2 for level in levels[start:end]):
            out.append(Run(tuple(region), column=True))
        else:
            sides = ([p for p in region if p.left < split], [p for p in region if p.left >= split])
            out += [Run(tuple(side), column=True) for side in sides if side]
        at = end
    return out


def columns(pieces: Sequence[Piece]) -> list[tuple[float, float, float]]:
    """Bands of the page that hold two columns: top, bottom, and where the columns part."""
    levels = rows(pieces)
    out: list[tuple[float, float, float]] = []
    at = 0
    while at < len(levels):
        end = at + 1
        if len(levels[at]) == 2 and _apart(*levels[at]):
            end, split = _region(levels, at)
            band = [piece for level in levels[at - _lead(levels, at, split) : end] for piece in level]
            out.append((min(p.top for p in band), max(p.bottom for p in band), split))
        at = end
    return out


def _apart(left: Piece, right: Piece) -> bool:
    """A wide gap in a line of justified text is none between columns: the line fills the page."""
    return right.left - left.right > 4 * left.size or right.right - left.left < 30 * left.size


def _region(levels: list[list[Piece]], at: int) -> tuple[int, float]:
    """The first level after the two columns that begin at ``at``, and where the columns part."""
    low, high = max(p.right for p in levels[at][:-1]), levels[at][-1].left
    axis = min(p.left for level in levels for p in level) + max(p.right for level in levels for p in level)
    end = at + 1
    while end < len(levels):
        if len(levels[end]) == 1 and abs(2 * levels[end][0].middle_x - axis) < levels[end][0].size:
            break  # a line in the middle of the page: the title
        lefts = [p for p in levels[end] if p.right <= high]
        rights = [p for p in levels[end] if p.left >= low]
        if len(lefts) + len(rights) != len(levels[end]):
            break
        new_low, new_high = max([low, *(p.right for p in lefts)]), min([high, *(p.left for p in rights)])
        if new_high <= new_low:
            break
        low, high, end = new_low, new_high, end + 1
    return end, (low + high) / 2


def _lead(levels: list[list[Piece]], at: int, split: float) -> int:
    """How many levels above belong to the columns: a right side that starts higher, or the word "Nơi nhận"."""
    count = 0
    while count < at and len(level := levels[at - 1 - count]) == 1:
        piece = level[0]
        heads_right = piece.left >= split and count < 6
        if not heads_right and not vietnamese.fold(piece.text).startswith("noi nhan"):
            break
        count += 1
    return count


def without_furniture(pieces: Sequence[Piece], height: float) -> list[Piece]:
    """The page without its number and without the stamp of an electronic signature ("Người ký: …")."""
    edge = height * 0.09
    stamps = [piece for piece in pieces if _STAMP.match(piece.text) and piece.size < 11]
    drop = set(map(id, stamps)) if len(stamps) > 1 else set()
    return [
        piece
        for piece in pieces
        if id(piece) not in drop
        and not (_PAGE_NUMBER.match(piece.text) and (piece.bottom < edge or piece.top > height - edge))
    ]


def line(piece: Piece, page: int, *, centred: bool = False, whole: bool = False, continues: bool = False) -> Line:
    """The piece as a line of the page."""
    return Line(
        " ".join(piece.text.split()),
        page,
        whole=whole,
        bold=piece.bold,
        italic=piece.italic,
        centred=centred,
        left=round(piece.left, 1),
        right=round(piece.right, 1),
        top=round(piece.top, 1),
        sure=round(piece.sure, 3),
        continues=continues,
    )
