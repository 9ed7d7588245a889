"""From the document to its facts: ``EXTRACTORS`` are run one after the other, each on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from thidua.reader.facts import (
    audience,
    awarding,
    bases,
    cascade,
    content,
    deadlines,
    duties,
    exclusions,
    foot,
    header,
    issuer,
    money,
    movement,
    papers,
    period,
    quotas,
    running,
    standards,
)
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.kinds import GROUPS, KINDS, Kind
from thidua.reader.model import Fact

__all__ = ["EXTRACTORS", "GROUPS", "KINDS", "Document", "Kind", "Piece", "extract"]

EXTRACTORS: list[Callable[[Document], Iterable[Fact]]] = [
    issuer.issuer,
    header.number,
    header.date,
    header.place,
    header.title,
    bases.bases,
    bases.cited,
    foot.recipients,
    foot.signer,
    movement.movement,
    period.period,
    period.rounds,
    period.events,
    content.statements,
    audience.audience,
    content.contents,
    content.criteria,
    content.targets,
    awarding.award_forms,
    quotas.quotas,
    standards.standards,
    exclusions.exclusions,
    papers.papers,
    papers.prescribed_forms,
    deadlines.deadlines,
    money.money,
    running.route,
    duties.duties,
    cascade.higher_plans,
    running.lower_plans,
    running.feedback,
]
"""In the order of the review page. A new extractor is added here and nowhere else."""


def extract(document: Document) -> tuple[Fact, ...]:
    """All facts in the order of kinds and then of the text, each with a stable id (``quota-1``, ``quota-2`` …)."""
    found: dict[str, list[Fact]] = {kind: [] for kind in KINDS}
    for extractor in EXTRACTORS:
        for fact in document.once(extractor):
            found[fact.kind].append(fact)
    return tuple(
        replace(fact, id=f"{kind}-{number}")
        for kind, facts in found.items()
        for number, fact in enumerate(facts, start=1)
    )
