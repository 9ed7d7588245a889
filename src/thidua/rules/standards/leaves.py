"""The vocabulary in SQL: for each leaf what it asks of the facts and when which answer holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from thidua.plans import vocabulary

from . import figures, index
from .asks import Ask
from .context import LEVELS, scale_of, text, whole
from .outcome import Outcome
from .question import LeafSql, Question, simple

MET, JUDGE, NODATA, UNMET = Outcome.MET, Outcome.JUDGE, Outcome.NODATA, Outcome.UNMET


def _rating(q: Question) -> LeafSql:
    scale = str(q.params["scale"])
    grade = whole(scale_of(str(q.params["grade"]), scale))
    years = [q.context.year - n for n in range(q.natural("years"))]
    only = f"f.scale = {text(scale)}"
    columns = {str(y): q.gathered.column(Ask("rating", q.own, "MIN", "f.grade", times=(y,), only=only)) for y in years}
    cases = [(" OR ".join(f"{c} < {grade}" for c in columns.values()), UNMET)]
    cases.append((" OR ".join(f"{c} IS NULL" for c in columns.values()), NODATA))
    return simple(cases, MET, **{f"grade_{y}": c for y, c in columns.items()})


def _discipline(q: Question) -> LeafSql:
    grade = list(vocabulary.DISCIPLINES).index(str(q.params["least"]))
    count = q.count("discipline", q.of(), "decided_on", f"f.grade > {grade}" if grade else "")
    return simple([(f"{count} > 0", UNMET)], MET, count=count)


def _complaint(q: Question) -> LeafSql:
    upheld = q.count("complaint", q.of(), "received_on", "f.status = 'upheld'")
    pending = q.count("complaint", q.of(), "received_on", "f.status = 'open'")
    bars = upheld if q.params["upheld"] else f"{upheld} + {pending}"
    return simple([(f"{bars} > 0", UNMET)], MET, upheld=upheld, pending=pending)


def _overall(q: Question, column: str, year: int) -> str:
    return q.gathered.column(Ask("index_result", "body", "MAX", f"f.{column}", times=(year,), only="f.component = ''"))


def _rank(q: Question) -> LeafSql:
    rank = _overall(q, "rank", q.context.year)
    return simple([(f"{rank} IS NULL", NODATA), (f"{rank} <= {whole(q.params['n'])}", MET)], UNMET, now=rank)


def _rank_improved(q: Question) -> LeafSql:
    now, before = _overall(q, "rank", q.context.year), _overall(q, "rank", q.context.year - 1)
    missing = f"{now} IS NULL OR {before} IS NULL"
    risen = f"{before} - {now} >= {whole(q.params['by'])}"
    return simple([(missing, NODATA), (risen, MET)], UNMET, now=now, before=before)


def _initiative(q: Question) -> LeafSql:
    only = f"f.level >= {whole(LEVELS[str(q.params['level'])])}"
    count = q.count("initiative", q.own, "recognised_on", only)
    return simple([(f"{count} >= {whole(q.params['min'])}", MET)], UNMET, count=count)


def _registered(q: Question) -> LeafSql:
    count = q.count("initiative", q.own, "registered_on")
    return simple([(f"{count} >= {whole(q.params['min'])}", MET)], UNMET, count=count)


def _awards(q: Question) -> LeafSql:
    only = f"f.form = {text(q.params['form'])} AND f.authority_tier = {text(q.params['authority_tier'])}"
    count = q.count("commendation", q.own, "decided_on", only)
    return simple([(f"{count} >= {whole(q.params['min'])}", MET)], UNMET, count=count)


def _plan_issued(q: Question) -> LeafSql:
    until = f"f.filed_on <= '{q.context.as_of.isoformat()}'"
    ask = Ask("lower_plan", "body", "MIN", "f.filed_on", times=(q.context.year,), only=until)
    filed = q.gathered.column(ask)
    return simple([(f"{filed} IS NULL", UNMET)], MET, filed_on=filed)


def _duty(q: Question) -> LeafSql:
    only = f"f.type = {text(q.params['type'])}"
    done = f"{only} AND f.done_on <= '{q.context.as_of.isoformat()}'"
    asked = q.gathered.column(Ask("duty", "body", "COUNT", times=(q.context.year,), only=only))
    ready = q.gathered.column(Ask("duty", "body", "COUNT", times=(q.context.year,), only=done))
    return simple([(f"{asked} = 0", NODATA), (f"{ready} < {asked}", UNMET)], MET, asked=asked, done=ready)


def _tasks(q: Question) -> LeafSql:
    def column(name: str) -> str:
        return q.gathered.column(Ask("task", q.own, "MAX", f"f.{name}", times=(q.context.year,)))

    found = {name: column(name) for name in ("assigned", "done", "on_time")}
    counted = found["on_time" if q.params["on_time"] else "done"]
    none = f"{found['assigned']} IS NULL OR {found['assigned']} = 0"
    enough = f"{counted} * 100 >= {found['assigned']} * {whole(q.params['share'])}"
    return simple([(none, NODATA), (enough, MET)], UNMET, **found)


def _judgement(q: Question) -> LeafSql:
    value = "CASE f.verdict WHEN 'met' THEN 1 WHEN 'unmet' THEN 0 END"
    verdict = q.gathered.column(Ask("judgement", "candidate", "MIN", value, only=f"f.leaf_id = {text(q.leaf.id)}"))
    return simple([(f"{verdict} = 1", MET), (f"{verdict} = 0", UNMET)], JUDGE, verdict=verdict)


COMPILE: Mapping[str, Callable[[Question], LeafSql]] = {
    "rating_at_least": _rating,
    "no_discipline": _discipline,
    "no_complaint": _complaint,
    "rank_at_least": _rank,
    "rank_improved": _rank_improved,
    "initiative_recognised": _initiative,
    "initiative_registered": _registered,
    "prior_awards": _awards,
    "plan_issued": _plan_issued,
    "duty_done": _duty,
    "tasks_done": _tasks,
    "judgement": _judgement,
    "target_met": figures.target_met,
    "all_targets_met": figures.all_targets_met,
    "index_improved": index.improved,
}
