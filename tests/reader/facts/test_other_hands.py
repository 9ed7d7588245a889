"""Numbers, figures and papers as other offices write them: one way of saying a thing and what must follow."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reader.facts.test_wordings import HEAD, read
from thidua import reader

GIVES = "II. KHEN THƯỞNG\n\n1. Chủ tịch UBND xã tặng Giấy khen cho:\n\n"


def quotas(body: str) -> list[tuple[Any, ...]]:
    return [(q["target"], q["op"], q["value"], q["unit"], q["scope"]) for q in read(body)["quotas"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("- 05 cá nhân là công chức, viên chức;\n\n", ("individual", "exact", 5, "count", "công chức, viên chức")),
        ("- Lớp: mỗi khối 02 lớp;\n\n", ("collective", "exact", 2, "count", "mỗi khối")),
        ("- Tập thể: 04 hội quán;\n\n", ("collective", "exact", 4, "count", "hội quán")),
        ("- Đảng viên: 15 đồng chí.\n\n", ("individual", "exact", 15, "count", "Đảng viên")),
        ("- không quá 30% tổng số thôn.\n\n", ("collective", "max", 30, "percent", "tổng số thôn")),
        ("- Nhân viên: không quá 15% tổng số.\n\n", ("individual", "max", 15, "percent", "Nhân viên")),
    ],
)
def test_whom_a_number_is_for(words: str, found: tuple[Any, ...]) -> None:
    assert quotas(GIVES + words) == [found]


def test_the_bodies_named_before_their_numbers() -> None:
    found = quotas(
        "II. KHEN THƯỞNG\n\n1. Giấy khen của Chủ tịch UBND xã: phòng, ban không quá 03 tập thể, 06 cá nhân; thôn không "
        "quá 05 tập thể, 08 cá nhân.\n\n"
    )
    assert [each[4] for each in found] == ["phòng, ban", "phòng, ban", "thôn", "thôn"]
    assert {each[1] for each in found} == {"max"}


TABLES = (
    (
        "| TT | Nơi khen | Giấy khen | Bằng khen |\n|---|---|---|---|\n| 1 | Trạm y tế | 2 | 1 |\n| 2 | Công chức | 9 | 3 |\n",
        {
            ("collective", 2, "Giấy khen", "Trạm y tế"),
            ("collective", 1, "Bằng khen", "Trạm y tế"),
            ("individual", 9, "Giấy khen", "Công chức"),
            ("individual", 3, "Bằng khen", "Công chức"),
        },
    ),
    (
        "| | Khối phòng | Khối thôn |\n|---|---|---|\n| Tập thể | 2 | 4 |\n| Cá nhân | 5 | 9 |\n",
        {
            ("collective", 2, None, "Khối phòng"),
            ("collective", 4, None, "Khối thôn"),
            ("individual", 5, None, "Khối phòng"),
            ("individual", 9, None, "Khối thôn"),
        },
    ),
)


@pytest.mark.parametrize(("table", "found"), TABLES)
def test_tables_by_form_and_turned_tables(table: str, found: set[tuple[Any, ...]]) -> None:
    rows = read(f"II. KHEN THƯỞNG\n\n1. Số lượng khen của Chủ tịch UBND xã:\n\n{table}\n")["quotas"]
    assert {(q["target"], q["value"], q["award"], q["scope"]) for q in rows} == found


def test_every_figure_of_a_standard() -> None:
    found = read(
        "II. TIÊU CHUẨN KHEN THƯỞNG\n\n1. Tập thể:\n\n- Đạt từ 90/100 điểm trở lên, không quá 02 lần trễ hẹn và có ít nhất "
        "01 mô hình.\n\n"
    )["criteria_numeric"]
    assert [(row["op"], row["value"], row["unit"]) for row in found] == [
        (">=", 90, "điểm"),
        ("<=", 2, "lần"),
        (">=", 1, "mô hình"),
    ]


def test_a_table_of_points_with_groups_and_several_columns() -> None:
    found = read(
        "II. BẢNG CHẤM ĐIỂM\n\n| Nhóm | Tiêu chí | Phường | Xã | Điểm |\n|---|---|---|---|---|\n| Một cửa | | | | 60 |\n"
        "| Một cửa | Hồ sơ đúng hạn | từ 98% | từ 95% | 60 |\n| | Tổng | | | 100 |\n"
    )["criteria_numeric"]
    assert [(row["short"], row["op"], row["value"]) for row in found] == [
        ("Hồ sơ đúng hạn (Phường)", ">=", 98),
        ("Hồ sơ đúng hạn (Xã)", ">=", 95),
    ]


AWARDS = "II. KHEN THƯỞNG\n\n1. Chủ tịch UBND xã tặng Giấy khen cho 02 tập thể.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê An\n\n"
FORM = "Phụ lục\nMẪU TỜ TRÌNH\n\nTỜ TRÌNH\n\nĐề nghị tặng Giấy khen cho 05 tập thể, hồ sơ gửi trước ngày 01/12/2024.\n\nTHỦ TRƯỞNG\n"
SECOND = (
    "ỦY BAN NHÂN DÂN\nXÃ TÂN AN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKẾ HOẠCH\nThi đua năm 2025\n\nI. KHEN THƯỞNG\n\n"
    "Chủ tịch UBND xã tặng Giấy khen cho 09 cá nhân trước ngày 05/12/2024.\n"
)


@pytest.mark.parametrize("other", [FORM, SECOND])
def test_another_paper_in_the_file_says_nothing_about_this_movement(other: str) -> None:
    alone, both = read(AWARDS), read(AWARDS + other)
    for key in ("quotas", "award_forms", "deadlines", "dossier", "signer", "title"):
        assert both[key] == alone[key], key


def test_a_paragraph_of_its_own_subject_leaves_the_heading_above_it() -> None:
    head = "KẾ HOẠCH\nPhát động phong trào thi đua năm 2024\n\nỦy ban nhân dân xã phát động phong trào thi đua như sau:\n\n"
    found = read(
        "Nội dung thi đua\n\n- Thi đua đúng giờ.\n\nĐiều kiện xét tặng\n\nTập thể đạt từ 90 điểm.\n\n"
        "Hồ sơ đề nghị gồm Tờ trình, biên bản họp, bảng điểm.\n\nPhân công thực hiện\n\n- Văn phòng: thường trực.\n",
        head,
    )
    assert found["dossier"] == ["Tờ trình", "biên bản họp", "bảng điểm"]
    assert [row["value"] for row in found["criteria_numeric"]] == [90]


def awards(body: str) -> set[tuple[Any, ...]]:
    return {(each["name"], each["authority"], each["mode"]) for each in read(body)["award_forms"]}


def test_who_gives_is_told_by_the_lead_in_above_the_bullets() -> None:
    found = awards(
        "II. KHEN THƯỞNG\n\n1. Chủ tịch UBND xã tặng:\n\n- Giấy khen: 02 thôn;\n\n- Giấy chứng nhận: 05 hộ.\n\n"
    )
    assert found == {(name, "Chủ tịch UBND xã", "award") for name in ("Giấy khen", "Giấy chứng nhận")}


def test_heads_of_many_bodies_are_told_as_one() -> None:
    head = "Chủ tịch UBND các huyện, thành phố"
    found = awards(f"II. KHEN THƯỞNG\n\n1. Giám đốc các sở, {head} tặng Giấy khen theo thẩm quyền.\n\n")
    assert {authority for _, authority, _ in found} == {f"Giám đốc các sở, {head}"}


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("có ba năm liền không vi phạm", ("=", 3, "năm")),
        ("đạt cả 04 tiêu chí", ("=", 4, "tiêu chí")),
        ("giảm ít nhất 30% thời gian, 20% chi phí", (">=", 20, "%")),
        ("không quá 03 phản ánh", ("<=", 3, "phản ánh")),
    ],
)
def test_other_figures(words: str, figure: tuple[Any, ...]) -> None:
    found = read(f"II. TIÊU CHUẨN KHEN THƯỞNG\n\n1. Tập thể {words}.\n\n")["criteria_numeric"]
    assert figure in [(row["op"], row["value"], row["unit"]) for row in found]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("II. KHEN THƯỞNC", "award"),
        ("II. NỘI DUN G THl ĐUA", "content"),
        ("II. TO CHỨC THỤ C HIỆN", "implementation"),
        ("II. VĂN HÓA CÔNG SỞ", None),
    ],
)
def test_a_main_heading_the_scan_spoiled(printed: str, meant: str | None) -> None:
    reading = reader.read_text(f"{HEAD}{printed}\n\n1. Một câu về việc ấy.\n")
    meanings = reader.document(reading).own(next(each for each in reading.outline if each.path == "II"))
    assert meanings[:1] == ((meant,) if meant else ())
