"""The day of an amendment: the new version takes the place of the former, with rounds, duties, promised answers."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.movements import amending, launching
from thidua.movements.acting import hold_running
from thidua.movements.amending import RoundChange
from thidua.movements.models import Amendment, Difficulty, Duty, Movement, PlanVersion, Round
from thidua.notices.actions import tell
from thidua.plans import Plan, compare
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused


def put_in_force(*, amendment: Amendment, at: datetime) -> list[RoundChange]:
    """The new version takes the place of the former: rounds, duties, promised answers. Call inside a transaction.

    Returns what became of the rounds. A duty the new text no longer names is taken back where nobody reported it;
    the journal keeps its name.
    """
    movement, made = amendment.movement, amendment.made
    assert made is not None  # an issued amendment has its version
    assert amendment.effective_on is not None
    if timezone.localdate(at) < amendment.effective_on:
        message = f"Bản sửa đổi chỉ có hiệu lực từ ngày {vietnamese.date_short(amendment.effective_on)}."
        raise Refused([Finding("not_yet", "error", message)])
    hold_running(movement, "đưa bản sửa đổi vào hiệu lực")
    amending.step(amendment, "take_effect", amendment.version)
    changes = amending.round_changes(amendment)
    PlanVersion.objects.filter(movement=movement, in_force=True).update(in_force=False)
    PlanVersion.objects.filter(pk=made.pk).update(in_force=True)
    made.in_force = True
    getattr(movement, "_prefetched_objects_cache", {}).clear()
    if hasattr(movement, "current"):
        del movement.current
    plan = made.plan
    Movement.objects.filter(pk=movement.pk).update(title=plan.movement.title, short=plan.movement.short)
    for each in changes:
        _write_round(movement, each)
    taken_back, laid = _duties(movement, plan, timezone.localdate(at))
    _settle_promises(amendment, at)
    journal.record(
        by=None,
        at=at,
        act="amendment.effect",
        thing=amendment,
        body_id=movement.body_id,
        sentence=f"Sửa đổi số {amendment} của kế hoạch {movement} có hiệu lực",
        data={
            "version": made.number,
            "rounds": {e.instance.key: e.after.last_day if e.after else None for e in changes if e.moved},
            "duties_taken_back": taken_back,
            "duties_laid": laid,
        },
    )
    return changes


def _write_round(movement: Movement, change: RoundChange) -> None:
    values = {
        "label": change.instance.label[:160],
        "closes_at": change.after.closes_at if change.after else None,
        "appraise_by": change.appraise_by,
        "bars_late": change.bars_late,
    }
    if change.row is None:
        each = change.instance
        Round.objects.create(movement=movement, key=each.key, round_id=each.round_id, year=each.year, **values)
    else:
        Round.objects.filter(pk=change.row.pk).update(**values)


def _duties(movement: Movement, plan: Plan, day: date) -> tuple[list[str], int]:
    wanted = {(each.unit_id, each.element_id): each for each in launching.duties_of(movement, plan, day)}
    elements = {each.id for each in plan.duties}
    gone = movement.duties.filter(done_on=None).exclude(element_id__in=elements)
    names = [f"{each.unit}: {each.label}" for each in gone.select_related("unit")]
    gone.delete()
    known = set(movement.duties.values_list("unit_id", "element_id"))
    named = {element for _, element in known}
    fresh = [each for key, each in wanted.items() if key not in known and key[1] not in named]
    Duty.objects.bulk_create(fresh)
    labels = {each.id: each.label[:300] for each in plan.duties}
    for duty in movement.duties.filter(done_on=None, element_id__in=labels):
        if duty.label != labels[duty.element_id]:
            Duty.objects.filter(pk=duty.pk).update(label=labels[duty.element_id])
    return names, len(fresh)


def _settle_promises(amendment: Amendment, at: datetime) -> None:
    """Difficulties that wait for an amendment are met by the one that touches their clause; the others wait on."""
    promised = Difficulty.objects.filter(movement=amendment.movement, state="promised").select_related("unit")
    changes = compare.diff(amendment.base.plan, amendment.plan)
    touched = {each.id for each in changes} | {each.source.path for each in changes if each.source}
    told = [each for each in promised if each.element_id in touched or each.clause in touched]
    kept = Difficulty.objects.filter(pk__in=[each.pk for each in told], state="promised")
    amendment.movement.difficulty_answers.filter(amends=True, amendment=None, difficulties__in=told).update(
        amendment=amendment
    )
    kept.update(state=lifecycle.transition(lifecycle.DIFFICULTY, "promised", "amend").after)
    for each in told:
        tell(
            [each.by_id],
            at=at,
            title=f"Đã sửa kế hoạch: {each.about}"[:200],
            text=f"Kế hoạch sửa đổi số {amendment} của {amendment.movement.short}.",
            url=f"/phong-trao/{amendment.movement.slug}/vuong-mac/",
        )
