"""Pages of administration: for administrators, inside their own body, with everything typed kept."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.world import SINCE, World
from tests.factories.world import build as build_world
from thidua.audit.models import JournalEntry
from thidua.org.models import Person, Post, RoleGrant, Unit, User

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LISTS = ("admin", "units", "people", "accounts", "unit_new", "person_new")


def url(name: str, *args: object) -> str:
    return reverse(f"org:{name}", args=args)


def objects(world: World) -> list[str]:
    """One address of every page about something."""
    unit, person, user = world.units["one"], world.people["Võ Hoàng Phúc"], world.users["clerk"]
    nobody = world.people["Lý Trưởng Văn"]
    return [
        *(url(name, unit.pk) for name in ("unit", "unit_edit", "unit_dissolve", "unit_origin")),
        *(url(name, person.pk) for name in ("person", "person_edit", "post_new")),
        url("account_new", nobody.pk),
        *(url(name, person.posts.get().pk) for name in ("post_end", "transfer")),
        *(url(name, user.pk) for name in ("account", "account_reset", "account_lock", "account_unlock", "grant_new")),
        url("grant_end", user.grants.get().pk),
    ]


def test_every_page_opens_for_the_administrator(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.users["admin"])
    for address in [*(url(name) for name in LISTS), *objects(world)]:
        assert client.get(address).status_code == 200, address


def test_what_belongs_to_another_body_is_not_found(world: World, signed_in: SignIn) -> None:
    foreign = build_world(tag="b")
    entries = JournalEntry.objects.count()
    for account in ("admin", "office", "clerk"):
        client = signed_in(foreign.users[account])
        for address in objects(world):
            assert client.get(address).status_code == 404, address
            assert client.post(address).status_code in (404, 405), address
    client = signed_in(foreign.users["admin"])
    assert client.get(url("units"), {"co-quan": world.body.pk}).status_code == 404
    for name in ("units", "people", "accounts"):
        page = client.get(url(name))
        assert page.context["body"] == foreign.body
    assert JournalEntry.objects.count() == entries


@pytest.mark.parametrize("account", ["office", "chair", "clerk", "head", "finance", "secretary", "member1"])
def test_others_of_the_body_get_the_reason(world: World, signed_in: SignIn, account: str) -> None:
    entries = JournalEntry.objects.count()
    client = signed_in(world.users[account])
    for address in [*(url(name) for name in LISTS), *objects(world)]:
        assert client.get(address).status_code == 403, address
        assert client.post(address).status_code in (403, 405), address
    assert JournalEntry.objects.count() == entries
    assert url("admin") not in client.get(reverse("home")).content.decode()


def test_a_body_is_set_up_page_by_page(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.users["admin"])
    assert url("admin") in client.get(reverse("home")).content.decode()
    made = client.post(url("unit_new"), {"name": "Phòng Nội vụ", "kind": "chuyen_mon", "formed_on": "1/7/2025"})
    assert made.status_code == 302
    unit = Unit.objects.get(name="Phòng Nội vụ")
    person = {"honorific": "Bà", "full_name": "Đinh Thị  Lan", "birth_date": "2/9/1990", "staff_group": "cong_chuc"}
    made = client.post(url("person_new"), person)
    lan = Person.objects.get(full_name="Đinh Thị Lan")
    assert made["Location"] == url("post_new", lan.pk)
    again = client.post(url("person_new"), person)
    assert again.status_code == 422
    assert list(again.context["form"].errors) == ["other_person"]
    assert client.post(url("person_new"), person | {"other_person": "on"}).status_code == 302
    post = {"unit": unit.pk, "title": "Trưởng phòng", "rank": "head", "since": "1/7/2025"}
    assert client.post(url("post_new", lan.pk), post).status_code == 302
    assert Post.objects.get(person=lan).is_head
    shown = client.post(url("account_new", lan.pk), {"username": "lan.dt"})
    assert shown.status_code == 200
    assert shown["Cache-Control"] == "no-store"
    password = re.search(r"(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", shown.content.decode())
    assert password is not None
    user = User.objects.get(username="lan.dt")
    assert user.check_password(password[0])
    role = {"role": "unit_head", "unit": unit.pk, "capacity": "own", "since": "27/1/2026", "until": ""}
    assert client.post(url("grant_new", user.pk), role).status_code == 302
    refused = client.post(url("grant_new", user.pk), role)
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["since"]
    visitor = Client()
    assert visitor.post(url("login"), {"username": "lan.dt", "password": password[0]}).status_code == 302
    own = {"old_password": password[0], "new_password": "mùa sen nở rộ", "again": "mùa sen nở rộ"}
    assert visitor.post(url("password"), own).status_code == 302
    assert "Thủ trưởng đơn vị" in visitor.get(url("profile")).content.decode()


def test_editing_keeps_what_was_typed_and_tells_the_second(world: World, signed_in: SignIn) -> None:
    client, unit = signed_in(world.users["admin"]), world.units["one"]
    form = client.get(url("unit_edit", unit.pk)).context["form"]
    given = {bound.name: bound.value() or "" for bound in form} | {"name": "Phòng Kinh tế, Đô thị"}
    wrong = client.post(url("unit_edit", unit.pk), given | {"kind": "ubnd"})
    assert wrong.status_code == 422
    assert "Phòng Kinh tế, Đô thị" in wrong.content.decode()
    assert client.post(url("unit_edit", unit.pk), given).status_code == 302
    late = client.post(url("unit_edit", unit.pk), given | {"name": "Phòng Khác"})
    assert late.status_code == 409
    assert "Phòng Khác" in late.content.decode()


def test_ending_twice_from_an_old_page_is_told(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.users["admin"])
    grant = world.users["clerk"].grants.get()
    given = {"seen": "", "last_day": "31/1/2026"}
    assert client.post(url("grant_end", grant.pk), given).status_code == 302
    assert client.post(url("grant_end", grant.pk), given | {"last_day": "30/1/2026"}).status_code == 409
    post = world.people["Võ Hoàng Phúc"].posts.get()
    assert client.post(url("post_end", post.pk), given).status_code == 302
    assert client.post(url("post_end", post.pk), given | {"last_day": "30/1/2026"}).status_code == 409


def test_dissolving_shows_what_ends_and_does_it(world: World, signed_in: SignIn) -> None:
    client, unit = signed_in(world.users["admin"]), world.units["one"]
    page = client.get(url("unit_dissolve", unit.pk))
    assert page.context["notes"] == [("Chức vụ sẽ kết thúc", 2), ("Vai trò sẽ kết thúc", 2)]
    given = {"version": 1, "last_day": "31/1/2026", "source": "Nghị quyết số 12/NQ-HĐND"}
    assert client.post(url("unit_dissolve", unit.pk), given).status_code == 302
    assert "31/01/2026" in client.get(url("unit", unit.pk)).content.decode()


def test_an_administrator_of_two_bodies_works_in_the_one_named(world: World, signed_in: SignIn) -> None:
    second = build_world(tag="b")
    RoleGrant.objects.create(user=world.users["admin"], role="admin", unit=second.body, since=SINCE)
    client = signed_in(world.users["admin"])
    address = f"{url('unit_new')}?co-quan={second.body.pk}"
    assert client.post(address, {"name": "Phòng Mới", "kind": "chuyen_mon"}).status_code == 302
    assert Unit.objects.get(name="Phòng Mới").body == second.body


def test_the_body_above_is_entered_in_the_browser(world: World, signed_in: SignIn) -> None:
    over = build_world(tag="b").body
    Unit.objects.filter(pk=over.pk).update(level="province")
    client = signed_in(world.users["admin"])
    assert "Chưa ghi cơ quan cấp trên" in client.get(url("admin")).content.decode()
    given = {"version": world.body.version, "above": "UBND Nơi Khác"}
    wrong = client.post(url("above"), given)
    assert wrong.status_code == 422
    assert wrong.context["form"].errors.keys() == {"above"}
    assert client.post(url("above"), given | {"above": over.code}).status_code == 302
    page = client.get(url("admin")).content.decode()
    assert over.name in page
    assert client.post(url("above"), given | {"above": ""}).status_code == 409  # from a page drawn before
    assert signed_in(world.users["office"]).get(url("above")).status_code == 403


@pytest.mark.parametrize("name", ["units", "people", "accounts", "admin"])
def test_lists_cost_the_same_with_30_more(world: World, signed_in: SignIn, name: str) -> None:
    client = signed_in(world.users["admin"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url(name)).status_code == 200
        return len(caught)

    few = queries()
    for n in range(30):
        unit = Unit.objects.create(
            code=f"g{n}", name=f"Phòng số {n}", kind="chuyen_mon", level="unit", parent=world.body, body=world.body
        )
        person = world.person(f"Trần Văn Số {n}", unit, "Trưởng phòng", head=True)
        world.user(f"so{n}", person, ("unit_head", unit))
    assert queries() == few <= 12
