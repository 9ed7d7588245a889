"""Days that stand inside the clause of a duty: they are the day of that duty, not a limit of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from thidua.plans import model as m
from thidua.reader.build import waits
from thidua.reader.build.material import Material
from thidua.reader.model import Fact

_OF_DUTIES: Final = ("task", "report")


def days_of_duties(material: Material, events: Sequence[m.Event]) -> dict[str, Fact]:
    """Id of a duty's fact → the first limit that stands in its words; a second one stays a limit of the plan."""
    found: dict[str, Fact] = {}
    for fact in material.all("deadline"):
        if fact.value.get("what") not in _OF_DUTIES or waits.rule_or_day(fact, events) is None:
            continue
        holds = next((duty for duty in material.all("duty") if duty.value.get("body") and _inside(fact, duty)), None)
        if holds is not None:
            found.setdefault(holds.id, fact)
    return found


def _inside(fact: Fact, duty: Fact) -> bool:
    return any(
        own.block == span.block and own.start <= span.start and span.end <= own.end
        for span in fact.spans
        for own in duty.spans
    )
