"""Proposals to the higher level."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.audit import journal
from thidua.decisions import actions, facts, letters, names, queries
from thidua.decisions.forms import OutcomeForm, ProposalForm, SendForm
from thidua.decisions.models import Proposal, ProposalLine
from thidua.decisions.views import actor, answered, attachment, moment, roles_of, version_of
from thidua.documents import pdf
from thidua.documents.base import slug
from thidua.movements.models import Movement, Round
from thidua.movements.queries import current_version
from thidua.org.models import User, in_force
from thidua.plans import Plan, model
from thidua.records import files
from thidua.records.printing import docx_of
from thidua.rules.findings import Finding, Refused


def _fetch(request: HttpRequest, pk: int, *wanted: str) -> Proposal:
    proposal = get_object_or_404(queries.visible_proposals(roles_of(request)), pk=pk)
    if wanted and not roles_of(request).in_body(proposal.body_id, *wanted):
        raise Http404
    return proposal


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Proposals, newest first, and what could be proposed."""
    roles = roles_of(request)
    rows = queries.visible_proposals(roles).annotate(size=Count("lines")).order_by("-pk")
    drafting = bool(roles.body_ids("office"))
    context = {
        "page": Paginator(rows, 50).get_page(request.GET.get("trang")),
        "choices": _choices(request) if drafting else [],
        "drafting": drafting,
    }
    return render(request, "decisions/proposals.html", context)


def _choices(request: HttpRequest) -> list[tuple[Round, model.Award, Plan]]:
    """Rounds and awards of the higher level that the plans of the user's bodies allow."""
    movements = Movement.objects.filter(body_id__in=roles_of(request).body_ids("office"), state="launched")
    found = []
    for movement in movements.select_related("body").prefetch_related("rounds", "plan_versions"):
        version = next((v for v in movement.plan_versions.all() if v.in_force), None)
        if version is None:
            continue
        for round_ in movement.rounds.all():
            round_.movement = movement
            found += [(round_, award, version.plan) for award in facts.awards_in(version.plan, round_, "propose")]
    return found


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose candidates of a round for an award of the higher level (``?dot=…&hinh_thuc=…``)."""
    wanted = (request.GET.get("dot", ""), request.GET.get("hinh_thuc", ""))
    chosen = [row for row in _choices(request) if (str(row[0].pk), row[1].id) == wanted]
    if not chosen:
        raise Http404
    round_, award, plan = chosen[0]
    candidates = queries.proposable(round_, plan, award.id)
    form = ProposalForm(request.POST or None, candidates=candidates, initial={"addressee": award.authority})
    refused: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            proposal = actions.create_proposal(
                round=round_,
                award_id=award.id,
                candidates=list(form.cleaned_data["candidates"]),
                addressee=form.cleaned_data["addressee"],
                by=actor(request),
                at=moment(request),
            )
        except Refused as no:
            refused = no.findings
        else:
            messages.success(request, "Đã lập dự thảo tờ trình cấp trên.")
            return redirect("decisions:proposal", proposal.pk)
    context = {"round": round_, "award": award, "form": form, "candidates": candidates, "refused": refused}
    return render(request, "decisions/proposal_new.html", context, status=answered(form, refused))


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal."""
    return _page(request, _fetch(request, pk))


def _page(
    request: HttpRequest, proposal: Proposal, *, send_form: SendForm | None = None,
    outcome: tuple[int, OutcomeForm] | None = None, refused: tuple[Finding, ...] = (),
) -> HttpResponse:  # fmt: skip
    plan = current_version(proposal.round.movement).plan
    award = facts.award_of(plan, proposal.award_id)
    lines: list[Any] = list(queries.proposal_lines(proposal))
    office = roles_of(request).in_body(proposal.body_id, "office")
    for line in lines:
        if office and proposal.state == "sent" and line.outcome == "pending":
            mine = (
                outcome[1]
                if outcome and outcome[0] == line.pk
                else OutcomeForm(form_open=not award.form, prefix=f"k{line.pk}")
            )
            line.form = mine
    context = {
        "proposal": proposal,
        "award": award,
        "lines": lines,
        "office": office,
        "send_form": (send_form or _send_form(request, proposal)) if office and proposal.state == "draft" else None,
        "doubled": [line for line in lines if line.candidate.state == "awarded"],
        "history": list(journal.of(proposal)),
        "refused": refused,
    }
    sent = send_form or (outcome[1] if outcome else None)
    return render(request, "decisions/proposal.html", context, status=answered(sent, refused))


def _signers(request: HttpRequest, proposal: Proposal) -> QuerySet[User]:
    today = timezone.localdate(moment(request))
    held = in_force(today, "grants__")
    return (
        User.objects.filter(held, grants__role="decider", grants__unit__body=proposal.body_id)
        .select_related("person")
        .distinct()
    )


def _send_form(request: HttpRequest, proposal: Proposal) -> SendForm:
    today = timezone.localdate(moment(request))
    return SendForm(signers=_signers(request, proposal), initial={"version": proposal.version, "sent_on": today})


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Number and send."""
    proposal = _fetch(request, pk, "office")
    form = SendForm(request.POST, signers=_signers(request, proposal))
    if not form.is_valid():
        return _page(request, proposal, send_form=form)
    try:
        actions.send(proposal=proposal, **form.cleaned_data, by=actor(request), at=moment(request))
    except Refused as no:
        return _page(request, _fetch(request, pk, "office"), send_form=form, refused=no.findings)
    messages.success(request, f"Đã gửi Tờ trình số {proposal}.")
    return redirect("decisions:proposal", proposal.pk)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a draft."""
    proposal = _fetch(request, pk, "office")
    actions.cancel_proposal(proposal=proposal, version=version_of(request), by=actor(request), at=moment(request))
    messages.success(request, "Đã bỏ dự thảo tờ trình.")
    return redirect("decisions:proposals")


@require_POST
def outcome(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Enter the higher level's answer on one line."""
    proposal = _fetch(request, pk, "office")
    row = get_object_or_404(
        ProposalLine.objects.select_related("candidate__person", "candidate__unit"), pk=line, proposal=proposal
    )
    row.proposal = proposal
    award = facts.award_of(current_version(proposal.round.movement).plan, proposal.award_id)
    form = OutcomeForm(request.POST, form_open=not award.form, prefix=f"k{row.pk}")
    if not form.is_valid():
        return _page(request, proposal, outcome=(row.pk, form))
    try:
        actions.record_outcome(line=row, **form.cleaned_data, by=actor(request), at=moment(request))
    except Refused as no:
        return _page(request, _fetch(request, pk, "office"), outcome=(row.pk, form), refused=no.findings)
    messages.success(request, f"Đã ghi kết quả của {row.candidate.name}.")
    return redirect("decisions:proposal", proposal.pk)


@require_GET
def paper(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The tờ trình: frozen once sent, else as it would be printed today."""
    proposal = _fetch(request, pk)
    if ending not in ("pdf", "docx"):
        raise Http404
    stored = proposal.paper if ending == "pdf" else proposal.paper_docx
    if stored:
        return attachment(files.read(stored), ending, slug(f"Tờ trình {proposal}"))
    award = facts.award_of(current_version(proposal.round.movement).plan, proposal.award_id)
    form = names.form_name(award.form) if award.form else "hình thức khen thưởng phù hợp"
    day = timezone.localdate(moment(request))
    made = letters.higher_proposal(proposal, queries.proposal_lines(proposal), day, form)
    return attachment(
        pdf.render(made) if ending == "pdf" else docx_of(made, proposal.body), ending, "du-thao-to-trinh-cap-tren"
    )
