"""Printed lines to paragraphs by their place on the page.

A line goes on with the one before when it follows at the usual distance, stands where continued lines stand, and its
first word would not have fitted above. What the print does not show (a sentence cut by the end of the page, lines of a
centred title) is left to the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from thidua.reader.model import Line
from thidua.reader.sources import layout
from thidua.reader.sources.layout import Margins, Piece, join

_MARK: Final = re.compile(
    r"(?:[-–—+*•●▪◦o]|\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]|[ivxIVX]{1,5}[.)]|[a-zđ][.)/])|Điều \d)(?=\s|$)"
)
_ENDS: Final = re.compile(r"[.;:!?…][”\")\]]*$")
_GLUED: Final = re.compile(r"[^\s-]-$")


def margins(pieces: Sequence[Piece], known: Margins | None = None) -> Margins | None:
    """Right edge by the long lines, left edge by all that are no specks; those ``known`` where a page has too few."""
    if not pieces:
        return known
    widest = max(piece.right - piece.left for piece in pieces)
    long = [piece for piece in pieces if piece.right - piece.left > 0.8 * widest]
    if known is not None and (len(long) < 4 or widest < 0.7 * (known.right - known.left)):
        return known
    rights = sorted(piece.right for piece in long)
    lefts = sorted(piece.left for piece in pieces if len(piece.text) > 12) or [min(piece.left for piece in long)]
    return Margins(lefts[len(lefts) // 25], rights[-1 - len(rights) // 20])


def lines(pieces: Sequence[Piece], page: int, known: Margins | None, before: Line | None = None) -> Iterator[Line]:
    """The lines of a page, joined to paragraphs; ``before`` is the last line of the running text of the page before.

    A line is ``whole`` where the print shows that its paragraph ends, and ``continues`` that of the page before where
    that one was full and it does not stand in while the other began by standing in.
    """
    edges = margins(pieces, known)
    steps = [low.top - high.top for high, low in pairwise(pieces) if 0 < low.top - high.top < 3 * high.size]
    step = _usual(steps)
    first = True
    for run in layout.runs(pieces):
        if edges is None or run.column:
            yield from _column(run.pieces, page, edges, step)
            first = False
            continue
        groups: list[list[Piece]] = []
        for piece in run.pieces:
            if groups and _goes_on(groups[-1], piece, edges, step):
                groups[-1].append(piece)
            else:
                groups.append([piece])
        for n, group in enumerate(groups):
            following = groups[n + 1][0] if n + 1 < len(groups) else None
            whole = _ended(group[-1], following, edges)
            goes_on = first and before is not None and _over_page(before, group[0], edges)
            centred = _centred(group[0], edges)
            yield layout.line(_one(group), page, centred=centred, whole=whole, continues=goes_on)
            first = False


def _column(pieces: Sequence[Piece], page: int, edges: Margins | None, step: float) -> Iterator[Line]:
    """One side of head or foot: only a recipient's wrapped line is joined, the rest stands line by line."""
    groups: list[list[Piece]] = []
    own = Margins(min(p.left for p in pieces), max(p.right for p in pieces))
    for piece in pieces:
        marked = bool(groups) and _MARK.match(groups[-1][0].text) is not None and not _MARK.match(piece.text)
        if marked and _goes_on(groups[-1], piece, own, step):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    for group in groups:
        yield layout.line(_one(group), page, centred=_centred(group[0], own))


def _over_page(before: Line, piece: Piece, edges: Margins) -> bool:
    """Does the first line of a page go on with the last of the page before?"""
    stands_in = piece.left - edges.left > 0.9 * piece.size
    if before.whole or before.centred or stands_in or before.left is None or before.right is None:
        return False
    began_in = before.left - edges.left > 0.9 * piece.size
    return began_in and before.right > edges.right - 3 * piece.size and not _centred(piece, edges)


def _usual(steps: list[float]) -> float:
    """The distance of lines inside a paragraph: the smaller ones, since between paragraphs it may be larger."""
    return median(sorted(steps)[: max(1, len(steps) * 2 // 3)]) if steps else 0.0


def _goes_on(group: list[Piece], piece: Piece, edges: Margins, step: float) -> bool:
    first, last = group[0], group[-1]
    down = piece.top - last.top
    hangs = first.left - edges.left > 0.9 * piece.size and piece.left - edges.left < 0.5 * piece.size
    # Heights of recognised lines vary with their letters; a line back at the edge below one that stands in goes on.
    if not 0 < down <= (1.6 if hangs else 1.18) * step + 1 or abs(piece.size - last.size) > 0.25 * last.size:
        return False
    if _centred(last, edges) and _centred(piece, edges):
        return last.bold == piece.bold and piece.text[:1].islower()
    word = piece.text.split(" ", 1)[0]
    wide = (piece.right - piece.left) / max(1, len(piece.text)) * (len(word) + 1)
    if last.right + wide < edges.right - 0.3 * last.size:
        return False
    stands_in = piece.left - edges.left > 0.9 * piece.size
    marked = _MARK.match(piece.text) is not None
    if marked and (_ENDS.search(last.text) or stands_in or first.left - edges.left < 0.9 * piece.size):
        return False
    if stands_in and _MARK.match(first.text) is None:
        return abs(piece.left - last.left) < 0.5 * piece.size and len(group) > 1  # a quotation set in as a whole
    return True


def _centred(piece: Piece, edges: Margins) -> bool:
    """In the middle between the edges, with room at both sides."""
    room = min(piece.left - edges.left, edges.right - piece.right)
    return room > piece.size and abs((piece.left + piece.right) - (edges.left + edges.right)) < 0.7 * piece.size


def _short(piece: Piece, edges: Margins) -> bool:
    return piece.right < edges.right - 4 * piece.size and piece.left - edges.left < 6 * piece.size


def _ended(last: Piece, following: Piece | None, edges: Margins) -> bool:
    """A body line that ends well before the edge, or with a closing mark before another paragraph of the page; a
    centred line before one that is not."""
    if _centred(last, edges):
        return following is not None and not _centred(following, edges)
    if last.left - edges.left > 6 * last.size:
        return False
    return _short(last, edges) or (following is not None and _ENDS.search(last.text) is not None)


def _one(group: list[Piece]) -> Piece:
    """The paragraph as one piece; a number broken after its hyphen is whole again."""
    if len(group) == 1:
        return group[0]
    text = group[0].text
    for piece in group[1:]:
        if piece.sure < 1 and text.endswith(".") and piece.text[:1].islower():
            text = text.removesuffix(".")  # dust behind the last word of a scanned line
        text += ("" if _GLUED.search(text) and not piece.text[:1].islower() else " ") + piece.text
    whole = join(group)
    return Piece(
        text, group[0].left, whole.right, group[0].top, whole.bottom, whole.size, whole.bold, whole.italic, whole.sure
    )
