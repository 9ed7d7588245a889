"""A deadline that hangs on an event: no day at launch, the day once the event is entered, another when corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.factories import world
from tests.movements.stages import SignIn, StandAt, codes
from thidua.audit.models import JournalEntry
from thidua.movements import actions, events, queries, round_days
from thidua.movements.models import Movement, Round
from thidua.reports.invariants.movements import rounds_follow_the_plan
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db


def launched() -> tuple[Any, Movement]:
    """A running movement: dossiers ten days after the index is published, appraisal five working days later."""
    made = world.build()
    (due,) = made.plan.deadlines
    waits = replace(due, op="no_later_than", rule=f"event {made.plan.events[0].id} +10")
    appraisal = replace(
        due, id="han-tham-dinh", act="appraisal", op="no_later_than", rule="event dossier_closed +5 working"
    )
    made.plan = replace(made.plan, deadlines=(waits, appraisal))
    return made, world.launch(made)


def test_entering_the_event_closes_the_round_and_correcting_it_moves_it() -> None:
    made, movement = launched()
    row = movement.rounds.get()
    assert (row.closes_at, row.appraise_by) == (None, None)
    assert list(rounds_follow_the_plan()) == []
    by = made.users["office"]
    with pytest.raises(Refused) as caught:
        actions.set_deadline(
            round=row, last_day=date(2026, 2, 1), reason="Công văn số 15/UBND", by=by, at=world.at("2026-01-05 09:00")
        )
    assert codes(caught) == {"deadline_in_plan"}
    given: dict[str, Any] = {"source": "Quyết định số 9/QĐ-UBND", "by": by}
    event_id = made.plan.events[0].id
    event = actions.record_event(
        movement=movement, event_id=event_id, on=date(2026, 1, 16), at=world.at("2026-01-16 09:00"), **given
    )
    row.refresh_from_db()
    assert (row.closes_at, row.appraise_by) == (world.at("2026-01-27 00:00"), world.at("2026-02-03 00:00"))
    notice = made.users["clerk"].notices.get(title__startswith="Đã có")
    assert "26/01/2026 (trước: chưa rõ ngày)" in notice.text
    entry = JournalEntry.objects.get(act="movement.event")
    assert entry.data["rounds"] == {row.key: "2026-01-26"}

    at = world.at("2026-01-20 09:00")
    actions.correct_event(event=event, seen=event.on, on=date(2026, 1, 19), reason="Ghi nhầm ngày ký", at=at, **given)
    row.refresh_from_db()
    assert row.closes_at == world.at("2026-01-30 00:00")
    assert list(rounds_follow_the_plan()) == []
    row.closes_at = world.at("2026-01-31 00:00")
    row.save()
    assert len(list(rounds_follow_the_plan())) == 1
    assert made.users["clerk"].notices.filter(text__contains="29/01/2026 (trước: 26/01/2026)").count() == 1


def test_an_event_long_past_is_told_as_a_closed_door() -> None:
    made, movement = launched()
    now = world.at("2026-03-02 09:00")
    event_id = made.plan.events[0].id
    (finding,) = round_days.foreseen(movement, made.plan, {event_id: date(2026, 1, 16)}, now)
    assert (finding.code, finding.severity) == ("deadline_past", "warning")
    assert "26/01/2026" in finding.message
    assert not round_days.foreseen(movement, made.plan, {event_id: date(2026, 3, 1)}, now)
    assert events.collisions(movement, made.plan, queries.events(movement), now) == []
    assert Round.objects.get(movement=movement).closing is None  # nothing is written by looking ahead


def test_the_pages_say_what_the_deadline_waits_for(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched()
    stand_at("2026-03-02 09:00")
    client, event_id = signed_in(made.users["office"]), made.plan.events[0].id
    board = client.get(reverse("boards:movement", args=[movement.slug])).content.decode()
    waits = f"Chưa có ngày: chậm nhất 10 ngày kể từ ngày “{made.plan.events[0].label}”"
    assert waits in board
    assert "Kế hoạch không ghi hạn" not in board
    assert "Ấn định hạn" not in board
    deadline = client.get(reverse("movements:deadline", args=[movement.slug, movement.rounds.get().key]))
    assert waits in deadline.content.decode()
    address = reverse("movements:event", args=[movement.slug, event_id])
    assert "tính hạn nộp hồ sơ" in client.get(address).content.decode()
    page = client.post(address, {"on": "16/01/2026", "source": "Quyết định số 9/QĐ-UBND"}, follow=True)
    text = page.content.decode()
    assert "hạn nộp hồ sơ tính ra là 26/01/2026, đã qua" in text
    assert "Giờ cuối cùng còn kịp: 23 giờ 59 phút, thứ Hai, 26/01/2026" in text
