"""Words written twice: slips of the pen, told from words that are made by doubling and from words that meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, TypedDict

from ..grammar.lexicon import load
from .remark import Look, Remark
from .wording import on_words

_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)


class _Meeting(TypedDict):
    before: list[str]
    after: list[str]


class _Doubles(TypedDict):
    reduplicates: frozenset[str]
    meetings: Mapping[str, _Meeting]
    never_names: frozenset[str]


@lru_cache(maxsize=1)
def _known() -> _Doubles:
    raw = load("doubles")
    return {
        "reduplicates": frozenset(raw["reduplicates"]),
        "meetings": raw["meetings"],
        "never_names": frozenset(raw["never_names"]),
    }


def repeated_words(look: Look) -> Iterator[Remark]:
    """The same one to three words twice in a row ("Căn cứ Căn cứ", "cao cao")."""
    for block in look.reading.blocks:
        words = [*_WORD.finditer(block.original)]
        at = 0
        while at < len(words):
            size = _echo(block.original, words, at)
            if not size:
                at += 1
                continue
            start, end = words[at].start(), words[at + 2 * size - 1].end()
            said = block.original[start : words[at + size - 1].end()]
            message, cure = f"“{said}” viết hai lần liền nhau.", f"Bỏ một lần “{said}”."
            yield on_words(look, block, "repeated.words", start, end, message, cure)
            at += 2 * size


def _echo(text: str, words: list[re.Match[str]], at: int) -> int:
    """How many words are said again right after themselves: 3, 2, 1 or 0."""
    for size in (3, 2, 1):
        first, second = words[at : at + size], words[at + size : at + 2 * size]
        if len(second) < size or [w[0].lower() for w in first] != [w[0].lower() for w in second]:
            continue
        between = text[first[-1].end() : second[0].start()]
        if between.strip() or any(w[0].isdigit() for w in first) or len(first[0][0]) < 2:
            continue
        if size == 1 and _right(words, at, lines="\n" in between):
            continue
        return size
    return 0


def _right(words: list[re.Match[str]], at: int, *, lines: bool) -> bool:
    """Whether the word at a place may stand before itself. ``lines``: they stand on two lines, as in a narrow cell."""
    known, word = _known(), words[at][0]
    low = word.lower()
    if low in known["reduplicates"] or lines:
        return True
    if not low.isalpha() or (word.isupper() and not set(word) - set("IVXLCDM")):
        return True  # a code, a Roman number
    if word[0].isupper() and words[at + 1][0][0].isupper() and not word.isupper():
        return low not in known["never_names"]
    meeting = known["meetings"].get(low)
    if meeting is None:
        return False
    before = words[at - 1][0].lower() if at else ""
    after = words[at + 2][0].lower() if at + 2 < len(words) else ""
    return before in meeting["before"] and (after in meeting["after"] or (bool(after) and "*" in meeting["after"]))
