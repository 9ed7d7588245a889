"""The whole check of a paper: what its text shows and what the plan made of it shows, said once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from thidua import law
from thidua.plans import Plan, check

from .remark import Remark, Severity

_SAME: Final = {
    "number-missing": ("missing.number",),
    "date-missing": ("missing.date", "missing.day"),
    "period-missing": ("missing.period",),
    "no-quota": ("missing.quota",),
}
"""Code of a remark about the plan → codes that say the same of its text; only faults a paper has once."""
_RANK: Final = ("error", "warning", "info")


def with_plan(said: Sequence[Remark], plan: Plan, book: law.LawBook) -> list[Remark]:
    """Remarks about the text, then those about the plan it makes that say something else; worst first.

    Remarks about the plan have codes ``plan.…`` and are warnings at most: they bind nobody who signed the paper.
    """
    found, known, words = [*said], {each.code for each in said}, {each.message for each in said}
    for each in check.findings(plan, in_force=book.in_force):
        if each.message in words or known.intersection(_SAME.get(each.code, ())):
            continue
        severity: Severity = "warning" if each.severity == "error" else each.severity
        place = each.source
        found.append(Remark(f"plan.{each.code}", severity, place.path, place.quote, each.message, ""))
    return sorted(found, key=lambda each: _RANK.index(each.severity))
