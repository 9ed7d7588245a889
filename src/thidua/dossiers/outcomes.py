"""What happens to dossiers and candidates after appraisal, moved by councils and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.audit import journal
from thidua.dossiers.models import Candidate, Dossier
from thidua.dossiers.state import roles_at, step, step_candidate
from thidua.org.models import Roles, User
from thidua.org.permissions import need_body_role
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any

FINAL = ("ineligible", "not_recommended", "awarded", "refused", "awarded_above", "refused_above", "revoked", "removed")


def move_candidate(
    candidate: Candidate,
    act: str,
    by: User,
    at: datetime,
    *,
    reason: str = "",
    basis: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
) -> Candidate:
    """Move a candidate along ``rules.lifecycle.CANDIDATE`` by compare-and-set, with one journal entry.

    The actor needs a role the table names for the act, in the candidate's body. Raises ``Refused`` when the
    state does not allow the act or somebody else was faster.
    """
    row = lifecycle.transition(lifecycle.CANDIDATE, candidate.state, act)
    refuse_if_any(_may(roles_at(by, at), row, candidate.unit.body_id))
    with transaction.atomic():
        step_candidate(candidate, act)
        said = f": {reason.strip()}" if reason.strip() else ""
        journal.record(
            by=by,
            at=at,
            act=f"candidate.{act}",
            thing=candidate,
            body_id=candidate.unit.body_id,
            sentence=f"{row.label}: {candidate.name}{said}",
            basis=dict(basis or {}),
            data={"reason": reason.strip(), **(data or {})},
        )
    return candidate


def to_council(dossier: Dossier, by: User, at: datetime, *, version: int | None = None) -> Dossier:
    """Put an appraised dossier on the council's agenda; only where the plan's route has a council."""
    row = lifecycle.transition(lifecycle.DOSSIER, dossier.state, "to_council")
    refuse_if_any(_may(roles_at(by, at), row, dossier.unit.body_id))
    if not has_council(dossier):
        text = "Quy trình của kế hoạch không có bước Hội đồng xét, nên hồ sơ không đưa vào chương trình họp."
        raise Refused([Finding("no_council", "error", text)])
    return _moved(dossier, "to_council", f"Đưa hồ sơ của {dossier.unit} vào chương trình họp Hội đồng", by, at, version)


def close(dossier: Dossier, by: User, at: datetime, *, version: int | None = None) -> Dossier:
    """Close a dossier whose every candidate has come to an end."""
    row = lifecycle.transition(lifecycle.DOSSIER, dossier.state, "close")
    refuse_if_any(_may(roles_at(by, at), row, dossier.unit.body_id))
    waiting = [c.name for c in dossier.candidates.exclude(state__in=FINAL).select_related("person", "unit")]
    if waiting:
        text = f"Chưa kết thúc được: {', '.join(waiting)} chưa có kết quả."
        raise Refused([Finding("not_decided", "error", text)])
    return _moved(dossier, "close", f"Kết thúc hồ sơ của {dossier.unit}", by, at, version)


def has_council(dossier: Dossier) -> bool:
    """Whether the plan sends dossiers before the issuer's council, by its route or by the papers it asks."""
    plan = dossier.plan_version.plan
    return any(s.act == "council" for s in plan.route) or any(p.meeting == "own_council" for p in plan.papers)


def _moved(dossier: Dossier, act: str, sentence: str, by: User, at: datetime, version: int | None) -> Dossier:
    with transaction.atomic():
        step(dossier, act, version=version)
        journal.record(
            by=by, at=at, act=f"dossier.{act}", thing=dossier, body_id=dossier.unit.body_id, sentence=sentence
        )
    return dossier


def _may(roles: Roles, row: lifecycle.Transition, body_id: int | None) -> list[Finding]:
    return need_body_role(roles, body_id, row.label.lower(), *row.roles)
