"""The bridge from rows to the rules of quota and money, and the findings a draft meets on its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import OuterRef, Q, Subquery, Sum

from thidua import law
from thidua.councils import facts as council_facts
from thidua.decisions.models import Award, Budget, Decision, ProposalLine
from thidua.documents import vietnamese
from thidua.dossiers.models import Candidate
from thidua.movements.models import Round
from thidua.movements.queries import current_version
from thidua.org import standing
from thidua.org.models import Unit
from thidua.plans import Plan, model
from thidua.plans.vocabulary import AWARD_FORMS
from thidua.rules import money, quota, quota_parts
from thidua.rules.findings import Finding, Refused
from thidua.rules.quota_parts import Pick

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
    if gone := standing.findings(body, on, "quyết định khen thưởng"):
        return [replace(each, code="competence.no_level") for each in gone]
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
    """Budget of a body for a year less the issued decisions of that year, in one query."""
    budgets = Budget.objects.filter(body=OuterRef("pk"), year=year)
    issued = Decision.objects.filter(body=OuterRef("pk"), state="issued", decided_on__year=year)
    if besides is not None:
        issued = issued.exclude(pk=besides.pk)
    spent = issued.order_by().values("body").annotate(sum=Sum("total")).values("sum")
    row = Unit.objects.filter(pk=body.pk).values_list(
        Subquery(budgets.values("pk")[:1]),
        Subquery(budgets.values("name")[:1]),
        Subquery(budgets.values("amount")[:1]),
        Subquery(spent),
    )
    key, name, amount, sum_ = row.get()
    budget = Budget(pk=key, body=body, year=year, name=name, amount=amount) if key else None
    return Fund(year, budget, sum_ or 0)


@dataclass(frozen=True, slots=True)
class Taken:
    """One issued decision and what the fund of its year had left after it; ``left`` None without a budget."""

    decision: Decision
    left: int | None
    returned: int  # money of revoked awards that came back; it is told, not put back into the fund


def ledger(funds: Sequence[Fund], body: Unit) -> dict[int, list[Taken]]:
    """Year → issued decisions in the order of their days with the running balance, in one query for all years."""
    budgets = {each.year: each.budget.amount if each.budget else None for each in funds}
    came_back = Sum("awards__revocation__amount", filter=Q(awards__revocation__returned_on__isnull=False))
    rows = Decision.objects.filter(body=body, state="issued", decided_on__year__in=list(budgets))
    found: dict[int, list[Taken]] = {year: [] for year in budgets}
    left = dict(budgets)
    for decision in rows.annotate(came_back=came_back).order_by("decided_on", "pk"):
        assert decision.decided_on is not None  # it is issued
        year, before = decision.decided_on.year, left[decision.decided_on.year]
        left[year] = None if before is None else before - decision.total
        found[year].append(Taken(decision, left[year], decision.came_back or 0))
    return found


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


def pick(candidate: Candidate) -> Pick:
    """A candidate as the rules of quotas take it; the unit has to be fetched with it."""
    return Pick(candidate.kind, candidate.award_id, candidate.unit.name, candidate.unit.kind)


def _asking(awards: Iterable[Award]) -> list[Pick]:
    return [pick(a.candidate) for a in awards if a.verdict != "refused"]


def counted(awards: Iterable[Award]) -> Chosen:
    """(kind, award of the plan) → lines that ask for an award."""
    return Counter((a.candidate.kind, a.candidate.award_id) for a in awards if a.verdict != "refused")


@dataclass(frozen=True, slots=True)
class Around:
    """What else the round gives: lines of other live decisions, and candidates (by id) of proposals upward."""

    lines: list[Award]
    proposed: list[tuple[int, Pick]]


def around(round_id: int, *, besides: Decision | None = None) -> Around:
    """Read both once, in two queries; ``besides`` is the decision looked at."""
    lines = Award.objects.filter(decision__round=round_id, decision__state__in=LIVE).exclude(verdict="refused")
    if besides is not None:
        lines = lines.exclude(decision=besides)
    proposed = ProposalLine.objects.filter(proposal__round=round_id).exclude(proposal__state="cancelled")
    keys = ("candidate__kind", "candidate__award_id", "candidate__unit__name", "candidate__unit__kind")
    rows = proposed.exclude(outcome="refused").values_list("candidate_id", *keys)
    known = list(lines.select_related("decision", "candidate__unit"))
    return Around(known, [(pk, Pick(*rest)) for pk, *rest in rows])


def elsewhere(known: Around, *, inside: Collection[int] = ()) -> list[Pick]:
    """Who takes a place of the round by other decisions and by proposals upward; nobody counts twice.

    ``inside``: candidates of the decision looked at, who are counted there.
    """
    taken = {a.candidate_id: pick(a.candidate) for a in known.lines}
    for pk, each in known.proposed:
        if pk not in inside:
            taken.setdefault(pk, each)
    return list(taken.values())


def chosen_elsewhere(known: Around, *, inside: Collection[int] = ()) -> Chosen:
    """As ``elsewhere``, in numbers."""
    return quota_parts.count(elsewhere(known, inside=inside))


def _picks(decision: Decision, awards: Sequence[Award], known: Around | None) -> list[Pick]:
    known = known or around(decision.round_id, besides=decision)
    return [*_asking(awards), *elsewhere(known, inside={a.candidate_id for a in awards})]


def quota_findings(
    decision: Decision, plan: Plan, awards: Sequence[Award], reason: str | None, known: Around | None = None
) -> list[Finding]:
    """Numbers of the round with this decision in it, against the plan. ``awards``: every line of the decision."""
    picks = _picks(decision, awards, known)
    return quota.check(plan, decision.round.key, quota_parts.count(picks), reason, picks)


def places(decision: Decision, plan: Plan, awards: Sequence[Award], known: Around | None = None) -> list[quota.Places]:
    """Seats of the round's quotas for pages."""
    return quota.places(plan, decision.round.key, quota_parts.count(_picks(decision, awards, known)))
