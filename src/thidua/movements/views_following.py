"""Following a movement: events, deadlines, duties, figures of criteria."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.movements import actions, figures, laying, permissions, queries, round_days
from thidua.movements.acting import stale
from thidua.movements.answering import attempt, find, paged, today
from thidua.movements.forms import DeadlineForm, DutyForm, EventForm, FigureForm
from thidua.movements.forms_follow import CorrectEventForm
from thidua.movements.models import CriterionFigure, Duty, Movement
from thidua.org.middleware import SignedIn
from thidua.org.models import Person, Unit
from thidua.org.queries import staff_of
from thidua.plans import Plan, calendar, effects
from thidua.rules.findings import Finding, Refused, refuse_if_any

BOTH = require_http_methods(["GET", "POST"])


@BOTH
def event(request: SignedIn, slug: str, event_id: str) -> HttpResponse:
    """Enter the day of an event of the plan."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    version = queries.current_version(movement)
    plan = version.plan
    element = next((each for each in queries.awaited(version) if each.id == event_id), None)
    if element is None:
        raise Http404
    form = EventForm(request.POST if request.method == "POST" else None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        past = _past(request, movement, plan, event_id, given["on"])
        status = attempt(
            form,
            lambda: actions.record_event(
                movement=movement,
                event_id=event_id,
                on=given["on"],
                source=given["source"],
                by=request.user,
                at=request.now,
            ),
        )
        if not status:
            messages.success(request, f"Đã ghi “{element.label}”.")
            _warn(request, past)
            return redirect("boards:movement", slug=slug)
    context = {
        "form": form,
        "movement": movement,
        "event": element,
        "known": movement.events.prefetch_related("corrections__by__person").filter(event_id=event_id).first(),
        "effect": effects.effect(plan, element, issued=version.issued_on, year=plan.movement.year_to),
    }
    return render(request, "movements/event.html", context, status=status)


def _past(request: SignedIn, movement: Movement, plan: Plan, event_id: str, on: date) -> list[Finding]:
    """Rounds this day of the event closes in the past."""
    return round_days.foreseen(movement, plan, {**queries.events(movement), event_id: on}, request.now)


def _warn(request: SignedIn, found: list[Finding]) -> None:
    for each in found:
        messages.warning(request, each.message)


@BOTH
def event_correct(request: SignedIn, slug: str, event_id: str) -> HttpResponse:
    """Put another day to a recorded event, with the reason."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    known = get_object_or_404(movement.events, event_id=event_id)
    known.movement = movement
    version = queries.current_version(movement)
    plan = version.plan
    element = next((each for each in queries.awaited(version) if each.id == event_id), None)
    if element is None:
        raise Http404
    initial = {"seen": known.on.isoformat(), "on": known.on, "source": known.source}
    form = CorrectEventForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "event": known, "by": request.user, "at": request.now}
        past = _past(request, movement, plan, event_id, form.cleaned_data["on"])
        status = attempt(form, lambda: actions.correct_event(**given))
        if not status:
            _warn(request, past)
            messages.success(request, f"Đã đính chính “{element.label}”. Các đơn vị đã được báo tin.")
            return redirect("boards:movement", slug=slug)
    context = {"form": form, "movement": movement, "event": element, "known": known}
    return render(request, "movements/event_correct.html", context, status=status)


@BOTH
def deadline(request: SignedIn, slug: str, key: str) -> HttpResponse:
    """Set the last day for dossiers of a round whose plan names none."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    row = get_object_or_404(movement.rounds.select_related("movement__body"), key=key)
    form = DeadlineForm(request.POST if request.method == "POST" else None, initial={"seen": row.closes_at})
    status = 422 if request.method == "POST" else 200
    current = row.closing
    if request.method == "POST" and form.is_valid():
        row.closes_at = form.cleaned_data["seen"]  # the round as this person saw it

        def act() -> None:
            given = form.cleaned_data
            actions.set_deadline(
                round=row, last_day=given["last_day"], reason=given["reason"], by=request.user, at=request.now
            )

        status = attempt(form, act)
        if not status:
            messages.success(request, "Đã ấn định hạn nộp. Các đơn vị đã được báo tin.")
            return redirect("boards:movement", slug=slug)
    plan = queries.current_version(movement).plan
    stated = queries.plan_deadline(plan, row.key)
    waits = round_days.words(plan, row.key) if stated and current is None else ""
    context = {"form": form, "movement": movement, "round": row, "current": current, "stated": stated, "waits": waits}
    return render(request, "movements/deadline.html", context, status=status)


@require_GET
def duties(request: SignedIn, slug: str) -> HttpResponse:
    """Duties of the units the user may see, open or done, unit by unit."""
    movement = find(request, slug)
    version = queries.current_version(movement)
    known = queries.duty_dues(movement, version, today(request))
    still, late = Q(done_on=None), Q(done_on=None, element_id__in=[key for key, due in known.items() if due.past])
    shown = queries.duties_shown(request.roles, movement)
    counts = shown.order_by().aggregate(
        open=Count("pk", filter=still), late=Count("pk", filter=late), total=Count("pk")
    )
    chosen = request.GET.get("tinh-trang", "")
    wanted = {"chua": still, "tre": late, "xong": ~still}.get(chosen, Q())
    page = paged(request, queries.by_day(shown.filter(wanted), known), 40)
    named = {each.id: each for each in version.plan.duties}
    running = movement.state == "launched"
    for row in page.object_list:
        row.due = known.get(row.element_id)
        row.left = calendar.remaining(request.now, row.due.closing) if row.due and row.due.closing else ""
        row.late = bool(row.due and row.due.past and not row.done_on)
        element = named.get(row.element_id)
        row.source = element.source if element else None
        row.written = laying.written(element, row.unit, movement.body_id)
        row.may_report = running and not row.done_on and not permissions.can_report_duty(request.roles, row)
    context = {
        "movement": movement,
        "page": page,
        "chosen": chosen,
        "done": counts["total"] - counts["open"],
        **counts,
    }
    return render(request, "movements/duties.html", context)


@BOTH
def duty(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """One duty: what the plan asks, and the report that it is done."""
    movement = find(request, slug)
    row: Duty = get_object_or_404(queries.duties_shown(request.roles, movement), pk=pk)
    form = DutyForm(request.POST if request.method == "POST" else None, initial={"done_on": today(request)})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST":
        refuse_if_any(permissions.can_report_duty(request.roles, row))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        status = attempt(
            form,
            lambda: actions.report_duty(
                duty=row, done_on=given["done_on"], report=given["report"], by=request.user, at=request.now
            ),
        )
        if not status:
            messages.success(request, f"Đã ghi báo cáo: {row.label}.")
            return redirect("movements:duties", slug=slug)
    version = queries.current_version(movement)
    element = next((each for each in version.plan.duties if each.id == row.element_id), None)
    due = queries.duty_dues(movement, version, today(request)).get(row.element_id)
    context = {
        "form": form,
        "movement": movement,
        "duty": row,
        "element": element,
        "due": due,
        "left": calendar.remaining(request.now, due.closing) if due and due.closing else "",
        "written": laying.written(element, row.unit, movement.body_id),
        "why_not": permissions.can_report_duty(request.roles, row),
    }
    return render(request, "movements/duty.html", context, status=status)


# ---------------------------------------------------------------- figures of criteria


@require_GET
def figure_units(request: SignedIn, slug: str) -> HttpResponse:
    """Units with how many of their criteria have figures in a year; a person with one unit goes straight to it."""
    movement = find(request, slug)
    plan = queries.current_version(movement).plan
    units = list(queries.units_shown(request.roles, movement, today(request)))
    if len(units) == 1:
        return redirect("movements:unit_figures", slug=slug, unit_pk=units[0].pk)
    year = figures.chosen_year(plan, request.GET.get("nam"), today(request))
    entered = queries.figures_entered(movement, year)
    rows = []
    for unit in units:
        criteria = figures.criteria_of(plan, unit, None)
        own, people = entered.get(unit.pk, (set(), 0))
        if criteria or people:
            rows.append((unit, len(own.intersection(each.id for each in criteria)), len(criteria), people))
    context = {"movement": movement, "page": paged(request, rows, 50), "year": year, "years": figures.years(plan)}
    return render(request, "movements/figures.html", context)


@require_GET
def unit_figures(request: SignedIn, slug: str, unit_pk: int) -> HttpResponse:
    """Every criterion of one unit or person with figure, target and the figure of the year before."""
    movement = find(request, slug)
    unit, person = _participant(request, movement, unit_pk)
    plan = queries.current_version(movement).plan
    year = figures.chosen_year(plan, request.GET.get("nam"), today(request))
    criteria = figures.criteria_of(plan, unit, person)
    context = {
        "movement": movement,
        "unit": unit,
        "person": person,
        "year": year,
        "before": year - 1,
        "years": figures.years(plan),
        "rows": figures.table(plan, criteria, queries.figures_of(movement, unit, person), year),
        "staff": [post.person for post in staff_of(unit, today(request))],
        "may_enter": movement.state == "launched" and not permissions.can_enter_figure(request.roles, unit),
    }
    return render(request, "movements/unit_figures.html", context)


def _participant(request: SignedIn, movement: Movement, unit_pk: int) -> tuple[Unit, Person | None]:
    """Unit and person of the address, as far as the user may see them; anything else is 404."""
    unit = get_object_or_404(queries.units_shown(request.roles, movement, today(request)), pk=unit_pk)
    wanted = request.GET.get("nguoi") or ""
    if not wanted:
        return unit, None
    if not wanted.isdecimal() or len(wanted) > 15:
        raise Http404
    return unit, get_object_or_404(staff_of(unit, today(request)), person_id=int(wanted)).person


@BOTH
def figure(request: SignedIn, slug: str, unit_pk: int, criterion_id: str) -> HttpResponse:
    """Enter the figure of one criterion."""
    movement = find(request, slug)
    unit, person = _participant(request, movement, unit_pk)
    refuse_if_any(permissions.can_enter_figure(request.roles, unit))
    plan = queries.current_version(movement).plan
    year = figures.chosen_year(plan, request.GET.get("nam"), today(request))
    criterion = next((each for each in figures.criteria_of(plan, unit, person) if each.id == criterion_id), None)
    if criterion is None:
        raise Http404
    key: dict[str, Any] = {
        "movement": movement,
        "unit": unit,
        "person": person,
        "criterion_id": criterion_id,
        "year": year,
    }
    row = figures.table(plan, [criterion], queries.figures_of(movement, unit, person), year)[0]
    form = FigureForm(request.POST if request.method == "POST" else None, criterion=criterion, figure=row.figure)
    status = 422 if request.method == "POST" else 200
    back = reverse("movements:unit_figures", kwargs={"slug": slug, "unit_pk": unit.pk})
    back += f"?nam={year}" + (f"&nguoi={person.pk}" if person else "")
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: _enter(request, key, form, row.figure))
        if not status:
            messages.success(request, f"Đã ghi số liệu: {criterion.label}.")
            return redirect(back)
    context = {
        "form": form,
        "movement": movement,
        "unit": unit,
        "person": person,
        "year": year,
        "row": row,
        "back": back,
    }
    return render(request, "movements/figure.html", context, status=status)


def _enter(request: SignedIn, key: dict[str, Any], form: FigureForm, known: CriterionFigure | None) -> None:
    given = form.cleaned_data
    if known is not None and given["seen"] is None:  # the page was drawn before anybody entered a figure
        raise Refused([stale("nhập số liệu")])
    actions.enter_figure(
        **key,
        values=form.values(),
        text=given["text"],
        source=given["source"],
        seen=given["seen"],
        by=request.user,
        at=request.now,
    )
