"""Changing one element of a plan. Every change gives a whole, checked plan or raises :class:`PlanError`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .codec import from_data, to_data
from .model import Plan, Source
from .references import GROUPS, SINGLES, Element


def group_of(plan: Plan, element_id: str) -> str:
    """Field of the plan that holds the element. Raises ``KeyError`` when the plan has none of this id."""
    if element_id in SINGLES:
        return element_id
    return next(
        (group for group in GROUPS if any(each.id == element_id for each in getattr(plan, group))), ""
    ) or _missing(element_id)


def _missing(element_id: str) -> str:
    raise KeyError(element_id)


def replaced(plan: Plan, element_id: str, element: Element) -> Plan:
    """The plan with another element in the place of this one."""
    group = group_of(plan, element_id)
    if group in SINGLES:
        return _whole(plan, **{group: element})
    return _whole(plan, **{group: tuple(element if e.id == element_id else e for e in getattr(plan, group))})


def added(plan: Plan, group: str, element: Element) -> Plan:
    """The plan with one more element at the end of a group."""
    return _whole(plan, **{group: (*getattr(plan, group), element)})


def removed(plan: Plan, element_id: str) -> Plan:
    """The plan without this element; refused while others refer to it."""
    group = group_of(plan, element_id)
    return _whole(plan, **{group: tuple(each for each in getattr(plan, group) if each.id != element_id)})


def carried(base: Plan, mine: Plan, newest: Plan) -> tuple[Plan, list[str]]:
    """What ``mine`` changes of ``base``, done to ``newest``; and ids of elements both changed, which stay as in ``newest``.

    Raises ``PlanError`` when the parts no longer fit together.
    """
    made, lost = newest, list[str]()
    for name in SINGLES:
        before, after, now = (getattr(plan, name) for plan in (base, mine, newest))
        if after != before and now != after:
            if now == before:
                made = replace(made, **{name: after})
            else:
                lost.append(name)
    for group in GROUPS:
        old, wanted, there = ({e.id: e for e in getattr(plan, group)} for plan in (base, mine, newest))
        kept = dict(there)
        for key in [*old, *(key for key in wanted if key not in old)]:
            if wanted.get(key) == old.get(key) or wanted.get(key) == there.get(key):
                continue
            if there.get(key) != old.get(key):
                lost.append(key)
            elif key in wanted:
                kept[key] = wanted[key]
            else:
                del kept[key]
        changed: dict[str, Any] = {group: tuple(kept.values())}
        made = replace(made, **changed)
    return _whole(made), lost


def fresh_id(plan: Plan, word: str) -> str:
    """``word-2``, the first that no element of the plan carries."""
    taken = {each.id for group in GROUPS for each in getattr(plan, group)}
    return next(name for n in range(1, 10_000) if (name := f"{word}-{n}") not in taken)


def moved(source: Source) -> Source:
    """Where a changed statement stands: the same clause, whose former words no longer hold."""
    return replace(source, quote="")


def _whole(plan: Plan, **changes: Any) -> Plan:
    return from_data(to_data(replace(plan, **changes)), plan.code)
