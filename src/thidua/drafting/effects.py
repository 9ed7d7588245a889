"""What the program will do with each accepted fact, in words: the effect of the element it becomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from thidua import plans
from thidua.drafting import elements
from thidua.drafting.models import DraftFact
from thidua.plans import Plan, check, effects
from thidua.plans import model as m

ELEMENTS: dict[str, tuple[type, ...]] = {
    "issuer": (m.Issuer,),
    "number": (m.Identity,),
    "signer": (m.Signer,),
    "basis": (m.DocRef,),
    "cited": (m.DocRef,),
    "recipient": (m.Recipient,),
    "movement": (m.MovementName,),
    "period": (m.Period,),
    "round": (m.Round,),
    "event": (m.Event,),
    "statement": (m.Statement,),
    "audience": (m.Audience,),
    "content": (m.Content,),
    "criterion": (m.Criterion,),
    "target": (m.Criterion,),
    "award": (m.Award,),
    "quota": (m.Quota,),
    "standard": (m.Standard,),
    "exclusion": (m.Exclusion,),
    "money": (m.Money,),
    "paper": (m.PaperItem,),
    "deadline": (m.Deadline,),
    "route_step": (m.RouteStep,),
    "duty": (m.Duty,),
    "cascade": (m.Cascade,),
    "feedback": (m.Feedback,),
}
NO_GATE = "Ngày này chỉ để xem ở toàn văn: chương trình không mở, không đóng việc gì theo nó."
_BULLET = re.compile(r"\.?-\d+")


def effects_of(plan: Plan | None, rows: Sequence[DraftFact], today: date) -> dict[int, str]:
    """Fact → what the program will do with it, in words. Facts and elements of one kind and clause go in pairs."""
    if plan is None:
        return {}
    issued = check.issue_day(plan)
    year = min(max(today.year, plan.movement.year_from), plan.movement.year_to)
    if rows and rows[0].kind.startswith(elements.PREFIX):
        return _of_elements(plan, rows, issued, year)
    by_place: dict[tuple[type, str], list[str]] = {}
    days: dict[str, str] = {}  # a deadline is known by its day: clauses name several, some the days of duties
    for _, element in plans.elements(plan):
        source = getattr(element, "source", None)
        if source is not None and not isinstance(element, m.OpenQuestion):
            said = effects.effect(plan, element, issued=issued, year=year).detail
            by_place.setdefault((type(element), _clause(source.path)), []).append(said)
            if isinstance(element, m.Deadline):
                days[element.rule] = said
            elif isinstance(element, m.Duty) and element.due:
                days.setdefault(element.due, said)
    taken: dict[tuple[type, str], int] = {}
    found = {}
    for row in rows:
        if row.kind == "deadline" and row.value.get("date"):
            found[row.pk] = days.get(str(row.value["date"]), NO_GATE)
            continue
        for cls in ELEMENTS.get(row.kind, ()):
            place = (cls, _clause(row.path))
            said_here = by_place.get(place, [])
            n = taken.get(place, 0)
            if said_here:
                found[row.pk] = said_here[min(n, len(said_here) - 1)]
                taken[place] = n + 1
    return found


def _of_elements(plan: Plan, rows: Sequence[DraftFact], issued: date | None, year: int) -> dict[int, str]:
    """Facts that are elements of the plan go in pairs with them, in the order of the plan."""
    found, taken = {}, dict.fromkeys(elements.FIELDS, 0)
    for row in rows:
        name = row.kind.removeprefix(elements.PREFIX)
        parts = getattr(plan, name)
        element = parts if name in elements.SINGLE else parts[taken[name]]
        taken[name] += 1
        found[row.pk] = effects.effect(plan, element, issued=issued, year=year).detail
    return found


def _clause(path: str) -> str:
    """The clause without its bullets: the plan keeps ``III.3`` with a note where the reader says ``III.3.-2``."""
    return _BULLET.sub("", path)
