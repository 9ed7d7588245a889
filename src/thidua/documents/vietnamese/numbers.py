"""Numbers as Vietnamese offices print and read them: 1.410.000, 96,75, "một triệu bốn trăm mười nghìn"."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

type Numeric = int | float | Decimal

MAX_IN_WORDS: Final = 10**15

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION: Final = 10**9
# Points of a clause go by the Vietnamese alphabet without letters that differ by a mark only, đ excepted (NĐ 30/2020).
_POINTS: Final = "abcdđeghiklmnopqrstuvxy"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _exact(value: Numeric) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(str(value))  # str: 0.1 stays 0,1
    if not exact.is_finite():
        raise ValueError(f"“{value}” không phải là một số.")
    return exact


def number(n: Numeric) -> str:
    """Return `n` with dots between thousands, a comma before its decimals: 1410000 → "1.410.000", 96.75 → "96,75"."""
    exact = _exact(n)
    plain = f"{exact:,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return _vietnamese(plain)


def decimal(value: Numeric, places: int) -> str:
    """Return `value` with exactly `places` decimals, half rounded away from zero: (96.745, 2) → "96,75"."""
    with localcontext(prec=99, rounding=ROUND_HALF_UP):  # wide enough for any figure somebody may type
        return _vietnamese(f"{_exact(value).quantize(Decimal(1).scaleb(-places)):,f}")


def _vietnamese(plain: str) -> str:
    swapped = plain.translate(str.maketrans(",.", ".,"))
    return swapped[1:] if swapped.startswith("-") and not swapped.strip("-0.,") else swapped


def percent(value: Numeric, places: int | None = None) -> str:
    """Return percentage points as text: 99.6 → "99,6 %"; `places` fixes the number of decimals."""
    return f"{number(value) if places is None else decimal(value, places)} %"


def money(n: Numeric) -> str:
    """Return an amount for papers: "1.410.000 đồng". `n` in đồng."""
    return f"{number(n)} đồng"


def dong(n: Numeric) -> str:
    """Return an amount for screens and tables: "1.410.000 đ". `n` in đồng."""
    return f"{number(n)} đ"


def words(n: int, *, capital: bool = True) -> str:
    """Read a whole number 0 … 10^15 aloud, in office style: linh, mốt, tư, lăm, nghìn, triệu, tỷ.

    Capitalised by default as a phrase of its own ("Một triệu bốn trăm mười nghìn"); `capital=False` inside a sentence.
    Raises ValueError outside the range.
    """
    if not 0 <= n <= MAX_IN_WORDS:
        raise ValueError(f"Chỉ viết được bằng chữ số từ 0 đến {number(MAX_IN_WORDS)}, không viết được {number(n)}.")
    text = " ".join(_read(int(n))) if n else _DIGITS[0]
    return text[0].upper() + text[1:] if capital else text


def _read(n: int, following: bool = False) -> list[str]:
    """Read a positive number; `following` says that a larger group was read before, so hundreds are always named."""
    if n >= _BILLION:
        rest = n % _BILLION
        return [*_read(n // _BILLION, following), "tỷ", *(_read(rest, True) if rest else [])]
    out: list[str] = []
    for value, name in ((n // 10**6, "triệu"), (n // 1000 % 1000, "nghìn"), (n % 1000, "")):
        if value:
            out += _three_digits(value, full=following or bool(out))
            out += [name] if name else []
    return out


def _three_digits(n: int, full: bool) -> list[str]:
    hundreds, tens, units = n // 100, n // 10 % 10, n % 10
    out = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens > 1:
        out += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        out.append("mười")
    elif units and out:
        out.append("linh")
    return [*out, _unit(units, tens)] if units else out


def _unit(units: int, tens: int) -> str:
    if units == 5 and tens:
        return "lăm"
    return {1: "mốt", 4: "tư"}.get(units, _DIGITS[units]) if tens > 1 else _DIGITS[units]


def money_words(n: int) -> str:
    """Return an amount in words for decisions and payment lists: "Một triệu bốn trăm mười nghìn đồng". `n` in đồng."""
    return f"{words(n)} đồng"


def count(n: int) -> str:
    """Return a count with legal effect, in figures of at least two digits and in words: "05 (năm)"."""
    figures = f"{n:02d}" if 0 < n < 10 else number(n)
    return f"{figures} ({words(n, capital=False)})"


def roman(n: int) -> str:
    """Return 1 … 3999 as a Roman numeral (parts of a paper: I, II, III …)."""
    if not 1 <= n <= 3999:
        raise ValueError(f"Chữ số La Mã chỉ dùng cho số từ 1 đến 3999, không dùng cho {n}.")
    out = ""
    for value, sign in _ROMAN:
        out += sign * (n // value)
        n %= value
    return out


def letter(n: int) -> str:
    """Return the letter of the n-th point of a clause, from 1: a b c d đ e g h i k … y (NĐ 30/2020, 23 letters)."""
    if not 1 <= n <= len(_POINTS):
        raise ValueError(f"Một khoản có tối đa {len(_POINTS)} điểm đánh bằng chữ cái, không có điểm thứ {n}.")
    return _POINTS[n - 1]
