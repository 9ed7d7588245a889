"""Who may act in a council. Empty list = yes. That a person is a member is a fact of the founding decision, not of a role."""

from __future__ import annotations

from thidua.councils import facts
from thidua.councils.models import Council, Motion, Session
from thidua.org.models import Roles, User
from thidua.org.permissions import need_body_role
from thidua.rules.findings import Finding

# Who reads what the council does; units learn the result from the decision.
READERS = ("council_secretary", "council_member", "office", "decider", "admin")
FOUNDERS = ("office", "admin")  # enter what the founding decision says


def can_set_up(roles: Roles, body_id: int | None) -> list[Finding]:
    """Enter a council, its rules and its members as the decisions say."""
    return need_body_role(roles, body_id, "lập Hội đồng, ghi thành viên và quy tắc", *FOUNDERS)


def can_convene(roles: Roles, council: Council) -> list[Finding]:
    """Call a session together."""
    return need_body_role(roles, council.body_id, "triệu tập phiên họp", "council_secretary")


def can_run(roles: Roles, session: Session) -> list[Finding]:
    """Attendance, opening, voting, count, minutes: the secretary."""
    return need_body_role(roles, session.council.body_id, "điều hành phiên họp", "council_secretary")


def can_choose(roles: Roles, session: Session, user: User) -> list[Finding]:
    """Choose within the quota: the secretary, or the chair of the council."""
    if roles.in_body(session.council.body_id, "council_secretary"):
        return []
    seat = facts.seat_of(session, user)
    if seat and seat.present and seat.member.duty == "chair":
        return []
    message = "Việc chọn trong số lượng khen thưởng chỉ dành cho thư ký hoặc Chủ tịch Hội đồng có mặt tại phiên họp."
    return [Finding("permission", "error", message)]


def can_sit(roles: Roles, session: Session, user: User) -> list[Finding]:
    """Take part as a member: the role, and a seat in this session."""
    found = need_body_role(roles, session.council.body_id, "biểu quyết", "council_member")
    if not found and facts.seat_of(session, user) is None:
        found = [Finding("permission", "error", "Tài khoản này không phải của một thành viên Hội đồng tại phiên họp.")]
    return found


def can_vote(roles: Roles, motion: Motion, user: User) -> list[Finding]:
    """Vote on a motion: a member who came and has no part in the matter."""
    found = can_sit(roles, motion.session, user)
    if found:
        return found
    seat = facts.seat_of(motion.session, user)
    assert seat is not None
    if not seat.present:
        found.append(
            Finding("not_present", "error", "Thành viên không có tên trong danh sách có mặt thì không bỏ phiếu.")
        )
    conflict = motion.conflicts.filter(member=seat.member).first()
    if conflict:
        found.append(conflict_finding(conflict.reason))
    return found


def conflict_finding(reason: str) -> Finding:
    """A member with a part in the matter does not vote."""
    return Finding("conflict", "error", f"Ông, bà không bỏ phiếu trường hợp này vì {reason}.", {"reason": reason})
