"""Lists from Excel: every bad row is named, nothing is written before the confirmation, all or none after it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories.world import World
from tests.factories.world import build as build_world
from thidua.audit.models import JournalEntry
from thidua.documents.spreadsheet import Sheet, read_table, write_xlsx
from thidua.org import importing
from thidua.org.models import Person, Post, Unit, User

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
DAY = date(2025, 7, 1)
UNITS = [
    ("Phòng Nội vụ", "Phòng, bộ phận chuyên môn", "NV", None, "NV-1", DAY),
    ("Tổ Một cửa", "Phòng, bộ phận chuyên môn", None, "phong noi vu", None, DAY),  # below a unit of the same file
]
PEOPLE = [
    ("Đinh Thị Lan", "Bà", date(1990, 9, 2), "Công chức", "CB-1", "Phòng Kinh tế", "Chuyên viên", None, DAY),
    ("Lò Văn Pảo", "Ông", None, "Viên chức", None, "asoc-tr-school", "Hiệu trưởng", "Người đứng đầu", DAY),
    ("Vừ A Sùng", "Ông", None, "Người dân", None, None, None, None, None),
]


def file(slug: str, rows: list[Any]) -> SimpleUploadedFile:
    data = write_xlsx([Sheet("Danh sách", importing.WHAT[slug].columns, rows)])
    return SimpleUploadedFile("danh-sach.xlsx", data)


def url(slug: str) -> str:
    return reverse("org:import", args=[slug])


def counts() -> tuple[int, int, int, int]:
    return Unit.objects.count(), Person.objects.count(), Post.objects.count(), JournalEntry.objects.count()


@pytest.mark.parametrize(("slug", "rows"), [("don-vi", UNITS), ("nguoi", PEOPLE)])
def test_a_good_list_is_shown_then_written_with_one_entry(
    world: World, signed_in: SignIn, slug: str, rows: list[Any]
) -> None:
    client, before = signed_in(world.users["admin"]), counts()
    page = client.post(url(slug), {"file": file(slug, rows)})
    assert page.status_code == 200
    assert counts() == before
    payload = re.search(r'name="payload" value="([^"]+)"', page.content.decode())
    assert payload is not None
    assert client.post(url(slug), {"payload": payload[1]}).status_code == 302
    after = counts()
    assert after[0] + after[1] - before[0] - before[1] == len(rows)
    assert after[3] - before[3] == 1
    assert len(JournalEntry.objects.latest("seq").data["made"]) == len(rows)
    again = client.post(url(slug), {"payload": payload[1]})  # the same list twice: codes and names are taken
    if slug == "don-vi":
        assert again.status_code == 422
        assert "Dòng" in again.content.decode()
        assert counts() == after


def test_rows_may_build_on_rows_above_and_posts_come_with_people(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.users["admin"])
    for slug, given in (("don-vi", UNITS), ("nguoi", PEOPLE)):
        page = client.post(url(slug), {"file": file(slug, given)})
        client.post(url(slug), {"payload": page.context["payload"]})
    below = Unit.objects.get(name="Tổ Một cửa")
    assert below.parent == Unit.objects.get(code="NV-1")
    assert below.code.startswith(world.body.code)
    head = Person.objects.get(full_name="Lò Văn Pảo").posts.get()
    assert (head.unit, head.is_head, head.is_leader) == (world.units["school"], True, True)
    assert not Person.objects.get(full_name="Vừ A Sùng").posts.exists()


def test_every_bad_row_is_named_and_nothing_is_written(world: World, signed_in: SignIn) -> None:
    client, before = signed_in(world.users["admin"]), counts()
    rows = [
        PEOPLE[0],
        ("", "Bà", None, "Công chức", None, None, None, None, None),  # no name
        ("Lê A", "Cô", None, "Công chức", None, None, None, None, None),  # no such form of address
        ("Lê B", "Bà", None, "Công chức", "CB-1", None, None, None, None),  # a code of the row above
        ("Lê C", "Bà", None, "Công chức", None, "Phòng Không Có", "Chuyên viên", None, DAY),
        ("Lê D", "Bà", None, "Công chức", None, "Phòng Kinh tế", None, None, DAY),  # a post without its name
        ("Lê E", "Bà", None, "Công chức", None, "Phòng Kinh tế", "Trưởng phòng", "Người đứng đầu", DAY),  # second head
    ]
    page = client.post(url("nguoi"), {"file": file("nguoi", rows)})
    assert page.status_code == 422
    assert counts() == before
    assert page.context["payload"] == ""
    reasons = {row.number: " ".join(row.reasons) for row, _ in page.context["bad"]}
    first = min(reasons)
    words = ["Họ và tên", "Xưng hô", "CB-1", "Phòng Không Có", "đủ đơn vị", "người đứng đầu"]
    for number, word in enumerate(words, first):
        assert word in reasons[number], reasons
    assert page.context["good_count"] == 1


@pytest.mark.parametrize("data", [b"khong phai excel", b"", b"PK\x03\x04hong"])
def test_what_is_no_excel_file_is_said_at_the_field(world: World, signed_in: SignIn, data: bytes) -> None:
    answer = signed_in(world.users["admin"]).post(url("nguoi"), {"file": SimpleUploadedFile("a.xlsx", data)})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]


def test_an_old_or_foreign_preview_is_refused(world: World, signed_in: SignIn) -> None:
    foreign = build_world(tag="b")
    page = signed_in(world.users["admin"]).post(url("nguoi"), {"file": file("nguoi", PEOPLE)})
    payload, before = page.context["payload"], counts()
    stranger = signed_in(foreign.users["admin"])
    for answer in (
        stranger.post(url("nguoi"), {"payload": payload}),
        signed_in(world.users["admin"]).post(url("don-vi"), {"payload": payload}),
        signed_in(world.users["admin"]).post(url("nguoi"), {"payload": payload[:-3]}),
    ):
        assert answer.status_code == 409
    assert counts() == before


def test_a_change_between_preview_and_confirmation_stops_all(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.users["admin"])
    page = client.post(url("nguoi"), {"file": file("nguoi", PEOPLE)})
    Person.objects.create(code="cb-1", full_name="Ai Đó", honorific="Ông", staff_group="cong_chuc", body=world.body)
    before = counts()
    answer = client.post(url("nguoi"), {"payload": page.context["payload"]})
    assert answer.status_code == 422
    assert "CB-1" in answer.content.decode()
    assert counts() == before


@pytest.mark.parametrize("slug", ["don-vi", "nguoi"])
def test_the_template_can_be_read_back(world: World, signed_in: SignIn, slug: str) -> None:
    answer = signed_in(world.users["admin"]).get(reverse("org:import_template", args=[slug]))
    assert answer["Content-Disposition"].startswith("attachment")
    table = read_table(io.BytesIO(answer.content).getvalue(), importing.WHAT[slug].columns)
    assert [p.message for p in table.problems if p.row is not None] == []


def test_nobody_else_may(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.users["office"])
    for address in (url("nguoi"), reverse("org:import_template", args=["nguoi"])):
        assert client.get(address).status_code == 403
    assert client.post(url("nguoi"), {"file": file("nguoi", PEOPLE)}).status_code == 403
    assert signed_in(world.users["admin"]).get(url("khac")).status_code == 404
