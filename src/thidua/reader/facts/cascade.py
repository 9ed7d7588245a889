"""The higher plan this one carries out, told by the bases."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thidua.reader.facts.bases import bases
from thidua.reader.facts.document import Document
from thidua.reader.facts.header import section
from thidua.reader.facts.issuer import issuer
from thidua.reader.facts.places import committees, tier_by_head
from thidua.reader.grammar.bodies import short
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact

_ORDER = {"commune": 0, "district": 1, "province": 2, "ministry": 3, "central": 4}
_PLANS = ("Kế hoạch", "Quyết định", "Chỉ thị", "Chương trình", "Phương án", "Công văn", "Văn bản")


def higher_plans(doc: Document) -> Iterable[Fact]:
    """``higher_plan`` for the same movement, ``higher_reform_plan`` on reform in general; the first of each."""
    own = next((fact.value["tier"] for fact in doc.once(issuer)), None)
    zone = section(doc, "preamble")
    told: set[str] = set()
    for fact in doc.once(bases):
        value = fact.value
        by = str(value["issuer"] or "")
        if value["doc_type"] not in _PLANS or not value["number"] or not _higher(by, own):
            continue
        subject = fold(str(value["subject"] or ""))
        if "thi dua" in subject and not re.search(r"thi dua\s*[,-]?\s*khen thuong", subject):
            relation = "higher_plan"
        elif re.search(r"cai cach|cchc|chuyen doi so|nong thon moi", subject):
            relation = "higher_reform_plan"
        else:
            continue
        if relation in told:
            continue
        told.add(relation)
        empty = dict.fromkeys(("by", "sent_to", "via", "deadline"))
        value = {"relation": relation, "number": value["number"], "date": value["date"], "issuer": by or None, **empty}
        yield doc.fact("cascade", value, zone, *fact.spans, confidence=0.9)
    if "higher_plan" not in told:
        yield from _without_number(doc, own)


_NAMELESS = re.compile(
    r"(?<!\w)(?:thuc hien|trien khai|theo|huong ung|can cu)\s+(?P<doc>ke hoach\s+(?:phat dong[^;]{4,120}?\s+)?cua\s+(?P<by>[^;,.]{4,60}?))"
    r"(?=\s+(?:ve|to chuc|phat dong|thuc hien|trien khai)\b(?P<about>[^;]*)|\s*[,;.])"
)


def _without_number(doc: Document, own: object) -> Iterable[Fact]:
    """``Thực hiện Kế hoạch của UBND tỉnh … về phong trào thi đua …``, number and day left out."""
    zone = section(doc, "preamble")
    for piece in doc.pieces(zone) if zone is not None else ():
        folded = fold(piece.text)
        if "ke hoach" not in folded or "thi dua" not in folded:
            continue
        for found in _NAMELESS.finditer(folded):
            by = " ".join(piece.text[slice(*found.span("by"))].split())
            if "thi dua" not in f"{found.group('doc')} {found.group('about') or ''}" or not _higher(by, own):
                continue
            empty = dict.fromkeys(("number", "date", "by", "sent_to", "via", "deadline"))
            value = {"relation": "higher_plan", "issuer": short(by), **empty}
            doubt = "Văn bản nói thực hiện kế hoạch của cấp trên nhưng không ghi số, ngày."
            yield doc.fact("cascade", value, zone, piece.span(*found.span("doc")), confidence=0.7, doubt=doubt)
            return


def _higher(by: str, own: object) -> bool:
    """The issuer stands above the body that issues this plan."""
    if not by:
        return False
    named = next(committees(by), None)
    tier = named.tier if named is not None else tier_by_head(by)[1]
    if tier is None:
        return False
    if own is None:
        return True
    if named is not None and not named.name and named.level == "thanh_pho" and own == "commune":
        return True
    return _ORDER[tier] > _ORDER[str(own)]
