"""A paper as it is shown on a page before it is made: its blocks in words a template can lay out."""

from __future__ import annotations

from typing import Any

from thidua.documents.base import Paper
from thidua.documents.model import Addressees, Closing, Heading, Paragraph, SubHead, Table, Title, plain


def blocks(paper: Paper) -> list[dict[str, Any]]:
    """Each block of the paper with its kind: head, title, to, p, h, table, foot. Other kinds have no place here."""
    return [made for block in paper.to_document().blocks() if (made := _block(block))]


def _block(block: object) -> dict[str, Any]:
    match block:
        case Heading():
            lines = block.issuer.upper().split("\n")
            head = {"issuer": lines, "number": block.number_line, "date": block.date_line, "about": block.about}
            return {"kind": "head", **head}
        case Title():
            return {"kind": "title", "name": block.name, "subject": block.subject}
        case Addressees():
            return {"kind": "to", "names": block.names}
        case SubHead():
            return {"kind": "h", "text": block.text}
        case Paragraph():
            return {"kind": "p", "text": plain(block.text)}
        case Table():
            labels = [column.label for column in block.columns]
            rows = [list(zip(labels, map(plain, row.cells), strict=False)) for row in block.rows]
            return {"kind": "table", "labels": labels, "rows": rows}
        case Closing():
            signature = block.signature
            return {"kind": "foot", "to": block.recipient_lines, "lines": signature.lines, "name": signature.name}
        case _:
            return {}
