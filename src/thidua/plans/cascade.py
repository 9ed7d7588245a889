"""A lower plan against the higher plan it carries out: what is equal, stricter, weaker, added or left out.

Which elements belong together says ``fellows``: those of the same words, not those that happen to bear one id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Literal

from . import after_event, compare, fellows, model, strictness
from .calendar import closes
from .check import PlanFinding
from .effects import target_text
from .model import Plan, Source
from .references import Element
from .vocabulary import RATING_SCALES
from .wording import deadline_text, expression_text

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
    alike = _named_alike(higher, lower)
    for group in GROUPS:
        pairs, left = fellows.pairs(group, higher, alike)
        found += [_compared(group, each, other, higher, alike) for each, other in pairs]
        found += [
            Comparison("added", _word(each), compare.title(each, alike), "", asked(each, alike), each.source)
            for each in left
        ]
    return found


def _named_alike(higher: Plan, lower: Plan) -> Plan:
    """The lower plan with its criteria called by the ids of their fellows, so that conditions on them compare."""
    pairs, rest = fellows.pairs("criteria", higher, lower)
    names = fellows.names_above(pairs) | {each.id: f"*{each.id}" for each in rest}
    if all(own == above for own, above in names.items()):
        return lower
    return replace(
        lower,
        criteria=tuple(replace(each, id=names[each.id]) for each in lower.criteria),
        standards=tuple(replace(each, expr=fellows.as_above(each.expr, names)) for each in lower.standards),
        exclusions=tuple(
            replace(each, expr=fellows.as_above(each.expr, names) if each.expr else None) for each in lower.exclusions
        ),
    )


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


def asked(each: Any, plan: Plan) -> str:
    """What an element asks, in a few words."""
    match each:
        case model.Deadline():
            return deadline_text(each, plan)
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
    if relation == "different" and there == here:  # the same condition, yet other words
        there, here = title, compare.title(other, lower)
    return Comparison(relation, _word(each), title, there, here, other.source)


# ---------------------------------------------------------------- which of two asks for more


def _deadlines(each: Any, other: Any, higher: Plan, lower: Plan) -> Relation:
    years = range(higher.movement.year_from, higher.movement.year_to + 1)
    pairs = [
        (there.closes_at, here.closes_at)
        for year in years
        if (there := closes(each, year)) and (here := closes(other, year))
    ]
    if not pairs:
        return _after_events(each, other, higher, lower)
    if any(mine > limit for limit, mine in pairs):
        return "weaker"
    return "equal" if all(mine == limit for limit, mine in pairs) else "stricter"


def _after_events(each: Any, other: Any, higher: Plan, lower: Plan) -> Relation:
    """Deadlines without a day yet: fewer days after the same event ask for more."""
    first, second = after_event.parse(each.rule), after_event.parse(other.rule)
    if deadline_text(each, higher) == deadline_text(other, lower):
        return "equal"
    if first is None or second is None or first.working != second.working:
        return "different"
    names = after_event.event_text(first, higher).casefold(), after_event.event_text(second, lower).casefold()
    if names[0] != names[1] or first.days == second.days:
        return "different"
    return "weaker" if second.days > first.days else "stricter"


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
    if isinstance(each.expr, model.Not) and isinstance(other.expr, model.Not):
        inner = strictness.compare(each.expr.item, other.expr.item)
        if inner in ("weaker", "stricter"):  # barred from khiển trách there, from cách chức here
            return inner
    same = fellows.words(each.label, figures=True) == fellows.words(other.label, figures=True)
    return "equal" if same and strictness.compare(each.expr, other.expr) == "equal" else "different"


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
