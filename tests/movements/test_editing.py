"""Changing a draft plan in the browser: element by element, by adding and taking out, as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import world
from thidua import plans
from thidua.audit.models import JournalEntry
from thidua.movements import actions, queries
from thidua.movements.forms_plan import FORMS
from thidua.movements.models import Movement
from thidua.movements.views_edit import editable_rows
from thidua.org.models import User
from thidua.plans import Plan, compare, leaves
from thidua.plans import model as m

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
StandAt = Callable[[str], None]
CODES = sorted(world.ISSUED)


def url(name: str, *args: object) -> str:
    return reverse(f"movements:{name}", args=args)


def draft(stand_at: StandAt, code: str = "soc-trang-2025") -> tuple[world.World, Movement]:
    made = world.build(code)
    day = world.ISSUED[code]
    stand_at(f"{day} 10:00")
    return made, actions.prepare(body=made.body, plan=made.plan, by=made.users["office"], at=world.at(f"{day} 08:00"))


def plan_of(movement: Movement) -> Plan:
    return queries.current_version(Movement.objects.get(pk=movement.pk)).plan


def version(movement: Movement) -> int:
    return Movement.objects.get(pk=movement.pk).version


def as_typed(form: Any) -> dict[str, Any]:
    """What the browser would send back of a form nobody touched."""
    sent = {}
    for bound in form:
        value = bound.value()
        sent[bound.name] = "" if value is None else bound.field.prepare_value(value)
        if hasattr(value, "strftime"):
            sent[bound.name] = f"{value:%d/%m/%Y}"
    return sent


@pytest.mark.parametrize("code", CODES)
def test_a_form_sent_back_untouched_changes_nothing(code: str, stand_at: StandAt, signed_in: SignIn) -> None:
    """Every element that has a form reads back as it was: nothing is lost by looking."""
    made, movement = draft(stand_at, code)
    client = signed_in(made.users["office"])
    for name, each in [(n, e) for n, e in _elements(made.plan) if type(e) in FORMS]:
        page = client.get(url("edit_element", movement.slug, name))
        assert page.status_code == 200, name
        if isinstance(each, m.Period) and each.end_op == "none":
            continue  # the form asks for an end, which this plan does not state
        given = {key: value for key, value in as_typed(page.context["form"]).items() if value is not None}
        form = FORMS[type(each)](given, plan=made.plan, element=each, version=1)
        assert form.is_valid(), (name, form.errors)
        assert compare.texts(form.element(), made.plan) == compare.texts(each, made.plan), name


def _elements(plan: Plan) -> list[tuple[str, Any]]:
    return list(plans.elements(plan))


def test_a_deadline_and_a_quota_are_added_changed_and_taken_out(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at, "hoa-phong-2025")
    client = signed_in(made.users["office"])
    added = {
        "version": version(movement),
        "clause": "V.3",
        "act": "dossier",
        "op": "no_later_than",
        "day": "15/01/2026",
        "when": "once",
        "late": "barred",
    }
    assert client.post(url("edit_add", movement.slug, "han"), added | {"clause": ""}).status_code == 422
    assert client.post(url("edit_add", movement.slug, "han"), added).status_code == 302
    (due,) = plan_of(movement).deadlines
    assert (due.rule, due.op, due.source.path) == ("2026-01-15", "no_later_than", "V.3")
    stale = client.post(url("edit_add", movement.slug, "han"), added)
    assert stale.status_code == 409
    gone = client.post(url("edit_remove", movement.slug, due.id), {"version": version(movement)})
    assert gone.status_code == 302
    assert plan_of(movement).deadlines == ()
    entries = JournalEntry.objects.filter(act="movement.edit")
    assert [entry.data["changes"][0] for entry in entries.order_by("seq")] == [
        "Thời hạn “Nộp hồ sơ”: bổ sung (chậm nhất ngày 15/01/2026).",
        "Thời hạn “Nộp hồ sơ”: bãi bỏ (chậm nhất ngày 15/01/2026).",
    ]


def test_a_deadline_after_an_event_and_an_hour_have_boxes(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at)
    client = signed_in(made.users["office"])
    (due,), event = made.plan.deadlines, made.plan.events[0].id
    address = url("edit_element", movement.slug, due.id)
    given = as_typed(client.get(address).context["form"]) | {"when": "event working", "day": "", "time": "17:00"}
    refused = client.post(address, given | {"event": "", "days": "", "time": "25:00"})
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"event", "days", "time"}
    assert client.post(address, given | {"event": event, "days": "5"}).status_code == 302
    kept = plan_of(movement).deadlines[0]
    assert (kept.rule, kept.time) == (f"event {event} +5 working", "17:00")
    again = as_typed(client.get(address).context["form"])
    assert (again["when"], again["event"], str(again["days"])) == ("event working", event, "5")
    assert client.post(address, again | {"when": "once"}).status_code == 422


def test_a_quota_gets_its_award_and_a_content_its_audience(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at, "phu-luong-2023")
    client = signed_in(made.users["office"])
    quota, award, round_ = made.plan.quotas[0], made.plan.awards[-1].id, made.plan.rounds[0].id
    address = url("edit_element", movement.slug, quota.id)
    form = client.get(address).context["form"]
    assert dict(form.fields["noi_award"].choices)[""] == "Mọi hình thức"
    given = as_typed(form) | {"noi_award": award, "noi_rounds": [round_]}
    assert client.post(address, given).status_code == 302
    kept = next(each for each in plan_of(movement).quotas if each.id == quota.id)
    assert (kept.award, kept.rounds, kept.value) == (award, (round_,), quota.value)
    given["version"] = version(movement)
    assert client.post(address, given | {"noi_award": "khong-co"}).status_code == 422
    assert client.post(address, given | {"noi_award": "", "noi_rounds": []}).status_code == 302
    kept = next(each for each in plan_of(movement).quotas if each.id == quota.id)
    assert (kept.award, kept.rounds) == (None, ())


def test_awards_exclusions_and_duties_have_forms(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at, "phu-luong-2023")
    client = signed_in(made.users["office"])
    plan = made.plan
    award, duty = plan.awards[0], next(each for each in plan.duties if each.unit_kinds)
    page = client.get(url("edit_index", movement.slug)).content.decode()
    assert "chưa có biểu mẫu riêng" in page
    titles = [title for _, rows in editable_rows(plan) for _, title, _ in rows]
    assert [each for each in titles if each.endswith("không ghi")] == ["Thời gian phong trào: không ghi"]
    assert duty.label in titles  # nothing said after it: the plan gives it no day
    assert award.label in titles  # whose form its name says already

    def send(name: str, **changes: Any) -> int:
        address = url("edit_element", movement.slug, name)
        return client.post(address, as_typed(client.get(address).context["form"]) | changes).status_code

    assert send(award.id, kinds=[]) == 422
    assert send(award.id, kinds=["individual"], authority="Chủ tịch UBND huyện") == 302
    assert send(duty.id, unit_kinds=["su_nghiep"], role="") == 302
    kept = plan_of(movement)
    changed = next(each for each in kept.awards if each.id == award.id)
    assert (changed.kinds, changed.authority, changed.rounds) == (("individual",), "Chủ tịch UBND huyện", award.rounds)
    assert next(each for each in kept.duties if each.id == duty.id).unit_kinds == ("su_nghiep",)
    fresh = {
        "version": version(movement), "clause": "V.9", "label": "Gửi số liệu hằng tháng", "type": "report",
        "body": "Các phòng chuyên môn", "role": "", "unit_kinds": ["chuyen_mon"], "mode": "order",
    }  # fmt: skip
    assert client.post(url("edit_add", movement.slug, "nhiem-vu"), fresh).status_code == 302
    added = plan_of(movement).duties[-1]
    assert (added.label, added.due) == ("Gửi số liệu hằng tháng", None)
    assert send(added.id, when="once") == 422
    assert send(added.id, when="once", day="15/09/2023", op="before") == 302
    assert (plan_of(movement).duties[-1].due, plan_of(movement).duties[-1].due_op) == ("2023-09-15", "before")
    event = {"version": version(movement), "clause": "III.1", "label": "Công bố Chỉ số của quận"}
    assert client.post(url("edit_add", movement.slug, "su-kien"), event).status_code == 302
    waited = plan_of(movement).events[-1]
    assert waited.label == event["label"]
    assert send(added.id, when="event working", event=waited.id, days="10") == 302
    assert plan_of(movement).duties[-1].due == f"event {waited.id} +10 working"
    taken = client.post(url("edit_remove", movement.slug, waited.id), {"version": version(movement)})
    assert taken.status_code == 422  # a day hangs on it
    assert send(added.id, when="none") == 302
    assert plan_of(movement).duties[-1].due is None
    gone = client.post(
        url("edit_remove", movement.slug, plan_of(movement).duties[-1].id), {"version": version(movement)}
    )
    assert gone.status_code == 302
    one = m.Exclusion("loai", "Nộp muộn thì không xét", "dossier", None, (), (), "late", None, m.Source("IV"))
    given = {
        "version": 1,
        "label": "Không có hồ sơ thì không xét",
        "rule": "missing",
        "noi_audiences": [],
        "noi_rounds": [],
    }
    form = FORMS[m.Exclusion](given, plan=plan, element=one, version=1)
    assert form.is_valid(), form.errors
    assert (form.whole().rule, form.whole().label) == ("missing", "Không có hồ sơ thì không xét")


def test_two_people_at_one_element_see_both_texts(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at)
    second = made.user("office2", made.people["Lý Trưởng Văn"], ("office", made.units["office"]))
    each = made.plan.contents[0]
    address = url("edit_element", movement.slug, each.id)
    given = {"version": version(movement), "label": "Nội dung của người thứ nhất."}
    assert signed_in(made.users["office"]).post(address, given).status_code == 302
    late = signed_in(second)
    answer = late.post(address, given | {"label": "Nội dung của người thứ hai."})
    assert answer.status_code == 409
    (row,) = answer.context["conflict"]["rows"]
    assert row == ("nội dung", "Nội dung của người thứ nhất.", "Nội dung của người thứ hai.")
    text = answer.content.decode()
    assert "Nguyễn Thị Hạnh Dung" in text
    assert "Giữ bản đang lưu" in text
    assert plan_of(movement).contents[0].label == "Nội dung của người thứ nhất."
    again = {bound.name: bound.value() for bound in answer.context["form"]}
    assert late.post(address, again).status_code == 302  # knowingly
    assert plan_of(movement).contents[0].label == "Nội dung của người thứ hai."


def test_a_part_somebody_took_out_meanwhile(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at)
    client = signed_in(made.users["office"])
    each = made.plan.contents[-1]
    given = {"version": version(movement), "label": "Nội dung viết lại."}
    removed = client.post(url("edit_remove", movement.slug, each.id), {"version": version(movement)})
    assert removed.status_code == 302
    answer = client.post(url("edit_element", movement.slug, each.id), given, follow=True)
    assert "người khác vừa bãi bỏ phần này" in answer.content.decode()
    assert client.get(url("edit_element", movement.slug, each.id)).status_code == 404


def test_a_figure_with_a_decimal_comma_is_kept_as_a_number(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at, "hoa-phong-2025")
    client = signed_in(made.users["office"])
    each = next(c for c in made.plan.criteria if c.measure == "share" and c.value)
    address = url("edit_element", movement.slug, each.id)
    given = {"version": version(movement), "label": each.label, "op": ">=", "value": "96,5"}
    assert client.post(address, given | {"value": "nhiều"}).status_code == 422
    assert client.post(address, given | {"value": ""}).status_code == 422  # a comparison with nothing
    assert client.post(address, given).status_code == 302
    assert next(c for c in plan_of(movement).criteria if c.id == each.id).value == "96.5"
    assert 'value="96,5"' in client.get(address).content.decode()


def test_the_figures_of_a_standard_are_changed_in_its_form(stand_at: StandAt, signed_in: SignIn) -> None:
    made, movement = draft(stand_at, "truc-ninh-2021-2025")
    client = signed_in(made.users["office"])
    each = next(s for s in made.plan.standards if any(leaf.leaf == "prior_awards" for leaf in leaves(s.expr)))
    page = client.get(url("edit_element", movement.slug, each.id))
    form = page.context["form"]
    given = as_typed(form)
    field = next(name for name in form.fields if name.endswith("_min"))
    given[field] = "3"
    assert client.post(url("edit_element", movement.slug, each.id), given).status_code == 302
    changed = next(s for s in plan_of(movement).standards if s.id == each.id)
    assert next(leaf.params["min"] for leaf in leaves(changed.expr) if leaf.leaf == "prior_awards") == 3


def test_a_running_plan_is_not_edited_but_amended(stand_at: StandAt, signed_in: SignIn) -> None:
    made = world.build()
    movement = world.launch(made)
    stand_at("2025-11-01 09:00")
    client = signed_in(made.users["office"])
    quota = made.plan.quotas[0]
    given = {"version": movement.version, "kind": quota.kind, "value": "9", "op": "max"}
    assert client.post(url("edit_element", movement.slug, quota.id), given).status_code == 409
    assert plan_of(movement).quotas[0].value == quota.value
    assert "soạn bản sửa đổi" in client.get(url("edit_index", movement.slug)).content.decode()
    for wrong in ("khong-co", "issuer"):
        assert client.get(url("edit_element", movement.slug, wrong)).status_code == 404
    assert client.get(url("edit_add", movement.slug, "tien")).status_code == 404
