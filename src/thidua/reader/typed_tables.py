"""Tables of a plain text: Markdown's pipes, and columns drawn with spaces found by where the words stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from thidua.reader.model import Cell, Line

_COLUMN = re.compile(r"\S+(?:\s{1,2}\S+)*")
_ROW = re.compile(r"\s*\|(.*)\|\s*$")
_RULER = re.compile(r"[\s|:\-]+")
_WIDE = re.compile(r"\S(?:\s{3,}|\t+)\S")


def ruled(lines: Sequence[Line]) -> list[Line]:
    """Rows between pipes, and runs of lines standing in three columns or more, become cells."""
    out: list[Line] = []
    table = max((line.cell.table for line in lines if line.cell), default=-1)
    at = 0
    while at < len(lines):
        end = _run(lines, at, _ROW)
        if end > at and lines[at].text.count("|") > 2:
            table += 1
            out += _piped(lines[at:end], table)
            at = end
            continue
        end = _run(lines, at, _WIDE)
        rows = [_split(line.text) for line in lines[at:end]]
        if end - at >= 2 and sorted(map(len, rows))[len(rows) // 2] >= 3 and "|" not in lines[at].text:
            table += 1
            out += _cells(lines[at:end], rows, table)
        else:
            end = max(end, at + 1)
            out += lines[at:end]
        at = end
    return out


def _run(lines: Sequence[Line], at: int, form: re.Pattern[str]) -> int:
    while at < len(lines) and lines[at].cell is None and not lines[at].whole and form.search(lines[at].text):
        at += 1
    return at


def _piped(lines: Sequence[Line], table: int) -> list[Line]:
    rows = [line for line in lines if not _RULER.fullmatch(line.text)]
    parted = [[cell.strip() for cell in _ROW.sub(r"\1", line.text).split("|")] for line in rows]
    columns = max((len(row) for row in parted), default=0)
    return [
        replace(line, text=part.strip(), whole=True, cell=Cell(table, number, column, columns))
        for number, (line, row) in enumerate(zip(rows, parted, strict=True))
        for column, cell in enumerate(row)
        for part in re.split(r"<br\s*/?>", cell)
        if part.strip()
    ]


def _split(text: str) -> list[tuple[int, int, str]]:
    return [(found.start(), found.end(), found.group()) for found in _COLUMN.finditer(text.expandtabs(8))]


def _cells(lines: Sequence[Line], rows: list[list[tuple[int, int, str]]], table: int) -> list[Line]:
    widest = max(rows, key=len)
    columns = [[start, end] for start, end, _ in widest]
    for row in rows:
        if len(row) == len(widest):
            for column, (start, end, _) in zip(columns, row, strict=True):
                column[0], column[1] = min(column[0], start), max(column[1], end)
    out = []
    for number, (line, row) in enumerate(zip(lines, rows, strict=True)):
        for start, end, text in row:
            place = _nearest(columns, start, end)
            out.append(replace(line, text=text, whole=True, cell=Cell(table, number, place, len(columns))))
    return out


def _nearest(columns: list[list[int]], start: int, end: int) -> int:
    return max(range(len(columns)), key=lambda place: _overlap(columns[place], start, end))


def _overlap(column: list[int], start: int, end: int) -> float:
    shared = min(column[1], end) - max(column[0], start)
    return shared if shared > 0 else -min(abs(column[0] - end), abs(start - column[1])) - 0.5
