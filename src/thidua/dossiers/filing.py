"""Acts around handing a dossier in: confirm, file, withdraw, file again, lapse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.documents.files import inspect_upload
from thidua.dossiers import checking, permissions, printing
from thidua.dossiers.models import Candidate, Dossier, DossierReturn, Paper, Submission
from thidua.dossiers.queries import candidates_of, is_late
from thidua.dossiers.required import Need, needs
from thidua.dossiers.state import OPEN, roles_at, step
from thidua.notices.actions import tell
from thidua.org.models import User
from thidua.org.queries import accounts_of, holders
from thidua.records import files, numbers
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any


def confirm(*, dossier: Dossier, by: User, at: datetime, version: int | None = None) -> Dossier:
    """The head stands for the dossier; refused with everything that is missing at once."""
    refuse_if_any(permissions.can_confirm(roles_at(by, at), dossier))
    lifecycle.transition(lifecycle.DOSSIER, dossier.state, "confirm")
    refuse_if_any(checking.findings(dossier, confirmed=True))
    with transaction.atomic():
        step(dossier, "confirm", version=version, confirmed_at=at, confirmed_by=by)
        Paper.objects.filter(dossier=dossier).update(confirmed_at=at, confirmed_by=by)
        _journal(dossier, "dossier.confirm", f"{dossier.unit}: thủ trưởng xác nhận hồ sơ", by, at)
    dossier.confirmed_by = by
    return dossier


def unconfirm(*, dossier: Dossier, by: User, at: datetime, version: int | None = None) -> Dossier:
    """The head opens a confirmed dossier again so that it can be changed."""
    refuse_if_any(permissions.can_confirm(roles_at(by, at), dossier))
    with transaction.atomic():
        step(dossier, "unconfirm", version=version, confirmed_at=None, confirmed_by=None)
        Paper.objects.filter(dossier=dossier).update(confirmed_at=None, confirmed_by=None)
        _journal(dossier, "dossier.unconfirm", f"{dossier.unit}: mở lại hồ sơ để sửa", by, at)
    return dossier


def file(*, dossier: Dossier, by: User, at: datetime, version: int | None = None) -> Submission:
    """Hand the dossier in and get a receipt.

    Half-open deadline: the closing instant is late. Where the plan bars late dossiers the act is refused and
    the dossier lapses; where the plan is silent it is filed and marked late.
    """
    refuse_if_any(permissions.can_file(roles_at(by, at), dossier))
    late = is_late(dossier.round, at)
    if late and dossier.round.bars_late:
        if dossier.state in OPEN:
            lapse(dossier=dossier, at=at)
        raise Refused([barred(dossier)])
    lifecycle.transition(lifecycle.DOSSIER, dossier.state, "file")
    refuse_if_any(checking.findings(dossier, before="file"))
    made = _print(dossier, at)
    with transaction.atomic():
        step(dossier, "file", version=version, filed_at=at, late=late, received_at=None, received_by=None)
        receipt = _submit(dossier, made, late=late, refiled=False, by=by, at=at)
    return receipt


def barred(dossier: Dossier) -> Finding:
    """Why a late dossier is not taken, with the clause."""
    plan = dossier.plan_version.plan
    rule = next((e for e in plan.exclusions if e.on == "dossier" and e.rule == "late"), None)
    due = next((d for d in plan.deadlines if d.act == "dossier" and d.late == "barred"), None)
    source = rule.source if rule else due.source if due else None
    closes = dossier.round.closes_at
    assert closes is not None
    text = (
        f"Hạn nộp đã hết lúc {vietnamese.datetime_words(timezone.localtime(closes))}. Kế hoạch không xét hồ sơ nộp muộn "
        "nên hồ sơ không nộp được; nội dung vẫn được giữ để xem."
    )
    return Finding("late_barred", "error", text, {"closes_at": closes.isoformat()}, source)


def refile(*, dossier: Dossier, by: User, at: datetime, version: int | None = None) -> Submission:
    """Hand a returned dossier in again, within the day given, even after the deadline. Lateness stays as first filed."""
    refuse_if_any(permissions.can_file(roles_at(by, at), dossier))
    lifecycle.transition(lifecycle.DOSSIER, dossier.state, "refile")
    slip = dossier.returns.order_by("-at", "-pk").first()
    if slip is not None and at >= slip.answer_by:
        until = vietnamese.datetime_words(timezone.localtime(slip.answer_by))
        text = f"Thời hạn bổ sung đã hết lúc {until}. Đề nghị cơ quan thường trực gia hạn rồi nộp lại."
        raise Refused([Finding("answer_too_late", "error", text)])
    # What changed since the return needs the head again; a head who files stands for it by that.
    by_head = not permissions.can_confirm(roles_at(by, at), dossier)
    refuse_if_any(checking.findings(dossier, before="file", confirmed=by_head))
    made = _print(dossier, at)
    with transaction.atomic():
        if by_head:
            step(dossier, "refile", version=version, confirmed_at=at, confirmed_by=by)
            Paper.objects.filter(dossier=dossier).update(confirmed_at=at, confirmed_by=by)
        else:
            step(dossier, "refile", version=version)
        if slip is not None:
            DossierReturn.objects.filter(pk=slip.pk).update(answered_at=at)
        receipt = _submit(dossier, made, late=dossier.late, refiled=True, by=by, at=at)
    return receipt


@dataclass(frozen=True, slots=True)
class _Made:
    """A paper as it will be handed in; ``data`` None for one that was uploaded."""

    need: Need
    data: bytes | None


def _print(dossier: Dossier, at: datetime) -> list[_Made]:
    """Print what is made here, before the transaction: the version check then finds any change meanwhile."""
    people: list[Candidate] = candidates_of(dossier)
    return [
        _Made(
            need,
            None if need.uploaded else printing.pdf(dossier, need.item, need.candidate, day=timezone.localdate(at)),
        )
        for need in needs(dossier, people)
    ]


def _submit(dossier: Dossier, made: list[_Made], *, late: bool, refiled: bool, by: User, at: datetime) -> Submission:
    """Freeze the papers, take the number, write the receipt, tell the office."""
    papers = [_freeze(dossier, each, at) for each in made]
    body, day = dossier.round.movement.body, timezone.localdate(at)
    number = numbers.take(body, "TNHS", on=day, subject=f"Tiếp nhận hồ sơ của {dossier.unit}", by=by)
    receipt = Submission.objects.create(
        dossier=dossier,
        number=numbers.text(number.number, "TNHS"),
        filed_at=at,
        filed_by=by,
        late=late,
        refiled=refiled,
        papers=papers,
        closes_at=dossier.round.closes_at,
    )
    again = "nộp lại hồ sơ" if refiled else "nộp hồ sơ"
    mark = ", sau hạn" if late else ""
    _journal(
        dossier,
        "dossier.refile" if refiled else "dossier.file",
        f"{dossier.unit}: {again}, biên nhận số {receipt.number}{mark}",
        by,
        at,
        data={"receipt": receipt.number, "late": late, "papers": [p["sha256"] for p in papers]},
    )
    tell(
        holders("office", body, day),
        at=at,
        title=f"{dossier.unit} {again}{mark}",
        text=f"{dossier.round.movement.short}. Biên nhận số {receipt.number}.",
        url=f"/ho-so/{dossier.pk}/",
    )
    return receipt


def _freeze(dossier: Dossier, made: _Made, at: datetime) -> dict[str, object]:
    item, candidate = made.need.item, made.need.candidate
    paper = made.need.paper
    if paper is None:
        paper = Paper.objects.create(
            dossier=dossier, item_id=item.id, candidate=candidate, origin="generated", saved_at=at,
            confirmed_at=dossier.confirmed_at, confirmed_by=dossier.confirmed_by,
        )  # fmt: skip
    if made.data is not None:
        stored = files.keep(made.data, media_type="application/pdf", extension="pdf", at=at)
        name = printing.file_name(item, candidate)
        Paper.objects.filter(pk=paper.pk).update(file=stored, file_name=name)
        paper.file, paper.file_name = stored, name
    assert paper.file is not None
    return {
        "item": item.id,
        "candidate": candidate.pk if candidate else None,
        "name": made.need.name,
        "file_name": paper.file_name,
        "sha256": paper.file.sha256,
        "size": paper.file.size,
        "origin": paper.origin,
        "pages": _pages(paper, made.data),
    }


def _pages(paper: Paper, data: bytes | None) -> int | None:
    """Pages of a PDF; reading an uploaded file back also proves that it is still whole."""
    assert paper.file is not None
    content = files.read(paper.file) if data is None else data
    return inspect_upload(paper.file_name, content).pages if paper.file.extension == "pdf" else None


def withdraw(*, dossier: Dossier, by: User, at: datetime, version: int | None = None) -> Dossier:
    """The head takes a filed dossier back before the deadline; the receipt stays in the register."""
    refuse_if_any(permissions.can_confirm(roles_at(by, at), dossier))
    lifecycle.transition(lifecycle.DOSSIER, dossier.state, "withdraw")
    if is_late(dossier.round, at):
        text = "Hạn nộp đã hết nên không rút hồ sơ được; nếu cần sửa, đề nghị cơ quan thường trực trả bổ sung."
        raise Refused([Finding("withdraw_too_late", "error", text)])
    with transaction.atomic():
        step(dossier, "withdraw", version=version, filed_at=None, late=False, confirmed_at=None, confirmed_by=None)
        Paper.objects.filter(dossier=dossier).update(confirmed_at=None, confirmed_by=None)
        Paper.objects.filter(dossier=dossier, origin="generated").update(file=None, file_name="")
        _journal(dossier, "dossier.withdraw", f"{dossier.unit}: rút hồ sơ đã nộp", by, at)
        tell(
            holders("office", dossier.round.movement.body, timezone.localdate(at)),
            at=at,
            title=f"{dossier.unit} rút hồ sơ",
            text=dossier.round.movement.short,
        )
    return dossier


def lapse(*, dossier: Dossier, at: datetime) -> Dossier:
    """Close what was not filed in time where the plan bars late dossiers; an act of the clock."""
    if not (dossier.round.bars_late and is_late(dossier.round, at)):
        raise Refused([Finding("not_overdue", "error", "Hồ sơ chưa quá hạn, hoặc kế hoạch không loại hồ sơ muộn.")])
    with transaction.atomic():
        step(dossier, "lapse", version=None)
        _journal(dossier, "dossier.lapse", f"Hồ sơ của {dossier.unit} quá hạn, không được xét", None, at)
        day = timezone.localdate(at)
        tell(
            accounts_of([dossier.unit], day),
            at=at,
            title="Hồ sơ quá hạn, không được xét",
            text=f"{dossier.round.movement.short}: {dossier.round}. Nội dung vẫn xem được.",
            url=f"/ho-so/{dossier.pk}/",
        )
    return dossier


def lapse_overdue(at: datetime) -> int:
    """Lapse every dossier whose barring deadline has passed; safe to run again. Returns how many lapsed."""
    overdue = Dossier.objects.filter(state__in=OPEN, round__bars_late=True, round__closes_at__lte=at)
    count = 0
    for dossier in overdue.select_related("round__movement__body", "unit"):
        try:
            lapse(dossier=dossier, at=at)
            count += 1
        except Refused:  # somebody moved it a moment ago
            continue
    return count


def reopen_in_time(at: datetime) -> int:
    """Open again what lapsed in a round that now closes later, as when an event was corrected. Returns how many."""
    lapsed = Dossier.objects.filter(state="lapsed", round__movement__state="launched", round__closes_at__gt=at)
    count = 0
    for dossier in lapsed.select_related("round__movement__body", "unit"):
        try:
            with transaction.atomic():
                step(dossier, "reopen", version=None)
                _journal(dossier, "dossier.reopen", f"{dossier.unit}: hồ sơ được mở lại vì hạn nộp lùi", None, at)
                tell(
                    accounts_of([dossier.unit], timezone.localdate(at)),
                    at=at,
                    title="Hồ sơ được mở lại",
                    text=f"{dossier.round.movement.short}: {dossier.round}. Hạn nộp đã lùi, nay lại nộp được.",
                    url=f"/ho-so/{dossier.pk}/",
                )
            count += 1
        except Refused:  # somebody moved it a moment ago
            continue
    return count


def _journal(
    dossier: Dossier, act: str, sentence: str, by: User | None, at: datetime, data: dict[str, object] | None = None
) -> None:
    journal.record(
        by=by,
        at=at,
        act=act,
        thing=dossier,
        body_id=dossier.unit.body_id,
        sentence=sentence,
        basis={"plan": str(dossier.plan_version), "closes_at": dossier.round.closes_at},
        data=data,
    )
