"""Money handed over, and the fund it comes from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.decisions import acting, facts, permissions
from thidua.decisions.models import Award, Budget, Decision
from thidua.documents import vietnamese
from thidua.org.models import Unit, User
from thidua.rules.findings import Finding, Refused, refuse_if_any


def mark_paid(
    *,
    decision: Decision,
    award_ids: Collection[int],
    paid_on: date,
    by: User,
    at: datetime,
    receivers: Mapping[int, str] | None = None,
) -> int:
    """Record that the money of these lines was handed over on a day; returns how many.

    ``receivers``: who signed for it where it is not the awardee (a collective). A line paid a moment ago by
    somebody else refuses the whole act, so nobody is paid twice.
    """
    refuse_if_any(permissions.can_pay(acting.roles(by, at), decision.body_id))
    given = receivers or {}
    with transaction.atomic():
        lines = list(decision.awards.filter(pk__in=award_ids, verdict="approved").select_related("candidate__person"))
        refuse_if_any(_payment_findings(decision, lines, award_ids, paid_on, given, timezone.localdate(at)))
        for line in lines:
            receiver = (given.get(line.pk) or "").strip() or (line.recipient_name if line.candidate.person_id else "")
            row = Award.objects.filter(pk=line.pk, paid_on=None)
            if not row.update(paid_on=paid_on, paid_by=by, receiver=receiver[:120]):
                raise Refused([acting.stale(f"ghi chi tiền cho {line.recipient_name}")])
        total = sum(line.amount for line in lines)
        journal.record(
            by=by,
            at=at,
            act="award.pay",
            thing=decision,
            body_id=decision.body_id,
            sentence=f"Chi tiền thưởng {vietnamese.dong(total)} cho {len(lines)} trường hợp theo Quyết định số {decision}",
            data={"lines": [line.pk for line in lines], "paid_on": paid_on, "total": total},
        )
    return len(lines)


def _payment_findings(
    decision: Decision,
    lines: list[Award],
    award_ids: Collection[int],
    paid_on: date,
    receivers: Mapping[int, str],
    today: date,
) -> list[Finding]:
    if decision.state != "issued" or decision.decided_on is None:
        return [Finding("not_issued", "error", "Chỉ chi tiền khi quyết định đã ban hành.")]
    found = []
    if not lines or len(lines) != len(set(award_ids)):
        found.append(
            Finding("no_lines", "error", "Chọn ít nhất một trường hợp được khen trong quyết định này.", field="lines")
        )
    if paid_on > today:
        found.append(Finding("date_in_future", "error", "Ngày chi không thể sau hôm nay.", field="paid_on"))
    if paid_on < decision.decided_on:
        text = f"Ngày chi không thể trước ngày quyết định {vietnamese.date_short(decision.decided_on)}."
        found.append(Finding("date_before_decision", "error", text, field="paid_on"))
    for line in lines:
        if line.paid_on:
            text = f"{line.recipient_name} đã được chi ngày {vietnamese.date_short(line.paid_on)}."
            found.append(Finding("paid", "error", text, field=f"receiver_{line.pk}"))
        elif line.candidate.state == "revoked":
            text = f"{line.recipient_name}: khen thưởng đã thu hồi, không chi tiền."
            found.append(Finding("revoked", "error", text, field=f"receiver_{line.pk}"))
        elif line.candidate.person_id is None and not (receivers.get(line.pk) or "").strip():
            text = f"Ghi người nhận thay {line.recipient_name}."
            found.append(Finding("receiver_missing", "error", text, field=f"receiver_{line.pk}"))
    return found


def set_budget(*, body: Unit, year: int, name: str, amount: int, by: User, at: datetime) -> Budget:
    """Enter or change the commendation fund of a year, in đồng; never below what decisions have taken."""
    refuse_if_any(permissions.can_budget(acting.roles(by, at), body.pk))
    with transaction.atomic():
        spent = facts.fund(body, year).spent
        if amount < spent:
            text = f"Các quyết định năm {year} đã dùng {vietnamese.dong(spent)}; dự toán không thể thấp hơn."
            raise Refused([Finding("below_spent", "error", text, {"spent": spent}, field="amount")])
        values = {"name": name.strip() or f"Dự toán khen thưởng năm {year}", "amount": amount}
        budget, _ = Budget.objects.update_or_create(body=body, year=year, defaults=values)
        journal.record(
            by=by,
            at=at,
            act="budget.set",
            thing=budget,
            body_id=body.pk,
            sentence=f"Dự toán khen thưởng năm {year}: {vietnamese.dong(amount)}",
            data={"year": year, "amount": amount},
        )
    return budget
