"""Accounts and roles: one-time passwords, sessions that end, a body that keeps an administrator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.world import World
from tests.factories.world import build as build_world
from thidua.audit import journal
from thidua.audit.models import JournalEntry
from thidua.org import accounts, actions
from thidua.org.models import RoleGrant, Roles, User
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def open_account(world: World, now: datetime, name: str = "Lý Trưởng Văn") -> tuple[User, str]:
    person = world.people[name]
    return actions.create_account(
        person=person, username=accounts.suggested_name(person), by=world.users["admin"], at=now
    )


def test_an_account_opens_with_a_password_that_must_be_changed(world: World, now: datetime) -> None:
    user, password = open_account(world, now)
    assert user.username == "van.lt"
    assert user.must_change_password
    assert user.check_password(password)
    entry = journal.of(user).get()
    assert entry.act == "account.create"
    assert not JournalEntry.objects.filter(data__icontains=password).exists()
    assert password not in str([entry.data, entry.sentence, entry.basis])


def test_one_time_passwords_differ_and_are_easy_to_copy() -> None:
    made = {accounts.one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(each) == 19 and not set(each) & set("lio01") for each in made)


def test_names_to_sign_in_with(world: World, now: datetime) -> None:
    person = world.people["Lý Trưởng Văn"]
    for name, code in (
        ("ab", "username_form"),
        ("Văn", "username_form"),
        (world.users["office"].username, "username_taken"),
    ):
        with pytest.raises(Refused) as refused:
            actions.create_account(person=person, username=name, by=world.users["admin"], at=now)
        assert codes(refused) == {code}
    open_account(world, now)
    with pytest.raises(Refused) as refused:
        actions.create_account(person=person, username="khac", by=world.users["admin"], at=now)
    assert codes(refused) == {"account_known"}
    assert accounts.suggested_name(person) == "van.lt2"


def test_a_one_time_password_opens_one_page_only(world: World, now: datetime, client: Client) -> None:
    user, password = open_account(world, now)
    client.post(reverse("org:login"), {"username": user.username, "password": password})
    page = client.get(reverse("home"))
    assert page["Location"] == reverse("org:password")
    assert client.post(reverse("org:unit_new"))["Location"] == reverse("org:password")
    assert client.get(reverse("org:login")).status_code in (200, 302)  # public pages are not touched
    own = {"old_password": password, "new_password": "một câu dễ nhớ", "again": "một câu dễ nhớ"}
    assert client.post(reverse("org:password"), own)["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200
    user.refresh_from_db()
    assert not user.must_change_password
    assert journal.of(user).first().act == "user.password"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"old_password": "sai"}, "old_password"),
        ({"new_password": "ngan", "again": "ngan"}, "new_password"),
        ({"new_password": "1234567890", "again": "1234567890"}, "new_password"),
        ({"new_password": "mat-khau-thu", "again": "mat-khau-thu"}, "new_password"),
        ({"new_password": "asoc-tr-clerk-1", "again": "asoc-tr-clerk-1"}, "new_password"),
        ({"again": "khac han"}, "again"),
    ],
)
def test_a_weak_or_wrong_password_is_refused(
    world: World, signed_in: SignIn, change: dict[str, str], field: str
) -> None:
    user = world.users["clerk"]
    given = {"old_password": "mat-khau-thu", "new_password": "một câu dễ nhớ", "again": "một câu dễ nhớ"}
    answer = signed_in(user).post(reverse("org:password"), given | change)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert change.get("new_password", "khong") not in answer.content.decode()
    user.refresh_from_db()
    assert user.check_password("mat-khau-thu")


def test_a_reset_ends_open_sessions_and_tells_the_holder(world: World, now: datetime, signed_in: SignIn) -> None:
    user = world.users["clerk"]
    client = signed_in(user)
    assert client.get(reverse("home")).status_code == 200
    password = actions.reset_password(user=user, by=world.users["admin"], at=now)
    assert client.get(reverse("home")).status_code == 302
    user.refresh_from_db()
    assert user.check_password(password)
    assert user.must_change_password
    assert user.notices.filter(title__contains="Mật khẩu").exists()
    with pytest.raises(Refused) as refused:
        actions.reset_password(user=world.users["admin"], by=world.users["admin"], at=now)
    assert codes(refused) == {"own_password"}


def test_locking_ends_sessions_for_good(world: World, now: datetime, signed_in: SignIn) -> None:
    user, admin = world.users["clerk"], world.users["admin"]
    client = signed_in(user)
    actions.deactivate(user=user, by=admin, at=now)
    assert not user.has_usable_password()
    assert client.get(reverse("home")).status_code == 302
    assert not Client().login(username=user.username, password="mat-khau-thu")
    with pytest.raises(Refused) as refused:
        actions.deactivate(user=user, by=admin, at=now)
    assert codes(refused) == {"stale"}
    with pytest.raises(Refused) as refused:
        actions.reset_password(user=user, by=admin, at=now)
    assert codes(refused) == {"account_locked"}
    password = actions.reactivate(user=user, by=admin, at=now)
    assert client.get(reverse("home")).status_code == 302  # the old session does not come back
    assert Client().login(username=user.username, password=password)


def test_nobody_locks_the_own_account_or_the_last_administrator(world: World, now: datetime) -> None:
    admin = world.users["admin"]
    with pytest.raises(Refused) as refused:
        actions.deactivate(user=admin, by=admin, at=now)
    assert codes(refused) == {"own_account"}


# ---------------------------------------------------------------- roles


def grant(world: World, now: datetime, account: str = "clerk", **facts: Any) -> RoleGrant:
    given = {
        "user": world.users[account], "role": "office", "unit": world.units["office"], "capacity": "own",
        "since": now.date(), "until": None, **facts,
    }  # fmt: skip
    return actions.grant_role(**given, by=world.users["admin"], at=now)


def test_a_role_holds_from_its_first_day(world: World, now: datetime) -> None:
    tomorrow = now.date() + timedelta(days=1)
    grant(world, now, since=tomorrow)
    user = User.objects.get(pk=world.users["clerk"].pk)
    assert not Roles.of(user, now.date()).in_body(world.body.pk, "office")
    assert Roles.of(user, tomorrow).in_body(world.body.pk, "office")
    assert journal.of(user).get().act == "role.grant"
    assert user.notices.filter(title__contains="Cơ quan thường trực").exists()


def test_bad_grants_are_named(world: World, now: datetime) -> None:
    foreign = build_world(tag="b")
    world.units["hcc"].dissolved_on = date(2026, 3, 1)
    world.units["hcc"].save()
    for facts, code in (
        ({"role": "chief"}, "role_unknown"),
        ({"unit": foreign.units["one"]}, "foreign_unit"),
        ({"until": now.date() - timedelta(days=1)}, "dates_out_of_order"),
        ({"unit": world.units["hcc"]}, "after_dissolution"),
        ({"role": "decider", "unit": world.body}, "decider_without_post"),
        ({"account": "vice", "role": "decider", "unit": world.body, "capacity": "own"}, "capacity_unfit"),
        ({"account": "chair", "role": "decider", "unit": world.body, "capacity": "KT"}, "capacity_unfit"),
        ({"account": "office"}, "role_known"),
        ({"role": "unit_clerk", "unit": world.units["one"]}, "role_known"),
    ):
        with pytest.raises(Refused) as refused:
            grant(world, now, **facts)
        assert codes(refused) == {code}, facts


def test_a_role_ends_and_can_be_given_again(world: World, now: datetime) -> None:
    made = grant(world, now)
    yesterday = now.date() - timedelta(days=1)
    actions.end_role(grant=made, last_day=yesterday, by=world.users["admin"], at=now)
    user = User.objects.get(pk=world.users["clerk"].pk)
    assert not Roles.of(user, now.date()).in_body(world.body.pk, "office")
    assert grant(world, now).pk == made.pk  # the same first day: the same row
    assert Roles.of(user, now.date()).in_body(world.body.pk, "office")


def test_a_role_is_not_ended_in_the_past_nor_twice(world: World, now: datetime) -> None:
    made = RoleGrant.objects.get(user=world.users["clerk"])
    with pytest.raises(Refused) as refused:
        actions.end_role(grant=made, last_day=date(2026, 1, 1), by=world.users["admin"], at=now)
    assert codes(refused) == {"end_too_early"}
    seen = RoleGrant.objects.get(pk=made.pk)
    actions.end_role(grant=made, last_day=now.date(), by=world.users["admin"], at=now)
    with pytest.raises(Refused) as refused:
        actions.end_role(grant=seen, last_day=now.date(), by=world.users["admin"], at=now)
    assert codes(refused) == {"stale"}


def test_the_last_administrator_stays(world: World, now: datetime) -> None:
    admin = world.users["admin"]
    own = RoleGrant.objects.get(user=admin, role="admin")
    for last_day in (now.date() - timedelta(days=1), now.date() + timedelta(days=30)):
        with pytest.raises(Refused) as refused:
            actions.end_role(grant=own, last_day=last_day, by=admin, at=now)
        assert codes(refused) == {"last_admin"}
    second = grant(world, now, account="office", role="admin", unit=world.body, until=now.date() + timedelta(days=10))
    with pytest.raises(Refused) as refused:  # the second one's time ends too early
        actions.end_role(grant=own, last_day=now.date() + timedelta(days=10), by=admin, at=now)
    assert codes(refused) == {"last_admin"}
    actions.end_role(grant=own, last_day=now.date() + timedelta(days=3), by=admin, at=now)
    with pytest.raises(Refused) as refused:
        actions.end_role(grant=second, last_day=now.date() + timedelta(days=3), by=admin, at=now)
    assert codes(refused) == {"last_admin"}


def test_a_locked_administrator_does_not_count(world: World, now: datetime) -> None:
    admin = world.users["admin"]
    grant(world, now, account="office", role="admin", unit=world.body)
    actions.deactivate(user=world.users["office"], by=admin, at=now)
    with pytest.raises(Refused) as refused:
        actions.end_role(grant=RoleGrant.objects.get(user=admin, role="admin"), last_day=now.date(), by=admin, at=now)
    assert codes(refused) == {"last_admin"}


def test_nobody_else_may(world: World, now: datetime) -> None:
    foreign = build_world(tag="b")
    user = world.users["clerk"]
    for by in (world.users["office"], world.users["chair"], user, foreign.users["admin"]):
        acts = [
            lambda by=by: actions.create_account(
                person=world.people["Lý Trưởng Văn"], username="van.lt", by=by, at=now
            ),
            lambda by=by: actions.reset_password(user=user, by=by, at=now),
            lambda by=by: actions.deactivate(user=user, by=by, at=now),
            lambda by=by: actions.reactivate(user=user, by=by, at=now),
            lambda by=by: actions.grant_role(
                user=user, role="admin", unit=world.body, capacity="own", since=now.date(), until=None, by=by, at=now
            ),
            lambda by=by: actions.end_role(grant=user.grants.get(), last_day=now.date(), by=by, at=now),
        ]
        for act in acts:
            with pytest.raises(Refused) as refused:
                act()
            assert codes(refused) == {"permission"}
