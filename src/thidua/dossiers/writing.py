"""Acts of the unit on single papers: content written here, signed files uploaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.documents.files import BadUpload, inspect_upload
from thidua.dossiers import permissions
from thidua.dossiers.models import Candidate, Dossier, Paper
from thidua.dossiers.required import asked_of
from thidua.dossiers.state import roles_at, stale, writing
from thidua.org.models import User
from thidua.plans import model
from thidua.records import files
from thidua.rules.findings import Finding, Refused, refuse_if_any


class Conflict(Refused):
    """Somebody else saved the paper meanwhile; ``theirs`` is the text now stored, to be shown beside one's own."""

    def __init__(self, findings: list[Finding], theirs: Mapping[str, Any], version: int) -> None:
        super().__init__(findings)
        self.theirs, self.version = theirs, version


def item_of(dossier: Dossier, item_id: str, candidate: Candidate | None) -> model.PaperItem:
    """The plan's item for a paper of a dossier; refused when the plan does not ask for it here."""
    plan = dossier.plan_version.plan
    item = next((p for p in plan.papers if p.id == item_id and p.made_by == "unit"), None)
    fits = item is not None and (item.per == "candidate") == (candidate is not None)
    if item is None or not fits or (candidate and not asked_of(plan, item, candidate)):
        raise Refused([Finding("unknown_paper", "error", "Kế hoạch không yêu cầu giấy tờ này trong hồ sơ.")])
    return item


def save_paper_content(
    *,
    dossier: Dossier,
    item_id: str,
    candidate: Candidate | None,
    content: Mapping[str, Any],
    version: int,
    by: User,
    at: datetime,
) -> Paper:
    """Save what people wrote for a paper. ``version`` 0: not saved before.

    Raises :class:`Conflict` with the stored text when somebody else saved meanwhile: neither text is lost.
    """
    refuse_if_any(permissions.can_edit(roles_at(by, at), dossier))
    item = item_of(dossier, item_id, candidate)
    clean = _clean(content)
    try:
        with writing(dossier, at):
            paper = _save(dossier, item_id, candidate, clean, version, at)
            journal.record(
                by=by,
                at=at,
                act="paper.write",
                thing=paper,
                body_id=dossier.unit.body_id,
                sentence=f"{dossier.unit}: ghi nội dung {_named(item, candidate)}",
                data={"dossier": dossier.pk, "version": paper.version},
            )
    except IntegrityError:  # both began the same paper in one moment
        raise _conflict(Paper.objects.get(dossier=dossier, item_id=item_id, candidate=candidate)) from None
    return paper


def _save(
    dossier: Dossier, item_id: str, candidate: Candidate | None, content: dict[str, Any], version: int, at: datetime
) -> Paper:
    paper = Paper.objects.filter(dossier=dossier, item_id=item_id, candidate=candidate).first()
    if paper is None:
        return Paper.objects.create(
            dossier=dossier, item_id=item_id, candidate=candidate, origin="generated", content=content, saved_at=at
        )
    changed = Paper.objects.filter(pk=paper.pk, version=version).update(
        content=content, version=version + 1, saved_at=at, confirmed_at=None, confirmed_by=None
    )
    if not changed:
        raise _conflict(paper)
    paper.content, paper.version, paper.saved_at = content, version + 1, at
    return paper


def _conflict(paper: Paper) -> Conflict:
    when = timezone.localtime(paper.saved_at)
    text = (
        f"Chưa lưu: người khác đã lưu giấy tờ này lúc {when:%H:%M:%S}. Bản của ông, bà vẫn còn ở dưới; "
        "so hai bản rồi lưu lại."
    )
    return Conflict([Finding("stale", "error", text)], paper.content, paper.version)


def _clean(value: Any) -> Any:
    """Texts in NFC, trimmed; the shape stays."""
    if isinstance(value, str):
        return vietnamese.nfc(value).strip()
    if isinstance(value, Mapping):
        return {str(key): _clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(part) for part in value]
    return value


def upload_paper(
    *,
    dossier: Dossier,
    item_id: str,
    candidate: Candidate | None,
    name: str,
    data: bytes,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Paper:
    """Take a signed file for a paper: judged by content, kept byte by byte.

    A bad file is refused with one sentence and changes nothing; what was written here stays beside the file.
    ``version`` is that of the paper the person saw, 0 for one not saved before.
    """
    refuse_if_any(permissions.can_edit(roles_at(by, at), dossier))
    item = item_of(dossier, item_id, candidate)
    try:
        info = inspect_upload(name, data)
    except BadUpload as error:
        raise Refused([Finding("bad_upload", "error", str(error), field="file")]) from error
    with writing(dossier, at):
        stored = files.keep(data, media_type=info.media_type, extension=info.extension, at=at)
        paper, new = Paper.objects.get_or_create(
            dossier=dossier, item_id=item_id, candidate=candidate, defaults={"origin": "uploaded", "saved_at": at}
        )
        if version is not None and version != (0 if new else paper.version):
            raise Refused([stale("nhận tệp")])
        paper.origin, paper.file, paper.file_name = "uploaded", stored, info.name
        paper.saved_at, paper.version = at, paper.version + 1
        paper.confirmed_at = paper.confirmed_by = None
        paper.save()
        journal.record(
            by=by,
            at=at,
            act="paper.upload",
            thing=paper,
            body_id=dossier.unit.body_id,
            sentence=f"{dossier.unit}: tải lên {_named(item, candidate)}",
            data={"dossier": dossier.pk, "sha256": stored.sha256, "name": info.name, "size": info.size},
        )
    return paper


def remove_upload(*, paper: Paper, by: User, at: datetime, version: int | None = None) -> Paper:
    """Go back from the uploaded file to the paper made here; the file itself stays in the store."""
    dossier = paper.dossier
    refuse_if_any(permissions.can_edit(roles_at(by, at), dossier))
    if paper.origin != "uploaded":
        raise Refused([Finding("no_upload", "error", "Giấy tờ này không có tệp tải lên để bỏ.")])
    digest = paper.file.sha256 if paper.file else ""
    with writing(dossier, at):
        if version is not None and not Paper.objects.filter(pk=paper.pk, version=version).exists():
            raise Refused([stale("bỏ tệp")])
        paper.origin, paper.file, paper.file_name = "generated", None, ""
        paper.saved_at, paper.version = at, paper.version + 1
        paper.confirmed_at = paper.confirmed_by = None
        paper.save()
        journal.record(
            by=by,
            at=at,
            act="paper.remove_upload",
            thing=paper,
            body_id=dossier.unit.body_id,
            sentence=f"{dossier.unit}: bỏ tệp tải lên của {_named(item_of(dossier, paper.item_id, paper.candidate), paper.candidate)}",
            data={"dossier": dossier.pk, "sha256": digest},
        )
    return paper


def _named(item: model.PaperItem, candidate: Candidate | None) -> str:
    return f"“{item.name}”" + (f" của {candidate.name}" if candidate else "")
