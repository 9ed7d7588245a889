"""XLSX filled in by people → typed rows. Every bad cell becomes one sentence; nothing is guessed.

Known traps: the reader gives integers as floats and error cells (#N/A) as empty; a stray cell in the last row would
make it reserve the whole sheet; Excel set to English turns 10/12 into 12 October and leaves 31/12 as text.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

import python_calamine as calamine

from thidua.documents.archives import UnsafeArchive
from thidua.documents.spreadsheet.columns import Cell, Column, Problem, Row, Table
from thidua.documents.spreadsheet.package import SheetScan, column_letter, scan
from thidua.documents.vietnamese import (
    clean_name,
    date_short,
    fold,
    nfc,
    number,
    parse_date,
    parse_integer,
    parse_number,
)

type _Raw = int | float | str | bool | time | date | datetime | timedelta

MAX_ROWS: Final = 100_000
_HEADER_WITHIN: Final = 30
_TOTALS: Final = {"cong", "tong", "tong cong", "tong so"}
_EXACT: Final = 10**15  # Excel keeps 15 digits of a number


class _Bad(Exception):
    """A cell that cannot be read; the text says why and what to do."""


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
    cells: list[list[_Raw]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    if len(cells) > MAX_ROWS:
        return _refused(f"Trang tính “{name}” có quá {number(MAX_ROWS)} dòng. Chia thành nhiều tệp nhỏ hơn.", name)
    return _SheetReader(name, cells, columns, scans[name]).read()


class _SheetReader:
    """Reads one sheet and gathers its problems."""

    def __init__(self, name: str, cells: list[list[_Raw]], columns: Sequence[Column], scanned: SheetScan) -> None:
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
            n for n in range(at + 1, len(self.cells)) if any(not _empty(v) for v in self.cells[n]) or self._errors(n)
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
        first = next((v for v in self.cells[n] if not _empty(v)), "")
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
                    raise _Bad("có lỗi công thức (#N/A, #REF! …). Sửa công thức hoặc gõ giá trị")
                values[column.key] = _value(raw, column)
            except _Bad as error:
                values[column.key] = None
                self._problem(n, at, column, str(error))
        return Row(n + 1, values)

    def _problem(self, n: int, at: int, column: Column, why: str) -> None:
        letter = column_letter(at + 1)
        message = f"Trang tính “{self.name}”, dòng {n + 1}, cột {letter} “{column.title}”: {why.rstrip('.')}."
        self.problems.append(Problem(message, self.name, n + 1, letter, column.key))

    def _check_month_first(self, column: Column, at: int, numbers: Sequence[int]) -> None:
        """Refuse a column that Excel has read month first: true dates never after the 12th, later days left as text."""
        raws = [(n, self.cells[n][at]) for n in numbers if at < len(self.cells[n]) and not _empty(self.cells[n][at])]
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


def _empty(raw: _Raw) -> bool:
    return isinstance(raw, str) and not clean_name(raw)


def _day(text: str) -> int:
    try:
        return parse_date(text, year=2024).day
    except ValueError:
        return 0


def _value(raw: _Raw, column: Column) -> Cell:
    if _empty(raw):
        if column.required:
            raise _Bad("để trống. Điền giá trị vào ô này")
        return None
    if isinstance(raw, float) and not math.isfinite(raw):
        raise _Bad("không phải là một số. Gõ lại giá trị")
    try:
        match column.kind:
            case "text":
                return _choice(_text(raw), column)
            case "integer" | "money":
                return _integer(raw)
            case "decimal":
                return _number(raw)
            case "date":
                return _date(raw)
            case "datetime":
                return _moment(raw)
    except _Bad:
        raise
    except ValueError as error:  # the sentences of the parsers end with the cure
        raise _Bad(str(error)) from None


def _text(raw: _Raw) -> str:
    match raw:
        case str():
            return "\n".join(" ".join(line.split()) for line in nfc(raw).strip().splitlines())
        case bool():
            return "Có" if raw else "Không"
        case int() | float():
            if abs(raw) >= _EXACT:
                raise _Bad("là số quá dài nên Excel đã làm tròn. Định dạng ô là Văn bản (Text) rồi gõ lại")
            return str(int(raw)) if raw == int(raw) else number(raw)
        case date():
            return date_short(raw)
        case _:
            return str(raw)


def _choice(text: str, column: Column) -> str:
    if not column.choices:
        return text
    found = next((choice for choice in column.choices if fold(choice) == fold(text)), None)
    if found is None:
        raise _Bad(f"“{text}” không có trong các giá trị được phép: {'; '.join(column.choices)}. Chọn một giá trị")
    return found


def _number(raw: _Raw) -> Decimal:
    match raw:
        case str():
            return parse_number(raw)
        case bool():
            raise _Bad("là đúng/sai, không phải số. Gõ một số")
        case int() | float():
            return Decimal(str(int(raw))) if raw == int(raw) else Decimal(str(raw))
        case _:
            raise _Bad("là ngày hoặc giờ, không phải số. Định dạng ô là Số (Number) rồi gõ lại")


def _integer(raw: _Raw) -> int:
    if isinstance(raw, str):
        return parse_integer(raw)
    value = _number(raw)
    if value != value.to_integral_value():
        raise _Bad(f"{number(value)} phải là số nguyên. Gõ lại, ví dụ 1.000.000")
    if abs(value) >= _EXACT:
        raise _Bad("là số quá lớn, Excel đã làm tròn. Kiểm tra lại giá trị")
    return int(value)


def _date(raw: _Raw) -> date:
    if isinstance(raw, str):
        return parse_date(raw)
    return _moment(raw).date()


def _moment(raw: _Raw) -> datetime:
    match raw:
        case datetime():
            return raw
        case date():
            return datetime(raw.year, raw.month, raw.day)
        case str():
            return _moment_text(clean_name(raw))
        case int() | float() if not isinstance(raw, bool):
            raise _Bad(f"{number(raw)} là số, không phải ngày. Định dạng ô là Ngày (Date) hoặc gõ dạng 31/12/2026")
        case _:
            raise _Bad("không phải là ngày. Gõ dạng 31/12/2026")


def _moment_text(text: str) -> datetime:
    """Read "31/12/2026", "31/12/2026 16:30" and "16:30 31/12/2026"."""
    words = text.split(" ")
    clock = next((word for word in (words[0], words[-1]) if ":" in word), None)
    if clock is None or len(words) < 2:
        day = parse_date(text)
        return datetime(day.year, day.month, day.day)
    words.remove(clock)
    try:
        at = time.fromisoformat(clock if len(clock.split(":")[0]) == 2 else f"0{clock}")
    except ValueError:
        raise _Bad(f"“{clock}” không phải là giờ. Gõ dạng 16:30 31/12/2026") from None
    return datetime.combine(parse_date(" ".join(words)), at)
