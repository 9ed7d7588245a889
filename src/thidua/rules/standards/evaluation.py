"""Run compiled standards for candidates and read the rows back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from thidua.plans import model

from .asks import FEW, Shape
from .compiler import Compiled
from .context import Context, whole
from .outcome import Outcome

type Row = Sequence[object]
type Execute = Callable[[str], Sequence[Row]]

BATCH = 2000  # candidates written into one text; SQLite takes texts up to 1 MB


@dataclass(frozen=True, slots=True)
class Candidate:
    """``person_id`` is None for a collective; ``unit_id`` the unit itself or the person's unit."""

    candidate_id: int
    person_id: int | None
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class LeafResult:
    """Answer of one leaf with what was found (names depend on the leaf)."""

    leaf: model.Leaf
    outcome: Outcome
    found: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Result:
    """Answers for one candidate: ``outcomes`` in the order of the expressions, ``leaves`` as compiled."""

    candidate_id: int
    outcomes: tuple[Outcome, ...]
    leaves: tuple[LeafResult, ...]


def evaluate(
    execute: Execute,
    compiled: Compiled,
    context: Context,
    candidates: str | Sequence[Candidate],
    sources: Mapping[str, str],
    shape: Shape = FEW,
) -> list[Result]:
    """Results in the order the database gives them (for a list of candidates: in its order).

    ``execute`` takes the SQL and returns the rows; ``candidates`` is a relation (SQL text) or a list.
    KeyError, ValueError as in `Compiled.sql`.
    """
    names = compiled.columns(context)
    if isinstance(candidates, str):
        return [_result(compiled, names, row) for row in execute(compiled.sql(context, sources, candidates, shape))]
    rows: dict[int, Result] = {}
    for start in range(0, len(candidates), BATCH):
        text = compiled.sql(context, sources, listed(candidates[start : start + BATCH]), shape)
        rows.update((r.candidate_id, r) for r in (_result(compiled, names, row) for row in execute(text)))
    return [rows[candidate.candidate_id] for candidate in candidates]


def listed(candidates: Sequence[Candidate]) -> str:
    """Relation of the candidates as SQL text (whole numbers only). ValueError: empty list."""
    if not candidates:
        raise ValueError("no candidates")
    values = ", ".join(f"({_id(c.candidate_id)}, {_id(c.person_id)}, {_id(c.unit_id)})" for c in candidates)
    names = "SELECT column1 AS candidate_id, column2 AS person_id, column3 AS unit_id"
    return f"({names} FROM (VALUES {values}) AS v)"


def _id(number: int | None) -> str:
    return "CAST(NULL AS BIGINT)" if number is None else whole(number)


def _result(compiled: Compiled, names: Sequence[str], row: Row) -> Result:
    record = dict(zip(names, row, strict=True))
    answers = {name: Outcome(int(str(value))) for name, value in record.items() if name[0] in "so"}
    return Result(
        int(str(record["candidate_id"])),
        tuple(answers[f"s{n}"] for n in range(len(compiled.exprs))),
        tuple(LeafResult(leaf, answers[f"o{n}"], _found(record, n)) for n, leaf in enumerate(compiled.leaves)),
    )


def _found(record: Mapping[str, object], number: int) -> dict[str, object]:
    prefix = f"v{number}_"
    return {name.removeprefix(prefix): value for name, value in record.items() if name.startswith(prefix)}
