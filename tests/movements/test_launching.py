"""Who gets a duty at launch: a role, kinds of units, the unit the plan names, or the body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import world
from thidua import plans
from thidua.movements import laying
from thidua.org.models import Unit
from thidua.org.queries import grants_of_body, live_units

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 12)


def holders(body: Unit, text: str, **changes: object) -> list[str]:
    """Names of the units that get a duty whose body is written as ``text``."""
    plan = plans.builtin()["phan-rang-2024"]
    named = next(each for each in plan.duties if not each.role and not each.unit_kinds)
    duty = replace(named, body=text, **changes)
    units = list(live_units(body, DAY))
    grants = grants_of_body(body.pk, duty.role, DAY) if duty.role else ()
    holding = {grant.unit_id: grant.unit for grant in grants}
    return [unit.name for unit in laying.units_of(duty, body, units, holding).units or [body]]


def unknown(body: Unit, text: str, **changes: object) -> list[str]:
    """What is said before the launch of a plan whose one duty is written to ``text``."""
    plan = plans.builtin()["phan-rang-2024"]
    named = next(each for each in plan.duties if not each.role and not each.unit_kinds)
    plan = replace(plan, duties=(replace(named, body=text, **changes),))
    return [each.message for each in laying.findings(body, plan, DAY)]


@pytest.fixture
def body() -> Unit:
    """A body with two units of similar names and one that no longer exists."""
    made = world.build("phan-rang-2024").body
    for code, name, gone in (
        ("short", "Phòng Văn hóa", None),
        ("long", "Phòng Văn hóa và Thông tin", None),
        ("old", "Đài Phát thanh", date(2023, 12, 31)),
    ):
        Unit.objects.create(
            code=code, name=name, kind="chuyen_mon", level="unit", parent=made, body=made, dissolved_on=gone
        )
    return made


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Phòng Văn hóa và Thông tin", "Phòng Văn hóa và Thông tin"),  # the very name, not the shorter one in it
        ("Phòng Văn hóa", "Phòng Văn hóa"),
        ("phong van hoa va thong tin", "Phòng Văn hóa và Thông tin"),  # marks and case do not matter
        ("PHÒNG VĂN HOÁ VÀ THÔNG TIN", "Phòng Văn hóa và Thông tin"),  # nor where the tone stands
        ("Trưởng Phòng Tư pháp thành phố", "Phòng Tư pháp"),  # the unit's name stands in the text
        ("Mặt trận Tổ quốc", "Ủy ban Mặt trận Tổ quốc"),  # the text stands in the unit's name
    ],
)
def test_a_duty_of_neither_role_nor_kinds_goes_to_the_unit_it_names(body: Unit, text: str, unit: str) -> None:
    assert holders(body, text) == [unit]


@pytest.mark.parametrize("text", ["Công chức Địa lý", "Đài Phát thanh", ""])
def test_a_name_of_no_living_unit_stays_with_the_body(body: Unit, text: str) -> None:
    assert holders(body, text) == [body.name]


def test_a_unit_of_another_body_is_never_named(body: Unit) -> None:
    foreign = world.build("hoa-phong-2025", tag="b")
    Unit.objects.create(
        code="ha", name="Hạt Kiểm lâm", kind="chuyen_mon", level="unit", parent=foreign.body, body=foreign.body
    )
    assert holders(body, "Hạt Kiểm lâm") == [body.name]


def test_a_unit_that_is_named_goes_before_a_role_and_a_kind_before_both(body: Unit) -> None:
    assert holders(body, "Phòng Văn hóa", role="office") == ["Phòng Văn hóa"]
    assert holders(body, "Phòng Tư pháp, Phòng Văn hóa", role="office") == ["Phòng Tư pháp", "Phòng Văn hóa"]
    assert holders(body, "Phòng Nội vụ", role="office") == [body.name]  # not the office's unit
    assert holders(body, "Cơ quan thường trực", role="office") == holders(body, "Văn phòng UBND", role="office")
    assert holders(body, "Cơ quan thường trực", role="office") != [body.name]
    assert holders(body, "Phòng Văn hóa", unit_kinds=("mat_tran",)) == ["Ủy ban Mặt trận Tổ quốc"]
    assert holders(body, "Phòng Văn hóa", unit_kinds=("dang",)) == [body.name]  # kinds named, none lives: not guessed


def test_a_name_nobody_bears_is_said_before_the_launch(body: Unit) -> None:
    (said,) = unknown(body, "Công an phường", unit_kinds=("dang",))
    assert said.startswith("Chưa có đơn vị “Công an phường” trong danh mục; việc này tạm giao UBND ")
    assert "“khối phố”" in unknown(body, "khối phố")[0]
    assert "“Phòng Nội vụ”" in unknown(body, "Phòng Nội vụ", role="office")[0]
    (said,) = unknown(body, "Công an phường, Phòng Tư pháp")
    assert "“Công an phường”" in said
    assert "việc này chỉ giao Phòng Tư pháp." in said


@pytest.mark.parametrize("text", ["", "Ủy ban nhân dân", "Chủ tịch UBND thành phố", "Phòng Văn hoá và Thông tin"])
def test_nothing_is_said_of_the_body_itself_and_of_units_it_has(body: Unit, text: str) -> None:
    assert unknown(body, text) == []


def test_the_launch_of_a_real_plan_lays_the_duty_on_the_named_division(body: Unit) -> None:
    made = world.World(plans.builtin()["phan-rang-2024"], body)
    made.users["office"] = body.people.get(full_name="Nguyễn Thị Hạnh Dung").user
    made.people["Trần Văn Chủ"] = body.people.get(full_name="Trần Văn Chủ")
    movement = world.launch(made)
    assert [duty.unit.name for duty in movement.duties.filter(type="publicity")] == ["Phòng Văn hóa và Thông tin"]
