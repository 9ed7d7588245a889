"""Events that deadlines hang on: entered once, corrected with a reason, told with what moves, set against deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.movements import permissions, queries, round_days
from thidua.movements.acting import hold_running, roles, stale
from thidua.movements.following import tell_units
from thidua.movements.models import EventCorrection, Movement, MovementEvent, PlanVersion
from thidua.org.models import User
from thidua.org.queries import holders
from thidua.plans import Plan, calendar
from thidua.plans import model as m
from thidua.plans.milestones import milestones
from thidua.rules.findings import Finding, Refused, refuse_if_any

SOON = 30  # days before a deadline at which an event that has not come is worth a word


def record_event(*, movement: Movement, event_id: str, on: date, source: str, by: User, at: datetime) -> MovementEvent:
    """Enter once the day of an event that parts of the plan hang on (e.g. the index was published)."""
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    version = queries.current_version(movement)
    label = next((each.label for each in queries.awaited(version) if each.id == event_id), None)
    if label is None:
        raise Refused([Finding("unknown_event", "error", "Kế hoạch không nêu sự kiện này.")])
    refuse_if_any(event_findings(version, event_id, on, source, timezone.localdate(at)))
    with transaction.atomic():
        hold_running(movement, "ghi sự kiện")
        event, created = MovementEvent.objects.get_or_create(
            movement=movement, event_id=event_id, defaults={"on": on, "source": source.strip(), "by": by}
        )
        if not created:
            raise Refused(
                [Finding("event_known", "error", f"Sự kiện này đã ghi ngày {vietnamese.date_short(event.on)}.")]
            )
        rounds = round_days.set_again(movement, version.plan)
        _tell_recorded(movement, version, event_id, label, on, at)
        journal.record(
            by=by,
            at=at,
            act="movement.event",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"Ghi sự kiện “{label}” ngày {vietnamese.date_short(on)}",
            data={"event": event_id, "on": on, "source": source, "rounds": round_days.said(rounds)},
        )
    return event


def event_findings(version: PlanVersion, event_id: str, on: date, source: str, today: date) -> list[Finding]:
    """What is wrong with the day of an event and its source."""
    found = []
    if on > today:
        found.append(
            Finding("event_in_future", "error", "Ngày công bố không thể sau hôm nay; nhập khi đã có.", field="on")
        )
    starts = calendar.period(version.plan, version.issued_on, {}).start if version.issued_on else None
    if starts and version.plan.period.event == event_id and on < starts:
        message = f"Sự kiện này kết thúc phong trào, không thể trước ngày bắt đầu {vietnamese.date_short(starts)}."
        found.append(Finding("event_before_start", "error", message, source=version.plan.period.source, field="on"))
    return [*found, *_source_findings(source, "Ghi văn bản công bố: số, ngày, cơ quan.")]


def _source_findings(source: str, missing: str) -> list[Finding]:
    if not source.strip():
        return [Finding("source_missing", "error", missing, field="source")]
    if len(source) > 200:
        return [Finding("source_long", "error", "Nguồn chỉ được tối đa 200 ký tự.", field="source")]
    return []


def correct_event(
    *, event: MovementEvent, seen: date, on: date, source: str, reason: str, by: User, at: datetime
) -> MovementEvent:
    """Put another day to a recorded event; the former one is kept with the reason. ``seen``: the day on the page."""
    movement = event.movement
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    version = queries.current_version(movement)
    found = event_findings(version, event.event_id, on, source, timezone.localdate(at))
    if len(reason.strip()) < 10:
        message = "Nêu lý do đính chính, ít nhất 10 ký tự."
        found.append(Finding("reason_missing", "error", message, field="reason"))
    if (on, source.strip()) == (event.on, event.source):
        found.append(Finding("nothing_changed", "error", "Ngày và văn bản vẫn như cũ, không có gì để đính chính."))
    refuse_if_any(found)
    label = next((each.label for each in queries.awaited(version) if each.id == event.event_id), event.event_id)
    before = queries.events(movement)
    with transaction.atomic():
        hold_running(movement, "đính chính sự kiện")
        if not MovementEvent.objects.filter(pk=event.pk, on=seen).update(on=on, source=source.strip()):
            raise Refused([stale("đính chính")])
        EventCorrection.objects.create(
            event=event, was_on=event.on, was_source=event.source, reason=reason.strip(), by=by, at=at
        )
        rounds = round_days.set_again(movement, version.plan)
        words = " ".join(moved(version, before, {**before, event.event_id: on}))
        tell_units(movement, at, f"Đính chính sự kiện: {label}", f"Ngày đúng là {vietnamese.date_short(on)}. {words}")
        journal.record(
            by=by,
            at=at,
            act="movement.event_correct",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"Đính chính sự kiện “{label}”: từ {vietnamese.date_short(seen)} thành {vietnamese.date_short(on)}",
            data={"event": event.event_id, "before": seen, "now": on, "source": source, "reason": reason}
            | {"rounds": round_days.said(rounds)},
        )
    event.refresh_from_db()
    return event


def moved(version: PlanVersion, before: Mapping[str, date], after: Mapping[str, date]) -> list[str]:
    """Sentences on the days that change when events get other days."""
    if version.issued_on is None:
        return []
    old = {each.key or each.label: each.date for each in milestones(version.plan, version.issued_on, before)}
    return [
        f"{each.label}: {_day(each.date)} (trước: {_day(old.get(each.key or each.label))})."
        for each in milestones(version.plan, version.issued_on, after)
        if each.kind != "event" and old.get(each.key or each.label) != each.date
    ]


def _day(day: date | None) -> str:
    return vietnamese.date_short(day) if day else "chưa rõ ngày"


# ---------------------------------------------------------------- collisions


def collisions(movement: Movement, plan: Plan, events: Mapping[str, date], now: datetime) -> list[Finding]:
    """Deadlines that come before what they wait for, worst first; the rounds as they stand, set by plan or office."""
    opens = {each.id: each for each in plan.rounds}
    labels = {each.id: each for each in plan.events}
    found: list[Finding] = []
    last_year = max((row.year for row in movement.rounds.all()), default=0)
    for row in movement.rounds.all():
        closing, each = row.closing, opens.get(row.round_id)
        if closing is None or each is None:
            continue
        waits = each.opens_after or (plan.period.event if row.year == last_year else None)
        if waits in labels:
            found += _collision(row.label, closing.last_day, labels[waits], each, events, timezone.localdate(now))
        if row.appraise_by is not None and row.appraise_by < closing.closes_at:
            message = f"{row.label}: hạn thẩm định đến trước khi hết hạn nộp hồ sơ."
            due = next((due for due, _ in calendar.deadlines(plan, row.key) if due.act == "appraisal"), None)
            source = due.source if due else each.source
            found.append(Finding("appraisal_before_close", "warning", message, source=source))
    return found


def _collision(
    label: str, last_day: date, event: m.Event, round_: m.Round, events: Mapping[str, date], today: date
) -> Iterator[Finding]:
    happened = events.get(event.id)
    shown = vietnamese.date_short(last_day)
    if happened is not None and happened > last_day:
        message = (
            f"{label}: “{event.label}” ngày {vietnamese.date_short(happened)} đến sau ngày cuối nộp hồ sơ {shown}; "
            "cần sửa đổi kế hoạch để gia hạn."
        )
        yield Finding("deadline_precedes_event", "error", message, source=event.source)
    elif happened is None and today > last_day:
        message = f"{label}: hạn nộp hồ sơ {shown} đã qua mà chưa có “{event.label}”."
        yield Finding("event_overdue", "warning", message, source=event.source)
    elif happened is None and (last_day - today).days <= SOON:
        message = f"{label}: còn {(last_day - today).days} ngày là hết hạn nộp hồ sơ mà chưa có “{event.label}”."
        yield Finding("event_late", "warning", message, source=event.source)


def _tell_recorded(movement: Movement, version: PlanVersion, event_id: str, label: str, on: date, at: datetime) -> None:
    """Units and the council's secretary hear of it and of the days that now stand."""
    before = {key: day for key, day in queries.events(movement).items() if key != event_id}
    words = " ".join(moved(version, before, {**before, event_id: on}))
    more = [*holders("council_secretary", movement.body, timezone.localdate(at))]
    tell_units(movement, at, f"Đã có: {label}", f"Ngày {vietnamese.date_short(on)}. {words}", more)
