"""Who has to do what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.roles import Placed, body
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact, Section


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
        told = body_of(piece.text)
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
        told = body_of(piece.text)
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


def body_of(text: str) -> tuple[str, bool, str, str | None] | None:
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
