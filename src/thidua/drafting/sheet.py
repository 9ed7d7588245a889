"""The document as the review page shows it: blocks cut at the ends of facts, and sentences without any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from thidua.documents.vietnamese import fold
from thidua.drafting.saying import place

BOUND: Final = re.compile(r"(?<=[.;:!?])\s+(?=[A-ZÀ-ỸĐ“\"(\-–+])")
SHORT: Final = re.compile(r"(?:\b(?:TP|TS|ThS|Tp|Q|P|GS|PGS|[IVXLC]+|[0-9]+|[a-zđ])[.)]|^[-–+*•]|[Ss]ố:?)$")
PRINTED: Final = frozenset(  # what stands on every paper, without marks
    {"cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc", "ke hoach", "noi nhan", "uy ban nhan dan"}
)
WORDS: Final = re.compile(r"\w", re.UNICODE)
SUM: Final = re.compile(r"\d[\d.]*(?:,\d+)?\s*(?:triệu\s+|nghìn\s+)?đồng\b|\d{1,3}(?:\.\d{3})+\s*đ\b")


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact in the text: its number on the page, whether it still waits, and whether its last span ends here."""

    number: int
    waits: bool
    pk: int
    ends: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters of a block that belong to the same facts. ``anchors`` are the numbers of facts that begin here."""

    text: str
    marks: tuple[Mark, ...] = ()
    anchors: tuple[int, ...] = ()
    sentence: str = ""  # id of the sentence that begins here, when nothing was taken from it
    notes: tuple[str, ...] = ()  # keys of remarks about words that begin here

    @property
    def first(self) -> Mark:
        """The fact the words lead to."""
        return self.marks[0]

    @property
    def waits(self) -> bool:
        """Whether one of its facts waits for a person."""
        return any(mark.waits for mark in self.marks)

    @property
    def ending(self) -> list[Mark]:
        """Facts whose number is printed after these words."""
        return [mark for mark in self.marks if mark.ends]


@dataclass(slots=True)
class Paragraph:
    """A block as shown: its element of HTML and class."""

    tag: str
    css: str
    segments: list[Segment] = field(default_factory=list)
    page: int = 0  # a page begins here


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a block; half-open characters."""

    block: int
    start: int
    end: int
    text: str
    path: str = ""

    @property
    def place(self) -> dict[str, str]:
        """Its clause."""
        return place(self.path)

    @property
    def part(self) -> str:
        """The part of the document it stands in: the first step of its path."""
        return self.path.partition(".")[0]

    @property
    def id(self) -> str:
        """Its anchor in the document."""
        return f"c{self.block}-{self.start}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: its number, whether it waits, its spans."""

    number: int
    pk: int
    waits: bool
    spans: Sequence[Sequence[int]]


def sentences(block: int, text: str, path: str = "") -> list[Sentence]:
    """The sentences of a block. Numbers, list marks and abbreviations do not end one."""
    cuts, start = [], 0
    for bound in BOUND.finditer(text):
        if not SHORT.search(text[start : bound.start()].strip()):
            cuts.append((start, bound.start()))
            start = bound.end()
    cuts.append((start, len(text)))
    return [Sentence(block, a, b, text[a:b].strip(), path) for a, b in cuts if len(WORDS.findall(text[a:b])) > 2]


def paths(outline: Iterable[dict[str, Any]]) -> dict[int, str]:
    """Block → path of the section it belongs to, from the stored outline."""
    found: dict[int, str] = {}
    for section in outline:
        for index in section["blocks"]:
            found.setdefault(index, section["path"])
        found |= {k: v for k, v in paths(section["children"]).items() if k not in found}
    return found


def untouched(reading: dict[str, Any], places: Iterable[Place]) -> list[Sentence]:
    """Sentences from which no fact was taken, in the order of the text."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for each in places:
        for block, start, end in each.spans:
            taken.setdefault(block, []).append((start, end))
    where, headings = paths(reading["outline"]), _headings(reading["outline"])
    return [
        sentence
        for block in reading["blocks"]
        for sentence in sentences(block["index"], block["text"], where.get(block["index"], ""))
        if sentence.end > headings.get(block["index"], 0)
        and fold(sentence.text).strip(" :.-") not in PRINTED
        and not _read(sentence, block["text"], taken.get(block["index"], ()))
    ]


def _read(sentence: Sentence, text: str, taken: Iterable[tuple[int, int]]) -> bool:
    """Whether a fact was taken from the sentence; where it states money, one that holds the figures."""
    near = [(a, b) for a, b in taken if a < sentence.end and b > sentence.start]
    sums = [*SUM.finditer(text, sentence.start, sentence.end)]
    return any(a < found.end() and b > found.start() for a, b in near for found in sums) if sums else bool(near)


def _headings(outline: Iterable[dict[str, Any]]) -> dict[int, int]:
    """Block → where the words begin after marker and heading: a heading says nothing by itself."""
    found: dict[int, int] = {}
    for section in outline:
        if section["title"] and section["blocks"]:
            found[section["blocks"][0]] = section["starts"][0]
        found |= _headings(section["children"])
    return found


def paragraphs(
    reading: dict[str, Any],
    places: Sequence[Place],
    loose: Iterable[Sentence],
    notes: Mapping[tuple[int, int], tuple[str, ...]],
) -> list[Paragraph]:
    """The whole document, every block once. ``notes``: keys of remarks by block and first character."""
    starts = {(s.block, s.start): s.id for s in loose}
    titles = _titles(reading["outline"])
    by_block: dict[int, list[tuple[int, int, Mark]]] = {}
    anchors: dict[tuple[int, int], tuple[int, ...]] = {}
    for each in places:
        for n, (block, start, end) in enumerate(each.spans):
            last = n == len(each.spans) - 1
            by_block.setdefault(block, []).append((start, end, Mark(each.number, each.waits, each.pk, last)))
            if n == 0:
                anchors[block, start] = (*anchors.get((block, start), ()), each.number)
    shown, page = [], 1
    for block in reading["blocks"]:
        index = block["index"]
        opens = block["page"] if block["page"] > page else 0
        page = max(page, block["page"])
        segments = _segments(block["text"], by_block.get(index, []), index, anchors, starts, notes)
        shown.append(Paragraph(*_style(block, titles.get(index, "")), segments, opens))
    return shown


def _titles(outline: Iterable[dict[str, Any]], depth: int = 2) -> dict[int, str]:
    found: dict[int, str] = {}
    for section in outline:
        if section["title"] and section["blocks"] and section["style"] not in ("plain", "bullet", "star", "table"):
            found[section["blocks"][0]] = "part" if depth == 2 else "item"
        found |= _titles(section["children"], depth + 1)
    return found


def _style(block: dict[str, Any], title: str) -> tuple[str, str]:
    """Element and class. A heading of the paper is bold text here: the headings of the page are its own."""
    if block["cell"]:
        return "p", "cell"
    if block["centred"]:
        return "p", "doc-title" if block["bold"] else "centred"
    return "p", title if len(block["text"]) < 160 else ""


def _segments(
    text: str,
    marks: list[tuple[int, int, Mark]],
    block: int,
    anchors: dict[tuple[int, int], tuple[int, ...]],
    starts: dict[tuple[int, int], str],
    notes: Mapping[tuple[int, int], tuple[str, ...]],
) -> list[Segment]:
    cuts = {0, len(text), *(start for b, start in [*starts, *notes] if b == block and start < len(text))}
    for start, end, _ in marks:
        cuts |= {min(start, len(text)), min(end, len(text))}
    ordered = sorted(cuts)
    found = []
    for a, b in pairwise(ordered):
        here = [(start, end, mark) for start, end, mark in marks if start <= a and end >= b and start < end]
        here.sort(key=lambda each: (each[1] - each[0], each[2].number))
        shown = tuple(Mark(m.number, m.waits, m.pk, m.ends and min(end, len(text)) == b) for _, end, m in here)
        found.append(
            Segment(
                text[a:b], shown, anchors.get((block, a), ()), starts.get((block, a), ""), notes.get((block, a), ())
            )
        )
    return found
