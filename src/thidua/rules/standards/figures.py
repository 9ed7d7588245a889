"""Criteria with figures in SQL: one target, or a share of all targets."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from thidua.plans import model, vocabulary

from .asks import Ask
from .context import Context, text
from .outcome import Outcome
from .question import LeafSql, Question, scaled, simple

MET, JUDGE, NODATA, UNMET = Outcome.MET, Outcome.JUDGE, Outcome.NODATA, Outcome.UNMET


def target(criterion: model.Criterion) -> tuple[str, Fraction] | None:
    """Operator and value a criterion asks for; None when a person has to judge.

    A class is compared by its number on the scale that has it; a document is there (1) or not (0).
    """
    if criterion.measure in ("document", "judgement"):
        return ">=", Fraction(1)
    if criterion.op is None or criterion.value is None:
        return None
    if criterion.op not in (">=", "<=", ">", "<", "="):
        raise ValueError(f"Chỉ tiêu “{criterion.id}” có phép so sánh lạ: {criterion.op!r}")
    if criterion.measure == "class":
        numbers = [s[criterion.value] for s in vocabulary.RATING_SCALES.values() if criterion.value in s]
        if not numbers:
            raise ValueError(f"Chỉ tiêu “{criterion.id}”: không thang nào có mức “{criterion.value}”.")
        return criterion.op, Fraction(numbers[0])
    return criterion.op, Fraction(Decimal(criterion.value))


def figure_rule(criterion: model.Criterion, prefix: str = "f.") -> tuple[str, str]:
    """SQL conditions "there is a figure" and "it reaches the target" over figure columns with ``prefix``."""
    asked = target(criterion)
    top, base, value = (scaled(f"{prefix}{name}") for name in ("numerator", "denominator", "value"))
    if asked is None:
        return "1 = 0", "1 = 0"
    op, bound = asked
    if criterion.measure == "share":
        present = f"{prefix}numerator IS NOT NULL AND {prefix}denominator IS NOT NULL"
        reached = f"{base} = 0 OR {top} * {100 * bound.denominator} {op} {base} * {bound.numerator}"
        return present, reached
    return f"{prefix}value IS NOT NULL", f"{value} * {bound.denominator} {op} {bound.numerator * 10000}"


def missing_figure(criterion: model.Criterion) -> Outcome:
    """Answer where there is no figure: a person judges what has no target or is a judgement."""
    return JUDGE if criterion.measure == "judgement" or target(criterion) is None else NODATA


def _criterion(q: Question, key: str) -> model.Criterion:
    if key not in q.context.criteria:
        raise ValueError(f"Kế hoạch không có chỉ tiêu “{key}” cho đối tượng này.")
    return q.context.criteria[key]


def _answer(q: Question, criterion: model.Criterion) -> str:
    """Column: 1 target reached, 0 not reached, NULL no figure."""
    present, reached = figure_rule(criterion)
    value = f"CASE WHEN {present} THEN CASE WHEN {reached} THEN 1 ELSE 0 END END"
    only = f"f.criterion = {text(criterion.id)}"
    return q.gathered.column(Ask("figure", q.own, "MIN", value, times=(q.context.year,), only=only))


def target_met(q: Question) -> LeafSql:
    """The figure of one criterion reaches its target; a base of 0 counts as reached (not applicable)."""
    criterion = _criterion(q, str(q.params["criterion"]))
    answer = _answer(q, criterion)
    only = f"f.criterion = {text(criterion.id)}"
    found = {
        name: q.gathered.column(Ask("figure", q.own, "MIN", scaled(f"f.{name}"), times=(q.context.year,), only=only))
        for name in ("numerator", "denominator", "value")
    }
    cases = [(f"{answer} = 1", MET), (f"{answer} = 0", UNMET)]
    return simple(cases, missing_figure(criterion), **found)


def own_criteria(context: Context) -> list[model.Criterion]:
    """Criteria a candidate answers for itself; those of the issuing body as a whole are no one's merit alone."""
    return [c for _, c in sorted(context.criteria.items()) if c.of == "participant"]


def all_targets_met(q: Question) -> LeafSql:
    """At least ``min_share`` per cent of the criteria reach their targets; open ones may still do so."""
    criteria = own_criteria(q.context)
    if not criteria:
        return simple([], NODATA, total="0", met="0", unmet="0", judge="0")
    need = -(-len(criteria) * int(str(q.params["min_share"])) // 100)  # rounded up
    answers = {c.id: _answer(q, c) for c in criteria}
    people = [answers[c.id] for c in criteria if missing_figure(c) is JUDGE]
    met, unmet = (_sum(f"CASE WHEN {a} = {n} THEN 1 ELSE 0 END" for a in answers.values()) for n in (1, 0))
    judge = _sum(f"CASE WHEN {a} IS NULL THEN 1 ELSE 0 END" for a in people)
    cases = [
        (f"{met} >= {need}", MET),
        (f"{met} + {judge} >= {need}", JUDGE),
        (f"{len(criteria)} - ({unmet}) >= {need}", NODATA),
    ]
    return simple(cases, UNMET, total=str(len(criteria)), met=met, unmet=unmet, judge=judge)


def _sum(parts: Iterable[str]) -> str:
    return " + ".join(parts) or "0"
