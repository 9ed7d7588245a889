"""The five published plans: every strict field right, anchors at 0.98 or better."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader.score import rich
from tests.reader.score.__main__ import score_seeds
from tests.reader.score.compare import Tally

SHARED = Path(__file__).parents[3] / "../shared"
pytestmark = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="năm kế hoạch mẫu nằm ngoài kho mã")


@pytest.fixture(scope="module")
def table() -> dict[str, dict[str, Tally]]:
    return score_seeds(SHARED / "seeds", SHARED / "spec" / "gold", check=False)[0]


@pytest.mark.parametrize("group", rich.STRICT)
def test_strict_fields(table: dict[str, dict[str, Tally]], group: str) -> None:
    notes = [f"{plan}: {note}" for plan, tallies in table.items() for note in tallies[group].notes]
    assert notes == []


@pytest.mark.parametrize("group", rich.ANCHORS)
def test_anchors(table: dict[str, dict[str, Tally]], group: str) -> None:
    whole = sum((tallies[group] for tallies in table.values()), Tally())
    assert whole.f1 >= 0.98, whole.notes
