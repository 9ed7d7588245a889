"""Expressions of standards → one SQL text, the same for SQLite (3.37), PostgreSQL (15), DuckDB and Spark.

The query gives a row for each candidate: ``candidate_id``, an answer for each expression (``s0``…),
an answer for each leaf (``o0``…) and what was found for it (``v0_…``). Answers are 0 unmet, 1 no data,
2 judge, 3 met. Filtering the candidates filters the work: every part of the query starts from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thidua.plans import model

from .asks import FEW, Gathered, Shape, source
from .context import Context, params
from .leaves import COMPILE
from .outcome import Outcome
from .question import LeafSql, Question, Rule

DECODE = "WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 3 THEN 2 ELSE 3"
SWAP = "WHEN 0 THEN 7 WHEN 1 THEN 1 WHEN 3 THEN 3 ELSE 0"


@dataclass(frozen=True, slots=True)
class Compiled:
    """Standards of one kind of candidate, checked and ready to be written as SQL.

    ``leaves``: every distinct leaf in order of appearance; leaf number n answers in column ``o<n>``.
    """

    exprs: tuple[model.Expr, ...]
    kind: model.Kind
    leaves: tuple[model.Leaf, ...]

    def sql(
        self, context: Context, sources: Mapping[str, str], candidates: str | None = None, shape: Shape = FEW
    ) -> str:
        """The one SQL text. ``sources``: relation → table name or parenthesised SELECT.

        ``candidates`` replaces ``sources["candidates"]``; ``shape`` suits it to one person or to millions. KeyError: a relation is missing.
        ValueError: a criterion or span is unknown.
        """
        people = candidates if candidates is not None else source(sources, "candidates")
        gathered = Gathered(shape)
        leaves = [_leaf(leaf, self.kind, context, gathered) for leaf in self.leaves]
        numbers = {_key(leaf): n for n, leaf in enumerate(self.leaves)}
        columns = ["c.candidate_id"]
        columns += [f"{_answer(expr, leaves, numbers)} AS s{n}" for n, expr in enumerate(self.exprs)]
        columns += [f"{_own_answer(leaf)} AS o{n}" for n, leaf in enumerate(leaves)]
        columns += [f"{sql} AS v{n}_{name}" for n, leaf in enumerate(leaves) for name, sql in leaf.found.items()]
        tables = gathered.tables(people, sources)
        filled = [(name, _fill(sql, people, sources)) for name, sql in tables]
        head = "WITH " + ",\n".join(f"{name} AS ({sql})" for name, sql in filled) + "\n" if filled else ""
        joins = "".join(f"\nLEFT JOIN {join}" for join in gathered.joins(sources))
        return f"{head}SELECT {', '.join(columns)}\nFROM {people} c{joins}"

    def columns(self, context: Context) -> tuple[str, ...]:
        """Names of the columns of `sql`, in order."""
        gathered = Gathered()
        found = [_leaf(leaf, self.kind, context, gathered).found for leaf in self.leaves]
        answers = [f"s{n}" for n in range(len(self.exprs))] + [f"o{n}" for n in range(len(self.leaves))]
        return ("candidate_id", *answers, *(f"v{n}_{name}" for n, names in enumerate(found) for name in names))


def compile_standards(exprs: Sequence[model.Expr], *, kind: model.Kind, dialect: str = "any") -> Compiled:
    """Check the expressions (one for each standard) and number their leaves.

    ``dialect`` is ``any``: there is one text for all. ValueError: leaf or parameter outside the
    vocabulary, an empty all/any, a judgement without id.
    """
    if dialect != "any":
        raise ValueError("Only dialect 'any' exists: one SQL text for all.")
    leaves: dict[object, model.Leaf] = {}
    for expr in exprs:
        for leaf in leaves_of(expr):
            params(leaf)
            if leaf.leaf == "judgement" and not leaf.id:
                raise ValueError("Tiêu chuẩn cần người xét phải có mã (id).")
            leaves.setdefault(_key(leaf), leaf)
    return Compiled(tuple(exprs), kind, tuple(leaves.values()))


def leaves_of(expr: model.Expr) -> Iterator[model.Leaf]:
    """Leaves from left to right. ValueError: an empty all/any."""
    match expr:
        case model.Leaf():
            yield expr
        case model.Not(item=item):
            yield from leaves_of(item)
        case model.All(items=items) | model.Any(items=items):
            if not items:
                raise ValueError("Nhóm tiêu chuẩn trống.")
            for item in items:
                yield from leaves_of(item)


def _key(leaf: model.Leaf) -> object:
    return leaf.leaf, leaf.id, tuple(sorted(leaf.params.items()))


def _leaf(leaf: model.Leaf, kind: model.Kind, context: Context, gathered: Gathered) -> LeafSql:
    return COMPILE[leaf.leaf](Question(leaf, params(leaf), kind, context, gathered))


def _fill(sql: str, people: str, sources: Mapping[str, str]) -> str:
    for relation in ("index_owner", "index_result"):
        if "{" + relation + "}" in sql:
            sql = sql.replace("{" + relation + "}", source(sources, relation))
    return sql.replace("{candidates}", people)


def _answer(expr: model.Expr, leaves: Sequence[LeafSql], numbers: Mapping[object, int]) -> str:
    """Answer 0..3 of an expression."""
    if isinstance(expr, model.Leaf):
        return _own_answer(leaves[numbers[_key(expr)]])
    return f"CASE {_mask(expr, leaves, numbers)} {DECODE} END"


def _mask(expr: model.Expr, leaves: Sequence[LeafSql], numbers: Mapping[object, int]) -> str:
    match expr:
        case model.Leaf():
            return _leaf_mask(leaves[numbers[_key(expr)]])
        case model.Not(item=item):
            return f"CASE {_mask(item, leaves, numbers)} {SWAP} END"
        case model.All(items=items):
            return "(" + " & ".join(_mask(i, leaves, numbers) for i in items) + ")"
        case model.Any(items=items):
            return "(" + " | ".join(_mask(i, leaves, numbers) for i in items) + ")"


def _own_answer(leaf: LeafSql) -> str:
    if len(leaf.rules) == 1:
        return _case(leaf.rules[0], masks=False)
    return f"CASE {_leaf_mask(leaf)} {DECODE} END"


def _leaf_mask(leaf: LeafSql) -> str:
    cases = [_case(rule, masks=True) for rule in leaf.rules]
    return cases[0] if len(cases) == 1 else "(" + " | ".join(cases) + ")"


def _case(rule: Rule, *, masks: bool) -> str:
    def number(outcome: Outcome) -> int:
        return outcome.mask if masks else outcome.value

    if not rule.cases:
        return str(number(rule.otherwise))
    whens = " ".join(f"WHEN {condition} THEN {number(outcome)}" for condition, outcome in rule.cases)
    return f"CASE {whens} ELSE {number(rule.otherwise)} END"
