"""What can go wrong with dated law: a bad file, a wrong word, a day no rule is known for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class LawError(ValueError):
    """A law file that cannot be used: one Vietnamese sentence naming file, place and cure."""

    def __init__(self, problem: str, *, file: str = "", place: str = "") -> None:
        self.problem = problem
        self.file = file
        self.place = place
        where = ", ".join(part for part in (file and f"tệp {file}", place and f"mục {place}") if part)
        super().__init__(f"{where[:1].upper()}{where[1:]}: {problem}" if where else problem)


class UnknownWord(LookupError):
    """A word that is not in the closed list of its kind (award form, authority, kind, purpose …)."""

    def __str__(self) -> str:
        return str(self.args[0])


class NotInForce(LookupError):
    """No rule is known for the day asked; the sentence says which days are covered."""

    def __str__(self) -> str:
        return str(self.args[0])


def nearest(word: str, known: Iterable[str]) -> str:
    """Half a sentence of help: the nearest known word, or the words that may stand there."""
    words = sorted(known)
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    if close:
        return f"có lẽ là “{close[0]}”"
    return f"hãy dùng một trong: {', '.join(words)}" if words else "chưa có giá trị nào"
