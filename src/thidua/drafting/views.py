"""Drafts of plans: list, upload, the page of one draft by its state, its file, and putting it away."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.drafting import actions, permissions, queries, queue, starting
from thidua.drafting.answering import find, page, today
from thidua.drafting.forms import InsistForm, UploadForm, VersionForm
from thidua.drafting.models import Draft
from thidua.drafting.page import SHOWN, review
from thidua.movements import queries as movement_queries
from thidua.movements.answering import attempt, paged
from thidua.org.middleware import SignedIn
from thidua.org.models import Unit
from thidua.records import files
from thidua.rules.findings import Refused

OPEN = ("reading", "failed", "other", "review", "ready")
TABS = (("", "Đang làm"), ("da-phat-dong", "Đã phát động"), ("da-bo", "Đã bỏ"))


@require_GET
def listing(request: SignedIn) -> HttpResponse:
    """Drafts, the last touched first, and the ways to begin one."""
    drafts = queries.visible(request.roles)
    chosen = request.GET.get("xem", "")
    states = {"da-phat-dong": ("launched",), "da-bo": ("discarded",)}.get(chosen, OPEN)
    bodies = request.roles.body_ids("office")
    context = {
        "page": paged(request, queries.listed(drafts.filter(state__in=states)), 20),
        "tabs": TABS,
        "chosen": chosen,
        "may_draft": bool(bodies),
        "elsewhere": queries.elsewhere(request.roles) if not chosen else None,
        "office_bodies": bodies,
    }
    return page(request, "list", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Bring a document in, or begin from last year's plan, or from nothing."""
    bodies = list(Unit.objects.filter(pk__in=request.roles.body_ids("office")).order_by("name_fold"))
    if not bodies:
        raise Refused(permissions.can_draft(request.roles, Unit()))
    form = UploadForm(request.POST or None, request.FILES or None, bodies=bodies)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        made: list[Draft] = []
        given = form.cleaned_data["file"]
        body = next(body for body in bodies if body.pk == form.cleaned_data["body"])
        data = given.read()
        known = queries.same_file(queries.visible(request.roles), body.pk, hashlib.sha256(data).hexdigest())
        if known:
            messages.info(request, "Tệp này đã được tải lên, đang mở dự thảo đó.")
            return redirect("drafting:detail", pk=known.pk)

        def act() -> None:
            made.append(actions.upload(body=body, name=given.name, data=data, by=request.user, at=request.now))

        status = attempt(form, act)
        if not status:
            return redirect("drafting:detail", pk=made[0].pk)
    context = {"form": form, "bodies": bodies, "earlier": queries.earlier(request.roles)[:20]}
    return page(request, "new", context, status)


@require_POST
def copy(request: SignedIn, slug: str) -> HttpResponse:
    """As last year: a draft from the plan of a movement."""
    movement = get_object_or_404(movement_queries.with_plan(queries.earlier(request.roles)), slug=slug)
    version = movement_queries.current_version(movement)
    draft = starting.copy(version=version, by=request.user, at=request.now)
    messages.success(request, "Đã chép kế hoạch trước. Những chỗ có ngày, năm đã dời đang chờ xem lại.")
    return redirect("drafting:detail", pk=draft.pk)


@require_POST
def write(request: SignedIn) -> HttpResponse:
    """A plan from nothing."""
    bodies = Unit.objects.filter(pk__in=request.roles.body_ids("office"))
    if not bodies:
        raise Refused(permissions.can_draft(request.roles, Unit()))
    asked = request.POST.get("body", "")
    body = get_object_or_404(bodies, pk=int(asked)) if asked.isdecimal() else bodies.order_by("name_fold")[0]
    draft = starting.new(body=body, by=request.user, at=request.now)
    return redirect("drafting:detail", pk=draft.pk)


@never_cache
@require_GET
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """A draft as it stands: progress, reason, review, launch or the movement it became."""
    draft = find(request, pk)
    context: dict[str, object] = {"draft": draft, "form": VersionForm(initial={"version": draft.version})}
    match draft.state:
        case "launched" if draft.movement is not None:
            return redirect("boards:movement", slug=draft.movement.slug)
        case "ready":
            return redirect("drafting:check", pk=pk)
        case "review":
            show = SHOWN.get(request.GET.get("xem", ""), "")
            context |= {"review": review(draft, today(request), show), "show": show}
            return page(request, "review", context)
        case "reading":
            job = getattr(draft, "job", None)
            return page(request, "progress", context | {"job": job, "wait": queue.waits(job) if job else None})
        case "other":
            context["form"] = InsistForm(initial={"version": draft.version})
    return page(request, "set_aside", context)


@require_GET
def file(request: SignedIn, pk: int) -> HttpResponse:
    """The document as it was brought in, not a byte changed."""
    draft = find(request, pk)
    stored = draft.file
    if stored is None:
        return redirect("drafting:detail", pk=pk)
    response = HttpResponse(files.read(stored), content_type=stored.media_type)
    response["Content-Disposition"] = f'attachment; filename="{draft.paper_name}.{stored.extension}"'
    return response


@require_GET
def original(request: SignedIn, slug: str) -> HttpResponse:
    """The signed plan of a movement, byte by byte, for everybody who sees the movement; ``?ban=`` a certain version."""
    movement = get_object_or_404(movement_queries.visible(request.roles), slug=slug)
    asked = request.GET.get("ban", "")
    numbered = asked.isascii() and asked.isdecimal() and len(asked) < 6
    wanted = {"number": int(asked)} if numbered else {"in_force": True}
    stored = get_object_or_404(movement.plan_versions.select_related("original"), **wanted).original
    if stored is None:
        messages.info(request, "Phong trào này không lưu bản kế hoạch đã ký.")
        return redirect("movements:plan", slug=slug)
    response = HttpResponse(files.read(stored), content_type=stored.media_type)
    response["Content-Disposition"] = f'attachment; filename="ke-hoach-{slug}.{stored.extension}"'
    return response


@require_POST
def retry(request: SignedIn, pk: int) -> HttpResponse:
    """Read the file once more."""
    draft = find(request, pk)
    actions.retry(draft=draft, version=_version(request), by=request.user, at=request.now)
    return redirect("drafting:detail", pk=pk)


@require_POST
def insist(request: SignedIn, pk: int) -> HttpResponse:
    """Review it although it seems to launch nothing."""
    draft = find(request, pk)
    form = InsistForm(request.POST)
    permitted = permissions.can_draft(request.roles, draft.body)
    if permitted:
        raise Refused(permitted)
    status = 422
    if form.is_valid():
        given = form.cleaned_data
        status = attempt(
            form,
            lambda: actions.insist(
                draft=draft, version=given["version"], reason=given["reason"], by=request.user, at=request.now
            ),
        )
        if not status:
            return redirect("drafting:detail", pk=pk)
    return page(request, "set_aside", {"draft": draft, "form": form}, status)


@require_POST
def discard(request: SignedIn, pk: int) -> HttpResponse:
    """Put the draft away."""
    draft = find(request, pk)
    actions.discard(draft=draft, version=_version(request), by=request.user, at=request.now)
    messages.success(request, "Đã bỏ dự thảo. Tệp gốc vẫn còn trong mục Đã bỏ.")
    return redirect("drafting:list")


def _version(request: SignedIn) -> int:
    """The version the person saw; none named is none that can be in force."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
