"""Numbers of headings."""

from __future__ import annotations

import pytest

from tests.reader.lint.paper import codes, reading, section
from thidua.reader.lint import numbering

LONG = "Tăng cường tuyên truyền các gương điển hình tiên tiến trên hệ thống loa truyền thanh"


@pytest.mark.parametrize(
    ("labels", "style", "found"),
    [
        (["I", "II", "III"], "roman", []),
        (["I", "II", "II"], "roman", ["numbering.repeated"]),
        (["I", "II", "II.5", "III"], "roman", ["numbering.foreign"]),
        (["I", "III"], "roman", ["numbering.skipped"]),
        (["1", "2", "2"], "arabic", ["numbering.repeated"]),
        (["a", "b", "c", "d", "đ", "e"], "letter", []),
        (["a", "b", "d"], "letter", ["numbering.skipped"]),
        (["1", "3", "2"], "arabic", ["numbering.skipped", "numbering.backwards"]),
        (["1", "2", "1", "2"], "arabic", []),  # a second list begins anew
    ],
)
def test_siblings_count_on(labels: list[str], style: str, found: list[str]) -> None:
    parts = [section(f"s{i}", f"{label}. Nội dung", style=style, label=label) for i, label in enumerate(labels)]
    assert codes(numbering.series, reading(*parts)) == found


def test_children_stand_under_the_number_of_their_parent() -> None:
    parts = [
        section("4", "4. Trình tự", style="arabic", label="4"),
        section("4.1", "3.1. Trình tự", style="decimal", label="3.1"),
        section("4.2", "3.2. Hồ sơ", style="decimal", label="3.2"),
    ]
    assert codes(numbering.series, reading(*parts)) == ["numbering.prefix"]
    right = [parts[0], section("4.1", "4.1. Trình tự", style="decimal", label="4.1")]
    assert codes(numbering.series, reading(*right)) == []


def test_announced_duties_without_marks() -> None:
    paper = reading(section("V.3", "Phòng Văn hóa - Xã hội là đơn vị thường trực của phường:", LONG, LONG, label="3"))
    assert codes(numbering.without_number, paper) == ["numbering.none"]
    marked = reading(
        section("V.3", "Phòng Văn hóa - Xã hội là đơn vị thường trực của phường:", label="3"),
        section("V.3.a", LONG, style="letter", label="a"),
    )
    assert codes(numbering.without_number, marked) == []


def test_a_paragraph_after_the_last_letter() -> None:
    parts = [
        section("IV.1", "Quy trình", label="1"),
        section("IV.1.a", LONG, style="letter", label="a"),
        section("IV.1.b", LONG, style="letter", label="b"),
        section("IV.1.p1", LONG, style="plain", label=""),
    ]
    assert codes(numbering.without_number, reading(*parts)) == ["numbering.none"]


def test_roman_numbers_have_their_values() -> None:
    assert [numbering.roman(each) for each in ("I", "IV", "IX", "XIV", "XL")] == [1, 4, 9, 14, 40]
