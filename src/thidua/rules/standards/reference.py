"""The meaning of the standards in plain Python over lists of dicts: slow, and easy to check by eye.

It says what the SQL must answer; the tests hold both together. Facts are lists of rows (dicts) by
relation, as described in `thidua.rules.standards`. Not used by the running program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any as Whatever

from thidua.plans import model, vocabulary

from .context import LEVELS, Context, params, scale_of
from .evaluation import Candidate
from .outcome import Outcome, all_of, any_of, negate

type Fact = Mapping[str, Whatever]
type Facts = Mapping[str, Sequence[Fact]]

MET, JUDGE, NODATA, UNMET = Outcome.MET, Outcome.JUDGE, Outcome.NODATA, Outcome.UNMET


class Case:
    """One candidate with the facts and the frame."""

    def __init__(self, kind: model.Kind, candidate: Candidate, facts: Facts, context: Context) -> None:
        self.kind, self.candidate, self.facts, self.context = kind, candidate, facts, context

    def rows(self, relation: str, of: str = "self") -> list[Fact]:
        """Rows about the candidate itself, or (``staff``) about persons of its unit."""
        c = self.candidate
        rows = self.facts.get(relation, ())
        if of == "staff":
            return [r for r in rows if r["person_id"] is not None and _same(r["unit_id"], c.unit_id)]
        if self.kind == "collective":
            return [r for r in rows if r["person_id"] is None and _same(r["unit_id"], c.unit_id)]
        return [r for r in rows if _same(r["person_id"], c.person_id)]

    def of_unit(self, relation: str, year: int) -> list[Fact]:
        """Rows of a relation that knows units only, for one year."""
        return [
            r for r in self.facts.get(relation, ()) if _same(r["unit_id"], self.candidate.unit_id) and r["year"] == year
        ]

    def in_span(self, rows: Sequence[Fact], column: str, span: object) -> list[Fact]:
        """Rows whose date lies in the span and not after the day of the evaluation."""
        start, end = self.context.spans[str(span)]
        end = end or date.max
        return [
            r for r in rows if r[column] is not None and start <= r[column] < end and r[column] <= self.context.as_of
        ]


def _same(left: object, right: object) -> bool:
    return left is not None and left == right


def evaluate(expr: model.Expr, kind: model.Kind, candidate: Candidate, facts: Facts, context: Context) -> Outcome:
    """Answer for one candidate."""
    match expr:
        case model.All(items=items):
            return all_of(evaluate(i, kind, candidate, facts, context) for i in items)
        case model.Any(items=items):
            return any_of(evaluate(i, kind, candidate, facts, context) for i in items)
        case model.Not(item=item):
            return negate(evaluate(item, kind, candidate, facts, context))
        case model.Leaf():
            return ANSWER[expr.leaf](Case(kind, candidate, facts, context), params(expr), expr)


type Params = Mapping[str, Whatever]


def _rating(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    asked = scale_of(p["grade"], p["scale"])
    answers = []
    for year in range(case.context.year - p["years"] + 1, case.context.year + 1):
        grades = [r["grade"] for r in case.rows("rating") if r["year"] == year and r["scale"] == p["scale"]]
        answers.append(NODATA if not grades else MET if min(grades) >= asked else UNMET)
    return all_of(answers)


def _discipline(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    grade = list(vocabulary.DISCIPLINES).index(p["least"])
    rows = [row for row in case.rows("discipline", p["of"]) if not grade or row["grade"] > grade]
    return UNMET if case.in_span(rows, "decided_on", p["within"]) else MET


def _complaint(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    counted = ("upheld",) if p["upheld"] else ("upheld", "open")
    rows = case.in_span(case.rows("complaint", p["of"]), "received_on", p["within"])
    return UNMET if any(r["status"] in counted for r in rows) else MET


def _improved(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    answers = []
    if p["target"] != "overall":
        owned = {
            (r["unit_id"], r["component"])
            for r in case.rows("index_owner")
            if r["year"] == case.context.year and r["component"]
        }
        answers.append(all_of(_compare(case, p, *key) for key in owned) if owned else NODATA)
    if p["target"] != "component":
        answers.append(_compare(case, p, case.candidate.unit_id, ""))
    return any_of(answers)


def _compare(case: Case, p: Params, unit: int | None, component: str) -> Outcome:
    rows = [r for r in case.facts["index_result"] if _same(r["unit_id"], unit) and r["component"] == component]
    now, before = (next((r for r in rows if r["year"] == y), None) for y in (case.context.year, case.context.year - 1))
    if now is None or before is None or now["points"] is None or before["points"] is None:
        return NODATA
    if p["by"] == "share":
        if not (now["maximum"] or 0) > 0 or not (before["maximum"] or 0) > 0:
            return NODATA
        better = now["points"] * before["maximum"] > before["points"] * now["maximum"]
    else:
        better = now["points"] > before["points"]
    top = now["maximum"]
    return MET if better or (p["or_max"] and top is not None and 0 < top <= now["points"]) else UNMET


def _rank_of(case: Case, year: int) -> int | None:
    ranks = [r["rank"] for r in case.of_unit("index_result", year) if r["component"] == "" and r["rank"] is not None]
    return max(ranks) if ranks else None


def _rank(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    rank = _rank_of(case, case.context.year)
    return NODATA if rank is None else MET if rank <= p["n"] else UNMET


def _rank_improved(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    now, before = _rank_of(case, case.context.year), _rank_of(case, case.context.year - 1)
    if now is None or before is None:
        return NODATA
    return MET if before - now >= p["by"] else UNMET


def _initiative(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    rows = case.in_span(case.rows("initiative"), "recognised_on", p["within"])
    return MET if sum(r["level"] >= LEVELS[p["level"]] for r in rows) >= p["min"] else UNMET


def _registered(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    return MET if len(case.in_span(case.rows("initiative"), "registered_on", p["within"])) >= p["min"] else UNMET


def _awards(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    rows = case.in_span(case.rows("commendation"), "decided_on", p["within"])
    same = [r for r in rows if r["form"] == p["form"] and r["authority_tier"] == p["authority_tier"]]
    return MET if len(same) >= p["min"] else UNMET


def _figure(case: Case, criterion: model.Criterion) -> Outcome:
    rows = [r for r in case.rows("figure") if r["criterion"] == criterion.id and r["year"] == case.context.year]
    answers = [a for a in (_reached(row, criterion) for row in rows) if a is not None]
    if answers:
        return MET if all(answers) else UNMET
    return JUDGE if criterion.measure == "judgement" or _to_judge(criterion) else NODATA


def _to_judge(criterion: model.Criterion) -> bool:
    fixed = criterion.measure in ("document", "judgement")
    return not fixed and (criterion.op is None or criterion.value is None)


def _reached(row: Fact, criterion: model.Criterion) -> bool | None:
    if _to_judge(criterion):
        return None
    if criterion.measure == "share":
        if row["numerator"] is None or row["denominator"] is None:
            return None
        if row["denominator"] == 0:
            return True
        return _holds(Decimal(row["numerator"]) * 100, criterion.op, Decimal(str(criterion.value)) * row["denominator"])
    if row["value"] is None:
        return None
    if criterion.measure in ("document", "judgement"):
        return bool(row["value"] >= 1)
    if criterion.measure == "class":
        scales = vocabulary.RATING_SCALES.values()
        asked = next(scale[str(criterion.value)] for scale in scales if criterion.value in scale)
        return _holds(row["value"], criterion.op, Decimal(asked))
    return _holds(row["value"], criterion.op, Decimal(str(criterion.value)))


def _holds(left: Decimal, op: str | None, right: Decimal) -> bool:
    return {">=": left >= right, "<=": left <= right, ">": left > right, "<": left < right, "=": left == right}[str(op)]


def _target(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    return _figure(case, case.context.criteria[p["criterion"]])


def _all_targets(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    answers = sorted((_figure(case, c) for c in case.context.criteria.values() if c.of == "participant"), reverse=True)
    if not answers:
        return NODATA
    need = -(-len(answers) * p["min_share"] // 100)
    return MET if need == 0 else answers[need - 1] if need <= len(answers) else UNMET


def _plan_issued(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    filed = [r["filed_on"] for r in case.of_unit("lower_plan", case.context.year)]
    return MET if any(d is not None and d <= case.context.as_of for d in filed) else UNMET


def _duty(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    done: list[date | None] = [r["done_on"] for r in case.of_unit("duty", case.context.year) if r["type"] == p["type"]]
    if not done:
        return NODATA
    return MET if all(d is not None and d <= case.context.as_of for d in done) else UNMET


def _tasks(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    row = next((r for r in case.rows("task") if r["year"] == case.context.year), None)
    if row is None or not row["assigned"]:
        return NODATA
    counted = row["on_time" if p["on_time"] else "done"]
    return MET if counted * 100 >= row["assigned"] * p["share"] else UNMET


def _judgement(case: Case, p: Params, leaf: model.Leaf) -> Outcome:
    mine = [r for r in case.facts.get("judgement", ()) if r["candidate_id"] == case.candidate.candidate_id]
    verdicts = {r["verdict"] for r in mine if r["leaf_id"] == leaf.id}
    return UNMET if "unmet" in verdicts else MET if "met" in verdicts else JUDGE


ANSWER: Mapping[str, Callable[[Case, Params, model.Leaf], Outcome]] = {
    "rating_at_least": _rating,
    "no_discipline": _discipline,
    "no_complaint": _complaint,
    "index_improved": _improved,
    "rank_at_least": _rank,
    "rank_improved": _rank_improved,
    "initiative_recognised": _initiative,
    "initiative_registered": _registered,
    "prior_awards": _awards,
    "target_met": _target,
    "all_targets_met": _all_targets,
    "plan_issued": _plan_issued,
    "duty_done": _duty,
    "tasks_done": _tasks,
    "judgement": _judgement,
}
