"""What bars a candidate or a dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.reader.facts import clauses
from thidua.reader.facts.clauses import has, parts, sentences
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.roles import Placed, body
from thidua.reader.facts.standards import bars_alone, is_standard, who_of
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import choice
from thidua.reader.model import Fact


def exclusions(doc: Document) -> Iterable[Fact]:
    """Clauses that bar, one fact for each case they name."""
    for each in body(doc):
        if each.under("purpose", "requirement") or each.first("content"):
            continue
        about = any(has(title, "bars") for title in each.item.headings[:1]) or (
            each.first("exclusion") and bool(each.item.headings) and has(each.item.headings[0], "bars") is not None
        )
        for piece in each.item.pieces:
            yield from _exclusions(doc, each, piece, about)


def _exclusions(doc: Document, each: Placed, piece: Piece, about: bool) -> Iterator[Fact]:
    if about:
        for part in parts(piece):
            yield _exclusion(doc, each, part)
        return
    for bracket in re.finditer(r"\(([^()]{8,260})\)", piece.text):
        inside = piece.cut(bracket.start(1), bracket.end(1))
        if has(inside.text, "bars") or (
            each.first("standards") and re.match(r"\s*" + choice("clauses", "bars_softly"), fold(inside.text))
        ):
            yield _exclusion(doc, each, inside)
    plain = re.sub(r"\([^()]*\)", lambda found: "_" * len(found.group()), piece.text)
    for sentence in sentences(piece):
        at = sentence.start - piece.start
        words = plain[at : at + len(sentence.text)]
        if bars_alone(words) and each.first("standards", "criteria", "targets"):
            if is_standard(each) and words.strip(" .;") == plain.strip(" .;"):
                continue  # the whole clause asks it, so it is a standard
            yield _exclusion(doc, each, sentence)
            continue
        found = has(words, "bars")
        if found is None:
            if soft := re.search(r"(?<!\w)khong\s+de\s+xay\s+ra\s+truong\s+hop", fold(words)):
                yield _exclusion(doc, each, sentence.cut(soft.start()))
            continue
        if re.match(r"\s*(?:cap\s+tren|cap\s+co\s+tham\s+quyen)\b", fold(words[found.end() :])):
            continue  # "không đề nghị cấp trên khen" bars nobody
        yield from _cases(doc, each, sentence, found.start(), found.end())


def _cases(doc: Document, each: Placed, sentence: Piece, start: int, end: int) -> Iterator[Fact]:
    """A sentence that bars, cut into its cases."""
    cut = parts(sentence)
    if len(cut) > 1:
        barring = [part for part in cut if has(part.text, "bars")]
        if barring and barring[0] is cut[0]:
            for part in cut:
                yield _exclusion(doc, each, part)
            return
        for part in barring:
            yield _exclusion(doc, each, part)
        return
    folded = fold(sentence.text)
    found = re.search(r"\s+hoac\s+(?=khong\b|nop\b|gui\b)", folded)
    late, missing = has(sentence.text, "late"), has(sentence.text, "missing")
    if found is not None and (late or missing) and found.start() > end:
        yield _exclusion(doc, each, sentence.cut(0, found.start()))
        yield _exclusion(doc, each, sentence.cut(found.end()))
        return
    yield _exclusion(doc, each, sentence)


def _exclusion(doc: Document, each: Placed, piece: Piece) -> Fact:
    folded = fold(piece.text[:120])
    kind = "either"
    for words, name in (("tap the", "collective"), ("ca nhan", "individual")):
        if re.search(rf"\b{words}\b", folded):
            kind = name if kind == "either" else "either"
    if kind == "either" and "tap the" not in folded:
        kind = next(
            (found for title in each.item.headings[:2] if (found := clauses.target(who_of(title), ""))), "either"
        )
    value = {"target": kind, "text": re.sub(r"\s+", " ", piece.text).strip(" ;.")}
    return doc.fact("exclusion", value, each.item.section, clauses.trimmed(piece), confidence=0.85)
