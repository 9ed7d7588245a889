"""Document of the amounts, fund and the body that pays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thidua.reader.facts.amounts import amounts, aside
from thidua.reader.facts.clauses import label
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.roles import Placed, body
from thidua.reader.grammar import forms
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact


def money(doc: Document) -> Iterable[Fact]:
    """One fact: document of the amounts, law, fund and the body responsible, gathered from the clauses about money.

    Where the plan names amounts of its own they stand in ``amounts``, words that set the law's aside in ``aside``.
    """
    value: dict[str, object] = {"decree": None, "law": None, "source": None, "responsible": None}
    spans, first = [], None
    for each in body(doc):
        if not _about_money(each):
            continue
        for piece in each.item.pieces:
            told = _money(each, piece)
            new = {key: word for key, word in told.items() if word and value[key] is None}
            if new:
                value |= new
                first = first or each.item.section
                spans.append(piece.span())
    if value["decree"]:
        value["law"] = None  # the law is named only beside the decree
    stated = list(amounts(doc))
    waived = next(aside(doc), None)
    if stated:
        value["amounts"] = [each.data() for each in stated]
        spans, first = [*spans[:4], *(each.span for each in stated)], first or stated[0].section
    if waived is not None:
        value["aside"] = waived[0]
        spans, first = [*spans, waived[1]], first or waived[2]
    if first is not None:
        yield doc.fact("money", value, first, *(spans if stated or waived else spans[:4]), confidence=0.9)


def _about_money(each: Placed) -> bool:
    if each.any("money"):
        return True
    folded = fold(each.item.text)
    if _headed(each) and re.match(r"\s*(?:tu\s+)?(?:nguon|ngan\s+sach|quy)\b", folded):
        return True
    if (
        re.search(r"(?:muc|tien)\s+thuong|muc\s+(?:chi|tien|khen)\b|(?<!\w)chi\s+(?:tien\s+)?thuong\b", folded)
        is not None
    ):
        return not each.first("criteria", "content", "standards", "purpose")  # also among duties
    return each.under("award") and re.search(r"chi\s+thuong|kinh\s+phi|quy\s+(?:thi\s+dua|khen)", folded) is not None


def _headed(each: Placed) -> bool:
    """``6.2. Kinh phí: nguồn …``"""
    return fold(each.item.section.title) == "kinh phi" and not each.item.section.children


def _money(each: Placed, piece: Piece) -> dict[str, str | None]:
    folded = fold(piece.text)
    found: dict[str, str | None] = {}
    prizes = re.search(r"giai\s+thuong\s+(?:hoi\s+thi|cuoc\s+thi)", folded)
    numbers = [found.number for found in forms.numbers(piece.text) if prizes is None or found.start < prizes.start()]
    if numbers and re.search(r"muc|thuong|chi|theo", f"{folded} {fold(each.item.section.title)}"):
        found["decree"] = numbers[0]
    if re.search(r"Luật\s+Thi đua,?\s*[kK]hen thưởng", piece.text) is not None:
        found["law"] = "Luật Thi đua, khen thưởng"
    source = re.search(r"((?:nguồn|quỹ|Quỹ|ngân sách|(?<=ử dụng )kinh phí)\s+[^.;()]{4,110})", piece.text)
    if source is not None and (
        (_headed(each) and source.start() < 3)
        or re.search(r"(?:tu|trich|lay|chi|bo tri|can doi|kinh phi|su dung)\b", folded[: source.start() + 18])
    ):
        found["source"] = re.split(r"(?i),?\s+(?:theo quy định|và thực hiện|thực hiện|theo đúng)", source.group(1))[
            0
        ].strip(" ,")
    _, rest = label(piece)
    if responsible := re.match(
        r"\s*((?:Bộ phận|Phòng|Kế toán|Công chức|Văn phòng|Sở)\s+(?:Tài chính|Kế toán|[^,.;]{0,20}kế toán)[^,.;]*?)(?=\s+(?:căn cứ|tham mưu|bố trí|có trách nhiệm|hướng dẫn|cân đối|chủ trì|phối hợp|đảm bảo|bảo đảm))",
        rest.text,
    ):
        found["responsible"] = responsible.group(1).strip()
    return found
