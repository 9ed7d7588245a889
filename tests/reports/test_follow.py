"""What follows a launch, on the page of the movement and among what waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import world
from tests.factories.followed import amend, follow
from thidua.movements import actions, queries
from thidua.movements.models import Movement
from thidua.org.models import Roles, User
from thidua.reports import board, worklist

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
NOW = world.at("2026-01-10 09:00")


@pytest.fixture
def running() -> tuple[world.World, Movement]:
    made = world.build()
    movement = world.launch(made)
    follow(made, movement, NOW)
    return made, movement


def seen_by(made: world.World, movement: Movement, account: str) -> Any:
    roles = Roles.of(made.users[account], NOW.date())
    found = queries.with_plan(queries.visible(roles)).get(pk=movement.pk)
    return board.build(found, roles, NOW).follow


def titles(made: world.World, account: str) -> list[str]:
    user = made.users[account]
    return [each.title for each in worklist.items(user, Roles.of(user, NOW.date()), NOW)]


def test_the_board_counts_what_each_may_see(running: Any) -> None:
    made, movement = running
    for account, difficulties, amendments, inspections in (
        ("office", (1, 1), (1, 1), (1, 1)),
        ("clerk", (1, 1), (0, 0), (1, 1)),
        ("clerk2", (0, 0), (0, 0), (0, 0)),
        ("finance", (1, 1), (0, 0), (1, 1)),
    ):
        found = seen_by(made, movement, account)
        assert (found.difficulties.total, found.difficulties.waiting) == difficulties, account
        assert (found.amendments.total, found.amendments.waiting) == amendments, account
        assert (found.inspections.total, found.inspections.waiting) == inspections, account
        assert found.may_run == (account == "office")


def test_the_page_names_the_version_and_a_deadline_before_its_event(running: Any, tmp_path: Any, settings: Any) -> None:
    from thidua.ui import clock

    made, movement = running
    settings.THIDUA_HOME, settings.THIDUA_TRAINING_CLOCK = tmp_path, True
    clock.set_to(world.at("2026-02-10 09:00"))
    actions.record_event(
        movement=movement,
        event_id=made.plan.events[0].id,
        on=date(2026, 2, 5),
        source="Quyết định số 9/QĐ-UBND",
        by=made.users["office"],
        at=world.at("2026-02-10 08:00"),
    )
    client = Client()
    client.force_login(made.users["office"])
    page = client.get(reverse("boards:movement", args=[movement.slug])).content.decode()
    assert "cần sửa đổi kế hoạch để gia hạn" in page
    amend(made, movement, world.at("2026-02-10 08:30"))
    page = client.get(reverse("boards:movement", args=[movement.slug])).content.decode()
    assert "cần sửa đổi kế hoạch để gia hạn" not in page  # the fortnight was enough
    assert "Đang thực hiện bản thứ 2 của kế hoạch" in page


def test_what_waits_stands_in_the_list_of_whoever_it_waits_for(running: Any) -> None:
    made, _ = running
    office, clerk, other = (titles(made, account) for account in ("office", "clerk", "clerk2"))
    assert "Trả lời 1 vướng mắc của đơn vị" in office
    assert "Hoàn thành bản sửa đổi kế hoạch" in office
    assert "Theo dõi khắc phục: Phòng Kinh tế" in office
    assert "Khắc phục sau kiểm tra" in clerk
    assert "Khắc phục sau kiểm tra" not in other
