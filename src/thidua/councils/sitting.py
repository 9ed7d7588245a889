"""The session itself: who came, who has a part in a matter, opening, what was said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.councils import ballots, facts, permissions, queries
from thidua.councils.convening import find_conflicts, roles_at, shift, touch
from thidua.councils.models import Attendance, Conflict, Motion, Session
from thidua.org.models import User
from thidua.rules import lifecycle, voting
from thidua.rules.findings import Finding, Refused, refuse_if_any


def record_attendance(
    *,
    session: Session,
    version: int,
    present: Collection[int],
    notes: Mapping[int, str],
    by: User,
    at: datetime,
) -> Session:
    """Write down who came. ``present``: ids of members; ``notes``: member id → reason of absence or remark.

    Possible until the vote is opened: after that the number of voters stands.
    """
    refuse_if_any(permissions.can_run(roles_at(by, at), session))
    if session.state not in ("planned", "open"):
        message = "Danh sách có mặt đã chốt khi mở bỏ phiếu, không sửa được nữa."
        raise Refused([Finding("attendance_closed", "error", message)])
    seats = facts.roster(session)
    if strangers := set(present) - facts.ids(seats):
        message = f"Có {len(strangers):02d} người không phải thành viên Hội đồng vào ngày họp; xin mở lại trang."
        raise Refused([Finding("not_member", "error", message)])
    with transaction.atomic():
        touch(session, version, "ghi có mặt")
        for seat in seats:
            Attendance.objects.update_or_create(
                session=session,
                member=seat.member,
                defaults={"present": seat.member.pk in present, "note": notes.get(seat.member.pk, "").strip()[:200]},
            )
        session.attendance.exclude(member_id__in=facts.ids(seats)).delete()
        journal.record(
            by=by,
            at=at,
            act="session.attendance",
            thing=session,
            body_id=session.council.body_id,
            sentence=f"Ghi có mặt {len(set(present))}/{len(seats)} thành viên",
            data={"present": sorted(present)},
        )
    return session


def open_session(*, session: Session, version: int, by: User, at: datetime) -> Session:
    """Open the session when enough members are here; the rules and the roster of the day are kept with it."""
    refuse_if_any(permissions.can_run(roles_at(by, at), session))
    lifecycle.transition(lifecycle.SESSION, session.state, "open")
    kept = facts.snapshot(session.council)
    seats = facts.seats_on(session, timezone.localdate(at))
    here = facts.ids(seats, present=True)
    found = voting.before_opening(facts.voting_rules(kept), facts.ids(seats), here)
    refuse_if_any(finding for finding in found if finding.code == "voting.no_quorum")
    with transaction.atomic():
        shift(session, version, "open", "khai mạc", opened_at=at, rules=kept)
        _settle_roster(session, seats)
        find_conflicts(session)
        journal.record(
            by=by,
            at=at,
            act="session.open",
            thing=session,
            body_id=session.council.body_id,
            sentence=f"Khai mạc phiên họp: có mặt {len(here)}/{len(seats)} thành viên",
            basis={"rules": kept, "founding": session.council.founding},
            data={"present": sorted(here)},
        )
    return session


def _settle_roster(session: Session, seats: list[facts.Seat]) -> None:
    """Attendance rows become exactly the members of the day of opening; who was not recorded is absent."""
    session.attendance.exclude(member_id__in=facts.ids(seats)).delete()
    known = set(session.attendance.values_list("member_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(session=session, member=seat.member, present=False) for seat in seats if seat.member.pk not in known
    )


def declare_conflict(*, motion: Motion, reason: str, by: User, at: datetime) -> Conflict:
    """A member has a part in the matter and does not vote on it; possible as long as the member has not voted."""
    session = motion.session
    refuse_if_any(permissions.can_sit(roles_at(by, at), session, by))
    seat = facts.seat_of(session, by)
    assert seat is not None
    if session.state not in ("planned", "open", "voting"):
        raise Refused([Finding("conflict_late", "error", "Đã kiểm phiếu, không khai thêm được nữa.")])
    if len(reason.strip()) < 5:
        message = "Nêu quan hệ, ví dụ: là vợ của người được đề nghị."
        raise Refused([Finding("reason_short", "error", message, field="reason")])
    with transaction.atomic():
        if session.state == "voting" and facts.rules_of(session).secret:
            ballots.hold(motion.pk)  # a vote of the same member from another window waits, then sees this
        _still_undecided(motion, seat)
        conflict, created = Conflict.objects.get_or_create(
            motion=motion, member=seat.member, defaults={"reason": reason.strip()[:250], "declared": True}
        )
        if not created:
            raise Refused([permissions.conflict_finding(conflict.reason)])
        journal.record(
            by=by,
            at=at,
            act="conflict.declare",
            thing=motion,
            body_id=session.council.body_id,
            sentence=f"{by.display_name} khai có liên quan, không biểu quyết về {motion.candidate}",
            data={"reason": conflict.reason},
        )
    return conflict


def _still_undecided(motion: Motion, seat: facts.Seat) -> None:
    state = Session.objects.values_list("state", flat=True).get(pk=motion.session_id)
    if state not in ("planned", "open", "voting"):
        raise Refused([Finding("conflict_late", "error", "Đã kiểm phiếu, không khai thêm được nữa.")])
    if motion.casts.filter(member=seat.member).exists():
        message = (
            "Ông, bà đã bỏ phiếu trường hợp này nên không khai liên quan được nữa; xin báo thư ký để ghi biên bản."
        )
        raise Refused([Finding("already_voted", "error", message)])


def write_remarks(*, session: Session, version: int, text: str, by: User, at: datetime) -> Session:
    """Keep what was said for the minutes, one line a speaker: ``Name: opinion``."""
    refuse_if_any(permissions.can_run(roles_at(by, at), session))
    if session.state not in ("open", "voting", "counted"):
        raise Refused(
            [Finding("remarks_closed", "error", "Ý kiến chỉ ghi được trong khi họp, trước khi thông qua biên bản.")]
        )
    with transaction.atomic():
        touch(session, version, "ghi ý kiến", remarks=text.strip())
        journal.record(
            by=by,
            at=at,
            act="session.remarks",
            thing=session,
            body_id=session.council.body_id,
            sentence="Ghi ý kiến thảo luận vào biên bản",
        )
    return session


def opening_findings(session: Session) -> list[Finding]:
    """What stands in the way of opening the vote, or should be known: quorum, motions with few or no voters, accounts."""
    rules, seats = facts.rules_of(session), facts.roster(session)
    body, here = facts.ids(seats), facts.ids(seats, present=True)
    found: dict[tuple[str, str], Finding] = {}
    names: dict[tuple[str, str], list[str]] = {}
    for motion in queries.agenda(session):
        barred = {conflict.member_id for conflict in motion.conflicts.all()}
        for finding in voting.before_opening(rules, body, here, barred):
            key = (finding.code, finding.message)
            found[key] = finding
            names.setdefault(key, []).append(str(motion.candidate))
    kept = [
        finding if finding.code == "voting.no_quorum" else _about(names[key], finding) for key, finding in found.items()
    ]
    return kept + (_without_account(session, seats) if rules.secret else [])


def _about(names: list[str], finding: Finding) -> Finding:
    """The finding with the candidates' names; nobody to vote on one of them is no bar for the others and so a warning."""
    who = ", ".join(names[:3]) + (f" và {len(names) - 3:02d} trường hợp khác" if len(names) > 3 else "")
    message = f"{who}: {finding.message[:1].lower()}{finding.message[1:]}"
    if finding.code == "voting.nobody":
        message += " Trường hợp này sẽ ghi không đạt."
    return Finding(finding.code, "warning", message, {**finding.params, "names": names}, finding.source)


def _without_account(session: Session, seats: list[facts.Seat]) -> list[Finding]:
    able = queries.member_users(session, facts.day_of(session))
    names = [str(seat.member.person) for seat in seats if seat.present and seat.member.pk not in able]
    if not names:
        return []
    message = f"{', '.join(names)} chưa có tài khoản bỏ phiếu, phiếu của họ sẽ tính là không bỏ; hãy nhờ quản trị cấp."
    return [Finding("no_account", "warning", message, {"names": names})]
