"""Proposals to the higher level: drafted from candidates, sent with a number, answered line by line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.councils import facts as council_facts
from thidua.decisions import acting, facts, letters, names, permissions, queries, weighing
from thidua.decisions.models import Proposal, ProposalLine
from thidua.documents import vietnamese
from thidua.dossiers.models import Candidate
from thidua.movements.models import Round
from thidua.org.models import User
from thidua.plans import Plan, model
from thidua.plans.vocabulary import AWARD_FORMS
from thidua.records import numbers
from thidua.records.models import Commendation
from thidua.rules import lifecycle, quota, quota_parts
from thidua.rules.findings import Finding, Refused, refuse_if_any


def create_proposal(
    *, round: Round, award_id: str, candidates: Collection[Candidate], addressee: str, by: User, at: datetime
) -> Proposal:
    """Draft a tờ trình asking the higher level for an award the plan lets it ask for.

    Each candidate must be one of ``queries.proposable``; where the plan's papers ask for minutes of the issuer's
    own council, the council must have chosen each. Quotas that count both levels hold here too.
    """
    body = round.movement.body
    refuse_if_any(permissions.can_propose(acting.roles(by, at), body.pk))
    plan = facts.plan_of(round)
    award = facts.award_of(plan, award_id)
    with transaction.atomic():
        acting.lock_round(round.pk)
        refuse_if_any(proposal_findings(plan, round, award, candidates, addressee))
        motions = weighing.advice(c.pk for c in candidates)
        proposal = Proposal.objects.create(
            body=body,
            round=round,
            award_id=award_id,
            addressee=addressee.strip(),
            ground=f"mục {award.source.path} Kế hoạch số {round.movement.plan_versions.get(in_force=True)}",
            minutes="; ".join(letters.minutes_references(motions.values()))[:200],
            created_at=at,
            created_by=by,
        )
        ProposalLine.objects.bulk_create(ProposalLine(proposal=proposal, candidate=c) for c in candidates)
        sentence = f"Lập tờ trình đề nghị {award.authority} khen thưởng {len(candidates)} trường hợp"
        _journal(proposal, "proposal.create", sentence, by, at)
    return proposal


def proposal_findings(
    plan: Plan, round_: Round, award: model.Award, candidates: Collection[Candidate], addressee: str
) -> list[Finding]:
    """All reasons for and against proposing these candidates."""
    if award not in facts.awards_in(plan, round_, "propose"):
        text = "Kế hoạch không cho trình cấp trên hình thức khen thưởng này ở đợt này."
        return [Finding("not_proposable", "error", text, source=award.source)]
    found = []
    if not addressee.strip():
        found.append(Finding("no_addressee", "error", "Nhập nơi nhận tờ trình.", field="addressee"))
    if not candidates:
        found.append(Finding("no_lines", "error", "Chọn ít nhất một tập thể, cá nhân.", field="candidates"))
    allowed = {c.pk for c in queries.proposable(round_, plan, award.id)}
    for candidate in candidates:
        if candidate.pk not in allowed:
            text = f"{candidate.name} chưa đủ điều kiện trình cấp trên, hoặc đã có trong tờ trình khác."
            found.append(Finding("not_ready", "error", text, field="candidates"))
    found += _minutes_findings(plan, award, candidates)
    found += _numbers(plan, round_, candidates)
    doubled = [c.name for c in candidates if c.state == "awarded"]
    if doubled:
        text = (
            f"{', '.join(doubled)} đã được khen ở cấp này. Một thành tích không khen nhiều hình thức "
            "(Điều 5 Luật Thi đua, khen thưởng); chỉ trình khi kế hoạch cho xét chọn trong số đã khen."
        )
        found.append(Finding("awarded_here", "warning", text, source=award.source))
    return found


def _minutes_findings(plan: Plan, award: model.Award, candidates: Collection[Candidate]) -> list[Finding]:
    if award.id not in council_facts.proposals_need_minutes(plan):
        return []
    motions = weighing.advice(c.pk for c in candidates)
    missing = [c.name for c in candidates if c.pk not in motions or not motions[c.pk].chosen]
    if not missing:
        return []
    item = next(p for p in plan.papers if p.meeting == "own_council")
    text = (
        f"Kế hoạch đòi biên bản họp Hội đồng đối với hồ sơ trình cấp trên; Hội đồng chưa đề nghị: {', '.join(missing)}."
    )
    return [Finding("minutes_missing", "error", text, source=item.source, field="candidates")]


def _numbers(plan: Plan, round_: Round, candidates: Collection[Candidate]) -> list[Finding]:
    """Quotas over both levels; somebody already awarded takes no second place."""
    picks = facts.elsewhere(facts.around(round_.pk))
    picks += [facts.pick(candidate) for candidate in candidates if candidate.state != "awarded"]
    found = quota.check(plan, round_.key, quota_parts.count(picks), picks=picks)
    return [f for f in found if f.severity == "error"]


def cancel_proposal(*, proposal: Proposal, version: int, by: User, at: datetime) -> Proposal:
    """Drop a draft."""
    refuse_if_any(permissions.can_propose(acting.roles(by, at), proposal.body_id))
    with transaction.atomic():
        acting.step_proposal(proposal, "cancel", version)
        _journal(proposal, "proposal.cancel", "Bỏ dự thảo tờ trình cấp trên", by, at)
    return proposal


def send(
    *, proposal: Proposal, version: int, sent_on: date, signer: User, by: User, at: datetime, number: int | None = None
) -> Proposal:
    """Number and send a proposal signed by a decider of the body; its candidates are then with the higher level."""
    refuse_if_any(permissions.can_propose(acting.roles(by, at), proposal.body_id))
    lifecycle.transition(lifecycle.PROPOSAL, proposal.state, "send")
    today = timezone.localdate(at)
    if not timezone.localdate(proposal.created_at) <= sent_on <= today:
        text = "Ngày tờ trình phải từ ngày lập dự thảo đến hôm nay."
        raise Refused([Finding("date", "error", text, field="sent_on")])
    person, title, capacity = acting.signer_on(signer, proposal.body, sent_on)
    plan = facts.plan_of(proposal.round)
    award = facts.award_of(plan, proposal.award_id)
    with transaction.atomic():
        acting.step_proposal(
            proposal, "send", version, sent_on=sent_on, sent_by=by, signer=person, signer_name=person.full_name,
            signer_title=title, capacity=capacity,
        )  # fmt: skip
        subject = f"Tờ trình cấp trên: {proposal.round.movement.short}"
        taken = numbers.take(proposal.body, "TTr", on=sent_on, subject=subject, by=by, number=number)
        proposal.number = f"{taken.number:02d}"
        lines = queries.proposal_lines(proposal)
        for line in lines:
            acting.move(line.candidate, "propose_up", by, at)
        form = names.form_name(award.form) if award.form else "hình thức khen thưởng phù hợp"
        paper = letters.higher_proposal(proposal, lines, sent_on, form)
        proposal.paper, proposal.paper_docx = acting.keep(paper, proposal.body, at)
        proposal.save(update_fields=["number", "paper", "paper_docx"])
        _journal(
            proposal,
            "proposal.send",
            f"Gửi Tờ trình số {proposal} đến {proposal.addressee}",
            by,
            at,
            {"lines": len(lines)},
        )
    return proposal


def record_outcome(
    *,
    line: ProposalLine,
    outcome: str,
    by: User,
    at: datetime,
    decision_number: str = "",
    decided_on: date | None = None,
    form: str = "",
) -> ProposalLine:
    """Enter what the higher level answered on one line: ``awarded`` with number, date (and form where open), or ``refused``.

    An award becomes a row of the history. With the last answer the proposal is answered and dossiers close.
    """
    proposal = line.proposal
    refuse_if_any(permissions.can_propose(acting.roles(by, at), proposal.body_id))
    award = facts.award_of(facts.plan_of(proposal.round), proposal.award_id)
    chosen = award.form or form
    refuse_if_any(_outcome_findings(proposal, outcome, decision_number, decided_on, chosen, timezone.localdate(at)))
    with transaction.atomic():
        row = ProposalLine.objects.filter(pk=line.pk, outcome="pending")
        if not row.update(outcome=outcome, outcome_paper=decision_number.strip(), outcome_on=decided_on):
            raise Refused([acting.stale(f"ghi kết quả của {line.candidate.name}")])
        line.refresh_from_db(fields=["outcome", "outcome_paper", "outcome_on"])
        acting.move(line.candidate, "award_above" if outcome == "awarded" else "refuse_above", by, at)
        if outcome == "awarded":
            _commend(line, award, chosen, at)
        word = "Được cấp trên khen thưởng" if outcome == "awarded" else "Cấp trên không khen thưởng"
        _journal(proposal, "proposal.outcome", f"{word}: {line.candidate.name}", by, at, {"paper": line.outcome_paper})
        if not proposal.lines.filter(outcome="pending").exists():
            proposal.refresh_from_db()
            acting.step_proposal(proposal, "answer", proposal.version)
            _journal(proposal, "proposal.answer", f"Đã có đủ kết quả của Tờ trình số {proposal}", by, at)
        acting.close_dossiers({line.candidate.dossier_id}, by, at)
    return line


def _outcome_findings(
    proposal: Proposal, outcome: str, number: str, on: date | None, form: str, today: date
) -> list[Finding]:
    if proposal.state != "sent":
        text = f"Chỉ ghi kết quả của tờ trình đã gửi; tờ trình này đang ở trạng thái “{lifecycle.PROPOSAL.states[proposal.state]}”."
        return [Finding("wrong_state", "error", text)]
    found = []
    if outcome not in ("awarded", "refused"):
        found.append(Finding("outcome", "error", "Chọn kết quả của cấp trên.", field="outcome"))
    if outcome == "awarded":
        if not number.strip():
            found.append(
                Finding("number_missing", "error", "Nhập số quyết định của cấp trên.", field="decision_number")
            )
        if on is None:
            found.append(Finding("date_missing", "error", "Nhập ngày quyết định của cấp trên.", field="decided_on"))
        if form not in AWARD_FORMS:
            found.append(Finding("form_missing", "error", "Chọn hình thức cấp trên đã tặng.", field="form"))
    if on is not None and (on > today or (proposal.sent_on and on < proposal.sent_on)):
        text = (
            f"Ngày kết quả phải từ ngày gửi tờ trình ({vietnamese.date_short(proposal.sent_on or today)}) đến hôm nay."
        )
        found.append(Finding("date", "error", text, field="decided_on"))
    return found


def _commend(line: ProposalLine, award: model.Award, form: str, at: datetime) -> None:
    candidate, proposal = line.candidate, line.proposal
    plan = facts.plan_of(proposal.round)
    assert line.outcome_on is not None
    line.commendation = Commendation.objects.create(
        person=candidate.person,
        unit=candidate.unit,
        form=form,
        authority=award.authority[:120],
        authority_tier=award.authority_tier,
        decision_number=line.outcome_paper[:40],
        decided_on=line.outcome_on,
        merit=names.merit_text(plan, proposal.round),
        movement_key=proposal.round.movement.slug,
        source=f"Quyết định số {line.outcome_paper} ngày {vietnamese.date_short(line.outcome_on)}"[:200],
        recorded_at=at,
    )
    line.save(update_fields=["commendation"])


def _journal(
    proposal: Proposal, act: str, sentence: str, by: User, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    journal.record(
        by=by, at=at, act=act, thing=proposal, body_id=proposal.body_id, sentence=sentence, data=dict(data or {})
    )
