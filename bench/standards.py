"""Rows 12 and 13 of the figures: standards of many people in the database, and one person's explanation.

Row 12 compares our compiled SQL with SQL written by hand for the same standards, in the same database,
over the same rows, each saving the same columns into a table; runs alternate, the median counts.
Row 13 counts the queries of one explanation and looks for full passes in the engine's plan.

    python bench/standards.py --people 20000
    python bench/standards.py --people 2000000 --json
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg

sys.path[:0] = [str(Path(__file__).parents[1])]

from tests.support import postgres  # noqa: E402 - after the path is set
from thidua.plans.model import All, Any, Expr, Leaf  # noqa: E402 - after the path is set
from thidua.rules.standards import Candidate, Context, Shape, compile_standards, details, evaluate, listed  # noqa: E402 - after the path is set

YEAR, YEARS = 2025, range(2016, 2026)
EXPRS: list[Expr] = [
    Leaf("rating_at_least", {"grade": "hoan_thanh_tot"}),
    Leaf("rating_at_least", {"grade": "hoan_thanh", "years": 3}),
    Leaf("no_discipline"),
    All(
        (
            Leaf("tasks_done"),
            Any(
                (
                    Leaf("initiative_recognised", {"level": "district"}),
                    Leaf("prior_awards", {"form": "giay-khen", "authority_tier": "commune", "min": 2}),
                )
            ),
        )
    ),
]
CONTEXT = Context(
    YEAR,
    {"round_year": (date(2025, 1, 1), date(2026, 1, 1)), "plan_years": (date(2021, 1, 1), date(2026, 1, 1))},
    date(2026, 1, 31),
)
RELATIONS = ("candidates", "rating", "discipline", "task", "initiative", "commendation")
MANY = Shape(unique=frozenset({"rating", "task"}), everyone=True)
SOURCES = {name: name for name in RELATIONS}

# Written by hand: direct joins on the annual rows, counts grouped by person, no detour over candidates.
BY_HAND = """
SELECT c.candidate_id,
 CASE WHEN r0.grade < 3 THEN 0 WHEN r0.grade IS NULL THEN 1 ELSE 3 END AS s0,
 CASE WHEN r0.grade < 2 OR r1.grade < 2 OR r2.grade < 2 THEN 0
      WHEN r0.grade IS NULL OR r1.grade IS NULL OR r2.grade IS NULL THEN 1 ELSE 3 END AS s1,
 CASE WHEN d.n > 0 THEN 0 ELSE 3 END AS s2,
 CASE WHEN t.on_time < t.assigned THEN 0
      WHEN i.n >= 1 OR w.n >= 2 THEN CASE WHEN t.assigned > 0 THEN 3 ELSE 1 END
      ELSE 0 END AS s3,
 CASE WHEN r0.grade < 3 THEN 0 WHEN r0.grade IS NULL THEN 1 ELSE 3 END AS o0,
 CASE WHEN r0.grade < 2 OR r1.grade < 2 OR r2.grade < 2 THEN 0
      WHEN r0.grade IS NULL OR r1.grade IS NULL OR r2.grade IS NULL THEN 1 ELSE 3 END AS o1,
 CASE WHEN d.n > 0 THEN 0 ELSE 3 END AS o2,
 CASE WHEN t.assigned > 0 THEN CASE WHEN t.on_time >= t.assigned THEN 3 ELSE 0 END ELSE 1 END AS o3,
 CASE WHEN i.n >= 1 THEN 3 ELSE 0 END AS o4,
 CASE WHEN w.n >= 2 THEN 3 ELSE 0 END AS o5,
 r0.grade AS v0_grade_2025, r0.grade AS v1_grade_2025, r1.grade AS v1_grade_2024, r2.grade AS v1_grade_2023,
 COALESCE(d.n, 0) AS v2_count, t.assigned AS v3_assigned, t.done AS v3_done, t.on_time AS v3_on_time,
 COALESCE(i.n, 0) AS v4_count, COALESCE(w.n, 0) AS v5_count
FROM candidates c
LEFT JOIN rating r0 ON r0.person_id = c.person_id AND r0.year = 2025 AND r0.scale = 'nhiem_vu'
LEFT JOIN rating r1 ON r1.person_id = c.person_id AND r1.year = 2024 AND r1.scale = 'nhiem_vu'
LEFT JOIN rating r2 ON r2.person_id = c.person_id AND r2.year = 2023 AND r2.scale = 'nhiem_vu'
LEFT JOIN task t ON t.person_id = c.person_id AND t.year = 2025
LEFT JOIN (SELECT person_id, COUNT(*) AS n FROM discipline
 WHERE decided_on >= '2025-01-01' AND decided_on < '2026-01-01' GROUP BY person_id) d ON d.person_id = c.person_id
LEFT JOIN (SELECT person_id, COUNT(*) AS n FROM initiative
 WHERE level >= 3 AND recognised_on >= '2025-01-01' AND recognised_on < '2026-01-01' GROUP BY person_id) i
 ON i.person_id = c.person_id
LEFT JOIN (SELECT person_id, COUNT(*) AS n FROM commendation
 WHERE form = 'giay-khen' AND authority_tier = 'commune' AND decided_on >= '2021-01-01' AND decided_on < '2026-01-01'
 GROUP BY person_id) w ON w.person_id = c.person_id
"""

TABLES = """
CREATE TABLE candidates (candidate_id INTEGER PRIMARY KEY, person_id INTEGER, unit_id INTEGER);
CREATE TABLE rating (person_id INTEGER, unit_id INTEGER, year INTEGER, scale VARCHAR(20), grade INTEGER);
CREATE TABLE discipline (person_id INTEGER, unit_id INTEGER, decided_on DATE);
CREATE TABLE task (person_id INTEGER, unit_id INTEGER, year INTEGER, assigned INTEGER, done INTEGER, on_time INTEGER);
CREATE TABLE initiative (person_id INTEGER, unit_id INTEGER, level INTEGER, recognised_on DATE, registered_on DATE);
CREATE TABLE commendation (person_id INTEGER, unit_id INTEGER, form VARCHAR(20), authority_tier VARCHAR(10),
 decided_on DATE);
"""
INDEXES = """
CREATE INDEX rating_i ON rating (person_id, year);
CREATE INDEX discipline_i ON discipline (person_id, decided_on);
CREATE INDEX task_i ON task (person_id, year);
CREATE INDEX initiative_i ON initiative (person_id, recognised_on);
CREATE INDEX commendation_i ON commendation (person_id, decided_on);
"""
# A number below 1000 for a person, a year and a purpose, the same in every engine.
CHANCE = "((p.n * 7919 + y.n * 104729 + {0} * 1299709) % 1000003 * 31 % 1000)"


def filling(people: int, day: str) -> Iterator[str]:
    """Statements that fill the tables: ten years for each person; ``day`` makes a date of a year (``{y}``)."""
    numbers = f"WITH RECURSIVE p(n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM p WHERE n < {people})"
    both = f"{numbers}, y(n) AS (SELECT {YEARS[0]} UNION ALL SELECT n + 1 FROM y WHERE n < {YEARS[-1]})"
    a, b, c, d, e = (CHANCE.format(n) for n in range(5))
    yield f"INSERT INTO candidates {numbers} SELECT n, n, n / 40 FROM p"
    yield (
        f"INSERT INTO rating {both} SELECT p.n, p.n / 40, y.n, 'nhiem_vu', CASE WHEN {a} < 30 THEN 1"
        f" WHEN {a} < 200 THEN 2 WHEN {a} < 850 THEN 3 ELSE 4 END FROM p CROSS JOIN y WHERE {b} > 5"
    )
    yield f"INSERT INTO discipline {both} SELECT p.n, p.n / 40, {day} FROM p CROSS JOIN y WHERE {c} < 8"
    yield (
        f"INSERT INTO task {both} SELECT p.n, p.n / 40, y.n, 10, 10, CASE WHEN {d} < 150 THEN 9 ELSE 10 END"
        f" FROM p CROSS JOIN y WHERE y.n = {YEAR} AND {b} < 950"
    )
    yield (
        f"INSERT INTO initiative {both} SELECT p.n, p.n / 40, 1 + {e} % 5, {day}, {day}"
        f" FROM p CROSS JOIN y WHERE {e} < 80"
    )
    yield (
        f"INSERT INTO commendation {both} SELECT p.n, p.n / 40, 'giay-khen', 'commune', {day}"
        f" FROM p CROSS JOIN y WHERE {d} < 150"
    )


class Engine:
    """One database with the rows in it."""

    name: str
    store = "CREATE TABLE {0} AS {1}"

    def run(self, sql: str) -> Sequence[Sequence[object]]:
        raise NotImplementedError

    def plan(self, sql: str) -> list[str]:
        """Lines of the plan that read a whole table of facts."""
        raise NotImplementedError

    def fill(self, people: int, day: str) -> None:
        for statement in [*TABLES.split(";"), *filling(people, day), *INDEXES.split(";")]:
            if statement.strip():
                self.run(statement)


class Sqlite(Engine):
    name = "SQLite"

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -262144", "temp_store = memory"):
            self.run(f"PRAGMA {pragma}")
        self.version = sqlite3.sqlite_version

    def run(self, sql: str) -> Sequence[Sequence[object]]:
        return self.connection.execute(sql).fetchall()

    def fill(self, people: int, day: str = "y.n || '-06-15'") -> None:
        super().fill(people, day)
        self.run("ANALYZE")

    def plan(self, sql: str) -> list[str]:
        lines = [str(row[3]) for row in self.run(f"EXPLAIN QUERY PLAN {sql}")]
        return [line for line in lines if line.split()[:2] in (["SCAN", name] for name in ("f", "r", *RELATIONS))]


class Postgres(Engine):
    name = "PostgreSQL"
    store = "CREATE UNLOGGED TABLE {0} AS {1}"

    def __init__(self, parts: postgres.Dsn) -> None:
        self.connection = psycopg.connect(**parts, autocommit=True)
        self.version = str(self.run("SHOW server_version")[0][0]).split()[0]

    def run(self, sql: str) -> Sequence[Sequence[object]]:
        cursor = self.connection.execute(sql.encode())
        return cursor.fetchall() if cursor.description else []

    def fill(self, people: int, day: str = "make_date(y.n, 6, 15)") -> None:
        super().fill(people, day)
        self.run("VACUUM ANALYZE")

    def plan(self, sql: str) -> list[str]:
        lines = [str(row[0]).strip() for row in self.run(f"EXPLAIN {sql}")]
        return [line for line in lines if "Seq Scan on" in line]


@contextmanager
def engines(folder: Path, people: int) -> Iterator[Iterator[Engine]]:
    """Both engines, one after the other, each filled."""
    settings = {"shared_buffers": "1GB", "work_mem": "256MB", "max_wal_size": "8GB", "jit": "off"}
    settings["max_parallel_workers_per_gather"] = "0"  # both sides on one core: steadier on a shared machine

    def each() -> Iterator[Engine]:
        lite = Sqlite(folder / "standards.db")
        lite.fill(people)
        yield lite
        lite.connection.close()
        with postgres.cluster(settings) as parts:
            server = Postgres(parts)
            server.fill(people)
            yield server
            server.connection.close()

    yield each()


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def batch(engine: Engine, runs: int) -> dict[str, object]:
    """Row 12 on one engine."""
    compiled = compile_standards(EXPRS, kind="individual")
    texts = {"ours": compiled.sql(CONTEXT, SOURCES, shape=MANY), "by_hand": BY_HAND}
    seconds: dict[str, list[float]] = {"ours": [], "by_hand": []}
    for turn in range(runs):
        for side, text in list(texts.items())[:: 1 if turn % 2 else -1]:  # whoever goes first meets the colder cache
            engine.run(f"DROP TABLE IF EXISTS {side}")
            seconds[side].append(timed(lambda s=side, t=text: engine.run(engine.store.format(s, t))))
    columns = ", ".join(compiled.columns(CONTEXT))
    both = [f"SELECT {columns} FROM {side}" for side in texts]
    different = [engine.run(f"SELECT COUNT(*) FROM ({a} EXCEPT {b}) x")[0][0] for a, b in (both, both[::-1])]
    if any(different):
        raise SystemExit(f"{engine.name}: the two results differ in {different} rows")
    ours, hand = (statistics.median(seconds[side]) for side in texts)
    met = engine.run(
        "SELECT COUNT(*), " + ", ".join(f"COUNT(CASE WHEN s{n} = 3 THEN 1 END)" for n in range(4)) + " FROM ours"
    )
    return {
        "ours_s": round(ours, 2),
        "by_hand_s": round(hand, 2),
        "ratio": round(ours / hand, 2),
        "rows_and_met": [int(str(n)) for n in met[0]],
    }


def one_person(engine: Engine, people: int) -> dict[str, object]:
    """Row 13 on one engine: queries, full passes, milliseconds of the explanation of one person."""
    compiled = compile_standards(EXPRS, kind="individual")
    person = [Candidate(people // 2, people // 2, people // 80)]
    asked: list[str] = []

    def execute(sql: str) -> Sequence[Sequence[object]]:
        asked.append(sql)
        return engine.run(sql)

    def explained() -> None:
        evaluate(execute, compiled, CONTEXT, person, SOURCES)
        details(execute, compiled, CONTEXT, listed(person), SOURCES)

    explained()
    queries, full = len(asked), [line for sql in asked for line in engine.plan(sql)]
    filtered = compiled.sql(CONTEXT, SOURCES, f"(SELECT * FROM candidates WHERE candidate_id = {people // 2})")
    full += engine.plan(filtered)
    milliseconds = statistics.median(timed(explained) for _ in range(20)) * 1000
    return {"queries": queries, "full_passes": full, "ms": round(milliseconds, 2)}


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found: dict[str, object] = {"people": options.people, "years": len(YEARS)}
    with tempfile.TemporaryDirectory() as folder, engines(Path(folder), options.people) as both:
        for engine in both:
            many, one = batch(engine, options.runs), one_person(engine, options.people)
            found[engine.name] = {"version": engine.version, "batch": many, "one": one}
            if not options.json:
                print(
                    f"12 {engine.name}: {options.people} người × {len(YEARS)} năm, của ta {many['ours_s']} s, viết tay "
                    f"{many['by_hand_s']} s, tỷ lệ {many['ratio']} (cần ≤ 1,2)"
                )
                print(
                    f"13 {engine.name}: {one['queries']} truy vấn (cần ≤ 12), quét toàn bảng: "
                    f"{len(one['full_passes'])}, {one['ms']} ms"
                )
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
