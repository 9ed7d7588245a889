"""First page and search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.reports import search as searching
from thidua.reports import worklist


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, until when."""
    user, roles, now = request.user, request.roles, request.now  # type: ignore[attr-defined]
    items = worklist.items(user, roles, now)  # type: ignore[arg-type]
    context = {
        "items": items,
        "elsewhere": worklist.elsewhere(roles, now),
        "glances": worklist.glances(user, roles, now),  # type: ignore[arg-type]
        "steps": worklist.STEPS,
        "unread": user.notices.filter(read_at=None).count(),  # type: ignore[union-attr]
    }
    return render(request, "reports/home.html", context)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Everything whose name holds the words, with or without accents."""
    text = request.GET.get("tim", "").strip()[:100]
    groups = searching.find(text, request.roles)  # type: ignore[attr-defined]
    return render(request, "reports/search.html", {"text": text, "groups": groups, "limit": searching.LIMIT})
