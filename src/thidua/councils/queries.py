"""Reads about councils and sessions shared by pages and by the apps above."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from thidua.councils import facts
from thidua.councils.models import Attendance, Conflict, Council, CouncilMember, Motion, Session, VoteCast
from thidua.councils.permissions import READERS
from thidua.dossiers.models import Candidate
from thidua.movements.models import Movement, Round
from thidua.movements.queries import with_plan
from thidua.org.models import Post, RoleGrant, Roles, User, in_force
from thidua.plans import Plan
from thidua.rules import quota, quota_parts
from thidua.rules.quota_parts import Pick

IN_DOSSIERS = ("appraised", "before_council")
SUGGESTED = 200
STAGES = {
    "sap-hop": ("Sắp họp", ("planned",)),
    "dang-hop": ("Đang họp", ("open", "voting", "counted")),
    "da-xong": ("Đã xong", ("closed", "cancelled")),
}


def councils(roles: Roles) -> QuerySet[Council]:
    """Councils of the bodies a user belongs to; who sits in them and by what rules is no secret."""
    return Council.objects.filter(body_id__in=roles.all_body_ids).select_related("body").order_by("id")


def visible(roles: Roles) -> QuerySet[Session]:
    """Sessions a user may see: those of the user's own bodies, for those who work with the council."""
    return Session.objects.filter(council__body_id__in=roles.body_ids(*READERS)).select_related(
        "council__body", "round__movement"
    )


def listed(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Sessions for a list, newest first: with the number of motions and of those chosen."""
    return sessions.annotate(
        on_agenda=Count("motions"), proposed=Count("motions", filter=Q(motions__chosen=True))
    ).order_by("-planned_at", "-id")


def paged(rows: QuerySet[Session], number: str | None, size: int) -> Page[Session]:
    """One page; a number out of range is the nearest page there is."""
    return Paginator(rows, size).get_page(number)


def members_with_posts(council: Council, day: date) -> list[tuple[CouncilMember, str]]:
    """Members of a council on a day with the leading post of each, in two queries."""
    members = facts.members_on(council, day)
    posts = facts.leading_posts([member.person_id for member in members], day)
    return [(m, f"{p.title}, {p.unit.name}" if (p := posts.get(m.person_id)) else "") for m in members]


def past_members(council: Council, day: date) -> list[CouncilMember]:
    """Seats that have ended or not yet begun on a day; those taken back as mistakes are left out."""
    rows = council.members.exclude(in_force(day)).exclude(until__lt=F("since")).select_related("person")
    return list(rows.order_by("-since", "id"))


def council_grants(council: Council, day: date) -> list[RoleGrant]:
    """Who may call or vote in the council of a body on a day."""
    rows = RoleGrant.objects.filter(
        in_force(day), role__in=("council_secretary", "council_member"), unit__body_id=council.body_id
    )
    return list(rows.select_related("user"))


def likely_members(council: Council, day: date) -> list[str]:
    """``Họ và tên (mã)`` of leaders of the body and its units, for the list a person is picked from."""
    posts = Post.objects.filter(in_force(day), is_leader=True, unit__body_id=council.body_id).select_related("person")
    names = [f"{post.person.full_name} ({post.person.code})" for post in posts.order_by("person__name_key")[:SUGGESTED]]
    return list(dict.fromkeys(names))


def agenda(session: Session) -> list[Motion]:
    """The motions of a session in their order, with everything a page says of a candidate, in four queries."""
    return list(
        session.motions.select_related(
            "candidate__person", "candidate__unit", "candidate__dossier__unit", "candidate__appraisal"
        )
        .prefetch_related("conflicts__member__person", "casts")
        .order_by("order")
    )


def rounds_to_meet(roles: Roles) -> list[Round]:
    """Rounds with candidates waiting for the council, in bodies where the user calls sessions; ``waiting`` is their number."""
    bodies = roles.body_ids("council_secretary")
    movements = with_plan(Movement.objects.filter(body_id__in=bodies, state="launched").select_related("body"))
    found = []
    for movement in movements:
        plan = movement.current[0].plan  # type: ignore[attr-defined]  # set by with_plan
        if not facts.needs_council(plan):
            continue
        numbers = _waiting_numbers([each.pk for each in movement.rounds.all()], facts.awards_before_council(plan))
        for each in movement.rounds.all():
            if numbers.get(each.pk):
                each.movement = movement
                each.waiting = numbers[each.pk]  # type: ignore[attr-defined]  # set by the query
                found.append(each)
    return found


def _waiting_numbers(round_ids: Collection[int], awards: Collection[str]) -> dict[int, int]:
    rows = _waiting(Candidate.objects.filter(dossier__round_id__in=round_ids), awards)
    return dict(rows.order_by().values_list("dossier__round_id").annotate(n=Count("pk")))


def waiting(round: Round, plan: Plan) -> QuerySet[Candidate]:
    """Candidates of a round found eligible and not yet before the council, collectives first."""
    rows = _waiting(Candidate.objects.filter(dossier__round=round), facts.awards_before_council(plan))
    return rows.select_related("dossier__unit", "unit", "person").order_by("kind", "dossier_id", "id")


def _waiting(candidates: QuerySet[Candidate], awards: Collection[str]) -> QuerySet[Candidate]:
    heard = Motion.objects.filter(candidate=OuterRef("pk")).exclude(session__state="cancelled")
    return candidates.filter(~Exists(heard), state="eligible", dossier__state__in=IN_DOSSIERS, award_id__in=awards)


def chosen_before(session: Session) -> list[Pick]:
    """Candidates of the same round whom earlier sessions recommended."""
    rows = Motion.objects.filter(session__round=session.round, session__state="closed", chosen=True).exclude(
        session=session
    )
    keys = ("candidate__kind", "candidate__award_id", "candidate__unit__name", "candidate__unit__kind")
    return [Pick(*row) for row in rows.order_by().values_list(*keys)]


def picks(session: Session, motions: Iterable[Motion], chosen: Collection[int]) -> list[Pick]:
    """Who is chosen in this session and before it; ``chosen`` are ids of motions."""
    now = (motion.candidate for motion in motions if motion.pk in chosen)
    return [*chosen_before(session), *(Pick(c.kind, c.award_id, c.unit.name, c.unit.kind) for c in now)]


def chosen_numbers(
    session: Session, motions: Iterable[Motion], chosen: Collection[int]
) -> dict[tuple[str, str | None], int]:
    """(kind, award) → number chosen in this session and before it; ``chosen`` are ids of motions."""
    return quota_parts.count(picks(session, motions, chosen))


def places(session: Session, plan: Plan, numbers: dict[tuple[str, str | None], int]) -> list[quota.Places]:
    """Places of the round's quotas with what is chosen."""
    return quota.places(plan, session.round.key, numbers)


def progress(motions: Iterable[Motion], seats: Iterable[facts.Seat]) -> list[tuple[facts.Seat, int, int]]:
    """For every member present: how many of the motions open to the member are voted on. Never what."""
    listed = list(motions)
    rows = []
    for seat in seats:
        if not seat.present:
            continue
        key = seat.member.pk
        barred = sum(any(c.member_id == key for c in motion.conflicts.all()) for motion in listed)
        cast = sum(any(c.member_id == key for c in motion.casts.all()) for motion in listed)
        rows.append((seat, cast, len(listed) - barred))
    return rows


def open_motions(session: Session, user: User) -> list[Motion]:
    """Motions of a session in voting on which the user's person may still vote, in the order of the agenda."""
    if user.person_id is None or session.state != "voting":
        return []
    member = Attendance.objects.filter(session=session, member__person_id=user.person_id, present=True).first()
    if member is None:
        return []
    key = member.member_id
    return list(
        session.motions.filter(
            ~Exists(VoteCast.objects.filter(motion=OuterRef("pk"), member_id=key)),
            ~Exists(Conflict.objects.filter(motion=OuterRef("pk"), member_id=key)),
        ).order_by("order")
    )


def votes_waiting(roles: Roles, user: User) -> list[tuple[Session, int]]:
    """Secret votes that wait for the user: (session, number of ballots not yet cast). For the first page."""
    if user.person_id is None:
        return []
    sessions = visible(roles).filter(
        state="voting",
        council__body_id__in=roles.body_ids("council_member"),
        attendance__member__person_id=user.person_id,
        attendance__present=True,
    )
    mine = Q(member__person_id=user.person_id)
    found = []
    for session in sessions:
        if not facts.rules_of(session).secret:
            continue
        free = session.motions.filter(
            ~Exists(VoteCast.objects.filter(mine, motion=OuterRef("pk"))),
            ~Exists(Conflict.objects.filter(mine, motion=OuterRef("pk"))),
        ).count()
        if free:
            found.append((session, free))
    return found


def results(candidate_ids: Iterable[int]) -> dict[int, Motion]:
    """Candidate id → the motion of the last closed session, for those who decide."""
    rows = Motion.objects.filter(candidate_id__in=list(candidate_ids), session__state="closed")
    return {
        motion.candidate_id: motion for motion in rows.select_related("session__council").order_by("session__closed_at")
    }


def member_users(session: Session, day: date) -> dict[int, int]:
    """Member id → id of the account that can vote for the member on a day; members without one are left out."""
    people = {seat.member.person_id: seat.member.pk for seat in facts.roster(session)}
    users = User.objects.filter(
        in_force(day, "grants__"),
        person_id__in=people,
        is_active=True,
        grants__role="council_member",
        grants__unit__body_id=session.council.body_id,
    )
    return {people[person]: pk for pk, person in users.values_list("pk", "person_id")}
