"""Payments and budgets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.decisions import actions, exports, facts, papers, queries
from thidua.decisions.forms import BudgetForm, PayForm
from thidua.decisions.models import Award, Budget, Decision
from thidua.decisions.permissions import PAYERS
from thidua.decisions.views import actor, answered, attachment, fetch_own, moment, roles_of
from thidua.documents.base import slug
from thidua.org.models import Unit
from thidua.rules.findings import Finding, Refused


def _given(request: HttpRequest, pk: int) -> tuple[Decision, list[Award]]:
    decision = fetch_own(request, pk, *PAYERS)
    if decision.state != "issued":
        raise Http404
    return decision, [line for line in queries.lines_of(decision) if line.verdict == "approved"]


@require_http_methods(["GET", "POST"])
def payments(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is paid what; finance ticks what was handed over."""
    decision, lines = _given(request, pk)
    paying = roles_of(request).in_body(decision.body_id, "finance")
    today = timezone.localdate(moment(request))
    open_lines = [line for line in lines if line.paid_on is None and line.candidate.state != "revoked"]
    form = PayForm(request.POST or None, lines=open_lines, initial={"paid_on": today})
    refused: tuple[Finding, ...] = ()
    if request.method == "POST":
        if not paying:
            raise Http404
        if form.is_valid():
            try:
                number = actions.mark_paid(
                    decision=decision,
                    award_ids=form.chosen(),
                    paid_on=form.cleaned_data["paid_on"],
                    receivers=form.receivers(),
                    by=actor(request),
                    at=moment(request),
                )
            except Refused as no:
                refused = no.findings
            else:
                messages.success(request, f"Đã ghi chi tiền cho {number} trường hợp.")
                return redirect("decisions:payments", decision.pk)
    for line in lines:
        _dress(line, decision, form)
    context = {
        "decision": decision,
        "lines": lines,
        "form": form,
        "paying": paying and bool(open_lines),
        "finance": paying,
        "refused": refused,
        "paid": sum(line.amount for line in lines if line.paid_on),
        "fund": facts.fund(decision.body, decision.decided_on.year) if decision.decided_on else None,
    }
    return render(request, "decisions/payments.html", context, status=answered(form, refused))


def _dress(line: Any, decision: Decision, form: PayForm) -> None:
    """Give a line what its row shows: the coefficient and, while unpaid, its two fields."""
    line.coefficient = papers.coefficient(line, decision)
    if line.paid_on is None and line.candidate.state != "revoked":
        line.tick, line.who = form[f"pay_{line.pk}"], form[f"receiver_{line.pk}"]


@require_GET
def payments_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The payment list in Excel."""
    decision, lines = _given(request, pk)
    return attachment(exports.payments_xlsx(decision, lines), "xlsx", slug(f"chi tiền thưởng quyết định {decision}"))


@require_http_methods(["GET", "POST"])
def budgets(request: HttpRequest) -> HttpResponse:
    """The fund of each year: entered, taken, left."""
    roles = roles_of(request)
    bodies = list(Unit.objects.filter(pk__in=roles.body_ids("finance", "admin")))
    if not bodies:
        raise Http404
    body, today = bodies[0], timezone.localdate(moment(request))
    form = BudgetForm(request.POST or None, initial={"year": today.year})
    refused: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_budget(body=body, **form.cleaned_data, by=actor(request), at=moment(request))
        except Refused as no:
            refused = no.findings
        else:
            messages.success(request, f"Đã ghi dự toán năm {form.cleaned_data['year']}.")
            return redirect("decisions:budgets")
    years = [
        facts.fund(body, year)
        for year in Budget.objects.filter(body=body).order_by("-year").values_list("year", flat=True)[:6]
    ]
    taken = facts.ledger(years, body)
    years_shown = [(fund, taken[fund.year]) for fund in years]
    context = {"body": body, "years": years_shown, "form": form, "refused": refused}
    return render(request, "decisions/budgets.html", context, status=answered(form, refused))
