"""What an amendment does to the rounds of a running movement: moved, new, gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from thidua import plans
from thidua.movements import queries, round_days
from thidua.movements.models import Amendment, Round
from thidua.plans import Plan, calendar, compare
from thidua.plans.model import Source
from thidua.rules import collisions as rules
from thidua.rules.collisions import Beside, Touched
from thidua.rules.findings import Finding

CONCERNING = ("Deadline", "PaperItem", "Standard", "Exclusion", "Audience", "Award", "Quota")  # they touch dossiers


@dataclass(frozen=True, slots=True)
class RoundChange:
    """What becomes of one round: ``row`` None for a new one. Closings are None where no day is set."""

    row: Round | None
    instance: calendar.RoundInstance
    before: calendar.Closing | None
    after: calendar.Closing | None
    appraise_by: datetime | None
    bars_late: bool
    waits: str = ""  # what the deadline waits for, in words, where the new text hangs it on an event

    @property
    def moved(self) -> bool:
        """Whether the deadline is another one."""
        return self.row is None or self.before != self.after or self.row.key != self.instance.key


def round_changes(amendment: Amendment) -> list[RoundChange]:
    """Every round of the plan as it will be. A day the office set stays where neither text names one."""
    plan, issued = amendment.plan, amendment.base.issued_on
    assert issued is not None  # the movement runs
    instances = calendar.rounds(plan, issued)
    rows = _rows_of(plan, instances, list(amendment.movement.rounds.all()))
    events = queries.events(amendment.movement)
    return [_round_change(plan, each, rows.get(each.key), amendment, events) for each in instances]


def _rows_of(plan: Plan, instances: Sequence[calendar.RoundInstance], rows: Sequence[Round]) -> dict[str, Round]:
    """Key of the plan as it will be → the row that stands for it. A round held once goes along with the last year."""
    found = {row.key: row for row in rows}
    keys = {each.key for each in instances}
    once = {each.id for each in plan.rounds if each.cycle != "annual"}
    loose = {row.round_id: row for row in rows if row.key not in keys and row.round_id in once}
    moved = {each.key: loose[each.round_id] for each in instances if each.key not in found and each.round_id in loose}
    return {key: row for key, row in {**found, **moved}.items() if key in keys}


def gone(amendment: Amendment, changes: Sequence[RoundChange]) -> list[Round]:
    """Rounds the new text no longer holds: of a year cut off, or of a round taken out."""
    kept = {each.row.pk for each in changes if each.row}
    return [row for row in amendment.movement.rounds.all() if row.pk not in kept]


def in_use(row: Round) -> bool:
    """Whether anything hangs on the round: dossiers, sessions of the council, decisions, proposals.

    Asked through the relations of the model, since the apps that keep them stand above this one.
    """
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in Round._meta.related_objects
    )


def in_the_way(amendment: Amendment, changes: Sequence[RoundChange]) -> list[Finding]:
    """Rounds on which dossiers already stand and which the amendment takes out or puts into another year."""
    moved = [each.row for each in changes if each.row and each.row.key != each.instance.key]
    return [
        Finding(
            "round_in_use",
            "error",
            f"{row.label}: đã có hồ sơ, phiên họp hoặc quyết định nên sửa đổi không bỏ, không dời sang năm khác được. "
            "Giữ đợt xét này và các năm của phong trào như cũ; muốn xét sớm hơn thì đổi hạn nộp.",
            source=_place(amendment.base.plan, row),
        )
        for row in [*gone(amendment, changes), *moved]
        if in_use(row)
    ]


def _place(plan: Plan, row: Round) -> Source:
    return next((each.source for each in plan.rounds if each.id == row.round_id), plan.movement.source)


def leaves_on(row: Round) -> date | None:
    """The day on which an issued amendment that waits for its day takes this round out or into another year."""
    waiting = Amendment.objects.filter(movement=row.movement_id, state="issued").select_related("base", "movement")
    for each in waiting.order_by("effective_on", "pk"):
        assert each.base.issued_on is not None  # the movement runs
        if row.key not in {instance.key for instance in calendar.rounds(each.plan, each.base.issued_on)}:
            return each.effective_on
    return None


def _round_change(
    plan: Plan,
    instance: calendar.RoundInstance,
    row: Round | None,
    amendment: Amendment,
    events: Mapping[str, date],
) -> RoundChange:
    before = row.closing if row else None
    kept = before if row is not None and not queries.plan_deadline(amendment.base.plan, row.key) else None
    days = round_days.days_of(plan, instance.key, events, kept)
    return RoundChange(
        row=row,
        instance=instance,
        before=before,
        after=days.closing,
        appraise_by=days.appraise_by,
        bars_late=days.barred,
        waits=round_days.awaiting(plan, days.deadline) if days.deadline and days.closing is None else "",
    )


def touched(
    amendment: Amendment,
    dossiers: Mapping[int, Mapping[str, int]] | None = None,
    beside: Mapping[int, Beside] | None = None,
    changes: Sequence[RoundChange] | None = None,
) -> list[Touched]:
    """Rounds the amendment changes something for; what stands around each by id of the round, where it is known."""
    concerned_ids = _rounds_concerned(amendment)
    return [
        Touched(
            each.instance.key,
            each.instance.label,
            each.before,
            each.after,
            (dossiers or {}).get(each.row.pk, {}) if each.row else {},
            (beside or {}).get(each.row.pk, Beside()) if each.row else Beside(),
        )
        for each in (round_changes(amendment) if changes is None else changes)
        if each.moved or each.instance.round_id in concerned_ids
    ]


def _rounds_concerned(amendment: Amendment) -> set[str]:
    """Ids of rounds for whose dossiers a changed part of the plan counts."""
    former, later = amendment.base.plan, amendment.plan
    every = {each.id for each in later.rounds}
    found: set[str] = set()
    known = {**dict(plans.elements(former)), **dict(plans.elements(later))}
    for change in compare.diff(former, later):
        if change.kind in CONCERNING and (each := known.get(change.id)) is not None:
            found |= set(getattr(each, "rounds", ())) or every
    return found


def collisions(
    amendment: Amendment,
    now: datetime,
    dossiers: Mapping[int, Mapping[str, int]] | None = None,
    beside: Mapping[int, Beside] | None = None,
    changes: Sequence[RoundChange] | None = None,
) -> list[Finding]:
    """What the amendment runs into: by its own days, and where the caller knows them dossiers, councils, decisions."""
    assert amendment.base.issued_on is not None  # the movement runs
    return rules.findings(
        amendment.plan,
        touched(amendment, dossiers, beside, changes),
        issued=amendment.base.issued_on,
        events=queries.events(amendment.movement),
        today=timezone.localdate(now),
    )
