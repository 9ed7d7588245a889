"""Official acts on roles: who may do what, on which unit, from when to when. A body keeps an administrator."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.notices.actions import tell
from thidua.org import acting
from thidua.org.acting import error
from thidua.org.models import UNIT_ROLES, Person, RoleGrant, Unit, User, in_force
from thidua.plans.vocabulary import ROLES
from thidua.rules.findings import Finding, Refused, refuse_if_any


def grant_role(
    *,
    user: User,
    role: str,
    unit: Unit,
    capacity: str,
    since: date,
    until: date | None,
    by: User,
    at: datetime,
) -> RoleGrant:
    """Give an account a role from ``since`` to ``until`` (both inclusive, None: until it is ended).

    Unit roles hold for ``unit``; all others for the whole body of ``unit``. ``capacity`` counts for deciders
    only: ``own`` for the head of the body, ``KT`` for a deputy who signs for the head.
    """
    person = acting.managed(user, by, at)
    refuse_if_any(_grant_findings(user, person, role, unit, capacity, since, until))
    with transaction.atomic():
        acting.hold_body(person.body_id)
        refuse_if_any(_known(user, role, unit, since, until))
        # A role ended on the day before its first day never held: given again, the same row comes to life.
        grant, _ = RoleGrant.objects.update_or_create(
            user=user,
            role=role,
            unit=unit,
            since=since,
            defaults={"until": until, "capacity": capacity if role == "decider" else "own"},
        )
        title = f"Được giao vai trò {grant.get_role_display()}"
        tell([user.pk], at=at, title=title, text=f"{unit}, từ ngày {vietnamese.date_short(since)}.")
        journal.record(
            by=by, at=at, act="role.grant", thing=user, body_id=unit.body_id,
            sentence=f"Giao vai trò {grant.get_role_display()} tại {unit} cho {person}",
            data={"role": role, "unit": unit.pk, "capacity": grant.capacity, "since": since, "until": until},
        )  # fmt: skip
    return grant


def _grant_findings(
    user: User, person: Person, role: str, unit: Unit, capacity: str, since: date, until: date | None
) -> list[Finding]:
    found = acting.dates_in_order(since, until, "until", "ngày bắt đầu", "Ngày cuối")
    if role not in ROLES:
        found.append(error("role_unknown", "Chọn vai trò trong danh sách.", "role"))
    if unit.body_id != person.body_id:
        found.append(error("foreign_unit", "Vai trò chỉ giao trong cơ quan của người giữ tài khoản.", "unit"))
    if not user.is_active:
        found.append(error("account_locked", "Tài khoản đang khóa; mở khóa trước khi giao vai trò."))
    found += acting.dates_in_order(unit.formed_on, since, "since", "ngày thành lập đơn vị", "Ngày bắt đầu")
    if unit.dissolved_on and (until is None or until > unit.dissolved_on):
        message = f"{unit} thôi hoạt động ngày {vietnamese.date_short(unit.dissolved_on)}; vai trò phải kết thúc không sau ngày đó."
        found.append(error("after_dissolution", message, "until"))
    if role == "decider":
        found += _capacity_findings(person, unit, capacity, since)
    return found


def _capacity_findings(person: Person, unit: Unit, capacity: str, day: date) -> list[Finding]:
    leading = person.posts.filter(in_force(day), unit=unit.body).order_by("-is_head", "-is_leader").first()
    if capacity not in ("own", "KT"):
        return [error("capacity_unknown", "Chọn cách ký trong danh sách.", "capacity")]
    if leading is None:
        message = f"{person} không giữ chức vụ nào của chính cơ quan vào ngày {vietnamese.date_short(day)}; ghi chức vụ trước."
        return [error("decider_without_post", message, "role")]
    if capacity == "own" and not leading.is_head:
        return [error("capacity_unfit", f"{person} không phải người đứng đầu nên chỉ ký thay (KT.).", "capacity")]
    if capacity == "KT" and leading.is_head:
        return [error("capacity_unfit", f"{person} là người đứng đầu nên không ký thay (KT.).", "capacity")]
    return []


def _known(user: User, role: str, unit: Unit, since: date, until: date | None) -> list[Finding]:
    scope = user.grants.filter(role=role, unit__body_id=unit.body_id)
    rows = scope.filter(unit=unit) if role in UNIT_ROLES else scope
    for row in rows.select_related("unit"):
        if acting.overlap(since, until, row.since, row.until):
            end = f" đến {vietnamese.date_short(row.until)}" if row.until else ""
            message = f"Đã giao vai trò này tại {row.unit} từ {vietnamese.date_short(row.since)}{end}."
            return [error("role_known", message, "since")]
    return []


def end_role(*, grant: RoleGrant, last_day: date, by: User, at: datetime) -> RoleGrant:
    """End a role: ``last_day`` is the last day it holds; yesterday ends it at once, earlier days are history.

    A body keeps at least one administrator. ``grant`` is the grant as the person saw it.
    """
    body_id = grant.unit.body_id
    acting.need_admin(by, at, body_id)
    today = timezone.localdate(at)
    refuse_if_any(_end_findings(grant, last_day, today))
    with transaction.atomic():
        acting.hold_body(body_id)
        if grant.role == "admin":
            after = max(today, date.fromordinal(last_day.toordinal() + 1))
            refuse_if_any(admin_remains(body_id, after, without_grant=grant))
        if not RoleGrant.objects.filter(pk=grant.pk, until=grant.until).update(until=last_day):
            raise Refused([acting.stale("kết thúc vai trò")])
        title = f"Thôi vai trò {grant.get_role_display()}"
        tell([grant.user_id], at=at, title=title, text=f"Ngày cuối: {vietnamese.date_short(last_day)}.")
        journal.record(
            by=by, at=at, act="role.end", thing=grant.user, body_id=body_id,
            sentence=f"Kết thúc vai trò {grant.get_role_display()} tại {grant.unit} của {grant.user.display_name}",
            data={"role": grant.role, "unit": grant.unit_id, "last_day": last_day, "before": grant.until},
        )  # fmt: skip
    grant.refresh_from_db()
    return grant


def _end_findings(grant: RoleGrant, last_day: date, today: date) -> list[Finding]:
    earliest = max(acting.day_before(today), acting.day_before(grant.since))
    if grant.until and grant.until < acting.day_before(today):
        return [error("role_ended", f"Vai trò này đã kết thúc ngày {vietnamese.date_short(grant.until)}.", "last_day")]
    if last_day < earliest:
        message = f"Ngày cuối sớm nhất là {vietnamese.date_short(earliest)}: việc đã làm trong vai trò này không lùi lại được."
        return [error("end_too_early", message, "last_day")]
    return []


def admin_remains(
    body_id: int | None, day: date, *, without_grant: RoleGrant | None = None, without_user: User | None = None
) -> list[Finding]:
    """Empty when the body still has an administrator with an open account on a day, without the one named."""
    rows = RoleGrant.objects.filter(in_force(day), role="admin", unit__body_id=body_id, user__is_active=True)
    rows = rows.exclude(pk=without_grant.pk) if without_grant else rows.exclude(user=without_user)
    if rows.exists():
        return []
    message = "Đây là người quản trị cuối cùng của cơ quan; giao vai trò quản trị cho người khác trước."
    return [error("last_admin", message, "last_day")]
