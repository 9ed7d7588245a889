"""The acts on a movement: what they write, what they refuse, and that nothing happens twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.factories import world
from tests.movements.stages import CODES, arguments, codes, figure, morning, prepared
from thidua.audit.models import JournalEntry
from thidua.movements import actions
from thidua.movements.models import Movement, PlanVersion, Round
from thidua.org.models import Post
from thidua.plans import calendar
from thidua.records.models import PaperNumber
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", CODES)
def test_every_plan_launches_with_its_rounds_duties_and_number(code: str) -> None:
    made = world.build(code)
    movement = world.launch(made)
    version = movement.plan_versions.get()
    assert movement.state == "launched"
    assert version.issued_on == world.ISSUED[code]
    assert version.plan.identity.date == world.ISSUED[code].isoformat()
    assert version.plan.identity.number == version.paper_number
    expected = calendar.rounds(made.plan, world.ISSUED[code])
    assert list(movement.rounds.order_by("id").values_list("key", flat=True)) == [each.key for each in expected]
    for row in movement.rounds.all():
        own = [closing.closes_at for each, closing in calendar.deadlines(made.plan, row.key) if each.act == "dossier"]
        assert row.closes_at == (own[0] if own else None)
    assert set(movement.duties.values_list("element_id", flat=True)) == {each.id for each in made.plan.duties}
    assert PaperNumber.objects.get(series="KH").number == int(version.paper_number)
    assert list(JournalEntry.objects.values_list("act", flat=True)) == ["movement.prepare", "movement.launch"]


def test_numbers_follow_each_other_and_a_given_number_must_be_higher() -> None:
    made = world.build()
    numbers = []
    for given in (None, None, 31, None):
        movement = actions.prepare(body=made.body, plan=made.plan, by=made.users["office"], at=morning(made.plan.code))
        actions.launch(**arguments(made, movement, number=given))
        numbers.append(movement.plan_versions.get().paper_number)
    assert numbers == ["01", "02", "31", "32"]
    late = actions.prepare(body=made.body, plan=made.plan, by=made.users["office"], at=morning(made.plan.code))
    for used in (31, 5):
        with pytest.raises(Refused) as caught:
            actions.launch(**arguments(made, late, number=used))
        assert codes(caught) == {"number_used"}
    late.refresh_from_db()
    assert late.state == "draft"
    assert not late.rounds.exists()
    assert PaperNumber.objects.count() == 4


@pytest.mark.parametrize(
    ("code", "day", "reason"),
    [
        ("soc-trang-2025", date(2025, 10, 25), "issued_in_future"),
        ("soc-trang-2025", date(2025, 10, 14), "issued_before_basis"),
        ("phan-rang-2024", date(2024, 2, 28), "issued_not_as_printed"),
        ("hoa-phong-2025", date(2025, 1, 15), "issued_not_as_printed"),
        ("hoa-phong-2025", date(1925, 1, 16), "issued_before_movement"),
    ],
)
def test_a_wrong_date_is_refused_in_a_sentence(code: str, day: date, reason: str) -> None:
    made, movement = prepared(code)
    with pytest.raises(Refused) as caught:
        actions.launch(**arguments(made, movement, issued_on=day))
    assert reason in codes(caught)
    assert all(finding.message.endswith((".", "!")) for finding in caught.value.findings)
    assert not PaperNumber.objects.exists()


def test_a_plan_cannot_be_launched_after_its_last_year() -> None:
    made, movement = prepared()
    with pytest.raises(Refused) as caught:
        actions.launch(**arguments(made, movement, issued_on=date(2026, 1, 2), at=world.at("2026-01-05 08:00")))
    assert "issued_after_movement" in codes(caught)


def test_launching_twice_launches_once() -> None:
    made, movement = prepared()
    again = Movement.objects.get(pk=movement.pk)
    actions.launch(**arguments(made, movement))
    with pytest.raises(Refused) as caught:  # a second window that still shows the draft
        actions.launch(**arguments(made, again))
    assert codes(caught) == {"stale"}
    with pytest.raises(Refused) as caught:  # and one that was opened again
        actions.launch(**arguments(made, Movement.objects.get(pk=movement.pk)))
    assert codes(caught) == {"wrong_state"}
    assert PaperNumber.objects.count() == Round.objects.count() == 1
    assert JournalEntry.objects.filter(act="movement.launch").count() == 1


def test_only_a_leader_of_the_body_signs_and_a_deputy_signs_for_the_head() -> None:
    made, movement = prepared()
    Post.objects.filter(person=made.people["Lê Thị Phó"]).update(is_leader=True)
    foreign = world.build("hoa-phong-2025", tag="b").people["Trần Văn Chủ"]
    wrong = [
        ("Đỗ Thành Đạt", "TM", "signer_without_post"),  # head of a division, not of the body
        ("Hoàng Ủy Viên Một", "KT", "signer_without_post"),
        ("Trần Văn Chủ", "KT", "capacity_unfit"),
        ("Lê Thị Phó", "TM", "capacity_unfit"),
        ("Lê Thị Phó", "XX", "capacity_unknown"),
    ]
    for name, capacity, reason in wrong:
        with pytest.raises(Refused) as caught:
            actions.launch(**arguments(made, movement, signer=made.people[name], capacity=capacity))
        assert codes(caught) == {reason}
    with pytest.raises(Refused) as caught:
        actions.launch(**arguments(made, movement, signer=foreign))
    assert codes(caught) == {"signer_without_post"}
    actions.launch(**arguments(made, movement, signer=made.people["Lê Thị Phó"], capacity="TM_KT"))
    version = PlanVersion.objects.get(movement=movement)
    assert (version.signer_title, version.capacity) == ("Phó Chủ tịch", "TM_KT")


@pytest.mark.parametrize("account", ["clerk", "head", "chair", "finance", "secretary", "member1", "admin"])
def test_only_the_standing_office_prepares_launches_and_runs(account: str) -> None:
    made, draft = prepared()
    by, at = made.users[account], morning(made.plan.code)
    movement = world.launch(made)
    acts = [
        lambda: actions.prepare(body=made.body, plan=made.plan, by=by, at=at),
        lambda: actions.launch(**arguments(made, draft, by=by)),
        lambda: actions.record_event(
            movement=movement, event_id="index_published", on=at.date(), source="x", by=by, at=at
        ),
        lambda: actions.set_deadline(round=movement.rounds.get(), last_day=at.date(), reason="x" * 20, by=by, at=at),
        lambda: actions.register_lower_plan(
            movement=movement, unit=made.units["one"], number="1", issued_on=at.date(), by=by, at=at
        ),
        lambda: actions.close(movement=movement, version=movement.version, by=by, at=at),
    ]
    entries = JournalEntry.objects.count()
    for act in acts:
        with pytest.raises(Refused) as caught:
            act()
        assert codes(caught) == {"permission"}
    assert JournalEntry.objects.count() == entries


def test_an_office_of_another_body_may_do_nothing_here() -> None:
    made, draft = prepared()
    movement = world.launch(made)
    other = world.build("hoa-phong-2025", tag="b")
    by, at = other.users["office"], morning(made.plan.code)
    with pytest.raises(Refused) as caught:
        actions.launch(**arguments(made, draft, by=by))
    assert codes(caught) == {"permission"}
    with pytest.raises(Refused) as caught:  # its own unit, our movement
        figure(made, movement, unit=other.units["one"], by=by, at=at)
    assert codes(caught) == {"foreign_unit"}
    with pytest.raises(Refused) as caught:
        actions.report_duty(duty=movement.duties.first(), done_on=at.date(), report="Đã làm xong việc", by=by, at=at)
    assert codes(caught) == {"permission"}


@pytest.mark.parametrize(
    ("field", "changes", "reason"),
    [
        ("movement", {"year_from": 2026, "year_to": 2025}, "plan_years"),
        ("movement", {"year_from": 1, "year_to": 9999}, "plan_years"),
        ("movement", {"short": "x" * 161}, "plan_text_long"),
        ("movement", {"title": " "}, "plan_text_empty"),
        ("identity", {"symbol": "x" * 31}, "plan_text_long"),
    ],
)
def test_a_plan_that_the_registers_cannot_hold_is_not_prepared(
    field: str, changes: dict[str, Any], reason: str
) -> None:
    made = world.build()
    plan = replace(made.plan, **{field: replace(getattr(made.plan, field), **changes)})
    with pytest.raises(Refused) as caught:
        actions.prepare(body=made.body, plan=plan, by=made.users["office"], at=morning(made.plan.code))
    assert reason in codes(caught)
    assert not Movement.objects.exists()


def test_a_plan_with_a_target_that_is_no_number_is_not_prepared() -> None:
    made = world.build()
    criteria = (replace(made.plan.criteria[0], op=">=", value="rất cao"), *made.plan.criteria[1:])
    with pytest.raises(Refused) as caught:
        actions.prepare(
            body=made.body,
            plan=replace(made.plan, criteria=criteria),
            by=made.users["office"],
            at=morning(made.plan.code),
        )
    assert codes(caught) == {"plan_target"}


@pytest.mark.parametrize("code", ["moi", "đ - !", "Kế hoạch số 1"])
def test_no_plan_code_takes_the_address_of_a_page(code: str) -> None:
    _, movement = prepared(code="soc-trang-2025")
    made = world.build("hoa-phong-2025", tag="b")
    plan = replace(made.plan, code=code)
    slug = actions.prepare(body=made.body, plan=plan, by=made.users["office"], at=morning(made.plan.code)).slug
    assert slug not in {"", "moi", movement.slug}
    assert slug.replace("-", "").isalnum()
