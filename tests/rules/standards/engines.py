"""The facts of a test in each engine: tables in SQLite, typed VALUES in PostgreSQL; the SQL text is one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

# relation -> column -> type, as the Django models would store them
SCHEMA: Mapping[str, Mapping[str, str]] = {
    "rating": {"person_id": "bigint", "unit_id": "bigint", "year": "int", "scale": "text", "grade": "int"},
    "discipline": {"person_id": "bigint", "unit_id": "bigint", "decided_on": "date", "grade": "int"},
    "complaint": {"person_id": "bigint", "unit_id": "bigint", "received_on": "date", "status": "text"},
    "index_result": {
        "unit_id": "bigint",
        "component": "text",
        "year": "int",
        "points": "decimal",
        "maximum": "decimal",
        "rank": "int",
    },
    "index_owner": {"person_id": "bigint", "unit_id": "bigint", "component": "text", "year": "int"},
    "initiative": {
        "person_id": "bigint",
        "unit_id": "bigint",
        "level": "int",
        "recognised_on": "date",
        "registered_on": "date",
    },
    "commendation": {
        "person_id": "bigint",
        "unit_id": "bigint",
        "form": "text",
        "authority_tier": "text",
        "decided_on": "date",
    },
    "figure": {
        "person_id": "bigint",
        "unit_id": "bigint",
        "criterion": "text",
        "year": "int",
        "numerator": "decimal",
        "denominator": "decimal",
        "value": "decimal",
    },
    "lower_plan": {"unit_id": "bigint", "year": "int", "filed_on": "date"},
    "duty": {"unit_id": "bigint", "type": "text", "year": "int", "done_on": "date"},
    "task": {
        "person_id": "bigint",
        "unit_id": "bigint",
        "year": "int",
        "assigned": "int",
        "done": "int",
        "on_time": "int",
    },
    "judgement": {"candidate_id": "bigint", "leaf_id": "text", "verdict": "text"},
}

TABLES = {relation: relation for relation in SCHEMA}

type Rows = Mapping[str, Sequence[Mapping[str, object]]]


def sqlite(facts: Rows) -> sqlite3.Connection:
    """A database in memory with a table for each relation; decimals and dates as Django stores them."""
    connection = sqlite3.connect(":memory:")
    for relation, columns in SCHEMA.items():
        connection.execute(f"CREATE TABLE {relation} ({', '.join(f'{c} {t}' for c, t in columns.items())})")
        rows = [[_plain(row[c]) for c in columns] for row in facts.get(relation, ())]
        connection.executemany(f"INSERT INTO {relation} VALUES ({', '.join('?' * len(columns))})", rows)
    return connection


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal | date) else value


def postgres_sources(facts: Rows) -> dict[str, str]:
    """Each relation as a parenthesised SELECT over VALUES."""
    return {relation: _values(columns, facts.get(relation, ())) for relation, columns in SCHEMA.items()}


def _values(columns: Mapping[str, str], rows: Sequence[Mapping[str, object]]) -> str:
    if not rows:
        return f"(SELECT {', '.join(f'CAST(NULL AS {t}) AS {c}' for c, t in columns.items())} WHERE 1 = 0)"
    lines = ", ".join(f"({', '.join(f'CAST({_literal(row[c])} AS {t})' for c, t in columns.items())})" for row in rows)
    return f"(SELECT * FROM (VALUES {lines}) AS v({', '.join(columns)}))"


def _literal(value: object) -> str:
    return "NULL" if value is None else f"'{value}'"
