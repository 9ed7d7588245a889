"""Forms of commendation with the one who gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from thidua.reader.facts.allotments import prize_rows
from thidua.reader.facts.clauses import Item, has, sentences, title_piece
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.foreign import foreign
from thidua.reader.facts.grids import grid
from thidua.reader.facts.issuer import issuer
from thidua.reader.facts.roles import Placed, body, tables
from thidua.reader.grammar import awards
from thidua.reader.grammar.awards import Award
from thidua.reader.grammar.bodies import Authority, authorities
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact, Section

_RANK = {"xa": 1, "phuong": 1, "thi_tran": 1, "dac_khu": 1, "huyen": 2, "quan": 2, "thi_xa": 2, "thanh_pho": 2, "tinh": 3, "bo": 4, "trung_uong": 5}  # fmt: skip
ELSEWHERE = ("standards", "dossier", "deadline", "money", "exclusion", "purpose", "requirement", "content", "criteria", "audience", "implementation")  # fmt: skip


# ---------------------------------------------------------------- forms of commendation


def award_forms(doc: Document) -> Iterable[Fact]:
    """Every form with its authority, once; the section about forms decides, else any clause about commendation."""
    found = [*_awards(doc, ("award_forms",)), *_awards(doc, ("quota", "award")), *_in_titles(doc), *_in_tables(doc)]
    if not found:
        found = _awards(doc, ()) or _awards(doc, ("implementation",))
    own = own_level(doc)
    seen: dict[tuple[str | None, str], Fact] = {}
    named = {award.authority.name for _, _, award in found if award.authority and award.name}
    given = {award.name for _, _, award in found if award.authority and award.name}
    for item, piece, told in found:
        award = replace(told, authority=_from_lead(item)) if told.authority is None else told
        if award.authority is None and (
            award.name is None or award.name in given or any(key[0] == award.name for key in seen)
        ):
            continue
        authority = award.authority.name if award.authority else ""
        if award.name is None and any(name.endswith(authority) for name in named):
            continue
        mode = "propose" if _of_another(doc, award) else _mode(award, own)
        value = {
            "name": award.name, "authority": authority or None, "mode": mode, "target": None,
            "level": award.authority.level or None if award.authority else None,
        }  # fmt: skip
        doubt = "" if authority else "Câu không nêu ai khen."
        fact = doc.fact(
            "award",
            value,
            item.section,
            piece.span(award.start, award.end),
            confidence=0.9 if authority else 0.6,
            doubt=doubt,
        )
        seen.setdefault((award.name, authority), fact)
    yield from seen.values()


_LEADS = re.compile(
    r"(?<!\w)(?:tang|trao|khen)(?:\s+thuong)?(?:\s+(?:hang|moi|ca|06|6|nam|thang|va|dot|so\s+ket|tong\s+ket|cuoi))*\s*:?$"
)


def _from_lead(item: Item) -> Authority | None:
    """``Chủ tịch … tặng:`` above ``- Cờ thi đua: …``: the heading that opens the list names who gives."""
    for title in item.headings[:2]:
        if _LEADS.search(fold(title)) and (offices := list(authorities(title))):
            return offices[-1]
    return None


def _awards(doc: Document, wanted: tuple[str, ...]) -> list[tuple[Item, Piece, Award]]:
    out: list[tuple[Item, Piece, Award]] = []
    for each in body(doc):
        if not _about_awards(each, wanted):
            continue
        for piece in (*_title(doc, each.item), *each.item.pieces):
            if has(piece.text, "bars") and "award_forms" not in each.means:
                continue
            out += [
                (each.item, piece, award)
                for award in awards.find(piece.text)
                if not _condition(piece.text, award) and not _asked_for(piece, award)
            ]
    return out


def _in_titles(doc: Document) -> Iterator[tuple[Item, Piece, Award]]:
    """Headings over a table or a list of numbers (``Bằng khen của … phân bổ như sau``)."""
    for section in doc.walk():
        piece = title_piece(doc, section)
        if piece is None or piece.block in foreign(doc):
            continue
        prize = _is_prize(doc, section)
        if (
            not prize
            and not set(doc.own(section)) & {"award", "award_forms", "quota"}
            and not _about_award(doc, section)
        ):
            continue
        for award in awards.find(piece.text):
            if (award.authority is not None and award.name is not None) or (prize and award.start == 0):
                yield Item(section, (piece,), ()), piece, award


def _in_tables(doc: Document) -> Iterator[tuple[Item, Piece, Award]]:
    """Prizes that head the rows of a table about commendation."""
    for section, way, _ in tables(doc):
        if way & {"award", "award_forms", "quota"}:
            for cell, name, _ in prize_rows(grid(doc, section)):
                piece = Piece(cell.index, 0, doc.blocks[cell.index].text)
                yield Item(section, (piece,), ()), piece, Award(0, len(piece.text), name, None, False)


def _is_prize(doc: Document, section: Section) -> bool:
    """``3. Giải “Công chức được yêu mến”: 05 người …``: the heading below commendation names the prize itself."""
    named = next(iter(awards.names(section.title)), None) if section.title else None
    own = named is not None and named.start == 0 and named.end >= len(section.title.rstrip(" :"))
    return own and any({"award", "award_forms", "quota"} & set(doc.own(upper)) for upper in doc.above(section))


def _about_award(doc: Document, section: Section) -> bool:
    own = doc.own(section)
    return not own and any({"award", "award_forms", "quota"} & set(doc.own(upper)[:1]) for upper in doc.above(section))


def _title(doc: Document, item: Item) -> Iterator[Piece]:
    """The headings of an item, where a form may stand (``1. Giấy khen của Chủ tịch …: 05 tập thể``)."""
    for section in (item.section, *doc.above(item.section)):
        if section.title and next(iter(awards.names(section.title)), None):
            piece = title_piece(doc, section)
            if piece is not None:
                yield piece


def _about_awards(each: Placed, wanted: tuple[str, ...]) -> bool:
    if not wanted:
        return not each.first(*ELSEWHERE) or each.under("award", "award_forms", "quota")
    if wanted in (("award_forms",), ("implementation",)):
        return each.any(*wanted)
    return each.any(*wanted) and not each.first(*ELSEWHERE)


def _condition(text: str, award: Award) -> bool:
    """``đã được tặng Giấy khen …``, ``ít nhất 2 lần được … tặng``: an earlier award asked for, not one to be given."""
    lead = fold(text[max(0, award.start - 46) : award.end])
    return re.search(r"(?:lan|da|tung|nam\s+lien)\s+(?:\w+\s+){0,3}duoc\b", lead) is not None


def _asked_for(piece: Piece, award: Award) -> bool:
    """``Cá nhân muốn được xét phải được người bệnh viết thư khen``: a form in a sentence that asks something."""
    at = piece.start + award.start
    return any(each.start <= at < each.start + len(each.text) and asks(each.text) for each in sentences(piece))


_ASKS = re.compile(r"(?:duoc\s+(?:khen|chon|xet|de\s+nghi|tang)\b[^.;:]{0,40}?\b(?:phai|can)\b)|^\s*(?:phai|can)\b")


def asks(text: str) -> bool:
    """``… được khen phải có …``: asks something of those to be commended."""
    return _ASKS.search(fold(text[:140])) is not None


_WORKING = re.compile(
    r"(?:so|cuc|chi cuc|tong cuc|vu|vien|phong|trung tam|van phong|truong|benh vien|ban quan ly|bao hiem|kho bac|cong ty|tong cong ty|buu dien)\b"
)
_ABOVE = re.compile(
    r"(?:pho )?chu tich (?:ubnd|uy ban)|ubnd|uy ban nhan dan|bo truong|thu tuong|chinh phu|chu tich nuoc"
)


def _of_another(doc: Document, award: Award) -> bool:
    """An office that works for a committee or a minister never gives what is theirs to give: it asks for it."""
    if award.authority is None or _ABOVE.match(fold(award.authority.name)) is None:
        return False
    fact = next(iter(doc.once(issuer)), None)
    return fact is not None and _WORKING.match(fold(str(fact.value["name"]))) is not None


def _mode(award: Award, own: str | None) -> str:
    level = award.authority.level if award.authority else ""
    if level and own:
        return "propose" if _higher(level, own) else "award"
    return "propose" if award.proposed else "award"


def own_level(doc: Document) -> str | None:
    """Level of the issuing committee; None for a body that is no committee, whose place the level does not tell."""
    fact = next(iter(doc.once(issuer)), None)
    if fact is None or not re.match(r"(?i)(?:UBND|[UỦ][YỶ] ban nhân dân)\b", str(fact.value["name"])):
        return None
    level = fact.value["level"]
    return str(level) if level else None


def _higher(level: str, own: str) -> bool:
    if level == "thanh_pho" and own in ("huyen", "quan", "thi_xa"):
        return True  # a city above a district
    return _RANK.get(level, 0) > _RANK.get(own, 9)
