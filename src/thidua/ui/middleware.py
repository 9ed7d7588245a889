"""Turns a refused act into a page with all reasons; sends text compressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from thidua.rules.findings import Finding, Refused
from thidua.ui.kept import kept, same_origin

# A loser of a race is told 409: someone was faster, and looking again helps.
RACE = frozenset({"stale", "wrong_state"})
TEXTS = ("text/", "image/svg+xml", "application/javascript", "application/json")


class CompressTextMiddleware(GZipMiddleware):
    """Pages, styles and scripts go compressed over a slow line; PDF, Word, Excel and letters are packed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave everything but text alone."""
        if not response.get("Content-Type", "").startswith(TEXTS):
            return response
        if response.streaming:
            # WhiteNoise knows its strong mark of a file only; without one it goes by the time of the last change.
            del response.headers["ETag"]
        return super().process_response(request, response)


class RefusedMiddleware:
    """Catches ``Refused`` from any view. The transaction of the act is rolled back before this page is drawn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of reasons with what was typed; JSON for a script that asked for JSON."""
        if not isinstance(exception, Refused):
            return None
        findings = list(exception.findings)
        status = status_of(findings)
        if request.headers.get("Accept", "").startswith("application/json"):
            reasons = [
                {"code": f.code, "severity": f.severity, "message": f.message, "field": f.field} for f in findings
            ]
            return JsonResponse({"reasons": reasons}, status=status)
        context = {"findings": findings, "kept": kept(request), "conflict": status == 409, "back": _back(request)}
        return render(request, "ui/refused.html", context, status=status)


def status_of(findings: Sequence[Finding]) -> int:
    """409 when someone else was faster, 403 when it is only a matter of roles, 422 when a rule says no."""
    codes = {finding.code.rpartition(".")[2] for finding in findings if finding.severity == "error"}
    if codes & RACE:
        return 409
    return 403 if codes == {"permission"} else 422


def _back(request: HttpRequest) -> str:
    """The page the person came from, if it is ours; else the page of the address itself."""
    return request.headers.get("Referer", "") if same_origin(request) else request.path
