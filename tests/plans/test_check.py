"""What the first check of a plan finds, and that it keeps quiet about a sound one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.plans.small import SMALL
from thidua import plans
from thidua.plans import check, model

SOURCE = model.Source("III")


def codes(plan: plans.Plan, **known: Any) -> list[str]:
    return [each.code for each in check.findings(plan, **known)]


def sound() -> plans.Plan:
    """A plan with nothing to remark: dossiers close after the period, nothing hangs on an event."""
    plan = plans.loads(SMALL)
    return replace(plan, rounds=tuple(replace(each, opens_after=None) for each in plan.rounds))


def test_a_sound_plan_has_no_findings() -> None:
    assert codes(sound()) == []


@pytest.mark.parametrize("field", ["number", "symbol", "date"])
def test_blank_identity(field: str) -> None:
    plan = sound()
    assert codes(replace(plan, identity=replace(plan.identity, **{field: None}))) == [f"{field}-missing"]


def basis(date: str | None) -> model.DocRef:
    return model.DocRef("kh-60", "can_cu", "Kế hoạch", "60/KH-UBND", date, None, None, SOURCE)


@pytest.mark.parametrize(
    ("date", "late"),
    [
        ("2025-01-05", False),
        ("2025-01-06", False),
        ("2025-01-07", True),
        ("2025-01", False),
        ("2025-02", True),
        (None, False),
    ],
)
def test_basis_dated_after_the_plan(date: str | None, late: bool) -> None:
    assert codes(replace(sound(), bases=(basis(date),))) == (["basis-after-plan"] if late else [])


def test_basis_against_a_plan_whose_day_is_blank() -> None:
    plan = replace(sound(), bases=(basis("2025-01-31"),))
    found = codes(replace(plan, identity=replace(plan.identity, date="2025-01")))
    assert found == ["date-missing"]


def test_missing_period() -> None:
    plan = sound()
    assert "period-missing" in codes(replace(plan, period=replace(plan.period, end_op="none", end=None)))


@pytest.mark.parametrize(
    ("op", "rule", "told"),
    [
        ("before", "2025-12-31", True),
        ("no_later_than", "2025-12-31", False),
        ("before", "2026-01-01", False),
        ("before", "annual 12-10", True),
    ],
)
def test_deadline_before_the_period_ends(op: str, rule: str, told: bool) -> None:
    plan = sound()
    changed = replace(plan, deadlines=(replace(plan.deadlines[0], op=op, rule=rule),))
    assert codes(changed) == (["deadline-before-period-end"] if told else [])


def test_a_yearly_deadline_is_remarked_once() -> None:
    plan = sound()
    changed = replace(
        plan,
        movement=replace(plan.movement, year_to=2029),
        period=replace(plan.period, end="2029-12-31"),
        rounds=(replace(plan.rounds[0], cycle="annual"),),
        deadlines=(replace(plan.deadlines[0], rule="annual 12-10"),),
    )
    assert codes(changed) == ["deadline-before-period-end"]


def test_deadline_and_the_event_it_waits_for() -> None:
    plan = plans.loads(SMALL)
    assert codes(plan) == ["deadline-may-precede-event"]
    assert codes(plan, events={"cong-bo": dt.date(2026, 1, 29)}) == []
    assert codes(plan, events={"cong-bo": dt.date(2026, 1, 30)}) == ["deadline-precedes-event"]


def test_no_deadline_for_dossiers() -> None:
    plan = sound()
    other = replace(plan.deadlines[0], act="appraisal")
    assert codes(replace(plan, deadlines=())) == codes(replace(plan, deadlines=(other,))) == ["no-dossier-deadline"]
    asked = model.OpenQuestion("hoi-han-ho-so", "Ngày nào?", "date", "", plan.deadlines[0].source)
    [found] = check.findings(replace(plan, deadlines=(), questions=(asked,)))
    assert "không ghi" not in found.message


def test_quotas() -> None:
    plan = sound()
    assert codes(replace(plan, quotas=())) == ["no-quota"]
    share = model.OpenQuestion(
        "hoi-so-luong-khong-khoa", "Là tỷ lệ; tính ra bao nhiêu?", "ambiguous", "", plan.quotas[0].source
    )
    assert codes(replace(plan, quotas=(), questions=(share,))) == ["quota-not-held"]
    assert codes(replace(plan, quotas=(replace(plan.quotas[0], op="exact"),))) == ["quota-exact"]
    both = replace(plan.awards[0], kinds=("collective", "individual"))
    assert codes(replace(plan, awards=(both,))) == ["quota-kind-missing"]


def test_a_rise_without_the_maximum_can_never_pass() -> None:
    plan = sound()
    for or_max, told in ((False, ["index-maximum-never-passes"]), (True, [])):
        leaf = model.Leaf("index_improved", {"target": "component", "by": "share", "or_max": or_max}, "s")
        assert codes(replace(plan, standards=(replace(plan.standards[0], expr=leaf),))) == told


def test_law_that_is_not_in_force() -> None:
    until = {"91/2017/NĐ-CP": dt.date(2024, 1, 1), "98/2023/NĐ-CP": dt.date(2025, 7, 1)}

    def in_force(number: str, on: dt.date) -> bool | None:
        return on < until[number] if number in until else None

    plan = sound()
    for number, told in (
        ("91/2017/NĐ-CP", ["law-not-in-force"]),
        ("98/2023/NĐ-CP", ["law-ends-during-movement"]),
        ("1/2020/NĐ-CP", []),
    ):
        cited = replace(plan, money=replace(plan.money, decree=number))
        assert codes(cited, in_force=in_force) == told
        assert codes(cited) == []


def test_errors_come_first_and_every_message_is_a_sentence() -> None:
    plan = replace(plans.loads(SMALL), bases=(basis("2025-01-07"),), quotas=())
    found = check.findings(plan)
    assert [each.severity for each in found] == ["error", "warning", "info"]
    assert all(each.message.endswith(".") for each in found)


def test_a_period_that_ends_with_an_event_may_outlast_the_deadline() -> None:
    plan = sound()
    open_end = replace(plan, period=replace(plan.period, end_op="event", end=None, event="cong-bo"))
    assert codes(open_end) == ["deadline-may-precede-event"]
    assert codes(open_end, events={"cong-bo": dt.date(2025, 12, 20)}) == []
