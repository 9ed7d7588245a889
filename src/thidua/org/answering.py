"""What pages of administration and of entry share: finding within the wall, forms that may be refused, one body."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from thidua.org import permissions
from thidua.org.middleware import SignedIn
from thidua.org.models import Unit
from thidua.rules.findings import Finding, Refused, refuse_if_any
from thidua.ui.forms import UiForm
from thidua.ui.middleware import status_of

type Crumbs = Sequence[tuple[str, str]]


def today(request: SignedIn) -> date:
    """The day of the request's clock in Viet Nam."""
    return timezone.localdate(request.now)


def bodies(request: SignedIn) -> QuerySet[Unit]:
    """Bodies the user administers; refused when there is none."""
    found = request.roles.body_ids("admin")
    if not found:
        refuse_if_any(permissions.can_administer(request.roles, None))
    return Unit.objects.filter(pk__in=found).order_by("pk")


def one_body(request: SignedIn) -> Unit:
    """The body of the page: ``?co-quan=`` where somebody administers several, else the first. Foreign is 404."""
    rows = list(bodies(request))
    wanted = request.GET.get("co-quan", "")
    if not wanted:
        return rows[0]
    for row in rows:
        if str(row.pk) == wanted:
            return row
    raise Http404


def need_admin(request: SignedIn, body_id: int | None) -> None:
    """Refuse a person of the body who does not administer it."""
    refuse_if_any(permissions.can_administer(request.roles, body_id))


def paged(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], size: int = 50) -> Page[Any]:
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


def form_page(
    request: SignedIn,
    form: UiForm,
    act: Callable[[], object],
    *,
    title: str,
    button: str,
    back: str,
    crumbs: Crumbs = (),
    lede: str = "",
    eyebrow: str = "",
    notes: Sequence[tuple[str, Any]] = (),
    suggestions: Sequence[str] = (),
    said: str = "",
    done: Callable[[], HttpResponse] | None = None,
    template: str = "org/form.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A page of one form: shown, or its act carried out and answered by ``done`` (else: told and sent ``back``).

    ``notes`` are pairs of word and value beside the form; ``suggestions`` the list a field may point to.
    ``template`` extends the page and draws ``more`` below the form.
    """
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, act)
        if not status:
            if done is not None:
                return done()
            messages.success(request, said)
            return redirect(back)
    context = {
        "form": form, "title": title, "button": button, "back": back, "crumbs": crumbs, "lede": lede,
        "eyebrow": eyebrow, "notes": notes, "suggestions": suggestions, **(more or {}),
    }  # fmt: skip
    return render(request, template, context, status=status)
