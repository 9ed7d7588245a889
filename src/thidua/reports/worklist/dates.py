"""What the plan asks for by a day, in the list of those whom it concerns: duties, reports, registration and the like.

The days come from the plan in force and the events that happened (``plans/dues.py``), never from rows; whether a thing
is done comes from rows that exist for it. Where none exist it stands until its day is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from thidua.movements.models import Movement
from thidua.movements.queries import current_version
from thidua.org.models import Unit
from thidua.plans import Plan, calendar, dues
from thidua.plans.dues import Due
from thidua.reports.worklist.desk import Desk, DutyRow, Item, link, takes_part, until

_BODY_ROLES: Final = {"office": ("office",), "council": ("council_secretary", "council_member")}
_DUTY_OF: Final = {"lower_plan": "lower_plan", "report": "report"}  # act of a deadline → the duty that tells it is done


def dated(desk: Desk) -> Iterator[Item]:
    """Every day of running plans that concerns this person, but those of duties."""
    for movement in desk.movements:
        version = current_version(movement)
        if movement.state != "launched" or version.issued_on is None:
            continue
        plan = desk.plan_of[movement.pk]
        for due in dues.dues(plan, version.issued_on, desk.events_of(movement), desk.today):
            yield from _of(desk, movement, plan, due)


def _of(desk: Desk, movement: Movement, plan: Plan, due: Due) -> Iterator[Item]:
    units = _units(desk, movement, plan, due)
    roles = _BODY_ROLES.get(due.owner)
    asked = (
        desk.roles.in_body(movement.body_id, *roles)
        if roles
        else due.owner == "everyone" and movement.body_id in desk.roles.all_body_ids
    )
    if due.owner == "named" and not units and desk.roles.in_body(movement.body_id, "office"):
        asked = not any(dues.names(due.body, unit.name) for unit in desk.units if unit.body_id == movement.body_id)
    if asked and not (due.deadline.act == "proposal" and desk.proposed(movement)):
        yield from _item(desk, movement, due, due.next, [])
        return
    late = [unit for unit in units if due.past and _open(desk, movement, unit, due, due.past)]
    if late:
        yield from _item(desk, movement, due, due.past, late)
    rest = [unit for unit in units if unit not in late and _open(desk, movement, unit, due, due.next) is not False]
    if rest:
        yield from _item(desk, movement, due, due.next, rest)


def _units(desk: Desk, movement: Movement, plan: Plan, due: Due) -> list[Unit]:
    """Own units that a day concerns."""
    if due.owner not in ("units", "named"):
        return []
    own = {g.unit_id: g.unit for g in desk.roles.grants if g.role in ("unit_clerk", "unit_head")}
    mine = [unit for unit in own.values() if unit.body_id == movement.body_id]
    if due.owner == "named":
        return [unit for unit in mine if dues.names(due.body, unit.name)]
    if due.deadline.act == "lower_plan":
        asked = plan.cascade.lower_kinds if plan.cascade.lower_required else ()
        return [u for u in mine if u.kind in asked or _duties(desk, movement, u, due)]
    return [unit for unit in mine if takes_part(plan, unit) or _duties(desk, movement, unit, due)]


def _duties(desk: Desk, movement: Movement, unit: Unit, due: Due) -> list[DutyRow]:
    kind = _DUTY_OF.get(due.deadline.act)
    return [r for r in desk.duties if (r.movement_id, r.unit_id, r.type) == (movement.pk, unit.pk, kind)]


def _open(desk: Desk, movement: Movement, unit: Unit, due: Due, closing: calendar.Closing | None) -> bool | None:
    """Whether the unit still has it to do; None where nothing tells. A report of a year is one made since the last."""
    rows = _duties(desk, movement, unit, due)
    if due.deadline.act == "lower_plan" and (movement.pk, unit.pk) in desk.lower_plans:
        return False
    if not rows:
        return True if due.deadline.act == "lower_plan" else None
    since = due.past.last_day if due.past and closing is due.next else None
    return not all(row.done_on and (since is None or row.done_on > since) for row in rows)


def _item(
    desk: Desk, movement: Movement, due: Due, closing: calendar.Closing | None, units: list[Unit]
) -> Iterator[Item]:
    if closing is None and not due.waits:
        return  # it was one day, and that is over
    by_duty = units and due.deadline.act in _DUTY_OF
    names = ", ".join(unit.name for unit in units)
    to = f" Gửi {due.deadline.recipient}." if due.deadline.recipient else ""
    when = until(closing, desk.now) if closing else f"Chưa có ngày: {due.waits}."
    yield Item(
        due.label,
        f"{f'{names}: ' if names else ''}{movement.short}. {when}{to}",
        link("movements:duties" if by_duty else "boards:movement", movement.slug),
        "Báo cáo" if by_duty and due.deadline.act == "report" else "Xem",
        closing=closing,
        source=due.deadline.source,
        rank=6,
        margin="Chưa có ngày",
    )


def unit_duties(desk: Desk) -> Iterator[Item]:
    """Duties not yet reported: one item for each that has a day, one a movement and unit for all others."""
    plain: dict[tuple[str, str, str], int] = {}
    known: dict[int, dict[str, Due]] = {}
    versions = {m.pk: (m, current_version(m)) for m in desk.movements if m.state == "launched"}
    for row in desk.duties:
        if row.done_on or row.movement_id not in versions:
            continue
        movement, version = versions[row.movement_id]
        if row.movement_id not in known and version.issued_on:
            events = desk.events_of(movement)
            known[movement.pk] = dues.of_duties(desk.plan_of[movement.pk], version.issued_on, events, desk.today)
        due = known.get(row.movement_id, {}).get(row.element_id)
        if due is None:
            key = (movement.slug, movement.short, row.unit)
            plain[key] = plain.get(key, 0) + 1
            continue
        closing = due.closing
        when = until(closing, desk.now) if closing else f"Chưa có ngày: {due.waits}."
        yield Item(
            row.label,
            f"{row.unit}: {movement.short}. {when}",
            link("movements:duty", movement.slug, row.pk),
            "Báo cáo",
            closing=closing,
            source=due.deadline.source,
            rank=6,
            margin="Chưa có ngày",
        )
    for (slug, short, unit), n in plain.items():
        title = f"Báo cáo {n} nhiệm vụ của kế hoạch"
        yield Item(title, f"{unit}: {short}.", link("movements:duties", slug), "Báo cáo", rank=8)
