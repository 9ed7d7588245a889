"""Typed lists → XLSX that opens right by double click: dates are dates, money is numbers, text stays text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thidua.documents.spreadsheet.columns import Cell, Column, Kind, Sheet
from thidua.documents.vietnamese import clean_name, local, nfc

_FORMATS: Final[dict[Kind, str]] = {
    "text": "@",
    "integer": "#,##0",
    "decimal": "#,##0.##",
    "money": "#,##0",
    "date": "dd/mm/yyyy",
    "datetime": "hh:mm dd/mm/yyyy",
}
_MAX_TEXT: Final = 32_767  # of one cell, set by Excel
_MAX_WIDTH: Final = 45
_FITTED_FROM: Final = 500  # rows looked at to fit the width of a column
_CREATED: Final = datetime(2026, 1, 1)  # a fixed date keeps equal lists equal byte by byte
_NUMBER: Final = Column("_stt", "STT", "integer", width=5)


def write_xlsx(sheets: Iterable[Sheet], *, created: datetime | None = None) -> bytes:
    """Return an XLSX file with one worksheet for each sheet.

    Text is written as text, so a value such as "=1+1" or "-5" can never become a formula. `created` is the date shown
    in the properties of the file; the same input gives the same bytes.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": created or _CREATED})
    taken: set[str] = set()
    for sheet in sheets:
        name = sheet_name(sheet.name, taken)
        taken.add(name)
        _Writer(book, book.add_worksheet(name), sheet).write()
    book.close()
    return out.getvalue()


def sheet_name(name: str, taken: Iterable[str] = ()) -> str:
    """Return a name that Excel accepts: at most 31 characters, none of `[]:*?/\\`, no outer quotes, not yet taken."""
    used = {other.lower() for other in taken} | {"history"}  # Excel keeps "History" for itself
    base = (
        clean_name(re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe-\U0010ffff]", " ", name)).strip("' ")
        or "Trang tính"
    )
    short, n = base[:31].rstrip("' "), 1
    while short.lower() in used:
        n += 1
        short = f"{base[: 31 - len(f' ({n})')].rstrip()} ({n})"
    return short


class _Writer:
    """Writes one sheet; holds the formats so that each is made once."""

    def __init__(self, book: xlsxwriter.Workbook, page: Worksheet, sheet: Sheet) -> None:
        self.page, self.sheet = page, sheet
        self.columns = (_NUMBER, *sheet.columns) if sheet.numbered else sheet.columns
        self.header_row = len(sheet.titles) + 1 if sheet.titles else 0
        base: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
        cell = base | {"border": 1, "text_wrap": True}
        self.title = book.add_format(base | {"bold": True, "align": "center", "text_wrap": True})
        self.header = book.add_format(cell | {"bold": True, "align": "center", "bg_color": "#E7ECF3"})
        self.text = book.add_format(cell | {"num_format": "@"})
        self.kinds = {kind: book.add_format(cell | {"num_format": code}) for kind, code in _FORMATS.items()}
        self.totals = {
            kind: book.add_format(cell | {"num_format": code, "bold": True}) for kind, code in _FORMATS.items()
        }
        self.marked = {
            kind: book.add_format(cell | {"num_format": code, "bg_color": "#FFD9D6"}) for kind, code in _FORMATS.items()
        }

    def write(self) -> None:
        for at, title in enumerate(self.sheet.titles):
            self._title(at, title)
        for at, column in enumerate(self.columns):
            self.page.write_string(self.header_row, at, column.title, self.header)
            self.page.set_column(at, at, self._width(at, column))
        for index, row in enumerate(self.sheet.rows):
            self._row(index, row)
        last = self.header_row + len(self.sheet.rows)
        if self.sheet.total:
            self._total(last + 1)
        self._choices(last)
        self._page_setup(last)

    def _title(self, at: int, title: str) -> None:
        last = len(self.columns) - 1
        if last > 0:
            self.page.merge_range(at, 0, at, last, "", self.title)
        self.page.write_string(at, 0, title, self.title)

    def _row(self, index: int, row: Sequence[Cell]) -> None:
        values = (index + 1, *row) if self.sheet.numbered else row
        for at, (column, value) in enumerate(zip(self.columns, values, strict=True)):
            reason = self.sheet.marks.get((index, column.key))
            formats = self.marked if reason else self.kinds
            self._cell(self.header_row + 1 + index, at, value, formats, column.kind)
            if reason:
                self.page.write_comment(self.header_row + 1 + index, at, reason[:2_000], {"author": ""})

    def _cell(self, row: int, at: int, value: Cell, formats: dict[Kind, Format], kind: Kind) -> None:
        style = formats[kind]
        match value:
            case None | "":
                self.page.write_blank(row, at, None, style)
            case str():
                self.page.write_string(row, at, _shortened(value), formats["text"])
            case _ if kind == "text":
                self.page.write_string(row, at, str(value), style)
            case datetime():
                moment = local(value) if value.tzinfo else value
                self.page.write_datetime(row, at, moment.replace(tzinfo=None), style)
            case date():
                self.page.write_datetime(row, at, datetime(value.year, value.month, value.day), style)
            case _:
                self.page.write_number(row, at, value, style)

    def _total(self, row: int) -> None:
        """Sums are written as numbers: an export has no formulas at all."""
        label = next((at for at, column in enumerate(self.columns) if not column.total and column.kind == "text"), None)
        for at, column in enumerate(self.columns):
            style = self.totals[column.kind]
            if column.total:
                offset = at - 1 if self.sheet.numbered else at
                values = [r[offset] for r in self.sheet.rows]
                self.page.write_number(row, at, sum(_amount(v) for v in values), style)
            elif at == label:
                self.page.write_string(row, at, "Cộng", style)
            else:
                self.page.write_blank(row, at, None, style)

    def _choices(self, last: int) -> None:
        for at, column in enumerate(self.columns):
            if column.choices and len(",".join(column.choices)) <= 255 and not any("," in c for c in column.choices):
                end = max(last, self.header_row + 1_000)  # rows added below the list are helped too
                rule = {"validate": "list", "source": list(column.choices), "error_title": column.title[:32]}
                self.page.data_validation(self.header_row + 1, at, end, at, rule)

    def _page_setup(self, last: int) -> None:
        page, last_column = self.page, len(self.columns) - 1
        page.freeze_panes(self.header_row + 1, 0)
        page.autofilter(self.header_row, 0, max(last, self.header_row + 1), last_column)
        page.repeat_rows(self.header_row)
        page.set_paper(9)  # A4
        if self.sheet.landscape:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        page.set_footer("&C&P/&N")

    def _width(self, at: int, column: Column) -> float:
        if column.width is not None:
            return column.width
        offset = at - 1 if self.sheet.numbered else at
        shown = (_shown_length(row[offset], column.kind) for row in self.sheet.rows[:_FITTED_FROM])
        return float(min(_MAX_WIDTH, max([8, min(len(column.title), 24), *shown]) + 2))


def _shortened(text: str) -> str:
    clean = nfc(text)
    return clean if len(clean) <= _MAX_TEXT else clean[: _MAX_TEXT - 1] + "…"


def _amount(value: Cell) -> Decimal:
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) else Decimal(0)


def _shown_length(value: Cell, kind: Kind) -> int:
    if value is None:
        return 0
    if isinstance(value, str):
        return max(map(len, value.splitlines()), default=0)
    return {"date": 10, "datetime": 16}.get(kind, len(str(value)) * 4 // 3)
