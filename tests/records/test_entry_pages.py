"""Pages on which facts are entered: for the office, within the wall, with everything typed kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.world import World
from tests.factories.world import build as build_world
from thidua.audit.models import JournalEntry
from thidua.org.models import Post, User
from thidua.records.kinds import KINDS
from thidua.records.models import AnnualRating, Commendation, Complaint, IndexResult, Initiative

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PAPER = "Quyết định số 201/QĐ-UBND ngày 22/12/2025"
TYPED: dict[str, dict[str, str]] = {
    "xep-loai": {"year": "2025", "grade": "nhiem_vu:4"},
    "nhiem-vu": {"year": "2025", "assigned": "1.038", "done": "1.000", "on_time": "36"},
    "chi-so": {"component": "", "year": "2025", "points": "87,125", "maximum": "100", "rank": ""},
    "phu-trach-chi-so": {"component": "Cải cách thể chế", "year": "2025"},
    "sang-kien": {"title": "Trả kết quả tại nhà", "registered_on": "14/3/2025"},
    "khen-thuong": {
        "form": "giay-khen", "authority": "Chủ tịch UBND huyện", "authority_tier": "district",
        "decision_number": "118/QĐ-UBND", "decided_on": "20/12/2024", "merit": "Hoàn thành xuất sắc nhiệm vụ",
    },
    "ky-luat": {"form": "Khiển trách", "decided_on": "1/6/2025"},
    "phan-anh": {"received_on": "4/5/2025", "summary": "Chậm trả kết quả <b>hồ sơ</b>."},
}  # fmt: skip


def url(name: str, *args: object) -> str:
    return reverse(f"records:{name}", args=args)


def hidden(page: Any) -> str:
    return str(page.context["form"]["seen"].value())


@pytest.mark.parametrize("account", ["office", "admin"])
def test_every_kind_is_entered_and_corrected_in_the_browser(world: World, signed_in: SignIn, account: str) -> None:
    client = signed_in(world.users[account])
    person, unit = world.people["Võ Hoàng Phúc"], world.units["one"]
    for kind in KINDS.values():
        for whose, pk, fits in (("person", person.pk, kind.of_person), ("unit", unit.pk, kind.of_unit)):
            address = url(f"{whose}_new", pk, kind.slug)
            assert client.get(address).status_code == (200 if fits else 404)
            if not fits:
                continue
            empty = client.post(address, {"unit": unit.pk})
            assert empty.status_code == 422
            assert "source" in empty.context["form"].errors
            answer = client.post(address, TYPED[kind.slug] | {"unit": unit.pk, "source": PAPER})
            assert answer.status_code == 302, (kind.slug, answer.context and answer.context["form"].errors)
            again = client.post(address, TYPED[kind.slug] | {"unit": unit.pk, "source": PAPER})
            assert again.status_code == 422
            assert "Muốn đổi thì sửa" in again.content.decode()
            fact = kind.model.objects.latest("pk")
            page = client.get(url("fact", kind.slug, fact.pk))
            assert "Lịch sử của dòng này" in page.content.decode()
            form = page.context["form"]
            shown = {bound.name: bound.value() for bound in form}
            sent = {n: "" if v is None else form[n].field.prepare_value(v) for n, v in shown.items()}
            sent = {n: f"{v:%d/%m/%Y}" if hasattr(v, "strftime") else v for n, v in sent.items()}
            sent |= {"reason": "Bổ sung số văn bản cho đúng", "source": f"{PAPER} (bản sửa)"}
            done = client.post(url("fact", kind.slug, fact.pk), sent)
            assert done.status_code == 302, (kind.slug, done.context and done.context["form"].errors)
            fact.refresh_from_db()
            assert fact.source.endswith("(bản sửa)")
        assert client.get(url("person", person.pk)).status_code == 200
        assert client.get(url("unit", unit.pk)).status_code == 200
    page = client.get(url("person", person.pk)).content.decode()
    assert "Hoàn thành xuất sắc nhiệm vụ" in page
    assert "&lt;b&gt;hồ sơ" in page
    assert str(IndexResult.objects.get().points) == "87.125"


def test_two_who_correct_at_once(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.users["office"])
    unit = world.units["one"]
    client.post(url("unit_new", unit.pk, "xep-loai"), TYPED["xep-loai"] | {"source": PAPER})
    fact = AnnualRating.objects.get()
    address = url("fact", "xep-loai", fact.pk)
    given = {"seen": hidden(client.get(address)), "year": "2025", "source": PAPER, "reason": "Nhập nhầm mức"}
    assert client.post(address, given | {"grade": "nhiem_vu:3"}).status_code == 302
    late = client.post(address, given | {"grade": "nhiem_vu:2"})
    assert late.status_code == 409
    assert "Nhập nhầm mức" in late.content.decode()
    assert client.post(address, given | {"grade": "nhiem_vu:2", "seen": "xyz"}).status_code == 409
    fact.refresh_from_db()
    assert fact.grade == 3


def test_recognition_conclusion_and_withdrawal(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.users["office"])
    person = world.people["Võ Hoàng Phúc"]
    unit = {"unit": world.units["one"].pk, "source": PAPER}
    client.post(url("person_new", person.pk, "sang-kien"), TYPED["sang-kien"] | unit)
    client.post(url("person_new", person.pk, "phan-anh"), TYPED["phan-anh"] | unit)
    page = client.get(url("person", person.pk)).content.decode()
    initiative, complaint = Initiative.objects.get(), Complaint.objects.get()
    recognise, conclude = url("recognise", initiative.pk), url("conclude", complaint.pk)
    assert recognise in page
    assert conclude in page
    given = {"body": "Hội đồng sáng kiến", "level": "commune", "on": "20/5/2025", "source": "Quyết định số 9"}
    assert client.post(recognise, given | {"seen": hidden(client.get(recognise))}).status_code == 302
    given = {"status": "rejected", "conclusion": "Không đúng sự việc đã nêu.", "source": "Kết luận số 3"}
    assert client.post(conclude, given | {"seen": hidden(client.get(conclude))}).status_code == 302
    page = client.get(url("person", person.pk)).content.decode()
    assert recognise not in page
    assert conclude not in page
    form = client.get(url("fact", "phan-anh", complaint.pk)).context["form"]
    assert {"status", "conclusion"} <= set(form.fields)
    address = url("withdraw", "phan-anh", complaint.pk)
    short = client.post(address, {"seen": hidden(client.get(address)), "reason": "nhầm"})
    assert short.status_code == 422
    assert client.post(address, {"seen": hidden(short), "reason": "Ghi nhầm người trùng tên"}).status_code == 302
    assert not Complaint.objects.exists()
    assert client.get(address).status_code == 404


def addresses(world: World, signed_in: SignIn) -> list[str]:
    client = signed_in(world.users["office"])
    person, unit = world.people["Võ Hoàng Phúc"], world.units["one"]
    for slug in ("sang-kien", "phan-anh"):
        client.post(url("unit_new", unit.pk, slug), TYPED[slug] | {"source": PAPER})
    initiative, complaint = Initiative.objects.get(), Complaint.objects.get()
    return [
        url("person", person.pk),
        url("unit", unit.pk),
        url("person_new", person.pk, "xep-loai"),
        url("unit_new", unit.pk, "xep-loai"),
        url("fact", "sang-kien", initiative.pk),
        url("withdraw", "sang-kien", initiative.pk),
        url("recognise", initiative.pk),
        url("conclude", complaint.pk),
    ]


def test_foreign_is_not_found_and_others_get_the_reason(world: World, signed_in: SignIn) -> None:
    foreign = build_world(tag="b")
    found = addresses(world, signed_in)
    entries = JournalEntry.objects.count()
    for account in ("office", "admin", "clerk"):
        client = signed_in(foreign.users[account])
        for address in found:
            assert client.get(address).status_code == 404, address
            assert client.post(address).status_code in (404, 405), address
    for account in ("clerk", "head", "chair", "finance", "secretary", "member1"):
        client = signed_in(world.users[account])
        for address in [*found, url("home")]:
            assert client.get(address).status_code == 403, (account, address)
            assert client.post(address).status_code in (403, 405), (account, address)
    assert JournalEntry.objects.count() == entries
    office = signed_in(world.users["office"])
    assert office.get(url("person_new", world.people["Võ Hoàng Phúc"].pk, "khong-co")).status_code == 404


def test_units_and_people_are_found_without_marks(world: World, signed_in: SignIn) -> None:
    foreign = build_world(tag="b")
    client = signed_in(world.users["office"])
    page = client.get(url("home"), {"tim": "vo hoang"})
    assert [p.full_name for p in page.context["people"]] == ["Võ Hoàng Phúc"]
    page = client.get(url("home"), {"tim": "kinh te"}).content.decode()
    assert url("unit", world.units["one"].pk) in page
    assert url("unit", foreign.units["one"].pk) not in page


def test_a_person_of_two_units_gets_a_choice_with_the_latest_first(
    world: World, now: datetime, signed_in: SignIn
) -> None:
    person = world.people["Võ Hoàng Phúc"]
    Post.objects.create(person=person, unit=world.units["two"], title="Chuyên viên", since=now.date())
    form = signed_in(world.users["office"]).get(url("person_new", person.pk, "xep-loai")).context["form"]
    assert form["unit"].value() == world.units["two"].pk
    assert len(form.fields["unit"].choices) == 3
    other = {"unit": world.units["school"].pk, "source": PAPER}
    answer = signed_in(world.users["office"]).post(url("person_new", person.pk, "xep-loai"), TYPED["xep-loai"] | other)
    assert "unit" in answer.context["form"].errors


def test_rows_of_decisions_show_no_way_to_change_them(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.users["office"])
    unit = world.units["one"]
    client.post(url("unit_new", unit.pk, "khen-thuong"), TYPED["khen-thuong"] | {"source": PAPER})
    Commendation.objects.update(movement_key="soc-trang-2025")
    page = client.get(url("unit", unit.pk)).content.decode()
    assert url("fact", "khen-thuong", Commendation.objects.get().pk) not in page
    assert "Do quyết định ghi" in page


def test_the_page_costs_the_same_with_30_facts(world: World, now: datetime, signed_in: SignIn) -> None:
    client = signed_in(world.users["office"])
    person, unit = world.people["Võ Hoàng Phúc"], world.units["one"]

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url("person", person.pk)).status_code == 200
        return len(caught)

    def grow(first: int, last: int) -> None:
        AnnualRating.objects.bulk_create(
            AnnualRating(person=person, unit=unit, year=n, grade=3, source=PAPER, recorded_at=now)
            for n in range(first, last)
        )

    grow(1990, 1991)
    one = queries()
    grow(1991, 2021)
    assert queries() == one <= 14
