"""How many of each may be commended: in sentences, under headings, in tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from thidua.reader.facts.awarding import ELSEWHERE, asks, award_forms
from thidua.reader.facts.clauses import Item, anchor, has, label, sentences
from thidua.reader.facts.clauses import target as whom
from thidua.reader.facts.content import rows
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.roles import Placed, body, tables
from thidua.reader.grammar import awards, counts
from thidua.reader.grammar.bodies import authorities
from thidua.reader.grammar.counts import Count
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import choice, load
from thidua.reader.model import Fact, Section


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
        value["award"] = value["award"] or only
        if upper and (who := _giver(doc, fact, upper)) is not None and (not value["scope"] or keys.count(key) > 1):
            value["scope"] = f"{value['scope']}, {who}" if value["scope"] else who
        yield replace(fact, value=value)


def _giver(doc: Document, fact: Fact, upper: set[str]) -> str | None:
    """The higher body in whose sentence a number stands, where two bodies give the same form."""
    if not fact.spans:
        return None
    span = fact.spans[0]
    text = doc.blocks[span.block].text[: span.start]
    sentence = text[max(text.rfind(mark) for mark in (". ", ";", "\n")) + 1 :]
    return next((each.name for each in authorities(sentence) if each.name in upper), None)


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
        if way & {"quota", "award_forms", "award"} or _allots(doc, section):
            found += _table(doc, section, headings)
    for section, lines in _drawn(doc):
        found += _drawn_table(doc, section, lines)
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
    for each in places:
        form = _form(each.item)
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
            if not found and not outside:
                yield from _titled(doc, each, piece, form)


def _titled(doc: Document, each: Placed, piece: Piece, form: str | None) -> Iterator[Fact]:
    """``Tập thể: 05``, where the heading says what is counted."""
    title = each.item.section.title
    if not title or each.item.section.children or len(piece.text.split()) > 8 or not re.search(r"\d", piece.text):
        return
    for count in counts.find(f"{title}: {piece.text}"):
        fact = _quota(doc, each, Piece(piece.block, piece.start, f"{title}: {piece.text}"), count, form)
        yield replace(fact, spans=(piece.span(),), quote=piece.text)


def _may_hold(each: Placed) -> bool:
    if each.first("dossier", "deadline", "money") and not each.any("award_forms"):
        return False  # "… tặng Bằng khen 25 tập thể; hồ sơ gửi trước ngày …" is about both
    return each.under("award", "award_forms", "quota") and not each.first(
        "standards", "exclusion", "purpose", "content", "criteria", "audience"
    )


def _of_award(each: Placed, piece: Piece, count: Count) -> bool:
    """A number that counts commendations and not members, times or years."""
    lead = fold(piece.text[max(0, count.start - 40) : count.start])
    if re.search(r"(?:gom|co|tren|tong\s+so|trong\s+so)\s+$", lead) and count.op == "exact" and not each.first("quota"):
        return bool(re.search(r"tang|khen", lead))
    if each.any("quota", "award_forms") or re.search(
        r"(?<!\w)(?:khen|tang|chon|de\s+nghi|gioi\s+thieu|danh)\b", fold(piece.text)
    ):
        return True
    return bool(each.item.headings) and has(each.item.headings[0], "quota_heading", "quota") is not None


def _form(item: Item) -> str | None:
    """The form named in the item's headings or in the sentence before it in the same section."""
    for title in item.headings:
        form = next(iter(awards.names(title)), None)
        if form is not None:
            return form.name
    return None


def _quota(doc: Document, each: Placed, piece: Piece, count: Count, heading_form: str | None) -> Fact:
    forms = list(awards.names(piece.text))
    before = [form for form in forms if form.start < count.end]
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
        "scope": _scope(each.item, piece, count), "surface": piece.text[count.start : count.end].strip(),
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


def _scope(item: Item, piece: Piece, count: Count) -> str | None:
    """The round and the body or kind of body that the number is for, as told beside it or above it."""
    when = _when(item, piece, count)
    whose = _whose(item, piece, count)
    if whose is None:
        kind = _kind_named(count)
        return f"{when}: {kind}" if when and kind else when or kind
    return f"{when}, {whose}" if when and count.unit == "count" else whose


def _whose(item: Item, piece: Piece, count: Count) -> str | None:
    if count.each:
        return None if re.match(r"nam\b", fold(count.each)) else f"mỗi {count.each}"
    sentence = _sentence(piece, count)
    near = list(re.finditer(r"(?<!\w)(?:cum\s+[^:;.,]{1,40}|khoi\s+[^:;.,]{1,60})(?=\s*:)", fold(sentence)))
    if near:
        return sentence[near[-1].start() : near[-1].end()].strip()
    behind = re.match(r"\s*(?:thuộc|của|cho)?\s*((?:khối|cụm|nhóm)\s+[^;:.()\d]{2,60})", piece.text[count.end :])
    if behind:
        return anchor(behind.group(1))
    if count.unit == "percent":
        rest = re.match(r"[^.;,]{0,60}", piece.text[count.end :])
        words = piece.text[count.start : count.end + (rest.end() if rest else 0)].partition("%")[2]
        if re.search(r"\bcua\b|\bcap\b", fold(words)):
            return anchor(words)
    for title in item.headings:
        if re.match(r"(?:khoi|cum|nhom|linh\s+vuc)\s", fold(title)):
            return anchor(title)
    return None


def _sentence(piece: Piece, count: Count) -> str:
    text = piece.text[: count.start]
    return text[max(text.rfind(mark) for mark in (". ", "\n")) + 1 :]


_TIMES = re.compile(
    r"(?<!\w)(?:dot\s+(?:\d{1,2}|i{1,3}|iv|nhat|hai)|hoi\s+thi|cuoc\s+thi|0?6\s+thang(?:\s+(?:dau|cuoi)\s+nam)?|ca\s+nam)(?!\w)"
)


def _when(item: Item, piece: Piece, count: Count) -> str | None:
    """The round told in the sentence or in the nearest heading that tells one."""
    if re.match(r"nam\b", fold(count.each)):
        return "hằng năm"
    for words in (_sentence(piece, count), *item.headings):
        folded = fold(words)
        if found := _TIMES.search(folded):
            return words[found.start() : found.end()]
        told = [(name, found) for name, pattern in _ROUNDS if (found := re.search(pattern, folded))]
        if told and (words in item.headings or ":" in words or [name for name, _ in told] == ["hằng năm"]):
            found = told[0][1]
            printed = words[found.start() : found.end()].lower()  # "hàng năm", "từng năm", "cuối kỳ" as printed
            return ", ".join(name for name, _ in told) if len(told) > 1 or found.group()[:4] in _SAID else printed
    return None


_ROUNDS = (
    ("hằng năm", r"(?<!\w)(?:hang|moi|tung)\s+nam(?!\w)"),
    ("sơ kết", r"(?<!\w)(?:so\s+ket|giua\s+(?:ky|giai\s+doan))(?!\w)"),
    (
        "tổng kết",
        r"(?<!\w)(?:tong\s+ket|cuoi\s+(?:ky|giai\s+doan)|ket\s+thuc\s+giai\s+doan|(?:khen\s+thuong\s+)(?:5|nam|05)\s+nam(?!\s+\d))(?!\w)|(?<!\w)giai\s+doan\s+\d{4}\s*-\s*\d{4}",
    ),
)
_SAID = ("giai", "moi ")
"""Words of a round that are told by its name."""


_PLAIN = re.compile(
    r"(?:tap the|ca nhan|nguoi|don vi|co quan(?:, don vi)?|ho(?: gia dinh)?|gia dinh|dong chi|truong hop)$"
)


def _kind_named(count: Count) -> str | None:
    """``04 phường``, ``02 doanh nghiệp``: a number for one kind of body only."""
    if count.target != "collective" or _PLAIN.match(count.noun) or count.unit == "percent":
        return None
    return _noun_text(count.noun)


def _noun_text(noun: str) -> str | None:
    return next(
        (str(each) for each in load("counts")["collective"] if fold(str(each)) == re.sub(r"\s+", " ", noun)), None
    )


# ---------------------------------------------------------------- tables of allotment


def _allots(doc: Document, section: Section) -> bool:
    head = fold(" ".join(doc.blocks[index].text for index in section.blocks[:8]))
    return "tap the" in head and "ca nhan" in head and "so luong" in head


_CELL = re.compile(rf"(?P<max>{choice('counts', 'max')}\s*)?(?P<n>\d{{1,4}})")
_TOTAL = re.compile(r"(?:tong|cong|tong cong|tong so)\b")


def _table(doc: Document, section: Section, headings: tuple[str, ...]) -> list[Fact]:
    grid = list(rows(doc, section))
    if not grid:
        return []
    columns = _columns(doc, grid)
    if not columns:
        return []
    ceilings = {
        cell.column
        for row in grid[:3]
        for index in row
        if (cell := doc.blocks[index].cell)
        and has(doc.blocks[index].text, "max", "counts")
        and not re.search(r"\d", doc.blocks[index].text)
    }
    out: list[Fact] = []
    form = next((each.name for title in headings for each in awards.names(title)), None)
    limit = "max" if any(has(title, "max", "counts") for title in headings[:2]) else "exact"
    for row in grid:
        cells = {doc.blocks[index].cell.column: index for index in row if doc.blocks[index].cell}  # type: ignore[union-attr]  # asked at the end of the line
        name = next(
            (
                doc.blocks[index].text.strip()
                for column, index in sorted(cells.items())
                if column not in columns
                and not doc.blocks[index].text.strip().rstrip(".").isdigit()
                and doc.blocks[index].text.strip()
            ),
            "",
        )
        if not name or _TOTAL.match(fold(name)) or re.match(r"(?:stt|tt|so tt)\b", fold(name)):
            continue
        for column, (target, award) in columns.items():
            text = doc.blocks[cells[column]].text.strip() if column in cells else ""
            asked = _CELL.fullmatch(fold(text))
            if asked and int(asked.group("n")) > 0:
                value = {
                    "target": target,
                    "op": "max" if asked.group("max") or column in ceilings else limit,
                    "value": int(asked.group("n")),
                    "unit": "count",
                    "award": award or form,
                    "scope": name,
                    "surface": text,
                }
                out.append(
                    doc.fact(
                        "quota",
                        value,
                        section,
                        Piece(cells[column], 0, doc.blocks[cells[column]].text).span(),
                        confidence=0.9,
                    )
                )
    return out


def _columns(doc: Document, grid: list[list[int]]) -> dict[int, tuple[str, str | None]]:
    """Column → target and form, from the first rows whose cells name them."""
    found: dict[int, tuple[str, str | None]] = {}
    forms: dict[int, str | None] = {}
    for row in grid[:3]:
        for index in row:
            cell, text = doc.blocks[index].cell, doc.blocks[index].text
            if cell is None or re.search(r"\d{2}", text):
                continue
            form = next(iter(awards.names(text)), None)
            if form is not None:
                forms[cell.column] = form.name
            folded = fold(text)
            for target, words in (
                ("collective", r"tap the"),
                ("individual", r"ca nhan"),
                ("household", r"\bho\b|ho gia dinh"),
            ):
                if re.search(words, folded) and len(folded) < 60:
                    near = [column for column in forms if column <= cell.column]
                    found[cell.column] = (target, forms[max(near)] if near else None)
    return found


def _drawn(doc: Document) -> Iterator[tuple[Section, list[Piece]]]:
    """Tables drawn with spaces in a plain text: paragraphs that follow a head naming both subjects."""
    for section in doc.walk():
        pieces = list(doc.pieces(section))
        for at, piece in enumerate(pieces):
            folded = fold(piece.text)
            if re.match(r"\s*(?:stt|tt)\b", folded) and "tap the" in folded and "ca nhan" in folded:
                yield section, pieces[at:]
                break


def _drawn_table(doc: Document, section: Section, lines: list[Piece]) -> list[Fact]:
    head = fold(lines[0].text)
    order = sorted(
        (head.find(words), target)
        for words, target in (("tap the", "collective"), ("ca nhan", "individual"), ("ho gia dinh", "household"))
        if words in head
    )
    form = next(
        (
            each.name
            for title in (section.title, *(upper.title for upper in doc.above(section)))
            for each in awards.names(title)
        ),
        None,
    )
    out: list[Fact] = []
    for line in lines[1:]:
        found = re.match(
            r"\s*(?:\d{1,3}[.)]?\s+)?(?P<name>\D.*?)\s+(?P<n>(?:\d{1,3}\s+){" + str(len(order) - 1) + r"}\d{1,3})\s*$",
            line.text,
        )
        if found is None or _TOTAL.match(fold(found.group("name"))):
            continue
        at = found.start("n")
        for (_, target), number in zip(order, re.finditer(r"\d+", found.group("n")), strict=True):
            if int(number.group()) == 0:
                continue
            value = {
                "target": target,
                "op": "exact",
                "value": int(number.group()),
                "unit": "count",
                "award": form,
                "scope": found.group("name").strip(),
                "surface": number.group(),
            }
            out.append(
                doc.fact("quota", value, section, line.span(at + number.start(), at + number.end()), confidence=0.85)
            )
    return out
