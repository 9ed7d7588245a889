"""Drafts without a file: as last year with its days moved on, and a new one to fill in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.factories import world
from thidua import plans
from thidua.drafting import building, choosing, elements, queries, starting
from thidua.drafting.models import Draft, DraftFact
from thidua.movements import actions as movement_actions
from thidua.movements import amending
from thidua.org.models import User
from thidua.ui import clock

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def url(name: str, *args: object) -> str:
    return reverse(f"drafting:{name}", args=args)


@pytest.mark.parametrize("code", sorted(world.ISSUED))
def test_elements_of_every_plan_make_the_same_plan_again(code: str) -> None:
    plan = plans.builtin()[code]
    rows = [DraftFact(kind=kind, value=value) for kind, value in elements.facts_of(plan)]
    made, problems = elements.plan_of(rows, plan.code)
    assert not problems
    assert made is not None
    assert list(elements.facts_of(made)) == list(elements.facts_of(plan))
    assert made.standards[0].expr == plan.standards[0].expr


@pytest.fixture
def copied(made: world.World, signed_in: SignIn) -> tuple[Client, Draft]:
    movement = world.launch(made)
    clock.set_to(world.at("2026-11-02 08:00"))
    client = signed_in(made.users["office"])
    assert client.post(url("copy", movement.slug)).status_code == 302
    return client, Draft.objects.get()


def test_as_last_year_moves_days_and_asks_to_look_at_them(copied: tuple[Client, Draft]) -> None:
    client, draft = copied
    waiting = draft.facts.filter(state="pending")
    assert all(row.was and row.origin == "shifted" for row in waiting.exclude(kind="plan.bases"))
    movement = draft.facts.get(kind="plan.movement")
    assert (movement.value["year_from"], movement.was["year_from"]) == (2026, 2025)
    assert movement.value["title"].endswith("năm 2026")
    identity = draft.facts.get(kind="plan.identity")
    assert (identity.value["number"], identity.value["date"]) == (None, None)
    assert identity.value["place"]
    bases = draft.facts.filter(kind="plan.bases")
    assert {(row.state, row.by, row.doubt) for row in bases} == {("pending", None, starting.OLD_BASIS)}
    text = client.get(url("detail", draft.pk)).content.decode()
    assert "Năm trước:" in text
    assert "Không cho quá" in text  # the effect of a quota


def test_a_copy_is_corrected_and_becomes_ready(copied: tuple[Client, Draft]) -> None:
    client, draft = copied
    row = draft.facts.filter(kind="plan.quotas").first()
    form = client.get(url("fact", draft.pk, row.pk)).context["form"]
    given = {bound.html_name: "" if bound.value() is None else bound.value() for bound in form} | {"value": "9"}
    assert client.post(url("fact", draft.pk, row.pk), given).status_code == 302
    row.refresh_from_db()
    assert row.value["value"] == 9
    assert row.value["id"] == row.was["id"]
    for each in draft.facts.filter(state="pending"):
        assert client.post(url("accept", draft.pk, each.pk), {"version": each.version}).status_code == 302
    draft.refresh_from_db()
    page = client.get(url("check", draft.pk))
    assert page.status_code == 200
    plan = building.build(draft, queries.rows_of(draft)).plan
    assert plan is not None
    assert plan.quotas[0].value == 9
    assert plan.movement.year_to == 2026
    answer = client.post(url("check", draft.pk), {"version": draft.version})
    assert answer.status_code == 302, [f.message for f in answer.context["form"].refusals]


def test_the_figures_of_a_standard_are_changed_in_its_form(copied: tuple[Client, Draft]) -> None:
    client, draft = copied
    row = next(row for row in draft.facts.filter(kind="plan.standards") if row.value["id"] == "tap-the-2")
    form = client.get(url("fact", draft.pk, row.pk)).context["form"]
    assert form["dk-0-share"].label == "Nhiệm vụ hoàn thành: ít nhất, %"
    given = {bound.html_name: "" if bound.value() is None else bound.value() for bound in form} | {"dk-0-share": "90"}
    assert client.post(url("fact", draft.pk, row.pk), given).status_code == 302
    plan = building.build(draft, [r for r in queries.rows_of(draft) if r.state != "rejected"]).plan
    assert plan is not None
    shares = [leaf.params.get("share") for s in plan.standards if s.id == "tap-the-2" for leaf in plans.leaves(s.expr)]
    assert shares == [90, None]


def sent(client: Client, draft: Draft, row: DraftFact) -> dict[str, Any]:
    """Everything the form of a fact would send back unchanged."""
    form = client.get(url("fact", draft.pk, row.pk)).context["form"]
    return {bound.html_name: "" if bound.value() is None else bound.value() for bound in form}


def test_which_element_uses_which_other_is_chosen_by_words(copied: tuple[Client, Draft]) -> None:
    client, draft = copied
    award = draft.facts.filter(kind="plan.awards").first()
    quota = draft.facts.filter(kind="plan.quotas").first()
    form = client.get(url("fact", draft.pk, quota.pk)).context["form"]
    names = dict(form.fields["noi-award"].choices)
    assert names[""] == "Mọi hình thức"
    assert award.value["id"] in names
    round_ = draft.facts.get(kind="plan.rounds").value["id"]
    given = sent(client, draft, quota) | {"noi-award": award.value["id"], "noi-rounds": [round_]}
    assert client.post(url("fact", draft.pk, quota.pk), given).status_code == 302
    quota.refresh_from_db()
    assert (quota.value["award"], quota.value["rounds"]) == (award.value["id"], [round_])
    given = sent(client, draft, quota) | {"noi-award": "khong-co"}
    assert client.post(url("fact", draft.pk, quota.pk), given).status_code == 422
    standard = draft.facts.filter(kind="plan.standards").first()
    audience = draft.facts.filter(kind="plan.audiences").first().value["id"]
    given = sent(client, draft, standard) | {"noi-audiences": [audience]}
    assert client.post(url("fact", draft.pk, standard.pk), given).status_code == 302
    plan = building.build(draft, queries.rows_of(draft)).plan
    assert plan is not None
    assert next(q for q in plan.quotas if q.id == quota.value["id"]).award == award.value["id"]
    assert next(s for s in plan.standards if s.id == standard.value["id"]).audiences == (audience,)


def test_two_people_who_choose_other_links_see_both(copied: tuple[Client, Draft]) -> None:
    client, draft = copied
    quota = draft.facts.filter(kind="plan.quotas").first()
    award = draft.facts.filter(kind="plan.awards").first().value["id"]
    round_ = draft.facts.get(kind="plan.rounds").value["id"]
    old = sent(client, draft, quota)
    assert client.post(url("fact", draft.pk, quota.pk), old | {"noi-award": award}).status_code == 302
    draft.facts.filter(pk=quota.pk).update(by=None)  # somebody else, not this person's second click
    answer = client.post(url("fact", draft.pk, quota.pk), old | {"noi-award": "", "noi-rounds": [round_]})
    assert answer.status_code == 409
    shown = dict(answer.context["links"])["Thuộc hình thức khen thưởng"]
    assert shown != "mọi hình thức"
    assert dict(answer.context["my_links"])["Thuộc hình thức khen thưởng"] == "mọi hình thức"
    again = {bound.html_name: bound.value() or "" for bound in answer.context["form"]}
    assert client.post(url("fact", draft.pk, quota.pk), again).status_code == 302
    quota.refresh_from_db()
    assert (quota.value["award"], quota.value["rounds"]) == (None, [round_])


def test_years_inside_conditions_move_too() -> None:
    value = {"label": "Có kế hoạch năm 2024", "expr": {"all": [{"leaf": "judgement", "text": "Kế hoạch năm 2024"}]}}
    later = elements.shifted("plan.standards", value, 1)
    assert later["expr"]["all"][0]["text"] == "Kế hoạch năm 2025"


@pytest.mark.parametrize(
    ("words", "later"),
    [
        ("Phường thành lập ngày 01/7/2025 trên cơ sở ba phường", None),
        ("thành lập từ năm 2025", None),
        ("theo Nghị định 152/2025/NĐ-CP và Luật số 06/2022/QH15", None),
        ("công bố ngày 05 tháng 11 năm 2025", None),
        ("báo cáo trước ngày 10/12/2025", "báo cáo trước ngày 10/12/2026"),
        ("Tạm tính đến hết 31/12/2025.", "Tạm tính đến hết 31/12/2026."),
        ("Ban hành kế hoạch giai đoạn 2021-2025, năm 2025", "Ban hành kế hoạch giai đoạn 2022-2026, năm 2026"),
    ],
)
def test_history_stays_and_limits_move(words: str, later: str | None) -> None:
    value = {"id": "hoi", "text": words, "assumption": words}
    moved = elements.shifted("plan.questions", value, 1)
    assert (moved["text"], moved["assumption"]) == (later or words, later or words)


def test_an_element_taken_out_that_others_need_is_named_at_its_place(copied: tuple[Client, Draft]) -> None:
    client, draft = copied
    for row in draft.facts.filter(kind="plan.audiences"):
        client.post(url("reject", draft.pk, row.pk), {"version": row.version})
    found = client.get(url("detail", draft.pk)).context["review"]
    assert found.built.plan is None
    assert [i for i in found.items if i.problems] or found.elsewhere


def test_a_fact_added_to_a_copy_gets_a_name_of_its_own(copied: tuple[Client, Draft]) -> None:
    client, draft = copied
    address = f"{url('add', draft.pk)}?loai=plan.contents"
    answer = client.post(address, {"label": "Nâng tỷ lệ hồ sơ trực tuyến"})
    row = draft.facts.get(origin="added")
    assert answer["Location"] == f"{url('detail', draft.pk)}#f{row.place + 1}"  # what was added is in view
    assert row.value["id"] == "contents-them-1"
    assert row.value["audiences"] == []
    plan = building.build(draft, [r for r in queries.rows_of(draft) if r.state != "rejected"]).plan
    assert plan is not None
    assert plan.contents[-1].label == "Nâng tỷ lệ hồ sơ trực tuyến"


def test_a_new_plan_lists_what_it_has_to_say(made: world.World, signed_in: SignIn, builds: Any) -> None:
    client = signed_in(made.users["office"])
    assert client.post(url("write"), {"body": made.body.pk}).status_code == 302
    draft = Draft.objects.get()
    row = draft.facts.get(kind="quota")
    text = client.get(url("detail", draft.pk)).content.decode()
    assert "None" not in text
    assert text.count("Để trống") >= 10
    assert "<h1>Viết kế hoạch</h1>" in text
    assert "mục cần điền" in text
    assert "none" not in text[text.index("<main") :].replace('"none"', "")
    assert "chỗ khó" not in text
    issuer = draft.facts.get(kind="issuer").value
    assert (issuer["tier"], bool(issuer["level"])) == ("commune", True)
    assert not [i for i in client.get(url("detail", draft.pk)).context["review"].items if i.problems]
    assert url("accept", draft.pk, row.pk) not in text  # it has to be filled in first
    answer = client.post(url("accept", draft.pk, row.pk), {"version": 1})
    assert answer.status_code == 422
    assert "chưa điền đủ" in answer.content.decode()
    given = {"target": "individual", "op": "max", "value": "7", "unit": "count", "version": "1"}
    assert client.post(url("fact", draft.pk, row.pk), given)["Location"].endswith("#f1")  # on to what waits


FILLED = {
    "title": {"title": "Phát động phong trào thi đua cải cách hành chính năm 2025"},
    "basis": {"relation": "can_cu", "doc_type": "Luật", "number": "06/2022/QH15", "date": "15/06/2022"},
    "statement": {"about": "purpose", "text": "Nâng chất lượng phục vụ."},
    "audience": {"target": "individual", "name": "cán bộ, công chức, viên chức"},
    "content": {"ref": "a", "text": "Giải quyết hồ sơ đúng hạn."},
    "period": {"start_rule": "issue_date", "end": "30/11/2025"},
    "award": {"name": "Giấy khen", "authority": "Chủ tịch UBND phường", "mode": "award", "level": "phuong"},
    "quota": {"target": "individual", "op": "max", "value": "7", "unit": "count"},
    "standard": {"target": "individual", "text": "được xếp loại hoàn thành tốt nhiệm vụ trở lên"},
    "money": {"decree": "152/2025/NĐ-CP", "source": "ngân sách phường"},
    "route_step": {"track": "filing", "order": "1", "body": "Các đơn vị", "act": "file"},
    "deadline": {"what": "dossier", "round": "single", "op": "before", "date": "10/12/2025", "recipient": "Văn phòng"},
    "paper": {"name": "Tờ trình đề nghị khen thưởng", "form_number": "01"},
    "duty": {"body": "Các đơn vị", "text": "thực hiện kế hoạch"},
    "recipient": {"line": "Các đơn vị"},
    "signer": {"name": "Trần Văn Chủ", "position": "Chủ tịch", "capacity": "TM. ỦY BAN NHÂN DÂN"},
}


def test_a_new_plan_filled_in_becomes_ready_and_is_printed(made: world.World, signed_in: SignIn) -> None:
    client = signed_in(made.users["office"])
    client.post(url("write"), {"body": made.body.pk})
    draft = Draft.objects.get()
    for row in draft.facts.all():
        if row.kind not in FILLED:
            assert client.post(url("accept", draft.pk, row.pk), {"version": 1}).status_code == 302
            continue
        form = client.get(url("fact", draft.pk, row.pk)).context["form"]
        given = {bound.html_name: bound.value() or "" for bound in form} | FILLED[row.kind]
        answer = client.post(url("fact", draft.pk, row.pk), given)
        assert answer.status_code == 302, (row.kind, answer.context["form"].errors)
    draft.refresh_from_db()
    said = [remark.message for remark in client.get(url("detail", draft.pk)).context["review"].remarks]
    assert not [
        words for words in said if "15/06/2022" in words
    ]  # judged on its own day, not on that of a law it cites
    assert not [words for words in said if "không ghi thời gian" in words]
    answer = client.post(url("check", draft.pk), {"version": draft.version})
    assert answer.status_code == 302, [f.message for f in answer.context["form"].refusals]
    plan = building.build(draft, queries.rows_of(draft)).plan
    assert plan is not None
    assert (plan.deadlines[0].rule, plan.quotas[0].value, plan.standards[0].kind) == ("2025-12-10", 7, "individual")
    paper = client.get(url("paper", draft.pk, "pdf"))
    assert paper.content.startswith(b"%PDF")
    assert 'filename="ke-hoach-phat-dong-phong-trao-thi-dua' in paper["Content-Disposition"]


def test_level_and_tier_are_told_by_the_name() -> None:
    assert choosing.standing("UBND thị trấn Cổ Giang") == ("thi_tran", "commune")
    assert choosing.standing("Ủy ban nhân dân xã Hòa Phong") == ("xa", "commune")
    assert choosing.standing("UBND thành phố Phan Rang - Tháp Chàm", "district") == ("thanh_pho", "district")
    assert choosing.standing("Sở Nội vụ", "unit") == (None, None)


def test_two_of_what_a_plan_has_once_are_a_question(made: world.World, signed_in: SignIn) -> None:
    client = signed_in(made.users["office"])
    client.post(url("write"), {"body": made.body.pk})
    draft = Draft.objects.get()
    client.post(f"{url('add', draft.pk)}?loai=title", {"title": "Phát động phong trào khác"})
    found = client.get(url("detail", draft.pk)).context["review"]
    (twice,) = [i for i in found.items if i.problems]
    assert twice.row.origin == "added"
    assert twice.row.kind == "title"
    assert "giữ dữ kiện này hoặc dữ kiện 4" in twice.problems[0].message


def test_only_the_office_begins_a_draft(made: world.World, signed_in: SignIn) -> None:
    movement = world.launch(made)
    clerk = signed_in(made.users["clerk"])
    assert clerk.post(url("write")).status_code == 403
    assert clerk.post(url("copy", movement.slug)).status_code == 404


def test_the_list_shows_everything_half_made(
    made: world.World, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    office = made.users["office"]
    at = world.at("2025-10-27 08:00")
    waiting = movement_actions.prepare(body=made.body, plan=made.plan, by=office, at=at)
    running = world.launch(made)
    with transaction.atomic():
        amending.begin(movement=running, reason="Kỳ đánh giá kết thúc muộn.", by=office, at=at)
    client = signed_in(office)
    with django_assert_max_num_queries(12):
        text = client.get(url("list")).content.decode()
    assert reverse("movements:launch", args=[waiting.slug]) in text
    assert "Phong trào chưa phát động" in text
    assert "Kỳ đánh giá kết thúc muộn." in text
    assert "Chưa có dự thảo nào" not in text
    assert "Kỳ đánh giá kết thúc muộn." not in client.get(f"{url('list')}?xem=da-bo").content.decode()
    foreign = world.build("hoa-phong-2025", tag="z")
    assert "Kỳ đánh giá" not in signed_in(foreign.users["office"]).get(url("list")).content.decode()
