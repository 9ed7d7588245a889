"""Whom the movement is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.reader.facts import clauses
from thidua.reader.facts.clauses import Item, has, label, parts, target
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.roles import body
from thidua.reader.grammar import bodies, dates, limits
from thidua.reader.grammar.folded import fold, pattern
from thidua.reader.grammar.lexicon import choice, seeker
from thidua.reader.model import Fact


def audience(doc: Document) -> Iterable[Fact]:
    """One fact for each clause that names participants; a clause naming bodies and staff gives two."""
    for each in body(doc):
        if not each.first("audience"):
            continue
        if each.item.text.strip():
            yield from _participants(doc, each.item)


def _condition(folded: str) -> re.Match[str] | None:
    if not seeker("audience", "condition").may(folded):
        return None
    return pattern(rf"(?:,\s*)?({choice('audience', 'condition')}.+)$").search(folded)


def _within(folded: str) -> re.Match[str] | None:
    """``… trong các cơ quan``: from the word that leads to the bodies."""
    return pattern(rf"{choice('audience', 'within')}\s+").search(folded)


def _participants(doc: Document, item: Item) -> Iterator[Fact]:
    piece = item.piece
    named, rest = label(piece)
    heads = " / ".join((named, *item.headings[:2]))
    kind = target(heads, "") if named or item.headings else ""
    for words in parts(rest):
        if _no_people(words.text):
            continue
        if re.fullmatch(r"\s*(?:(?:doi voi|ve)\s+)?(?:cac\s+)?ca nhan\s*", fold(named or item.section.title)):
            yield _person(doc, item, words)
        else:
            yield from _split(doc, item, words, _by_first_word(words) if kind in ("", "either") else kind)


def _no_people(words: str) -> bool:
    """A clause among the audiences that bars somebody, or tells a time and names neither body nor staff."""
    if has(words, "bars") is not None:
        return True
    if not any(char.isdigit() for char in words):
        return False
    spans = [(each.start, each.end) for each in limits.stretches(words)]
    spans += [(day.start, day.end) for day in dates.find(words)]
    if not spans:
        return False
    rest = "".join(char for at, char in enumerate(words) if not any(a <= at < b for a, b in spans))
    return not (bodies.unit_kinds(rest) or bodies.staff_groups(rest) or target(rest, ""))


def _by_first_word(piece: Piece) -> str:
    folded = fold(piece.text[:40])
    if re.match(r"\s*(?:tap the|ca nhan)\b", folded):
        return "collective" if "tap the" in folded[:12] else "individual"
    return "individual" if bodies.staff_groups(piece.text[:40]) else "collective"


def _split(doc: Document, item: Item, piece: Piece, kind: str) -> Iterator[Fact]:
    """``Cán bộ, công chức xã, các ngành, đơn vị``: staff first, bodies after them."""
    words, told = _conditioned(piece)
    inside = _within(fold(words))
    staff = bodies.staff_groups(words[: inside.start()] if inside else words)
    if kind == "collective" and not staff:
        yield _audience(doc, item, piece, "collective", words, (), told)
        return
    if inside is None and staff and bodies.unit_kinds(words):
        cut = _staff_end(words)
        if cut < len(words) - 3:
            yield _audience(doc, item, piece.cut(0, cut), "individual", words[:cut], (), told)
            yield _audience(doc, item, piece.cut(cut), "collective", words[cut:], (), told)
            return
    if kind == "household":
        yield _audience(doc, item, piece, "household", words, (), told)
        return
    within = (words[inside.end() :].strip(" .;,"),) if inside else ()
    yield _audience(doc, item, piece, "individual" if kind != "collective" else kind, words, within, told)


def _person(doc: Document, item: Item, piece: Piece) -> Fact:
    """``Cá nhân: công chức, trưởng thôn``: the label says that all of them are persons."""
    words, told = _conditioned(piece)
    inside = _within(fold(words))
    within = (words[inside.end() :].strip(" .;,"),) if inside else ()
    return _audience(doc, item, piece, "individual", words, within, told)


def _conditioned(piece: Piece) -> tuple[str, str | None]:
    found = _condition(fold(piece.text))
    if found is None:
        return piece.text, None
    return piece.text[: found.start()], piece.text[found.start(1) :].strip(" .;")


def _staff_end(words: str) -> int:
    listed = rf"{choice('audience', 'staff')}(?:\s+{choice('audience', 'levels')})?\s*,?\s*"
    found = list(pattern(listed).finditer(fold(words)))
    return found[-1].end() if found else len(words)


def _audience(
    doc: Document, item: Item, piece: Piece, kind: str, words: str, within: tuple[str, ...], condition: str | None
) -> Fact:
    name = re.sub(r"(?i)^\s*(?:tập thể|cá nhân)\s*(?:là|gồm|:)\s*", "", words).strip(" .;,:")
    value = {"target": kind, "name": name, "bodies": list(within), "condition": condition}
    known = bodies.unit_kinds(words) or bodies.staff_groups(words) or target(f"{words} {item.heads}", "")
    if known:
        return doc.fact("audience", value, item.section, clauses.trimmed(piece), confidence=0.85)
    doubt = "Không thấy tên cơ quan, đơn vị hay nhóm người; hãy xem đây có phải đối tượng không."
    return doc.fact("audience", value, item.section, clauses.trimmed(piece), confidence=0.6, doubt=doubt)
