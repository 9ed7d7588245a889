"""Money, duties, the way to the decision, plans of lower bodies and the way in for remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.reader.facts.clauses import Item, has, label, sentences
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.roles import Placed, body
from thidua.reader.grammar import awards, bodies, forms, limits
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact, Section

# ---------------------------------------------------------------- money


def money(doc: Document) -> Iterable[Fact]:
    """One fact: document of the amounts, law, fund and the body responsible, gathered from the clauses about money."""
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
    if first is not None:
        yield doc.fact("money", value, first, *spans[:4], confidence=0.9)


def _about_money(each: Placed) -> bool:
    if each.any("money"):
        return True
    folded = fold(each.item.text)
    if re.search(r"(?:muc|tien)\s+thuong|muc\s+(?:chi|tien|khen)\b", folded) is not None:
        return not each.first("criteria", "content", "standards", "purpose")  # also among duties
    return each.under("award") and re.search(r"chi\s+thuong|kinh\s+phi|quy\s+(?:thi\s+dua|khen)", folded) is not None


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
    if source is not None and re.search(
        r"(?:tu|trich|lay|chi|bo tri|can doi|kinh phi|su dung)\b", folded[: source.start() + 18]
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


# ---------------------------------------------------------------- duties


def duties(doc: Document) -> Iterable[Fact]:
    """Who has to do what: the items of Tổ chức thực hiện, the last paragraph, and work told among commendation."""
    for each in body(doc):
        if each.first("money", "route", "deadline", "dossier", "standards") and not each.under("implementation"):
            yield from _told_among(doc, each)
    for section in _duty_sections(doc):
        yield from _duty_of(doc, section)
    for section in doc.outline:
        if section.path == "closing":
            for piece in doc.pieces(section):
                yield from _closing_duty(doc, section, piece)


_WORKS = re.compile(
    r"(?:thẩm định|tổng hợp|xem xét|căn cứ tham mưu|tham mưu|hướng dẫn|bố trí|cân đối|chịu trách nhiệm|có trách nhiệm)"
)


def _told_among(doc: Document, each: Placed) -> Iterator[Fact]:
    """``Phòng … có trách nhiệm thẩm định``, ``Bộ phận Tài chính … hướng dẫn`` outside the duties."""
    for piece in each.item.pieces:
        if not re.match(r"\s*(?:Phòng|Sở|Bộ phận|Công chức|Hội đồng|Văn phòng|Vụ|Ban|Kế toán)\s", piece.text):
            continue
        told = _body_of(piece.text)
        if told is not None and len(told[0]) < 80 and _WORKS.match(told[2]):
            value = _duty_value(each.item.section.path, told[0], told[2], told[3], False)
            yield doc.fact("duty", value, each.item.section, piece.span(), confidence=0.8)


def _duty_sections(doc: Document) -> Iterator[Section]:
    for section in doc.find("implementation"):
        for child in section.children or (section,):
            if child.children and _GENERAL.match(fold(child.title)):
                yield from child.children  # "Trách nhiệm của các đơn vị" above the bodies
            else:
                yield child


_GENERAL = re.compile(
    r"(?:trach nhiem|nhiem vu|phan cong|to chuc thuc hien|trien khai)(?!.*\b(?:phong|so|van phong|ban|ubnd|mat tran)\b)"
)


def _duty_of(doc: Document, section: Section) -> Iterator[Fact]:
    pieces = doc.pieces(section)
    texts = list(pieces)
    if section.title and (section.children or texts):
        named, request = _named(section.title)
        words = doc.full_text(section)[len(section.title) :].strip(" :")
        if named and words:
            below = doc.all_pieces(section)
            spans = [piece.span() for piece in below[:6]]
            yield doc.fact(
                "duty", _duty_value(section.path, named, words, None, request), section, *spans, confidence=0.85
            )
            return
    for piece in texts[:1] if section.style != "plain" else texts:
        told = _body_of(piece.text)
        if told is None:
            yield from _unnamed_duty(doc, section, piece)
            continue
        named, request, words, partner = told
        whole = " ".join([words, *(each.text for each in doc.all_pieces(section)[1:])])
        yield doc.fact(
            "duty", _duty_value(section.path, named, whole, partner, request), section, piece.span(), confidence=0.85
        )


def _unnamed_duty(doc: Document, section: Section, piece: Piece) -> Iterator[Fact]:
    value = _duty_value(section.path, "", piece.text, None, False)
    if len(piece.text.split()) > 5:
        yield doc.fact(
            "duty", value, section, piece.span(), confidence=0.5, doubt="Không nhận ra cơ quan được giao việc."
        )


def _duty_value(place: str, named: str, words: str, partner: str | None, request: bool) -> dict[str, object]:
    return {
        "place": place,
        "body": named,
        "text": re.sub(r"\s+", " ", words).strip(),
        "with": partner,
        "request": request,
    }


_LEAD = re.compile(
    r"\s*(?:(?:Trên cơ sở|Căn cứ)\s+(?:vào\s+)?[Kk]ế hoạch[^,]{0,60},\s*)?(?P<ask>Đề nghị|Mời|Kính đề nghị|Giao|Yêu cầu|Phân công|UBND [^.;,]{2,30} (?:giao|yêu cầu|đề nghị))?\s*"
)
_VERBS = (
    r"có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|căn cứ|xây dựng|ban hành|tăng cường|đẩy mạnh|theo dõi|hướng dẫn|tham mưu|tổ chức|"
    r"thực hiện|triển khai|tuyên truyền|vận động|tổng hợp|cung cấp|bố trí|cân đối|là cơ quan|là đơn vị|là đầu mối|là thường trực|làm đầu mối|bảo đảm|đảm bảo|giúp|"
    r"nghiêm túc|thẩm định|đôn đốc|kiểm tra|giám sát|phát động|đưa|viết|đăng|mở|lồng ghép|tích cực|thường xuyên|kịp thời|xác nhận|huy động|"
    r"rà soát|báo cáo|đăng ký|gửi|quán triệt|phổ biến|chỉ đạo|tiếp tục|phát huy|cập nhật|quản lý|vận hành|hoàn thành|lập|chấm|duy trì|nâng cao|thông báo|tiếp nhận|in ấn|chuẩn bị|trình|xử lý|hỗ trợ|thành lập|chủ động|phát hành|khẩn trương|xem xét"
)
_VERB = re.compile(rf"\s+(?:(?:sẽ|cần|phải|được giao)\s+)?(?={_VERBS}\b)|\s*:\s*|\s*\((?=[^)]*\))")


def _body_of(text: str) -> tuple[str, bool, str, str | None] | None:
    """Body, whether it is only asked, the duty's words, and with whom."""
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    ask = (lead.group("ask") or "") if lead else ""
    found = _VERB.search(text, begin + 3)
    while found is not None and _inside_name(text[begin : found.start()], text[found.end() :]):
        found = _VERB.search(text, found.end() + 1)
    if found is None:
        return None
    named = text[begin : found.start()].strip(" ,;")
    rest = found.end()
    if "(" in text[found.start() : found.end()]:
        rest = text.find(")", found.end()) + 1 or found.end()
    if (
        not 2 < len(named) < 230
        or not named[:1].isalpha()
        or re.match(r"(?i)(?:trong quá trình|hằng năm|định kỳ|trước ngày|căn cứ|trên cơ sở|sau khi)", named)
    ):
        return None
    partner = re.search(
        r"phối hợp (?:với|cùng)\s+(.{4,140}?)(?=\s+(?:" + _VERBS + r")\b|[,.;]|$)", text[found.start() :]
    )
    request = fold(ask).startswith(("de nghi", "moi", "kinh")) or fold(ask).endswith("de nghi")
    return named, request, text[rest:].strip(), partner.group(1) if partner else None


def _inside_name(before: str, after: str) -> bool:
    """``các tổ chức chính trị``, ``công lập``, ``Ban chỉ đạo``: a word that could be a verb is part of the name."""
    last = before.split()[-1].lower() if before.split() else ""
    if last in ("các", "những", "và", "ban", "công", "cơ", "toàn", "thường") or (
        last == "sở" and "kế hoạch" in after[:9].lower()
    ):
        return True
    return (
        re.match(
            r"(?:tổ chức (?:chính trị|xã hội|cán bộ|kinh tế|đoàn thể|, )|quản lý (?:dự án|đường)|lập\b(?! hồ sơ| danh sách| kế hoạch))",
            after,
        )
        is not None
    )


def _named(title: str) -> tuple[str, bool]:
    lead = _LEAD.match(title)
    words = title[lead.end() :] if lead else title
    request = bool(lead and lead.group("ask") and fold(lead.group("ask")).startswith(("de nghi", "moi")))
    words = re.sub(r"(?i)^(?:trách nhiệm của|đối với)\s+", "", words)
    return words.strip(" :"), request


_ORDER = re.compile(
    r"(?:[Yy]êu cầu|[Đđ]ề nghị|giao)\s+(?P<body>(?:các|Thủ trưởng|Trưởng|Chủ tịch|Giám đốc|cán bộ|toàn thể)[^.;]{4,170}?)\s+(?P<do>(?:nghiêm túc|tổ chức(?! chính trị| xã hội|,)|triển khai|thực hiện|chỉ đạo|phối hợp|quán triệt|căn cứ|chủ động|tích cực)\b[^.;]*)"
)


def _closing_duty(doc: Document, section: Section, piece: Piece) -> Iterator[Fact]:
    found = _ORDER.search(piece.text)
    if found is not None:
        value = _duty_value("closing", found.group("body").strip(" ,"), found.group("do").strip(), None, False)
        yield doc.fact("duty", value, section, piece.span(found.start(), found.end()), confidence=0.85)


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
                by = _body_of(sentence.text)
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


__all__ = ["awards", "duties", "feedback", "lower_plans", "money", "route"]
