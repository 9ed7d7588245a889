"""People and their posts: told apart by code, one head a unit, transfers in one act."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.factories.world import World
from tests.factories.world import build as build_world
from thidua.audit import journal
from thidua.org import actions
from thidua.org.models import Person, Post, RoleGrant
from thidua.org.people import PersonFacts, PostFacts
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db
BORN = date(1985, 5, 6)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def add(world: World, now: datetime, **facts: Any) -> Person:
    given = {"full_name": "Đặng Hoà Bình", "honorific": "Ông", "staff_group": "cong_chuc", **facts}
    return actions.add_person(body=world.body, facts=PersonFacts(**given), by=world.users["admin"], at=now)


def test_a_person_is_added_with_a_code_and_found_without_marks(world: World, now: datetime) -> None:
    person = add(world, now)
    assert person.body == world.body
    assert person.code.startswith(world.body.code)
    assert Person.objects.filter(name_fold="dang hoa binh").get() == person
    assert journal.of(person).get().act == "person.add"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"full_name": ""}, "name_missing"),
        ({"honorific": "Anh"}, "honorific_unknown"),
        ({"staff_group": "x"}, "group_unknown"),
        ({"birth_date": date(2026, 1, 28)}, "birth_date_odd"),
        ({"birth_date": date(1899, 12, 31)}, "birth_date_odd"),
        ({"code": "asoc-tr-001"}, "code_taken"),
    ],
)
def test_bad_input_is_named(world: World, now: datetime, facts: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        add(world, now, **facts)
    assert codes(refused) == {code}


def test_the_same_name_and_birthday_need_a_word(world: World, now: datetime) -> None:
    add(world, now, birth_date=BORN)
    with pytest.raises(Refused) as refused:
        add(world, now, full_name="Đặng Hòa Bình", birth_date=BORN)  # the other tone placement is the same name
    assert codes(refused) == {"same_person"}
    add(world, now, birth_date=BORN, other_person=True)
    add(world, now)  # without a birthday nothing is known to be the same
    assert Person.objects.filter(name_fold="dang hoa binh").count() == 3


def test_a_person_is_changed_once(world: World, now: datetime) -> None:
    person = world.people["Võ Hoàng Phúc"]
    facts = PersonFacts("Võ Hoàng Phước", "Ông", "vien_chuc")
    actions.edit_person(person=person, version=1, facts=facts, by=world.users["admin"], at=now)
    person.refresh_from_db()
    assert (person.full_name, person.staff_group, person.version) == ("Võ Hoàng Phước", "vien_chuc", 2)
    assert journal.of(person).get().data["before"]["full_name"] == "Võ Hoàng Phúc"
    with pytest.raises(Refused) as refused:
        actions.edit_person(person=person, version=1, facts=facts, by=world.users["admin"], at=now)
    assert codes(refused) == {"stale"}


def post(world: World, now: datetime, person: Person, **facts: Any) -> Post:
    given = {"unit": world.units["one"], "title": "Phó Trưởng phòng", "since": date(2026, 1, 1), **facts}
    return actions.add_post(person=person, facts=PostFacts(**given), by=world.users["admin"], at=now)


def test_posts_stay_in_the_body_and_in_order(world: World, now: datetime) -> None:
    foreign = build_world(tag="b")
    person = add(world, now)
    world.units["two"].dissolved_on = date(2026, 3, 1)
    world.units["two"].save()
    for facts, code in (
        ({"unit": foreign.units["one"]}, "foreign_unit"),
        ({"until": date(2025, 12, 31)}, "dates_out_of_order"),
        ({"title": ""}, "title_missing"),
        ({"unit": world.units["two"]}, "after_dissolution"),
        ({"is_head": True}, "second_head"),
    ):
        with pytest.raises(Refused) as refused:
            post(world, now, person, **facts)
        assert codes(refused) == {code}
    assert not person.posts.exists()
    post(world, now, person)
    with pytest.raises(Refused) as refused:
        post(world, now, person, title="phó trưởng phòng", since=date(2026, 2, 1))
    assert codes(refused) == {"post_known"}


def test_a_head_is_a_leader_and_follows_the_one_before(world: World, now: datetime) -> None:
    old = world.people["Đỗ Thành Đạt"].posts.get()
    actions.end_post(post=old, last_day=date(2025, 12, 31), by=world.users["admin"], at=now)
    made = post(world, now, add(world, now), title="Trưởng phòng", is_head=True)
    assert made.is_leader


def test_leaving_the_last_post_of_a_unit_ends_its_roles(world: World, now: datetime) -> None:
    head = world.people["Đỗ Thành Đạt"]
    last = date(2026, 1, 31)
    actions.end_post(post=head.posts.get(), last_day=last, by=world.users["admin"], at=now)
    assert RoleGrant.objects.get(user=world.users["head"]).until == last
    assert journal.of(head).get().data["roles_ended"] == ["Thủ trưởng đơn vị"]
    with pytest.raises(Refused) as refused:
        actions.end_post(post=head.posts.get(), last_day=date(2026, 2, 5), by=world.users["admin"], at=now)
    assert codes(refused) == {"post_ended"}


def test_a_second_post_in_the_unit_keeps_the_roles(world: World, now: datetime) -> None:
    clerk = world.people["Võ Hoàng Phúc"]
    post(world, now, clerk)
    first = clerk.posts.get(title="Chuyên viên")
    actions.end_post(post=first, last_day=date(2026, 1, 31), by=world.users["admin"], at=now)
    assert RoleGrant.objects.get(user=world.users["clerk"]).until is None


def test_of_two_who_end_a_post_the_second_is_told(world: World, now: datetime) -> None:
    seen = world.people["Đỗ Thành Đạt"].posts.get()
    again = Post.objects.get(pk=seen.pk)
    actions.end_post(post=seen, last_day=date(2026, 1, 31), by=world.users["admin"], at=now)
    with pytest.raises(Refused) as refused:
        actions.end_post(post=again, last_day=date(2026, 1, 30), by=world.users["admin"], at=now)
    assert codes(refused) == {"stale"}


def test_a_transfer_is_one_act(world: World, now: datetime) -> None:
    clerk = world.people["Võ Hoàng Phúc"]
    to = PostFacts(world.units["two"], "Chuyên viên", date(2026, 2, 1))
    new = actions.transfer(post=clerk.posts.get(), to=to, by=world.users["admin"], at=now)
    old = clerk.posts.exclude(pk=new.pk).get()
    assert (old.until, new.since) == (date(2026, 1, 31), date(2026, 2, 1))
    assert RoleGrant.objects.get(user=world.users["clerk"]).until == date(2026, 1, 31)
    assert journal.of(clerk).get().act == "post.transfer"


def test_a_refused_transfer_changes_nothing(world: World, now: datetime) -> None:
    clerk = world.people["Võ Hoàng Phúc"]
    to = PostFacts(world.units["two"], "Trưởng phòng", date(2026, 2, 1), is_head=True)
    with pytest.raises(Refused) as refused:
        actions.transfer(post=clerk.posts.get(), to=to, by=world.users["admin"], at=now)
    assert codes(refused) == {"second_head"}
    assert clerk.posts.get().until is None


def test_nobody_else_may(world: World, now: datetime) -> None:
    foreign = build_world(tag="b")
    person = world.people["Võ Hoàng Phúc"]
    for by in (world.users["office"], world.users["head"], foreign.users["admin"]):
        acts = [
            lambda by=by: actions.add_person(
                body=world.body, facts=PersonFacts("A", "Ông", "cong_chuc"), by=by, at=now
            ),
            lambda by=by: actions.edit_person(
                person=person, version=1, facts=PersonFacts("A", "Ông", "cong_chuc"), by=by, at=now
            ),
            lambda by=by: actions.add_post(
                person=person, facts=PostFacts(world.units["one"], "A", now.date()), by=by, at=now
            ),
            lambda by=by: actions.end_post(post=person.posts.get(), last_day=now.date(), by=by, at=now),
            lambda by=by: actions.transfer(
                post=person.posts.get(), to=PostFacts(world.units["two"], "A", now.date()), by=by, at=now
            ),
        ]
        for act in acts:
            with pytest.raises(Refused) as refused:
                act()
            assert codes(refused) == {"permission"}
