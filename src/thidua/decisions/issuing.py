"""Issuing an approved decision: number, date, money of the day, certificates, register, results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from thidua import law
from thidua.audit import journal
from thidua.decisions import acting, codes, facts, names, papers, permissions, queries, weighing
from thidua.decisions.models import Award, Decision
from thidua.documents import vietnamese
from thidua.notices.actions import tell
from thidua.org.models import User
from thidua.records import numbers
from thidua.records.models import Commendation, PaperNumber
from thidua.rules import lifecycle, money
from thidua.rules.findings import Finding, refuse_if_any


def issue(
    *, decision: Decision, version: int, decided_on: date, by: User, at: datetime, number: int | None = None
) -> Decision:
    """Issue: the register gives the number (or a higher one already given on paper is entered).

    Base salary, coefficients, rounding and competence are those of ``decided_on`` and are stored with the
    decision. Every approved line gets its place in the register of commendations, a check code and a row in
    the history of the person or collective; the others are refused with their reasons.
    """
    refuse_if_any(permissions.can_issue(acting.roles(by, at), decision.body_id))
    lifecycle.transition(lifecycle.DECISION, decision.state, "issue")
    refuse_if_any(date_findings(decision, decided_on, timezone.localdate(at)))
    assert decision.approved_by is not None
    person, title, capacity = acting.signer_on(decision.approved_by, decision.body, decided_on)
    with transaction.atomic():
        acting.lock_round(decision.round_id)
        lines = queries.fresh_lines(decision)
        given = [line for line in lines if line.verdict == "approved"]
        refuse_if_any(issue_findings(decision, lines, decided_on))
        money_of = facts.answers(given, decision.body, decided_on)
        total = money.total(money_of.values())
        acting.step(
            decision, "issue", version, decided_on=decided_on, signer=person, signer_name=person.full_name,
            signer_title=title, capacity=capacity, total=total.amount, issued_at=at, issued_by=by,
            law=law_record(decision, given, money_of, decided_on),
        )  # fmt: skip
        subject = f"Tặng {names.form_name(decision.form)}: {decision.round.movement.short}"
        paper = numbers.take(decision.body, "QD", on=decided_on, subject=subject, by=by, number=number)
        decision.number = f"{paper.number:02d}"
        _award(decision, given, money_of, by, at)
        _refuse([line for line in lines if line.verdict == "refused"], by, at)
        decision.paper, decision.paper_docx = acting.keep(papers.award_decision(decision, given), decision.body, at)
        decision.save(update_fields=["number", "paper", "paper_docx"])
        acting.close_dossiers({line.candidate.dossier_id for line in lines}, by, at)
        _record(decision, total, by, at)
        _announce(decision, lines, at)
    return decision


def date_findings(decision: Decision, decided_on: date, today: date) -> list[Finding]:
    """Whether a date fits: not before the approval, not after today, in the order of the register."""
    found = []
    if decided_on > today:
        found.append(Finding("date_in_future", "error", "Ngày quyết định không thể sau hôm nay.", field="decided_on"))
    approved = timezone.localdate(decision.approved_at) if decision.approved_at else today
    if decided_on < approved:
        text = f"Quyết định được duyệt ngày {vietnamese.date_short(approved)}, không thể ghi ngày sớm hơn."
        found.append(Finding("date_before_approval", "error", text, field="decided_on"))
    return [*found, *register_findings(decision.body_id, decided_on)]


def register_findings(body_id: int, decided_on: date) -> list[Finding]:
    """Days of the register of decisions go forward only."""
    register = PaperNumber.objects.filter(body=body_id, year=decided_on.year, series="QD")
    last = register.aggregate(day=models.Max("issued_on"))["day"]
    if not last or decided_on >= last:
        return []
    text = f"Số cuối của sổ quyết định ghi ngày {vietnamese.date_short(last)}; ngày phải bằng hoặc sau ngày đó."
    return [Finding("date_out_of_order", "error", text, field="decided_on")]


def issue_findings(decision: Decision, lines: Sequence[Award], decided_on: date) -> list[Finding]:
    """Asked once more with the date: competence, nobody twice, numbers, budget."""
    given = [line for line in lines if line.verdict == "approved"]
    known = facts.around(decision.round_id, besides=decision)
    found = facts.competence(decision.body, decision.form, decided_on) + weighing.doubles(decision, given, known)
    over = facts.quota_findings(decision, facts.plan_of(decision.round), lines, None, known)
    found += [f for f in over if f.severity == "error"]
    if not [f for f in found if f.severity == "error"]:
        total = money.total(facts.answers(given, decision.body, decided_on).values()).amount
        year = facts.fund(decision.body, decided_on.year, besides=decision)
        found += facts.fund_findings(year, total, binding=True)
    return found


def law_record(
    decision: Decision, given: Sequence[Award], money_of: Mapping[int, money.MoneyAnswer], on: date
) -> dict[str, object]:
    """JSON-able account of the law values used, so that the sums can be explained years later."""
    book = law.book()
    regime = book.regime(on)
    may = book.may_award(decision.form, facts.authority_on(decision.body, on), on)
    return {
        "on": on.isoformat(),
        "law": regime.law.number,
        "decree": regime.decree.number,
        "amendments": [each.number for each in regime.amendments],
        "competence": {"source": str(may.source), "status": may.status},
        "money": {f"{line.form}.{line.candidate.kind}": money_of[line.pk].record() for line in given},
        "base_salary": next(iter(money_of.values())).base,
        "notes": list(money.total(money_of.values()).notes),
    }


def _award(
    decision: Decision, given: Sequence[Award], money_of: Mapping[int, money.MoneyAnswer], by: User, at: datetime
) -> None:
    assert decision.decided_on is not None
    source = f"Quyết định số {decision} ngày {vietnamese.date_short(decision.decided_on)}"
    for place, line in enumerate(given, 1):
        candidate, answer = line.candidate, money_of[line.pk]
        subject = f"{names.form_name(line.form)}: {line.recipient_name}"
        entry = numbers.take(decision.body, "SKT", on=decision.decided_on, subject=subject, by=by)
        line.order, line.register_number, line.code = place, entry.number, codes.new()
        line.amount, line.sentence = answer.amount, answer.sentence[:300]
        line.commendation = Commendation.objects.create(
            person=candidate.person,
            unit=candidate.unit,
            form=line.form,
            authority=f"Chủ tịch {decision.body.name}"[:120],
            authority_tier=decision.body.level,
            decision_number=str(decision),
            decided_on=decision.decided_on,
            merit=line.merit[:250],
            movement_key=decision.round.movement.slug,
            source=source,
            recorded_at=at,
        )
        acting.move(candidate, "award", by, at)
    Award.objects.bulk_update(given, ["order", "register_number", "code", "amount", "sentence", "commendation"])


def _refuse(refused: Sequence[Award], by: User, at: datetime) -> None:
    for line in refused:
        acting.move(line.candidate, "refuse", by, at, reason=line.reason)


def _record(decision: Decision, total: money.MoneyTotal, by: User, at: datetime) -> None:
    assert decision.decided_on is not None
    journal.record(
        by=by,
        at=at,
        act="decision.issue",
        thing=decision,
        body_id=decision.body_id,
        sentence=f"Ban hành Quyết định số {decision} ngày {vietnamese.date_short(decision.decided_on)}: {total.sentence}",
        basis=decision.law,
        data={"number": decision.number, "total": total.amount, "signer": decision.signer_name},
    )


def _announce(decision: Decision, lines: Sequence[Award], at: datetime) -> None:
    day = timezone.localdate(at)
    units = {line.candidate.unit for line in lines} | {line.candidate.dossier.unit for line in lines}
    title = f"Quyết định khen thưởng số {decision}"
    url = reverse("decisions:detail", args=[decision.pk])
    text = f"{decision.round.movement.short} – {decision.round.label}."
    tell(acting.unit_users(units, day), at=at, title=title, text=text, url=url)
    payments = reverse("decisions:payments", args=[decision.pk])
    acting.tell_role(
        decision.body, "finance", at=at, title=f"Chi tiền thưởng theo Quyết định số {decision}", text=text, url=payments
    )
