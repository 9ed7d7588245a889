"""What a draft is weighed by beside numbers and money: one award a merit, the council's advice, open conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from thidua.councils.models import Attendance, Motion
from thidua.decisions.facts import LIVE, Around, Fund, answers, around, competence, fund, fund_findings, quota_findings
from thidua.decisions.models import Award, Decision
from thidua.dossiers.models import Candidate
from thidua.plans import Plan
from thidua.rules import money
from thidua.rules.findings import Finding, Refused

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


def doubles(decision: Decision, awards: Sequence[Award], known: Around | None = None) -> list[Finding]:
    """Everybody who would be awarded twice in the round."""
    known = known or around(decision.round_id, besides=decision)
    seen = {_who(other.candidate): other.decision for other in known.lines}
    found = []
    for award in awards:
        if award.verdict == "refused":
            continue
        if _who(award.candidate) in seen:
            found.append(double_finding(award.recipient_name, seen[_who(award.candidate)]))
        seen[_who(award.candidate)] = decision
    return found


def _who(candidate: Candidate) -> tuple[int | None, int | None]:
    return (candidate.person_id, None) if candidate.person_id else (None, candidate.unit_id)


# ---------------------------------------------------------------- the council's advice


def advice(candidate_ids: Iterable[int]) -> dict[int, Motion]:
    """Candidate id → the counted motion of a closed session, with its ``members`` and of these ``came``."""
    seats = Attendance.objects.filter(session=OuterRef("session")).order_by().values("session")
    rows = Motion.objects.filter(candidate_id__in=list(candidate_ids), session__state="closed").annotate(
        members=Coalesce(Subquery(seats.annotate(n=Count("pk")).values("n")), 0),
        came=Coalesce(Subquery(seats.filter(present=True).annotate(n=Count("pk")).values("n")), 0),
    )
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


@dataclass(frozen=True, slots=True)
class Known:
    """What a page has read already about a draft, so that nothing is read twice."""

    around: Around
    motions: dict[int, Motion]
    fund: Fund


def draft_findings(
    decision: Decision, plan: Plan, awards: Sequence[Award], on: date, known: Known | None = None
) -> list[Finding]:
    """All reasons for and against submitting, at once. Reasons typed in the draft count as given."""
    beside = known.around if known else around(decision.round_id, besides=decision)
    asked = [a for a in awards if a.verdict != "refused"]
    found: list[Finding] = []
    if not asked:
        found.append(Finding("no_lines", "error", "Dự thảo chưa đề nghị khen ai.", field="lines"))
    if not decision.merit.strip():
        found.append(Finding("no_merit", "error", "Nhập nội dung thành tích ghi trên Giấy khen.", field="merit"))
    if not decision.fund.strip():
        found.append(Finding("no_fund", "error", "Nhập nguồn kinh phí khen thưởng.", field="fund"))
    found += competence(decision.body, decision.form, on)
    found += quota_findings(decision, plan, awards, decision.quota_reason, beside)
    found += doubles(decision, awards, beside)
    left = departures(awards, known.motions if known else advice(a.candidate_id for a in awards))
    if left and not decision.departure_reason.strip():
        text = f"Khác ý kiến của Hội đồng ({'; '.join(left)}) thì phải nêu lý do."
        found.append(Finding("departure", "error", text, field="departure_reason"))
    if asked:
        found += _money_findings(decision, asked, on, known.fund if known else None)
    return found


def _money_findings(decision: Decision, asked: Sequence[Award], on: date, known: Fund | None) -> list[Finding]:
    try:
        found = answers(asked, decision.body, on)
    except Refused as refused:
        return [f for f in refused.findings if not f.code.startswith("competence")]  # said by competence already
    total = money.total(found.values())
    notes = [Finding("money.unverified", "info", note) for note in total.notes]
    year = known or fund(decision.body, on.year, besides=decision)
    return [*fund_findings(year, total.amount, binding=False), *notes]
