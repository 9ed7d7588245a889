"""Official acts on a movement. Each is one transaction and leaves one journal entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from thidua import plans
from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.movements import amending, cascading, drafting, launching, laying, permissions
from thidua.movements.acting import roles, stale
from thidua.movements.events import correct_event, record_event
from thidua.movements.following import enter_figure, register_lower_plan, report_duty, set_deadline
from thidua.movements.models import Duty, Movement, PlanVersion
from thidua.movements.queries import leading_post
from thidua.notices.actions import tell
from thidua.org import standing
from thidua.org.models import Person, Unit, User
from thidua.org.queries import accounts_of, holders
from thidua.plans import Plan
from thidua.records import numbers
from thidua.rules import lifecycle
from thidua.rules.findings import Refused, refuse_if_any

__all__ = [
    "close",
    "correct_event",
    "enter_figure",
    "launch",
    "prepare",
    "record_event",
    "register_lower_plan",
    "report_duty",
    "roles",
    "set_deadline",
]

RESERVED = frozenset({"moi", "tu-cap-tren"})  # addresses of pages that stand where a movement's slug stands


def prepare(*, body: Unit, plan: Plan, by: User, at: datetime, higher: Movement | None = None) -> Movement:
    """Draft a movement of a body from a plan; nothing is announced yet. ``higher``: the movement it carries out."""
    refuse_if_any(permissions.can_prepare(roles(by, at), body))
    refuse_if_any(drafting.findings(plan))
    with transaction.atomic():
        movement = Movement.objects.create(
            body=body,
            slug=_free_slug(plan.code, body),
            title=plan.movement.title,
            short=plan.movement.short,
            created_at=at,
            higher=higher,
        )
        PlanVersion.objects.create(
            movement=movement,
            data=plans.to_data(plan),
            paper_number=plan.identity.number or "",
            symbol=plan.identity.symbol or "KH-UBND",
            signer_name=plan.signer.name,
            signer_title=plan.signer.position,
            capacity=plan.signer.capacity,
        )
        journal.record(
            by=by,
            at=at,
            act="movement.prepare",
            thing=movement,
            body_id=body.pk,
            sentence=f"Lập phong trào {movement}",
            data={"plan": plan.code, "title": plan.movement.title, "higher": higher.pk if higher else None},
        )
    return movement


def _free_slug(code: str, body: Unit) -> str:
    base = slugify(vietnamese.fold(code))[:60] or "phong-trao"
    slug, n = base, 1
    if base in RESERVED:
        base = slug = f"{base}-1"
    while Movement.objects.filter(slug=slug).exists():
        n += 1
        slug = f"{base}-{n}"
    return slug


def launch(
    *,
    movement: Movement,
    version: int,
    issued_on: date,
    number: int | None,
    signer: Person,
    capacity: str,
    by: User,
    at: datetime,
) -> Movement:
    """Launch: the plan gets number, date and signer, its rounds and duties come to life.

    ``number`` None takes the next number of the body's register; a given number (paper already
    numbered outside) must be higher than every number the register knows for that year.
    ``signer`` holds a leading post of the body on that day; ``capacity`` as in plans.model.Signer.
    ``version`` is the version the person saw: a second launch is refused and changes nothing.
    """
    refuse_if_any(permissions.can_launch(roles(by, at), movement))
    step = lifecycle.transition(lifecycle.MOVEMENT, movement.state, "launch")
    current = movement.plan_versions.get(in_force=True)
    post = leading_post(signer, movement.body, issued_on)
    refuse_if_any(
        [
            *standing.findings(movement.body, timezone.localdate(at), "phát động"),
            *launching.findings(current.plan, issued_on=issued_on, today=timezone.localdate(at)),
            *launching.signer_findings(post, signer, capacity, movement.body, issued_on),
        ]
    )
    assert post is not None  # signer_findings refuses a signer without one
    with transaction.atomic():
        changed = Movement.objects.filter(pk=movement.pk, state=movement.state, version=version).update(
            state=step.after, version=version + 1, launched_at=at
        )
        if not changed:
            raise Refused([stale("phát động")])
        paper = numbers.take(movement.body, "KH", on=issued_on, subject=movement.title, by=by, number=number)
        current.paper_number = f"{paper.number:02d}"
        current.issued_on = issued_on
        current.signer, current.signer_name, current.signer_title = signer, signer.full_name, post.title
        current.capacity = capacity
        current.data = plans.to_data(_completed(current.plan, current))
        current.save()
        movement.refresh_from_db()
        plan = plans.from_data(current.data)
        launching.make_rounds(movement, plan, issued_on)
        duties = laying.lay(movement, plan, timezone.localdate(at))
        _announce(movement, current, duties, at)
        cascading.register_above(movement, current, by, at)
        journal.record(
            by=by,
            at=at,
            act="movement.launch",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"Phát động phong trào {movement} theo Kế hoạch số {current} ngày "
            f"{vietnamese.date_short(issued_on)}",
            data={"number": current.paper_number, "issued_on": issued_on, "signer": signer.full_name},
        )
    return movement


def _completed(plan: Plan, version: PlanVersion) -> Plan:
    """The plan with the identity it got at launch; the text of the clauses stays as it is."""
    assert version.issued_on is not None
    identity = replace(
        plan.identity, number=version.paper_number, symbol=version.symbol, date=version.issued_on.isoformat()
    )
    return replace(plan, identity=identity)


def _announce(movement: Movement, version: PlanVersion, duties: list[Duty], at: datetime) -> None:
    day = timezone.localdate(at)
    leading = holders(("decider", "office", "finance", "council_secretary"), movement.body, day)
    tell(
        [*accounts_of({duty.unit for duty in duties}, day), *leading],
        at=at,
        title=f"Phát động: {movement.short}",
        text=f"Kế hoạch số {version} ngày {vietnamese.date_short(version.issued_on or day)}.",
        url=f"/phong-trao/{movement.slug}/",
    )


def close(*, movement: Movement, version: int, by: User, at: datetime, note: str = "") -> Movement:
    """Close a movement; ``note`` says why, where something is left open. Everybody concerned is told.

    Whether dossiers are still under way is asked by ``dossiers.ending``, through which the page closes.
    """
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    step = lifecycle.transition(lifecycle.MOVEMENT, movement.state, "close")
    with transaction.atomic():
        if not Movement.objects.filter(pk=movement.pk, state=movement.state, version=version).update(
            state=step.after, version=version + 1, closed_at=at, closing_note=note.strip()
        ):
            raise Refused([stale("kết thúc")])
        tell(
            amending.concerned(movement, timezone.localdate(at)),
            at=at,
            title=f"Kết thúc: {movement.short}",
            text=note.strip(),
            url=f"/phong-trao/{movement.slug}/",
        )
        journal.record(
            by=by,
            at=at,
            act="movement.close",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"Kết thúc phong trào {movement}",
            data={"note": note},
        )
    movement.refresh_from_db()
    return movement
