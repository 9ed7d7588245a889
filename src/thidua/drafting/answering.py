"""What the views of drafts share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from thidua.drafting import queries
from thidua.drafting.models import Draft, DraftFact
from thidua.org.middleware import SignedIn


def today(request: SignedIn) -> date:
    """The day of the request's clock in Viet Nam."""
    return timezone.localdate(request.now)


def find(request: SignedIn, pk: int) -> Draft:
    """A draft the user may see; any other is 404."""
    return get_object_or_404(queries.visible(request.roles).select_related("file", "movement", "by__person"), pk=pk)


def find_fact(request: SignedIn, pk: int, fact: int) -> DraftFact:
    """A fact of a draft the user may see; any other is 404."""
    draft = find(request, pk)
    row = get_object_or_404(draft.facts.select_related("by__person"), pk=fact)
    row.draft = draft
    return row


def is_office(request: SignedIn, draft: Draft) -> bool:
    """Whether the user may change the draft."""
    return request.roles.in_body(draft.body_id, "office")


def page(request: SignedIn, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this app; every one knows whether the person may change the draft."""
    draft = context.get("draft")
    if draft is not None:
        context.setdefault("may", is_office(request, draft))
    return render(request, f"drafting/{name}.html", context, status=status)
