"""A leaf on its way to SQL: the question it is compiled from and the rules it becomes.

A leaf becomes one or more `Rule` (the highest of them counts): conditions tried in order, and the
values found, which the explanation shows. Points, shares and figures are compared as whole numbers of
ten-thousandths, so that an engine with floats and one with decimals answer alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.plans import model

from .asks import Ask, Gathered, Subject
from .context import Context
from .outcome import Outcome


@dataclass(frozen=True, slots=True)
class Rule:
    """Answer of the first condition that holds, otherwise ``otherwise``."""

    cases: tuple[tuple[str, Outcome], ...]
    otherwise: Outcome


@dataclass(frozen=True, slots=True)
class LeafSql:
    """A leaf in SQL: rules, of which the best counts, and the values found (name → SQL expression)."""

    rules: tuple[Rule, ...]
    found: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """What a leaf is compiled from."""

    leaf: model.Leaf
    params: Mapping[str, object]
    kind: model.Kind
    context: Context
    gathered: Gathered

    @property
    def own(self) -> Subject:
        """Rows of the candidate itself."""
        return "unit" if self.kind == "collective" else "person"

    def of(self) -> Subject:
        """Rows of the candidate or of the staff of its unit, as the leaf's ``of`` says."""
        return "staff" if self.params["of"] == "staff" else self.own

    def natural(self, name: str) -> int:
        """A parameter that must be 1 or more. ValueError otherwise."""
        value = self.params[name]
        if not isinstance(value, int) or value < 1:
            raise ValueError(f"Tham số {name} của “{self.leaf.leaf}” phải từ 1 trở lên.")
        return value

    def count(self, relation: str, subject: Subject, when: str, only: str = "") -> str:
        """Number of rows in the leaf's span."""
        window = self.context.window(str(self.params["within"]))
        return self.gathered.column(Ask(relation, subject, "COUNT", when=when, times=window, only=only))


def scaled(column: str) -> str:
    """Whole number of ten-thousandths of a numeric column."""
    return f"CAST(ROUND({column} * 10000) AS BIGINT)"


def simple(cases: list[tuple[str, Outcome]], otherwise: Outcome, **found: str) -> LeafSql:
    """A leaf with one rule."""
    return LeafSql((Rule(tuple(cases), otherwise),), found)
