"""Which sentences of the document nobody read."""

from __future__ import annotations

import pytest

from thidua.drafting import sheet
from thidua.drafting.saying import say

TEXT = "03 khối phố, mỗi khối phố 2.000.000 đồng"


@pytest.mark.parametrize(
    ("span", "unread"),
    [((0, 11), [TEXT]), ((0, len(TEXT)), []), ((13, 30), []), (None, [TEXT])],
)
def test_a_sentence_with_money_is_read_only_with_its_figures(span: tuple[int, int] | None, unread: list[str]) -> None:
    reading = {"blocks": [{"index": 0, "text": TEXT, "page": 1}], "outline": []}
    places = [sheet.Place(1, 1, True, [[0, *span]])] if span else []
    assert [each.text for each in sheet.untouched(reading, places)] == unread


def test_amounts_are_said() -> None:
    row = {"target": "collective", "form": "Giấy khen", "amount": 2_000_000, "op": "max"}
    assert "Giấy khen, tập thể: tối đa 2.000.000 đ" in say("money", {"decree": None, "amounts": [row]})
