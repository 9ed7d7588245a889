"""A view of a text for matching: small letters, no marks, one character for one character.

Folding lets one phrase find ``trước ngày``, ``TRƯỚC NGÀY``, ``truớc ngày`` and most slips of a scan, and because
its length is the length of the text every match is a range of the text itself. Where marks decide (``năm`` and
``Nam``), the caller looks at the text again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, wraps

_TONES = {
    "\u0300": "1",
    "\u0301": "2",
    "\u0303": "3",
    "\u0309": "4",
    "\u0323": "5",
}  # written as figures behind the word
_SAME = {"đ": "d", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "."}


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    low = char.lower()[:1] or char
    if low in _SAME:
        return _SAME[low]
    if low.isspace():
        return " "
    return unicodedata.normalize("NFD", low)[:1] or low


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text in small letters without marks, of the same length. Expects composed characters (NFC)."""
    if text.isprintable():  # the quick way: where one letter is left for each, they are the letters of the slow way
        low = text.lower()
        for sign, same in _SAME.items():
            low = low.replace(sign, same)
        bare = unicodedata.normalize("NFD", low).encode("ascii", "ignore").decode("ascii")
        if len(bare) == len(text) == len(low):
            return bare
    return "".join(map(_plain, text))


@lru_cache(maxsize=1024)
def phrase(words: str) -> str:
    """Pattern of one phrase of the word lists.

    ``…`` stands for up to 60 characters of one sentence, ``[x]`` may be missing, ``(a|b)`` is a choice.
    """
    pattern = re.escape(fold(words.replace("…", "\0")))
    for char in "()|":
        pattern = pattern.replace("\\" + char, char)
    pattern = pattern.replace("(", "(?:").replace("\\[", "(?:").replace("\\]", ")?")
    pattern = pattern.replace("\\ ", " ").replace("\\-", "-")
    pattern = re.sub(r" *\)\? *", lambda m: r")?\s*" if " " in m.group() else ")?", pattern)
    pattern = pattern.replace(" ", r"\s+").replace("\\s+\0\\s+", r"\b[^.;]{0,60}?\b").replace("\0", r"[^.;]{0,60}?")
    return pattern


def any_of(phrases: Iterable[str]) -> str:
    """Pattern of the longest phrase that fits, as a group without number, bounded by word limits."""
    ordered = sorted(phrases, key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(phrase(each) for each in ordered) + r")(?!\w)"


_OPEN_PARTS = re.compile(r"\[[^\[\]()]*\]|\([^\[\]()]*\)")


def needle(words: str) -> str:
    """The longest stretch of a phrase that stands in every text with it; empty where there is none."""
    fixed = fold(words.replace("…", "\0"))
    while (shorter := _OPEN_PARTS.sub("\0", fixed)) != fixed:
        fixed = shorter
    return max((part.strip() for part in re.split(r"[\0\[\]()|]", fixed)), key=len)


class Seeker:
    """A search for phrases; a text without the fixed stretch of any of them is told off without the pattern."""

    def __init__(self, phrases: Iterable[str], source: str = "") -> None:
        every = tuple(phrases)
        self.pattern = re.compile(source or any_of(every))
        self._needles = tuple(dict.fromkeys(map(needle, every)))

    def may(self, folded: str) -> bool:
        """False only where no phrase can stand."""
        for each in self._needles:
            if each in folded:
                return True
        return "  " in folded  # needles hold single spaces

    def search(self, folded: str) -> re.Match[str] | None:
        """The first phrase in a folded text."""
        return self.pattern.search(folded) if self.may(folded) else None


@lru_cache(maxsize=512)
def pattern(source: str) -> re.Pattern[str]:
    """Compiled pattern over folded text."""
    return re.compile(source)


@lru_cache(maxsize=2048)
def with_marks(text: str) -> str:
    """Small letters with every tone at the end of its word, so that ``hoà`` is ``hòa``; not the text's length."""
    return " ".join(map(_tone_last, unicodedata.normalize("NFC", text).lower().split()))


@lru_cache(maxsize=8192)
def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(_TONES.get(each, "") for each in parts)
    rest = unicodedata.normalize("NFC", "".join(each for each in parts if each not in _TONES))
    return re.sub(r"^(\W*\w+)", rf"\g<1>{tones}", rest, count=1) if tones else rest


def remembered[T](find: Callable[[str], Iterator[T]]) -> Callable[[str], Iterator[T]]:
    """A search that keeps what it found: several extractors ask the same sentence, and finds never change."""
    kept = lru_cache(maxsize=4096)(lambda text: tuple(find(text)))

    @wraps(find)
    def again(text: str) -> Iterator[T]:
        return iter(kept(text))

    return again
