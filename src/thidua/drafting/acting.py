"""What every act on a draft asks: who acts, and whether the draft stands where the person saw it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F

from thidua.drafting import permissions
from thidua.drafting.models import Draft
from thidua.movements.acting import roles, stale
from thidua.org.models import User
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any


def need_office(draft: Draft, by: User, at: datetime) -> None:
    """Refuse whoever does not belong to the standing office of the draft's body."""
    refuse_if_any(permissions.can_draft(roles(by, at), draft.body))


def move(draft: Draft, act: str, *, version: int, at: datetime, doing: str, **changes: Any) -> None:
    """Inside the act's transaction: take the step of the table, or tell who came second."""
    step = lifecycle.transition(lifecycle.PLAN_DRAFT, draft.state, act)
    changed = Draft.objects.filter(pk=draft.pk, state=draft.state, version=version).update(
        state=step.after, version=version + 1, changed_at=at, **changes
    )
    if not changed:
        raise Refused([stale(doing)])
    draft.refresh_from_db(fields=["state", "version", "changed_at", *changes])


def touch(draft: Draft, at: datetime, doing: str) -> None:
    """Inside the act's transaction: count one more act on a draft under review; refuse in any other state."""
    changed = Draft.objects.filter(pk=draft.pk, state="review").update(version=F("version") + 1, changed_at=at)
    if not changed:
        state = Draft.objects.values_list("state", flat=True).get(pk=draft.pk)
        shown = lifecycle.PLAN_DRAFT.states[state].lower()
        message = f"Chưa {doing} được: dự thảo đang ở trạng thái “{shown}”, chỉ sửa khi đang duyệt."
        raise Refused([Finding("wrong_state", "error", message, {"state": state})])
