"""Amending the plan of a running movement: begin, issue with a paper of its own, put in force on its day.

Which dossiers go over to the new version is for ``dossiers.amending``, which calls ``issue`` and ``put_in_force``
inside its own transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.movements import launching, permissions, queries, queries_follow
from thidua.movements.acting import hold_running, roles, stale
from thidua.movements.models import Amendment, Difficulty, Duty, Movement, PlanVersion, Round
from thidua.notices.actions import tell
from thidua.org.models import Person, RoleGrant, User, in_force
from thidua.plans import Plan, calendar, compare
from thidua.records import numbers
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any


def begin(*, movement: Movement, reason: str, by: User, at: datetime) -> Amendment:
    """Draft an amendment from the newest version. Call inside a transaction."""
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    if len(reason.strip()) < 10:
        message = "Nêu lý do sửa đổi, ít nhất 10 ký tự."
        raise Refused([Finding("reason_missing", "error", message, field="reason")])
    hold_running(movement, "soạn sửa đổi")
    base = queries_follow.newest_version(movement)
    made = Amendment.objects.create(
        movement=movement,
        base=base,
        data=base.data,
        reason=reason.strip(),
        symbol=base.symbol,
        by=by,
        created_at=at,
        saved_at=at,
    )
    journal.record(
        by=by,
        at=at,
        act="amendment.begin",
        thing=made,
        body_id=movement.body_id,
        sentence=f"Soạn sửa đổi kế hoạch của {movement}",
        data={"reason": reason, "base": base.number},
    )
    return made


def drop(*, amendment: Amendment, version: int, by: User, at: datetime) -> Amendment:
    """Give a draft up. Call inside a transaction."""
    refuse_if_any(permissions.can_run(roles(by, at), amendment.movement))
    _step(amendment, "drop", version)
    journal.record(
        by=by,
        at=at,
        act="amendment.drop",
        thing=amendment,
        body_id=amendment.movement.body_id,
        sentence=f"Bỏ dự thảo sửa đổi kế hoạch của {amendment.movement}",
    )
    return amendment


def _step(amendment: Amendment, act: str, version: int) -> None:
    step = lifecycle.transition(lifecycle.AMENDMENT, amendment.state, act)
    if not Amendment.objects.filter(pk=amendment.pk, state=amendment.state, version=version).update(
        state=step.after, version=version + 1
    ):
        raise Refused([stale(step.label.lower())])
    amendment.state, amendment.version = step.after, version + 1


# ---------------------------------------------------------------- issuing


@dataclass(frozen=True, slots=True)
class RoundChange:
    """What becomes of one round: ``row`` None for a new one. Closings are None where no day is set."""

    row: Round | None
    instance: calendar.RoundInstance
    before: calendar.Closing | None
    after: calendar.Closing | None
    appraise_by: datetime | None
    bars_late: bool

    @property
    def moved(self) -> bool:
        """Whether the deadline is another one."""
        return self.row is None or self.before != self.after


def round_changes(amendment: Amendment) -> list[RoundChange]:
    """Every round of the plan as it will be. A day the office set stays where neither text names one."""
    plan, issued = amendment.plan, amendment.base.issued_on
    assert issued is not None  # the movement runs
    rows = {row.key: row for row in amendment.movement.rounds.all()}
    return [_round_change(plan, each, rows.get(each.key), amendment) for each in calendar.rounds(plan, issued)]


def _round_change(plan: Plan, instance: calendar.RoundInstance, row: Round | None, amendment: Amendment) -> RoundChange:
    stated = {deadline.act: (deadline, closing) for deadline, closing in calendar.deadlines(plan, instance.key)}
    dossier, appraisal = stated.get("dossier"), stated.get("appraisal")
    before = row.closing if row else None
    after = dossier[1] if dossier else None
    if row is not None and dossier is None and not queries.plan_deadline(amendment.base.plan, row.key):
        after = before
    return RoundChange(
        row=row,
        instance=instance,
        before=before,
        after=after,
        appraise_by=appraisal[1].closes_at if appraisal else None,
        bars_late=bool(dossier and dossier[0].late == "barred"),
    )


def findings(
    amendment: Amendment, *, issued_on: date | None, effective_on: date | None, today: date, now: datetime
) -> list[Finding]:
    """Reasons against issuing the amendment, all at once; without days those about days are left out."""
    found = []
    newest = queries_follow.newest_version(amendment.movement)
    if newest.pk != amendment.base_id:
        message = (
            f"Sau khi soạn bản này, kế hoạch đã được sửa đổi (bản thứ {newest.number}). "
            "Soạn lại sửa đổi trên bản mới; nội dung bản này vẫn xem được để chép sang."
        )
        found.append(Finding("base_outdated", "error", message))
    if not compare.diff(amendment.base.plan, amendment.plan):
        found.append(Finding("nothing_changed", "error", "Bản sửa đổi chưa thay đổi điều gì của kế hoạch."))
    for each in round_changes(amendment):
        if each.moved and each.after is not None and each.after.closes_at <= now:
            message = f"{each.instance.label}: hạn mới {vietnamese.date_short(each.after.last_day)} đã qua."
            found.append(Finding("deadline_past", "error", message))
    found += _days(amendment, newest, issued_on, effective_on, today)
    return found


def _days(
    amendment: Amendment, newest: PlanVersion, issued_on: date | None, effective_on: date | None, today: date
) -> list[Finding]:
    found = []
    if issued_on and issued_on > today:
        message = "Ngày ban hành sửa đổi không thể sau hôm nay; chỉ ghi khi văn bản đã ký."
        found.append(Finding("issued_in_future", "error", message, field="issued_on"))
    if issued_on and amendment.base.issued_on and issued_on < amendment.base.issued_on:
        day = vietnamese.date_short(amendment.base.issued_on)
        message = f"Sửa đổi không thể ban hành trước kế hoạch gốc ngày {day}."
        found.append(Finding("issued_before_plan", "error", message, field="issued_on"))
    if issued_on and effective_on and effective_on < issued_on:
        message = "Ngày có hiệu lực không được trước ngày ban hành."
        found.append(Finding("retroactive", "error", message, field="effective_on"))
    waiting = getattr(newest, "amendment", None)
    if waiting and waiting.state == "issued" and effective_on and effective_on < waiting.effective_on:
        message = f"Bản sửa đổi trước có hiệu lực ngày {vietnamese.date_short(waiting.effective_on)}; ngày của bản này không thể sớm hơn."
        found.append(Finding("before_waiting", "error", message, field="effective_on"))
    return found


def issue(
    *,
    amendment: Amendment,
    version: int,
    issued_on: date,
    effective_on: date,
    number: int | None,
    signer: Person,
    capacity: str,
    applies_to_filed: bool,
    by: User,
    at: datetime,
) -> PlanVersion:
    """Give the amendment number, days and signer; the new version waits for its day. Call inside a transaction.

    The plan keeps its own number and date: period and rounds go on counting from the day it was first issued.
    """
    movement = amendment.movement
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    today = timezone.localdate(at)
    post = queries.leading_post(signer, movement.body, issued_on)
    refuse_if_any(
        [
            *findings(amendment, issued_on=issued_on, effective_on=effective_on, today=today, now=at),
            *launching.signer_findings(post, signer, capacity, movement.body, issued_on),
        ]
    )
    assert post is not None  # signer_findings refuses a signer without one
    hold_running(movement, "ban hành sửa đổi")
    if queries_follow.newest_version(movement).pk != amendment.base_id:  # once more, now that nobody else can issue
        raise Refused([stale("ban hành sửa đổi")])
    _step(amendment, "issue", version)
    base = amendment.base
    subject = f"Sửa đổi, bổ sung kế hoạch: {movement.title}"
    paper = numbers.take(movement.body, "KH", on=issued_on, subject=subject, by=by, number=number)
    amendment.number, amendment.issued_on, amendment.effective_on = f"{paper.number:02d}", issued_on, effective_on
    amendment.signer, amendment.signer_name, amendment.signer_title = signer, signer.full_name, post.title
    amendment.capacity, amendment.applies_to_filed = capacity, applies_to_filed
    amendment.changes = [each.sentence for each in compare.diff(base.plan, amendment.plan)]
    amendment.made = PlanVersion.objects.create(
        movement=movement,
        number=base.number + 1,
        data=amendment.data,
        paper_number=base.paper_number,
        symbol=base.symbol,
        issued_on=base.issued_on,
        signer=base.signer,
        signer_name=base.signer_name,
        signer_title=base.signer_title,
        capacity=base.capacity,
        in_force=False,
    )
    amendment.save()
    _tell_everyone(amendment, at)
    journal.record(
        by=by,
        at=at,
        act="amendment.issue",
        thing=amendment,
        body_id=movement.body_id,
        sentence=f"Ban hành sửa đổi số {amendment} của kế hoạch {movement}, hiệu lực từ "
        f"{vietnamese.date_short(effective_on)}",
        data={"changes": amendment.changes, "applies_to_filed": applies_to_filed, "signer": signer.full_name},
    )
    return amendment.made


def concerned(movement: Movement, day: date) -> set[int]:
    """Everybody of the body who works with the movement: units, office, decider, council, finance."""
    grants = RoleGrant.objects.filter(in_force(day), unit__body_id=movement.body_id).exclude(role="admin")
    return set(grants.values_list("user_id", flat=True))


def _tell_everyone(amendment: Amendment, at: datetime) -> None:
    assert amendment.effective_on is not None  # the caller has just set it
    filed = (
        "Hồ sơ đã nộp nhưng chưa thẩm định xong cũng xét theo bản mới."
        if amendment.applies_to_filed
        else "Hồ sơ đã nộp giữ theo bản kế hoạch lúc nộp."
    )
    words = " ".join(amendment.changes)
    effect = f"Hiệu lực từ ngày {vietnamese.date_short(amendment.effective_on)}."
    tell(
        concerned(amendment.movement, timezone.localdate(at)),
        at=at,
        title=f"Sửa đổi kế hoạch: {amendment.movement.short}"[:200],
        text=f"Kế hoạch sửa đổi số {amendment}. {effect} {words} {filed}",
        url=f"/phong-trao/{amendment.movement.slug}/sua-doi/{amendment.pk}/",
    )


# ---------------------------------------------------------------- in force


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
    _step(amendment, "take_effect", amendment.version)
    changes = round_changes(amendment)
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
    """Difficulties that were to be met by an amendment of this plan are met by this one."""
    kept = Difficulty.objects.filter(movement=amendment.movement, state="promised").select_related("unit")
    told = list(kept)
    amendment.movement.difficulty_answers.filter(amends=True, amendment=None, difficulties__state="promised").update(
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
