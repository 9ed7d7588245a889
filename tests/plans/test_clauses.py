"""Every clause of the clause inventory that asks for data, computing or enforcing is carried by a plan."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
import yaml

from thidua import plans

ROOT = Path(__file__).parents[2]
INVENTORY = ROOT / "../shared/spec/clauses.yaml"
LISTED = ROOT / "tests/clauses.csv"
CARRIED = {"data", "enforce", "compute"}

needs_inventory = pytest.mark.skipif(not INVENTORY.exists(), reason="the clause inventory is not at hand")


@cache
def inventory() -> dict[str, str]:
    """Clause id → mechanism."""
    data = yaml.load(INVENTORY.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {clause["id"]: clause["mechanism"] for clause in data["clauses"]}


def rows() -> list[dict[str, str]]:
    with LISTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def carried() -> dict[str, set[str]]:
    """Clause id → ids of the elements that carry it."""
    found: dict[str, set[str]] = {}
    for plan in plans.builtin().values():
        for name, element in plans.elements(plan):
            for source in (element.source, getattr(element, "fund_source", None)):
                for clause in source.clauses if source is not None else ():
                    found.setdefault(clause, set()).add(name)
    return found


def test_five_plans_with_five_prefixes() -> None:
    assert sorted(plan.prefix for plan in plans.builtin().values()) == ["HP", "PL", "PR", "ST", "TN"]


@needs_inventory
@pytest.mark.parametrize("prefix", ["HP", "PL", "PR", "ST", "TN"])
def test_clauses_are_carried_or_listed(prefix: str) -> None:
    known = carried().keys() | {row["id"] for row in rows()}
    asked = {name for name, how in inventory().items() if how in CARRIED and name.startswith(f"{prefix}-")}
    assert asked
    assert sorted(asked - known) == []


@needs_inventory
def test_no_plan_and_no_row_names_a_clause_that_does_not_exist() -> None:
    assert sorted(carried().keys() - inventory().keys()) == []
    assert sorted({row["id"] for row in rows()} - inventory().keys()) == []


def test_rows_are_unique_and_point_at_elements_that_exist() -> None:
    names = {plan.prefix: {name for name, _ in plans.elements(plan)} for plan in plans.builtin().values()}
    listed = rows()
    assert len({row["id"] for row in listed}) == len(listed)
    for row in listed:
        assert row["where"], row
        unknown = set(row["where"].split()) - names[row["id"].partition("-")[0]]
        assert row["how"] not in ("element", "paper", "later") or not unknown, row
        assert row["how"] != "later" or row["missing"], f"{row['id']}: say what is missing"
