"""Movements, plan versions, rounds."""

from __future__ import annotations

from collections.abc import Iterator

from thidua import plans
from thidua.movements.models import Duty, Movement, PlanVersion
from thidua.plans import calendar
from thidua.reports.invariants.registry import check
from thidua.rules import lifecycle


@check("Mỗi phong trào có đúng một bản kế hoạch đang hiệu lực, và bản đó đọc được")
def one_plan_in_force() -> Iterator[str]:
    for movement in Movement.objects.prefetch_related("plan_versions"):
        current = [v for v in movement.plan_versions.all() if v.in_force]
        if len(current) != 1:
            yield f"Phong trào {movement.slug} có {len(current)} bản kế hoạch đang hiệu lực."
            continue
        try:
            plans.from_data(current[0].data)
        except plans.PlanError as error:
            yield f"Phong trào {movement.slug}: {error}"


@check("Phong trào đã phát động có số, ngày, người ký")
def launched_plans_are_signed() -> Iterator[str]:
    launched = PlanVersion.objects.filter(in_force=True).exclude(movement__state="draft").select_related("movement")
    for version in launched:
        if not (version.paper_number and version.issued_on and version.signer_name and version.movement.launched_at):
            yield f"Phong trào {version.movement.slug} đã phát động nhưng thiếu số, ngày hoặc người ký."


@check("Các đợt xét của phong trào đúng như kế hoạch, giờ đóng đúng theo lịch")
def rounds_follow_the_plan() -> Iterator[str]:
    launched = PlanVersion.objects.filter(in_force=True, issued_on__isnull=False).exclude(movement__state="draft")
    for version in launched.select_related("movement").prefetch_related("movement__rounds", "movement__events"):
        assert version.issued_on is not None
        stored = {r.key: r for r in version.movement.rounds.all()}
        if set(stored) != {r.key for r in calendar.rounds(version.plan, version.issued_on)}:
            yield f"Phong trào {version.movement.slug}: các đợt xét không khớp kế hoạch."
            continue
        for key, row in stored.items():
            events = {each.event_id: each.on for each in version.movement.events.all()}
            for deadline, closing in calendar.deadlines(version.plan, key, events):
                if deadline.act == "dossier" and row.closes_at != (closing.closes_at if closing else None):
                    yield f"Phong trào {version.movement.slug}, đợt {row.label}: giờ đóng không khớp kế hoạch."


@check("Mọi trạng thái của phong trào có trong bảng vòng đời")
def movement_states_are_known() -> Iterator[str]:
    for movement in Movement.objects.exclude(state__in=lifecycle.MOVEMENT.states):
        yield f"Phong trào {movement.slug} ở trạng thái lạ “{movement.state}”."


@check("Nhiệm vụ giao cho đơn vị trong địa bàn của phong trào")
def duties_stay_inside_the_body() -> Iterator[str]:
    for duty in Duty.objects.select_related("unit", "movement"):
        if duty.unit.body_id != duty.movement.body_id:
            yield f"Nhiệm vụ “{duty.label}” giao cho {duty.unit}, ngoài địa bàn."
