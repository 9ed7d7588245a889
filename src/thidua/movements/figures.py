"""Figures of criteria: which criteria a unit or person has, what is wrong with an entry, what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from thidua.movements.models import CriterionFigure
from thidua.org.models import Person, Unit
from thidua.plans import Plan
from thidua.plans import model as m
from thidua.plans.effects import target_text
from thidua.plans.vocabulary import CHOICES, GRADE_NAMES, RATING_SCALES
from thidua.rules.audiences import criteria_for
from thidua.rules.findings import Finding

FIELDS = {  # measure → what is asked for
    "share": ("numerator", "denominator"),
    "value": ("value",),
    "rank": ("value",),
    "change": ("value",),
    "class": ("value",),
    "document": ("text",),
    "judgement": ("text",),
}
LARGEST = Decimal(10) ** 11  # the column holds 14 digits, three after the comma


def criteria_of(plan: Plan, unit: Unit, person: Person | None) -> list[m.Criterion]:
    """Criteria whose figures this participant has, in the order of the plan.

    The body itself has those of the issuer as a whole; a unit or person those of the audiences it may
    belong to by kind of unit and of staff, none outside them all. Whether it really takes part is judged
    with the dossier.
    """
    if unit.is_body and person is None:
        return [each for each in plan.criteria if each.of == "issuer"]
    mine = {each.id for each in plan.audiences if _fits(each, unit, person)}
    return criteria_for(plan, mine) if mine else []


def _fits(audience: m.Audience, unit: Unit, person: Person | None) -> bool:
    if audience.unit_kinds and unit.kind not in audience.unit_kinds:
        return False
    if person is None:
        return audience.kind == "collective"
    groups = audience.staff_groups
    return audience.kind == "individual" and (not groups or person.staff_group in groups)


def scale_of(criterion: m.Criterion) -> list[tuple[int, str]]:
    """(number, name) of every class on the scale of a criterion of classes, best first."""
    scale = next((s for s in RATING_SCALES.values() if criterion.value in s), next(iter(RATING_SCALES.values())))
    return [(number, GRADE_NAMES[key]) for key, number in sorted(scale.items(), key=lambda pair: -pair[1])]


def percent(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Percentage points, cut (not rounded) to two places, so that 99,996% is never shown as 100%."""
    if numerator is None or not denominator:
        return None
    return (100 * numerator / denominator).quantize(Decimal("0.01"), ROUND_DOWN)


def worth(criterion: m.Criterion, figure: CriterionFigure | None) -> Decimal | None:
    """The figure as a number to set against the target: a share in per cent, else the value entered."""
    if figure is None:
        return None
    return percent(figure.numerator, figure.denominator) if criterion.measure == "share" else figure.value


def reached(criterion: m.Criterion, figure: CriterionFigure | None) -> bool | None:
    """Whether the target is reached, by the exact numbers; None where nothing is there or nothing is asked.

    The same comparison as ``rules.standards.figures``: a share multiplies out, a base of 0 counts as reached.
    """
    if figure is None or criterion.op is None or criterion.value is None or criterion.measure == "judgement":
        return None
    if criterion.measure == "class":
        number = next((s[criterion.value] for s in RATING_SCALES.values() if criterion.value in s), None)
        asked = None if number is None else Decimal(number)
    else:
        asked = Decimal(criterion.value)
    if asked is None:
        return None
    if criterion.measure == "share":
        if figure.numerator is None or figure.denominator is None:
            return None
        return not figure.denominator or _holds(100 * figure.numerator, criterion.op, asked * figure.denominator)
    return None if figure.value is None else _holds(figure.value, criterion.op, asked)


def _holds(found: Decimal, op: str, asked: Decimal) -> bool:
    return {">=": found >= asked, "<=": found <= asked, ">": found > asked, "<": found < asked, "=": found == asked}[op]


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion on the page: the figure of the year and of the year before, in numbers and against the target."""

    criterion: m.Criterion
    asked: str
    figure: CriterionFigure | None
    worth: Decimal | None
    word: str
    reached: bool | None
    before: CriterionFigure | None
    before_worth: Decimal | None
    before_word: str

    @property
    def outcome(self) -> str:
        """Kind of status: met, unmet, nodata, judge, or done where nothing is asked."""
        if self.criterion.measure == "judgement":
            return "judge" if self.figure else "nodata"
        if self.figure is None:
            return "nodata"
        return "done" if self.reached is None else "met" if self.reached else "unmet"


def table(
    plan: Plan, criteria: list[m.Criterion], entered: Mapping[tuple[str, int], CriterionFigure], year: int
) -> list[Line]:
    """One line a criterion. ``entered`` is keyed by (criterion, year)."""
    lines = []
    for each in criteria:
        now, before = entered.get((each.id, year)), entered.get((each.id, year - 1))
        lines.append(
            Line(
                criterion=each,
                asked=asked_text(each),
                figure=now,
                worth=worth(each, now),
                word=word(each, now),
                reached=reached(each, now),
                before=before,
                before_worth=worth(each, before),
                before_word=word(each, before),
            )
        )
    return lines


def word(criterion: m.Criterion, figure: CriterionFigure | None) -> str:
    """The figure in words where it is no plain number: class, document, judgement."""
    if figure is None or criterion.measure not in ("class", "document", "judgement"):
        return ""
    if criterion.measure == "class" and figure.value is not None:
        return dict(scale_of(criterion)).get(int(figure.value), figure.text)
    return figure.text


def asked_text(criterion: m.Criterion) -> str:
    """What the plan asks: “từ 96% trở lên”, “đúng 100%”, “Người xét kết luận”."""
    if criterion.measure in ("document", "judgement"):
        return CHOICES["Criterion", "measure"][criterion.measure]
    if criterion.op is None or criterion.value is None:
        return "Kế hoạch không đặt ngưỡng"
    return target_text(criterion)


def years(plan: Plan) -> list[int]:
    """Years figures may be entered for, newest first; the year before the first is a base of comparison."""
    return list(range(plan.movement.year_to, plan.movement.year_from - 2, -1))


def chosen_year(plan: Plan, text: str | None, today: date) -> int:
    """The year asked for in the address, else the movement's year nearest to today."""
    if text and text.isdecimal() and len(text) == 4 and int(text) in years(plan):
        return int(text)
    return min(max(today.year, plan.movement.year_from), plan.movement.year_to)


def findings(
    plan: Plan,
    criterion_id: str,
    unit: Unit,
    person: Person | None,
    year: int,
    values: Mapping[str, Decimal | None],
    text: str,
    source: str,
) -> list[Finding]:
    """What is wrong with an entered figure, all at once. The year before the first counts as a base of comparison."""
    found = []
    criterion = next((each for each in criteria_of(plan, unit, person) if each.id == criterion_id), None)
    if criterion is None:
        return [Finding("unknown_criterion", "error", "Kế hoạch không có tiêu chí này cho đơn vị hoặc người đã chọn.")]
    first, last = plan.movement.year_from - 1, plan.movement.year_to
    if not first <= year <= last:
        message = f"Năm số liệu phải từ {first} (để so sánh) đến {last}."
        found.append(Finding("figure_year", "error", message, source=criterion.source, field="year"))
    if not source.strip():
        found.append(Finding("source_missing", "error", "Ghi văn bản hoặc sổ là nguồn của số liệu.", field="source"))
    if len(source) > 200:
        found.append(Finding("source_long", "error", "Nguồn số liệu chỉ được tối đa 200 ký tự.", field="source"))
    if len(text) > 300:
        found.append(Finding("text_long", "error", "Nội dung chỉ được tối đa 300 ký tự.", field="text"))
    return [*found, *_values(criterion, values, text)]


def _values(criterion: m.Criterion, values: Mapping[str, Decimal | None], text: str) -> list[Finding]:
    given = {name: value for name, value in values.items() if value is not None}
    numerator, denominator, value = (given.get(name) for name in ("numerator", "denominator", "value"))
    found = [
        Finding("figure_large", "error", "Số này quá lớn; kiểm tra lại đơn vị tính.", field=name)
        for name, number in given.items()
        if not number.is_finite() or abs(number) >= LARGEST
    ]
    if criterion.measure == "share":
        if numerator is None or denominator is None:
            field = "numerator" if numerator is None else "denominator"
            found.append(Finding("half_share", "error", "Nhập cả số đạt và tổng số.", field=field))
        elif numerator > denominator or numerator < 0:
            message = "Số đạt phải từ 0 đến tổng số; kiểm tra lại hai số."
            found.append(Finding("share_over", "error", message, field="numerator"))
    elif criterion.measure in ("document", "judgement"):
        if not text.strip():
            found.append(Finding("text_missing", "error", "Ghi số, ngày văn bản hoặc nội dung đã làm.", field="text"))
    elif value is None:
        found.append(Finding("value_missing", "error", "Nhập số liệu của tiêu chí này.", field="value"))
    elif criterion.measure == "rank" and (value < 1 or value != value.to_integral_value()):
        found.append(Finding("rank_odd", "error", "Thứ hạng là số nguyên từ 1 trở lên.", field="value"))
    elif criterion.measure == "class" and value not in {number for number, _ in scale_of(criterion)}:
        found.append(Finding("class_odd", "error", "Chọn một mức trong thang xếp loại.", field="value"))
    return found


def stored(criterion: m.Criterion, values: Mapping[str, Decimal | None], text: str) -> dict[str, Decimal | None]:
    """The columns to keep: only what the measure asks for; a named document counts as there (1)."""
    asked = FIELDS[criterion.measure]
    kept = {name: values.get(name) if name in asked else None for name in ("numerator", "denominator", "value")}
    if criterion.measure == "document" and text.strip():
        kept["value"] = Decimal(1)
    return kept
