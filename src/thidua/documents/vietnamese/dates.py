"""Dates and times in words, day first, in Vietnamese time. The zero rule: NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.4."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

TZ: Final = ZoneInfo("Asia/Ho_Chi_Minh")

_WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_BLANK: Final = "…"


def local(moment: datetime) -> datetime:
    """Return an aware moment in Vietnamese time; a naive one is taken as Vietnamese time already."""
    return moment.astimezone(TZ) if moment.tzinfo else moment.replace(tzinfo=TZ)


def _day(d: date) -> date:
    return local(d).date() if isinstance(d, datetime) else d


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


def date_words(d: date) -> str:
    """Return "ngày 05 tháng 01 năm 2026": days under 10 and months 1 and 2 get a zero in front, other months none."""
    d = _day(d)
    return f"ngày {d.day:02d} tháng {_month(d.month)} năm {d.year:04d}"


def partial_date_words(year: int | None = None, month: int | None = None, day: int | None = None) -> str:
    """Return a date of which parts are to be filled in by hand: "ngày … tháng 11 năm 2026"."""
    return (
        f"ngày {_BLANK if day is None else f'{day:02d}'} "
        f"tháng {_BLANK if month is None else _month(month)} "
        f"năm {_BLANK if year is None else f'{year:04d}'}"
    )


def date_short(d: date) -> str:
    """Return "05/01/2026"."""
    d = _day(d)
    return f"{d.day:02d}/{d.month:02d}/{d.year:04d}"


def month_year(d: date) -> str:
    """Return "tháng 01 năm 2026"."""
    d = _day(d)
    return f"tháng {_month(d.month)} năm {d.year:04d}"


def weekday(d: date) -> str:
    """Return the day of the week as spelled by NĐ 30/2020 (Phụ lục II): "thứ Hai" … "thứ Bảy", "Chủ nhật"."""
    return _WEEKDAYS[_day(d).weekday()]


def time_words(moment: datetime | time, *, seconds: bool = True) -> str:
    """Return "16 giờ 42 phút 09 giây" in Vietnamese time; without `seconds` "16 giờ 42 phút". Fractions are cut."""
    clock = local(moment) if isinstance(moment, datetime) else moment
    text = f"{clock.hour:02d} giờ {clock.minute:02d} phút"
    return f"{text} {clock.second:02d} giây" if seconds else text


def datetime_words(moment: datetime, *, seconds: bool = False) -> str:
    """Return "16 giờ 42 phút, ngày 09 tháng 12 năm 2026" in Vietnamese time."""
    return f"{time_words(moment, seconds=seconds)}, {date_words(moment)}"
