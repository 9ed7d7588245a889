"""First page, search, registers: for every role, within the wall, with a fixed number of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import world as worlds
from thidua.org.models import Person, Roles
from thidua.records.models import AnnualRating, Commendation, Discipline
from thidua.reports import search, worklist
from thidua.ui import clock

pytestmark = pytest.mark.django_db
ROLES = ("office", "clerk", "head", "secretary", "member1", "chair", "finance", "admin")


@pytest.fixture
def now(tmp_path, settings):
    settings.THIDUA_HOME = tmp_path
    settings.THIDUA_TRAINING_CLOCK = True
    moment = worlds.at("2026-01-27 08:40")
    clock.set_to(moment)
    return moment


@pytest.fixture
def world(now):
    made = worlds.build("soc-trang-2025")
    worlds.launch(made)
    return made


@pytest.mark.parametrize("account", ROLES)
def test_first_page_for_every_role(client, world, account):
    client.force_login(world.users[account])
    page = client.get(reverse("home"))
    assert page.status_code == 200
    assert "Việc của tôi" in page.content.decode()


def test_a_clerk_sees_the_open_round_with_the_last_good_moment(client, world):
    client.force_login(world.users["clerk"])
    page = client.get(reverse("home")).content.decode()
    assert "Mở hồ sơ" in page
    assert "23 giờ 59 phút, thứ Năm, 29/01/2026" in page
    assert "còn 2 ngày 15 giờ" in page


def test_after_the_closing_the_round_no_longer_waits(world):
    clerk = world.users["clerk"]
    roles = Roles.of(clerk, date(2026, 1, 30))
    titles = [i.title for i in worklist.items(clerk, roles, worlds.at("2026-01-30 00:00"))]
    assert not [t for t in titles if t.startswith("Mở hồ sơ")]


def test_the_office_sees_a_draft_to_launch_and_units_that_have_not_filed(now):
    from thidua.movements import actions

    world = worlds.build("soc-trang-2025")
    office = world.users["office"]
    actions.prepare(body=world.body, plan=world.plan, by=office, at=worlds.at("2025-10-20 09:00"))
    roles = Roles.of(office, now.date())
    assert any(i.title.startswith("Phát động") for i in worklist.items(office, roles, now))
    worlds.launch(world)
    assert any("chưa nộp hồ sơ" in i.title for i in worklist.items(office, roles, now))


def test_a_line_about_a_round_names_movement_and_year(now):
    world = worlds.build("truc-ninh-2021-2025")
    movement = worlds.launch(world)
    clerk = world.users["clerk"]
    for year in (2022, 2024):
        row = movement.rounds.get(key=f"annual-{year}")
        moment = worlds.at(f"{year}-11-01 09:00")
        lines = [i.text for i in worklist.items(clerk, Roles.of(clerk, moment.date()), moment) if "Mở hồ sơ" in i.title]
        assert any(movement.short in text and str(year) in text for text in lines), lines
        assert row.year == year


def test_the_launch_page_names_the_year_of_the_next_number(client, now):
    from thidua.movements import actions

    world = worlds.build("soc-trang-2025")
    office = world.users["office"]
    draft = actions.prepare(body=world.body, plan=world.plan, by=office, at=worlds.at("2025-10-20 09:00"))
    client.force_login(office)
    address = reverse("movements:launch", args=[draft.slug])
    assert "Số tiếp theo của năm 2026 là 01" in client.get(address).content.decode()
    asked = client.post(address, {"issued_on": "24/10/2025"})
    assert asked.status_code == 422
    assert "Số tiếp theo của năm 2025 là 01" in asked.content.decode()


def test_items_stand_in_the_order_of_time(world, now):
    office = world.users["office"]
    items = worklist.items(office, Roles.of(office, now.date()), now)
    assert [i.order for i in items] == sorted(i.order for i in items)


def test_the_first_page_costs_the_same_with_more_movements(client, world, django_assert_max_num_queries):
    client.force_login(world.users["office"])
    client.get(reverse("home"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(reverse("home"))
    for _ in range(8):
        worlds.launch_again(world)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("home"))
    assert len(many) == len(one)


def test_search_without_accents_stays_inside_the_wall(world, now):
    foreign = worlds.build("soc-trang-2025", tag="b")
    roles = Roles.of(world.users["office"], now.date())
    hits = search.find("dang minh thu", roles)["Người"]
    assert [h.title for h in hits] == ["Bà Đặng Minh Thư"]
    assert Person.objects.filter(full_name="Đặng Minh Thư").count() == 2
    assert foreign.body.pk != world.body.pk
    assert search.find("đ", roles) == {}


def test_the_register_lists_and_exports_awards(client, world):
    person = world.people["Võ Hoàng Phúc"]
    Commendation.objects.create(
        person=person,
        unit=world.units["one"],
        form="giay-khen",
        authority="Chủ tịch UBND phường Bến Lạc",
        authority_tier="commune",
        decision_number="118/QĐ-UBND",
        decided_on=date(2024, 12, 20),
        merit="Hoàn thành xuất sắc nhiệm vụ",
        source="Quyết định số 118/QĐ-UBND ngày 20/12/2024",
        recorded_at=worlds.at("2025-01-02 08:00"),
    )
    client.force_login(world.users["office"])
    page = client.get(reverse("reports:register"), {"tim": "vo hoang"}).content.decode()
    assert "Võ Hoàng Phúc" in page
    assert "Võ Hoàng Phúc" not in client.get(reverse("reports:register"), {"nam": "2023"}).content.decode()
    file = client.get(reverse("reports:register"), {"tai": "xlsx"})
    assert file["Content-Disposition"].startswith("attachment")
    assert file.content[:2] == b"PK"


def test_discipline_is_shown_only_to_those_who_weigh_it(client, world):
    person = world.people["Võ Hoàng Phúc"]
    common = {
        "person": person,
        "unit": world.units["one"],
        "source": "Sổ",
        "recorded_at": worlds.at("2025-03-01 08:00"),
    }
    Discipline.objects.create(form="Khiển trách", decided_on=date(2025, 2, 1), **common)
    AnnualRating.objects.create(year=2025, grade=3, **common)
    address = reverse("reports:person", args=[person.pk])
    client.force_login(world.users["office"])
    assert "Khiển trách" in client.get(address).content.decode()
    client.force_login(world.users["clerk"])
    seen = client.get(address).content.decode()
    assert "Hoàn thành tốt nhiệm vụ" in seen
    assert "Khiển trách" not in seen


@pytest.mark.parametrize("name", ["reports:person", "reports:unit"])
def test_foreign_histories_do_not_exist(client, world, name):
    foreign = worlds.build("soc-trang-2025", tag="b")
    target = foreign.people["Võ Hoàng Phúc"] if name.endswith("person") else foreign.units["one"]
    client.force_login(world.users["office"])
    assert client.get(reverse(name, args=[target.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "account", "status"),
    [("numbers", "office", 200), ("numbers", "clerk", 404), ("journal", "admin", 200), ("journal", "member1", 404)],
)
def test_registers_of_the_office(client, world, name, account, status):
    client.force_login(world.users[account])
    assert client.get(reverse(f"reports:{name}")).status_code == status


@pytest.mark.parametrize("account", ROLES)
@pytest.mark.parametrize("name", ["reports:register", "reports:people", "notices:inbox", "org:profile", "search"])
def test_shared_pages_open_for_every_role(client, world, name, account):
    client.force_login(world.users[account])
    assert client.get(reverse(name), {"tim": "van"}).status_code == 200
