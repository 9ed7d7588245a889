"""Plans above and below a movement: units that owe one, the letter that reminds them, the higher plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.documents import pdf
from thidua.documents.reminder import LateItem
from thidua.movements import actions, cascading, letters, permissions, queries, queries_follow, sheet
from thidua.movements.answering import attachment, attempt, find, today
from thidua.movements.forms_cascade import FromHigherForm, HigherForm, LowerPlanForm, RemindForm
from thidua.movements.models import Movement, Reminder
from thidua.org.middleware import SignedIn
from thidua.org.models import Person, Unit
from thidua.plans import cascade
from thidua.records.printing import docx_of
from thidua.rules.findings import Refused, refuse_if_any

BOTH = require_http_methods(["GET", "POST"])


@require_GET
def lower_plans(request: SignedIn, slug: str) -> HttpResponse:
    """Which units have issued no plan of their own, since when, whom it concerns; which have; letters sent."""
    movement = find(request, slug)
    plan = queries.current_version(movement).plan
    filed = {each.unit_id: each for each in movement.lower_plans.select_related("unit")}
    asked = queries.lower_plan_units(movement, plan, today(request))
    late = [unit for unit in asked if unit.pk not in filed] if movement.state != "draft" else []
    owing = queries_follow.owing_of(movement, plan, today(request), late) if late else []
    may_run = movement.state == "launched" and not permissions.can_run(request.roles, movement)
    due = queries_follow.lower_deadline(plan, movement)
    context = {
        "movement": movement,
        "plan": plan,
        "rows": [(unit, filed.get(unit.pk)) for unit in asked],
        "sent": [filed[unit.pk] for unit in asked if unit.pk in filed],
        "owing": owing,
        "others": [each for key, each in filed.items() if key not in {unit.pk for unit in asked}],
        "missing": len(owing),
        "missing_words": f"{len(owing):02d} đơn vị chưa ban hành kế hoạch",
        "done": len(asked) - len(owing),
        "source": letters.asked_at(plan),
        "due": due[1] if due else None,
        "letters": movement.reminders.prefetch_related("lines__unit") if may_run else [],
        "may_run": may_run,
    }
    return render(request, "movements/lower_plans.html", context)


@BOTH
def lower_plan(request: SignedIn, slug: str, unit_pk: int) -> HttpResponse:
    """Register the plan of one unit."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    unit = get_object_or_404(Unit.objects.exclude(pk=movement.body_id), pk=unit_pk, body=movement.body)
    form = LowerPlanForm(request.POST if request.method == "POST" else None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "movement": movement, "unit": unit, "by": request.user, "at": request.now}
        status = attempt(form, lambda: actions.register_lower_plan(**given))
        if not status:
            messages.success(request, f"Đã ghi kế hoạch của {unit}.")
            return redirect("movements:lower_plans", slug=slug)
    context = {"form": form, "movement": movement, "unit": unit}
    return render(request, "movements/lower_plan.html", context, status=status)


@BOTH
def remind(request: SignedIn, slug: str) -> HttpResponse:
    """The letter to the units that owe a plan: whom, until when, who signs; the POST makes it."""
    movement, owing, form = _reminding(request, slug, request.POST if request.method == "POST" else request.GET)
    if not owing and request.method == "GET":
        messages.info(request, "Đơn vị nào cũng đã gửi kế hoạch, không có ai để nhắc.")
        return redirect("movements:lower_plans", slug=slug)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = _letter(movement, owing, form)
        status = attempt(form, lambda: cascading.remind(**given, by=request.user, at=request.now))
        if not status:
            messages.success(request, "Đã lập công văn đôn đốc và báo tin cho từng đơn vị. Tải văn bản ở dưới để ký.")
            return redirect("movements:lower_plans", slug=slug)
    return render(request, "movements/remind.html", {"form": form, "movement": movement}, status=status)


@require_GET
def remind_preview(request: SignedIn, slug: str) -> HttpResponse:
    """The letter as it would be made, before it takes a number: whom it names and tells, by when, by which clause."""
    movement, owing, form = _reminding(request, slug, request.GET)
    if not owing or "units" not in request.GET:
        return redirect("movements:remind", slug=slug)
    shown: list[Any] = []
    given = _letter(movement, owing, form) if form.is_valid() else {}
    status = attempt(form, lambda: shown.append(cascading.letter_post(**given, at=request.now))) if given else 422
    if status:
        return render(request, "movements/remind.html", {"form": form, "movement": movement}, status=status)
    named = [each for each in owing if each.unit in given["units"]]
    late = [LateItem(body=e.unit.name, duty=cascading.OWES, due=e.due.last_day if e.due else None) for e in named]
    paper = letters.reminder_draft(
        movement,
        late,
        issued_on=given["issued_on"],
        new_due=given["new_due"],
        post=shown[0],
        capacity=given["capacity"],
    )
    context = {
        "movement": movement,
        "form": form,
        "named": named,
        "blocks": sheet.blocks(paper),
        "source": letters.asked_at(queries.current_version(movement).plan),
        "due": named[0].due,
        "given": [(key, value) for key in form.fields for value in request.GET.getlist(key)],
        "query": request.GET.urlencode(),
        **{key: given[key] for key in ("new_due", "issued_on")},
        "signer": shown[0],
        "way": paper.signer.lines,
    }
    return render(request, "movements/remind_preview.html", context)


def _reminding(request: SignedIn, slug: str, data: Any) -> tuple[Movement, list[Any], RemindForm]:
    """The movement, who owes, and the form with what was given, if anything was."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    day = today(request)
    owing = queries_follow.owing(movement, queries.current_version(movement).plan, day)
    signers = queries_follow.letter_signers(movement.body, day)
    bound = data if request.method == "POST" or "units" in data else None
    form = RemindForm(bound, units=[each.unit for each in owing], signers=signers, body=movement.body, day=day)
    return movement, owing, form


def _letter(movement: Movement, owing: list[Any], form: RemindForm) -> dict[str, Any]:
    given = form.cleaned_data
    person, way = given["signer"]
    return {
        "movement": movement,
        "units": [each.unit for each in owing if each.unit.pk in given["units"]],
        "issued_on": given["issued_on"],
        "new_due": given["new_due"],
        "signer": get_object_or_404(Person, pk=person),
        "capacity": way,
    }


@require_GET
def reminder_file(request: SignedIn, slug: str, pk: int, ending: str) -> HttpResponse:
    """The letter as a Word file or PDF; for the office that sent it."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    if ending not in ("docx", "pdf"):
        raise Http404
    reminder: Reminder = get_object_or_404(movement.reminders.prefetch_related("lines__unit"), pk=pk)
    reminder.movement = movement
    paper = letters.reminder(reminder)
    data = docx_of(paper, movement.body) if ending == "docx" else pdf.render(paper)
    return attachment(data, f"{paper.filename}.{ending}", ending)


# ---------------------------------------------------------------- the plan above


@BOTH
def from_higher(request: SignedIn) -> HttpResponse:
    """Begin a plan that carries out a higher one: a draft with what is taken over."""
    bodies = list(Unit.objects.filter(pk__in=request.roles.body_ids("office")).order_by("name_fold"))
    if not bodies:
        raise Refused(permissions.can_prepare(request.roles, Unit()))
    found = {body.pk: queries_follow.higher_choices(body, today(request)) for body in bodies}
    choices = list({each.pk: each for rows in found.values() for each in rows}.values())
    form = FromHigherForm(request.POST if request.method == "POST" else None, bodies=bodies, choices=choices)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        body = next(each for each in bodies if each.pk == form.cleaned_data["body"])
        higher = next((each for each in found[body.pk] if each.pk == form.cleaned_data["higher"]), None)
        if higher is None:
            form.add_error("higher", f"Kế hoạch này không phải của cấp trên {body.name}.")
        else:
            made: list[Movement] = []
            plan = cascading.from_higher(higher, body)
            status = attempt(
                form,
                lambda: made.append(
                    actions.prepare(body=body, plan=plan, by=request.user, at=request.now, higher=higher)
                ),
            )
            if not status:
                messages.success(request, "Đã lập dự thảo từ kế hoạch cấp trên. Hạn nộp, số lượng còn phải ghi thêm.")
                return redirect("movements:higher", slug=made[0].slug)
    return render(request, "movements/from_higher.html", {"form": form, "choices": choices}, status=status)


@BOTH
def higher(request: SignedIn, slug: str) -> HttpResponse:
    """The higher plan of a movement beside its own: equal, stricter, weaker, added, left out."""
    movement = find(request, slug)
    may_choose = cascading.may_follow(movement) and not permissions.can_prepare(request.roles, movement.body)
    if request.method == "POST":
        refuse_if_any(permissions.can_prepare(request.roles, movement.body))
    choices = queries_follow.higher_choices(movement.body, today(request)) if may_choose else []
    form = HigherForm(request.POST if request.method == "POST" else None, movement=movement, choices=choices)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = next((each for each in choices if each.pk == given["higher"]), None)
        status = attempt(
            form,
            lambda: cascading.follow(
                movement=movement, version=given["version"], higher=chosen, by=request.user, at=request.now
            ),
        )
        if not status:
            messages.success(request, "Đã ghi kế hoạch cấp trên.")
            return redirect("movements:higher", slug=slug)
    plan = queries.current_version(movement).plan
    above = queries.current_version(movement.higher) if movement.higher else None
    found = cascade.against(above.plan, plan) if above else []
    cited = next((each for each in plan.bases if each.id == plan.cascade.higher), None)
    context = {
        "form": form,
        "movement": movement,
        "above": above,
        "cited": cited,
        "rows": cascade.worst_first(found),
        "counts": list(cascade.counts(found)),
        "remarks": cascading.remarks(movement, plan),
        "may_choose": may_choose,
        "choices": choices,
    }
    return render(request, "movements/higher.html", context, status=status)
