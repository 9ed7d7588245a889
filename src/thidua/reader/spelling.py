"""Words a scan spoiled, known again by the words beside them.

A token that cannot be a Vietnamese syllable ("tlii", "hànli", "nă m") is put right where one word of the reader's own
lists explains it by what scanners take for what, and stands beside its neighbour in some phrase of those lists. A token
that can be a syllable is touched only where both neighbours ask for the same other one. Names, abbreviations and words
of other languages have no such neighbours and stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final

from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import load

LISTS: Final = (
    "awards", "bodies", "clauses", "collocations", "counts", "dates", "duties", "figures", "frame", "headings",
    "limits", "meanings", "period", "quota", "spelling", "verdict",
)  # fmt: skip
_TONES: Final = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_TOKEN: Final = re.compile(r"[^\W_]+(?:\|[^\W_]+)*")
_WORD: Final = re.compile(r"[^\W\d_]+|#")
_FIGURES: Final = re.compile(r"(?=[lIO|SB]*\d)[\dlIO|SB]+")
_NUMBER: Final = "#"
"""Any number, as the phrases write it: ``ngày # tháng #``."""
_LIKE_A_WORD: Final = re.compile(r"[^\W\d_]*(?:[015|8][^\W\d_]*)?")  # letters, one of them perhaps seen as a figure


@dataclass(frozen=True, slots=True)
class Mend:
    """Characters ``start:end`` of a text, and what they mean."""

    start: int
    end: int
    now: str


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Words of ours: ``words`` by what is left without marks, ``short`` the same with one letter lost.

    ``pairs`` and ``between`` (what stands between two words) are by ``_key``.
    """

    words: Mapping[str, frozenset[str]]
    short: Mapping[str, frozenset[str]]
    pairs: frozenset[tuple[str, str]]
    between: Mapping[tuple[str, str], frozenset[str]]


def mends(text: str) -> list[Mend]:
    """Where ``text`` was read wrong, in its order, none over another."""
    tokens = [*_TOKEN.finditer(text)]
    low = [_NUMBER if _FIGURES.fullmatch(token.group()) else _key(token.group().lower()) for token in tokens]
    between = _vocabulary().between
    found: list[Mend] = []
    at = 0
    while at < len(tokens):
        if (torn := _joined(text, tokens, low, at)) is not None:
            found.append(torn)
            at += 2
            continue
        now = None
        if low[at] == _NUMBER:
            pass
        elif not is_syllable(low[at]):
            now = _explained(tokens[at].group(), low, at) or _surely(tokens[at].group())
        elif at and at + 1 < len(low) and (wanted := between.get((low[at - 1], low[at + 1]))):
            now = _asked_for(low[at], wanted) or _unheard(tokens[at].group(), low, at)
        else:
            now = _unheard(tokens[at].group(), low, at)
        if now is not None:
            found.append(Mend(tokens[at].start(), tokens[at].end(), _cased(tokens[at].group(), now)))
            low[at] = _key(now)
        at += 1
    return found


@lru_cache(20_000)
def _key(word: str) -> str:
    """A word with its tone mark last, so that ``hoà`` and ``hòa`` are one."""
    letters, tones = _parts(word)
    return letters + tones


def _parts(word: str) -> tuple[str, str]:
    letters: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFD", word):
        (tones if letter in _TONES else letters).append(letter)
    return unicodedata.normalize("NFC", "".join(letters)), "".join(tones)


@lru_cache(20_000)
def is_syllable(word: str) -> bool:
    """Whether a word in small letters can be a Vietnamese syllable, its tone mark placed anywhere."""
    bare, tones = _parts(word)
    if len(tones) > 1 or bare not in _syllables():
        return False
    return not bare.endswith(("c", "ch", "p", "t")) or tones in ("\u0301", "\u0323")


@cache
def _syllables() -> frozenset[str]:
    """Every syllable without its tone."""
    rimes = str(load("spelling")["rimes"]).split()
    return frozenset(onset + rime for onset in load("spelling")["onsets"] for rime in rimes if _fits(onset, rime)) | {
        f"g{rime}" for rime in rimes if rime.startswith("i")
    }


def _fits(onset: str, rime: str) -> bool:
    """The orthography of k, gh, ngh before e, ê, i and of c, g, ng before all others."""
    front = rime[0] in "eêiy"
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "ng"):
        return not front
    if onset == "g":
        return rime[0] not in "eêy"
    if onset == "qu":
        return rime[0] not in "uưoô" or rime == "ôc"
    return True


def key(word: str) -> str:
    """A word in small letters with its tone mark last: one key for every way of placing it."""
    return _key(word)


def together(one: str, other: str) -> bool:
    """Whether two words (by ``key``) stand beside each other in some phrase of the reader's lists."""
    return (one, other) in _vocabulary().pairs


def _joined(text: str, tokens: list[re.Match[str]], low: list[str], at: int) -> Mend | None:
    """A word torn in two by a space: one half is no syllable, the whole is a word of ours."""
    if at + 1 == len(tokens) or (is_syllable(low[at]) and is_syllable(low[at + 1])):
        return None
    first, second = tokens[at], tokens[at + 1]
    whole = first.group() + second.group()
    if text[first.end() : second.start()] != " " or len(whole) > 7:
        return None
    before, after = low[at - 1] if at else "", low[at + 2] if at + 2 < len(low) else ""
    if _torn_name(first.group(), second.group(), before):
        return Mend(first.start(), second.end(), whole)
    key = _key(whole.lower())
    if not any(_key(each) == key for each in _vocabulary().words.get(fold(whole), ())):
        return None
    scrap = not whole.isupper() and (len(first.group()) == 1 or len(second.group()) == 1)
    return Mend(first.start(), second.end(), whole) if scrap or _beside(before, key, after) else None


def _explained(printed: str, low: list[str], at: int) -> str | None:
    """The one word of ours that a token which is no syllable must have been, or None."""
    word = printed.lower()
    if len(word) < 2 or not _LIKE_A_WORD.fullmatch(word):
        return None
    if printed.isupper() and len(printed) <= 4 and printed.isascii():
        return None  # an abbreviation or a Roman number
    before, after = low[at - 1] if at else "", low[at + 1] if at + 1 < len(low) else ""
    wanted = {each: _beside(before, _key(each), after) for each in _candidates(word)}
    best = max(wanted.values(), default=0)
    return _nearest(word, [each for each, n in wanted.items() if n == best]) if best else None


def _unheard(printed: str, low: list[str], at: int) -> str | None:
    """``Giãm đốc``, ``UBND tinh``: a syllable other in its marks than what always stands beside this neighbour."""
    word, plain = low[at], fold(printed.lower())
    named = at > 0 and printed[:1].isupper() and not printed.isupper()  # a name may stand behind any word
    places = [near for near in ((at + 1,) if named else (at - 1, at + 1)) if 0 <= near < len(low)]
    wanted = {each for near in places for each in _firm().get((low[near], near < at, plain), ())}
    before, after = low[at - 1] if at else "", low[at + 1] if at + 1 < len(low) else ""
    if not wanted or _beside(before, word, after):
        return None  # "chỉ tiêu chỉ số" is no "tiêu chí"
    return wanted.pop() if len(wanted) == 1 else None


@cache
def _firm() -> Mapping[tuple[str, bool, str], frozenset[str]]:
    """Neighbour (by ``_key``), whether it stands before, and the word without marks → the word of a fixed pair."""
    out: dict[tuple[str, bool, str], set[str]] = {}
    lists = load("collocations")
    also = {fold(str(each)) for each in lists["also"]}
    every = (*load("spelling")["firm"], *(each for each in lists["phrases"] if fold(str(each)) not in also))
    for words in (str(each).split() for each in every):
        if len(words) != 2:
            continue
        one, other = words
        out.setdefault((_key(one), True, fold(other)), set()).add(other)
        out.setdefault((_key(other), False, fold(one)), set()).add(one)
    return _frozen(out)


def _torn_name(first: str, second: str, before: str) -> bool:
    """``Đ ông Hà``, ``Thanh L âm``: a consonant alone before a small vowel begins a name; ``loại C ở`` names a class."""
    return (
        first in _CONSONANTS
        and second.islower()
        and fold(second)[0] in "aeiouy"
        and before not in {_key(str(each)) for each in load("spelling")["lettered"]}
        and is_syllable(_key(f"{first}{second}".lower()))
    )


_CONSONANTS: Final = frozenset("BCDĐGHKLMNPQRSTVX")
_SURE: Final = (("ri", "n"), ("rn", "m"), ("li", "h"), ("0", "o"), ("q", "g"))


@lru_cache(5_000)
def _surely(printed: str) -> str | None:
    """``Sôrig``, ``Ca0``, ``thánq``: letters no Vietnamese word has, in the one way that makes a syllable of them.

    Needs no neighbours, so that names are put right too; two slips in one word at most.
    """
    word = unicodedata.normalize("NFC", printed.lower())
    if (
        len(word) < 3
        or (len(word) == 3 and word.isascii() and word.isalpha())
        or (printed.isupper() and len(printed) <= 4 and printed.isascii())
    ):
        return None
    sure = (*_SURE, ("f", "t")) if not word.isascii() or word.startswith("fh") else _SURE
    row = {word}
    for _ in range(2):
        row = {
            each[:at] + meant + each[at + len(seen) :]
            for each in row for seen, meant in sure for at in range(len(each)) if each.startswith(seen, at)
            if not (seen == "q" and each[at + 1 : at + 2] == "u")
        }  # fmt: skip
        if found := {each for each in row if is_syllable(_key(each))}:
            return found.pop() if len(found) == 1 else None
    return None


def _asked_for(word: str, wanted: frozenset[str]) -> str | None:
    """Of the words both neighbours ask for the one that ``word`` is a slip of, None where it is one of them."""
    if any(_key(each) == word for each in wanted):
        return None
    known, plain = _vocabulary(), fold(unicodedata.normalize("NFC", word))
    slips = {*known.words.get(plain, ()), *known.short.get(plain, ())}  # other marks, or a letter lost
    return _nearest(word, [each for each in wanted if each in slips])


def _nearest(word: str, among: list[str]) -> str | None:
    if len(among) > 1:
        near = min(_marks_apart(word, each) for each in among)
        among = [each for each in among if _marks_apart(word, each) == near]
    return among[0] if len(among) == 1 else None


def _beside(before: str, word: str, after: str) -> int:
    """How many neighbours the word has in some phrase."""
    pairs = _vocabulary().pairs
    return ((before, word) in pairs) + ((word, after) in pairs)


@lru_cache(5_000)
def _candidates(word: str) -> frozenset[str]:
    """Words of ours one slip away: other marks, a look-alike, one letter too many or too few."""
    known = _vocabulary()
    plain = fold(word)
    out = {*known.words.get(plain, ()), *known.short.get(plain, ())}
    for other in _look_alikes(plain):
        out |= known.words.get(other, frozenset())
    for n in range(len(plain)):
        out |= known.words.get(plain[:n] + plain[n + 1 :], frozenset())
    return frozenset(out)


def _look_alikes(plain: str) -> Iterator[str]:
    for seen, meant in load("spelling")["alike"].items():
        at = plain.find(seen)
        while at >= 0:
            for each in meant:
                yield plain[:at] + each + plain[at + len(seen) :]
            at = plain.find(seen, at + 1)


def _marks_apart(one: str, other: str) -> int:
    """Letters and marks that only one of two words has."""
    first, second = (set(enumerate(unicodedata.normalize("NFD", each))) for each in (one, other))
    return len(first ^ second)


@cache
def _vocabulary() -> _Vocabulary:
    words: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    between: dict[tuple[str, str], set[str]] = {}
    pairs: set[tuple[str, str]] = set()
    for phrase in _phrases():
        row = [word.lower() for word in _WORD.findall(phrase)]
        for word in row:
            if len(word) > 1 and is_syllable(word):
                plain = fold(word)
                words.setdefault(plain, set()).add(word)
                for n in range(len(plain)) if len(plain) > 2 else ():
                    short.setdefault(plain[:n] + plain[n + 1 :], set()).add(word)
        keys = [_key(word) for word in row]
        pairs.update(pairwise(keys))
        for one, word, other in zip(keys, row[1:], keys[2:], strict=False):
            if one == other == _NUMBER:
                continue  # "5. Thang 100" is no "tháng"
            between.setdefault((one, other), set()).add(word)
    return _Vocabulary(_frozen(words), _frozen(short), frozenset(pairs), _frozen(between))


def _frozen[Key](table: dict[Key, set[str]]) -> dict[Key, frozenset[str]]:
    return {key: frozenset(value) for key, value in table.items()}


def _phrases() -> Iterator[str]:
    for name in LISTS:
        yield from _strings(load(name))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield str(key)
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


def _cased(was: str, now: str) -> str:
    letters = [each for each in was if each.isalpha()]
    if len(letters) > 1 and all(each.isupper() for each in letters):
        return now.upper()
    return now[0].upper() + now[1:] if was[0].isupper() else now
