"""The acts behind the pages of movements: launching, following, figures; and what pages cost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import world
from tests.movements.stages import CODES, SignIn, StandAt, draft, launched, url
from thidua.audit.models import JournalEntry
from thidua.movements.models import CriterionFigure, Duty, Movement
from thidua.org.models import Post, Unit

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------- reading


def launch_data(made: world.World, movement: Movement, **changes: Any) -> dict[str, Any]:
    given = {
        "version": movement.version,
        "numbering": "next",
        "number": "",
        "issued_on": f"{world.ISSUED[made.plan.code]:%d/%m/%Y}",
        "signer": made.people["Trần Văn Chủ"].pk,
        "capacity": "TM",
        "issuer_right": "on",  # the world's body bears another name than the paper
    }
    return given | changes


@pytest.mark.parametrize("code", CODES)
def test_the_launch_page_says_what_will_happen_and_does_it(code: str, stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at, code)
    client = signed_in(made.users["office"])
    page = client.get(url("launch", movement.slug))
    preview = page.context["preview"]
    assert page.context["remarks"]
    assert all(remark.severity != "error" for remark in page.context["remarks"])
    first = page.context["form"].initial
    assert first["numbering"] == ("printed" if made.plan.identity.number else "next")
    answer = client.post(url("launch", movement.slug), launch_data(made, movement, numbering=first["numbering"]))
    assert answer["Location"] == reverse("boards:movement", args=[movement.slug])
    movement.refresh_from_db()
    assert movement.state == "launched"
    assert [label for label, _ in preview.rounds] == [each.label for each in movement.rounds.order_by("id")]
    assert preview.duties == movement.duties.count()
    printed = made.plan.identity.number
    assert int(movement.plan_versions.get().paper_number) == (int(printed) if printed else preview.next_number)


def test_a_refused_launch_keeps_what_was_typed_and_changes_nothing(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at)
    client = signed_in(made.users["office"])
    wrong = launch_data(made, movement, issued_on="14/10/2025", capacity="KT")
    answer = client.post(url("launch", movement.slug), wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"issued_on", "capacity"}
    assert 'value="14/10/2025"' in answer.content.decode()
    for changes, field in (
        ({"issued_on": "31/02/2025"}, "issued_on"),
        ({"numbering": "given"}, "number"),
        ({"numbering": "given", "number": "0"}, "number"),
        ({"signer": made.people["Đỗ Thành Đạt"].pk}, "signer"),
        ({"version": "x"}, "version"),
    ):
        answer = client.post(url("launch", movement.slug), launch_data(made, movement, **changes))
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
    movement.refresh_from_db()
    assert movement.state == "draft"


def test_sending_the_launch_twice_launches_once(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at)
    client = signed_in(made.users["office"])
    given = launch_data(made, movement)
    assert client.post(url("launch", movement.slug), given).status_code == 302
    again = client.post(url("launch", movement.slug), given)
    assert again.status_code == 409
    assert "Chưa phát động được" in again.content.decode()
    assert client.get(url("launch", movement.slug)).status_code == 302
    assert JournalEntry.objects.filter(act="movement.launch").count() == 1


def test_a_deputy_is_offered_the_signature_for_the_head(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at)
    Post.objects.filter(person=made.people["Lê Thị Phó"]).update(is_leader=True)
    client = signed_in(made.users["office"])
    names = [label for _, label in client.get(url("launch", movement.slug)).context["form"].fields["signer"].choices]
    assert names == ["Chọn người ký", "Ông Trần Văn Chủ, Chủ tịch", "Bà Lê Thị Phó, Phó Chủ tịch"]
    deputy = launch_data(made, movement, signer=made.people["Lê Thị Phó"].pk, capacity="TM_KT")
    assert client.post(url("launch", movement.slug), deputy).status_code == 302
    assert movement.plan_versions.get().capacity == "TM_KT"


# ---------------------------------------------------------------- following


def test_an_event_and_a_deadline_are_entered_through_their_pages(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at, moment="2026-01-20 09:00")
    client = signed_in(made.users["office"])
    address = url("event", movement.slug, "index_published")
    assert client.get(url("event", movement.slug, "khong-co")).status_code == 404
    late = client.post(address, {"on": "21/01/2026", "source": "Quyết định số 9"})
    assert list(late.context["form"].errors) == ["on"]
    assert client.post(address, {"on": "20/01/2026", "source": "Quyết định số 9"}).status_code == 302
    assert client.post(address, {"on": "19/01/2026", "source": "Quyết định số 9"}).status_code == 422
    assert "20/01/2026" in client.get(address).content.decode()
    by_plan = url("deadline", movement.slug, movement.rounds.get().key)
    refused = client.post(by_plan, {"seen": "", "last_day": "25/01/2026", "reason": "Công văn số 15/UBND"})
    assert refused.status_code == 422


def test_a_deadline_seen_by_two_is_set_by_one(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at, "hoa-phong-2025", "2025-10-01 09:00")
    client = signed_in(made.users["office"])
    row = movement.rounds.get()
    address = url("deadline", movement.slug, row.key)
    given = {"seen": "", "last_day": "20/11/2025", "reason": "Công văn số 15/UBND ngày 01/10/2025"}
    assert client.get(address).status_code == 200
    assert client.post(address, given).status_code == 302
    second = client.post(address, given | {"last_day": "25/11/2025"})
    assert second.status_code == 409
    assert 'value="25/11/2025"' in second.content.decode()
    for forged in ("hôm qua", "2025-11-21T00:00:00"):
        assert client.post(address, given | {"seen": forged}).status_code == 422
    row.refresh_from_db()
    assert row.closes_at == world.at("2025-11-21 00:00")
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(address).content.decode())
    assert seen is not None
    assert client.post(address, given | {"seen": seen[1], "last_day": "25/11/2025"}).status_code == 302


def test_the_board_of_lower_plans_names_who_has_not_sent(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at, "truc-ninh-2021-2025", "2022-01-10 09:00")
    client = signed_in(made.users["office"])
    page = client.get(url("lower_plans", movement.slug))
    asked = {unit.name for unit, _ in page.context["rows"]}
    assert made.units["lower"].name in asked
    assert made.units["front"].name not in asked
    assert page.context["missing"] == len(asked)
    address = url("lower_plan", movement.slug, made.units["lower"].pk)
    assert client.post(address, {"number": "05/KH-UBND", "issued_on": "03/01/2022"}).status_code == 302
    again = client.post(address, {"number": "06/KH-UBND", "issued_on": "03/01/2022"})
    assert again.status_code == 422
    page = client.get(url("lower_plans", movement.slug))
    assert page.context["missing"] == len(asked) - 1
    assert "05/KH-UBND" in page.content.decode()
    assert client.get(url("lower_plan", movement.slug, made.body.pk)).status_code == 404


def test_a_clerk_reports_the_own_duty(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at)
    duty = movement.duties.filter(unit=made.units["one"]).first()
    assert duty is not None
    client = signed_in(made.users["clerk"])
    assert "việc, chưa việc nào có báo cáo." in client.get(url("duties", movement.slug)).content.decode()
    address = url("duty", movement.slug, duty.pk)
    short = client.post(address, {"done_on": "03/11/2025", "report": "xong"})
    assert short.status_code == 422
    assert list(short.context["form"].errors) == ["report"]
    given = {"done_on": "03/11/2025", "report": "Đã họp toàn đơn vị <b>quán triệt</b>."}
    assert client.post(address, given).status_code == 302
    assert client.post(address, given).status_code == 409
    page = client.get(address).content.decode()
    assert "&lt;b&gt;quán triệt" in page
    assert '<button class="btn primary">' not in page
    finished = client.get(url("duties", movement.slug) + "?tinh-trang=xong").context["page"].object_list
    assert [each.pk for each in finished] == [duty.pk]
    assert signed_in(made.users["chair"]).post(address, given).status_code == 403


def test_a_share_is_entered_and_computed(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at, "hoa-phong-2025")
    client = signed_in(made.users["clerk"])
    table = url("unit_figures", movement.slug, made.units["one"].pk)
    address = url("figure", movement.slug, made.units["one"].pk, "tieu-chi-10")
    given = {"seen": "", "numerator": "2.399", "denominator": "2.500", "text": "", "source": "Sổ một cửa"}
    assert client.post(f"{address}?nam=2024", given | {"numerator": "2.300"}).status_code == 302
    assert client.post(f"{address}?nam=2025", given).status_code == 302
    page = client.get(f"{table}?nam=2025")
    line = next(row for row in page.context["rows"] if row.criterion.id == "tieu-chi-10")
    assert (line.outcome, str(line.worth), str(line.before_worth)) == ("unmet", "95.96", "92.00")
    assert "95,96%" in page.content.decode()
    assert client.post(f"{address}?nam=2025", given).status_code == 409  # this page never saw the figure
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(f"{address}?nam=2025").content.decode())
    assert seen is not None
    better = given | {"seen": seen[1], "numerator": "2.400"}
    assert client.post(f"{address}?nam=2025", better).status_code == 302
    line = next(r for r in client.get(f"{table}?nam=2025").context["rows"] if r.criterion.id == "tieu-chi-10")
    assert (line.outcome, str(line.worth)) == ("met", "96.00")
    wrong = client.post(f"{address}?nam=2025", better | {"numerator": "2.501"})
    assert list(wrong.context["form"].errors) == ["numerator"]
    assert CriterionFigure.objects.count() == 2


def test_each_kind_of_criterion_has_its_own_form(stand_at: StandAt, signed_in: SignIn) -> None:
    forms = {
        "share": ("numerator", {"numerator": "3", "denominator": "4"}),
        "value": ("value", {"value": "12,5"}),
        "rank": ("value", {"value": "3"}),
        "change": ("value", {"value": "-1,5"}),
        "class": ("value", {"value": "4"}),
        "document": ("text", {"text": "Kế hoạch số 5/KH-UBND"}),
        "judgement": ("text", {"text": "Đã rà soát toàn bộ văn bản"}),
    }
    made = world.build("hoa-phong-2025")
    base = next(each for each in made.plan.criteria if each.measure == "share" and each.of == "participant")
    own = tuple(replace(base, id=f"do-{name}", measure=name, op=None, value=None, audiences=()) for name in forms)
    made.plan = replace(made.plan, criteria=(*made.plan.criteria, *own))
    movement = world.launch(made)
    stand_at("2025-12-01 09:00")
    client = signed_in(made.users["clerk"])
    for name, (field, values) in forms.items():
        address = url("figure", movement.slug, made.units["one"].pk, f"do-{name}")
        page = client.get(address)
        assert field in page.context["form"].fields
        empty = client.post(address, {"seen": "", "source": "Sổ", "text": ""})
        assert empty.status_code == 422, name
        assert field in empty.context["form"].errors, name
        assert "text" not in empty.context["form"].errors or field == "text", name
        answer = client.post(address, {"seen": "", "source": "Sổ", "text": "", **values})
        assert answer.status_code == 302, (name, answer.context and answer.context["form"].errors)
    shown = client.get(url("unit_figures", movement.slug, made.units["one"].pk)).content.decode()
    assert "Hoàn thành xuất sắc nhiệm vụ" in shown
    assert "Kế hoạch số 5/KH-UBND" in shown
    known = {row.criterion_id: row.value for row in CriterionFigure.objects.filter(criterion_id__startswith="do-")}
    assert known["do-document"] == 1  # there is one
    assert known["do-judgement"] is None  # a person judges; the unit's words decide nothing


def test_a_person_s_figures_stand_beside_the_unit_s(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = launched(stand_at, "hoa-phong-2025")
    client = signed_in(made.users["head"])
    person = made.people["Võ Hoàng Phúc"]
    unit = made.units["one"].pk
    address = f"{url('figure', movement.slug, unit, 'tieu-chi-10')}?nguoi={person.pk}"
    given = {"seen": "", "numerator": "9", "denominator": "10", "text": "", "source": "Sổ một cửa"}
    assert client.post(address, given).status_code == 302
    mine = client.get(f"{url('unit_figures', movement.slug, unit)}?nguoi={person.pk}").context["rows"]
    ours = client.get(url("unit_figures", movement.slug, unit)).context["rows"]
    assert next(row for row in mine if row.criterion.id == "tieu-chi-10").figure is not None
    assert next(row for row in ours if row.criterion.id == "tieu-chi-10").figure is None


# ---------------------------------------------------------------- how many queries


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def grow(made: world.World, count: int) -> None:
    """More units of a kind that has duties, figures and plans of its own."""
    for n in range(count):
        Unit.objects.create(
            code=f"{made.body.code}-g{n}",
            name=f"Phòng số {n}",
            kind="chuyen_mon",
            level="unit",
            parent=made.body,
            body=made.body,
        )


def test_the_list_costs_as_many_queries_with_30_movements_as_with_1(stand_at: StandAt, signed_in: SignIn) -> None:
    made = world.build()
    world.launch(made)
    stand_at("2025-12-01 09:00")
    client = signed_in(made.users["office"])
    one = queries_of(client, url("list"))
    for _ in range(29):
        world.launch(made)
    assert queries_of(client, url("list")) == one <= 12


def test_duties_with_a_day_come_first_and_late_ones_are_marked(stand_at: StandAt, signed_in: SignIn) -> None:
    made = world.build()
    one = next(each for each in made.plan.duties if made.units["one"].kind in each.unit_kinds and not each.role)
    days = {"viec-x": "2025-12-20", "viec-y": "2025-11-20", "viec-z": None}
    more = tuple(replace(one, id=key, label=f"Việc {key}", due=day) for key, day in days.items())
    made.plan = replace(made.plan, duties=(*made.plan.duties, *more))
    movement = world.launch(made)
    stand_at("2025-11-25 09:00")
    client = signed_in(made.users["clerk"])
    page = client.get(url("duties", movement.slug))
    rows = page.context["page"].object_list
    assert [each.element_id for each in rows][:2] == ["viec-y", "viec-x"]
    assert rows[-1].element_id == "viec-z"
    late = [each for each in rows if each.late]
    assert [each.element_id for each in late] == ["viec-y"]
    text = page.content.decode()
    assert "01 việc đã quá hạn" in text
    assert "đã quá hạn 4 ngày" in text
    assert "20/12/2025, còn" in text
    only = client.get(url("duties", movement.slug) + "?tinh-trang=tre").context["page"].object_list
    assert list(only) == late
    alone = client.get(url("duty", movement.slug, late[0].pk)).content.decode()
    assert "Giờ cuối cùng còn kịp: 23 giờ 59 phút, thứ Năm, 20/11/2025, đã quá hạn" in alone
    Duty.objects.filter(pk=late[0].pk).update(done_on=date(2025, 11, 25))
    assert "quá hạn" not in client.get(url("duties", movement.slug)).content.decode()


@pytest.mark.parametrize("name", ["plan", "lower_plans", "duties", "figures"])
def test_pages_cost_as_many_queries_with_30_units_as_with_a_few(
    name: str, stand_at: StandAt, signed_in: SignIn
) -> None:
    counts = []
    for tag, more in (("a", 0), ("b", 30)):
        made = world.build("truc-ninh-2021-2025", tag=tag)
        grow(made, more)
        movement = world.launch(made)
        stand_at("2022-01-10 09:00")
        counts.append(queries_of(signed_in(made.users["office"]), url(name, movement.slug)))
    assert counts[0] == counts[1] <= 12
