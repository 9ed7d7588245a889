"""Places of a plan in words."""

from __future__ import annotations

import pytest

from thidua.ui.words import place_of


@pytest.mark.parametrize(
    ("path", "shown", "note"),
    [
        ("III.2.a", "III.2.a", ""),
        ("III.3.a.-2", "III.3.a", "gạch 2"),
        ("III.2~2", "III.2", ""),
        ("III.2.a.*1.-4", "III.2.a", "dấu sao 1, gạch 4"),
        ("p4", "", "đoạn 4"),
        ("body", "Toàn văn", ""),
        ("closing", "Phần kết", ""),
    ],
)
def test_a_place_has_no_marks_of_the_program(path: str, shown: str, note: str) -> None:
    place = place_of(path)
    assert (place["path"], place["note"]) == (shown, note)
