"""Figures of the plan's criteria for one candidate, in words: this year and the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.documents import vietnamese
from thidua.dossiers.models import Candidate, Dossier
from thidua.movements import figures
from thidua.movements.models import CriterionFigure
from thidua.plans import model


@dataclass(frozen=True, slots=True)
class Known:
    """What the registers say about a criterion; all empty where nothing is recorded."""

    result: str = ""
    previous: str = ""
    evidence: str = ""
    outcome: str = "nodata"


def prefilled(dossier: Dossier, candidate: Candidate, criteria: Sequence[model.Criterion]) -> dict[str, Known]:
    """Known figures by criterion id: the candidate's own, and for a person without own figures those of the unit."""
    year = dossier.round.year
    rows = CriterionFigure.objects.filter(
        movement_id=dossier.round.movement_id, unit=candidate.unit, year__in=(year - 1, year)
    )
    found: dict[tuple[str, int], CriterionFigure] = {}
    for row in rows.order_by("recorded_at", "id"):
        key = (row.criterion_id, row.year)
        if row.person_id == candidate.person_id or (row.person_id is None and key not in found):
            found[key] = row
    return {c.id: _known(c, found.get((c.id, year)), found.get((c.id, year - 1))) for c in criteria}


def _known(criterion: model.Criterion, now: CriterionFigure | None, before: CriterionFigure | None) -> Known:
    reached = figures.reached(criterion, now)
    outcome = "nodata" if reached is None else "met" if reached else "unmet"
    return Known(figure_text(criterion, now), figure_text(criterion, before), now.source if now else "", outcome)


def figure_text(criterion: model.Criterion, row: CriterionFigure | None) -> str:
    """``96,75% (387/400)``, ``3 điểm``, the name of a class, or the text of the figure."""
    if row is None:
        return ""
    if text := figures.word(criterion, row):
        return text
    worth = figures.worth(criterion, row)
    if criterion.measure == "share":
        if row.numerator is None or row.denominator is None:
            return row.text
        part = f"{vietnamese.number(row.numerator)}/{vietnamese.number(row.denominator)}"
        return f"không phát sinh ({part})" if worth is None else f"{vietnamese.number(worth)}% ({part})"
    if worth is None:
        return row.text
    unit = "%" if criterion.unit == "%" else f" {criterion.unit}" if criterion.unit else ""
    return f"{vietnamese.number(worth)}{unit}"


def target_text(criterion: model.Criterion) -> str:
    """``đúng 100%``, ``từ 96% trở lên``, or how it is judged where the plan sets no figure."""
    return figures.asked_text(criterion)
