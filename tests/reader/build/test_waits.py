"""Deadlines that hang on an event, and hours of deadlines: from the sentence to the plan, and from the plan back."""

from __future__ import annotations

import pytest

from tests.reader.facts.test_wordings import HEAD
from thidua import plans, reader
from thidua.documents import plan_running
from thidua.plans import Plan

FILING = "II. KHEN THƯỞNG\n\n1. Chủ tịch UBND xã tặng Giấy khen.\n\n2. Hồ sơ gồm: Tờ trình; Báo cáo thành tích. "


def built(sentence: str) -> Plan:
    reading = reader.read_text(f"{HEAD}{FILING}{sentence}\n")
    made = reader.build(reading.facts, code="x-2024", verdict=reading.verdict).plan
    assert made is not None
    return plans.from_data(plans.to_data(made))


def asked(plan: Plan) -> str:
    return " ".join(each.text for each in plan.questions)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("chậm nhất 10 ngày kể từ ngày công bố Chỉ số cải cách hành chính", "+10"),
        ("chậm nhất là 10 ngày, kể từ ngày UBND tỉnh công bố Chỉ số cải cách hành chính", "+10"),
        ("sau 05 ngày làm việc kể từ ngày công bố Chỉ số cải cách hành chính", "+5 working"),
        ("trong thời hạn không quá 07 (bảy) ngày từ khi công bố Chỉ số cải cách hành chính", "+7"),
    ],
)
def test_a_deadline_after_an_event_is_a_rule_of_the_plan(words: str, count: str) -> None:
    plan = built(f"Gửi hồ sơ về Văn phòng xã {words}.")
    (due,) = plan.deadlines
    (event,) = plan.events
    assert (due.act, due.op, due.rule) == ("dossier", "no_later_than", f"event {event.id} {count}")
    assert "công bố Chỉ số" in event.label or "Công bố Chỉ số" in event.label
    assert "không ghi hạn" not in asked(plan)
    again = built(plan_running.deadline(due, plan) + ".")
    assert [(each.act, each.rule) for each in again.deadlines] == [(due.act, due.rule)]


def test_the_appraisal_counts_from_the_last_day_for_dossiers() -> None:
    plan = built(
        "Gửi hồ sơ về Văn phòng xã trước ngày 20/12/2024. Văn phòng xã thẩm định, trình Chủ tịch UBND xã trong "
        "03 ngày làm việc kể từ ngày hết hạn nhận hồ sơ."
    )
    assert {each.act: each.rule for each in plan.deadlines} == {
        "dossier": "2024-12-20",
        "appraisal": "event dossier_closed +3 working",
    }
    assert plan.events == ()


def test_an_event_the_plan_names_nowhere_else_is_asked() -> None:
    plan = built("Gửi hồ sơ về Văn phòng xã trong 15 ngày kể từ ngày Hội đồng nhân dân xã họp cuối năm.")
    assert [each.label for each in plan.events] == ["Hội đồng nhân dân xã họp cuối năm"]
    assert "văn bản nào cho biết ngày đó" in asked(plan)


def test_the_hour_is_kept_and_an_unknown_one_is_asked() -> None:
    plan = built("Gửi hồ sơ về Văn phòng xã trước 17 giờ 00 ngày 20/12/2024.")
    (due,) = plan.deadlines
    assert (due.op, due.rule, due.time) == ("no_later_than", "2024-12-20", "17:00")
    assert "giờ" not in asked(plan)
    (again,) = built(plan_running.deadline(due, plan) + ".").deadlines
    assert (again.op, again.rule, again.time) == (due.op, due.rule, due.time)
    plan = built("Gửi hồ sơ về Văn phòng xã trước khi hết giờ làm việc ngày 20/12/2024.")
    assert [each.time for each in plan.deadlines] == [None]
    assert "nhận hồ sơ đến mấy giờ" in asked(plan)


def test_a_deadline_that_counts_from_the_index_is_not_before_its_data() -> None:
    reading = reader.read_text(
        f"{HEAD}{FILING}Gửi hồ sơ về Văn phòng xã trong 10 ngày kể từ ngày công bố Chỉ số cải cách hành chính.\n"
    )
    assert not {"logic.before-data", "missing.deadline"} & {remark.code for remark in reader.check(reading)}
