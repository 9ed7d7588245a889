"""What pages show of a decision, without a database."""

from __future__ import annotations

from datetime import date

from thidua import plans
from thidua.decisions import showing
from thidua.plans import calendar
from thidua.rules import quota


def test_places_taken_elsewhere_in_the_round_are_told_apart() -> None:
    plan = plans.builtin()["soc-trang-2025"]
    (instance,) = calendar.rounds(plan, date(2025, 10, 24))
    here = {("individual", plan.awards[0].id): 2}
    known = quota.places(plan, instance.key, {("individual", plan.awards[0].id): 3})
    said = {seat.title: seat.sentence for seat in showing.seats(plan, known, here)}
    assert said["Cá nhân"].endswith("Gồm 02 ở quyết định này, 01 ở quyết định hoặc tờ trình khác cùng đợt.")
    assert "Gồm" not in said["Tập thể"]
    assert not [s for s in showing.seats(plan, known, {}) if "quyết định này" in s.sentence]  # no decision yet
