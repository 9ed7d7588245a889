"""What comes next in a movement for whoever looks at its page: one primary act, and what waits beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from thidua.dossiers.audience import unit_takes_part
from thidua.dossiers.models import Dossier
from thidua.movements import queries
from thidua.movements.models import Movement, PlanVersion, Round
from thidua.org.models import Roles
from thidua.plans import Plan
from thidua.plans.model import Source


@dataclass(frozen=True, slots=True)
class Act:
    """One next act: what, why, where."""

    title: str
    text: str
    url: str
    button: str
    source: Source | None = None


class Missing(Protocol):
    """So many of so many are done."""

    @property
    def open(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the acts of a board are found from."""

    movement: Movement
    version: PlanVersion
    plan: Plan
    events: Mapping[str, date]
    dossiers: list[Dossier]
    round: Round | None
    lower: Missing | None


def link(name: str, *args: object, **query: int) -> str:
    """Address of a page, or an empty text where it does not exist in this installation."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{url}?{urlencode(query)}" if query else url


def primary(waiting: Waiting, roles: Roles, now: datetime) -> Act | None:
    """The one act at the head of the page, by the first role that has one."""
    body = waiting.movement.body_id
    found = [
        *_of_office(waiting, roles),
        *_of_unit(waiting, roles, now),
        *_page(roles.in_body(body, "council_secretary", "council_member"), "councils:list", "Tới Hội đồng"),
        *_page(roles.in_body(body, "decider", "finance"), "decisions:list", "Xem quyết định"),
    ]
    return next((act for act in found if act.url), None)


def _of_office(waiting: Waiting, roles: Roles) -> Iterator[Act]:
    if not roles.in_body(waiting.movement.body_id, "office"):
        return
    if waiting.movement.state == "draft":
        yield Act("", "", link("movements:launch", waiting.movement.slug), "Phát động")
    else:
        yield Act("", "", link("dossiers:list"), "Xem hồ sơ đã nộp")


def _of_unit(waiting: Waiting, roles: Roles, now: datetime) -> Iterator[Act]:
    if waiting.round is None or waiting.movement.state != "launched":
        return
    own = {each.unit_id: each for each in waiting.dossiers if each.round_id == waiting.round.pk}
    over = waiting.round.bars_late and waiting.round.closes_at is not None and now >= waiting.round.closes_at
    for grant in roles.grants:
        if grant.role not in ("unit_clerk", "unit_head") or grant.unit.body_id != waiting.movement.body_id:
            continue
        if dossier := own.get(grant.unit_id):
            yield Act("", "", link("dossiers:detail", dossier.pk), "Mở hồ sơ của đơn vị")
        elif grant.role == "unit_clerk" and not over and unit_takes_part(waiting.plan, grant.unit):
            yield Act("", "", link("dossiers:new", round=waiting.round.pk, unit=grant.unit_id), "Lập hồ sơ")


def _page(allowed: bool, name: str, button: str) -> Iterator[Act]:
    if allowed:
        yield Act("", "", link(name), button)


def acts(waiting: Waiting, roles: Roles, now: datetime) -> list[Act]:
    """What waits for the standing office in a running movement, soonest use first."""
    movement = waiting.movement
    if movement.state != "launched" or not roles.in_body(movement.body_id, "office"):
        return []
    return [*_intake(waiting), *_deadlines(waiting), *_events(waiting), *_lower(waiting)]


def _intake(waiting: Waiting) -> Iterator[Act]:
    filed = sum(each.state == "filed" for each in waiting.dossiers)
    url = link("dossiers:list")
    if filed and url:
        yield Act(f"Tiếp nhận {filed:02d} hồ sơ vừa nộp", "Đơn vị đã nộp, chờ cơ quan thường trực.", url, "Xem hồ sơ")


def _deadlines(waiting: Waiting) -> Iterator[Act]:
    for row in waiting.movement.rounds.all():
        if row.closes_at is None and queries.plan_deadline(waiting.plan, row.key) is None:
            source = next(each.source for each in waiting.plan.rounds if each.id == row.round_id)
            text = "Kế hoạch không ghi hạn; chưa ấn định thì đơn vị nộp lúc nào cũng được."
            url = link("movements:deadline", waiting.movement.slug, row.key)
            yield Act(f"Ấn định hạn nộp: {row.label}", text, url, "Ấn định hạn", source)


def _events(waiting: Waiting) -> Iterator[Act]:
    for each in queries.awaited(waiting.version):
        if each.id not in waiting.events:
            text = "Ghi khi đã có văn bản công bố; các mốc chờ sự kiện này sẽ có ngày."
            url = link("movements:event", waiting.movement.slug, each.id)
            yield Act(f"Ghi sự kiện: {each.label}", text, url, "Ghi sự kiện", each.source)


def _lower(waiting: Waiting) -> Iterator[Act]:
    if waiting.lower is not None and waiting.lower.open:
        text = "Nơi chưa ban hành được nêu tên trên bảng, kèm công văn đôn đốc."
        url = link("movements:lower_plans", waiting.movement.slug)
        source = waiting.plan.cascade.source
        yield Act(f"{waiting.lower.open:02d} đơn vị chưa gửi kế hoạch", text, url, "Xem bảng", source)
