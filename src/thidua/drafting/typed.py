"""Words being typed into a form of a draft, kept with the sign-in until they are written down for good.

A script sends them while a person types (``ui/js/autosave.js``); after a reload, or a computer that went off, the form
holds them again. They are nobody else's yet: no fact changes, and signing out throws them away.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from thidua.org.middleware import SignedIn

KEY: Final = "typed"
FORGET: Final = "bo-go-do"  # the button that throws them away
MOST: Final = 20  # forms; the oldest gives way
LONGEST: Final = 20_000  # letters of one form as sent
_NOT_KEPT: Final = ("csrfmiddlewaretoken", FORGET)


class Given(NamedTuple):
    """What a form is to show: what was sent, or what was left half typed, and since when."""

    data: QueryDict | None
    since: str = ""

    def fill[Form: forms.Form](self, form: Form) -> Form:
        """The form made with ``data``; nobody is told of faults in words that are not finished."""
        if self.since:
            form.errors.clear()
        return form


def answer(request: SignedIn) -> HttpResponse | None:
    """The answer to a script that keeps what is typed, and to the button that forgets it; None for all others."""
    if request.method != "POST":
        return None
    if FORGET in request.POST:
        forget(request)
        return redirect(request.get_full_path())
    if not request.headers.get("Accept", "").startswith("application/json"):
        return None
    sent = request.POST.copy()
    for name in _NOT_KEPT:
        sent.pop(name, None)
    text, since = sent.urlencode(), f"{timezone.localtime(request.now):%H:%M}"
    if len(text) > LONGEST:
        return JsonResponse({"message": "Nội dung dài quá, không tự lưu được. Bấm nút ghi để lưu."}, status=422)
    rest = {key: kept for key, kept in _all(request).items() if key != request.get_full_path()}
    newest = dict([*rest.items()][-(MOST - 1) :])
    request.session[KEY] = {**newest, request.get_full_path(): {"text": text, "since": since}}
    return JsonResponse({"saved": since})


def given(request: SignedIn) -> Given:
    """What the form of this address is to be made with."""
    if request.method == "POST":
        return Given(request.POST)
    kept = _all(request).get(request.get_full_path())
    return Given(QueryDict(kept["text"]), kept["since"]) if kept else Given(None)


def forget(request: SignedIn) -> None:
    """What was typed at this address is written down, or not wanted any more."""
    kept = _all(request)
    if request.get_full_path() in kept:
        request.session[KEY] = {key: each for key, each in kept.items() if key != request.get_full_path()}


def _all(request: HttpRequest) -> dict[str, dict[str, str]]:
    found = request.session.get(KEY)
    return found if isinstance(found, dict) else {}
