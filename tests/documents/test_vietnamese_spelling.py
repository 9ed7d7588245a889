"""One name in many byte sequences (fault row A67, fact F3) and the search form of a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.vietnamese import clean_name, fold, initials, nfc, normal_tone, same

VIETNAMESE = st.text(
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ ABCĐÔƯ-", max_size=40
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Đặng", "dang"),
        ("ĐẶNG", "dang"),
        (unicodedata.normalize("NFD", "Đặng"), "dang"),
        ("Hoà", "hoa"),
        ("Hòa", "hoa"),
        ("  Nguyễn\u00a0 Văn\tAn ", "nguyen van an"),
        ("Nguy\u200bễn", "nguyen"),
        ("Ðặng", "dang"),  # eth, as old converters leave it
        ("Ủy ban – “xã”", 'uy ban - "xa"'),
        ("Số 12/KH-UBND", "so 12/kh-ubnd"),
        ("Ｈà Nội", "ha noi"),
        ("", ""),
    ],
)
def test_fold(typed: str, expected: str) -> None:
    assert fold(typed) == expected


@given(st.text())
def test_fold_is_idempotent(s: str) -> None:
    assert fold(fold(s)) == fold(s)


@given(VIETNAMESE)
def test_fold_ignores_case_and_composition(s: str) -> None:
    assert fold(s) == fold(s.upper()) == fold(unicodedata.normalize("NFD", s))
    assert fold(s).isascii()


@pytest.mark.parametrize(
    "other",
    [
        unicodedata.normalize("NFD", "Nguyễn Thị Hoà"),
        "Nguyễn Thị Hòa",
        "NGUYỄN THỊ HOÀ",
        "Nguyễn  Thị Hoà ",
        "Nguyễn\u00a0Thị Hoà",
        "Nguyễn\u200b Thị Ho\u00adà",
        "\ufeffNguyễn Thị Hoà",
    ],
)
def test_one_name_written_differently_is_the_same(other: str) -> None:
    assert same("Nguyễn Thị Hoà", other)


@pytest.mark.parametrize(
    "other", ["Nguyên Thị Hoà", "Nguyễn Thị Hoa", "Nguyễn Thị Hoá", "Nguyễn Thi Hoà", "Nguyễn ThịHoà", ""]
)
def test_marks_tell_names_apart(other: str) -> None:
    assert not same("Nguyễn Thị Hoà", other)


OLD_PLACEMENT = """
    hoà hòa, hoá hóa, khoẻ khỏe, xoè xòe, thuỷ thủy, Thuý Thúy, HUỲ HÙY, uỷ ủy, Uỷ Ủy, loà lòa, goá góa, luỹ lũy,
    qúy quý, qùa quà, gìa già, gíup giúp, hòan hoàn, tóan toán, thúê thuế, Nguỵên Nguyện, hưũ hữu, cưú cứu, mưà mừa,
    quý quý, quả quả, già già, giữa giữa, giếng giếng, gì gì, gìn gìn, Huế Huế, thuở thuở, khuỷu khuỷu, ngoèo ngoèo,
    hoài hoài, xoáy xoáy, mía mía, của của, chùa chùa, bầu bầu, rượu rượu, người người, nghiễm nghiễm, quỳnh quỳnh,
    huỳnh huỳnh, hoạch hoạch, kiến kiến, yến yến, ý ý, Ánh Ánh, đồng đồng, ĐƯỢC ĐƯỢC, truyền truyền, hoẵng hoẵng
"""


@pytest.mark.parametrize("pair", [p.split() for p in OLD_PLACEMENT.split(",")], ids=lambda p: p[0])
def test_tone_placement(pair: list[str]) -> None:
    typed, expected = pair
    assert normal_tone(typed) == expected
    assert normal_tone(unicodedata.normalize("NFD", typed)) == expected


@pytest.mark.parametrize("word", ["Zoé", "Müller", "H'Hen", "Niê", "KH-UBND", "café", "São", "12a", "àá", "résumé"])
def test_other_words_stay(word: str) -> None:
    assert normal_tone(word) == word


@given(VIETNAMESE)
def test_normal_tone_is_idempotent_and_keeps_letters(s: str) -> None:
    once = normal_tone(s)
    assert normal_tone(once) == once
    assert fold(once) == fold(s)
    assert sorted(unicodedata.normalize("NFD", once)) == sorted(unicodedata.normalize("NFD", s))


def test_nfc_keeps_the_shape_of_a_text_and_clean_name_does_not() -> None:
    text = unicodedata.normalize("NFD", "Điều\u00a01.\n\tHòa\u200b  bình")
    assert nfc(text) == "Điều 1.\n\tHòa  bình"
    assert clean_name(text) == "Điều 1. Hòa bình"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lý Hoàng Nam", "HN"),
        ("Nguyễn An", "NA"),
        ("Ánh", "Á"),
        ("đỗ thị đào", "TĐ"),
        ("Ban (xã) Ô", "XÔ"),
        ("", ""),
        ("- 7", ""),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected
