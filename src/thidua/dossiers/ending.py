"""Closing a movement: nothing handed in may be left undecided; whatever else is open is named and needs a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.dossiers.models import Dossier
from thidua.dossiers.state import HANDED_IN, OPEN, step
from thidua.movements import actions, queries, queries_follow
from thidua.movements.models import Movement
from thidua.org.models import User
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, errors, refuse_if_any


def obstacles(movement: Movement, now: datetime) -> list[Finding]:
    """Dossiers under way (they bar closing), then what would be left open (it needs a reason)."""
    rows = list(Dossier.objects.filter(round__movement=movement).select_related("unit", "round"))
    found = [
        Finding("dossier_open", "error", f"{each} ({each.round}) đang ở bước “{_word(each)}”, phải xong trước đã.")
        for each in rows
        if each.state in HANDED_IN and each.state != "closed"
    ]
    drafts = [each for each in rows if each.state in OPEN]
    if drafts:
        names = "; ".join(each.unit.name for each in drafts[:5]) + ("; …" if len(drafts) > 5 else "")
        message = f"{len(drafts):02d} hồ sơ đang soạn chưa nộp sẽ bị khóa: {names}."
        found.append(Finding("drafts_lapse", "warning", message))
    return [*found, *_left(movement, now)]


def _word(dossier: Dossier) -> str:
    return lifecycle.DOSSIER.states[dossier.state]


def _left(movement: Movement, now: datetime) -> Iterator[Finding]:
    for row in movement.rounds.filter(closes_at__gt=now):
        assert row.closing is not None
        message = f"{row.label} còn nhận hồ sơ đến hết ngày {vietnamese.date_short(row.closing.last_day)}."
        yield Finding("round_open", "warning", message)
    plan = queries.current_version(movement).plan
    counted = (
        (movement.duties.filter(done_on=None, request=False).count(), "nhiệm vụ chưa có báo cáo"),
        (len(queries_follow.owing(movement, plan, timezone.localdate(now))), "đơn vị chưa gửi kế hoạch"),
        (movement.difficulties.filter(state__in=("open", "promised")).count(), "vướng mắc chưa giải quyết xong"),
        (movement.inspections.filter(done_on=None).exclude(request="").count(), "yêu cầu sau kiểm tra chưa xong"),
        (movement.amendments.filter(Q(state="draft") | Q(state="issued")).count(), "bản sửa đổi chưa có hiệu lực"),
    )
    for number, what in counted:
        if number:
            yield Finding("left_open", "warning", f"Còn {number:02d} {what}.")


def close(*, movement: Movement, version: int, note: str, by: User, at: datetime) -> Movement:
    """Close a movement; dossiers never filed lapse. Refused with every dossier that is still under way."""
    with transaction.atomic():
        found = obstacles(movement, at)
        refuse_if_any(errors(found))
        if found and len(note.strip()) < 10:
            message = "Còn việc để ngỏ như nêu trên: ghi lý do kết thúc, ít nhất 10 ký tự."
            raise Refused([Finding("note_missing", "error", message, field="note")])
        closed = actions.close(movement=movement, version=version, note=note, by=by, at=at)
        for dossier in Dossier.objects.filter(round__movement=movement, state__in=OPEN).select_related("unit"):
            step(dossier, "lapse", version=None)
            journal.record(
                by=by,
                at=at,
                act="dossier.lapse",
                thing=dossier,
                body_id=dossier.unit.body_id,
                sentence=f"Khóa hồ sơ chưa nộp của {dossier.unit} khi kết thúc phong trào",
            )
        refuse_if_any(errors(obstacles(closed, at)))  # handed in while this was going on
    return closed
