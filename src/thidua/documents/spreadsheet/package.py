"""A look at an XLSX before the reader opens it: how large each sheet claims to be, which cells hold errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree
from zipfile import ZipFile

from thidua.documents.archives import UnsafeArchive, open_package

_MAX_CELLS: Final = 3_000_000  # the reader keeps a full rectangle in memory
_OFFICE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE: Final = re.compile(rb"""[\s]r\s*=\s*["']([A-Za-z]{0,7})([0-9]{1,9})["']""")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s[^>]*>")
_ERROR: Final = re.compile(rb"""[\s]t\s*=\s*["']e["']""")


@dataclass(frozen=True, slots=True)
class SheetScan:
    """References of cells with an error value, e.g. "C7", and the rows they are in."""

    errors: frozenset[str]
    error_rows: frozenset[int]


def scan(data: bytes) -> dict[str, SheetScan]:
    """Return what each worksheet holds, by name. Raises UnsafeArchive for what is no sound XLSX of sane size."""
    if not data.startswith(b"PK"):
        raise UnsafeArchive("tệp không phải .xlsx")
    package = open_package(data)
    try:
        targets = _targets(package)
        return {name: _scan_sheet(package.read(path)) for name, path in targets.items() if path in package.NameToInfo}
    except (KeyError, ElementTree.ParseError):
        raise UnsafeArchive("tệp không phải .xlsx") from None


def _targets(package: ZipFile) -> dict[str, str]:
    """Return sheet name → path of its part."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    paths = {r.get("Id", ""): r.get("Target", "") for r in relations}
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    sheets = [element for element in book.iter() if element.tag.endswith("}sheet")]
    return {s.get("name", ""): _path(paths.get(s.get(_OFFICE, ""), "")) for s in sheets}


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _scan_sheet(xml: bytes) -> SheetScan:
    if xml[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise UnsafeArchive("trang tính dùng bảng mã lạ")
    rows, columns = 0, 0
    for letters, digits in _REFERENCE.findall(xml):
        rows, columns = max(rows, int(digits)), max(columns, _column(letters))
    if rows * max(columns, 1) > _MAX_CELLS:
        raise UnsafeArchive("trang tính có ô nằm quá xa vùng dữ liệu; xóa các dòng và cột thừa ở cuối")
    errors = set()
    for cell in _CELL.findall(xml):
        if _ERROR.search(cell) and (reference := _REFERENCE.search(cell)):
            errors.add((reference[1] + reference[2]).decode().upper())
    return SheetScan(frozenset(errors), frozenset(int(re.sub("[A-Z]", "", e)) for e in errors))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
