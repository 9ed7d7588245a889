"""Every item of the body with what its section is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.reader.facts.clauses import Item, items, title_piece
from thidua.reader.facts.document import Document
from thidua.reader.facts.foreign import foreign
from thidua.reader.grammar.folded import fold
from thidua.reader.meaning import WHO
from thidua.reader.model import Section

FRAME = ("header", "title", "preamble", "closing", "recipients", "signature")
"""Sections outside the numbering, which hold no clause of the movement."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item, its meanings (own section's or the nearest above) and all meanings on its way down."""

    item: Item
    means: tuple[str, ...]
    way: frozenset[str]

    def first(self, *names: str) -> bool:
        """The strongest meaning of the nearest section that has any is one of ``names``."""
        return bool(self.means) and self.means[0] in names

    def any(self, *names: str) -> bool:
        """One of the meanings of the nearest section is one of ``names``."""
        return not set(names).isdisjoint(self.means)

    def under(self, *names: str) -> bool:
        """A section on the way down has one of the meanings."""
        return not self.way.isdisjoint(names)


def body(doc: Document) -> tuple[Placed, ...]:
    """Every item outside the frame, in the order of the text; tables are left out (see ``tables``)."""
    return doc.kept("body", lambda: tuple(_body(doc)))


def _body(doc: Document) -> Iterator[Placed]:
    for section in doc.outline:
        if section.path in FRAME:
            continue
        others = foreign(doc)
        for item in items(doc, section):
            if item.section.style != "table" and item.piece.block not in others:
                yield placed(doc, item)


def placed(doc: Document, item: Item) -> Placed:
    """The item with the meanings of its place."""
    way: set[str] = set()
    means: tuple[str, ...] = ()
    for section in (item.section, *doc.above(item.section)):
        own = doc.own(section)
        way |= set(own)
        means = means or tuple(each for each in own if each not in WHO)
    means = _in_list(doc, item, means)
    if means[:1] == ("review",) and way & {"award", "award_forms", "quota", "standards"}:
        means = ("award", *means[1:])  # "Khen sơ kết" below "Khen thưởng"
    return Placed(item, means, frozenset(way))


def headings(doc: Document) -> tuple[Placed, ...]:
    """Headings that stand over words or sections of their own, as items: a limit or a form may hide in one."""
    return doc.kept("headings", lambda: tuple(_headings(doc)))


def _headings(doc: Document) -> Iterator[Placed]:
    for section in doc.walk():
        if section.path in FRAME or not section.title or not (section.children or doc.pieces(section)):
            continue
        if section.blocks and section.blocks[0] in foreign(doc):
            continue
        piece = title_piece(doc, section)
        if piece is not None:
            above = tuple(upper.title for upper in doc.above(section) if upper.title)
            yield placed(doc, Item(section, (piece,), above))


_LISTS = ("criteria", "targets", "scoring")


def _in_list(doc: Document, item: Item, means: tuple[str, ...]) -> tuple[str, ...]:
    """A criterion that speaks of dossiers is a criterion: below a list the list's meaning holds."""
    for upper in doc.above(item.section):
        topical = tuple(each for each in doc.own(upper) if each not in WHO)
        if not topical:
            continue
        if "content" in topical and re.match(r"\s*thi\s+dua\b(?!\s*,?\s*khen)", fold(item.section.title or item.text)):
            return ("content",)  # "Nội dung, chỉ tiêu": the work comes first
        if topical[0] in _LISTS and not set(means) & {*_LISTS, "content", "period", "audience"}:
            return topical
        begins = fold(item.section.title or item.text)
        if topical[0] == "content" and re.match(r"\s*thi\s+dua\b(?!\s*,?\s*khen)", begins):
            return topical
        break
    return means


def tables(doc: Document) -> Iterator[tuple[Section, frozenset[str], tuple[str, ...]]]:
    """Every table with the meanings above it and the headings above it, nearest first."""
    for section in doc.walk():
        if section.style == "table" and section.blocks[0] not in foreign(doc):
            way: set[str] = set(doc.own(section))
            titles = [section.title] if section.title else []
            for upper in doc.above(section):
                way |= set(doc.own(upper))
                titles += [upper.title] if upper.title else []
            yield section, frozenset(way), tuple(titles)
