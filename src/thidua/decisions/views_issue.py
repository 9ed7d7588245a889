"""Issuing, and the certificates of an issued decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.decisions import actions, exports, issuing, papers, queries, showing
from thidua.decisions.forms import IssueForm
from thidua.decisions.models import Award, Decision
from thidua.decisions.permissions import READERS
from thidua.decisions.views import actor, answered, attachment, fetch_own, line_of, moment
from thidua.documents import pdf
from thidua.documents.base import slug
from thidua.records.printing import docx_of
from thidua.rules.findings import Finding, Refused


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Number and date; the sum by the law of that date."""
    decision = fetch_own(request, pk, "office")
    if decision.state != "approved" and request.method == "GET":
        return redirect("decisions:detail", decision.pk)
    today = timezone.localdate(moment(request))
    form = IssueForm(request.POST or None, initial={"version": decision.version, "decided_on": today})
    refused: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.issue(
                decision=decision,
                version=data["version"],
                decided_on=data["decided_on"],
                number=data["number"],
                by=actor(request),
                at=moment(request),
            )
        except Refused as no:
            refused, decision = no.findings, fetch_own(request, pk, "office")
        else:
            messages.success(
                request, f"Đã ban hành Quyết định số {decision}. Giấy khen đã có số vào sổ và mã kiểm tra."
            )
            return redirect("decisions:certificates", decision.pk)
    lines = [line for line in queries.lines_of(decision) if line.verdict == "approved"]
    context = {
        "decision": decision,
        "form": form,
        "refused": refused,
        "money": showing.money_view(decision, lines, today),
        "number": len(lines),
        "hints": issuing.date_findings(decision, today, today) if not refused else [],
    }
    return render(request, "decisions/issue.html", context, status=answered(form, refused))


def _issued(request: HttpRequest, pk: int) -> tuple[Decision, list[Award]]:
    decision = fetch_own(request, pk, *READERS)
    if decision.state != "issued":
        raise Http404
    lines = [line for line in queries.lines_of(decision) if line.verdict == "approved"]
    return decision, [line for line in lines if line.candidate.state != "revoked"]  # nothing is printed of those


@require_GET
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificates: all at once, or one by one."""
    decision, lines = _issued(request, pk)
    first = papers.certificate(lines[0], decision) if lines else None
    context = {
        "decision": decision,
        "lines": lines,
        "reference": bool(first and first.is_reference_form),
        "first": first,
    }
    return render(request, "decisions/certificates.html", context)


@require_GET
def certificates_all(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """One PDF of all, or a ZIP of files (``?kieu=docx`` for Word)."""
    decision, lines = _issued(request, pk)
    name = slug(f"giấy khen quyết định {decision}")
    if ending == "pdf":
        return attachment(exports.certificates_pdf(decision, lines), "pdf", name)
    if ending == "zip":
        inner = "docx" if request.GET.get("kieu") == "docx" else "pdf"
        return attachment(exports.certificates_zip(decision, lines, inner), "zip", f"{name}-{inner}")
    raise Http404


@require_GET
def certificate(request: HttpRequest, pk: int, line: int, ending: str) -> HttpResponse:
    """One certificate."""
    decision, _ = _issued(request, pk)
    award = line_of(decision, line)
    if ending not in ("pdf", "docx") or award.verdict != "approved" or award.candidate.state == "revoked":
        raise Http404
    made = papers.certificate(award, decision)
    return attachment(
        pdf.render(made) if ending == "pdf" else docx_of(made, decision.body), ending, exports.file_name(award)
    )
