"""A small paper for the tests of the check: sections written as ``path | style | text`` and facts beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from thidua import law
from thidua.reader.lint import Look, Remark
from thidua.reader.model import Block, Fact, Pages, Reading, Repair, Section, Span, Verdict


def section(
    path: str,
    text: str = "",
    *more: str,
    style: str = "arabic",
    label: str = "",
    title: str = "",
    children: tuple[Section, ...] = (),
) -> tuple[Section, tuple[str, ...]]:
    """One section with its paragraphs; ``children`` are made by ``tree``."""
    texts = tuple(each for each in (text, *more) if each)
    return Section(path, style, label or path.rpartition(".")[2], title, (), children=children, starts=()), texts


def reading(
    *parts: tuple[Section, tuple[str, ...]], facts: tuple[Fact, ...] = (), repairs: tuple[Repair, ...] = ()
) -> Reading:
    """Blocks in order, one section each; ``parents`` come from the paths (``III.2`` hangs under ``III``)."""
    blocks: list[Block] = []
    nodes: list[Section] = []
    for part, texts in parts:
        indexes = tuple(range(len(blocks), len(blocks) + len(texts)))
        for text in texts:
            blocks.append(Block(len(blocks), text, text, 1, 1, repairs=repairs))
        nodes.append(
            Section(part.path, part.style, part.label, part.title, indexes, part.children, tuple(0 for _ in indexes))
        )
    pages = Pages("text", "thu.txt", "0" * 64, 1, ())
    return Reading(pages, tuple(blocks), _tree(nodes, ""), Verdict(True, "", "ke-hoach-thi-dua"), facts)


def _tree(nodes: list[Section], under: str) -> tuple[Section, ...]:
    paths = {node.path for node in nodes}

    def parent(path: str) -> str:
        above = path.rpartition(".")[0]
        return above if above in paths else ""

    here = [node for node in nodes if parent(node.path) == under]
    return tuple(Section(n.path, n.style, n.label, n.title, n.blocks, _tree(nodes, n.path), n.starts) for n in here)


def fact(kind: str, path: str = "I", quote: str = "", block: int = 0, **value: object) -> Fact:
    """A fact of a kind at a place."""
    return Fact(f"{kind}-1", kind, value, (Span(block, 0, len(quote)),) if quote else (), path, quote, 0.9)


def codes(rule: Callable[[Look], Iterator[Remark]], paper: Reading, on: dt.date | None = None) -> list[str]:
    """What one rule says of a paper, by code."""
    return [each.code for each in rule(Look(paper, None, on, law.book()))]
