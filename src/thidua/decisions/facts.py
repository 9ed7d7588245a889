"""The bridge from rows to the rules of quota and money, and the findings a draft meets on its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua import law
from thidua.councils import facts as council_facts
from thidua.councils.models import Motion
from thidua.decisions.models import Award, Budget, Decision, ProposalLine
from thidua.documents import vietnamese
from thidua.dossiers.models import Candidate
from thidua.movements.models import Round
from thidua.movements.queries import current_version
from thidua.org.models import Unit
from thidua.plans import Plan, model
from thidua.plans.vocabulary import AWARD_FORMS
from thidua.rules import money, quota
from thidua.rules.findings import Finding, Refused

LIVE = ("draft", "submitted", "approved", "issued")  # states of a decision that keeps its candidates
type Chosen = Counter[tuple[str, str | None]]


def plan_of(round_: Round) -> Plan:
    """The plan in force of the round's movement."""
    return current_version(round_.movement).plan


def award_of(plan: Plan, award_id: str) -> model.Award:
    """The award element; raises ``Refused`` for an id the plan has not."""
    for award in plan.awards:
        if award.id == award_id:
            return award
    raise Refused([Finding("unknown_award", "error", "Kế hoạch không có hình thức khen thưởng này.", field="award")])


def awards_in(plan: Plan, round_: Round, mode: str) -> list[model.Award]:
    """Awards of a round decided here (``award``) or asked of the higher level (``propose``)."""
    return [a for a in plan.awards if a.mode == mode and (not a.rounds or round_.round_id in a.rounds)]


def passes_council(plan: Plan, award_id: str) -> bool:
    """Whether candidates for this award come before the council first."""
    return award_id in council_facts.awards_before_council(plan)


# ---------------------------------------------------------------- competence and money


def authority_on(body: Unit, on: date) -> str:
    """Key of the body's chairman in the law book; ``Refused`` when the level does not exist on the day."""
    try:
        return law.authority_key(body.level, on)
    except law.NotInForce as error:
        raise Refused([Finding("competence.no_level", "error", str(error), {"on": on.isoformat()})]) from error


def competence(body: Unit, form: str, on: date) -> list[Finding]:
    """Whether the body's chairman may give this form on the day, with the place in the law."""
    try:
        answer = law.book().may_award(form, authority_on(body, on), on)
    except Refused as refused:
        return list(refused.findings)
    except law.NotInForce as error:
        return [Finding("competence.unknown", "error", str(error), {"on": on.isoformat()})]
    where = f"{answer.source}"
    if not answer.value:
        text = f"Chủ tịch {body.name} không có thẩm quyền tặng {AWARD_FORMS[form]} ngày {vietnamese.date_short(on)} ({where})."
        return [Finding("competence.none", "error", text, {"form": form})]
    if not answer.verified:
        text = f"Thẩm quyền tặng {AWARD_FORMS[form]} theo {where} chưa được đối chiếu với văn bản gốc. {answer.note}".strip()
        return [Finding("competence.unverified", "warning", text, {"form": form})]
    return []


def forms_open(body: Unit, on: date) -> list[str]:
    """Forms the body's chairman may give on the day, for a plan that names none."""
    return [form for form in AWARD_FORMS if not [f for f in competence(body, form, on) if f.severity == "error"]]


def answers(awards: Iterable[Award], body: Unit, on: date) -> dict[int, money.MoneyAnswer]:
    """Award id → its money on a day. ``Refused`` when the law of the day gives none."""
    authority, known = authority_on(body, on), {}
    found = {}
    for award in awards:
        key = (award.form, award.candidate.kind)
        if key not in known:
            known[key] = money.award_money(law.book(), form=key[0], authority=authority, kind=key[1], on=on)
        found[award.pk] = known[key]
    return found


@dataclass(frozen=True, slots=True)
class Fund:
    """The year's budget and what decisions have taken from it; ``budget`` None when nobody entered one."""

    year: int
    budget: Budget | None
    spent: int

    @property
    def left(self) -> int | None:
        return None if self.budget is None else self.budget.amount - self.spent


def fund(body: Unit, year: int, *, besides: Decision | None = None) -> Fund:
    """Budget of a body for a year less the issued decisions of that year."""
    issued = Decision.objects.filter(body=body, state="issued", decided_on__year=year)
    if besides is not None:
        issued = issued.exclude(pk=besides.pk)
    return Fund(year, Budget.objects.filter(body=body, year=year).first(), sum(issued.values_list("total", flat=True)))


def fund_findings(known: Fund, total: int, *, binding: bool) -> list[Finding]:
    """A sum beyond the budget bars approval (``binding``); no budget entered is only said."""
    if known.left is None:
        text = f"Chưa nhập dự toán khen thưởng năm {known.year}; chưa đối chiếu được số tiền với dự toán."
        return [Finding("fund.unknown", "warning", text)]
    if total <= known.left:
        return []
    text = (
        f"Tổng tiền thưởng {vietnamese.dong(total)} vượt dự toán còn lại {vietnamese.dong(max(known.left, 0))} "
        f"của năm {known.year}. Bổ sung dự toán hoặc bớt số được khen."
    )
    return [Finding("fund.exceeded", "error" if binding else "warning", text, {"left": known.left, "total": total})]


# ---------------------------------------------------------------- numbers


def counted(awards: Iterable[Award]) -> Chosen:
    """(kind, award of the plan) → lines that ask for an award."""
    return Counter((a.candidate.kind, a.candidate.award_id) for a in awards if a.verdict != "refused")


def chosen_elsewhere(round_: Round, *, besides: Decision | None = None) -> Chosen:
    """Places of the round taken by other decisions and by proposals upward; nobody counts twice."""
    others = Award.objects.filter(decision__round=round_, decision__state__in=LIVE).exclude(verdict="refused")
    if besides is not None:
        others = others.exclude(decision=besides)
    taken = {pk: (kind, award) for pk, kind, award in others.values_list(*_PLACE)}
    lines = ProposalLine.objects.filter(proposal__round=round_).exclude(proposal__state="cancelled")
    inside = set(besides.awards.values_list("candidate_id", flat=True)) if besides is not None else set()
    for pk, kind, award in lines.exclude(outcome="refused").values_list(*_PLACE):
        if pk not in inside:
            taken.setdefault(pk, (kind, award))
    return Counter(taken.values())


_PLACE = ("candidate_id", "candidate__kind", "candidate__award_id")


def quota_findings(decision: Decision, plan: Plan, awards: Sequence[Award], reason: str | None) -> list[Finding]:
    """Numbers of the round with this decision in it, against the plan."""
    chosen = counted(awards) + chosen_elsewhere(decision.round, besides=decision)
    return quota.check(plan, decision.round.key, chosen, reason)


def places(decision: Decision, plan: Plan, awards: Sequence[Award]) -> list[quota.Places]:
    """Seats of the round's quotas for pages."""
    chosen = counted(awards) + chosen_elsewhere(decision.round, besides=decision)
    return quota.places(plan, decision.round.key, chosen)


# ---------------------------------------------------------------- one merit, one award


def rivals(candidate: Candidate, *, besides: Decision | None = None) -> list[Award]:
    """Lines of live decisions of the same round that give the same person or collective an award."""
    same = {"candidate__person_id": candidate.person_id} if candidate.person_id else {
        "candidate__person": None, "candidate__unit_id": candidate.unit_id}  # fmt: skip
    rows = (
        Award.objects.filter(**same, decision__round_id=candidate.dossier.round_id, decision__state__in=LIVE)
        .exclude(verdict="refused")
        .exclude(candidate=candidate)
    )
    if besides is not None:
        rows = rows.exclude(decision=besides)
    return list(rows.select_related("decision"))


def double_finding(name: str, decision: Decision) -> Finding:
    """The same merit is not awarded twice (Luật 06/2022/QH15 Điều 5 khoản 2)."""
    where = f"Quyết định số {decision}" if decision.state == "issued" else "một dự thảo quyết định khác của đợt này"
    return Finding(
        "double_award",
        "error",
        f"{name} đã có tên trong {where}; một thành tích chỉ khen một lần (Điều 5 Luật Thi đua, khen thưởng).",
        {"decision": decision.pk},
    )


def doubles(decision: Decision, awards: Sequence[Award]) -> list[Finding]:
    """Everybody who would be awarded twice in the round, in one query."""
    mine = [a for a in awards if a.verdict != "refused"]
    seen: dict[tuple[int | None, int | None], Decision] = {}
    others = (
        Award.objects.filter(decision__round=decision.round_id, decision__state__in=LIVE)
        .exclude(decision=decision)
        .exclude(verdict="refused")
        .select_related("decision", "candidate")
    )
    for other in others:
        seen[_who(other.candidate)] = other.decision
    found = []
    for award in mine:
        if _who(award.candidate) in seen:
            found.append(double_finding(award.recipient_name, seen[_who(award.candidate)]))
        seen[_who(award.candidate)] = decision
    return found


def _who(candidate: Candidate) -> tuple[int | None, int | None]:
    return (candidate.person_id, None) if candidate.person_id else (None, candidate.unit_id)


# ---------------------------------------------------------------- the council's advice


def advice(candidate_ids: Iterable[int]) -> dict[int, Motion]:
    """Candidate id → the counted motion of a closed session."""
    rows = Motion.objects.filter(candidate_id__in=list(candidate_ids), session__state="closed")
    rows = rows.select_related("session__council").order_by("session__closed_at", "pk")
    return {motion.candidate_id: motion for motion in rows}


def departures(awards: Sequence[Award], motions: dict[int, Motion]) -> list[str]:
    """Each way in which the draft leaves the council's advice, as a clause of a sentence."""
    found = []
    for award in awards:
        motion = motions.get(award.candidate_id)
        if motion is None:
            continue
        if motion.chosen and award.verdict == "refused":
            found.append(f"{award.recipient_name}: Hội đồng đề nghị, dự thảo không đề nghị")
        elif not motion.chosen and award.verdict != "refused":
            found.append(f"{award.recipient_name}: Hội đồng không đề nghị, dự thảo đề nghị")
    return found


# ---------------------------------------------------------------- reasons and conditions of one case


@dataclass(frozen=True, slots=True)
class Open:
    """A condition that stood open when the case was found eligible."""

    name: str
    text: str
    source: object = None


def open_conditions(awards: Iterable[Award]) -> list[Open]:
    """Open conditions of every line that asks for an award, from the appraisals."""
    found = []
    for award in awards:
        if award.verdict == "refused":
            continue
        for item in getattr(getattr(award.candidate, "appraisal", None), "open_conditions", None) or []:
            found.append(_open(award.recipient_name, item))
    return found


def _open(name: str, item: object) -> Open:
    if not isinstance(item, dict):
        return Open(name, str(item))
    label = str(item.get("label") or item.get("leaf") or "")
    said = str(item.get("note") or item.get("sentence") or item.get("text") or "")
    return Open(name, ". ".join(part.rstrip(".") for part in (label, said) if part) + ".", item.get("source"))


# ---------------------------------------------------------------- everything a draft is asked


def draft_findings(decision: Decision, plan: Plan, awards: Sequence[Award], on: date) -> list[Finding]:
    """All reasons for and against submitting, at once. Reasons typed in the draft count as given."""
    asked = [a for a in awards if a.verdict != "refused"]
    found: list[Finding] = []
    if not asked:
        found.append(Finding("no_lines", "error", "Dự thảo chưa đề nghị khen ai.", field="lines"))
    if not decision.merit.strip():
        found.append(Finding("no_merit", "error", "Nhập nội dung thành tích ghi trên Giấy khen.", field="merit"))
    if not decision.fund.strip():
        found.append(Finding("no_fund", "error", "Nhập nguồn kinh phí khen thưởng.", field="fund"))
    found += competence(decision.body, decision.form, on)
    found += quota_findings(decision, plan, awards, decision.quota_reason)
    found += doubles(decision, awards)
    left = departures(awards, advice(a.candidate_id for a in awards))
    if left and not decision.departure_reason.strip():
        text = f"Khác ý kiến của Hội đồng ({'; '.join(left)}) thì phải nêu lý do."
        found.append(Finding("departure", "error", text, field="departure_reason"))
    if asked:
        found += _money_findings(decision, asked, on)
    return found


def _money_findings(decision: Decision, asked: Sequence[Award], on: date) -> list[Finding]:
    try:
        found = answers(asked, decision.body, on)
    except Refused as refused:
        return [f for f in refused.findings if not f.code.startswith("competence")]  # said by competence already
    total = money.total(found.values())
    notes = [Finding("money.unverified", "info", note) for note in total.notes]
    return [*fund_findings(fund(decision.body, on.year, besides=decision), total.amount, binding=False), *notes]
