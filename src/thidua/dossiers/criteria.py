"""Figures of the plan's criteria for one candidate: what is known this year and the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import eq, ge, gt, le, lt

from thidua.documents import vietnamese
from thidua.dossiers.models import Candidate, Dossier
from thidua.movements.models import CriterionFigure
from thidua.plans import model
from thidua.plans.vocabulary import CHOICES, GRADE_NAMES, RATING_SCALES
from thidua.rules.standards.figures import target

COMPARE = {">=": ge, "<=": le, ">": gt, "<": lt, "=": eq}
WORDS = {">=": "từ {} trở lên", "<=": "không quá {}", ">": "trên {}", "<": "dưới {}", "=": "{}"}


@dataclass(frozen=True, slots=True)
class Known:
    """What the registers say about a criterion; all empty where nothing is recorded."""

    result: str = ""
    previous: str = ""
    evidence: str = ""
    outcome: str = "nodata"


def prefilled(dossier: Dossier, candidate: Candidate, criteria: Sequence[model.Criterion]) -> dict[str, Known]:
    """Known figures by criterion id, of the candidate itself and, for a person without own figures, of the unit."""
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
    return Known(
        figure_text(criterion, now), figure_text(criterion, before), now.source if now else "", outcome(criterion, now)
    )


def figure_text(criterion: model.Criterion, row: CriterionFigure | None) -> str:
    """``96,75% (387/400)``, ``3 điểm``, the name of a class, or the text of the figure."""
    if row is None:
        return ""
    if criterion.measure == "share" and row.numerator is not None and row.denominator is not None:
        part = f"{vietnamese.number(row.numerator.normalize())}/{vietnamese.number(row.denominator.normalize())}"
        if not row.denominator:
            return f"không phát sinh ({part})"
        return f"{vietnamese.percent(_cut(row.numerator * 100 / row.denominator)).replace(' ', '')} ({part})"
    if criterion.measure == "class" and row.value is not None:
        return _class_name(criterion, int(row.value)) or row.text
    if row.value is not None:
        unit = f" {criterion.unit}" if criterion.unit not in (None, "", "%") else "%" if criterion.unit == "%" else ""
        return f"{vietnamese.number(row.value.normalize())}{unit}"
    return row.text


def _cut(value: Decimal) -> Decimal:
    """Two decimals, cut off: a share is never rounded up to its target."""
    return (value * 100 // 1) / 100


def _class_name(criterion: model.Criterion, grade: int) -> str:
    for scale in RATING_SCALES.values():
        if criterion.value in scale or criterion.value is None:
            return next((GRADE_NAMES[key] for key, number in scale.items() if number == grade), "")
    return ""


def outcome(criterion: model.Criterion, row: CriterionFigure | None) -> str:
    """met, unmet, or nodata where there is no figure or nothing to compare it with."""
    asked = target(criterion)
    if row is None or asked is None:
        return "nodata"
    op, bound = asked
    if criterion.measure == "share":
        if row.numerator is None or row.denominator is None:
            return "nodata"
        if not row.denominator:
            return "met"
        return "met" if COMPARE[op](Fraction(row.numerator) * 100 / Fraction(row.denominator), bound) else "unmet"
    if row.value is None:
        return "nodata"
    return "met" if COMPARE[op](Fraction(row.value), bound) else "unmet"


def target_text(criterion: model.Criterion) -> str:
    """``100%``, ``từ 96% trở lên``, or how it is judged where the plan sets no figure."""
    if criterion.op is None or criterion.value is None:
        return CHOICES["Criterion", "measure"][criterion.measure]
    name = GRADE_NAMES.get(criterion.value)
    if name is None:
        unit = "%" if criterion.unit == "%" else f" {criterion.unit}" if criterion.unit else ""
        name = f"{vietnamese.number(Decimal(criterion.value))}{unit}"
    return WORDS[criterion.op].format(name)
