"""The page of one movement: time line, places, next acts, units; the same cost for 1 and 30 units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.dossiers.steps import Stage
from tests.factories import world as worlds
from thidua.dossiers.models import Candidate, Dossier
from thidua.movements import actions, queries
from thidua.movements.models import Movement, Round
from thidua.org.models import Roles, Unit, User
from thidua.reports import board, board_time
from thidua.ui import clock

pytestmark = pytest.mark.django_db
CODES = sorted(worlds.ISSUED)


@pytest.fixture
def stand_at(tmp_path: Path, settings: Any) -> Callable[[str], None]:
    settings.THIDUA_HOME = tmp_path
    settings.THIDUA_TRAINING_CLOCK = True
    return lambda text: clock.set_to(worlds.at(text)) and None


def made(movement: Movement, user: User, moment: str, key: str = "") -> board.Board:
    """The board of a user at a moment."""
    now = worlds.at(moment)
    roles = Roles.of(user, now.date())
    found = queries.with_plan(queries.visible(roles)).get(pk=movement.pk)
    return board.build(found, roles, now, key)


def dossier(world: worlds.World, row: Round, unit: Unit, state: str, *candidates: tuple[str, str]) -> Dossier:
    """A dossier in a state with candidates (kind, state), written straight: the board only reads."""
    at = worlds.at("2026-01-20 09:00")
    version = row.movement.plan_versions.get()
    people = iter(p for p in world.people.values())
    found = Dossier.objects.create(
        round=row,
        unit=unit,
        plan_version=version,
        state=state,
        created_at=at,
        saved_at=at,
        created_by=world.users["clerk"],
        filed_at=None if state in ("draft", "confirmed", "lapsed") else at,
    )
    for kind, candidate_state in candidates:
        Candidate.objects.create(
            dossier=found,
            kind=kind,
            person=next(people) if kind == "individual" else None,
            unit=unit,
            award_id=version.plan.awards[0].id,
            state=candidate_state,
        )
    return found


@pytest.mark.parametrize("code", CODES)
def test_the_time_line_holds_today_in_order_and_fits_the_row(code: str) -> None:
    world = worlds.build(code)
    movement = worlds.launch(world)
    moment = f"{world.plan.movement.year_to}-11-15 08:40"
    shown = made(movement, world.users["office"], moment)
    for points in (shown.points, shown.all_points):
        places = [each.place for each in points]
        assert places.count("now") == 1
        assert places == sorted(places, key=("past", "now", "coming").index)
        days = [each.day for each in points if each.day]
        assert days == sorted(days)
    assert len(shown.points) <= board_time.MOST
    assert worlds.ISSUED[code] in [each.day for each in shown.all_points]
    assert shown.all_points[0] == shown.points[0]
    assert shown.all_points[-1] == shown.points[-1]


def test_a_closing_event_stands_once_and_has_its_day_when_recorded() -> None:
    world = worlds.build()
    movement = worlds.launch(world)
    office = world.users["office"]
    before = made(movement, office, "2026-01-27 08:40").all_points
    assert [each.text for each in before if each.day is None] == [
        "Kết thúc phong trào: Công bố Chỉ số CCHC năm 2025 của phường"
    ]
    actions.record_event(
        movement=movement, event_id="index_published", on=date(2026, 1, 26), source="QĐ 9", by=office,
        at=worlds.at("2026-01-27 08:00"),
    )  # fmt: skip
    after = made(movement, office, "2026-01-27 08:40")
    assert not [each for each in after.all_points if each.day is None]
    assert not [act for act in after.acts if "sự kiện" in act.title]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2026-01-27 08:40", "Đang nhận hồ sơ – còn 2 ngày 15 giờ 20 phút"),
        ("2026-01-29 23:59", "Đang nhận hồ sơ – còn 1 phút"),
        ("2026-01-30 00:00", "Đã hết hạn nộp hồ sơ"),
    ],
)
def test_the_tag_says_how_long_dossiers_are_received(moment: str, text: str) -> None:
    world = worlds.build()
    assert made(worlds.launch(world), world.users["clerk"], moment).tag.text == text


def test_a_movement_without_deadline_asks_the_office_to_set_one() -> None:
    world = worlds.build("hoa-phong-2025")
    movement = worlds.launch(world)
    office = world.users["office"]
    shown = made(movement, office, "2025-10-01 09:00")
    assert "chưa ấn định hạn" in shown.tag.text
    assert [act.button for act in shown.acts if act.button == "Ấn định hạn"]
    assert not made(movement, world.users["clerk"], "2025-10-01 09:00").acts
    actions.set_deadline(
        round=movement.rounds.get(), last_day=date(2025, 11, 20), reason="Công văn số 15/UBND", by=office,
        at=worlds.at("2025-10-01 09:00"),
    )  # fmt: skip
    shown = made(movement, office, "2025-10-01 09:00")
    assert "còn 50 ngày" in shown.tag.text
    assert any("cơ quan thường trực ấn định" in each.text for each in shown.all_points)
    assert not [act for act in shown.acts if act.button == "Ấn định hạn"]


def test_places_count_what_is_handed_in_and_say_what_exceeds() -> None:
    world = worlds.build()
    movement = worlds.launch(world)
    row = movement.rounds.get()
    units = world.units
    for n in range(2):
        units[f"x{n}"] = Unit.objects.create(
            code=f"x{n}", name=f"Phòng {n}", kind="chuyen_mon", level="unit", parent=world.body, body=world.body
        )
    for key, state in (("one", "eligible"), ("two", "recommended"), ("hcc", "nominated"), ("school", "awarded")):
        dossier(world, row, units[key], "received", ("collective", state))
    dossier(world, row, units["x0"], "received", ("collective", "eligible"), ("individual", "nominated"))
    dossier(world, row, units["x1"], "draft", ("collective", "nominated"))
    dossier(world, row, units["office"], "appraised", ("collective", "ineligible"), ("individual", "removed"))
    collective, individual = made(movement, world.users["office"], "2026-01-27 08:40").places
    assert (collective.title, collective.done, collective.limit) == ("Tập thể: 04 Giấy khen", 2, 4)
    assert "Đã chọn 02, còn 02 chỗ. Còn 03 đề nghị đang được xét." in collective.note
    assert "nêu lý do" in collective.note
    assert (individual.title, individual.done) == ("Cá nhân: tối đa 07 Giấy khen", 0)
    assert individual.note.startswith("01 đề nghị đang được xét, chưa chọn ai.")
    assert collective.source.path == "III.2.a"


def test_a_plan_without_numbers_says_so() -> None:
    world = worlds.build("phan-rang-2024")
    movement = worlds.launch(world)
    shown = made(movement, world.users["office"], "2024-06-01 09:00")
    assert shown.places == []
    assert shown.asked.startswith("Kế hoạch không ấn định số lượng.")


def test_the_office_sees_all_units_a_clerk_only_the_own() -> None:
    world = worlds.build()
    movement = worlds.launch(world)
    row = movement.rounds.get()
    dossier(world, row, world.units["one"], "draft", ("individual", "nominated"))
    filed = dossier(world, row, world.units["two"], "filed", ("collective", "nominated"))
    office = made(movement, world.users["office"], "2026-01-27 08:40")
    states = {line.unit.pk: line.state for line in office.units}
    assert states[world.units["one"].pk] == "dossier.draft"
    assert states[world.units["two"].pk] == "dossier.filed"
    assert states[world.units["school"].pk] == "none"
    assert world.units["front"].pk not in states  # in no audience of this plan
    links = {line.unit.pk: bool(line.url) for line in office.units}
    assert not links[world.units["one"].pk]  # the draft is the unit's own
    assert (office.filed.done, office.filed.total) == (1, 5)
    clerk = made(movement, world.users["clerk2"], "2026-01-27 08:40")
    assert [line.dossier for line in clerk.units] == [filed]
    assert (clerk.filed.done, clerk.filed.total) == (1, 5)
    assert made(movement, world.users["chair"], "2026-01-27 08:40").sees_all


def test_an_unfiled_dossier_past_a_barring_deadline_is_shown_as_over() -> None:
    world = worlds.build("phu-luong-2023")
    movement = worlds.launch(world)
    row = movement.rounds.get()
    dossier(world, row, world.units["one"], "draft")
    before = made(movement, world.users["clerk"], "2023-10-02 23:59").units
    after = made(movement, world.users["clerk"], "2023-10-03 00:00").units
    assert ([line.state for line in before], [line.state for line in after]) == (["dossier.draft"], ["dossier.lapsed"])
    assert Dossier.objects.get().state == "draft"  # looking writes nothing


def test_rounds_are_chosen_by_the_address_or_by_the_clock() -> None:
    world = worlds.build("truc-ninh-2021-2025")
    movement = worlds.launch(world)
    office = world.users["office"]
    for moment, key, chosen in (
        ("2022-03-01 09:00", "", "annual-2022"),
        ("2022-12-09 23:59", "", "annual-2022"),
        ("2022-12-10 00:00", "", "annual-2023"),
        ("2022-03-01 09:00", "annual-2024", "annual-2024"),
        ("2022-03-01 09:00", "khong-co", "annual-2022"),
        ("2026-06-01 09:00", "", "final-2025"),
    ):
        found = made(movement, office, moment, key).chosen
        assert found is not None
        assert found.round.key == chosen


def test_the_head_of_the_page_has_one_primary_act_by_role(stand_at: Callable[[str], None]) -> None:
    world = worlds.build()
    stand_at("2025-10-24 10:00")
    office = world.users["office"]
    draft = actions.prepare(body=world.body, plan=world.plan, by=office, at=worlds.at("2025-10-24 08:00"))
    client = Client()
    client.force_login(office)
    page = client.get(reverse("boards:movement", args=[draft.slug])).content.decode()
    assert page.count("btn primary") == 1
    assert reverse("movements:launch", args=[draft.slug]) in page
    movement = worlds.launch(world)
    for account in ("office", "clerk", "head", "chair", "finance", "secretary", "member1", "admin"):
        client.force_login(world.users[account])
        page = client.get(reverse("boards:movement", args=[movement.slug])).content.decode()
        assert page.count("btn primary") <= 1


@pytest.mark.parametrize("code", CODES)
def test_a_dossier_filed_through_the_real_acts_is_on_the_board(code: str, stand_at: Callable[[str], None]) -> None:
    stage = Stage(code)
    filed = stage.received()
    shown = made(stage.movement, stage.user("office"), f"{stage.moment:%Y-%m-%d} 23:00", stage.round.key)
    line = next(each for each in shown.units if each.unit.pk == stage.one.pk)
    assert line.dossier is not None
    assert (line.dossier.pk, line.state) == (filed.pk, "dossier.received")
    assert (
        line.collectives + line.individuals == Candidate.objects.filter(dossier=filed).exclude(state="removed").count()
    )
    assert shown.filed.done == 1


def test_the_page_costs_as_many_queries_with_30_units_as_with_a_few(stand_at: Callable[[str], None]) -> None:
    counts = []
    stand_at("2026-01-27 08:40")
    for tag, more in (("a", 0), ("b", 30)):
        world = worlds.build(tag=tag)
        extra = [
            Unit.objects.create(
                code=f"{tag}{n}", name=f"Phòng {n}", kind="chuyen_mon", level="unit", parent=world.body, body=world.body
            )
            for n in range(more)
        ]
        movement = worlds.launch(world)
        row = movement.rounds.get()
        for unit in (world.units["one"], *extra):
            dossier(world, row, unit, "filed", ("collective", "nominated"), ("individual", "eligible"))
        client = Client()
        client.force_login(world.users["office"])
        with CaptureQueriesContext(connection) as caught:
            page = client.get(reverse("boards:movement", args=[movement.slug]))
        assert page.status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 14
