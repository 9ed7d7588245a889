"""Amendments of a running movement: list, begin, what one changes, give it up. Issuing is in ``dossiers``."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.documents import pdf
from thidua.movements import amending, amending_rounds, letters, permissions, plan_page, queries, queries_follow
from thidua.movements.answering import attachment, attempt, find, today
from thidua.movements.editing import Target
from thidua.movements.forms_plan import ReasonForm
from thidua.movements.models import Amendment
from thidua.movements.views_edit import RemoveForm, adds, editable_rows
from thidua.org.middleware import SignedIn
from thidua.plans import compare
from thidua.records.printing import docx_of
from thidua.rules.findings import refuse_if_any

BOTH = require_http_methods(["GET", "POST"])


@BOTH
def amendments(request: SignedIn, slug: str) -> HttpResponse:
    """Amendments of the plan, newest first; the office may begin one."""
    movement = find(request, slug)
    if request.method == "POST":
        refuse_if_any(permissions.can_run(request.roles, movement))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        made: list[Amendment] = []

        def act() -> None:
            with transaction.atomic():
                reason = form.cleaned_data["reason"]
                made.append(amending.begin(movement=movement, reason=reason, by=request.user, at=request.now))

        status = attempt(form, act)
        if not status:
            return redirect("movements:amend_index", slug=slug, pk=made[0].pk)
    context = {
        "form": form,
        "movement": movement,
        "version": queries.current_version(movement),
        "rows": queries_follow.amendments_shown(request.roles, movement),
        "promised": movement.difficulties.filter(state="promised").count(),
        "may_run": movement.state == "launched" and not permissions.can_run(request.roles, movement),
    }
    return render(request, "movements/amendments.html", context, status=status)


@require_GET
def amendment(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """What an amendment changes, clause by clause; for a draft also what can be changed."""
    movement = find(request, slug)
    row: Amendment = get_object_or_404(queries_follow.amendments_shown(request.roles, movement), pk=pk)
    row.movement = movement
    may_run = movement.state == "launched" and not permissions.can_run(request.roles, movement)
    context: dict[str, Any] = {
        "movement": movement,
        "amendment": row,
        "changes": compare.diff(row.base.plan, row.plan),
        "may_run": may_run,
        "answers": row.answers.prefetch_related("difficulties__unit"),
    }
    if row.state == "draft":
        at = Target(movement, row)
        rounds = amending_rounds.round_changes(row)
        given: dict[str, Any] = {"issued_on": None, "effective_on": None, "changes": rounds}
        context |= {
            "target": at,
            "groups": editable_rows(row.plan) if may_run else [],
            "adds": adds(at) if may_run else [],
            "refusals": amending.findings(row, **given, today=today(request), now=request.now),
            "outdated": row.base_id != queries_follow.newest_version(movement).pk,
            "remarks": plan_page.remarks(row.plan, queries.events(movement)),
            "rounds": [each for each in rounds if each.moved],
            "gone": amending_rounds.gone(row, rounds),
            "collisions": amending_rounds.collisions(row, request.now, changes=rounds),
        }
    return render(request, "movements/amendment.html", context)


@require_GET
def paper(request: SignedIn, slug: str, pk: int, ending: str) -> HttpResponse:
    """The paper of an amendment as a Word file or PDF; of a draft with blanks for number, day and signer."""
    movement = find(request, slug)
    row: Amendment = get_object_or_404(queries_follow.amendments_shown(request.roles, movement), pk=pk)
    if ending not in ("docx", "pdf"):
        raise Http404
    row.movement = movement
    made = letters.amendment(row)
    data = docx_of(made, movement.body) if ending == "docx" else pdf.render(made)
    return attachment(data, f"{made.filename}.{ending}", ending)


@require_POST
def drop(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Give a draft up."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    row: Amendment = get_object_or_404(queries_follow.amendments_shown(request.roles, movement), pk=pk)
    form = RemoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Trang này đã cũ, mở lại rồi bỏ dự thảo.")
        return redirect("movements:amend_index", slug=slug, pk=pk)
    with transaction.atomic():
        amending.drop(amendment=row, version=form.cleaned_data["version"], by=request.user, at=request.now)
    messages.success(request, "Đã bỏ dự thảo sửa đổi.")
    return redirect("movements:amendments", slug=slug)


@require_POST
def renew(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Write a draft anew on the newest version of the plan."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    row: Amendment = get_object_or_404(queries_follow.amendments_shown(request.roles, movement), pk=pk)
    row.movement = movement
    form = RemoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Trang này đã cũ, mở lại rồi soạn lại.")
        return redirect("movements:amend_index", slug=slug, pk=pk)
    with transaction.atomic():
        lost = amending.renew(amendment=row, version=form.cleaned_data["version"], by=request.user, at=request.now)
    messages.success(request, "Đã soạn lại trên bản kế hoạch mới nhất.")
    if lost:
        messages.warning(request, f"Bản mới cũng đã sửa, nên giữ theo bản mới: {'; '.join(lost)}. Sửa lại nếu cần.")
    return redirect("movements:amend_index", slug=slug, pk=pk)
