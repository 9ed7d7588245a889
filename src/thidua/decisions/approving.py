"""Acts of the decider on a submitted decision: return it, approve it line by line, take the approval back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from thidua.audit import journal
from thidua.decisions import acting, facts, permissions, queries, weighing
from thidua.decisions.models import Award, Decision
from thidua.org.models import User
from thidua.rules import lifecycle, money
from thidua.rules.findings import Finding, Refused, refuse_if_any


def return_to_office(*, decision: Decision, version: int, reason: str, by: User, at: datetime) -> Decision:
    """Send the draft back with a reason."""
    refuse_if_any(permissions.can_decide(acting.roles(by, at), decision.body_id))
    if len(reason.strip()) < 10:
        text = "Nêu lý do trả lại, ít nhất 10 ký tự, để cơ quan thường trực biết sửa gì."
        raise Refused([Finding("reason_missing", "error", text, field="opinion")])
    with transaction.atomic():
        acting.step(decision, "return", version, returned_reason=reason.strip(), seen_open_conditions=False)
        _journal(decision, "decision.return", f"Trả lại dự thảo quyết định: {reason.strip()}", by, at)
        _tell_office(decision, at, "Dự thảo quyết định bị trả lại", reason.strip())
    return decision


def approve(
    *,
    decision: Decision,
    version: int,
    by: User,
    at: datetime,
    refuse: Mapping[int, str] | None = None,
    accept: Collection[int] = (),
    seen: bool = False,
    opinion: str = "",
) -> Decision:
    """Approve a submitted decision.

    ``refuse``: id of a line → reason; ``accept``: ids of lines the office left out and the decider takes in;
    every other line stays as submitted. ``seen``: the open conditions were read. Asked again on what is
    approved: quotas, budget, competence, nobody twice.
    """
    refuse_if_any(permissions.can_decide(acting.roles(by, at), decision.body_id))
    lifecycle.transition(lifecycle.DECISION, decision.state, "approve")
    day = timezone.localdate(at)
    acting.signer_on(by, decision.body, day)
    with transaction.atomic():
        acting.lock_round(decision.round_id)
        lines = queries.fresh_lines(decision)
        refuse_if_any(_verdicts(lines, refuse or {}, accept))
        refuse_if_any(approval_findings(decision, lines, seen, at))
        total = sum(line.amount for line in lines if line.verdict == "approved")
        acting.step(
            decision,
            "approve",
            version,
            approved_at=at,
            approved_by=by,
            opinion=opinion.strip(),
            seen_open_conditions=seen,
            total=total,
        )
        Award.objects.bulk_update(lines, ["verdict", "reason"])
        given = sum(line.verdict == "approved" for line in lines)
        sentence = f"Duyệt quyết định khen thưởng: {given} trường hợp, {len(lines) - given} không khen"
        data = {
            "total": total,
            "refused": {line.recipient_name: line.reason for line in lines if line.verdict == "refused"},
        }
        _journal(decision, "decision.approve", sentence, by, at, data)
        _tell_office(decision, at, "Quyết định khen thưởng đã duyệt, chờ ban hành", f"{given} trường hợp.")
    return decision


def _verdicts(lines: list[Award], refuse: Mapping[int, str], accept: Collection[int]) -> list[Finding]:
    """Write the decider's word on each line (not yet saved)."""
    found = []
    for line in lines:
        if line.pk in refuse:
            reason = refuse[line.pk].strip() or (line.reason if line.verdict == "refused" else "")
            if len(reason) < 10:
                text = f"Nêu lý do không khen {line.recipient_name}, ít nhất 10 ký tự."
                found.append(Finding("reason_missing", "error", text, field=f"reason_{line.pk}"))
            line.verdict, line.reason = "refused", reason
        elif line.pk in accept or line.verdict == "pending":
            line.verdict, line.reason = "approved", ""
    return found


def approval_findings(decision: Decision, lines: list[Award], seen: bool, at: datetime) -> list[Finding]:
    """What stands against approving these lines."""
    plan, day = facts.plan_of(decision.round), timezone.localdate(at)
    given = [line for line in lines if line.verdict != "refused"]
    if not given:
        text = "Không khen trường hợp nào thì trả lại dự thảo cho cơ quan thường trực thay vì duyệt."
        return [Finding("nobody_approved", "error", text)]
    found = []
    if weighing.open_conditions(given) and not seen:
        text = "Đánh dấu đã xem các điều kiện còn ngỏ trước khi duyệt."
        found.append(Finding("open_conditions", "error", text, field="seen"))
    refused = " ".join(f"{line.recipient_name}: {line.reason}" for line in lines if line.verdict == "refused")
    known = facts.around(decision.round_id, besides=decision)
    reasons = " ".join(filter(None, (decision.quota_reason, refused)))
    found += facts.quota_findings(decision, plan, lines, reasons, known)
    found += facts.competence(decision.body, decision.form, day)
    found += weighing.doubles(decision, lines, known)
    if not [f for f in found if f.code.startswith("competence") and f.severity == "error"]:
        total = money.total(facts.answers(given, decision.body, day).values()).amount
        found += facts.fund_findings(facts.fund(decision.body, day.year, besides=decision), total, binding=True)
    return found


def withdraw_approval(*, decision: Decision, version: int, by: User, at: datetime) -> Decision:
    """Take back an approval not yet issued; the decision waits for approval again."""
    refuse_if_any(permissions.can_decide(acting.roles(by, at), decision.body_id))
    with transaction.atomic():
        acting.step(decision, "withdraw", version, approved_at=None, approved_by=None, seen_open_conditions=False)
        decision.awards.filter(verdict="approved").update(verdict="pending")
        _journal(decision, "decision.withdraw", "Rút lại việc duyệt quyết định", by, at)
        _tell_office(decision, at, "Việc duyệt quyết định đã được rút lại", "Chưa ban hành quyết định này.")
    return decision


def _tell_office(decision: Decision, at: datetime, title: str, text: str) -> None:
    url = reverse("decisions:detail", args=[decision.pk])
    acting.tell_role(
        decision.body, "office", at=at, title=title, text=f"{decision.round.movement.short}. {text}", url=url
    )


def _journal(
    decision: Decision, act: str, sentence: str, by: User, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    journal.record(
        by=by, at=at, act=act, thing=decision, body_id=decision.body_id, sentence=sentence, data=dict(data or {})
    )
