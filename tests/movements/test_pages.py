"""Pages of movements: every plan and role, the walls between bodies and units, forms that keep what was typed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import world
from tests.movements.stages import ACCOUNTS, CODES, READ, SignIn, StandAt, draft, launched, url
from thidua import plans
from thidua.audit.models import JournalEntry
from thidua.movements import actions
from thidua.movements.models import Movement
from thidua.ui.words import anchored

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize("code", CODES)
def test_every_page_of_every_plan_opens_for_every_role(code: str, stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at, code)
    for account in ACCOUNTS:
        client = signed_in(made.users[account])
        assert client.get(url("list")).status_code == 200
        for name in READ:
            page = client.get(url(name, movement.slug), follow=True)
            assert page.status_code == 200, (account, name)
        assert client.get(reverse("boards:movement", args=[movement.slug])).status_code == 200


@pytest.mark.parametrize("code", CODES)
def test_the_plan_page_shows_every_element_question_and_anchor(code: str, stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at, code)
    page = signed_in(made.users["clerk"]).get(url("plan", movement.slug))
    shown = page.context["groups"]
    ids = {row.id for _, rows in shown for row in rows}
    plan = movement.plan_versions.get().plan
    assert {name for name, each in plans.elements(plan) if type(each).__name__ != "OpenQuestion"} <= ids
    text = page.content.decode()
    for _, element in plans.elements(plan):
        if element.source is not None:
            assert f'id="{anchored(element.source.path)}"' in text
    for question in plan.questions:
        assert f'id="hoi-{question.id}"' in text
        assert f"#hoi-{question.id}" in text
    anchors = re.findall(r'<li id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))


def test_clauses_stand_in_the_order_of_the_paper(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at)
    page = signed_in(made.users["clerk"]).get(url("plan", movement.slug))
    rows = [row for _, part in page.context["groups"] for row in part if row.anchor]
    paths = [row.anchor for row in rows]
    assert paths[:3] == ["header", "title", "preamble"]
    assert paths[-2:] == ["recipients", "signature"]
    middle = [p for p in paths if p.startswith("II.2")]
    assert middle == ["II.2.a", "II.2.b", "II.2.c", "II.2.d", "II.2.đ"]
    order = ["I.1.a", "II.1.1", "II.3", "III.2.a", "IV.1.b", "V.3"]
    assert sorted(order, key=paths.index) == order


def test_the_plan_file_can_be_read_again(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at)
    answer = signed_in(made.users["clerk"]).get(url("plan_file", movement.slug))
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert plans.loads(answer.content.decode()) == movement.plan_versions.get().plan


def test_a_draft_is_hidden_from_units(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at)
    for account, status in (("office", 200), ("chair", 200), ("admin", 200), ("clerk", 404), ("finance", 404)):
        client = signed_in(made.users[account])
        assert client.get(url("plan", movement.slug)).status_code == status
        assert client.get(reverse("boards:movement", args=[movement.slug])).status_code == status


def test_what_belongs_to_another_body_is_not_found(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at)
    other = world.build("hoa-phong-2025", tag="b")
    duty = movement.duties.first()
    assert duty is not None
    key = movement.rounds.get().key
    unit = made.units["one"].pk
    addresses = [
        *(url(name, movement.slug) for name in ("launch", *READ)),
        url("event", movement.slug, "index_published"),
        url("deadline", movement.slug, key),
        url("lower_plan", movement.slug, unit),
        url("duty", movement.slug, duty.pk),
        url("unit_figures", movement.slug, unit),
        url("figure", movement.slug, unit, made.plan.criteria[0].id),
        reverse("boards:movement", args=[movement.slug]),
    ]
    for account in ("office", "clerk", "chair", "admin"):
        client = signed_in(other.users[account])
        for address in addresses:
            assert client.get(address).status_code == 404, address
            assert client.post(address).status_code in (404, 405), address
    assert not Client().get(addresses[0]).context  # a visitor is sent to sign in
    assert Client().get(addresses[0]).status_code == 302


def test_units_see_their_own_duties_and_figures_only(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at)
    foreign_duty = movement.duties.filter(unit=made.units["two"]).first()
    assert foreign_duty is not None
    clerk = signed_in(made.users["clerk"])
    shown = clerk.get(url("duties", movement.slug)).context["page"].object_list
    assert {duty.unit_id for duty in shown} == {made.units["one"].pk}
    assert clerk.get(url("duty", movement.slug, foreign_duty.pk)).status_code == 404
    assert clerk.get(url("unit_figures", movement.slug, made.units["two"].pk)).status_code == 404
    assert clerk.get(url("figures", movement.slug))["Location"] == url(
        "unit_figures", movement.slug, made.units["one"].pk
    )
    office = signed_in(made.users["office"])
    assert office.get(url("duty", movement.slug, foreign_duty.pk)).status_code == 200
    stranger = made.people["Hồ Văn Tấn"].pk  # works in the other division
    address = url("unit_figures", movement.slug, made.units["one"].pk)
    for wanted in (stranger, "x", "9" * 40):
        assert office.get(f"{address}?nguoi={wanted}").status_code == 404


@pytest.mark.parametrize("account", ["clerk", "head", "chair", "finance", "secretary", "member1", "admin"])
def test_acts_of_the_office_answer_others_with_the_reason(account: str, stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at)
    _, second = (
        made,
        actions.prepare(body=made.body, plan=made.plan, by=made.users["office"], at=world.at("2025-11-01 08:00")),
    )
    entries = JournalEntry.objects.count()
    client = signed_in(made.users[account])
    for address in (
        url("new"),
        url("event", movement.slug, "index_published"),
        url("deadline", movement.slug, movement.rounds.get().key),
        url("lower_plan", movement.slug, made.units["one"].pk),
        url("launch", second.slug),
    ):
        for answer in (client.get(address), client.post(address)):
            hidden = address == url("launch", second.slug) and account not in ("chair", "admin")
            assert answer.status_code == (404 if hidden else 403), address
    assert JournalEntry.objects.count() == entries


# ---------------------------------------------------------------- draft and launch


def test_a_built_in_plan_becomes_a_draft_once(stand_at: StandAt, signed_in: SignIn) -> None:
    made = world.build()
    stand_at("2025-10-24 08:00")
    client = signed_in(made.users["office"])
    assert "Sóc Trăng" in client.get(url("new")).content.decode()
    for _ in range(2):
        answer = client.post(url("new"), {"body": made.body.pk, "code": "soc-trang-2025"})
        assert answer["Location"] == url("launch", "soc-trang-2025")
    assert Movement.objects.count() == 1


def upload(client: Client, made: world.World, content: bytes, name: str = "ke-hoach.yaml") -> Any:
    file = SimpleUploadedFile(name, content, content_type="application/yaml")
    return client.post(url("new"), {"body": made.body.pk, "code": "tep", "file": file})


def test_a_plan_file_becomes_a_draft(stand_at: StandAt, signed_in: SignIn) -> None:
    made = world.build()
    stand_at("2025-10-24 08:00")
    plan = replace(made.plan, code="ke-hoach-rieng")
    answer = upload(signed_in(made.users["office"]), made, plans.to_yaml(plan).encode())
    assert answer.status_code == 302
    movement = Movement.objects.get()
    assert movement.slug == "ke-hoach-rieng"
    assert movement.plan_versions.get().plan.standards == plan.standards


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"code: [", "dòng"),
        (b"code: x\nla: 1\n", "không có mục tên"),
        ("code: Đặng".encode("utf-16"), "UTF-8"),
        (b"", "không có nội dung"),
        (b"a" * (1024 * 1024 + 1), "tối đa 1 MB"),
        (b"[" * 300_000, "lồng quá sâu"),
    ],
)
def test_a_bad_plan_file_is_one_sentence_at_the_file(
    content: bytes, said: str, stand_at: StandAt, signed_in: SignIn
) -> None:
    made = world.build()
    stand_at("2025-10-24 08:00")
    answer = upload(signed_in(made.users["office"]), made, content)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == ["file"]
    assert said in errors["file"][0]
    assert not Movement.objects.exists()


def test_a_plan_that_cannot_be_kept_says_why(stand_at: StandAt, signed_in: SignIn) -> None:
    made = world.build()
    stand_at("2025-10-24 08:00")
    plan = replace(made.plan, movement=replace(made.plan.movement, year_from=1))
    answer = upload(signed_in(made.users["office"]), made, plans.to_yaml(plan).encode())
    assert answer.status_code == 422
    assert "từ năm 1 đến năm 2025" in answer.content.decode()


def test_a_file_without_its_mark_is_not_silently_dropped(stand_at: StandAt, signed_in: SignIn) -> None:
    made = world.build()
    stand_at("2025-10-24 08:00")
    file = SimpleUploadedFile("a.yaml", b"x: 1")
    given = {"body": made.body.pk, "code": "soc-trang-2025", "file": file}
    answer = signed_in(made.users["office"]).post(url("new"), given)
    assert list(answer.context["form"].errors) == ["code"]


def test_an_office_cannot_draft_for_another_body(stand_at: StandAt, signed_in: SignIn) -> None:
    made = world.build()
    other = world.build("hoa-phong-2025", tag="b")
    stand_at("2025-10-24 08:00")
    given = {"body": other.body.pk, "code": "soc-trang-2025"}
    assert signed_in(made.users["office"]).post(url("new"), given).status_code == 422
    assert not Movement.objects.exists()
