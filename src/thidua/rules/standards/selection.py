"""Which standards and exclusions of a plan meet a candidate, and what must hold for each."""

from __future__ import annotations

from collections.abc import Collection

from thidua.plans import model

type Condition = model.Standard | model.Exclusion


def applicable(
    plan: model.Plan, kind: model.Kind, audience_ids: Collection[str], round_id: str
) -> list[model.Standard]:
    """Standards for a candidate of this kind, in these audiences, in this round; in the plan's order."""
    return [s for s in plan.standards if s.kind == kind and _meets(s, audience_ids, round_id)]


def exclusions_for(
    plan: model.Plan, kind: model.Kind, audience_ids: Collection[str], round_id: str
) -> list[model.Exclusion]:
    """Exclusions of candidates that have an expression; those on dossiers belong to filing."""
    found = [e for e in plan.exclusions if e.on == "candidate" and e.expr is not None and e.kind in (kind, None)]
    return [e for e in found if _meets(e, audience_ids, round_id)]


def conditions(plan: model.Plan, kind: model.Kind, audience_ids: Collection[str], round_id: str) -> list[Condition]:
    """Standards, then exclusions: everything that must hold for a candidate."""
    return [
        *applicable(plan, kind, audience_ids, round_id),
        *exclusions_for(plan, kind, audience_ids, round_id),
    ]


def condition(rule: Condition) -> model.Expr:
    """What must hold: the standard's expression; of an exclusion the contrary of what bars.

    ValueError: an exclusion without expression.
    """
    if rule.expr is None:
        raise ValueError(f"{rule.id!r} has no expression")
    if isinstance(rule, model.Standard):
        return rule.expr
    return rule.expr.item if isinstance(rule.expr, model.Not) else model.Not(rule.expr)


def _meets(rule: Condition, audience_ids: Collection[str], round_id: str) -> bool:
    of_audience = not rule.audiences or bool(set(rule.audiences) & set(audience_ids))
    return of_audience and (not rule.rounds or round_id in rule.rounds)
