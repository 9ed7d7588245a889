"""What each section is about, by its words and not by its number."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.reader.model import Block, Section


def meanings(outline: tuple[Section, ...], blocks: tuple[Block, ...]) -> Mapping[str, tuple[str, ...]]:
    """Path of a section to its meanings, strongest first."""
    return {}
