"""One person's question stays on the indexes, on both engines, even when a source is a join."""

from __future__ import annotations

import pytest

from bench.standards import CONTEXT, EXPRS, SOURCES, Engine, Postgres, Sqlite, one_person
from tests.support.postgres import cluster_or_skip, new_database
from thidua.rules.standards import Candidate, compile_standards, listed

PEOPLE = 3000


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    made: Engine
    if request.param == "sqlite":
        made = Sqlite(tmp_path_factory.mktemp("facts") / "facts.db")
        made.fill(PEOPLE)
    else:
        made = Postgres(new_database(cluster_or_skip(), "pushdown"))
        made.fill(PEOPLE)
        # A table of two pages is read whole when a passing autovacuum kept ours from marking its pages; a page out of
        # turn costs on today's disks hardly more than the next one, and then the index wins either way.
        made.run("SET random_page_cost = 1.1")
    return made


def test_explanation_of_one_person(engine: Engine) -> None:
    found = one_person(engine, PEOPLE)
    assert found["queries"] == 2
    assert found["full_passes"] == []


def test_source_that_is_a_join(engine: Engine) -> None:
    joined = (
        "(SELECT r.person_id, k.unit_id, r.year, r.scale, r.grade"
        " FROM rating r JOIN candidates k ON k.candidate_id = r.person_id)"
    )
    compiled = compile_standards(EXPRS, kind="individual")
    sql = compiled.sql(CONTEXT, SOURCES | {"rating": joined}, listed([Candidate(7, 7, 0)]))
    assert engine.plan(sql) == []


def test_the_check_sees_a_full_pass(engine: Engine) -> None:
    assert engine.plan("SELECT f.grade FROM rating f WHERE f.grade = 1") != []
