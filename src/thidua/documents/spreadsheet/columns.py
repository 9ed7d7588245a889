"""What a list in Excel is made of, in both directions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

type Kind = Literal["text", "integer", "decimal", "money", "date", "datetime"]
type Cell = str | int | float | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it in rows read, `title` heads it, `also` are other headings people use for it.

    `money` is whole đồng. `required` refuses an empty cell when reading. `choices` are the only texts allowed (compared
    without marks and case, returned as written here). `total` sums the column in the total row. `width` in characters;
    None fits the content.
    """

    key: str
    title: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    total: bool = False
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to write: `titles` stand above the header, `rows` in the order of `columns`.

    `numbered` puts a column "STT" in front. `total` adds a last row with the sums of the columns marked so. `marks`
    colours bad cells and gives the reason as a comment: (index in `rows`, key of the column) → sentence.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    titles: tuple[str, ...] = ()
    numbered: bool = False
    total: bool = False
    landscape: bool = False
    marks: Mapping[tuple[int, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a file cannot be taken, as a Vietnamese sentence that names sheet, row and column and the cure.

    `row` and `column` are those of Excel (1, "A"); None where the sentence is about the sheet or the file.
    """

    message: str
    sheet: str = ""
    row: int | None = None
    column: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row read: its number in Excel and the values by key of the column; None where a cell is empty or bad."""

    number: int
    values: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. Rows with a bad cell are kept (the cell is None), so that a preview can show them.

    `ignored` are headings in the sheet that no column asked for.
    """

    sheet: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()

    @property
    def bad_rows(self) -> frozenset[int]:
        return frozenset(problem.row for problem in self.problems if problem.row is not None)
