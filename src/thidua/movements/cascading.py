"""From plan to plan: the higher plan a movement carries out, units that owe a plan of their own, reminding them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.movements import letters, permissions, queries, queries_follow
from thidua.movements.acting import hold_running, roles, stale
from thidua.movements.models import Duty, LowerPlan, Movement, PlanVersion, Reminder, ReminderLine
from thidua.notices.actions import tell
from thidua.org import standing
from thidua.org.models import Person, Post, Unit, User
from thidua.org.queries import accounts_of, holders
from thidua.plans import Plan, cascade, derive
from thidua.plans.model import DocRef, Tier
from thidua.records import numbers
from thidua.rules.findings import Finding, Refused, refuse_if_any

OWES = "Kế hoạch của đơn vị thực hiện phong trào"
LEVELS: dict[str, tuple[tuple[str, str], ...]] = {  # level of a body → (word in its name, level of plans.model.Issuer)
    "commune": (("thị trấn", "thi_tran"), ("phường", "phuong"), ("", "xa")),
    "district": (("quận", "quan"), ("thị xã", "thi_xa"), ("thành phố", "thanh_pho"), ("", "huyen")),
    "province": (("", "tinh"),),
}
TIERS: dict[str, Tier] = {"commune": "commune", "district": "district", "province": "province"}


def remind(
    *,
    movement: Movement,
    units: Sequence[Unit],
    issued_on: date,
    new_due: date | None,
    signer: Person,
    by: User,
    at: datetime,
    capacity: str = "",
) -> Reminder:
    """One letter to the units named, with the next number of the register; each of them gets a message.

    ``new_due`` is a day asked for by the letter; the plan's deadline stays. ``capacity`` is one of
    ``queries_follow.letter_capacities``, empty the usual one of the signer's post. Refused for a unit that owes
    nothing, and when one of them has sent its plan meanwhile.
    """
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    plan = queries.current_version(movement).plan
    post = letter_post(
        movement=movement,
        units=units,
        issued_on=issued_on,
        new_due=new_due,
        signer=signer,
        capacity=capacity,
        at=at,
    )
    capacity = capacity or queries_follow.letter_capacities(post, movement.body)[0]
    with transaction.atomic():
        hold_running(movement, "đôn đốc")
        owing = {each.unit.pk: each for each in queries_follow.owing(movement, plan, timezone.localdate(at))}
        refuse_if_any(_still_owing(units, set(owing)))
        reminder = _numbered(
            Reminder(
                movement=movement,
                issued_on=issued_on,
                new_due=new_due,
                signer=signer,
                signer_name=signer.full_name,
                signer_title=post.title,
                capacity=capacity,
                by=by,
                at=at,
            )
        )
        _name_units(reminder, units, owing)
        _tell_reminded(reminder, units, at)
        _note_reminder(reminder, units, at)
    return reminder


def _numbered(reminder: Reminder) -> Reminder:
    """The letter with the next number of the register of official letters, kept."""
    body, day = reminder.movement.body, reminder.issued_on
    subject = f"Đôn đốc kế hoạch: {reminder.movement.short}"
    reminder.number = f"{numbers.take(body, 'CV', on=day, subject=subject, by=reminder.by).number:02d}"
    reminder.symbol = letters.letter_symbol(body, queries_follow.office_unit(body, day))
    reminder.save()
    return reminder


def _name_units(reminder: Reminder, units: Sequence[Unit], owing: Mapping[int, queries_follow.Owing]) -> None:
    ReminderLine.objects.bulk_create(
        ReminderLine(
            reminder=reminder,
            unit=unit,
            owes=OWES,
            due=closing.last_day if (closing := owing[unit.pk].due) else None,
        )
        for unit in units
    )


def _note_reminder(reminder: Reminder, units: Sequence[Unit], at: datetime) -> None:
    journal.record(
        by=reminder.by,
        at=at,
        act="movement.remind",
        thing=reminder,
        body_id=reminder.movement.body_id,
        sentence=f"Công văn số {reminder} đôn đốc {len(units):02d} đơn vị chưa ban hành kế hoạch",
        data={
            "movement": reminder.movement_id,
            "units": [unit.pk for unit in units],
            "new_due": reminder.new_due,
            "signer": reminder.signer_id,
            "capacity": reminder.capacity,
        },
    )


def letter_post(
    *,
    movement: Movement,
    units: Sequence[Unit],
    issued_on: date,
    new_due: date | None,
    signer: Person,
    capacity: str,
    at: datetime,
) -> Post:
    """The post that signs the letter; raises ``Refused`` with everything that speaks against the letter."""
    post = queries_follow.letter_post(signer, movement.body, issued_on)
    found = standing.findings(movement.body, timezone.localdate(at), "gửi công văn đôn đốc")
    found += _letter_findings(units, issued_on, new_due, post, at)
    if post and capacity and capacity not in queries_follow.letter_capacities(post, movement.body):
        message = f"{post.title} không ký công văn theo cách này; chọn lại người ký, cách ký."
        found.append(Finding("capacity_unfit", "error", message, field="signer"))
    refuse_if_any(found)
    assert post is not None  # refused without one
    return post


def _letter_findings(
    units: Sequence[Unit], issued_on: date, new_due: date | None, post: object, at: datetime
) -> list[Finding]:
    today = timezone.localdate(at)
    found = []
    if not units:
        found.append(Finding("nobody", "error", "Chọn ít nhất một đơn vị để nhắc.", field="units"))
    if issued_on > today:
        found.append(Finding("date_in_future", "error", "Ngày công văn không thể sau hôm nay.", field="issued_on"))
    if new_due is not None and new_due < today:
        message = "Ngày đề nghị gửi kế hoạch đã qua; chọn từ hôm nay trở đi."
        found.append(Finding("due_past", "error", message, field="new_due"))
    if post is None:
        message = "Người ký không giữ chức vụ lãnh đạo vào ngày của công văn; chọn người khác."
        found.append(Finding("signer_without_post", "error", message, field="signer"))
    return found


def _still_owing(units: Sequence[Unit], owing: set[int]) -> list[Finding]:
    sent = [unit.name for unit in units if unit.pk not in owing]
    if not sent:
        return []
    message = f"{', '.join(sent)}: không còn nợ kế hoạch. Mở lại trang để xem danh sách mới."
    return [Finding("not_owing", "error", message, field="units")]


def _tell_reminded(reminder: Reminder, units: Sequence[Unit], at: datetime) -> None:
    day = timezone.localdate(at)
    until = f" Gửi trước hết ngày {vietnamese.date_short(reminder.new_due)}." if reminder.new_due else ""
    for unit in units:
        tell(
            accounts_of([unit], day),
            at=at,
            title=f"Công văn đôn đốc số {reminder}: gửi kế hoạch của đơn vị",
            text=f"{unit.name} chưa gửi kế hoạch thực hiện {reminder.movement.short}.{until}",
            url=f"/phong-trao/{reminder.movement.slug}/ke-hoach-don-vi/",
        )


# ---------------------------------------------------------------- the higher plan


def from_higher(higher: Movement, body: Unit) -> Plan:
    """The beginning of a plan of ``body`` that carries out ``higher``."""
    version = queries.current_version(higher)
    return derive.lower_plan(
        version.plan,
        code=slugify(vietnamese.fold(f"{version.plan.code} {body.short} {body.place}"))[:60],
        name=body.name,
        level=_level(body),
        tier=TIERS[body.level],
        higher_number=str(version),
        higher_day=version.issued_on.isoformat() if version.issued_on else None,
    )


def _level(body: Unit) -> str:
    return next(level for word, level in LEVELS[body.level] if word in body.name.lower())


def follow(*, movement: Movement, version: int, higher: Movement | None, by: User, at: datetime) -> Movement:
    """Say which movement of a higher body this one carries out; None: the plan only cites it.

    A draft may change its mind; a running movement names the higher one once, and is entered with that body then.
    """
    refuse_if_any(permissions.can_prepare(roles(by, at), movement.body))
    if not may_follow(movement):
        raise Refused([Finding("wrong_state", "error", "Phong trào đã phát động, không đổi kế hoạch cấp trên nữa.")])
    if higher is not None and higher not in queries_follow.higher_choices(movement.body, timezone.localdate(at)):
        raise Refused([Finding("unknown_higher", "error", "Chọn lại kế hoạch cấp trên.", field="higher")])
    with transaction.atomic():
        if not Movement.objects.filter(pk=movement.pk, state=movement.state, version=version).update(
            higher=higher, version=version + 1
        ):
            raise Refused([stale("ghi kế hoạch cấp trên")])
        named = f"kế hoạch cấp trên: {higher}" if higher else "bỏ liên kết kế hoạch cấp trên"
        journal.record(
            by=by,
            at=at,
            act="movement.follow",
            thing=movement,
            body_id=movement.body_id,
            sentence=f"{movement}: {named}",
            data={"higher": higher.pk if higher else None, "before": movement.higher_id},
        )
        movement.refresh_from_db()
        register_above(movement, movement.plan_versions.get(in_force=True), by, at)
    return movement


def may_follow(movement: Movement) -> bool:
    """Whether the higher plan may still be named."""
    return movement.state == "draft" or (movement.state == "launched" and movement.higher_id is None)


def remarks(movement: Movement, plan: Plan) -> list[Finding]:
    """What the plan asks less than the higher plan kept here; empty where there is none."""
    return weaker(movement.higher, plan)


def weaker(higher: Movement | None, plan: Plan) -> list[Finding]:
    """What a plan asks less than the plan of this higher movement."""
    if higher is None:
        return []
    above = queries.current_version(higher).plan
    return [
        Finding(each.code, "info" if each.severity == "info" else "warning", each.message, source=each.source)
        for each in cascade.weakens(above, plan)
    ]


def cited(body: Unit, plan: Plan, day: date) -> Movement | None:
    """The running movement of a body entered as above this one whose plan the text cites, where it is kept here.

    None where nobody has entered which bodies are above: the number of a paper is used by every body of the country,
    so the office then chooses by itself (``follow``).
    """
    above = queries_follow.bodies_above(body)
    documents = [*plan.bases, *plan.references]
    named = sorted(documents, key=lambda each: each.id != plan.cascade.higher)
    running = {each.pk: each for each in queries_follow.higher_choices(body, day) if each.body_id in above}
    versions = list(PlanVersion.objects.filter(movement__in=running, in_force=True).defer("data"))
    found = (
        each for document in named for each in versions if _same_paper(document, each, running[each.movement_id].body)
    )
    return next((running[each.movement_id] for each in found), None)


def _same_paper(document: DocRef, version: PlanVersion, body: Unit) -> bool:
    """The same number; of the body the citation names, and of its day. One of the two it must name."""
    if not document.number or vietnamese.fold(document.number) != vietnamese.fold(str(version)):
        return False
    if document.issuer and not any(_named_alike(document.issuer, name) for name in _names(body, version)):
        return False
    if document.date and version.issued_on is not None:
        return version.issued_on.isoformat().startswith(document.date)
    return bool(document.issuer)


def _names(body: Unit, version: PlanVersion) -> Iterator[str]:
    yield body.name
    yield version.plan.issuer.name


def _named_alike(one: str, other: str) -> bool:
    """“Ủy ban nhân dân huyện”, “UBND huyện Trực Ninh”: the shorter stands whole in the longer."""
    first, second = (f" {vietnamese.fold(each).replace('uy ban nhan dan', 'ubnd')} " for each in (one, other))
    return first in second or second in first


def register_above(movement: Movement, current: PlanVersion, by: User, at: datetime) -> LowerPlan | None:
    """At launch, inside its transaction: the plan is entered with the higher body, where it is certain that this body
    is one of its units (``queries_follow.unit_of``); elsewhere the office above enters it itself."""
    higher = movement.higher
    if higher is None or higher.state != "launched" or current.issued_on is None:
        return None
    unit = queries_follow.unit_of(movement.body, higher.body)
    if unit is None or LowerPlan.objects.filter(movement=higher, unit=unit).exists():
        return None
    day = timezone.localdate(at)
    made = LowerPlan.objects.create(
        movement=higher, unit=unit, number=str(current)[:40], issued_on=current.issued_on, filed_on=day
    )
    Duty.objects.filter(movement=higher, unit=unit, type="lower_plan", done_on=None).update(
        done_on=day, report=f"Kế hoạch số {current}", done_by=by
    )
    tell(
        holders("office", higher.body, day),
        at=at,
        title=f"{unit.name} đã ban hành kế hoạch số {current}",
        text=f"Thực hiện {higher.short}.",
        url=f"/phong-trao/{higher.slug}/ke-hoach-don-vi/",
    )
    journal.record(
        by=by,
        at=at,
        act="movement.lower_plan",
        thing=higher,
        body_id=higher.body_id,
        sentence=f"Tiếp nhận kế hoạch số {current} của {unit} khi phát động ở cấp dưới",
        data={"unit": unit.pk, "number": str(current), "issued_on": current.issued_on, "movement": movement.pk},
    )
    return made
