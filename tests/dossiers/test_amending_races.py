"""Two people at the same moment: one amendment becomes the plan, one text is kept, one answer is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.dossiers.steps import Stage
from tests.dossiers.test_amending import NOW, drafted, issue, one_more_paper
from tests.support.racing import database_on_disk, together
from thidua.movements import difficulties, editing
from thidua.movements.editing import Target
from thidua.movements.models import Amendment, Difficulty, DifficultyAnswer, Movement, PlanVersion
from thidua.org.models import User
from thidua.plans import edit
from thidua.records.models import PaperNumber
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with database_on_disk(tmp_path):
        yield Stage("soc-trang-2025")


def one_won(answers: list[Any]) -> None:
    assert sorted(isinstance(each, Refused) for each in answers) == [False, True], answers


def test_of_two_amendments_issued_together_one_becomes_the_plan(stage: Stage) -> None:
    rows = [drafted(stage), drafted(stage, one_more_paper)]
    papers = PaperNumber.objects.filter(series="KH").count()
    one_won(together(*(lambda row=row: issue(stage, Amendment.objects.get(pk=row.pk)) for row in rows)))
    assert sorted(PlanVersion.objects.filter(movement=stage.movement).values_list("number", "in_force")) == [
        (1, False),
        (2, True),
    ]
    assert PaperNumber.objects.filter(series="KH").count() == papers + 1  # the loser used up no number
    assert sorted(Amendment.objects.values_list("state", flat=True)) == ["draft", "in_force"]


def test_of_two_texts_kept_together_one_is_lost_and_told(stage: Stage) -> None:
    row = drafted(stage)

    def keep(rule: str) -> None:
        mine = Amendment.objects.get(pk=row.pk)
        plan = edit.replaced(mine.plan, mine.plan.deadlines[0].id, replace(mine.plan.deadlines[0], rule=rule))
        movement = Movement.objects.get(pk=stage.movement.pk)
        office = User.objects.get(pk=stage.user("office").pk)
        editing.save(target=Target(movement, mine), version=row.version, plan=plan, by=office, at=NOW)

    one_won(together(lambda: keep("2026-02-16"), lambda: keep("2026-02-17")))
    assert Amendment.objects.get().version == row.version + 1


def test_of_two_answers_given_together_one_stands(stage: Stage) -> None:
    row = difficulties.report(
        movement=stage.movement,
        unit=stage.one,
        element_id=stage.world.plan.deadlines[0].id,
        text="Hạn nộp quá gấp.",
        by=stage.user("clerk"),
        at=NOW,
    )

    def answer(text: str) -> None:
        difficulties.answer(
            movement=Movement.objects.get(pk=stage.movement.pk),
            chosen=[Difficulty.objects.select_related("unit").get(pk=row.pk)],
            text=text,
            amends=False,
            by=User.objects.get(pk=stage.user("office").pk),
            at=NOW,
        )

    one_won(together(lambda: answer("Nộp trước phần đã có."), lambda: answer("Giữ nguyên hạn nộp.")))
    assert DifficultyAnswer.objects.count() == 1
