"""Slips of typing and scanning, and what must be left alone."""

from __future__ import annotations

import pytest

from tests.reader.lint.paper import codes, reading, section
from thidua.reader.lint import wording
from thidua.reader.model import Repair


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("xem xét, khen thường cho các tập thể", "khen thường", "khen thưởng"),
        ("tạo sự chuyên biến có tính đột phá", "chuyên biến", "chuyển biến"),
        ("hành vi những nhiều người dân", "những nhiều", "nhũng nhiễu"),
        ("Công thông tin điện tử của huyện", "Công thông tin điện tử", "Cổng thông tin điện tử"),
        ("TT Đảng ủy, HDND, UBND phường", "HDND", "HĐND"),
    ],
)
def test_a_slip_is_named_with_its_right_spelling(text: str, wrong: str, right: str) -> None:
    assert [(text[a:b], now) for a, b, now in wording.slips(text)] == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "khen thưởng, chuyển biến, Cổng thông tin điện tử, HĐND và UBND",
        "KHEN THƯỞNG, KẾ HOẠCH",
        "IV. TIÊU CHÍ THI ĐUA",
        "Uỷ ban nhân dân, quỹ, kỉ luật, thuý",
        "chi tiêu ngân sách đúng quy định",
        "cải cách hành chính; chi so cai cach hanh chinh viet khong dau",
        "đề cao người dẫn đầu phong trào",
    ],
)
def test_right_words_are_left_alone(text: str) -> None:
    assert list(wording.slips(text)) == []


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("closing", "các đơn vị nghiêm túc thực hiện. TUV", ["ocr.stray"]),
        ("recipients", "Các ngành có liên quan; h", ["ocr.stray"]),
        ("recipients", "]Nơi nhận:", ["ocr.stray"]),
        ("closing", "các đơn vị nghiêm túc thực hiện./.", []),
        ("II.1", "thuộc phạm vi quản lý. TUV", []),  # only where people sign and initial
    ],
)
def test_stray_marks(path: str, text: str, found: list[str]) -> None:
    assert codes(wording.stray_marks, reading(section(path, text))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tối thiểu 100% hồ sơ", ["logic.at-least-all"]),
        ("100% trở lên", ["logic.at-least-all"]),
        ("Tối thiểu 96% hồ sơ", []),
    ],
)
def test_more_than_everything(text: str, found: list[str]) -> None:
    assert codes(wording.at_least_all, reading(section("IV", text))) == found


@pytest.mark.parametrize(
    ("text", "found"), [("Thi đua- Khen thưởng", ["format.hyphen"]), ("Thi đua - Khen thưởng", []), ("2021-2025", [])]
)
def test_hyphens_stand_even(text: str, found: list[str]) -> None:
    assert codes(wording.council_hyphen, reading(section("III", text))) == found


def test_slips_are_told_and_repairs_of_reading_too() -> None:
    paper = reading(section("II.2", "tạo sự chuyên biến"))
    assert codes(wording.scan_slips, paper) == ["ocr.word"]
    repaired = reading(section("II.2", "trước ngày l5/12"), repairs=(Repair(11, "l5/12", "15/12", "chữ l thay số 1"),))
    assert codes(wording.scan_slips, repaired) == ["ocr.word"]
    placed = reading(section("II.2", "Hoà Phong"), repairs=(Repair(0, "Hoà", "Hòa", "vị trí dấu thanh"),))
    assert codes(wording.scan_slips, placed) == []
    stray = reading(section("II.2", "thực hiện. TUV"), repairs=(Repair(10, " TUV", "", "ký tự lạc"),))
    assert codes(wording.scan_slips, stray) == []
    assert codes(wording.stray_marks, stray) == ["ocr.stray"]
