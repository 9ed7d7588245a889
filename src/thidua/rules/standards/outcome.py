"""The four answers to a standard and how they combine.

``unmet < nodata < judge < met``; "all of" takes the lowest, "any of" the highest, "not" swaps unmet and
met and leaves the two in the middle. In SQL an answer is also written as a mask of three bits (0, 1, 3,
7), for which the bitwise ``&`` and ``|`` are the lowest and the highest: both exist in every dialect,
``LEAST`` and two-argument ``MIN`` do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Outcome(IntEnum):
    """Answer for one candidate and one leaf or standard."""

    UNMET = 0
    NODATA = 1
    JUDGE = 2
    MET = 3

    @property
    def key(self) -> str:
        """Word used in data and templates: unmet, nodata, judge or met."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """Vietnamese label of the status."""
        return LABELS[self]

    @property
    def mask(self) -> int:
        """Three-bit form: 0, 1, 3, 7."""
        return (1 << int(self)) - 1


LABELS = {
    Outcome.UNMET: "Không đạt",
    Outcome.NODATA: "Chưa có dữ liệu",
    Outcome.JUDGE: "Cần người xét",
    Outcome.MET: "Đạt",
}


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Lowest answer; of nothing: met."""
    return min(outcomes, default=Outcome.MET)


def any_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Highest answer; of nothing: unmet."""
    return max(outcomes, default=Outcome.UNMET)


def negate(outcome: Outcome) -> Outcome:
    """Met and unmet change places; what nobody knows yet stays unknown."""
    return {Outcome.UNMET: Outcome.MET, Outcome.MET: Outcome.UNMET}.get(outcome, outcome)
