"""Sentences of one kind below a heading of another, dates no calendar has, and numbers of a round."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reader.facts.test_wordings import HEAD, NOTHING
from thidua import reader
from thidua.plans import Plan, cascade, check
from thidua.reader import Reading

BOTH = "II. ĐỐI TƯỢNG VÀ THỜI GIAN\n\n1. Tập thể: các phòng chuyên môn, các thôn.\n\n2. "


def reading(body: str) -> Reading:
    return reader.read_text(HEAD + body)


def facts(found: Reading, kind: str) -> list[dict[str, Any]]:
    return [dict(fact.value) for fact in found.facts if fact.kind == kind]


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("Phong trào được thực hiện từ ngày ban hành Kế hoạch đến hết ngày 15/12/2024.", "2024-12-15"),
        (
            "Phong trào chia làm hai đợt: đợt 1 từ ngày ban hành Kế hoạch đến hết 30/6/2024; "
            "đợt 2 từ 01/7/2024 đến 20/12/2024.",
            "2024-12-20",
        ),
    ],
)
def test_a_time_among_the_audiences_is_the_period(words: str, end: str) -> None:
    found = reading(f"{BOTH}{words}\n")
    assert [each["name"] for each in facts(found, "audience")] == ["các phòng chuyên môn, các thôn"]
    period = NOTHING | {"start_rule": "issue_date", "end": end, "end_op": "until"}
    assert facts(found, "period") == [period]


def test_a_clause_that_bars_is_no_audience() -> None:
    found = reading(f"{BOTH}Cá nhân: công chức xã; không áp dụng với người đang tập sự.\n")
    assert [each["name"] for each in facts(found, "audience")] == ["các phòng chuyên môn, các thôn", "công chức xã"]


def test_an_audience_of_unknown_words_is_doubted() -> None:
    found = [fact for fact in reading("II. ĐỐI TƯỢNG\n\n- Kho bạc, Thuế.\n").facts if fact.kind == "audience"]
    assert [fact.confidence < 0.8 and bool(fact.doubt) for fact in found] == [True]


def test_the_label_says_that_all_of_them_are_persons() -> None:
    found = facts(reading("II. ĐỐI TƯỢNG\n\n1. Cá nhân: cán bộ, công chức, trưởng thôn.\n"), "audience")
    assert [(each["target"], each["name"]) for each in found] == [("individual", "cán bộ, công chức, trưởng thôn")]


def test_a_round_in_the_middle_is_filed_before_the_end() -> None:
    words = "Phong trào chia làm hai đợt: đợt 1 từ 01/4/2024 đến 30/6/2024; đợt 2 từ 01/7/2024 đến 20/12/2024."
    found = reading(
        f"{BOTH}{words}\n\nIII. HỒ SƠ\n\n1. Gửi hồ sơ về Phòng Nội vụ: đợt 1 chậm nhất ngày 05/7/2024, "
        "đợt 2 chậm nhất ngày 28/12/2024.\n"
    )
    assert [each["round"] for each in facts(found, "deadline")] == ["round_1", "round_2"]
    assert "logic.before-end" not in [remark.code for remark in reader.check(found)]


FILING = "II. KHEN THƯỞNG\n\n1. Chủ tịch UBND xã tặng Giấy khen.\n\n2. Hồ sơ gồm: Tờ trình; Báo cáo thành tích. "


@pytest.mark.parametrize("day", ["31/11/2024", "31 tháng 6 năm 2024", "30/02/2024"])
def test_a_day_no_calendar_has_stays_a_limit_in_doubt(day: str) -> None:
    found = reading(f"{FILING}Gửi hồ sơ về Văn phòng xã trước ngày {day}.\n")
    [fact] = [fact for fact in found.facts if fact.kind == "deadline"]
    assert (fact.value["what"], fact.value["date"], fact.value["rule"]) == ("dossier", None, None)
    assert day in str(fact.value["surface"])
    assert fact.doubt
    assert fact.confidence < 0.8
    remarks = {remark.code: remark for remark in reader.check(found)}
    assert "missing.deadline" not in remarks
    assert remarks["date.impossible"].severity == "error"
    assert day in remarks["date.impossible"].quote
    asked = [each.text for each in reader.build(found.facts, code="x").questions]
    assert not any("không ghi hạn" in text for text in asked)
    assert any("không có trong lịch" in text for text in asked)


def test_a_period_that_ends_on_no_day_is_still_told() -> None:
    found = reading(f"{BOTH}Phong trào được thực hiện từ ngày ban hành Kế hoạch đến hết ngày 31/11/2024.\n")
    [fact] = [fact for fact in found.facts if fact.kind == "period"]
    assert (fact.value["start_rule"], fact.value["end"]) == ("issue_date", None)
    assert fact.doubt
    asked = [each.text for each in reader.build(found.facts, code="x").questions]
    assert any("31/11/2024" in text for text in asked)
    assert not any("không ghi ngày kết thúc" in text for text in asked)


AWARDED = "II. KHEN THƯỞNG\n\n1. Kết thúc {0}, Chủ tịch UBND xã tặng Giấy khen cho không quá 03 tập thể.\n\n"
SHARE = "2. Số cá nhân được đề nghị không vượt quá 15% tổng số công chức của mỗi đơn vị.\n"


@pytest.mark.parametrize("each", ["mỗi đợt", "mỗi năm"])
def test_a_number_of_every_round_is_held_in_each_of_them(each: str) -> None:
    built = reader.build(reading(AWARDED.format(each) + SHARE).facts, code="x")
    assert built.plan is not None
    assert [(quota.kind, quota.value, quota.rounds) for quota in built.plan.quotas] == [("collective", 3, ())]
    asked = [question.text for question in built.plan.questions]
    assert any("15%" in text and "tỷ lệ" in text for text in asked)
    assert not any("chỉ ấn định số" in text or "giới hạn chung" in text for text in asked)
    assert not {"no-quota", "quota-kind-missing"} & {found.code for found in check.findings(built.plan)}


ONE = "II. KHEN THƯỞNG\n\n1. Chủ tịch UBND xã tặng Giấy khen cho 02 thôn.\n\n"
OF_EACH = [("collective", "đạt từ 90 điểm trở lên"), ("individual", "hoàn thành tốt nhiệm vụ trở lên")]


@pytest.mark.parametrize(
    "words",
    [
        "2. Tập thể đạt từ 90 điểm trở lên; cá nhân hoàn thành tốt nhiệm vụ trở lên.\n\n3. Tiền thưởng theo quy định.\n",
        "2. Đối với tập thể: đạt từ 90 điểm trở lên.\n\n3. Đối với cá nhân: hoàn thành tốt nhiệm vụ trở lên.\n",
        "2. Tiêu chuẩn\n\na) Tập thể: đạt từ 90 điểm trở lên.\n\nb) Cá nhân: hoàn thành tốt nhiệm vụ trở lên.\n",
    ],
)
def test_standards_of_bodies_and_of_persons_are_told_apart(words: str) -> None:
    found = facts(reading(ONE + words), "standard")
    bare = [(each["target"], each["text"].removeprefix("Tập thể ").removeprefix("cá nhân ")) for each in found]
    assert bare == OF_EACH


def test_a_standard_that_forbids_is_no_bar_besides() -> None:
    found = reading(f"{ONE}2. Tiêu chuẩn\n\na) Không bị xử lý kỷ luật trong năm.\n\nb) Có sáng kiến.\n")
    assert [each["text"] for each in facts(found, "standard")] == ["Không bị xử lý kỷ luật trong năm", "Có sáng kiến"]
    assert facts(found, "exclusion") == []


def test_the_recipient_ends_where_the_time_begins() -> None:
    found = reading(
        f"{FILING}\n\n3. Phòng Nội vụ thẩm định, trình Chủ tịch UBND xã sau 05 ngày làm việc kể từ ngày nhận.\n"
    )
    [limit] = [each for each in facts(found, "deadline") if each["what"] == "appraisal"]
    assert (limit["recipient"], limit["rule"]) == ("Chủ tịch UBND xã", "event 05 ngày làm việc kể từ ngày nhận")


def test_a_limit_may_be_for_no_round() -> None:
    assert reader.KINDS["deadline"].shape["round"].endswith("?")


@pytest.mark.parametrize(
    "words",
    [
        "Kế hoạch của Ủy ban nhân dân tỉnh Lạng Sơn về phong trào thi đua cải cách hành chính",
        "Kế hoạch phát động phong trào thi đua của UBND tỉnh Lạng Sơn",
    ],
)
def test_a_higher_plan_without_number_is_told_and_asked(words: str) -> None:
    head = HEAD.replace(
        "Thực hiện Luật Thi đua, khen thưởng,", f"Căn cứ Luật Thi đua, khen thưởng;\n\nThực hiện {words};\n\n"
    )
    found = reader.read_text(f"{head}{FILING}\n")
    [higher] = facts(found, "cascade")
    assert (higher["relation"], higher["number"], higher["issuer"]) == ("higher_plan", None, "UBND tỉnh Lạng Sơn")
    assert any("không ghi số" in each.text for each in reader.build(found.facts, code="x").questions)


def test_the_words_of_a_clause_are_not_cut() -> None:
    long = "Nâng cao trách nhiệm của từng cơ quan, đơn vị, nhất là người đứng đầu, " * 4 + "trong công tác này"
    built = reader.build(reading(f"II. TIÊU CHUẨN KHEN THƯỞNG\n\n1. {long}.\n\n2. Có sáng kiến.\n").facts, code="x")
    assert built.plan is not None
    assert long in [each.label for each in built.plan.standards]


def test_an_office_is_no_paper_of_the_dossier() -> None:
    found = reading(
        f"{ONE}2. Quy trình và hồ sơ\n\na) Tờ trình của đơn vị;\n\nb) Bản sao sáng kiến;\n\n"
        "c) Ban Tổ chức phong trào tiếp nhận hồ sơ.\n"
    )
    assert [each["name"] for each in facts(found, "paper")] == ["Tờ trình của đơn vị", "Bản sao sáng kiến"]


@pytest.mark.parametrize("words", ["Cải cách thể chế: 30 điểm; thủ tục: 25 điểm", "Thi đua số hóa hồ sơ - 15 điểm"])
def test_points_given_are_no_target(words: str) -> None:
    found = reading(f"II. NỘI DUNG THI ĐUA\n\n1. {words}.\n\n2. Thi đua để xã đạt từ 85 điểm trở lên.\n")
    assert [each["value"] for each in facts(found, "target")] == [85]


def test_a_criterion_that_is_only_a_heading_is_told_once() -> None:
    found = facts(
        reading("II. TIÊU CHÍ\n\nA. Tỷ lệ hồ sơ trực tuyến ≥ 97%.\n\nB. Tỷ lệ quá hạn ≤ 0,5%.\n"), "criterion"
    )
    assert [each["text"] for each in found] == ["Tỷ lệ hồ sơ trực tuyến ≥ 97%", "Tỷ lệ quá hạn ≤ 0,5%"]


def barred_from(form: str) -> Plan:
    words = f"2. Không xét khen thưởng đối với tập thể có cá nhân bị kỷ luật từ {form} trở lên.\n"
    plan = reader.build(reading(f"{ONE}{words}").facts, code="x").plan
    assert plan is not None
    return plan


def test_the_grade_of_discipline_is_kept_and_compared() -> None:
    mild, heavy = barred_from("khiển trách"), barred_from("cách chức")
    leaf = heavy.exclusions[0].expr.item
    assert (leaf.leaf, leaf.params["least"], leaf.params["of"]) == ("no_discipline", "cach_chuc", "staff")
    assert any("cách chức" in found.message for found in cascade.weakens(mild, heavy))
    assert [each.relation for each in cascade.against(mild, heavy) if each.relation == "weaker"] == ["weaker"]


@pytest.mark.parametrize(("year", "wrong"), [("2024", False), ("2025", True)])
def test_the_leap_day_is_wrong_in_other_years(year: str, wrong: bool) -> None:
    found = reading(f"{FILING}Gửi hồ sơ về Văn phòng xã trước ngày 29/02/{year}.\n")
    assert ("date.impossible" in [remark.code for remark in reader.check(found)]) is wrong
