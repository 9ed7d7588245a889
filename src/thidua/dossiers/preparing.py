"""Acts of the unit while a dossier is being written: open, candidates, meeting."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.dossiers import audience, permissions
from thidua.dossiers.models import Candidate, Dossier, MeetingVote, UnitMeeting
from thidua.dossiers.queries import candidates_of, is_late
from thidua.dossiers.state import roles_at, stale, step_candidate, writing
from thidua.movements import amending_rounds
from thidua.movements.models import Round
from thidua.org.models import Person, Unit, User
from thidua.plans import Plan, model
from thidua.rules.findings import Finding, Refused, errors, refuse_if_any


def open_dossier(*, round: Round, unit: Unit, by: User, at: datetime) -> Dossier:
    """Begin the dossier of a unit for a round, under the plan version now in force; once for each unit."""
    refuse_if_any(permissions.can_open(roles_at(by, at), unit))
    version = round.movement.plan_versions.get(in_force=True)
    refuse_if_any(_opening_findings(round, unit, version.plan, at))
    try:
        with transaction.atomic():
            dossier = Dossier.objects.create(
                round=round, unit=unit, plan_version=version, created_at=at, created_by=by, saved_at=at
            )
            journal.record(
                by=by,
                at=at,
                act="dossier.open",
                thing=dossier,
                body_id=unit.body_id,
                sentence=f"{unit}: lập hồ sơ cho {round} của phong trào {round.movement}",
                basis={"plan": str(version), "version": version.number},
            )
    except IntegrityError:
        message = f"{unit} đã có hồ sơ cho {round}. Mở hồ sơ đó để làm tiếp."
        raise Refused([Finding("dossier_exists", "error", message)]) from None
    return dossier


def _opening_findings(round_: Round, unit: Unit, plan: Plan, at: datetime) -> list[Finding]:
    found = []
    if round_.movement.state != "launched":
        found.append(
            Finding("not_launched", "error", "Phong trào chưa phát động hoặc đã kết thúc nên chưa nhận hồ sơ.")
        )
    if unit.body_id != round_.movement.body_id:
        found.append(Finding("foreign_unit", "error", f"{unit} không thuộc địa bàn của phong trào này."))
    elif not audience.unit_takes_part(plan, unit):
        source = plan.audiences[0].source if plan.audiences else None
        text = f"{unit} không thuộc đối tượng thi đua của kế hoạch, cả tập thể lẫn người của đơn vị."
        found.append(Finding("outside_audience", "error", text, {"unit": unit.pk}, source))
    found += [*_gate(plan, round_), *_taken_out(round_)]
    if round_.bars_late and is_late(round_, at):
        found.append(_too_late(round_))
    return found


def _gate(plan: Plan, round_: Round) -> list[Finding]:
    """A round that waits for an event stays shut until the event is recorded."""
    asked = next((each for each in plan.rounds if each.id == round_.round_id), None)
    if asked is None or not asked.opens_after:
        return []
    if round_.movement.events.filter(event_id=asked.opens_after).exists():
        return []
    event = next((e.label for e in plan.events if e.id == asked.opens_after), asked.opens_after)
    text = f"Đợt này chỉ mở sau sự kiện “{event}”; cơ quan thường trực ghi nhận sự kiện rồi mới lập hồ sơ được."
    return [Finding("round_waits", "error", text, {"event": asked.opens_after}, asked.source)]


def _taken_out(round_: Round) -> list[Finding]:
    """An amendment that is issued takes a round out on its day; nobody begins a dossier for it until then."""
    day = amending_rounds.leaves_on(round_)
    if day is None:
        return []
    text = (
        f"Kế hoạch đã sửa đổi: {round_} không còn từ ngày {vietnamese.date_short(day)} nên không lập thêm hồ sơ được; "
        "xem đợt xét thay thế trong bản sửa đổi."
    )
    return [Finding("round_leaves", "error", text)]


def _too_late(round_: Round) -> Finding:
    closes = timezone.localtime(round_.closes_at)
    text = (
        f"Hạn nộp đã hết lúc {vietnamese.datetime_words(closes)}; "
        "kế hoạch không xét hồ sơ muộn nên không lập thêm hồ sơ được."
    )
    return Finding("deadline_passed", "error", text)


def add_candidate(
    *,
    dossier: Dossier,
    kind: str,
    award_id: str,
    by: User,
    at: datetime,
    person: Person | None = None,
    unit: Unit | None = None,
    summary: str = "",
) -> Candidate:
    """Propose a collective (``unit``) or a person for an award of the plan.

    Refused with the clause when nobody's audience fits. The person's post on the day is kept as it stood.
    """
    refuse_if_any(permissions.can_edit(roles_at(by, at), dossier))
    day = timezone.localdate(at)
    plan = dossier.plan_version.plan
    choice = audience.place(plan, dossier, kind=kind, person=person, unit=unit, day=day)
    found = [*errors(choice.findings), *_award_findings(plan, dossier.round, kind, award_id)]
    found += _twice(dossier, kind, person, choice.unit)
    refuse_if_any(found)
    with writing(dossier, at):
        candidate = Candidate.objects.create(
            dossier=dossier,
            kind=kind,
            person=person if kind == "individual" else None,
            unit=choice.unit,
            position=choice.position[:160],
            award_id=award_id,
            audience_ids=list(choice.audiences),
            summary=vietnamese.nfc(summary).strip(),
        )
        journal.record(
            by=by,
            at=at,
            act="candidate.add",
            thing=candidate,
            body_id=dossier.unit.body_id,
            sentence=f"{dossier.unit}: đề nghị khen thưởng {candidate.name}",
            basis={"audiences": list(choice.audiences)},
            data={"dossier": dossier.pk, "award": award_id},
        )
    return candidate


def _award_findings(plan: Plan, round_: Round, kind: str, award_id: str) -> list[Finding]:
    if any(a.id == award_id for a in awards_for(plan, round_, kind)):
        return []
    label = next((a.label for a in plan.awards if a.id == award_id), award_id)
    word = "tập thể" if kind == "collective" else "cá nhân"
    text = f"Đợt này không có hình thức “{label}” cho {word}; chọn hình thức khác."
    return [Finding("award_not_offered", "error", text, field="award_id")]


def awards_for(plan: Plan, round_: Round, kind: str) -> list[model.Award]:
    """Awards of the plan open to a kind of candidate in a round."""
    return [a for a in plan.awards if kind in a.kinds and (not a.rounds or round_.round_id in a.rounds)]


def _twice(dossier: Dossier, kind: str, person: Person | None, unit: Unit) -> list[Finding]:
    rows = Candidate.objects.filter(dossier__round_id=dossier.round_id, kind=kind).exclude(state="removed")
    rows = rows.filter(person=person) if kind == "individual" else rows.filter(unit=unit, person=None)
    other = rows.select_related("dossier__unit").first()
    if other is None:
        return []
    name = person.full_name if kind == "individual" and person else unit.name
    text = (
        f"{name} đã được đề nghị trong hồ sơ của {other.dossier.unit} cho đợt này; mỗi người, mỗi tập thể chỉ một lần."
    )
    return [Finding("twice", "error", text)]


def remove_candidate(*, candidate: Candidate, by: User, at: datetime, version: int | None = None) -> Candidate:
    """Take a name off the dossier before filing; what was written about it stays stored."""
    dossier = candidate.dossier
    refuse_if_any(permissions.can_edit(roles_at(by, at), dossier))
    with writing(dossier, at):
        candidate.version = candidate.version if version is None else version
        step_candidate(candidate, "remove")
        journal.record(
            by=by,
            at=at,
            act="candidate.remove",
            thing=candidate,
            body_id=dossier.unit.body_id,
            sentence=f"{dossier.unit}: rút tên {candidate.name} khỏi hồ sơ",
            data={"dossier": dossier.pk},
        )
    return candidate


def save_summary(
    *, candidate: Candidate, summary: str, version: int, by: User, at: datetime, award_id: str | None = None
) -> Candidate:
    """Write the main achievements (goes into list and extract) and, if given, another award."""
    dossier = candidate.dossier
    refuse_if_any(permissions.can_edit(roles_at(by, at), dossier))
    award = candidate.award_id if award_id is None else award_id
    refuse_if_any(_award_findings(dossier.plan_version.plan, dossier.round, candidate.kind, award))
    text = vietnamese.nfc(summary).strip()
    with writing(dossier, at):
        changed = Candidate.objects.filter(pk=candidate.pk, version=version).update(
            summary=text, award_id=award, version=version + 1
        )
        if not changed:
            raise Refused([stale("lưu tóm tắt thành tích")])
        journal.record(
            by=by,
            at=at,
            act="candidate.summary",
            thing=candidate,
            body_id=dossier.unit.body_id,
            sentence=f"{dossier.unit}: ghi tóm tắt thành tích của {candidate.name}",
            data={"award": award},
        )
    candidate.summary, candidate.award_id, candidate.version = text, award, version + 1
    return candidate


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """The meeting as told; ``votes``: candidate id → (yes, no, other). Times are aware."""

    started_at: datetime
    ended_at: datetime
    place: str
    chair: str
    secretary: str
    total: int
    present: int
    votes: Mapping[int, tuple[int, int, int]]
    absent: str = ""
    secret: bool = False
    remarks: str = ""


def meeting_mark(meeting: UnitMeeting | None) -> int:
    """A number that changes with what is recorded of a meeting; 1 as long as nothing is."""
    if meeting is None:
        return 1
    told = (meeting.started_at, meeting.ended_at, meeting.place, meeting.chair, meeting.secretary, meeting.total)
    more = (meeting.present, meeting.absent, meeting.secret, meeting.remarks)
    votes = sorted(meeting.votes.values_list("candidate_id", "yes", "no", "other"))
    return 2 + zlib.crc32(repr((told, more, votes)).encode())


def save_meeting(
    *, dossier: Dossier, meeting: MeetingFacts, by: User, at: datetime, version: int | None = None
) -> UnitMeeting:
    """Record the meeting of the unit and its votes; the minutes are made from it. Replaces what was recorded.

    ``version`` is the ``meeting_mark`` of what the person saw; None writes over whatever is there.
    """
    refuse_if_any(permissions.can_edit(roles_at(by, at), dossier))
    people = {c.pk: c for c in candidates_of(dossier)}
    refuse_if_any(meeting_findings(meeting, people, at))
    values = {name: getattr(meeting, name) for name in ("started_at", "ended_at", "total", "present", "secret")} | {
        name: vietnamese.nfc(getattr(meeting, name)).strip()
        for name in ("place", "chair", "secretary", "absent", "remarks")
    }
    with writing(dossier, at):
        known = UnitMeeting.objects.filter(dossier=dossier).first()
        if version is not None and version != meeting_mark(known):
            raise Refused([stale("ghi buổi họp")])
        row, _ = UnitMeeting.objects.update_or_create(dossier=dossier, defaults=values)
        MeetingVote.objects.filter(meeting=row, candidate__in=people).delete()
        MeetingVote.objects.bulk_create(
            MeetingVote(meeting=row, candidate_id=pk, yes=yes, no=no, other=other)
            for pk, (yes, no, other) in meeting.votes.items()
            if pk in people
        )
        journal.record(
            by=by,
            at=at,
            act="dossier.meeting",
            thing=dossier,
            body_id=dossier.unit.body_id,
            sentence=f"{dossier.unit}: ghi buổi họp xét ngày {vietnamese.date_short(timezone.localdate(meeting.started_at))}",
            data={"present": meeting.present, "total": meeting.total, "votes": len(meeting.votes)},
        )
    return row


def meeting_findings(meeting: MeetingFacts, people: Mapping[int, Candidate], at: datetime) -> list[Finding]:
    """What does not add up in a meeting, all at once."""
    found = []
    if meeting.ended_at <= meeting.started_at:
        found.append(Finding("meeting_times", "error", "Giờ kết thúc phải sau giờ bắt đầu.", field="ended"))
    if meeting.ended_at > at:
        found.append(Finding("meeting_in_future", "error", "Buổi họp chưa diễn ra; ghi sau khi họp xong.", field="day"))
    if not 0 < meeting.present <= meeting.total:
        text = f"Số người có mặt phải từ 1 đến tổng số {meeting.total} người."
        found.append(Finding("meeting_present", "error", text, field="present"))
    for pk, (yes, no, other) in meeting.votes.items():
        if pk in people and yes + no + other != meeting.present:
            text = (
                f"{people[pk].name}: {yes} đồng ý, {no} không đồng ý, {other} ý kiến khác cộng lại là "
                f"{yes + no + other}, phải bằng số người có mặt là {meeting.present}."
            )
            found.append(Finding("votes_add_up", "error", text, field=f"yes_{pk}"))
    return found
