"""Where the law of the day gives no sum, no page shows one; and pages that read everything once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.decisions import stage as stages
from tests.factories import world as worlds
from thidua.decisions import actions, facts
from thidua.ui import clock

pytestmark = pytest.mark.django_db
REASON = {"quota_reason": "Chỉ có chừng ấy trường hợp đủ tiêu chuẩn theo kế hoạch."}


@pytest.fixture(autouse=True)
def _real_clock() -> Iterator[None]:
    yield
    clock.reset()


def client(stage: stages.Stage, name: str) -> Client:
    browser = Client()
    browser.force_login(stage.world.users[name])
    return browser


def url(name: str, *args: object) -> str:
    return reverse(f"decisions:{name}", args=args)


def test_a_district_after_june_2025_sees_what_is_missing_and_no_sum() -> None:
    made = stages.build("truc-ninh-2021-2025", day=date(2025, 6, 27), year=2024).fill(1, 1)
    decision = made.submitted(**REASON)
    clock.set_to(made.at("14:00"))
    text = client(made, "chair").get(url("approve", decision.pk)).content.decode()
    assert "Chưa tính được" not in text
    assert "Duyệt quyết định</button>" in text
    clock.set_to(worlds.at("2025-07-02 09:00"))
    text = client(made, "chair").get(url("approve", decision.pk)).content.decode()
    assert "Chưa tính được" in text
    assert "không có chính quyền cấp huyện" in text
    assert "Cơ quan đã kết thúc" in text
    assert "Cơ quan đã kết thúc" in client(made, "office").get(url("list")).content.decode()
    (gone,) = facts.competence(made.world.body, "giay-khen", date(2025, 7, 2))
    assert gone.severity == "error"
    assert "Cấp huyện kết thúc ngày 30/06/2025 theo Luật 72/2025/QH15. Chưa ghi cơ quan kế tục." in gone.message
    assert facts.competence(made.world.body, "giay-khen", date(2025, 6, 30)) == []
    assert "Trả lại dự thảo để cơ quan thường trực chuyển hồ sơ" in text
    assert "Chưa nhập dự toán năm 2025" in text
    assert "năm ." not in text
    assert ">0\N{NO-BREAK SPACE}đ<" not in text
    assert "Duyệt quyết định</button>" not in text
    detail = client(made, "office").get(url("detail", decision.pk)).content.decode()
    assert "Chưa tính được tiền thưởng" in detail
    assert "Tổng cộng" not in detail


def queries(browser: Client, address: str) -> int:
    browser.get(address)  # first request of a client loads the session
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_a_draft_with_council_quota_and_people_left_to_add_stays_in_the_budget() -> None:
    made = stages.build("phu-luong-2023").fill(1, 2)
    clock.set_to(made.at("14:00"))
    decision = made.drafted(**REASON)
    line = decision.awards.last()
    assert line is not None
    line.decision = decision
    decision.refresh_from_db()
    actions.remove_line(award=line, version=decision.version, by=made.user("office"), at=made.at())
    office = client(made, "office")
    page = office.get(url("detail", decision.pk))
    assert page.context["add_form"] is not None
    assert page.context["council"].members == 0
    assert queries(office, url("detail", decision.pk)) <= 14
    decision.refresh_from_db()
    actions.submit(decision=decision, version=decision.version, by=made.user("office"), at=made.at("09:10"))
    assert queries(client(made, "chair"), url("approve", decision.pk)) <= 14


def test_an_act_without_the_version_of_the_page_is_one_conflict() -> None:
    made = stages.build("soc-trang-2025").fill(4, 2)
    clock.set_to(made.at("14:00"))
    draft = made.drafted(**REASON)
    line = draft.awards.first()
    assert line is not None
    office = client(made, "office")
    acts = {
        url("submit", draft.pk): {},
        url("cancel", draft.pk): {},
        url("remove", draft.pk, line.pk): {},
        url("take_in", draft.pk, line.pk): {},
        url("leave_out", draft.pk, line.pk): {"reason": "Chưa đủ minh chứng kết quả."},
        url("edit", draft.pk): {"merit": "Đã có thành tích", "fund": "Quỹ"},
    }
    for address, given in acts.items():
        refused = office.post(address, given)
        assert refused.status_code == 409, address
        assert "người khác vừa cập nhật" in refused.content.decode(), address
    draft.refresh_from_db()
    assert (draft.state, draft.awards.count()) == ("draft", 6)


def test_a_form_filled_in_wrongly_is_answered_422() -> None:
    made = stages.build("soc-trang-2025").fill(4, 2)
    clock.set_to(made.at("14:00"))
    approved = made.approved(**REASON)
    office = client(made, "office")
    assert office.post(url("issue", approved.pk), {"version": approved.version, "decided_on": "31/02/2026"}).status_code == 422  # fmt: skip
    finance = client(made, "finance")
    assert finance.post(url("budgets"), {"year": "2026", "amount": "nhiều"}).status_code == 422
    issued = made.issue(approved)
    assert finance.post(url("payments", issued.pk), {"paid_on": "hôm qua"}).status_code == 422


def test_the_fund_of_a_year_is_told_decision_by_decision() -> None:
    made = stages.build("phan-rang-2024").fill(1, 1)
    clock.set_to(made.at("14:00"))
    finance = client(made, "finance")
    assert finance.post(url("budgets"), {"year": "2024", "amount": "10.000.000"}).status_code == 302
    first = made.issued()
    made.fill_more(2)
    second = made.issued()
    (fund, taken), *_ = finance.get(url("budgets")).context["years"]
    assert [(each.decision.pk, each.left) for each in taken] == [
        (first.pk, 10_000_000 - first.total),
        (second.pk, 10_000_000 - first.total - second.total),
    ]
    assert fund.left == taken[-1].left
