"""Reads about decisions and proposals shared by pages and acts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from thidua.decisions import facts
from thidua.decisions.models import Award, Decision, Proposal, ProposalLine
from thidua.decisions.permissions import READERS
from thidua.dossiers.models import Candidate
from thidua.movements.models import Movement, PlanVersion, Round
from thidua.movements.queries import current_version
from thidua.org.models import Roles
from thidua.plans import Plan


def visible(roles: Roles) -> QuerySet[Decision]:
    """Decisions a user may see: all of the body for those who work on them, approved ones for finance, issued for all inside."""
    own = Q(body_id__in=roles.body_ids(*READERS))
    money = Q(body_id__in=roles.body_ids("finance"), state__in=("approved", "issued"))
    issued = Q(body_id__in=roles.all_body_ids, state="issued")
    return Decision.objects.filter(own | money | issued).select_related("body", "round__movement__body")


def listed(roles: Roles) -> QuerySet[Decision]:
    """Visible decisions with their numbers of lines by kind, newest first."""
    approved = ~Q(awards__verdict="refused")
    return (
        visible(roles)
        .annotate(
            collectives=Count("awards", filter=approved & Q(awards__candidate__kind="collective")),
            people=Count("awards", filter=approved & Q(awards__candidate__kind="individual")),
            unpaid=Count(
                "awards",
                filter=Q(awards__verdict="approved", awards__paid_on=None) & ~Q(awards__candidate__state="revoked"),
            ),
        )
        .order_by("-created_at", "-pk")
    )


def whole(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Decisions with the plan in force, the actors and every line with candidate and appraisal."""
    current = Prefetch("round__movement__plan_versions", PlanVersion.objects.filter(in_force=True), to_attr="current")
    lines = Prefetch("awards", _lines())
    return decisions.select_related(
        "approved_by__person",
        "submitted_by__person",
        "paper",
        "paper_docx",
        "submission_pdf",
        "submission_docx",
        "signer",
    ).prefetch_related(current, lines)


def _lines() -> QuerySet[Award]:
    return Award.objects.select_related(
        "candidate__person", "candidate__unit", "candidate__dossier__unit", "candidate__appraisal", "revocation"
    ).order_by("order", "pk")


def lines_of(decision: Decision) -> list[Award]:
    """Lines in their order, from the prefetch where there is one."""
    if "awards" in getattr(decision, "_prefetched_objects_cache", {}):
        return list(decision.awards.all())
    return fresh_lines(decision)


def fresh_lines(decision: Decision) -> list[Award]:
    """Lines as they stand in the database now: what acts work on."""
    return list(_lines().filter(decision=decision))


def ready(round_: Round, plan: Plan, award_id: str) -> QuerySet[Candidate]:
    """Candidates that may come into a draft as they are: recommended by the council, else found eligible."""
    state = "recommended" if facts.passes_council(plan, award_id) else "eligible"
    return in_order(Candidate.objects.filter(dossier__round=round_, award_id=award_id, state=state))


def addable(round_: Round, plan: Plan, award_id: str) -> QuerySet[Candidate]:
    """``ready`` and those the council did not recommend: the office may lay them before the decider with a reason."""
    states = ("recommended", "not_recommended") if facts.passes_council(plan, award_id) else ("eligible",)
    return in_order(Candidate.objects.filter(dossier__round=round_, award_id=award_id, state__in=states))


def in_order(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Collectives in the order of the body's units, then people by unit and given name."""
    return candidates.select_related("person", "unit__parent", "dossier__unit", "dossier__round").order_by(
        "kind", "unit_id", "person__name_key", "pk"
    )


def rounds_to_decide(roles: Roles) -> list[tuple[Round, Plan, str, int]]:
    """(round, plan, award id, number ready) in the bodies where the user drafts decisions."""
    movements = Movement.objects.filter(body_id__in=roles.body_ids("office"), state="launched").select_related("body")
    current = Prefetch("plan_versions", PlanVersion.objects.filter(in_force=True), to_attr="current")
    found = []
    loaded = list(movements.prefetch_related(current, "rounds"))
    numbers = _numbers(loaded)
    for movement in loaded:
        plan = current_version(movement).plan
        for round_ in movement.rounds.all():
            round_.movement = movement
            for award in facts.awards_in(plan, round_, "award"):
                state = "recommended" if facts.passes_council(plan, award.id) else "eligible"
                if number := numbers.get((round_.pk, award.id, state)):
                    found.append((round_, plan, award.id, number))
    return found


def _numbers(movements: Iterable[Movement]) -> dict[tuple[int, str, str], int]:
    rows = (
        Candidate.objects.filter(dossier__round__movement__in=list(movements), state__in=("eligible", "recommended"))
        .order_by()
        .values_list("dossier__round_id", "award_id", "state")
        .annotate(n=Count("pk"))
    )
    return {(round_id, award, state): n for round_id, award, state, n in rows}


def visible_proposals(roles: Roles) -> QuerySet[Proposal]:
    """Proposals of the bodies a user works for."""
    return Proposal.objects.filter(body_id__in=roles.body_ids(*READERS)).select_related("body", "round__movement__body")


def proposal_lines(proposal: Proposal) -> list[ProposalLine]:
    """Lines with their candidates."""
    rows = proposal.lines.select_related("candidate__person", "candidate__unit__parent", "candidate__dossier")
    return list(rows.order_by("candidate__kind", "candidate__unit_id", "candidate__person__name_key", "pk"))


def proposable(round_: Round, plan: Plan, award_id: str) -> list[Candidate]:
    """Who may be proposed for an award of the higher level.

    Candidates nominated for it (recommended by the council where it is asked, else eligible) and those
    already awarded here in the round, of the kinds the award is for; nobody who stands in a live proposal for it.
    """
    award = facts.award_of(plan, award_id)
    state = "recommended" if facts.passes_council(plan, award_id) else "eligible"
    mine = Q(award_id=award_id, state=state) | Q(state="awarded")
    busy = ProposalLine.objects.filter(proposal__award_id=award_id).exclude(proposal__state="cancelled")
    rows = Candidate.objects.filter(mine, dossier__round=round_, kind__in=award.kinds)
    return list(in_order(rows.exclude(pk__in=busy.values("candidate_id"))))
