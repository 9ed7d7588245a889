"""DOCX packages written by hand, for the features of Word that our own papers do not use."""

from __future__ import annotations

import io
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    '{kind}+xml"/></Types>'
)
_MAIN = "wordprocessingml.document.main"


def docx(
    body: str, *, numbering: str = "", styles: str = "", main: str = _MAIN, more: dict[str, bytes] | None = None
) -> bytes:
    """A DOCX of the XML inside ``w:body``, ``w:numbering`` and ``w:styles``."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.replace("{kind}", main),
        "word/document.xml": f"<w:document {_W} {_MC}><w:body>{body}</w:body></w:document>",
    }
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {_W} {_MC}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles {_W}>{styles}</w:styles>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts, **(more or {})}.items():
            package.writestr(name, content)
    return out.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    place = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{place}<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def listed(text: str, num: int, depth: int = 0) -> str:
    """A paragraph of an automatic list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>')


def level(depth: int, kind: str, text: str, more: str = "", start: int = 1) -> str:
    """One level of a list."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number: int, *levels: str) -> str:
    """A list definition and the list that uses it, both of one number."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, definition: int, overrides: str = "") -> str:
    """A list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def table(*rows: str, borders: bool = True) -> str:
    """A table of rows made by ``row``."""
    edge = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if borders else ""
    return f"<w:tbl><w:tblPr>{edge}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    """A row of cells made by ``cell``."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"
