"""Báo cáo thành tích of a collective or person (papers 3a, 3b, with the table of 3c)."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from thidua.documents import vietnamese
from thidua.documents.base import Signer
from thidua.documents.papers import CollectiveReport, CriterionResult, IndividualReport, PastAward
from thidua.dossiers.criteria import prefilled, target_text
from thidua.dossiers.models import Candidate, Dossier, Paper
from thidua.dossiers.papers import common
from thidua.dossiers.papers.forms import form_mark
from thidua.dossiers.papers.letter import OPEN_FORM
from thidua.org.queries import post_on
from thidua.plans import model
from thidua.plans.vocabulary import AWARD_FORMS
from thidua.records.models import Commendation, Initiative
from thidua.rules.audiences import criteria_for

OUTCOMES: dict[str, Literal["met", "unmet"]] = {"met": "met", "unmet": "unmet"}
GENDERS = {"Ông": "Nam", "Bà": "Nữ"}


def report(
    dossier: Dossier, item: model.PaperItem, candidate: Candidate, paper: Paper | None, *, day: date
) -> CollectiveReport | IndividualReport:
    """The report from what was written and what the registers know; unknown lines print dots."""
    content: dict[str, Any] = paper.content if paper else {}
    plan = dossier.plan_version.plan
    award = next((a for a in plan.awards if a.id == candidate.award_id), None)
    form = AWARD_FORMS.get(award.form or "", OPEN_FORM) if award else OPEN_FORM
    confirmed = dossier.confirmed_at or (paper.confirmed_at if paper else None)
    shared: dict[str, Any] = {
        "heading": common.heading(dossier.unit, day=day),
        "award": f"{form} của {award.authority}" if award and award.form else form,
        "movement": common.movement_phrase(plan),
        "form": form_mark(item, day),
        "results": _lines(content.get("results")),
        "measures": _lines(content.get("measures")),
        "initiatives": _initiatives(candidate, dossier.round.year),
        "impact": str(content.get("impact", "")),
        "compliance": str(content.get("compliance", "")),
        "past_awards": past_awards(candidate),
        "criteria": _criteria(dossier, item, candidate, content),
    }
    head = common.head_signer(dossier.unit, day)
    if candidate.person is None:
        above = dossier.unit.body
        own = common.head_signer(candidate.unit, day)
        higher = common.head_signer(above, day) if above else Signer()
        return CollectiveReport(
            **shared,
            unit=candidate.unit.name,
            signer=own if own.name else head,
            confirmer=Signer(post=higher.post),
            structure=str(content.get("structure", "")),
            staff_total=_number(content.get("staff_total")),
            staff_female=_number(content.get("staff_female")),
            functions=str(content.get("functions", "")),
        )
    person = candidate.person
    post = post_on(person, day)
    return IndividualReport(
        **shared,
        full_name=person.full_name,
        birth_date=person.birth_date,
        gender=GENDERS.get(person.honorific, ""),
        unit=candidate.unit.name,
        posts=tuple(filter(None, [candidate.position or (post.title if post else "")])),
        qualification=str(content.get("qualification", "")),
        assigned_tasks=str(content.get("assigned_tasks", "")),
        unit_result=str(content.get("unit_result", "")),
        signer=Signer(name=person.full_name),
        confirmer=head,
        confirmed_on=vietnamese.local(confirmed).date() if confirmed else None,
    )


def past_awards(candidate: Candidate) -> tuple[PastAward, ...]:
    """Earlier commendations of the candidate, oldest first."""
    own = {"person": candidate.person} if candidate.person_id else {"person": None, "unit": candidate.unit}
    return tuple(
        PastAward(
            year=str(c.decided_on.year),
            name=AWARD_FORMS.get(c.form, c.form),
            decision=f"Quyết định số {c.decision_number} ngày {vietnamese.date_short(c.decided_on)} của {c.authority}",
        )
        for c in Commendation.objects.filter(**own).order_by("decided_on", "id")
    )


def _initiatives(candidate: Candidate, year: int) -> tuple[str, ...]:
    own = {"person": candidate.person} if candidate.person_id else {"person": None, "unit": candidate.unit}
    return tuple(
        f"Sáng kiến “{i.title}”"
        + (f", {i.recognised_by} công nhận ngày {vietnamese.date_short(i.recognised_on)}" if i.recognised_on else "")
        for i in Initiative.objects.filter(**own, registered_on__year=year).order_by("registered_on", "id")
    )


def _criteria(
    dossier: Dossier, item: model.PaperItem, candidate: Candidate, content: dict[str, Any]
) -> tuple[CriterionResult, ...]:
    told: dict[str, Any] = content.get("criteria", {})
    if not told and "by_criterion" not in item.rules:
        return ()
    asked = criteria_for(dossier.plan_version.plan, candidate.audience_ids)
    known = prefilled(dossier, candidate, asked)
    rows = []
    for criterion in asked:
        row = told.get(criterion.id, {})
        outcome = row.get("outcome") or known[criterion.id].outcome
        rows.append(
            CriterionResult(
                criterion=criterion.label,
                target=target_text(criterion),
                outcome=OUTCOMES.get(str(outcome), "nodata"),
                result=str(row.get("result") or known[criterion.id].result),
                previous=str(row.get("previous") or known[criterion.id].previous),
                evidence=str(row.get("evidence") or known[criterion.id].evidence),
            )
        )
    return tuple(rows)


def _lines(text: object) -> tuple[str, ...]:
    return tuple(line.strip().lstrip("- ").strip() for line in str(text or "").splitlines() if line.strip())


def _number(value: object) -> int | None:
    return int(str(value)) if str(value or "").isdecimal() else None
