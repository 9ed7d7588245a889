"""What the reader passes from step to step, as frozen dataclasses that survive JSON.

The pipeline: file → ``Pages`` (``sources/``) → ``Block`` (``blocks``: joined, repaired paragraphs and cells) →
``Section`` (``outline``) → meaning of each section (``meaning``) → ``Fact`` (``facts/``) → ``plans.Plan`` (``build``).
Nothing below ever invents a value: what the text does not say has no fact and becomes a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Origin = Literal["docx", "pdf", "scan", "text"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Place of a line inside a table: table, row and column count from 0; ``columns`` is the width of the table."""

    table: int
    row: int
    column: int
    columns: int


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line (PDF, scan) or one paragraph (DOCX, TXT) as the file gives it, nothing repaired.

    ``whole`` says that the file itself ends the paragraph here (DOCX); lines of PDF, scan and TXT may be pieces.
    ``continues`` says that the print shows it: the line goes on with the one before (over a page break, say).
    ``number`` is an automatic list number of Word written out (``1.``, ``a)``, ``-``), not part of ``text``.
    ``left``/``right`` are margins in points where the file knows them. ``sure`` is the OCR's certainty, 0 to 1.
    """

    text: str
    page: int
    whole: bool = False
    bold: bool = False
    italic: bool = False
    centred: bool = False
    heading: int = 0
    number: str = ""
    left: float | None = None
    right: float | None = None
    top: float | None = None
    sure: float = 1.0
    cell: Cell | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """A file after its first step. ``notes`` are Vietnamese sentences about what could not be read."""

    origin: Origin
    name: str
    sha256: str
    count: int
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """A slip that reading looked through: ``was`` stands in the file at ``start`` of the block's text as ``now``."""

    start: int
    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or table cell. ``text`` is NFC, joined across lines and pages, slips repaired for reading;
    ``original`` is what the file says, joined but not repaired."""

    index: int
    text: str
    original: str
    page: int
    last_page: int
    bold: bool = False
    italic: bool = False
    centred: bool = False
    cell: Cell | None = None
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters in the text of one block."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered or bulleted piece of the plan and what hangs under it.

    ``style``: part (Phần), chapter, article (Điều), roman, arabic, decimal (1.1), letter, bullet, star, plain, table;
    ``label`` as printed without its closing mark (``III``, ``2``, ``đ``, ``-``); ``path`` joins the labels of the way
    down (``III.2.a``; ``header``, ``title``, ``preamble``, ``closing``, ``recipients``, ``signature`` outside the
    numbering); a bullet counts from 1 (``III.3.a.-2``).
    ``title`` is the heading's text, ``blocks`` the own paragraphs of the section, title block first; ``starts`` says for
    each of them where its words begin after marker and heading (the length of the block where nothing follows).
    """

    path: str
    style: str
    label: str
    title: str
    blocks: tuple[int, ...]
    children: tuple[Section, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the text says.

    ``kind`` is a key of ``facts.KINDS`` (issuer, number, date, quota, deadline, …); ``value`` JSON of the shape that
    kind documents; ``spans`` where it stands (empty only for a fact about what is absent); ``path`` of the section;
    ``quote`` the words; ``confidence`` 0 to 1 with ``doubt`` saying in Vietnamese what is unsure when below 0.8.
    """

    id: str
    kind: str
    value: Mapping[str, object]
    spans: tuple[Span, ...]
    path: str
    quote: str
    confidence: float
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Does the document launch an emulation movement? ``why`` is one Vietnamese sentence quoting what decided."""

    launches: bool
    why: str
    kind: str  # ke-hoach-thi-dua, quy-dinh, huong-dan, cong-dien, ke-hoach-khac, …


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one file."""

    pages: Pages
    blocks: tuple[Block, ...]
    outline: tuple[Section, ...]
    verdict: Verdict
    facts: tuple[Fact, ...]
