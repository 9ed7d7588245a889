"""Reads about movements shared by pages and by the apps above."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, When

from thidua import plans
from thidua.movements.models import CriterionFigure, Duty, Movement, PlanVersion, Round
from thidua.org.models import Person, Post, Roles, Unit, in_force
from thidua.org.queries import live_units
from thidua.plans import Plan, after_event, calendar, dues
from thidua.plans.model import Deadline, Event


def visible(roles: Roles) -> QuerySet[Movement]:
    """Movements a user may see: those of the bodies the user belongs to; drafts only for the office and deciders."""
    inside = Q(body_id__in=roles.all_body_ids)
    drafts = Q(state="draft", body_id__in=roles.body_ids("office", "decider", "admin"))
    return Movement.objects.filter(inside & (~Q(state="draft") | drafts)).select_related("body")


def with_plan(movements: QuerySet[Movement]) -> QuerySet[Movement]:
    """Movements with their plan version in force as ``movement.current[0]`` and rounds, in three queries."""
    current = Prefetch("plan_versions", PlanVersion.objects.filter(in_force=True), to_attr="current")
    return movements.prefetch_related(current, "rounds")


def listed(movements: QuerySet[Movement]) -> QuerySet[Movement]:
    """As ``with_plan`` without the plan's data, which a list does not need and which is most of the weight."""
    current = Prefetch("plan_versions", PlanVersion.objects.filter(in_force=True).defer("data"), to_attr="current")
    return movements.prefetch_related(current, "rounds")


def current_version(movement: Movement) -> PlanVersion:
    """The plan version in force."""
    prefetched = getattr(movement, "current", None)
    return prefetched[0] if prefetched else movement.plan_versions.get(in_force=True)


def same_draft(body: Unit, plan: Plan) -> Movement | None:
    """A draft of the body that was made from this very plan and waits to be launched, or None."""
    drafts = with_plan(Movement.objects.filter(body=body, state="draft", title=plan.movement.title))
    data = plans.to_data(plan)
    return next((each for each in drafts if current_version(each).data == data), None)


def events(movement: Movement) -> dict[str, date]:
    """Event id → day, for the events that happened."""
    return {each.event_id: each.on for each in movement.events.all()}


def awaited(version: PlanVersion) -> list[Event]:
    """Events of the plan that are to be recorded, for each year where rounds of every year wait for their own."""
    plan = version.plan
    return calendar.awaited(plan, version.issued_on) if version.issued_on else list(plan.events)


# ---------------------------------------------------------------- rounds and their deadlines


def plan_deadline(
    plan: Plan, round_key: str, events: Mapping[str, date] = calendar.NO_EVENTS
) -> tuple[Deadline, calendar.Closing | None] | None:
    """The deadline for dossiers that the plan itself sets for a round, or None; also for a round it no longer holds."""
    if round_key.rpartition("-")[0] not in {each.id for each in plan.rounds}:
        return None
    return next((pair for pair in calendar.deadlines(plan, round_key, events) if pair[0].act == "dossier"), None)


def next_round(movement: Movement, now: datetime) -> Round | None:
    """The round that closes next, among the prefetched rounds; None when none has a day still to come."""
    coming = [each for each in movement.rounds.all() if each.closes_at and each.closes_at > now]
    return min(coming, key=lambda each: (each.closes_at, each.pk), default=None)


# ---------------------------------------------------------------- who signs, who takes part


def leading_post(person: Person, body: Unit, day: date) -> Post | None:
    """The leading post a person held in the body itself on a day, head before deputy."""
    return _leading(body, day).filter(person=person).first()


def signers(body: Unit, *days: date | None) -> list[Post]:
    """Leading posts of a body on any of the days, head first: who may sign its plans. One post a person."""
    found: dict[int, Post] = {}
    for day in days:
        for post in _leading(body, day) if day else ():
            found.setdefault(post.person_id, post)
    return sorted(found.values(), key=lambda post: not post.is_head)


def _leading(body: Unit, day: date) -> QuerySet[Post]:
    posts = Post.objects.filter(in_force(day), Q(is_head=True) | Q(is_leader=True), unit=body, person__body=body)
    return posts.select_related("person").order_by("-is_head", "person__name_key", "-since", "id")


def units_shown(roles: Roles, movement: Movement, day: date) -> QuerySet[Unit]:
    """Units whose duties and figures a user may see: all of the body with a body role, else the user's own."""
    units = Unit.objects.filter(pk=movement.body_id) | live_units(movement.body, day)
    if movement.body_id not in roles.body_ids():
        units = units.filter(pk__in=roles.unit_ids)
    return units.order_by("name_fold", "pk")


def duties_shown(roles: Roles, movement: Movement) -> QuerySet[Duty]:
    """Duties of a movement a user may see, unit by unit in the order of the plan."""
    duties = movement.duties.select_related("unit", "movement", "done_by__person")
    if movement.body_id not in roles.body_ids():
        duties = duties.filter(unit_id__in=roles.unit_ids)
    return duties.order_by("unit__name_fold", "unit_id", "id")


def duty_dues(movement: Movement, version: PlanVersion, day: date) -> dict[str, dues.Due]:
    """Element → where its day stands, for the duties to which the plan gives one; earliest first, waiting ones last."""
    if version.issued_on is None:
        return {}
    waits = any(after_event.parse(each.due or "") for each in version.plan.duties)
    known = events(movement) if waits else calendar.NO_EVENTS
    found = dues.of_duties(version.plan, version.issued_on, known, day)
    return dict(sorted(found.items(), key=lambda pair: (pair[1].day is None, pair[1].day or date.max)))


def by_day(duties: QuerySet[Duty], known: Mapping[str, dues.Due]) -> QuerySet[Duty]:
    """Unit by unit, what is due first before the rest; ``known`` as ``duty_dues`` gives it."""
    ranks = [When(element_id=key, then=rank) for rank, key in enumerate(known)]
    rank = Case(*ranks, default=len(ranks), output_field=IntegerField())
    return duties.annotate(rank=rank).order_by("unit__name_fold", "unit_id", "rank", "id") if ranks else duties


def lower_plan_units(movement: Movement, plan: Plan, day: date) -> list[Unit]:
    """Units that must make a plan of their own: those with the duty, and the kinds the plan names."""
    wanted = Q(pk__in=movement.duties.filter(type="lower_plan").values("unit_id"))
    if plan.cascade.lower_required:
        wanted |= Q(pk__in=live_units(movement.body, day).filter(kind__in=plan.cascade.lower_kinds).values("pk"))
    return list(
        Unit.objects.filter(wanted, body=movement.body_id).exclude(pk=movement.body_id).order_by("name_fold", "pk")
    )


def state_counts(movements: QuerySet[Movement]) -> dict[str, int]:
    """State → number of movements."""
    return dict(movements.order_by().values_list("state").annotate(n=Count("pk")))


def figures_of(movement: Movement, unit: Unit, person: Person | None) -> dict[tuple[str, int], CriterionFigure]:
    """(criterion, year) → figure, of one unit or person."""
    rows = movement.figures.filter(unit=unit, person=person)
    return {(each.criterion_id, each.year): each for each in rows}


def figures_entered(movement: Movement, year: int) -> dict[int, tuple[set[str], int]]:
    """Unit → (criteria of the unit itself with a figure in the year, how many of its people have any)."""
    own: dict[int, set[str]] = {}
    people: dict[int, set[int]] = {}
    for unit, criterion, person in movement.figures.filter(year=year).values_list(
        "unit_id", "criterion_id", "person_id"
    ):
        if person is None:
            own.setdefault(unit, set()).add(criterion)
        else:
            people.setdefault(unit, set()).add(person)
    return {unit: (own.get(unit, set()), len(people.get(unit, ()))) for unit in own.keys() | people.keys()}
