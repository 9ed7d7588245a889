"""What the views of movements share: finding one, acts that may be refused, pages of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from thidua.movements import queries
from thidua.movements.models import Movement
from thidua.org.middleware import SignedIn
from thidua.rules.findings import Finding, Refused
from thidua.ui.forms import UiForm
from thidua.ui.middleware import status_of


def today(request: SignedIn) -> date:
    """The day of the request's clock in Viet Nam."""
    return timezone.localdate(request.now)


def find(request: SignedIn, slug: str) -> Movement:
    """A movement the user may see; any other is 404."""
    return get_object_or_404(queries.with_plan(queries.visible(request.roles)), slug=slug)


def paged(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], size: int) -> Page[Any]:
    """One page of rows by ``?trang=``; a number out of range is the nearest page there is."""
    return Paginator(rows, size).get_page(request.GET.get("trang"))


def attempt(form: UiForm, act: Callable[[], object]) -> int:
    """Carry out an act of a valid form: 0 when done, else the status of the page that shows the reasons.

    Reasons of a field stand at the field, all others in ``form.refusals``. A person without the role gets
    the page for that (``RefusedMiddleware``), not the form again.
    """
    try:
        act()
    except Refused as refused:
        status = status_of(refused.findings)
        if status == 403:
            raise
        refusals: list[Finding] = []
        for finding in refused.findings:
            if finding.field in form.fields:
                form.add_error(finding.field, finding.message)
            else:
                refusals.append(finding)
        form.refusals = refusals  # type: ignore[attr-defined]  # read by the template of the form
        return status
    return 0


MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def attachment(data: bytes, name: str, ending: str) -> HttpResponse:
    """A paper as an answer: always to be saved, never run by the browser."""
    response = HttpResponse(data, content_type=MEDIA[ending])
    plain = name.encode("ascii", "ignore").decode().replace('"', "") or "tep"
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
