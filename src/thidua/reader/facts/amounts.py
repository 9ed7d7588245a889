"""Amounts of money a plan itself promises with a commendation, and the words that set the scale of the law aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.reader.facts import clauses
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.roles import Placed, body
from thidua.reader.grammar import awards, counts
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Section, Span

_AMOUNT = re.compile(
    r"(?<![\w.,/])(?P<n>\d{1,3}(?:[.\s]\d{3})+|\d+(?:,\d+)?)\s*(?P<unit>trieu\s+dong|nghin\s+dong|ngan\s+dong|trieu|dong|d)(?!\w)"
)
_TIMES = {"tr": 1_000_000, "ng": 1_000, "d": 1}
_OTHER = re.compile(
    r"(?<!\w)(?:giai\s+(?:thuong|nhat|nhi|ba|tu|khuyen|dac)|hoi\s+thi|cuoc\s+thi|du\s+toan|tong\s+kinh\s+phi|doanh\s+thu|thu\s+nhap|ngan\s+sach\s+cap)\b"
)
_ASIDE = re.compile(
    r"khong\s+(?:ap\s+dung|theo|thuc\s+hien\s+theo|tinh\s+theo)\s+(?:cac\s+)?(?:muc|dinh\s+muc|quy\s+dinh\s+ve\s+muc)[^.;]{0,80}"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount in đồng: for whom, with which form; ``op`` max where the text says no more than that."""

    target: str
    form: str | None
    amount: int
    op: str
    span: Span
    section: Section

    def data(self) -> dict[str, object]:
        """The JSON of a money fact's ``amounts``."""
        return {"target": self.target, "form": self.form, "amount": self.amount, "op": self.op}


def amounts(doc: Document) -> Iterator[Amount]:
    """Amounts beside commendations; prizes of contests and sums of a budget are none."""
    for each in body(doc):
        about = each.under("award", "award_forms", "quota", "money") or each.any("money")
        for piece in each.item.pieces:
            folded = fold(piece.text)
            if (about or re.search(r"(?:muc|tien)\s+thuong", folded)) and _OTHER.search(folded) is None:
                yield from _amounts(each, piece, folded)


def _amounts(each: Placed, piece: Piece, folded: str) -> Iterator[Amount]:
    at = 0
    for found in _AMOUNT.finditer(folded):
        begin = max(at, folded.rfind(";", 0, found.start()) + 1, folded.rfind(". ", 0, found.start()) + 1)
        words = piece.text[begin : found.start()]
        at = found.end()
        value = _dong(found["n"], found["unit"])
        if value < 10_000:
            continue
        named = [award.name for award in awards.names(piece.text) if award.start < found.start()]
        above = (award.name for title in each.item.headings for award in awards.names(title))
        op = "max" if re.search(r"(?:khong\s+qua|toi\s+da)\s*$", fold(words)) else "exact"
        begin += len(words) - len(words.lstrip(" ,"))
        yield Amount(
            _target(each, words), named[-1] if named else next(above, None), value, op,
            piece.span(begin, found.end()), each.item.section,
        )  # fmt: skip


def _target(each: Placed, words: str) -> str:
    counted = [count.target for count in counts.find(words) if count.target != "either"]
    if counted:
        return counted[-1]
    told = [clauses.target(text, "") for text in (words, *each.item.headings)]
    return next((target for target in told if target and target != "either"), "either")


def _dong(number: str, unit: str) -> int:
    times = _TIMES[unit[:2] if unit[:2] in _TIMES else "ng" if unit.startswith("ngan") else "d"]
    return round(float(re.sub(r"[.\s]", "", number).replace(",", ".")) * times)


def aside(doc: Document) -> Iterator[tuple[str, Span, Section]]:
    """Words by which a plan sets the amounts of the law aside."""
    for each in body(doc):
        for piece in each.item.pieces:
            if found := _ASIDE.search(fold(piece.text)):
                end = found.start() + len(re.split(r"\s+(?:vi|do|ma)\s", found.group())[0])
                yield piece.text[found.start() : end].strip(), piece.span(found.start(), end), each.item.section
