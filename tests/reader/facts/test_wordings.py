"""Small texts of our own: one way of saying a thing, and the fact that must follow."""

from __future__ import annotations

from typing import Any

import pytest

from thidua import reader

HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ BÌNH TRUNG\n\nSố: 37/KH-UBND\nBình Trung, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    "Phát động phong trào thi đua “Việc hôm nay” năm 2024\n\nThực hiện Luật Thi đua, khen thưởng, Ủy ban nhân dân xã "
    "phát động phong trào thi đua như sau:\n\nI. NỘI DUNG THI ĐUA\n\n- Thi đua giải quyết sớm hồ sơ.\n\n"
)


def read(body: str, head: str = HEAD) -> dict[str, Any]:
    """The flat form of a plan with this body."""
    return reader.flat(reader.read_text(head + body))


NOTHING = dict.fromkeys(("start", "start_rule", "end", "end_rule", "end_op"))


@pytest.mark.parametrize(
    ("words", "period"),
    [
        (
            "Thời hạn thi đua tính từ ngày 01/4/2024, kết thúc vào ngày 30/11/2024.",
            {"start": "2024-04-01", "end": "2024-11-30", "end_op": "until"},
        ),
        (
            "Phong trào bắt đầu ngày 02 tháng 5 năm 2024 và khép lại trước ngày 22 tháng 12 năm 2024.",
            {"start": "2024-05-02", "end": "2024-12-22", "end_op": "before"},
        ),
        (
            "Thi đua từ ngày mồng 1 tháng 4 đến ngày 30 tháng 11 năm 2024.",
            {"start": "2024-04-01", "end": "2024-11-30", "end_op": "until"},
        ),
        (
            "Từ ngày 01/4/2024 cho đến Đại hội Công đoàn xã lần thứ V.",
            {"start": "2024-04-01", "end_rule": "Đại hội Công đoàn xã lần thứ V", "end_op": "event"},
        ),
        (
            "a) Năm 2024: từ ngày ban hành Kế hoạch đến ngày 31 tháng 12 năm 2024.\n\n"
            "b) Năm 2025: từ ngày 01 tháng 01 năm 2025 đến ngày 30 tháng 11 năm 2025.",
            {"start_rule": "issue_date", "end": "2025-11-30", "end_op": "until"},
        ),
    ],
)
def test_period(words: str, period: dict[str, str]) -> None:
    assert read(f"II. THỜI GIAN THI ĐUA\n\n{words}\n")["period"] == NOTHING | period


def test_period_below_commendation() -> None:
    found = read(
        "II. THI ĐUA VÀ KHEN THƯỞNG\n\n1. Thời gian: kể từ ngày ban hành Kế hoạch này đến khi Sở Nội vụ công bố Chỉ số.\n\n"
        "2. Hình thức: Chủ tịch UBND xã tặng Giấy khen.\n"
    )
    rule = {"start_rule": "issue_date", "end_rule": "Sở Nội vụ công bố Chỉ số", "end_op": "event"}
    assert found["period"] == NOTHING | rule


def test_title_without_the_bracket_below_it() -> None:
    head = HEAD.replace("năm 2024\n\nThực", "năm 2024\n(Kèm theo Quyết định số 37/QĐ-UBND của UBND xã)\n\nThực")
    assert read("", head)["title"] == "Phát động phong trào thi đua “Việc hôm nay” năm 2024"


def test_title_that_ends_with_a_day() -> None:
    head = HEAD.replace(
        "Phát động phong trào thi đua “Việc hôm nay” năm 2024", "Thi đua chào mừng Lễ hội ngày 02/9/2024"
    )
    assert read("", head)["title"] == "Thi đua chào mừng Lễ hội ngày 02/9/2024"


def test_a_range_is_a_figure() -> None:
    found = read("II. TIÊU CHÍ\n\n1. Hồ sơ trực tuyến: từ 65% đến 75%.\n")["criteria_numeric"]
    assert [(row["op"], row["value"], row["unit"]) for row in found] == [("range", [65, 75], "%")]
