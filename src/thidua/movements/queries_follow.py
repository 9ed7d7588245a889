"""Reads about what follows a launch: plans owed, letters, difficulties, amendments, inspections."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from thidua.movements import queries
from thidua.movements.models import Amendment, Difficulty, Inspection, Movement, PlanVersion, Reminder, ReminderLine
from thidua.movements.queries import lower_plan_units, signers
from thidua.org.models import Person, Post, RoleGrant, Roles, Unit, in_force
from thidua.org.queries import grants_of_body
from thidua.plans import Plan, after_event, calendar
from thidua.plans.model import Source

# ---------------------------------------------------------------- plans owed


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit without a plan of its own: since when, until when, who answers for it, what reminded it."""

    unit: Unit
    since: date
    due: calendar.Closing | None
    people: list[str] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)


def owing(movement: Movement, plan: Plan, day: date) -> list[Owing]:
    """Units that must make a plan and have sent none, by name; in a fixed number of queries."""
    sent = set(movement.lower_plans.values_list("unit_id", flat=True))
    return owing_of(movement, plan, day, [u for u in lower_plan_units(movement, plan, day) if u.pk not in sent])


def owing_of(movement: Movement, plan: Plan, day: date, units: list[Unit]) -> list[Owing]:
    """As ``owing`` for units already known to have sent none."""
    since = calendar.local_day(movement.launched_at) if movement.launched_at else day
    due = lower_deadline(plan, movement)
    people = _answerable([unit.pk for unit in units], day)
    reminded: dict[int, list[Reminder]] = defaultdict(list)
    for line in ReminderLine.objects.filter(reminder__movement=movement).select_related("reminder").order_by("pk"):
        reminded[line.unit_id].append(line.reminder)
    return [Owing(unit, since, due[1] if due else None, people[unit.pk], reminded[unit.pk]) for unit in units]


def lower_deadline(plan: Plan, movement: Movement | None = None) -> tuple[Source, calendar.Closing | None] | None:
    """The plan's own deadline for plans of units, or None; without a closing while it hangs on an event."""
    found = next((each for each in plan.deadlines if each.act == "lower_plan"), None)
    if found is None:
        return None
    events = queries.events(movement) if movement and after_event.parse(found.rule) else calendar.NO_EVENTS
    return found.source, calendar.closes(found, plan.movement.year_from, events)


def _answerable(units: list[int], day: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    grants = RoleGrant.objects.filter(in_force(day), role__in=("unit_head", "unit_clerk"), unit_id__in=units)
    for grant in grants.select_related("user__person").order_by("-role", "pk"):
        name = grant.user.display_name
        if name not in found[grant.unit_id]:
            found[grant.unit_id].append(name)
    return found


# ---------------------------------------------------------------- who signs a letter


def office_unit(body: Unit, day: date) -> Unit:
    """The unit that is the standing office on a day; the body itself where none is named."""
    grant = grants_of_body(body.pk, "office", day).order_by("unit_id", "pk").first()
    return grant.unit if grant else body


def letter_signers(body: Unit, day: date) -> list[Post]:
    """Who may sign a letter of the body: its leaders, and the head of the standing office by order (TL.)."""
    heads = Post.objects.filter(in_force(day), is_head=True, unit=office_unit(body, day)).select_related("person")
    found = signers(body, day)
    return [*found, *(post for post in heads if post.person_id not in {each.person_id for each in found})]


def letter_post(person: Person, body: Unit, day: date) -> Post | None:
    """The post by which a person signs a letter of the body on a day, or None."""
    return next((post for post in letter_signers(body, day) if post.person_id == person.pk), None)


def letter_capacities(post: Post, body: Unit) -> tuple[str, ...]:
    """How this post may sign a letter of the body, the usual way first (NĐ 30/2020 Art 13): a leader for the committee
    (TM.), or within the Chairman's own powers; the head of the standing office by order (TL.). By delegation (TUQ.)
    nobody signs here: that asks for a written delegation, and none are kept."""
    if post.unit_id != body.pk:
        return ("TL",)
    return ("TM", "own") if post.is_head else ("TM_KT", "KT")


# ---------------------------------------------------------------- higher plans


def bodies_above(body: Unit) -> list[int]:
    """Ids of the bodies over this one, nearest first: the chain of ``parent``, which is entered, never guessed."""
    found: list[int] = []
    parent = body.parent
    while parent is not None and parent.pk not in found:
        if parent.is_body:
            found.append(parent.pk)
        parent = parent.parent
    return found


def unit_of(body: Unit, above: Unit) -> Unit | None:
    """The unit by which a body above knows this one: the one of the same name. None where ``above`` is not over it:
    names of communes repeat in Vietnam, so another district may list one of the same name."""
    if above.pk not in bodies_above(body):
        return None
    return Unit.objects.filter(body=above, name_fold=body.name_fold).exclude(pk=above.pk).order_by("pk").first()


def higher_choices(body: Unit, day: date) -> list[Movement]:
    """Running movements the office may name as the one carried out: those of the bodies over this one. Where nobody
    has entered which these are, those of bodies that list a unit of this name; only a person can tell whether it is
    this one, so nothing is linked from such a choice by itself (``unit_of``)."""
    above = set(bodies_above(body))
    if not above:
        listed = Unit.objects.filter(name_fold=body.name_fold, kind="ubnd_lower").exclude(body_id=body.pk)
        above = set(listed.values_list("body_id", flat=True)) - {None}
    rows = Movement.objects.filter(state="launched", body_id__in=above - {body.pk})
    return list(rows.select_related("body").prefetch_related("rounds"))


# ---------------------------------------------------------------- difficulties


def difficulties_shown(roles: Roles, movement: Movement) -> QuerySet[Difficulty]:
    """Difficulties a user may see: all of the body with a body role, else those of the user's own units."""
    rows = movement.difficulties.select_related("unit", "answer__amendment", "by__person")
    if movement.body_id not in roles.body_ids():
        rows = rows.filter(unit_id__in=roles.unit_ids)
    return rows.order_by("clause", "-at", "-pk")


# ---------------------------------------------------------------- amendments


def newest_version(movement: Movement) -> PlanVersion:
    """The version with the highest number: in force, or issued and waiting for its day."""
    found = movement.plan_versions.select_related("amendment").order_by("-number").first()
    assert found is not None  # a movement is made with one
    return found


def amendments_shown(roles: Roles, movement: Movement) -> QuerySet[Amendment]:
    """Amendments a user may see: issued ones everybody, drafts the office and deciders."""
    rows = movement.amendments.select_related("base", "made", "by__person")
    if roles.in_body(movement.body_id, "office", "decider", "admin"):
        return rows
    return rows.filter(state__in=("issued", "in_force"))


# ---------------------------------------------------------------- inspection


def inspections_shown(roles: Roles, movement: Movement) -> QuerySet[Inspection]:
    """Entries of the log a user may see: all with a body role, else those about the user's own units."""
    rows = movement.inspections.select_related("unit", "movement", "by__person")
    if movement.body_id not in roles.body_ids():
        rows = rows.filter(unit_id__in=roles.unit_ids)
    return rows


def follow_ups(roles: Roles) -> QuerySet[Inspection]:
    """What inspections asked for and nobody has reported as done, for the office and the units concerned."""
    scope = Q(movement__body_id__in=roles.body_ids("office")) | Q(unit_id__in=roles.unit_ids)
    rows = Inspection.objects.filter(scope, movement__state="launched", done_on=None).exclude(request="")
    return rows.select_related("unit", "movement").order_by("due_on", "pk")
