"""Papers to DOCX in the format of Nghị định 30/2020/NĐ-CP: A4, margins 20/20/30/20 mm, Times New Roman.

The page number stands centred at the top from the second page of each part with its own numbers. Word and LibreOffice
open the result; the same paper gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thidua.documents import docx_certificate, lines
from thidua.documents.base import Paper
from thidua.documents.docx_blocks import MM, block
from thidua.documents.model import CertificateFace, Document, Section
from thidua.documents.ooxml import package

PAGE_MM = (210, 297)
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 20, 20, 30, 20
_HEADER_MM = 10


def render(paper: Paper) -> bytes:
    """The paper as a DOCX."""
    return render_document(paper.to_document())


def render_many(papers: Iterable[Paper]) -> Iterator[bytes]:
    """One DOCX after the other, in order."""
    for paper in papers:
        yield render(paper)


def render_document(document: Document) -> bytes:
    """A block model as a DOCX; a certificate takes its own layout."""
    first = document.sections[0].blocks[0]
    if isinstance(first, CertificateFace):
        return docx_certificate.render(first, document.title)
    last = len(document.sections) - 1
    body = "".join(_section(section, closing=number == last) for number, section in enumerate(document.sections))
    return package(body, document.title)


def _section(section: Section, *, closing: bool) -> str:
    width, height = reversed(PAGE_MM) if section.landscape else PAGE_MM
    text_mm = width - LEFT_MM - RIGHT_MM
    content = "".join(block(item, text_mm) for item in lines.kept(section.blocks))
    end = _page(section, width, height)
    if closing:
        return content + end
    carrier = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f'{content}<w:p><w:pPr><w:pStyle w:val="Tight"/>{carrier}{end}</w:pPr></w:p>'


def _page(section: Section, width: int, height: int) -> str:
    orient = ' w:orient="landscape"' if section.landscape else ""
    margins = (
        f'<w:pgMar w:top="{round(TOP_MM * MM)}" w:right="{round(RIGHT_MM * MM)}" w:bottom="{round(BOTTOM_MM * MM)}" '
        f'w:left="{round(LEFT_MM * MM)}" w:header="{round(_HEADER_MM * MM)}" w:footer="{round(_HEADER_MM * MM)}" '
        'w:gutter="0"/>'
    )
    restart = '<w:pgNumType w:start="1"/>' if section.restart else ""
    first = "<w:titlePg/>" if section.restart else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdPage"/>'
        '<w:headerReference w:type="first" r:id="rIdFirst"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{round(width * MM)}" w:h="{round(height * MM)}"{orient}/>{margins}{restart}{first}</w:sectPr>'
    )
