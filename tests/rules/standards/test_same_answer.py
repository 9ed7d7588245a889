"""Reference, SQLite and PostgreSQL give the same answer to random standards over random facts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import psycopg
import pytest
import sqlglot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.standards import engines, strategies
from tests.support.drawing import times
from tests.support.postgres import cluster_or_skip
from thidua.plans import model
from thidua.rules.standards import Candidate, Compiled, Context, Shape, compile_standards, evaluate, reference

PEOPLE = [Candidate(n, p, u) for n, (p, u) in enumerate(zip(strategies.PERSONS, (1, 1, 2), strict=True), 1)]
BODIES = [Candidate(n, None, u) for n, u in enumerate(strategies.UNITS, 1)]
EXAMPLES = settings(
    max_examples=times(80), deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)  # fmt: skip


type Case = tuple[list[model.Expr], model.Kind, engines.Rows, Context, Shape]
# One row a subject and year in the random facts too, as the database would see to.
SHAPES = [Shape(unique, everyone) for unique in (frozenset[str](), frozenset({"rating", "task", "figure", "index_result"}))
          for everyone in (False, True)]  # fmt: skip


@cache
def _several(criteria: tuple[model.Criterion, ...]) -> st.SearchStrategy[list[model.Expr]]:
    return st.lists(strategies.expressions(criteria), min_size=2, max_size=5)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    criteria = draw(st.sampled_from(strategies.SETS))
    exprs = draw(_several(criteria))
    kind: model.Kind = draw(st.sampled_from(("individual", "collective")))
    return exprs, kind, draw(strategies.facts()), draw(strategies.contexts(criteria)), draw(st.sampled_from(SHAPES))


def expected(
    exprs: list[model.Expr], kind: model.Kind, facts: engines.Rows, context: Context, compiled: Compiled
) -> list[tuple[list[int], list[int]]]:
    def answers(parts: object, one: Candidate) -> list[int]:
        return [int(reference.evaluate(e, kind, one, facts, context)) for e in parts]

    return [
        (answers(exprs, one), answers(compiled.leaves, one)) for one in (BODIES if kind == "collective" else PEOPLE)
    ]


@EXAMPLES
@given(cases())
def test_sqlite_answers_as_the_reference(case: Case) -> None:
    exprs, kind, facts, context, shape = case
    compiled = compile_standards(exprs, kind=kind)
    connection = engines.sqlite(facts)
    found = evaluate(
        lambda sql: connection.execute(sql).fetchall(),
        compiled, context, BODIES if kind == "collective" else PEOPLE, engines.TABLES, shape,
    )  # fmt: skip
    connection.close()
    got = [([int(o) for o in r.outcomes], [int(leaf.outcome) for leaf in r.leaves]) for r in found]
    assert got == expected(exprs, kind, facts, context, compiled)


@pytest.fixture(scope="module")
def postgres() -> Iterator[psycopg.Connection]:
    with psycopg.connect(**cluster_or_skip(), autocommit=True) as connection:
        yield connection


@pytest.mark.postgres
@EXAMPLES
@given(case=cases())
def test_postgresql_answers_as_the_reference(postgres: psycopg.Connection, case: Case) -> None:
    exprs, kind, facts, context, shape = case
    compiled = compile_standards(exprs, kind=kind)
    found = evaluate(
        lambda sql: postgres.execute(sql.encode()).fetchall(),
        compiled, context, BODIES if kind == "collective" else PEOPLE, engines.postgres_sources(facts), shape,
    )  # fmt: skip
    got = [([int(o) for o in r.outcomes], [int(leaf.outcome) for leaf in r.leaves]) for r in found]
    assert got == expected(exprs, kind, facts, context, compiled)


@settings(EXAMPLES, max_examples=times(12))
@given(cases())
def test_the_text_parses_in_other_dialects(case: Case) -> None:
    exprs, kind, _facts, context, shape = case
    sql = compile_standards(exprs, kind=kind).sql(context, engines.TABLES, "people", shape)
    for dialect in ("sqlite", "postgres", "duckdb", "spark"):
        assert sqlglot.parse_one(sql, dialect=dialect) is not None
