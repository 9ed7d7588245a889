"""Việc của tôi: what waits for a person, until when, and the one act that moves it on.

Each role has functions that yield items from rows fetched once; the number of queries does not
depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from thidua.org.models import Roles, User
from thidua.reports.worklist.beside import STEPS, Glance, elsewhere, glances
from thidua.reports.worklist.council import decider, finance, member, secretary
from thidua.reports.worklist.dates import dated, unit_duties
from thidua.reports.worklist.desk import Desk, Item, link
from thidua.reports.worklist.follow import follow_ups, office_amendments, office_difficulties
from thidua.reports.worklist.office import (
    office_drafts,
    office_intake,
    office_launch,
    office_lower_plans,
    office_missing,
    office_onward,
)
from thidua.reports.worklist.unit import unit_dossiers, unit_head, unit_rounds

__all__ = ["STEPS", "Glance", "Item", "elsewhere", "glances", "items", "link"]


@dataclass(frozen=True, slots=True)
class Rule:
    """For whom, and how items are made."""

    roles: tuple[str, ...]
    build: Callable[[Desk], Iterator[Item]]


RULES = (
    Rule(("unit_clerk",), unit_rounds),
    Rule(("unit_clerk",), unit_dossiers),
    Rule(("unit_head",), unit_head),
    Rule(("unit_clerk", "unit_head"), unit_duties),
    Rule(("unit_clerk", "unit_head", "office", "council_secretary", "council_member", "decider"), dated),
    Rule(("office",), office_launch),
    Rule(("office",), office_drafts),
    Rule(("office",), office_intake),
    Rule(("office",), office_missing),
    Rule(("office",), office_onward),
    Rule(("office",), office_lower_plans),
    Rule(("office",), office_difficulties),
    Rule(("office",), office_amendments),
    Rule(("office", "unit_clerk", "unit_head"), follow_ups),
    Rule(("council_secretary",), secretary),
    Rule(("council_member", "council_secretary"), member),
    Rule(("decider",), decider),
    Rule(("finance",), finance),
)


def items(user: User, roles: Roles, now: datetime) -> list[Item]:
    """All items of a person, soonest first."""
    desk = Desk(user, roles, now)
    found = [item for rule in RULES if any(g.role in rule.roles for g in roles.grants) for item in rule.build(desk)]
    return sorted(found, key=lambda item: item.order)
