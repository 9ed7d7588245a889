"""Each thing an amendment may run into, with the clause it is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from thidua import plans
from thidua.plans import Plan, calendar
from thidua.rules import collisions
from thidua.rules.collisions import Beside, Deciding, Meeting, Touched
from thidua.rules.findings import Finding

PLAN = plans.builtin()["phan-rang-2024"]  # dossiers until 20/11/2024, appraisal before 25/11/2024, both in III.3
ISSUED, TODAY = dt.date(2024, 3, 12), dt.date(2024, 10, 21)


def closing(day: str) -> calendar.Closing:
    """Its last good day is the one named."""
    return calendar.closing_at(calendar.day_start(dt.date.fromisoformat(day) + dt.timedelta(days=1)))


def touched(after: str = "2024-12-05", **more: Any) -> Touched:
    return Touched("single-2024", "Xét khen thưởng năm 2024", closing("2024-11-20"), closing(after), **more)


def found(each: Touched, plan: Plan = PLAN, today: dt.date = TODAY) -> dict[str, Finding]:
    rows = collisions.findings(plan, [each], issued=ISSUED, events={}, today=today)
    return {row.code: row for row in rows}


def test_an_appraisal_before_the_last_dossier_cites_the_clause_of_the_appraisal() -> None:
    row = found(touched())["appraisal_before_close"]
    assert "hạn thẩm định 24/11/2024 đến trước hạn nộp hồ sơ 05/12/2024" in row.message
    assert row.source is not None
    assert (row.source.path, row.source.note) == ("III.3", "gạch 2")
    assert "appraisal_before_close" not in found(touched("2024-11-22"))


def test_a_council_that_meets_first_or_has_met() -> None:
    at = calendar.day_start(dt.date(2024, 11, 28))
    assert "council_before_close" in found(touched(beside=Beside((Meeting(at, "planned"),))))
    assert "council_before_close" not in found(touched("2024-11-22", beside=Beside((Meeting(at, "planned"),))))
    met = found(touched(beside=Beside((Meeting(at, "closed"),))))["council_met"]
    assert "28/11/2024" in met.message


def test_a_decision_waiting_or_issued_cites_the_step_of_the_decision() -> None:
    waiting = found(touched(beside=Beside((), (Deciding("submitted"),))))["decision_waiting"]
    assert "“chờ duyệt”" in waiting.message
    issued = found(touched(beside=Beside((), (Deciding("issued", "12/QĐ-UBND"),))))["decision_issued"]
    assert "Quyết định số 12/QĐ-UBND" in issued.message
    step = next(each for each in PLAN.route if each.act == "decide")
    assert issued.source == waiting.source == step.source
    assert not {"decision_waiting", "decision_issued"} & set(
        found(touched(beside=Beside((), (Deciding("cancelled"),))))
    )


def test_dossiers_handed_in_and_a_shorter_deadline() -> None:
    rows = found(touched("2024-11-10", dossiers={"filed": 2, "appraised": 1, "closed": 1, "draft": 4}))
    assert "03 hồ sơ đã nộp" in rows["dossiers_filed"].message
    assert "04 hồ sơ đang soạn chỉ còn đến hết ngày 10/11/2024" in rows["deadline_shorter"].message
    assert rows["dossiers_filed"].source is not None
    assert rows["dossiers_filed"].source.path == "III.3"
    assert "deadline_shorter" not in found(touched(dossiers={"draft": 4}))


def test_a_movement_that_is_over() -> None:
    plan = replace(PLAN, period=replace(PLAN.period, end_op="until", end="2024-11-30", event=None))
    assert "movement_over" not in found(touched(), plan, dt.date(2024, 11, 30))
    row = found(touched(), plan, dt.date(2024, 12, 1))["movement_over"]
    assert row.source == plan.period.source
    assert "30/11/2024" in row.message


def test_an_event_that_puts_the_last_day_behind_a_session_still_to_come() -> None:
    at = calendar.day_start(dt.date(2024, 11, 28))
    sessions = Beside((Meeting(at, "planned"), Meeting(at, "closed")))
    (finding,) = collisions.meetings_before_close(PLAN, [touched(beside=sessions)])
    assert (finding.code, "28/11/2024" in finding.message) == ("council_before_close", True)
    assert collisions.meetings_before_close(PLAN, [touched("2024-11-22", beside=sessions)]) == []
