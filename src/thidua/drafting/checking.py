"""The check of a draft: remarks about the text with those that were waived, the plan its facts make, what it would do."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.text import slugify

from thidua import law, plans, reader
from thidua.documents import vietnamese
from thidua.drafting.models import Draft, DraftFact, Waiver
from thidua.movements import drafting as keepable
from thidua.plans import Plan, check, effects
from thidua.plans import model as m
from thidua.reader import Fact, Reading
from thidua.reader.model import Span
from thidua.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark of the check as shown. ``key`` names it as long as code, place and words stay the same."""

    key: str
    code: str
    severity: str
    path: str
    quote: str
    message: str
    suggestion: str
    source: str
    waiver: Waiver | None = None

    @property
    def stands(self) -> bool:
        """Whether nobody let it pass yet."""
        return self.waiver is None


@dataclass(frozen=True, slots=True)
class Built:
    """What the accepted facts make: the plan or None, open questions, reasons against it."""

    plan: Plan | None
    questions: Sequence[Any]
    problems: list[Finding]


def facts_of(rows: Iterable[DraftFact]) -> tuple[Fact, ...]:
    """Rows as the reader takes them."""
    return tuple(
        Fact(
            id=f"{row.kind}-{row.pk}",
            kind=row.kind,
            value=row.value,
            spans=tuple(Span(*span) for span in row.spans),
            path=row.path,
            quote=row.quote,
            confidence=row.confidence,
            doubt=row.doubt,
        )
        for row in rows
    )


def reading_of(draft: Draft, rows: Iterable[DraftFact]) -> Reading | None:
    """The stored reading with the facts as they stand now; None for a draft without a file."""
    if draft.reading is None:
        return None
    return replace(reader.from_data(draft.reading), facts=facts_of(rows))


def build(draft: Draft, rows: Iterable[DraftFact]) -> Built:
    """The plan that these facts make."""
    rows = list(rows)
    verdict = None
    if draft.reading is not None:
        verdict = reader.from_data({**draft.reading, "blocks": [], "outline": []}).verdict
    built = reader.build(facts_of(rows), code=code_of(draft, rows), verdict=verdict)
    problems = list(built.problems)
    if built.plan is not None:
        problems += keepable.findings(built.plan)
    return Built(built.plan, built.questions, problems)


def code_of(draft: Draft, rows: Iterable[DraftFact]) -> str:
    """Name of the plan in addresses: place and year, e.g. ``lac-giang-2025``."""
    year = ""
    for row in rows:
        if row.kind == "movement":
            year = str(row.value.get("year_to") or row.value.get("year") or "")
    place = slugify(vietnamese.fold(draft.body.place or draft.body.name))[:40] or "ke-hoach"
    return f"{place}-{year}".rstrip("-")


def remarks(draft: Draft, rows: Sequence[DraftFact], plan: Plan | None, today: date) -> list[Remark]:
    """Everything the check says, the worst first; remarks that were waived carry the waiver."""
    found: list[Remark] = []
    reading = reading_of(draft, [row for row in rows if row.state != "rejected"])
    if reading is not None:
        found += [_of_reader(each) for each in reader.check(reading, plan=plan, on=None, book=law.book())]
    if plan is not None:
        known = {each.message for each in found}
        found += [_of_plan(p) for p in check.findings(plan, in_force=law.book().in_force) if p.message not in known]
    waived = {waiver.key: waiver for waiver in draft.waivers.select_related("by__person")}
    order = ("error", "warning", "info")
    unique = {each.key: each for each in found}
    shown = [replace(each, waiver=waived.get(each.key)) for each in unique.values()]
    return sorted(shown, key=lambda each: (not each.stands, order.index(each.severity)))


def _of_reader(each: Any) -> Remark:
    return Remark(
        key(each.code, each.path, each.quote),
        each.code,
        each.severity,
        each.path,
        each.quote,
        each.message,
        each.suggestion,
        each.source,
    )


def _of_plan(each: check.PlanFinding) -> Remark:
    name = key(each.code, each.source.path, each.message)
    severity = "warning" if each.severity == "error" else each.severity
    return Remark(name, each.code, severity, each.source.path, each.source.quote, each.message, "", "")


def key(code: str, path: str, words: str) -> str:
    """Name of a remark."""
    return hashlib.sha256("\n".join((code, path, words)).encode()).hexdigest()[:32]


# ---------------------------------------------------------------- what the program will do

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
_BULLET = re.compile(r"\.?-\d+")


def effects_of(plan: Plan | None, rows: Sequence[DraftFact], today: date) -> dict[int, str]:
    """Fact → what the program will do with it, in words. Facts and elements of one kind and clause go in pairs."""
    if plan is None:
        return {}
    issued = check.issue_day(plan)
    year = min(max(today.year, plan.movement.year_from), plan.movement.year_to)
    by_place: dict[tuple[type, str], list[str]] = {}
    for _, element in plans.elements(plan):
        source = getattr(element, "source", None)
        if source is not None and not isinstance(element, m.OpenQuestion):
            said = effects.effect(plan, element, issued=issued, year=year).detail
            by_place.setdefault((type(element), _clause(source.path)), []).append(said)
    taken: dict[tuple[type, str], int] = {}
    found = {}
    for row in rows:
        for cls in ELEMENTS.get(row.kind, ()):
            place = (cls, _clause(row.path))
            said_here = by_place.get(place, [])
            n = taken.get(place, 0)
            if said_here:
                found[row.pk] = said_here[min(n, len(said_here) - 1)]
                taken[place] = n + 1
    return found


def _clause(path: str) -> str:
    """The clause without its bullets: the plan keeps ``III.3`` with a note where the reader says ``III.3.-2``."""
    return _BULLET.sub("", path)
