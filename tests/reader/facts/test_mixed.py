"""Sentences of one kind below a heading of another, dates no calendar has, and numbers of a round."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reader.facts.test_wordings import HEAD, NOTHING
from thidua import reader
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
