"""Tờ trình with its list (paper 2) and trích ngang (paper 4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from thidua.documents import vietnamese
from thidua.documents.papers import ExtractSheet, Nominee, SubmissionLetter
from thidua.dossiers.models import Candidate, Dossier
from thidua.dossiers.papers import common
from thidua.dossiers.papers.forms import form_mark
from thidua.dossiers.queries import candidates_of
from thidua.dossiers.required import asked_of, meeting_of, needs
from thidua.plans import Plan, model
from thidua.plans.vocabulary import AWARD_FORMS, GRADE_NAMES, RATING_SCALES
from thidua.records.models import AnnualRating, Commendation, Initiative

OPEN_FORM = "hình thức khen thưởng phù hợp"  # the plan leaves the form to the decider


def nominee(plan: Plan, candidate: Candidate) -> Nominee:
    """A candidate as lists show it."""
    person, unit = candidate.person, candidate.unit
    award = next((a for a in plan.awards if a.id == candidate.award_id), None)
    return Nominee(
        kind=candidate.kind,  # type: ignore[arg-type]  # one of the two kinds by the model
        name=candidate.name,
        honorific=person.honorific if person else "",
        post=candidate.position,
        unit=unit.name if person else "",
        managing_body="" if person or not unit.body else unit.body.name,
        award=award.label if award else "",
        summary=candidate.summary,
        birth_year=person.birth_date.year if person and person.birth_date else None,
        female=person.honorific == "Bà" if person else None,
    )


def letter(dossier: Dossier, item: model.PaperItem, *, day: date) -> SubmissionLetter:
    """The unit's tờ trình with its list; form 01 or free by the law of the day."""
    plan, unit = dossier.plan_version.plan, dossier.unit
    people = [c for c in candidates_of(dossier) if asked_of(plan, item, c)]
    awards = [a for a in plan.awards if any(c.award_id == a.id for c in people)] or list(plan.awards[:1])
    meeting = meeting_of(dossier)
    held = vietnamese.date_short(vietnamese.local(meeting.started_at).date()) if meeting else ""
    due = next((d for d in plan.deadlines if d.act == "dossier"), None)
    via = due.via if due else None
    return SubmissionLetter(
        heading=common.heading(unit, symbol=common.symbol("TTr", unit), year=day.year),
        addressees=tuple(dict.fromkeys([_addressee(plan, awards), *([via] if via else [])])),
        submitter=unit.name,
        award_form=" và ".join(dict.fromkeys(AWARD_FORMS.get(a.form or "", OPEN_FORM) for a in awards)),
        award_authority=" và ".join(dict.fromkeys(a.authority for a in awards)),
        movement=common.movement_phrase(plan),
        nominees=tuple(nominee(plan, c) for c in people),
        recipients=("Như kính gửi", f"Lưu: VT{', ' + unit.short if unit.short else ''}"),
        signer=common.head_signer(unit, day),
        bases=common.bases(dossier, day),
        ground=_ground(dossier, people),
        meeting=f"Biên bản họp ngày {held}" if held else "",
        plan=common.plan_reference(dossier),
        attachments=tuple(n.name for n in needs(dossier, people) if n.item.id != item.id),
        form=form_mark(item, day),
    )


def _addressee(plan: Plan, awards: Sequence[model.Award]) -> str:
    """The decider of the plan itself: what goes higher goes through that hand too."""
    own = [a for a in plan.awards if a.mode == "award"]
    return (own or list(awards))[0].authority


def _ground(dossier: Dossier, people: Sequence[Candidate]) -> str:
    plan, round_id = dossier.plan_version.plan, dossier.round.round_id
    kinds = {c.kind for c in people}
    paths = [s.source.path for s in plan.standards if s.kind in kinds and (not s.rounds or round_id in s.rounds)]
    where = common.clauses(paths)
    return f"{where} {common.plan_reference(dossier)}".strip()


def extract(dossier: Dossier, item: model.PaperItem, candidate: Candidate | None, *, day: date) -> ExtractSheet:
    """Trích ngang of one candidate, or of all where the plan asks one for the dossier."""
    plan, unit, year = dossier.plan_version.plan, dossier.unit, dossier.round.year
    people = [candidate] if candidate else [c for c in candidates_of(dossier) if asked_of(plan, item, c)]
    head = common.heading(unit, symbol=common.symbol("TTr", unit), year=day.year)
    return ExtractSheet(
        heading=common.heading(unit, year=day.year),
        letter=head,
        submitter=unit.name,
        movement=common.movement_phrase(plan),
        nominees=tuple(_known(plan, c, year) for c in people),
        signer=common.head_signer(unit, day),
        rating_year=year,
    )


def _known(plan: Plan, candidate: Candidate, year: int) -> Nominee:
    """A nominee with what the registers know: rating, initiatives, earlier awards."""
    from dataclasses import replace

    own = {"person": candidate.person} if candidate.person_id else {"person": None, "unit": candidate.unit}
    rating = AnnualRating.objects.filter(**own, year=year).first()
    initiatives = Initiative.objects.filter(**own, registered_on__year=year).order_by("registered_on", "id")
    earlier = Commendation.objects.filter(**own).order_by("decided_on", "id")
    return replace(
        nominee(plan, candidate),
        rating=grade_name(rating),
        initiatives="; ".join(i.title for i in initiatives),
        prior_awards="; ".join(award_line(c) for c in earlier),
    )


def grade_name(rating: AnnualRating | None) -> str:
    """``Hoàn thành tốt nhiệm vụ``; empty where nothing is known."""
    if rating is None:
        return ""
    keys = {number: key for key, number in RATING_SCALES.get(rating.scale, {}).items()}
    return GRADE_NAMES.get(keys.get(rating.grade, ""), "")


def award_line(commendation: Commendation) -> str:
    """``Giấy khen, Quyết định số 118/QĐ-UBND ngày 20/12/2024``."""
    form = AWARD_FORMS.get(commendation.form, commendation.form)
    return f"{form}, Quyết định số {commendation.decision_number} ngày {vietnamese.date_short(commendation.decided_on)}"
