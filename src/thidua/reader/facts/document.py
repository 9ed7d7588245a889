"""The document as extractors see it: blocks, outline and the meaning of sections, with pieces that know their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from thidua.reader.marks import mark
from thidua.reader.meaning import WHO
from thidua.reader.model import Block, Fact, Pages, Section, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one block without its list marker: ``text`` begins at ``start`` of the block's text."""

    block: int
    start: int
    text: str

    def span(self, begin: int = 0, end: int | None = None) -> Span:
        """The place of ``text[begin:end]`` in the block."""
        return Span(self.block, self.start + begin, self.start + (len(self.text) if end is None else end))

    def cut(self, begin: int, end: int | None = None) -> Piece:
        """A piece of the piece."""
        return Piece(self.block, self.start + begin, self.text[begin:end])


@dataclass(frozen=True)
class Document:
    """``meanings`` maps the path of a section to its meanings, strongest first (keys of ``data/meanings.yaml``);
    a section without meaning of its own is not listed. Every path is the path of one section only."""

    pages: Pages
    blocks: tuple[Block, ...]
    outline: tuple[Section, ...]
    meanings: Mapping[str, tuple[str, ...]]
    _pieces: dict[str, tuple[Piece, ...]] = field(default_factory=dict, repr=False, compare=False)
    _means: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _kept: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    _done: dict[object, tuple[Fact, ...]] = field(default_factory=dict, repr=False, compare=False)

    def once(self, extractor: Callable[[Document], Iterable[Fact]]) -> tuple[Fact, ...]:
        """The extractor's facts; run at the first question only."""
        if extractor not in self._done:
            self._done[extractor] = tuple(extractor(self))
        return self._done[extractor]

    def kept[T](self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made at the first question only."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast("T", self._kept[name])

    def walk(self, roots: tuple[Section, ...] | None = None) -> Iterator[Section]:
        """Every section from the top down, in the order of the text."""
        if roots is None:
            yield from self._every
            return
        for section in roots:
            yield section
            yield from self.walk(section.children)

    @cached_property
    def _every(self) -> tuple[Section, ...]:
        return tuple(self.walk(self.outline))

    @cached_property
    def parents(self) -> Mapping[str, Section]:
        """Path of a section to the section above it."""
        return {child.path: section for section in self.walk() for child in section.children}

    def above(self, section: Section) -> Iterator[Section]:
        """The sections above, nearest first."""
        at = self.parents.get(section.path)
        while at is not None:
            yield at
            at = self.parents.get(at.path)

    def means(self, section: Section) -> tuple[str, ...]:
        """What the section is about: own topics, or those of the nearest section above that has any."""
        if section.path in self._means:
            return self._means[section.path]
        found: tuple[str, ...] = ()
        for at in (section, *self.above(section)):
            if found := tuple(each for each in self.own(at) if each not in WHO):
                break
        self._means[section.path] = found
        return found

    def whom(self, section: Section) -> frozenset[str]:
        """``collective``, ``individual``, ``household`` as the nearest heading says; empty where none does."""
        for at in (section, *self.above(section)):
            if found := frozenset(self.own(at)) & {"collective", "individual", "household"}:
                return found
        return frozenset()

    def own(self, section: Section) -> tuple[str, ...]:
        """Only the meanings the section itself was given."""
        return self.meanings.get(section.path, ())

    def find(self, *meanings: str) -> list[Section]:
        """The topmost sections that have one of the meanings; sections below a found one are not listed again.

        Where the strongest reading is wanted, look at ``own(section)[0]``.
        """
        found: list[Section] = []

        def look(sections: tuple[Section, ...]) -> None:
            for section in sections:
                if any(meaning in self.own(section) for meaning in meanings):
                    found.append(section)
                else:
                    look(section.children)

        look(self.outline)
        return found

    def pieces(self, section: Section) -> tuple[Piece, ...]:
        """The section's own words without marker and heading; empty pieces left out."""
        if section.path in self._pieces:
            return self._pieces[section.path]
        out = []
        for index, start in zip(section.blocks, section.starts, strict=True):
            text = self.blocks[index].text[start:]
            if text.strip():
                out.append(Piece(index, start, text))
        self._pieces[section.path] = tuple(out)
        return self._pieces[section.path]

    def whole(self, section: Section) -> tuple[Piece, ...]:
        """The section's own words with its heading, without the list marker only."""
        out = []
        for index in section.blocks:
            text = self.blocks[index].text
            found = mark(text) if index == section.blocks[0] and section.style not in ("plain", "table") else None
            start = found.end if found else 0
            if text[start:].strip():
                out.append(Piece(index, start, text[start:]))
        return tuple(out)

    def all_pieces(self, section: Section) -> tuple[Piece, ...]:
        """The words of the section and of everything below it."""
        out = list(self.pieces(section))
        for child in section.children:
            out.extend(self.all_pieces(child))
        return tuple(out)

    def text(self, section: Section) -> str:
        """Own words, joined by a space."""
        return " ".join(piece.text for piece in self.pieces(section))

    def full_text(self, section: Section) -> str:
        """Heading and all words below, joined by a space."""
        own = [section.title] if section.title else []
        return " ".join(own + [self.text(section)] + [self.full_text(child) for child in section.children]).strip()

    def fact(
        self,
        kind: str,
        value: Mapping[str, object],
        section: Section | None,
        *where: Span,
        confidence: float = 0.9,
        doubt: str = "",
    ) -> Fact:
        """A fact with its quote taken from the spans; its id is given later by ``facts.extract``."""
        quote = " … ".join(self.blocks[span.block].text[span.start : span.end] for span in where)
        path = section.path if section is not None else ""
        return Fact("", kind, value, tuple(where), path, quote, confidence, doubt)
