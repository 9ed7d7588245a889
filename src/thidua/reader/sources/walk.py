"""One walk through the body of a DOCX."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from thidua.documents import vietnamese
from thidua.reader.model import Cell, Line
from thidua.reader.sources.numbering import Lists, W
from thidua.reader.sources.styles import NOTHING, Look, Styles, flag, has_borders, paragraph_look, run_look

_P, _R, _T, _TBL, _TR, _TC = (f"{W}{name}" for name in ("p", "r", "t", "tbl", "tr", "tc"))
_GONE: Final = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr"))
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS: Final = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_BREAK, _RENDERED, _BOX = f"{W}br", f"{W}lastRenderedPageBreak", f"{W}txbxContent"
# Words that stand only in the head or foot of a paper: a ruled table around them is a careless frame, no data.
_FRAMES: Final = ("cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc", "noi nhan:")


class Walk:
    """Collects ``lines``; ``page`` counts the breaks Word wrote down."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.lines: list[Line] = []
        self.page = 1
        self._styles = styles
        self._lists = lists
        self._cell: Cell | None = None
        self._tables = 0
        self._fresh = True  # nothing stands on the page yet
        self._carried: list[tuple[str, Look]] = []  # words of a paragraph whose end mark was deleted

    def document(self, root: Element) -> None:
        """The whole main part."""
        body = root.find(f"{W}body")
        if body is not None:
            self._blocks(body)
        if self._carried:
            self._emit(NOTHING, [])

    # ------------------------------------------------------------ blocks

    def _blocks(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _P:
                self._paragraph(child)
            elif tag == _TBL:
                self._table(child)
            elif tag not in _GONE:  # content controls, tracked insertions, custom XML
                self._blocks(child)

    def _paragraph(self, item: Element) -> None:
        properties = item.find(f"{W}pPr")
        look = NOTHING
        style = None
        if properties is not None:
            named = properties.find(f"{W}pStyle")
            style = named.get(f"{W}val") if named is not None else None
            look = paragraph_look(properties)
            if flag(properties, "pageBreakBefore"):
                self._turn()
        look = look.over(self._styles.look(style))
        pieces: list[tuple[str, Look]] = self._carried
        self._carried = []
        boxes: list[Element] = []
        first = len(self.lines)
        self._inline(item, look, pieces, boxes)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if mark is not None and mark.find(f"{W}del") is not None:
            self._carried = pieces
            return
        self._emit(look, pieces)
        for box in boxes:
            self._blocks(box)
        if properties is not None and properties.find(f"{W}sectPr") is not None and len(self.lines) > first:
            self._section(properties.find(f"{W}sectPr"))

    def _section(self, section: Element | None) -> None:
        kind = section.find(f"{W}type") if section is not None else None
        if kind is None or kind.get(f"{W}val") != "continuous":
            self._turn()

    def _turn(self) -> None:
        if not self._fresh:
            self.page += 1
            self._fresh = True

    # ------------------------------------------------------------ words

    def _inline(self, parent: Element, look: Look, pieces: list[tuple[str, Look]], boxes: list[Element]) -> None:
        for child in parent:
            if child.tag == _R:
                self._run(child, look, pieces, boxes)
            elif child.tag not in _GONE:
                self._inline(child, look, pieces, boxes)

    def _run(self, run: Element, above: Look, pieces: list[tuple[str, Look]], boxes: list[Element]) -> None:
        properties = run.find(f"{W}rPr")
        own = run_look(properties)
        if properties is not None and (named := properties.find(f"{W}rStyle")) is not None:
            own = own.over(self._styles.looks.get(named.get(f"{W}val", ""), NOTHING))
        look = own.over(above)
        if look.hidden:
            return
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text or ""
                if text.strip():
                    self._fresh = False
                pieces.append((text.upper() if look.caps else text, look))
            elif tag in _SIGNS:
                pieces.append((_SIGNS[tag], look))
            elif tag == _BREAK:
                if child.get(f"{W}type") == "page":
                    self._turn()
                pieces.append(("\n", look))
            elif tag == _RENDERED:
                self._turn()
            elif tag not in _GONE:
                _find_boxes(child, boxes)

    def _emit(self, look: Look, pieces: list[tuple[str, Look]]) -> None:
        """One line for each piece between soft breaks; the automatic number goes with the first."""
        text = "".join(word for word, _ in pieces)
        number = ""
        if look.num and look.num != "0" and text.strip():
            number = self._lists.next(look.num, look.depth or 0)
        if not text.strip():
            return
        heading = look.heading or 0
        centred = look.align == "center"
        rows = _split(pieces)
        for n, row in enumerate(rows):
            shown = " ".join("".join(word for word, _ in row).replace("\u00ad", "").split())
            letters = sum(len(word.strip()) for word, _ in row) or 1
            self.lines.append(
                Line(
                    shown,
                    self.page,
                    whole=n == len(rows) - 1,
                    bold=sum(len(word.strip()) for word, how in row if how.bold) > 0.8 * letters,
                    italic=sum(len(word.strip()) for word, how in row if how.italic) > 0.8 * letters,
                    centred=centred,
                    heading=heading,
                    number=number if n == 0 else "",
                    cell=self._cell,
                )
            )

    # ------------------------------------------------------------ tables

    def _table(self, item: Element) -> None:
        outer, table = self._cell, self._tables
        rows = [row for row in _within(item, _TR) if row.find(f"{W}trPr/{W}del") is None]
        grid = item.find(f"{W}tblGrid")
        columns = max([len(grid) if grid is not None else 0, *(_width(row) for row in rows)], default=0)
        framed = self._is_frame(item, rows, columns)
        if not framed:
            self._tables += 1
        for at, row in enumerate(rows):
            column = _before(row)
            for cell in _within(row, _TC):
                properties = cell.find(f"{W}tcPr")
                if not _covered(properties):
                    self._cell = outer if framed else Cell(table, at, column, columns)
                    self._blocks(cell)
                column += _span(properties)
        self._cell = outer

    def _is_frame(self, item: Element, rows: list[Element], columns: int) -> bool:
        """True for a table that only places text: head and foot of the paper, or a single cell without rules."""
        if columns > 3:
            return False
        said = vietnamese.fold("".join(node.text or "" for row in rows[:3] for node in row.iter(_T)))
        if any(words in said for words in _FRAMES):
            return True
        properties = item.find(f"{W}tblPr")
        own = properties.find(f"{W}tblBorders") if properties is not None else None
        style = properties.find(f"{W}tblStyle") if properties is not None else None
        ruled = (
            has_borders(own) if own is not None else style is not None and style.get(f"{W}val") in self._styles.borders
        )
        return not ruled and not any(has_borders(edges) for row in rows for edges in row.iter(f"{W}tcBorders"))


def _split(pieces: list[tuple[str, Look]]) -> list[list[tuple[str, Look]]]:
    """The pieces between line breaks, empty lines left out."""
    rows: list[list[tuple[str, Look]]] = [[]]
    for word, look in pieces:
        for n, part in enumerate(word.split("\n")):
            if n:
                rows.append([])
            rows[-1].append((part, look))
    return [row for row in rows if any(word.strip() for word, _ in row)]


def _find_boxes(item: Element, boxes: list[Element]) -> None:
    """Text boxes inside a drawing; of the two versions Word writes only the first is read."""
    if item.tag == f"{_MC}AlternateContent":
        choice = item.find(f"{_MC}Choice")
        item = choice if choice is not None else item
    if item.tag == _BOX:
        boxes.append(item)
        return
    for child in item:
        _find_boxes(child, boxes)


def _within(parent: Element, tag: str) -> list[Element]:
    """Rows of a table or cells of a row, also those inside content controls and tracked insertions."""
    out: list[Element] = []
    for child in parent:
        if child.tag == tag:
            out.append(child)
        elif child.tag not in (_P, _TBL, _TR, _TC) and child.tag not in _GONE:
            out.extend(_within(child, tag))
    return out


def _span(properties: Element | None) -> int:
    found = properties.find(f"{W}gridSpan") if properties is not None else None
    value = found.get(f"{W}val", "1") if found is not None else "1"
    return int(value) if value.isdigit() and 0 < int(value) < 100 else 1


def _before(row: Element) -> int:
    found = row.find(f"{W}trPr/{W}gridBefore")
    value = found.get(f"{W}val", "0") if found is not None else "0"
    return int(value) if value.isdigit() and int(value) < 100 else 0


def _width(row: Element) -> int:
    return _before(row) + sum(_span(cell.find(f"{W}tcPr")) for cell in _within(row, _TC))


def _covered(properties: Element | None) -> bool:
    """A cell that only continues the one above or beside it."""
    if properties is None:
        return False
    for name in ("vMerge", "hMerge"):
        merge = properties.find(f"{W}{name}")
        if merge is not None and merge.get(f"{W}val", "continue") == "continue":
            return True
    return False
