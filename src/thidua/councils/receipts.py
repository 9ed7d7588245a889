"""The tokens of a voter's own ballots, kept by the voter's browser until they are written down.

The server keeps no list of who got which token. Between two ballot pages they travel in a cookie that only
these pages of this session get, signed for this user: another person at the same tablet sees nothing of it.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

MOST = 3600  # bytes; browsers keep no more than 4096 in a cookie


def _name(session_id: int, user_id: int) -> str:
    return f"phieu_{session_id}_{user_id}"


def _path(session_id: int) -> str:
    return f"/hoi-dong/phien/{session_id}/phieu/"


def held(request: HttpRequest, session_id: int) -> dict[int, str]:
    """Order of the motion on the agenda → token, as far as this browser still has them."""
    user_id = request.user.pk or 0
    text = request.COOKIES.get(_name(session_id, user_id), "")
    try:
        value = signing.loads(text, salt=f"phieu-{session_id}-{user_id}") if text else {}
        return {int(order): str(token) for order, token in value.items()}
    except (signing.BadSignature, ValueError, AttributeError):
        return {}


def hand_over(request: HttpRequest, response: HttpResponse, session_id: int, order: int, token: str) -> None:
    """Give one more token to the browser; the oldest fall out when there is no more room."""
    user_id = request.user.pk or 0
    tokens = {**held(request, session_id), order: token}
    while len(text := signing.dumps(tokens, salt=f"phieu-{session_id}-{user_id}", compress=True)) > MOST:
        tokens.pop(min(tokens))
    response.set_cookie(
        _name(session_id, user_id),
        text,
        path=_path(session_id),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def forget(request: HttpRequest, response: HttpResponse, session_id: int) -> None:
    """The tokens are written down: take them off this device."""
    response.delete_cookie(_name(session_id, request.user.pk or 0), path=_path(session_id), samesite="Strict")
