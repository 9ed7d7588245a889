"""Movements of the bodies a person belongs to: list, draft, launch, the plan as a page and as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua import plans
from thidua.movements import actions, before_launch, launching, permissions, plan_page, queries
from thidua.movements.answering import attempt, find, paged, today
from thidua.movements.forms import LaunchForm, PrepareForm, day_of, show
from thidua.movements.models import Movement, PlanVersion
from thidua.org.middleware import SignedIn
from thidua.org.models import Person, Post, Unit
from thidua.rules.findings import Finding, Refused, refuse_if_any

STATES = (("draft", "Chưa phát động"), ("launched", "Đang diễn ra"), ("closed", "Đã tổng kết"))


@require_GET
def listing(request: SignedIn) -> HttpResponse:
    """Movements, newest first, with the next deadline; filter by state."""
    visible = queries.visible(request.roles)
    counts = queries.state_counts(visible)
    chosen = request.GET.get("trang-thai", "")
    rows = visible.filter(state=chosen) if chosen in dict(STATES) else visible
    page = paged(request, queries.listed(rows), 20)
    for movement in page.object_list:
        movement.next_round = queries.next_round(movement, request.now)
    context = {
        "page": page,
        "states": [(key, word, counts.get(key, 0)) for key, word in STATES if counts.get(key)],
        "total": sum(counts.values()),
        "chosen": chosen,
        "office_bodies": request.roles.body_ids("office"),
        "may_prepare": bool(request.roles.body_ids("office")),
        "several_bodies": len(request.roles.all_body_ids) > 1,
    }
    return render(request, "movements/list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Draft a movement from a plan of the program or a plan file."""
    bodies = list(Unit.objects.filter(pk__in=request.roles.body_ids("office")).order_by("name_fold"))
    if not bodies:
        raise Refused(permissions.can_prepare(request.roles, Unit()))
    form = PrepareForm(request.POST or None, request.FILES or None, bodies=bodies)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        made: list[Movement] = []
        body = next(body for body in bodies if body.pk == form.cleaned_data["body"])
        plan = form.cleaned_data["plan"]
        if known := queries.same_draft(body, plan):
            messages.info(request, "Bản kế hoạch này đã có dự thảo, đang mở dự thảo đó.")
            return redirect("movements:launch", slug=known.slug)

        def act() -> None:
            made.append(actions.prepare(body=body, plan=plan, by=request.user, at=request.now))

        status = attempt(form, act)
        if not status:
            messages.success(request, "Đã lập dự thảo. Xem nhận xét về bản kế hoạch rồi phát động.")
            return redirect("movements:launch", slug=made[0].slug)
    return render(request, "movements/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def launch(request: SignedIn, slug: str) -> HttpResponse:
    """Number, day and signer; beside them what the launch will do and what the check of the plan says."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_launch(request.roles, movement))
    if request.method == "GET" and movement.state != "draft":
        messages.info(request, "Phong trào này đã phát động, không phát động lần nữa.")
        return redirect("boards:movement", slug=slug)
    version = queries.current_version(movement)
    signers = queries.signers(movement.body, today(request), launching.printed_day(version.plan))
    form = LaunchForm(
        request.POST if request.method == "POST" else None,
        plan=version.plan,
        body=movement.body,
        signers=signers,
        version=movement.version,
        day=today(request),
    )
    valid = request.method == "POST" and form.is_valid()
    found = _warnings(request, movement, form, signers)
    again = before_launch.unseen(form, found) if valid else []
    status = 422 if request.method == "POST" else 200
    if valid and not again:
        status = attempt(form, lambda: _launch(request, movement, form.cleaned_data))
        if not status:
            messages.success(request, "Đã phát động. Các đơn vị đã được báo tin.")
            return redirect("boards:movement", slug=slug)
    show(form, found)
    context = _launch_context(request, movement, form) | before_launch.shown(found, again)
    return render(request, "movements/launch.html", context, status=status)


def _warnings(request: SignedIn, movement: Movement, form: LaunchForm, signers: list[Post]) -> list[Finding]:
    """What is worth a look with the day and the signer of the form."""
    signer, capacity = before_launch.chosen(form, signers)
    return before_launch.findings(
        body=movement.body,
        plan=queries.current_version(movement).plan,
        issued_on=day_of(form, today(request)),
        now=request.now,
        signer=signer,
        capacity=capacity,
        higher=movement.higher,
    )


def _launch(request: SignedIn, movement: Movement, given: dict[str, Any]) -> None:
    actions.launch(
        movement=movement,
        version=given["version"],
        issued_on=given["issued_on"],
        number=given["number"],
        signer=get_object_or_404(Person, pk=given["signer"]),
        capacity=given["capacity"],
        by=request.user,
        at=request.now,
    )


def _launch_context(request: SignedIn, movement: Movement, form: LaunchForm) -> dict[str, Any]:
    version = queries.current_version(movement)
    plan = version.plan
    day = day_of(form, None)
    fits = day is not None and plan.movement.year_from - 1 <= day.year <= plan.movement.year_to
    remarks = plan_page.remarks(plan)
    return {
        "form": form,
        "movement": movement,
        "version": version,
        "preview": launching.preview(movement, plan, day if day and fits else today(request), today(request)),
        "remarks": remarks,
        "questions": len(plan.questions),
    }


@require_GET
def plan(request: SignedIn, slug: str) -> HttpResponse:
    """All elements of the plan in the order of the paper, each with what the program does; ``?ban=`` a former version."""
    movement = find(request, slug)
    version = _version(request, movement)
    current = version.plan
    year = min(max(today(request).year, current.movement.year_from), current.movement.year_to)
    found = plan_page.rows(current, issued=version.issued_on, year=year)
    context = {
        "movement": movement,
        "version": version,
        "plan": current,
        "groups": plan_page.groups(found),
        "count": len(found),
        "bases": plan_page.bases(current, version.issued_on),
        "questions": plan_page.questions(current),
    }
    return render(request, "movements/plan.html", context)


def _version(request: SignedIn, movement: Movement) -> PlanVersion:
    """The version asked for in the address, as far as it has been in force; else the one in force."""
    current, asked = queries.current_version(movement), request.GET.get("ban", "")
    if not asked.isdecimal() or not asked.isascii() or not 0 < int(asked[:6]) < current.number:
        return current
    return get_object_or_404(movement.plan_versions, number=int(asked[:6]))


@require_GET
def plan_file(request: SignedIn, slug: str) -> HttpResponse:
    """The plan in force as a YAML file, which can be chosen again for a new movement."""
    current = queries.current_version(find(request, slug)).plan
    response = HttpResponse(plans.to_yaml(current), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ke-hoach-{slug}.yaml"'
    return response
