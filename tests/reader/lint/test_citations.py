"""Cited documents."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.reader.lint.paper import codes, fact, reading, section
from thidua.reader.lint import citations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", ["missing.law-number"]),
        ("Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15;", []),
        ("quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng;", []),
        ("theo quy định của pháp luật", []),
    ],
)
def test_laws_have_a_number(text: str, found: list[str]) -> None:
    assert codes(citations.laws_without_number, reading(section("preamble", text))) == found


def test_a_law_numbered_once_may_be_named_shortly() -> None:
    paper = reading(
        section("preamble", "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022;"),
        section("VI.5", "Mức khen thưởng theo Luật Thi đua, khen thưởng."),
    )
    assert codes(citations.laws_without_number, paper) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("theo Nghị định số 42/2022/NĐ-CP của Chính phủ", ["missing.decree-date"]),
        ("theo Nghị định số 42/2022/NĐ-CP ngày 24/6/2022", []),
        ("theo Nghị định 42/2022/NĐ-CP ngày 24/6/2022", ["format.so"]),
    ],
)
def test_decrees_have_a_date(text: str, found: list[str]) -> None:
    assert codes(citations.decrees_without_date, reading(section("IV.13", text))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hoàn thành tốt các tiêu chí trong Bộ Chỉ số CCHC", ["missing.set-number"]),
        ("Bộ tiêu chí ban hành kèm theo Quyết định số 5/QĐ-UBND", []),
        ("theo Kế hoạch thực hiện chương trình tổng thể giai đoạn tới", ["missing.programme-number"]),
        ("theo Chương trình tổng thể của Chính phủ", []),
    ],
)
def test_sets_and_programmes_have_a_number(text: str, found: list[str]) -> None:
    assert codes(citations.sets_without_number, reading(section("II.2", text))) == found


def plan(issued: str, *facts: object) -> object:
    return reading(
        section("preamble", "Căn cứ;", "Ủy ban nhân dân phát động phong trào."),
        facts=(fact("date", "header", "ngày", date=issued), *facts),
    )


def basis(number: str, date: str | None, issuer: str | None = "UBND", quote: str = "Kế hoạch") -> object:
    return fact("basis", "preamble", quote, doc_type="Kế hoạch", number=number, date=date, issuer=issuer, subject="x")


def test_a_basis_is_older_than_the_plan() -> None:
    assert "date.basis-later" in codes(citations.bases, plan("2024-03", basis("408/KH-UBND", "2024-12-07")))
    assert "date.basis-later" not in codes(citations.bases, plan("2024-03", basis("408/KH-UBND", "2024-03-07")))


def test_a_basis_names_who_issued_it() -> None:
    assert "missing.issuer" in codes(citations.bases, plan("2025-01-16", basis("04/KH-UBND", "2025-01-06", None)))
    assert "missing.issuer" not in codes(
        citations.bases, plan("2025-01-16", basis("98/2023/NĐ-CP", "2023-12-31", None))
    )


def test_money_by_a_decree_that_is_no_basis() -> None:
    money = fact("money", "IV.1", "Theo Nghị định", decree="98/2023/NĐ-CP")
    assert "missing.law-basis" in codes(citations.bases, plan("2024-03", basis("1/KH-UBND", "2024-01-07"), money))
    law = basis("06/2022/QH15", "2022-06-15", quote="Luật Thi đua, khen thưởng")
    assert "missing.law-basis" not in codes(citations.bases, plan("2024-03", law, money))


@pytest.mark.parametrize(
    ("number", "issued", "end", "found"),
    [
        ("98/2023/NĐ-CP", "2025-08-01", "2025-12-31", ["stale.not-in-force"]),
        ("98/2023/NĐ-CP", "2025-01-16", "2025-12-31", ["stale.ends"]),
        ("152/2025/NĐ-CP", "2025-08-01", "2025-12-31", []),
    ],
)
def test_instruments_are_in_force(number: str, issued: str, end: str, found: list[str]) -> None:
    paper = plan(issued, basis(number, None), fact("period", "II.3", "đến", end=end, end_op="until"))
    assert codes(citations.in_force, paper) == found


@pytest.mark.parametrize(
    ("name", "number", "decree", "found"),
    [
        ("Báo cáo thành tích", "01", "152/2025/NĐ-CP", ["stale.form"]),
        ("Tờ trình đề nghị khen thưởng", "01", "152/2025/NĐ-CP", []),
        ("Báo cáo thành tích", "07", "91/2017/NĐ-CP", []),
    ],
)
def test_a_form_number_fits_its_decree(name: str, number: str, decree: str, found: list[str]) -> None:
    paper = reading(
        section("IV.2", name), facts=(fact("paper", "IV.2", name, name=name, form_number=number, form_decree=decree),)
    )
    assert codes(citations.form_numbers, paper, dt.date(2025, 8, 1)) == found
