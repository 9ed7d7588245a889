"""Dates printed and typed: day before month always (fact F1, rows A17, A18, B10)."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.vietnamese import (
    date_short,
    date_words,
    datetime_words,
    month_year,
    parse_date,
    partial_date_words,
    time_words,
    weekday,
)

DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2025, 6, 14), "ngày 14 tháng 6 năm 2025"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_zero_only_where_the_decree_asks_for_it(day: date, expected: str) -> None:
    assert date_words(day) == expected


def test_other_forms_of_a_date() -> None:
    day = date(2026, 1, 5)
    assert date_short(day) == "05/01/2026"
    assert month_year(day) == "tháng 01 năm 2026"
    assert month_year(date(2026, 9, 1)) == "tháng 9 năm 2026"
    assert [weekday(day + timedelta(n)) for n in range(7)] == [
        "thứ Hai",
        "thứ Ba",
        "thứ Tư",
        "thứ Năm",
        "thứ Sáu",
        "thứ Bảy",
        "Chủ nhật",
    ]
    assert partial_date_words(2021, 11) == "ngày … tháng 11 năm 2021"
    assert partial_date_words(2026, 1, 5) == date_words(day)
    assert partial_date_words() == "ngày … tháng … năm …"


def test_moments_are_shown_in_vietnamese_time() -> None:
    evening = datetime(2026, 12, 9, 17, 30, 9, 999_999, tzinfo=UTC)  # already the next day in Vietnam
    assert time_words(evening) == "00 giờ 30 phút 09 giây"
    assert datetime_words(evening) == "00 giờ 30 phút, ngày 10 tháng 12 năm 2026"
    assert date_short(evening) == "10/12/2026"
    assert weekday(evening) == "thứ Năm"
    assert time_words(datetime(2026, 12, 9, 16, 42, 9)) == "16 giờ 42 phút 09 giây"
    assert time_words(time(7, 5), seconds=False) == "07 giờ 05 phút"
    assert datetime_words(datetime(2026, 12, 9, 8, tzinfo=timezone(timedelta(hours=7))), seconds=True) == (
        "08 giờ 00 phút 00 giây, ngày 09 tháng 12 năm 2026"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "9/12/2026",
        "09/12/2026",
        "9-12-2026",
        "09-12-2026",
        "9.12.2026",
        "9.12.26",
        "9/12/26",
        " 9 / 12 / 2026 ",
        "09\u00a0/12/2026",
        "9 tháng 12 năm 2026",
        "ngày 9 tháng 12 năm 2026",
        "ngày 09 tháng 12 năm 2026",
        "Ngày 9/12/2026",
        "NGÀY 09 THÁNG 12 NĂM 2026",
        "9 tháng 12, 2026",
        "ngày 9, tháng 12, năm 2026",
        "ngay 9 thang 12 nam 2026",
        "9 tháng 12 2026",
        "2026-12-09",
        "nga\u0300y 9 tha\u0301ng 12 na\u0306m 2026",
    ],
)
def test_day_first(typed: str) -> None:
    assert parse_date(typed) == date(2026, 12, 9)


@pytest.mark.parametrize("typed", ["9/12", "9 tháng 12", "09-12", "ngày 9 tháng 12"])
def test_a_year_is_taken_only_from_the_caller(typed: str) -> None:
    assert parse_date(typed, year=2026) == date(2026, 12, 9)
    with pytest.raises(ValueError, match="thiếu năm"):
        parse_date(typed)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("12/31/2026", "không có tháng 31"),
        ("31/11/2026", "tháng 11 năm 2026 không có ngày 31"),
        ("29/02/2025", "tháng 2 năm 2025 không có ngày 29"),
        ("0/12/2026", "không có ngày 0"),
        ("12.5.85", "bốn chữ số"),
        ("9/12/202", "bốn chữ số"),
        ("9/12/0202", "ngoài khoảng"),
        ("2026/12/09", "Không đọc được ngày"),
        ("9/12-2026", "Không đọc được ngày"),
        ("Dec 9, 2026", "Không đọc được ngày"),
        ("46000", "Không đọc được ngày"),
        ("9122026", "Không đọc được ngày"),
        ("", "Chưa nhập ngày"),
    ],
)
def test_refused_with_an_example(typed: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        parse_date(typed)
    assert "31/12/2026" in str(caught.value)


@given(DATES)
def test_what_is_printed_is_read_back(day: date) -> None:
    assert parse_date(date_words(day)) == day
    assert parse_date(date_short(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.integers(1, 31), st.integers(1, 99), st.sampled_from("/-."))
def test_never_month_first(day: int, month: int, separator: str) -> None:
    typed = separator.join([str(day), str(month), "2024"])
    if month <= 12 and day <= monthrange(2024, month)[1]:
        assert parse_date(typed) == date(2024, month, day)
    else:
        with pytest.raises(ValueError, match="Viết ngày trước, tháng sau"):
            parse_date(typed)
