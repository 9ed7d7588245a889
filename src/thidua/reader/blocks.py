"""From lines to paragraphs."""

from __future__ import annotations

import unicodedata

from thidua.reader.model import Block, Pages


def blocks(pages: Pages) -> tuple[Block, ...]:
    """One block for each paragraph or table cell."""
    out: list[Block] = []
    for line in pages.lines:
        text = unicodedata.normalize("NFC", line.text).replace("*", "").replace("#", "").strip()
        if text:
            out.append(Block(len(out), text, text, line.page, line.page, cell=line.cell))
    return tuple(out)
