"""What every act on a decision or proposal shares: who acts, compare-and-set, telling people, closing dossiers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from thidua.decisions.models import Decision, Proposal
from thidua.documents import pdf
from thidua.documents.base import Paper
from thidua.dossiers import actions as dossiers
from thidua.dossiers.models import Candidate, Dossier
from thidua.movements.models import Round
from thidua.notices.actions import tell
from thidua.org.models import Person, RoleGrant, Roles, Unit, User, in_force
from thidua.org.queries import holders, post_on
from thidua.records import files
from thidua.records.models import StoredFile
from thidua.records.printing import docx_of
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNDECIDED = ("nominated", "eligible", "recommended", "proposed_decision", "proposed_up")


def roles(by: User, at: datetime) -> Roles:
    """Roles of the actor on the day of the act."""
    return Roles.of(by, timezone.localdate(at))


def stale(doing: str) -> Finding:
    """Someone else was faster."""
    return Finding("stale", "error", f"Chưa {doing} được: người khác vừa cập nhật. Mở lại trang để xem bản mới.")


def step(decision: Decision, act: str, version: int, **values: Any) -> lifecycle.Transition:
    """Move a decision by compare-and-set; the loser is told. Call inside the act's transaction, before anything else."""
    row = lifecycle.transition(lifecycle.DECISION, decision.state, act)
    _set(Decision, decision, row.before, row.label.lower(), version, state=row.after, **values)
    return row


def step_proposal(proposal: Proposal, act: str, version: int, **values: Any) -> lifecycle.Transition:
    """Move a proposal by compare-and-set."""
    row = lifecycle.transition(lifecycle.PROPOSAL, proposal.state, act)
    _set(Proposal, proposal, row.before, row.label.lower(), version, state=row.after, **values)
    return row


def touch(decision: Decision, version: int, **values: Any) -> None:
    """Write in a draft; refused when it is no longer a draft or somebody wrote in between."""
    if decision.state != "draft":
        name = lifecycle.DECISION.states[decision.state]
        text = f"Chỉ sửa được khi còn là dự thảo; quyết định đang ở trạng thái “{name}”."
        raise Refused([Finding("wrong_state", "error", text, {"state": decision.state})])
    _set(Decision, decision, "draft", "sửa dự thảo", version, **values)


def _set(model: Any, thing: Any, before: str, doing: str, version: int, **values: Any) -> None:
    if not model.objects.filter(pk=thing.pk, state=before, version=version).update(version=version + 1, **values):
        raise Refused([stale(doing)])
    thing.refresh_from_db(fields=[f.name for f in model._meta.concrete_fields if not f.is_relation or f.name in values])


def lock_round(round_id: int) -> None:
    """Decisions of one round are weighed one after the other: quotas and double awards look at all of them."""
    Round.objects.select_for_update().only("pk").get(pk=round_id)


def move(candidate: Candidate, act: str, by: User, at: datetime, reason: str = "") -> None:
    """Move a candidate through the dossiers' own act."""
    dossiers.move_candidate(candidate=candidate, act=act, by=by, at=at, reason=reason)


def give_back(candidate: Candidate, advised: bool | None, by: User, at: datetime) -> None:
    """Take a candidate out of a draft; the council's advice (None: it was not asked) stands as before."""
    act = "take_back" if advised is None else "take_back_advised" if advised else "take_back_unadvised"
    move(candidate, act, by, at)


def close_dossiers(dossier_ids: Iterable[int], by: User, at: datetime) -> None:
    """Close every dossier whose candidates are all decided."""
    found = Dossier.objects.filter(pk__in=set(dossier_ids), state__in=("appraised", "before_council"))
    for dossier in found.exclude(candidates__state__in=UNDECIDED).select_related("unit", "round__movement"):
        dossiers.close(dossier=dossier, by=by, at=at)


def keep(paper: Paper, body: Unit, at: datetime) -> tuple[StoredFile, StoredFile]:
    """Freeze a paper: (PDF, DOCX)."""
    return (
        files.keep(pdf.render(paper), media_type=PDF, extension="pdf", at=at),
        files.keep(docx_of(paper, body), media_type=DOCX, extension="docx", at=at),
    )


def decider_grant(by: User, body: Unit, day: date) -> RoleGrant | None:
    """The grant by which a user decides for a body on a day; the chairman's own before acting for him."""
    rows = RoleGrant.objects.filter(in_force(day), user=by, role="decider", unit__body=body)
    return rows.order_by("-capacity").first()  # "own" sorts after "KT"


def signer_on(by: User, body: Unit, day: date) -> tuple[Person, str, str]:
    """(person, title, capacity) of a decider who signs with a date; ``Refused`` when the person cannot on that day."""
    grant = decider_grant(by, body, day)
    post = post_on(by.person, day) if by.person else None
    if grant is None or by.person is None or post is None:
        text = f"{by.display_name} không có thẩm quyền ký cho {body.name} vào ngày {day:%d/%m/%Y}; sửa ngày hoặc trình người khác duyệt."
        raise Refused([Finding("signer", "error", text, field="decided_on")])
    return by.person, post.title, grant.capacity


def tell_role(body: Unit, role: str, *, at: datetime, title: str, text: str, url: str) -> None:
    """One message to everybody who holds a role in the body."""
    tell(holders(role, body, timezone.localdate(at)), at=at, title=title, text=text, url=url)


def unit_users(units: Iterable[Unit], day: date) -> set[int]:
    """Clerks and heads of units on a day, in one query."""
    rows = RoleGrant.objects.filter(in_force(day), role__in=("unit_clerk", "unit_head"), unit__in=list(units))
    return set(rows.values_list("user_id", flat=True))
