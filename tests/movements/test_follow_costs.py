"""What the pages of what follows a launch cost: as many queries with 30 rows as with one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import world
from tests.factories.followed import amend, follow, reminder
from thidua.dossiers.actions import open_dossier
from thidua.movements.models import Amendment, Difficulty, Inspection, Movement
from thidua.org.models import RoleGrant, Unit, User

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
StandAt = Callable[[str], None]
NOW = world.at("2026-01-10 09:00")


def grown(tag: str, more: int) -> tuple[world.World, Movement]:
    """A running movement with one of each, and so many more rows of all."""
    made = world.build("soc-trang-2025", tag=tag)
    movement = world.launch(made)
    followed = follow(made, movement, NOW)
    for n in range(more):
        unit = Unit.objects.create(
            code=f"{tag}-more-{n}",
            name=f"Phòng Thứ {n:02d} {tag}",
            kind="chuyen_mon",
            level="unit",
            parent=made.body,
            body=made.body,
        )
        RoleGrant.objects.create(user=made.users["clerk"], role="unit_clerk", unit=unit, since=world.SINCE)
        open_dossier(round=movement.rounds.get(), unit=unit, by=User.objects.get(pk=made.users["clerk"].pk), at=NOW)
        for row in (followed.difficulty, followed.inspection, followed.amendment):
            row = type(row).objects.get(pk=row.pk)
            row.pk = None
            if isinstance(row, Difficulty | Inspection):
                row.unit = unit
            row.save()
        reminder(made, movement, NOW)
    return made, movement


@pytest.mark.parametrize("name", ["difficulties", "difficulty_answer", "inspections", "amendments", "lower_plans"])
def test_a_list_costs_the_same_with_30_rows(name: str, stand_at: StandAt, signed_in: SignIn) -> None:
    stand_at("2026-01-10 09:00")
    counts = []
    for tag, more in (("a", 0), ("b", 30)):
        made, movement = grown(tag, more)
        client = signed_in(made.users["office"])
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(reverse(f"movements:{name}", args=[movement.slug])).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("name", ["movements:amend_index", "steering:issue"])
def test_an_amendment_costs_the_same_with_30_dossiers(name: str, stand_at: StandAt, signed_in: SignIn) -> None:
    stand_at("2026-01-10 09:00")
    counts = []
    for tag, more in (("a", 0), ("b", 30)):
        made, movement = grown(tag, more)
        amend(made, movement, NOW)
        row = Amendment.objects.filter(movement=movement, state="draft")[0]
        client = signed_in(made.users["office"])
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(name, args=[movement.slug, row.pk])).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 14


def test_closing_costs_the_same_with_30_dossiers(stand_at: StandAt, signed_in: SignIn) -> None:
    stand_at("2026-01-10 09:00")
    counts = []
    for tag, more in (("a", 0), ("b", 30)):
        made, movement = grown(tag, more)
        client = signed_in(made.users["office"])
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("steering:close", args=[movement.slug])).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
