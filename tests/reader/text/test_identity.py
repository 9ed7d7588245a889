"""Who, when, on what ground: header, bases, recipients and signer."""

from __future__ import annotations

from typing import Any

import pytest

from thidua import reader
from thidua.reader.facts.places import common, tier_of

HEAD = "UBND TỈNH LÂM AN\n\nSỞ NỘI VỤ\n\nSố: 12/KH-SNV\n\nLâm An, ngày 09 tháng 4 năm 2024\n\n"
TITLE = "KẾ HOẠCH\n\nPhát động phong trào thi đua năm 2024\n\n"


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    return [dict(fact.value) for fact in reader.read_text(text).facts if fact.kind == kind]


def one(text: str, kind: str) -> dict[str, Any]:
    (value,) = facts(text, kind)
    return value


@pytest.mark.parametrize(
    ("header", "name", "tier"),
    [
        ("ỦY BAN NHÂN DÂN\n\nXÃ HÒA BÌNH", "UBND xã Hòa Bình", "commune"),
        ("UBND THỊ TRẤN ĐÔNG ANH", "UBND thị trấn Đông Anh", "commune"),
        ("UỶ BAN NHÂN DÂN\n\nQUẬN 10", "UBND quận 10", "district"),
        ("UBND THÀNH PHỐ PHÚ AN", "UBND thành phố Phú An", "district"),
        ("UBND THÀNH PHỐ CẦN THƠ", "UBND thành phố Cần Thơ", "province"),
        ("UBND TỈNH LÂM AN\n\nSỞ GIAO THÔNG VẬN TẢI", "Sở Giao thông vận tải tỉnh Lâm An", "province"),
        ("UBND HUYỆN TÂN AN\n\nPHÒNG NỘI VỤ", "Phòng Nội vụ huyện Tân An", "district"),
        ("BỘ NỘI VỤ", "Bộ Nội vụ", "ministry"),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TRUNG ƯƠNG", "Hội đồng Thi đua - Khen thưởng Trung ương", "central"),
        ("HỘI NÔNG DÂN TỈNH LÂM AN\n\nBAN THƯỜNG VỤ", "Ban Thường vụ Hội Nông dân tỉnh Lâm An", "province"),
        ("UBND THÀNH PHỐ THỦ AN\n\nTRƯỜNG THCS LÊ LỢI", "Trường THCS Lê Lợi thành phố Thủ An", "district"),
        ("UBND HUYỆN TÂN AN\n\nVĂN PHÒNG", "Văn phòng UBND huyện Tân An", "district"),
        ("ĐẢNG ỦY XÃ YÊN HÒA\n\n*", "Đảng ủy xã Yên Hòa", "commune"),
        ("HUYỆN ỦY TÂN AN\n\nBAN CHỈ ĐẠO “DÂN VẬN KHÉO”", "Ban Chỉ đạo “Dân vận khéo” huyện Tân An", "district"),
    ],
)
def test_issuer_of_the_letterhead(header: str, name: str, tier: str) -> None:
    value = one(f"{header}\n\nSố: 1/KH-X\n\n{TITLE}I. ĐỐI TƯỢNG\n\nCông chức.", "issuer")
    assert (value["name"], value["tier"]) == (name, tier)


@pytest.mark.parametrize(
    ("text", "name", "parent"),
    [
        (
            "Thực hiện Kế hoạch số 6/KH-UBND ngày 02/01/2024 của UBND quận Hà Tây về thi đua, ủy ban nhân dân phường Phú An xây dựng Kế hoạch như sau:",
            "UBND phường Phú An",
            "UBND quận Hà Tây",
        ),
        (
            "Căn cứ Kế hoạch số 6/KH-UBND của UBND tỉnh; UBND xã ban hành Kế hoạch thi đua xã Mỹ Lộc năm 2024, cụ thể:",
            "UBND xã Mỹ Lộc",
            None,
        ),
    ],
)
def test_issuer_where_the_letterhead_is_lost(text: str, name: str, parent: str | None) -> None:
    value = one(f"{TITLE}{text}\n\nI. ĐỐI TƯỢNG\n\nCông chức.", "issuer")
    assert value["name"] == name
    assert value["parent"]["name"] == parent


def test_issuer_told_by_closing_and_date_line() -> None:
    text = f"Số: /KH-UBND\n\nTrực An, ngày tháng 11 năm 2021\n\n{TITLE}I. ĐỐI TƯỢNG\n\nCông chức.\n\nTrên đây là Kế hoạch của UBND huyện Trực An./."
    assert one(text, "issuer")["name"] == "UBND huyện Trực An"
    assert one(text, "number") == {"number": None, "symbol": "KH-UBND"}
    assert one(text, "date")["date"] == "2021-11"


@pytest.mark.parametrize(("year", "tier"), [(2023, "district"), (2025, "province")])
def test_a_city_raised_later_was_of_the_district_tier(year: int, tier: str) -> None:
    text = (
        f"UBND THÀNH PHỐ HUẾ\n\nSố: 5/KH-UBND\n\nHuế, ngày 05 tháng 3 năm {year}\n\n{TITLE}I. ĐỐI TƯỢNG\n\nCông chức."
    )
    assert one(text, "issuer")["tier"] == tier


def test_a_city_is_of_the_province_tier_by_name() -> None:
    assert (tier_of("thanh_pho", "Đà Nẵng"), tier_of("thanh_pho", "Vinh")) == ("province", "district")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ĐẢNG ỦY PHƯỜNG AN BÌNH", "Đảng ủy phường An Bình"),
        ("TỈNH ỦY LÂM AN", "Tỉnh ủy Lâm An"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_a_name_in_capitals_reads_as_people_write_it(printed: str, name: str) -> None:
    assert common(printed) == name


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 04/KH-UBND", "04/KH-UBND", "KH-UBND"),
        ("Số: 45 /KH-UBND", "45/KH-UBND", "KH-UBND"),
        ("Số 02-KH/BCĐ", "02-KH/BCĐ", "KH/BCĐ"),
        ("Số:        /KH-SNV", None, "KH-SNV"),
        ("Số: 29/2024/QĐ-UBND", "29/2024/QĐ-UBND", "QĐ-UBND"),
    ],
)
def test_number(line: str, number: str | None, symbol: str) -> None:
    assert one(f"UBND XÃ A\n\n{line}\n\n{TITLE}I. ĐỐI TƯỢNG\n\nCông chức.", "number") == {
        "number": number,
        "symbol": symbol,
    }


def test_date_and_place() -> None:
    assert one(HEAD + TITLE, "date")["date"] == "2024-04-09"
    assert one(HEAD + TITLE, "place") == {"place": "Lâm An"}


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Quận 5, ngày 3 tháng 4 năm 2024", "Quận 5", "2024-04-03"),
        ("Hà Sơn, ngày 4/3/2025", "Hà Sơn", "2025-03-04"),
        ("Lâm An, ngày l5 tháng O3 năm 2024", "Lâm An", "2024-03-15"),
        ("Lâm An, ngày …. tháng ….. năm 2024", "Lâm An", "2024"),
        ("TP. Hồ Chí Minh, ngay 05 thang 01 nam 2024", "TP. Hồ Chí Minh", "2024-01-05"),
    ],
)
def test_date_lines(line: str, place: str, date: str) -> None:
    text = f"UBND XÃ A\n\nSố: 5/KH-UBND\n\n{line}\n\n{TITLE}I. ĐỐI TƯỢNG\n\nCông chức."
    assert (one(text, "place")["place"], one(text, "date")["date"]) == (place, date)


def test_a_date_line_moved_to_the_foot_is_found_and_a_citation_is_none() -> None:
    foot = f"{TITLE}I. NỘI DUNG\n\nMẫu theo Nghị định số 152/2025/NĐ-CP ngày 14/6/2025.\n\nNơi nhận:\n- Lưu: VT.\n\nLâm An, ngày 02 tháng 3 năm 2024\n\nCHỦ TỊCH\n\nLê Văn An"
    assert one(foot, "date")["date"] == "2024-03-02"
    assert facts(foot.replace("Lâm An, ngày 02 tháng 3 năm 2024\n\n", ""), "date") == []


def test_letterhead_whose_columns_run_together() -> None:
    text = (
        "UBND HUYỆN KIM AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHÒNG TƯ PHÁP Độc lập - Tự do - Hạnh phúc\nSố: 12/KH-TP Kim An, ngày 02 tháng 3 năm 2024\n"
        + TITLE
    )
    assert one(text, "issuer")["name"] == "Phòng Tư pháp huyện Kim An"
    assert one(text, "number")["number"] == "12/KH-TP"
    assert one(text, "place")["place"] == "Kim An"


def test_title_in_several_lines_is_one_and_ends_before_the_office() -> None:
    text = (
        HEAD
        + "QUYẾT ĐỊNH\n\nVề việc tặng Giấy khen\nnăm 2024\n\nGIÁM ĐỐC SỞ NỘI VỤ\n\nCăn cứ Luật Thi đua, khen thưởng;"
    )
    assert one(text, "title")["title"] == "Về việc tặng Giấy khen năm 2024"


def test_a_ward_called_an_is_no_plan_of_action() -> None:
    assert (
        one("ỦY BAN NHÂN DÂN\n\nPHƯỜNG AN ĐÔNG\n\n" + TITLE + "I. ĐỐI TƯỢNG\n\nCông chức.", "title")["title"]
        == "Phát động phong trào thi đua năm 2024"
    )


PREAMBLE = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ;\n\n"
    "Thực hiện Quyết định số 18/QĐ-UBND ngày 05/01/2024 của Chủ tịch Ủy ban nhân dân tỉnh về việc ban hành Kế hoạch cải cách hành chính; Kế hoạch số 7/KH-UBND ngày 08/01/2024 của UBND tỉnh Lâm An về phát động phong trào thi đua năm 2024;\n\n"
    "Xét đề nghị của Văn phòng tại Tờ trình số 3/TTr-VP ngày 01/4/2024, Sở Nội vụ ban hành Kế hoạch như sau:\n\n"
)
BODY = "I. NỘI DUNG\n\n1. Thi đua thực hiện Kế hoạch số 9/KH-SNV ngày 02/02/2024 của Sở Nội vụ và Kế hoạch số 7/KH-UBND ngày 08/01/2024 của UBND tỉnh.\n\n2. Theo Luật Tiếp cận thông tin."


def test_bases_with_their_relation_and_issuer() -> None:
    found = facts(HEAD + TITLE + PREAMBLE + BODY, "basis")
    assert [(b["relation"], b["doc_type"], b["number"], b["date"], b["issuer"]) for b in found] == [
        ("can_cu", "Luật", None, "2022-06-15", None),
        ("can_cu", "Nghị định", "98/2023/NĐ-CP", "2023-12-31", "Chính phủ"),
        ("thuc_hien", "Quyết định", "18/QĐ-UBND", "2024-01-05", "Chủ tịch UBND tỉnh"),
        ("thuc_hien", "Kế hoạch", "7/KH-UBND", "2024-01-08", "UBND tỉnh Lâm An"),
        ("xet", "Tờ trình", "3/TTr-VP", "2024-04-01", None),
    ]
    assert found[2]["subject"] == "ban hành Kế hoạch cải cách hành chính"


def test_cited_elsewhere_leaves_out_the_bases_in_the_flat_form() -> None:
    reading = reader.read_text(HEAD + TITLE + PREAMBLE + BODY)
    assert reader.flat(reading)["cited_elsewhere"] == ["9/KH-SNV"]
    assert reader.flat(reading)["legal_bases"][0] == "Luật Thi đua, khen thưởng"
    assert [fact.value["places"] for fact in reading.facts if fact.kind == "cited"] == [["I.1"], ["I.1"], ["I.2"]]


def test_the_higher_plan_is_the_one_for_the_movement() -> None:
    found = facts(
        HEAD.replace("SỞ NỘI VỤ", "").replace("UBND TỈNH LÂM AN", "UBND HUYỆN TÂN AN") + TITLE + PREAMBLE + BODY,
        "cascade",
    )
    assert [(c["relation"], c["number"]) for c in found] == [
        ("higher_reform_plan", "18/QĐ-UBND"),
        ("higher_plan", "7/KH-UBND"),
    ]


def test_a_law_that_is_only_the_subject_of_a_decree_is_no_basis() -> None:
    text = (
        HEAD
        + TITLE
        + "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng;\n\nI. NỘI DUNG\n\nLàm."
    )
    assert [b["number"] for b in facts(text, "basis")] == ["98/2023/NĐ-CP"]


FOOT = "I. NỘI DUNG\n\nLàm.\n\nNơi nhận:\n- Công thông tin điện tử của huyện;\n- TT HDND huyện; h\n- Lưu: VT.\n\n"


def test_recipients_keep_their_print_without_stray_letters() -> None:
    assert [r["line"] for r in facts(TITLE + FOOT, "recipient")] == [
        "Công thông tin điện tử của huyện",
        "TT HDND huyện",
        "Lưu: VT",
    ]


@pytest.mark.parametrize(
    ("lines", "name", "position", "capacity"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn An", "Lê Văn An", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn An", "Lê Văn An", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH"),
        ("GIÁM ĐỐC\n\n(Đã ký)\n\nĐỗ Thị Bích Hằng", "Đỗ Thị Bích Hằng", "GIÁM ĐỐC", None),
        ("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nMạc Thị Hiên", "Mạc Thị Hiên", "CHÁNH VĂN PHÒNG", "TL. GIÁM ĐỐC"),
        ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\n\nTS. Ngô Quý", "Ngô Quý", "GIÁM ĐỐC SỞ NỘI VỤ", "TUQ. CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN\nQ. CHỦ TỊCH\n\nHồ Sỹ Đạt", "Hồ Sỹ Đạt", "Q. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"),
        ("T/M BAN CHỈ ĐẠO\nTRƯỞNG BAN\nPHÓ BÍ THƯ THƯỜNG TRỰC\n\nLò Thị Piềng", "Lò Thị Piềng", "PHÓ BÍ THƯ THƯỜNG TRỰC", "T/M BAN CHỈ ĐẠO; TRƯỞNG BAN"),
        ("CHỦ TỊCH", None, "CHỦ TỊCH", None),
    ],
)  # fmt: skip
def test_signer(lines: str, name: str | None, position: str, capacity: str | None) -> None:
    assert one(TITLE + FOOT + lines, "signer") == {"name": name, "position": position, "capacity": capacity}


def test_a_name_left_below_the_recipients_is_the_signers() -> None:
    text = (
        TITLE
        + "I. NỘI DUNG\n\nLàm.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTrương Mỹ Duyên"
    )
    assert one(text, "signer")["name"] == "Trương Mỹ Duyên"
    assert [r["line"] for r in facts(text, "recipient")] == ["Như trên", "Lưu: VT"]


def test_movement_takes_its_name_from_the_quotation_and_its_years() -> None:
    text = "KẾ HOẠCH\n\nTriển khai phong trào thi đua “Nụ cười công sở” giai đoạn 2021 - 2025\n\nI. KHEN THƯỞNG\n\n1. Khen thưởng hằng năm\n\na) Tập thể tốt.\n\n2. Khen thưởng tổng kết giai đoạn\n\na) Tập thể rất tốt."
    assert one(text, "movement") == {
        "name": "Nụ cười công sở",
        "year": None,
        "year_from": 2021,
        "year_to": 2025,
        "cycle": "annual_and_period",
    }


def test_another_movement_mentioned_beside_is_not_this_one() -> None:
    text = TITLE + "UBND xã phát động thi đua, gắn với phong trào thi đua “Dân vận khéo”:\n\nI. ĐỐI TƯỢNG\n\nCông chức."
    assert one(text, "movement")["name"] is None
