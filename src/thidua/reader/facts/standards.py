"""What a candidate must satisfy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.reader.facts import clauses
from thidua.reader.facts.clauses import Item, enumerated, has, label, parts, round_of, sentences
from thidua.reader.facts.content import _figure as figure_value
from thidua.reader.facts.content import own_title
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.dues import years_of
from thidua.reader.facts.roles import Placed, body
from thidua.reader.grammar import awards, figures
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import choice
from thidua.reader.model import Fact


def standards(doc: Document) -> Iterable[Fact]:
    """Every standard, split where the text splits; branches of an OR share the letter ``alternative``."""
    found = list(_standards(doc))
    counts: dict[str, int] = {}
    for each, piece, kind, letter in found:
        counts[kind] = counts.get(kind, 0) + 1
        yield _standard(doc, each, piece, kind, letter, counts[kind])


def _standards(doc: Document) -> Iterator[tuple[Placed, Piece, str, str | None]]:
    for each in body(doc):
        told = list(_told(doc, each))
        if told:
            for piece, who in told:
                yield from _alternatives(each, piece, who)
        elif is_standard(each):
            kind = _kind(doc, each)
            for piece in _split(each.item):
                yield from _alternatives(each, piece, _leads(piece.text) or kind)
        elif (named := _below_its_subject(each)) is not None:
            yield each, *named, None
        elif (beside := _said_beside(each)) is not None:
            for part in _by_subject(beside):
                yield each, part, _kind_of(part.text), None


_SUBJECT_OF = re.compile(r"\s*(?:doi voi\s+|cho\s+)?(?:cac\s+)?(?:tap the|ca nhan|ho gia dinh)\s*$")
_ASKS = re.compile(r"\s*(?:phai\s+|da\s+)?(?:co|dat|duoc|hoan thanh)\b(?!\s+(?:khen|tang|xet|chon|de nghi))")


def _below_its_subject(each: Placed) -> tuple[Piece, str] | None:
    """``Đối với tập thể: đạt từ 90 điểm trở lên`` among the forms of commendation."""
    title = each.item.section.title
    if not each.any("award", "award_forms") or not _SUBJECT_OF.match(fold(title)):
        return None
    piece = each.item.piece
    if not _ASKS.match(fold(piece.text)) or not _figured(piece.text) or next(awards.names(piece.text), None):
        return None
    return piece, _subject(title)


def _leads(text: str) -> str | None:
    """``; cá nhân hoàn thành …``: the part names its own subject before what it asks."""
    found = _LEADS.match(fold(text))
    return _subject(found.group(1)) if found else None


_LEADS = re.compile(r"\s*(tap the|ca nhan|ho gia dinh)\s+(?:phai|can|duoc|co|dat|hoan thanh)\b(?!\s+(?:khen|tang))")


_TOLD = re.compile(
    r"^\s*(?:de\s+duoc\s+[^,.;:]{3,40},\s*)?(?P<who>(?:cac\s+)?(?:\w+,?\s+){1,6}?)"
    r"(?:duoc\s+(?:khen|chon|xet|de\s+nghi|tang)\b[^.;:]{0,40}?(?:\s+phai\s+|\s+can\s+|\s*:\s*|\s+khi\s+|\s+phai\s*:\s*)"
    r"|(?:dan\s+dau|tieu\s+bieu|xuat\s+sac)\s+phai\s+)"
    r"|^\s*de\s+duoc\s+[^,.;:]{3,40},\s*(?P<whom>(?:\w+\s+){1,4}?)phai\s+"
)


def _told(doc: Document, each: Placed) -> Iterator[tuple[Piece, str]]:
    """``Cá nhân được khen phải …`` below commendation, also with the subject as a heading."""
    heads = each.item.headings[:1]
    over = _TOLD.match(fold(heads[0]) + ": ") if heads and not has(heads[0], "bars") else None
    if over and each.under("award", "award_forms") and not each.first("standards") and not each.item.section.children:
        yield from ((part, _subject(_who_told(heads[0], over))) for piece in each.item.pieces for part in parts(piece))
        return
    if not each.first("award", "award_forms", "standards", "quota") and not (each.under("award") and not each.means):
        return
    for piece in each.item.pieces:
        for sentence in sentences(piece):
            found = _TOLD.match(fold(sentence.text))
            if found is None or bars_outright(sentence.text):
                continue
            who = _subject(_who_told(sentence.text, found))
            yield from ((part, _own_subject(part.text) or who) for part in parts(sentence))


def _who_told(text: str, found: re.Match[str]) -> str:
    name = "who" if found.group("who") else "whom"
    return text[found.start(name) : found.end(name)]


def _own_subject(text: str) -> str | None:
    """``…; cá nhân phải …``: a later part names its own subject."""
    found = re.match(r"\s*(tap the|ca nhan|ho gia dinh)\s+phai\b", fold(text))
    return _subject(text[: found.end(1)]) if found else None


def _subject(words: str) -> str:
    if fold(words).strip() == "nguoi":
        return "individual"
    kind = clauses.target(words, "any")
    return kind if kind in ("collective", "individual", "household") else "any"


def is_standard(each: Placed) -> bool:
    if not each.first("standards") or each.item.text.rstrip().endswith(":"):
        return False
    if bars_outright(each.item.text) or has(each.item.heads, "bars"):
        return False
    if each.item.section.style == "plain" and not each.item.section.title:
        return _names_condition(each.item.text)
    return True


def _names_condition(text: str) -> bool:
    """A paragraph without number among standards: only one that asks something of candidates is a standard."""
    folded = fold(text)
    return (
        re.match(r"\s*(?:co|dat|duoc|hoan thanh|phai|la|chap hanh|tap the|ca nhan|ho|ap)\b", folded) is not None
        and re.search(r"\b(?:nop|gui|hoi dong|xem xet|trinh)\b", folded) is None
    )


_BESIDE = re.compile(
    r"(?:doi\s+voi|cho)\s+(?:cac\s+)?tap\s+the[^.;:]{0,20}ca\s+nhan\s+((?:thuc\s+hien|hoan\s+thanh|dat|co|duoc)\b[^.;]{8,160})"
    r"|((?:phai|da)\s+(?:co|dat|duoc)[^.;]{8,160})|((?:khi|neu)\s+dat[^.;]{8,160})"
)


_BARE = re.compile(
    r"\s*(?:cac\s+)?(?:tap the|ca nhan|ho gia dinh|don vi)\s+(?:phai\s+)?(?:co|dat|duoc|hoan thanh)\b(?!\s+(?:khen|tang|xet|chon))"
)
"""``Cá nhân có việc làm tốt được ít nhất 50% …`` among commendation, with a figure of its own."""


def _said_beside(each: Placed) -> Piece | None:
    """A condition said in one breath with the form of commendation."""
    if (
        has(each.item.heads, "bars")
        or not each.any("award_forms", "award")
        or each.first("quota", "exclusion", "dossier", "deadline", "money", "route")
    ):
        return None
    if each.first("award_forms") and "standards" not in each.means and not each.under("award"):
        return None
    for piece in each.item.pieces:
        if _BARE.match(fold(piece.text)) and _figured(piece.text) and next(awards.names(piece.text), None) is None:
            return piece
        found = _BESIDE.search(fold(piece.text))
        if found is not None and not bars_outright(piece.text):
            group = next(n for n in (1, 2, 3) if found.group(n))
            return piece.cut(found.start(group), found.end(group))
    return None


def _kind(doc: Document, each: Placed) -> str:
    heads = each.item.headings
    if str(_round_told(doc, heads)).startswith(("period", "final")):
        return "multi_year"
    named, _ = label(each.item.piece)
    for title in (named, *heads):
        if title:
            kind = clauses.target(who_of(title), "")
            if kind == "either":
                return "any"
            if kind:
                return kind
    return _kind_of(each.item.text[:40])


def who_of(title: str) -> str:
    folded = fold(title)
    if re.match(r"\s*(?:cac\s+)?(?:tap the|ca nhan|ho)\b", folded) and clauses.target(title[:12], ""):
        return title[:12]
    found = re.search(r"(?:doi voi|cua|cho)\s+(.{3,40})", folded)
    return title[found.start(1) : found.end(1)] if found else title


def _round_told(doc: Document, heads: tuple[str, ...]) -> str | None:
    """The round of the nearest heading that tells one; a movement of one year is summed up in no round of its own."""
    told = [rule for title in heads if (rule := round_of(title)) and (rule != "final" or years_of(doc))]
    return told[0] if told else None


def _kind_of(text: str) -> str:
    folded = fold(text)
    if (
        re.match(r"\s*(?:cac\s+)?(?:tap the|don vi|ap|phuong|xa|phong|thon|co quan)\b", folded)
        and "ca nhan" not in folded[:24]
    ):
        return "collective"
    if re.match(r"\s*(?:cac\s+)?ca nhan\b", folded):
        return "individual"
    if re.match(r"\s*(?:cac\s+)?ho\b", folded):
        return "any"
    return "any"


_NEXT_SUBJECT = re.compile(
    r",\s+(?=(?:tap the|ca nhan|ho gia dinh|ho)\s+(?:phai|can|duoc|co|dat)\b)"
    r"|;\s+(?=(?:tap the|ca nhan|ho gia dinh)\s+(?:phai|can|duoc|co|dat|hoan thanh)\b)"
)


_SUBJECT_FIRST = re.compile(
    r"\s*(?:cac\s+)?(?:tap the|ca nhan|ho gia dinh|ho)\s+(?:\w+\s+){0,6}?(?:phai|can|dat|co|duoc)\b"
)


def _by_subject(piece: Piece) -> list[Piece]:
    """``tập thể phải …, cá nhân phải …``: a comma parts them where another subject begins."""
    folded = fold(piece.text)
    cuts = [found.end() for found in _NEXT_SUBJECT.finditer(folded)] if _SUBJECT_FIRST.match(folded) else []
    ends = [*cuts, len(piece.text)]
    return [piece.cut(start, end) for start, end in zip([0, *cuts], ends, strict=True)] if cuts else [piece]


def _split(item: Item) -> Iterator[Piece]:
    """Items of a labelled list (``Tiêu chuẩn tập thể: a; b``) are cut at ``;``, a bullet only at its sentences."""
    for whole in (part for piece in item.pieces for part in _by_subject(piece)):
        if len(listed := enumerated(whole)) > 1:
            yield from listed
            continue
        named, rest = label(whole)
        piece = rest if named and _LABELS.search(fold(named)) else whole
        cut = parts(piece)
        if len(cut) > 1 and (named or item.section.title or (len(item.pieces) == 1 and _short_list(cut))):
            yield from cut
            continue
        later = list(sentences(piece))
        if len(later) > 1 and _compares(later[-1].text):
            yield from later
            continue
        yield from _within(_without_bars(later, piece))


_LABELS = re.compile(r"tap the|ca nhan|ho gia dinh|tieu chuan|dieu kien|doi voi|sau day|sau$|cu the|nhu sau")


def _short_list(cut: list[Piece]) -> bool:
    return all(len(part.text.split()) <= 22 for part in cut) and all(
        re.match(r"\s*(?:co|duoc|dat|khong|hoan thanh|la)\b", fold(part.text)) for part in cut
    )


def _compares(text: str) -> bool:
    return re.search(r"nam\s+truoc|tro\s+len|cao\s+hon", fold(text)) is not None


def _without_bars(later: list[Piece], piece: Piece) -> Piece:
    """The words without a closing sentence that only bars somebody."""
    kept = [each for each in later if not bars_alone(each.text)]
    if not kept or len(kept) == len(later):
        return piece
    begin = kept[0].start - piece.start
    return piece.cut(begin, kept[-1].start - piece.start + len(kept[-1].text))


_TIMES = re.compile(r",\s*(?:trong\s+(?:thoi\s+gian\s+)?do|trong\s+do|dong\s+thoi)\s+(?=co\s+it\s+nhat|duoc)")


def _within(piece: Piece) -> Iterator[Piece]:
    """``… xuất sắc …, trong thời gian đó có ít nhất 2 lần được tặng …``: two standards."""
    folded = fold(piece.text)
    opening = re.match(r"[^:]{10,140}\b(?:tieu chuan|dieu kien)\b[^:]{0,20}:\s*", folded)
    begin = opening.end() if opening else 0
    found = _TIMES.search(folded, begin)
    if found is None:
        yield piece.cut(begin) if begin else piece
        return
    yield piece.cut(begin, found.start())
    yield piece.cut(found.end())


_OR = re.compile(r"\s(hoac)\s+(?=co\b|duoc\b|dat\b|la\b|hoan\s+thanh|da\b|thuoc\b)")


def _alternatives(each: Placed, piece: Piece, kind: str) -> Iterator[tuple[Placed, Piece, str, str | None]]:
    found = _OR.search(fold(piece.text))
    first = piece.text[: found.start()] if found else ""
    if found is None or not re.match(r"\s*(?:co|duoc|dat|la|hoan\s+thanh|da|thuoc)\b", fold(first)) or "(" in first:
        yield each, piece, kind, None
        return
    classes = all(re.match(r"\s*hoan\s+thanh\b", fold(side)) for side in (first, piece.text[found.end() :]))
    if (
        classes
        or re.search(r"(?:su\s+thay\s+doi|nam\s+truoc)", fold(piece.text[found.end() :]))
        or _figured(piece.text)
    ):
        yield each, piece, kind, None
        return
    yield each, piece.cut(0, found.start()), kind, "A"
    yield each, piece.cut(found.end()), kind, "A"


def _figured(text: str) -> bool:
    return next(iter(figures.find(text)), None) is not None


_YEARS = re.compile(r"nam\s+truoc|nam\s+lien\s+ke|nam\s+lien\s+tuc|so\s+voi\s+(?:nam|ket\s+qua|xep\s+hang)")


def _standard(doc: Document, each: Placed, piece: Piece, kind: str, letter: str | None, number: int) -> Fact:
    every = list(figures.find(piece.text))
    found = every[0] if every else None
    rule = _round_told(doc, each.item.headings)
    named = own_title(doc, each.item) if piece.start == each.item.piece.start else None
    words = f"{named.text}: {piece.text}" if named is not None and not _LABELS.search(fold(named.text)) else piece.text
    value = {
        "ref": str(number), "target": kind, "text": re.sub(r"\s+", " ", words).strip(" ;."), "round": rule,
        "across_years": _YEARS.search(fold(piece.text)) is not None, **figure_value(found), "alternative": letter,
        "also": [figure_value(each) for each in every[1:]],
    }  # fmt: skip
    repeated = re.search(r"(?:it\s+nhat\s+)?(\d{1,2}|hai|ba)\s+lan\b", fold(piece.text))
    if (
        repeated
        and (found is None or found.start >= repeated.start() or found.end < repeated.start() - 60)
        and not re.search(r"(?:qua|toi da|duoi)\s*$", fold(piece.text[: repeated.start()]))
    ):
        times = {"hai": 2, "ba": 3}.get(repeated.group(1)) or int(repeated.group(1))
        value |= {"op": ">=", "value": times, "unit": "lần" if "lan" in repeated.group() else "năm"}
    return doc.fact("standard", value, each.item.section, clauses.trimmed(piece), confidence=0.9)


def bars_outright(text: str) -> bool:
    """The clause says that somebody is not considered."""
    found = has(text[:200], "bars")
    return found is not None and not re.search(r"\(", text[: found.start()])


def bars_alone(text: str) -> bool:
    """A sentence of its own that bars without saying so (``Trong năm không bị …``)."""
    return re.match(r"\s*" + choice("clauses", "bars_alone"), fold(text)) is not None
