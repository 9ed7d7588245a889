"""The rows behind the answers: one more query for a page that shows why, all leaves together.

Each row is ``(candidate_id, leaf number, year or date, key, a, b, paper)``; what key, a and b are depends on
the relation, ``paper`` is the document that proves the fact, where the relation has a column ``source``. `rows` turns what the database gives into `Detail`; wording is left to `explain`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.plans import model

from .asks import MATCH, Subject, source
from .compiler import Compiled
from .context import Context, day, params, scale_of, text, whole
from .evaluation import Execute
from .question import scaled


@dataclass(frozen=True, slots=True)
class Detail:
    """One fact that was counted. ``when``: year or ISO date; ``a``, ``b``: numbers of the relation; ``paper``: its proof."""

    relation: str
    when: str
    key: str
    a: Decimal | None
    b: Decimal | None
    paper: str = ""


# relation -> (date column, key column, a, b); numbers with decimals travel as ten-thousandths
COLUMNS: Mapping[str, tuple[str, str, str, str]] = {
    "rating": ("f.year", "f.scale", "f.grade", "NULL"),
    "discipline": ("f.decided_on", "''", "NULL", "NULL"),
    "complaint": ("f.received_on", "f.status", "NULL", "NULL"),
    "index_result": ("f.year", "f.component", scaled("f.points"), scaled("f.maximum")),
    "initiative": ("f.recognised_on", "''", "f.level", "NULL"),
    "registration": ("f.registered_on", "''", "f.level", "NULL"),
    "commendation": ("f.decided_on", "f.form", "NULL", "NULL"),
    "figure": ("f.year", "f.criterion", scaled("f.numerator"), scaled("f.denominator")),
    "lower_plan": ("f.filed_on", "''", "NULL", "NULL"),
    "duty": ("f.done_on", "f.type", "NULL", "NULL"),
    "task": ("f.year", "''", "f.on_time", "f.assigned"),
}
DECIMALS = {"index_result", "figure"}
LEAF_RELATION: Mapping[str, str] = {
    "rating_at_least": "rating",
    "no_discipline": "discipline",
    "no_complaint": "complaint",
    "index_improved": "index_result",
    "rank_at_least": "index_result",
    "rank_improved": "index_result",
    "initiative_recognised": "initiative",
    "initiative_registered": "registration",
    "prior_awards": "commendation",
    "target_met": "figure",
    "all_targets_met": "figure",
    "plan_issued": "lower_plan",
    "duty_done": "duty",
    "tasks_done": "task",
}


def details(
    execute: Execute,
    compiled: Compiled,
    context: Context,
    candidates: str,
    sources: Mapping[str, str],
    proved: Collection[str] = (),
) -> dict[tuple[int, int], list[Detail]]:
    """Facts by (candidate, leaf number), oldest first; one query, none when nothing can be listed.

    ``candidates`` is a relation (`listed` makes one of a few candidates); ``proved`` names the relations whose
    rows have a text column ``source``, the paper that proves the fact.
    """
    numbered = [(n, leaf) for n, leaf in enumerate(compiled.leaves) if leaf.leaf in LEAF_RELATION]
    if not numbered:
        return {}
    parts = [_select(n, leaf, compiled.kind, context, candidates, sources, proved) for n, leaf in numbered]
    found: dict[tuple[int, int], list[Detail]] = {}
    for row in execute("\nUNION ALL\n".join(parts) + "\nORDER BY 1, 2, 3, 4"):
        number = int(str(row[1]))
        relation = LEAF_RELATION[compiled.leaves[number].leaf]
        found.setdefault((int(str(row[0])), number), []).append(_detail(relation, row))
    return found


def _detail(relation: str, row: Sequence[object]) -> Detail:
    unit = Decimal(10000) if relation in DECIMALS else Decimal(1)
    a, b = (None if value is None else Decimal(str(value)) / unit for value in row[4:6])
    return Detail(relation, str(row[2] or ""), str(row[3] or ""), a, b, str(row[6] or ""))


def _select(
    number: int,
    leaf: model.Leaf,
    kind: model.Kind,
    context: Context,
    candidates: str,
    sources: Mapping[str, str],
    proved: Collection[str],
) -> str:
    name = LEAF_RELATION[leaf.leaf]
    when, key, a, b = COLUMNS[name]
    relation = "initiative" if name == "registration" else name
    filled = params(leaf)
    own: Subject = "unit" if kind == "collective" else "person"
    match = MATCH["body" if relation in ("lower_plan", "duty") else "staff" if filled.get("of") == "staff" else own]
    joined = f"{candidates} c JOIN {source(sources, relation)} f"
    if relation == "index_result":
        match = MATCH["body"]
        if leaf.leaf == "index_improved":
            joined, match = _index(filled, own, context, candidates, sources)
    paper = "f.source" if relation in proved else "''"
    only = " AND ".join([match, *_conditions(name, when, leaf, filled, context)])
    return (
        f"SELECT c.candidate_id, {number} AS leaf, CAST({when} AS VARCHAR(40)) AS at, {key} AS key,"
        f" CAST({a} AS BIGINT) AS a, CAST({b} AS BIGINT) AS b, {paper} AS paper FROM {joined} ON {only}"
    )


def _index(
    filled: Mapping[str, object], own: Subject, context: Context, candidates: str, sources: Mapping[str, str]
) -> tuple[str, str]:
    """Join over the assigned components and, where asked, the whole index."""
    owners = (
        f"SELECT DISTINCT c.candidate_id, f.unit_id, f.component FROM {candidates} c"
        f" JOIN {source(sources, 'index_owner')} f ON {MATCH[own]} AND f.component <> ''"
        f" AND f.year = {whole(context.year)}"
    )
    whole_index = f"SELECT c.candidate_id, c.unit_id, '' AS component FROM {candidates} c"
    wanted = {"component": [owners], "overall": [whole_index], "either": [owners, whole_index]}[str(filled["target"])]
    return (
        f"({' UNION ALL '.join(wanted)}) c JOIN {source(sources, 'index_result')} f",
        "f.unit_id = c.unit_id AND f.component = c.component",
    )


def _conditions(name: str, when: str, leaf: model.Leaf, filled: Mapping[str, object], context: Context) -> list[str]:
    conditions = []
    if "within" in filled:
        start, end = context.window(str(filled["within"]))
        conditions += [f"{when} >= {day(start)}", f"{when} < {day(end)}"]
    elif name == "rating":
        years = int(str(filled["years"]))
        conditions.append(f"f.year BETWEEN {whole(context.year - years + 1)} AND {whole(context.year)}")
        scale_of(str(filled["grade"]), str(filled["scale"]))
        conditions.append(f"f.scale = {text(filled['scale'])}")
    elif name == "index_result":
        conditions.append(f"f.year IN ({whole(context.year - 1)}, {whole(context.year)})")
        if leaf.leaf != "index_improved":
            conditions.append("f.component = ''")
    else:
        conditions.append(f"f.year = {whole(context.year)}")
    if name == "commendation":
        conditions += [f"f.form = {text(filled['form'])}", f"f.authority_tier = {text(filled['authority_tier'])}"]
    if name == "duty":
        conditions.append(f"f.type = {text(filled['type'])}")
    if leaf.leaf == "target_met":
        conditions.append(f"f.criterion = {text(filled['criterion'])}")
    return conditions
