"""The signed paper of a plan version: attached once, byte by byte; replaced only with a reason, the older kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.audit import journal
from thidua.documents.files import BadUpload, inspect_upload
from thidua.movements import permissions
from thidua.movements.acting import roles, stale
from thidua.movements.models import FormerOriginal, PlanVersion
from thidua.org.models import User
from thidua.records import files
from thidua.rules.findings import Finding, Refused, refuse_if_any


def attach(
    *, version: PlanVersion, name: str, data: bytes, seen: str, reason: str, by: User, at: datetime
) -> PlanVersion:
    """Keep the signed PDF with the version. ``seen``: hash of the paper the page showed, empty for none.

    With a paper there already ``reason`` says why another one takes its place. Whoever acts on an old page is told.
    """
    movement = version.movement
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    if movement.state == "draft" or version.issued_on is None:
        message = "Kế hoạch chưa phát động; bản đã ký được gắn khi phát động hoặc sau đó."
        raise Refused([Finding("not_launched", "error", message)])
    try:
        info = inspect_upload(name, data, allowed=frozenset({"pdf"}))
    except BadUpload as error:
        raise Refused([Finding("upload", "error", str(error), field="signed")]) from error
    former = version.original
    if former is not None and len(reason.strip()) < 10:
        message = "Nêu lý do thay bản đã ký, ít nhất 10 ký tự. Bản cũ vẫn được giữ."
        raise Refused([Finding("reason_missing", "error", message, field="reason")])
    with transaction.atomic():
        stored = files.keep(data, media_type=info.media_type, extension=info.extension, at=at)
        if former is not None and stored.pk == former.pk:
            raise Refused([Finding("same_file", "error", "Tệp này chính là bản đang lưu.", field="signed")])
        unchanged = PlanVersion.objects.filter(pk=version.pk, original=former)
        if (former.sha256 if former else "") != seen or not unchanged.update(original=stored):
            raise Refused([stale("gắn bản đã ký")])
        if former is not None:
            FormerOriginal.objects.create(version=version, file=former, reason=reason.strip(), by=by, at=at)
        what = "Thay" if former else "Gắn"
        journal.record(
            by=by,
            at=at,
            act="movement.original",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"{what} bản đã ký của Kế hoạch số {version}, bản thứ {version.number}",
            data={
                "version": version.number,
                "sha256": stored.sha256,
                "before": former.sha256 if former else None,
                "reason": reason.strip() if former else "",
            },
        )
    version.original = stored
    return version
