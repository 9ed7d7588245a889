"""Blocks of an official paper, independent of DOCX and PDF.

A paper is a ``Document``: sections of blocks in reading order. The renderers (``docx.py``, ``pdf.py``) know only these
blocks, the paper classes know only their content. Sizes follow Nghị định 30/2020/NĐ-CP, Annex I; shares of columns are
parts of the text width (160 mm upright, 247 mm landscape) and are scaled to 100.

What is not known yet stays blank (number, day); nothing is invented to fill a line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from thidua.documents import vietnamese

Align = Literal["left", "center", "right", "justify"]
BLANK = "\u00a0"  # space that neither Word nor typst collapses


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look."""

    text: str
    bold: bool = False
    italic: bool = False


type Text = str | tuple[Run, ...]


def bold(text: str) -> Run:
    """A bold piece of a line."""
    return Run(text, bold=True)


def italic(text: str) -> Run:
    """A slanted piece of a line."""
    return Run(text, italic=True)


def runs(text: Text) -> tuple[Run, ...]:
    """The pieces of a line, whichever way it was given."""
    return (Run(text),) if isinstance(text, str) else text


def plain(text: Text) -> str:
    """The line without its looks."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


# ---------------------------------------------------------------- head of the paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Quốc hiệu, issuing body, number and symbol, place and day (NĐ 30/2020 Annex I, cells 1 to 4).

    ``issuer`` may hold a line break before the name of the locality. ``symbol`` is empty for papers without number
    (achievement reports). ``number`` and ``day`` are ``None`` in a draft and print as blanks; ``year`` is what a draft
    may already say. ``about`` is the "V/v" line of letters (cell 5b). ``number_typed`` and ``date_typed`` are the lines
    of a paper taken over from a text: they are printed as they were typed, also when empty.
    """

    issuer: str
    parent_body: str = ""
    symbol: str = ""
    number: int | str | None = None
    place: str = ""
    day: date | None = None
    year: int | None = None
    about: str = ""
    number_typed: str | None = None
    date_typed: str | None = None

    @property
    def number_line(self) -> str:
        """``Số: 05/KH-UBND``; blank before the slash in a draft; empty for papers that carry no number."""
        if self.number_typed is not None:
            return self.number_typed
        if not self.symbol:
            return ""
        if self.number is None:
            return f"Số:{BLANK * 7}/{self.symbol}"
        shown = f"{self.number:02d}" if isinstance(self.number, int) else self.number
        return f"Số: {shown}/{self.symbol}"

    @property
    def date_line(self) -> str:
        """``Thanh Bình Đông, ngày 05 tháng 01 năm 2026``; blanks for what is not set."""
        if self.date_typed is not None:
            return self.date_typed
        where = f"{self.place}, " if self.place else ""
        if self.day is not None:
            return where + vietnamese.date_words(self.day)
        year = str(self.year) if self.year else BLANK * 6
        return f"{where}ngày{BLANK * 6}tháng{BLANK * 6}năm {year}"


@dataclass(frozen=True, slots=True)
class Corner:
    """Small label at the top right, such as the number of the form the paper follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """Type of paper in capitals and what it is about, centred, with the short rule under it."""

    name: str
    subject: str = ""
    note: str = ""
    rule: bool = True


@dataclass(frozen=True, slots=True)
class Centred:
    """A bold centred line: the authority of a decision, "QUYẾT ĐỊNH:"."""

    text: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """ "Kính gửi": one name on the line, several as a list under it."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bases:
    """Legal bases, one slanted line each, closed by ";" and the last by "." (NĐ 30/2020 Annex I, cell 6)."""

    items: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines with their closing marks."""
        last = len(self.items) - 1
        return tuple(text.rstrip(" .;") + ("." if n == last else ";") for n, text in enumerate(self.items))


# ---------------------------------------------------------------- body


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: justified, first line 1.27 cm in, unless told otherwise."""

    text: Text
    align: Align = "justify"
    indent: bool = True
    keep: bool = False  # stays on the page of what follows


@dataclass(frozen=True, slots=True)
class SubHead:
    """Heading of a part: level 1 ``I. TITLE``, level 2 ``1. Title``, level 3 slanted."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Article:
    """``Điều n. text`` with further paragraphs."""

    number: int
    text: str
    more: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A small slanted line, such as the unit of a table or a remark under it."""

    text: str
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: label, share of the text width, alignment of its cells, label above several neighbours (``group``)."""

    label: str
    share: float
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; ``span`` cells of the table are covered by the first one (headings of groups, totals)."""

    cells: tuple[Text, ...]
    bold: bool = False
    span: int = 1
    align: Align | None = None  # of the first cell when it spans


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose header is repeated on each page and whose rows are never cut."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float = 12

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) + row.span - 1 != len(self.columns):
                raise ValueError(f"row {row.cells!r} does not fill {len(self.columns)} columns")

    @property
    def shares(self) -> tuple[float, ...]:
        """Widths in hundredths of the text width; they sum to 100."""
        whole = sum(column.share for column in self.columns)
        return tuple(column.share * 100 / whole for column in self.columns)

    @property
    def grouped(self) -> bool:
        """True when the header has two rows."""
        return any(column.group for column in self.columns)


# ---------------------------------------------------------------- foot of the paper


@dataclass(frozen=True, slots=True)
class Signature:
    """Capacity lines (``TM. …``, ``KT. …``, post), a remark such as "(Ký, ghi rõ họ tên)", the name under the space."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""
    sub_line: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """ "Nơi nhận" at the left and the signature at the right on one level; never parted by a page break."""

    recipients: tuple[str, ...]
    signature: Signature

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """Recipients with their dash and closing mark, the last one closed by "."."""
        last = len(self.recipients) - 1
        names = (name.strip().lstrip("- ").rstrip(" .;") for name in self.recipients)
        return tuple(f"- {name}{'.' if n == last else ';'}" for n, name in enumerate(names))


@dataclass(frozen=True, slots=True)
class Signatures:
    """Two or three signatures side by side (minutes, reports to be confirmed, payment lists)."""

    columns: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """Head of an attached list: label (``Phụ lục I``) if it has one, title, subject, "(Kèm theo …)"."""

    title: str
    subject: str = ""
    reference: str = ""
    label: str = ""


# ---------------------------------------------------------------- certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Offsets:
    """Shift of the text on pre-printed stock, in millimetres to the right and downward."""

    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFace:
    """The one page of a certificate (NĐ 98/2023 Art 104), see ``certificate.py``.

    ``preprinted`` names lines that the stock already carries and that only keep their space: ``national`` (Quốc hiệu,
    Tiêu ngữ), ``authority``, ``form`` ("TẶNG", "GIẤY KHEN").
    """

    authority: str
    form: str
    recipient: str
    honorific: str
    detail: str
    merit: str
    decision_line: str
    book_line: str
    date_line: str
    signature: Signature
    check_text: str = ""
    check_url: str = ""
    frame: bool = True
    preprinted: tuple[str, ...] = ()
    width_mm: float = 297
    height_mm: float = 210
    offsets: Offsets = field(default_factory=Offsets)


type Block = (
    Heading
    | Corner
    | Title
    | Centred
    | Addressees
    | Bases
    | Paragraph
    | SubHead
    | Article
    | Note
    | Table
    | Closing
    | Signatures
    | AnnexHead
    | CertificateFace
)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of one orientation; ``restart`` gives an annex its own page numbers."""

    blocks: tuple[Block, ...]
    landscape: bool = False
    restart: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper ready to be rendered."""

    title: str
    sections: tuple[Section, ...]

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in reading order."""
        return tuple(block for section in self.sections for block in section.blocks)
