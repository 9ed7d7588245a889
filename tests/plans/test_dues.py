"""Days of a plan: how often they come, where they stand on a day, whose they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.plans.small import SMALL, five_years
from thidua import plans
from thidua.movements.events import moved
from thidua.plans import calendar, compare, dues, effects, milestones, model

ISSUED = dt.date(2025, 1, 6)
TODAY = dt.date(2025, 5, 2)
SOURCE = model.Source("V.1")


def limit(act: str = "report", rule: str = "2025-06-15", **changes: Any) -> model.Deadline:
    made = model.Deadline("han-khac", act, (), "before", rule, "Phòng Nội vụ", None, "to_decider", SOURCE)
    return replace(made, **changes)


def work(due: str | None = "2025-06-15", **changes: Any) -> model.Duty:
    made = model.Duty("viec-1", "Rà soát thủ tục", "Phòng A", ("chuyen_mon",), None, "order", "execute", SOURCE, due)
    return replace(made, **changes)


def small(*limits: model.Deadline, duties: tuple[model.Duty, ...] = (), plan: plans.Plan | None = None) -> plans.Plan:
    plan = plan or plans.loads(SMALL)
    quotas = tuple(replace(each, rounds=()) for each in plan.quotas)
    made = replace(plan, quotas=quotas, deadlines=(*plan.deadlines, *limits), duties=duties)
    return plans.from_data(plans.to_data(made))


def days(found: list[dues.Occurrence]) -> list[dt.date | None]:
    return [each.closing.last_day if each.closing else None for each in found]


def test_a_day_of_every_year_comes_once_a_year_though_the_plan_has_one_round() -> None:
    plan = small(limit(rule="annual 12-10"), plan=five_years())
    found = dues.occurrences(plan.deadlines[-1], plan, dt.date(2021, 12, 20), {})
    assert days(found) == [dt.date(year, 12, 9) for year in range(2022, 2026)]  # that of 2021 was over at the issue
    assert [each.of for each in found] == [f"năm {year}" for year in range(2022, 2026)]


@pytest.mark.parametrize(
    ("rule", "coming", "past"),
    [
        ("2025-06-15", dt.date(2025, 6, 14), None),
        ("2025-03-15", None, dt.date(2025, 3, 14)),
        ("next_year 01-30", dt.date(2026, 1, 29), None),
    ],
)
def test_where_a_day_stands(rule: str, coming: dt.date | None, past: dt.date | None) -> None:
    plan = small(limit(rule=rule))
    (found,) = dues.dues(plan, ISSUED, {}, TODAY)
    assert found.next == (calendar.closing_at(calendar.day_start(coming + dt.timedelta(1))) if coming else None)
    assert found.past == (calendar.closing_at(calendar.day_start(past + dt.timedelta(1))) if past else None)
    assert found.waits == ""


def test_the_last_day_itself_is_not_over() -> None:
    plan = small(limit(rule="2025-06-15"))
    for today, still in ((dt.date(2025, 6, 14), True), (dt.date(2025, 6, 15), False)):
        assert (dues.dues(plan, ISSUED, {}, today)[0].next is not None) is still


def test_a_day_after_an_event_waits_moves_and_is_told() -> None:
    plan = small(limit(rule="event cong-bo +10", op="no_later_than"), duties=(work("event cong-bo +20"),))
    waiting, known = dues.dues(plan, ISSUED, {}, TODAY)[0], {"cong-bo": dt.date(2025, 5, 1)}
    assert (waiting.next, waiting.past) == (None, None)
    assert waiting.waits == "chậm nhất 10 ngày kể từ ngày “Công bố chỉ số”"
    found = dues.dues(plan, ISSUED, known, TODAY)[0]
    assert found.next is not None
    assert found.next.last_day == dt.date(2025, 5, 11)
    assert "hoàn thành việc được giao" in effects.effect(plan, plan.events[0], issued=ISSUED, year=2025).detail

    class Version:
        issued_on = ISSUED

    Version.plan = plan  # type: ignore[attr-defined]  # as PlanVersion has it
    told = moved(Version(), {}, known)
    assert any(each.startswith("Ngày cuối báo cáo") and "11/05/2025 (trước: chưa rõ ngày)" in each for each in told)
    assert any(each.startswith("Hạn của việc: Rà soát thủ tục") and "21/05/2025" in each for each in told)


@pytest.mark.parametrize(
    ("by", "act", "owner"),
    [
        ("", "registration", "units"),
        ("", "proposal", "office"),
        ("", "voting", "everyone"),
        ("Hội đồng Thi đua - Khen thưởng xã", "review", "council"),
        ("Hội đồng nhân dân xã", "report", "named"),
        ("Các cơ quan, đơn vị", "report", "units"),
        ("Cán bộ, công chức", "registration", "everyone"),
        ("Cơ quan thường trực", "publication", "office"),
        ("Phòng Tư pháp", "task", "named"),
    ],
)
def test_whose_day_it_is(by: str, act: str, owner: str) -> None:
    assert dues.dues(small(limit(act, by=by)), ISSUED, {}, TODAY)[0].owner == owner


@pytest.mark.parametrize(
    ("body", "unit", "same"),
    [
        ("Phòng Văn hóa - Xã hội", "Phòng Văn hoá Xã hội", True),
        ("Phòng Tư pháp thành phố", "Phòng Tư pháp", True),
        ("Phòng Kinh tế", "Phòng Văn hóa", False),
        ("Ban Tư pháp", "Phòng Tư pháp", False),
        ("Phòng", "Phòng", True),
        ("Phòng", "Phòng Tư pháp", False),
    ],
)
def test_a_body_is_known_by_the_words_that_tell_units_apart(body: str, unit: str, same: bool) -> None:
    assert dues.names(body, unit) is same


def test_every_day_stands_on_the_time_line_and_shared_ones_once() -> None:
    duties = (work(), work(id="viec-2"), work("2025-09-01", id="viec-3", label="Đối thoại"), work(None, id="viec-4"))
    plan = small(limit("registration", "2025-03-01"), limit(id="han-2", rule="2025-07-01"), duties=duties)
    found = {each.label: each.date for each in milestones.milestones(plan, ISSUED, {}) if each.kind == "deadline"}
    assert found == {
        "Ngày cuối nộp hồ sơ: Năm 2025": dt.date(2026, 1, 29),
        "Ngày cuối đăng ký thi đua": dt.date(2025, 2, 28),
        "Ngày cuối báo cáo": dt.date(2025, 6, 30),
        "Hạn của 02 việc kế hoạch giao": dt.date(2025, 6, 15),
        "Hạn của việc: Đối thoại": dt.date(2025, 9, 1),
    }


def test_the_day_of_a_duty_is_checked_compared_and_said() -> None:
    plan, later = small(duties=(work(),)), small(duties=(work("2025-07-01", due_op="before"),))
    (change,) = compare.diff(plan, later)
    assert "hạn từ “chậm nhất ngày 15/06/2025” thành “trước ngày 01/07/2025”" in change.sentence
    assert "(" not in compare.diff(small(), small(duties=(work(None),)))[0].sentence  # no day, nothing to say of it
    assert "quá ngày thì đánh dấu" in effects.effect(plan, plan.duties[0], issued=ISSUED, year=2025).detail
    for wrong in ("2025-02-31", "event khong-co +3", "mai"):
        with pytest.raises(plans.PlanError):
            small(duties=(work(wrong),))
