"""The log of inspection and guidance: list, new entry, one entry with what followed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.movements import inspecting, permissions, queries, queries_follow
from thidua.movements.answering import attempt, find, paged, today
from thidua.movements.forms_follow import FollowUpForm, InspectionForm
from thidua.movements.models import Inspection
from thidua.org.middleware import SignedIn
from thidua.org.models import Unit
from thidua.rules.findings import refuse_if_any

BOTH = require_http_methods(["GET", "POST"])


@require_GET
def listing(request: SignedIn, slug: str) -> HttpResponse:
    """Visits and letters, newest first; ``?tinh-trang=cho`` only those whose follow-up is open."""
    movement = find(request, slug)
    shown = queries_follow.inspections_shown(request.roles, movement)
    waiting = shown.filter(done_on=None).exclude(request="")
    chosen = request.GET.get("tinh-trang", "")
    context = {
        "movement": movement,
        "page": paged(request, waiting.order_by("due_on", "pk") if chosen == "cho" else shown, 40),
        "chosen": chosen,
        "waiting": waiting.count(),
        "total": shown.count(),
        "today": today(request),
        "may_run": movement.state == "launched" and not permissions.can_run(request.roles, movement),
    }
    return render(request, "movements/inspections.html", context)


@BOTH
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Enter a visit, a letter or a meeting."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    units = {u.pk: u for u in queries.units_shown(request.roles, movement, today(request)) if u.pk != movement.body_id}
    form = InspectionForm(
        request.POST if request.method == "POST" else None, units=units.values(), initial={"on": today(request)}
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        unit: Unit = units[given.pop("unit")]
        entry = inspecting.Entry(**given)
        status = attempt(
            form,
            lambda: inspecting.log(movement=movement, unit=unit, entry=entry, by=request.user, at=request.now),
        )
        if not status:
            messages.success(request, "Đã ghi vào sổ theo dõi, kiểm tra.")
            return redirect("movements:inspections", slug=slug)
    return render(request, "movements/inspection_new.html", {"form": form, "movement": movement}, status=status)


@BOTH
def inspection(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """One entry; the unit or the office reports what was done."""
    movement = find(request, slug)
    row: Inspection = get_object_or_404(queries_follow.inspections_shown(request.roles, movement), pk=pk)
    row.movement = movement
    why_not = permissions.can_follow_up(request.roles, row)
    form = FollowUpForm(
        request.POST if request.method == "POST" else None,
        initial={"version": row.version, "done_on": today(request)},
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST":
        refuse_if_any(why_not)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "inspection": row, "by": request.user, "at": request.now}
        status = attempt(form, lambda: inspecting.follow_up(**given))
        if not status:
            messages.success(request, "Đã ghi kết quả khắc phục.")
            return redirect("movements:inspections", slug=slug)
    may = movement.state == "launched" and not row.followed and not why_not
    context = {"form": form, "movement": movement, "row": row, "may_follow": may, "today": today(request)}
    return render(request, "movements/inspection.html", context, status=status)
