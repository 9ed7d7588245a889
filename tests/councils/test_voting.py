"""From opening to the count: quorum, who votes, once each, and what the count says."""

from __future__ import annotations

import pytest

from tests.councils import meeting as meetings
from tests.councils.meeting import MEETING, Meeting
from tests.factories import world as worlds
from thidua.audit import journal
from thidua.councils import actions, ballots, facts, queries
from thidua.councils.models import Ballot, Conflict, CouncilMember, Session, VoteCast
from thidua.notices.models import Notice
from thidua.org.models import RoleGrant, Roles, User
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return meetings.build()


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def member(meeting: Meeting, name: str) -> int:
    return CouncilMember.objects.get(person=meeting.user(name).person).pk


# ---------------------------------------------------------------- opening


@pytest.mark.parametrize(("here", "opens"), [(3, False), (4, True), (5, True)])
def test_two_thirds_of_the_members_of_the_day_open_a_session(meeting: Meeting, here: int, opens: bool) -> None:
    session = meeting.call()
    seats = sorted(facts.ids(facts.roster(session)))
    session = meeting.attend(session, set(seats[:here]))
    if not opens:
        with pytest.raises(Refused) as refused:
            actions.open_session(session=session, version=session.version, by=meeting.secretary, at=MEETING)
        assert codes(refused) == {"voting.no_quorum"}
        session.refresh_from_db()
        assert session.state == "planned"
        return
    session = actions.open_session(session=session, version=session.version, by=meeting.secretary, at=MEETING)
    assert (session.state, session.opened_at) == ("open", MEETING)
    assert session.rules["quorum"] == [2, 3]


def test_quorum_counts_the_members_of_the_day_not_those_of_the_call(meeting: Meeting) -> None:
    session = meeting.call()
    seats = sorted(facts.ids(facts.roster(session)))
    session = meeting.attend(session, set(seats[:3]))
    CouncilMember.objects.filter(pk=seats[4]).update(until="2023-10-11")  # left the day before the meeting
    session = actions.open_session(session=session, version=session.version, by=meeting.secretary, at=MEETING)
    assert [seat.member.pk for seat in facts.roster(session)] == seats[:4]


def test_rules_and_roster_of_a_past_session_stay_when_the_council_changes(meeting: Meeting) -> None:
    session = meeting.opened()
    council = session.council
    council.quorum_num, council.base = 1, "present"
    council.save()
    CouncilMember.objects.filter(council=council).update(until="2023-10-01")
    session = Session.objects.get(pk=session.pk)
    assert facts.rules_of(session).base == "all"
    assert len(facts.roster(session)) == 5


def test_attendance_is_for_members_only_and_ends_with_the_opening_of_the_vote(meeting: Meeting) -> None:
    other = meetings.build(tag="b")
    stranger = CouncilMember.objects.filter(council=other.world.council).first()
    session = meeting.call()
    with pytest.raises(Refused) as refused:
        meeting.attend(session, {stranger.pk})
    assert codes(refused) == {"not_member"}
    session = meeting.attend(session)
    session = actions.open_session(session=session, version=session.version, by=meeting.secretary, at=MEETING)
    session = actions.start_voting(
        session=session, version=session.version, warnings_seen=True, by=meeting.secretary, at=MEETING
    )
    with pytest.raises(Refused) as refused:
        meeting.attend(session, set())
    assert codes(refused) == {"attendance_closed"}


def test_a_stale_page_changes_nothing(meeting: Meeting) -> None:
    session = meeting.attend(meeting.call())
    with pytest.raises(Refused) as refused:
        actions.open_session(session=session, version=session.version - 1, by=meeting.secretary, at=MEETING)
    assert codes(refused) == {"stale"}


def test_few_voters_are_a_warning_that_must_be_seen(meeting: Meeting) -> None:
    seats = sorted(facts.ids(facts.roster(meeting.call())))
    session = Session.objects.get()
    session = meeting.attend(session, set(seats[:4]))
    session = actions.open_session(session=session, version=session.version, by=meeting.secretary, at=MEETING)
    for motion in session.motions.all()[:1]:
        for name in ("member1", "member2"):
            actions.declare_conflict(motion=motion, reason="là anh em ruột", by=meeting.user(name), at=MEETING)
    with pytest.raises(Refused) as refused:
        actions.start_voting(
            session=session, version=session.version, warnings_seen=False, by=meeting.secretary, at=MEETING
        )
    assert {"warnings_unseen", "voting.small_group"} <= codes(refused)
    said = " ".join(f.message for f in refused.value.findings)
    assert "02 người bỏ phiếu" in said
    session.refresh_from_db()
    actions.start_voting(session=session, version=session.version, warnings_seen=True, by=meeting.secretary, at=MEETING)
    assert Ballot.objects.count() == 3


def test_members_without_an_account_are_named_before_the_vote(meeting: Meeting) -> None:
    RoleGrant.objects.filter(user=meeting.user("member2"), role="council_member").delete()
    session = meeting.opened()
    with pytest.raises(Refused) as refused:
        actions.start_voting(
            session=session, version=session.version, warnings_seen=False, by=meeting.secretary, at=MEETING
        )
    assert "no_account" in codes(refused)
    assert "Hoàng Ủy Viên Hai" in str(refused.value)


def test_opening_the_vote_calls_those_present(meeting: Meeting) -> None:
    session = meeting.call()
    seats = facts.ids(facts.roster(session)) - {member(meeting, "member3")}
    meeting.attend(session, seats)
    session = actions.open_session(session=session, version=session.version, by=meeting.secretary, at=MEETING)
    actions.start_voting(session=session, version=session.version, warnings_seen=True, by=meeting.secretary, at=MEETING)
    called = set(Notice.objects.filter(url__endswith="/phieu/").values_list("user_id", flat=True))
    assert called == {meeting.user(n).pk for n in ("chair", "secretary", "member1", "member2")}


# ---------------------------------------------------------------- casting


def test_one_vote_a_member_and_motion(meeting: Meeting) -> None:
    motion = meeting.voting().motions.first()
    assert motion is not None
    user = meeting.user("member1")
    token = actions.cast(motion=motion, choice="yes", by=user, at=MEETING)
    assert len(token) == ballots.SIGNS
    with pytest.raises(Refused) as refused:
        actions.cast(motion=motion, choice="no", by=user, at=MEETING)
    assert codes(refused) == {"already_voted"}
    assert Ballot.objects.get(motion=motion).papers == [[token, "yes"]]
    assert VoteCast.objects.count() == 1


def test_who_may_not_vote(meeting: Meeting) -> None:
    session = meeting.call()
    seats = facts.ids(facts.roster(session)) - {member(meeting, "member3")}
    session = meeting.attend(session, seats)
    session = actions.open_session(session=session, version=session.version, by=meeting.secretary, at=MEETING)
    motion = session.motions.first()
    assert motion is not None

    def refusal(name: str, choice: str = "yes") -> set[str]:
        with pytest.raises(Refused) as refused:
            actions.cast(motion=motion, choice=choice, by=meeting.user(name), at=MEETING)
        return codes(refused)

    assert refusal("member1") == {"wrong_state"}  # the vote is not open yet
    actions.declare_conflict(motion=motion, reason="là vợ của trưởng phòng", by=meeting.user("member2"), at=MEETING)
    actions.start_voting(session=session, version=session.version, warnings_seen=True, by=meeting.secretary, at=MEETING)
    assert refusal("office") == {"permission"}
    assert refusal("clerk") == {"permission"}
    assert refusal("admin") == {"permission"}
    assert refusal("member3") == {"not_present"}
    assert refusal("member2") == {"conflict"}
    assert refusal("member1", "maybe") == {"no_choice"}
    assert refusal("member1", "") == {"no_choice"}
    assert not VoteCast.objects.exists()
    assert Ballot.objects.get(motion=motion).papers == []


def test_the_role_alone_is_no_seat(meeting: Meeting) -> None:
    motion = meeting.voting().motions.first()
    RoleGrant.objects.create(
        user=meeting.user("office"), role="council_member", unit=meeting.world.body, since=worlds.SINCE
    )
    with pytest.raises(Refused) as refused:
        actions.cast(motion=motion, choice="yes", by=meeting.user("office"), at=MEETING)
    assert codes(refused) == {"permission"}


def test_a_member_declares_kinship_until_the_own_vote(meeting: Meeting) -> None:
    session = meeting.voting()
    first, second, _ = session.motions.all()
    user = meeting.user("member1")
    actions.cast(motion=first, choice="no", by=user, at=MEETING)
    with pytest.raises(Refused) as refused:
        actions.declare_conflict(motion=first, reason="là anh em ruột", by=user, at=MEETING)
    assert codes(refused) == {"already_voted"}
    with pytest.raises(Refused) as refused:
        actions.declare_conflict(motion=second, reason=" ", by=user, at=MEETING)
    assert codes(refused) == {"reason_short"}
    actions.declare_conflict(motion=second, reason="là anh em ruột", by=user, at=MEETING)
    with pytest.raises(Refused) as refused:
        actions.cast(motion=second, choice="yes", by=user, at=MEETING)
    assert codes(refused) == {"conflict"}
    assert [m.order for m in queries.open_motions(session, user)] == [3]
    assert Conflict.objects.get().declared


def test_what_waits_for_a_member(meeting: Meeting) -> None:
    session = meeting.voting()
    user = meeting.user("member1")
    roles = Roles.of(user, MEETING.date())
    assert [(s.pk, n) for s, n in queries.votes_waiting(roles, user)] == [(session.pk, 3)]
    actions.cast(motion=session.motions.first(), choice="yes", by=user, at=MEETING)
    assert [n for _, n in queries.votes_waiting(roles, user)] == [2]
    office = meeting.user("office")
    assert queries.votes_waiting(Roles.of(office, MEETING.date()), office) == []


# ---------------------------------------------------------------- counting


def test_count_asks_before_it_leaves_votes_out(meeting: Meeting) -> None:
    session = meeting.voting()
    motion = session.motions.first()
    assert motion is not None
    meeting.vote(motion, "yes", "yes", "no", "blank")
    with pytest.raises(Refused) as refused:
        actions.count(session=session, version=session.version, unfinished_ok=False, by=meeting.secretary, at=MEETING)
    assert codes(refused) == {"voting.not_voted"}
    actions.count(session=session, version=session.version, unfinished_ok=True, by=meeting.secretary, at=MEETING)
    motion.refresh_from_db()
    assert (motion.yes, motion.no, motion.blank, motion.eligible, motion.base) == (2, 1, 1, 5, 5)
    assert (motion.needed, motion.passed, motion.chosen) == (3, False, False)
    assert "2/5" in motion.sentence
    for other in session.motions.exclude(pk=motion.pk):
        assert (other.yes, other.passed) == (0, False)


def test_the_base_leaves_out_members_with_a_conflict(meeting: Meeting) -> None:
    session = meeting.opened()
    motion = session.motions.first()
    assert motion is not None
    for name in ("member1", "member2"):
        actions.declare_conflict(motion=motion, reason="là anh em ruột", by=meeting.user(name), at=MEETING)
    session = actions.start_voting(
        session=session, version=session.version, warnings_seen=True, by=meeting.secretary, at=MEETING
    )
    meeting.vote(motion, "yes", "yes", "no")
    actions.count(session=session, version=session.version, unfinished_ok=True, by=meeting.secretary, at=MEETING)
    motion.refresh_from_db()
    assert (motion.base, motion.needed, motion.passed) == (3, 2, True)


def test_nothing_is_known_before_the_count(meeting: Meeting) -> None:
    session = meeting.voting()
    meeting.everybody_votes(session)
    assert all(m.yes is None and m.passed is None and m.sentence == "" for m in session.motions.all())


def test_only_the_secretary_counts_and_only_once(meeting: Meeting) -> None:
    session = meeting.voting()
    meeting.everybody_votes(session)
    with pytest.raises(Refused) as refused:
        actions.count(
            session=session, version=session.version, unfinished_ok=True, by=meeting.user("chair"), at=MEETING
        )
    assert codes(refused) == {"permission"}
    version = session.version
    stale = Session.objects.get(pk=session.pk)
    actions.count(session=session, version=version, unfinished_ok=True, by=meeting.secretary, at=MEETING)
    with pytest.raises(Refused) as refused:
        actions.count(session=stale, version=version, unfinished_ok=True, by=meeting.secretary, at=MEETING)
    assert codes(refused) == {"stale"}
    with pytest.raises(Refused) as refused:
        actions.cast(motion=session.motions.first(), choice="yes", by=meeting.user("member1"), at=MEETING)
    assert codes(refused) == {"wrong_state"}


def test_show_of_hands_is_entered_by_the_secretary(meeting: Meeting) -> None:
    council = meeting.world.council
    assert council is not None
    council.secret = False
    council.save()
    session = meeting.voting()
    assert not Ballot.objects.exists()
    first, second, third = session.motions.all()
    with pytest.raises(Refused) as refused:
        actions.cast(motion=first, choice="yes", by=meeting.user("member1"), at=MEETING)
    assert codes(refused) == {"show_of_hands"}

    def enter(hands: dict[int, tuple[int, int, int]]) -> Session:
        return actions.count_hands(
            session=session, version=session.version, hands=hands, by=meeting.secretary, at=MEETING
        )

    with pytest.raises(Refused) as refused:
        enter({first.pk: (6, 0, 0), second.pk: (3, 2, 0)})
    assert [f.params["motion"] for f in refused.value.findings] == [first.pk, third.pk]
    session = enter({first.pk: (3, 1, 1), second.pk: (2, 3, 0), third.pk: (5, 0, 0)})
    assert [m.passed for m in session.motions.all()] == [True, False, True]
    assert session.state == "counted"


def test_every_act_leaves_a_journal_entry_and_the_chain_holds(meeting: Meeting) -> None:
    session = meeting.counted()
    acts = list(journal.of(session).values_list("act", flat=True))
    assert acts == ["session.count", "session.voting", "session.open", "session.attendance", "session.create"]
    assert journal.verify()[1] is None
    assert User.objects.filter(pk=journal.of(session).first().actor_id).get() == meeting.secretary
