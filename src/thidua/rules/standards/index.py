"""``index_improved`` in SQL: this year's result of the reform index against the year before.

The assigned components come from ``index_owner``; their results are those of the unit named there.
All of them must satisfy. A year without points, or (for shares) without a maximum, is no basis for a
comparison: "no data", never yes or no.
"""

from __future__ import annotations

from .asks import MATCH, Ask
from .context import whole
from .outcome import Outcome
from .question import LeafSql, Question, Rule, scaled

MET, NODATA, UNMET = Outcome.MET, Outcome.NODATA, Outcome.UNMET


def improved(q: Question) -> LeafSql:
    """Assigned components, overall result, or the better of the two."""
    wanted = str(q.params["target"])
    if wanted not in ("component", "overall", "either"):
        raise ValueError(f"index_improved: target lạ {wanted!r}")
    parts = []
    if wanted != "overall":
        parts.append(_components(q))
    if wanted != "component":
        parts.append(_overall(q))
    rules = tuple(part.rules[0] for part in parts)
    return LeafSql(rules, {name: sql for part in parts for name, sql in part.found.items()})


def _overall(q: Question) -> LeafSql:
    year = q.context.year
    found = {
        f"{name}_{when}": q.gathered.column(
            Ask("index_result", "body", "MAX", scaled(f"f.{name}"), times=(y,), only="f.component = ''")
        )
        for when, y in (("now", year), ("before", year - 1))
        for name in ("points", "maximum")
    }
    rule = Rule(tuple(_cases(q, found)), UNMET)
    return LeafSql((rule,), found)


def _cases(q: Question, column: dict[str, str]) -> list[tuple[str, Outcome]]:
    """Conditions over this year's and last year's points and maxima (columns by name)."""
    now, before = column["points_now"], column["points_before"]
    top, top_before = column["maximum_now"], column["maximum_before"]
    missing = [f"{now} IS NULL", f"{before} IS NULL"]
    higher = f"{now} > {before}"
    if q.params["by"] == "share":
        missing += [f"COALESCE({top}, 0) <= 0", f"COALESCE({top_before}, 0) <= 0"]
        higher = f"{now} * {top_before} > {before} * {top}"
    elif q.params["by"] != "points":
        raise ValueError(f"index_improved: by lạ {q.params['by']!r}")
    cases = [(" OR ".join(missing), NODATA), (higher, MET)]
    if q.params["or_max"]:
        cases.append((f"{top} > 0 AND {now} >= {top}", MET))
    return cases


def _components(q: Question) -> LeafSql:
    name = f"i{sum(key.endswith('t') for key in q.gathered.special)}"
    year = q.context.year
    owned = (
        f"SELECT DISTINCT c.candidate_id, f.unit_id, f.component FROM {{candidates}} c JOIN {{index_owner}} f"
        f" ON {MATCH[q.own]} AND f.component <> '' AND f.year = {whole(year)}"
    )
    points = ", ".join(
        f"MAX(CASE WHEN r.year = {whole(y)} THEN {scaled(f'r.{column}')} END) AS {column}_{when}"
        for when, y in (("now", year), ("before", year - 1))
        for column in ("points", "maximum")
    )
    results = (
        f"SELECT o.candidate_id, o.unit_id, o.component, {points} FROM {name}o o JOIN {{index_result}} r"
        f" ON r.unit_id = o.unit_id AND r.component = o.component AND r.year IN ({whole(year - 1)}, {whole(year)})"
        " GROUP BY o.candidate_id, o.unit_id, o.component"
    )
    columns = {f"{c}_{w}": f"r.{c}_{w}" for w in ("now", "before") for c in ("points", "maximum")}
    whens = " ".join(f"WHEN {condition} THEN {outcome.value}" for condition, outcome in _cases(q, columns))
    answers = (
        f"SELECT o.candidate_id, CASE {whens} ELSE 0 END AS answer, {', '.join(columns.values())}"
        f" FROM {name}o o LEFT JOIN {name}r r ON r.candidate_id = o.candidate_id AND r.unit_id = o.unit_id"
        " AND r.component = o.component"
    )
    total = (
        "SELECT a.candidate_id, COUNT(*) AS owned, MIN(a.answer) AS answer,"
        " COUNT(CASE WHEN a.answer = 3 THEN 1 END) AS met"
        f", {', '.join(f'MIN(a.{c}) AS {c}' for c in columns)} FROM {name}a a GROUP BY a.candidate_id"
    )
    for suffix, sql in (("o", owned), ("r", results), ("a", answers), ("t", total)):
        q.gathered.special[f"{name}{suffix}"] = sql
    q.gathered.joined.append(f"{name}t")
    own = {c: f"{name}t.{c}" for c in ("owned", "met")}
    # The figures themselves only for a single component: lowest values of several belong to no one.
    own |= {f"one_{c}": f"CASE WHEN {name}t.owned = 1 THEN {name}t.{c} END" for c in columns}
    rule = Rule(((f"{name}t.answer = 0", UNMET), (f"{name}t.answer = 3", MET)), NODATA)
    return LeafSql((rule,), own)
