"""Dated law: who may award what, how much is paid, which form is used, what was in force on a day.

``book()`` answers from the built-in data; ``load(*directories)`` adds rules of a province or an office,
read by the same strict code. Law is data: dates stand in ``data/*.yaml`` and nowhere else.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from .book import LawBook
from .errors import LawError, NotInForce, UnknownWord
from .loader import read_directory
from .topics import ACTS, AUTHORITIES, AWARDS, KINDS, PURPOSES, TIERS
from .types import (
    KINDS_OF_INSTRUMENT,
    FormRef,
    Instrument,
    Regime,
    Rounding,
    Source,
    TimeLimit,
    Value,
    VoteRule,
)

DATA: Final = Path(__file__).parent / "data"


def load(*directories: Path | str, builtin: bool = True) -> LawBook:
    """Built-in law, then each directory in order. Raises :class:`LawError` naming file and place."""
    chosen = [DATA, *map(Path, directories)] if builtin else [Path(each) for each in directories]
    return LawBook(read_directory(directory) for directory in chosen)


_local: tuple[Path | str, ...] = ()


def use(*directories: Path | str) -> None:
    """Set the directories that ``book()`` reads after the built-in law; none takes them back.

    Read at once, so that wrong data is told here (:class:`LawError`) and changes nothing.
    """
    global _local
    _remembered(*directories)
    _local = directories


def book(*directories: Path | str) -> LawBook:
    """The same book every time: of these directories, or where none is named of those ``use`` has set."""
    return _remembered(*(directories or _local))


@lru_cache(maxsize=8)
def _remembered(*directories: Path | str) -> LawBook:
    return load(*directories)


def authority_key(tier: str, on: date) -> str:
    """commune → xa, district → huyen (until the level ended), province → tinh, central → thu-tuong."""
    return book().authority_key(tier, on)


__all__ = [
    "ACTS",
    "AUTHORITIES",
    "AWARDS",
    "DATA",
    "KINDS",
    "KINDS_OF_INSTRUMENT",
    "PURPOSES",
    "TIERS",
    "FormRef",
    "Instrument",
    "LawBook",
    "LawError",
    "NotInForce",
    "Regime",
    "Rounding",
    "Source",
    "TimeLimit",
    "UnknownWord",
    "Value",
    "VoteRule",
    "authority_key",
    "book",
    "load",
    "use",
]
