"""The end of a draft: check, launch, print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua import plans
from thidua.drafting import checking, launching, permissions, printing, queries
from thidua.drafting.answering import find, page, today
from thidua.drafting.forms import DraftLaunchForm, VersionForm
from thidua.drafting.models import Draft
from thidua.drafting.page import review
from thidua.movements import before_launch, cascading
from thidua.movements import launching as movement_launching
from thidua.movements import queries as movement_queries
from thidua.movements.answering import attempt
from thidua.movements.forms import day_of, show
from thidua.movements.models import Movement
from thidua.org.middleware import SignedIn
from thidua.org.models import Person, Post, Unit
from thidua.rules.findings import Finding, refuse_if_any

SAID_ABOVE = frozenset({"issuer.other", "unit_unknown"})  # remarks the launch page has among its warnings


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: SignedIn, pk: int) -> HttpResponse:
    """What the check says and what the plan leaves open; the POST ends the review."""
    draft = find(request, pk)
    refuse_if_any(permissions.can_draft(request.roles, draft.body))
    if draft.state not in ("review", "ready"):
        return redirect("drafting:detail", pk=pk)
    form = VersionForm(request.POST if request.method == "POST" else None, initial={"version": draft.version})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        status = attempt(form, lambda: launching.ready(draft=draft, version=version, by=request.user, at=request.now))
        if not status:
            messages.success(request, "Đã duyệt xong. Ghi số, ngày, người ký rồi phát động.")
            return redirect("drafting:launch", pk=pk)
        draft.refresh_from_db()
    found = review(draft, today(request))
    context: dict[str, Any] = {"draft": draft, "review": found, "form": form}
    if draft.state == "review" and request.method == "GET":
        context["missing"] = launching.ready_findings([i.row for i in found.items], found.built, found.remarks)
    return page(request, "check", context, status)


@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """Back to the review."""
    draft = find(request, pk)
    text = request.POST.get("version", "")
    version = int(text) if text.isdecimal() and len(text) < 10 else 0
    launching.reopen(draft=draft, version=version, by=request.user, at=request.now)
    return redirect("drafting:detail", pk=pk)


@require_http_methods(["GET", "POST"])
def launch(request: SignedIn, pk: int) -> HttpResponse:
    """Number, day, signer and the signed PDF; beside them what the launch will do."""
    draft = find(request, pk)
    refuse_if_any(permissions.can_draft(request.roles, draft.body))
    if draft.state == "launched" and draft.movement is not None:
        messages.info(request, "Kế hoạch này đã phát động, không phát động lần nữa.")
        return redirect("boards:movement", slug=draft.movement.slug)
    if draft.state != "ready":
        return redirect("drafting:detail", pk=pk)
    plan = plans.from_data(draft.plan)
    signers = movement_queries.signers(draft.body, today(request), movement_launching.printed_day(plan))
    form = DraftLaunchForm(
        request.POST if request.method == "POST" else None,
        request.FILES,
        has_pdf=draft.file is not None and draft.file.extension == "pdf",
        plan=plan,
        body=draft.body,
        signers=signers,
        version=draft.version,
        day=today(request),
    )
    valid = request.method == "POST" and form.is_valid()
    higher = cascading.cited(draft.body, plan, today(request))
    found = _warnings(request, draft, plan, form, signers, higher)
    again = before_launch.unseen(form, found) if valid else []
    status = 422 if request.method == "POST" else 200
    if valid and not again:
        made: list[Movement] = []
        status = attempt(form, lambda: made.append(_launch(request, draft, form.cleaned_data)))
        if not status:
            messages.success(request, "Đã phát động. Các đơn vị đã được báo tin.")
            if movement_queries.current_version(made[0]).original_id is None:
                messages.info(request, "Chưa có bản PDF đã ký; khi có thì gắn ở Xem kế hoạch, Bản đã ký.")
            return redirect("boards:movement", slug=made[0].slug)
    show(form, found)
    context = _context(request, draft, plan, form) | before_launch.shown(found, again) | {"higher": higher}
    return page(request, "launch", context, status)


def _warnings(
    request: SignedIn,
    draft: Draft,
    plan: plans.Plan,
    form: DraftLaunchForm,
    signers: list[Post],
    higher: Movement | None,
) -> list[Finding]:
    """What is worth a look with the day and the signer of the form."""
    signer, capacity = before_launch.chosen(form, signers)
    return before_launch.findings(
        body=draft.body,
        plan=plan,
        issued_on=day_of(form, today(request)),
        now=request.now,
        signer=signer,
        capacity=capacity,
        higher=higher,
    )


def _launch(request: SignedIn, draft: Draft, given: dict[str, Any]) -> Movement:
    signed = given.get("signed")
    return launching.launch(
        draft=draft,
        version=given["version"],
        issued_on=given["issued_on"],
        number=given["number"],
        signer=get_object_or_404(Person, pk=given["signer"]),
        capacity=given["capacity"],
        signed=(signed.name, signed.read()) if signed else None,
        by=request.user,
        at=request.now,
    )


def _context(request: SignedIn, draft: Draft, plan: plans.Plan, form: DraftLaunchForm) -> dict[str, Any]:
    day = day_of(form, None)
    fits = day is not None and plan.movement.year_from - 1 <= day.year <= plan.movement.year_to
    shown = day if day and fits else today(request)
    remarks = checking.remarks(draft, queries.rows_of(draft), plan, today(request))
    movement = Movement(body=draft.body, title=plan.movement.title, short=plan.movement.short)
    return {
        "draft": draft,
        "plan": plan,
        "form": form,
        "rounds": launching.doors(plan, shown),
        "review": {"remarks": [each for each in remarks if each.stands and each.code not in SAID_ABOVE]},
        "waived": sum(not each.stands for each in remarks),
        "questions": plan.questions,
        "preview": movement_launching.preview(movement, plan, shown, today(request)),
    }


@require_GET
def paper(request: SignedIn, pk: int, ending: str) -> HttpResponse:
    """The draft on paper, as its facts stand."""
    draft = find(request, pk)
    return _file(printing.plan_now(draft), draft, draft.body, ending, draft.paper_name)


@require_GET
def movement_paper(request: SignedIn, slug: str, ending: str) -> HttpResponse:
    """The plan of a movement on paper."""
    movement = get_object_or_404(movement_queries.with_plan(movement_queries.visible(request.roles)), slug=slug)
    version = movement_queries.current_version(movement)
    plan = printing.signed_as(version.plan, version)
    # Words of a file hold for the version they launched; an amendment prints what it made of them.
    draft = Draft.objects.filter(movement=movement).first() if version.number == 1 else None
    return _file(plan, draft, movement.body, ending, f"ke-hoach-{slug}")


def _file(plan: plans.Plan, draft: Draft | None, body: Unit, ending: str, name: str) -> HttpResponse:
    if ending not in printing.TYPES:
        raise Http404
    response = HttpResponse(
        printing.printed(plan, body, ending, words=printing.words_of(draft)), content_type=printing.TYPES[ending]
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
