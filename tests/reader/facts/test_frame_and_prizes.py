"""Letterhead, bases, recipients, prizes and forms as other offices print them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reader.facts.test_wordings import read
from thidua import reader

PLAN = """{head}

KẾ HOẠCH
Phát động phong trào thi đua cải cách hành chính năm 2026
{under}
Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022, {who} phát động phong trào thi đua như sau:

{body}

Nơi nhận:
{recipients}

{signature}
"""
WARD = "ỦY BAN NHÂN DÂN\nPHƯỜNG AN TÂY\n\nSố: 12/KH-UBND\nAn Tây, ngày 05 tháng 3 năm 2026"
OFFICE = "UBND TỈNH ĐÔNG LĨNH\nSỞ Y TẾ\n\nSố: 12/KH-SYT\nĐông Lĩnh, ngày 05 tháng 3 năm 2026"


def plan(body: str, **parts: str) -> dict[str, Any]:
    given = {
        "head": WARD, "under": "", "who": "Ủy ban nhân dân phường", "recipients": "- UBND thành phố;\n- Lưu: VT.",
        "signature": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Bình",
    } | parts  # fmt: skip
    return reader.flat(reader.read_text(PLAN.format(body=body, **given)))


def test_a_line_of_recipients_stays_whole() -> None:
    lines = "- Phòng Kinh tế, Hạ tầng và Đô thị; Phòng Văn hóa - Xã hội;\n- Các trường học; 31 thôn;\n- Lưu: VT, VHXH."
    assert plan("I. NỘI DUNG\n1. Thi đua số hóa.", recipients=lines)["recipients"] == [
        "Phòng Kinh tế, Hạ tầng và Đô thị; Phòng Văn hóa - Xã hội",
        "Các trường học; 31 thôn",
        "Lưu: VT, VHXH",
    ]


def test_bases_under_a_heading_of_their_own() -> None:
    found = plan(
        "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH\n- Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;\n\nII. NỘI DUNG\n"
        "1. Thi đua theo Nghị định số 42/2022/NĐ-CP."
    )
    assert found["legal_bases"] == ["Luật Thi đua, khen thưởng", "76/NQ-CP"]
    assert found["cited_elsewhere"] == ["42/2022/NĐ-CP"]


def test_the_decision_a_plan_is_attached_to_is_cited() -> None:
    found = plan("I. NỘI DUNG\n1. Thi đua.", under="(Ban hành kèm theo Quyết định số 41/QĐ-UBND ngày 05/3/2026)\n")
    assert found["cited_elsewhere"] == ["41/QĐ-UBND"]


AWARDS = "I. NỘI DUNG\n1. Thi đua số hóa.\n\nII. KHEN THƯỞNG\n"


@pytest.mark.parametrize(
    ("words", "names", "numbers"),
    [
        (
            "1. Trao 01 giải Nhất (3.000.000 đồng), 03 giải Khuyến khích (500.000 đồng/giải) cho các sáng kiến.",
            ["Giải Nhất", "Giải Khuyến khích"],
            [1, 3],
        ),
        (
            "1. Giải thưởng:\n\n| Giải | Số lượng | Tiền thưởng |\n|---|---|---|\n| Giải A | 01 | 5.000.000 đồng |\n"
            "| Giải B | 02 giải | 3.000.000 đồng |\n",
            ["Giải A", "Giải B"],
            [1, 2],
        ),
        ("1. Giải “Công chức được yêu mến”: 05 cá nhân.", ["Giải “Công chức được yêu mến”"], [5]),
        ("1. Giải Đặc biệt: 01 tập thể, kèm 10 triệu đồng.", ["Giải Đặc biệt"], [1]),
    ],
)
def test_prizes_are_awards(words: str, names: list[str], numbers: list[int]) -> None:
    found = plan(AWARDS + words)
    assert [each["name"] for each in found["award_forms"]] == names
    assert [(each["award"], each["value"]) for each in found["quotas"]] == list(zip(names, numbers, strict=True))


def test_an_office_asks_for_what_is_its_committees_to_give() -> None:
    found = plan(
        AWARDS + "1. Giám đốc Sở tặng Giấy khen.\n2. Bằng khen của Chủ tịch UBND tỉnh: 01 tập thể.",
        head=OFFICE, who="Sở Y tế", signature="GIÁM ĐỐC\n\nLê Văn Bình",
    )  # fmt: skip
    assert [(each["authority"], each["mode"]) for each in found["award_forms"]] == [
        ("Giám đốc Sở", "award"),
        ("Chủ tịch UBND tỉnh", "propose"),
    ]


def test_forms_told_only_among_duties() -> None:
    found = plan(
        "I. NỘI DUNG\n1. Thi đua.\n\nII. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ tham mưu Chủ tịch UBND phường chọn 10 tập thể "
        "để tặng Giấy khen."
    )
    assert [each["name"] for each in found["award_forms"]] == ["Giấy khen"]


DOSSIER = "II. HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG\n\n"


@pytest.mark.parametrize(
    ("words", "papers", "forms"),
    [
        (
            "1. Hồ sơ gồm Công văn đề nghị, Báo cáo tóm tắt (không quá 03 trang), Ý kiến khảo sát của doanh nghiệp.",
            ["Công văn đề nghị", "Báo cáo tóm tắt", "Ý kiến khảo sát của doanh nghiệp"],
            [],
        ),
        (
            "1. Thực hiện theo Điều 30 Nghị định số 152/2025/NĐ-CP, gồm: Tờ trình (Mẫu số 01), Báo cáo (Mẫu số 07), Biên bản.",
            ["Tờ trình", "Báo cáo", "Biên bản"],
            [("01", "152/2025/NĐ-CP"), ("07", "152/2025/NĐ-CP")],
        ),
        (
            "1. Tờ trình theo Mẫu số 01, báo cáo thành tích theo Mẫu số 08 của Nghị định số 152/2025/NĐ-CP.",
            ["Tờ trình", "báo cáo thành tích"],
            [("01", "152/2025/NĐ-CP"), ("08", "152/2025/NĐ-CP")],
        ),
    ],
)
def test_papers_and_forms_in_one_sentence(words: str, papers: list[str], forms: list[tuple[str, str]]) -> None:
    found = read(DOSSIER + words + "\n\n")
    assert found["dossier"] == papers
    assert [(each["number"], each["decree"]) for each in found["forms"]] == forms


def test_money_told_as_chi_thuong() -> None:
    assert plan("I. NỘI DUNG\n1. Thi đua.\n\nII. TỔ CHỨC THỰC HIỆN\n1. Văn phòng chi thưởng theo Nghị định số "
                "98/2023/NĐ-CP.")["money_decree"] == "98/2023/NĐ-CP"  # fmt: skip


def test_a_number_counts_the_form_laid_down_right_above_it() -> None:
    words = (
        "II. KHEN THƯỞNG\n1. Hình thức: Chủ tịch UBND xã tặng Giấy khen, đề nghị Chủ tịch UBND thị xã tặng Giấy khen.\n"
        "2. Hình thức, số lượng\n- Hình thức khen thưởng: {}\n- Số lượng: 02 cá nhân.\n\n"
    )
    text = PLAN.format(
        head=WARD.replace("PHƯỜNG AN TÂY", "XÃ AN TÂY"), under="", who="Ủy ban nhân dân xã", recipients="- Lưu: VT.",
        signature="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Bình", body="I. NỘI DUNG\n1. Thi đua.\n\n" + words,
    )  # fmt: skip
    found = {}
    for told in ("Chủ tịch UBND xã tặng Giấy khen.", "Giấy khen."):
        reading = reader.read_text(text.format(told))
        plan_of = reader.build(reading.facts, code="an-tay").plan
        assert plan_of is not None
        found[told] = [each.award for each in plan_of.quotas]
        assert [each["award"] for each in reader.flat(reading)["quotas"]] == ["Giấy khen"]
    assert list(found.values()) == [["giay-khen-xa"], [None]]


@pytest.mark.parametrize(
    ("ward", "day", "issuer", "place"),
    [
        ("PHƯỜNG HỒN G ĐĂNG", "Hổng Đăng", "UBND phường Hồng Đăng", "Hồng Đăng"),
        ("PHƯỜNG HỒNG ĐÀNG", "Hồng Đăng", "UBND phường Hồng Đăng", "Hồng Đăng"),
        ("PHƯỜNG HỒNG ĐÀO", "Hồng Đào", "UBND phường Hồng Đào", "Hồng Đào"),  # another ward is no slip
    ],
)
def test_a_name_spoiled_in_the_letterhead_is_read_as_the_text_spells_it(
    ward: str, day: str, issuer: str, place: str
) -> None:
    named = "Hồng Đào" if "ĐÀO" in ward else "Hồng Đăng"
    found = plan(
        f"I. NỘI DUNG\n1. Thi đua số hóa tại phường {named}.\n2. Thi đua vì phường {named} xanh.\n3. Giúp phường Hồng Gai.",
        head=WARD.replace("PHƯỜNG AN TÂY", ward).replace("An Tây,", f"{day},"),
    )
    assert (found["issuer"], found["place"]) == (issuer, place)


def test_a_letterhead_in_the_middle_is_read_by_its_columns() -> None:
    """The decision first, whose own head was lost, then the plan it issues; a stamp above them has a day too."""
    text = (
        "In ngày 02/3/2026 tại bộ phận văn thư\n\nQUYẾT ĐỊNH\nVề việc ban hành kế hoạch\n\nĐiều 1. Ban hành kèm theo Quyết "
        "định này Kế hoạch.\n\nNơi nhận:          CHỦ TỊCH\n- Lưu: VT.\n                   Lê Văn Bình\n\n"
        "ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHƯỜNG AN TÂY                Độc lập - Tự do\n"
        "Số: 12/KH-UBND               An Tây, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nPhát động phong trào thi đua năm 2026\n\n"
        "Căn cứ Luật Thi đua, khen thưởng, UBND phường phát động phong trào thi đua như sau:\n\nI. NỘI DUNG\n1. Thi đua.\n\n"
        "Nơi nhận:          TM. ỦY BAN NHÂN DÂN\n- Lưu: VT.              CHỦ TỊCH\n\n                   Lê Văn Bình\n"
    )
    found = reader.flat(reader.read_text(text))
    told = [found[key] for key in ("issuer", "tier", "number", "place", "date")]
    assert told == ["UBND phường An Tây", "commune", "12/KH-UBND", "An Tây", "2026-03-05"]


def test_a_letterhead_torn_in_the_cells_of_a_table() -> None:
    torn = "\n".join([
        "ỦY BAN NHÂN", "DÂN", "PHƯỜNG AN", "TÂY", "CỘNG HÒA XÃ HỘI CHỦ", "NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh", "phúc",
        "Số: 12/KH-UBND", "An Tây, ngày 05 tháng 3 năm 2026",
    ])  # fmt: skip
    found = plan("I. NỘI DUNG\n1. Thi đua.", head=torn)
    assert (found["issuer"], found["title"][:9], found["date"]) == ("UBND phường An Tây", "Phát động", "2026-03-05")


def test_a_signing_line_of_a_scan_is_written_as_the_post_is() -> None:
    found = plan(
        "I. NỘI DUNG\n1. Thi đua.", signature="TM. ỦY BAN NHÂN DÀN\nKT. CHỦ TỊCH\nPHO CHỦ TỊC H\n\nLê Văn Bình"
    )
    assert found["signer"] == {
        "name": "Lê Văn Bình", "position": "PHÓ CHỦ TỊCH", "capacity": "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
    }  # fmt: skip


def test_what_a_scoring_table_asks_for_its_points() -> None:
    found = plan(
        "I. NỘI DUNG\n1. Thi đua số hóa.\n\nII. TIÊU CHÍ CHẤM ĐIỂM\n\n| STT | Tiêu chí | Điểm | Cách tính |\n|---|---|---|---|\n"
        "| I | Văn bản | 60 | |\n| 1 | Văn bản trả lời đúng hạn | 60 | Đạt từ 95% trở lên: 60 điểm; dưới 80%: 0 điểm |\n"
        "| II | Hồ sơ | 40 | |\n| 2 | Hồ sơ trễ hạn | 40 | Mỗi hồ sơ trễ 01 ngày trừ 2 điểm |\n"
    )
    assert [(each["op"], each["value"]) for each in found["criteria_numeric"]] == [(">=", 95), ("<", 80)]
