"""Mutations of what follows a launch: amendments, letters, difficulties, inspections, higher plans."""

from __future__ import annotations

from datetime import date

from django.db import models

from tests.reports.mutating import change, trips
from thidua.dossiers.models import Dossier
from thidua.movements.models import (
    Amendment,
    Difficulty,
    Inspection,
    LowerPlan,
    Movement,
    PlanVersion,
    Reminder,
    ReminderLine,
)
from thidua.org.models import Unit

change("amendments_lead_to_versions", Amendment, number="")
change("amendments_lead_to_versions", Amendment, number="7")  # the draft too
change("amendments_lead_to_versions", Amendment, made=None)
change("amendments_lead_to_versions", Amendment, effective_on=date(2020, 1, 1))
change("later_versions_come_from_amendments", Amendment, made=None)
change("reminders_are_numbered_and_stay_inside", Reminder, number="77")
change("difficulties_and_inspections_are_whole", Difficulty, state="answered")
change("difficulties_and_inspections_are_whole", Inspection, done_on=date(2020, 1, 1))


@trips("amendments_lead_to_versions")
def a_plan_follows_an_amendment_before_its_day() -> None:
    Amendment.objects.exclude(made=None).update(state="issued")


@trips("dossiers_follow_a_version_of_their_movement")
def a_draft_stays_with_the_former_version() -> None:
    former = PlanVersion.objects.get(movement__body__code__startswith="b", number=1)
    Dossier.objects.filter(unit__code__startswith="b").update(plan_version=former)


@trips("dossiers_follow_a_version_of_their_movement")
def a_dossier_follows_the_plan_of_another_movement() -> None:
    other = PlanVersion.objects.filter(movement__body__code__startswith="a").first()
    Dossier.objects.filter(unit__code__startswith="b").update(plan_version=other)


@trips("reminders_are_numbered_and_stay_inside")
def a_letter_names_a_foreign_unit() -> None:
    ReminderLine.objects.update(unit=Unit.objects.filter(code__startswith="a").exclude(body=models.F("pk")).first())


@trips("difficulties_and_inspections_are_whole")
def a_foreign_unit_has_a_difficulty() -> None:
    Difficulty.objects.update(unit=Unit.objects.filter(code__startswith="a").exclude(body=models.F("pk")).first())


@trips("higher_and_lower_plans_are_of_others")
def a_body_carries_out_its_own_plan() -> None:
    movement = Movement.objects.filter(body__code__startswith="b").first()
    assert movement is not None
    Movement.objects.filter(pk=movement.pk).update(higher=movement)


@trips("higher_and_lower_plans_are_of_others")
def a_plan_of_a_foreign_unit() -> None:
    LowerPlan.objects.filter(movement__body__code__startswith="a").update(
        unit=Unit.objects.filter(code__startswith="b").exclude(body=models.F("pk")).first()
    )
