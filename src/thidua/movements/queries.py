"""Reads about movements shared by pages and by the apps above."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from thidua.movements.models import Movement, PlanVersion
from thidua.org.models import Roles


def visible(roles: Roles) -> QuerySet[Movement]:
    """Movements a user may see: those of the bodies the user belongs to; drafts only for the office and deciders."""
    inside = Q(body_id__in=roles.all_body_ids)
    drafts = Q(state="draft", body_id__in=roles.body_ids("office", "decider", "admin"))
    return Movement.objects.filter(inside & (~Q(state="draft") | drafts)).select_related("body")


def with_plan(movements: QuerySet[Movement]) -> QuerySet[Movement]:
    """Movements with their plan version in force as ``movement.current[0]`` and rounds, in three queries."""
    current = Prefetch("plan_versions", PlanVersion.objects.filter(in_force=True), to_attr="current")
    return movements.prefetch_related(current, "rounds")


def current_version(movement: Movement) -> PlanVersion:
    """The plan version in force."""
    prefetched = getattr(movement, "current", None)
    return prefetched[0] if prefetched else movement.plan_versions.get(in_force=True)


def events(movement: Movement) -> dict[str, date]:
    """Event id → day, for the events that happened."""
    return dict(movement.events.values_list("event_id", "on"))
