"""What the built-in data answers, day by day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from thidua import law

FIRST, LAST = date(2017, 10, 1), date(2027, 2, 28)
BOOK = law.book()

# First day of each regime and what holds from then on: decree, base salary, levels.
REGIMES = [
    (date(2017, 10, 1), "91/2017/NĐ-CP", 1_300_000, 3),
    (date(2018, 7, 1), "91/2017/NĐ-CP", 1_390_000, 3),
    (date(2019, 7, 1), "91/2017/NĐ-CP", 1_490_000, 3),
    (date(2023, 7, 1), "91/2017/NĐ-CP", 1_800_000, 3),
    (date(2024, 1, 1), "98/2023/NĐ-CP", 1_800_000, 3),
    (date(2024, 7, 1), "98/2023/NĐ-CP", 2_340_000, 3),
    (date(2025, 7, 1), "152/2025/NĐ-CP", 2_340_000, 2),
    (date(2026, 7, 1), "152/2025/NĐ-CP", 2_530_000, 2),
]


def test_every_day_of_ten_years_has_one_regime() -> None:
    day = FIRST
    while day <= LAST:
        decree, salary, levels = max(row for row in REGIMES if row[0] <= day)[1:]
        regime = BOOK.regime(day)
        assert (regime.decree.number, BOOK.base_salary(day).value, len(BOOK.levels(day))) == (decree, salary, levels), (
            day
        )
        assert regime.decree.in_force(day) is True, day
        assert regime.law.in_force(day) is True, day
        assert BOOK.rounding(day).source.instrument == decree
        day += timedelta(days=1)


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_outside_the_known_years_the_book_says_so(day: date) -> None:
    with pytest.raises(law.NotInForce, match=f"cho ngày {day:%d/%m/%Y}, chỉ có giá trị từ 01/10/2017"):
        BOOK.regime(day)
    with pytest.raises(law.NotInForce):
        BOOK.award_coefficient("giay-khen", "xa", "individual", day)


def test_the_law_of_2022_begins_with_2024_and_is_amended_in_october_2026() -> None:
    assert BOOK.regime(date(2023, 12, 31)).law.number == "15/2003/QH11"
    assert BOOK.regime(date(2024, 1, 1)).law.number == "06/2022/QH15"
    assert not BOOK.regime(date(2026, 9, 30)).amendments
    after = BOOK.regime(date(2026, 10, 1))
    assert [each.number for each in after.amendments] == ["06/2026/QH16"]
    assert not after.verified
    assert BOOK.regime(date(2026, 9, 30)).decree.number == after.decree.number


def test_a_circular_that_is_not_known_is_not_made_up() -> None:
    assert BOOK.regime(date(2024, 4, 14)).circular is None
    assert str(BOOK.regime(date(2024, 4, 15)).circular) == "01/2024/TT-BNV"
    assert BOOK.regime(date(2025, 8, 4)).circular is None


@pytest.mark.parametrize(
    ("number", "day", "answer"),
    [
        ("91/2017/NĐ-CP", date(2023, 12, 31), True),
        ("91/2017/NĐ-CP", date(2024, 1, 1), False),
        ("Nghị định số 98/2023/NĐ-CP", date(2024, 1, 1), True),
        ("98/2023", date(2025, 6, 30), True),
        ("98/2023/NĐ-CP", date(2025, 7, 1), False),
        ("152/2025/NĐ-CP", date(2025, 6, 30), False),
        ("152/2025/NĐ-CP", date(2027, 2, 28), True),
        ("152/2025/NĐ-CP", date(2027, 3, 1), False),
        ("12/2019/TT-BNV", date(2023, 12, 31), True),
        ("12/2019/TT-BNV", date(2024, 1, 1), None),
        ("638/QĐ-BNV", date(2026, 1, 1), None),
        ("26/KH-UBND", date(2023, 3, 1), None),
    ],
)
def test_in_force(number: str, day: date, answer: bool | None) -> None:
    assert BOOK.in_force(number, day) is answer


def test_an_unknown_instrument_is_answered_with_the_nearest() -> None:
    with pytest.raises(law.UnknownWord, match="có lẽ là “98/2023/NĐ-CP”"):
        BOOK.instrument("99/2023/NĐ-CP")


def test_each_decree_names_its_successor() -> None:
    assert BOOK.instrument("91/2017/NĐ-CP").replaced_by == "98/2023/NĐ-CP"
    assert BOOK.instrument("98/2023/NĐ-CP").replaced_by == "152/2025/NĐ-CP"
    assert BOOK.instrument("06/2022/QH15").name == "Luật Thi đua, khen thưởng"
    assert BOOK.instrument("30/2020/NĐ-CP").name == "Nghị định số 30/2020/NĐ-CP"


@pytest.mark.parametrize(
    ("purpose", "day", "number", "decree", "verified"),
    [
        ("bao_cao_chuyen_de", date(2023, 12, 31), "07", "91/2017/NĐ-CP", True),
        ("bao_cao_chuyen_de", date(2024, 1, 1), "08", "98/2023/NĐ-CP", False),
        ("bao_cao_chuyen_de", date(2025, 7, 1), "08", "152/2025/NĐ-CP", True),
        ("to_trinh", date(2023, 12, 31), "", "91/2017/NĐ-CP", True),
        ("to_trinh", date(2024, 1, 1), "01", "98/2023/NĐ-CP", True),
        ("to_trinh", date(2025, 7, 1), "01", "152/2025/NĐ-CP", True),
        ("bao_cao_ca_nhan", date(2025, 7, 1), "05", "152/2025/NĐ-CP", True),
        ("bien_ban", date(2026, 1, 1), "1.9", "30/2020/NĐ-CP", True),
    ],
)
def test_the_form_follows_the_decree_of_the_day(
    purpose: str, day: date, number: str, decree: str, verified: bool
) -> None:
    form = BOOK.form(purpose, day)
    assert (form.number, form.decree, form.status == "verified") == (number, decree, verified)


def test_one_number_means_different_things_in_different_decrees() -> None:
    assert BOOK.form_purpose("91/2017/NĐ-CP", "08") == "bao_cao_doi_ngoai_tap_the"
    assert BOOK.form_purpose("152/2025/NĐ-CP", "8") == "bao_cao_chuyen_de"
    assert BOOK.form_purpose("91/2017/NĐ-CP", "7") == "bao_cao_chuyen_de"
    assert BOOK.form_purpose("152/2025/NĐ-CP", "20") is None
    assert BOOK.form_purpose("1/1999/NĐ-CP", "01") is None
    assert len([form for form in BOOK.forms("91/2017") if form.number]) == 9


@pytest.mark.parametrize(
    ("form", "authority", "before", "after"),
    [
        ("giay-khen", "xa", True, True),
        ("giay-khen", "huyen", True, False),
        ("giay-khen", "so", True, True),
        ("giay-khen", "phong", False, False),
        ("cstd-co-so", "xa", False, True),
        ("tap-the-tien-tien", "xa", False, True),
        ("tap-the-xuat-sac", "xa", False, False),
        ("bang-khen", "xa", False, False),
        ("bang-khen", "tinh", True, True),
    ],
)
def test_who_may_award_around_the_end_of_the_district(form: str, authority: str, before: bool, after: bool) -> None:
    assert BOOK.may_award(form, authority, date(2025, 6, 30)).value is before
    assert BOOK.may_award(form, authority, date(2025, 7, 1)).value is after


def test_authority_after_the_amending_law_is_unverified() -> None:
    assert BOOK.may_award("giay-khen", "xa", date(2026, 9, 30)).verified
    assert not BOOK.may_award("giay-khen", "xa", date(2026, 10, 1)).verified


def test_the_district_ends() -> None:
    assert BOOK.levels(date(2025, 6, 30)) == ("province", "district", "commune")
    assert BOOK.levels(date(2025, 7, 1)) == ("province", "commune")
    assert law.authority_key("district", date(2025, 6, 30)) == "huyen"
    with pytest.raises(law.NotInForce, match="kết thúc ngày 30/06/2025"):
        law.authority_key("district", date(2025, 7, 1))
    assert [law.authority_key(tier, date(2026, 1, 1)) for tier in ("commune", "province", "central")] == [
        "xa",
        "tinh",
        "thu-tuong",
    ]


def test_a_wrong_word_is_answered_with_the_nearest() -> None:
    with pytest.raises(law.UnknownWord, match="có lẽ là “giay-khen”"):
        BOOK.award_coefficient("giay-ken", "xa", "individual", date(2026, 1, 1))
    with pytest.raises(law.UnknownWord, match="có lẽ là “household”"):
        BOOK.award_coefficient("giay-khen", "xa", "houshold", date(2026, 1, 1))


def test_vote_defaults() -> None:
    assert BOOK.quorum(date(2026, 1, 1)).value == Fraction(2, 3)
    rule = BOOK.vote_rule("giay-khen", date(2026, 1, 1))
    assert (rule.value.share, rule.value.strict, rule.value.base, rule.status) == (
        Fraction(1, 2),
        True,
        "all",
        "unverified",
    )
    firm = BOOK.vote_rule("cstd-co-so", date(2025, 6, 30))
    assert (firm.value.share, firm.value.strict, firm.status) == (Fraction(4, 5), False, "verified")
    assert not BOOK.vote_rule("cstd-co-so", date(2025, 7, 1)).verified


def test_the_layout_of_the_certificate_is_sure_only_under_decree_98() -> None:
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1)]
    assert [BOOK.template("giay-khen", day).verified for day in days] == [False, True, True, False]


def test_unverified_values_are_listed_first_and_say_why_or_where() -> None:
    values = BOOK.values()
    assert [v.verified for v in values] == sorted(v.verified for v in values)
    assert all(v.source.place for v in values)
    assert all(v.source.instrument and v.checked for v in values if v.verified)
    assert all(v.checked is None for v in values if not v.verified)


def test_no_value_stands_outside_the_life_of_its_decree() -> None:
    decrees = {"91/2017/NĐ-CP", "98/2023/NĐ-CP", "152/2025/NĐ-CP"}
    outside = [
        value.key
        for value in BOOK.values()
        if value.source.instrument in decrees and not value.key.startswith(("instrument.", "template."))
        for text in [BOOK.instrument(value.source.instrument)]
        if text.in_force(value.since or date.min) is not True or text.in_force(value.until or date.max) is not True
    ]
    assert outside == []
