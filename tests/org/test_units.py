"""Units: added, changed, ended and linked by the administrator of their body only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.factories.world import World
from tests.factories.world import build as build_world
from thidua.audit import journal
from thidua.org import actions, queries
from thidua.org.founding import Founded
from thidua.org.models import Post, RoleGrant, Unit, UnitSuccession, User
from thidua.org.units import UnitFacts
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def add(world: World, now: datetime, **facts: Any) -> Unit:
    given = {"name": "Phòng Nội vụ", "kind": "chuyen_mon", **facts}
    return actions.add_unit(body=world.body, facts=UnitFacts(**given), by=world.users["admin"], at=now)


def test_a_unit_is_added_with_a_code_of_its_own_and_told_to_the_journal(world: World, now: datetime) -> None:
    unit = add(world, now, short="NV", formed_on=date(2025, 7, 1))
    assert (unit.body, unit.parent, unit.level) == (world.body, world.body, "unit")
    assert unit.code.startswith(world.body.code)
    entry = journal.of(unit).get()
    assert (entry.act, entry.body_id, entry.actor_id) == ("unit.add", world.body.pk, world.users["admin"].pk)
    assert unit in queries.live_units(world.body, now.date())


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"code": "Phòng 1"}, "code_form"),
        ({"code": "ASOC-TR-ONE"}, "code_taken"),  # the same letters in another case
        ({"name": " "}, "name_missing"),
        ({"name": "phong KINH te"}, "name_taken"),
        ({"kind": "ubnd"}, "kind_unknown"),
        ({"kind": "phong"}, "kind_unknown"),
        ({"formed_on": date(2026, 1, 2), "dissolved_on": date(2026, 1, 1)}, "dates_out_of_order"),
    ],
)
def test_bad_input_is_named(world: World, now: datetime, facts: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        add(world, now, **facts)
    assert codes(refused) == {code}


def test_all_reasons_come_at_once(world: World, now: datetime) -> None:
    with pytest.raises(Refused) as refused:
        add(world, now, name="", kind="x", code="?")
    assert codes(refused) == {"name_missing", "kind_unknown", "code_form"}


def test_a_unit_stands_under_a_unit_of_its_body_and_never_under_itself(world: World, now: datetime) -> None:
    foreign = build_world(tag="b")
    with pytest.raises(Refused) as refused:
        add(world, now, parent=foreign.units["one"])
    assert codes(refused) == {"foreign_unit"}
    top = world.units["one"]
    below = add(world, now, parent=top)
    with pytest.raises(Refused) as refused:
        actions.edit_unit(
            unit=top,
            version=1,
            facts=UnitFacts(top.name, top.kind, parent=below),
            by=world.users["admin"],
            at=now,
        )
    assert codes(refused) == {"parent_loop"}


@pytest.mark.parametrize("account", ["office", "chair", "clerk", "head", "finance", "secretary"])
def test_nobody_else_may(world: World, now: datetime, account: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_unit(body=world.body, facts=UnitFacts("Phòng Mới", "chuyen_mon"), by=world.users[account], at=now)
    assert codes(refused) == {"permission"}


def test_an_administrator_of_another_body_may_not(world: World, now: datetime) -> None:
    foreign = build_world(tag="b")
    unit = world.units["one"]
    acts = [
        lambda by: actions.edit_unit(unit=unit, version=1, facts=UnitFacts("X", "chuyen_mon"), by=by, at=now),
        lambda by: actions.dissolve_unit(unit=unit, version=1, last_day=now.date(), source="QĐ", by=by, at=now),
        lambda by: actions.add_origin(
            unit=unit, predecessor=world.units["two"], on=now.date(), source="QĐ", by=by, at=now
        ),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act(foreign.users["admin"])
        assert codes(refused) == {"permission"}


def test_of_two_who_edit_the_second_is_told(world: World, now: datetime) -> None:
    unit = world.units["one"]

    def rename(name: str) -> Unit:
        seen = Unit.objects.select_related("body").get(pk=unit.pk)
        return actions.edit_unit(
            unit=seen, version=1, facts=UnitFacts(name, unit.kind), by=world.users["admin"], at=now
        )

    rename("Phòng Kinh tế, Hạ tầng")
    with pytest.raises(Refused) as refused:
        rename("Phòng Kinh tế và Đô thị")
    assert codes(refused) == {"stale"}
    unit.refresh_from_db()
    assert (unit.name, unit.name_fold, unit.version) == ("Phòng Kinh tế, Hạ tầng", "phong kinh te, ha tang", 2)


def test_the_body_is_renamed_but_keeps_kind_and_place_in_the_tree(world: World, now: datetime) -> None:
    body = actions.edit_unit(
        unit=world.body, version=1, facts=UnitFacts("UBND phường Lạc Giang", "", place="Lạc Giang"),
        by=world.users["admin"], at=now,
    )  # fmt: skip
    assert (body.kind, body.parent, body.name) == ("ubnd", None, "UBND phường Lạc Giang")


def test_dissolving_ends_posts_and_unit_roles_on_the_same_day(world: World, now: datetime) -> None:
    unit, last = world.units["one"], date(2026, 1, 31)
    actions.dissolve_unit(
        unit=unit, version=1, last_day=last, source="Nghị quyết 12/NQ-HĐND", by=world.users["admin"], at=now
    )
    assert set(Post.objects.filter(unit=unit).values_list("until", flat=True)) == {last}
    assert set(RoleGrant.objects.filter(unit=unit).values_list("until", flat=True)) == {last}
    assert unit in queries.live_units(world.body, last)
    assert unit not in queries.live_units(world.body, date(2026, 2, 1))
    assert journal.of(unit).get().data["posts_ended"] == 2
    with pytest.raises(Refused) as refused:
        actions.dissolve_unit(unit=unit, version=2, last_day=last, source="Nghị quyết", by=world.users["admin"], at=now)
    assert codes(refused) == {"stale"}


def test_what_stands_in_the_way_of_dissolving(world: World, now: datetime) -> None:
    admin = world.users["admin"]
    with pytest.raises(Refused) as refused:
        actions.dissolve_unit(unit=world.body, version=1, last_day=now.date(), source="x", by=admin, at=now)
    assert codes(refused) == {"body_stays"}
    office = world.units["office"]  # the standing office's role is given there, and a unit stands below it
    add(world, now, name="Tổ Một cửa", parent=office)
    with pytest.raises(Refused) as refused:
        actions.dissolve_unit(unit=office, version=1, last_day=now.date(), source=" ", by=admin, at=now)
    assert codes(refused) == {"source_missing", "unit_has_children", "body_role_here"}
    Post.objects.filter(unit=world.units["two"]).update(since=date(2026, 3, 1))
    with pytest.raises(Refused) as refused:
        actions.dissolve_unit(unit=world.units["two"], version=1, last_day=now.date(), source="x", by=admin, at=now)
    assert codes(refused) == {"starts_after_end"}


def test_succession_is_recorded_once_inside_the_body_and_never_in_a_circle(world: World, now: datetime) -> None:
    foreign = build_world(tag="b")
    admin, day = world.users["admin"], date(2025, 7, 1)
    old = add(world, now, name="Phòng Văn hóa cũ", dissolved_on=date(2025, 6, 30))
    new = world.units["office"]

    def link(unit: Unit, predecessor: Unit, on: date = day, source: str = "Nghị quyết 5") -> UnitSuccession:
        return actions.add_origin(unit=unit, predecessor=predecessor, on=on, source=source, by=admin, at=now)

    link(new, old)
    for args, code in (
        ((new, old), "origin_known"),
        ((old, new), "origin_loop"),
        ((new, new), "origin_loop"),
        ((new, foreign.units["one"]), "foreign_unit"),
    ):
        with pytest.raises(Refused) as refused:
            link(*args)
        assert codes(refused) == {code}
    with pytest.raises(Refused) as refused:
        link(world.units["one"], old, source="")
    assert codes(refused) == {"source_missing"}
    assert UnitSuccession.objects.count() == 1


# ---------------------------------------------------------------- bodies over bodies


def test_two_bodies_bear_one_name_only_under_different_ones(now: datetime) -> None:
    def found(name: str, level: str, above: str = "") -> Unit:
        return actions.found_body(
            name=name, level=level, honorific="Bà", admin="Bùi Thị Quản", at=now, above=above
        ).body  # fmt: skip

    one, two = (found(f"UBND huyện {name}", "district") for name in ("Sông Lạc", "Sông Hậu"))
    first, second = (found("UBND xã Tân Lập", "commune", above) for above in ("ubnd huyện sông lạc", two.code))
    assert (first.parent, second.parent) == (one, two)
    assert first.code != second.code
    for name, level, above, code in (
        ("UBND xã Tân Lập", "commune", one.name, "body_known"),
        ("UBND xã Tân Tiến", "commune", "UBND huyện Không Có", "above_unknown"),
        ("UBND xã Tân Tiến", "commune", "UBND xã Tân Lập", "above_unknown"),  # two of them, and neither is above
        ("UBND tỉnh Lạc", "province", one.name, "above_unknown"),
    ):
        with pytest.raises(Refused) as caught:
            found(name, level, above)
        assert codes(caught) == {code}


def test_the_body_above_is_entered_changed_and_taken_away(now: datetime, world: World) -> None:
    def found(name: str, level: str, above: str = "") -> Founded:
        return actions.found_body(name=name, level=level, honorific="Bà", admin="Bùi Thị Quản", at=now, above=above)

    body, admin = world.body, world.users["admin"]
    city, province = found("UBND thành phố Lạc", "province"), found("UBND tỉnh Hạ", "province")

    def enter(above: str, by: User = admin, version: int | None = None) -> Unit:
        known = Unit.objects.get(pk=body.pk)
        return actions.set_above(body=known, version=version or known.version, above=above, by=by, at=now)

    assert enter("ubnd thành phố lạc").parent == city.body
    entry = journal.of(body).latest("pk")
    assert (entry.act, entry.data) == ("body.above", {"before": None, "now": city.body.pk})
    assert "là cấp trên" in city.user.notices.get().title
    for above, code in (
        ("UBND thành phố Lạc", "nothing_changed"),
        ("UBND Nơi Khác", "above_unknown"),
        (body.name, "above_unknown"),
    ):
        with pytest.raises(Refused) as caught:
            enter(above)
        assert codes(caught) == {code}
    with pytest.raises(Refused) as caught:
        enter(province.body.code, version=1)
    assert codes(caught) == {"stale"}
    with pytest.raises(Refused) as caught:
        enter(province.body.code, by=world.users["office"])
    assert codes(caught) == {"permission"}
    assert enter(province.body.code).parent == province.body
    assert [each.title for each in city.user.notices.order_by("pk")][1].endswith(
        "không còn ghi đơn vị mình là cấp trên"
    )
    assert enter("").parent is None
    twin = found(body.name, "commune", "UBND tỉnh Hạ").body
    with pytest.raises(Refused) as caught:
        enter(province.body.code)
    assert codes(caught) == {"body_known"}
    assert twin.code in caught.value.findings[0].message
