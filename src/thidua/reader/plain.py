"""A plain text or Markdown as ``Pages``: what the five published texts and a pasted plan are."""

from __future__ import annotations

import hashlib

from thidua.reader.model import Line, Pages


def text_pages(text: str, name: str) -> Pages:
    """One ``Line`` for each line of the text, blank lines left as lines without text; form feeds turn the page."""
    lines: list[Line] = []
    page = 1
    for chunk in text.replace("\r\n", "\n").replace("\r", "\n").split("\f"):
        lines.extend(Line(raw, page) for raw in chunk.split("\n"))
        page += 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Pages(origin="text", name=name, sha256=digest, count=page - 1, lines=tuple(lines))
