"""The whole line through the real actions of every app: launch, dossier, appraisal, council where the plan has one, decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.decisions.stage import AWARDS
from tests.decisions.test_whole_way import check_invariants
from tests.dossiers.steps import FILING, Stage
from thidua.audit import journal
from thidua.councils import actions as councils
from thidua.councils import facts as council_facts
from thidua.councils.models import Conflict
from thidua.decisions import actions
from thidua.decisions.models import Decision
from thidua.dossiers import actions as dossiers
from thidua.dossiers.models import Candidate
from thidua.org.models import User

pytestmark = pytest.mark.django_db
# Kinds the quota or the awards of the plan make room for with one candidate each.
ONLY_PEOPLE = {"hoa-phong-2025"}


def appraised(code: str) -> Stage:
    stage = Stage(code)
    stage.good_facts()
    dossier = stage.received(collective=code not in ONLY_PEOPLE)
    later = stage.moment + timedelta(days=1)
    for candidate in dossier.candidates.select_related("dossier__round", "dossier__plan_version"):
        stage.judge_all(candidate)
        dossiers.appraise(candidate=candidate, by=stage.user("office"), at=later)
    return stage


def through_council(stage: Stage) -> None:
    """A session in which everybody present says yes."""
    assert stage.world.council is not None
    secretary, at = stage.user("secretary"), stage.moment + timedelta(days=3)
    session = councils.create_session(
        council=stage.world.council,
        round=stage.round,
        planned_at=at,
        place="Phòng họp số 1",
        by=secretary,
        at=at - timedelta(days=1),
    )
    everybody = council_facts.ids(council_facts.roster(session))
    session = councils.record_attendance(
        session=session, version=session.version, present=everybody, notes={}, by=secretary, at=at
    )
    session = councils.open_session(session=session, version=session.version, by=secretary, at=at)
    session = councils.start_voting(session=session, version=session.version, warnings_seen=True, by=secretary, at=at)
    accounts = {user.person_id: user for user in User.objects.exclude(person=None)}
    for motion in session.motions.all():
        barred = set(Conflict.objects.filter(motion=motion).values_list("member_id", flat=True))
        for seat in council_facts.roster(session):
            if seat.present and seat.member.pk not in barred:
                councils.cast(motion=motion, choice="yes", by=accounts[seat.member.person_id], at=at)
    session = councils.count(session=session, version=session.version, unfinished_ok=False, by=secretary, at=at)
    chosen = set(session.motions.filter(passed=True).values_list("pk", flat=True))
    session = councils.choose(session=session, version=session.version, chosen=chosen, reason="", by=secretary, at=at)
    councils.close(session=session, version=session.version, by=secretary, at=at + timedelta(hours=1))


@pytest.mark.parametrize("code", FILING)
def test_from_launch_to_issued_decision(code: str) -> None:
    stage = appraised(code)
    if any(step.act == "council" for step in stage.world.plan.route):
        through_council(stage)
    office, chair = stage.user("office"), stage.user("chair")
    at = stage.moment + timedelta(days=7)
    award = next(a for a in stage.world.plan.awards if a.id == AWARDS[code])
    decision = actions.draft_decision(
        round=stage.round, award_id=award.id, form="" if award.form else "giay-khen", by=office, at=at
    )
    texts = {"quota_reason": "Chỉ có một trường hợp đủ tiêu chuẩn trong đợt này"}
    actions.edit_draft(decision=decision, version=decision.version, texts=texts, by=office, at=at)
    actions.submit(decision=decision, version=decision.version, by=office, at=at)
    actions.approve(decision=decision, version=decision.version, by=chair, at=at + timedelta(hours=1))
    actions.issue(
        decision=decision, version=decision.version, decided_on=at.date(), by=office, at=at + timedelta(hours=2)
    )
    decision = Decision.objects.get()
    assert decision.state == "issued"
    assert {c.state for c in Candidate.objects.all()} == {"awarded"}
    assert stage.round.dossiers.get().state == "closed"
    assert check_invariants() == []
    assert journal.verify()[1] is None
