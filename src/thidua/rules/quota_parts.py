"""Which part of a quota ("trong đó Khối phố: 03; Tổ tự quản: 02") somebody chosen takes a place of.

A plan names its parts by kinds of bodies; a person chosen belongs to the part of the own unit. Where the name and the
kind of the unit leave it open, nobody guesses: the choice belongs to no part, and a person has to compare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from thidua.plans.fellows import words

_MANY: Final = frozenset(("cac", "moi", "nhung", "khoi", "cum", "nhom"))
_OFFICIAL: Final = (("uy", "ban", "nhan", "dan"), ("ubnd",))
_OF_KIND: Final = {  # kind of unit → how plans call units of this kind
    "ubnd_lower": ("xa", "phuong", "thi tran", "ubnd cap xa", "cap xa", "ubnd cac xa phuong", "xa phuong"),
    "chuyen_mon": ("phong", "phong ban", "phong chuyen mon", "co quan chuyen mon", "phong ban chuyen mon", "bo phan"),
    "su_nghiep": ("don vi su nghiep", "su nghiep", "don vi su nghiep cong lap", "truong hoc", "truong"),
    "trung_tam_hcc": ("trung tam", "trung tam phuc vu hanh chinh cong", "bo phan mot cua"),
    "thon": ("thon", "to dan pho", "khoi pho", "ap", "ban", "khu pho", "thon to dan pho"),
    "doanh_nghiep": ("doanh nghiep",),
    "doan_the": ("doan the", "to chuc chinh tri xa hoi", "mat tran doan the", "hoi doan the"),
    "mat_tran": ("mat tran", "mat tran to quoc", "mat tran doan the"),
}


_KIND_WORDS: Final = frozenset(name for names in _OF_KIND.values() for name in names)


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody chosen: the kind, the award asked for, and the unit (the collective itself, or the person's)."""

    kind: str
    award: str | None
    unit: str
    unit_kind: str


def count(picks: Iterable[Pick]) -> Counter[tuple[str, str | None]]:
    """(kind, award) → number, as ``rules.quota`` takes it."""
    return Counter((each.kind, each.award) for each in picks)


def part_of(labels: Collection[str], unit: str, unit_kind: str) -> str | None:
    """The one part a unit belongs to, or None where none or several could be meant.

    The name decides first ("Khối phố 3" of "Khối phố", "Phòng Nội vụ" of "Phòng Nội vụ"), the longest part before
    shorter ones; then the kind of the unit.
    """
    name = _name(unit)
    told = {label: _label(label) for label in labels}
    found = [label for label, own in told.items() if own and name[: len(own)] == own]
    if found:
        longest = max(len(told[label]) for label in found)
        found = [label for label in found if len(told[label]) == longest]
    elif all(" ".join(own) in _KIND_WORDS for own in told.values()):  # else a part nobody knows might be meant
        found = [label for label, own in told.items() if " ".join(own) in _OF_KIND.get(unit_kind, ())]
    return found[0] if len(found) == 1 else None


def taken(labels: Collection[str], picks: Iterable[Pick]) -> tuple[Counter[str], int]:
    """Part → how many of the chosen take a place of it; and how many belong to no part that is sure."""
    places: Counter[str] = Counter()
    unsure = 0
    for each in picks:
        part = part_of(labels, each.unit, each.unit_kind)
        if part is None:
            unsure += 1
        else:
            places[part] += 1
    return places, unsure


def _label(label: str) -> list[str]:
    found = words(label)
    return found[1:] if len(found) > 1 and found[0] in _MANY and found[:2] != ["khoi", "pho"] else found


def _name(unit: str) -> list[str]:
    found = words(unit, figures=True)
    for official in _OFFICIAL:
        if tuple(found[: len(official)]) == official:
            return found[len(official) :]
    return found
