"""Numbers printed, read aloud and typed (fact F2, row B16)."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.vietnamese import (
    MAX_IN_WORDS,
    Numeric,
    count,
    decimal,
    dong,
    letter,
    money,
    money_words,
    number,
    parse_integer,
    parse_number,
    percent,
    roman,
    words,
)

DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7}
DIGITS |= {"tám": 8, "chín": 9}


def read(text: str) -> int:
    """Read number words back, word by word: an independent inverse of `words`, strict about mốt, tư, lăm and linh."""
    billions, rest, unit, previous = 0, 0, 0, ""
    for word in text.split():
        match word:
            case "tỷ":
                billions, rest, unit = rest + unit, 0, 0
            case "triệu" | "nghìn":
                rest, unit = rest + unit * {"triệu": 10**6, "nghìn": 1000}[word], 0
            case "trăm":
                unit *= 100
            case "mươi":
                unit += (unit % 10) * 9
                assert unit % 100 >= 20
            case "mười":
                unit += 10
            case "linh":
                assert previous == "trăm"
            case _:
                assert (word in {"mốt", "tư"}) == (previous == "mươi" and DIGITS[word] in {1, 4}), text
                assert (word == "lăm") == (previous in {"mươi", "mười"} and DIGITS[word] == 5), text
                unit += DIGITS[word]
        previous = word
    return billions * 10**9 + rest + unit


TABLE = {
    0: "Không",
    1: "Một",
    4: "Bốn",
    5: "Năm",
    10: "Mười",
    11: "Mười một",
    14: "Mười bốn",
    15: "Mười lăm",
    20: "Hai mươi",
    21: "Hai mươi mốt",
    24: "Hai mươi tư",
    25: "Hai mươi lăm",
    55: "Năm mươi lăm",
    100: "Một trăm",
    101: "Một trăm linh một",
    104: "Một trăm linh bốn",
    105: "Một trăm linh năm",
    110: "Một trăm mười",
    115: "Một trăm mười lăm",
    1_000: "Một nghìn",
    1_001: "Một nghìn không trăm linh một",
    1_021: "Một nghìn không trăm hai mươi mốt",
    2_026: "Hai nghìn không trăm hai mươi sáu",
    234_000: "Hai trăm ba mươi tư nghìn",
    702_000: "Bảy trăm linh hai nghìn",
    1_000_000: "Một triệu",
    1_000_005: "Một triệu không trăm linh năm",
    1_005_000: "Một triệu không trăm linh năm nghìn",
    1_410_000: "Một triệu bốn trăm mười nghìn",
    3_510_000: "Ba triệu năm trăm mười nghìn",
    21_000_000: "Hai mươi mốt triệu",
    1_000_000_000: "Một tỷ",
    1_050_000_000: "Một tỷ không trăm năm mươi triệu",
    2_000_000_015: "Hai tỷ không trăm mười lăm",
    10**12: "Một nghìn tỷ",
    10**15: "Một triệu tỷ",
    10**15 - 10**9: "Chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ",
}


@pytest.mark.parametrize("n", TABLE)
def test_words(n: int) -> None:
    assert words(n) == TABLE[n]
    assert read(TABLE[n].lower()) == n


@given(
    st.one_of(
        st.integers(0, MAX_IN_WORDS), st.integers(0, 2_000_000), st.integers(0, 999_999).map(lambda n: n * 10**9 + n)
    )
)
def test_words_can_be_read_back(n: int) -> None:
    assert read(words(n, capital=False)) == n


@pytest.mark.parametrize("n", [-1, MAX_IN_WORDS + 1])
def test_words_refuse_what_they_cannot_say(n: int) -> None:
    with pytest.raises(ValueError, match="bằng chữ"):
        words(n)


def test_amounts_and_counts() -> None:
    assert money(1_410_000) == "1.410.000 đồng"
    assert dong(1_410_000) == "1.410.000 đ"
    assert money_words(1_410_000) == "Một triệu bốn trăm mười nghìn đồng"
    assert [count(n) for n in (0, 1, 5, 10, 21, 1200)] == [
        "0 (không)",
        "01 (một)",
        "05 (năm)",
        "10 (mười)",
        "21 (hai mươi mốt)",
        "1.200 (một nghìn hai trăm)",
    ]


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, "0"),
        (5, "5"),
        (999, "999"),
        (1000, "1.000"),
        (1_410_000, "1.410.000"),
        (-5_000, "-5.000"),
        (96.75, "96,75"),
        (0.1, "0,1"),
        (Decimal("96.750"), "96,75"),
        (Decimal("1E+3"), "1.000"),
        (100, "100"),
        (-0.0, "0"),
        (Decimal("-0.00"), "0"),
    ],
)
def test_number(n: Numeric, expected: str) -> None:
    assert number(n) == expected


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (96.745, 2, "96,75"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (96, 2, "96,00"),
        (1234.5, 1, "1.234,5"),
        (-0.001, 1, "0,0"),
        (Decimal(10) ** 40, 1, "1" + "0" * 1 + ".000" * 13 + ",0"),
    ],
)
def test_decimal_rounds_half_up(value: Numeric, places: int, expected: str) -> None:
    assert decimal(value, places) == expected


def test_percent() -> None:
    assert [percent(99.6), percent(100), percent(Decimal("88.888"), 1)] == ["99,6 %", "100 %", "88,9 %"]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="không phải là một số"):
        number(value)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1.500", "1500"),
        ("1.000.000", "1000000"),
        ("1410000", "1410000"),
        ("1 000", "1000"),
        ("1\u00a0000\u202f000", "1000000"),
        ("96,75", "96.75"),
        ("0,125", "0.125"),
        ("87,125", "87.125"),
        ("96,750", "96.75"),
        ("1,500", "1.5"),
        ("1.234,5", "1234.5"),
        ("1 234,567", "1234.567"),
        ("1234,567", "1234.567"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("+7", "7"),
        ("-0", "0"),
        ("1.410.000 đ", "1410000"),
        ("1.410.000 đồng", "1410000"),
        ("100%", "100"),
        ("99,6 %", "99.6"),
        ("007", "7"),
        (" 12 ", "12"),
        ("１２", None),
        ("0", "0"),
    ],
)
def test_parse_number(typed: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(ValueError, match="Không đọc được số"):
            parse_number(typed)
    else:
        assert parse_number(typed) == Decimal(expected)


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        ("1,000,000", "Viết 1.000.000 "),
        ("1,500,000", "Viết 1.500.000 "),
        ("96.75", "Viết 96,75 "),
        ("1,000.50", "Viết 1.000,5 "),
        ("1000.000", "ví dụ 1.000.000"),
        ("1.50.000", "ví dụ 1.000.000"),
        ("1.000.00", "ví dụ 1.000.000"),
        ("1,2,3", "ví dụ 1.000.000"),
        ("1 00", "ví dụ 1.000.000"),
        ("mười", "ví dụ 1.000.000"),
        ("=1+1", "ví dụ 1.000.000"),
        ("12,", "ví dụ 1.000.000"),
        ("", "Chưa nhập số"),
        ("-", "Chưa nhập số"),
        ("đ", "Chưa nhập số"),
        ("9" * 60, "quá nhiều chữ số"),
    ],
)
def test_parse_number_refuses_with_the_cure(typed: str, cure: str) -> None:
    with pytest.raises(ValueError, match=re.escape(cure)):
        parse_number(typed)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_what_is_printed_is_read_back(value: Decimal) -> None:
    assert parse_number(number(value)) == value
    assert parse_number(decimal(value, 2)) == value


def test_parse_integer() -> None:
    assert parse_integer("1.500") == 1500
    assert parse_integer("1.500,00") == 1500
    with pytest.raises(ValueError, match="phải là số nguyên"):
        parse_integer("96,5")
    for typed in ("1,000", "-1,410 đồng"):
        with pytest.raises(ValueError, match=r"Viết 1\.(000|410) "):
            parse_integer(typed)


def test_roman() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 1994, 3999)] == [
        "I",
        "IV",
        "IX",
        "XIV",
        "XL",
        "XC",
        "MCMXCIV",
        "MMMCMXCIX",
    ]
    for n in (0, 4000):
        with pytest.raises(ValueError, match="La Mã"):
            roman(n)


def test_letters_of_points() -> None:
    assert [letter(n) for n in range(1, 10)] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]
    assert letter(23) == "y"
    for n in (0, 24):
        with pytest.raises(ValueError, match="điểm"):
            letter(n)
