"""Taking an award back: the decider's decision with ground and reason, and the money returned to finance."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from thidua import law
from thidua.audit import journal
from thidua.decisions import acting, names, papers, permissions
from thidua.decisions.issuing import register_findings
from thidua.decisions.models import Award, Decision, Revocation
from thidua.documents import vietnamese
from thidua.notices.actions import tell
from thidua.org.models import User
from thidua.records import numbers
from thidua.records.models import Commendation
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any

# Luật 06/2022/QH15, Điều 93 khoản 2, in our own short words, not yet compared with the official text.
LAW: Final = "06/2022/QH15"
GROUNDS: Final = {
    "a": "kê khai gian dối thành tích",
    "b": "cung cấp thông tin sai hoặc giấy tờ giả",
    "c": "thẩm định, xét duyệt hoặc đề nghị trái quy định",
    "d": "có kết luận, quyết định, bản án về vi phạm trong thời gian tính thành tích nên không đủ tiêu chuẩn",
}


def ground_words(ground: str, on: date) -> str:
    """The ground with its place in the law; before this law was in force only the words."""
    words = GROUNDS[ground]
    if law.book().regime(on).law.number != LAW:
        return words
    return f"điểm {ground} khoản 2 Điều 93 Luật Thi đua, khen thưởng: {words}"


def revoke(
    *,
    award: Award,
    version: int,
    ground: str,
    reason: str,
    evidence: str,
    decided_on: date,
    return_by: date | None,
    by: User,
    at: datetime,
    number: int | None = None,
) -> Revocation:
    """Take one award back. ``version`` is that of the decision as read; ``return_by`` is asked for once money was paid.

    The number comes from the register of decisions. From that day on the certificate is told as revoked, the
    commendation counts for nothing, unpaid money is not paid and paid money is to be returned.
    """
    decision = award.decision
    refuse_if_any(permissions.can_decide(acting.roles(by, at), decision.body_id))
    if award.verdict != "approved" or decision.state != "issued":
        raise Refused([Finding("not_awarded", "error", "Chỉ thu hồi được phần khen thưởng đã ban hành.")])
    lifecycle.transition(lifecycle.CANDIDATE, award.candidate.state, "revoke")
    refuse_if_any(_findings(award, ground, reason, evidence, decided_on, return_by, timezone.localdate(at)))
    person, title, capacity = acting.signer_on(by, decision.body, decided_on)
    with transaction.atomic():
        if not Decision.objects.filter(pk=decision.pk, version=version).update(version=version + 1):
            raise Refused([acting.stale("thu hồi")])
        paid_on = Award.objects.values_list("paid_on", flat=True).get(pk=award.pk)
        if paid_on != award.paid_on:
            raise Refused([acting.stale("thu hồi")])
        subject = f"Thu hồi {names.form_name(award.form)}: {award.recipient_name}"
        entry = numbers.take(decision.body, "QD", on=decided_on, subject=subject, by=by, number=number)
        made = Revocation(
            award=award, ground=ground, reason=reason.strip(), evidence=evidence.strip(), number=f"{entry.number:02d}",
            decided_on=decided_on, signer=person, signer_name=person.full_name, signer_title=title, capacity=capacity,
            amount=award.amount if award.paid_on else 0, return_by=return_by if award.paid_on else None, at=at, by=by,
        )  # fmt: skip
        made.paper, made.paper_docx = acting.keep(
            papers.revocation(made, ground_words(ground, decided_on)), decision.body, at
        )
        made.save()
        acting.move(award.candidate, "revoke", by, at, reason=made.reason)
        Commendation.objects.filter(award=award).update(revoked_on=decided_on, revoked_by=str(made))
        _record(made, by, at)
        _announce(made, at)
    decision.version = version + 1
    return made


def _findings(
    award: Award, ground: str, reason: str, evidence: str, decided_on: date, return_by: date | None, today: date
) -> list[Finding]:
    found = []
    if ground not in GROUNDS:
        found.append(Finding("ground_unknown", "error", "Chọn căn cứ thu hồi.", field="ground"))
    if len(reason.strip()) < 20:
        text = "Nêu lý do thu hồi, ít nhất 20 ký tự; lý do ghi trong quyết định."
        found.append(Finding("reason_short", "error", text, field="reason"))
    if len(evidence.strip()) < 5:
        text = "Ghi kết luận, văn bản làm căn cứ: số, ngày, cơ quan."
        found.append(Finding("evidence_missing", "error", text, field="evidence"))
    first = award.decision.decided_on
    if decided_on > today:
        found.append(Finding("date_in_future", "error", "Ngày quyết định không thể sau hôm nay.", field="decided_on"))
    if first and decided_on < first:
        text = f"Quyết định khen thưởng ghi ngày {vietnamese.date_short(first)}, không thể thu hồi sớm hơn."
        found.append(Finding("date_before_award", "error", text, field="decided_on"))
    found += register_findings(award.decision.body_id, decided_on)
    if award.paid_on and (return_by is None or return_by <= decided_on):
        text = "Tiền thưởng đã chi: ghi hạn nộp lại, sau ngày quyết định."
        found.append(Finding("return_by_missing", "error", text, field="return_by"))
    return found


def _record(made: Revocation, by: User, at: datetime) -> None:
    award, decision = made.award, made.award.decision
    journal.record(
        by=by, at=at, act="award.revoke", thing=decision, body_id=decision.body_id,
        sentence=f"Quyết định số {made} thu hồi {names.form_name(award.form)} của {award.recipient_name}: {made.reason}",
        basis={"ground": ground_words(made.ground, made.decided_on), "evidence": made.evidence},
        data={"award": award.pk, "amount": made.amount, "return_by": made.return_by},
    )  # fmt: skip


def _announce(made: Revocation, at: datetime) -> None:
    award, decision = made.award, made.award.decision
    url = reverse("decisions:detail", args=[decision.pk])
    title = f"Thu hồi {names.form_name(award.form)} của {award.recipient_name}"
    text = f"Quyết định số {made} ngày {vietnamese.date_short(made.decided_on)}."
    units = {award.candidate.unit, award.candidate.dossier.unit}
    tell(acting.unit_users(units, timezone.localdate(at)), at=at, title=title, text=text, url=url)
    payments = reverse("decisions:payments", args=[decision.pk])
    money = f"Thu lại {vietnamese.dong(made.amount)}." if made.amount else "Tiền thưởng chưa chi thì không chi."
    acting.tell_role(decision.body, "finance", at=at, title=title, text=f"{text} {money}", url=payments)


def record_return(*, revocation: Revocation, returned_on: date, by: User, at: datetime) -> Revocation:
    """Note that the money of a revoked award came back, once."""
    decision = revocation.award.decision
    refuse_if_any(permissions.can_pay(acting.roles(by, at), decision.body_id))
    if not revocation.amount:
        raise Refused([Finding("nothing_owed", "error", "Không có tiền phải nộp lại.")])
    if not revocation.decided_on <= returned_on <= timezone.localdate(at):
        text = "Ngày nộp lại phải từ ngày quyết định thu hồi đến hôm nay."
        raise Refused([Finding("return_date", "error", text, field="returned_on")])
    with transaction.atomic():
        rows = Revocation.objects.filter(pk=revocation.pk, returned_on=None)
        if not rows.update(returned_on=returned_on, returned_noted_by=by):
            raise Refused([acting.stale("ghi nộp lại")])
        journal.record(
            by=by, at=at, act="award.return_money", thing=decision, body_id=decision.body_id,
            sentence=f"{revocation.award.recipient_name} nộp lại {vietnamese.dong(revocation.amount)} ngày {vietnamese.date_short(returned_on)}",
            data={"award": revocation.award_id, "amount": revocation.amount},
        )  # fmt: skip
    revocation.refresh_from_db()
    return revocation
