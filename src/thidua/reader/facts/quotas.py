"""How many of each may be commended: in sentences, under headings, in tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from thidua.reader.facts.allotments import allots, drawn, drawn_quotas, table_quotas
from thidua.reader.facts.awarding import ELSEWHERE, asks, award_forms
from thidua.reader.facts.clauses import Item, has, label, sentences
from thidua.reader.facts.clauses import target as whom
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.givers import asked_above, giver, giver_beside, of_level
from thidua.reader.facts.roles import Placed, body, tables
from thidua.reader.facts.scopes import scope as scope_of
from thidua.reader.grammar import awards, counts
from thidua.reader.grammar.counts import Count
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact


def quotas(doc: Document) -> Iterable[Fact]:
    """One row for each subject, body and round that has a number of its own."""
    only = _only_form(doc)
    given = list(doc.once(award_forms))
    names = [fact.value["name"] for fact in given]
    upper = {
        str(fact.value["authority"])
        for fact in given
        if fact.value["mode"] == "propose" and names.count(fact.value["name"]) > 1
    }
    found = sorted(_quotas(doc), key=lambda each: (each.spans[0].block, each.spans[0].start))
    keys = [(fact.value["target"], fact.value["award"], fact.value["scope"]) for fact in found]
    for fact, key in zip(found, keys, strict=True):
        value = dict(fact.value)
        if asked := asked_above(doc, fact):
            value["award"], value["scope"] = None, f"{value['scope']}, {asked}" if value["scope"] else asked
            yield replace(fact, value=value)
            continue
        value["award"] = value["award"] or of_level(doc, fact, given) or only
        if upper and (who := giver(doc, fact, upper)) is not None and (not value["scope"] or keys.count(key) > 1):
            value["scope"] = f"{value['scope']}, {who}" if value["scope"] else who
        elif upper and (who := giver_beside(doc, fact, given, value["award"])) is not None:
            value["award"] = f"{value['award']} của {who}"
        yield replace(fact, value=value)


def _only_form(doc: Document) -> str | None:
    """The form that every number must count because the plan names no other."""
    given = list(doc.once(award_forms))
    names = {fact.value["name"] for fact in given if fact.value["mode"] == "award"} or {
        fact.value["name"] for fact in given
    }
    return str(names.pop()) if len(names) == 1 and None not in names else None


def _quotas(doc: Document) -> Iterable[Fact]:
    found = list(_stated(doc))
    for section, way, headings in tables(doc):
        if way & {"quota", "award_forms", "award"} or allots(doc, section):
            found += table_quotas(doc, section, headings)
    for section, lines in drawn(doc):
        found += drawn_quotas(doc, section, lines)
    yield from found


def _stated(doc: Document) -> Iterator[Fact]:
    strong = [each for each in body(doc) if each.any("quota") and not each.first(*ELSEWHERE)]
    places = strong or [each for each in body(doc) if _may_hold(each)]
    if strong:
        known = {id(each.item.section) for each in strong}
        places += [
            each
            for each in body(doc)
            if each.any("award_forms", "award") and not each.first(*ELSEWHERE) and id(each.item.section) not in known
        ]
    found = [fact for each in places for fact in _of_place(doc, each)]
    yield from found or (
        _unlabelled(each, fact) for each in body(doc) if _hands_out(each) for fact in _of_place(doc, each)
    )


def _unlabelled(each: Placed, fact: Fact) -> Fact:
    """Before the colon of a duty stands who does it, not whom the number is for."""
    who = (each.item.section.title, label(each.item.piece)[0])
    return replace(fact, value={**fact.value, "scope": None}) if fact.value["scope"] in who else fact


def _hands_out(each: Placed) -> bool:
    """``Phòng Nội vụ: lựa chọn không quá 10 tập thể … tặng Giấy khen``: a plan whose numbers stand among the duties."""
    return each.first("implementation", "route", "dossier", "deadline", "review", "phases") and any(
        next(awards.names(piece.text), None) is not None and not asks(piece.text) for piece in each.item.pieces
    )


def _with_leads(doc: Document, item: Item) -> Item:
    """``2. Số lượng Bằng khen hằng năm`` over its list: what stands behind the words of the heading tells as much."""
    leads = dict[str, str]()
    for upper in doc.above(item.section):
        own = " ".join(piece.text for piece in doc.pieces(upper)).strip()
        if upper.title and own and len(own.split()) <= 16 and not re.search(r"\d|[.;]\s", own):
            leads[upper.title] = f"{upper.title} {own}"
    return replace(item, headings=tuple(leads.get(title, title) for title in item.headings)) if leads else item


def _of_place(doc: Document, each: Placed) -> Iterator[Fact]:
    each = replace(each, item=_with_leads(doc, each.item))
    for form in (_form(each.item),):
        for piece in each.item.pieces:
            outside = [
                (each.start - piece.start, each.start - piece.start + len(each.text))
                for each in sentences(piece)
                if has(each.text, "bars") or asks(each.text)
            ]
            found = [count for count in counts.find(piece.text) if not any(a <= count.start < b for a, b in outside)]
            for count in found:
                if _of_award(each, piece, count):
                    yield _quota(doc, each, piece, count, form)
            if not outside:
                yield from (_titled(doc, each, piece, form) if not found else ())
                yield from _loose(doc, each, piece, form, found)


def _titled(doc: Document, each: Placed, piece: Piece, form: str | None) -> Iterator[Fact]:
    """``Tập thể: 05``, where the heading says what is counted."""
    title = each.item.section.title
    if not title or each.item.section.children or len(piece.text.split()) > 8 or not re.search(r"\d", piece.text):
        return
    for count in counts.find(f"{title}: {piece.text}"):
        fact = _quota(doc, each, Piece(piece.block, piece.start, f"{title}: {piece.text}"), count, form)
        yield replace(fact, spans=(piece.span(),), quote=piece.text)


_NO_NUMBER = re.compile(r"(?:gom|co|tren|so|dieu|khoan|muc|thu|nam|dot|ngay|moi\s+\w+(?:\s+\w+)?)\s+$")


def _loose(doc: Document, each: Placed, piece: Piece, form: str | None, known: list[Count]) -> Iterator[Fact]:
    """``Tập thể: 05 huyện đoàn; 10 đội hình tình nguyện``: nouns of no list, where label or heading says that
    commendations are counted."""
    if each.first("standards", "exclusion", "money", "dossier") or asks(piece.text) or has(piece.text, "bars"):
        return
    told, rest = label(piece)
    own = each.item.section.title if each.item.piece.block == each.item.section.blocks[0] else ""
    named = next((words for words in (told, own) if words and whom(words, "") in KINDS), "")
    begins = re.match(r"\s*(?:\w+\s+){0,5}\d", rest.text if told else piece.text) is not None
    heads = [title for title in each.item.headings if title != own]
    if not begins or not any(_GIVES.search(fold(title)) for title in (heads[:2] if named else heads[:1])):
        return
    for count in counts.loose(piece.text):
        if any(a.start < count.end and count.start < a.end for a in known):
            continue
        if _NO_NUMBER.search(fold(piece.text[: count.start])) and not count.each:
            continue
        kind = whom(named, "") if named else whom(count.noun_text, "collective")
        target: counts.Target = (
            "individual" if kind == "individual" else "household" if kind == "household" else "collective"
        )
        yield _quota(doc, each, piece, replace(count, target=target), form)


_GIVES = re.compile(r"(?<!\w)(?:giay\s+khen|bang\s+khen|co\s+thi\s+dua|tang|khen\s+thuong|so\s+luong)\b")


def _may_hold(each: Placed) -> bool:
    if each.first("dossier", "deadline", "money") and not each.any("award_forms"):
        return False  # "… tặng Bằng khen 25 tập thể; hồ sơ gửi trước ngày …" is about both
    return each.under("award", "award_forms", "quota") and not each.first(
        "standards", "exclusion", "purpose", "content", "criteria", "audience"
    )


_SIZE = re.compile(r"(?<!\w)(?:duoi|tren|co\s+(?:tong\s+so\s+)?(?:tu|it\s+nhat|khoang)?)\s*(?:\d+\s+den\s+)?$")
_OF_SIZE = re.compile(r"\s*(?:tro\s+(?:len|xuong))?\s*(?::|,?\s*(?:thi\b|duoc\b|chon\b|khong\s+qua|toi\s+da))")
"""``đơn vị có dưới 15 người: 01 cá nhân``: how large a body is, not how many of it are commended."""


def _of_award(each: Placed, piece: Piece, count: Count) -> bool:
    """A number that counts commendations and not members, times or years."""
    lead = fold(piece.text[max(0, count.start - 40) : count.start])
    if _SIZE.search(lead) and _OF_SIZE.match(fold(piece.text[count.end :])):
        return False
    if re.search(r"(?:gom|co|tren|tong\s+so|trong\s+so)\s+$", lead) and count.op == "exact" and not each.first("quota"):
        return bool(re.search(r"tang|khen", lead))
    if (
        each.any("quota", "award_forms")
        or next(awards.names(piece.text), None)
        or re.search(r"(?<!\w)(?:khen|tang|chon|de\s+nghi|gioi\s+thieu|danh)\b", fold(piece.text))
    ):
        return True
    heads = each.item.headings
    told, rest = label(piece)
    if (
        each.first("award")
        and whom(told or each.item.section.title, "") in KINDS
        and (count.start <= (rest.start - piece.start) + 2 or count.unit == "percent")
    ):
        return True  # "c) Tập thể: không quá 30% số khu phố" below "Khen thưởng hằng năm"
    if any(has(title, "quota_heading", "quota") for title in heads[:2]):
        return True
    return any(next(awards.names(title), None) for title in heads[:3])  # "a) Sơ kết: …" below "Bằng khen của …"


def _form(item: Item) -> str | None:
    """The form named in the item's headings or in the sentence before it in the same section."""
    for title in item.headings:
        form = next(iter(awards.names(title)), None)
        if form is not None:
            return form.name
    return None


_EARLIER = re.compile(
    r"(?<!\w)(?:trong\s+so|tu\s+so|trong\s+cac|so)\b[^.;:]{0,60}\b(?:duoc|da)\s+(?:xet\s+)?(?:tang|khen|nhan)(?:\s+thuong)?\s*$"
)
"""``Chọn trong số tập thể được tặng Giấy khen: …``: the form those have already, not the one that is counted."""


def _same_clause(text: str, form: awards.Form, count: Count) -> bool:
    """Nothing between form and number begins another choice (``…; chọn 01 phường … tặng Cờ thi đua``)."""
    first, last = sorted((form.start, count.start))
    return re.search(r";|\.\s|(?:,|\bva)\s+(?:lua\s+|binh\s+)?chon\b", fold(text[first:last])) is None


def _quota(doc: Document, each: Placed, piece: Piece, count: Count, heading_form: str | None) -> Fact:
    forms = [form for form in awards.names(piece.text) if not _EARLIER.search(fold(piece.text[: form.start]))]
    own = [form for form in forms if _same_clause(piece.text, form, count)]
    before = [form for form in own if form.start < count.end] or (own[:1] if own != forms else [])
    before = before or [form for form in forms if form.start < count.end]
    form = before[-1].name if before else heading_form or (forms[0].name if len(forms) == 1 else None)
    target: str = count.target
    if target == "either" and _AWARD_NOUN.match(count.noun):  # "Tập thể: 05 Giấy khen"
        named, _ = label(piece)
        target = next(
            (kind for words in (named, *each.item.headings[:1]) if words and (kind := whom(words, "")) in KINDS),
            "either",
        )
    value = {
        "target": target, "op": count.op, "value": count.value, "unit": count.unit, "award": form,
        "scope": scope_of(each.item, piece, count), "surface": piece.text[count.start : count.end].strip(),
    }  # fmt: skip
    doubt = ""
    if target == "either":
        doubt = "Câu không nói số này cho tập thể hay cá nhân."
    return doc.fact(
        "quota",
        value,
        each.item.section,
        piece.span(count.start, count.end),
        confidence=0.75 if doubt else 0.95,
        doubt=doubt,
    )


_AWARD_NOUN = re.compile(r"giay khen|bang khen|co thi dua|suat|phan thuong|giai")
KINDS = ("collective", "individual", "household")
