"""From reviewed facts to a running movement: the plan is built and checked, then launched as every plan is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thidua import plans
from thidua.audit import journal
from thidua.documents.files import BadUpload, inspect_upload
from thidua.drafting import building, checking
from thidua.drafting.acting import move, need_office
from thidua.drafting.models import Draft, DraftFact
from thidua.movements import actions as movements
from thidua.movements import cascading, round_days
from thidua.movements import queries as movement_queries
from thidua.movements.models import Movement, PlanVersion
from thidua.org.models import Person, User
from thidua.plans import calendar
from thidua.records import files
from thidua.records.models import StoredFile
from thidua.rules.findings import Finding, Refused, refuse_if_any


def ready_findings(
    rows: Sequence[DraftFact], built: building.Built, remarks: Sequence[checking.Remark]
) -> list[Finding]:
    """Everything that stands between a review and a launch, at once."""
    found = []
    if waiting := sum(row.state == "pending" for row in rows):
        text = f"Còn {waiting} dữ kiện chưa duyệt. Duyệt, sửa hoặc bỏ từng dữ kiện."
        found.append(Finding("facts_pending", "error", text))
    errors = [each for each in built.problems if each.severity == "error"]
    found += errors
    if built.plan is None and not errors:
        text = "Các dữ kiện đã duyệt chưa đủ để lập kế hoạch; bổ sung phần còn thiếu."
        found.append(Finding("plan_not_built", "error", text))
    found += [
        Finding("remark_open", "error", f"Nhận xét chưa xử lý: {each.message}", source=plans.Source(each.path))
        for each in remarks
        if each.stands and each.severity == "error"
    ]
    return found


def doors(plan: plans.Plan, issued: date) -> list[tuple[str, str]]:
    """What a launch on this day opens and when it shuts, in words: (round, when and what then)."""
    found = []
    for instance in calendar.rounds(plan, issued):
        pair = movement_queries.plan_deadline(plan, instance.key)
        if pair is None:
            text = "Kế hoạch không ghi hạn; cơ quan thường trực ấn định sau"
        else:
            deadline, closing = pair
            if closing is None:
                found.append((instance.label, round_days.awaiting(plan, deadline)))
                continue
            then = "hồ sơ bị khóa" if deadline.late == "barred" else "hồ sơ vẫn nộp được nhưng bị đánh dấu muộn"
            text = f"{closing.sentence}. Từ {closing.closes_at:%H:%M} ngày {calendar.day_text(closing.closes_at.date())} {then}"
        found.append((instance.label, text))
    return found


def ready(*, draft: Draft, version: int, by: User, at: datetime) -> Draft:
    """The review is over: the plan is built from the accepted facts and kept, waiting for number, date and signer."""
    need_office(draft, by, at)
    with transaction.atomic():
        move(draft, "ready", version=version, at=at, doing="kết thúc việc duyệt")
        rows = list(draft.facts.all())
        built = building.build(draft, rows)
        remarks = checking.remarks(draft, rows, built.plan, timezone.localdate(at))
        refuse_if_any(ready_findings(rows, built, remarks))
        assert built.plan is not None  # ready_findings refuses otherwise
        Draft.objects.filter(pk=draft.pk).update(plan=plans.to_data(built.plan), title=built.plan.movement.title[:300])
        draft.refresh_from_db(fields=["plan", "title"])
        _note(draft, "draft.ready", f"Duyệt xong kế hoạch {draft}", by, at)
    return draft


def reopen(*, draft: Draft, version: int, by: User, at: datetime) -> Draft:
    """Back to the review; the plan is built anew afterwards."""
    need_office(draft, by, at)
    with transaction.atomic():
        move(draft, "reopen", version=version, at=at, doing="mở lại", plan=None)
        _note(draft, "draft.reopen", f"Mở lại để sửa {draft}", by, at)
    return draft


def launch(
    *,
    draft: Draft,
    version: int,
    issued_on: date,
    number: int | None,
    signer: Person,
    capacity: str,
    signed: tuple[str, bytes] | None,
    by: User,
    at: datetime,
) -> Movement:
    """Make the movement of a ready draft and launch it, both or neither; ``signed``: name and bytes of the signed PDF.

    Without one the uploaded document itself is the original, when it is a PDF. A higher plan the text cites by its
    number is named as the one carried out, where it is kept here. A second launch is refused.
    """
    need_office(draft, by, at)
    with transaction.atomic():
        move(draft, "launch", version=version, at=at, doing="phát động")
        original = _original(draft, signed, at)
        plan = plans.from_data(draft.plan)
        higher = cascading.cited(draft.body, plan, timezone.localdate(at))
        movement = movements.prepare(body=draft.body, plan=plan, by=by, at=at, higher=higher)
        movement = movements.launch(
            movement=movement,
            version=movement.version,
            issued_on=issued_on,
            number=number,
            signer=signer,
            capacity=capacity,
            by=by,
            at=at,
        )
        PlanVersion.objects.filter(movement=movement, in_force=True).update(original=original)
        Draft.objects.filter(pk=draft.pk).update(movement=movement)
        draft.movement = movement
        data: dict[str, object] = {
            "movement": movement.pk,
            "original": original.sha256 if original else None,
            "file": draft.file.sha256 if draft.file else None,
        }
        _note(draft, "draft.launch", f"Phát động từ dự thảo {draft}", by, at, data)
    return movement


def _original(draft: Draft, signed: tuple[str, bytes] | None, at: datetime) -> StoredFile | None:
    if signed is None:
        return draft.file if draft.file is not None and draft.file.extension == "pdf" else None
    try:
        info = inspect_upload(*signed, allowed=frozenset({"pdf"}))
    except BadUpload as error:
        raise Refused([Finding("upload", "error", str(error), field="signed")]) from error
    return files.keep(signed[1], media_type=info.media_type, extension=info.extension, at=at)


def _note(draft: Draft, act: str, sentence: str, by: User, at: datetime, data: dict[str, object] | None = None) -> None:
    journal.record(by=by, at=at, act=act, thing=draft, body_id=draft.body_id, sentence=sentence, data=data)
