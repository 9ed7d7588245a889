"""What waits for the council, the Chairman and finance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from thidua.councils.models import Attendance, Motion, Session, VoteCast
from thidua.decisions.models import Decision, Revocation
from thidua.documents import vietnamese
from thidua.reports.worklist.desk import Desk, Item, link, round_name


def secretary(desk: Desk) -> Iterator[Item]:
    """Sessions to prepare and to run."""
    for round, movement in desk.rounds:
        if not desk.roles.in_body(movement.body_id, "council_secretary"):
            continue
        if not any(step.act == "council" for step in desk.plan_of[movement.pk].route):
            continue
        ready = desk.candidate_states[round.pk]["eligible"]
        if ready:
            yield Item(
                f"Chuẩn bị phiên họp Hội đồng: {ready} tập thể, cá nhân",
                f"{round_name(round, movement)}.",
                link("councils:new", dot=round.pk),
                "Mời họp",
                rank=3,
            )
    acts = {
        "planned": "Khai mạc",
        "open": "Mở bỏ phiếu",
        "voting": "Theo dõi bỏ phiếu",
        "counted": "Thông qua biên bản",
    }
    live = Session.objects.filter(council__body_id__in=desk.roles.body_ids("council_secretary"), state__in=acts)
    for session in live.select_related("round__movement"):
        yield Item(
            "Phiên họp Hội đồng",
            f"{round_name(session.round)}, họp tại {session.place}.",
            link("councils:session", session.pk),
            acts[session.state],
            day=timezone.localdate(session.planned_at),
            rank=2,
        )


def member(desk: Desk) -> Iterator[Item]:
    """Sessions in which ballots of this member are still missing."""
    if desk.user.person_id is None:
        return
    mine = {"member__person_id": desk.user.person_id}
    cast = VoteCast.objects.filter(motion=OuterRef("pk"), **mine)
    present = Attendance.objects.filter(session=OuterRef("session"), present=True, **mine)
    waiting = (
        Motion.objects.filter(session__state="voting")
        .exclude(conflicts__member__person_id=desk.user.person_id)
        .filter(Exists(present), ~Exists(cast))
        .select_related("session__round__movement")
        .order_by("session_id", "order")
    )
    first: dict[int, list[Motion]] = defaultdict(list)
    for motion in waiting:
        first[motion.session_id].append(motion)
    for motions in first.values():
        session = motions[0].session
        yield Item(
            f"Bỏ phiếu kín: còn {len(motions)} phiếu",
            f"{round_name(session.round)}.",
            link("councils:ballot", session.pk, motions[0].pk),
            "Bỏ phiếu",
            day=timezone.localdate(session.planned_at),
            rank=0,
        )


def decider(desk: Desk) -> Iterator[Item]:
    """Decisions that wait for the Chairman."""
    waiting = Decision.objects.filter(body_id__in=desk.roles.body_ids("decider"), state="submitted")
    for decision in waiting.select_related("round__movement").annotate(n=Count("awards")):
        at = (
            f", trình lúc {timezone.localtime(decision.submitted_at):%H:%M ngày %d/%m/%Y}"
            if decision.submitted_at
            else ""
        )
        yield Item(
            "Duyệt quyết định khen thưởng",
            f"{round_name(decision.round)}: {decision.n} tập thể, cá nhân{at}.",
            link("decisions:approve", decision.pk),
            "Xem và duyệt",
            day=desk.today,
            rank=0,
        )


def finance(desk: Desk) -> Iterator[Item]:
    """Award money not yet paid, and money of awards taken back that has not come in."""
    unpaid = Q(awards__verdict="approved", awards__paid_on=None) & ~Q(awards__candidate__state="revoked")
    rows = Decision.objects.filter(body_id__in=desk.roles.body_ids("finance"), state="issued").annotate(
        n=Count("awards", filter=unpaid)
    )
    for decision in rows.filter(n__gt=0).select_related("round__movement"):
        yield Item(
            f"Chi tiền thưởng cho {decision.n} tập thể, cá nhân",
            f"Quyết định số {decision} ngày {decision.decided_on:%d/%m/%Y}: {round_name(decision.round)}.",
            link("decisions:payments", decision.pk),
            "Lập danh sách chi",
            rank=4,
        )
    owed = Revocation.objects.filter(award__decision__in=rows.values("pk"), amount__gt=0, returned_on=None)
    for made in owed.select_related("award__decision__round__movement"):
        award = made.award
        yield Item(
            f"Thu lại {vietnamese.dong(made.amount)} tiền thưởng của {award.recipient_name}",
            f"Quyết định số {made} ngày {made.decided_on:%d/%m/%Y} thu hồi khen thưởng: {round_name(award.decision.round)}.",
            link("decisions:returned", award.decision_id, award.pk),
            "Ghi đã nộp lại",
            day=made.return_by,
            rank=4,
        )
