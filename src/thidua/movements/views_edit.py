"""Changing a plan as data, element by element or as text: of a draft movement, or in the draft of an amendment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua import plans
from thidua.audit.queries import about
from thidua.documents import vietnamese
from thidua.movements import editing, permissions, plan_page, queries_follow
from thidua.movements.answering import attempt, find
from thidua.movements.editing import Target
from thidua.movements.forms_element import ElementForm
from thidua.movements.forms_plan import ADD, FORMS, REMOVABLE, TextEdit
from thidua.org.middleware import SignedIn
from thidua.plans import Plan, compare, edit
from thidua.rules.findings import Finding, Refused, refuse_if_any
from thidua.ui.forms import UiForm

BOTH = require_http_methods(["GET", "POST"])


def target(request: SignedIn, slug: str, pk: int | None) -> Target:
    """What the address is about: the amendment named, else the draft movement itself; only for the office."""
    movement = find(request, slug)
    refuse_if_any(permissions.can_run(request.roles, movement))
    if pk is None:
        return Target(movement)
    amendment = get_object_or_404(queries_follow.amendments_shown(request.roles, movement), pk=pk)
    amendment.movement = movement
    return Target(movement, amendment)


def editable_rows(plan: Plan) -> list[tuple[str, list[tuple[str, str, Any]]]]:
    """(group, [(id, title, source)]) of every element that has a form of its own, in the order of the paper."""
    found: dict[str, list[tuple[str, str, Any]]] = {}
    rows = sorted(plans.elements(plan), key=lambda pair: plan_page.paper_order(pair[1].source))
    for name, each in rows:
        if type(each) in FORMS:
            group = compare.GROUP_WORDS[type(each).__name__]
            found.setdefault(group, []).append((name, _headline(each, plan, group), each.source))
    return list(found.items())


def _headline(each: Any, plan: Plan, group: str) -> str:
    """Its name and the figure or day, unless the name says it or there is none; only of the period that is news."""
    title, said = compare.title(each, plan), next(iter(compare.texts(each, plan).values()))
    silent = said == compare.NOTHING and title != group
    return title if silent or vietnamese.fold(said) in vietnamese.fold(title) else f"{title}: {said}"


@require_GET
def index(request: SignedIn, slug: str) -> HttpResponse:
    """The parts of a draft plan that can be changed."""
    at = target(request, slug, None)
    context = {"target": at, "movement": at.movement, "groups": editable_rows(at.plan), "adds": adds(at)}
    return render(request, "movements/edit.html", context)


def adds(at: Target) -> list[tuple[str, str]]:
    """(address, what) of everything that can be added."""
    return [(at.url("add", word), what) for word, (_, _, what) in ADD.items()]


@BOTH
def element(request: SignedIn, slug: str, element_id: str, pk: int | None = None) -> HttpResponse:
    """Change one element."""
    at = target(request, slug, pk)
    try:
        former = plans.element(at.plan, element_id)
    except KeyError:
        if request.method != "POST":
            raise Http404 from None
        messages.warning(request, "Chưa ghi: người khác vừa bãi bỏ phần này. Danh sách dưới đây là bản mới.")
        return redirect(at.url("index"))
    kind = FORMS.get(type(former))
    if kind is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = kind(data, plan=at.plan, element=former, version=at.version)
    status = _keep(request, at, form, lambda: edit.replaced(at.plan, element_id, form.whole()))
    if not status:
        messages.success(request, "Đã ghi thay đổi vào dự thảo.")
        return redirect(at.url("index"))
    context = {
        "form": form,
        "target": at,
        "movement": at.movement,
        "title": compare.title(former, at.plan),
        "group": compare.GROUP_WORDS[type(former).__name__],
        "source": former.source,
        "remove": at.url("remove", element_id) if isinstance(former, REMOVABLE) else "",
    }
    if any(each.code == "stale" for each in getattr(form, "refusals", ())):
        context["conflict"] = _both(request, at, form, former)
    return render(request, "movements/edit_element.html", context, status=status)


def _both(request: SignedIn, at: Target, form: ElementForm, stored: plans.Element) -> dict[str, Any]:
    """Both texts where they differ, and who wrote the other; from here on the form writes over it, knowingly."""
    theirs, mine = compare.texts(stored, at.plan), compare.texts(form.whole(), at.plan)
    entry = about(at.amendment or at.movement).first()
    data = request.POST.copy()
    data["version"] = str(at.version)
    form.data = data
    return {
        "rows": [
            (name, theirs.get(name, compare.NOTHING), mine.get(name, compare.NOTHING))
            for name in {**theirs, **mine}
            if theirs.get(name) != mine.get(name)
        ],
        "by": entry.actor_name if entry else "",
        "at": entry.at if entry else None,
    }


@BOTH
def add(request: SignedIn, slug: str, kind: str, pk: int | None = None) -> HttpResponse:
    """Add a deadline, a quota or a part of the dossier."""
    at = target(request, slug, pk)
    if kind not in ADD:
        raise Http404
    group, form_class, what = ADD[kind]
    data = request.POST if request.method == "POST" else None
    form = form_class(data, plan=at.plan, element=None, version=at.version)
    status = _keep(request, at, form, lambda: edit.added(at.plan, group, form.whole()))
    if not status:
        messages.success(request, f"Đã bổ sung {what} vào dự thảo.")
        return redirect(at.url("index"))
    context = {"form": form, "target": at, "movement": at.movement, "title": f"Bổ sung {what}", "group": ""}
    return render(request, "movements/edit_element.html", context, status=status)


@BOTH
def remove(request: SignedIn, slug: str, element_id: str, pk: int | None = None) -> HttpResponse:
    """Take one element out, after asking."""
    at = target(request, slug, pk)
    try:
        former = plans.element(at.plan, element_id)
    except KeyError:
        raise Http404 from None
    if not isinstance(former, REMOVABLE):
        raise Http404
    form = RemoveForm(request.POST if request.method == "POST" else None, initial={"version": at.version})
    status = _keep(request, at, form, lambda: edit.removed(at.plan, element_id))
    if not status:
        messages.success(request, "Đã bãi bỏ trong dự thảo.")
        return redirect(at.url("index"))
    context = {
        "form": form,
        "target": at,
        "movement": at.movement,
        "title": compare.title(former, at.plan),
        "group": compare.GROUP_WORDS[type(former).__name__],
        "source": former.source,
        "texts": [each for each in compare.texts(former, at.plan).items() if each[1] != compare.NOTHING],
    }
    return render(request, "movements/edit_remove.html", context, status=status)


class RemoveForm(UiForm):
    """Nothing but the version the page was drawn from."""

    version = ElementForm.base_fields["version"]


@BOTH
def text(request: SignedIn, slug: str, pk: int | None = None) -> HttpResponse:
    """The whole plan as YAML; what has been typed stays in the box whatever happens."""
    at = target(request, slug, pk)
    first = {"version": at.version, "text": plans.to_yaml(at.plan)}
    form = TextEdit(request.POST if request.method == "POST" else None, initial=first)
    status = _keep(request, at, form, lambda: plans.loads(form.cleaned_data["text"], "Văn bản"))
    if not status:
        messages.success(request, "Đã ghi thay đổi vào dự thảo.")
        return redirect(at.url("index"))
    context = {"form": form, "target": at, "movement": at.movement, "stored": first["text"] if status == 409 else ""}
    return render(request, "movements/edit_text.html", context, status=status)


def _keep(request: SignedIn, at: Target, form: UiForm, made: Callable[[], Plan]) -> int:
    """0 when the change is kept, else the status of the page to draw again (200 for a first look)."""
    if request.method != "POST":
        return 200
    if not form.is_valid():
        return 422

    def act() -> None:
        try:
            plan = made()
        except plans.PlanError as error:
            field = "text" if "text" in form.fields else ""
            raise Refused([Finding("plan_broken", "error", str(error), field=field)]) from None
        editing.save(target=at, version=form.cleaned_data["version"], plan=plan, by=request.user, at=request.now)

    return attempt(form, act)
