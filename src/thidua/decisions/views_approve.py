"""Pages of the decider."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from thidua.decisions import actions, facts, queries, showing, weighing
from thidua.decisions.forms import ApproveForm
from thidua.decisions.models import Decision
from thidua.decisions.views import actor, answered, fetch_own, moment, roles_of, version_of
from thidua.movements.queries import current_version
from thidua.rules.findings import Finding, Refused


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything on one page: numbers, council, money, open conditions, a reason for each case; one red button."""
    decision = fetch_own(request, pk, "decider")
    if decision.state != "submitted" and request.method == "GET":
        return redirect("decisions:detail", decision.pk)
    form = ApproveForm(request.POST or None, lines=queries.lines_of(decision), initial={"version": decision.version})
    if request.method == "GET" or not form.is_valid():
        return _page(request, decision, form, ())
    data = form.cleaned_data
    try:
        actions.approve(
            decision=decision,
            version=data["version"],
            refuse=form.refusals(),
            accept=form.taken_in(),
            seen=data["seen"],
            opinion=data["opinion"],
            by=actor(request),
            at=moment(request),
        )
    except Refused as no:
        return _page(request, fetch_own(request, pk, "decider"), form, no.findings)
    messages.success(request, "Đã duyệt. Văn thư lấy số và ngày; cho đến lúc ban hành vẫn rút lại được.")
    return redirect("decisions:detail", decision.pk)


def _page(request: HttpRequest, decision: Decision, form: ApproveForm, refused: Sequence[Finding]) -> HttpResponse:
    lines = queries.lines_of(decision)
    plan = current_version(decision.round.movement).plan
    motions = weighing.advice(line.candidate_id for line in lines)
    found = showing.cases(lines, motions)
    for case in found:
        award: Any = case.award
        award.fields = [form[name] for name in (f"turn_{award.pk}", f"reason_{award.pk}") if name in form.fields]
    asked = [line for line in lines if line.verdict != "refused"]
    today = timezone.localdate(moment(request))
    around = facts.around(decision.round_id, besides=decision)
    context = {
        "decision": decision,
        "plan": plan,
        "groups": showing.groups(found),
        "seats": showing.seats(plan, facts.places(decision, plan, lines, around), facts.counted(lines)),
        "council": showing.council_view(motions),
        "departures": weighing.departures(lines, motions),
        "money": showing.money_view(decision, lines, today),
        "open": weighing.open_conditions(asked),
        "collectives": sum(line.candidate.kind == "collective" for line in asked),
        "people": sum(line.candidate.kind != "collective" for line in asked),
        "today": today,
        "form": form,
        "refused": refused,
        "capacity": next((g.get_capacity_display() for g in roles_of(request).grants if g.role == "decider"), ""),
    }
    return render(request, "decisions/approve.html", context, status=answered(form, refused))


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the draft to the office; the opinion is the reason."""
    decision = fetch_own(request, pk, "decider")
    form = ApproveForm(request.POST, lines=queries.lines_of(decision))
    if not form.is_valid():
        return _page(request, decision, form, ())
    try:
        actions.return_to_office(
            decision=decision,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["opinion"],
            by=actor(request),
            at=moment(request),
        )
    except Refused as no:
        return _page(request, fetch_own(request, pk, "decider"), form, no.findings)
    messages.success(request, "Đã trả lại cơ quan thường trực.")
    return redirect("decisions:detail", decision.pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an approval back before the decision is issued."""
    decision = fetch_own(request, pk, "decider")
    actions.withdraw_approval(decision=decision, version=version_of(request), by=actor(request), at=moment(request))
    messages.success(request, "Đã rút lại việc duyệt; quyết định chờ duyệt lại.")
    return redirect("decisions:detail", decision.pk)
