"""An amendment in the browser: what it means for each dossier, from the first click to its day, the text box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.dossiers.steps import Stage
from tests.dossiers.test_amending import NOW, drafted, issue, one_more_paper
from tests.factories.world import at
from thidua.councils.models import Session
from thidua.decisions.models import Decision
from thidua.documents.model import Paragraph, plain
from thidua.dossiers import actions as dossier_actions
from thidua.dossiers import amending
from thidua.movements import amending as plan_amending
from thidua.movements import editing, letters
from thidua.movements.editing import Target
from thidua.movements.models import Amendment, PlanVersion
from thidua.org.models import User
from thidua.plans import Plan, edit

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
StandAt = Callable[[str], None]


@pytest.fixture
def stage() -> Stage:
    return Stage("soc-trang-2025")


def test_the_page_says_what_becomes_of_each_dossier(stage: Stage) -> None:
    stage.good_facts()
    filed = stage.confirmed()
    stage.file(filed, NOW - timedelta(days=1))
    stage.open("two", by="clerk2")
    row = drafted(stage, one_more_paper)
    found = {
        c.dossier.unit.pk: (c.moves, " ".join(c.words))
        for c in amending.consequences(row, applies_to_filed=False, now=NOW)
    }
    assert found[stage.one.pk] == (False, "Giữ theo bản kế hoạch lúc nộp.")
    moves, words = found[stage.world.units["two"].pk]
    assert moves
    assert "14/02/2026" in words
    assert "“Bản số liệu”: bổ sung" in words


def test_collisions_and_counts_stand_before_the_button(stage: Stage, stand_at: StandAt, signed_in: SignIn) -> None:
    stage.good_facts()
    filed = stage.confirmed()
    stage.file(filed, NOW - timedelta(days=1))
    stage.open("two", by="clerk2")
    user = stage.user("office")
    assert stage.world.council is not None
    Session.objects.create(
        council=stage.world.council,
        round=stage.round,
        planned_at=NOW + timedelta(days=25),
        place="Phòng họp",
        created_by=user,
    )
    Decision.objects.create(
        body=stage.world.body, round=stage.round, state="submitted", created_at=NOW, created_by=user
    )
    row = drafted(stage, one_more_paper)
    stand_at("2026-01-10 09:00")
    office = signed_in(user)
    page = office.get(reverse("steering:issue", args=[stage.movement.slug, row.pk]))
    codes = {each.code for each in page.context["collisions"]}
    assert {"council_before_close", "decision_waiting", "dossiers_filed"} <= codes
    assert all(each.source for each in page.context["collisions"])
    text = page.content.decode()
    assert text.index("Hồ sơ đã lập, theo bước") < text.index("Ban hành sửa đổi</button>")
    assert text.index("phiên họp Hội đồng ngày 04/02/2026") < text.index("Ban hành sửa đổi</button>")
    rows = {each.state: (each.number, each.moving, each.keeping) for each in page.context["states"]}
    assert rows == {"draft": (1, 1, 0), "filed": (1, 0, 1)}
    moved = amending.consequences(row, applies_to_filed=True, now=NOW)
    assert {each.state: each.moving for each in amending.by_state(moved)} == {"draft": 1, "filed": 1}


def test_an_amendment_that_touches_no_dossier_runs_into_nothing(stage: Stage) -> None:
    stage.good_facts()
    stage.file(stage.confirmed(), NOW - timedelta(days=1))

    def reworded(plan: Plan) -> Plan:
        return edit.replaced(plan, plan.contents[0].id, replace(plan.contents[0], label="Nội dung viết lại."))

    assert amending.collisions(drafted(stage, reworded), {}, NOW) == []


def test_a_dossier_names_the_version_it_keeps_and_leads_to_its_text(
    stage: Stage, stand_at: StandAt, signed_in: SignIn
) -> None:
    stage.good_facts()
    filed = stage.confirmed()
    stage.file(filed, NOW - timedelta(days=1))
    issue(stage, drafted(stage, one_more_paper))
    stand_at("2026-01-10 10:00")
    office = signed_in(stage.user("office"))
    assert "Theo bản kế hoạch thứ 1" in office.get(reverse("dossiers:detail", args=[filed.pk])).content.decode()
    address = reverse("movements:plan", args=[stage.movement.slug])
    assert "Bản số liệu" in office.get(address).content.decode()
    former = office.get(f"{address}?ban=1").content.decode()
    assert "Bản số liệu" not in former
    assert "đã được sửa đổi" in former
    assert office.get(f"{address}?ban=99").context["version"].number == 2


def test_an_amendment_from_first_click_to_force(stage: Stage, stand_at: StandAt, signed_in: SignIn) -> None:
    stand_at("2026-01-10 09:00")
    slug = stage.movement.slug
    office = signed_in(stage.user("office"))
    begun = office.post(reverse("movements:amendments", args=[slug]), {"reason": "Kỳ đánh giá kết thúc muộn."})
    row = Amendment.objects.get()
    page = reverse("movements:amend_index", args=[slug, row.pk])
    assert begun["Location"] == page
    assert "Chưa có thay đổi nào" in office.get(page).content.decode()
    due = stage.world.plan.deadlines[0]
    edited = reverse("movements:amend_element", args=[slug, row.pk, due.id])
    assert 'value="30/01/2026"' in office.get(edited).content.decode()
    given = {
        "version": row.version,
        "act": "dossier",
        "op": "before",
        "day": "15/02/2026",
        "when": "next_year",
        "late": "barred",
    }
    assert office.post(edited, given).status_code == 302
    assert office.post(edited, given | {"day": "16/02/2026"}).status_code == 409  # from the former page
    standard = stage.world.plan.standards[0]
    assert office.get(reverse("movements:amend_element", args=[slug, row.pk, standard.id])).status_code == 200
    assert "trước ngày 15/02 năm sau" in office.get(page).content.decode()
    clerk = signed_in(stage.user("clerk"))
    assert clerk.get(page).status_code == 404  # a draft is the office's
    act = reverse("steering:issue", args=[slug, row.pk])
    assert "14/02/2026" in office.get(page).content.decode()
    row.refresh_from_db()
    paper = {
        "version": row.version,
        "number": "",
        "issued_on": "10/01/2026",
        "effective_on": "10/01/2026",
        "signer": stage.person("Trần Văn Chủ").pk,
        "capacity": "TM",
        "filed": "keep",
    }
    assert office.post(act, paper | {"effective_on": "09/01/2026"}).status_code == 422
    assert office.post(act, paper).status_code == 302
    assert office.post(act, paper).status_code in (409, 422)
    assert PlanVersion.objects.filter(movement=stage.movement).count() == 2
    assert "Kế hoạch sửa đổi số" in clerk.get(page).content.decode()
    for ending, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        file = clerk.get(reverse("movements:amend_file", args=[slug, row.pk, ending]))
        assert file.content.startswith(start)
    row.refresh_from_db()
    texts = [plain(each.text) for each in letters.amendment(row).to_document().blocks() if isinstance(each, Paragraph)]
    said = "“Hồ sơ đề nghị khen thưởng gửi về Phòng Văn hóa - Xã hội trước ngày 15/02 năm liền kề"
    assert f"{said}; hồ sơ gửi sau thời hạn này không được xét.”" in texts
    assert "1. Kế hoạch này có hiệu lực từ ngày 10 tháng 01 năm 2026." in texts


def test_what_cannot_be_issued_is_not_offered(stand_at: StandAt, signed_in: SignIn) -> None:
    district = Stage("truc-ninh-2021-2025")
    when = at("2022-03-01 09:00")
    stand_at("2022-03-01 09:00")
    office = signed_in(district.user("office"))
    with transaction.atomic():
        row = plan_amending.begin(
            movement=district.movement, reason="Rút ngắn thời gian.", by=district.user("office"), at=when
        )
    page, act = (
        reverse(name, args=[district.movement.slug, row.pk]) for name in ("movements:amend_index", "steering:issue")
    )
    empty = office.get(act).content.decode()
    assert "chưa thay đổi điều gì" in empty
    assert "Ban hành sửa đổi</button>" not in empty
    assert ">Thay đổi</h2>" not in empty
    shorter = replace(row.plan, movement=replace(row.plan.movement, year_to=2024))
    editing.save(
        target=Target(district.movement, row), version=row.version, plan=shorter, by=district.user("office"), at=when
    )
    text = office.get(page).content.decode()
    assert "Đợt xét không còn" in text
    assert "Tới ban hành" in text
    assert "Ban hành sửa đổi</button>" in office.get(act).content.decode()
    dossier_actions.open_dossier(
        round=district.movement.rounds.get(key="annual-2025"), unit=district.world.units["one"],
        by=district.user("clerk"), at=when,
    )  # fmt: skip
    text = office.get(page).content.decode()
    assert "Giữ đợt xét này" in text
    assert "Tới ban hành" not in text
    barred = office.get(act).content.decode()
    assert "Giữ đợt xét này" in barred
    assert "Ban hành sửa đổi</button>" not in barred
    assert ">Thay đổi</h2>" in barred


def test_the_text_of_an_amendment_is_checked_and_stays_in_the_box(
    stage: Stage, stand_at: StandAt, signed_in: SignIn
) -> None:
    stand_at("2026-01-10 09:00")
    row = drafted(stage)
    office = signed_in(stage.user("office"))
    address = reverse("movements:amend_text", args=[stage.movement.slug, row.pk])
    text = office.get(address).context["form"].initial["text"]
    wrong = office.post(address, {"version": row.version, "text": text.replace("deadlines:", "hạn:")})
    assert wrong.status_code == 422
    assert "hạn:" in wrong.content.decode()
    other = text.replace("2026-02-15", "2026-02-16")
    assert office.post(address, {"version": row.version, "text": other}).status_code == 302
    lost = office.post(address, {"version": row.version, "text": text.replace("2026-02-15", "2026-02-17")})
    assert lost.status_code == 409
    assert "2026-02-17" in lost.content.decode()  # what was typed
    assert "2026-02-16" in lost.content.decode()  # what another person kept
