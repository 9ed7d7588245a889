"""A lower plan against the higher plan it carries out: what is equal, stricter, weaker, added or left out.

Elements belong together when they carry the same id, otherwise when they say the same words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

from . import compare, model, strictness
from .calendar import closes
from .check import PlanFinding
from .effects import target_text
from .model import Plan, Source
from .references import Element
from .vocabulary import RATING_SCALES
from .wording import expression_text

Relation = Literal["equal", "stricter", "weaker", "different", "added", "left_out"]
GROUPS: Final = (
    "audiences",
    "contents",
    "criteria",
    "standards",
    "exclusions",
    "awards",
    "quotas",
    "papers",
    "deadlines",
)
RELATION_WORDS: Final[Mapping[Relation, str]] = {
    "equal": "Như cấp trên",
    "stricter": "Chặt hơn",
    "weaker": "Nhẹ hơn",
    "different": "Khác, cần xem",
    "added": "Thêm",
    "left_out": "Không đưa vào",
}
# What may not be missing: without it the lower plan does not carry out the higher one.
_MUST: Final = ("contents", "criteria", "standards", "exclusions")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One element of either plan. ``here`` and ``there`` say in words what the lower and the higher plan ask."""

    relation: Relation
    group: str
    title: str
    there: str
    here: str
    source: Source | None
    must: bool = False

    @property
    def words(self) -> str:
        """The relation in words."""
        return RELATION_WORDS[self.relation]


def against(higher: Plan, lower: Plan) -> list[Comparison]:
    """Every element of the higher plan with its fellow of the lower one, then what the lower plan adds."""
    found: list[Comparison] = []
    for group in GROUPS:
        left = list(getattr(lower, group))
        for each in getattr(higher, group):
            other = _fellow(each, left, higher, lower)
            if other is not None:
                left.remove(other)
            found.append(_compared(group, each, other, higher, lower))
        found += [
            Comparison("added", _word(each), compare.title(each, lower), "", asked(each, lower), each.source)
            for each in left
        ]
    return found


def weakens(higher: Plan, lower: Plan) -> list[PlanFinding]:
    """What the lower plan asks less than the higher one, and what it leaves out; the lower plan's own clause beside it."""
    return [finding for each in against(higher, lower) if (finding := _finding(each, lower)) is not None]


def _finding(each: Comparison, lower: Plan) -> PlanFinding | None:
    source = each.source or lower.cascade.source or lower.identity.source
    name = f"{each.group} “{each.title}”"
    if each.relation == "weaker":
        message = f"{name}: kế hoạch cấp trên đòi {each.there}, kế hoạch này chỉ đòi {each.here}."
        if each.group == compare.GROUP_WORDS["Deadline"]:
            message = f"{name}: kế hoạch cấp trên ghi {each.there}, kế hoạch này ghi {each.here}, muộn hơn."
        if each.group == compare.GROUP_WORDS["Quota"]:
            message = f"{name}: kế hoạch cấp trên ấn định {each.there}, kế hoạch này ghi {each.here}, nhiều hơn."
        return PlanFinding("cascade-weaker", "warning", message, source)
    if each.relation == "left_out" and each.must:
        words = "" if each.title.casefold() in each.there.casefold() else f" ({each.there})"
        message = f"{name}: kế hoạch cấp trên có{words}, kế hoạch này không đưa vào."
        return PlanFinding("cascade-left-out", "warning", message, source)
    if each.relation == "different":
        message = f"{name}: kế hoạch cấp trên ghi “{each.there}”, kế hoạch này ghi “{each.here}”; xem có nhẹ hơn không."
        return PlanFinding("cascade-different", "info", message, source)
    return None


def _word(each: Element) -> str:
    return compare.GROUP_WORDS[type(each).__name__]


def _fellow(each: Any, left: list[Any], higher: Plan, lower: Plan) -> Any | None:
    same = next((other for other in left if other.id == each.id), None)
    if same is not None:
        return same
    if isinstance(each, model.Deadline):
        return next((other for other in left if other.act == each.act and len(left) == 1), None)
    if isinstance(each, model.Quota):
        return next((other for other in left if (other.kind, other.rounds) == (each.kind, each.rounds)), None)
    name = _folded(compare.title(each, higher))
    return next((other for other in left if _folded(compare.title(other, lower)) == name), None)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def asked(each: Any, plan: Plan) -> str:
    """What an element asks, in a few words."""
    match each:
        case model.Deadline():
            return compare.deadline_text(each)
        case model.Quota():
            return compare.quota_text(each)
        case model.Criterion():
            return target_text(each) if each.op and each.value else "không đặt ngưỡng"
        case model.Standard() | model.Exclusion() if each.expr is not None:
            return expression_text(each.expr, plan)
    return compare.title(each, plan)


def _compared(group: str, each: Any, other: Any | None, higher: Plan, lower: Plan) -> Comparison:
    title, there = compare.title(each, higher), asked(each, higher)
    if other is None:
        return Comparison("left_out", _word(each), title, there, "", None, group in _MUST)
    here = asked(other, lower)
    judge = _JUDGES.get(type(each))
    if judge is not None:
        relation: Relation = judge(each, other, higher, lower)
    else:
        relation = "equal" if compare.texts(each, higher) == compare.texts(other, lower) else "different"
    return Comparison(relation, _word(each), title, there, here, other.source)


# ---------------------------------------------------------------- which of two asks for more


def _deadlines(each: Any, other: Any, higher: Plan, lower: Plan) -> Relation:
    years = range(higher.movement.year_from, higher.movement.year_to + 1)
    pairs = [(closes(each, year).closes_at, closes(other, year).closes_at) for year in years]
    if any(mine > limit for limit, mine in pairs):
        return "weaker"
    return "equal" if all(mine == limit for limit, mine in pairs) else "stricter"


def _quotas(each: Any, other: Any, higher: Plan, lower: Plan) -> Relation:
    if other.value != each.value:
        return "weaker" if other.value > each.value else "stricter"
    return "equal" if each.op == other.op else "different"


def _criteria(each: Any, other: Any, higher: Plan, lower: Plan) -> Relation:
    if (each.op, each.value, each.unit, each.measure) == (other.op, other.value, other.unit, other.measure):
        return "equal"
    if each.value is not None and each.op is not None and (other.value is None or other.op is None):
        return "weaker"
    if each.op is None or each.value is None:
        return "stricter"
    if each.op != other.op or each.measure != other.measure or each.unit != other.unit:
        return "different"
    first, second = _worth(each.value), _worth(other.value)
    if first is None or second is None or each.op == "=":
        return "different"
    more = second > first if each.op in (">=", ">") else second < first
    return "stricter" if more else "weaker"


def _worth(value: str) -> Decimal | None:
    scale = next((each[value] for each in RATING_SCALES.values() if value in each), None)
    if scale is not None:
        return Decimal(scale)
    try:
        return Decimal(value)
    except ArithmeticError:
        return None


def _standards(each: Any, other: Any, higher: Plan, lower: Plan) -> Relation:
    return strictness.compare(each.expr, other.expr)


def _exclusions(each: Any, other: Any, higher: Plan, lower: Plan) -> Relation:
    if each.expr is None or other.expr is None:
        return "equal" if (each.on, each.rule, each.expr) == (other.on, other.rule, other.expr) else "different"
    return "equal" if strictness.compare(each.expr, other.expr) == "equal" else "different"


type _Judge = Callable[[Any, Any, Plan, Plan], Relation]
_JUDGES: Final[Mapping[type, _Judge]] = {
    model.Deadline: _deadlines,
    model.Quota: _quotas,
    model.Criterion: _criteria,
    model.Standard: _standards,
    model.Exclusion: _exclusions,
}


_ORDER: Final[tuple[Relation, ...]] = ("weaker", "left_out", "different", "stricter", "added", "equal")


def worst_first(found: list[Comparison]) -> list[Comparison]:
    """What is weaker, left out or different first, otherwise in the order given."""
    return sorted(found, key=lambda each: _ORDER.index(each.relation))


def counts(found: list[Comparison]) -> Iterator[tuple[Relation, str, int]]:
    """(relation, word, how many) for every relation that occurs, weakest first."""
    for relation in _ORDER:
        if number := sum(each.relation == relation for each in found):
            yield relation, RELATION_WORDS[relation], number
