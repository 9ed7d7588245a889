"""The inbox of the person signed in."""

from __future__ import annotations

from typing import cast

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.audit import journal
from thidua.notices import actions
from thidua.notices.models import Notice
from thidua.ui import clock


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Latest 100 messages, unread first."""
    notices = list(Notice.objects.filter(user=request.user.pk)[:100])
    return render(
        request, "notices/inbox.html", {"notices": notices, "unread": sum(n.read_at is None for n in notices)}
    )


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    now = clock.now()
    with transaction.atomic():
        if actions.mark_read(user_id=request.user.pk or 0, at=now):
            user = cast("Model", request.user)  # nobody reaches this page without signing in
            journal.record(by=user, at=now, act="notices.read", thing=user, sentence="Đánh dấu đã đọc tin báo")
    return redirect("notices:inbox")
