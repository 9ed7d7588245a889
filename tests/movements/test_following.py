"""Acts on a running movement: events, deadlines, lower plans, duties, figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import world
from tests.movements.stages import codes, figure, morning, prepared
from thidua import plans
from thidua.audit.models import JournalEntry
from thidua.movements import actions
from thidua.movements.models import Duty, Round
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db


def test_a_draft_takes_no_events_plans_or_figures() -> None:
    made, draft = prepared()
    by, at = made.users["office"], morning(made.plan.code)
    with pytest.raises(Refused) as caught:
        actions.record_event(
            movement=draft, event_id="index_published", on=at.date(), source="Quyết định", by=by, at=at
        )
    assert codes(caught) == {"wrong_state"}
    with pytest.raises(Refused) as caught:
        actions.register_lower_plan(
            movement=draft, unit=made.units["one"], number="1", issued_on=at.date(), by=by, at=at
        )
    assert codes(caught) == {"wrong_state"}
    with pytest.raises(Refused) as caught:
        figure(made, draft)
    assert codes(caught) == {"wrong_state"}


# ---------------------------------------------------------------- events and deadlines


def test_an_event_is_entered_once_with_a_day_that_can_be() -> None:
    made = world.build()
    movement = world.launch(made)
    given: dict[str, Any] = {
        "movement": movement,
        "event_id": "index_published",
        "source": "Quyết định số 9/QĐ-UBND",
        "by": made.users["office"],
        "at": world.at("2026-01-20 09:00"),
    }
    for on, reason in ((date(2026, 1, 21), "event_in_future"), (date(2025, 10, 23), "event_before_start")):
        with pytest.raises(Refused) as caught:
            actions.record_event(**given, on=on)
        assert codes(caught) == {reason}
    with pytest.raises(Refused) as caught:
        actions.record_event(**given | {"source": " "}, on=date(2026, 1, 20))
    assert codes(caught) == {"source_missing"}
    actions.record_event(**given, on=date(2026, 1, 20))
    with pytest.raises(Refused) as caught:
        actions.record_event(**given, on=date(2026, 1, 19))
    assert codes(caught) == {"event_known"}
    assert [event.on for event in movement.events.all()] == [date(2026, 1, 20)]


def test_a_deadline_is_set_only_where_the_plan_names_none() -> None:
    by_plan = world.launch(world.build()).rounds.get()
    made = world.build("hoa-phong-2025", tag="b")
    free = world.launch(made).rounds.get()
    given: dict[str, Any] = {
        "last_day": date(2025, 11, 20),
        "reason": "Công văn số 15/UBND ngày 01/10/2025",
        "at": world.at("2025-10-01 09:00"),
    }
    with pytest.raises(Refused) as caught:
        actions.set_deadline(round=by_plan, by=_office_of(by_plan), **given | {"at": world.at("2025-11-01 09:00")})
    assert codes(caught) == {"deadline_in_plan"}
    by = made.users["office"]
    with pytest.raises(Refused) as caught:
        actions.set_deadline(round=free, by=by, **given | {"last_day": date(2025, 9, 30), "reason": "vì"})
    assert codes(caught) == {"deadline_past", "reason_missing"}
    seen_by_two = Round.objects.select_related("movement").get(pk=free.pk)
    actions.set_deadline(round=free, by=by, **given)
    assert free.closes_at == world.at("2025-11-21 00:00")  # the last day itself is in time
    with pytest.raises(Refused) as caught:
        actions.set_deadline(round=seen_by_two, by=by, **given)
    assert codes(caught) == {"stale"}
    assert made.users["clerk"].notices.filter(title__startswith="Hạn nộp hồ sơ").count() == 1
    actions.set_deadline(round=free, by=by, **given | {"last_day": date(2025, 11, 25)})
    assert free.closes_at == world.at("2025-11-26 00:00")


def _office_of(round: Round) -> Any:
    return round.movement.body.units.get(code__endswith="-office").grants.get(role="office").user


def test_an_appraisal_deadline_in_the_plan_does_not_forbid_a_dossier_deadline() -> None:
    plan = plans.builtin()["phan-rang-2024"]
    only = tuple(each for each in plan.deadlines if each.act == "appraisal")
    assert only
    made = world.build("phan-rang-2024")
    made.plan = replace(plan, deadlines=only)
    row = world.launch(made).rounds.get()
    assert row.appraise_by is not None
    for day in (date(2024, 11, 20), date(2024, 11, 22)):  # set, and set again
        actions.set_deadline(
            round=row,
            last_day=day,
            reason="Công văn số 15/UBND",
            by=made.users["office"],
            at=world.at("2024-10-01 09:00"),
        )
    assert row.closes_at == world.at("2024-11-23 00:00")


# ---------------------------------------------------------------- lower plans and duties


def test_a_lower_plan_is_registered_once_and_settles_the_duty() -> None:
    made = world.build("truc-ninh-2021-2025")
    movement = world.launch(made)
    foreign = world.build("hoa-phong-2025", tag="b")
    given: dict[str, Any] = {
        "movement": movement,
        "unit": made.units["lower"],
        "number": "05/KH-UBND",
        "issued_on": date(2021, 12, 1),
        "by": made.users["office"],
        "at": world.at("2021-12-03 10:00"),
    }
    for changes, reason in (
        ({"issued_on": date(2021, 12, 4)}, "date_in_future"),
        ({"number": "  "}, "number_missing"),
        ({"unit": foreign.units["one"]}, "foreign_unit"),
        ({"unit": made.body}, "foreign_unit"),
    ):
        with pytest.raises(Refused) as caught:
            actions.register_lower_plan(**given | changes)
        assert codes(caught) == {reason}
    actions.register_lower_plan(**given)
    with pytest.raises(Refused) as caught:
        actions.register_lower_plan(**given)
    assert codes(caught) == {"lower_plan_known"}
    duty = Duty.objects.get(movement=movement, unit=made.units["lower"], type="lower_plan")
    assert (duty.done_on, duty.report) == (date(2021, 12, 3), "Kế hoạch số 05/KH-UBND")


def test_a_duty_is_reported_once_by_its_own_unit() -> None:
    made = world.build()
    duty = world.launch(made).duties.filter(unit=made.units["one"]).first()
    assert duty is not None
    given: dict[str, Any] = {
        "duty": duty,
        "done_on": date(2025, 11, 3),
        "report": "Đã họp toàn đơn vị để quán triệt.",
        "by": made.users["clerk"],
        "at": world.at("2025-11-04 10:00"),
    }
    for changes, reasons in (
        ({"report": "xong"}, {"report_short"}),
        ({"done_on": date(2025, 11, 5)}, {"date_in_future"}),
        ({"done_on": date(2025, 10, 23)}, {"date_before_plan"}),
        ({"by": made.users["clerk2"]}, {"permission"}),
        ({"by": made.users["chair"]}, {"permission"}),
    ):
        with pytest.raises(Refused) as caught:
            actions.report_duty(**given | changes)
        assert codes(caught) == reasons
    actions.report_duty(**given)
    with pytest.raises(Refused) as caught:
        actions.report_duty(**given | {"by": made.users["head"]})
    assert codes(caught) == {"stale"}


# ---------------------------------------------------------------- figures


def test_a_figure_is_replaced_and_the_journal_keeps_the_earlier_one() -> None:
    made = world.build()
    movement = world.launch(made)
    first = figure(made, movement, by=made.users["clerk"])
    second = figure(
        made,
        movement,
        values={"numerator": Decimal(39), "denominator": Decimal(40), "value": None},
        at=world.at("2025-12-02 09:00"),
        seen=first.recorded_at,
    )
    assert first.pk == second.pk
    entry = JournalEntry.objects.filter(act="figure.enter").order_by("-seq").first()
    assert entry is not None
    assert (entry.data["before"]["numerator"], entry.data["now"]["numerator"]) == ("38.000", "39")
    with pytest.raises(Refused) as caught:
        figure(made, movement, seen=first.recorded_at)
    assert codes(caught) == {"stale"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"values": {"numerator": Decimal(5), "denominator": None}}, "half_share"),
        ({"values": {"numerator": None, "denominator": None}}, "half_share"),
        ({"values": {"numerator": Decimal(41), "denominator": Decimal(40)}}, "share_over"),
        ({"values": {"numerator": Decimal(-1), "denominator": Decimal(40)}}, "share_over"),
        ({"values": {"numerator": Decimal(1), "denominator": Decimal(10) ** 12}}, "figure_large"),
        ({"source": ""}, "source_missing"),
        ({"year": 2023}, "figure_year"),
        ({"year": 2026}, "figure_year"),
        ({"criterion_id": "khong-co"}, "unknown_criterion"),
    ],
)
def test_a_wrong_figure_is_refused(changes: dict[str, Any], reason: str) -> None:
    made = world.build()
    movement = world.launch(made)
    with pytest.raises(Refused) as caught:
        figure(made, movement, **changes)
    assert reason in codes(caught)
    assert not movement.figures.exists()


def test_a_person_has_figures_only_in_the_own_unit_and_audience() -> None:
    made = world.build("hoa-phong-2025")
    movement = world.launch(made)
    figure(made, movement, person=made.people["Đỗ Thành Đạt"])
    with pytest.raises(Refused) as caught:
        figure(made, movement, person=made.people["Hồ Văn Tấn"])  # of another division
    assert codes(caught) == {"foreign_person"}
    with pytest.raises(Refused) as caught:  # a criterion of the commune as a whole
        figure(made, movement, criterion_id="tieu-chi-2")
    assert codes(caught) == {"unknown_criterion"}
    with pytest.raises(Refused) as caught:  # which the unit's clerk may not enter for the commune
        figure(made, movement, criterion_id="tieu-chi-2", unit=made.body, by=made.users["clerk"])
    assert codes(caught) == {"permission"}
    figure(made, movement, criterion_id="tieu-chi-2", unit=made.body)
    with pytest.raises(Refused) as caught:  # a firm is in no audience of this plan
        figure(made, movement, unit=made.units["firm"])
    assert codes(caught) == {"unknown_criterion"}


# ---------------------------------------------------------------- plans that cannot be kept
