"""DOCX to lines: the main part is walked once, without an object model (which costs more than the whole reading).

Kept: tracked insertions, text boxes, tables in place, automatic numbers. Dropped: deletions, hidden text, headers and
footers, footnotes (with a remark). Tables without rules hold the two columns of head and foot; they are read as text.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.etree import ElementTree

from thidua.reader.errors import Unreadable
from thidua.reader.model import Pages
from thidua.reader.sources.numbering import lists
from thidua.reader.sources.styles import Styles, named, only, styles
from thidua.reader.sources.walk import Walk

_PAGE: Final = 5_000  # letters; a full page of an official paper holds about 3,000


def read_docx(data: bytes, name: str, digest: str) -> Pages:
    """The lines of a DOCX that was already measured and found free of macros. Raises ``Unreadable`` when damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())

            def part(path: str) -> ElementTree.Element | None:
                return ElementTree.fromstring(package.read(path)) if path in names else None

            main = part("word/document.xml")
            looks = package.read("word/styles.xml") if "word/styles.xml" in names else None
            walk = Walk(_styles(looks, main), lists(part("word/numbering.xml")))
            notes = part("word/footnotes.xml")
    except (ElementTree.ParseError, zipfile.BadZipFile, KeyError, ValueError, RecursionError):
        raise Unreadable(
            f"Tệp “{name}” là văn bản Word bị hỏng bên trong. Mở bằng Word, lưu lại rồi thử lại."
        ) from None
    if main is not None:
        try:
            walk.document(main)
        except (RecursionError, ValueError):
            raise Unreadable(
                f"Tệp “{name}” lồng bảng hoặc khung quá nhiều lớp nên không đọc được. Xuất thành PDF rồi thử lại."
            ) from None
    remarks = ["Chú thích cuối trang trong tệp Word không được đọc."] if _has_footnotes(notes) else []
    letters = sum(len(line.text) for line in walk.lines)
    pages = max(walk.page, -(-letters // _PAGE))
    return Pages("docx", name, digest, pages, tuple(walk.lines), tuple(remarks))


def _styles(xml: bytes | None, main: ElementTree.Element | None) -> Styles:
    """The looks the main part uses; all of them where the file cannot be cut."""
    if xml is None:
        return styles(None)
    try:
        return styles(ElementTree.fromstring(only(xml, named(main))))
    except ElementTree.ParseError:
        return styles(ElementTree.fromstring(xml))


def _has_footnotes(root: ElementTree.Element | None) -> bool:
    """Two notes without text (the separators) are in every file that has the part."""
    return root is not None and any(node.text and node.text.strip() for node in root.iter() if node.tag.endswith("}t"))
