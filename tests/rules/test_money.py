"""Award money against tables computed by hand (tests/cases/award_money.yaml)."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from thidua import law
from thidua.rules import money
from thidua.rules.findings import Refused

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "award_money.yaml").read_text(encoding="utf-8"))
BOOK = law.book()
UP = law.Rounding("up", 10_000)

PRODUCTS = [
    (coefficient, base, amount)
    for coefficient, amounts in CASES["products"]["rows"].items()
    for base, amount in zip(CASES["products"]["base_salaries"], amounts, strict=True)
]
DECISIONS = [
    (row["form"], row["authority"], kind, day, row[kind])
    for row in CASES["decisions"]
    for day in (row["first"], row["last"])
    for kind in ("individual", "collective")
]


def answer(form: str, authority: str, kind: str, on: date) -> money.MoneyAnswer:
    return money.award_money(BOOK, form=form, authority=authority, kind=kind, on=on)


@pytest.mark.parametrize(("coefficient", "base", "amount"), PRODUCTS)
def test_coefficient_times_base_salary(coefficient: str, base: int, amount: int) -> None:
    assert money.rounded(Decimal(coefficient) * base, UP) == amount


@pytest.mark.parametrize(("form", "authority", "kind", "on", "amount"), DECISIONS)
def test_decisions_under_the_five_plans(form: str, authority: str, kind: str, on: date, amount: int) -> None:
    assert answer(form, authority, kind, on).amount == amount


@pytest.mark.parametrize("row", CASES["others"], ids=lambda row: f"{row['form']}-{row['kind']}-{row['day']}")
def test_titles_and_other_awards(row: dict[str, Any]) -> None:
    found = answer(row["form"], row["authority"], row["kind"], row["day"])
    assert found.amount == row["amount"]


def test_the_amount_changes_only_on_days_the_law_changes() -> None:
    changes = []
    day, before = date(2017, 10, 1), answer("giay-khen", "xa", "individual", date(2017, 10, 1)).amount
    while day < date(2027, 2, 28):
        day += timedelta(days=1)
        now = answer("giay-khen", "xa", "individual", day).amount
        if now != before:
            changes.append((day.isoformat(), now))
        before = now
    assert changes == [
        ("2018-07-01", 210_000),
        ("2019-07-01", 230_000),
        ("2023-07-01", 270_000),
        ("2024-07-01", 360_000),
        ("2025-07-01", 710_000),
        ("2026-07-01", 760_000),
    ]


def test_the_explanation_names_every_value_with_its_source() -> None:
    found = answer("giay-khen", "xa", "collective", date(2026, 1, 15))
    assert found.sentence == "0,6 lần lương cơ sở 2.340.000 đ, làm tròn lên hàng chục nghìn đồng"
    assert (found.coefficient, found.base, found.raw) == (Decimal("0.6"), 2_340_000, Decimal(1_404_000))
    text = " ".join(found.steps)
    for part in (
        "Điều 54 khoản 1 điểm e",
        "0,3 × 2 = 0,6",
        "73/2024/NĐ-CP",
        "1.404.000 đ",
        "1.410.000 đ",
        "Điều 49 khoản 2",
    ):
        assert part in text
    assert not found.unverified
    assert not found.notes
    assert found.record()["amount"] == 1_410_000


def test_the_sentence_for_one_person() -> None:
    found = answer("giay-khen", "xa", "individual", date(2026, 1, 15))
    assert found.sentence == "0,3 lần lương cơ sở 2.340.000 đ, làm tròn lên hàng chục nghìn đồng"


def test_unverified_values_are_told() -> None:
    district = answer("giay-khen", "huyen", "individual", date(2021, 12, 20))
    assert district.unverified
    assert district.notes[0].startswith(
        "Chưa kiểm tra với bản gốc: Hệ số tiền thưởng: Giấy khen, Chủ tịch UBND cấp huyện"
    )
    after = answer("giay-khen", "xa", "individual", date(2026, 10, 1))
    assert after.unverified
    assert "chưa rõ đã có nghị định mới" in " ".join(after.notes)
    assert not answer("giay-khen", "xa", "individual", date(2026, 9, 30)).unverified


def test_a_day_after_the_last_check_of_the_law_is_to_be_checked() -> None:
    checked = BOOK.checked_until()
    assert "sau lần kiểm tra" not in " ".join(answer("giay-khen", "xa", "individual", checked).notes)
    after = answer("giay-khen", "xa", "individual", checked + timedelta(days=1))
    assert "sau lần kiểm tra văn bản gần nhất" in after.notes[-1]


@pytest.mark.parametrize(
    ("authority", "on"),
    [("huyen", date(2025, 7, 1)), ("xa", date(2017, 9, 30)), ("xa", date(2027, 3, 1)), ("tinh", date(2026, 1, 1))],
)
def test_where_the_law_gives_no_amount_the_act_is_refused(authority: str, on: date) -> None:
    with pytest.raises(Refused) as caught:
        answer("giay-khen", authority, "individual", on)
    assert caught.value.findings[0].code == "money.not_in_force"
    assert f"{on:%d/%m/%Y}" in str(caught.value)


def test_total_of_a_list() -> None:
    on = date(2026, 1, 15)
    found = money.total(
        [answer("giay-khen", "xa", "collective", on)] * 4 + [answer("giay-khen", "xa", "individual", on)] * 7
    )
    assert found.amount == 10_610_000
    assert found.sentence == "04 tập thể × 1.410.000 đ + 07 cá nhân × 710.000 đ = 10.610.000 đ"
    assert money.total([]).amount == 0


def test_one_merit_is_paid_once_at_the_higher_rate() -> None:
    on = date(2026, 1, 15)
    low, high = answer("giay-khen", "xa", "individual", on), answer("bang-khen", "tinh", "individual", on)
    assert money.paid_once([low, high]) is high


@pytest.mark.parametrize(
    ("mode", "amount"), [("up", 230_000), ("down", 220_000), ("nearest", 220_000), ("none", 223_500)]
)
def test_the_way_of_rounding_is_data(mode: str, amount: int) -> None:
    assert money.rounded(Decimal("223500"), law.Rounding(mode, 10_000)) == amount


@given(st.decimals(min_value="0", max_value="20", places=2), st.integers(1, 10_000_000))
def test_rounding_up_never_takes_and_never_gives_a_whole_step(coefficient: Decimal, base: int) -> None:
    raw = coefficient * base
    amount = money.rounded(raw, UP)
    assert amount % 10_000 == 0
    assert raw <= amount < raw + 10_000
