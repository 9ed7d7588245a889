"""Acts above the units, told as stories: launch and follow-up, council sessions, decisions, money, proposals."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from thidua.config.demo.bodies import Stage
from thidua.config.demo.chronicle import Story, later, moment
from thidua.councils import actions as councils
from thidua.councils import facts as council_facts
from thidua.councils import permissions as council_permissions
from thidua.councils.models import Session
from thidua.decisions import actions as decisions
from thidua.decisions import queries as decision_queries
from thidua.decisions.models import Decision
from thidua.dossiers.models import Candidate
from thidua.movements import actions as movements
from thidua.movements.models import Duty
from thidua.org.models import Roles, User

DUTY_REPORTS: Final[Mapping[str, str]] = {
    "execute": "Đã phân công đầu mối, đưa nhiệm vụ vào kế hoạch công tác của đơn vị.",
    "disseminate": "Đã quán triệt tại cuộc họp đơn vị, toàn thể tham dự, có biên bản.",
    "publicity": "Đã đăng tin, phát thanh và treo thông báo tại nơi tiếp dân.",
    "monitor": "Đã ban hành văn bản hướng dẫn và lịch kiểm tra.",
    "guide": "Đã hướng dẫn các đơn vị lập hồ sơ, trả lời vướng mắc.",
    "collate": "Đã lập bảng theo dõi hồ sơ của các đơn vị.",
    "mobilise": "Đã phối hợp vận động tại các buổi sinh hoạt khu dân cư.",
    "finance": "Đã tham mưu dự toán khen thưởng trong năm.",
    "assess": "Đã đánh giá sơ bộ mức độ hoàn thành của từng đơn vị.",
    "report": "Đã tổng hợp báo cáo kết quả quý.",
}


def launch(stage: Stage, prepared: str, issued: str, *, number: int, signer: int, capacity: str) -> Story:
    """The office drafts the movement and launches it on the day of the plan. ``signer``: place among the leaders."""
    at = yield prepared
    movement = movements.prepare(body=stage.body, plan=stage.plan, by=stage.user("vanthu"), at=at)
    stage.movements.append(movement)
    at = yield issued
    movements.launch(
        movement=movement, version=movement.version, issued_on=at.date(), number=number,
        signer=stage.staff["ubnd"][signer], capacity=capacity, by=stage.user("vanthu"), at=at,
    )  # fmt: skip


def practice(stage: Stage, at: str) -> Story:
    """One more draft of the plan, left for a visitor to launch; its short name says so."""
    when = yield at
    words = replace(stage.plan.movement, short=f"{stage.plan.movement.short} (bản tập dượt)")
    plan = replace(stage.plan, movement=words)
    stage.movements.append(movements.prepare(body=stage.body, plan=plan, by=stage.user("vanthu"), at=when))


def budget(stage: Stage, at: str, amount: int) -> Story:
    """The commendation fund of the year."""
    when = yield at
    name = stage.plan.money.fund or "Quỹ thi đua, khen thưởng"
    decisions.set_budget(body=stage.body, year=when.year, name=name, amount=amount, by=stage.user("ketoan"), at=when)


def lower_plans(stage: Stage, at: str, units: Mapping[str, str]) -> Story:
    """Plans of units come in; ``units``: key → number of the plan."""
    when = yield at
    for key, number in units.items():
        movements.register_lower_plan(
            movement=stage.movements[0], unit=stage.units[key], number=number,
            issued_on=when.date() - timedelta(days=4), by=stage.user("vanthu"), at=when,
        )  # fmt: skip
        when = yield later(when, minutes=35)


def duties(stage: Stage, at: str, *, without: Collection[str] = ()) -> Story:
    """Units report duties as done, but for those of the units named in ``without``; lower plans report themselves."""
    when = yield at
    left_out = {stage.units[key].pk for key in without}
    rows = Duty.objects.filter(movement=stage.movements[0], done_on=None).exclude(type="lower_plan")
    for duty in rows.exclude(unit_id__in=left_out).select_related("unit", "movement"):
        movements.report_duty(
            duty=duty, done_on=when.date(), report=DUTY_REPORTS[duty.type], by=stage.user("vanthu"), at=when
        )
        when = yield later(when, minutes=9)


# ---------------------------------------------------------------- council


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session of the council: when called and held, who stays away (places among members), how it votes.

    ``against``: name of a candidate → number of votes against. ``upto``: ``closed``, or ``voting`` with
    ``cast`` members having voted.
    """

    round: str
    called: str
    held: str
    absent: Mapping[int, str] = field(default_factory=dict)
    against: Mapping[str, int] = field(default_factory=dict)
    upto: str = "closed"
    cast: int = 99
    remarks: str = ""


def session(stage: Stage, sitting: Sitting) -> Story:
    """Call, open, vote in secret, count, close."""
    assert stage.council is not None
    secretary = stage.user("thuky")
    at = yield sitting.called
    held = moment(sitting.held)
    meeting = councils.create_session(
        council=stage.council, round=stage.round(sitting.round), planned_at=held,
        place=f"Phòng họp số 1, trụ sở {stage.body.name}", by=secretary, at=at,
    )  # fmt: skip
    at = yield later(held, minutes=-5)
    members = [seat.member for seat in council_facts.roster(meeting)]
    here = {member.pk for n, member in enumerate(members) if n not in sitting.absent}
    notes = {members[n].pk: why for n, why in sitting.absent.items()}
    councils.record_attendance(session=meeting, version=meeting.version, present=here, notes=notes, by=secretary, at=at)
    at = yield held
    councils.open_session(session=meeting, version=meeting.version, by=secretary, at=at)
    at = yield later(at, minutes=25)
    if sitting.remarks:
        councils.write_remarks(session=meeting, version=meeting.version, text=sitting.remarks, by=secretary, at=at)
    councils.start_voting(session=meeting, version=meeting.version, warnings_seen=True, by=secretary, at=at)
    voters = [_user_of(stage, member.person_id) for member in members if member.pk in here][: sitting.cast]
    for voter in voters:
        at = yield later(at, minutes=2)
        _votes(meeting, voter, sitting, at)
    if sitting.upto == "voting":
        return
    at = yield later(at, minutes=6)
    councils.count(session=meeting, version=meeting.version, unfinished_ok=True, by=secretary, at=at)
    at = yield later(at, minutes=30)
    councils.close(session=meeting, version=meeting.version, by=secretary, at=at)


def _user_of(stage: Stage, person_id: int) -> User:
    return next(user for user in stage.users.values() if user.person_id == person_id)


def _votes(meeting: Session, voter: User, sitting: Sitting, at: datetime) -> None:
    """One member votes on everything the member may vote on; those first in the roll vote against where asked."""
    roles = Roles.of(voter, at.date())
    for motion in meeting.motions.select_related("candidate__person", "candidate__unit", "session__council"):
        if council_permissions.can_vote(roles, motion, voter):
            continue
        wanted = sitting.against.get(motion.candidate.name, 0)
        choice = "no" if motion.casts.count() < wanted else "yes"
        councils.cast(motion=motion, choice=choice, by=voter, at=at)


# ---------------------------------------------------------------- decision


@dataclass(frozen=True, slots=True)
class Deed:
    """A decision: when drafted, submitted, approved, issued and paid; ``refuse``: name → reason of the decider.

    ``upto``: submitted, approved or issued. ``by``: account of the decider.
    """

    round: str
    drafted: str
    submitted: str
    approved: str = ""
    issued: str = ""
    paid: str = ""
    number: int | None = None
    form: str = ""
    refuse: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    quota_reason: str = ""
    departure_reason: str = ""
    award: str = ""
    by: str = "chutich"
    opinion: str = ""


def decision(stage: Stage, deed: Deed) -> Story:
    """Draft, submit, approve, issue, pay – as far as moments are given."""
    office = stage.user("vanthu")
    at = yield deed.drafted
    award = deed.award or next(a.id for a in stage.plan.awards if a.mode == "award")
    made = decisions.draft_decision(round=stage.round(deed.round), award_id=award, form=deed.form, by=office, at=at)
    for line in made.awards.all():
        if line.recipient_name in deed.left_out:
            reason = deed.left_out[line.recipient_name]
            decisions.leave_out(award=line, version=made.version, reason=reason, by=office, at=at)
    reasons = {"quota_reason": deed.quota_reason, "departure_reason": deed.departure_reason}
    if any(reasons.values()):
        texts = {name: text for name, text in reasons.items() if text}
        decisions.edit_draft(decision=made, version=made.version, texts=texts, by=office, at=at)
    at = yield deed.submitted
    decisions.submit(decision=made, version=made.version, by=office, at=at)
    if not deed.approved:
        return
    at = yield deed.approved
    refuse = {
        line.pk: deed.refuse[line.recipient_name] for line in made.awards.all() if line.recipient_name in deed.refuse
    }
    decisions.approve(
        decision=made,
        version=made.version,
        refuse=refuse,
        seen=True,
        opinion=deed.opinion,
        by=stage.user(deed.by),
        at=at,
    )
    if not deed.issued:
        return
    at = yield deed.issued
    decisions.issue(decision=made, version=made.version, decided_on=at.date(), number=deed.number, by=office, at=at)
    if deed.paid:
        at = yield deed.paid
        _pay(stage, made, at)


def _pay(stage: Stage, made: Decision, at: datetime) -> None:
    rows = list(made.awards.filter(verdict="approved").select_related("candidate__unit"))
    heads = {u.pk: stage.staff[key][0].full_name for key, u in stage.units.items()}
    receivers = {row.pk: heads[row.candidate.unit_id] for row in rows if row.candidate.person_id is None}
    decisions.mark_paid(
        decision=made, award_ids=[row.pk for row in rows], paid_on=at.date(), receivers=receivers,
        by=stage.user("ketoan"), at=at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Upward:
    """A proposal to the higher level; ``answers``: name → (outcome, number, day), at ``answered``."""

    round: str
    award: str
    addressee: str
    names: tuple[str, ...]
    drafted: str
    sent: str
    answered: str = ""
    answers: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    form: str = "giay-khen"


def proposal(stage: Stage, up: Upward) -> Story:
    """Draft, send, enter what the higher level answered."""
    office = stage.user("vanthu")
    at = yield up.drafted
    round_ = stage.round(up.round)
    able = decision_queries.proposable(round_, stage.plan, up.award)
    chosen: list[Candidate] = [c for c in able if c.name in up.names]
    made = decisions.create_proposal(
        round=round_, award_id=up.award, candidates=chosen, addressee=up.addressee, by=office, at=at
    )
    at = yield up.sent
    decisions.send(
        proposal=made, version=made.version, sent_on=at.date(), signer=stage.user("chutich"), by=office, at=at
    )
    if not up.answered:
        return
    at = yield up.answered
    for line in made.lines.select_related("candidate__person", "candidate__unit", "proposal__round__movement"):
        if line.candidate.name in up.answers:
            outcome, number, day = up.answers[line.candidate.name]
            decisions.record_outcome(
                line=line, outcome=outcome, decision_number=number, decided_on=date.fromisoformat(day) if day else None,
                form=up.form, by=office, at=at,
            )  # fmt: skip
