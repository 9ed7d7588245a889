"""Reads about people, posts and roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from thidua.documents import vietnamese
from thidua.org.models import UNIT_ROLES, Person, Post, RoleGrant, Roles, Unit, User, in_force
from thidua.plans.vocabulary import ROLES


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


def holders(roles: str | Iterable[str], body: Unit, day: date) -> list[int]:
    """Ids of users who hold a role of a body, or one of several; clerks and heads of units: ``accounts_of``."""
    names = {roles} if isinstance(roles, str) else set(roles)
    grants = RoleGrant.objects.filter(in_force(day), unit__body_id=body.body_id, role__in=names)
    return list(grants.values_list("user_id", flat=True))


def accounts_of(units: Iterable[Unit], day: date) -> list[int]:
    """Ids of users who act for any of these units on a day, its clerks and its heads; one query for all."""
    grants = RoleGrant.objects.filter(in_force(day), unit__in=list(units), role__in=UNIT_ROLES)
    return list(grants.values_list("user_id", flat=True))


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


# ---------------------------------------------------------------- what an administrator looks at


def all_units(body: Unit) -> QuerySet[Unit]:
    """Every unit a body has or had, the body itself left out, in the order of names."""
    return Unit.objects.filter(body=body).exclude(pk=body.pk).order_by("name_fold", "pk")


def listed_units(body: Unit, day: date, *, text: str = "", ended: bool = False) -> QuerySet[Unit]:
    """Units with head (``heads``) and number of people on a day: live ones, or those that are no more."""
    over = Q(dissolved_on__lt=day)
    rows = all_units(body).filter(over) if ended else all_units(body).exclude(over)
    for word in vietnamese.fold(text).split():
        rows = rows.filter(name_fold__contains=word)
    heads = Post.objects.filter(in_force(day), is_head=True).select_related("person")
    staff = Count("posts__person", filter=in_force(day, "posts__"), distinct=True)
    return rows.select_related("parent").annotate(staff_count=staff).prefetch_related(Prefetch("posts", heads, "heads"))


def listed_people(body: Unit, day: date, *, text: str = "") -> QuerySet[Person]:
    """People of a body with the posts of a day (``current``) and their account, by given name."""
    rows = Person.objects.filter(body=body)
    for word in vietnamese.fold(text).split():
        rows = rows.filter(Q(name_fold__contains=word) | Q(code__icontains=word))
    posts = Post.objects.filter(in_force(day)).select_related("unit").order_by("-is_head", "-is_leader", "-since")
    return rows.select_related("user").prefetch_related(Prefetch("posts", posts, "current"))


def listed_accounts(body: Unit, day: date, *, role: str = "", text: str = "") -> QuerySet[User]:
    """Accounts of the people of a body with the roles of a day (``current``), by given name."""
    rows = User.objects.filter(person__body=body)
    if role in ROLES:
        rows = rows.filter(pk__in=RoleGrant.objects.filter(in_force(day), role=role, unit__body=body).values("user"))
    for word in vietnamese.fold(text).split():
        rows = rows.filter(Q(person__name_fold__contains=word) | Q(username__contains=word))
    grants = RoleGrant.objects.filter(in_force(day), unit__body=body).select_related("unit").order_by("role", "pk")
    people = rows.select_related("person").order_by("person__name_key", "pk")
    return people.prefetch_related(Prefetch("grants", grants, "current"))


def role_holders(body: Unit, day: date) -> list[tuple[str, str, list[RoleGrant]]]:
    """(role, name, grants of open accounts on a day) for every role of a body, those of single units left out."""
    rows = RoleGrant.objects.filter(in_force(day), unit__body=body, user__is_active=True)
    held: dict[str, list[RoleGrant]] = {}
    for grant in rows.select_related("user__person", "unit").order_by("user__person__name_key", "pk"):
        held.setdefault(grant.role, []).append(grant)
    return [(role, name, held.get(role, [])) for role, name in ROLES.items() if role not in UNIT_ROLES]


def units_without(body: Unit, day: date, role: str) -> QuerySet[Unit]:
    """Live units in which nobody with an open account holds a unit role on a day."""
    held = RoleGrant.objects.filter(in_force(day), role=role, unit__body=body, user__is_active=True)
    return live_units(body, day).exclude(pk__in=held.values("unit"))
