"""Vietnamese words for numbers, days and spans in the sentences of the explanation."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from .context import LEVELS, Context

TIER_NAMES = {"unit": "đơn vị", "commune": "cấp xã", "district": "cấp huyện", "province": "cấp tỉnh",
              "central": "cấp trung ương"}  # fmt: skip
LEVEL_NAMES = {number: TIER_NAMES[key] for key, number in LEVELS.items()}
FORM_NAMES = {"giay-khen": "Giấy khen", "bang-khen": "Bằng khen"}
OP_NAMES = {">=": "từ {} trở lên", "<=": "không quá {}", ">": "trên {}", "<": "dưới {}", "=": "đúng {}"}


def number(value: Decimal | int, places: int | None = None) -> str:
    """1234.5 → ``1.234,5``; ``places`` fixes the decimals, cut off and not rounded up to a target."""
    exact = Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
    elif exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    else:
        exact = exact.normalize()
    return f"{exact:,f}".translate(str.maketrans(",.", ".,"))


def percent(part: Decimal | int, of: Decimal | int) -> str:
    """Share in per cent with two decimals: ``87,40%``."""
    return f"{number(Decimal(part) * 100 / Decimal(of), 2)}%"


def day(value: object) -> str:
    """A date or ISO text as ``05/01/2026``."""
    parsed = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    return f"{parsed:%d/%m/%Y}"


def span(name: str, context: Context) -> str:
    """A span in words: ``năm 2025``, ``từ 10/03/2025 đến 31/12/2025``."""
    start, end = context.spans[name]
    if end is None:
        return f"thời gian từ {day(start)} đến nay"
    last = end - timedelta(days=1)
    if (start.month, start.day, last.month, last.day) == (1, 1, 12, 31):
        return f"năm {start.year}" if start.year == last.year else f"các năm {start.year}–{last.year}"
    return f"thời gian từ {day(start)} đến {day(last)}"


def asked(op: str, value: str) -> str:
    """``từ 96% trở lên``."""
    return OP_NAMES[op].format(value)
