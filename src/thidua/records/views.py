"""Entering what is known about people and units: the lists, one form a fact, corrections with their history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.audit import journal
from thidua.org.answering import Crumbs, form_page, paged, today
from thidua.org.middleware import SignedIn
from thidua.org.models import Person, Unit
from thidua.records import actions, permissions, queries
from thidua.records.forms import FORMS, ConcludeForm, RecogniseForm, WithdrawForm
from thidua.records.kinds import KINDS, Fact, Kind
from thidua.records.models import Complaint, Initiative
from thidua.rules.findings import refuse_if_any

BOTH = require_http_methods(["GET", "POST"])
ENTERING = ("office", "admin")


def find_person(request: SignedIn, pk: int) -> Person:
    """A person of a body the user works for and keeps the records of: foreign is 404, without the role a reason."""
    rows = Person.objects.select_related("body").filter(body_id__in=request.roles.all_body_ids)
    person = get_object_or_404(rows, pk=pk)
    refuse_if_any(permissions.can_enter(request.roles, person.body_id))
    return person


def find_unit(request: SignedIn, pk: int) -> Unit:
    """A unit of such a body."""
    unit = get_object_or_404(Unit.objects.filter(body_id__in=request.roles.all_body_ids), pk=pk)
    refuse_if_any(permissions.can_enter(request.roles, unit.body_id))
    return unit


def find_fact(request: SignedIn, slug: str, pk: int) -> tuple[Kind, Any]:
    """A fact about a unit or person of such a body."""
    kind = _kind(slug)
    rows = kind.model.objects.select_related("unit", *(["person"] if kind.of_person else []))
    fact = get_object_or_404(rows.filter(unit__body_id__in=request.roles.all_body_ids), pk=pk)
    refuse_if_any(permissions.can_enter(request.roles, fact.unit.body_id))
    return kind, fact


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _posted(request: SignedIn) -> Any:
    return request.POST if request.method == "POST" else None


def home_of(unit: Unit, person: Person | None) -> str:
    """The page of facts of a person or of a unit."""
    return reverse("records:person", args=[person.pk]) if person else reverse("records:unit", args=[unit.pk])


def crumbs(unit: Unit, person: Person | None) -> Crumbs:
    """The way back to the person or unit."""
    return [("Nhập dữ kiện", reverse("records:home")), (str(person or unit), home_of(unit, person))]


@require_GET
def home(request: SignedIn) -> HttpResponse:
    """Whose facts? Units by name, people by the words typed."""
    bodies = request.roles.body_ids(*ENTERING)
    if not bodies:
        refuse_if_any(permissions.can_enter(request.roles, None))
    text = request.GET.get("tim", "").strip()[:100]
    context = {
        "text": text,
        "page": paged(request, queries.units_found(bodies, text)),
        "people": queries.people_found(bodies, text)[:30],
    }
    return render(request, "records/home.html", context)


@require_GET
def person(request: SignedIn, pk: int) -> HttpResponse:
    """Everything entered about a person, with the way to add and to correct."""
    found = find_person(request, pk)
    context = {"person": found, "thing": found, "sections": queries.sections(found.body, found), "new": "person_new"}
    return render(request, "records/facts.html", context)


@require_GET
def unit(request: SignedIn, pk: int) -> HttpResponse:
    """Everything entered about a unit itself, with the way to add and to correct."""
    found = find_unit(request, pk)
    context = {"unit": found, "thing": found, "sections": queries.sections(found, None), "new": "unit_new"}
    return render(request, "records/facts.html", context)


@BOTH
def person_new(request: SignedIn, pk: int, slug: str) -> HttpResponse:
    """Enter a fact about a person."""
    kind, found = _kind(slug), find_person(request, pk)
    if not kind.of_person:
        raise Http404
    return _new(request, kind, queries.units_of(found), found)


@BOTH
def unit_new(request: SignedIn, pk: int, slug: str) -> HttpResponse:
    """Enter a fact about a unit."""
    kind, found = _kind(slug), find_unit(request, pk)
    if not kind.of_unit:
        raise Http404
    return _new(request, kind, [found], None)


def _new(request: SignedIn, kind: Kind, units: list[Unit], person: Person | None) -> HttpResponse:
    offered = units if person else []
    form = FORMS[kind.slug](_posted(request), units=offered, year=today(request).year, unit=units[0].pk)

    def act() -> None:
        values = form.values()
        unit = values.pop("unit", units[0])
        source = form.cleaned_data["source"]
        actions.enter(
            kind=kind.slug, unit=unit, person=person, values=values, source=source, by=request.user, at=request.now
        )

    return form_page(
        request,
        form,
        act,
        title=f"Ghi {kind.name[:1].lower()}{kind.name[1:]}",
        eyebrow=str(person or units[0]),
        button="Ghi dữ kiện",
        back=home_of(units[0], person),
        crumbs=crumbs(units[0], person),
        suggestions=queries.suggestions(kind, units[0].body_id),
        said=f"Đã ghi {kind.name[:1].lower()}{kind.name[1:]}.",
    )


@BOTH
def fact(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Correct a fact; below it everything that has happened to it."""
    kind, found = find_fact(request, slug, pk)
    who = getattr(found, "person", None)
    units = [found.unit, *(u for u in queries.units_of(who) if u.pk != found.unit_id)] if who else []
    form = FORMS[slug](_posted(request), fact=found, units=units, year=today(request).year)

    def act(seen: datetime) -> None:
        actions.correct(
            fact=found,
            seen=seen,
            values=form.values(),
            source=form.cleaned_data["source"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=request.now,
        )

    more = {"history": journal.of(found), "withdraw": reverse("records:withdraw", args=[slug, pk])}
    return _on(
        request,
        found,
        form,
        act,
        title=f"Sửa {kind.name[:1].lower()}{kind.name[1:]}",
        lede="Bản cũ, bản mới và lý do được giữ trong nhật ký.",
        button="Lưu bản sửa",
        suggestions=queries.suggestions(kind, found.unit.body_id),
        said="Đã sửa dữ kiện.",
        template="records/fact.html",
        more=more,
    )


@BOTH
def withdraw(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take back a fact that should never have stood there."""
    kind, found = find_fact(request, slug, pk)
    form = WithdrawForm(_posted(request), fact=found)
    line = queries.line(found)
    return _on(
        request,
        found,
        form,
        lambda seen: actions.withdraw(
            fact=found, seen=seen, reason=form.cleaned_data["reason"], by=request.user, at=request.now
        ),
        title=f"Rút {kind.name[:1].lower()}{kind.name[1:]}",
        lede="Chỉ rút dòng ghi nhầm người, nhầm đơn vị hoặc không có thật. Nội dung và lý do vẫn ở trong nhật ký.",
        button="Rút dòng này",
        notes=[("Dòng sẽ rút", f"{line.when}: {line.title}", line.text), ("Văn bản", found.source)],
        said="Đã rút dòng đó.",
    )


@BOTH
def recognise(request: SignedIn, pk: int) -> HttpResponse:
    """Record the recognition of an initiative."""
    _, found = find_fact(request, "sang-kien", pk)
    initiative: Initiative = found
    form = RecogniseForm(_posted(request), fact=initiative)
    return _on(
        request,
        found,
        form,
        lambda seen: actions.recognise(
            initiative=initiative, **(form.cleaned_data | {"seen": seen}), by=request.user, at=request.now
        ),
        title="Ghi công nhận sáng kiến",
        lede=f"“{initiative.title}”",
        button="Ghi công nhận",
        said="Đã ghi công nhận.",
    )


@BOTH
def conclude(request: SignedIn, pk: int) -> HttpResponse:
    """Record what became of a complaint."""
    _, found = find_fact(request, "phan-anh", pk)
    complaint: Complaint = found
    form = ConcludeForm(_posted(request), fact=complaint)
    return _on(
        request,
        found,
        form,
        lambda seen: actions.conclude(
            complaint=complaint, **(form.cleaned_data | {"seen": seen}), by=request.user, at=request.now
        ),
        title="Ghi kết luận phản ánh",
        lede=f"“{complaint.summary}”",
        button="Ghi kết luận",
        said="Đã ghi kết luận.",
    )


def _on(request: SignedIn, found: Fact, form: Any, act: Callable[[datetime], object], **page: Any) -> HttpResponse:
    """A form on a fact that is there."""
    who = getattr(found, "person", None)
    return form_page(
        request,
        form,
        lambda: act(form.moment()),
        eyebrow=str(who or found.unit),
        back=home_of(found.unit, who),
        crumbs=crumbs(found.unit, who),
        **page,
    )
