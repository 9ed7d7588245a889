"""The page of one movement."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.movements import queries
from thidua.org.middleware import SignedIn
from thidua.reports import board


@require_GET
def movement(request: SignedIn, slug: str) -> HttpResponse:
    """Where the movement stands, what comes next, who takes part; ``?dot=`` chooses the round."""
    found = get_object_or_404(queries.with_plan(queries.visible(request.roles)), slug=slug)
    made = board.build(found, request.roles, request.now, request.GET.get("dot", ""))
    page = Paginator(made.units, 50).get_page(request.GET.get("trang"))
    return render(request, "reports/movement.html", {"board": made, "movement": found, "page": page})
