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


def limits(body: str, head: str = HEAD) -> list[tuple[Any, ...]]:
    keys = ("what", "round", "date", "rule", "recipient")
    return [tuple(row[key] for key in keys) for row in read(body, head)["deadlines"]]


AWARDS = "II. KHEN THƯỞNG\n\n1. Chủ tịch UBND xã tặng Giấy khen cho 02 thôn.\n\n2. "


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        (
            "Gửi hồ sơ: Văn phòng xã nhận đến hết giờ làm việc ngày 06/12/2024.",
            ("dossier", "single", "2024-12-06", None, "Văn phòng xã"),
        ),
        (
            "Hội đồng Thi đua - Khen thưởng xã họp chậm nhất ngày 13/12/2024.",
            ("review", "single", "2024-12-13", None, "Hội đồng Thi đua - Khen thưởng xã"),
        ),
        (
            "Hồ sơ nộp cho đồng chí công chức Văn phòng - Thống kê chậm nhất là ngày mồng 5 tháng 12 năm 2024.",
            ("dossier", "single", "2024-12-05", None, "công chức Văn phòng - Thống kê"),
        ),
        (
            "Văn phòng xã trình Hội đồng Thi đua - Khen thưởng xã trong 05 ngày làm việc tiếp theo.",
            ("appraisal", "single", None, "event 05 ngày làm việc tiếp theo", "Hội đồng Thi đua - Khen thưởng xã"),
        ),
    ],
)
def test_limit(words: str, limit: tuple[Any, ...]) -> None:
    assert limits(f"{AWARDS}{words}\n") == [limit]


def test_the_round_of_the_whole_plan() -> None:
    head = HEAD.replace("nay” năm 2024", "nay” (đợt 1 năm 2024)")
    found = limits(f"{AWARDS}Hồ sơ gửi Văn phòng xã trước ngày 20/9/2024.\n", head)
    assert [each[:3] for each in found] == [("dossier", "round_1", "2024-09-20")]


def test_a_limit_after_the_filing_of_every_round_is_for_none_of_them() -> None:
    found = limits(
        f"{AWARDS}Hồ sơ đợt 1 nộp tại Văn phòng xã chậm nhất ngày 10/7/2024; đợt 2 chậm nhất ngày 10/12/2024.\n\n"
        "3. Văn phòng xã trình Hội đồng Thi đua - Khen thưởng xã trong vòng 07 ngày kể từ ngày hết hạn.\n"
    )
    assert [each[1] for each in found] == ["round_1", "round_2", None]


def standards(body: str) -> list[tuple[Any, str]]:
    facts = reader.read_text(HEAD + body).facts
    return [(fact.value["target"], str(fact.value["text"])) for fact in facts if fact.kind == "standard"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "Tập thể dẫn đầu phải đạt cả 04 ngưỡng và không có sai sót.",
            [("collective", "Tập thể dẫn đầu phải đạt cả 04 ngưỡng và không có sai sót")],
        ),
        (
            "Tập thể, cá nhân được khen phải hoàn thành cả ba nội dung; được khối thi đua suy tôn.",
            [
                ("any", "Tập thể, cá nhân được khen phải hoàn thành cả ba nội dung"),
                ("any", "được khối thi đua suy tôn"),
            ],
        ),
        (
            "Để được Giấy khen, tập thể phải đứng đầu xã; cá nhân phải có sáng kiến.",
            [
                ("collective", "Để được Giấy khen, tập thể phải đứng đầu xã"),
                ("individual", "cá nhân phải có sáng kiến"),
            ],
        ),
        (
            "Cá nhân được chọn khi:\n\na) Không có hồ sơ trễ hẹn;\n\nb) Được tập thể tín nhiệm.",
            [("individual", "Không có hồ sơ trễ hẹn"), ("individual", "Được tập thể tín nhiệm")],
        ),
        ("Trường hợp không được khen:\n\na) Chủ tàu bị xử phạt;\n\nb) Công chức bị kỷ luật.", []),
    ],
)
def test_standards_told_beside_the_forms(words: str, found: list[tuple[str, str]]) -> None:
    assert standards(f"{AWARDS}{words}\n\n3. Tiền thưởng theo quy định.\n") == found


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("Điểm hài lòng của doanh nghiệp: từ 4 đến 5 sao.", ("range", [4, 5], "sao")),
        ("Thanh toán không dùng tiền mặt đủ 12 tháng.", ("=", 12, "tháng")),
        ("Không có lĩnh vực thành phần dưới 70%.", (">=", 70, "%")),
        ("Chỉ số của xã nằm trong nhóm 30 xã dẫn đầu.", ("<=", 30, "hạng")),
    ],
)
def test_figure(words: str, figure: tuple[Any, ...]) -> None:
    found = read(f"II. TIÊU CHÍ\n\n1. {words}\n\n2. Nộp đủ hồ sơ.\n")["criteria_numeric"]
    assert [(row["op"], row["value"], row["unit"]) for row in found] == [figure]


def kinds(years: str) -> set[str]:
    head = HEAD.replace("nay” năm 2024", f"nay” {years}")
    text = f"{head}II. TỔNG KẾT, KHEN THƯỞNG\n\n1. Hình thức: Giấy khen.\n\n2. Tiêu chuẩn\n\na) Có sáng kiến.\n\nb) Đạt 90%.\n"
    return {str(fact.value["target"]) for fact in reader.read_text(text).facts if fact.kind == "standard"}


def test_the_summing_up_of_one_year_is_no_round_of_years() -> None:
    assert kinds("năm 2024") == {"any"}
    assert kinds("giai đoạn 2021 - 2025") == {"multi_year"}


@pytest.mark.parametrize(
    ("before", "after"),
    [("Các thôn gửi hồ sơ về Phòng", "Nội vụ huyện."), ("Các thôn gửi báo cáo về UBND huyện", "(qua Phòng Nội vụ).")],
)
def test_a_page_ends_inside_a_sentence(before: str, after: str) -> None:
    found = reader.read_text(f"{HEAD}II. HỒ SƠ\n\n1. {before}\n\n3\n\n{after}\n")
    assert f"1. {before} {after}" in [block.text for block in found.blocks]


def test_a_bracket_of_its_own_stays_apart() -> None:
    found = reader.read_text(f"{HEAD}II. HỒ SƠ\n\n1. Các thôn gửi hồ sơ về xã.\n\n(Mẫu gửi kèm)\n")
    assert "(Mẫu gửi kèm)" in [block.text for block in found.blocks]


def test_a_plan_in_prose_has_contents_and_criteria() -> None:
    head = HEAD.partition("I. NỘI DUNG")[0]
    found = reader.read_text(
        f"{head}Mọi người thi đua: đến sớm; trả lời dân ngay tại bàn.\n\n"
        "Mục tiêu cần đạt là ít nhất 99% hồ sơ đúng hẹn và trên 70% hồ sơ nộp qua mạng.\n"
    ).facts
    assert any(fact.kind == "content" and "trả lời dân" in fact.quote for fact in found)
    assert any(fact.kind == "criterion" and fact.value["value"] == 99 for fact in found)


def test_a_number_of_commendations_among_the_contents_is_no_target() -> None:
    """As in a scan whose headings were lost."""
    found = reader.read_text(
        f"{HEAD}- Thi đua trả lời dân sớm. Chỉ tiêu xét khen: tối đa 05 đơn vị, tối đa 10 người.\n"
    )
    assert [fact.value["text"] for fact in found.facts if fact.kind == "target" and not fact.value["indicator"]] == []
