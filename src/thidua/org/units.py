"""Official acts on units of a body: add, change, dissolve, record what a unit carries on."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.org import acting
from thidua.org.acting import error
from thidua.org.models import UNIT_ROLES, Post, RoleGrant, Unit, UnitSuccession, User
from thidua.plans.vocabulary import UNIT_KINDS
from thidua.rules.findings import Finding, Refused, refuse_if_any

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
KINDS = {key: name for key, name in UNIT_KINDS.items() if key != "ubnd"}  # the committee is the body itself


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What is known about a unit. An empty ``code`` takes the next free one of the body."""

    name: str
    kind: str
    code: str = ""
    short: str = ""
    place: str = ""
    parent: Unit | None = None
    formed_on: date | None = None
    dissolved_on: date | None = None


def add_unit(*, body: Unit, facts: UnitFacts, by: User, at: datetime) -> Unit:
    """Add a unit to a body. ``dissolved_on`` is for an old unit that is kept only because another carries it on."""
    acting.need_admin(by, at, body)
    with transaction.atomic():
        acting.hold_body(body.pk)
        unit = write_unit(body, facts)
        journal.record(
            by=by,
            at=at,
            act="unit.add",
            thing=unit,
            body_id=body.pk,
            sentence=f"Thêm đơn vị {unit} ({unit.code})",
            data=shown(unit),
        )
    return unit


def write_unit(body: Unit, facts: UnitFacts) -> Unit:
    """Check and write one unit without a journal entry; the act that calls it leaves one."""
    refuse_if_any(unit_findings(body, facts))
    return Unit.objects.create(
        code=facts.code or free_code(body, Unit),
        name=facts.name,
        short=facts.short,
        kind=facts.kind,
        level="unit",
        place=facts.place,
        parent=facts.parent or body,
        body=body,
        formed_on=facts.formed_on,
        dissolved_on=facts.dissolved_on,
    )


def edit_unit(*, unit: Unit, version: int, facts: UnitFacts, by: User, at: datetime) -> Unit:
    """Correct what is known about a unit. A body keeps its kind and stands under nobody; dissolving is its own act."""
    acting.need_admin(by, at, unit.body_id)
    body = unit.body
    assert body is not None  # every unit a page can reach belongs to a body
    before = shown(unit)
    refuse_if_any(unit_findings(body, facts, unit))
    with transaction.atomic():
        if not Unit.objects.filter(pk=unit.pk, version=version).update(version=version + 1):
            raise Refused([acting.stale("sửa đơn vị")])
        unit.refresh_from_db()
        unit.code, unit.name, unit.short, unit.place = facts.code or unit.code, facts.name, facts.short, facts.place
        unit.formed_on = facts.formed_on
        if not unit.is_body:
            unit.kind, unit.parent = facts.kind, facts.parent or body
        unit.save()
        journal.record(
            by=by,
            at=at,
            act="unit.edit",
            thing=unit,
            body_id=unit.body_id,
            sentence=f"Sửa thông tin đơn vị {unit}",
            data={"before": before, "now": shown(unit)},
        )
    return unit


def unit_findings(body: Unit, facts: UnitFacts, unit: Unit | None = None) -> list[Finding]:
    """Everything wrong with what is said about a new unit, or about ``unit`` when it is changed."""
    found = code_findings(facts.code, Unit, unit)
    name = vietnamese.clean_name(facts.name)
    if not name or len(name) > 200:
        found.append(error("name_missing", "Nhập tên đơn vị, tối đa 200 ký tự.", "name"))
    if not (unit and unit.is_body) and facts.kind not in KINDS:
        found.append(error("kind_unknown", "Chọn loại đơn vị trong danh sách.", "kind"))
    if len(facts.short) > 40 or len(facts.place) > 80:
        found.append(error("text_long", "Tên viết tắt tối đa 40 ký tự, địa danh tối đa 80 ký tự.", "short"))
    dissolved = unit.dissolved_on if unit else facts.dissolved_on
    found += acting.dates_in_order(
        facts.formed_on,
        dissolved,
        "formed_on" if unit else "dissolved_on",
        "ngày thành lập",
        "Ngày thôi hoạt động",
    )
    return [*found, *_twin(body, name, dissolved, unit), *_parent_findings(body, facts.parent, unit)]


def code_findings(code: str, model: type[Any], same: Any = None) -> list[Finding]:
    """A code is short plain letters, and nobody else's. ``same``: the row that already bears it."""
    if not code:
        return []
    if not CODE.fullmatch(code):
        return [error("code_form", "Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch; tối đa 40 ký tự.", "code")]
    taken = acting.but(model.objects.filter(code__iexact=code), same).exists()
    return [error("code_taken", f"Mã {code} đã dùng cho nơi khác; chọn mã khác.", "code")] if taken else []


def free_code(body: Unit, model: type[Any]) -> str:
    """The next code ``<body>-<number>`` that nobody bears."""
    number = model.objects.filter(body=body).count() + 1
    while model.objects.filter(code__iexact=(code := f"{body.code}-{number:03d}")).exists():
        number += 1
    return code


def _twin(body: Unit, name: str, dissolved: date | None, unit: Unit | None) -> list[Finding]:
    twins = Unit.objects.filter(body=body, name_fold=vietnamese.fold(name), dissolved_on=None)
    other = acting.but(twins, unit).first()
    if other is None or dissolved is not None:
        return []
    return [error("name_taken", f"Đã có đơn vị {other} (mã {other.code}); hai đơn vị không cùng một tên.", "name")]


def _parent_findings(body: Unit, parent: Unit | None, unit: Unit | None) -> list[Finding]:
    if parent is None or (unit and unit.is_body):
        return []
    if parent.body_id != body.pk:
        return [error("foreign_unit", "Đơn vị cấp trên phải thuộc cùng cơ quan.", "parent")]
    above: Unit | None = parent
    while unit and above and not above.is_body:
        if above.pk == unit.pk:
            return [error("parent_loop", "Đơn vị không thể nằm dưới chính nó hoặc dưới đơn vị con của nó.", "parent")]
        above = above.parent
    return []


def dissolve_unit(*, unit: Unit, version: int, last_day: date, source: str, by: User, at: datetime) -> Unit:
    """End a unit: ``last_day`` is the last day it exists. Posts in it and roles on it end with it."""
    acting.need_admin(by, at, unit.body_id)
    refuse_if_any(_dissolve_findings(unit, last_day, source))
    with transaction.atomic():
        acting.hold_body(unit.body_id)
        changed = Unit.objects.filter(pk=unit.pk, version=version, dissolved_on=None)
        if not changed.update(dissolved_on=last_day, version=version + 1):
            raise Refused([acting.stale("ghi giải thể")])
        later = Q(until=None) | Q(until__gt=last_day)
        posts = Post.objects.filter(later, unit=unit).update(until=last_day)
        grants = RoleGrant.objects.filter(later, unit=unit, role__in=UNIT_ROLES).update(until=last_day)
        journal.record(
            by=by,
            at=at,
            act="unit.dissolve",
            thing=unit,
            body_id=unit.body_id,
            sentence=f"Ghi giải thể {unit}, ngày cuối hoạt động {vietnamese.date_short(last_day)}",
            data={"last_day": last_day, "source": source.strip(), "posts_ended": posts, "roles_ended": grants},
        )
    unit.refresh_from_db()
    return unit


def _dissolve_findings(unit: Unit, last_day: date, source: str) -> list[Finding]:
    if unit.is_body:
        return [error("body_stays", "Cơ quan không tự giải thể ở đây; cơ quan kế tục được lập bằng lệnh thidua setup.")]
    found = acting.dates_in_order(unit.formed_on, last_day, "last_day", "ngày thành lập", "Ngày cuối hoạt động")
    found += source_findings(source)
    below = unit.children.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=last_day)).first()
    if below:
        found.append(error("unit_has_children", f"Còn đơn vị trực thuộc {below}; chuyển hoặc giải thể trước.", ""))
    later = Post.objects.filter(unit=unit, since__gt=last_day).select_related("person").first()
    later_role = RoleGrant.objects.filter(unit=unit, since__gt=last_day, role__in=UNIT_ROLES).first()
    if later or later_role:
        what = f"chức vụ của {later.person}" if later else "một vai trò"
        message = f"Sau ngày này còn {what} bắt đầu ở đơn vị; sửa ngày hoặc kết thúc trước."
        found.append(error("starts_after_end", message, "last_day"))
    others = RoleGrant.objects.filter(Q(until=None) | Q(until__gt=last_day), unit=unit).exclude(role__in=UNIT_ROLES)
    if holder := others.select_related("user__person").first():
        message = f"Vai trò {holder.get_role_display()} của {holder.user.display_name} giao tại đơn vị này; giao lại ở đơn vị khác trước."
        found.append(error("body_role_here", message))
    return found


def source_findings(source: str, field: str = "source") -> list[Finding]:
    """Every fact names its paper, in at most 200 characters."""
    if not source.strip():
        return [error("source_missing", "Ghi văn bản làm căn cứ: số, ngày, cơ quan.", field)]
    if len(source) > acting.SOURCE_LIMIT:
        return [error("source_long", "Văn bản làm căn cứ chỉ được tối đa 200 ký tự.", field)]
    return []


def add_origin(*, unit: Unit, predecessor: Unit, on: date, source: str, by: User, at: datetime) -> UnitSuccession:
    """Record that from ``on`` a unit carries on (part of) another: comparisons with earlier years follow it."""
    acting.need_admin(by, at, unit.body_id)
    refuse_if_any(_origin_findings(unit, predecessor, on, source))
    with transaction.atomic():
        acting.hold_body(unit.body_id)
        link, created = UnitSuccession.objects.get_or_create(
            predecessor=predecessor, successor=unit, defaults={"on": on, "source": source.strip()}
        )
        if not created:
            raise Refused([error("origin_known", f"Đã ghi {unit} kế tục {predecessor}.", "predecessor")])
        journal.record(
            by=by,
            at=at,
            act="unit.origin",
            thing=unit,
            body_id=unit.body_id,
            sentence=f"{unit} kế tục {predecessor} từ ngày {vietnamese.date_short(on)}",
            data={"predecessor": predecessor.pk, "on": on, "source": source.strip()},
        )
    return link


def _origin_findings(unit: Unit, predecessor: Unit, on: date, source: str) -> list[Finding]:
    found = source_findings(source)
    if predecessor.body_id != unit.body_id:
        found.append(error("foreign_unit", "Đơn vị tiền thân phải được ghi trong cùng cơ quan.", "predecessor"))
    if predecessor.pk == unit.pk or unit.pk in _origins_of(predecessor):
        found.append(error("origin_loop", "Đơn vị không thể kế tục chính nó.", "predecessor"))
    found += acting.dates_in_order(predecessor.formed_on, on, "on", "ngày thành lập đơn vị tiền thân", "Ngày kế tục")
    found += acting.dates_in_order(unit.formed_on, on, "on", "ngày thành lập", "Ngày kế tục")
    return found


def _origins_of(unit: Unit) -> set[int]:
    """Ids of every unit that this one carries on, however far back."""
    seen: set[int] = set()
    level = {unit.pk}
    while level:
        level = (
            set(UnitSuccession.objects.filter(successor_id__in=level).values_list("predecessor_id", flat=True)) - seen
        )
        seen |= level
    return seen


def shown(unit: Unit) -> dict[str, Any]:
    """The unit as the journal keeps it."""
    facts = UnitFacts(unit.name, unit.kind, unit.code, unit.short, unit.place, None, unit.formed_on, unit.dissolved_on)
    return {**asdict(facts), "parent": unit.parent_id}
