"""Deadlines that hang on an event, and deadlines with an hour."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.plans.small import SMALL, five_years
from thidua import plans
from thidua.plans import after_event, calendar, effects, milestones
from thidua.plans.after_event import AfterEvent

ISSUED = dt.date(2025, 1, 6)
FRIDAY = dt.date(2026, 1, 16)


def waiting(rule: str = "event cong-bo +10", **changes: Any) -> plans.Plan:
    plan = plans.loads(SMALL)
    return replace(plan, deadlines=(replace(plan.deadlines[0], op="no_later_than", rule=rule, **changes),))


@pytest.mark.parametrize(
    ("rule", "happened", "last"),
    [
        ("event cong-bo +10", FRIDAY, dt.date(2026, 1, 26)),
        ("event cong-bo +1", dt.date(2025, 12, 31), dt.date(2026, 1, 1)),
        ("event cong-bo +1 working", FRIDAY, dt.date(2026, 1, 19)),
        ("event cong-bo +5 working", FRIDAY, dt.date(2026, 1, 23)),
        ("event cong-bo +6 working", dt.date(2026, 1, 17), dt.date(2026, 1, 26)),
    ],
)
def test_the_days_are_counted_from_the_event(rule: str, happened: dt.date, last: dt.date) -> None:
    (due,) = waiting(rule).deadlines
    assert calendar.closes(due, 2025) is None
    closing = calendar.closes(due, 2025, {"cong-bo": happened})
    assert closing is not None
    assert (closing.last_day, closing.closes_at) == (last, calendar.day_start(last + dt.timedelta(days=1)))
    assert ("chưa trừ ngày nghỉ lễ" in closing.sentence) is rule.endswith("working")
    before = calendar.closes(replace(due, op="before"), 2025, {"cong-bo": happened})
    assert before is not None
    assert before.closes_at == calendar.day_start(last)


@pytest.mark.parametrize(
    "rule", ["event cong-bo", "event cong-bo +0", "event  +3", "event cong-bo +3 weeks", "event x +3"]
)
def test_a_rule_that_says_no_event_of_the_plan_is_refused(rule: str) -> None:
    with pytest.raises(plans.PlanError):
        plans.from_data(plans.to_data(waiting(rule)))


def test_the_rule_is_written_as_it_is_read() -> None:
    plan = waiting("event cong-bo +5 working", time="16:30")
    assert plans.loads(plans.to_yaml(plan)) == plan
    for rule in (AfterEvent("cong-bo", 5, True), AfterEvent("a.b-c", 120)):
        assert after_event.parse(rule.rule) == rule
    with pytest.raises(plans.PlanError):
        plans.from_data(plans.to_data(waiting(time="24:00")))


def test_an_hour_closes_at_that_hour() -> None:
    (due,) = waiting("2025-12-20", time="17:00").deadlines
    for op in ("before", "no_later_than"):
        closing = calendar.closes(replace(due, op=op), 2025)
        assert closing is not None
        assert closing.closes_at.isoformat() == "2025-12-20T17:00:00+07:00"
        assert closing.last_day == dt.date(2025, 12, 20)
        assert closing.last_moment_text == "16 giờ 59 phút, thứ Bảy, 20/12/2025"


def test_the_appraisal_counts_from_the_last_day_for_dossiers() -> None:
    plan = waiting()
    appraisal = replace(plan.deadlines[0], id="td", act="appraisal", rule="event dossier_closed +3")
    plan = replace(plan, deadlines=(appraisal, *plan.deadlines))
    plans.from_data(plans.to_data(plan))
    assert [closing for _, closing in calendar.deadlines(plan, "nam-2025")] == [None, None]
    found = {due.act: closing for due, closing in calendar.deadlines(plan, "nam-2025", {"cong-bo": FRIDAY})}
    assert {act: closing.last_day.day for act, closing in found.items() if closing} == {"dossier": 26, "appraisal": 29}
    set_by_office = calendar.deadlines(plan, "nam-2025", {after_event.DOSSIER_CLOSED: dt.date(2026, 2, 1)})
    assert [closing.last_day for _, closing in set_by_office if closing] == [dt.date(2026, 2, 4)]


def test_a_round_of_every_year_waits_for_the_event_of_its_year() -> None:
    plan = five_years()
    plan = replace(plan, deadlines=(replace(plan.deadlines[0], op="no_later_than", rule="event cong-bo +10"),))
    keys = [each.id for each in calendar.awaited(plan, dt.date(2023, 5, 1))]
    assert keys == ["cong-bo", "cong-bo@2023", "cong-bo@2024", "cong-bo@2025"]
    events = {"cong-bo": FRIDAY, "cong-bo@2023": dt.date(2024, 1, 5)}
    ((_, closing),) = calendar.deadlines(plan, "annual-2023", events)
    assert closing is not None
    assert closing.last_day == dt.date(2024, 1, 15)
    ((_, closing),) = calendar.deadlines(plan, "annual-2024", events)
    assert closing is None


def test_the_time_line_waits_and_then_knows() -> None:
    plan = waiting()
    label = "Ngày cuối nộp hồ sơ: Năm 2025"
    before = [each for each in milestones.milestones(plan, ISSUED, {}) if each.kind == "deadline"]
    assert [(each.date, each.label) for each in before] == [
        (None, f"{label}, chậm nhất 10 ngày kể từ ngày “Công bố chỉ số”")
    ]
    after = [each for each in milestones.milestones(plan, ISSUED, {"cong-bo": FRIDAY}) if each.kind == "deadline"]
    assert [(each.date, each.label) for each in after] == [(dt.date(2026, 1, 26), label)]


def test_what_the_program_does_with_such_a_deadline() -> None:
    plan = waiting("event cong-bo +5 working")
    said = effects.effect(plan, plan.deadlines[0], issued=ISSUED, year=2025).detail
    assert "khi nhập ngày của sự kiện này, hạn tự tính" in said
    assert "nghỉ lễ" in said
    told = effects.effect(plan, plan.events[0], issued=ISSUED, year=2025).detail
    assert "tính hạn nộp hồ sơ" in told
    plan = waiting("2025-12-20", time="17:00")
    assert "lúc 17 giờ 00 ngày 20/12/2025" in effects.effect(plan, plan.deadlines[0], issued=ISSUED, year=2025).detail
