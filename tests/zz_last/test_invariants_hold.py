"""The end of the suite: after the whole line of plans with different routes, every invariant holds.

The folder's name puts it last. ``Line`` runs the real actions only, so a problem here is a problem of the product.
"""

from __future__ import annotations

import pytest

from tests.factories.line import Line
from thidua.audit import journal
from thidua.decisions.models import Award
from thidua.reports import invariants

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "code", ["phu-luong-2023", "hoa-phong-2025", "soc-trang-2025", "truc-ninh-2021-2025", "phan-rang-2024"]
)
def test_the_whole_line_leaves_sound_data(code: str) -> None:
    line = Line(code)
    line.proposed()
    assert Award.objects.filter(decision__state="issued", verdict="approved").exists()
    assert [(r.code, r.problems) for r in invariants.run() if r.problems] == []
    assert journal.verify()[1] is None
