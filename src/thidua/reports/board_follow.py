"""What follows a launch, on the page of the movement: higher plan, difficulties, amendments, inspections, collisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Count, IntegerField, Q, QuerySet, Value, When

from thidua.movements import events as movement_events
from thidua.movements import queries_follow
from thidua.movements.models import Movement, PlanVersion
from thidua.org.models import Roles
from thidua.plans import Plan, after_event
from thidua.reports.collisions import beside
from thidua.rules.collisions import Beside, Touched, meetings_before_close
from thidua.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Counted:
    """So many in all, so many that wait."""

    total: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Follow:
    """The lines under "Theo dõi" beside duties and figures. ``may_run``: the office of a running movement."""

    higher: str
    in_system: bool
    difficulties: Counted
    amendments: Counted
    inspections: Counted
    collisions: list[Finding]
    version: PlanVersion
    may_run: bool


def build(
    movement: Movement, version: PlanVersion, plan: Plan, happened: Mapping[str, date], roles: Roles, now: datetime
) -> Follow:
    """Counts as far as this person sees them; collisions of the rounds as they stand."""
    cited = next((each for each in plan.bases if each.id == plan.cascade.higher), None)
    named = f"{cited.doc_type} {cited.number or ''}".strip() if cited else ""
    running = movement.state == "launched"
    counts = _counts(movement, roles)
    return Follow(
        higher=named,
        in_system=movement.higher_id is not None,
        difficulties=counts["difficulty"],
        amendments=counts["amendment"],
        inspections=counts["inspection"],
        collisions=[*movement_events.collisions(movement, plan, happened, now), *_meetings(movement, plan)]
        if running
        else [],
        version=version,
        may_run=running and roles.in_body(movement.body_id, "office"),
    )


def _meetings(movement: Movement, plan: Plan) -> list[Finding]:
    """Sessions of the council that an event has put before the last day for dossiers; asked only where one can."""
    if not any(after_event.parse(each.rule) for each in plan.deadlines):
        return []
    known = beside(movement)
    rounds = [
        Touched(row.key, row.label, row.closing, row.closing, {}, known.get(row.pk, Beside()))
        for row in movement.rounds.all()
    ]
    return meetings_before_close(plan, rounds)


def _counts(movement: Movement, roles: Roles) -> dict[str, Counted]:
    """Kind → how many, in one query."""
    parts = [
        _part("difficulty", queries_follow.difficulties_shown(roles, movement), Q(state="open")),
        _part("amendment", queries_follow.amendments_shown(roles, movement), Q(state__in=("draft", "issued"))),
        _part("inspection", queries_follow.inspections_shown(roles, movement), Q(done_on=None) & ~Q(request="")),
    ]
    found = {(what, waits): n for what, waits, n in parts[0].union(*parts[1:], all=True).order_by()}
    return {
        what: Counted(found.get((what, 0), 0) + found.get((what, 1), 0), found.get((what, 1), 0))
        for what in ("difficulty", "amendment", "inspection")
    }


def _part(what: str, rows: QuerySet[Any], waiting: Q) -> Any:
    waits = Case(When(waiting, then=1), default=0, output_field=IntegerField())
    marked = rows.order_by().select_related(None).annotate(what=Value(what, CharField()), waits=waits)
    return marked.values_list("what", "waits").annotate(n=Count("pk"))
