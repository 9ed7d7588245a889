"""Letters as a poor scan reads them: marks lost or wrong, look-alikes, letters and spaces dropped or doubled."""

from __future__ import annotations

import random
import unicodedata

_MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
_ALIKE = {
    "l": ("1", "I"), "1": ("l", "I"), "0": ("O",), "O": ("0",), "o": ("0",), "I": ("l",), "c": ("e",), "e": ("c",),
    "u": ("ư",), "n": ("ri",), "m": ("rn",), "h": ("li",), "i": ("ì",), "g": ("q",), "a": ("o",), "t": ("f",),
    "5": ("S",), "8": ("B",), ",": (".",), ".": (",",), ";": (":",), "-": ("–",),
}  # fmt: skip


def spoiled(text: str, percent: float, seed: int) -> str:
    """About ``percent`` of the letters and figures read wrong; the same seed spoils the same letters."""
    chance = random.Random(seed)
    out = []
    for letter in unicodedata.normalize("NFC", text):
        if letter == "\n" or letter.isspace() or chance.random() * 100 >= percent:
            out.append(letter)
            continue
        out.append(_misread(letter, chance))
    return unicodedata.normalize("NFC", "".join(out))


def _misread(letter: str, chance: random.Random) -> str:
    bare, *marks = unicodedata.normalize("NFD", letter)
    kind = chance.random()
    if marks and kind < 0.75:
        if kind < 0.4:
            return bare + "".join(marks[:-1])
        return unicodedata.normalize("NFC", bare + "".join([*marks[:-1], chance.choice(_MARKS)]))
    if letter in _ALIKE and kind < 0.9:
        return chance.choice(_ALIKE[letter])
    return chance.choice(("", letter + " ", letter))
