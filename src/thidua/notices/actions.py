"""Telling people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from thidua.notices.models import Notice


def tell(users: Iterable[int], *, at: datetime, title: str, text: str = "", url: str = "") -> None:
    """Put one message into the inbox of every user id, once each; call inside the act's transaction."""
    Notice.objects.bulk_create(
        Notice(user_id=user, at=at, title=title[:200], text=text, url=url) for user in sorted(set(users))
    )


def mark_read(*, user_id: int, at: datetime) -> int:
    """Mark all unread messages of a user as read; returns how many."""
    return Notice.objects.filter(user_id=user_id, read_at=None).update(read_at=at)
