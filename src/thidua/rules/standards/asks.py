"""What the leaves ask of the facts, gathered so that each relation is read once.

A leaf asks for aggregates (`Ask`); asks on one relation about one subject share a common table
expression that starts from the candidates and joins the facts. Starting there keeps one person's
question on the indexes; one pass a relation keeps two million people's question cheap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .context import day, whole

Subject = Literal["person", "unit", "staff", "body", "candidate"]
Aggregate = Literal["COUNT", "MIN", "MAX", "SUM"]
Times = tuple[int, ...] | tuple[date, date] | None

# Column both sides share.
KEY: Mapping[Subject, str] = {
    "person": "person_id",
    "unit": "unit_id",
    "staff": "unit_id",
    "body": "unit_id",
    "candidate": "candidate_id",
}
# Which rows are about such subjects at all.
ABOUT: Mapping[Subject, list[str]] = {
    "person": ["f.person_id IS NOT NULL"],
    "unit": ["f.person_id IS NULL"],
    "staff": ["f.person_id IS NOT NULL"],
    "body": [],
    "candidate": [],
}
# person: rows of the person · unit: rows of the collective itself · staff: rows of persons of the unit ·
# body: rows of relations that know units only · candidate: rows of relations that know candidates
MATCH: Mapping[Subject, str] = {
    "person": "f.person_id = c.person_id",
    "unit": "f.unit_id = c.unit_id AND f.person_id IS NULL",
    "staff": "f.unit_id = c.unit_id AND f.person_id IS NOT NULL",
    "body": "f.unit_id = c.unit_id",
    "candidate": "f.candidate_id = c.candidate_id",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One aggregate over the facts of a candidate.

    ``times``: years (column ``year``), or first day and day after the last of column ``when``, or None.
    ``only``: further SQL condition on ``f``; ``value``: what is aggregated (COUNT counts rows).
    """

    relation: str
    subject: Subject
    aggregate: Aggregate
    value: str = "1"
    when: str = "year"
    times: Times = None
    only: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the query reaches the facts; the answers are the same.

    ``unique``: relations the database keeps to one row a subject and year (and scale, criterion), given as
    plain tables: they are joined directly. ``everyone``: the candidates are nearly all subjects, so facts are
    counted by subject before they meet the candidates; not for a few candidates, it reads whole tables.
    """

    unique: frozenset[str] = frozenset()
    everyone: bool = False


FEW = Shape()


@dataclass(slots=True)
class Gathered:
    """Asks of one query by common table expression; ``special`` holds ready-made ones (name → SQL)."""

    shape: Shape = FEW
    groups: dict[tuple[str, Subject, str], dict[Ask, str]] = field(default_factory=dict)
    direct: dict[tuple[str, Subject, Times, str], str] = field(default_factory=dict)
    special: dict[str, str] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)

    def column(self, ask: Ask) -> str:
        """Column of the answer in the final query; counts and sums are 0 where there are no rows."""
        if ask.relation in self.shape.unique and ask.aggregate in ("MIN", "MAX") and len(ask.times or ()) == 1:
            key = (ask.relation, ask.subject, ask.times, ask.only)
            return _aliased(ask.value, self.direct.setdefault(key, f"u{len(self.direct)}"))
        asks = self.groups.setdefault((ask.relation, ask.subject, ask.when), {})
        name = asks.setdefault(ask, f"x{len(asks)}")
        group = list(self.groups).index((ask.relation, ask.subject, ask.when))
        column = f"g{group}.{name}"
        return f"COALESCE({column}, 0)" if ask.aggregate in ("COUNT", "SUM") else column

    def tables(self, candidates: str, sources: Mapping[str, str]) -> list[tuple[str, str]]:
        """Name and SQL of every common table expression, in order."""
        start = None if self.shape.everyone else candidates
        plain = [
            (f"g{n}", _group(start, source(sources, key[0]), list(asks.items())))
            for n, (key, asks) in enumerate(self.groups.items())
        ]
        return plain + list(self.special.items())

    def joins(self, sources: Mapping[str, str]) -> list[str]:
        """What the final query joins to the candidates (``LEFT JOIN`` comes before each)."""
        found = []
        for (relation, subject, times, only), alias in self.direct.items():
            on = " AND ".join([MATCH[subject], *_within("year", times), *([only] if only else [])])
            found.append(f"{source(sources, relation)} {alias} ON {_aliased(on, alias)}")
        for n, (_, subject, _) in enumerate(self.groups):
            key = KEY[subject] if self.shape.everyone else "candidate_id"
            found.append(f"g{n} ON g{n}.{key} = c.{key}")
        return found + [f"{name} ON {name}.candidate_id = c.candidate_id" for name in self.joined]


def _aliased(sql: str, alias: str) -> str:
    """The same SQL over another alias than ``f``; quoted words stay as they are."""
    return re.sub(r"'[^']*'|\bf\.", lambda m: m[0] if m[0].startswith("'") else f"{alias}.", sql)


def source(sources: Mapping[str, str], relation: str) -> str:
    """SQL text of a relation. KeyError names the missing one."""
    if relation not in sources:
        raise KeyError(f"no source given for the relation {relation!r}")
    return sources[relation]


def _group(candidates: str | None, facts: str, asks: list[tuple[Ask, str]]) -> str:
    """Aggregates of one relation: from the candidates to their facts, or (None) over all subjects."""
    first = asks[0][0]
    times = _bounds([ask.times for ask, _ in asks])
    common = first.only if all(ask.only == first.only for ask, _ in asks) else ""
    conditions = [*_within(first.when, times), *([common] if common else [])]
    columns = []
    for ask, name in asks:
        narrower = [] if ask.times == times else _within(ask.when, ask.times)
        if ask.only and ask.only != common:
            narrower.append(ask.only)
        columns.append(f"{_aggregate(ask, ' AND '.join(narrower))} AS {name}")
    if candidates is None:
        key, where = f"f.{KEY[first.subject]}", " AND ".join(ABOUT[first.subject] + conditions) or "1 = 1"
        return f"SELECT {key}, {', '.join(columns)} FROM {facts} f WHERE {where} GROUP BY {key}"
    return (
        f"SELECT c.candidate_id, {', '.join(columns)} FROM {candidates} c JOIN {facts} f"
        f" ON {' AND '.join([MATCH[first.subject], *conditions])} GROUP BY c.candidate_id"
    )


def _aggregate(ask: Ask, condition: str) -> str:
    if not condition:
        return "COUNT(*)" if ask.aggregate == "COUNT" else f"{ask.aggregate}({ask.value})"
    return f"{ask.aggregate}(CASE WHEN {condition} THEN {ask.value} END)"


def _bounds(all_times: list[Times]) -> Times:
    """The time that covers all: union of the years, or from the first day to the last."""
    if any(times is None for times in all_times):
        return None
    years = {t for times in all_times for t in times or () if isinstance(t, int)}
    if years:
        return tuple(sorted(years))
    days = [times for times in all_times if times]
    return min(_first(t) for t in days), max(_last(t) for t in days)


def _first(times: Times) -> date:
    if not times or not isinstance(times[0], date):
        raise TypeError(f"not a span of days: {times!r}")
    return times[0]


def _last(times: Times) -> date:
    if not times or not isinstance(times[-1], date):
        raise TypeError(f"not a span of days: {times!r}")
    return times[-1]


def _within(column: str, times: Times) -> list[str]:
    if not times:
        return []
    years = [t for t in times if isinstance(t, int)]
    if len(years) == 1:
        return [f"f.{column} = {whole(years[0])}"]
    if years:
        return [f"f.{column} IN ({', '.join(map(whole, years))})"]
    return [f"f.{column} >= {day(_first(times))}", f"f.{column} < {day(_last(times))}"]
