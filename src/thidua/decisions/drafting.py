"""Acts of the standing office on a draft: who is in it, in which words, and the submission to the decider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from thidua.audit import journal
from thidua.decisions import acting, facts, letters, names, permissions, queries, weighing
from thidua.decisions.models import Award, Decision
from thidua.dossiers.models import Candidate
from thidua.movements.models import Round
from thidua.org.models import Unit, User
from thidua.plans import Plan, model
from thidua.records import numbers
from thidua.rules import lifecycle, money
from thidua.rules.findings import Finding, Refused, refuse_if_any

TEXTS = ("merit", "fund", "quota_reason", "departure_reason")


def draft_decision(*, round: Round, award_id: str, form: str = "", by: User, at: datetime) -> Decision:
    """Draft a decision for one award of the plan with everybody who is ready for it.

    ``form`` is needed only where the plan leaves it open. Somebody who already stands in another decision
    of the round stays out. Refused when nobody is ready.
    """
    body = round.movement.body
    refuse_if_any(permissions.can_draft(acting.roles(by, at), body.pk))
    plan = facts.plan_of(round)
    award = facts.award_of(plan, award_id)
    day = timezone.localdate(at)
    chosen = _form(award, form, body, day)
    with transaction.atomic():
        candidates = list(queries.ready(round, plan, award_id))
        free = [c for c in candidates if not weighing.rivals(c)]
        if not free:
            raise Refused([_nobody(plan, award_id)])
        decision = Decision.objects.create(
            body=body,
            round=round,
            award_id=award_id,
            form=chosen,
            merit=names.merit_text(plan, round),
            fund=plan.money.fund or f"Quỹ thi đua, khen thưởng của {names.locality(body)}",
            created_at=at,
            created_by=by,
        )
        seen: set[tuple[int | None, int | None]] = set()
        for candidate in free:
            who = (candidate.person_id, None) if candidate.person_id else (None, candidate.unit_id)
            if who not in seen:
                seen.add(who)
                _line(decision, candidate, len(seen), by, at)
        _journal(
            decision,
            "decision.draft",
            f"Lập dự thảo quyết định tặng {names.form_name(chosen)}: {len(seen)} trường hợp",
            by,
            at,
        )
    return decision


def _form(award: model.Award, form: str, body: Unit, day: date) -> str:
    if award.mode != "award":
        raise Refused(
            [Finding("not_own_power", "error", f"{award.label} do cấp trên quyết định; hãy lập tờ trình cấp trên.")]
        )
    if award.form:
        return award.form
    if form not in facts.forms_open(body, day):
        text = "Kế hoạch không nêu hình thức khen thưởng; chọn hình thức mà Chủ tịch có thẩm quyền tặng."
        raise Refused([Finding("form_open", "error", text, source=award.source, field="form")])
    return form


def _nobody(plan: Plan, award_id: str) -> Finding:
    what = "Hội đồng đề nghị" if facts.passes_council(plan, award_id) else "đủ điều kiện"
    return Finding(
        "nobody_ready", "error", f"Chưa có tập thể, cá nhân nào được kết luận {what} mà chưa vào quyết định."
    )


def _line(decision: Decision, candidate: Candidate, order: int, by: User, at: datetime) -> Award:
    acting.move(candidate, "propose_decision", by, at)
    person, unit = candidate.person, candidate.unit
    line = ", ".join(part for part in (candidate.position, unit.name) if part) if person else decision.body.name
    return Award.objects.create(
        decision=decision,
        candidate=candidate,
        order=order,
        form=decision.form,
        recipient_name=candidate.name,
        recipient_line=line[:250],
        merit=decision.merit,
    )


def add_line(*, decision: Decision, version: int, candidate: Candidate, by: User, at: datetime) -> Award:
    """Bring one more candidate into the draft."""
    refuse_if_any(permissions.can_draft(acting.roles(by, at), decision.body_id))
    if candidate.dossier.round_id != decision.round_id or candidate.award_id != decision.award_id:
        raise Refused([Finding("other_round", "error", f"{candidate.name} được đề nghị ở đợt hoặc hình thức khác.")])
    refuse_if_any(weighing.double_finding(candidate.name, other.decision) for other in weighing.rivals(candidate))
    with transaction.atomic():
        acting.touch(decision, version)
        award = _line(decision, candidate, decision.awards.count() + 1, by, at)
        _reorder(decision)
        _journal(decision, "decision.add", f"Đưa {candidate.name} vào dự thảo", by, at)
    return award


def remove_line(*, award: Award, version: int, by: User, at: datetime) -> None:
    """Take a candidate out of the draft; the case waits for another decision."""
    decision = award.decision
    refuse_if_any(permissions.can_draft(acting.roles(by, at), decision.body_id))
    with transaction.atomic():
        acting.touch(decision, version)
        _give_back([award], by, at)
        name = award.recipient_name
        award.delete()
        _reorder(decision)
        _journal(decision, "decision.remove", f"Rút {name} khỏi dự thảo", by, at)


def leave_out(*, award: Award, version: int, reason: str, by: User, at: datetime) -> None:
    """Lay a case before the decider without proposing it; the reason goes into the tờ trình."""
    if len(reason.strip()) < 10:
        raise Refused(
            [Finding("reason_missing", "error", "Nêu lý do không đề nghị, ít nhất 10 ký tự.", field="reason")]
        )
    _verdict(award, version, "refused", reason.strip(), by, at)


def take_in(*, award: Award, version: int, by: User, at: datetime) -> None:
    """Propose again a case that was left out."""
    _verdict(award, version, "pending", "", by, at)


def _verdict(award: Award, version: int, verdict: str, reason: str, by: User, at: datetime) -> None:
    decision = award.decision
    refuse_if_any(permissions.can_draft(acting.roles(by, at), decision.body_id))
    with transaction.atomic():
        acting.touch(decision, version)
        Award.objects.filter(pk=award.pk).update(verdict=verdict, reason=reason)
        word = "Không đề nghị" if verdict == "refused" else "Đề nghị lại"
        _journal(decision, "decision.line", f"{word} {award.recipient_name}", by, at, {"reason": reason})
    award.refresh_from_db()


def edit_draft(*, decision: Decision, version: int, texts: Mapping[str, str], by: User, at: datetime) -> Decision:
    """Change merit, fund, reasons (keys of ``TEXTS``); every line takes the words of merit."""
    refuse_if_any(permissions.can_draft(acting.roles(by, at), decision.body_id))
    values = {key: texts[key].strip() for key in TEXTS if key in texts}
    with transaction.atomic():
        acting.touch(decision, version, **values)
        if "merit" in values:
            decision.awards.update(merit=values["merit"])
        _journal(decision, "decision.edit", "Sửa nội dung dự thảo quyết định", by, at, values)
    return decision


def cancel(*, decision: Decision, version: int, by: User, at: datetime) -> Decision:
    """Drop a draft; every candidate goes back to where it stood."""
    refuse_if_any(permissions.can_draft(acting.roles(by, at), decision.body_id))
    with transaction.atomic():
        acting.step(decision, "cancel", version)
        _give_back(queries.fresh_lines(decision), by, at)
        _journal(decision, "decision.cancel", "Bỏ dự thảo quyết định", by, at)
    return decision


def _give_back(awards: Sequence[Award], by: User, at: datetime) -> None:
    motions = weighing.advice(a.candidate_id for a in awards)
    for award in awards:
        motion = motions.get(award.candidate_id)
        acting.give_back(award.candidate, bool(motion.chosen) if motion else None, by, at)


def _reorder(decision: Decision) -> None:
    """Order numbers 1, 2, … : collectives, then people, as in the printed list."""
    ordered = decision.awards.order_by("candidate__kind", "candidate__unit_id", "candidate__person__name_key", "pk")
    for place, pk in enumerate(ordered.values_list("pk", flat=True), 1):
        Award.objects.filter(pk=pk).exclude(order=place).update(order=place)


def submit(*, decision: Decision, version: int, by: User, at: datetime) -> Decision:
    """Lay the draft before the decider with a numbered tờ trình.

    Asked at once: numbers against the quotas (a reason for fewer than an exact one), competence and money
    by the law of the day, nobody awarded twice, a reason for leaving the council's advice.
    """
    roles = acting.roles(by, at)
    refuse_if_any(permissions.can_draft(roles, decision.body_id))
    lifecycle.transition(lifecycle.DECISION, decision.state, "submit")
    day = timezone.localdate(at)
    plan = facts.plan_of(decision.round)
    office = next(
        (g.unit for g in roles.grants if g.role == "office" and g.unit.body_id == decision.body_id), decision.body
    )
    with transaction.atomic():
        acting.lock_round(decision.round_id)
        lines = queries.fresh_lines(decision)
        refuse_if_any(weighing.draft_findings(decision, plan, lines, day))
        acting.step(
            decision,
            "submit",
            version,
            submitted_at=at,
            submitted_by=by,
            submission_office=office.name,
            returned_reason="",
        )
        money_of = _write_amounts(decision, lines, day)
        subject = f"Tờ trình tặng {names.form_name(decision.form)}: {decision.round.movement.short}"
        taken = numbers.take(decision.body, "TTr", on=day, subject=subject, by=by)
        decision.submission_number = numbers.text(taken.number, f"TTr-{office.short or 'VP'}")
        paper = letters.office_submission(decision, plan, lines, money_of, office, day)
        decision.submission_pdf, decision.submission_docx = acting.keep(paper, decision.body, at)
        decision.save(update_fields=["submission_number", "submission_pdf", "submission_docx"])
        _journal(decision, "decision.submit", f"Trình dự thảo quyết định theo Tờ trình số {decision.submission_number}", by, at,
                 {"total": decision.total, "lines": len(lines)})  # fmt: skip
        acting.tell_role(
            decision.body, "decider", at=at, title="Quyết định khen thưởng chờ duyệt",
            text=f"{decision.round.movement.short} – {decision.round.label}.", url=reverse("decisions:approve", args=[decision.pk]),
        )  # fmt: skip
    return decision


def _write_amounts(decision: Decision, lines: Sequence[Award], day: date) -> dict[int, money.MoneyAnswer]:
    """Money of every line by the law of a day, into the lines and the decision."""
    money_of = facts.answers(lines, decision.body, day)
    for line in lines:
        line.amount, line.sentence = money_of[line.pk].amount, money_of[line.pk].sentence[:300]
    Award.objects.bulk_update(lines, ["amount", "sentence"])
    decision.total = sum(line.amount for line in lines if line.verdict != "refused")
    decision.save(update_fields=["total"])
    return money_of


def _journal(
    decision: Decision, act: str, sentence: str, by: User, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    journal.record(
        by=by, at=at, act=act, thing=decision, body_id=decision.body_id, sentence=sentence, data=dict(data or {})
    )
