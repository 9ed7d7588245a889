"""Calling a session: who, on what, and what is refused."""

from __future__ import annotations

import pytest

from tests.councils import meeting as meetings
from tests.councils.meeting import CALLED, MEETING, Meeting
from tests.factories import world as worlds
from thidua.audit import journal
from thidua.councils import actions, facts, queries
from thidua.councils.models import Conflict, CouncilMember
from thidua.dossiers.models import Dossier
from thidua.notices.models import Notice
from thidua.org.models import Post, Roles
from thidua.plans import builtin
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return meetings.build()


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def test_only_plans_with_a_council_step_bring_candidates_before_it() -> None:
    plans = builtin()
    assert {code for code, plan in plans.items() if facts.has_council_step(plan)} == {"phu-luong-2023"}
    assert {code for code, plan in plans.items() if facts.needs_council(plan)} == {"phu-luong-2023"}


def test_session_takes_all_eligible_candidates_and_their_dossiers(meeting: Meeting) -> None:
    left = meeting.candidates[-1]
    left.state = "ineligible"
    left.save()
    session = meeting.call()
    assert {m.candidate_id for m in session.motions.all()} == {c.pk for c in meeting.candidates[:-1]}
    assert [m.order for m in session.motions.all()] == [1, 2]
    assert session.motions.first().candidate.kind == "collective"
    states = set(Dossier.objects.filter(candidates__motions__session=session).values_list("state", flat=True))
    assert states == {"before_council"}
    assert journal.of(session).first().act == "session.create"


def test_members_are_invited_in_their_inbox(meeting: Meeting) -> None:
    session = meeting.call()
    invited = set(Notice.objects.filter(url=f"/hoi-dong/phien/{session.pk}/").values_list("user_id", flat=True))
    assert invited == {meeting.world.users[n].pk for n in ("chair", "secretary", "member1", "member2", "member3")}


def test_only_the_secretary_calls(meeting: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        actions.create_session(
            council=meeting.world.council,
            round=meeting.round,
            planned_at=MEETING,
            place="Phòng 1",
            by=meeting.user("office"),
            at=CALLED,
        )
    assert codes(refused) == {"permission"}


def test_a_plan_without_council_step_calls_no_session() -> None:
    world = worlds.build("hoa-phong-2025")
    movement = worlds.launch(world)
    with pytest.raises(Refused) as refused:
        actions.create_session(
            council=world.council,
            round=movement.rounds.get(),
            planned_at=worlds.at("2025-11-20 08:00"),
            place="Phòng 1",
            by=world.users["secretary"],
            at=worlds.at("2025-11-10 08:00"),
        )
    assert codes(refused) == {"no_council_step"}


def test_a_round_of_another_body_is_refused(meeting: Meeting) -> None:
    other = meetings.build(tag="b")
    with pytest.raises(Refused) as refused:
        actions.create_session(
            council=meeting.world.council,
            round=other.round,
            planned_at=MEETING,
            place="Phòng 1",
            by=meeting.secretary,
            at=CALLED,
        )
    assert "foreign_round" in codes(refused)


def test_a_candidate_is_heard_once_and_again_only_after_a_cancelled_session(meeting: Meeting) -> None:
    first = meeting.call()
    with pytest.raises(Refused) as refused:
        meeting.call()
    assert codes(refused) == {"empty_agenda"}
    actions.cancel(
        session=first, version=first.version, reason="Chủ tịch Hội đồng đi công tác", by=meeting.secretary, at=CALLED
    )
    again = meeting.call()
    assert again.motions.count() == 3


def test_a_past_day_is_refused(meeting: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        meeting.call(planned=worlds.at("2023-10-04 08:00"))
    assert codes(refused) == {"date_past"}


def test_candidates_found_eligible_later_are_added_before_the_vote(meeting: Meeting) -> None:
    late = meeting.candidates[-1]
    late.state = "nominated"
    late.save()
    session = meeting.call()
    with pytest.raises(Refused):
        actions.add_waiting(session=session, version=session.version, by=meeting.secretary, at=CALLED)
    late.state = "eligible"
    late.save()
    assert actions.add_waiting(session=session, version=session.version, by=meeting.secretary, at=CALLED) == 1
    assert session.motions.get(candidate=late).order == 3


def test_conflicts_are_found_for_candidate_head_and_staff(meeting: Meeting) -> None:
    council, one = meeting.world.council, meeting.world.units["one"]
    head = meeting.world.people["Đỗ Thành Đạt"]
    colleague = meeting.world.people["Võ Hoàng Phúc"]
    candidate = meeting.candidates[2]  # works in division two
    for person in (head, colleague, candidate.person):
        CouncilMember.objects.create(council=council, person=person, duty="member", since=worlds.SINCE)
    session = meeting.call()
    found = {
        (c.member.person.full_name, str(c.motion.candidate)): c.reason
        for c in Conflict.objects.select_related("member")
    }
    unit_motions = {str(m.candidate) for m in session.motions.all() if m.candidate.dossier.unit_id == one.pk}
    assert len(unit_motions) == 2
    for name in unit_motions:
        assert found.pop(("Đỗ Thành Đạt", name)) == "là thủ trưởng Phòng Kinh tế, đơn vị đề nghị"
        assert found.pop(("Võ Hoàng Phúc", name)) == "công tác tại Phòng Kinh tế, đơn vị đề nghị"
    assert found == {(str(candidate.person), str(candidate)): "là người được đề nghị khen thưởng"}


def test_a_conflict_that_is_gone_by_the_day_is_taken_back(meeting: Meeting) -> None:
    colleague = meeting.world.people["Võ Hoàng Phúc"]
    CouncilMember.objects.create(council=meeting.world.council, person=colleague, duty="member", since=worlds.SINCE)
    session = meeting.call()
    assert Conflict.objects.filter(member__person=colleague).count() == 2
    Post.objects.filter(person=colleague).update(until="2023-10-10")
    session = meeting.attend(session)
    actions.open_session(session=session, version=session.version, by=meeting.secretary, at=MEETING)
    assert not Conflict.objects.filter(member__person=colleague).exists()


def test_readers_of_the_body_see_sessions_and_nobody_else(meeting: Meeting) -> None:
    session = meeting.call()
    other = meetings.build(tag="b")
    day = MEETING.date()
    seen = {
        name: queries.visible(Roles.of(meeting.user(name), day)).filter(pk=session.pk).exists()
        for name in ("secretary", "member1", "chair", "office", "admin", "clerk", "head", "finance")
    }
    assert seen == {
        "secretary": True, "member1": True, "chair": True, "office": True, "admin": True,
        "clerk": False, "head": False, "finance": False,
    }  # fmt: skip
    assert not queries.visible(Roles.of(other.secretary, day)).filter(pk=session.pk).exists()


def test_rounds_waiting_for_a_council(meeting: Meeting) -> None:
    roles = Roles.of(meeting.secretary, CALLED.date())
    assert [(r.pk, r.waiting) for r in queries.rounds_to_meet(roles)] == [(meeting.round.pk, 3)]
    meeting.call()
    assert queries.rounds_to_meet(roles) == []
    assert queries.rounds_to_meet(Roles.of(meeting.user("member1"), CALLED.date())) == []
