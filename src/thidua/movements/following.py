"""Official acts on a running movement: deadlines, lower plans, duties, figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.movements import figures, permissions, queries, round_days
from thidua.movements.acting import hold_running, roles, stale
from thidua.movements.models import CriterionFigure, Duty, LowerPlan, Movement, PlanVersion, Round
from thidua.movements.queries import plan_deadline
from thidua.notices.actions import tell
from thidua.org.models import Person, RoleGrant, Unit, User, in_force
from thidua.plans import calendar
from thidua.plans.wording import deadline_text
from thidua.rules.findings import Finding, Refused, refuse_if_any


def set_deadline(*, round: Round, last_day: date, reason: str, by: User, at: datetime) -> Round:
    """Set the last day for dossiers where the plan names none; ``last_day`` itself is in time.

    ``round`` is the round as the person saw it: when its deadline has changed since, the act is refused.
    """
    movement = round.movement
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    plan = _in_force(movement).plan
    if stated := plan_deadline(plan, round.key, queries.events(movement)):
        message = "Hạn nộp đã có trong Kế hoạch; muốn đổi phải sửa Kế hoạch."
        if stated[1] is None:
            message = f"Kế hoạch đã ghi hạn: {deadline_text(stated[0], plan)}. Nhập ngày của sự kiện thì hạn tự tính."
        raise Refused([Finding("deadline_in_plan", "error", message, source=stated[0].source)])
    found = []
    if last_day < timezone.localdate(at):
        message = f"Ngày cuối {vietnamese.date_short(last_day)} đã qua; chọn từ hôm nay trở đi."
        found.append(Finding("deadline_past", "error", message, field="last_day"))
    if len(reason.strip()) < 10:
        message = "Nêu văn bản hoặc lý do ấn định hạn nộp, ít nhất 10 ký tự."
        found.append(Finding("reason_missing", "error", message, field="reason"))
    refuse_if_any(found)
    closing = calendar.closing_at(calendar.day_start(last_day + timedelta(days=1)))
    with transaction.atomic():
        hold_running(movement, "ấn định hạn nộp")
        if not Round.objects.filter(pk=round.pk, closes_at=round.closes_at).update(closes_at=closing.closes_at):
            raise Refused([stale("ấn định hạn nộp")])
        round_days.set_again(movement, plan)  # an appraisal may count from this day
        tell_units(movement, at, f"Hạn nộp hồ sơ: {round.label}", f"{closing.sentence}. {reason.strip()}")
        journal.record(
            by=by,
            at=at,
            act="round.deadline",
            thing=round,
            body_id=movement.body_id,
            sentence=f"Ấn định ngày cuối nhận hồ sơ {vietnamese.date_short(last_day)}: {reason}",
            data={"last_day": last_day, "reason": reason, "before": round.closes_at},
        )
    round.refresh_from_db()
    return round


def tell_units(movement: Movement, at: datetime, title: str, text: str, more: Iterable[int] = ()) -> None:
    """Tell clerks and heads of every unit of the body, and the users in ``more``."""
    day = timezone.localdate(at)
    grants = RoleGrant.objects.filter(
        in_force(day), role__in=("unit_clerk", "unit_head"), unit__body_id=movement.body_id
    )
    users = grants.values_list("user_id", flat=True)
    tell([*users, *more], at=at, title=title[:200], text=text, url=f"/phong-trao/{movement.slug}/")


def register_lower_plan(
    *, movement: Movement, unit: Unit, number: str, issued_on: date, by: User, at: datetime
) -> LowerPlan:
    """Register a lower body's own plan as received today."""
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    today = timezone.localdate(at)
    refuse_if_any(_lower_findings(movement, unit, number, issued_on, today))
    with transaction.atomic():
        hold_running(movement, "ghi kế hoạch của đơn vị")
        plan, created = LowerPlan.objects.get_or_create(
            movement=movement, unit=unit, defaults={"number": number.strip(), "issued_on": issued_on, "filed_on": today}
        )
        if not created:
            raise Refused([Finding("lower_plan_known", "error", f"Đã ghi kế hoạch số {plan.number} của {unit}.")])
        Duty.objects.filter(movement=movement, unit=unit, type="lower_plan", done_on=None).update(
            done_on=today, report=f"Kế hoạch số {number.strip()}", done_by=by
        )
        journal.record(
            by=by,
            at=at,
            act="movement.lower_plan",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"Tiếp nhận kế hoạch số {number.strip()} của {unit}",
            data={"unit": unit.pk, "number": number, "issued_on": issued_on},
        )
    return plan


def _lower_findings(movement: Movement, unit: Unit, number: str, issued_on: date, today: date) -> list[Finding]:
    found = []
    if unit.body_id != movement.body_id or unit.is_body:
        found.append(Finding("foreign_unit", "error", "Đơn vị này không thuộc địa bàn của phong trào.", field="unit"))
    if not number.strip() or len(number) > 40:
        message = "Ghi số và ký hiệu của kế hoạch, tối đa 40 ký tự, ví dụ 05/KH-VHXH."
        found.append(Finding("number_missing", "error", message, field="number"))
    if issued_on > today:
        message = "Ngày kế hoạch của đơn vị không thể sau hôm nay."
        found.append(Finding("date_in_future", "error", message, field="issued_on"))
    return found


def report_duty(*, duty: Duty, done_on: date, report: str, by: User, at: datetime) -> Duty:
    """A unit reports that a duty is carried out."""
    refuse_if_any(permissions.can_report_duty(roles(by, at), duty))
    found = []
    if len(report.strip()) < 10:
        found.append(Finding("report_short", "error", "Ghi vài lời về việc đã làm, ít nhất 10 ký tự.", field="report"))
    if done_on > timezone.localdate(at):
        found.append(Finding("date_in_future", "error", "Ngày thực hiện không thể sau hôm nay.", field="done_on"))
    issued = _in_force(duty.movement).issued_on
    if issued and done_on < issued:
        message = f"Ngày thực hiện không thể trước ngày ban hành kế hoạch {vietnamese.date_short(issued)}."
        found.append(Finding("date_before_plan", "error", message, field="done_on"))
    refuse_if_any(found)
    with transaction.atomic():
        hold_running(duty.movement, "ghi báo cáo")
        done = {"done_on": done_on, "report": report.strip(), "done_by": by}
        if not Duty.objects.filter(pk=duty.pk, done_on=None).update(**done):
            raise Refused([stale("ghi báo cáo")])
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
    seen: datetime | None = None,
) -> CriterionFigure:
    """Record the figure of a criterion; ``values`` holds numerator, denominator, value (None where not asked).

    A later entry replaces the earlier one, which stays in the journal. ``seen`` is ``recorded_at`` of the
    figure the person looked at: when it is given and another one has been entered since, the act is refused.
    """
    refuse_if_any(permissions.can_enter_figure(roles(by, at), unit))
    plan = _in_force(movement).plan
    refuse_if_any(_participant_findings(movement, unit, person))
    refuse_if_any(figures.findings(plan, criterion_id, unit, person, year, values, text, source))
    criterion = next(each for each in plan.criteria if each.id == criterion_id)
    kept = {**figures.stored(criterion, values, text), "text": text.strip(), "source": source.strip()}
    key: dict[str, Any] = {
        "movement": movement,
        "criterion_id": criterion_id,
        "unit": unit,
        "person": person,
        "year": year,
    }
    with transaction.atomic():
        hold_running(movement, "nhập số liệu")
        before = CriterionFigure.objects.select_for_update().filter(**key).first()
        if before and seen is not None and before.recorded_at != seen:
            raise Refused([stale("nhập số liệu")])
        figure, _ = CriterionFigure.objects.update_or_create(**key, defaults={**kept, "recorded_at": at, "by": by})
        journal.record(
            by=by,
            at=at,
            act="figure.enter",
            thing=figure,
            body_id=movement.body_id,
            sentence=f"{person or unit}: nhập số liệu “{criterion.label}” năm {year}",
            data={"now": _shown(figure), "before": _shown(before) if before else None},
        )
    return figure


def _participant_findings(movement: Movement, unit: Unit, person: Person | None) -> list[Finding]:
    if unit.body_id != movement.body_id:
        return [Finding("foreign_unit", "error", "Đơn vị này không thuộc địa bàn của phong trào.", field="unit")]
    if person is not None and not person.posts.filter(unit=unit).exists():
        return [Finding("foreign_person", "error", f"{person} không làm việc ở {unit}.", field="person")]
    return []


def _shown(figure: CriterionFigure) -> dict[str, str]:
    fields = ("numerator", "denominator", "value", "text", "source")
    return {name: str(value) for name in fields if (value := getattr(figure, name)) not in (None, "")}


def _in_force(movement: Movement) -> PlanVersion:
    return movement.plan_versions.get(in_force=True)
