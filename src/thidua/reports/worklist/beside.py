"""Beside the list: movements that run, and what waits for other people."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from thidua.decisions.models import Decision
from thidua.dossiers.models import Dossier
from thidua.movements import queries as movement_queries
from thidua.movements.models import Movement
from thidua.org.models import Roles, User
from thidua.plans import calendar
from thidua.reports.worklist.desk import Item, link, round_name

STEPS = ("thi đua", "nhận hồ sơ", "thẩm định", "Hội đồng, quyết định", "kết thúc")


@dataclass(frozen=True, slots=True)
class Glance:
    """A running movement in three lines."""

    movement: Movement
    step: int
    text: str


def glances(user: User, roles: Roles, now: datetime, limit: int = 5) -> list[Glance]:
    """The movements that run, with the stage they are in."""
    running = movement_queries.visible(roles).filter(state="launched").prefetch_related("rounds")
    states: dict[int, Counter[str]] = defaultdict(Counter)
    shown = list(running[:limit])
    for movement_id, state, n in (
        Dossier.objects.filter(round__movement__in=shown)
        .values_list("round__movement_id", "state")
        .annotate(n=Count("id"))
    ):
        states[movement_id][state] += n
    return [_glance(m, states[m.pk], now) for m in shown]


def _glance(movement: Movement, states: Counter[str], now: datetime) -> Glance:
    ahead = sorted((r.closes_at, r) for r in movement.rounds.all() if r.closes_at and r.closes_at > now)
    handed = sum(n for s, n in states.items() if s not in ("draft", "confirmed", "lapsed"))
    done = states["closed"]
    if not states:
        step = 1
    elif ahead and not (states["appraised"] or states["before_council"]):
        step = 2
    elif states["filed"] or states["received"] or states["returned"]:
        step = 3
    else:
        step = 5 if done and done == handed else 4
    text = f"{handed} hồ sơ đã nộp."
    if ahead:
        closing = calendar.closing_at(ahead[0][0])
        text += f" Mốc tới: hạn nhận hồ sơ, {closing.last_moment_text.split(', ', 1)[1]}."
    return Glance(movement, step, text)


def elsewhere(roles: Roles, now: datetime) -> list[Item]:
    """What waits for other people: own dossiers under way, submitted decisions, unpublished events."""
    found = []
    rows = Dossier.objects.filter(
        unit_id__in=roles.unit_ids, state__in=("filed", "received", "appraised", "before_council")
    )
    words = {
        "filed": "chờ tiếp nhận",
        "received": "đang thẩm định",
        "appraised": "đã thẩm định",
        "before_council": "chờ Hội đồng",
    }
    for dossier in rows.select_related("unit", "round__movement")[:10]:
        found.append(
            Item(
                f"Hồ sơ của {dossier.unit.name}: {words[dossier.state]}",
                f"{round_name(dossier.round)}.",
                link("dossiers:detail", dossier.pk),
                day=timezone.localdate(dossier.filed_at) if dossier.filed_at else None,
            )
        )
    waiting = Decision.objects.filter(body_id__in=roles.body_ids("office"), state="submitted")
    for decision in waiting.select_related("round__movement")[:10]:
        found.append(
            Item(
                "Chủ tịch duyệt quyết định khen thưởng",
                f"{round_name(decision.round)}.",
                link("decisions:detail", decision.pk),
                day=timezone.localdate(decision.submitted_at) if decision.submitted_at else None,
            )
        )
    return found
