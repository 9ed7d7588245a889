"""What councils and decisions have done or planned for the rounds of a movement: an amendment may run into it."""

from __future__ import annotations

from thidua.councils.models import Session
from thidua.decisions.models import Decision
from thidua.movements.models import Movement
from thidua.rules.collisions import Beside, Deciding, Meeting


def beside(movement: Movement) -> dict[int, Beside]:
    """Round → sessions and decisions that were not cancelled, each in the order of time; two queries."""
    meetings: dict[int, list[Meeting]] = {}
    for session in Session.objects.filter(round__movement=movement).order_by("planned_at", "pk"):
        meetings.setdefault(session.round_id, []).append(Meeting(session.planned_at, session.state))
    decisions: dict[int, list[Deciding]] = {}
    rows = Decision.objects.filter(round__movement=movement).exclude(state="cancelled").defer("law")
    for decision in rows.order_by("created_at", "pk"):
        number = str(decision) if decision.number else ""
        decisions.setdefault(decision.round_id, []).append(Deciding(decision.state, number))
    return {key: Beside(meetings.get(key, ()), decisions.get(key, ())) for key in meetings.keys() | decisions.keys()}
