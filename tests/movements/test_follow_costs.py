"""What the pages of what follows a launch cost: as many queries with a dozen rows as with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.factories import world
from tests.factories.followed import amend, follow, reminder
from tests.support.built_once import shared_rows
from thidua.dossiers.actions import open_dossier
from thidua.movements.models import Amendment, Difficulty, Inspection, Movement
from thidua.org.models import RoleGrant, Unit, User

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
StandAt = Callable[[str], None]
Two = list[tuple[world.World, Movement]]
NOW = world.at("2026-01-10 09:00")


def asked(client: Client, name: str, *key: object) -> int:
    """Queries of one page."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(reverse(name, args=key)).status_code == 200
    return len(caught)


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


@pytest.fixture(scope="module")
def two(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Two]:
    """One movement with one row of each, one with a dozen more."""
    with shared_rows(django_db_blocker):
        yield [grown("a", 0), grown("b", 12)]


@pytest.mark.parametrize("name", ["difficulties", "difficulty_answer", "inspections", "amendments", "lower_plans"])
def test_a_list_costs_the_same_with_more_rows(name: str, two: Two, stand_at: StandAt, signed_in: SignIn) -> None:
    stand_at("2026-01-10 09:00")
    counts = [asked(signed_in(made.users["office"]), f"movements:{name}", movement.slug) for made, movement in two]
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("name", ["movements:amend_index", "steering:issue"])
def test_an_amendment_costs_the_same_with_more_dossiers(
    name: str, two: Two, stand_at: StandAt, signed_in: SignIn
) -> None:
    stand_at("2026-01-10 09:00")
    counts = []
    for made, movement in two:
        amend(made, movement, NOW)
        row = Amendment.objects.filter(movement=movement, state="draft")[0]
        counts.append(asked(signed_in(made.users["office"]), name, movement.slug, row.pk))
    assert counts[0] == counts[1] <= 14


def test_closing_costs_the_same_with_more_dossiers(two: Two, stand_at: StandAt, signed_in: SignIn) -> None:
    stand_at("2026-01-10 09:00")
    counts = [asked(signed_in(made.users["office"]), "steering:close", movement.slug) for made, movement in two]
    assert counts[0] == counts[1]
