"""One word, many byte sequences: composed forms, invisible characters, tone placement, search without marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Characters that print nothing but make two equal names unequal: zero width, bidi marks, soft hyphen, BOM.
_INVISIBLE: Final = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
# No-break, thin, ideographic … spaces behave as the space bar does.
_SPACES: Final = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
# Eth and African D look like Đ on the screen; old converters leave them in Vietnamese names.
_LOOKALIKES: Final = {0x00D0: "Đ", 0x0189: "Đ", 0x00F0: "đ", 0x0256: "đ"}
_CLEAN: Final[dict[int, str | None]] = {**_INVISIBLE, **_SPACES, **_LOOKALIKES}

# Nearly every text is clean, and a search for these is several times faster than `translate`.
_UNCLEAN: Final = re.compile(f"[{''.join(map(chr, _CLEAN))}]")

# For search and comparison only: printed quotes and dashes stand for the keys people press.
_KEYBOARD: Final = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "“”„«»"), '"'),
    **dict.fromkeys(map(ord, "‘’‚ʼ"), "'"),
    ord("đ"): "d",
    ord("Đ"): "D",
}

TONES: Final = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng; the order of the dictionary
_WORD: Final = re.compile(r"[^\W\d_]+")
_SYLLABLE: Final = re.compile(
    r"(?P<onset>ngh|ng|nh|gh|gi(?=[aăâeêioôơuưy])|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
    r"(?P<nucleus>[aăâeêioôơuưy]{1,3})"
    r"(?P<coda>ch|nh|ng|[cmnpt])?",
    re.IGNORECASE,
)


def nfc(s: str) -> str:
    """Return `s` in Unicode NFC, without invisible characters, with every kind of space as a plain one.

    Line breaks, tabs and the number of spaces stay: safe for whole texts. For one-line names use `clean_name`.
    """
    if s.isascii():
        return s
    return unicodedata.normalize("NFC", s.translate(_CLEAN) if _UNCLEAN.search(s) else s)


def clean_name(s: str) -> str:
    """Return a name as it should be stored: `nfc`, outer blanks cut, every inner run of blanks one space."""
    return " ".join(nfc(s).split())


@lru_cache(maxsize=4096)
def fold(s: str) -> str:
    """Return the search form of `s`: lower case, no marks, đ as d, blanks collapsed. "Đặng  Hoà" → "dang hoa".

    Idempotent. Tone placement cannot matter because no tone is left. Printed quotes and dashes become keyboard ones.
    """
    wide = unicodedata.normalize("NFKD", nfc(s)).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", wide) if not unicodedata.combining(c))
    return " ".join(bare.translate(_KEYBOARD).split())


def same(a: str, b: str) -> bool:
    """Tell whether two texts are one Vietnamese text: NFC/NFD, hoà/hòa, case and spacing do not count, marks do."""
    return a == b or _comparable(a) == _comparable(b)


def _comparable(s: str) -> str:
    return normal_tone(clean_name(s)).casefold()


def normal_tone(s: str) -> str:
    """Return `s` (in NFC) with each tone where the usual office spelling puts it: hòa, khỏe, thủy, quý, già, hoàn.

    Both current placements (hoà, hòa) and slips of the keyboard (qúy, gìa, hòan) give one spelling. A word that has not
    the shape of a Vietnamese syllable is left alone. For comparing; nobody's text is rewritten with it.
    """
    return _WORD.sub(lambda found: _place_tone(found.group()), unicodedata.normalize("NFC", s))


@lru_cache(maxsize=8192)
def _place_tone(word: str) -> str:
    if len(word) > 7:  # "nghiêng" is the longest syllable
        return word
    letters = unicodedata.normalize("NFD", word)
    tones = [c for c in letters if c in TONES]
    if len(tones) != 1:
        return word
    bare = unicodedata.normalize("NFC", letters.replace(tones[0], ""))
    shape = _SYLLABLE.fullmatch(bare)
    if shape is None:
        return word
    at = shape.start("nucleus") + _tone_offset(shape["nucleus"].lower(), bool(shape["coda"]))
    return unicodedata.normalize("NFC", bare[: at + 1] + tones[0] + bare[at + 1 :])


def _tone_offset(nucleus: str, closed: bool) -> int:
    """Which vowel carries the tone: the last marked one; else the last before a final consonant; else the usual one."""
    marked = [i for i, vowel in enumerate(nucleus) if vowel in "ăâêôơư"]
    if marked:
        return marked[-1]
    if closed:
        return len(nucleus) - 1
    return 1 if len(nucleus) == 3 else 0


def initials(name: str) -> str:
    """Return the one or two letters shown for a person: first letters of the last two words. "Lý Hoàng Nam" → "HN"."""
    parts = ["".join(c for c in part if c.isalpha()) for part in clean_name(name).split()]
    return "".join(part[0] for part in [p for p in parts if p][-2:]).upper()
