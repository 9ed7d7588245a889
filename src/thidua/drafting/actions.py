"""Official acts on a draft as a whole: bring a document in, read it again, put it away. One transaction, one entry each."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.audit import journal
from thidua.documents.files import BadUpload
from thidua.drafting import permissions, queue, uploads
from thidua.drafting.acting import move, need_office
from thidua.drafting.models import Draft, ReadingJob
from thidua.movements.acting import roles
from thidua.org.models import Unit, User
from thidua.records import files
from thidua.rules.findings import Finding, Refused, refuse_if_any


def upload(*, body: Unit, name: str, data: bytes, by: User, at: datetime) -> Draft:
    """Keep a document byte by byte and put it in the queue to be read. Nothing of it takes effect yet."""
    refuse_if_any(permissions.can_draft(roles(by, at), body))
    try:
        info = uploads.inspect(name, data)
    except BadUpload as error:
        raise Refused([Finding("upload", "error", str(error), field="file")]) from error
    with transaction.atomic():
        stored = files.keep(data, media_type=info.media_type, extension=info.extension, at=at)
        draft = Draft.objects.create(
            body=body, file=stored, file_name=info.name, title="", created_at=at, changed_at=at, by=by
        )
        ReadingJob.objects.create(draft=draft)
        _note(draft, "draft.upload", f"Tải lên tệp kế hoạch {info.name}", by, at, {"sha256": stored.sha256})
        transaction.on_commit(queue.wake)
    return draft


def retry(*, draft: Draft, version: int, by: User, at: datetime) -> Draft:
    """Read the same file once more."""
    need_office(draft, by, at)
    with transaction.atomic():
        move(draft, "retry", version=version, at=at, doing="đọc lại", reason="")
        ReadingJob.objects.update_or_create(draft=draft, defaults=queue.AGAIN | {"queued_at": queue.real_now()})
        _note(draft, "draft.retry", f"Đọc lại tệp {draft.file_name}", by, at)
        transaction.on_commit(queue.wake)
    return draft


def insist(*, draft: Draft, version: int, reason: str, by: User, at: datetime) -> Draft:
    """Review a document as a plan that launches although the program did not see it as one."""
    need_office(draft, by, at)
    with transaction.atomic():
        move(draft, "insist", version=version, at=at, doing="chuyển sang duyệt")
        _note(draft, "draft.insist", f"Vẫn duyệt {draft} như kế hoạch phát động: {reason}", by, at, {"reason": reason})
    return draft


def discard(*, draft: Draft, version: int, by: User, at: datetime) -> Draft:
    """Put a draft away; it stays in the register and its file stays kept."""
    need_office(draft, by, at)
    with transaction.atomic():
        move(draft, "discard", version=version, at=at, doing="bỏ dự thảo")
        ReadingJob.objects.filter(draft=draft).delete()
        _note(draft, "draft.discard", f"Bỏ dự thảo {draft}", by, at)
    return draft


def _note(draft: Draft, act: str, sentence: str, by: User, at: datetime, data: dict[str, object] | None = None) -> None:
    journal.record(by=by, at=at, act=act, thing=draft, body_id=draft.body_id, sentence=sentence, data=data)
