"""Decisions: the list, one decision, its papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.audit import journal
from thidua.decisions import facts, papers, queries, showing, weighing
from thidua.decisions.acting import DOCX, PDF, XLSX
from thidua.decisions.forms import AddForm, DraftForm
from thidua.decisions.models import Award, Decision
from thidua.decisions.permissions import PAYERS, READERS
from thidua.documents import pdf
from thidua.documents.base import slug
from thidua.movements.queries import current_version
from thidua.org.models import Roles, User
from thidua.records import files
from thidua.records.models import StoredFile
from thidua.records.printing import docx_of
from thidua.rules.findings import Finding
from thidua.ui.middleware import status_of

TYPES = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX, "zip": "application/zip"}
FILTERS = (
    ("", "Tất cả"),
    ("draft", "Dự thảo"),
    ("submitted", "Chờ duyệt"),
    ("approved", "Chờ ban hành"),
    ("issued", "Đã ban hành"),
)


def roles_of(request: HttpRequest) -> Roles:
    """Roles of whoever asks."""
    return request.roles  # type: ignore[attr-defined,no-any-return]  # set by ClockAndRolesMiddleware


def moment(request: HttpRequest) -> datetime:
    """The moment of the request, by the training clock where there is one."""
    return request.now  # type: ignore[attr-defined,no-any-return]  # set by ClockAndRolesMiddleware


def actor(request: HttpRequest) -> User:
    """Whoever is signed in; every page here asks for it."""
    assert isinstance(request.user, User)
    return request.user


def attachment(data: bytes, ending: str, name: str) -> HttpResponse:
    """A download; never shown inside the page."""
    response = HttpResponse(data, content_type=TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response


def answered(form: Any, refused: Sequence[Finding]) -> int:
    """Status of a page of one form: 200 as long as it is only looked at, else why nothing was done."""
    if refused:
        return status_of(refused)
    return 422 if form is not None and form.is_bound and not form.is_valid() else 200


def version_of(request: HttpRequest) -> int:
    """The version the page was read at; 0, which is always stale, where the form carries none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def fetch(request: HttpRequest, pk: int) -> Decision:
    """A decision the user may see, with its lines; 404 otherwise."""
    return get_object_or_404(queries.whole(queries.visible(roles_of(request))), pk=pk)


def fetch_own(request: HttpRequest, pk: int, *wanted: str) -> Decision:
    """The same, for pages that only some roles of the body have."""
    decision = fetch(request, pk)
    if not roles_of(request).in_body(decision.body_id, *wanted):
        raise Http404
    return decision


def line_of(decision: Decision, pk: int) -> Award:
    """A line of this decision; 404 for one of another."""
    for line in queries.lines_of(decision):
        if line.pk == pk:
            line.decision = decision
            return line
    raise Http404


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Decisions, newest first."""
    roles = roles_of(request)
    state = request.GET.get("trang_thai", "")
    rows = queries.listed(roles)
    if state in dict(FILTERS) and state:
        rows = rows.filter(state=state)
    drafting = bool(roles.body_ids("office"))
    context = {
        "page": Paginator(rows, 50).get_page(request.GET.get("trang")),
        "state": state,
        "filters": FILTERS,
        "ready": queries.rounds_to_decide(roles) if drafting else [],
        "drafting": drafting,
        "proposing": bool(roles.body_ids(*READERS)),
        "budgeting": bool(roles.body_ids("finance", "admin")),
    }
    return render(request, "decisions/list.html", context)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision."""
    return render(request, "decisions/detail.html", detail_context(request, fetch(request, pk)))


def detail_context(
    request: HttpRequest, decision: Decision, *, form: DraftForm | None = None, refused: tuple[Finding, ...] = ()
) -> dict[str, Any]:
    """Everything the page of one decision shows to this person."""
    roles, today = roles_of(request), timezone.localdate(moment(request))
    lines = queries.lines_of(decision)
    plan = current_version(decision.round.movement).plan
    inside = roles.in_body(decision.body_id, *READERS)
    pays = roles.in_body(decision.body_id, *PAYERS)
    allowed = showing.states_allowed(decision, roles)
    motions = weighing.advice(line.candidate_id for line in lines) if inside else {}
    editing = decision.state == "draft" and "submit" in allowed
    shown = lines if inside else [line for line in lines if line.verdict == "approved"]
    day = decision.decided_on or today
    around = facts.around(decision.round_id, besides=decision) if inside else None
    fund = facts.fund(decision.body, day.year, besides=decision) if inside or pays else None
    known = weighing.Known(around, motions, fund) if editing and around and fund else None
    return {
        "decision": decision,
        "plan": plan,
        "groups": showing.groups(showing.cases(shown, motions)),
        "seats": showing.seats(plan, facts.places(decision, plan, lines, around), facts.counted(lines))
        if inside
        else [],
        "taken_back": showing.taken_back(shown) if decision.state == "issued" else [],
        "council": showing.council_view(motions),
        "money": showing.money_view(decision, lines, today, fund) if pays or inside else None,
        "inside": inside,
        "pays": pays,
        "allowed": allowed,
        "revokes": decision.state == "issued" and roles.in_body(decision.body_id, "decider"),
        "editing": editing,
        "findings": weighing.draft_findings(decision, plan, lines, today, known) if editing else [],
        "refused": refused,
        "form": form or (DraftForm(initial=_typed(decision)) if editing else None),
        "add_form": _add_form(decision, plan) if editing else None,
        "history": list(journal.of(decision)) if inside else [],
    }


def _typed(decision: Decision) -> dict[str, object]:
    return {key: getattr(decision, key) for key in ("merit", "fund", "quota_reason", "departure_reason", "version")}


def _add_form(decision: Decision, plan: Any) -> AddForm | None:
    candidates = list(queries.addable(decision.round, plan, decision.award_id))
    return AddForm(candidates=candidates, initial={"version": decision.version}) if candidates else None


@require_GET
def paper(request: HttpRequest, pk: int, which: str, ending: str) -> HttpResponse:
    """A paper as PDF or DOCX: the frozen one where there is one, else the draft as it stands."""
    decision = fetch(request, pk)
    roles = roles_of(request)
    inside = roles.in_body(decision.body_id, *READERS)
    if ending not in ("pdf", "docx"):
        raise Http404
    if which == "quyet-dinh" and (decision.state == "issued" or inside):
        stored = decision.paper if ending == "pdf" else decision.paper_docx
        return _kept(stored, ending, slug(f"Quyết định {decision}")) if stored else _draft(decision, ending)
    if which == "to-trinh" and inside:
        stored = decision.submission_pdf if ending == "pdf" else decision.submission_docx
        return _kept(stored, ending, slug(f"Tờ trình {decision.submission_number}"))
    if which == "chi-tien" and decision.state == "issued" and roles.in_body(decision.body_id, *PAYERS):
        return _payments(request, decision, ending)
    raise Http404


def _kept(stored: StoredFile | None, ending: str, name: str) -> HttpResponse:
    if stored is None:
        raise Http404
    return attachment(files.read(stored), ending, name)


def _draft(decision: Decision, ending: str) -> HttpResponse:
    lines = [line for line in queries.lines_of(decision) if line.verdict != "refused"]
    if not lines:
        raise Http404
    made = papers.award_decision(decision, lines)
    return attachment(
        pdf.render(made) if ending == "pdf" else docx_of(made, decision.body), ending, "du-thao-quyet-dinh"
    )


def _payments(request: HttpRequest, decision: Decision, ending: str) -> HttpResponse:
    day = timezone.localdate(moment(request))
    preparer = actor(request).display_name if roles_of(request).in_body(decision.body_id, "finance") else ""
    made = papers.payment_list(decision, queries.lines_of(decision), day, preparer)
    return attachment(
        pdf.render(made) if ending == "pdf" else docx_of(made, decision.body), ending, "danh-sach-chi-tien-thuong"
    )
