"""An award taken back: who may, what for, and what every page, list and standard says from then on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.decisions import stage as stages
from thidua.audit.models import JournalEntry
from thidua.decisions import actions
from thidua.decisions.models import Award, Decision, Revocation
from thidua.documents import vietnamese
from thidua.notices.models import Notice
from thidua.org.models import Roles
from thidua.portal import queries as portal
from thidua.records.facts import SOURCES
from thidua.records.models import PaperNumber
from thidua.reports import registers, worklist
from thidua.rules.findings import Refused
from thidua.ui import clock

pytestmark = pytest.mark.django_db
GIVEN: dict[str, Any] = {
    "ground": "a",
    "reason": "Số liệu trong báo cáo thành tích không có trong sổ theo dõi.",
    "evidence": "Kết luận số 12/KL-VHXH ngày 26/02/2026",
}


@pytest.fixture(autouse=True)
def _real_clock() -> Iterator[None]:
    yield
    clock.reset()


@pytest.fixture
def stage() -> stages.Stage:
    made = stages.build("soc-trang-2025").fill(4, 2)
    clock.set_to(made.at("14:00"))
    return made


def client(stage: stages.Stage, name: str) -> Client:
    browser = Client()
    browser.force_login(stage.world.users[name])
    return browser


def line(decision: Decision, kind: str = "individual") -> Award:
    rows = Award.objects.select_related("decision__round__movement", "decision__body", "candidate__person")
    return rows.filter(decision=decision, candidate__kind=kind).order_by("order")[0]


def revoke(stage: stages.Stage, award: Award, **changes: Any) -> Revocation:
    given = {**GIVEN, "decided_on": stage.day, "return_by": None, "version": award.decision.version, **changes}
    return actions.revoke(award=award, by=stage.user(given.pop("who", "chair")), at=stage.at("15:00"), **given)


def pay(stage: stages.Stage, award: Award) -> None:
    actions.mark_paid(
        decision=award.decision, award_ids=[award.pk], paid_on=stage.day, by=stage.user("finance"), at=stage.at("13:00")
    )
    award.refresh_from_db()


def test_the_decider_takes_an_award_back_with_number_ground_and_reason(stage: stages.Stage) -> None:
    decision = stage.issued()
    award = line(decision)
    made = revoke(stage, award)
    assert made.number == "02"
    assert PaperNumber.objects.filter(series="QD").count() == 2
    assert (made.signer_title, made.capacity, made.amount) == ("Chủ tịch", "own", 0)
    award.candidate.refresh_from_db()
    assert award.candidate.state == "revoked"
    entry = JournalEntry.objects.get(act="award.revoke")
    assert "Điều 93" in entry.basis["ground"]
    assert Notice.objects.filter(title__startswith="Thu hồi Giấy khen").exists()
    found = portal.certificate(award.code)
    assert found.state == "revoked"
    assert "đã bị thu hồi" in Client().get(reverse("portal:certificate", args=[award.code])).content.decode()
    with pytest.raises(Refused):
        revoke(stage, award, version=award.decision.version)


def test_from_then_on_it_counts_for_nothing_and_stays_in_the_history(stage: stages.Stage) -> None:
    decision = stage.issued()
    award = line(decision)
    made = revoke(stage, award)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {SOURCES['commendation']} c")
        assert cursor.fetchone()[0] == 5
    roles = Roles.of(stage.user("office"), stage.day)
    person = award.candidate.person
    assert person is not None
    shown = registers.history(person, award.candidate.unit, roles)["Khen thưởng"]
    assert "Đã thu hồi: Quyết định số 02/QĐ-UBND" in shown[0].text
    register = client(stage, "office").get(reverse("reports:register")).content.decode()
    assert "Đã thu hồi" in register
    assert str(made) in register


def test_unpaid_money_is_not_paid_and_paid_money_comes_back(stage: stages.Stage) -> None:
    decision = stage.issued()
    first, second = Award.objects.filter(decision=decision, candidate__kind="individual").order_by("order")
    first, second = (
        Award.objects.select_related("decision__body", "candidate__person").get(pk=a.pk) for a in (first, second)
    )
    revoke(stage, first)
    with pytest.raises(Refused, match="không chi tiền"):
        pay(stage, first)
    pay(stage, second)
    second.decision.refresh_from_db()
    with pytest.raises(Refused, match="hạn nộp lại"):
        revoke(stage, second)
    made = revoke(stage, second, return_by=stage.day + timedelta(days=30))
    assert made.amount == second.amount > 0
    finance = client(stage, "finance")
    page = finance.get(reverse("decisions:payments", args=[decision.pk])).content.decode()
    assert "Phải nộp lại chậm nhất" in page
    assert "Chưa chi, không chi nữa" in page
    back = reverse("decisions:returned", args=[decision.pk, second.pk])

    def tasks() -> list[worklist.Item]:
        person = stage.user("finance")
        return worklist.items(person, Roles.of(person, stage.day), stage.at())

    (owed,) = (i for i in tasks() if i.url == back)
    assert owed.title == f"Thu lại {vietnamese.dong(made.amount)} tiền thưởng của {second.recipient_name}"
    assert owed.day == made.return_by
    assert finance.post(back, {"returned_on": f"{stage.day:%d/%m/%Y}"}).status_code == 302
    assert finance.post(back, {"returned_on": f"{stage.day:%d/%m/%Y}"}).status_code == 409
    made.refresh_from_db()
    assert made.returned_on == stage.day
    assert [i.title for i in tasks() if i.url == back] == []
    assert "Chi tiền thưởng cho 4 tập thể, cá nhân" in [i.title for i in tasks()]


def test_what_does_not_hold_is_told_at_once(stage: stages.Stage) -> None:
    award = line(stage.issued())
    wrong = {"ground": "x", "reason": "Sai", "evidence": "", "decided_on": stage.day + timedelta(days=3)}
    with pytest.raises(Refused) as error:
        revoke(stage, award, **wrong)
    found = {finding.code for finding in error.value.findings}
    assert {"ground_unknown", "reason_short", "evidence_missing", "date_in_future"} <= found
    with pytest.raises(Refused, match="duyệt quyết định"):
        revoke(stage, award, who="office")
    with pytest.raises(Refused, match="người khác vừa cập nhật"):
        revoke(stage, award, version=award.decision.version - 1)
    assert Revocation.objects.count() == 0
    assert PaperNumber.objects.filter(series="QD").count() == 1


def test_the_pages_lead_from_the_line_to_the_paper(stage: stages.Stage) -> None:
    decision = stage.issued()
    award = line(decision)
    chair, office = client(stage, "chair"), client(stage, "office")
    address = reverse("decisions:revoke", args=[decision.pk, award.pk])
    assert address in chair.get(reverse("decisions:detail", args=[decision.pk])).content.decode()
    assert address not in office.get(reverse("decisions:detail", args=[decision.pk])).content.decode()
    given = {**GIVEN, "decided_on": f"{stage.day:%d/%m/%Y}"}
    assert chair.post(address, given).status_code == 409  # no version
    assert chair.post(address, given | {"version": decision.version, "reason": "Sai"}).status_code == 422
    assert chair.post(address, given | {"version": decision.version}).status_code == 302
    page = office.get(reverse("decisions:detail", args=[decision.pk])).content.decode()
    assert "Quyết định số 02/QĐ-UBND" in page
    assert "Đã thu hồi 01 trong 02 cá nhân, còn hiệu lực 01." in page
    paper = reverse("decisions:revocation_paper", args=[decision.pk, award.pk, "pdf"])
    assert office.get(paper).content.startswith(b"%PDF")
    assert client(stage, "clerk").get(paper).status_code == 404
    assert office.get(reverse("decisions:certificate", args=[decision.pk, award.pk, "pdf"])).status_code == 404
    assert award.recipient_name not in [
        a.recipient_name for a in office.get(reverse("decisions:certificates", args=[decision.pk])).context["lines"]
    ]
    assert Revocation.objects.get().award_id == award.pk
