"""XLSX filled in by people → typed rows. Every bad cell becomes one sentence; nothing is guessed.

Known traps: the reader gives integers as floats and error cells (#N/A) as empty; a stray cell in the last row would
make it reserve the whole sheet; Excel set to English turns 10/12 into 12 October and leaves 31/12 as text.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Final

import python_calamine as calamine

from thidua.documents.archives import UnsafeArchive
from thidua.documents.spreadsheet.cells import BadCell, Raw, is_empty, value_of
from thidua.documents.spreadsheet.columns import Cell, Column, Problem, Row, Table
from thidua.documents.spreadsheet.package import SheetScan, column_letter, scan
from thidua.documents.vietnamese import (
    clean_name,
    date_short,
    fold,
    number,
    parse_date,
)

MAX_ROWS: Final = 100_000
_HEADER_WITHIN: Final = 30
_TOTALS: Final = {"cong", "tong", "tong cong", "tong so"}


def read_table(data: bytes, columns: Sequence[Column], *, sheet: str | None = None) -> Table:
    """Read one sheet (by name, else the first visible one) into typed rows.

    The header is found by the titles of `columns` (without marks, case, order). Values by kind: text → str, integer and
    money → int, decimal → Decimal, date → date, datetime → naive datetime in Vietnamese time. Empty rows and a final
    total row are left out. Never raises for what is in the file: everything wrong is in `problems`.
    """
    try:
        scans = scan(data)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _read(book, scans, columns, sheet)
    except UnsafeArchive as error:
        return _refused(f"Không mở được tệp Excel: {error}. Lưu lại tệp bằng Excel dạng .xlsx rồi tải lên.")
    except calamine.CalamineError:
        return _refused("Không mở được tệp Excel: tệp bị hỏng hoặc không phải .xlsx. Lưu lại bằng Excel rồi tải lên.")


def _refused(message: str, sheet: str = "") -> Table:
    return Table(sheet, (), (Problem(message, sheet),))


def _read(
    book: calamine.CalamineWorkbook, scans: dict[str, SheetScan], columns: Sequence[Column], wanted: str | None
) -> Table:
    visible = [
        m.name for m in book.sheets_metadata if m.visible == calamine.SheetVisibleEnum.Visible and m.name in scans
    ]
    name = next((n for n in visible if wanted is None or fold(n) == fold(wanted)), None)
    if name is None:
        return _refused(f"Tệp không có trang tính “{wanted}”." if wanted else "Tệp không có trang tính nào để đọc.")
    cells: list[list[Raw]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    if len(cells) > MAX_ROWS:
        return _refused(f"Trang tính “{name}” có quá {number(MAX_ROWS)} dòng. Chia thành nhiều tệp nhỏ hơn.", name)
    return _SheetReader(name, cells, columns, scans[name]).read()


class _SheetReader:
    """Reads one sheet and gathers its problems."""

    def __init__(self, name: str, cells: list[list[Raw]], columns: Sequence[Column], scanned: SheetScan) -> None:
        self.name, self.cells, self.columns, self.scanned = name, cells, columns, scanned
        self.problems: list[Problem] = []

    def read(self) -> Table:
        header = self._find_header()
        if header is None:
            titles = ", ".join(f"“{c.title}”" for c in self.columns if c.required) or f"“{self.columns[0].title}”"
            message = (
                f"Trang tính “{self.name}” không có dòng tiêu đề với các cột {titles}. Dùng tệp mẫu rồi tải lên lại."
            )
            return _refused(message, self.name)
        at, places, ignored = header
        numbers = [
            n for n in range(at + 1, len(self.cells)) if any(not is_empty(v) for v in self.cells[n]) or self._errors(n)
        ]
        if numbers and self._is_total(numbers[-1]):
            numbers.pop()
        rows = tuple(self._row(n, places) for n in numbers)
        for column in self.columns:
            if column.kind in {"date", "datetime"} and column.key in places:
                self._check_month_first(column, places[column.key], numbers)
        if not rows and not self.problems:
            self.problems.append(Problem(f"Trang tính “{self.name}” chưa có dòng dữ liệu nào dưới tiêu đề.", self.name))
        return Table(self.name, rows, tuple(self.problems), ignored)

    def _find_header(self) -> tuple[int, dict[str, int], tuple[str, ...]] | None:
        """Return row, place of each column and unknown headings of the row that matches most titles."""
        best: tuple[int, dict[str, int]] | None = None
        for at, row in enumerate(self.cells[:_HEADER_WITHIN]):
            heads = [fold(v) if isinstance(v, str) else "" for v in row]
            places = {c.key: heads.index(n) for c in self.columns for n in reversed(_names(c)) if n in heads}
            if places and (best is None or len(places) > len(best[1])):
                best = at, places
        if best is None:
            return None
        at, places = best
        heads = [clean_name(v) if isinstance(v, str) else "" for v in self.cells[at]]
        for column in self.columns:
            named = [i for i, head in enumerate(heads) if fold(head) in _names(column)]
            if not named and column.required:
                self._sheet_problem(at, column, f"thiếu cột “{column.title}”. Thêm cột này như trong tệp mẫu")
            elif len(named) > 1:
                letters = " và ".join(column_letter(i + 1) for i in named)
                self._sheet_problem(at, column, f"có nhiều cột “{column.title}” ({letters}). Chỉ giữ lại một cột")
        ignored = tuple(
            head for i, head in enumerate(heads) if head and i not in places.values() and fold(head) != "stt"
        )
        return at, places, ignored

    def _sheet_problem(self, at: int, column: Column, what: str) -> None:
        self.problems.append(Problem(f"Trang tính “{self.name}” {what}.", self.name, at + 1, None, column.key))

    def _errors(self, n: int) -> bool:
        return n + 1 in self.scanned.error_rows

    def _is_total(self, n: int) -> bool:
        first = next((v for v in self.cells[n] if not is_empty(v)), "")
        return isinstance(first, str) and fold(first).rstrip(":") in _TOTALS

    def _row(self, n: int, places: dict[str, int]) -> Row:
        values: dict[str, Cell] = {}
        for column in self.columns:
            if column.key not in places:
                values[column.key] = None
                continue
            at = places[column.key]
            raw = self.cells[n][at] if at < len(self.cells[n]) else ""
            try:
                if f"{column_letter(at + 1)}{n + 1}" in self.scanned.errors:
                    raise BadCell("có lỗi công thức (#N/A, #REF! …). Sửa công thức hoặc gõ giá trị")
                values[column.key] = value_of(raw, column)
            except BadCell as error:
                values[column.key] = None
                self._problem(n, at, column, str(error))
        return Row(n + 1, values)

    def _problem(self, n: int, at: int, column: Column, why: str) -> None:
        letter = column_letter(at + 1)
        message = f"Trang tính “{self.name}”, dòng {n + 1}, cột {letter} “{column.title}”: {why.rstrip('.')}."
        self.problems.append(Problem(message, self.name, n + 1, letter, column.key))

    def _check_month_first(self, column: Column, at: int, numbers: Sequence[int]) -> None:
        """Refuse a column that Excel has read month first: true dates never after the 12th, later days left as text."""
        raws = [(n, self.cells[n][at]) for n in numbers if at < len(self.cells[n]) and not is_empty(self.cells[n][at])]
        dates = [(n, v) for n, v in raws if isinstance(v, date)]
        texts = [v for _, v in raws if isinstance(v, str) and _day(v) > 12]
        if dates and texts and all(v.day <= 12 for _, v in dates):
            n, first = dates[0]
            why = (
                f"ô này là {date_short(first)} nhưng “{clean_name(texts[0])}” trong cùng cột lại là chữ: "
                "có thể Excel đã đọc tháng trước ngày. Định dạng cả cột là Văn bản (Text), gõ lại ngày/tháng/năm"
            )
            self._problem(n, at, column, why)


def _names(column: Column) -> list[str]:
    return [fold(name) for name in (column.title, column.key, *column.also)]


def _day(text: str) -> int:
    try:
        return parse_date(text, year=2024).day
    except ValueError:
        return 0
