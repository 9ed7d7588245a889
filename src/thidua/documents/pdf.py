"""Papers to PDF by typst: the same blocks as in DOCX, Liberation Serif embedded, the same bytes for the same content."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path

import typst

from thidua.documents import lines, qr
from thidua.documents.base import Paper
from thidua.documents.model import (
    Bases,
    Block,
    CertificateFace,
    Closing,
    Document,
    Heading,
    Run,
    Section,
    Signature,
    Table,
    Title,
)

_HERE = Path(__file__).parent
_LAYOUTS = _HERE / "layouts"
UPRIGHT_MM, LANDSCAPE_MM = 160, 247  # width of the text
_STAMP = 0  # creation time in the file; the paper's own date is on its page

# What a layout needs beside the fields of a block.
_DERIVED: Mapping[type, tuple[str, ...]] = {
    Heading: ("number_line",),
    Bases: ("lines",),
    Closing: ("recipient_lines",),
    Table: ("shares", "grouped"),
}


class _Press:
    """A compiler for each layout and thread; building one reads the fonts, so it is kept."""

    def __init__(self) -> None:
        self._local = threading.local()

    def print(self, layout: str, data: Mapping[str, object]) -> bytes:
        kept: dict[str, typst.Compiler] = self._local.__dict__.setdefault("compilers", {})
        if layout not in kept:
            kept[layout] = typst.Compiler(
                str(_LAYOUTS / layout), root=str(_LAYOUTS), font_paths=_fonts(), ignore_system_fonts=True
            )
        inputs = {"p": json.dumps(data, ensure_ascii=False)}
        made = kept[layout].compile(format="pdf", sys_inputs=inputs, timestamp=_STAMP)
        if not isinstance(made, bytes):  # typst answers with a list only for pictures
            raise TypeError(f"typst gave {type(made).__name__} instead of a PDF")
        return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(lines.FONTS)])


_press = _Press()


def render(paper: Paper) -> bytes:
    """The paper as a PDF."""
    return render_document(paper.to_document())


def render_many(papers: Iterable[Paper]) -> Iterator[bytes]:
    """One PDF after the other, in order; nothing is kept in memory between them."""
    for paper in papers:
        yield render(paper)


def render_document(document: Document) -> bytes:
    """A block model as a PDF; a certificate takes its own layout."""
    first = document.sections[0].blocks[0]
    if isinstance(first, CertificateFace):
        return _press.print("certificate.typ", {**_data(first), "title": document.title, **_extras(first)})
    sections = [_section(section) for section in document.sections]
    return _press.print("paper.typ", {"title": document.title, "sections": sections})


_LINE_MM = 229 - 1.4  # width of the texts of a certificate on A4, with a little to spare


def _extras(face: CertificateFace) -> dict[str, object]:
    side, dots = qr.dots(face.check_url) if face.check_url else (0, [])
    return {"qr": {"side": side, "dots": dots}, "calm": _calm(face)}


def _calm(face: CertificateFace) -> bool:
    """True when every text takes one line at its full size, so that the layout need not try sizes (2 ms a page)."""
    name = f"{face.honorific} {face.recipient}".strip()
    texts: tuple[tuple[str, int, lines.Look], ...] = (
        (name, 28, "Bold"),
        (face.authority, 18, "Bold"),
        (face.detail, 15, "Regular"),
        (face.merit, 17, "Regular"),
    )
    return all(lines.width(text, size, look) < _LINE_MM for text, size, look in texts)


def _section(section: Section) -> dict[str, object]:
    width = LANDSCAPE_MM if section.landscape else UPRIGHT_MM
    blocks = [{**_data(block), **_lines(block, width)} for block in lines.kept(section.blocks)]
    return {"landscape": section.landscape, "restart": section.restart, "blocks": blocks}


def _lines(block: Block, width: float) -> dict[str, object]:
    """The parts of a head whose breaks are set beforehand."""
    if isinstance(block, Heading):
        shown = lines.head(block, width)
        given = {field.name: list(getattr(shown, field.name)) for field in fields(shown) if field.name != "left_mm"}
        return {"head": {**given, "left": shown.left_mm / width * 100}}
    return {"subject": lines.subject(block, width)} if isinstance(block, Title) else {}


def _data(block: Block | Signature) -> dict[str, object]:
    """A block as JSON: its fields, its derived lines, its kind under ``k``."""
    kind = type(block)
    data: dict[str, object] = {field.name: _value(getattr(block, field.name)) for field in fields(block)}
    data.update({name: _value(getattr(block, name)) for name in _DERIVED.get(kind, ())})
    data["k"] = kind.__name__
    return data


def _value(value: object) -> object:
    if isinstance(value, Run):
        return {"t": value.text, "b": value.bold, "i": value.italic}
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _value(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]  # a dataclass: its fields were asked for above
    return value if isinstance(value, str | int | float | bool | None) else str(value)
