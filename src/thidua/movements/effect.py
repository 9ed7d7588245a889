"""The day of an amendment: the new version takes the place of the former, with rounds, duties, promised answers."""

from __future__ import annotations

from datetime import datetime

from django.db.models import ProtectedError
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.movements import amending, amending_rounds, laying
from thidua.movements.acting import hold_running
from thidua.movements.amending_rounds import RoundChange
from thidua.movements.models import Amendment, Difficulty, Duty, Movement, PlanVersion, Round
from thidua.notices.actions import tell
from thidua.org.queries import accounts_of
from thidua.plans import Plan, compare
from thidua.plans import model as m
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused


def put_in_force(*, amendment: Amendment, at: datetime) -> list[RoundChange]:
    """The new version takes the place of the former: rounds, duties, promised answers. Call inside a transaction.

    Returns what became of the rounds. A round the new text no longer holds goes; a duty it no longer names is taken back
    where nobody reported it. The journal keeps the names of both.
    """
    movement, made = amendment.movement, amendment.made
    assert made is not None  # an issued amendment has its version
    assert amendment.effective_on is not None
    if timezone.localdate(at) < amendment.effective_on:
        message = f"Bản sửa đổi chỉ có hiệu lực từ ngày {vietnamese.date_short(amendment.effective_on)}."
        raise Refused([Finding("not_yet", "error", message)])
    hold_running(movement, "đưa bản sửa đổi vào hiệu lực")
    amending.step(amendment, "take_effect", amendment.version)
    changes = amending_rounds.round_changes(amendment)
    gone = amending_rounds.gone(amendment, changes)
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
    went = _take_out(gone, at)
    taken_back, laid = _duties(amendment, plan, at)
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
            "rounds_gone": went,
            "duties_taken_back": taken_back,
            "duties_laid": laid,
        },
    )
    return changes


def _write_round(movement: Movement, change: RoundChange) -> None:
    each = change.instance
    values = {
        "key": each.key,
        "year": each.year,
        "label": each.label[:160],
        "closes_at": change.after.closes_at if change.after else None,
        "appraise_by": change.appraise_by,
        "bars_late": change.bars_late,
    }
    if change.row is None:
        Round.objects.create(movement=movement, round_id=each.round_id, **values)
    else:
        Round.objects.filter(pk=change.row.pk).update(**values)


def _take_out(rounds: list[Round], at: datetime) -> list[str]:
    """Rounds the new text no longer holds go. Issuing was refused where one was in use; should something have come
    onto it since, it stays for what hangs on it and takes nothing more. Returns the keys of those that went."""
    went = []
    for row in rounds:
        try:
            Round.objects.get(pk=row.pk).delete()
            went.append(row.key)
        except ProtectedError:
            Round.objects.filter(pk=row.pk).update(closes_at=at, bars_late=True)
    return went


def _duties(amendment: Amendment, plan: Plan, at: datetime) -> tuple[list[str], int]:
    """Lay duties anew where the amendment changed whose they are; what was reported stays as it is.

    Compared unit by unit: whoever is no longer named gives the duty back, whoever is named now gets it and is told. A
    duty whose addressees the amendment left alone keeps its owners, although units and people have changed since the
    launch: an amendment of a deadline hands nobody another unit's work. Returns what was taken back and how many came.
    """
    movement, day = amendment.movement, timezone.localdate(at)
    former = {each.id: _addressed(each) for each in amendment.base.plan.duties}
    relaid = {each.id for each in plan.duties if former.get(each.id) != _addressed(each)}
    wanted = {(each.unit_id, each.element_id): each for each in laying.duties_of(movement, plan, day)}
    standing = list(movement.duties.select_related("unit"))
    named = {each.id: each for each in plan.duties}
    gone = [
        each
        for each in standing
        if each.done_on is None
        and (
            each.element_id not in named
            or (each.element_id in relaid and (each.unit_id, each.element_id) not in wanted)
        )
    ]
    movement.duties.filter(pk__in=[each.pk for each in gone], done_on=None).delete()
    known = {(each.unit_id, each.element_id) for each in standing}
    fresh = [each for key, each in wanted.items() if key[1] in relaid and key not in known]
    Duty.objects.bulk_create(fresh)
    for duty in movement.duties.filter(done_on=None, element_id__in=named):
        each = named[duty.element_id]
        said = {"label": each.label[:300], "type": each.type, "request": each.mode == "request"}
        if said != {key: getattr(duty, key) for key in said}:
            Duty.objects.filter(pk=duty.pk).update(**said)
    _tell_new_owners(amendment, fresh, at)
    return [f"{each.unit}: {each.label}" for each in gone], len(fresh)


def _addressed(duty: m.Duty) -> tuple[object, ...]:
    return (duty.role, duty.unit_kinds, duty.body)


def _tell_new_owners(amendment: Amendment, fresh: list[Duty], at: datetime) -> None:
    owned: dict[int, list[Duty]] = {}
    for each in fresh:
        owned.setdefault(each.unit_id, []).append(each)
    for duties in owned.values():
        unit = duties[0].unit
        tell(
            accounts_of([unit], timezone.localdate(at)),
            at=at,
            title=f"Nhiệm vụ mới theo kế hoạch sửa đổi: {amendment.movement.short}"[:200],
            text=f"Kế hoạch sửa đổi số {amendment} giao {unit.name}: {'; '.join(each.label for each in duties)}.",
            url=f"/phong-trao/{amendment.movement.slug}/nhiem-vu/",
        )


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
