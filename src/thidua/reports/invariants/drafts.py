"""Drafts of plans and the movements they became."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.audit.models import JournalEntry
from thidua.drafting.models import Draft, ReadingJob
from thidua.movements.models import PlanVersion
from thidua.reports.invariants.registry import check
from thidua.rules import lifecycle


@check("Dự thảo đã phát động có phong trào của chính cơ quan đó đang chạy; dự thảo khác thì không có phong trào")
def launched_drafts_have_their_movement() -> Iterator[str]:
    for draft in Draft.objects.select_related("movement").defer("reading", "base", "plan"):
        movement = draft.movement
        if draft.state not in lifecycle.PLAN_DRAFT.states:
            yield f"Dự thảo {draft.pk} ở trạng thái lạ “{draft.state}”."
        elif draft.state != "launched":
            if movement is not None:
                yield f"Dự thảo {draft.pk} ở trạng thái “{draft.state}” mà đã có phong trào {movement.slug}."
        elif movement is None:
            yield f"Dự thảo {draft.pk} đã phát động mà không có phong trào."
        elif movement.state == "draft" or movement.body_id != draft.body_id:
            yield f"Dự thảo {draft.pk} đã phát động mà phong trào {movement.slug} chưa chạy hoặc của cơ quan khác."


@check("Phong trào phát động từ dự thảo giữ đúng tệp đã duyệt và bản đã ký ghi lúc phát động")
def launched_drafts_keep_their_file() -> Iterator[str]:
    drafts = Draft.objects.filter(state="launched").select_related("file").defer("reading", "base", "plan")
    rows = {str(draft.pk): draft for draft in drafts}
    papers: dict[int, set[str]] = {}
    versions = PlanVersion.objects.filter(movement__in=[d.movement_id for d in rows.values()], number=1)
    for version in versions.select_related("original").prefetch_related("former_originals__file"):
        kept = {each.file.sha256 for each in version.former_originals.all()}
        papers[version.movement_id] = kept | ({version.original.sha256} if version.original else set())
    entries = JournalEntry.objects.filter(act="draft.launch", thing="drafting.draft", thing_id__in=list(rows))
    told = {entry.thing_id: entry.data for entry in entries}
    for key, draft in rows.items():
        data = told.get(key)
        if data is None:
            yield f"Dự thảo {draft.pk} đã phát động mà nhật ký không ghi."
            continue
        if "file" in data and data["file"] != (draft.file.sha256 if draft.file else None):
            yield f"Dự thảo {draft.pk}: tệp đang giữ không phải tệp đã duyệt khi phát động."
        if data["movement"] != draft.movement_id:
            yield f"Dự thảo {draft.pk}: nhật ký ghi phát động phong trào khác."
        signed = data.get("original")
        if signed and draft.movement_id and signed not in papers.get(draft.movement_id, set()):
            yield f"Dự thảo {draft.pk}: không còn bản đã ký ghi lúc phát động."


@check("Chỉ tệp đang chờ đọc mới nằm trong hàng chờ")
def only_waiting_files_are_queued() -> Iterator[str]:
    queued = set(ReadingJob.objects.values_list("draft_id", flat=True))
    for draft in Draft.objects.only("state"):
        if (draft.pk in queued) != (draft.state == "reading"):
            yield f"Dự thảo {draft.pk} ở trạng thái “{draft.state}” không khớp với hàng chờ đọc tệp."
