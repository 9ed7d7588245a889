"""One cell as the reader gives it → the value its column asks for, or the reason why not."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from thidua.documents.spreadsheet.columns import Cell, Column
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

type Raw = int | float | str | bool | time | date | datetime | timedelta

_EXACT: Final = 10**15  # Excel keeps 15 digits of a number


class BadCell(Exception):
    """A cell that cannot be read; the text says why and what to do."""


def is_empty(raw: Raw) -> bool:
    """Tell whether a cell holds nothing one can see."""
    return isinstance(raw, str) and not clean_name(raw)


def value_of(raw: Raw, column: Column) -> Cell:
    """Return the value of a cell by the kind of its column, None where it is empty. Raises BadCell."""
    if is_empty(raw):
        if column.required:
            raise BadCell("để trống. Điền giá trị vào ô này")
        return None
    if isinstance(raw, float) and not math.isfinite(raw):
        raise BadCell("không phải là một số. Gõ lại giá trị")
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
    except BadCell:
        raise
    except ValueError as error:  # the sentences of the parsers end with the cure
        raise BadCell(str(error)) from None


def _text(raw: Raw) -> str:
    match raw:
        case str():
            return "\n".join(" ".join(line.split()) for line in nfc(raw).strip().splitlines())
        case bool():
            return "Có" if raw else "Không"
        case int() | float():
            if abs(raw) >= _EXACT:
                raise BadCell("là số quá dài nên Excel đã làm tròn. Định dạng ô là Văn bản (Text) rồi gõ lại")
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
        raise BadCell(f"“{text}” không có trong các giá trị được phép: {'; '.join(column.choices)}. Chọn một giá trị")
    return found


def _number(raw: Raw) -> Decimal:
    match raw:
        case str():
            return parse_number(raw)
        case bool():
            raise BadCell("là đúng/sai, không phải số. Gõ một số")
        case int() | float():
            return Decimal(str(int(raw))) if raw == int(raw) else Decimal(str(raw))
        case _:
            raise BadCell("là ngày hoặc giờ, không phải số. Định dạng ô là Số (Number) rồi gõ lại")


def _integer(raw: Raw) -> int:
    if isinstance(raw, str):
        return parse_integer(raw)
    value = _number(raw)
    if value != value.to_integral_value():
        raise BadCell(f"{number(value)} phải là số nguyên. Gõ lại, ví dụ 1.000.000")
    if abs(value) >= _EXACT:
        raise BadCell("là số quá lớn, Excel đã làm tròn. Kiểm tra lại giá trị")
    return int(value)


def _date(raw: Raw) -> date:
    if isinstance(raw, str):
        return parse_date(raw)
    return _moment(raw).date()


def _moment(raw: Raw) -> datetime:
    match raw:
        case datetime():
            return raw
        case date():
            return datetime(raw.year, raw.month, raw.day)
        case str():
            return _moment_text(clean_name(raw))
        case int() | float() if not isinstance(raw, bool):
            raise BadCell(f"{number(raw)} là số, không phải ngày. Định dạng ô là Ngày (Date) hoặc gõ dạng 31/12/2026")
        case _:
            raise BadCell("không phải là ngày. Gõ dạng 31/12/2026")


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
        raise BadCell(f"“{clock}” không phải là giờ. Gõ dạng 16:30 31/12/2026") from None
    return datetime.combine(parse_date(" ".join(words)), at)
