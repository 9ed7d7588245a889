"""Difficulties against a clause and their answers; the log of inspection; corrected events and collisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import world
from thidua import plans
from thidua.audit.models import JournalEntry
from thidua.movements import actions, difficulties, events, inspecting, queries
from thidua.movements.inspecting import Entry
from thidua.movements.models import Difficulty, EventCorrection, Inspection, Movement
from thidua.org.models import User
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
StandAt = Callable[[str], None]
NOW = "2025-12-01 09:00"


def url(name: str, *args: object) -> str:
    return reverse(f"movements:{name}", args=args)


def codes(caught: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in caught.value.findings}


@pytest.fixture
def running() -> tuple[world.World, Movement]:
    made = world.build()
    return made, world.launch(made)


def told(made: world.World, account: str, start: str) -> int:
    return made.users[account].notices.filter(title__startswith=start).count()


# ---------------------------------------------------------------- difficulties


def report(made: world.World, movement: Movement, account: str = "clerk", **changes: Any) -> Difficulty:
    unit = {"clerk": "one", "clerk2": "two"}.get(account, "one")
    given: dict[str, Any] = {
        "movement": movement,
        "unit": made.units[unit],
        "element_id": made.plan.deadlines[0].id,
        "text": "Hạn nộp quá gấp so với kỳ đánh giá.",
        "by": made.users[account],
        "at": world.at(NOW),
    }
    return difficulties.report(**given | changes)


def answer(made: world.World, movement: Movement, *chosen: Difficulty, **changes: Any) -> Any:
    given: dict[str, Any] = {
        "movement": movement,
        "chosen": chosen,
        "text": "Đơn vị nộp trước phần đã có số liệu.",
        "amends": False,
        "by": made.users["office"],
        "at": world.at(NOW),
    }
    return difficulties.answer(**given | changes)


def test_a_unit_reports_against_a_clause_and_the_office_hears_of_it(running: Any) -> None:
    made, movement = running
    row = report(made, movement)
    assert (row.clause, row.state) == (made.plan.deadlines[0].source.path, "open")
    assert told(made, "office", "Phòng Kinh tế: vướng mắc") == 1
    for changes, reason in (
        ({"element_id": "khong-co"}, "unknown_clause"),
        ({"text": "khó"}, "text_short"),
        ({"unit": made.units["two"]}, "permission"),
        ({"by": made.users["finance"]}, "permission"),
    ):
        with pytest.raises(Refused) as caught:
            report(made, movement, **changes)
        assert codes(caught) == {reason}


@pytest.mark.parametrize("code", plans.builtin())
def test_clauses_stand_in_the_order_of_the_paper(code: str) -> None:
    plan = plans.builtin()[code]
    places = [text.partition(". ")[0] for _, text in difficulties.clauses(plan)]
    parts = [place.split()[1].split(".")[0].split("/")[0] for place in places if place.startswith("Mục ")]
    assert parts == sorted(parts, key=["I", "II", "III", "IV", "V", "VI", "VII"].index)
    assert places[-1].split(",")[0] not in ("Phần đầu", "Tên kế hoạch")
    assert not [place for place in places if place.startswith("Mục header")]


def test_one_answer_meets_several_and_each_reporter_hears_it(running: Any) -> None:
    made, movement = running
    first, second = report(made, movement), report(made, movement, "clerk2")
    made_answer = answer(made, movement, first, second)
    assert set(made_answer.difficulties.values_list("state", flat=True)) == {"answered"}
    assert told(made, "clerk", "Trả lời vướng mắc") == told(made, "clerk2", "Trả lời vướng mắc") == 1
    entry = JournalEntry.objects.get(act="difficulty.answer")
    assert entry.data["difficulties"] == [first.pk, second.pk]


def test_whoever_answers_second_is_told_and_nothing_is_written(running: Any) -> None:
    made, movement = running
    first, second = report(made, movement), report(made, movement, "clerk2")
    answer(made, movement, first)
    with pytest.raises(Refused) as caught:
        answer(made, movement, second, first)  # both still "open" on the page of this person
    assert codes(caught) == {"stale"}
    second.refresh_from_db()
    assert second.state == "open"
    for changes, reason in (({"chosen": ()}, "nobody"), ({"text": "vâng"}, "text_short")):
        with pytest.raises(Refused) as caught:
            answer(made, movement, **{"chosen": (second,)} | changes)
        assert codes(caught) == {reason}
    with pytest.raises(Refused) as caught:
        answer(made, movement, second, by=made.users["clerk2"])
    assert codes(caught) == {"permission"}


def test_a_body_that_has_ended_neither_answers_nor_inspects(running: Any) -> None:
    made, movement = running
    first = report(made, movement)
    type(made.body).objects.filter(pk=made.body.pk).update(dissolved_on=date(2025, 11, 30))
    movement.refresh_from_db()
    for act in (lambda: answer(made, movement, first), lambda: log(made, movement)):
        with pytest.raises(Refused) as caught:
            act()
        assert codes(caught) == {"body_ended"}
    assert not Inspection.objects.exists()


def test_a_promise_may_still_be_answered_otherwise(running: Any) -> None:
    made, movement = running
    row = report(made, movement)
    answer(made, movement, row, amends=True)
    row.refresh_from_db()
    assert row.state == "promised"
    assert told(made, "clerk", "Sẽ sửa kế hoạch") == 1
    answer(made, movement, row)
    row.refresh_from_db()
    assert row.state == "answered"


def test_difficulties_in_the_browser(running: Any, stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = running
    stand_at(NOW)
    clerk, office = signed_in(made.users["clerk"]), signed_in(made.users["office"])
    empty = clerk.post(url("difficulty_new", movement.slug), {})
    assert empty.status_code == 422
    groups = [name for name, rows in empty.context["form"].fields["element"].choices if isinstance(rows, list)]
    assert "Mục III" in groups
    assert len(groups) == len(set(groups))
    given = {
        "unit": made.units["one"].pk,
        "element": made.plan.quotas[0].id,
        "text": "Số lượng <b>quá ít</b> so với số đơn vị.",
    }
    assert clerk.post(url("difficulty_new", movement.slug), given).status_code == 302
    page = office.get(url("difficulties", movement.slug)).content.decode()
    assert "&lt;b&gt;quá ít" in page
    assert "Trả lời cả mục" in page
    row = Difficulty.objects.get()
    address = url("difficulty_answer", movement.slug) + f"?muc={row.clause}"
    asked = office.get(address)
    assert list(asked.context["form"].initial["chosen"]) == [row.pk]
    assert (
        "“Số lượng &lt;b&gt;quá ít&lt;/b&gt; so với số đơn vị.”" in asked.content.decode()
    )  # its words beside the box
    assert f"{made.users['clerk'].display_name}, 01/12/2025" in asked.content.decode()
    short = office.post(address, {"chosen": [row.pk], "text": "vâng", "outcome": "answer"})
    assert (short.status_code, list(short.context["form"].errors)) == (422, ["text"])
    done = office.post(address, {"chosen": [row.pk], "text": "Sẽ nâng số lượng.", "outcome": "amend"})
    assert done.status_code == 302
    assert "Sẽ nâng số lượng" in clerk.get(url("difficulties", movement.slug)).content.decode()
    assert "Trả lời cả mục" not in office.get(url("difficulties", movement.slug)).content.decode()
    other = signed_in(made.users["clerk2"]).get(url("difficulties", movement.slug))
    assert other.context["total"] == 0  # another unit's difficulty is not its business
    assert signed_in(made.users["finance"]).get(url("difficulty_new", movement.slug)).status_code == 403


# ---------------------------------------------------------------- inspection


def log(made: world.World, movement: Movement, unit: str = "one", **changes: Any) -> Inspection:
    entry: dict[str, Any] = {
        "kind": "visit",
        "on": date(2025, 11, 28),
        "participants": "Phòng Văn hóa - Xã hội; lãnh đạo đơn vị",
        "findings": "Chưa phổ biến kế hoạch tới viên chức.",
        "paper": "Biên bản ngày 28/11/2025",
        "request": "Phổ biến kế hoạch, gửi biên bản họp.",
        "due_on": date(2025, 12, 10),
    }
    return inspecting.log(
        movement=movement,
        unit=made.units[unit],
        entry=Entry(**entry | changes),
        by=made.users["office"],
        at=world.at(NOW),
    )


def test_an_inspection_asks_and_the_unit_reports_back(running: Any) -> None:
    made, movement = running
    row = log(made, movement)
    assert told(made, "clerk", "Yêu cầu sau kiểm tra") == 1
    given: dict[str, Any] = {
        "inspection": row,
        "version": row.version,
        "done_on": date(2025, 12, 5),
        "outcome": "Đã họp ngày 05/12 và gửi biên bản.",
        "by": made.users["clerk"],
        "at": world.at("2025-12-06 09:00"),
    }
    for changes, reason in (
        ({"done_on": date(2025, 11, 27)}, "date_odd"),
        ({"done_on": date(2025, 12, 7)}, "date_odd"),
        ({"outcome": "xong"}, "outcome_short"),
        ({"by": made.users["clerk2"]}, "permission"),
        ({"version": row.version + 1}, "stale"),
    ):
        with pytest.raises(Refused) as caught:
            inspecting.follow_up(**given | changes)
        assert codes(caught) == {reason}
    inspecting.follow_up(**given)
    assert row.followed
    assert told(made, "office", "Phòng Kinh tế: đã khắc phục") == 1
    with pytest.raises(Refused) as caught:
        inspecting.follow_up(**given)
    assert "nothing_open" in codes(caught)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"on": date(2025, 12, 2)}, "date_in_future"),
        ({"on": date(2025, 10, 1)}, "date_before_launch"),
        ({"participants": " "}, "participants_missing"),
        ({"findings": "tốt"}, "findings_short"),
        ({"due_on": None}, "due_missing"),
        ({"request": ""}, "request_missing"),
        ({"due_on": date(2025, 11, 27)}, "due_before"),
        ({"kind": "khac"}, "unknown_kind"),
    ],
)
def test_a_wrong_entry_is_refused(running: Any, changes: dict[str, Any], reason: str) -> None:
    made, movement = running
    with pytest.raises(Refused) as caught:
        log(made, movement, **changes)
    assert codes(caught) == {reason}
    assert not Inspection.objects.exists()


def test_the_log_in_the_browser(running: Any, stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = running
    stand_at("2025-12-12 09:00")
    log(made, movement)
    log(made, movement, "two", request="", due_on=None)
    office, clerk = signed_in(made.users["office"]), signed_in(made.users["clerk"])
    page = office.get(url("inspections", movement.slug))
    assert (page.context["total"], page.context["waiting"]) == (2, 1)
    assert "Quá ngày phải xong" in page.content.decode()
    assert clerk.get(url("inspections", movement.slug)).context["total"] == 1
    row = Inspection.objects.get(unit=made.units["one"])
    other = Inspection.objects.get(unit=made.units["two"])
    assert clerk.get(url("inspection", movement.slug, other.pk)).status_code == 404
    given = {"version": row.version, "done_on": "11/12/2025", "outcome": "Đã họp và gửi biên bản."}
    assert clerk.post(url("inspection", movement.slug, row.pk), given).status_code == 302
    new = {
        "unit": made.units["two"].pk,
        "kind": "letter",
        "on": "10/12/2025",
        "participants": "Công văn gửi đơn vị",
        "findings": "Đôn đốc nhập số liệu quý IV.",
    }
    assert office.post(url("inspection_new", movement.slug), new).status_code == 302
    assert clerk.post(url("inspection_new", movement.slug), new).status_code == 403


# ---------------------------------------------------------------- events


def record(made: world.World, movement: Movement, day: date, at: str = "2026-02-10 09:00") -> Any:
    return actions.record_event(
        movement=movement,
        event_id=made.plan.events[0].id,
        on=day,
        source="Quyết định số 9/QĐ-UBND",
        by=made.users["office"],
        at=world.at(at),
    )


def test_an_event_is_corrected_with_its_reason_and_the_old_day_kept(running: Any) -> None:
    made, movement = running
    event = record(made, movement, date(2026, 2, 1))
    assert told(made, "clerk", "Đã có: ") == 1
    given: dict[str, Any] = {
        "event": event,
        "seen": date(2026, 2, 1),
        "on": date(2026, 1, 20),
        "source": "Quyết định số 9/QĐ-UBND",
        "reason": "Ghi nhầm ngày nhận văn bản.",
        "by": made.users["office"],
        "at": world.at("2026-02-11 09:00"),
    }
    for changes, reason in (
        ({"reason": "nhầm"}, "reason_missing"),
        ({"on": date(2026, 2, 12)}, "event_in_future"),
        ({"on": date(2026, 2, 1)}, "nothing_changed"),
        ({"source": ""}, "source_missing"),
        ({"seen": date(2026, 1, 31)}, "stale"),
        ({"by": made.users["clerk"]}, "permission"),
    ):
        with pytest.raises(Refused) as caught:
            events.correct_event(**given | changes)
        assert reason in codes(caught)
    events.correct_event(**given)
    kept = EventCorrection.objects.get()
    assert (kept.was_on, event.on) == (date(2026, 2, 1), date(2026, 1, 20))
    (note,) = made.users["clerk"].notices.filter(title__startswith="Đính chính sự kiện")
    assert "20/01/2026 (trước: 01/02/2026)" in note.text  # the end of the movement moves with it


def test_a_deadline_before_its_event_is_found(running: Any) -> None:
    made, movement = running
    plan = made.plan
    last = movement.rounds.get().closing.last_day

    def found(at: str) -> list[str]:
        return [each.code for each in events.collisions(movement, plan, queries.events(movement), world.at(at))]

    assert last == date(2026, 1, 29)
    assert found("2025-12-01 09:00") == []
    assert found("2026-01-20 09:00") == ["event_late"]
    assert found("2026-02-02 09:00") == ["event_overdue"]
    event = record(made, movement, date(2026, 2, 1))
    assert found("2026-02-10 09:00") == ["deadline_precedes_event"]
    event.on = date(2026, 1, 20)
    event.save()
    assert found("2026-02-10 09:00") == []


def test_an_event_is_corrected_in_the_browser(running: Any, stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = running
    event = record(made, movement, date(2026, 2, 1))
    stand_at("2026-02-12 09:00")
    client = signed_in(made.users["office"])
    address = url("event_correct", movement.slug, event.event_id)
    assert 'value="01/02/2026"' in client.get(address).content.decode()
    given = {"seen": "2026-02-01", "on": "20/01/2026", "source": "Quyết định số 9/QĐ-UBND", "reason": "nhầm"}
    assert client.post(address, given).status_code == 422
    given["reason"] = "Ghi nhầm ngày nhận văn bản."
    assert client.post(address, given).status_code == 302
    assert client.post(address, given | {"on": "21/01/2026"}).status_code == 409
    page = client.get(url("event", movement.slug, event.event_id)).content.decode()
    assert "Trước ghi ngày 01/02/2026" in page
    assert client.get(url("event_correct", movement.slug, "khong-co")).status_code == 404
