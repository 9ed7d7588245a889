"""What the page says before a launch from a file: remarks, questions, signer, time over, a weaker plan, a level gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import readings, world
from thidua import plans
from thidua.drafting import checking, launching
from thidua.drafting.models import Draft
from thidua.movements import before_launch, cascading
from thidua.movements.models import Movement
from thidua.org.models import Unit, User
from thidua.plans import model as m
from thidua.rules.findings import Refused
from thidua.ui import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("builds")]
SignIn = Callable[[User], Client]
NOW = world.at("2025-10-27 08:40")


@pytest.fixture
def office(made: world.World, signed_in: SignIn) -> Client:
    return signed_in(made.users["office"])


@pytest.fixture
def ready(made: world.World) -> Draft:
    return readings.in_state("ready", made.body, made.users["office"], NOW)


def address(draft: Draft) -> str:
    return reverse("drafting:launch", args=[draft.pk])


def given(made: world.World, draft: Draft, **more: Any) -> dict[str, Any]:
    signer = made.people["Trần Văn Chủ"].pk
    paper = {"version": draft.version, "numbering": "next", "number": "", "issued_on": "24/10/2025"}
    return {**paper, "signer": signer, "capacity": "TM", "issuer_right": "on", **more}


def found(made: world.World, plan: plans.Plan, **more: Any) -> dict[str, str]:
    asked = {"body": made.body, "plan": plan, "issued_on": date(2025, 10, 24), "now": NOW, **more}
    return {each.code: each.message for each in before_launch.findings(**asked)}


def test_the_page_repeats_what_is_open_in_the_text(made: world.World, ready: Draft, office: Client) -> None:
    page = office.get(address(ready))
    text = page.content.decode()
    assert page.context["questions"]
    assert page.context["questions"][0].text in text
    assert "Nhận xét về văn bản" in text
    assert "Gọi người quản trị hệ thống của cơ quan" in text  # the office is not told to call itself
    assert "Văn bản ghi: Huỳnh Hoài Nam, Phó Chủ tịch." in text
    assert "Văn bản ghi người ký là Huỳnh Hoài Nam, đang chọn Trần Văn Chủ" in text
    assert "Văn bản ghi cách ký là cấp phó ký TM., KT., đang chọn người đứng đầu ký TM." in text


def test_a_choice_nobody_was_warned_of_is_asked_once(made: world.World, ready: Draft, office: Client) -> None:
    made.people["Lê Thị Phó"].posts.update(is_leader=True)
    seen = office.get(address(ready)).context["form"].initial["seen"]
    other = made.people["Lê Thị Phó"].pk
    answer = office.post(address(ready), given(made, ready, seen=seen, signer=other, capacity="TM_KT"))
    assert answer.status_code == 422
    assert "đang chọn Lê Thị Phó" in answer.content.decode()
    assert "bấm “Phát động phong trào” lần nữa" in answer.content.decode()
    assert not Movement.objects.exists()
    again = answer.context["form"]["seen"].value()
    assert (
        office.post(address(ready), given(made, ready, seen=again, signer=other, capacity="TM_KT")).status_code == 302
    )
    assert Movement.objects.get().state == "launched"


def test_what_the_page_showed_does_not_block(made: world.World, ready: Draft, office: Client) -> None:
    seen = office.get(address(ready)).context["form"].initial["seen"]
    assert office.post(address(ready), given(made, ready, seen=seen)).status_code == 302


def test_a_paper_of_another_body_is_launched_only_when_confirmed(
    made: world.World, ready: Draft, office: Client
) -> None:
    page = office.get(address(ready))
    text = page.content.decode()
    assert f"Văn bản ghi cơ quan ban hành là UBND phường Sóc Trăng, đang phát động cho {made.body.name}" in text
    assert not [each for each in page.context["review"]["remarks"] if each.code == "issuer.other"]  # said once
    sent = given(made, ready, seen=page.context["form"].initial["seen"])
    del sent["issuer_right"]
    answer = office.post(address(ready), sent)
    assert list(answer.context["form"].errors) == ["issuer_right"]
    assert not Movement.objects.exists()
    Unit.objects.filter(pk=made.body.pk).update(name="Ủy ban nhân dân phường Sóc Trăng")
    assert "issuer_right" not in office.get(address(ready)).context["form"].fields


def test_time_that_is_over_is_named(made: world.World) -> None:
    plan = readings.some_plan()
    ended = replace(plan, period=replace(plan.period, end_op="until", end="2025-09-30", event=None))
    assert "đã hết thời gian, ngày cuối là 30/09/2025" in found(made, ended)["period_over"]
    assert "period_over" not in found(made, plan)
    late = found(made, plan, now=world.at("2026-03-01 08:00"))["deadline_past"]
    assert "hạn nộp hồ sơ 29/01/2026 đã qua 31 ngày" in late


def test_a_text_without_a_signing_block_says_nothing(made: world.World) -> None:
    plan = readings.some_plan()
    post = made.people["Trần Văn Chủ"].posts.select_related("person").get()
    assert "signer_other" in found(made, plan, signer=post, capacity="TM")
    nobody = replace(plan, signer=replace(plan.signer, name=""))
    assert not {"signer_other", "capacity_other"} & set(found(made, nobody, signer=post, capacity="TM"))
    same = replace(plan, signer=replace(plan.signer, name="TRẦN VĂN CHỦ", capacity="TM"))
    assert not {"signer_other", "capacity_other"} & set(found(made, same, signer=post, capacity="TM"))


@pytest.fixture
def province(made: world.World) -> Movement:
    """A running movement of the province, which knows the ward as one of its units."""
    above = world.build("soc-trang-2025", tag="p")
    Unit.objects.create(
        code="p-lower", name=made.body.name, short="X", kind="ubnd_lower", level="unit", parent=above.body,
        body=above.body,
    )  # fmt: skip
    Unit.objects.filter(pk=made.body.pk).update(parent=above.body)  # entered when the ward was founded
    made.body.refresh_from_db()
    return world.launch(above)


def test_a_cited_higher_plan_is_found_named_and_compared(
    made: world.World, ready: Draft, office: Client, province: Movement
) -> None:
    plan = readings.some_plan()
    number = str(province.plan_versions.get())
    cited = m.DocRef("ke-hoach-tren", "thuc_hien", "Kế hoạch", number, "2025-10-24", "UBND", "Thi đua", m.Source("I"))
    weak = replace(
        plan, bases=(*plan.bases, cited), standards=(), cascade=replace(plan.cascade, higher="ke-hoach-tren")
    )
    assert cascading.cited(made.body, weak, NOW.date()) == province
    assert cascading.cited(made.body, plan, NOW.date()) is None
    other_day = replace(weak, bases=(*plan.bases, replace(cited, date="2024-10-24")))
    assert cascading.cited(made.body, other_day, NOW.date()) is None
    Draft.objects.filter(pk=ready.pk).update(plan=plans.to_data(weak))
    page = office.get(address(ready))
    assert "cascade-left-out" in {each.code for each in page.context["warnings"]}
    assert f"{province.body.name} nhận được số kế hoạch này" in page.content.decode()
    assert office.post(address(ready), given(made, ready)).status_code == 302
    assert Movement.objects.get(body=made.body).higher == province
    assert province.lower_plans.count() == 1


def test_a_district_cannot_launch_after_its_end(tmp_path: Any, settings: Any, signed_in: SignIn) -> None:
    settings.THIDUA_HOME, settings.FILES_FOLDER, settings.THIDUA_TRAINING_CLOCK = tmp_path, tmp_path / "files", True
    at = world.at("2025-07-01 08:00")
    clock.set_to(at)
    made = world.build("phan-rang-2024")
    draft = readings.in_state("ready", made.body, made.users["office"], at)
    client = signed_in(made.users["office"])
    page = client.get(address(draft)).content.decode()
    assert "Không phát động được: Cấp huyện kết thúc ngày 30/06/2025 theo Luật 72/2025/QH15" in page
    assert "Phát động phong trào</button>" not in page
    assert "Cơ quan đã kết thúc" in client.get(reverse("home")).content.decode()
    with pytest.raises(Refused) as caught:
        launching.launch(
            draft=draft,
            version=draft.version,
            issued_on=date(2025, 6, 30),  # the paper may be older; the movement would still run without a body
            number=None,
            signer=made.people["Trần Văn Chủ"],
            capacity="TM",
            signed=None,
            by=made.users["office"],
            at=at,
        )
    assert "body_ended" in {each.code for each in caught.value.findings}
    assert not Movement.objects.exists()


def test_the_check_says_what_the_launch_would_say_later(made: world.World, ready: Draft) -> None:
    some = readings.some_plan()
    named = replace(some.duties[0], body="Công an phường", role=None, unit_kinds=())
    plan = replace(some, identity=replace(some.identity, date="2025-10-24"), duties=(named,))
    rows = list(ready.facts.all())
    asked = {each.code: each.message for each in checking.remarks(ready, rows, plan, date(2025, 10, 23))}
    assert asked["issued_in_future"].startswith("Ngày ban hành 24/10/2025 ở sau hôm nay")
    assert "Chưa có đơn vị “Công an phường” trong danh mục" in asked["unit_unknown"]
    assert "issued_in_future" not in {each.code for each in checking.remarks(ready, rows, plan, date(2025, 10, 24))}
