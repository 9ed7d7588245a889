"""The way to the decision, plans of lower bodies and the way in for remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.reader.facts.clauses import Item, has, sentences
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.duties import body_of
from thidua.reader.facts.roles import Placed, body
from thidua.reader.grammar import bodies, limits
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact, Section

# ---------------------------------------------------------------- route


def route(doc: Document) -> Iterable[Fact]:
    """Steps on the way to the decision, in order: who files, who checks, the council, who decides; then upward."""
    steps: dict[tuple[str, str], Fact] = {}
    for each in body(doc):
        if not each.any("route", "deadline", "dossier", "award_forms", "award", "implementation", "exclusion"):
            continue
        for piece in each.item.pieces:
            for sentence in sentences(piece):
                for track, act, named, start, end in _steps(each, sentence):
                    key = (track, act if act != "collate" else f"{act} {fold(named)}")
                    if key not in steps:
                        value = {"track": track, "order": 0, "body": named, "act": act, "via": None}
                        steps[key] = doc.fact(
                            "route_step", value, each.item.section, sentence.span(start, end), confidence=0.8
                        )
    for track, act, named, item, piece, start, end in _deciders(doc):
        steps.setdefault(
            (track, act),
            doc.fact(
                "route_step",
                {"track": track, "order": 0, "body": named, "act": act, "via": None},
                item.section,
                piece.span(start, end),
                confidence=0.85,
            ),
        )
    ordered = sorted(
        steps.values(), key=lambda fact: (_TRACKS.index(str(fact.value["track"])), _ACTS.index(str(fact.value["act"])))
    )
    for number, fact in enumerate(ordered, start=1):
        yield doc.fact(
            "route_step",
            {**fact.value, "order": number},
            _section(doc, fact.path),
            *fact.spans,
            confidence=fact.confidence,
        )


_TRACKS = ("filing", "upward", "initiative")
_ACTS = ("review", "file", "collate", "appraise", "council", "submit", "decide", "recognise")


def _section(doc: Document, path: str) -> Section | None:
    return next((section for section in doc.walk() if section.path == path), None)


_FILES = re.compile(
    r"(?P<b>(?:[Cc]ác\s+)?(?:cơ quan|đơn vị|phòng|tập thể|ngành|sở|địa phương|bộ phận|Ban nhân dân|UBND các|vụ|Vụ)[^.;:()]{0,130}?)\s+(?:căn cứ[^.;]{0,60}?và\s+|thực hiện[^.;]{0,40}?\s|lập\s+(?:và\s+)?|hoàn thiện\s+(?:và\s+)?)?(?:gửi|nộp|trình)\s"
)
_OFFICE = re.compile(
    r"(?P<b>(?:Phòng|Sở|Vụ|Ban Thi đua|Văn phòng|Công chức|Bộ phận|Ban)\s+[^.;:,()]{2,70}?)\s*(?:\([^)]*\)\s*)?(?:có trách nhiệm|chủ trì|tiếp nhận|căn cứ[^.;]{0,80}?,|rà soát)?\s*,?\s*(?P<do>tiếp nhận|thẩm định|tổng hợp|rà soát|đề xuất|tham mưu)\b(?P<rest>[^.;]*)"
)
_COUNCIL = re.compile(
    r"(?P<b>(?:Hội đồng|HĐ)\s*(?:Thi đua|thi đua|TĐ)[\s,–-]*(?:và\s+)?(?:Khen thưởng|khen thưởng|KT|TĐKT)?(?:\s+(?:phường|xã|huyện|thành phố|tỉnh|quận|thị xã|Bộ|Sở|ngành|các cấp|cơ sở))?|HĐTĐKT\s+\w+)"
)
_INITIATIVE = re.compile(
    r"(?P<b>Hội đồng\s+(?:[Kk]hoa học(?:, sáng kiến)?|[Ss]áng kiến)[^.;:,()]{0,60}?)(?=\s+(?:công nhận|để|ghi nhận|chấm|\(|xét)|\s*\(|[.,;]|$)"
)


def _steps(each: Placed, sentence: Piece) -> Iterator[tuple[str, str, str, int, int]]:
    text = sentence.text
    about = re.search(r"(?:ho so|khen|de nghi|danh sach)", fold(text)) is not None
    if not about:
        return
    if (found := _FILES.search(text)) and "ho so" in fold(text) and not each.first("exclusion"):
        yield "filing", "file", bodies.tidy(found.group("b")), found.start(), found.end()
    if (found := _OFFICE.search(text)) is not None:
        act = "appraise" if found.group("do") in ("thẩm định", "rà soát") else "collate"
        yield "filing", act, bodies.tidy(found.group("b")), found.start(), found.end()
    if sent := next(iter(bodies.sent(text)), None):
        via = sent.via or sent.recipient
        if "ho so" in fold(text) and not re.match(r"(?:Hội đồng|HĐ|UBND|Chủ tịch)", via):
            yield "filing", "appraise", via, sent.start, sent.end
    for found in _COUNCIL.finditer(text):
        lead = fold(text[max(0, found.start() - 40) : found.start()])
        if "bien ban" in lead or each.first("dossier"):
            continue
        yield "filing", "council", bodies.tidy(found.group("b")), found.start(), found.end()
        break


def _deciders(doc: Document) -> Iterator[tuple[str, str, str, Item, Piece, int, int]]:
    from thidua.reader.facts.awarding import _awards, _mode, own_level

    own = own_level(doc)
    for item, piece, award in [*_awards(doc, ("award_forms",)), *_awards(doc, ("quota", "award"))] or _awards(doc, ()):
        if award.authority is not None:
            track = "upward" if _mode(award, own) == "propose" else "filing"
            yield track, "decide", award.authority.name, item, piece, award.start, award.end
    for each in body(doc):
        if each.under("award", "standards"):
            for piece in each.item.pieces:
                if found := _INITIATIVE.search(piece.text):
                    yield (
                        "initiative",
                        "recognise",
                        bodies.tidy(found.group("b")),
                        each.item,
                        piece,
                        found.start(),
                        found.end(),
                    )


# ---------------------------------------------------------------- down and back


_OWN_PLAN = re.compile(r"(?:xay\s+dung|ban\s+hanh|co)\s+(?:va\s+ban\s+hanh\s+)?ke\s+hoach(?!\s+so)[^.;]{0,90}")


def lower_plans(doc: Document) -> Iterable[Fact]:
    """Who must make a plan of its own, where it goes and by when."""
    for each in body(doc):
        if not each.any("implementation", "registration", "phases", "reporting") and not each.under(
            "implementation", "phases", "registration"
        ):
            continue
        for piece in each.item.pieces:
            for sentence in sentences(piece):
                found = _OWN_PLAN.search(fold(sentence.text))
                if found is None or re.search(r"tham\s+muu[^.;]{0,50}$", fold(sentence.text[: found.start()])):
                    continue
                by = body_of(sentence.text)
                sent = next(iter(bodies.sent(sentence.text[found.start() :])), None)
                limit = next((each for each in limits.find(sentence.text[found.start() :])), None)
                value = {
                    "relation": "lower_plan", "number": None, "date": None, "issuer": None,
                    "by": by[0] if by and found.start() > 8 else bodies.tidy(sentence.text[: found.start()]) or each.item.section.title or None,
                    "sent_to": sent.recipient if sent else None, "via": sent.via if sent else None,
                    "deadline": limit.date() if limit else None,
                }  # fmt: skip
                yield doc.fact("cascade", value, each.item.section, sentence.span(), confidence=0.85)
                return


def feedback(doc: Document) -> Iterable[Fact]:
    """Where difficulties are told."""
    for section in doc.walk():
        if section.path in ("header", "title", "preamble", "recipients", "signature"):
            continue
        for piece in doc.pieces(section):
            for sentence in sentences(piece):
                if not has(sentence.text, "feedback") or not re.search(
                    r"trong\s+qua\s+trinh|bao\s+cao|phan\s+anh|thong\s+tin", fold(sentence.text)
                ):
                    continue
                sent = next(iter(bodies.sent(sentence.text)), None) or next(
                    iter(bodies.sent(sentence.text.replace("báo về", "báo cáo về"))), None
                )
                value = {
                    "to": sent.recipient if sent else None,
                    "via": sent.via if sent else None,
                    "text": sentence.text.strip(),
                }
                yield doc.fact("feedback", value, section, sentence.span(), confidence=0.85)


__all__ = ["feedback", "lower_plans", "route"]
