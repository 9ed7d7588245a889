"""Units and their succession, people, posts, users and roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from thidua.documents import vietnamese
from thidua.plans.vocabulary import ROLES, STAFF_GROUPS, UNIT_KINDS
from thidua.ui import clock

LEVELS = [("province", "Tỉnh"), ("district", "Huyện"), ("commune", "Xã"), ("unit", "Đơn vị")]
UNIT_ROLES = ("unit_clerk", "unit_head")  # hold for one unit; all other roles hold for the unit's whole body


def in_force(day: date, prefix: str = "") -> Q:
    """Rows with ``since``/``until`` (inclusive) that hold on a day."""
    return Q(**{f"{prefix}since__lte": day}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day})
    )


class Unit(models.Model):
    """A body (People's Committee with its own movements) or a unit under it.

    ``body`` is the committee the unit belongs to (a body's own id for itself): the wall between
    tenants. ``parent`` is the unit above it. Dates of forming and dissolving are inclusive.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=40, blank=True)  # used in symbols of papers: TTr-VHXH
    kind = models.CharField(max_length=20, choices=list(UNIT_KINDS.items()))
    level = models.CharField(max_length=10, choices=LEVELS)
    place = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    body = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="units")
    formed_on = models.DateField(null=True)
    dissolved_on = models.DateField(null=True)
    name_fold = models.CharField(max_length=200, editable=False, db_index=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tidy()
        super().save(*args, **kwargs)

    def tidy(self) -> None:
        """What the name is found by; for those who write many rows at once, past ``save``."""
        self.name = vietnamese.nfc(self.name)
        self.name_fold = vietnamese.fold(self.name)

    @property
    def is_body(self) -> bool:
        return self.body_id == self.pk


class UnitSuccession(models.Model):
    """From ``on``, ``successor`` carries on (part of) ``predecessor``."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="origins")
    on = models.DateField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Person(models.Model):
    """A person, told apart by ``code``, never by name."""

    code = models.CharField(max_length=40, unique=True)
    full_name = models.CharField(max_length=120)
    honorific = models.CharField(max_length=10, choices=[("Ông", "Ông"), ("Bà", "Bà")])
    birth_date = models.DateField(null=True)
    staff_group = models.CharField(max_length=20, choices=list(STAFF_GROUPS.items()))
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people")
    name_fold = models.CharField(max_length=120, editable=False, db_index=True)
    name_key = models.CharField(max_length=255, editable=False, db_index=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ["name_key", "id"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tidy()
        super().save(*args, **kwargs)

    def tidy(self) -> None:
        """What the name is found and sorted by; for those who write many rows at once, past ``save``."""
        self.full_name = vietnamese.nfc(self.full_name)
        self.name_fold = vietnamese.fold(self.full_name)
        self.name_key = vietnamese.sort_key(self.full_name)


class Post(models.Model):
    """A person's position in a unit over a time (both days inclusive)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    is_head = models.BooleanField(default=False)
    is_leader = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["-since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="post_dates_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"


class User(AbstractUser):
    """An account; what it may do follows from its roles.

    ``must_change_password``: the password was made by somebody else and opens only the page that changes it.
    """

    person = models.OneToOneField(Person, null=True, on_delete=models.PROTECT, related_name="user")
    must_change_password = models.BooleanField(default=False, db_default=False)

    @property
    def display_name(self) -> str:
        return self.person.full_name if self.person else self.username

    @cached_property
    def roles_today(self) -> Roles:
        """Roles on the day of the clock, read once for this object."""
        return Roles.of(self, clock.today())

    @property
    def role_line(self) -> str:
        """The roles in words, each once."""
        return ", ".join(dict.fromkeys(ROLES[g.role] for g in self.roles_today.grants))

    @property
    def administers(self) -> bool:
        """Whether the account administers a body today."""
        return bool(self.roles_today.body_ids("admin"))

    @property
    def keeps_records(self) -> bool:
        """Whether the account enters facts about people and units today."""
        return bool(self.roles_today.body_ids("office", "admin"))

    @property
    def body_name(self) -> str:
        """Name of the body the user works for."""
        bodies = [g.unit.body.name for g in self.roles_today.grants if g.unit.body]
        return bodies[0] if bodies else ""

    @property
    def unit_name(self) -> str:
        """Name of the unit of the first role, unless it is the body itself."""
        units = [g.unit for g in self.roles_today.grants]
        return units[0].name if units and not units[0].is_body else ""


class RoleGrant(models.Model):
    """A role of a user on a unit for a time (both days inclusive).

    ``unit_clerk`` and ``unit_head`` hold for that unit; every other role for the unit's whole body.
    ``capacity`` says how a ``decider`` signs: own (chairman) or KT (deputy for the chairman).
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=list(ROLES.items()))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    capacity = models.CharField(max_length=4, default="own", choices=[("own", "Chủ tịch"), ("KT", "Phó, ký thay")])
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role", "unit", "since"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.unit}"


class Roles:
    """The roles of one user on one day, read once per request."""

    def __init__(self, grants: Iterable[RoleGrant]) -> None:
        self.grants = list(grants)

    @classmethod
    def of(cls, user: Any, day: date) -> Roles:
        """Roles of a user on a day; nobody signed in has none."""
        if not user.is_authenticated:
            return cls([])
        return cls(RoleGrant.objects.filter(in_force(day), user=user).select_related("unit", "unit__body"))

    @property
    def unit_ids(self) -> set[int]:
        """Units for which the user holds a unit role."""
        return {g.unit_id for g in self.grants if g.role in UNIT_ROLES}

    def body_ids(self, *roles: str) -> set[int]:
        """Bodies in which the user holds one of the roles (any body role when none is named)."""
        wanted = roles or tuple(r for r in ROLES if r not in UNIT_ROLES)
        return {g.unit.body_id for g in self.grants if g.role in wanted and g.unit.body_id}

    @property
    def all_body_ids(self) -> set[int]:
        """Bodies the user belongs to through any role."""
        return {g.unit.body_id for g in self.grants if g.unit.body_id}

    def on_unit(self, unit: Unit, *roles: str) -> bool:
        """True when the user holds one of the unit roles on this very unit."""
        return any(g.role in roles and g.unit_id == unit.pk for g in self.grants)

    def in_body(self, body_id: int | None, *roles: str) -> bool:
        """True when the user holds one of the body roles in this body."""
        return any(g.role in roles and g.role not in UNIT_ROLES and g.unit.body_id == body_id for g in self.grants)
