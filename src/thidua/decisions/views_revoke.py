"""Taking an award back, its paper, and the money that is returned."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.decisions import actions
from thidua.decisions.forms import ReturnedForm, RevokeForm
from thidua.decisions.models import Award, Decision, Revocation
from thidua.decisions.permissions import READERS
from thidua.decisions.revoking import GROUNDS
from thidua.decisions.views import attachment, fetch_own, line_of
from thidua.documents import vietnamese
from thidua.documents.base import slug
from thidua.org.answering import form_page
from thidua.org.middleware import SignedIn
from thidua.records import files

BOTH = require_http_methods(["GET", "POST"])


def _line(request: SignedIn, pk: int, line: int, *wanted: str) -> tuple[Decision, Award]:
    decision = fetch_own(request, pk, *wanted)
    award = line_of(decision, line)
    if decision.state != "issued" or award.verdict != "approved":
        raise Http404
    return decision, award


def _revocation(award: Award) -> Revocation:
    found: Revocation | None = getattr(award, "revocation", None)
    if found is None:
        raise Http404
    found.award = award
    return found


@BOTH
def revoke(request: SignedIn, pk: int, line: int) -> HttpResponse:
    """The decider takes one award back."""
    decision, award = _line(request, pk, line, "decider")
    if request.method == "GET" and award.candidate.state == "revoked":
        return redirect("decisions:detail", pk)
    form = RevokeForm(
        request.POST if request.method == "POST" else None,
        grounds=GROUNDS,
        paid=award.paid_on is not None,
        initial={"version": decision.version, "decided_on": timezone.localdate(request.now)},
    )
    notes = [
        ("Quyết định khen thưởng", f"số {decision}"),
        ("Tiền thưởng", vietnamese.dong(award.amount) + (", đã chi" if award.paid_on else ", chưa chi")),
        ("Căn cứ pháp luật", "Khoản 2 Điều 93 Luật Thi đua, khen thưởng; lời tóm tắt chưa đối chiếu với văn bản gốc."),
        ("Sau khi thu hồi", "Tra mã Giấy khen thấy đã thu hồi; lượt khen không còn tính vào tiêu chuẩn nào."),
    ]
    return form_page(
        request,
        form,
        lambda: actions.revoke(
            award=award, **{"return_by": None, **form.cleaned_data}, by=request.user, at=request.now
        ),
        title=f"Thu hồi khen thưởng: {award.recipient_name}",
        lede="Ra quyết định thu hồi có số của sổ quyết định. Đã thu hồi thì không rút lại được.",
        button="Ký quyết định thu hồi",
        back=reverse("decisions:detail", args=[pk]),
        crumbs=[("Quyết định", reverse("decisions:list")), (f"Số {decision}", reverse("decisions:detail", args=[pk]))],
        notes=notes,
        said=f"Đã thu hồi khen thưởng của {award.recipient_name}.",
    )


@BOTH
def returned(request: SignedIn, pk: int, line: int) -> HttpResponse:
    """Finance notes that the money came back."""
    decision, award = _line(request, pk, line, "finance")
    made = _revocation(award)
    form = ReturnedForm(
        request.POST if request.method == "POST" else None, initial={"returned_on": timezone.localdate(request.now)}
    )
    return form_page(
        request,
        form,
        lambda: actions.record_return(revocation=made, **form.cleaned_data, by=request.user, at=request.now),
        title=f"Ghi nộp lại tiền thưởng: {award.recipient_name}",
        lede=f"Quyết định số {made} thu hồi {vietnamese.dong(made.amount)}.",
        button="Ghi đã nộp lại",
        back=reverse("decisions:payments", args=[pk]),
        crumbs=[(f"Quyết định số {decision}", reverse("decisions:detail", args=[pk]))],
        said="Đã ghi tiền thưởng nộp lại.",
    )


@require_GET
def paper(request: SignedIn, pk: int, line: int, ending: str) -> HttpResponse:
    """The frozen decision of revocation."""
    _, award = _line(request, pk, line, *READERS)
    made = _revocation(award)
    if ending not in ("pdf", "docx"):
        raise Http404
    stored = made.paper if ending == "pdf" else made.paper_docx
    return attachment(files.read(stored), ending, slug(f"Quyết định thu hồi {made}"))
