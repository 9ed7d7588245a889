"""Tables of work: what is to be done in each row, and the column that says by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.reader.facts.clauses import Item, has
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.grids import Cell, grid, worded
from thidua.reader.facts.roles import Placed, placed, tables
from thidua.reader.grammar import dates, limits
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.limits import Limit


@dataclass(frozen=True, slots=True)
class Due:
    """One row: the table as a placed item, the piece of the cell with the day, the work, and the limit in that piece."""

    place: Placed
    piece: Piece
    work: str
    to: str
    limit: Limit


def rows(doc: Document) -> Iterator[Due]:
    """Every limit of every table that has a column of work and a column of time."""
    for section, _, headings in tables(doc):
        table = grid(doc, section)
        heads = {cell.column: cell.text for cell in table[0]} if table else {}
        when = _column(heads, "time_columns")
        work = _column(heads, "work_columns")
        if when is None or work is None or when == work:
            continue
        strict = has(heads[when], "limit_columns") is not None
        to = _column(heads, "receiver_columns")
        for row in table[1:]:
            cells = {cell.column: cell for cell in row}
            named, day = cells.get(work), cells.get(when)
            if named is None or day is None or not worded(named.text):
                continue
            piece = Piece(day.index, 0, doc.blocks[day.index].text)
            place = placed(doc, Item(section, (piece,), headings))
            for limit in _limits(day, strict):
                yield Due(place, piece, named.text, cells[to].text if to is not None and to in cells else "", limit)


def _column(heads: dict[int, str], key: str) -> int | None:
    return next((column for column, text in heads.items() if has(text, key) and len(text.split()) <= 9), None)


def _limits(cell: Cell, strict: bool) -> Iterator[Limit]:
    """Limits in a cell of time; a bare day is one only below a head that says so (``Hạn hoàn thành``)."""
    found = list(limits.find(cell.text))
    stretches = [(each.start, each.end) for each in limits.stretches(cell.text)]
    if found:
        yield from (each for each in found if not any(a <= each.day.start < b for a, b in stretches))
        return
    bare = next(dates.find(cell.text), None)
    if strict and bare is not None and bare.precision == "day" and not re.search(r"(?<!\w)tu\s", fold(cell.text)):
        yield Limit(bare.start, bare.end, "no_later_than", bare)
