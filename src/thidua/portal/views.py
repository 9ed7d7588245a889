"""Public pages: no account, no cookies set, GET only."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from thidua.decisions import codes, names
from thidua.portal import queries


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Movements that run, the latest decisions, the check of a certificate."""
    movements = queries.movements()
    for movement in movements:
        _with_plan(movement)
    context = {"movements": movements, "decisions": list(queries.decisions()[:5])}
    return render(request, "portal/home.html", context)


def _with_plan(movement: Any) -> None:
    movement.version = movement.current[0]
    movement.plan = movement.version.plan


@login_not_required
@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """All issued decisions, twenty a page."""
    page = Paginator(queries.decisions(), 20).get_page(request.GET.get("trang"))
    return render(request, "portal/decisions.html", {"page": page})


@login_not_required
@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """The form; with a code it goes on to the page of that code."""
    typed = request.GET.get("ma", "")[:80]
    if code := codes.read(typed):
        return redirect("portal:certificate", code=code)
    return render(
        request, "portal/check.html", {"typed": typed, "found": queries.Found("unknown") if typed.strip() else None}
    )


@login_not_required
@require_GET
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Genuine, revoked or unknown; nothing personal beyond name, unit, award, decision number and day."""
    found = queries.certificate(code[:80])
    award = found.award
    context = {
        "typed": codes.read(code) or code[:80],
        "found": found,
        "award": award,
        "authority": names.chair(award.decision.body) if award else "",
        "form_name": names.form_name(award.form) if award else "",
        "now": request.now,  # type: ignore[attr-defined]  # set by ClockAndRolesMiddleware
    }
    return render(request, "portal/check.html", context, status=404 if found.state == "unknown" else 200)
