"""Which of two conditions asks for more. Only what can be told for certain is told; the rest is "different"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any as Value
from typing import Final, Literal

from .model import All, Any, Expr, Leaf, Not
from .vocabulary import DISCIPLINES, LEAVES, RATING_SCALES, TIERS

Strictness = Literal["equal", "stricter", "weaker", "different"]
_TIERS: Final = tuple(TIERS)


def compare(higher: Expr, lower: Expr) -> Strictness:
    """Whether ``lower`` asks the same as ``higher``, more, less, or something that cannot be set against it."""
    first, second = _plain(higher), _plain(lower)
    if first == second:
        return "equal"
    if isinstance(first, Any) and isinstance(second, Any):
        return _ways(first, second)
    if isinstance(first, Any | Not) or isinstance(second, Any | Not):
        return "different"
    return _all(_parts(first), _parts(second))


def combined(found: Iterable[Strictness]) -> Strictness:
    """Of several answers: less anywhere is less; otherwise what cannot be told; otherwise more."""
    answers = set(found)
    return next((each for each in ("weaker", "different", "stricter") if each in answers), "equal")


def _parts(expr: Expr) -> list[Expr]:
    return list(expr.items) if isinstance(expr, All) else [expr]


def _ways(higher: Any, lower: Any) -> Strictness:
    """Another way to fulfil a condition makes it easier."""
    if all(way in higher.items for way in lower.items):
        return "stricter"
    return "weaker" if all(way in lower.items for way in higher.items) else "different"


def _all(higher: list[Expr], lower: list[Expr]) -> Strictness:
    left, found = list(lower), list[Strictness]()
    for part in higher:
        if part in left:
            left.remove(part)
            continue
        other = next((each for each in left if _alike(part, each)), None)
        if other is None:
            found.append("weaker")  # what the higher plan asks is not asked here
            continue
        left.remove(other)
        found.append(_leaf(part, other) if isinstance(part, Leaf) and isinstance(other, Leaf) else compare(part, other))
    return combined([*found, "stricter"] if left else found)


def _alike(one: Expr, other: Expr) -> bool:
    if isinstance(one, Leaf) and isinstance(other, Leaf):
        return one.leaf == other.leaf
    return type(one) is type(other) and not isinstance(one, Leaf)


def _leaf(higher: Leaf, lower: Leaf) -> Strictness:
    return combined(_parameter(name, higher.params[name], lower.params[name]) for name in LEAVES[higher.leaf])


def _parameter(name: str, first: Value, second: Value) -> Strictness:
    if first == second:
        return "equal"
    order = _ORDER.get(name)
    if order is None:
        return "different"
    one, two = order(first), order(second)
    if one is None or two is None or one == two:
        return "different"
    return "stricter" if two > one else "weaker"


def _grade(value: Value) -> int | None:
    return next((scale[value] for scale in RATING_SCALES.values() if value in scale), None)


def _tier(value: Value) -> int | None:
    return _TIERS.index(value) if value in _TIERS else None


def _number(value: Value) -> int | None:
    return int(value)


def _milder(value: Value) -> int | None:
    return -list(DISCIPLINES).index(value) if value in DISCIPLINES else None


def _fewer(value: Value) -> int | None:
    return -int(value)


_ORDER: Final[Mapping[str, Callable[[Value], int | None]]] = {  # greater asks for more
    "grade": _grade,
    "level": _tier,
    "authority_tier": _tier,
    "years": _number,
    "min": _number,
    "by": lambda value: int(value) if isinstance(value, int) else None,
    "share": _number,
    "min_share": _number,
    "on_time": _number,
    "n": _fewer,
    "least": _milder,  # from khiển trách on forbids more than from cách chức on
    "or_max": _fewer,
    "upheld": _fewer,  # any complaint bars, not only one that was found right
}


def _plain(expr: Expr) -> Expr:
    """The tree without names of leaves, every parameter present, so that equal conditions are equal."""
    match expr:
        case Leaf(leaf, params):
            return Leaf(leaf, {name: params.get(name, spec[2]) for name, spec in LEAVES[leaf].items()})
        case Not(item):
            return Not(_plain(item))
        case All(items):
            return All(tuple(_plain(item) for item in items))
        case Any(items):
            return Any(tuple(_plain(item) for item in items))
