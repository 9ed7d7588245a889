"""From rows to what the voting rules take: rules of a council, roster of a session, kinship by post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from django.utils import timezone

from thidua.councils.models import Attendance, Council, CouncilMember, Motion, Session
from thidua.org.models import Post, User, in_force
from thidua.plans import Plan
from thidua.rules.voting import VotingRules


def snapshot(council: Council) -> dict[str, object]:
    """The council's rules as they stand, to be kept with a session."""
    return {
        "quorum": [council.quorum_num, council.quorum_den],
        "threshold": [council.threshold_num, council.threshold_den],
        "strict": council.threshold_strict,
        "base": council.base,
        "secret": council.secret,
    }


def rules_of(session: Session) -> VotingRules:
    """The rules a session works under: those kept at its opening, before that the council's own."""
    return voting_rules(session.rules or snapshot(session.council))


def voting_rules(kept: dict[str, object]) -> VotingRules:
    """``VotingRules`` from a snapshot."""
    quorum, threshold = kept["quorum"], kept["threshold"]
    assert isinstance(quorum, list)
    assert isinstance(threshold, list)
    base: Literal["all", "present"] = "present" if kept["base"] == "present" else "all"
    return VotingRules(
        Fraction(*quorum), Fraction(*threshold), bool(kept["strict"]), base, bool(kept["secret"]), written=False
    )


def day_of(session: Session) -> date:
    """The day whose members count: the day of opening, before that the planned one."""
    return timezone.localdate(session.opened_at or session.planned_at)


def members_on(council: Council, day: date) -> list[CouncilMember]:
    """Members of a council on a day, in the order of their founding decision."""
    return list(council.members.filter(in_force(day)).select_related("person").order_by("id"))


def leading_posts(person_ids: Iterable[int], day: date) -> dict[int, Post]:
    """Person id → the leading post held on a day, with its unit."""
    rows = Post.objects.filter(in_force(day), person_id__in=list(person_ids)).select_related("unit")
    posts: dict[int, Post] = {}
    for post in rows.order_by("-is_head", "-is_leader", "-since"):
        posts.setdefault(post.person_id, post)
    return posts


@dataclass(frozen=True, slots=True)
class Seat:
    """One member in one session: here or not, and the remark beside it."""

    member: CouncilMember
    present: bool
    note: str = ""


def roster(session: Session) -> list[Seat]:
    """Members of the session's day with their attendance; nobody is taken as present before it is recorded.

    Once the session is open the recorded rows are the roster: a later change of membership does not
    change a past meeting.
    """
    if session.opened_at:
        return [Seat(row.member, row.present, row.note) for row in _attendance(session).values()]
    return seats_on(session, day_of(session))


def seats_on(session: Session, day: date) -> list[Seat]:
    """The members of a day with the attendance recorded so far."""
    rows = _attendance(session)
    return [
        Seat(member, *((rows[member.pk].present, rows[member.pk].note) if member.pk in rows else (False, "")))
        for member in members_on(session.council, day)
    ]


def _attendance(session: Session) -> dict[int, Attendance]:
    rows = session.attendance.select_related("member__person").order_by("member_id")
    return {row.member_id: row for row in rows}


def seat_of(session: Session, user: User) -> Seat | None:
    """The user's own seat in the session, if the user's person is a member."""
    if user.person_id is None:
        return None
    return next((seat for seat in roster(session) if seat.member.person_id == user.person_id), None)


def ids(seats: Iterable[Seat], *, present: bool = False) -> set[int]:
    """Ids of members; only of those present when asked."""
    return {seat.member.pk for seat in seats if seat.present or not present}


def related(members: Iterable[CouncilMember], motions: Iterable[Motion], day: date) -> dict[tuple[int, int], str]:
    """(motion id, member id) → why the member must not vote, found from candidates and posts on the day.

    A member is related who is the candidate, or who heads or works in the unit that files the dossier or
    is the collective proposed. Kinship is not known to the program: the member declares it.
    """
    people = {member.person_id: member for member in members}
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.filter(in_force(day), person_id__in=people).select_related("unit"):
        posts.setdefault(post.person_id, []).append(post)
    found = {}
    for motion in motions:
        candidate = motion.candidate
        units = {candidate.unit_id, candidate.dossier.unit_id}
        for person_id, member in people.items():
            if candidate.person_id == person_id:
                found[motion.pk, member.pk] = "là người được đề nghị khen thưởng"
                continue
            near = [post for post in posts.get(person_id, ()) if post.unit_id in units]
            if near:
                head = any(post.is_head for post in near)
                doing = "là thủ trưởng" if head else "công tác tại"
                found[motion.pk, member.pk] = f"{doing} {near[0].unit.name}, đơn vị đề nghị"
    return found


def needs_council(plan: Plan) -> bool:
    """Whether any candidate of the plan passes a council of the issuing body."""
    return has_council_step(plan) or bool(proposals_need_minutes(plan))


def has_council_step(plan: Plan) -> bool:
    """The plan's route sends every candidate through the council."""
    return any(step.act == "council" for step in plan.route)


def proposals_need_minutes(plan: Plan) -> set[str]:
    """Awards sent upward whose dossier must hold the minutes of the issuer's own council."""
    asked = [paper for paper in plan.papers if paper.meeting == "own_council" and paper.modes != ("award",)]
    return {award.id for award in plan.awards if award.mode == "propose"} if asked else set()


def awards_before_council(plan: Plan) -> set[str]:
    """Awards whose candidates come before the council."""
    return {award.id for award in plan.awards} if has_council_step(plan) else proposals_need_minutes(plan)
