"""Official acts that set up a council: founding it, its voting rules, who sits in it and from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Literal

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce

from thidua.audit import journal
from thidua.councils import facts, permissions
from thidua.councils.convening import roles_at
from thidua.councils.models import DUTIES, Attendance, Council, CouncilMember
from thidua.documents import vietnamese
from thidua.org import acting
from thidua.org.acting import error
from thidua.org.models import Person, Unit, User
from thidua.rules.findings import Finding, Refused, refuse_if_any
from thidua.rules.voting import VotingRules


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """What the founding decision and the council's own regulation say. Shares are fractions of members."""

    name: str
    founding: str
    rules_source: str
    quorum: Fraction
    threshold: Fraction
    strict: bool = True
    base: Literal["all", "present"] = "all"
    secret: bool = True


def found_council(*, body: Unit, facts: CouncilFacts, by: User, at: datetime) -> Council:
    """Enter a council of a body as its decision founded it. Raises ``Refused`` with every reason."""
    refuse_if_any(permissions.can_set_up(roles_at(by, at), body.pk))
    with transaction.atomic():
        acting.hold_body(body.pk)
        refuse_if_any(_findings(body, facts, None))
        council = Council.objects.create(body=body, **_columns(facts))
        journal.record(
            by=by, at=at, act="council.found", thing=council, body_id=body.pk,
            sentence=f"Lập {council} theo {council.founding}", basis={"rules": council.rules_source},
            data=_shown(council),
        )  # fmt: skip
    return council


def edit_council(*, council: Council, version: int, facts: CouncilFacts, by: User, at: datetime) -> Council:
    """Change name, decision or rules. A session already open goes on under the rules it was opened with."""
    refuse_if_any(permissions.can_set_up(roles_at(by, at), council.body_id))
    before = _shown(council)
    with transaction.atomic():
        _next_version(council, version, "sửa Hội đồng")
        refuse_if_any(_findings(council.body, facts, council))
        Council.objects.filter(pk=council.pk).update(**_columns(facts))
        council.refresh_from_db()
        journal.record(
            by=by, at=at, act="council.edit", thing=council, body_id=council.body_id,
            sentence=f"Sửa quyết định thành lập, quy tắc của {council}", basis={"rules": council.rules_source},
            data={"before": before, "now": _shown(council)},
        )  # fmt: skip
    return council


def _columns(given: CouncilFacts) -> dict[str, Any]:
    return {
        "name": vietnamese.clean_name(given.name),
        "founding": vietnamese.clean_name(given.founding),
        "rules_source": vietnamese.clean_name(given.rules_source),
        "quorum_num": given.quorum.numerator,
        "quorum_den": given.quorum.denominator,
        "threshold_num": given.threshold.numerator,
        "threshold_den": given.threshold.denominator,
        "threshold_strict": given.strict,
        "base": given.base,
        "secret": given.secret,
    }


def _shown(council: Council) -> dict[str, object]:
    kept = facts.snapshot(council)
    return {"name": council.name, "founding": council.founding, "rules_source": council.rules_source, **kept}


def _findings(body: Unit, given: CouncilFacts, council: Council | None) -> list[Finding]:
    found = []
    if not vietnamese.clean_name(given.name):
        found.append(error("name_missing", "Nhập tên Hội đồng.", "name"))
    twins = acting.but(Council.objects.filter(body=body), council)
    if any(vietnamese.same(each.name, given.name) for each in twins):
        message = f"{body.name} đã có Hội đồng tên này; mở trang Hội đồng đó để sửa thành viên, quy tắc."
        found.append(error("council_known", message, "name"))
    if not vietnamese.clean_name(given.founding):
        found.append(error("founding_missing", "Nhập số, ngày của quyết định thành lập.", "founding"))
    if not vietnamese.clean_name(given.rules_source):
        found.append(error("source_missing", "Nhập điều, khoản của văn bản đặt ra tỷ lệ này.", "rules_source"))
    if given.quorum <= 0:
        found.append(error("quorum_zero", "Tỷ lệ có mặt phải lớn hơn 0.", "quorum"))
    try:
        VotingRules(given.quorum, given.threshold, given.strict, given.base, given.secret)
    except ValueError as reason:
        found.append(error("rules_impossible", str(reason), "threshold"))
    return found


def add_member(
    *,
    council: Council,
    version: int,
    person: Person,
    duty: str,
    since: date,
    until: date | None,
    by: User,
    at: datetime,
) -> CouncilMember:
    """Give a person of the body a seat from ``since`` to ``until`` (both inclusive, None: open)."""
    refuse_if_any(permissions.can_set_up(roles_at(by, at), council.body_id))
    with transaction.atomic():
        _next_version(council, version, "thêm thành viên")
        refuse_if_any(_seat_findings(council, person, duty, since, until))
        member = CouncilMember.objects.create(council=council, person=person, duty=duty, since=since, until=until)
        _tell_of(member, "council.member_add", f"{council}: {person}, {DUTIES[duty]}", by, at)
    return member


def end_member(*, member: CouncilMember, version: int, last_day: date, by: User, at: datetime) -> CouncilMember:
    """End a seat after ``last_day``; the day before its first day takes back a seat entered by mistake."""
    council = member.council
    refuse_if_any(permissions.can_set_up(roles_at(by, at), council.body_id))
    with transaction.atomic():
        _next_version(council, version, "kết thúc tư cách thành viên")
        _end(member, last_day, "last_day")
        sentence = f"{council}: {member.person} thôi {member.get_duty_display()} sau ngày {_day(last_day)}"
        _tell_of(member, "council.member_end", sentence, by, at)
    return member


def change_duty(
    *, member: CouncilMember, version: int, duty: str, since: date, by: User, at: datetime
) -> CouncilMember:
    """Give a member another duty from a day: the old seat ends the day before, in one act."""
    council = member.council
    refuse_if_any(permissions.can_set_up(roles_at(by, at), council.body_id))
    until = member.until
    with transaction.atomic():
        _next_version(council, version, "đổi chức danh")
        if duty == member.duty:
            raise Refused([error("duty_same", f"{member.person} đang là {member.get_duty_display()}.", "duty")])
        _end(member, acting.day_before(since), "since")
        refuse_if_any(_seat_findings(council, member.person, duty, since, until))
        new = CouncilMember.objects.create(council=council, person=member.person, duty=duty, since=since, until=until)
        sentence = f"{council}: {new.person} từ {member.get_duty_display()} sang {DUTIES[duty]}, từ {_day(since)}"
        _tell_of(new, "council.member_duty", sentence, by, at)
    return new


def _end(member: CouncilMember, last_day: date, field: str) -> None:
    earliest = acting.day_before(member.since)
    if last_day < earliest:
        message = f"{member.person} là thành viên từ ngày {_day(member.since)}; ngày cuối không thể trước đó."
        raise Refused([error("end_too_early", message, field)])
    if member.until and member.until <= last_day:
        raise Refused([error("seat_ended", f"Đã kết thúc ngày {_day(member.until)}.", field)])
    sat = _last_sitting(member)
    if sat and last_day < sat:
        message = f"{member.person} đã có tên trong phiên họp ngày {_day(sat)}; ngày cuối không thể trước ngày đó."
        raise Refused([error("has_sat", message, field)])
    CouncilMember.objects.filter(pk=member.pk).update(until=last_day)
    member.until = last_day


def _last_sitting(member: CouncilMember) -> date | None:
    moment = (
        Attendance.objects.filter(member=member)
        .exclude(session__state="cancelled")
        .aggregate(last=Max(Coalesce("session__opened_at", "session__planned_at")))["last"]
    )
    return vietnamese.local(moment).date() if moment else None


def _seat_findings(council: Council, person: Person, duty: str, since: date, until: date | None) -> list[Finding]:
    found = acting.dates_in_order(since, until, "until", "ngày bắt đầu", "Ngày cuối")
    if duty not in DUTIES:
        found.append(error("duty_unknown", "Chọn chức danh trong danh sách.", "duty"))
    if person.body_id != council.body_id:
        found.append(error("foreign_person", "Thành viên phải có tên trong danh sách người của cơ quan.", "person"))
    live = [
        seat
        for seat in council.members.select_related("person")
        if not _never_held(seat) and acting.overlap(since, until, seat.since, seat.until)
    ]
    if any(seat.person_id == person.pk for seat in live):
        found.append(error("seat_known", f"{person} đã là thành viên Hội đồng trong thời gian này.", "person"))
    chair = next((seat for seat in live if seat.duty == "chair" and duty == "chair"), None)
    if chair:
        message = f"Hội đồng đã có Chủ tịch trong thời gian này: {chair.person}. Kết thúc hoặc đổi chức danh đó trước."
        found.append(error("second_chair", message, "duty"))
    return found


def _never_held(seat: CouncilMember) -> bool:
    return seat.until is not None and seat.until < seat.since


def _next_version(council: Council, version: int, doing: str) -> None:
    """Whoever saw an older council is told; so two additions cannot slip past each other's checks."""
    if not Council.objects.filter(pk=council.pk, version=version).update(version=version + 1):
        raise Refused([acting.stale(doing)])
    council.version = version + 1


def _tell_of(member: CouncilMember, act: str, sentence: str, by: User, at: datetime) -> None:
    data = {"person": member.person_id, "duty": member.duty, "since": member.since, "until": member.until}
    council = member.council
    journal.record(by=by, at=at, act=act, thing=council, body_id=council.body_id, sentence=sentence, data=data)


def _day(day: date) -> str:
    return vietnamese.date_short(day)
