"""What one competes in, what is tracked, and the aims said elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from thidua.reader.facts import clauses
from thidua.reader.facts.clauses import Item, anchor, enumerated, has, items, label, parts, sentences
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.grids import measured
from thidua.reader.facts.roles import Placed, body, tables
from thidua.reader.grammar import figures
from thidua.reader.grammar.figures import Figure
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact, Section

CRITERIA = ("criteria", "targets", "scoring")
"""Meanings of the sections whose items are tracked."""

# ---------------------------------------------------------------- contents


def contents(doc: Document) -> Iterable[Fact]:
    """Every item of the sections about what one competes in."""
    count = 0
    for each in body(doc):
        if each.first("content") and not each.under("implementation") and not _lead_in(each.item):
            cut = enumerated(each.item.piece) if len(each.item.pieces) == 1 else []
            for item in [replace(each.item, pieces=(piece,)) for piece in cut] if len(cut) > 1 else [each.item]:
                count += 1
                yield _content(doc, item, count)


def _content(doc: Document, item: Item, count: int) -> Fact:
    named = own_title(doc, item)
    text = f"{named.text}: {item.text}" if named is not None else item.text
    value = {"ref": _ref(item, count), "group": group(item.headings), "text": _words(text)}
    spans = (named.span(), *item.spans) if named is not None else item.spans
    return doc.fact("content", value, item.section, *spans, confidence=0.9)


_GROUPING = re.compile(
    r"(?:doi voi|danh cho|tap the|ca nhan|ho gia dinh|tieu chuan|tieu chi|noi dung|cac tieu|chi tieu|dieu kien|chung$)"
)


def own_title(doc: Document, item: Item) -> Piece | None:
    """``Thi đua số hóa: liên thông …``: a heading that is part of the item and does not only say for whom it is."""
    section = item.section
    if section.children or not section.title or doc.own(section) or item.piece.block not in section.blocks[:2]:
        return None
    if item.piece.text.strip() == section.title.strip():
        return None  # the heading is all there is
    if _GROUPING.match(fold(section.title)) or re.match(
        r"(?:cac\s+)?(?:phong|ban|don vi|co quan|xa|phuong|ap|thon|ubnd|so)\b[^:]{0,30}$", fold(section.title)
    ):
        return None
    return clauses.title_piece(doc, section)


def _lead_in(item: Item) -> bool:
    """A sentence that only opens a list (``…, cụ thể:``) or hangs before items of its own section."""
    return item.text.rstrip().endswith(":") or (
        bool(item.section.children) and not item.text.lstrip().startswith("Thi đua")
    )


def _ref(item: Item, count: int) -> str:
    return item.section.label if item.section.label not in ("-", "+", "*", "", "•") else str(count)


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


_GROUPS = (
    ("citizen_business", re.compile(r"nguoi dan|doanh nghiep|doanh nhan|ho gia dinh")),
    ("head", re.compile(r"nguoi dung dau|thu truong|lanh dao")),
    ("commune_committee", re.compile(r"(?:ubnd|uy ban nhan dan)\s+(?:cac\s+)?(?:xa|phuong|thi tran)")),
    ("staff", re.compile(r"can bo|cong chuc|vien chuc|nguoi lao dong|ca nhan")),
    ("public_body", re.compile(r"co quan|don vi|phong|ban|nganh|tap the|so\b")),
)


def group(headings: tuple[str, ...]) -> str | None:
    """Whom a group of clauses is for, by the nearest heading that names somebody (``Đối với …``)."""
    for title in headings:
        folded = fold(title)
        if not re.search(r"doi voi|\bcua\b|^(?:tap the|ca nhan|cac|can bo|nguoi)", folded):
            continue
        for name, words in _GROUPS:
            if words.search(folded):
                return name
    return None


# ---------------------------------------------------------------- criteria


def criteria(doc: Document) -> Iterable[Fact]:
    """Items of the sections headed tiêu chí or chỉ tiêu, and rows of scoring tables."""
    count = 0
    for each in body(doc):
        if not each.first(*CRITERIA) or _opens_list(doc, each.item) or _scale(each.item):
            continue
        for piece in split_item(each.item):
            count += 1
            yield criterion(doc, each.item, piece, count)
    for section, way, headings in tables(doc):
        if way & set(CRITERIA) or _scoring(doc, section):
            yield from _table(doc, section, headings, count)


def _opens_list(doc: Document, item: Item) -> bool:
    """Words that only lead to the list below them; words with a figure of their own are an item themselves."""
    if item.text.rstrip().endswith(":"):
        return True
    heads = bool(item.section.children) and item.section.style in ("roman", "part", "chapter", "article", "plain")
    return heads and next(iter(figures.find(item.text)), None) is None


def _scale(item: Item) -> bool:
    """How points are given or taken, or how classes are made of them, is no criterion of its own."""
    folded = fold(item.text)
    return (
        re.search(r"(?<!\w)(?:tru|cong\s+them)\s+\d", folded) is not None
        or re.match(r"\s*\(\s*(?:ban\s+hanh\s+)?kem\s+theo", folded) is not None
        or re.search(r"xep\s+(?:hang|loai)", fold(item.section.title)) is not None
    )


def split_item(item: Item) -> list[Piece]:
    """An item as its parts: cut at ``;`` where each part is measured by itself or hangs under one label."""
    whole = item.piece if len(item.pieces) == 1 else None
    if whole is None:
        return list(item.pieces)
    if len(listed_parts := enumerated(whole)) > 1:
        return listed_parts
    named, rest = label(whole)
    cut = parts(rest)
    if len(cut) < 2:
        return [rest if named and not _sentence(named) else whole]
    measured = [bool(list(figures.find(each.text))) for each in cut]
    listed = (named or item.section.title) and all(len(each.text.split()) <= 25 for each in cut)
    if listed or all(measured) or sum(measured) > 1:
        return cut
    return [whole]


def _sentence(words: str) -> bool:
    return len(words.split()) > 6


def criterion(doc: Document, item: Item, piece: Piece, count: int) -> Fact:
    """One criterion with the first figure it asks for; ``short`` are its words without the figure."""
    whole = _with_title(item, piece)
    given = _POINTS.search(whole)
    found = list(figures.find(without_points(whole)))
    figure = found[0] if found else None
    exception = re.search(r"\(?\b(trừ\s+[^);.]{4,120})", piece.text)
    value: dict[str, object] = {
        "ref": _ref(item, count),
        "group": group(
            (piece.text[:60] if piece.text.startswith(("Người đứng đầu", "Chính quyền")) else "", *item.headings)
        ),
        "text": _words(whole),
        "short": short(without_points(whole), figure),
        **_figure(figure),
        "exception": exception.group(1).strip() if exception else None,
        "points": float(given.group(1).replace(",", ".")) if given else None,
    }
    return doc.fact("criterion", value, item.section, clauses.trimmed(piece), confidence=0.9)


_POINTS = re.compile(r"\(\s*(?:tối đa\s+|cho\s+|được\s+)?(\d{1,3}(?:,\d+)?)\s*điểm\s*\)")


def without_points(text: str) -> str:
    """The text with the points of the criterion blanked out, of the same length."""
    return _POINTS.sub(lambda found: " " * len(found.group()), text)


def _with_title(item: Item, piece: Piece) -> str:
    """``Số vụ tai nạn: bằng 0``: heading and words belong together where the words are only a figure."""
    section = item.section
    if (
        section.title
        and section.title.strip() != piece.text.strip()
        and not section.children
        and not _GROUPING.match(fold(section.title))
        and len(parts(item.piece)) < 2
    ):
        return f"{section.title}: {piece.text}"
    return piece.text


def _figure(figure: Figure | None) -> dict[str, object]:
    if figure is None:
        return {"op": None, "value": None, "unit": None}
    value = [figure.value, figure.upper] if figure.op == "range" else figure.value
    return {"op": figure.op, "value": value, "unit": figure.unit}


def short(text: str, figure: Figure | None) -> str:
    """First words of a clause without its figure."""
    if figure is None:
        return anchor(text)
    before, after = text[: figure.start], text[figure.end :]
    words = before if len(before.split()) >= 2 or not after.strip(" :,;.") else after
    words = re.sub(r"(?i)\s*(?:đạt|phải đạt|đạt tỷ lệ|tỷ lệ|là|:)\s*$", "", words.strip(" :,;."))
    return anchor(words, 110)


def _scoring(doc: Document, section: Section) -> bool:
    head = fold(" ".join(doc.blocks[index].text for index in section.blocks[:6]))
    return "tieu chi" in head and "diem" in head


def _table(doc: Document, section: Section, headings: tuple[str, ...], count: int) -> Iterator[Fact]:
    """Rows of a table of criteria, each with its points or the figure asked."""
    for number, row in enumerate(measured(doc, section), start=count + 1):
        found = next(iter(figures.find(without_points(row.asked))), None)
        value = {
            "ref": str(number), "group": group(headings), "text": _words(row.text),
            "short": short(row.text, found) if row.asked == row.text else anchor(row.text.rpartition(":")[0] or row.text),
            **_figure(found), "exception": None, "points": row.points,
        }  # fmt: skip
        piece = Piece(row.index, 0, doc.blocks[row.index].text)
        yield doc.fact("criterion", value, section, clauses.trimmed(piece), confidence=0.85)


# ---------------------------------------------------------------- targets


def targets(doc: Document) -> Iterable[Fact]:
    """Figures and aims outside the criteria: in purposes, contents and headings of criteria; a rise is told once.

    A figure that measures nothing named is no target: what is left of a number of commendations, mostly.
    """
    seen: set[str] = set()
    for fact in _targets(doc):
        if not fact.value["indicator"]:
            continue
        key = fold(str(fact.value["indicator"]))[:40]
        if fact.value["op"] != "increase" or key not in seen:
            yield fact
        if fact.value["op"] == "increase":
            seen.add(key)


def _targets(doc: Document) -> Iterator[Fact]:
    for each in body(doc):
        if not each.under("content", "purpose", *CRITERIA) or each.first("requirement"):
            continue
        inside = each.first(*CRITERIA)
        if inside and not _opens_list(doc, each.item) and not _scale(each.item):
            yield from _further(doc, each)
            continue
        for piece in each.item.pieces:
            for figure in figures.find(without_points(piece.text)):
                if not each.under("purpose") or has(each.item.heads, "aims", "content"):
                    target = _target(doc, each.item, piece, figure)
                    if figure.unit != "điểm" or not _scores(target.value):
                        yield target
            if not inside or _opens_list(doc, each.item):
                yield from _rises(doc, each, piece)


def _scores(value: Mapping[str, object]) -> bool:
    """``Cải cách thể chế: 30 điểm``: points given and nothing to reach."""
    return value["op"] == "=" and _GIVES_POINTS.search(fold(str(value["text"]))) is not None


_GIVES_POINTS = re.compile(r"(?:[:(-]|\btoi da|\bcho|\bduoc|\bcong|\btru|\bthang)\s*\d{1,3}\s+diem\W*$")


def _further(doc: Document, each: Placed) -> Iterator[Fact]:
    """The second and later figures of one criterion (``…; trong đó … không dưới 60%``)."""
    for piece in split_item(each.item):
        for figure in list(figures.find(without_points(_with_title(each.item, piece))))[1:]:
            if figure.end <= len(piece.text):
                yield _target(doc, each.item, piece, figure)


def _target(doc: Document, item: Item, piece: Piece, figure: Figure) -> Fact:
    begin = max(piece.text.rfind(mark, 0, figure.start) for mark in (";", ". ", ",", "(")) + 1
    end = min(
        [at for at in (piece.text.find(mark, figure.end) for mark in (";", ".", ",", ")")) if at >= 0]
        + [len(piece.text)]
    )
    words = piece.text[begin:end].strip()
    moved = Figure(figure.start - begin, figure.end - begin, figure.op, figure.value, figure.unit, figure.upper)
    measure = (
        "rank"
        if figure.unit == "rank"
        else "class"
        if figure.unit == "class"
        else "percent"
        if figure.unit == "%"
        else "count"
    )
    value = {
        "text": words,
        "indicator": short(piece.text[begin:end], moved),
        "measure": measure,
        **_figure(figure),
        "year": None,
    }
    return doc.fact("target", value, item.section, piece.span(begin, end), confidence=0.8)


_RISE = re.compile(
    r"(?<!\w)(?:phan\s+dau\s+|gop\s+phan\s+)?(?:nang\s+cao|cai\s+thien|tang|nang)\s+(?:thu\s+hang\s+|diem\s+|ket\s+qua\s+)?(?:cac\s+)?(chi\s+so[^,.;]{0,80})"
)


def _rises(doc: Document, each: Placed, piece: Piece) -> Iterator[Fact]:
    """``nâng cao Chỉ số …``: a rise is wanted, no figure."""
    if each.under("purpose") and not each.under("content"):
        return
    for sentence in sentences(piece):
        found = _RISE.search(fold(sentence.text))
        if found is not None:
            words = sentence.text[found.start() : found.end()].strip()
            value = {"text": words, "indicator": sentence.text[found.start(1) : found.end(1)].strip(), "measure": "index", "op": "increase", "value": None, "unit": None, "year": None}  # fmt: skip
            yield doc.fact(
                "target",
                value,
                each.item.section,
                sentence.span(found.start(), found.end()),
                confidence=0.75,
                doubt="Câu nêu mong muốn tăng, không có con số.",
            )


def statements(doc: Document) -> Iterable[Fact]:
    """Purposes and requirements, item by item."""
    for each in body(doc):
        if each.first("purpose", "requirement") and not each.item.text.rstrip().endswith(":"):
            about = "requirement" if each.first("requirement") or _asks(each.item) else "purpose"
            value = {"about": about, "text": _words(each.item.text)}
            yield doc.fact("statement", value, each.item.section, *each.item.spans, confidence=0.9)


def _asks(item: Item) -> bool:
    return bool(item.headings) and "yeu cau" in fold(item.headings[0]) and "muc dich" not in fold(item.headings[0])


__all__ = ["contents", "criteria", "items", "statements", "targets"]
