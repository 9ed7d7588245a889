"""What extractors share: items of a section, sentences of a piece, whom a clause is for and to which round it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from thidua.reader.facts.document import Document, Piece
from thidua.reader.grammar import dates
from thidua.reader.grammar.folded import fold, with_marks
from thidua.reader.grammar.lexicon import seeker, words
from thidua.reader.letters import UPPER
from thidua.reader.model import Section, Span


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: a leaf section or a paragraph. ``headings`` are the titles above it, nearest first."""

    section: Section
    pieces: tuple[Piece, ...]
    headings: tuple[str, ...]

    @property
    def piece(self) -> Piece:
        return self.pieces[0]

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(trimmed(piece) for piece in self.pieces)

    @property
    def heads(self) -> str:
        return " / ".join(self.headings)


def trimmed(piece: Piece) -> Span:
    """The span of a piece without space and closing marks at its ends."""
    left = len(piece.text) - len(piece.text.lstrip())
    return piece.span(left, max(left + 1, len(piece.text.rstrip(" ;.,"))))


def items(doc: Document, section: Section, headings: tuple[str, ...] = ()) -> Iterator[Item]:
    """The items under a section, in order. A section with children gives theirs; its own words come first."""
    own = doc.pieces(section)
    above = (section.title, *headings) if section.title else headings
    if own:
        if section.children or section.style not in _MARKED:
            for piece in own:
                yield Item(section, (piece,), above)
        else:
            yield Item(section, own, above)
    elif section.title and not section.children and section.style in (*_MARKED, "roman", "capital"):
        heading = title_piece(doc, section)
        if heading is not None:
            yield Item(section, (heading,), headings)
    for child in section.children:
        yield from items(doc, child, above)


_MARKED = {"letter", "bullet", "star", "decimal", "arabic", "plus"}


def title_piece(doc: Document, section: Section) -> Piece | None:
    """The heading of a section as a piece, found again in its first block."""
    if not section.blocks or not section.title:
        return None
    block = section.blocks[0]
    at = doc.blocks[block].text.find(section.title)
    return Piece(block, at, section.title) if at >= 0 else None


def heads(doc: Document, section: Section) -> tuple[str, ...]:
    """Titles of the section and above it, nearest first."""
    found = [section.title] if section.title else []
    return tuple(found + [upper.title for upper in doc.above(section) if upper.title])


_STOP = re.compile(rf"[.!?](?=\s+[{UPPER}“\"])")
_ABBREVIATED = re.compile(r"(?:\b(?:TP|TX|Ths|TS|TT|tp|Đ/c|đ/c|v\.v|vv)|\.\.)$")


def sentences(piece: Piece) -> Iterator[Piece]:
    """Sentences of a piece; a stop behind an abbreviation or between figures ends none."""
    return iter(_sentences(piece))


@lru_cache(maxsize=4096)
def _sentences(piece: Piece) -> tuple[Piece, ...]:
    return tuple(_cut_at_stops(piece))  # every extractor asks for them again


def _cut_at_stops(piece: Piece) -> Iterator[Piece]:
    start = 0
    for found in _STOP.finditer(piece.text):
        if _ABBREVIATED.search(piece.text[: found.start()]):
            continue
        yield _stripped(piece, start, found.end())
        start = found.end()
    if piece.text[start:].strip():
        yield _stripped(piece, start, len(piece.text))


def parts(piece: Piece, marks: str = ";") -> list[Piece]:
    """A piece cut at ``;`` (outside brackets), empty parts left out."""
    if not any(mark in piece.text for mark in marks):
        return [_stripped(piece, 0, len(piece.text))] if piece.text.strip(" .;,") else []
    out, start, depth = [], 0, 0
    for index, char in enumerate(piece.text):
        depth += (char in "(“") - (char in ")”")
        if char in marks and depth <= 0:
            out.append((start, index))
            start = index + 1
    out.append((start, len(piece.text)))
    return [_stripped(piece, a, b) for a, b in out if piece.text[a:b].strip(" .;,")]


def _stripped(piece: Piece, start: int, end: int) -> Piece:
    text = piece.text[start:end]
    left = len(text) - len(text.lstrip())
    return piece.cut(start + left, start + len(text.rstrip()))


_INLINE = re.compile(r"(?<!\w)\(?(?:\d{1,2}|[a-hđ]|[ivx]{1,4})\)\s+(?=\w)")


def enumerated(piece: Piece) -> list[Piece]:
    """``(1) …; (2) …`` inside one paragraph as its parts; the piece itself where it has no such list."""
    marks = list(_INLINE.finditer(piece.text))
    if len(marks) < 2 or (
        piece.text[: marks[0].start()].strip(" :") and not piece.text[: marks[0].start()].rstrip().endswith(":")
    ):
        return [piece]
    ends = [mark.start() for mark in marks[1:]] + [len(piece.text)]
    cut = [_stripped(piece, mark.end(), end) for mark, end in zip(marks, ends, strict=True)]
    return [each.cut(0, len(each.text.rstrip(" ;,."))) for each in cut if each.text.strip(" ;,.")]


_LABEL = re.compile(r"\s*([^:;.]{2,70}?)\s*:\s*(?=\S)")


def label(piece: Piece) -> tuple[str, Piece]:
    """``Tập thể: …`` → the words before the colon and what follows; ("", piece) without label."""
    found = _LABEL.match(piece.text)
    if found is None:
        return "", piece
    return found.group(1), piece.cut(found.end())


def has(text: str, key: str, name: str = "clauses") -> re.Match[str] | None:
    """The first phrase of a word list in the text."""
    return seeker(name, key).search(fold(text))


def target(text: str, default: str = "either") -> str:
    """Whom a heading or first words name: collective, individual, household, either."""
    folded = fold(text)
    if seeker("clauses", "both").search(folded):
        return "either"
    exact = [
        key
        for key, words in (("collective", "tap the"), ("individual", "ca nhan"))
        if re.search(rf"\b{words}\b", folded)
    ]
    marked = with_marks(text)
    if exact:
        mixed = exact == ["individual"] and re.search(rf"(?<!\w){re.escape(with_marks('hộ gia đình'))}(?!\w)", marked)
        return exact[0] if len(exact) == 1 and not mixed else "either"  # "phòng" is not "phong trào", "hộ" not "hồ sơ"
    found = [
        (match.start(), key)
        for key in ("collective", "individual", "household")
        if (match := _marked(key).search(marked))
    ]
    return min(found)[1] if found else default


@cache
def _marked(key: str) -> re.Pattern[str]:
    names = "|".join(re.escape(with_marks(each)) for each in words("clauses", key))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


def round_of(text: str) -> str | None:
    """``annual``, ``period_2021_2025``, ``round_1``, ``interim`` or None, by the words of a heading or clause."""
    folded = fold(text)
    if found := _NUMBERED.search(folded):
        return f"round_{_COUNTED.get(found.group(1), found.group(1))}"
    if _HALF_WAY.search(folded):
        return "interim"
    span = dates.years(text)
    if _AT_THE_END.search(folded):
        return "final"
    if ("tong" in folded or "doan" in folded) and re.search(r"(?<!\w)(?:tong\s+ket|giai\s+doan)(?!\w)", folded):
        if span is not None:
            return f"period_{span[0]}_{span[1]}"
        if re.search(r"(?<!\w)tong\s+ket(?!\w)", folded):
            return "final"
    if seeker("clauses", "round_annual").search(folded):
        return "annual"
    return None


_NUMBERED = re.compile(r"(?<!\w)(?:dot|lan)\s+(?:thi\s+dua\s+)?(?:thu\s+)?(\d{1,2}|i{1,3}|iv|nhat|hai|ba)(?!\w)")
_HALF_WAY = re.compile(r"(?<!\w)(?:so\s+ket|giua\s+(?:ky|giai\s+doan))(?!\w)")
_AT_THE_END = re.compile(
    r"(?<!\w)(?:cuoi\s+(?:ky|giai\s+doan)|ket\s+thuc\s+(?:giai\s+doan|phong\s+trao)|khen\s+thuong\s+(?:0?5|nam)\s+nam|khen\s+(?:thuong\s+)?giai\s+doan(?!\s+\d))(?!\w)"
)
_COUNTED = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "nhat": "1", "hai": "2", "ba": "3"}


def anchor(text: str, limit: int = 90) -> str:
    """First words of an item, for lists and labels."""
    words = " ".join(text.split()).strip(" .;:,-–+*")
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(" ,;:")
