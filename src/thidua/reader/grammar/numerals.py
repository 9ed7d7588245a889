"""Numbers as plans write them: ``05``, ``1.000``, ``02 (hai)``, ``mười hai``, ``95,5``."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

UNITS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10,
}  # fmt: skip

# Words that are a number by themselves before a noun; "năm" (year) and "tư", "lăm" are not among them.
WORD: Final = r"(?:hai\s+muoi|ba\s+muoi|muoi|mot|hai|ba|bon|nam|sau|bay|tam|chin)(?:\s+(?:mot|hai|ba|bon|tu|lam|sau|bay|tam|chin))?"
NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:,\d+)?|\d+\.\d{1,2}(?!\d)"


def whole(text: str) -> int | None:
    """A whole number from figures or (folded) words, or None."""
    figures = text.replace(".", "").strip()
    if figures.isdigit():
        return int(figures)
    total = 0
    for word in text.split():
        value = UNITS.get(word)
        if value is None:
            return None
        if value == 10:
            total = 10 if total == 0 else total * 10
        else:
            total += value
    return total or None


def decimal(text: str) -> Decimal:
    """A number with decimal comma or point; groups of three after a point are thousands."""
    plain = text.strip()
    if "," in plain:
        return Decimal(plain.replace(".", "").replace(",", "."))
    _, point, tail = plain.rpartition(".")
    if point and len(tail) == 3:
        return Decimal(plain.replace(".", ""))
    return Decimal(plain)


def short(value: Decimal) -> int | float:
    """The number as JSON writes it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
