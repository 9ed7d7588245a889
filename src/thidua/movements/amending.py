"""Amending the plan of a running movement: begin, write anew, issue with a paper of its own.

What happens on its day stands in ``movements.effect``. Which dossiers go over to the new version is for
``dossiers.amending``, which calls both inside its own transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from thidua import plans
from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.movements import amending_rounds, launching, permissions, queries, queries_follow
from thidua.movements.acting import hold_running, roles, stale
from thidua.movements.amending_rounds import RoundChange
from thidua.movements.models import Amendment, Movement, PlanVersion
from thidua.notices.actions import tell
from thidua.org import standing
from thidua.org.models import Person, RoleGrant, User, in_force
from thidua.plans import Plan, compare, edit
from thidua.records import numbers
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any

CONCERNING = ("Deadline", "PaperItem", "Standard", "Exclusion", "Audience", "Award", "Quota")  # they touch dossiers


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
    step(amendment, "drop", version)
    journal.record(
        by=by,
        at=at,
        act="amendment.drop",
        thing=amendment,
        body_id=amendment.movement.body_id,
        sentence=f"Bỏ dự thảo sửa đổi kế hoạch của {amendment.movement}",
    )
    return amendment


def renew(*, amendment: Amendment, version: int, by: User, at: datetime) -> list[str]:
    """Write a draft anew on the newest version: its changes are done to that text. Call inside a transaction.

    Returns what could not be taken along, in words: both texts changed it, so the newest one stands.
    """
    movement = amendment.movement
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    newest = queries_follow.newest_version(movement)
    found = []
    if amendment.state != "draft":
        found.append(Finding("wrong_state", "error", "Bản này không còn là dự thảo nên không soạn lại được."))
    if newest.pk == amendment.base_id:
        found.append(Finding("base_newest", "error", "Bản này đã soạn trên bản kế hoạch mới nhất."))
    refuse_if_any(found)
    try:
        plan, lost = edit.carried(amendment.base.plan, amendment.plan, newest.plan)
    except plans.PlanError as error:
        message = f"Không chuyển sang bản mới được: {error} Soạn bản sửa đổi khác."
        raise Refused([Finding("not_carried", "error", message)]) from None
    words = [
        f"{compare.GROUP_WORDS.get(type(e).__name__, '')} “{compare.title(e, newest.plan)}”"
        for e in _of(newest.plan, lost)
    ]
    done = Amendment.objects.filter(pk=amendment.pk, state="draft", version=version).update(
        base=newest, data=plans.to_data(plan), version=version + 1, saved_at=at
    )
    if not done:
        raise Refused([stale("soạn lại")])
    journal.record(
        by=by,
        at=at,
        act="amendment.renew",
        thing=amendment,
        body_id=movement.body_id,
        sentence=f"Soạn lại sửa đổi kế hoạch của {movement} trên bản thứ {newest.number}",
        data={"base": newest.number, "not_carried": lost},
    )
    return words


def _of(plan: Plan, names: list[str]) -> list[plans.Element]:
    return [each for name, each in plans.elements(plan) if name in names]


def step(amendment: Amendment, act: str, version: int) -> None:
    """Move an amendment by compare-and-set; the loser is told. Call inside the act's transaction."""
    row = lifecycle.transition(lifecycle.AMENDMENT, amendment.state, act)
    if not Amendment.objects.filter(pk=amendment.pk, state=amendment.state, version=version).update(
        state=row.after, version=version + 1
    ):
        raise Refused([stale(row.label.lower())])
    amendment.state, amendment.version = row.after, version + 1


# ---------------------------------------------------------------- issuing


def findings(
    amendment: Amendment,
    *,
    issued_on: date | None,
    effective_on: date | None,
    today: date,
    now: datetime,
    changes: Sequence[RoundChange] | None = None,
) -> list[Finding]:
    """Reasons against issuing the amendment, all at once; without days those about days are left out.

    ``changes``: of the rounds, where the caller has them already.
    """
    changes = amending_rounds.round_changes(amendment) if changes is None else changes
    found = standing.findings(amendment.movement.body, today, "ban hành sửa đổi")
    newest = queries_follow.newest_version(amendment.movement)
    if newest.pk != amendment.base_id:
        message = (
            f"Sau khi soạn bản này, kế hoạch đã được sửa đổi (bản thứ {newest.number}). "
            "Bấm “Soạn lại trên bản mới nhất” ở trang của bản sửa đổi này."
        )
        found.append(Finding("base_outdated", "error", message))
    if not compare.diff(amendment.base.plan, amendment.plan):
        found.append(Finding("nothing_changed", "error", "Bản sửa đổi chưa thay đổi điều gì của kế hoạch."))
    found += amending_rounds.in_the_way(amendment, changes)
    for each in changes:
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
    step(amendment, "issue", version)
    subject = f"Sửa đổi, bổ sung kế hoạch: {movement.title}"
    paper = numbers.take(movement.body, "KH", on=issued_on, subject=subject, by=by, number=number)
    amendment.number, amendment.issued_on, amendment.effective_on = f"{paper.number:02d}", issued_on, effective_on
    amendment.signer, amendment.signer_name, amendment.signer_title = signer, signer.full_name, post.title
    amendment.capacity, amendment.applies_to_filed = capacity, applies_to_filed
    amendment.changes = [each.sentence for each in compare.diff(amendment.base.plan, amendment.plan)]
    amendment.made = made = _next_version(amendment)
    amendment.save()
    _tell_everyone(amendment, at)
    _note_issue(amendment, by, at)
    return made


def _next_version(amendment: Amendment) -> PlanVersion:
    """The text as it will read, with number, day and signer of the plan itself; in force only on its day."""
    base = amendment.base
    return PlanVersion.objects.create(
        movement=amendment.movement,
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


def _note_issue(amendment: Amendment, by: User, at: datetime) -> None:
    movement = amendment.movement
    assert amendment.effective_on is not None  # the caller has just set it
    journal.record(
        by=by,
        at=at,
        act="amendment.issue",
        thing=amendment,
        body_id=movement.body_id,
        sentence=f"Ban hành sửa đổi số {amendment} của kế hoạch {movement}, hiệu lực từ "
        f"{vietnamese.date_short(amendment.effective_on)}",
        data={
            "changes": amendment.changes,
            "applies_to_filed": amendment.applies_to_filed,
            "signer": amendment.signer_name,
        },
    )


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
