"""QR marks: the dots are those of segno for the same text, size, level and mask."""

from __future__ import annotations

import io

import pytest
import segno
from PIL import Image

from thidua.documents import qr


def by_segno(text: str) -> list[int]:
    code = segno.make(text, mode="byte", error="m", mask=2, boost_error=False, micro=False)
    return [0 if dark else 255 for row in code.matrix_iter(border=2) for dark in row]


@pytest.mark.parametrize("length", [14, 26, 42, 62, 84, 106, 122, 152, 180])
def test_full_marks_of_every_size_equal_those_of_segno(length: int) -> None:
    text = ("https://thidua.example/kt/abcXYZ-0123456789_" * 5)[:length]
    side, values = qr.dots(text)
    assert side * side == len(values)
    assert list(values) == by_segno(text)


@pytest.mark.parametrize("length", [1, 13, 15, 25, 27, 41])
def test_marks_with_room_left_differ_only_after_their_data(length: int) -> None:
    """segno puts a byte of zeros before the padding; readers stop at the closing zero bits."""
    text = ("https://thidua.example/kt/abcXYZ-0123456789_" * 5)[:length]
    values, expected = qr.dots(text)[1], by_segno(text)
    version = 1 if length <= 14 else 2 if length <= 26 else 3
    places = [place for place, _ in qr._sheet(version).places]
    data = 8 * (length + 2)
    assert [values[place] for place in places[:data]] == [expected[place] for place in places[:data]]
    others = set(range(len(values))) - set(places)
    assert all(values[place] == expected[place] for place in others)


def test_picture_shows_the_dots() -> None:
    side, values = qr.dots("https://thidua.example/kt/1")
    picture = Image.open(io.BytesIO(qr.png("https://thidua.example/kt/1"))).convert("L")
    assert picture.size == (side * 6, side * 6)
    assert [picture.getpixel((n % side * 6 + 3, n // side * 6 + 3)) for n in range(side * side)] == list(values)


def test_too_long_a_text_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="180 ký tự"):
        qr.dots("x" * 181)
