"""One dossier of each built-in plan from launch to appraised, through the real actions only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dossiers.steps import FILING, Stage
from thidua.audit import journal
from thidua.dossiers import actions
from thidua.dossiers.facts import evaluate
from thidua.dossiers.models import Dossier, Submission
from thidua.records import files

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", FILING)
def test_from_launch_to_appraised(code: str) -> None:
    stage = Stage(code)
    stage.good_facts()
    dossier = stage.received()
    later = stage.moment + timedelta(days=1)
    for candidate in dossier.candidates.select_related("dossier__round", "dossier__plan_version"):
        stage.judge_all(candidate)
        found = evaluate([candidate], later.date())[candidate.pk]
        assert found.answers, "the plan's standards must bite"
        assert {a.outcome.key for a in found.answers} == {"met"}, [(a.id, a.outcome.key) for a in found.answers]
        row = actions.appraise(candidate=candidate, by=stage.user("office"), at=later)
        assert row.conclusion == "eligible"
        assert not row.open_conditions
        assert {entry["outcome"] for entry in row.snapshot} == {"met"}
    dossier.refresh_from_db()
    assert dossier.state == "appraised"
    assert dossier.appraised_at == later
    assert {c.state for c in dossier.candidates.all()} == {"eligible"}
    assert journal.verify()[1] is None


@pytest.mark.parametrize("code", FILING)
def test_the_receipt_names_every_paper_and_its_stored_file(code: str) -> None:
    stage = Stage(code)
    receipt = stage.file(stage.confirmed())
    dossier = Dossier.objects.get()
    assert dossier.state == "filed"
    assert dossier.filed_at == stage.moment
    assert not dossier.late
    assert receipt.number == "01/TNHS"
    assert Submission.objects.count() == 1
    stored = {p.file.sha256: p.file for p in dossier.papers.all() if p.file}
    assert {p["sha256"] for p in receipt.papers} == set(stored)
    for paper in receipt.papers:
        assert paper["pages"] >= 1
        assert files.read(stored[paper["sha256"]]).startswith(b"%PDF")
    asked = {p.id for p in stage.world.plan.papers if p.made_by == "unit"}
    assert {p["item"] for p in receipt.papers} == asked
