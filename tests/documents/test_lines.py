"""Lines of a head: names in one piece, breaks between words that do not belong together, text at the signature."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.documents import lines
from thidua.documents.model import BLANK, Closing, Heading, Paragraph, Signature, Table, Title


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ủy ban nhân dân\nthành phố Phan Rang - Tháp Chàm", "ỦY BAN NHÂN DÂN|THÀNH PHỐ|PHAN RANG - THÁP CHÀM"),
        ("Ủy ban nhân dân thành phố Phan Rang - Tháp Chàm", "ỦY BAN NHÂN DÂN THÀNH PHỐ|PHAN RANG - THÁP CHÀM"),
        ("UBND phường Thanh Bình Đông", "UBND PHƯỜNG|THANH BÌNH ĐÔNG"),
        ("Phòng Văn hóa - Xã hội", "PHÒNG VĂN HÓA - XÃ HỘI"),
        (
            "Hội đồng Thi đua - Khen thưởng phường Thanh Bình Đông",
            "HỘI ĐỒNG|THI ĐUA - KHEN THƯỞNG|PHƯỜNG THANH BÌNH ĐÔNG",
        ),
        ("Trường Trung học cơ sở Nguyễn Thị Minh Khai", "TRƯỜNG TRUNG HỌC CƠ SỞ|NGUYỄN THỊ MINH KHAI"),
    ],
)
def test_a_name_breaks_where_it_may(name: str, shown: str) -> None:
    assert "|".join(lines.balanced(name.upper(), 67, 12)) == shown


def test_a_title_breaks_between_words_that_do_not_belong_together() -> None:
    title = Title("KẾ HOẠCH", "Phát động phong trào thi đua chuyên đề cải cách hành chính thành phố Sông Lam năm 2024")
    assert lines.subject(title, 160).split("\n") == [
        "Phát động phong trào thi đua chuyên đề",
        "cải cách hành chính thành phố Sông Lam năm 2024",
    ]


def test_a_word_wider_than_the_room_stands_alone_and_nothing_is_lost() -> None:
    text = "A" * 60 + " và " + "B" * 60
    assert " ".join(lines.balanced(text, 40, 14)) == text


def test_the_date_keeps_to_one_line_where_it_can() -> None:
    near = lines.head(Heading(issuer="UBND xã X", place="Xuân An", day=date(2026, 3, 22)), 160)
    far = lines.head(Heading(issuer="UBND", place="Phan Rang - Tháp Chàm", day=date(2026, 3, 22)), 160)
    assert near.left_mm == pytest.approx(160 * 0.42)
    assert far.left_mm < near.left_mm
    assert far.date == ("Phan Rang - Tháp Chàm, ngày 22 tháng 3 năm 2026",)
    longest = lines.head(Heading(issuer="UBND", place="Phan Rang - Tháp Chàm - Ninh Hải - Vĩnh Hy", year=2026), 160)
    assert longest.date[0] == "Phan Rang - Tháp Chàm - Ninh Hải - Vĩnh Hy,"
    assert longest.date[1].replace(BLANK, "").startswith("ngày")


LONG = "Yêu cầu các cơ quan, đơn vị, cá nhân liên quan nghiêm túc triển khai thực hiện Kế hoạch này và báo cáo kết quả."


@pytest.mark.parametrize(("last", "held"), [("Một câu./.", [True, True]), (LONG, [False, True])])
def test_two_lines_of_text_stay_with_the_signature(last: str, held: list[bool]) -> None:
    closing = Closing(("Lưu: VT",), Signature(("CHỦ TỊCH",), "A"))
    found = lines.kept((Table((), ()), Paragraph("Câu trước."), Paragraph(last), closing))
    assert [each.keep for each in found if isinstance(each, Paragraph)] == held
