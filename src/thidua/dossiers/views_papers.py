"""Single papers: writing, uploading, looking at them, and files of slips and receipts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.documents import pdf as pdf_writer
from thidua.documents.base import Paper as TypedPaper
from thidua.dossiers import actions, papers, permissions, printing, queries, showing, worklist
from thidua.dossiers.criteria import prefilled
from thidua.dossiers.forms import ReportForm, UploadForm
from thidua.dossiers.models import Candidate, Dossier
from thidua.dossiers.required import Need, needs
from thidua.dossiers.state import EDITABLE
from thidua.dossiers.writing import Conflict
from thidua.movements.answering import attempt
from thidua.org.middleware import SignedIn
from thidua.records import files
from thidua.records.printing import docx_of
from thidua.rules.audiences import criteria_for
from thidua.rules.findings import refuse_if_any


def _need(dossier: Dossier, item_id: str, candidate_pk: int | None) -> Need:
    """The paper of this address; 404 where the plan asks for none."""
    people = showing.candidates(dossier)
    for need in needs(dossier, people):
        if need.item.id == item_id and (need.candidate.pk if need.candidate else None) == candidate_pk:
            return need
    raise Http404


@require_http_methods(["GET", "POST"])
def paper(request: SignedIn, pk: int, item: str, candidate_pk: int | None = None) -> HttpResponse:
    """One paper: its form where it is written here, its files, and the place for a signed copy."""
    dossier = showing.find(request, pk)
    need = _need(dossier, item, candidate_pk)
    writes = dossier.state in EDITABLE and not permissions.can_edit(request.roles, dossier)
    form = _report_form(request, dossier, need) if need.item.type == "report" and writes else None
    status, conflict = 200, None
    if request.method == "POST":
        refuse_if_any(permissions.can_edit(request.roles, dossier))
        if form is None:
            raise Http404
        answer = _save(request, dossier, need, form)
        if isinstance(answer, HttpResponse):
            return answer
        status, conflict = answer
    return render(
        request, "dossiers/paper.html", _context(request, dossier, need, form, conflict, writes), status=status
    )


def _report_form(request: SignedIn, dossier: Dossier, need: Need) -> ReportForm:
    assert need.candidate is not None
    asked = criteria_for(dossier.plan_version.plan, need.candidate.audience_ids)
    stored = need.paper
    return ReportForm(
        request.POST if request.method == "POST" else None,
        kind=need.candidate.kind,
        criteria=asked,
        known=prefilled(dossier, need.candidate, asked) if asked else {},
        content=stored.content if stored else {},
        version=stored.version if stored else 0,
        by_criterion="by_criterion" in need.item.rules,
    )


def _save(
    request: SignedIn, dossier: Dossier, need: Need, form: ReportForm
) -> HttpResponse | tuple[int, Conflict | None]:
    """Save and go on, or the status of the page that shows what is wrong. Answers a script in JSON."""
    script = request.headers.get("Accept", "").startswith("application/json")
    if not form.is_valid():
        if script:
            return JsonResponse({"message": "Còn chỗ chưa đúng; bấm Lưu để xem."}, status=422)
        return 422, None
    try:
        row = actions.save_paper_content(
            dossier=dossier,
            item_id=need.item.id,
            candidate=need.candidate,
            content=form.content(),
            version=form.cleaned_data["version"],
            by=request.user,
            at=request.now,
        )
    except Conflict as conflict:
        if script:
            return JsonResponse({"message": conflict.findings[0].message}, status=409)
        return 409, conflict
    if script:
        return JsonResponse({"saved": f"{timezone.localtime(row.saved_at):%H:%M}", "version": row.version})
    messages.success(request, f"Đã lưu: {need.name}.")
    if request.POST.get("o-lai"):
        return redirect(worklist.paper_url(need, dossier))
    return redirect("dossiers:detail", pk=dossier.pk)


def _context(
    request: SignedIn, dossier: Dossier, need: Need, form: ReportForm | None, conflict: Conflict | None, writes: bool
) -> dict[str, Any]:
    version = conflict.version if conflict else None
    return {
        "dossier": dossier,
        "need": need,
        "form": form,
        "upload_form": UploadForm(),
        "writes": writes,
        "conflict": conflict,
        "conflict_version": version,
        "theirs": _theirs(form, conflict) if form and conflict else [],
        "note": papers.form_note(need.item, showing.day_of(request)),
        "urls": {
            name: worklist.paper_url(need, dossier, name)
            for name in ("paper", "upload", "remove_upload", "paper_pdf", "paper_docx", "paper_file")
        },
        "printable": need.status == "done" or need.item.type == "report",
        "stored": need.paper.file if need.paper else None,
        "plan_url": showing.plan_url(dossier),
    }


def _theirs(form: ReportForm, conflict: Conflict) -> list[tuple[str, str]]:
    """The stored text beside one's own: only what differs."""
    mine = form.content()
    rows = [
        (label, str(conflict.theirs.get(name, "")))
        for name, label, _ in form.lines
        if str(conflict.theirs.get(name, "")) != str(mine.get(name, ""))
    ]
    stored = conflict.theirs.get("criteria", {})
    for criterion in form.criteria:
        theirs, own = stored.get(criterion.id, {}), mine["criteria"].get(criterion.id, {})
        if any(theirs.get(part, "") != own.get(part, "") for part in ("result", "previous", "evidence")):
            words = "; ".join(
                filter(None, [theirs.get("result", ""), theirs.get("previous", ""), theirs.get("evidence", "")])
            )
            rows.append((criterion.label, words))
    return rows


@require_POST
def upload(request: SignedIn, pk: int, item: str, candidate_pk: int | None = None) -> HttpResponse:
    """Take a signed file; a bad one is refused in one sentence and nothing else changes."""
    dossier = showing.find(request, pk)
    need = _need(dossier, item, candidate_pk)
    refuse_if_any(permissions.can_edit(request.roles, dossier))
    form = UploadForm(request.POST, request.FILES)
    status = 422
    if form.is_valid():
        given = form.cleaned_data["file"]
        status = attempt(
            form,
            lambda: actions.upload_paper(
                dossier=dossier,
                item_id=need.item.id,
                candidate=need.candidate,
                name=given.name,
                data=given.read(),
                version=form.cleaned_data["version"],
                by=request.user,
                at=request.now,
            ),
        )
        if not status:
            messages.success(request, f"Đã nhận tệp cho {need.name}.")
            return redirect(worklist.paper_url(need, dossier))
    report = _fresh_report(dossier, need)
    context = _context(request, dossier, need, report, None, True) | {"upload_form": form}
    return render(request, "dossiers/paper.html", context, status=status)


def _fresh_report(dossier: Dossier, need: Need) -> ReportForm | None:
    """The report as stored, beside an upload that was refused."""
    if need.item.type != "report" or need.candidate is None:
        return None
    asked = criteria_for(dossier.plan_version.plan, need.candidate.audience_ids)
    return ReportForm(
        kind=need.candidate.kind,
        criteria=asked,
        known=prefilled(dossier, need.candidate, asked) if asked else {},
        content=need.paper.content if need.paper else {},
        version=need.paper.version if need.paper else 0,
        by_criterion="by_criterion" in need.item.rules,
    )


@require_POST
def remove_upload(request: SignedIn, pk: int, item: str, candidate_pk: int | None = None) -> HttpResponse:
    """Go back to the paper made here."""
    dossier = showing.find(request, pk)
    need = _need(dossier, item, candidate_pk)
    if need.paper is None:
        raise Http404
    need.paper.dossier = dossier
    actions.remove_upload(paper=need.paper, version=showing.version(request), by=request.user, at=request.now)
    messages.success(request, "Đã bỏ tệp tải lên. Giấy tờ lại được lập trên hệ thống.")
    return redirect(worklist.paper_url(need, dossier))


@require_GET
def paper_pdf(request: SignedIn, pk: int, item: str, candidate_pk: int | None = None) -> HttpResponse:
    """The paper as PDF: as handed in, or made from what is written now."""
    dossier = showing.find(request, pk)
    need = _need(dossier, item, candidate_pk)
    if need.paper and need.paper.file and not need.uploaded and dossier.state not in EDITABLE:
        return showing.attachment(files.read(need.paper.file), need.paper.file_name, printing.PDF)
    return _made(dossier, need, request, pdf_writer.render, "pdf", printing.PDF)


@require_GET
def paper_docx(request: SignedIn, pk: int, item: str, candidate_pk: int | None = None) -> HttpResponse:
    """The paper as a Word file, made from what is written now."""
    dossier = showing.find(request, pk)
    return _made(
        dossier,
        _need(dossier, item, candidate_pk),
        request,
        lambda made: docx_of(made, dossier.unit),
        "docx",
        printing.DOCX,
    )


def _made(
    dossier: Dossier, need: Need, request: SignedIn, render_as: Callable[[TypedPaper], bytes], ending: str, kind: str
) -> HttpResponse:
    made = printing.typed(dossier, need.item, need.candidate, day=showing.day_of(request))
    return showing.attachment(render_as(made), printing.file_name(need.item, need.candidate, ending), kind)


@require_GET
def paper_file(request: SignedIn, pk: int, item: str, candidate_pk: int | None = None) -> HttpResponse:
    """The uploaded file, byte by byte as it came."""
    need = _need(showing.find(request, pk), item, candidate_pk)
    if need.paper is None or need.paper.file is None:
        raise Http404
    return showing.attachment(files.read(need.paper.file), need.paper.file_name, need.paper.file.media_type)


@require_GET
def receipt_file(request: SignedIn, pk: int, receipt_pk: int) -> HttpResponse:
    """The receipt as PDF."""
    dossier = showing.find(request, pk)
    found = get_object_or_404(dossier.submissions.select_related("filed_by__person"), pk=receipt_pk)
    found.dossier = dossier
    made = papers.receipt(found, day=timezone.localdate(found.filed_at))
    return showing.attachment(pdf_writer.render(made), f"{made.filename}.pdf", printing.PDF)


@require_GET
def supplement_file(request: SignedIn, pk: int, slip_pk: int) -> HttpResponse:
    """The supplement slip as PDF."""
    dossier = showing.find(request, pk)
    slip = get_object_or_404(dossier.returns.select_related("by__person"), pk=slip_pk)
    slip.dossier = dossier
    made = papers.supplement(slip, day=timezone.localdate(slip.at))
    return showing.attachment(pdf_writer.render(made), f"{made.filename}.pdf", printing.PDF)


@require_GET
def appraisal_file(request: SignedIn, pk: int, candidate_pk: int, ending: str) -> HttpResponse:
    """The appraisal sheet of a candidate as PDF or Word file; for the body, not for the unit."""
    dossier = showing.find(request, pk)
    if not request.roles.in_body(dossier.unit.body_id, *queries.BODY_READERS):
        raise Http404
    who: Candidate = showing.find_candidate(dossier, candidate_pk)
    sheet = showing.sheets(dossier, [who], showing.day_of(request))[0]
    owed = needs(dossier, showing.candidates(dossier))
    day = timezone.localdate(sheet.appraisal.at) if sheet.appraisal else showing.day_of(request)
    made = papers.appraisal_sheet(who, sheet.appraisal, list(map(dict, sheet.rows)), owed, day=day)
    data, kind = (
        (docx_of(made, dossier.unit), printing.DOCX) if ending == "docx" else (pdf_writer.render(made), printing.PDF)
    )
    return showing.attachment(data, f"{made.filename}-{who.pk}.{ending}", kind)
