"""Error pages, the training clock and the page of all components."""

from __future__ import annotations

import logging
import secrets
import sys
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.ui import clock, sample
from thidua.ui.forms import ClockForm
from thidua.ui.kept import kept
from thidua.ui.moments import MOMENTS

log = logging.getLogger("thidua.errors")
# Read out on the telephone: no letters or figures that sound or look alike.
LETTERS = "ACDEFGHKLMNPQRTUVXY34679"


def correlation(request: HttpRequest, what: str) -> str:
    """A short code that is on the page and in the log, so that one finds the other."""
    code = getattr(request, "error_code", "")
    if not code:
        raw = "".join(secrets.choice(LETTERS) for _ in range(7))
        code = f"{raw[:2]} {raw[2:5]} {raw[5:]}"
        request.error_code = code  # type: ignore[attr-defined]  # read by the page of the error
    log.warning("%s code=%s method=%s path=%s", what, code, request.method, request.path)
    return code


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be read."""
    return _page(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person may not do this; the sentence of the exception says why."""
    return _page(request, "403.html", 403, {"why": str(exception or "")})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also for things of others, in the same words."""
    return _page(request, "404.html", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere; what was typed here is given back."""
    log.info("csrf: %s", reason)
    return _page(request, "403_csrf.html", 403, {"kept": kept(request)})


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without session, database or context processors, for any of them may be what failed."""
    code = correlation(request, "500")
    log.error("code=%s", code, exc_info=sys.exc_info())
    page = loader.get_template("500.html").render({"code": code, "path": request.path})
    return HttpResponse(page, status=500)


def _page(request: HttpRequest, template: str, status: int, extra: dict[str, Any] | None = None) -> HttpResponse:
    context = {"code": correlation(request, str(status)), **(extra or {})}
    return render(request, template, context, status=status)


def playground() -> bool:
    """Whether pages for makers and trainees exist here."""
    return bool(settings.DEBUG or clock.training())


@login_not_required
@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """All components on one page, with invented facts; absent in production."""
    if not playground():
        raise Http404
    return render(request, "ui/styleguide.html", sample.context(clock.now()))


@require_http_methods(["GET", "POST"])
def training_clock(request: HttpRequest) -> HttpResponse:
    """Set the clock of the demo; absent outside training. ``org`` gives it an address and a journal entry."""
    if not clock.training():
        raise Http404
    if request.method == "POST" and request.POST.get("that"):
        clock.reset()
        messages.success(request, "Đã trở về giờ thật.")
        return redirect(request.path)
    form = ClockForm(_moment_data(request) if request.method == "POST" else None)
    if form.is_valid():
        state = clock.set_to(form.moment())
        messages.success(request, f"Giờ tập luyện là {state.now:%H:%M} ngày {state.now:%d/%m/%Y}.")
        return redirect(request.path)
    return render(request, "ui/training_clock.html", {"form": form, "moments": MOMENTS})


def _moment_data(request: HttpRequest) -> Any:
    """The typed day and hour, or those of the button of a ready moment."""
    if ready := request.POST.get("moc"):
        try:
            moment = timezone.make_aware(datetime.fromisoformat(ready))
        except ValueError:
            return request.POST
        return {"day": f"{moment:%d/%m/%Y}", "time": f"{moment:%H:%M}"}
    return request.POST
