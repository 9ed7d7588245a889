"""Bodies and papers of one name or number: nothing is linked that is not entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.factories import world
from tests.movements.test_cascade import launch, running, take_over, two_bodies
from thidua.movements import cascading, queries, queries_follow
from thidua.movements.models import Duty, LowerPlan
from thidua.org.models import Unit

pytestmark = pytest.mark.django_db
__all__ = ["running", "two_bodies"]  # fixtures


def test_a_foreign_district_with_a_commune_of_the_same_name_is_left_alone(two_bodies: Any) -> None:
    """Two communes of one name in two districts: only the own district is offered, linked, and told."""
    _, movement, below = two_bodies
    foreign = world.build("truc-ninh-2021-2025", tag="d")
    Unit.objects.filter(pk=foreign.units["lower"].pk).update(name_fold=below.body.name_fold, name=below.body.name)
    theirs = world.launch(foreign)
    day = date(2022, 1, 12)
    assert str(queries.current_version(theirs)) == str(queries.current_version(movement))  # one number, two papers
    assert queries_follow.higher_choices(below.body, day) == [movement]
    plan = cascading.from_higher(movement, below.body)
    assert cascading.cited(below.body, plan, day) == movement
    Unit.objects.filter(pk=below.body.pk).update(parent=None)  # nobody has entered the district above
    below.body.refresh_from_db()
    assert queries_follow.higher_choices(below.body, day) == [theirs, movement]  # the office chooses
    assert cascading.cited(below.body, plan, day) is None  # nothing is linked by itself
    before = foreign.users["office"].notices.count()
    launch(below, take_over(theirs, below))
    assert not LowerPlan.objects.exists()
    assert Duty.objects.get(movement=theirs, unit=foreign.units["lower"], type="lower_plan").done_on is None
    assert foreign.users["office"].notices.count() == before


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"date": None}, True),
        ({"issuer": None}, True),
        ({"issuer": None, "date": None}, False),  # the bare number is that of many papers
        ({"issuer": "Ủy ban nhân dân tỉnh Nam Định"}, False),
        ({"date": "2021-11"}, True),
        ({"date": "2021-11-16"}, False),
    ],
)
def test_a_cited_plan_is_known_by_number_body_and_day(two_bodies: Any, changes: dict[str, Any], found: bool) -> None:
    _, movement, below = two_bodies
    plan = cascading.from_higher(movement, below.body)
    plan = replace(plan, bases=(replace(plan.bases[0], **changes),))
    assert (cascading.cited(below.body, plan, date(2022, 1, 12)) == movement) is found
