"""Numbers of commendations and limits in time as offices state them, each way in a small text of our own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reader.facts.test_wordings import read

AWARD = "II. KHEN THƯỞNG\n\n1. Hình thức: Chủ tịch UBND xã tặng Giấy khen.\n\n"


def limits(body: str) -> list[tuple[Any, ...]]:
    """What, round, op, date or rule, recipient, via."""
    keys = ("what", "round", "op", "date", "rule", "recipient", "via")
    return [
        tuple(row[key] for key in keys if row[key] is not None or key == "recipient") for row in read(body)["deadlines"]
    ]


def numbers(body: str) -> list[tuple[Any, ...]]:
    keys = ("target", "op", "value", "unit", "award", "scope")
    return [tuple(row[key] for key in keys) for row in read(body)["quotas"]]


FILES = "II. HỒ SƠ, THỜI HẠN\n\n"


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        pytest.param(
            "Các thôn họp bình xét xong trước ngày 20/11/2024, gửi hồ sơ về Văn phòng xã chậm nhất ngày 25/11/2024.",
            [
                ("review", "single", "before", "2024-11-20", None),
                ("dossier", "single", "no_later_than", "2024-11-25", "Văn phòng xã"),
            ],
            id="what is told for the second work does not hold for the first",
        ),
        pytest.param(
            "Các thôn gửi hồ sơ về Văn phòng xã từ ngày 16/12/2024 đến hết ngày 20/12/2024.",
            [("dossier", "single", "no_later_than", "2024-12-20", "Văn phòng xã")],
            id="dossiers are taken in from … to …",
        ),
        pytest.param(
            "Các ấp gửi hồ sơ qua Tổ Thi đua trước ngày 02/12/2024; Tổ Thi đua kiểm tra, chuyển Văn phòng xã trước ngày 05/12/2024.",
            [
                ("dossier", "single", "before", "2024-12-02", "Tổ Thi đua"),
                ("dossier", "single", "before", "2024-12-05", "Tổ Thi đua"),
            ],
            id="only the way is told",
        ),
        pytest.param(
            "Công chức văn phòng trình Chủ tịch UBND xã trong vòng 03 ngày làm việc sau khi hết hạn nhận hồ sơ.",
            [
                (
                    "appraisal", "single", "no_later_than",
                    "event 03 ngày làm việc sau khi hết hạn nhận hồ sơ", "Chủ tịch UBND xã",
                )
            ],
            id="days behind an event told with sau khi",
        ),
        pytest.param(
            "Văn phòng tham mưu họp Hội đồng xã chậm nhất sau 10 ngày kể từ ngày hết hạn nhận hồ sơ.",
            [("review", "single", "no_later_than", "event 10 ngày kể từ ngày hết hạn nhận hồ sơ", "Hội đồng xã")],
            id="the council that meets",
        ),
        pytest.param(
            "Lễ trao thưởng tổ chức trước ngày 30/12/2024.",
            [("ceremony", "before", "2024-12-30", None)],
            id="a ceremony belongs to no round",
        ),
    ],
)  # fmt: skip
def test_limits_of_dossiers(words: str, rows: list[tuple[Any, ...]]) -> None:
    assert limits(f"{FILES}1. {words}\n") == rows


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        pytest.param(
            "Các ấp đăng ký mô hình với Văn phòng xã trước ngày 10/3/2024; định kỳ 6 tháng (trước ngày 15/6), "
            "9 tháng (trước ngày 15/9) báo cáo kết quả về UBND xã.",
            [
                ("registration", "before", "2024-03-10", "Văn phòng xã"),
                ("report", "before", "2024-06-15", "UBND xã"),
                ("report", "before", "2024-09-15", "UBND xã"),
            ],
            id="the work stands behind the days in brackets",
        ),
        pytest.param(
            "Định kỳ hằng quý, các ấp báo cáo kết quả về Văn phòng xã trước ngày 20 của tháng cuối quý.",
            [("report", "before", "event ngày 20 của tháng cuối quý", "Văn phòng xã")],
            id="every quarter",
        ),
        pytest.param(
            "Các ấp báo cáo UBND xã chậm nhất ngày 25 hằng tháng.",
            [("report", "no_later_than", "event ngày 25 hằng tháng", "UBND xã")],
            id="every month",
        ),
        pytest.param(
            "Các ấp ban hành kế hoạch trước ngày 15/4/2024; báo cáo kết quả về Văn phòng xã chậm nhất ngày 10/12/2024.",
            [
                ("sub_plan", "before", "2024-04-15", None),
                ("report", "no_later_than", "2024-12-10", "Văn phòng xã"),
            ],
            id="the later recipient is not the first one's",
        ),
        pytest.param(
            "Các ấp lập danh mục hồ sơ tồn gửi Văn phòng xã chậm nhất là 29/4/2024.",
            [("task", "no_later_than", "2024-04-29", "Văn phòng xã")],
            id="files of citizens are no dossiers",
        ),
    ],
)
def test_limits_of_duties(words: str, rows: list[tuple[Any, ...]]) -> None:
    assert limits(f"II. TỔ CHỨC THỰC HIỆN\n\n1. {words}\n") == rows


def test_two_rounds_in_one_year() -> None:
    found = limits(
        f"{AWARD}2. Sơ kết 06 tháng: tặng 02 tập thể. Hồ sơ gửi Văn phòng xã trước ngày 10/7/2024.\n\n"
        "3. Tổng kết năm: tặng 05 tập thể. Hồ sơ gửi Văn phòng xã trước ngày 10/12/2024.\n"
    )
    assert [row[:2] for row in found] == [("dossier", "round_1"), ("dossier", "round_2")]


def test_a_table_of_work() -> None:
    table = (
        "II. TIẾN ĐỘ\n\n| TT | Nội dung công việc | Chủ trì | {head} |\n|---|---|---|---|\n"
        "| 1 | Đăng ký thi đua, gửi Văn phòng xã | Các ấp | Trước 25/3/2024 |\n"
        "| 2 | Nộp hồ sơ đề nghị khen thưởng về Văn phòng xã | Các ấp | 07/12/2024 |\n"
        "| 3 | Tuyên truyền trên loa | Các ấp | Hằng tuần |\n"
    )
    first = ("registration", "before", "2024-03-25", "Văn phòng xã")
    second = ("dossier", "single", "no_later_than", "2024-12-07", "Văn phòng xã")
    assert limits(table.format(head="Hạn hoàn thành")) == [first, second]
    assert limits(table.format(head="Thời gian")) == [first]  # a bare day below "Thời gian" says when


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        pytest.param(
            "Cuối năm bình chọn ba thôn, năm hộ gia đình tiêu biểu để tặng Giấy khen.",
            [
                ("collective", "exact", 3, "count", "Giấy khen", "thôn"),
                ("household", "exact", 5, "count", "Giấy khen", None),
            ],
            id="numbers in words",
        ),
        pytest.param(
            "Tỷ lệ không quá 20% tổng số công chức của từng phòng, trong đó cá nhân là lãnh đạo cấp phòng không quá 30% "
            "số được khen.",
            [
                ("individual", "max", 20, "percent", "Giấy khen", "tổng số công chức của từng phòng"),
                ("individual", "max", 30, "percent", "Giấy khen", "lãnh đạo cấp phòng"),
            ],
            id="a share within the share",
        ),
        pytest.param(
            "Khối phòng: 02 tập thể, 05 cá nhân; riêng Khối trường học được đề nghị không quá 03 tập thể và 09 cá nhân.",
            [
                ("collective", "exact", 2, "count", "Giấy khen", "Khối phòng"),
                ("individual", "exact", 5, "count", "Giấy khen", "Khối phòng"),
                ("collective", "max", 3, "count", "Giấy khen", "Khối trường học"),
                ("individual", "max", 9, "count", "Giấy khen", "Khối trường học"),
            ],
            id="the clause names another block",
        ),
        pytest.param(
            "Tặng Giấy khen cho 05 tập thể; chọn trong số tập thể được tặng Giấy khen 01 tập thể đề nghị Chủ tịch UBND tỉnh "
            "tặng Bằng khen.",
            [
                ("collective", "exact", 5, "count", "Giấy khen", None),
                ("collective", "exact", 1, "count", "Bằng khen", None),
            ],
            id="the form they have is not the one they get",
        ),
    ],
)
def test_numbers(words: str, rows: list[tuple[Any, ...]]) -> None:
    assert numbers(f"{AWARD}2. Số lượng: {words}\n") == rows


def test_numbers_among_the_duties() -> None:
    found = numbers(
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng xã: tham mưu Chủ tịch UBND xã lựa chọn không quá 10 tập thể, 25 cá nhân để tặng "
        "Giấy khen.\n\n2. Các ấp: phổ biến đến từng hộ.\n"
    )
    assert found == [
        ("collective", "max", 10, "count", "Giấy khen", None),
        ("individual", "max", 25, "count", "Giấy khen", None),
    ]


def test_the_rest_of_a_heading_tells_form_and_round() -> None:
    found = numbers(
        "II. KHEN THƯỞNG\n\n1. Hình thức:\n\na) Giấy khen của Chủ tịch UBND xã;\n\nb) Cờ thi đua của UBND xã.\n\n"
        "2. Số lượng Giấy khen của Chủ tịch UBND xã\n\na) Cụm miền núi: không quá 15% số thôn trong cụm;\n\n"
        "b) Khối trường học: không quá 05 tập thể.\n"
    )
    assert found == [
        ("collective", "max", 15, "percent", "Giấy khen", "Cụm miền núi: số thôn trong cụm"),
        ("collective", "max", 5, "count", "Giấy khen", "Khối trường học"),
    ]


def test_a_rule_names_the_act_before_its_event() -> None:
    found = limits(
        f"{FILES}1. Văn phòng xã trình Hội đồng xã xem xét chậm nhất 10 ngày làm việc kể từ ngày hết hạn nộp hồ sơ.\n"
    )
    rule = "event 10 ngày làm việc kể từ ngày hết hạn nộp hồ sơ"
    assert found == [("appraisal", "single", "no_later_than", rule, "Hội đồng xã")]


def test_an_address_among_the_clauses() -> None:
    text = f"{FILES}1. Nộp hồ sơ trước ngày 05 tháng 12 năm 2024.\n\nNơi nhận: Văn phòng xã.\n\n2. Hồ sơ gồm: Tờ trình.\n\n"
    foot = "Nơi nhận:\n- Các ấp;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Văn Bảy\n"
    assert limits(text + foot) == [("dossier", "single", "before", "2024-12-05", "Văn phòng xã")]
    assert read(text + foot)["recipients"] == ["Các ấp", "Lưu: VT"]


def test_numbers_by_the_size_of_a_body() -> None:
    found = numbers(
        f"{AWARD}2. Số lượng: đơn vị có dưới 15 người: 01 cá nhân; đơn vị có từ 15 đến 40 người: 02 cá nhân; đơn vị có trên "
        "40 người: không quá 04 cá nhân.\n"
    )
    assert [row[:3] for row in found] == [
        ("individual", "exact", 1),
        ("individual", "exact", 2),
        ("individual", "max", 4),
    ]
    assert [row[5] for row in found] == [
        "đơn vị có dưới 15 người",
        "đơn vị có từ 15 đến 40 người",
        "đơn vị có trên 40 người",
    ]


def test_numbers_by_the_level_that_commends() -> None:
    found = numbers(
        "II. KHEN THƯỞNG\n\n1. Hình thức: Chủ tịch UBND xã tặng Giấy khen; đề nghị Chủ tịch UBND tỉnh tặng Bằng khen.\n\n"
        "2. Số lượng\n\n- Tổng kết: cấp xã 08 tập thể; cấp tỉnh 02 tập thể.\n"
    )
    assert [row[2:5] for row in found] == [(8, "count", "Giấy khen"), (2, "count", "Bằng khen")]


def test_kinds_of_persons_named_before_the_limit() -> None:
    found = numbers(f"{AWARD}2. Cơ cấu cá nhân: công chức không quá 06 người; già làng ít nhất 02 người.\n")
    assert [row[1:3] + row[5:] for row in found] == [("max", 6, "công chức"), ("min", 2, "già làng")]


def test_a_table_with_both_numbers_in_one_cell() -> None:
    found = numbers(
        f"{AWARD}2. Số lượng phân bổ theo khối\n\n| Khối | Đơn vị | Tối đa |\n|---|---|---|\n"
        "| Khối văn phòng | 08 phòng | 02 tập thể, 06 cá nhân |\n| Khối trường học | 05 trường | 03 tập thể |\n"
    )
    assert [row[:3] + row[5:] for row in found] == [
        ("collective", "max", 2, "Khối văn phòng"),
        ("individual", "max", 6, "Khối văn phòng"),
        ("collective", "max", 3, "Khối trường học"),
    ]


def test_a_share_of_those_there_are() -> None:
    found = numbers(f"{AWARD}2. Số lượng: công chức, người lao động không quá 15% trên tổng số hiện có.\n")
    assert found == [("individual", "max", 15, "percent", "Giấy khen", "công chức, người lao động")]


def test_a_calendar_whose_headings_are_days() -> None:
    found = limits(
        f"{FILES}1. Lịch xét\n\na) Trước 17 giờ ngày 08/12/2024: nộp hồ sơ về Văn phòng xã;\n\n"
        "b) Chậm nhất ngày 14/12/2024: Văn phòng xã trình Hội đồng xã;\n\n"
        "c) Trước ngày 20/12/2024: Hội đồng họp, Chủ tịch UBND xã ký quyết định.\n"
    )
    assert [row[0] for row in found] == ["dossier", "appraisal", "review"]


def test_reports_whose_receiver_stands_in_the_heading() -> None:
    found = limits(
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Các ấp báo cáo kết quả về UBND xã (qua Văn phòng xã): 6 tháng trước ngày 10/6/2024, năm "
        "trước ngày 05/12/2024.\n\n2. Sau khi kết thúc phong trào 10 ngày, các ấp gửi báo cáo về Văn phòng xã.\n"
    )
    assert found == [
        ("report", "before", "2024-06-10", "UBND xã", "Văn phòng xã"),
        ("report", "before", "2024-12-05", "UBND xã", "Văn phòng xã"),
        ("report", "no_later_than", "event 10 ngày Sau khi kết thúc phong trào", "Văn phòng xã"),
    ]


@pytest.mark.parametrize(
    ("words", "what", "day"),
    [
        ("Các ấp gửi bản giao ước thi đua về Văn phòng xã chậm nhất là ngày 28/3/2024.", "registration", "2024-03-28"),
        ("Văn phòng xã xây dựng mẫu phiếu lấy ý kiến người dân, hoàn thành trước 31/3/2024.", "task", "2024-03-31"),
        ("Công an xã nâng cấp Cổng, hoàn thành chậm nhất trong tháng 7/2024.", "task", "2024-07-31"),
    ],
)
def test_what_a_limit_is_for(words: str, what: str, day: str) -> None:
    assert [row[:1] + row[2:3] for row in limits(f"II. TỔ CHỨC THỰC HIỆN\n\n1. {words}\n")] == [(what, day)]
