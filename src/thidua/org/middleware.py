"""One reading of the clock and of the user's roles for the whole request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from thidua.org.models import Roles, User
from thidua.ui import clock


def roles(request: HttpRequest) -> Roles:
    """Roles of whoever signed in; none for a visitor."""
    return request.user.roles_today if request.user.is_authenticated else Roles([])


class SignedIn(HttpRequest):
    """A request as views of signed-in people meet it; for annotations only."""

    user: User
    now: datetime
    roles: Roles


class ClockAndRolesMiddleware:
    """Sets ``request.now`` (aware) and ``request.roles`` (lazy, one query)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = clock.now()  # type: ignore[attr-defined]  # declared by SignedIn, set here
        request.roles = SimpleLazyObject(lambda: roles(request))  # type: ignore[attr-defined]  # declared by SignedIn, set here
        return self.get_response(request)


class OneTimePasswordMiddleware:
    """A password made by somebody else opens one page: the one that changes it (and the way out)."""

    OPEN = frozenset({"org:password", "org:logout"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Public pages never read the user, so they cost nothing here."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        if not getattr(request.user, "must_change_password", False) or (match and match.view_name in self.OPEN):
            return None
        return redirect("org:password")
