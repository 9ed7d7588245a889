"""Why a candidate meets a standard or not: value found, value asked, evidence and clause, in Vietnamese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.plans import model, vocabulary

from .compiler import Compiled, leaves_of
from .context import Context
from .details import Detail
from .evaluation import LeafResult, Result
from .outcome import Outcome
from .selection import Condition, condition
from .sentences import words
from .wording import FORM_NAMES, LEVEL_NAMES, day, number, percent

STATUS_WORDS = {"open": "đang xác minh", "upheld": "kết luận đúng", "rejected": "kết luận không đúng"}
JOINERS = {"all": "Phải đạt mọi ý.", "any": "Chỉ cần đạt một ý.", "not": "Điều ngược lại phải đúng."}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Answer to one standard (``parts``: its leaves) or one leaf (no parts).

    ``found`` and ``asked`` are short phrases; ``sentence`` is complete; ``evidence`` lists the facts
    counted; ``clause`` is where the plan asks it.
    """

    title: str
    outcome: Outcome
    found: str
    asked: str
    sentence: str
    evidence: list[str]
    clause: model.Source
    parts: tuple[Explanation, ...] = ()


def explain(
    plan: model.Plan,
    rule: Condition,
    result: Result,
    *,
    compiled: Compiled,
    context: Context,
    details: Mapping[tuple[int, int], Sequence[Detail]] | None = None,
    names: Mapping[str, str] | None = None,
) -> Explanation:
    """Explanation of one standard, or of one exclusion (met: the candidate is not barred).

    ``compiled`` must hold the rule's `condition`; ``details`` come from `details.details`; ``names``
    maps keys (components of the index, criteria) to labels. ValueError: it was not compiled.
    """
    expr = condition(rule)
    if expr not in compiled.exprs:
        raise ValueError(f"{rule.id!r} was not compiled")
    outcome = result.outcomes[compiled.exprs.index(expr)]
    labels = {c.id: c.label for c in plan.criteria} | dict(names or {})
    parts = []
    for leaf in leaves_of(expr):
        number_of = compiled.leaves.index(leaf)
        rows = (details or {}).get((result.candidate_id, number_of), ())
        parts.append(explain_leaf(result.leaves[number_of], rule, context, rows, labels))
    if isinstance(expr, model.Leaf):
        return parts[0]
    return _together(rule, expr, outcome, parts)


def explain_leaf(
    result: LeafResult,
    rule: Condition,
    context: Context,
    details: Sequence[Detail] = (),
    names: Mapping[str, str] | None = None,
) -> Explanation:
    """Explanation of one leaf of a standard or exclusion."""
    said = words(result, context)
    title = rule.label
    if not isinstance(condition(rule), model.Leaf) and result.leaf.leaf == "judgement":
        title = str(result.leaf.params["text"])
    evidence = [_proved(evidence_line(detail, names or {}), detail.paper) for detail in details]
    return Explanation(title, result.outcome, said.found, said.asked, said.sentence, evidence, rule.source)


def _together(rule: Condition, expr: model.Expr, outcome: Outcome, parts: list[Explanation]) -> Explanation:
    """The standard says what decided it: parts with its own answer, or all of them."""
    deciding = [part for part in parts if part.outcome is outcome] or parts
    if outcome is Outcome.MET:
        deciding = [part for part in parts if part.outcome is Outcome.MET] or parts
    shape = type(expr).__name__.lower()
    sentence = " ".join([*dict.fromkeys(part.sentence for part in deciding), JOINERS[shape]])
    return Explanation(
        rule.label,
        outcome,
        "; ".join(dict.fromkeys(part.found for part in deciding)),
        JOINERS[shape],
        sentence,
        [line for part in parts for line in part.evidence],
        rule.source,
        tuple(parts),
    )


def summary(results: Iterable[Outcome | Explanation]) -> str:
    """``3 đạt · 1 chưa có dữ liệu · 1 cần người xét``; empty when there is nothing to count."""
    counts = Counter(r.outcome if isinstance(r, Explanation) else r for r in results)
    order = (Outcome.MET, Outcome.UNMET, Outcome.NODATA, Outcome.JUDGE)
    return " · ".join(f"{counts[o]} {o.label.lower()}" for o in order if counts[o])


def _proved(line: str, paper: str) -> str:
    return f"{line} – {paper}" if paper else line


def evidence_line(detail: Detail, names: Mapping[str, str]) -> str:
    """One counted fact as a line of the page."""
    key = names.get(detail.key, detail.key)
    match detail.relation:
        case "rating":
            grades = {n: g for g, n in vocabulary.RATING_SCALES[detail.key].items()}
            grade = grades.get(int(detail.a or 0), "")
            return f"Xếp loại năm {detail.when}: {vocabulary.GRADE_NAMES.get(grade, grade)}"
        case "discipline":
            return f"Quyết định kỷ luật ngày {day(detail.when)}"
        case "complaint":
            return f"Phản ánh nhận ngày {day(detail.when)}: {STATUS_WORDS.get(detail.key, detail.key)}"
        case "index_result":
            return f"{key or 'Chỉ số chung'}, năm {detail.when}: {_points(detail.a, detail.b)}"
        case "initiative":
            level = LEVEL_NAMES.get(int(detail.a or 0), "")
            return f"Sáng kiến được công nhận ngày {day(detail.when)}, {level}"
        case "registration":
            return f"Đăng ký ngày {day(detail.when)}"
        case "commendation":
            return f"{FORM_NAMES.get(detail.key, detail.key)}, quyết định ngày {day(detail.when)}"
        case "figure":
            return f"{key}, năm {detail.when}: {_points(detail.a, detail.b)}"
        case "lower_plan":
            return f"Kế hoạch riêng gửi ngày {day(detail.when)}" if detail.when else "Kế hoạch riêng: chưa gửi"
        case "duty":
            return f"Việc được giao: xong ngày {day(detail.when)}" if detail.when else "Việc được giao: chưa xong"
        case "task":
            return f"Năm {detail.when}: {detail.a} trên {detail.b} nhiệm vụ đúng hoặc trước hạn"
    raise ValueError(f"no words for facts of {detail.relation!r}")


def _points(points: Decimal | None, top: Decimal | None) -> str:
    if points is None:
        return "chưa có số liệu"
    if not top:
        return number(points)
    return f"{number(points)} trên {number(top)} ({percent(points, top)})"
