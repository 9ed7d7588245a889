"""Order of names and texts: a list made by hand and, where the system has ICU, its `vi` collation (row B17)."""

import ctypes
import ctypes.util
import random
import re
import unicodedata
from collections.abc import Callable
from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.vietnamese import sort_key, text_key

# By given name, then middle name, then family name; a ă â b c d đ e ê … and ngang huyền hỏi ngã sắc nặng. Made by hand.
IN_ORDER = """
An · Bùi An · Nguyễn An · Lê Thị An · Đỗ Văn An · Nguyễn Văn An · Phạm Văn An · Trần Thị Ánh · Đặng Văn Ánh · Lê Ăng
Trần Ân · Lê Văn Ấn · Lê Thị Bài · Nguyễn Quốc Bảo · Nguyễn Văn Bảo · Hà Bắc · Lê Thị Bích · Trần Văn Cảnh
Nguyễn Thị Châu · Nguyễn Chi · Trần Văn Cường · Lê Thị Dung · Nguyễn Thị Dung · Nguyễn Thị Hạnh Dung · Dương Văn Dũng
Đặng Văn Dũng · Lê Dương · Nguyễn Thị Đào · Trần Đạt · Hồ Văn Đặng · Lê Đoàn · Nguyễn Đông · Phạm Đức · Nguyễn Văn Em
Trần Thị Êm · Lê Giang · Nguyễn Thị Hà · Trần Thị Hà · Nguyễn Văn Hải · Lê Hạnh · Nguyễn Thị Hoa · Lê Thị Hoà
Nguyễn Thị Hòa · Trần Thị Hoá · Vũ Hoài · Lê Hồng · Nguyễn Huệ · Lê Hương · Nguyễn Thu Hường · Phạm Khoa · Nguyễn Lan
Nguyễn Văn Long · Trần Minh · Lý Hoàng Nam · Lê Văn Nam · Nguyễn Thị Nga · Nguyễn Ngọc · Trần Oanh · Trần Ổn · Lê Phúc
Nguyễn Thị Phượng · Hồ Quý · Lê Sơn · Bùi Tâm · Trần Thanh · Trần Thành · Trần Thảo · Trần Thuỳ · Lê Thúy · Lê Uyên
Nguyễn Ưng · Lê Vân · Đỗ Xuân · Trần Ý · Nguyễn Thị Yến · Lê Zung
"""
NAMES = [" ".join(name.split()) for name in re.split("[·\n]", IN_ORDER.strip())]

SYLLABLES = sorted({word for name in NAMES for word in name.split()})
FULL_NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5).map(" ".join)


def test_list_made_by_hand() -> None:
    assert len(NAMES) >= 60
    assert sorted(random.Random(7).sample(NAMES, len(NAMES)), key=sort_key) == NAMES


def test_keys_order_alike_as_text_in_any_collation() -> None:
    # Only 0-9 and a-f: the one alphabet that C, glibc and ICU collations agree on.
    assert all(
        re.fullmatch("[0-9a-f]*", key(name))
        for key in (sort_key, text_key)
        for name in [*NAMES, "", "日本 😀 Ж", "Tổ 12"]
    )


@pytest.mark.parametrize(
    "other",
    ["nguyễn thị hoà", "NGUYỄN  THỊ HÒA", unicodedata.normalize("NFD", "Nguyễn Thị Hoà"), "Nguyễn Thị Ho\u200bà"],
)
def test_one_name_has_one_key(other: str) -> None:
    assert sort_key(other) == sort_key("Nguyễn Thị Hoà")
    assert text_key(other) == text_key("Nguyễn Thị Hoà")


@given(st.text(), st.text())
def test_keys_exist_for_any_text_and_equal_words_have_equal_keys(a: str, b: str) -> None:
    for key in (sort_key, text_key):
        assert key(a) == key(unicodedata.normalize("NFD", a))
        assert (key(a) < key(b)) + (key(a) > key(b)) + (key(a) == key(b)) == 1


@given(FULL_NAMES, FULL_NAMES)
def test_the_given_name_decides_first(a: str, b: str) -> None:
    given_a, given_b = text_key(a.split()[-1]), text_key(b.split()[-1])
    if given_a != given_b:
        assert (sort_key(a) < sort_key(b)) == (given_a < given_b)


def test_text_is_read_from_the_left_and_numbers_as_numbers() -> None:
    expected = [
        "",
        "Phòng Nội vụ",
        "Phòng Văn hóa - Xã hội",
        "Tổ 2",
        "Tổ 10",
        "Tổ 10 A",
        "Tổ 011",
        "Tổ Đông",
        "Trường Mầm non 2",
        "Trường Mầm non Ánh Dương",
        "UBND phường Ba Đình",
        "UBND phường Đống Đa",
        "UBND xã An Dương",
    ]
    assert sorted(random.Random(3).sample(expected, len(expected)), key=text_key) == expected


def icu_compare() -> Callable[[str, str], int] | None:
    """Return ICU's comparison for `vi` at secondary strength (case left out), or None where the system has no ICU."""
    library = ctypes.util.find_library("icui18n")
    found = re.search(r"\.so\.(\d+)", library or "")
    if not library or not found:
        return None
    icu, version = ctypes.CDLL(library), found[1]
    status = ctypes.c_int(0)
    open_collator = getattr(icu, f"ucol_open_{version}")
    open_collator.restype = ctypes.c_void_p
    collator = ctypes.c_void_p(open_collator(b"vi", ctypes.byref(status)))
    if status.value > 0:
        return None
    getattr(icu, f"ucol_setStrength_{version}")(collator, 1)
    strcoll = getattr(icu, f"ucol_strcoll_{version}")

    def compare(a: str, b: str) -> int:
        left, right = a.encode("utf-16-le"), b.encode("utf-16-le")
        return int(strcoll(collator, left, len(left) // 2, right, len(right) // 2))

    return compare


ICU = icu_compare()


def split(name: str) -> tuple[str, str, str]:
    words = name.split()
    return words[-1], " ".join(words[1:-1]), words[0] if len(words) > 1 else ""


@pytest.mark.skipif(ICU is None, reason="no ICU library on this system; the list made by hand is tested above")
def test_two_thousand_names_in_the_order_of_icu() -> None:
    assert ICU is not None
    compare = ICU
    chance = random.Random(2026)
    onsets = [
        "",
        "b",
        "c",
        "ch",
        "d",
        "đ",
        "g",
        "h",
        "kh",
        "l",
        "m",
        "n",
        "ng",
        "ngh",
        "ph",
        "qu",
        "t",
        "th",
        "tr",
        "v",
        "x",
    ]
    rhymes = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]

    def syllable() -> str:
        made = (
            chance.choice(onsets)
            + chance.choice(rhymes)
            + chance.choice(tones)
            + chance.choice(["", "n", "nh", "ng", "p"])
        )
        return unicodedata.normalize("NFC", made).capitalize()

    def icu_order(a: str, b: str) -> int:
        return next((c for c in map(compare, split(a), split(b)) if c), 0)

    names = [" ".join(syllable() for _ in range(chance.randint(1, 4))) for _ in range(2000)]
    # Names that are equal to ICU are put in one order first, so that the two lists can be compared as they are.
    names.sort()
    assert sorted(names, key=sort_key) == sorted(names, key=cmp_to_key(icu_order))
    titles = [name for name in names if not any(c.isdigit() for c in name)] + [
        "Tổ A - B",
        "Tổ A B",
        "Tổ (A)",
        "Tổ A, B",
    ]
    assert sorted(titles, key=text_key) == sorted(titles, key=cmp_to_key(compare))
