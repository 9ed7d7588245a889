"""Calling a session: its agenda, the members told, the call taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.councils import facts, permissions, queries
from thidua.councils.models import Conflict, Council, Motion, Session
from thidua.documents import vietnamese
from thidua.dossiers import actions as dossier_actions
from thidua.dossiers.models import Candidate
from thidua.movements.models import Round
from thidua.movements.queries import current_version
from thidua.notices.actions import tell
from thidua.org.models import Roles, User
from thidua.plans import Plan
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any


def roles_at(by: User, at: datetime) -> Roles:
    """Roles of the actor on the day of the act."""
    return Roles.of(by, timezone.localdate(at))


def stale(doing: str) -> Refused:
    """Somebody else has changed the session in the meantime."""
    message = f"Chưa {doing} được: người khác vừa cập nhật phiên họp. Mở lại trang để xem tình trạng mới."
    return Refused([Finding("stale", "error", message)])


def shift(session: Session, version: int, act: str, doing: str, **fields: object) -> Session:
    """Move a session by an act of its table, if nobody was faster; call inside the act's transaction."""
    step = lifecycle.transition(lifecycle.SESSION, session.state, act)
    rows = Session.objects.filter(pk=session.pk, state=session.state, version=version)
    if not rows.update(state=step.after, version=version + 1, **fields):
        raise stale(doing)
    session.refresh_from_db()
    return session


def touch(session: Session, version: int, doing: str, **fields: object) -> Session:
    """Change a session without moving it, if nobody was faster; call inside the act's transaction."""
    rows = Session.objects.filter(pk=session.pk, state=session.state, version=version)
    if not rows.update(version=version + 1, **fields):
        raise stale(doing)
    session.refresh_from_db()
    return session


def create_session(
    *, council: Council, round: Round, planned_at: datetime, place: str, by: User, at: datetime
) -> Session:
    """Call a session on a round: every candidate found eligible and not yet heard comes onto the agenda.

    Their dossiers go to the council. Only where the plan's route has the council, or asks its minutes
    for proposals upward.
    """
    roles = roles_at(by, at)
    refuse_if_any(permissions.can_convene(roles, council))
    plan = current_version(round.movement).plan
    candidates = list(queries.waiting(round, plan))
    refuse_if_any(_session_findings(council, round, plan, candidates, planned_at, place, at))
    with transaction.atomic():
        session = Session.objects.create(
            council=council, round=round, planned_at=planned_at, place=place.strip(), created_by=by
        )
        _put_on_agenda(session, candidates, by, at)
        _invite(session, at)
        journal.record(
            by=by,
            at=at,
            act="session.create",
            thing=session,
            body_id=council.body_id,
            sentence=f"Mời họp {council.name} lúc {_when(session)}: {len(candidates)} trường hợp của {round.label}",
            basis={"plan": str(current_version(round.movement)), "clauses": _clauses(plan)},
            data={"candidates": [candidate.pk for candidate in candidates]},
        )
    return session


def _session_findings(
    council: Council,
    round: Round,
    plan: Plan,
    candidates: list[Candidate],
    planned_at: datetime,
    place: str,
    at: datetime,
) -> list[Finding]:
    found = []
    if round.movement.body_id != council.body_id:
        found.append(Finding("foreign_round", "error", "Đợt xét này không thuộc địa bàn của Hội đồng.", field="round"))
    if not facts.needs_council(plan):
        message = "Kế hoạch này không có bước xét tại Hội đồng; cơ quan thường trực trình thẳng người quyết định."
        found.append(Finding("no_council_step", "error", message, field="round"))
    elif not candidates:
        message = "Chưa có ai đủ điều kiện chờ Hội đồng xét: hồ sơ phải được thẩm định trước."
        found.append(Finding("empty_agenda", "error", message, field="round"))
    if timezone.localdate(planned_at) < timezone.localdate(at):
        found.append(Finding("date_past", "error", "Ngày họp không thể trước hôm nay.", field="day"))
    elif not facts.members_on(council, timezone.localdate(planned_at)):
        found.append(Finding("no_members", "error", "Ngày đó Hội đồng không có thành viên nào.", field="day"))
    if not place.strip():
        found.append(Finding("place_missing", "error", "Nhập nơi họp.", field="place"))
    return found


def add_waiting(*, session: Session, version: int, by: User, at: datetime) -> int:
    """Put candidates who became eligible after the call onto the agenda; returns how many."""
    refuse_if_any(permissions.can_run(roles_at(by, at), session))
    if session.state not in ("planned", "open"):
        raise Refused([Finding("agenda_closed", "error", "Đã mở bỏ phiếu nên không thêm người vào chương trình được.")])
    candidates = list(queries.waiting(session.round, current_version(session.round.movement).plan))
    if not candidates:
        raise Refused([Finding("empty_agenda", "error", "Không còn ai đủ điều kiện chờ Hội đồng xét.")])
    with transaction.atomic():
        touch(session, version, "thêm")
        _put_on_agenda(session, candidates, by, at)
        journal.record(
            by=by,
            at=at,
            act="session.agenda",
            thing=session,
            body_id=session.council.body_id,
            sentence=f"Thêm {len(candidates)} trường hợp vào chương trình họp {_when(session)}",
            data={"candidates": [candidate.pk for candidate in candidates]},
        )
    return len(candidates)


def _put_on_agenda(session: Session, candidates: list[Candidate], by: User, at: datetime) -> None:
    last = session.motions.aggregate(n=models.Max("order"))["n"] or 0
    dossiers = {c.dossier_id: c.dossier for c in candidates if c.dossier.state == "appraised"}
    for dossier in dossiers.values():
        dossier_actions.to_council(dossier=dossier, by=by, at=at)
    Motion.objects.bulk_create(
        Motion(session=session, candidate=candidate, order=last + place)
        for place, candidate in enumerate(candidates, 1)
    )
    find_conflicts(session)


def find_conflicts(session: Session) -> int:
    """Write down the conflicts the program can see and take back those it no longer sees; returns their number.

    Those that members declared stay.
    """
    members = [seat.member for seat in facts.roster(session)]
    motions = queries.agenda(session)
    found = facts.related(members, motions, facts.day_of(session))
    known = {(c.motion_id, c.member_id): c for motion in motions for c in motion.conflicts.all()}
    gone = [c.pk for key, c in known.items() if not c.declared and key not in found]
    Conflict.objects.filter(pk__in=gone).delete()
    Conflict.objects.bulk_create(
        Conflict(motion_id=motion, member_id=member, reason=reason[:250], declared=False)
        for (motion, member), reason in found.items()
        if (motion, member) not in known
    )
    return len(found)


def _invite(session: Session, at: datetime) -> None:
    users = queries.member_users(session, timezone.localdate(at))
    tell(
        users.values(),
        at=at,
        title=f"Mời họp {session.council.name}",
        text=f"{_when(session)}, tại {session.place}.",
        url=f"/hoi-dong/phien/{session.pk}/",
    )


def _when(session: Session) -> str:
    local = vietnamese.local(session.planned_at)
    return f"{local:%H:%M} ngày {vietnamese.date_short(local.date())}"


def _clauses(plan: Plan) -> list[str]:
    steps = [step.source.path for step in plan.route if step.act == "council"]
    return steps or [paper.source.path for paper in plan.papers if paper.meeting == "own_council"]


def cancel(*, session: Session, version: int, reason: str, by: User, at: datetime) -> Session:
    """Call a planned session off; its candidates wait for the next one."""
    refuse_if_any(permissions.can_run(roles_at(by, at), session))
    if len(reason.strip()) < 10:
        raise Refused([Finding("reason_short", "error", "Nêu lý do hủy, ít nhất 10 ký tự.", field="reason")])
    with transaction.atomic():
        shift(session, version, "cancel", "hủy", remarks=reason.strip())
        users = queries.member_users(session, timezone.localdate(at))
        tell(users.values(), at=at, title=f"Hủy phiên họp {_when(session)}", text=reason.strip())
        journal.record(
            by=by,
            at=at,
            act="session.cancel",
            thing=session,
            body_id=session.council.body_id,
            sentence=f"Hủy phiên họp {_when(session)}: {reason.strip()}",
        )
    return session
