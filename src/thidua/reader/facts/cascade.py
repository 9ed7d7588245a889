"""The higher plan this one carries out, told by the bases."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thidua.reader.facts.bases import bases
from thidua.reader.facts.document import Document
from thidua.reader.facts.header import section
from thidua.reader.facts.issuer import issuer
from thidua.reader.facts.places import committees, tier_by_head
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
