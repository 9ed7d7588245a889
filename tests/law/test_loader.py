"""The loader takes nothing it does not understand and never lets two values hold on one day."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from thidua import law

LIMIT = """time_limit:
  - act: giay_khen_commune
    value: {days: 12, unit: working_days}
    since: 2025-07-01
    source: {place: Quy định của tỉnh}
    status: unverified
"""
COEFFICIENT = """instrument:
  - number: 1/2025/NĐ-CP
    value: {kind: nghi-dinh, issuer: Chính phủ}
    since: 2025-01-01
    source: {instrument: 1/2025/NĐ-CP, place: Điều 1}
    checked: 2026-01-01
award_coefficient:
  - form: giay-khen
    authority: xa
    kind: individual
    value: "0.3"
    since: 2025-01-01
    until: 2025-06-30
    source: {instrument: 1/2025/NĐ-CP, place: Điều 2}
    checked: 2026-01-01
  - form: giay-khen
    authority: xa
    kind: individual
    value: "0.4"
    since: 2025-07-01
    source: {instrument: 1/2025/NĐ-CP, place: Điều 3}
    checked: 2026-01-01
"""


def written(folder: Path, text: str, name: str = "tinh.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path, text: str, builtin: bool = False) -> str:
    with pytest.raises(law.LawError) as caught:
        law.load(written(folder, text), builtin=builtin)
    return str(caught.value)


def test_a_right_file_is_taken(tmp_path: Path) -> None:
    book = law.load(written(tmp_path, COEFFICIENT), builtin=False)
    assert [value.value for value in book.values() if value.key.startswith("award_coefficient")] == [
        Decimal("0.3"),
        Decimal("0.4"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("place: Điều 2", "plce: Điều 2", "award_coefficient[0].source", "có lẽ là “place”"),
        ("kind: individual\n    value: \"0.3\"", "knd: individual\n    value: \"0.3\"", "award_coefficient[0].knd", "có lẽ là “kind”"),
        ("award_coefficient:", "award_coeficient:", "award_coeficient", "có lẽ là “award_coefficient”"),
        ("form: giay-khen\n    authority: xa\n    kind: individual\n    value: \"0.4\"",
         "form: giay-ken\n    authority: xa\n    kind: individual\n    value: \"0.4\"", "award_coefficient[1].form", "có lẽ là “giay-khen”"),
        ('"0.3"', '"0,3"', "award_coefficient[0].value", "0.15"),
        ('"0.3"', '"-0.3"', "award_coefficient[0].value", "số thập phân"),
        ("until: 2025-06-30", "until: 30/06/2025", "award_coefficient[0].until", "2026-07-01"),
        ("until: 2025-06-30", "until: 2024-06-30", "award_coefficient[0].until", "đứng trước"),
        ("until: 2025-06-30", "until: 2025-07-01", "award_coefficient[1]", "chồng lên tinh.yaml, mục award_coefficient[0]"),
        ("    until: 2025-06-30\n", "", "award_coefficient[1]", "chồng lên"),
        ("instrument: 1/2025/NĐ-CP, place: Điều 2", "instrument: 2/2025/NĐ-CP, place: Điều 2", "award_coefficient", "có lẽ là “1/2025/NĐ-CP”"),
        ("instrument: 1/2025/NĐ-CP, place: Điều 2", "place: Điều 2", "award_coefficient[0].status", "không có văn bản nguồn"),
        ("place: Điều 2}\n    checked: 2026-01-01", "place: Điều 2}", "award_coefficient[0].status", "đúng một trong hai"),
        ("place: Điều 2}\n    checked: 2026-01-01", "place: Điều 2}\n    checked: 2026-01-01\n    status: unverified", "award_coefficient[0].status", "đúng một"),
        ("place: Điều 2}\n    checked: 2026-01-01", "place: Điều 2}\n    status: sure", "award_coefficient[0].status", "unverified"),
        ("    since: 2025-07-01\n", "", "award_coefficient[1]", "thiếu khóa “since”"),
        ("    value: \"0.4\"\n", "    value: \"0.4\"\n    value: \"0.5\"\n", "", "ghi hai lần"),
        ("kind: nghi-dinh", "kind: nghi_dinh", "instrument[0].value", "có lẽ là “nghi-dinh”"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_file_and_place(
    tmp_path: Path, old: str, new: str, place: str, words: str
) -> None:
    assert old in COEFFICIENT
    sentence = refusal(tmp_path, COEFFICIENT.replace(old, new, 1))
    assert "ệp tinh.yaml" in sentence
    assert place in sentence
    assert words in sentence


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "award_factor: 3\n", "award_factor:\n  - 3\n", "a: [1\n"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text).startswith("Tệp tinh.yaml")


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    with pytest.raises(law.LawError, match=r"không có thư mục .*khong-co"):
        law.load(tmp_path / "khong-co")


def test_a_rule_of_a_province_must_say_that_it_replaces(tmp_path: Path) -> None:
    assert "overrides: true" in refusal(tmp_path, LIMIT, builtin=True)


def test_a_rule_of_a_province_replaces_from_its_first_day(tmp_path: Path) -> None:
    book = law.load(written(tmp_path, LIMIT + "    overrides: true\n"))
    assert book.time_limit("giay_khen_commune", date(2025, 6, 30)).value.days == 10
    assert book.time_limit("giay_khen_commune", date(2025, 7, 1)).value.days == 12
    assert law.book().time_limit("giay_khen_commune", date(2025, 7, 1)).value.days == 10


def test_overrides_without_anything_to_replace_is_refused(tmp_path: Path) -> None:
    assert "không có giá trị nào bị thay" in refusal(tmp_path, LIMIT + "    overrides: true\n")


def test_the_built_in_book_is_read_once() -> None:
    assert law.book() is law.book()
