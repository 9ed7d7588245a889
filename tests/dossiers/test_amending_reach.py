"""How far an amendment reaches: rounds cut off, duties laid on others, letters printed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.dossiers.steps import Stage
from tests.dossiers.test_amending import NOW, codes, drafted, issue, sound
from tests.factories import followed
from tests.factories.world import at
from thidua.audit.models import JournalEntry
from thidua.dossiers import actions as dossier_actions
from thidua.dossiers import amending
from thidua.dossiers.models import Dossier
from thidua.movements import letters, queries
from thidua.movements.models import Duty
from thidua.plans import Plan, edit
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return Stage("soc-trang-2025")


def until(year: int) -> Callable[[Plan], Plan]:
    """The movement ends in another year."""
    return lambda plan: replace(plan, movement=replace(plan.movement, year_to=year))


def test_a_year_cut_off_takes_its_rounds_along() -> None:
    district, when = Stage("truc-ninh-2021-2025"), at("2022-03-01 09:00")
    final = district.movement.rounds.get(key="final-2025")
    issue(district, drafted(district, until(2024), when), when, effective_on=date(2022, 4, 1))
    unit = district.world.units["one"]
    with pytest.raises(Refused) as caught:  # it still stands, but nobody begins a dossier for it
        dossier_actions.open_dossier(
            round=district.movement.rounds.get(key="annual-2025"), unit=unit, by=district.user("clerk"), at=when
        )
    assert codes(caught) == {"round_leaves"}
    assert amending.take_effect_due(at("2022-04-01 00:05")) == 1
    keys = set(district.movement.rounds.values_list("key", flat=True))
    assert keys == {"annual-2021", "annual-2022", "annual-2023", "annual-2024", "final-2024"}
    assert district.movement.rounds.get(key="final-2024").pk == final.pk  # held once: it goes along with the last year
    assert JournalEntry.objects.get(act="amendment.effect").data["rounds_gone"] == ["annual-2025"]
    assert sound() == []


def test_a_round_with_dossiers_is_not_taken_out() -> None:
    district, when = Stage("truc-ninh-2021-2025"), at("2022-03-01 09:00")
    row = district.movement.rounds.get(key="annual-2025")
    version = queries.current_version(district.movement)
    Dossier.objects.create(
        round=row, unit=district.world.units["one"], plan_version=version, created_at=when,
        created_by=district.user("clerk"), saved_at=when,
    )  # fmt: skip
    amendment = drafted(district, until(2024), when)
    with pytest.raises(Refused) as caught:
        issue(district, amendment, when)
    (finding,) = caught.value.findings
    assert finding.code == "round_in_use"
    assert row.label in finding.message
    assert "Giữ đợt xét này" in finding.message
    assert finding.source is not None
    assert district.movement.rounds.filter(key="annual-2025").exists()


def test_a_duty_goes_to_those_named_now_and_they_are_told(stage: Stage) -> None:
    plan = stage.world.plan
    duty = next(d for d in plan.duties if "chuyen_mon" in d.unit_kinds and not d.role)
    mine = stage.movement.duties.filter(element_id=duty.id)
    done, *_ = owners = list(mine)
    Duty.objects.filter(pk=done.pk).update(done_on=NOW.date())
    other = next(
        d for d in plan.duties if d.id != duty.id and stage.movement.duties.filter(element_id=d.id).count() > 1
    )
    lost = stage.movement.duties.filter(element_id=other.id).first()
    lost.delete()  # as if the unit had come after the launch: an amendment of another duty hands it nothing
    head = stage.world.user("field", stage.person("Lý Trưởng Văn"), ("unit_head", stage.world.units["field"]))
    issue(stage, drafted(stage, lambda p: edit.replaced(p, duty.id, replace(duty, unit_kinds=("linh_vuc",)))))
    assert {d.unit for d in mine.all()} == {done.unit, stage.world.units["field"]}
    assert len(owners) > 1
    assert not stage.movement.duties.filter(element_id=other.id, unit=lost.unit).exists()
    (note,) = head.notices.filter(title__startswith="Nhiệm vụ mới")
    assert duty.label[:60] in note.text
    taken_back = JournalEntry.objects.get(act="amendment.effect").data["duties_taken_back"]
    assert len(taken_back) == len(owners) - 1


def test_an_old_letter_is_printed_again_as_it_was() -> None:
    """A letter keeps the clause it named, of the version in force on its day; one that waits is not yet cited."""
    district, when = Stage("truc-ninh-2021-2025"), at("2022-03-01 09:00")
    plan = district.world.plan
    asked = next(each for each in plan.duties if each.type == "lower_plan")
    moved = replace(asked, source=replace(asked.source, path="IX.9"))
    amendment = drafted(district, lambda p: edit.replaced(until(2024)(p), asked.id, moved), when)
    issue(district, amendment, when, effective_on=date(2022, 4, 1))
    days = ("2022-02-01 09:00", "2022-03-20 09:00", "2022-04-02 09:00")
    rows = [followed.reminder(district.world, district.movement, at(day)) for day in days]
    old = f"mục {asked.source.path}"
    assert [letters.reminder(row).clause for row in rows[:2]] == [old, old]
    amending.take_effect_due(at("2022-04-01 00:05"))
    assert [letters.reminder(row).clause for row in rows] == [old, old, "mục IX.9"]
