"""Days of the plan in the lists of those whom they concern and on the page of the movement, with no row kept for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import world as worlds
from tests.factories.world import World
from thidua.movements import actions, events, queries
from thidua.movements.models import Duty, Movement, MovementEvent
from thidua.org.models import Roles
from thidua.plans import model as m
from thidua.reports import worklist
from thidua.reports.worklist import Item
from thidua.ui import clock

pytestmark = pytest.mark.django_db
SOURCE = m.Source("V.1")
MORNING = "2025-11-03 08:40"


def limit(id: str, act: str, rule: str, by: str = "") -> m.Deadline:
    return m.Deadline(id, act, (), "before", rule, "Phòng Văn hóa - Xã hội", None, "to_decider", SOURCE, by=by)


def dated(world: World, *limits: m.Deadline, due: str | None = None) -> Movement:
    """The world's plan launched with more days, and a day for the first duty of its units."""
    plan = world.plan
    if due:
        target = next(each for each in plan.duties if each.unit_kinds)
        plan = replace(plan, duties=tuple(replace(d, due=due) if d is target else d for d in plan.duties))
    world.plan = replace(plan, deadlines=(*plan.deadlines, *limits))
    return worlds.launch(world)


def lines(world: World, account: str, moment: str = MORNING) -> dict[str, Item]:
    at, user = worlds.at(moment), world.users[account]
    return {each.title: each for each in worklist.items(user, Roles.of(user, at.date()), at)}


def test_each_day_stands_in_the_list_of_those_whom_it_concerns() -> None:
    world = worlds.build()
    dated(
        world,
        limit("h1", "registration", "2025-12-01"),
        limit("h2", "publication", "2025-12-15"),
        limit("h3", "review", "2025-12-20", by="Hội đồng Thi đua - Khen thưởng xã"),
        limit("h4", "voting", "2025-12-21"),
        limit("h5", "task", "2025-12-22", by=world.units["one"].name),
    )
    seen = {
        account: {"Đăng ký thi đua", "Công bố, công khai kết quả", "Bình xét", "Bình chọn, bỏ phiếu"}
        & lines(world, account).keys()
        for account in ("clerk", "office", "member1", "chair")
    }
    everyone = "Bình chọn, bỏ phiếu"
    assert seen == {
        "clerk": {"Đăng ký thi đua", everyone},
        "office": {"Công bố, công khai kết quả", everyone},
        "member1": {"Bình xét", everyone},
        "chair": {"Bình xét", everyone},  # who sits in the council as well
    }
    assert "Hoàn thành việc được giao" in lines(world, "clerk")
    assert "Hoàn thành việc được giao" not in lines(world, "clerk2")
    item = lines(world, "clerk")["Đăng ký thi đua"]
    assert item.leaf == date(2025, 11, 30)
    assert "còn 27 ngày" in item.text
    assert item.source == SOURCE
    assert "Đăng ký thi đua" not in lines(world, "clerk", "2025-12-01 00:00")  # nothing tells whether it was done
    assert "Đăng ký thi đua" not in lines(worlds.build(tag="b"), "clerk")


def test_a_duty_with_a_day_waits_by_itself_and_stays_when_late() -> None:
    world = worlds.build()
    movement = dated(world, due="2025-12-10")
    unit = world.units["one"]
    row = Duty.objects.get(movement=movement, unit=unit, element_id=_dated_id(movement))
    item = lines(world, "clerk")[row.label]
    assert (item.leaf, item.button) == (date(2025, 12, 10), "Báo cáo")
    assert item.url == reverse("movements:duty", args=[movement.slug, row.pk])
    assert "đã quá hạn" in lines(world, "clerk", "2025-12-12 08:00")[row.label].text
    at = worlds.at("2025-12-12 09:00")
    actions.report_duty(duty=row, done_on=at.date(), report="Đã làm xong cả đơn vị.", by=world.users["clerk"], at=at)
    assert row.label not in lines(world, "clerk", "2025-12-12 10:00")


def test_a_report_is_open_until_the_duty_says_it_is_made() -> None:
    world = worlds.build()
    movement = dated(world, limit("h1", "report", "2025-12-10"))
    Duty.objects.filter(movement=movement).delete()
    row = Duty.objects.create(
        movement=movement, unit=world.units["one"], element_id="x", type="report", label="Báo cáo kết quả"
    )
    assert "đã quá hạn" in lines(world, "clerk", "2025-12-12 08:00")["Báo cáo"].text
    Duty.objects.filter(pk=row.pk).update(done_on=date(2025, 12, 9))
    assert "Báo cáo" not in lines(world, "clerk", "2025-12-12 08:00")
    assert "Báo cáo" not in lines(world, "clerk2", "2025-12-12 08:00")  # no duty, nothing tells: over with its day


def test_a_day_after_an_event_stands_waiting_and_follows_the_correction() -> None:
    world = worlds.build()
    (event, *_) = world.plan.events
    movement = dated(world, limit("h1", "registration", f"event {event.id} +20"))
    waiting = lines(world, "clerk", "2025-11-03 08:00")["Đăng ký thi đua"]
    assert (waiting.leaf, waiting.margin) == (None, "Chưa có ngày")
    assert "20 ngày kể từ ngày" in waiting.text
    office, at = world.users["office"], worlds.at("2025-11-03 09:00")
    actions.record_event(movement=movement, event_id=event.id, on=date(2025, 11, 1), source="QĐ số 1", by=office, at=at)
    assert lines(world, "clerk", "2025-11-03 10:00")["Đăng ký thi đua"].leaf == date(2025, 11, 20)
    entered = MovementEvent.objects.get(movement=movement)
    events.correct_event(
        event=entered, seen=entered.on, on=date(2025, 10, 31), source="QĐ số 1", reason="Ghi nhầm ngày ký.",
        by=office, at=at,
    )  # fmt: skip
    assert lines(world, "clerk", "2025-11-03 10:00")["Đăng ký thi đua"].leaf == date(2025, 11, 19)


def test_the_days_cost_no_query(settings, tmp_path) -> None:
    settings.THIDUA_HOME, settings.THIDUA_TRAINING_CLOCK = tmp_path, True
    clock.set_to(worlds.at(MORNING))
    counts = []
    for tag, limits in (
        ("a", ()),
        ("b", [limit(f"h{n}", act, f"2025-12-{n:02}") for n, act in enumerate(("report", "registration"), 10)]),
    ):
        world = worlds.build(tag=tag)
        movement = dated(world, *limits, due="2025-12-20" if limits else None)
        for account in ("office", "clerk"):
            client = Client()
            client.force_login(world.users[account])
            pages = {}
            for url in (reverse("home"), reverse("boards:movement", args=[movement.slug])):
                client.get(url)
                with CaptureQueriesContext(connection) as caught:
                    pages[url] = client.get(url).content.decode()
                counts.append(len(caught))
    board = pages[reverse("boards:movement", args=[movement.slug])]
    assert "Ngày cuối báo cáo" in board
    assert "Hạn của việc: " in board
    assert counts[:4] == counts[4:]


def _dated_id(movement: Movement) -> str:
    plan = queries.current_version(Movement.objects.get(pk=movement.pk)).plan
    return next(each.id for each in plan.duties if each.due)
