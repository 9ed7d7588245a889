"""First page and search."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.org.middleware import SignedIn
from thidua.reports import search as searching
from thidua.reports import worklist


@require_GET
def home(request: SignedIn) -> HttpResponse:
    """What waits for me, until when."""
    user, roles, now = request.user, request.roles, request.now
    items = worklist.items(user, roles, now)
    context = {
        "items": items,
        "elsewhere": worklist.elsewhere(roles, now),
        "glances": worklist.glances(user, roles, now),
        "steps": worklist.STEPS,
        "unread": user.notices.filter(read_at=None).count(),
    }
    return render(request, "reports/home.html", context)


@require_GET
def search(request: SignedIn) -> HttpResponse:
    """Everything whose name holds the words, with or without accents."""
    text = request.GET.get("tim", "").strip()[:100]
    groups = searching.find(text, request.roles)
    return render(request, "reports/search.html", {"text": text, "groups": groups, "limit": searching.LIMIT})
