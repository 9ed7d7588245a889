"""When two values count as the same, and how many were found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from thidua.documents.vietnamese import nfc, normal_tone

_UBND = re.compile(r"(?i)[uưủ][yỷ] ban nhân dân(?:\s*\(UBND\))?|UBND(?:\s*\(UBND\))?")


def norm(value: Any) -> Any:
    """Text as the gold compares it: NFC, without ``*`` and ``#``, one space, UBND short, case and tone place free."""
    if not isinstance(value, str):
        return value
    text = nfc(value).replace("*", "").replace("#", "")
    text = _UBND.sub("ubnd", text)
    text = re.sub(r"[“”\"«»]", '"', text.replace("–", "-").replace("’", "'"))
    return normal_tone(re.sub(r"\s+", " ", text)).strip(" .;:,").casefold()


@dataclass
class Tally:
    """Found, wanted and wrongly found items of one group; ``notes`` tell each miss."""

    right: int = 0
    missed: int = 0
    extra: int = 0
    notes: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.missed + other.missed, self.extra + other.extra, self.notes + other.notes
        )

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.missed + self.extra
        return 2 * self.right / total if total else 1.0


def fields(gold: dict[str, Any], got: dict[str, Any], *, same: Callable[[str, Any, Any], bool] | None = None) -> Tally:
    """One field after the other: a wrong value is a miss and, where something was said, an extra."""
    tally = Tally()
    for key, wanted in gold.items():
        found = got.get(key)
        if same(key, wanted, found) if same else norm(wanted) == norm(found):
            tally.right += 1
            continue
        tally.missed += 1
        tally.extra += found is not None
        tally.notes.append(f"{key}: {found!r}, đúng ra {wanted!r}")
    return tally


def rows(
    gold: Sequence[Any], got: Sequence[Any], same: Callable[[Any, Any], bool], name: Callable[[Any], str] = repr
) -> Tally:
    """Rows in any order, each used once."""
    left = list(got)
    tally = Tally()
    for wanted in gold:
        hit = next((row for row in left if same(wanted, row)), None)
        if hit is None:
            tally.missed += 1
            tally.notes.append(f"thiếu {name(wanted)}")
        else:
            left.remove(hit)
            tally.right += 1
    tally.extra = len(left)
    tally.notes += [f"thừa {name(row)}" for row in left]
    return tally


def anchors(gold: Iterable[str], got: Iterable[str]) -> Tally:
    """A hit is an item whose text contains the anchor; one item may hold several, one anchor is hit once."""
    wanted, found = [norm(each) for each in gold], [norm(each) for each in got]
    tally = Tally()
    for anchor in wanted:
        if any(anchor in text for text in found):
            tally.right += 1
        else:
            tally.missed += 1
            tally.notes.append(f"thiếu «{anchor[:70]}»")
    for text in found:
        if not any(anchor in text for anchor in wanted):
            tally.extra += 1
            tally.notes.append(f"thừa «{text[:70]}»")
    return tally


def words_shared(a: str, b: str) -> float:
    """Share of the words of the shorter text that the other has too."""
    first, second = set(re.findall(r"\w+", norm(a) or "")), set(re.findall(r"\w+", norm(b) or ""))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0
