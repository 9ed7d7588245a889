"""Official acts on a movement. Each is one transaction and leaves one journal entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from thidua import plans
from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.movements import launching, permissions
from thidua.movements.models import CriterionFigure, Duty, LowerPlan, Movement, MovementEvent, PlanVersion, Round
from thidua.notices.actions import tell
from thidua.org.models import Person, Roles, Unit, User
from thidua.org.queries import holders, post_on
from thidua.plans import Plan, calendar
from thidua.records import numbers
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any


def roles(by: User, at: datetime) -> Roles:
    """Roles of the actor on the day of the act."""
    return Roles.of(by, timezone.localdate(at))


def prepare(*, body: Unit, plan: Plan, by: User, at: datetime) -> Movement:
    """Draft a movement of a body from a plan; nothing is announced yet."""
    refuse_if_any(permissions.can_prepare(roles(by, at), body))
    with transaction.atomic():
        movement = Movement.objects.create(
            body=body,
            slug=_free_slug(plan.code, body),
            title=plan.movement.title,
            short=plan.movement.short,
            created_at=at,
        )
        PlanVersion.objects.create(
            movement=movement,
            data=plans.to_data(plan),
            paper_number=plan.identity.number or "",
            symbol=plan.identity.symbol or "KH-UBND",
            signer_name=plan.signer.name,
            signer_title=plan.signer.position,
            capacity=plan.signer.capacity,
        )
        journal.record(
            by=by, at=at, act="movement.prepare", thing=movement, body_id=body.pk, sentence=f"Lập phong trào {movement}"
        )
    return movement


def _free_slug(code: str, body: Unit) -> str:
    base = slugify(vietnamese.fold(code))[:60]
    slug, n = base, 1
    while Movement.objects.filter(slug=slug).exists():
        n += 1
        slug = f"{base}-{n}"
    return slug


def launch(
    *,
    movement: Movement,
    version: int,
    issued_on: date,
    number: int | None,
    signer: Person,
    capacity: str,
    by: User,
    at: datetime,
) -> Movement:
    """Launch: the plan gets number, date and signer, its rounds and duties come to life.

    ``number`` None takes the next number of the body's register; a given number (paper already
    numbered outside) must be higher than every number the register knows for that year.
    ``capacity`` as in plans.model.Signer. A second launch of the same version is refused.
    """
    refuse_if_any(permissions.can_launch(roles(by, at), movement))
    step = lifecycle.transition(lifecycle.MOVEMENT, movement.state, "launch")
    current = movement.plan_versions.get(in_force=True)
    refuse_if_any(launching.findings(current.plan, issued_on=issued_on, today=timezone.localdate(at)))
    post = post_on(signer, issued_on)
    if post is None:
        raise Refused([Finding("signer_without_post", "error", _no_post(signer, issued_on), field="signer")])
    with transaction.atomic():
        changed = Movement.objects.filter(pk=movement.pk, state=movement.state, version=version).update(
            state=step.after, version=version + 1, launched_at=at
        )
        if not changed:
            raise Refused([_too_late("phát động")])
        paper = numbers.take(movement.body, "KH", on=issued_on, subject=movement.title, by=by, number=number)
        current.paper_number = f"{paper.number:02d}"
        current.issued_on = issued_on
        current.signer, current.signer_name, current.signer_title = signer, signer.full_name, post.title
        current.capacity = capacity
        current.data = plans.to_data(_completed(current.plan, current))
        current.save()
        movement.refresh_from_db()
        plan = plans.from_data(current.data)
        launching.make_rounds(movement, plan, issued_on)
        duties = launching.lay_duties(movement, plan, timezone.localdate(at))
        _announce(movement, current, duties, at)
        journal.record(
            by=by,
            at=at,
            act="movement.launch",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"Phát động phong trào {movement} theo Kế hoạch số {current} ngày "
            f"{vietnamese.date_short(issued_on)}",
            data={"number": current.paper_number, "issued_on": issued_on, "signer": signer.full_name},
        )
    return movement


def _no_post(signer: Person, day: date) -> str:
    return (
        f"{signer.honorific} {signer.full_name} không giữ chức vụ nào vào ngày {vietnamese.date_short(day)}; "
        "chọn người ký khác hoặc sửa ngày ban hành."
    )


def _too_late(doing: str) -> Finding:
    return Finding(
        "stale", "error", f"Chưa {doing} được: người khác vừa cập nhật. Mở lại trang để xem bản mới."
    )


def _completed(plan: Plan, version: PlanVersion) -> Plan:
    """The plan with the identity it got at launch; the text of the clauses stays as it is."""
    assert version.issued_on is not None
    identity = replace(
        plan.identity, number=version.paper_number, symbol=version.symbol, date=version.issued_on.isoformat()
    )
    return replace(plan, identity=identity)


def _announce(movement: Movement, version: PlanVersion, duties: list[Duty], at: datetime) -> None:
    day = timezone.localdate(at)
    users: set[int] = set()
    for unit in {duty.unit for duty in duties}:
        users.update(holders("unit_clerk", unit, day), holders("unit_head", unit, day))
    for role in ("decider", "office", "finance", "council_secretary"):
        users.update(holders(role, movement.body, day))
    tell(
        users,
        at=at,
        title=f"Phát động: {movement.short}",
        text=f"Kế hoạch số {version} ngày {vietnamese.date_short(version.issued_on or day)}.",
        url=f"/phong-trao/{movement.slug}/",
    )


def record_event(*, movement: Movement, event_id: str, on: date, source: str, by: User, at: datetime) -> MovementEvent:
    """Enter once the day of an event that parts of the plan hang on (e.g. the index was published)."""
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    plan = movement.plan_versions.get(in_force=True).plan
    if event_id not in {e.id for e in plan.events}:
        raise Refused([Finding("unknown_event", "error", "Kế hoạch không nêu sự kiện này.")])
    if on > timezone.localdate(at):
        raise Refused(
            [Finding("event_in_future", "error", "Ngày công bố không thể sau hôm nay; nhập khi đã có.", field="on")]
        )
    with transaction.atomic():
        event, created = MovementEvent.objects.get_or_create(
            movement=movement, event_id=event_id, defaults={"on": on, "source": source, "by": by}
        )
        if not created:
            raise Refused(
                [Finding("event_known", "error", f"Sự kiện này đã ghi ngày {vietnamese.date_short(event.on)}.")]
            )
        journal.record(
            by=by,
            at=at,
            act="movement.event",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"Ghi sự kiện {event_id} ngày {vietnamese.date_short(on)}",
            data={"event": event_id, "on": on, "source": source},
        )
    return event


def set_deadline(*, round: Round, last_day: date, reason: str, by: User, at: datetime) -> Round:
    """Set the last day for dossiers where the plan names none; ``last_day`` itself is in time."""
    refuse_if_any(permissions.can_run(roles(by, at), round.movement))
    if round.closes_at and calendar.deadlines(round.movement.plan_versions.get(in_force=True).plan, round.key):
        raise Refused(
            [Finding("deadline_in_plan", "error", "Hạn nộp đã có trong Kế hoạch; muốn đổi phải sửa Kế hoạch.")]
        )
    if not reason.strip():
        raise Refused([Finding("reason_missing", "error", "Nêu văn bản hoặc lý do ấn định hạn nộp.", field="reason")])
    closing = calendar.day_start(last_day + timedelta(days=1))
    with transaction.atomic():
        Round.objects.filter(pk=round.pk).update(closes_at=closing)
        journal.record(
            by=by,
            at=at,
            act="round.deadline",
            thing=round,
            body_id=round.movement.body_id,
            sentence=f"Ấn định ngày cuối nhận hồ sơ {vietnamese.date_short(last_day)}: {reason}",
            data={"last_day": last_day, "reason": reason},
        )
    round.refresh_from_db()
    return round


def register_lower_plan(
    *, movement: Movement, unit: Unit, number: str, issued_on: date, by: User, at: datetime
) -> LowerPlan:
    """Register a lower body's own plan as received today."""
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    today = timezone.localdate(at)
    if issued_on > today:
        raise Refused(
            [Finding("date_in_future", "error", "Ngày kế hoạch của đơn vị không thể sau hôm nay.", field="issued_on")]
        )
    if unit.body_id != movement.body_id:
        raise Refused(
            [Finding("foreign_unit", "error", "Đơn vị này không thuộc địa bàn của phong trào.", field="unit")]
        )
    with transaction.atomic():
        plan, created = LowerPlan.objects.get_or_create(
            movement=movement, unit=unit, defaults={"number": number, "issued_on": issued_on, "filed_on": today}
        )
        if not created:
            raise Refused([Finding("lower_plan_known", "error", f"Đã ghi kế hoạch số {plan.number} của {unit}.")])
        Duty.objects.filter(movement=movement, unit=unit, type="lower_plan", done_on=None).update(
            done_on=today, report=f"Kế hoạch số {number}", done_by=by
        )
        journal.record(
            by=by,
            at=at,
            act="movement.lower_plan",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"Tiếp nhận kế hoạch số {number} của {unit}",
            data={"unit": unit.pk, "number": number, "issued_on": issued_on},
        )
    return plan


def report_duty(*, duty: Duty, done_on: date, report: str, by: User, at: datetime) -> Duty:
    """A unit reports that a duty is carried out."""
    refuse_if_any(permissions.can_report_duty(roles(by, at), duty))
    found = []
    if len(report.strip()) < 10:
        found.append(Finding("report_short", "error", "Ghi vài lời về việc đã làm, ít nhất 10 ký tự.", field="report"))
    if done_on > timezone.localdate(at):
        found.append(Finding("date_in_future", "error", "Ngày thực hiện không thể sau hôm nay.", field="done_on"))
    refuse_if_any(found)
    with transaction.atomic():
        if not Duty.objects.filter(pk=duty.pk, done_on=None).update(done_on=done_on, report=report, done_by=by):
            raise Refused([_too_late("ghi báo cáo")])
        journal.record(
            by=by,
            at=at,
            act="duty.report",
            thing=duty,
            body_id=duty.movement.body_id,
            sentence=f"{duty.unit}: báo cáo đã thực hiện “{duty.label}”",
            data={"done_on": done_on, "report": report},
        )
    duty.refresh_from_db()
    return duty


def enter_figure(
    *,
    movement: Movement,
    criterion_id: str,
    unit: Unit,
    person: Person | None,
    year: int,
    values: Mapping[str, Decimal | None],
    text: str,
    source: str,
    by: User,
    at: datetime,
) -> CriterionFigure:
    """Record the figure of a criterion; ``values`` holds numerator, denominator, value (None where not asked)."""
    refuse_if_any(permissions.can_enter_figure(roles(by, at), unit))
    refuse_if_any(launching.figure_findings(values, source))
    with transaction.atomic():
        figure, _ = CriterionFigure.objects.update_or_create(
            movement=movement,
            criterion_id=criterion_id,
            unit=unit,
            person=person,
            year=year,
            defaults={**values, "text": text, "source": source, "recorded_at": at, "by": by},
        )
        journal.record(
            by=by,
            at=at,
            act="figure.enter",
            thing=figure,
            body_id=movement.body_id,
            sentence=f"{unit}: nhập số liệu {criterion_id} năm {year}",
            data={k: str(v) for k, v in values.items() if v is not None} | {"source": source},
        )
    return figure


def close(*, movement: Movement, version: int, by: User, at: datetime) -> Movement:
    """Close a movement whose rounds are all decided or left without dossiers."""
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    step = lifecycle.transition(lifecycle.MOVEMENT, movement.state, "close")
    with transaction.atomic():
        if not Movement.objects.filter(pk=movement.pk, state=movement.state, version=version).update(
            state=step.after, version=version + 1, closed_at=at
        ):
            raise Refused([_too_late("kết thúc")])
        journal.record(
            by=by,
            at=at,
            act="movement.close",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"Kết thúc phong trào {movement}",
        )
    movement.refresh_from_db()
    return movement
