"""What the public may read: movements that run, issued decisions by name and post, one certificate by its code."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from thidua.decisions import codes
from thidua.decisions.models import Award, Decision
from thidua.movements.models import Movement, PlanVersion


def movements() -> list[Movement]:
    """Launched movements with the plan in force as ``movement.current[0]``, newest first; two queries."""
    current = Prefetch("plan_versions", PlanVersion.objects.filter(in_force=True), to_attr="current")
    rows = Movement.objects.filter(state="launched").select_related("body").prefetch_related(current)
    return list(rows.order_by("-launched_at", "-id")[:30])


def decisions() -> QuerySet[Decision]:
    """Issued decisions with the lines that stand, newest first."""
    standing = Award.objects.filter(Q(verdict="approved") & ~Q(candidate__state="revoked"))
    lines = Prefetch(
        "awards", standing.select_related("candidate__person", "candidate__unit").order_by("order"), to_attr="standing"
    )
    rows = Decision.objects.filter(state="issued").select_related("body", "round__movement")
    return rows.prefetch_related(lines).order_by("-decided_on", "-id")


@dataclass(frozen=True, slots=True)
class Found:
    """Answer to a code: ``genuine``, ``revoked`` or ``unknown``, with the award unless unknown."""

    state: str
    award: Award | None = None


def certificate(text: str) -> Found:
    """What is known of a code; one query, none for a text that cannot be a code."""
    code = codes.read(text)
    if not code:
        return Found("unknown")
    rows = Award.objects.filter(code=code, verdict="approved", decision__state="issued")
    award = rows.select_related("candidate__person", "candidate__unit", "decision__body").first()
    if award is None:
        return Found("unknown")
    return Found("revoked" if award.candidate.state == "revoked" else "genuine", award)
