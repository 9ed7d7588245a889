"""Automatic list numbers of Word (``numbering.xml``) written out as the page shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree.ElementTree import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DASHES: Final = "-–—−\uf02d"
_KEPT_BULLETS: Final = "+*"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``format`` and ``text`` as in the file (``%1`` stands for a counter)."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    letters: tuple[str, ...] = ()  # of a custom format: a, b, c, d, đ, …
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class Lists:
    """All lists of a document and where each of them stands in the count.

    ``of_num`` leads from a list to its definition and its own changes of levels; lists of one definition count on.
    """

    definitions: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    of_num: Mapping[str, tuple[str, Mapping[int, Level], Mapping[int, int]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def next(self, num: str, depth: int) -> str:
        """The number of the next paragraph of this list at this depth; empty where the list shows none."""
        if num not in self.of_num:
            return ""
        definition, own, starts = self.of_num[num]
        levels = {**self.definitions.get(definition, {}), **own}
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(definition, {})
        if num not in self._begun:
            self._begun.add(num)
            for changed, start in starts.items():
                counts[changed] = start - 1
                for deeper in [d for d in counts if d > changed]:
                    del counts[deeper]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            lower = levels.get(deeper)
            if lower is None or lower.restart is None or 0 < lower.restart <= depth + 1:
                del counts[deeper]
        return _shown(level, depth, levels, counts)


def _shown(level: Level, depth: int, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    if level.format == "bullet":
        return _bullet(level.text)
    if level.format == "none":
        return re.sub(r"%\d", "", level.text).strip()

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        source = levels.get(at, level)
        if level.legal and at < depth:
            source = replace(source, format="decimal")
        return _number(counts.get(at, source.start), source)

    return re.sub(r"%(\d)", count, level.text).strip()


def _bullet(text: str) -> str:
    sign = text.strip()[:1]
    if not sign:
        return ""
    if sign in _DASHES:
        return "-"
    return sign if sign in _KEPT_BULLETS else "•"


def _number(value: int, level: Level) -> str:
    match level.format:
        case "upperRoman":
            return roman(value)
        case "lowerRoman":
            return roman(value).lower()
        case "lowerLetter":
            return _letter(value)
        case "upperLetter":
            return _letter(value).upper()
        case "decimalZero":
            return f"{value:02d}"
        case "custom" if level.letters:
            return level.letters[value - 1] if 0 < value <= len(level.letters) else str(value)
    return str(value)


def roman(value: int) -> str:
    """``4`` → ``IV``; numbers below 1 stay as they are."""
    if value < 1:
        return str(value)
    out = ""
    for worth, sign in _ROMAN:
        while value >= worth:
            out, value = out + sign, value - worth
    return out


def _letter(value: int) -> str:
    """Word counts in the English alphabet: a … z, aa, bb; a list with đ brings its own letters or fixed texts."""
    if value < 1:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26)


def lists(root: Element | None) -> Lists:
    """The lists of ``numbering.xml``; none for a document without lists."""
    if root is None:
        return Lists()
    definitions = {
        item.get(f"{W}abstractNumId", ""): {
            int(level.get(f"{W}ilvl", "0")): _level(level) for level in item.iter(f"{W}lvl")
        }
        for item in root.iter(f"{W}abstractNum")
    }
    of_num = {}
    for item in root.iter(f"{W}num"):
        base = item.find(f"{W}abstractNumId")
        own, starts = {}, {}
        for change in item.iter(f"{W}lvlOverride"):
            depth = int(change.get(f"{W}ilvl", "0"))
            start = change.find(f"{W}startOverride")
            if start is not None:
                starts[depth] = _int(start.get(f"{W}val"), 1)
            if (level := change.find(f"{W}lvl")) is not None:
                own[depth] = _level(level)
        of_num[item.get(f"{W}numId", "")] = (base.get(f"{W}val", "") if base is not None else "", own, starts)
    return Lists(definitions, of_num)


def _level(item: Element) -> Level:
    shape = next(item.iter(f"{W}numFmt"), None)  # newer files wrap a custom format in mc:AlternateContent
    kind = shape.get(f"{W}val", "decimal") if shape is not None else "decimal"
    letters = tuple(part.strip() for part in (shape.get(f"{W}format") or "").split(",")) if shape is not None else ()
    letters = tuple(part for part in letters if part and part not in {"...", "…"})
    return Level(
        format=kind,
        text=_value(item, "lvlText", ""),
        start=_int(_value(item, "start", "1"), 1),
        letters=letters if len(letters) > 2 else (),
        legal=item.find(f"{W}isLgl") is not None,
        restart=_int(_value(item, "lvlRestart", ""), None),
    )


def _value(item: Element, name: str, default: str) -> str:
    found = item.find(f"{W}{name}")
    return found.get(f"{W}val", default) if found is not None else default


def _int[T](text: str | None, default: T) -> int | T:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default
