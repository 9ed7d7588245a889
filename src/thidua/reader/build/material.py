"""Facts by kind, ids and sources: what every part of the builder shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from thidua.plans import model as m
from thidua.reader.grammar import dates
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact

QUOTED_WORDS = 14  # a source repeats a few words of the paper, not the clause


@dataclass
class Material:
    """The facts, the ids already given and the questions gathered on the way."""

    facts: Sequence[Fact]
    ids: set[str] = field(default_factory=set)
    questions: list[m.OpenQuestion] = field(default_factory=list)

    def all(self, kind: str) -> list[Fact]:
        """Facts of a kind in their order."""
        return [fact for fact in self.facts if fact.kind == kind]

    def one(self, kind: str) -> Fact | None:
        """The surest fact of a kind that a plan has once."""
        found = self.all(kind)
        return max(found, key=lambda fact: fact.confidence) if found else None

    def id(self, stem: str) -> str:
        """An id that nothing else of the plan has: ``stem`` or ``stem-2`` …"""
        plain = re.sub(r"[^a-z0-9]+", "-", fold(stem)).strip("-")[:44].strip("-") or "muc"
        chosen, number = plain, 1
        while chosen in self.ids:
            number += 1
            chosen = f"{plain}-{number}"
        self.ids.add(chosen)
        return chosen

    def ask(self, stem: str, text: str, kind: str, assumption: str, source: m.Source) -> None:
        """An open question with what the program does until it is answered."""
        self.questions.append(m.OpenQuestion(self.id(f"hoi-{stem}"), text, kind, assumption, source))


def source(fact: Fact | None, note: str = "", *, path: str = "") -> m.Source:
    """Place of a fact on the paper with its first words."""
    if fact is None:
        return m.Source(path=path or "header", note=note)
    quote = " ".join(fact.quote.split(maxsplit=QUOTED_WORDS)[:QUOTED_WORDS])
    at = re.sub(r"~\d+", "", fact.path) if "~" in fact.path else fact.path
    return m.Source(path=at or path or "header", note=note, quote=quote)


def text_of(fact: Fact, key: str) -> str | None:
    """A text of the fact's value; None where it has none."""
    value = fact.value.get(key)
    return str(value) if value not in (None, "") else None


def no_such_day(fact: Fact) -> bool:
    """The paper prints a day its month has not (31/6), so no day can be worked out."""
    return any(day.impossible for day in dates.find(fact.quote))


def sentence(text: str, limit: int | None = None) -> str:
    """Words begun with a capital; with ``limit`` cut at a word, for questions and lists."""
    words = re.sub(r"\s*\./\.?\s*$", "", " ".join(text.split())).strip(" .;,:-–+")  # "./." closes a paper
    if limit is not None and len(words) > limit:
        words = words[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return words[:1].upper() + words[1:]
