"""Whose form a number of commendations counts, where several bodies give one or the text names none."""

from __future__ import annotations

import re

from thidua.reader.facts.document import Document
from thidua.reader.grammar import awards
from thidua.reader.grammar.bodies import authorities
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact


def giver_beside(doc: Document, fact: Fact, given: list[Fact], name: object) -> str | None:
    """``- Hình thức: Chủ tịch UBND xã tặng Giấy khen.`` above ``- Số lượng: 02 cá nhân``: which of two bodies that give
    the same form the number counts, where the clause right before it in the same list says so."""
    parent = next((each for each in doc.walk() for child in each.children if child.path == fact.path), None)
    if parent is None:
        return None
    at = next(place for place, child in enumerate(parent.children) if child.path == fact.path)
    if at == 0 or parent.children[at - 1].children:
        return None
    told = {
        award.authority.name
        for piece in doc.whole(parent.children[at - 1])
        for award in awards.find(piece.text)
        if award.name == name and award.authority is not None
    }
    known = {str(each.value["authority"]) for each in given if each.value["name"] == name}
    return told.pop() if len(told) == 1 and told <= known else None


def of_level(doc: Document, fact: Fact, given: list[Fact]) -> str | None:
    """``cấp huyện 08 tập thể; cấp tỉnh 02 tập thể``: the form that the body of this level gives."""
    if not fact.spans:
        return None
    span = fact.spans[0]
    clause = fold(doc.blocks[span.block].text[: span.start].rpartition(";")[2])
    told = list(_LEVEL.finditer(clause))
    if not told:
        return None
    level = told[-1].group("level")
    mine = {
        str(each.value["name"])
        for each in given
        if each.value["name"]
        and (each.value["mode"] == "propose" if level == "tren" else fold(str(each.value["authority"])).endswith(level))
    }
    return mine.pop() if len(mine) == 1 else None


_LEVEL = re.compile(r"(?<!\w)cap\s+(?P<level>xa|phuong|huyen|quan|thi xa|thanh pho|tinh|so|bo|tren)(?!\w)")


def giver(doc: Document, fact: Fact, upper: set[str]) -> str | None:
    """The higher body in whose sentence a number stands, where two bodies give the same form."""
    if not fact.spans:
        return None
    span = fact.spans[0]
    text = doc.blocks[span.block].text[: span.start]
    sentence = text[max(text.rfind(mark) for mark in (". ", ";", "\n")) + 1 :]
    return next((each.name for each in authorities(sentence) if each.name in upper), None)


_ASKED = re.compile(
    r"(?:de\s+nghi|trinh)\s+(?P<who>[^;.]{4,60}?)\s+(?:xem\s+xet,?\s+)?(?<!bang )(?<!giay )khen(?:\s+thuong)?(?:\s+cho)?\s*$"
)


def asked_above(doc: Document, fact: Fact) -> str:
    """``đề nghị Chủ tịch UBND quận khen thưởng 01 tập thể``: the body asked, in a form the text does not name."""
    if not fact.spans:
        return ""
    span = fact.spans[0]
    text = doc.blocks[span.block].text[: span.start]
    earlier = re.sub(r"(?:\d{1,3}\s+[^\d;.:]{2,30},?\s*(?:và\s*)?)+$", "", text)  # "…khen 01 tập thể, 02 cá nhân"
    found = _ASKED.search(fold(earlier))
    return earlier[found.start("who") : found.end("who")] if found and " tang" not in found.group() else ""
