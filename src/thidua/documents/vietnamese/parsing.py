"""What people type, read strictly: day before month always, dots for thousands, comma for decimals.

Anything that could mean two things is refused with a sentence that says how to write it. All errors are ValueError with
one Vietnamese sentence or two, fit for the screen.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from thidua.documents.vietnamese.numbers import number
from thidua.documents.vietnamese.spelling import clean_name, fold

_FIGURES: Final = re.compile(r"(?:ngay )?([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2})(?: ?\2 ?([0-9]{1,4}))?")
_WORDS: Final = re.compile(r"(?:ngay )?(?:mong )?([0-9]{1,2}),? thang ([0-9]{1,2})(?:,? (?:nam )?([0-9]{1,4}))?")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_EXAMPLE: Final = "Viết ngày trước, tháng sau, ví dụ 31/12/2026 hoặc ngày 31 tháng 12 năm 2026."
_YEARS: Final = range(1900, 2200)
_LAST_SHORT_YEAR: Final = 49  # 9.12.26 is 2026; 12.5.85 may be a birthday or a slip, so it is asked for

_UNIT: Final = re.compile(r" ?(?:%|đồng|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)
_SIGN: Final = re.compile(r"^([+\-−]?) ?(.*)$", re.DOTALL)
_MAX_DIGITS: Final = 24
_PLAIN: Final = re.compile(r"[0-9]+")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+")
_ENGLISH: Final = re.compile(r"(?:0|[0-9]{1,3}(?:,[0-9]{3})*|[0-9]+(?=\.[0-9]{1,2}$))\.[0-9]{1,9}")
_NUMBER_EXAMPLE: Final = "Dấu chấm tách hàng nghìn, dấu phẩy trước phần thập phân, ví dụ 1.000.000 hoặc 96,75."
_COMMA_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")


def parse_date(text: str, *, year: int | None = None) -> date:
    """Read a date, day first: 9/12/2026, 09-12-2026, 9.12.26, "ngày 09 tháng 12 năm 2026", or 2026-12-09 of forms.

    `year` is used where the text has none ("9 tháng 12"); without it such a text is refused. Two-digit years mean
    2000–2049. Raises ValueError with the cure. Month-first is never tried: 12/31/2026 is refused, there is no month 31.
    """
    typed = clean_name(text)
    folded = fold(typed)
    if not folded:
        raise ValueError(f"Chưa nhập ngày. {_EXAMPLE}")
    if iso := _ISO.fullmatch(folded):
        return _date(typed, int(iso[3]), int(iso[2]), iso[1])
    if figures := _FIGURES.fullmatch(folded):
        return _date(typed, int(figures[1]), int(figures[3]), figures[4], year)
    if in_words := _WORDS.fullmatch(folded):
        return _date(typed, int(in_words[1]), int(in_words[2]), in_words[3], year)
    raise ValueError(f"Không đọc được ngày “{typed}”. {_EXAMPLE}")


def _date(typed: str, day: int, month: int, year_text: str | None, default_year: int | None = None) -> date:
    year = _year(typed, year_text, default_year)
    if not 1 <= month <= 12:
        raise ValueError(f"“{typed}” không phải là ngày: không có tháng {month}. {_EXAMPLE}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"“{typed}” không phải là ngày: tháng {month} năm {year} không có ngày {day}. {_EXAMPLE}"
        ) from None


def _year(typed: str, year_text: str | None, default: int | None) -> int:
    if year_text is None:
        if default is None:
            raise ValueError(f"“{typed}” thiếu năm. {_EXAMPLE}")
        return default
    if len(year_text) == 2 and int(year_text) <= _LAST_SHORT_YEAR:
        return 2000 + int(year_text)
    if len(year_text) != 4:
        raise ValueError(f"“{typed}”: viết đủ bốn chữ số của năm. {_EXAMPLE}")
    if int(year_text) not in _YEARS:
        raise ValueError(f"“{typed}”: năm {year_text} nằm ngoài khoảng {_YEARS[0]} - {_YEARS[-1]}. {_EXAMPLE}")
    return int(year_text)


def parse_number(text: str) -> Decimal:
    """Read a number: 1410000, 1.410.000, 1 410 000, 96,75, 1.234,5, -5; a final đ, đồng or % means nothing.

    The comma is the decimal sign and nothing else: "87,125" is 87.125 and "1,500" is one and a half. A dot groups
    thousands, exactly three figures a group: "1.500" is one thousand five hundred. What is plainly English
    (1,000,000; 96.75) is refused. Raises ValueError with the cure.
    """
    typed = clean_name(text)
    sign, figures = _sign_and_figures(typed)
    whole, comma, fraction = figures.partition(",")
    digits = _whole(whole)
    if digits is None or (comma and not _PLAIN.fullmatch(fraction)):
        raise ValueError(_why_not(typed, figures))
    if len(digits) + len(fraction) > _MAX_DIGITS:
        raise ValueError(f"“{typed[:_MAX_DIGITS]}…” có quá nhiều chữ số (tối đa {_MAX_DIGITS}).")
    value = Decimal(f"{digits}.{fraction}" if fraction else digits)
    return -value if sign in {"-", "−"} and value else value


def _sign_and_figures(typed: str) -> tuple[str, str]:
    found = _SIGN.match(_UNIT.sub("", typed))
    return (found[1], found[2]) if found else ("", "")


def _whole(s: str) -> str | None:
    """Return the digits of a whole number in Vietnamese or plain writing, None for any other writing."""
    return s.replace(".", "").replace(" ", "") if _PLAIN.fullmatch(s) or _GROUPED.fullmatch(s) else None


def _why_not(typed: str, figures: str) -> str:
    if not figures:
        return f"Chưa nhập số{f' trong “{typed}”' if typed else ''}. Ví dụ: 1.000.000 hoặc 96,75."
    if _COMMA_GROUPED.fullmatch(figures):
        grouped = number(int(figures.replace(",", "")))
        return f"“{typed}” dùng dấu phẩy để tách hàng nghìn. Viết {grouped} (dấu chấm tách hàng nghìn)."
    if _ENGLISH.fullmatch(figures):
        cure = number(Decimal(figures.replace(",", "")))
        return f"“{typed}” viết theo kiểu Anh. Viết {cure} (dấu phẩy trước phần thập phân)."
    return f"Không đọc được số “{typed}”. {_NUMBER_EXAMPLE}"


def parse_integer(text: str) -> int:
    """Read a whole number (amounts in đồng, counts). As `parse_number`; a fraction is refused with ValueError.

    So is "1,000": as a decimal it would quietly be 1, and whoever types it into a count means one thousand.
    """
    value = parse_number(text)
    figures = _sign_and_figures(clean_name(text))[1]
    if _COMMA_GROUPED.fullmatch(figures):
        raise ValueError(_why_not(clean_name(text), figures))
    if value != value.to_integral_value():
        raise ValueError(f"“{clean_name(text)}” phải là số nguyên, ví dụ 1.000.000.")
    return int(value)
