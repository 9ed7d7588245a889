"""How sure a fact may be called: what a poor print spoiled and what reading leaves open is told, not hidden.

Extractors know whether a clause says a thing; this step knows how well its letters were read. On a scan, or in a text
whose words are spoiled like those of one, names are sure only where each word stands beside its neighbour elsewhere
too, and numbers only in the shape that papers give them. A fact below ``SURE`` names the reason in ``doubt``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from thidua.reader import spelling
from thidua.reader.facts.document import Document
from thidua.reader.grammar.bodies import unit_kinds
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact, Repair, Span
from thidua.reader.repair import STRAY

SURE: Final = 0.8
"""From here on a fact may be accepted together with others."""
_SPOILED, _UNSURE = 0.55, 0.7
_DIM = 0.7  # certainty of an OCR line below which its letters are doubted
_NOISE = 0.004  # share of spoiled words from which a text is treated as a scan
_TOKEN: Final = re.compile(r"[^\W_]+")
_MIXED: Final = re.compile(r"(?=\w*\d)(?=\w*[^\W\d_])\w+")
_WELL_MIXED: Final = re.compile(r"[A-ZĐ]{1,3}\d{1,3}|\d{1,3}[a-zđ]|\d{1,2}h\d{0,2}|QH\d{1,2}|\d+m\d?", re.ASCII)
_TORN: Final = re.compile(r"\d \d{1,2}/\d|/ \d|\d /\d|(?<!\d)(?:19|20)\d? \d{1,2}(?!\d)")
_STOP: Final = re.compile(r"\w+\. \w+")  # a comma seen as a stop
_NUMBER: Final = re.compile(r"\d{1,5}(?:[.-][A-ZĐ]+)?/(?:\d{4}/)?[A-ZĐa-z\d&.-]+|\d{1,4}-[A-ZĐ]{2,4}/[A-ZĐ]{2,5}")
_SYMBOLS: Final = frozenset(
    re.findall(
        r"\w+",
        "UBND HĐND UBMTTQ MTTQ TTHĐND TTĐU KH QĐ NĐ CP TTg TTG CT TW TU HU NQ TT BNV BTC QH QH11 QH12 QH13 QH14 QH15 TB HD "
        "TĐKT BTĐKT HĐTĐKT CTHĐ KL BC TTr CV VPCP SNV PNV VT VP TM KT TL TUQ PCT CCHC TTHC NV VX VHXH LĐTBXH BTV BCĐ LĐLĐ BCH "
        "km kg ha m2 video camera internet website email logo web app zalo facebook online ii iii iv vi vii viii xi",
    )
)
"""Abbreviations and words of other languages that papers of offices are full of."""
_NAMES: Final = {
    "issuer": ("name",), "place": ("place",), "title": ("title",), "signer": ("name", "position", "capacity"),
    "recipient": ("line",), "award": ("name", "authority"), "quota": ("award", "scope"), "paper": ("name",),
    "deadline": ("recipient", "via", "by"), "period": ("end_rule",), "basis": ("subject",),
    "cited": ("subject",), "route_step": ("body",), "duty": ("body",),
}  # fmt: skip
"""Keys of a value that hold a name or a few words which must be right to the letter."""


def weighed(doc: Document, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts in their order, those with a reason for doubt below ``SURE``."""
    told = tuple(facts)
    look = _Look(doc, told)
    for fact in told:
        for confidence, doubt in (_letters(look, fact), _left_open(look, fact)):
            if doubt and fact.confidence > confidence:
                both = f"{fact.doubt} {doubt}".strip() if fact.confidence < SURE else doubt
                fact = replace(fact, confidence=confidence, doubt=both)
        yield fact


class _Look:
    """The document's words, counted once."""

    def __init__(self, doc: Document, facts: tuple[Fact, ...]) -> None:
        self.doc = doc
        self.groups = [fold(str(each.value.get("name") or "")) for each in facts if each.kind == "audience"]
        self.repairs = {block.index: [each for each in block.repairs if each.why != STRAY] for block in doc.blocks}

    @cached_property
    def words(self) -> Counter[str]:
        """Every word as printed, with how often."""
        return Counter(token for block in self.doc.blocks for token in _TOKEN.findall(block.text))

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """Two words beside each other, with how often."""
        return Counter(_keys(pair) for block in self.doc.blocks for pair in _pairs(block.text))

    @cached_property
    def poor(self) -> bool:
        """A scan, or as many spoiled words as a scan has."""
        if self.doc.pages.origin == "scan":
            return True
        count = sum(self.words.values())
        slips = sum(n for word, n in self.words.items() if not word[:1].isupper() and self.odd(word))
        slips += sum(map(len, self.repairs.values()))
        return slips > max(2, _NOISE * count)

    @cached_property
    def dim(self) -> tuple[frozenset[str], ...]:
        """Words of the lines the OCR itself was not sure of."""
        lines = self.doc.pages.lines
        return tuple(frozenset(_TOKEN.findall(line.text)) for line in lines if line.sure < _DIM and line.text.strip())

    def odd(self, word: str) -> bool:
        """No word of Vietnamese and no abbreviation used again."""
        if word.isdigit() or len(word) < 2:
            return False
        if _MIXED.fullmatch(word):
            return _WELL_MIXED.fullmatch(word) is None
        if word in _SYMBOLS or spelling.is_syllable(spelling.key(word.lower())):
            return False
        return not (sum(map(str.isupper, word)) >= 2 and self.words[word] > 1)


def _letters(look: _Look, fact: Fact) -> tuple[float, str]:
    """Doubt about the letters themselves."""
    odd = [f"“{each.was}” (đọc là “{each.now}”)" for span in fact.spans for each in _repaired(look, span)]
    if look.poor:
        odd += [f"“{word}”" for word in _TOKEN.findall(_told(fact)) if look.odd(word)]
        odd += [f"“{found}”" for found in _TORN.findall(fact.quote)]
        odd += [f"“{found}”" for span in fact.spans for found in _torn_before(look, span)]
        odd += [f"“{found}”" for found in _STOP.findall(fact.quote) if fact.kind == "recipient"]
    if odd:
        return _SPOILED, f"Có chữ đọc chưa chắc: {', '.join(dict.fromkeys(odd[:3]))}."
    if not look.poor:
        return 1.0, ""
    words = frozenset(_TOKEN.findall(fact.quote))
    if any(len(words & line) * 2 > min(len(words), len(line)) for line in look.dim):
        return _UNSURE, "Dòng này bản chụp mờ, máy nhận chữ chưa chắc; hãy đối chiếu với bản gốc."
    if unknown := _unknown(look, fact):
        return _UNSURE, f"Có chữ đọc chưa chắc: “{unknown}” chỉ thấy một lần; hãy đối chiếu với bản gốc."
    if fact.kind in ("quota", "deadline", "award", "period", "money") and (near := _beside(look, fact)):
        return _UNSURE, f"Có chữ đọc chưa chắc trong câu: “{near}”."
    return 1.0, ""


def _repaired(look: _Look, span: Span) -> Iterator[Repair]:
    for each in look.repairs.get(span.block, ()):
        if each.start < span.end and each.start + len(each.now) > span.start:
            yield each


def _torn_before(look: _Look, span: Span) -> list[str]:
    """``87 6/QĐ-UBND``: figures before the number, with a space between."""
    text = look.doc.blocks[span.block].text[: span.end]
    return re.findall(r"\d \d{1,4}/", text[max(0, span.start - 3) :])


def _told(fact: Fact) -> str:
    return " ".join([fact.quote, *(str(fact.value.get(key) or "") for key in _NAMES.get(fact.kind, ()))])


def _unknown(look: _Look, fact: Fact) -> str:
    """Words of a name that stand together nowhere else, or a number of another shape than papers have."""
    key = {"number": "number", "basis": "number", "cited": "number", "form": "decree", "money": "decree"}.get(fact.kind)
    number = fact.value.get(key) if key else None
    if number and (wrong := _misshapen(look, str(number))):
        return wrong
    for key in _NAMES.get(fact.kind, ()):
        if number and key == "subject":
            continue
        text = str(fact.value.get(key) or "")
        pairs = list(_pairs(text))
        for pair in pairs:
            if look.pairs[_keys(pair)] < 2 and not spelling.together(*_keys(pair)):
                return " ".join(pair)
        if not pairs and (word := text.strip()) and look.words[word] < 2 and fact.kind in ("place", "signer"):
            return word
    return ""


def _misshapen(look: _Look, number: str) -> str:
    year = re.search(r"/(?:19|20)\d\d/", number) is not None
    if _NUMBER.fullmatch(number) is None or re.match(r"0+[/-]", number) or (number.endswith("NĐ-CP") and not year):
        return number
    parts = re.findall(r"[^\W\d_]+\d*", number)
    return next((part for part in parts if part not in _SYMBOLS and (len(part) < 2 or look.words[part] < 2)), "")


def _beside(look: _Look, fact: Fact) -> str:
    """A spoiled word in the paragraph or the headings a fact hangs on."""
    for span in fact.spans:
        block = look.doc.blocks[span.block]
        if look.repairs[block.index]:
            return look.repairs[block.index][0].was
        if odd := next((word for word in _TOKEN.findall(block.text) if look.odd(word)), ""):
            return odd
    section = next((each for each in look.doc.walk() if each.path == fact.path), None)
    above = list(look.doc.above(section)) if section is not None else []
    titles = [each.title for each in (section, *above) if each is not None]
    near = look.doc.full_text(above[0]) if above else ""  # a round or a giver may be told in the clause beside
    return next((word for text in (*titles, near) for word in _TOKEN.findall(text) if look.odd(word)), "")


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    tokens = list(_TOKEN.finditer(text))
    for one, other in pairwise(tokens):
        beside = text[one.end() : other.start()].strip(" -–,") == ""
        if beside and not any(word.isdigit() or word in _SYMBOLS for word in (one.group(), other.group())):
            yield one.group(), other.group()


def _keys(pair: tuple[str, str]) -> tuple[str, str]:
    return spelling.key(pair[0].lower()), spelling.key(pair[1].lower())


# ---------------------------------------------------------------- what reading leaves open

_HOUR: Final = re.compile(r"\d\s*(?:gio|h\d{0,2})(?!\w)")
_ROUND: Final = re.compile(
    r"(?:(?:hang|moi|tung|ca)\s+nam|so\s+ket|tong\s+ket|giua\s+ky|cuoi\s+ky|(?:cuoi\s+)?giai\s+doan|dot)(?!\w)"
)
_SENTENCE_WORDS = 18


def _left_open(look: _Look, fact: Fact) -> tuple[float, str]:
    """Doubt about what the words mean for the program."""
    value, kind = fact.value, fact.kind
    if kind == "deadline" and _HOUR.search(fold(str(value.get("surface") or ""))) and not value.get("time"):
        return _UNSURE, "Thời hạn ghi cả giờ, chương trình chỉ giữ được ngày."
    if kind == "deadline" and value.get("what") == "dossier" and not (value.get("recipient") or value.get("via")):
        return _UNSURE, "Câu không nói hồ sơ gửi về đâu."
    if kind == "criterion" and value.get("value") is not None:
        if value.get("unit") == "điểm":
            return _UNSURE, "Con số là điểm chấm; có thể không phải mức phải đạt."
        if fact.quote[:1].islower() or len(fact.quote.strip()) < 4:
            return _UNSURE, "Con số lấy từ một mảnh câu hay một ô bảng; hãy xem cả câu."
    if kind == "quota" and (scope := str(value.get("scope") or "")) and _unresolved(look, scope):
        return _UNSURE, f"Số này chỉ ghi cho “{scope}”, chương trình chưa biết gồm những ai; khóa theo tổng."
    if kind == "money" and value.get("amounts"):
        return _UNSURE, "Văn bản ghi mức tiền cụ thể; chương trình tính theo luật, hãy đối chiếu hai mức."
    if kind == "audience" and len(str(value.get("name") or "").split()) > _SENTENCE_WORDS:
        return _UNSURE, "Đối tượng là cả một câu; hãy ghi gọn tên nhóm."
    if kind == "duty" and len(str(value.get("body") or "").split()) > _SENTENCE_WORDS:
        return _UNSURE, "Tên cơ quan được giao việc dài như một câu; hãy ghi gọn."
    return 1.0, ""


def _unresolved(look: _Look, scope: str) -> bool:
    folded = fold(scope)
    if _ROUND.search(folded) or unit_kinds(scope) or re.search(r"chu tich|bo truong|giam doc|thu tuong", folded):
        return False
    return not any(folded in name or name in folded for name in look.groups if name)
