"""Tables that allot commendations: by body, by cluster or block, by form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.reader.facts.clauses import has
from thidua.reader.facts.clauses import target as whom
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.foreign import foreign
from thidua.reader.facts.grids import Cell, grid, worded
from thidua.reader.grammar import awards, counts
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import choice
from thidua.reader.model import Fact, Section

_CELL = re.compile(rf"(?P<max>{choice('counts', 'max')}\s*)?(?P<n>\d{{1,4}})(?:(?P<pct>\s*%)|\s+giai)?")
_TOTAL = re.compile(r"(?:tong|cong|tong\s+(?:cong|so|diem))\s*(?:$|[:(\d])")
_ORDER = re.compile(r"(?:stt|tt|so tt)\b")
_SUBJECTS = (
    ("collective", re.compile(r"tap the")),
    ("individual", re.compile(r"ca nhan")),
    ("household", re.compile(r"\bho\b|ho gia dinh")),
)
_COUNTS = re.compile(r"khen|de nghi|xet tang|duoc tang|chi tieu|phan bo|suat")


def table_quotas(doc: Document, section: Section, headings: tuple[str, ...]) -> list[Fact]:
    """One fact for each cell that holds a number of commendations."""
    table = grid(doc, section)
    if not table:
        return []
    columns = _columns(table)
    form = next((each.name for title in headings for each in awards.names(title)), None)
    limit = "max" if any(has(title, "max", "counts") for title in headings[:2]) else "exact"
    if prizes := _prizes(doc, section, table, headings, limit):
        return prizes
    if not columns:
        return _turned(doc, section, table, form, limit) or _written(doc, section, table, form, limit)
    ceilings = {
        cell.column
        for row in table[:3]
        for cell in row
        if has(cell.text, "max", "counts") and not re.search(r"\d", cell.text)
    }
    out: list[Fact] = []
    for row in table:
        name = next((cell.text for cell in row if cell.column not in columns and worded(cell.text)), "")
        if not name or _TOTAL.match(fold(name)) or _ORDER.match(fold(name)):
            continue
        for cell in row:
            if cell.column in columns:
                target, award = columns[cell.column]
                op = "max" if cell.column in ceilings else limit
                out += _counted(doc, section, cell, target or _of_name(name), award or form, name, op)
    return out


_HOW_MANY = re.compile(r"so\s+(?:luong|giai)\b|co\s+cau\b")


def prize_rows(table: list[list[Cell]]) -> list[tuple[Cell, str, Cell | None]]:
    """Rows that begin with a prize (``Giải Nhất | 01 | 5.000.000 đồng``): its cell, its name, the cell of its number."""
    many = next((cell.column for row in table[:2] for cell in row if _HOW_MANY.match(fold(cell.text))), None)
    out: list[tuple[Cell, str, Cell | None]] = []
    for row in table:
        first = next((cell for cell in row if worded(cell.text)), None)
        named = next(iter(awards.names(first.text)), None) if first is not None else None
        if first is not None and named is not None and named.start == 0 and named.name:
            out.append((first, named.name, next((cell for cell in row if cell.column == many), None)))
    return out


def _prizes(
    doc: Document, section: Section, table: list[list[Cell]], headings: tuple[str, ...], limit: str
) -> list[Fact]:
    kind = next((kind for title in headings if (kind := whom(title, "")) in ("collective", "individual")), "either")
    return [
        fact
        for _, name, number in prize_rows(table)
        if number is not None
        for fact in _counted(doc, section, number, kind, name, None, limit)
    ]


def _of_name(name: str) -> str:
    kind = whom(name, "collective")
    return kind if kind in ("individual", "household") else "collective"


def _counted(
    doc: Document, section: Section, cell: Cell, target: str, award: str | None, scope: str | None, op: str
) -> list[Fact]:
    asked = _CELL.fullmatch(fold(cell.text))
    if asked is None or int(asked.group("n")) == 0:
        return []
    value = {
        "target": target, "op": "max" if asked.group("max") else op, "value": int(asked.group("n")),
        "unit": "percent" if asked.group("pct") else "count", "award": award, "scope": scope, "surface": cell.text,
    }  # fmt: skip
    return [doc.fact("quota", value, section, Piece(cell.index, 0, doc.blocks[cell.index].text).span(), confidence=0.9)]


def _columns(table: list[list[Cell]]) -> dict[int, tuple[str | None, str | None]]:
    """Column → target and form, from the first rows whose cells name them; a column that names only a form has the
    target its rows name."""
    found: dict[int, tuple[str | None, str | None]] = {}
    forms: dict[int, str | None] = {}
    for row in table[:3]:
        if sum(_CELL.fullmatch(fold(cell.text)) is not None for cell in row) > 1:
            break  # numbers already: no head any more
        for cell in row:
            if re.search(r"\d{2}", cell.text):
                continue
            form = next(iter(awards.names(cell.text)), None)
            if form is not None:
                forms[cell.column] = form.name
            target = _subject(cell.text)
            if target is not None:
                near = [column for column in forms if column <= cell.column]
                found[cell.column] = (target, forms[max(near)] if near else None)
    return found or {column: (None, form) for column, form in forms.items() if column > 0}


def _subject(text: str) -> str | None:
    """``Tập thể``, ``Số khoa, phòng được khen``: what a column of numbers counts."""
    folded = fold(text)
    if len(folded) >= 60:
        return None
    named = next((target for target, words in reversed(_SUBJECTS) if words.search(folded)), None)
    if named is None and _COUNTS.search(folded) and next(iter(awards.names(text)), None) is None:
        kind = whom(text, "")
        named = kind if kind in ("collective", "individual", "household") else None
    return named


def _turned(doc: Document, section: Section, table: list[list[Cell]], form: str | None, limit: str) -> list[Fact]:
    """A table whose rows are the subjects and whose columns are bodies or forms."""
    heads = {cell.column: cell.text for cell in table[0] if worded(cell.text)}
    out: list[Fact] = []
    for row in table[1:]:
        name = next((cell for cell in row if worded(cell.text)), None)
        target = _subject(name.text) if name is not None else None
        if name is None or target is None:
            continue
        for cell in row:
            head = heads.get(cell.column, "")
            if cell.column > name.column and not _TOTAL.match(fold(head)):
                given = next(iter(awards.names(head)), None)
                scope = None if given or not head or re.search(r"so luong|chi tieu", fold(head)) else head
                out += _counted(doc, section, cell, target, given.name if given else form, scope, limit)
    return out


def _written(doc: Document, section: Section, table: list[list[Cell]], form: str | None, limit: str) -> list[Fact]:
    """A table whose cells tell both numbers in words: ``02 tập thể, 06 cá nhân``."""
    heads = {cell.column: cell.text for cell in table[0]}
    out: list[Fact] = []
    for row in table[1:]:
        name = next((cell for cell in row if worded(cell.text)), None)
        if name is None or _TOTAL.match(fold(name.text)):
            continue
        for cell in (cell for cell in row if cell.column > name.column):
            head = heads.get(cell.column, "")
            found = [
                count for count in counts.find(cell.text) if count.noun in ("tap the", "ca nhan", "ho", "ho gia dinh")
            ]
            given = next(iter(awards.names(f"{cell.text} {head}")), None)
            for count in found:
                op = (
                    "max"
                    if count.op == "exact" and has(head, "max", "counts")
                    else limit
                    if count.op == "exact"
                    else count.op
                )
                value = {
                    "target": count.target, "op": op, "value": count.value, "unit": count.unit,
                    "award": given.name if given else form, "scope": name.text,
                    "surface": cell.text[count.start : count.end],
                }  # fmt: skip
                piece = Piece(cell.index, 0, doc.blocks[cell.index].text)
                out.append(doc.fact("quota", value, section, piece.span(count.start, count.end), confidence=0.9))
    return out


def drawn(doc: Document) -> Iterator[tuple[Section, list[Piece]]]:
    """Tables drawn with spaces in a plain text: paragraphs that follow a head naming both subjects."""
    for section in doc.walk():
        pieces = [piece for piece in doc.pieces(section) if piece.block not in foreign(doc)]
        for at, piece in enumerate(pieces):
            folded = fold(piece.text)
            if re.match(r"\s*(?:stt|tt)\b", folded) and "tap the" in folded and "ca nhan" in folded:
                yield section, pieces[at:]
                break


def drawn_quotas(doc: Document, section: Section, lines: list[Piece]) -> list[Fact]:
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


def allots(doc: Document, section: Section) -> bool:
    """The head of the table speaks of collectives, individuals and numbers."""
    head = fold(" ".join(doc.blocks[index].text for index in section.blocks[:8]))
    return "tap the" in head and "ca nhan" in head and "so luong" in head
