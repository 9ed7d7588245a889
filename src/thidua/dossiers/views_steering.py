"""Acts on a movement that reach into its dossiers: issuing an amendment, closing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.dossiers import amending, ending
from thidua.dossiers.forms_steering import CloseForm, IssueForm
from thidua.movements import amending as plan_amending
from thidua.movements import amending_rounds, permissions, queries, queries_follow
from thidua.movements.answering import attempt, find, today
from thidua.movements.models import Amendment, Movement
from thidua.org.middleware import SignedIn
from thidua.org.models import Person
from thidua.plans import compare
from thidua.rules.collisions import Beside
from thidua.rules.findings import errors, refuse_if_any

BOTH = require_http_methods(["GET", "POST"])


type Around = Callable[[Movement], Mapping[int, Beside]]
"""Councils and decisions by round: apps above this one know them, so the list of addresses hands the question in."""


@BOTH
def issue(request: SignedIn, slug: str, pk: int, beside: Around) -> HttpResponse:
    """Number, days, signer of an amendment; before them what it changes, runs into and means for each dossier."""
    movement = get_object_or_404(queries.visible(request.roles).prefetch_related("rounds", "events"), slug=slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    row: Amendment = get_object_or_404(queries_follow.amendments_shown(request.roles, movement), pk=pk)
    row.movement = movement
    if request.method == "GET" and row.state != "draft":
        messages.info(request, "Bản sửa đổi này không còn là dự thảo.")
        return redirect("movements:amend_index", slug=slug, pk=pk)
    day = today(request)
    form = IssueForm(
        request.POST if request.method == "POST" else None,
        version=row.version,
        signers=queries.signers(movement.body, day),
        day=day,
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: _issue(request, row, form.cleaned_data))
        if not status:
            messages.success(request, "Đã ban hành bản sửa đổi. Mọi người liên quan đã được báo tin.")
            return redirect("movements:amend_index", slug=slug, pk=pk)
    filed = (form.data.get("filed") if form.is_bound else "keep") == "apply"
    rows, moved = amending.dossiers_of(movement), amending_rounds.round_changes(row)
    found = amending.consequences(row, applies_to_filed=filed, now=request.now, rows=rows, moved=moved)
    reasons = [
        *plan_amending.findings(row, issued_on=None, effective_on=None, today=day, now=request.now, changes=moved),
        *amending.findings(row),
    ]
    context = {
        "form": form,
        "movement": movement,
        "amendment": row,
        "changes": compare.diff(row.base.plan, row.plan),
        "found": found,
        "states": amending.by_state(found),
        "collisions": amending.collisions(row, beside(movement), request.now, rows, moved),
        "moving": sum(each.moves for each in found),
        "reasons": reasons if request.method == "GET" else [],
        "barred": bool(errors(reasons)),  # by what no day and no signer can cure: the act is not offered
    }
    return render(request, "dossiers/issue_amendment.html", context, status=status)


def _issue(request: SignedIn, row: Amendment, given: dict[str, Any]) -> None:
    amending.issue(
        amendment=row,
        version=given["version"],
        issued_on=given["issued_on"],
        effective_on=given["effective_on"],
        number=given["number"],
        signer=get_object_or_404(Person, pk=given["signer"]),
        capacity=given["capacity"],
        applies_to_filed=given["filed"] == "apply",
        by=request.user,
        at=request.now,
    )


@BOTH
def close(request: SignedIn, slug: str) -> HttpResponse:
    """Close a movement: what bars it, what would be left open, and why it is closed all the same."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    if request.method == "GET" and movement.state != "launched":
        messages.info(request, "Phong trào này không đang thực hiện nên không có gì để kết thúc.")
        return redirect("boards:movement", slug=slug)
    form = CloseForm(request.POST if request.method == "POST" else None, initial={"version": movement.version})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        status = attempt(
            form,
            lambda: ending.close(
                movement=movement,
                version=form.cleaned_data["version"],
                note=form.cleaned_data["note"],
                by=request.user,
                at=request.now,
            ),
        )
        if not status:
            messages.success(request, "Đã kết thúc phong trào. Mọi người liên quan đã được báo tin.")
            return redirect("boards:movement", slug=slug)
    found = ending.obstacles(movement, request.now)
    context = {
        "form": form,
        "movement": movement,
        "barring": [each for each in found if each.severity == "error"],
        "left": [each for each in found if each.severity != "error"],
    }
    return render(request, "dossiers/close_movement.html", context, status=status)
