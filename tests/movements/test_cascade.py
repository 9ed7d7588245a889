"""Plans above and below: who owes one, the letter that reminds, what a lower body takes over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import world
from thidua.audit.models import JournalEntry
from thidua.movements import actions, cascading, letters, queries, queries_follow
from thidua.movements.models import Duty, LowerPlan, Movement, Reminder
from thidua.org.models import Unit, User
from thidua.plans import Plan
from thidua.records.models import PaperNumber
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
StandAt = Callable[[str], None]
NOW = "2022-01-10 09:00"


def url(name: str, *args: object) -> str:
    return reverse(f"movements:{name}", args=args)


def codes(caught: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in caught.value.findings}


@pytest.fixture
def running() -> tuple[world.World, Movement]:
    """A district whose communes and divisions must make plans of their own."""
    made = world.build("truc-ninh-2021-2025")
    return made, world.launch(made)


def owing(movement: Movement) -> list[queries_follow.Owing]:
    return queries_follow.owing(movement, queries.current_version(movement).plan, date(2022, 1, 10))


def letter(made: world.World, movement: Movement, *keys: str, **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "movement": movement,
        "units": [made.units[key] for key in keys],
        "issued_on": date(2022, 1, 10),
        "new_due": date(2022, 1, 20),
        "signer": made.people["Lê Thị Phó"],
        "by": made.users["office"],
        "at": world.at(NOW),
    }
    return given | changes


def a_deputy(made: world.World) -> None:
    made.people["Lê Thị Phó"].posts.update(is_leader=True)


# ---------------------------------------------------------------- plans owed


def test_the_board_says_who_owes_a_plan_since_when_and_whom_it_concerns(running: Any) -> None:
    made, movement = running
    found = {each.unit.pk: each for each in owing(movement)}
    one = found[made.units["one"].pk]
    assert (one.since, one.reminders) == (date(2021, 11, 15), [])
    assert one.people == ["Đỗ Thành Đạt", "Võ Hoàng Phúc"]
    assert found[made.units["lower"].pk].people == []
    actions.register_lower_plan(
        movement=movement,
        unit=made.units["one"],
        number="05/KH-KT",
        issued_on=date(2022, 1, 3),
        by=made.users["office"],
        at=world.at(NOW),
    )
    assert made.units["one"].pk not in {each.unit.pk for each in owing(movement)}


def test_a_letter_names_only_the_chosen_units_and_tells_each(running: Any) -> None:
    made, movement = running
    a_deputy(made)
    reminder = cascading.remind(**letter(made, movement, "one", "lower"))
    assert {line.unit for line in reminder.lines.all()} == {made.units["one"], made.units["lower"]}
    number = PaperNumber.objects.get(series="CV")
    assert (reminder.number, number.issued_on) == (f"{number.number:02d}", date(2022, 1, 10))
    assert (reminder.signer_name, reminder.signer_title, reminder.capacity) == ("Lê Thị Phó", "Phó Chủ tịch", "TM_KT")
    for account, told in (("clerk", 1), ("head", 1), ("clerk2", 0)):
        found = made.users[account].notices.filter(title__startswith="Công văn đôn đốc số 01/")
        assert found.count() == told, account
    entry = JournalEntry.objects.get(act="movement.remind")
    assert entry.data["units"] == [made.units["one"].pk, made.units["lower"].pk]
    assert entry.data["capacity"] == "TM_KT"
    (line,) = [each for each in owing(movement) if each.unit == made.units["one"]]
    assert line.reminders == [reminder]


@pytest.mark.parametrize(
    ("keys", "changes", "reason"),
    [
        ((), {}, {"nobody"}),
        (("one",), {"capacity": "TL"}, {"capacity_unfit"}),
        (("one",), {"capacity": "TM"}, {"capacity_unfit"}),
        (("one",), {"issued_on": date(2022, 1, 11)}, {"date_in_future"}),
        (("one",), {"new_due": date(2022, 1, 9)}, {"due_past"}),
        (("front",), {}, {"not_owing"}),
    ],
)
def test_a_wrong_letter_is_refused(
    running: Any, keys: tuple[str, ...], changes: dict[str, Any], reason: set[str]
) -> None:
    made, movement = running
    a_deputy(made)
    with pytest.raises(Refused) as caught:
        cascading.remind(**letter(made, movement, *keys, **changes))
    assert codes(caught) == reason
    assert not Reminder.objects.exists()
    assert not PaperNumber.objects.filter(series="CV").exists()


def test_a_body_that_has_ended_reminds_nobody(running: Any) -> None:
    made, movement = running
    a_deputy(made)
    with pytest.raises(Refused) as caught:  # the level of districts ended on 30/06/2025
        cascading.remind(**letter(made, movement, "one", at=world.at("2025-07-01 08:00")))
    assert "body_ended" in codes(caught)
    assert not PaperNumber.objects.filter(series="CV").exists()


def test_only_a_leader_or_the_head_of_the_office_signs_a_letter(running: Any) -> None:
    made, movement = running
    with pytest.raises(Refused) as caught:
        cascading.remind(**letter(made, movement, "one", signer=made.people["Võ Hoàng Phúc"]))
    assert codes(caught) == {"signer_without_post"}
    by_order = cascading.remind(**letter(made, movement, "one", signer=made.people["Lý Trưởng Văn"]))
    assert by_order.capacity == "TL"
    with pytest.raises(Refused) as caught:
        cascading.remind(**letter(made, movement, "one", by=made.users["clerk"]))
    assert codes(caught) == {"permission"}


@pytest.mark.parametrize(
    ("signer", "capacity", "shown"),
    [
        ("Trần Văn Chủ", "", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Trần Văn Chủ", "own", ("CHỦ TỊCH",)),
        ("Lê Thị Phó", "", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Lê Thị Phó", "KT", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Lý Trưởng Văn", "", ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG")),
    ],
)
def test_a_letter_is_signed_as_the_post_allows(
    running: Any, signer: str, capacity: str, shown: tuple[str, ...]
) -> None:
    made, movement = running
    a_deputy(made)
    made_letter = cascading.remind(**letter(made, movement, "one", signer=made.people[signer], capacity=capacity))
    paper = letters.reminder(made_letter)
    assert paper.signer.lines[: len(shown) - 1] == shown[:-1]
    assert paper.signer.lines[-1].startswith(shown[-1].split()[0])


def choice(made: world.World, **changes: Any) -> dict[str, Any]:
    """The form of the letter as an office fills it in."""
    signer = f"{made.people['Trần Văn Chủ'].pk}:TM"
    given = {"units": [made.units["one"].pk], "issued_on": "10/01/2022", "new_due": "20/01/2022", "signer": signer}
    return given | changes


def test_the_letter_is_shown_before_it_is_made(running: Any, stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = running
    stand_at(NOW)
    client = signed_in(made.users["office"])
    assert client.get(url("remind", movement.slug)).status_code == 200
    entries = JournalEntry.objects.count()
    page = client.get(url("remind_preview", movement.slug), choice(made))
    text = page.content.decode()
    for words in (
        made.units["one"].name,
        "Đỗ Thành Đạt, Võ Hoàng Phúc",  # who gets the message
        "20/01/2022",
        "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH",
        "V/v đôn đốc ban hành kế hoạch",
        "chậm nhất vào ngày 20 tháng 01 năm 2022",
        "Lập công văn, báo tin",
    ):
        assert words in text, words
    (said,) = [block["text"] for block in page.context["blocks"] if "Thực hiện" in block.get("text", "")]
    assert f"theo mục {page.context['source'].path} Kế hoạch" in said
    assert made.units["lower"].name not in text
    assert (Reminder.objects.count(), PaperNumber.objects.filter(series="CV").count()) == (0, 0)
    assert JournalEntry.objects.count() == entries
    assert dict(page.context["given"])["signer"] == choice(made)["signer"]
    back = client.get(f"{url('remind', movement.slug)}?{page.context['query']}")
    assert back.context["form"]["new_due"].value() == "20/01/2022"


@pytest.mark.parametrize(
    ("changes", "field"), [({"signer": ""}, "signer"), ({"new_due": "09/01/2022"}, "new_due"), ({"units": []}, None)]
)
def test_a_wrong_letter_is_not_shown(
    running: Any, stand_at: StandAt, signed_in: SignIn, changes: dict[str, Any], field: str | None
) -> None:
    made, movement = running
    stand_at(NOW)
    client = signed_in(made.users["office"])
    answer = client.get(url("remind_preview", movement.slug), choice(made, **changes))
    if field is None:
        assert answer["Location"] == url("remind", movement.slug)
    else:
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_the_page_of_the_letter_makes_it_for_those_chosen(running: Any, stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = running
    stand_at(NOW)
    client = signed_in(made.users["office"])
    again = client.post(url("remind", movement.slug), choice(made, signer=""))
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["signer"])
    assert client.post(url("remind", movement.slug), choice(made)).status_code == 302
    board = client.get(url("lower_plans", movement.slug)).content.decode()
    assert "Công văn số 01/" in board
    assert "Chưa ban hành kế hoạch" in board
    reminder = Reminder.objects.get()
    for ending, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        file = client.get(url("reminder_file", movement.slug, reminder.pk, ending))
        assert file.content.startswith(start)
        assert file["Content-Disposition"].startswith("attachment")
    assert client.get(url("reminder_file", movement.slug, reminder.pk, "exe")).status_code == 404
    paper = letters.reminder(reminder)
    assert paper.bodies == (made.units["one"].name,)  # only those chosen
    assert paper.signer.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert "số 01/" in paper.heading.number_line.lower().replace("số: ", "số ")
    assert signed_in(made.users["clerk"]).get(url("remind", movement.slug)).status_code == 403


# ---------------------------------------------------------------- the plan above


@pytest.fixture
def two_bodies(running: Any) -> tuple[world.World, Movement, world.World]:
    """The district above, and one of its communes as a body of its own."""
    made, movement = running
    below = world.build("hoa-phong-2025", tag="b")
    Unit.objects.filter(pk=below.body.pk).update(
        name=made.units["lower"].name, name_fold=made.units["lower"].name_fold, level="commune", parent=made.body
    )
    below.body.refresh_from_db()
    return made, movement, below


def take_over(movement: Movement, below: world.World) -> Movement:
    plan = cascading.from_higher(movement, below.body)
    return actions.prepare(
        body=below.body, plan=plan, by=below.users["office"], at=world.at("2022-01-12 09:00"), higher=movement
    )


def launch(below: world.World, draft: Movement) -> Movement:
    return actions.launch(
        movement=draft,
        version=draft.version,
        issued_on=date(2022, 1, 13),
        number=None,
        signer=below.people["Trần Văn Chủ"],
        capacity="TM",
        by=below.users["office"],
        at=world.at("2022-01-13 09:00"),
    )


def test_a_lower_body_sees_only_running_plans_of_bodies_that_know_it(two_bodies: Any) -> None:
    made, movement, below = two_bodies
    assert queries_follow.higher_choices(below.body, date(2022, 1, 12)) == [movement]
    assert queries_follow.higher_choices(made.body, date(2022, 1, 12)) == []
    stranger = world.build("phan-rang-2024", tag="c")
    assert queries_follow.higher_choices(stranger.body, date(2022, 1, 12)) == []


def test_a_plan_taken_over_carries_out_the_higher_one(two_bodies: Any) -> None:
    _, movement, below = two_bodies
    draft = take_over(movement, below)
    version = queries.current_version(draft)
    assert draft.higher == movement
    assert version.plan.issuer.name == below.body.name
    assert version.plan.bases[0].number == str(queries.current_version(movement))
    assert version.plan.standards
    assert cascading.remarks(draft, version.plan) == []


def weaker(plan: Plan) -> Plan:
    return replace(plan, standards=plan.standards[1:])


def test_a_weaker_lower_plan_is_a_finding_before_the_launch(
    two_bodies: Any, stand_at: StandAt, signed_in: SignIn
) -> None:
    _, movement, below = two_bodies
    plan = weaker(cascading.from_higher(movement, below.body))
    draft = actions.prepare(
        body=below.body, plan=plan, by=below.users["office"], at=world.at("2022-01-12 09:00"), higher=movement
    )
    assert {each.code for each in cascading.remarks(draft, plan)} == {"cascade-left-out"}
    stand_at("2022-01-12 10:00")
    client = signed_in(below.users["office"])
    assert any(each.code == "cascade-left-out" for each in client.get(url("launch", draft.slug)).context["warnings"])
    page = client.get(url("higher", draft.slug))
    assert page.context["rows"][0].relation == "left_out"
    assert "Không đưa vào" in page.content.decode()


def test_the_launch_below_settles_the_plan_owed_above(two_bodies: Any) -> None:
    made, movement, below = two_bodies
    launched = launch(below, take_over(movement, below))
    entered = LowerPlan.objects.get(movement=movement, unit=made.units["lower"])
    assert (entered.number, entered.issued_on) == (str(queries.current_version(launched)), date(2022, 1, 13))
    assert Duty.objects.get(movement=movement, unit=made.units["lower"], type="lower_plan").done_on == date(2022, 1, 13)
    assert made.users["office"].notices.filter(title__contains="đã ban hành kế hoạch").count() == 1
    assert JournalEntry.objects.filter(act="movement.lower_plan", body_id=made.body.pk).count() == 1


def test_the_higher_plan_is_chosen_on_a_draft_only_and_by_one(two_bodies: Any) -> None:
    _, movement, below = two_bodies
    plan = cascading.from_higher(movement, below.body)
    draft = actions.prepare(body=below.body, plan=plan, by=below.users["office"], at=world.at("2022-01-12 09:00"))
    given: dict[str, Any] = {"movement": draft, "by": below.users["office"], "at": world.at("2022-01-12 10:00")}
    seen = draft.version
    cascading.follow(**given, version=seen, higher=movement)
    with pytest.raises(Refused) as caught:
        cascading.follow(**given, version=seen, higher=None)
    assert codes(caught) == {"stale"}
    launched = launch(below, Movement.objects.get(pk=draft.pk))
    with pytest.raises(Refused) as caught:
        cascading.follow(**given | {"movement": launched}, version=launched.version, higher=None)
    assert codes(caught) == {"wrong_state"}


def test_a_running_movement_names_its_higher_plan_once_and_is_entered_above(two_bodies: Any) -> None:
    made, movement, below = two_bodies
    plan = cascading.from_higher(movement, below.body)
    draft = actions.prepare(body=below.body, plan=plan, by=below.users["office"], at=world.at("2022-01-12 09:00"))
    running = launch(below, draft)
    assert not LowerPlan.objects.exists()
    given: dict[str, Any] = {"by": below.users["office"], "at": world.at("2022-01-14 10:00")}
    cascading.follow(movement=running, version=running.version, higher=movement, **given)
    assert LowerPlan.objects.get().unit == made.units["lower"]
    with pytest.raises(Refused) as caught:
        cascading.follow(movement=running, version=running.version, higher=None, **given)
    assert codes(caught) == {"wrong_state"}


def test_a_plan_is_begun_from_the_higher_one_in_the_browser(
    two_bodies: Any, stand_at: StandAt, signed_in: SignIn
) -> None:
    made, movement, below = two_bodies
    stand_at("2022-01-12 10:00")
    client = signed_in(below.users["office"])
    assert movement.short in client.get(url("from_higher")).content.decode()
    assert client.post(url("from_higher"), {"body": below.body.pk, "higher": ""}).status_code == 422
    answer = client.post(url("from_higher"), {"body": below.body.pk, "higher": movement.pk})
    draft = Movement.objects.get(body=below.body)
    assert answer["Location"] == url("higher", draft.slug)
    chosen = client.post(url("higher", draft.slug), {"version": draft.version, "higher": ""})
    assert chosen.status_code == 302
    draft.refresh_from_db()
    assert draft.higher is None
    assert "Chưa có kế hoạch cấp trên" in signed_in(made.users["office"]).get(url("from_higher")).content.decode()
