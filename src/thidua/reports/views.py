"""Registers, people, units, numbers, journal."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.audit.models import JournalEntry
from thidua.org.middleware import SignedIn
from thidua.org.models import Person, Roles, Unit
from thidua.plans.vocabulary import AWARD_FORMS
from thidua.records.permissions import can_enter
from thidua.reports import registers

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _page[Row: Model](request: SignedIn, rows: QuerySet[Row], size: int = 50) -> Page[Row]:
    return Paginator(rows, size).get_page(request.GET.get("trang"))


def _roles(request: SignedIn) -> Roles:
    return request.roles


def _filters(request: SignedIn, *names: str) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip()[:100] for name in names}


def _may_enter(request: SignedIn, body_id: int | None) -> bool:
    return not can_enter(_roles(request), body_id)


@require_GET
def register(request: SignedIn) -> HttpResponse:
    """Sổ khen thưởng."""
    chosen = _filters(request, "nam", "hinh_thuc", "tim")
    rows = registers.commendations(_roles(request), year=chosen["nam"], form=chosen["hinh_thuc"], text=chosen["tim"])
    if request.GET.get("tai") == "xlsx":
        response = HttpResponse(
            registers.register_xlsx(rows, f"Năm {chosen['nam']}" if chosen["nam"] else "Tất cả các năm"),
            content_type=XLSX,
        )
        response["Content-Disposition"] = 'attachment; filename="so-khen-thuong.xlsx"'
        return response
    years = sorted(
        {d.year for d in registers.commendations(_roles(request)).values_list("decided_on", flat=True)}, reverse=True
    )
    query = request.GET.copy()
    query["tai"] = "xlsx"
    context = {
        "page": _page(request, rows),
        "chosen": chosen,
        "years": years,
        "forms": AWARD_FORMS.items(),
        "xlsx": query.urlencode(),
    }
    return render(request, "reports/register.html", context)


@require_GET
def people(request: SignedIn) -> HttpResponse:
    """People by given name."""
    chosen = _filters(request, "tim")
    return render(
        request,
        "reports/people.html",
        {"page": _page(request, registers.people(_roles(request), chosen["tim"])), "chosen": chosen},
    )


@require_GET
def person(request: SignedIn, pk: int) -> HttpResponse:
    """What is known about one person."""
    found = get_object_or_404(registers.people(_roles(request)).select_related("body"), pk=pk)
    posts = list(found.posts.all())
    unit = posts[0].unit if posts else found.body
    history = registers.history(found, unit, _roles(request))
    context = {"person": found, "posts": posts, "history": history, "may_enter": _may_enter(request, found.body_id)}
    return render(request, "reports/person.html", context)


@require_GET
def unit(request: SignedIn, pk: int) -> HttpResponse:
    """What is known about one unit."""
    roles = _roles(request)
    found = get_object_or_404(Unit.objects.select_related("body", "parent"), pk=pk, body_id__in=roles.all_body_ids)
    if not (roles.body_ids() & {found.body_id} or found.pk in roles.unit_ids):
        raise Http404
    staff = Person.objects.filter(posts__unit=found, posts__until=None).distinct()
    history = registers.history(None, found, roles)
    origins = found.origins.select_related("predecessor")
    context = {
        "unit": found,
        "staff": staff,
        "history": history,
        "origins": origins,
        "may_enter": _may_enter(request, found.body_id),
    }
    return render(request, "reports/unit.html", context)


@require_GET
def numbers(request: SignedIn) -> HttpResponse:
    """The registers of numbers."""
    roles = _roles(request)
    if not roles.body_ids("office", "admin", "decider"):
        raise Http404
    chosen = _filters(request, "nam", "so")
    rows = registers.numbers(roles, year=chosen["nam"], series=chosen["so"])
    return render(
        request, "reports/numbers.html", {"page": _page(request, rows), "chosen": chosen, "series": registers.SERIES}
    )


@require_GET
def journal(request: SignedIn) -> HttpResponse:
    """The journal of the body."""
    roles = _roles(request)
    if not roles.body_ids("office", "admin"):
        raise Http404
    chosen = _filters(request, "loai", "tim")
    rows: QuerySet[JournalEntry] = registers.journal(roles, thing=chosen["loai"], text=chosen["tim"])
    return render(request, "reports/journal.html", {"page": _page(request, rows), "chosen": chosen})
