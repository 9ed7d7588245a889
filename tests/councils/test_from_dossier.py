"""From the unit's dossier to the council's advice, every step by the real actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.dossiers.steps import Stage
from tests.factories import world as worlds
from thidua.councils import actions, queries, showing
from thidua.councils.models import Session
from thidua.dossiers import actions as dossier_actions
from thidua.dossiers.models import Candidate, Dossier
from thidua.movements.queries import current_version
from thidua.org.models import User

pytestmark = pytest.mark.django_db


def test_a_dossier_of_phu_luong_comes_to_the_council_and_leaves_it_with_advice() -> None:
    stage = Stage("phu-luong-2023")
    stage.good_facts()
    dossier = stage.received()
    appraised = stage.moment + timedelta(days=2)
    for candidate in dossier.candidates.all():
        stage.judge_all(candidate)
        dossier_actions.appraise(
            candidate=Candidate.objects.get(pk=candidate.pk), by=stage.user("office"), at=appraised
        )
    assert Dossier.objects.get(pk=dossier.pk).state == "appraised"

    secretary = stage.user("secretary")
    meeting = worlds.at("2023-10-12 14:00")
    session = actions.create_session(
        council=stage.world.council,
        round=stage.round,
        planned_at=meeting,
        place="Phòng họp số 1",
        by=secretary,
        at=worlds.at("2023-10-06 08:00"),
    )
    assert Dossier.objects.get(pk=dossier.pk).state == "before_council"
    assert session.motions.count() == 2
    present = set(session.council.members.values_list("pk", flat=True))

    def step(act, **more: Any) -> Session:
        return act(session=session, version=session.version, by=secretary, at=meeting, **more)

    session = step(actions.record_attendance, present=present, notes={})
    session = step(actions.open_session)
    session = step(actions.start_voting, warnings_seen=True)
    plan = current_version(stage.movement).plan
    for motion in queries.agenda(session):
        summary = showing.summary(motion.candidate)
        assert summary.counts, "the ballot shows the standards the office has appraised"
        assert summary.conclusion.startswith("Đủ điều kiện")
        assert showing.award_label(plan, motion.candidate) == "Giấy khen của Chủ tịch UBND phường"
        yes = motion.candidate.kind == "collective"
        for name in ("chair", "secretary", "member1", "member2", "member3"):
            user = User.objects.get(pk=stage.user(name).pk)
            actions.cast(motion=motion, choice="yes" if yes else "no", by=user, at=meeting)
    session = step(actions.count, unfinished_ok=False)
    session = step(actions.close)
    assert dict(dossier.candidates.values_list("kind", "state")) == {
        "collective": "recommended",
        "individual": "not_recommended",
    }
