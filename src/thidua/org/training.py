"""Accounts of the demo for its sign-in page; nothing outside training."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from thidua.org.models import UNIT_ROLES, RoleGrant, in_force
from thidua.plans.vocabulary import ROLES
from thidua.ui import clock

ORDER = ("office", "decider", "council_secretary", "finance", "admin", "unit_clerk", "unit_head", "council_member")
FILE = "demo.json"  # written into the home folder by the demo, and by nothing else


@dataclass(frozen=True, slots=True)
class Account:
    """One account as the list shows it."""

    roles: str
    username: str
    name: str


def password() -> str:
    """The one password of the demo; empty outside training or where there is no demo."""
    if not clock.training():
        return ""
    try:
        found = json.loads((Path(settings.THIDUA_HOME) / FILE).read_text(encoding="utf-8"))
        return str(found["password"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _place(grant: RoleGrant) -> tuple[int, int, int, int]:
    unit = grant.role in UNIT_ROLES
    rank = ORDER.index("unit_clerk" if unit else grant.role)
    return grant.unit.body_id or 0, rank, grant.unit_id if unit else 0, grant.pk


def accounts(day: date) -> list[tuple[str, list[Account]]]:
    """(body, accounts) from the roles of the day: those of the whole body first, then unit by unit; one query."""
    rows = RoleGrant.objects.filter(in_force(day), user__is_active=True, user__person__isnull=False)
    bodies: dict[str, dict[str, tuple[str, list[str]]]] = {}
    for grant in sorted(rows.select_related("user__person", "unit__body"), key=_place):
        assert grant.unit.body is not None
        role = ROLES[grant.role]
        if grant.role in UNIT_ROLES:
            role = f"{role.removesuffix(' của đơn vị')}, {grant.unit.name}"
        elif grant.capacity == "KT":
            role += " (ký thay)"
        people = bodies.setdefault(grant.unit.body.name, {})
        people.setdefault(grant.user.username, (grant.user.display_name, []))[1].append(role)
    return [
        (body, [Account("; ".join(roles), username, name) for username, (name, roles) in people.items()])
        for body, people in bodies.items()
    ]
