"""Period, quotas, awards, dossiers and deadlines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.reader.lint.paper import codes, fact, reading, section
from thidua.reader.lint import check
from thidua.reader.lint import commendation as c
from thidua.reader.model import Fact

GIAY_KHEN = fact(
    "award", "III.1", "Giấy khen của Chủ tịch UBND xã", name="Giấy khen", authority="Chủ tịch UBND xã", mode="award"
)
QUOTA = fact("quota", "III.3", "02 cá nhân", target="individual", op="exact", value=2, surface="02 cá nhân")
PAPER = fact("paper", "III.4.-1", "Tờ trình", name="Tờ trình")


def due(**value: object) -> Fact:
    return fact(
        "deadline",
        "III.5",
        str(value.get("surface", "trước ngày 20/11/2024")),
        **{"what": "dossier", "round": "single", "op": "before", **value},
    )


def elsewhere(**value: object) -> Fact:
    return replace(due(**value), path="V.1")


def period(**value: object) -> Fact:
    return fact("period", "II.3", "đến", **value)


def standard(text: str, **value: object) -> Fact:
    return fact("standard", "III.2.-1", text, text=text, target="collective", **value)


CASES: list[tuple[Callable[..., object], tuple[Fact, ...], list[str]]] = [
    (c.period_missing, (), ["missing.period"]),
    (c.period_missing, (period(end="2025-12-31"),), []),
    (c.deadline_missing, (PAPER,), ["missing.deadline"]),
    (c.deadline_missing, (PAPER, due(date="2024-11-20")), []),
    (c.quota_missing, (GIAY_KHEN,), ["missing.quota"]),
    (c.quota_missing, (GIAY_KHEN, QUOTA), []),
    (c.quota_missing, (fact("award", "III.1", "khen thưởng", name=None, authority="Chủ tịch"),), ["missing.award-form"]),
    (c.quota_bare, (QUOTA, fact("quota", "III.3", "tối đa 05", target="collective", op="max", value=5)), ["ambiguous.quota"]),
    (c.quota_bare, (QUOTA,), []),
    (
        c.quota_split,
        (GIAY_KHEN, fact("award", "III.1", "huyện", name="Giấy khen", authority="Chủ tịch UBND huyện"), QUOTA),
        ["ambiguous.quota-award"],
    ),
    (c.quota_split, (GIAY_KHEN, QUOTA), []),
    (c.subjects_agree, (fact("award", "VI.1", "Giấy khen cho các tập thể, cá nhân", name="Giấy khen"), QUOTA), ["contradictory.subjects"]),
    (c.subjects_agree, (fact("award", "VI.1", "Giấy khen cho cá nhân", name="Giấy khen", target="individual"), QUOTA), []),
    (c.same_thing_twice, (due(date="2024-11-20"), elsewhere(date="2024-11-25")), ["contradictory.deadline"]),
    (c.same_thing_twice, (due(date="2024-11-20"), due(date="2024-11-25")), []),  # two steps told in one clause
    (c.same_thing_twice, (due(date="2024-11-20"), due(date="2024-11-25", round="final")), []),
    (c.money_missing, (fact("money", "II.5", "theo quy định"),), ["missing.money"]),
    (c.money_missing, (fact("money", "II.5", "theo quy định", source="ngân sách"),), []),
    (c.lower_plans, (fact("cascade", "V.1", "xây dựng kế hoạch", relation="lower_plan"),), ["missing.lower-plan-deadline"]),
    (c.lower_plans, (fact("cascade", "V.1", "xây dựng kế hoạch", relation="lower_plan", deadline="2024-04-15"),), []),
    (
        c.council_missing,
        (fact("paper", "IV.2.b", "Biên bản", name="Biên bản họp của Hội đồng Thi đua - Khen thưởng"), fact("route_step", "IV.1", "Phòng", body="Phòng Văn hóa", act="tổng hợp")),
        ["ambiguous.council"],
    ),
    (
        c.council_missing,
        (fact("paper", "IV.2.b", "Biên bản", name="Biên bản họp Hội đồng Thi đua của đơn vị"), fact("route_step", "IV.1", "Phòng", body="Phòng Văn hóa", act="tổng hợp")),
        [],
    ),
    (c.deadline_in_time, (due(date="2024-11-20"), period(end="2024-11-30", end_op="before")), ["logic.before-end"]),
    (c.deadline_in_time, (due(date="2024-12-10"), period(end="2024-11-30", end_op="before")), []),
    (c.deadline_in_time, (due(rule="next_year 01-30"), period(end_op="event", end_rule="công bố chỉ số")), ["logic.before-data"]),
    (c.year_of_deadline, (due(rule="annual 12-10", surface="trước ngày 10/12"),), ["ambiguous.no-year"]),
    (c.year_of_deadline, (due(rule="annual 12-10", surface="trước ngày 10/12 hằng năm"),), []),
    (c.year_of_deadline, (due(date="2024-12-10", surface="trước ngày 10/12"),), ["ambiguous.no-year"]),
    (c.year_of_deadline, (due(date="2024-12-10", surface="chậm nhất ngày 10 tháng 12"),), ["ambiguous.no-year"]),
    (c.year_of_deadline, (due(date="2024-12-10", surface="trước ngày 10/12/2024"),), []),
    (c.year_of_deadline, (due(date="2024-12-10", surface="trước ngày 10 tháng 12 cùng năm"),), []),
    (c.year_of_deadline, (due(rule="next_year 01-30", surface="trước ngày 30 tháng 01 năm liền kề"),), ["ambiguous.adjoining-year"]),
    (c.never_met, (standard("chỉ số tăng điểm so với kết quả của năm trước liền kề"),), ["logic.never-met"]),
    (c.never_met, (standard("cao hơn năm trước liền kề hoặc duy trì mức tối đa"),), []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "found"), CASES)
def test_each_rule_sees_its_fault_and_nothing_else(
    rule: Callable[..., object], facts: tuple[Fact, ...], found: list[str]
) -> None:
    assert codes(rule, reading(section("III", "Khen thưởng", style="roman"), facts=facts)) == found


def test_the_award_laid_down_twice() -> None:
    parts = [
        section("VI", "VI. KHEN THƯỞNG", style="roman", title="KHEN THƯỞNG"),
        section("VI.1", "1. Hình thức khen thưởng", title="Hình thức khen thưởng"),
        section("VI.3", "3. Hình thức, số lượng", title="Hình thức, số lượng"),
    ]
    assert codes(c.award_twice, reading(*parts)) == ["repeated.award"]
    assert codes(c.award_twice, reading(*parts[:2])) == []


def test_a_class_that_does_not_exist_yet() -> None:
    parts = [section("II.3", "Năm 2024: Các đơn vị được xếp loại khá trở lên")]
    said = fact("criterion", "II.3", "được xếp loại khá trở lên", text="được xếp loại khá trở lên")
    assert codes(c.data_in_time, reading(*parts, facts=(said, due(date="2024-11-20")))) == ["logic.class-not-yet"]
    assert codes(c.data_in_time, reading(*parts, facts=(said, due(date="2025-01-20")))) == []


def test_results_of_a_year_that_is_not_over() -> None:
    parts = [section("IV", "căn cứ kết quả thực hiện công tác cải cách hành chính năm 2023")]
    assert codes(c.deadline_in_time, reading(*parts, facts=(due(date="2023-10-02"),))) == ["logic.before-year-end"]
    assert codes(c.deadline_in_time, reading(*parts, facts=(due(date="2023-12-20"),))) == []


def test_a_paper_that_launches_nothing_is_not_asked_for_a_period() -> None:
    paper = reading(section("I", "Công tác chuẩn bị", style="roman"), facts=(GIAY_KHEN,))
    asked = {"missing.period", "missing.quota", "missing.deadline"}
    assert {each.code for each in check(paper)} >= asked
    other = replace(paper, verdict=replace(paper.verdict, launches=False))
    assert not asked & {each.code for each in check(other)}
    assert {each.code for each in check(other, insist=True)} >= asked
