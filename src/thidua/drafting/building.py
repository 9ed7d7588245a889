"""The plan that the accepted facts of a draft make, through the reader's builder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import slugify

from thidua import reader
from thidua.documents import vietnamese
from thidua.drafting import elements
from thidua.drafting.kinds import complete, kind_of
from thidua.drafting.models import Draft, DraftFact
from thidua.movements import drafting as keepable
from thidua.plans import Plan
from thidua.reader import Fact, Reading
from thidua.reader.build import build as make_plan
from thidua.reader.model import Span
from thidua.rules.findings import Finding


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
            confidence=1.0 if row.state == "accepted" else max(row.confidence, 0.01),  # people are sure
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
    if draft.origin == "copy":
        plan, problems = elements.plan_of(rows, code_of(draft, rows))
        return Built(plan, plan.questions if plan else (), problems + (keepable.findings(plan) if plan else []))
    verdict = None
    if draft.reading is not None:
        verdict = reader.from_data({**draft.reading, "blocks": [], "outline": []}).verdict
    telling = rows
    if draft.origin == "new":  # what nobody has filled in says nothing yet
        telling = [row for row in rows if row.state != "pending" or complete(kind_of(row.kind), row.value)]
    built = make_plan(facts_of(telling), code=code_of(draft, rows), verdict=verdict)
    problems = [*built.problems, *_twice(rows)]
    plan = built.plan
    if plan is not None:
        problems += keepable.findings(plan)
    return Built(plan, built.questions, problems)


def _twice(rows: Iterable[DraftFact]) -> list[Finding]:
    """Facts of which a plan has one, and there are more: a person has to choose."""
    first: dict[str, DraftFact] = {}
    found = []
    for row in rows:
        kind = kind_of(row.kind)
        if not kind.many and row.kind in first:
            number = first[row.kind].place + 1
            text = f"Kế hoạch chỉ có một “{kind.label}”; giữ dữ kiện này hoặc dữ kiện {number}, bỏ cái kia."
            found.append(Finding("fact_twice", "error", text, field=f"{row.kind}-{row.pk}"))
        first.setdefault(row.kind, row)
    return found


def code_of(draft: Draft, rows: Iterable[DraftFact]) -> str:
    """Name of the plan in addresses: place and year, e.g. ``lac-giang-2025``."""
    year = ""
    for row in rows:
        if row.kind.removeprefix(elements.PREFIX) == "movement":
            year = str(row.value.get("year_to") or row.value.get("year") or "")
    place = slugify(vietnamese.fold(draft.body.place or draft.body.name))[:40] or "ke-hoach"
    return f"{place}-{year}".rstrip("-")
