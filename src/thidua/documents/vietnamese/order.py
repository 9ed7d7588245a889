"""Vietnamese alphabetical order, as keys that sort right anywhere a plain string sorts right.

A key is a string of hexadecimal digits, so Python, SQLite and PostgreSQL under any collation order it alike and it can
be stored in an indexed column. Order: letters first (a ă â b c d đ e ê … y z), tones second (ngang huyền hỏi ngã sắc
nặng), as in ICU's `vi` collation. Case, NFC/NFD and tone placement do not count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from thidua.documents.vietnamese.spelling import TONES, clean_name, normal_tone

_PUNCTUATION: Final = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# One byte a letter; 00 ends a part, so that a shorter word comes before its longer neighbour.
_PRIMARY: Final = {c: f"{i:02x}" for i, c in enumerate(_PUNCTUATION + "0123456789" + _ALPHABET, start=1)}
_END: Final = "00"
_OTHER: Final = "ff"
_NO_TONE: Final = "1"
_FOREIGN_MARK: Final = "9"
_SHAPES: Final = "\u0302\u0306\u031b"  # circumflex, breve, horn: parts of letters, not tones
_NATURAL: Final = re.compile(r"[0-9]+|[^0-9]", re.DOTALL)
_TYPED: Final = str.maketrans("‐‑‒–—―−“”‘’", "-------\"\"''")


def sort_key(full_name: str) -> str:
    """Return the key of a person's full name: by given name, then middle name, then family name.

    "Nguyễn Văn An" is family Nguyễn, middle Văn, given An; a single word is a given name. An empty name comes first.
    """
    parts = clean_name(full_name).split(" ")
    given, middle, family = parts[-1], " ".join(parts[1:-1]), parts[0] if len(parts) > 1 else ""
    return _key(given) + _key(middle) + _key(family)


def text_key(s: str) -> str:
    """Return the key of ordinary text (unit names, titles), read from the left; runs of digits compare as numbers."""
    return _key(clean_name(s), natural=True)


@lru_cache(maxsize=8192)
def _key(s: str, natural: bool = False) -> str:
    letters = normal_tone(s).translate(_TYPED).lower()
    if natural:
        weights = [_number_weight(t) if "0" <= t[0] <= "9" else _weights(t) for t in _NATURAL.findall(letters)]
    else:
        weights = [_weights(char) for char in letters]
    return "".join(primary for primary, _ in weights) + _END + "".join(tone for _, tone in weights) + "0"


def _number_weight(digits: str) -> tuple[str, str]:
    """Weigh a run of digits: among the digits, first by how many they are, then one by one, so that 2 precedes 10."""
    value = digits.lstrip("0") or "0"
    return _PRIMARY["0"] + f"{min(len(value), 255):02x}" + "".join(_PRIMARY[d] for d in value), _NO_TONE


@lru_cache(maxsize=1024)
def _weights(char: str) -> tuple[str, str]:
    """Return the primary (whole bytes) and secondary (one digit) weight of one lower-case NFC character."""
    base, tone, shape = char, _NO_TONE, ""
    for mark in unicodedata.normalize("NFD", char):
        if mark in TONES and tone == _NO_TONE:
            tone = str(2 + TONES.index(mark))
        elif mark in _SHAPES:
            shape += mark
        elif unicodedata.combining(mark):
            tone = _FOREIGN_MARK
        else:
            base = mark
    letter = unicodedata.normalize("NFC", base + shape)
    if letter in _PRIMARY:
        return _PRIMARY[letter], tone
    if base in _PRIMARY:  # a foreign letter such as ñ or ô with a breve: beside its plain letter
        return _PRIMARY[base], _FOREIGN_MARK
    return f"{_OTHER}{ord(char):06x}", tone
