"""Reads about people, posts and roles."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from thidua.org.models import UNIT_ROLES, Person, Post, RoleGrant, Roles, Unit, User, in_force


def roles_of(user: User, day: date) -> Roles:
    """Roles of a user on a day."""
    return Roles.of(user, day)


def post_on(person: Person, day: date) -> Post | None:
    """The post a person held on a day; the leading one when there are several."""
    return (
        person.posts.filter(in_force(day)).select_related("unit").order_by("-is_head", "-is_leader", "-since").first()
    )


def head_of(unit: Unit, day: date) -> Post | None:
    """The post of the unit's head on a day."""
    return unit.posts.filter(in_force(day), is_head=True).select_related("person").first()


def staff_of(unit: Unit, day: date) -> QuerySet[Post]:
    """Posts in a unit on a day, in the order of names."""
    return unit.posts.filter(in_force(day)).select_related("person").order_by("person__name_key", "person_id")


def holders(role: str, unit: Unit, day: date) -> list[int]:
    """Ids of users who hold a role for a unit (unit roles) or for the unit's body (all others)."""
    scope = Q(unit=unit) if role in UNIT_ROLES else Q(unit__body_id=unit.body_id)
    return list(RoleGrant.objects.filter(scope, in_force(day), role=role).values_list("user_id", flat=True))


def live_units(body: Unit, day: date) -> QuerySet[Unit]:
    """Units of a body that exist on a day, the body itself left out."""
    return (
        Unit.objects.filter(body=body)
        .exclude(pk=body.pk)
        .filter(
            Q(formed_on__isnull=True) | Q(formed_on__lte=day), Q(dissolved_on__isnull=True) | Q(dissolved_on__gte=day)
        )
    )


def grants_of_body(body_id: int, role: str, day: date) -> QuerySet[RoleGrant]:
    """Grants of a role in a body on a day, with user and person."""
    return RoleGrant.objects.filter(in_force(day), role=role, unit__body_id=body_id).select_related(
        "user__person", "unit"
    )
