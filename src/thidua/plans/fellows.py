"""Which element of a lower plan is the fellow of which element of the higher one.

Words decide: plans are read one by one, and the ids of what is read are numbered in the order of the text
(``tieu-chi``, ``tieu-chi-2``), so that the same id says nothing across two plans. Only in a plan that was begun from the
higher one (``derive.lower_plan``) do the ids stand for the same thing, whatever its words are now.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from . import compare, derive, model
from .model import Plan

NEAR: Final = 0.55  # share of the words in common from which two titles speak of one thing
_SAME_CONDITION: Final = 0.9  # other words, the same tree
_FIGURE: Final = frozenset("0123456789")

type Pairs = list[tuple[Any, Any | None]]
type _Weights = Mapping[str, float]


def pairs(group: str, higher: Plan, lower: Plan) -> tuple[Pairs, list[Any]]:
    """Every element of the higher plan's group with its fellow or None, and what only the lower plan has."""
    above, below = list(getattr(higher, group)), list(getattr(lower, group))
    found: dict[int, int] = {}
    if derived(lower):
        places = {each.id: n for n, each in enumerate(below)}
        found = {n: places[each.id] for n, each in enumerate(above) if each.id in places}
    found |= _by_words(above, below, found, higher, lower)
    rest = [each for n, each in enumerate(below) if n not in found.values()]
    return [(each, below[found[n]] if n in found else None) for n, each in enumerate(above)], rest


def derived(lower: Plan) -> bool:
    """Whether the plan was begun from the higher one, so that ids mean the same in both."""
    return lower.cascade.higher == derive.HIGHER_ID


def as_above(expr: model.Expr, names: Mapping[str, str]) -> model.Expr:
    """A condition of the lower plan with the criteria it names called as in the higher plan."""
    match expr:
        case model.Leaf(_, params) if "criterion" in params:
            own = str(params["criterion"])
            return replace(expr, params={**params, "criterion": names.get(own, own)})
        case model.Not(item):
            return model.Not(as_above(item, names))
        case model.All(items):
            return model.All(tuple(as_above(each, names) for each in items))
        case model.Any(items):
            return model.Any(tuple(as_above(each, names) for each in items))
    return expr


def names_above(found: Pairs) -> dict[str, str]:
    """Id in the lower plan → id of its fellow in the higher one."""
    return {other.id: each.id for each, other in found if other is not None}


def _by_words(
    above: Sequence[Any], below: Sequence[Any], taken: Mapping[int, int], higher: Plan, lower: Plan
) -> dict[int, int]:
    """The nearest two first, then the next; of equally near ones those of one id, then those in one place."""
    left = [n for n in range(len(above)) if n not in taken]
    right = [n for n in range(len(below)) if n not in taken.values()]
    first = {n: words(compare.title(above[n], higher)) for n in left}
    second = {n: words(compare.title(below[n], lower)) for n in right}
    weights = _weights(first.values(), second.values())
    known = [
        (-near, above[one].id != below[two].id, abs(one - two), one, two)
        for one in left
        for two in right
        if (near := _near(above[one], below[two], (first[one], second[two]), weights, higher, lower)) >= NEAR
    ]
    found: dict[int, int] = {}
    for *_, one, two in sorted(known):
        if one not in found and two not in found.values():
            found[one] = two
    return found


def _near(
    each: Any, other: Any, titles: tuple[Sequence[str], Sequence[str]], weights: _Weights, higher: Plan, lower: Plan
) -> float:
    if isinstance(each, model.Deadline):
        return 0.6 + 0.4 * _named("rounds", each, other, higher, lower) if each.act == other.act else 0.0
    if isinstance(each, model.Quota):
        links = (_named(key, each, other, higher, lower) for key in ("rounds", "award"))
        return 0.6 + 0.2 * sum(links) if each.kind == other.kind else 0.0
    if titles[0] == titles[1]:
        return 1.0
    near = _shared(titles[0], titles[1], weights)
    expr = getattr(each, "expr", None)
    same = expr is not None and expr == getattr(other, "expr", None) and "criterion" not in str(expr)
    return max(near, _SAME_CONDITION) if same else near


def _named(key: str, each: Any, other: Any, higher: Plan, lower: Plan) -> float:
    """How near the elements are that two elements name: their rounds, their award."""
    one, two = (words(compare.texts(e, plan)[compare.FIELD_WORDS[key]]) for e, plan in ((each, higher), (other, lower)))
    return _shared(one, two, {})


def words(text: str, *, figures: bool = False) -> list[str]:
    """A text as words without case and marks; mostly without figures: they are what is asked, not what it is about."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    letters = "".join(each if each.isalnum() else " " for each in plain if not unicodedata.combining(each))
    return [each for each in letters.split() if figures or not _FIGURE & set(each)]


def _weights(first: Iterable[Sequence[str]], second: Iterable[Sequence[str]]) -> _Weights:
    """A word of many titles of one plan ("tỷ lệ", "hồ sơ") tells little about any of them."""
    counts = (Counter(word for title in side for word in set(title)) for side in (first, second))
    one, two = counts
    return {word: 1 / max(one[word], two[word]) for word in {*one, *two}}


def _shared(first: Sequence[str], second: Sequence[str], weights: _Weights) -> float:
    one, two = Counter(first), Counter(second)
    whole = sum(weights.get(word, 1.0) * number for word, number in (one + two).items())
    return 2 * sum(weights.get(word, 1.0) * number for word, number in (one & two).items()) / whole if whole else 1.0
