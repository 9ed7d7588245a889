"""Blocks of other papers in the same file: forms in an annex, a second plan. They say nothing about this movement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.reader.facts.document import Document
from thidua.reader.grammar.folded import fold
from thidua.reader.marks import mark, upper
from thidua.reader.zones import paper_type

_MOTTO = re.compile(r"cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia|dang\s+cong\s+san\s+viet\s+nam\s*$")
_OTHERS = ("ke-hoach", "quyet-dinh", "to-trinh", "bao-cao", "bien-ban", "thong-bao", "giay-moi", "nghi-quyet")
_FORM = re.compile(r"\W*(?:cac\s+)?(?:bieu\s+)?mau\b(?!\s+(?:muc|hinh))")
_NEAR = 15
"""Blocks behind the title among which the right column of a torn letterhead may still stand."""


def foreign(doc: Document) -> frozenset[int]:
    """Indexes of the blocks that belong to another paper."""
    return doc.kept("foreign", lambda: frozenset(_foreign(doc)))


def _foreign(doc: Document) -> Iterator[int]:
    zones = {section.path: section.blocks for section in doc.outline}
    title = max(zones.get("title", (-1,)), default=-1)
    signed = min((index for index in zones.get("signature", ()) if index > title), default=len(doc.blocks))
    inside = False
    for block in doc.blocks[title + 1 :]:
        found = mark(block.text)
        if found is not None and found.style == "appendix":
            inside = _holds_form(doc, block.index, found.end)
        elif block.cell is None and not inside:
            folded = fold(block.text)
            another = block.index > signed and upper(block.text) and paper_type(block.text)[0] in _OTHERS
            head = block.index > title + _NEAR and _MOTTO.search(folded) is not None
            inside = another or (head and _names_paper(doc, block.index))
        if inside:
            yield block.index


def _names_paper(doc: Document, index: int) -> bool:
    """The kind of a paper follows the motto; a torn piece of the own letterhead has none behind it."""
    return any(paper_type(block.text)[0] for block in doc.blocks[index + 1 : index + 8] if block.cell is None)


def _holds_form(doc: Document, index: int, end: int) -> bool:
    """``Phụ lục II`` / ``MẪU BÁO CÁO THÀNH TÍCH``: the annex is a form to be filled in."""
    lines = [doc.blocks[index].text[end:], *(block.text for block in doc.blocks[index + 1 : index + 3])]
    return any(_FORM.match(fold(line)) for line in lines)
