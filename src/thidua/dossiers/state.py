"""Moving a dossier or a candidate from one state to the next: the one place that writes ``state``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from thidua.dossiers.models import Candidate, Dossier
from thidua.org.models import Roles, User
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused

EDITABLE = ("draft", "returned")  # the unit writes
OPEN = ("draft", "confirmed")  # not handed in
HANDED_IN = ("filed", "received", "returned", "appraised", "before_council", "closed")


def roles_at(by: User, at: datetime) -> Roles:
    """Roles of the actor on the day of the act."""
    return Roles.of(by, timezone.localdate(at))


def stale(doing: str) -> Finding:
    """Someone else was faster."""
    return Finding("stale", "error", f"Chưa {doing} được: người khác vừa cập nhật hồ sơ. Mở lại trang để xem bản mới.")


def step(dossier: Dossier, act: str, *, version: int | None, **values: Any) -> lifecycle.Transition:
    """Move a dossier by compare-and-set; the loser is told. Call inside the act's transaction.

    ``version`` is the one the actor saw; None takes that of the object handed in.
    """
    row = lifecycle.transition(lifecycle.DOSSIER, dossier.state, act)
    seen = dossier.version if version is None else version
    changed = Dossier.objects.filter(pk=dossier.pk, state=row.before, version=seen).update(
        state=row.after, version=seen + 1, **values
    )
    if not changed:
        raise Refused([stale(row.label.lower())])
    refresh(dossier)
    return row


def step_candidate(candidate: Candidate, act: str) -> lifecycle.Transition:
    """Move a candidate by compare-and-set."""
    row = lifecycle.transition(lifecycle.CANDIDATE, candidate.state, act)
    changed = Candidate.objects.filter(pk=candidate.pk, state=row.before, version=candidate.version).update(
        state=row.after, version=candidate.version + 1
    )
    if not changed:
        raise Refused([stale(row.label.lower())])
    candidate.state, candidate.version = row.after, candidate.version + 1
    return row


@contextmanager
def writing(dossier: Dossier, at: datetime) -> Iterator[None]:
    """The transaction of a unit's writing; refused when the dossier is no longer open for it.

    The version goes up, so that a head cannot confirm what changed after the page was read.
    """
    with transaction.atomic():
        written = Dossier.objects.filter(pk=dossier.pk, state__in=EDITABLE).update(
            saved_at=at, version=F("version") + 1
        )
        if not written:
            raise Refused([not_editable(Dossier.objects.values_list("state", flat=True).get(pk=dossier.pk))])
        yield
    refresh(dossier)


def not_editable(state: str) -> Finding:
    """Why nothing can be written now and what to do."""
    cure = "Thủ trưởng đơn vị mở lại hồ sơ rồi mới sửa được." if state == "confirmed" else "Hồ sơ không còn ở đơn vị."
    name = lifecycle.DOSSIER.states[state]
    return Finding("wrong_state", "error", f"Chưa sửa được: hồ sơ đang ở trạng thái “{name}”. {cure}", {"state": state})


def refresh(dossier: Dossier) -> None:
    """Read the row again and drop what was prefetched: it may no longer be true."""
    fields = [field.attname for field in Dossier._meta.concrete_fields if not field.is_relation]
    dossier.refresh_from_db(fields=fields)
    getattr(dossier, "_prefetched_objects_cache", {}).clear()
    dossier._state.fields_cache.pop("meeting", None)
