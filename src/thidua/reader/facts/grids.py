"""Tables as rows of cells, and which cell of a table of criteria is its name, its figure, its points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.reader.facts.document import Document
from thidua.reader.grammar import figures
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Section


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its words: ``index`` of its block, ``column`` from 0."""

    index: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One criterion of a table: ``index`` is the block of its name, ``asked`` the words that hold the figure."""

    index: int
    text: str
    asked: str
    points: float | None


def grid(doc: Document, section: Section) -> list[list[Cell]]:
    """Rows of a table from the top, cells from the left, without empty ones."""
    found: dict[int, list[Cell]] = {}
    for index in section.blocks:
        cell = doc.blocks[index].cell
        if cell is not None and (text := doc.blocks[index].text.strip()):
            found.setdefault(cell.row, []).append(Cell(index, cell.column, text))
    return [sorted(found[row], key=lambda cell: cell.column) for row in sorted(found)]


def worded(text: str) -> bool:
    """Says something and is no running number (``1``, ``II.``)."""
    return bool(text) and not text.rstrip(".").isdigit() and re.fullmatch(r"[IVX]+\.?", text) is None


_NAMES = re.compile(
    r"(?:cac\s+)?(?:tieu\s+chi|noi\s+dung|viec|cong\s+viec|chi\s+tieu|hang\s+muc|linh\s+vuc|thuoc\s+do|yeu\s+cau)\b"
)
_TOTAL = re.compile(r"(?:tong|cong|stt|tt|so\s+tt)\b(?!\s+\S+\s+\S+\s+\S+)")
_POINTS = re.compile(r"(?:tu\s+)?(?:\d{1,3}\s*(?:-|den)\s*)?(\d{1,3}(?:[.,]\d+)?)(?:\s*diem)?")


def measured(doc: Document, section: Section) -> Iterator[Measured]:
    """Criteria of a table: rows named in the column of criteria, one for each figure asked beside the name."""
    table = grid(doc, section)
    heads = {cell.column: cell.text for cell in table[0]} if table else {}
    headed = bool(heads) and not any(_POINTS.fullmatch(fold(text)) for text in heads.values())
    scored = "diem" in fold(" ".join(cell.text for row in table[:3] for cell in row))
    names = [
        column for column, text in heads.items() if headed and _NAMES.match(fold(text)) and "diem" not in fold(text)
    ]
    numbered = any(row[0].text.strip(" .").isdigit() for row in table)
    for row in table[1:] if headed else table:
        name = _name(row, names)
        if name is None or _TOTAL.match(fold(name.text)):
            continue
        if numbered and name is not row[0] and _ROMAN.fullmatch(row[0].text.strip()):
            continue  # "II | Thủ tục hành chính | 50": the head of the rows below it
        text = name.text
        if len(text.split()) < 2 and headed:
            text = f"{heads.get(name.column, '')} {text}".strip()
        beside = [cell for cell in row if cell.column > name.column]
        points = next((found for cell in reversed(beside) if (found := _POINTS.fullmatch(fold(cell.text)))), None)
        given = float(points.group(1).replace(",", ".")) if scored and points else None
        asked = [] if _figured(text) else [cell for cell in beside if _asks(heads.get(cell.column, ""), cell.text)]
        graded = [] if asked or _figured(text) else [
            part for cell in beside if _HOW.match(fold(heads.get(cell.column, ""))) for part in _grades(cell.text)
        ]  # fmt: skip
        for part in graded:
            yield Measured(name.index, f"{text}: {part}", part, given)
        if graded:
            continue
        for cell in asked:
            head = heads.get(cell.column, "") if headed and len(asked) > 1 else ""
            yield Measured(
                name.index, f"{text} ({head}): {cell.text}" if head else f"{text}: {cell.text}", cell.text, given
            )
        if not asked and (given is not None or _figured(text)):
            yield Measured(name.index, text, text, given)


def _name(row: list[Cell], names: list[int]) -> Cell | None:
    """The cell of the last column headed as criteria; else the first that says something."""
    if names:
        return next((cell for cell in row if cell.column == names[-1] and worded(cell.text)), None)
    return next((cell for cell in row if worded(cell.text) and (cell is row[0] or not _figured(cell.text))), None)


_HOW = re.compile(r"cach|ghi\s+chu|giai\s+thich|diem\s+tru|minh\s+chung|tai\s+lieu|don\s+vi")


_ROMAN = re.compile(r"[IVX]+\.?")
_GRADE = re.compile(
    r"(?P<asked>(?!\s*(?:moi|cu|tru|giam|cong|khong)\b)[^;]*?)\s*(?::|,|duoc|cho|thi|=)+\s*(?:toi\s+da\s+)?\d{1,3}(?:[.,]\d+)?\s*diem\b"
)


def _grades(text: str) -> Iterator[str]:
    """``Đạt từ 95% trở lên: 30 điểm; từ 80% đến dưới 95%: 15 điểm``: what is asked for each number of points."""
    for part in text.split(";"):
        found = _GRADE.match(fold(part))
        if found is not None and _figured(part[: found.end("asked")]):
            yield part[: found.end("asked")].strip()


def _asks(head: str, text: str) -> bool:
    """The cell asks a figure; how points are given or taken asks none."""
    return _figured(text) and _POINTS.fullmatch(fold(text)) is None and _HOW.match(fold(head)) is None


def _figured(text: str) -> bool:
    return any(figure.unit != "class" for figure in figures.find(text))
