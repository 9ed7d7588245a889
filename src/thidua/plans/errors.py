"""The one error of reading a plan: a Vietnamese sentence with file, line, place and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

type Place = tuple[str | int, ...]


class PlanError(ValueError):
    """A plan file that cannot be used.

    ``problem`` is the bare sentence (cure included), ``place`` the path inside the file
    (``("quotas", 1, "award")``), ``name`` the file, ``line`` its line counted from 1 when known.
    """

    def __init__(self, problem: str, place: Place = (), name: str = "", line: int | None = None) -> None:
        self.problem = problem
        self.place = place
        self.name = name
        self.line = line
        super().__init__(str(self))

    def __str__(self) -> str:
        where = [f"tệp {self.name}"] if self.name else []
        if self.line is not None:
            where.append(f"dòng {self.line}")
        if self.place:
            where.append(f"mục {place_text(self.place)}")
        head = ", ".join(where)
        return f"{head[:1].upper()}{head[1:]}: {self.problem}" if head else self.problem

    def located(self, name: str, line: int | None) -> PlanError:
        """The same error with file and line filled in."""
        return PlanError(self.problem, self.place, name, line)


def place_text(place: Place) -> str:
    """``("quotas", 1, "award")`` → ``quotas[1].award``; positions are counted from 0 as in the data."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def nearest(word: str, known: Iterable[str]) -> str:
    """Second half of a refusal: the nearest known word, or the list of what may stand there."""
    words = sorted(known)
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    if close:
        return f"có lẽ là “{close[0]}”"
    if not words:
        return "kế hoạch chưa khai mục nào như vậy, hãy khai trước hoặc bỏ dòng này"
    shown = ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
    return f"hãy dùng một trong: {shown}"
