"""Difficulties: a unit reports and reads the answers; the office reads them clause by clause and answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.movements import difficulties as acts
from thidua.movements import permissions, queries, queries_follow
from thidua.movements.answering import attempt, find, paged, today
from thidua.movements.forms_follow import AnswerForm, DifficultyForm
from thidua.movements.models import Movement
from thidua.org.middleware import SignedIn
from thidua.org.models import Roles, Unit
from thidua.org.permissions import not_allowed
from thidua.rules.findings import Refused, refuse_if_any

BOTH = require_http_methods(["GET", "POST"])


@require_GET
def listing(request: SignedIn, slug: str) -> HttpResponse:
    """Difficulties by clause with their answers; ``?tinh-trang=cho`` only those that wait."""
    movement = find(request, slug)
    shown = queries_follow.difficulties_shown(request.roles, movement)
    waiting, total = shown.filter(state="open").count(), shown.count()
    chosen = request.GET.get("tinh-trang", "")
    running = movement.state == "launched"
    page = paged(request, shown.filter(state="open") if chosen == "cho" else shown, 40)
    context = {
        "movement": movement,
        "page": page,
        "unanswered": {each.clause for each in page if each.state == "open"},
        "chosen": chosen,
        "waiting": waiting,
        "total": total,
        "may_answer": running and not permissions.can_run(request.roles, movement),
        "may_report": running and bool(own_units(request.roles, movement)),
    }
    return render(request, "movements/difficulties.html", context)


def own_units(roles: Roles, movement: Movement) -> list[Unit]:
    """Units of the movement's body for which this person may report, by name."""
    found = {g.unit_id: g.unit for g in roles.grants if g.role in ("unit_clerk", "unit_head")}
    return sorted((u for u in found.values() if u.body_id == movement.body_id), key=lambda u: (u.name_fold, u.pk))


@BOTH
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Report a difficulty against a clause."""
    movement = find(request, slug)
    units = own_units(request.roles, movement)
    if not units and request.roles.in_body(movement.body_id, "office"):
        units = [u for u in queries.units_shown(request.roles, movement, today(request)) if u.pk != movement.body_id]
    if not units:
        raise Refused([not_allowed("báo vướng mắc", "unit_clerk", "unit_head", "office")])
    plan = queries.current_version(movement).plan
    form = DifficultyForm(request.POST if request.method == "POST" else None, units=units, clauses=acts.clauses(plan))
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        unit = next(each for each in units if each.pk == given["unit"])
        status = attempt(
            form,
            lambda: acts.report(
                movement=movement,
                unit=unit,
                element_id=given["element"],
                text=given["text"],
                by=request.user,
                at=request.now,
            ),
        )
        if not status:
            messages.success(request, "Đã gửi vướng mắc tới cơ quan thường trực.")
            return redirect("movements:difficulties", slug=slug)
    return render(request, "movements/difficulty_new.html", {"form": form, "movement": movement}, status=status)


@BOTH
def answer(request: SignedIn, slug: str) -> HttpResponse:
    """Answer several difficulties at once; ``?muc=`` ticks those of one clause."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    rows = list(queries_follow.difficulties_shown(request.roles, movement).filter(state__in=("open", "promised")))
    clause = request.GET.get("muc", "")
    ticked = [each.pk for each in rows if each.state == "open" and clause in ("", each.clause)]
    form = AnswerForm(request.POST if request.method == "POST" else None, rows=rows, ticked=ticked if clause else [])
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        status = attempt(
            form,
            lambda: acts.answer(
                movement=movement,
                chosen=[each for each in rows if each.pk in given["chosen"]],
                text=given["text"],
                amends=given["outcome"] == "amend",
                by=request.user,
                at=request.now,
            ),
        )
        if not status:
            messages.success(request, "Đã trả lời. Đơn vị đã được báo tin.")
            return redirect("movements:difficulties", slug=slug)
    context = {"form": form, "movement": movement, "rows": rows}
    return render(request, "movements/difficulty_answer.html", context, status=status)
