"""From paragraphs to a tree of numbered sections."""

from __future__ import annotations

from thidua.reader.model import Block, Pages, Section


def outline(blocks: tuple[Block, ...], pages: Pages) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The blocks (cut where a heading runs into its text) and the sections."""
    return blocks, (Section("closing", "plain", "", "", tuple(b.index for b in blocks), (), (0,) * len(blocks)),)
