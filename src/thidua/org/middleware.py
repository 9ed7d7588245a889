"""One reading of the clock and of the user's roles for the whole request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
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
        request.now = clock.now()  # type: ignore[attr-defined]
        request.roles = SimpleLazyObject(lambda: roles(request))  # type: ignore[attr-defined]
        return self.get_response(request)
