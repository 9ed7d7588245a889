"""Tables of a PDF page by the rules drawn around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from thidua.reader.sources.characters import placing
from thidua.reader.sources.layout import Piece

_THIN: Final = 2.5  # points
_NEAR: Final = 3.0
_MOST_RULES: Final = 4_000  # a page with more is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: ``at`` is its height (horizontal) or its distance from the left (vertical)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rules, top to bottom and left to right."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def top(self) -> float:
        """Height of the first rule."""
        return self.ys[0]

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    def cell(self, piece: Piece) -> tuple[int, int] | None:
        """Row and column that hold the piece; of merged cells the first. ``None`` outside the table."""
        x, y = (piece.left + piece.right) / 2, piece.middle
        x = min(x, piece.left + 2 * piece.size)
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        above = [r.at for r in self.across if r.at <= y and r.start - _NEAR <= x <= r.end + _NEAR]
        before = [r.at for r in self.down if r.at <= x and r.start - _NEAR <= y <= r.end + _NEAR]
        if not above or not before:
            return None
        return _index(self.ys, max(above)), _index(self.xs, max(before))


def _index(places: Sequence[float], at: float) -> int:
    return max(0, min(bisect_right(places, at + _NEAR) - 1, len(places) - 2))


def grids(page: pdfium.PdfPage) -> Iterator[Grid]:
    """The tables of a page with at least two columns or two rows, from top to bottom."""
    across, down = _rules(page)
    if len(across) < 2 or len(down) < 2 or len(across) + len(down) > _MOST_RULES:
        return
    made = []
    for group_across, group_down in _groups(_merged(across), _merged(down)):
        xs, ys = _places(group_down), _places(group_across)
        if len(xs) > 1 and len(ys) > 1 and len(xs) + len(ys) > 4:
            made.append(Grid(tuple(group_across), tuple(group_down), xs, ys))
    yield from sorted(made, key=lambda grid: grid.top)


def _rules(page: pdfium.PdfPage) -> tuple[list[Rule], list[Rule]]:
    """Thin paths are rules; larger ones are boxes whose four edges are."""
    place = placing(page)
    across: list[Rule] = []
    down: list[Rule] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2):
        left, top, right, bottom = place(*item.get_bounds())
        wide, high = right - left, bottom - top
        if high < _THIN <= wide:
            across.append(Rule((top + bottom) / 2, left, right))
        elif wide < _THIN <= high:
            down.append(Rule((left + right) / 2, top, bottom))
        elif wide > 8 and high > 8:
            across += [Rule(top, left, right), Rule(bottom, left, right)]
            down += [Rule(left, top, bottom), Rule(right, top, bottom)]
    return across, down


def _merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line become one."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at), r.start)):
        for n in range(len(out) - 1, max(-1, len(out) - 12), -1):
            old = out[n]
            if abs(old.at - rule.at) < _NEAR / 2 and rule.start <= old.end + _NEAR and rule.end >= old.start - _NEAR:
                out[n] = Rule(old.at, min(old.start, rule.start), max(old.end, rule.end))
                break
        else:
            out.append(rule)
    return out


def _groups(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Rules that cross each other, directly or through others."""
    left_across, left_down = list(across), list(down)
    while left_across:
        group_across, group_down = [left_across.pop()], []
        grown = True
        while grown:
            new_down = [d for d in left_down if any(_cross(a, d) for a in group_across)]
            left_down = [d for d in left_down if d not in new_down]
            group_down += new_down
            new_across = [a for a in left_across if any(_cross(a, d) for d in group_down)]
            left_across = [a for a in left_across if a not in new_across]
            group_across += new_across
            grown = bool(new_down or new_across)
        if len(group_across) > 1 and len(group_down) > 1:
            yield group_across, group_down


def _cross(across: Rule, down: Rule) -> bool:
    return across.start - _NEAR <= down.at <= across.end + _NEAR and down.start - _NEAR <= across.at <= down.end + _NEAR


def _places(rules: list[Rule]) -> tuple[float, ...]:
    """The distinct heights (or distances), near ones as one."""
    out: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not out or at - out[-1] > _NEAR:
            out.append(at)
    return tuple(out)
