"""A body that is gone: by the law of levels, or dissolved itself; who carries it on is told as far as recorded."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import world
from thidua import law
from thidua.org import standing
from thidua.org.models import Unit, UnitSuccession

pytestmark = pytest.mark.django_db
LAST = date(2025, 6, 30)


@pytest.fixture
def district() -> Unit:
    return world.build("phan-rang-2024").body


def test_the_book_says_when_a_level_ended() -> None:
    book = law.book()
    assert book.level_ended("district", LAST) is None
    value = book.level_ended("district", date(2025, 7, 1))
    assert value is not None
    assert (value.until, value.source.instrument, value.verified) == (LAST, "72/2025/QH15", True)
    assert book.level_ended("commune", date(2026, 1, 1)) is None
    assert book.level_ended("district", date(2010, 1, 1)) is None  # before the book begins nothing is known


def test_a_district_stands_until_its_last_day(district: Unit) -> None:
    assert standing.ended(district, LAST) is None
    gone = standing.ended(district, date(2025, 7, 1))
    assert gone is not None
    assert gone.sentence == (
        "Cấp huyện kết thúc ngày 30/06/2025 theo Luật 72/2025/QH15; từ 01/07/2025 UBND Lạc Giang A không còn ban hành "
        "kế hoạch, quyết định. Chưa ghi cơ quan kế tục."
    )


def test_a_successor_on_record_is_named(district: Unit) -> None:
    heir = world.build("soc-trang-2025", tag="b").body
    UnitSuccession.objects.create(predecessor=district, successor=heir, on=date(2025, 7, 1))
    (finding,) = standing.findings(district, date(2026, 1, 27), "phát động")
    assert finding.severity == "error"
    assert "Không phát động được: Cấp huyện kết thúc ngày 30/06/2025 theo Luật 72/2025/QH15" in finding.message
    assert "Cơ quan kế tục: UBND Lạc Giang B (từ 01/07/2025)." in finding.message


def test_what_nobody_checked_is_said_so(district: Unit) -> None:
    unsure = standing.Ended(district, LAST, "Luật 72/2025/QH15", verified=False)
    assert "chưa được đối chiếu với văn bản gốc" in unsure.sentence


def test_a_commune_stands_unless_it_was_dissolved() -> None:
    body = world.build("soc-trang-2025").body
    assert standing.findings(body, date(2026, 1, 27), "phát động") == []
    body.dissolved_on = LAST
    assert standing.told([body, body, None], date(2026, 1, 27)) == [
        "UBND Lạc Giang A kết thúc hoạt động ngày 30/06/2025; từ 01/07/2025 không còn ban hành kế hoạch, quyết định. "
        "Chưa ghi cơ quan kế tục."
    ]
