"""Reads about dossiers shared by pages and by the apps above."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from thidua.dossiers.models import Candidate, Dossier, Paper
from thidua.dossiers.state import HANDED_IN
from thidua.movements.models import MovementEvent, Round
from thidua.org.models import Roles
from thidua.plans import Plan, calendar
from thidua.plans.calendar import Closing

BODY_READERS = ("office", "council_secretary", "council_member", "decider", "finance", "admin")
RELATED = ("round__movement__body", "unit__body", "plan_version", "created_by__person", "confirmed_by__person")


def visible(roles: Roles) -> QuerySet[Dossier]:
    """Dossiers a user may open: every one of the own unit, the handed-in ones of the own body."""
    own = Q(unit_id__in=roles.unit_ids)
    body = Q(round__movement__body_id__in=roles.body_ids(*BODY_READERS), state__in=HANDED_IN)
    return Dossier.objects.filter(own | body).select_related("round__movement__body", "unit__body")


def whole() -> QuerySet[Dossier]:
    """Dossiers with everything their page shows, in a fixed number of queries."""
    return Dossier.objects.select_related(*RELATED, "received_by__person", "meeting").prefetch_related(
        Prefetch("candidates", active()),
        Prefetch("papers", Paper.objects.select_related("file")),
        "meeting__votes",
        "submissions__filed_by__person",
        "returns__by__person",
        Prefetch("round__movement__events", MovementEvent.objects.all()),
    )


def active() -> QuerySet[Candidate]:
    """Candidates still in their dossier, collectives first, then people in the order of names."""
    return (
        Candidate.objects.exclude(state="removed")
        .select_related("person", "unit__parent", "unit__body")
        .order_by("kind", "person__name_key", "unit__name_fold", "id")
    )


def candidates_of(dossier: Dossier) -> list[Candidate]:
    """Candidates still in the dossier, from the prefetch where there is one."""
    if "candidates" in getattr(dossier, "_prefetched_objects_cache", {}):
        return [c for c in dossier.candidates.all() if c.state != "removed"]
    return list(active().filter(dossier=dossier))


def visible_candidates(roles: Roles) -> QuerySet[Candidate]:
    """Candidates of visible dossiers."""
    return active().filter(dossier__in=visible(roles)).select_related("dossier__round__movement__body", "dossier__unit")


def open_rounds(roles: Roles) -> QuerySet[Round]:
    """Rounds of launched movements of the bodies whose units the user writes for."""
    bodies = {g.unit.body_id for g in roles.grants if g.unit_id in roles.unit_ids}
    return (
        Round.objects.filter(movement__state="launched", movement__body_id__in=bodies)
        .select_related("movement__body")
        .order_by("movement_id", "year", "id")
    )


def closing_of(round_: Round) -> Closing | None:
    """The closing of a round in words, None without a deadline."""
    return calendar.closing_at(round_.closes_at) if round_.closes_at else None


def is_late(round_: Round, at: datetime) -> bool:
    """Whether the instant is past the deadline (half-open: the closing instant itself is late)."""
    return round_.closes_at is not None and at >= round_.closes_at


def deadline_of(plan: Plan, round_: Round):  # type: ignore[no-untyped-def]
    """The plan's own deadline for dossiers of a round, None where it names none."""
    return next((d for d, _ in calendar.deadlines(plan, round_.key) if d.act == "dossier"), None)
