"""What the check of a plan's text says, and the place it looks from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from thidua.law import LawBook
from thidua.plans import Plan

from ..model import Block, Fact, Reading, Section, Span

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault or doubt.

    ``code`` is ``kind.name`` (``numbering.repeated``), ``kind`` a key of ``plans.vocabulary.DRAFTING_KINDS``; ``path``
    and ``quote`` say where (an absent thing has the path it belongs to and an empty quote); ``message`` is one full
    sentence, ``suggestion`` the repair, ``source`` the rule it rests on (article or annex) or empty.
    """

    code: str
    severity: Severity
    path: str
    quote: str
    message: str
    suggestion: str
    source: str = ""
    span: Span | None = None

    @property
    def kind(self) -> str:
        """First part of the code."""
        return self.code.partition(".")[0]

    def flat(self) -> dict[str, str]:
        """Row of ``findings`` in the flat form of a plan."""
        return {
            "code": self.code,
            "place": self.path,
            "quote": self.quote,
            "message": self.message,
            "suggestion": self.suggestion,
            "severity": self.severity,
        }


@dataclass(frozen=True)
class Look:
    """A reading as the rules see it; ``on`` is the day the law is asked for, None when the paper gives none."""

    reading: Reading
    plan: Plan | None
    on: dt.date | None
    book: LawBook
    flat: Mapping[str, object] = field(default_factory=dict)

    def facts(self, *kinds: str) -> list[Fact]:
        """Facts of these kinds, in the order of the text."""
        return [each for each in self.reading.facts if each.kind in kinds]

    def sections(self) -> Iterator[Section]:
        """Every section, parents before children."""
        waiting = list(self.reading.outline)
        while waiting:
            section = waiting.pop(0)
            yield section
            waiting[:0] = section.children

    def block(self, index: int) -> Block:
        """One paragraph."""
        return self.reading.blocks[index]

    @cached_property
    def paths(self) -> dict[int, str]:
        """Index of a block → path of the section it stands in."""
        return {index: section.path for section in self.sections() for index in section.blocks}

    def text_of(self, section: Section) -> str:
        """All paragraphs of a section and of what hangs under it, joined by one space."""
        own = [self.block(index).text for index in section.blocks]
        return " ".join([*own, *(self.text_of(child) for child in section.children)])

    def text_of_path(self, path: str) -> str:
        """Words of the section with this path and of what hangs under it; empty when there is none."""
        return next((self.text_of(each) for each in self.sections() if each.path == path), "")

    def sentence(self, fact: Fact, words: int = 40) -> str:
        """First words of the paragraph a fact was read from, for faults of the whole sentence."""
        return first_words(self.block(fact.spans[0].block).text, words) if fact.spans else fact.quote

    def at(self, block: int, start: int, end: int) -> tuple[str, Span]:
        """Path and span of a place in a block."""
        return self.paths.get(block, ""), Span(block, start, end)


def quoted(text: str, start: int, end: int, around: int = 24) -> str:
    """The words from start to end with a few whole words on each side."""
    left = text.rfind(" ", 0, max(start - around, 0)) + 1 if start > around else 0
    right = text.find(" ", min(end + around, len(text)))
    return text[left : right if right > 0 else len(text)].strip()


def first_words(text: str, count: int = 10) -> str:
    """The first words of a paragraph, for a quote."""
    return " ".join(text.split()[:count])


def on_fact(
    fact: Fact, code: str, severity: Severity, message: str, suggestion: str, source: str = "", *, quote: str = ""
) -> Remark:
    """A remark at the place of a fact, quoting its first words unless other words show the fault better."""
    span = fact.spans[0] if fact.spans else None
    return Remark(
        code, severity, fact.path, quote or first_words(fact.quote, 16), message, suggestion, source, span=span
    )
