"""Days that no calendar has."""

from __future__ import annotations

import pytest

from tests.reader.lint.paper import codes, reading, section
from thidua.reader.lint import days


@pytest.mark.parametrize(
    ("words", "count"),
    [("Gửi trước ngày 31/6/2025.", 1), ("Từ 30/02/2025 đến 31/11/2025.", 2), ("Gửi trước 30/6/2025, 31/7/2025.", 0)],
)
def test_a_day_its_month_has_not(words: str, count: int) -> None:
    paper = reading(section("I", words, style="roman"))
    assert codes(days.impossible_dates, paper) == ["date.impossible"] * count
