"""A plan read from a text is launched by the same line as a plan written by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import world
from thidua import reader
from thidua.reader.build import build

SEEDS = Path(__file__).parents[3] / "../shared/seeds"
PAIRS = {
    "phu-luong-2023": "000",
    "truc-ninh-2021-2025": "001",
    "hoa-phong-2025": "002",
    "phan-rang-2024": "003",
    "soc-trang-2025": "004",
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="không có năm văn bản mẫu")
@pytest.mark.django_db
@pytest.mark.parametrize("code", PAIRS)
def test_a_read_plan_is_launched(code: str) -> None:
    made = world.build(code)
    (file,) = SEEDS.glob(f"{PAIRS[code]}_*.txt")
    plan = build(reader.read_text(file.read_text(encoding="utf-8"), file.name).facts, code=code).plan
    assert plan is not None
    movement = world.launch(replace(made, plan=plan))
    assert movement.state == "launched"
    assert movement.rounds.count() >= 1
    assert movement.duties.count() >= len(plan.duties)
