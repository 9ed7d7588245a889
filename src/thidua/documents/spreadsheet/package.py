"""A look at an XLSX before the reader opens it: how large each sheet claims to be, which cells hold errors.

The reader reserves a full rectangle up to the farthest cell and aborts the whole process when that does not fit in
memory, so every cell reference is checked by a real XML parser first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import ZipFile

from thidua.documents.archives import UnsafeArchive, open_package

_MAX_CELLS: Final = 3_000_000
_OFFICE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW: Final = re.compile(r"[1-9][0-9]{0,6}")
_RANGE: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}(:[A-Z]{1,3}[1-9][0-9]{0,6})?")


@dataclass(slots=True)
class SheetScan:
    """References of cells with an error value, e.g. "C7", and the numbers of the rows they are in."""

    errors: set[str] = field(default_factory=set)
    error_rows: set[int] = field(default_factory=set)


def scan(data: bytes) -> dict[str, SheetScan]:
    """Return what each worksheet holds, by name. Raises UnsafeArchive for what is no sound XLSX of sane size."""
    if not data.startswith(b"PK"):
        raise UnsafeArchive("tệp không phải .xlsx")
    package = open_package(data)
    try:
        targets = _targets(package)
        return {
            name: _Scanner().scan(package.read(path)) for name, path in targets.items() if path in package.NameToInfo
        }
    except (KeyError, ElementTree.ParseError, expat.ExpatError, LookupError, ValueError):
        raise UnsafeArchive("nội dung tệp không đúng dạng .xlsx") from None


def _targets(package: ZipFile) -> dict[str, str]:
    """Return sheet name → path of its part."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    paths = {r.get("Id", ""): r.get("Target", "") for r in relations}
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    sheets = [element for element in book.iter() if element.tag.endswith("}sheet")]
    return {s.get("name", ""): _path(paths.get(s.get(_OFFICE, ""), "")) for s in sheets}


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


class _Scanner:
    """Walks the rows and cells of one sheet, as the reader will, and keeps the farthest place."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0
        self.found = SheetScan()

    def scan(self, xml: bytes) -> SheetScan:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.Parse(xml, True)
        return self.found

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._open_row(attributes.get("r"))
            case "c":
                self._cell(attributes.get("r"), attributes.get("t"))
            case "dimension" | "mergeCell":
                if not _RANGE.fullmatch(attributes.get("ref", "A1")):
                    raise ValueError
            case _:
                return

    def _open_row(self, reference: str | None) -> None:
        if reference is not None and not _ROW.fullmatch(reference):
            raise ValueError
        self.row, self.column = int(reference) if reference else self.row + 1, 0
        self._reach()

    def _cell(self, reference: str | None, kind: str | None) -> None:
        if reference is None:
            self.column += 1
        elif place := _CELL.fullmatch(reference):
            self.row, self.column = int(place[2]), column_number(place[1])
        else:
            raise ValueError
        self._reach()
        if kind == "e":
            self.found.errors.add(f"{column_letter(self.column)}{self.row}")
            self.found.error_rows.add(self.row)

    def _reach(self) -> None:
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        if self.last_row * max(self.last_column, 1) > _MAX_CELLS:
            raise UnsafeArchive("trang tính có ô nằm quá xa vùng dữ liệu; xóa các dòng và cột thừa ở cuối")


def column_number(letters: str) -> int:
    """Return the number of a column from its letters: "A" → 1, "AA" → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letter(number: int) -> str:
    """Return the letters of a column from its number: 1 → "A", 27 → "AA"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
