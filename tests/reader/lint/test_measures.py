"""Standards nobody can meet."""

from __future__ import annotations

import pytest

from tests.reader.lint.paper import codes, fact, reading, section
from thidua.reader.lint import measures
from thidua.reader.model import Fact


def standard(text: str, **value: object) -> Fact:
    return fact("standard", "III.2", text, text=text, target="collective", **value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 120% trở lên", 1),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 100%", 0),
        ("Tỷ lệ hồ sơ trực tuyến đạt từ 99,5% trở lên", 0),
        ("Thu ngân sách đạt 110% dự toán được giao", 0),
        ("Số sáng kiến tăng 150% so với năm trước", 0),
    ],
)
def test_more_than_the_whole(text: str, found: int) -> None:
    paper = reading(section("III", "Tiêu chuẩn"), facts=(standard(text),))
    assert codes(measures.share_over_all, paper) == ["logic.never-met"] * found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chỉ số CCHC xếp hạng 0 toàn tỉnh", 1),
        ("đứng thứ 00 trong cụm", 1),
        ("xếp thứ 01 trong cụm", 0),
        ("xếp hạng 10 toàn tỉnh", 0),
        ("xếp thứ 05/12 đơn vị", 0),
    ],
)
def test_a_rank_before_the_first(text: str, found: int) -> None:
    paper = reading(section("III", "Tiêu chuẩn"), facts=(standard(text),))
    assert codes(measures.rank_below_first, paper) == ["logic.never-met"] * found


TABLE = tuple(fact("criterion", "PL.1", "nội dung", points=points) for points in (40, 30, 30))


@pytest.mark.parametrize(
    ("scale", "table", "text", "found"),
    [
        ("Chấm theo thang điểm 100.", (), "đạt từ 105 điểm trở lên", 1),
        ("Chấm theo thang điểm 100.", (), "đạt từ 85 điểm trở lên", 0),
        ("Bảng chấm điểm kèm theo.", TABLE, "đạt từ 110 điểm trở lên", 1),
        ("Bảng chấm điểm kèm theo.", TABLE, "đạt từ 100 điểm trở lên", 0),
        ("Bảng chấm điểm kèm theo, có điểm thưởng.", TABLE, "đạt từ 110 điểm trở lên", 0),
        ("Không nói thang điểm.", (), "đạt từ 110 điểm trở lên", 0),
    ],
)
def test_more_points_than_there_are(scale: str, table: tuple[Fact, ...], text: str, found: int) -> None:
    paper = reading(section("III", scale), facts=(*table, standard(text, op=">=", unit="điểm", value=1)))
    assert codes(measures.points_over_most, paper) == ["logic.never-met"] * found
