"""Acts on the layouts of an office's papers: put one in use, go back to the program's own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import papers, templates
from thidua.documents.files import BadUpload, inspect_upload
from thidua.org.models import Roles, Unit, User
from thidua.org.permissions import need_body_role
from thidua.records import files
from thidua.records.models import PaperTemplate
from thidua.rules.findings import Finding, Refused, refuse_if_any

KINDS = {kind.__name__: kind for kind in papers.KINDS}


def can_change(roles: Roles, body_id: int) -> list[Finding]:
    """Layouts belong to the administrator of the body."""
    return need_body_role(roles, body_id, "thay mẫu giấy tờ", "admin")


def use_template(*, body: Unit, kind: str, name: str, data: bytes, by: User, at: datetime) -> PaperTemplate:
    """Put a DOCX layout in use for a kind of paper; the one before is withdrawn, never deleted."""
    refuse_if_any(can_change(Roles.of(by, timezone.localdate(at)), body.pk))
    try:
        info = inspect_upload(name, data, allowed=frozenset({"docx"}))
        templates.judge(kind, data)
    except (BadUpload, templates.TemplateError) as error:
        raise Refused([Finding("template_unusable", "error", str(error), field="file")]) from error
    with transaction.atomic():
        stored = files.keep(data, media_type=info.media_type, extension=info.extension, at=at)
        PaperTemplate.objects.filter(body=body, kind=kind, withdrawn_at=None).update(withdrawn_at=at)
        template = PaperTemplate.objects.create(
            body=body, kind=kind, file=stored, file_name=info.name, uploaded_at=at, by=by
        )
        journal.record(
            by=by,
            at=at,
            act="template.use",
            thing=template,
            body_id=body.pk,
            sentence=f"Dùng mẫu riêng “{info.name}” cho {KINDS[kind].NAME}",
            data={"kind": kind, "sha256": stored.sha256},
        )
    return template


def withdraw_template(*, template: PaperTemplate, by: User, at: datetime) -> None:
    """Go back to the program's own layout."""
    refuse_if_any(can_change(Roles.of(by, timezone.localdate(at)), template.body_id))
    with transaction.atomic():
        if not PaperTemplate.objects.filter(pk=template.pk, withdrawn_at=None).update(withdrawn_at=at):
            raise Refused([Finding("stale", "error", "Mẫu này đã thôi dùng. Mở lại trang để xem bản mới.")])
        journal.record(
            by=by,
            at=at,
            act="template.withdraw",
            thing=template,
            body_id=template.body_id,
            sentence=f"Thôi dùng mẫu riêng “{template.file_name}” cho {KINDS[template.kind].NAME}",
        )
