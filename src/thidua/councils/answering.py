"""What the views of councils share: finding, acts that may be refused, the version a page was read at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from thidua.councils import queries
from thidua.councils.models import Motion, Session
from thidua.org.middleware import SignedIn
from thidua.rules.findings import Finding, Refused
from thidua.ui.middleware import status_of


def find(request: SignedIn, pk: int) -> Session:
    """A session the user may see; any other is 404."""
    return get_object_or_404(queries.visible(request.roles), pk=pk)


def find_motion(session: Session, motion_pk: int) -> Motion:
    """A motion of this very session."""
    rows = Motion.objects.select_related(
        "candidate__person", "candidate__unit", "candidate__dossier__unit", "candidate__appraisal"
    )
    motion = get_object_or_404(rows, pk=motion_pk, session=session)
    motion.session = session
    return motion


def version(request: HttpRequest) -> int:
    """The version the page was read at; 0, which is always stale, where the form carries none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def attempt(act: Callable[[], Any], form: forms.Form | None = None) -> tuple[list[Finding], int]:
    """Carry out an act: ([], 0) when done, else the reasons and the status of the page that shows them.

    Reasons of a field go to the form's field. A person without the role gets the page for that
    (``RefusedMiddleware``).
    """
    try:
        act()
    except Refused as refused:
        status = status_of(refused.findings)
        if status == 403:
            raise
        rest = []
        for finding in refused.findings:
            if form is not None and finding.field in form.fields:
                form.add_error(finding.field, finding.message)
            else:
                rest.append(finding)
        return rest, status
    return [], 0
