"""The log of inspection and guidance: visits and letters, what was found, what has to follow and whether it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.movements import permissions
from thidua.movements.acting import hold_running, roles, stale
from thidua.movements.models import Inspection, Movement
from thidua.notices.actions import tell
from thidua.org import standing
from thidua.org.models import Unit, User
from thidua.org.queries import accounts_of, holders
from thidua.rules.findings import Finding, Refused, refuse_if_any


@dataclass(frozen=True, slots=True)
class Entry:
    """What is entered. ``request`` empty: nothing has to follow, and there is no ``due_on``."""

    kind: str
    on: date
    participants: str
    findings: str
    paper: str = ""
    request: str = ""
    due_on: date | None = None


def log(*, movement: Movement, unit: Unit, entry: Entry, by: User, at: datetime) -> Inspection:
    """Enter a visit or letter; a unit that has to do something is told what and until when."""
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    refuse_if_any(_findings(movement, unit, entry, timezone.localdate(at)))
    with transaction.atomic():
        hold_running(movement, "ghi sổ kiểm tra")
        made = Inspection.objects.create(
            movement=movement,
            unit=unit,
            kind=entry.kind,
            on=entry.on,
            paper=entry.paper.strip(),
            participants=entry.participants.strip(),
            findings=entry.findings.strip(),
            request=entry.request.strip(),
            due_on=entry.due_on,
            by=by,
            at=at,
        )
        if made.request and made.due_on:
            day = timezone.localdate(at)
            tell(
                accounts_of([unit], day),
                at=at,
                title=f"Yêu cầu sau kiểm tra: {movement.short}"[:200],
                text=f"{made.request} Chậm nhất ngày {vietnamese.date_short(made.due_on)}.",
                url=f"/phong-trao/{movement.slug}/kiem-tra/{made.pk}/",
            )
        journal.record(
            by=by,
            at=at,
            act="inspection.log",
            thing=made,
            body_id=movement.body_id,
            sentence=f"{made.get_kind_display()} {unit} ngày {vietnamese.date_short(entry.on)}",
            data={"findings": made.findings, "request": made.request, "due_on": made.due_on},
        )
    return made


def _findings(movement: Movement, unit: Unit, entry: Entry, today: date) -> list[Finding]:
    found = standing.findings(movement.body, today, "kiểm tra, đôn đốc")
    if unit.body_id != movement.body_id or unit.is_body:
        found.append(Finding("foreign_unit", "error", "Chọn một đơn vị của phong trào.", field="unit"))
    if entry.kind not in dict(Inspection.KINDS):
        found.append(Finding("unknown_kind", "error", "Chọn hình thức trong danh sách.", field="kind"))
    if entry.on > today:
        found.append(Finding("date_in_future", "error", "Ngày thực hiện không thể sau hôm nay.", field="on"))
    if movement.launched_at and entry.on < timezone.localdate(movement.launched_at):
        found.append(Finding("date_before_launch", "error", "Ngày này trước khi phát động phong trào.", field="on"))
    if not entry.participants.strip():
        found.append(Finding("participants_missing", "error", "Ghi thành phần tham gia.", field="participants"))
    if len(entry.findings.strip()) < 10:
        message = "Ghi nội dung, kết quả, ít nhất 10 ký tự."
        found.append(Finding("findings_short", "error", message, field="findings"))
    if entry.request.strip() and entry.due_on is None:
        message = "Đã ghi việc phải làm thì ghi cả ngày phải xong."
        found.append(Finding("due_missing", "error", message, field="due_on"))
    if entry.due_on and not entry.request.strip():
        message = "Đã ghi ngày phải xong thì ghi cả việc phải làm."
        found.append(Finding("request_missing", "error", message, field="request"))
    if entry.due_on and entry.due_on < entry.on:
        message = "Ngày phải xong không thể trước ngày kiểm tra."
        found.append(Finding("due_before", "error", message, field="due_on"))
    return found


def follow_up(
    *, inspection: Inspection, version: int, done_on: date, outcome: str, by: User, at: datetime
) -> Inspection:
    """The unit or the office says that what was asked for is done, and how."""
    movement = inspection.movement
    refuse_if_any(permissions.can_follow_up(roles(by, at), inspection))
    found = []
    if inspection.followed:
        found.append(Finding("nothing_open", "error", "Không còn việc nào phải báo cáo sau lần kiểm tra này."))
    if not inspection.on <= done_on <= timezone.localdate(at):
        message = "Ngày làm xong phải từ ngày kiểm tra đến hôm nay."
        found.append(Finding("date_odd", "error", message, field="done_on"))
    if len(outcome.strip()) < 10:
        message = "Ghi việc đã khắc phục, ít nhất 10 ký tự."
        found.append(Finding("outcome_short", "error", message, field="outcome"))
    refuse_if_any(found)
    with transaction.atomic():
        hold_running(movement, "ghi kết quả khắc phục")
        done = {"done_on": done_on, "outcome": outcome.strip(), "version": version + 1}
        if not Inspection.objects.filter(pk=inspection.pk, done_on=None, version=version).update(**done):
            raise Refused([stale("ghi kết quả khắc phục")])
        tell(
            holders("office", movement.body, timezone.localdate(at)),
            at=at,
            title=f"{inspection.unit.name}: đã khắc phục sau kiểm tra"[:200],
            text=outcome.strip(),
            url=f"/phong-trao/{movement.slug}/kiem-tra/{inspection.pk}/",
        )
        journal.record(
            by=by,
            at=at,
            act="inspection.follow_up",
            thing=inspection,
            body_id=movement.body_id,
            sentence=f"{inspection.unit}: đã khắc phục sau kiểm tra ngày {vietnamese.date_short(inspection.on)}",
            data={"done_on": done_on, "outcome": outcome},
        )
    inspection.refresh_from_db()
    return inspection
