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


def quotas(body: str) -> set[tuple[Any, ...]]:
    return {(row["target"], row["op"], row["value"], row["award"], row["scope"]) for row in read(body)["quotas"]}


def test_rounds_of_numbers_keep_their_words() -> None:
    found = quotas(
        "II. KHEN THƯỞNG\n\n1. Từng năm: Chủ tịch UBND xã tặng Giấy khen 25 tập thể; hồ sơ gửi trước ngày 10 tháng 12.\n\n"
        "2. Cuối kỳ (năm 2028): Chủ tịch UBND xã tặng Giấy khen 05 cá nhân; hồ sơ gửi trước ngày 30 tháng 4 năm 2028.\n"
    )
    assert found == {
        ("collective", "exact", 25, "Giấy khen", "từng năm"),
        ("individual", "exact", 5, "Giấy khen", "cuối kỳ"),
    }


def test_ceilings_in_the_cells_and_in_the_head_of_a_table() -> None:
    head = "II. SỐ LƯỢNG GIẤY KHEN\n\n"
    cells = quotas(f"{head}| Khối | Tập thể | Cá nhân |\n|---|---|---|\n| Khối ấp | tối đa 05 | không phân bổ |\n")
    assert cells == {("collective", "max", 5, "Giấy khen", "Khối ấp")}
    ceiling = quotas(f"{head}| Khối | Số tập thể tối đa | Cá nhân |\n|---|---|---|\n| Khối ấp | 05 | 10 |\n")
    assert ceiling == {
        ("collective", "max", 5, "Giấy khen", "Khối ấp"),
        ("individual", "exact", 10, "Giấy khen", "Khối ấp"),
    }


def test_numbers_beside_a_sentence_that_bars() -> None:
    found = quotas(
        "II. KHEN THƯỞNG\n\nCuối năm, Chủ tịch UBND xã tặng Giấy khen cho 2 thôn và 6 người. Ai đi muộn quá 5 buổi thì "
        "không được khen. Thôn được khen phải có từ 50 người trở lên.\n"
    )
    assert found == {("collective", "exact", 2, "Giấy khen", "thôn"), ("individual", "exact", 6, "Giấy khen", None)}


def test_a_form_asked_for_is_not_given() -> None:
    found = read(
        "II. KHEN THƯỞNG\n\n1. Chủ tịch UBND xã tặng Giấy khen. Không đề nghị cấp trên khen.\n\n"
        "2. Cá nhân muốn được xét phải được nhân dân gửi thư khen.\n\n3. Chọn 02 thôn để tặng Giấy khen.\n"
    )
    assert [(row["name"], row["mode"]) for row in found["award_forms"]] == [("Giấy khen", "award")]


def test_class_of_an_order() -> None:
    found = read("II. KHEN THƯỞNG\n\n1. Đề nghị Chủ tịch nước tặng Huân chương Lao động hạng Ba.\n")["award_forms"]
    assert found[0]["name"] == "Huân chương Lao động hạng Ba"
