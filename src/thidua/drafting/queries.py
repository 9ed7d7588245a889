"""Reads about drafts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.drafting.models import Draft, DraftFact
from thidua.movements.models import Amendment, Movement
from thidua.org.models import Roles


def visible(roles: Roles) -> QuerySet[Draft]:
    """Drafts of the bodies in which the user belongs to the standing office, decides or administers."""
    bodies = roles.body_ids("office", "decider", "admin")
    return Draft.objects.filter(body_id__in=bodies).select_related("body")


def listed(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    """For the list: without the reading, which is most of the weight, with how much waits."""
    facts = DraftFact.objects.filter(draft=OuterRef("pk")).order_by().values("draft").annotate(n=Count("pk"))
    shown = drafts.defer("reading", "base", "plan").select_related("job", "by__person", "movement")
    return shown.annotate(
        fact_count=Coalesce(Subquery(facts.values("n")), 0),
        waiting=Coalesce(Subquery(facts.filter(state="pending").values("n")), 0),
    )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is half made and lives beside the drafts of this app."""

    movements: list[Movement]
    amendments: list[Amendment]

    def __bool__(self) -> bool:
        return bool(self.movements or self.amendments)


def elsewhere(roles: Roles, most: int = 50) -> Elsewhere:
    """Movements that wait for their launch and amendments that wait for their issue, the newest first."""
    bodies = roles.body_ids("office", "decider", "admin")
    movements = Movement.objects.filter(state="draft", body_id__in=bodies).select_related("body", "higher")
    amendments = Amendment.objects.filter(state="draft", movement__body_id__in=bodies, movement__state="launched")
    shown = amendments.select_related("movement__body", "by__person").defer("data", "changes")
    return Elsewhere(list(movements[:most]), list(shown[:most]))


def rows_of(draft: Draft) -> list[DraftFact]:
    """Facts in the order of the document, each with the person who decided."""
    rows = list(draft.facts.select_related("by__person"))
    for row in rows:
        row.draft = draft
    return rows


def kinds_of(draft: Draft) -> list[str]:
    """The kinds its facts are of."""
    return list(draft.facts.order_by("kind").values_list("kind", flat=True).distinct())


def same_file(drafts: QuerySet[Draft], body_id: int, sha256: str) -> Draft | None:
    """A draft of the body made from this very file and not put away, or None."""
    found = drafts.filter(body_id=body_id, file__sha256=sha256).exclude(state__in=("discarded", "failed"))
    return found.first()


def seen(draft: Draft) -> set[tuple[int, int]]:
    """Sentences somebody marked as seen, by block and first character."""
    return set(draft.seen.values_list("block", "start"))


def earlier(roles: Roles) -> QuerySet[Movement]:
    """Movements whose plan may be taken as the pattern of a new one, newest first."""
    launched = Movement.objects.filter(body_id__in=roles.body_ids("office")).exclude(state="draft")
    return launched.order_by("-launched_at", "-pk")
