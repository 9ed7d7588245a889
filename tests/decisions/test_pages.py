"""Every page by role, foreign bodies, what a POST does, and queries that do not grow with the rows."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.decisions import stage as stages
from thidua.decisions import actions
from thidua.decisions.models import Award, Decision
from thidua.documents.spreadsheet import Column, read_table
from thidua.ui import clock

pytestmark = pytest.mark.django_db
EVERYBODY = ("office", "chair", "vice", "finance", "secretary", "admin", "member1", "clerk", "head2")


@pytest.fixture
def stage() -> stages.Stage:
    made = stages.build("soc-trang-2025").fill(4, 2)
    clock.set_to(made.at("14:00"))
    return made


@pytest.fixture(autouse=True)
def _real_clock():
    yield
    clock.reset()


def client(stage: stages.Stage, name: str) -> Client:
    browser = Client()
    browser.force_login(stage.world.users[name])
    return browser


def status(stage: stages.Stage, name: str, url: str, *args: object) -> int:
    return client(stage, name).get(reverse(f"decisions:{url}", args=args)).status_code


@pytest.mark.parametrize("name", EVERYBODY)
def test_list_answers_everybody(stage: stages.Stage, name: str) -> None:
    stage.issued()
    page = client(stage, name).get(reverse("decisions:list"))
    assert page.status_code == 200
    assert "Số 01/QĐ-UBND" in page.content.decode()


READS = {  # page of an issued decision → accounts that may open it
    "detail": set(EVERYBODY),
    "certificates": {"office", "chair", "vice", "secretary", "admin"},
    "payments": {"office", "chair", "vice", "finance", "admin"},
    "payments_xlsx": {"office", "chair", "vice", "finance", "admin"},
}


@pytest.mark.parametrize("url", READS)
def test_pages_of_an_issued_decision(stage: stages.Stage, url: str) -> None:
    decision = stage.issued()
    opened = {name for name in EVERYBODY if status(stage, name, url, decision.pk) == 200}
    assert opened == READS[url]


@pytest.mark.parametrize("state", ["drafted", "submitted", "approved"])
def test_nobody_outside_sees_an_unissued_decision(stage: stages.Stage, state: str) -> None:
    decision = getattr(stage, state)()
    seen = {name for name in EVERYBODY if status(stage, name, "detail", decision.pk) == 200}
    finance = {"finance"} if state == "approved" else set()
    assert seen == {"office", "chair", "vice", "secretary", "admin"} | finance


def test_a_foreign_body_finds_nothing(stage: stages.Stage) -> None:
    decision = stage.issued()
    other = stages.build("phu-luong-2023", tag="b")
    line = decision.awards.first()
    assert line is not None
    for url, *more in (("detail",), ("approve",), ("issue",), ("certificates",), ("payments",), ("payments_xlsx",),
                       ("paper", "quyet-dinh", "pdf"), ("certificate", line.pk, "pdf"), ("certificates_all", "pdf")):  # fmt: skip
        for name in ("office", "chair", "finance", "admin"):
            assert status(other, name, url, decision.pk, *more) == 404


def test_people_without_the_role_have_no_form(stage: stages.Stage) -> None:
    decision = stage.submitted()
    assert status(stage, "office", "approve", decision.pk) == 404
    assert status(stage, "finance", "approve", decision.pk) == 404
    assert status(stage, "clerk", "new") == 404
    assert status(stage, "clerk", "budgets") == 404
    assert status(stage, "chair", "issue", decision.pk) == 404


def test_the_whole_way_by_pages(stage: stages.Stage) -> None:
    office, chair, finance = client(stage, "office"), client(stage, "chair"), client(stage, "finance")
    page = office.get(reverse("decisions:new"))
    assert "Lập dự thảo" in page.content.decode()
    office.post(reverse("decisions:new"), {"dot": stage.round.pk, "award": stage.award_id, "form": ""})
    decision = Decision.objects.get()
    text = office.get(reverse("decisions:detail", args=[decision.pk])).content.decode()
    assert "Trình dự thảo" in text
    assert "38 trên 38 nhiệm vụ" in text
    assert office.get(reverse("decisions:paper", args=[decision.pk, "quyet-dinh", "pdf"])).content.startswith(b"%PDF")
    sent = office.post(reverse("decisions:submit", args=[decision.pk]), {"version": decision.version})
    assert sent.status_code == 302
    page = chair.get(reverse("decisions:approve", args=[decision.pk]))
    text = page.content.decode()
    assert "Duyệt quyết định" in text
    assert "Đúng số lượng 04." in text
    assert "Trong số lượng tối đa 07, còn 05." in text
    assert "7.060.000 đ" in text
    assert "Bảy triệu không trăm sáu mươi nghìn đồng" in text
    version = Decision.objects.get().version
    chair.post(reverse("decisions:approve", args=[decision.pk]), {"version": version, "opinion": ""})
    decision.refresh_from_db()
    assert decision.state == "approved"
    assert "Tiền thưởng nếu ban hành" in office.get(reverse("decisions:issue", args=[decision.pk])).content.decode()
    office.post(
        reverse("decisions:issue", args=[decision.pk]),
        {"version": decision.version, "decided_on": "12/02/2026", "number": ""},
    )
    decision.refresh_from_db()
    assert decision.state == "issued"
    people = Award.objects.filter(candidate__person__isnull=False)
    form = {"paid_on": "12/02/2026"} | {f"pay_{line.pk}": "on" for line in people}
    assert finance.post(reverse("decisions:payments", args=[decision.pk]), form).status_code == 302
    assert people.exclude(paid_on=None).count() == 2
    assert "Đã chi" in finance.get(reverse("decisions:payments", args=[decision.pk])).content.decode()


def test_a_refused_act_keeps_what_was_typed(stage: stages.Stage) -> None:
    decision = stage.submitted()
    chair = client(stage, "chair")
    line = decision.awards.first()
    assert line is not None
    form = {
        "version": decision.version,
        "opinion": "Xem lại trường hợp này",
        f"turn_{line.pk}": "on",
        f"reason_{line.pk}": "ngắn",
    }
    page = chair.post(reverse("decisions:approve", args=[decision.pk]), form)
    assert page.status_code == 422
    text = page.content.decode()
    assert "Xem lại trường hợp này" in text
    assert "ít nhất 10 ký tự" in text
    assert 'value="on"' in text or "checked" in text
    decision.refresh_from_db()
    assert decision.state == "submitted"


def test_a_stale_page_is_told(stage: stages.Stage) -> None:
    decision = stage.submitted()
    first, second = client(stage, "chair"), client(stage, "vice")
    form = {"version": decision.version, "opinion": ""}
    assert first.post(reverse("decisions:approve", args=[decision.pk]), form).status_code == 302
    page = second.post(reverse("decisions:approve", args=[decision.pk]), form)
    assert page.status_code == 409
    assert Decision.objects.get(pk=decision.pk).approved_by == stage.world.users["chair"]


def test_returned_with_a_reason(stage: stages.Stage) -> None:
    decision = stage.submitted()
    chair = client(stage, "chair")
    short = chair.post(reverse("decisions:return", args=[decision.pk]), {"version": decision.version, "opinion": "sai"})
    assert short.status_code == 422
    chair.post(
        reverse("decisions:return", args=[decision.pk]),
        {"version": decision.version, "opinion": "Thiếu lý do của Phòng Tư pháp"},
    )
    text = client(stage, "office").get(reverse("decisions:detail", args=[decision.pk])).content.decode()
    assert "Thiếu lý do của Phòng Tư pháp" in text


def test_lines_of_a_draft_by_pages(stage: stages.Stage) -> None:
    decision = stage.drafted()
    office = client(stage, "office")
    line = decision.awards.filter(candidate__kind="individual").first()
    assert line is not None
    reason = {"version": decision.version, "reason": "Đã được khen cùng thành tích tháng trước"}
    office.post(reverse("decisions:leave_out", args=[decision.pk, line.pk]), reason)
    text = office.get(reverse("decisions:detail", args=[decision.pk])).content.decode()
    assert "Không đề nghị khen" in text
    decision.refresh_from_db()
    office.post(reverse("decisions:take_in", args=[decision.pk, line.pk]), {"version": decision.version})
    decision.refresh_from_db()
    office.post(reverse("decisions:remove", args=[decision.pk, line.pk]), {"version": decision.version})
    assert not Award.objects.filter(pk=line.pk).exists()
    decision.refresh_from_db()
    office.post(
        reverse("decisions:add", args=[decision.pk]), {"version": decision.version, "candidate": line.candidate_id}
    )
    assert decision.awards.count() == 6
    decision.refresh_from_db()
    words = {
        "version": decision.version,
        "merit": "Có thành tích trong cải cách hành chính",
        "fund": "Ngân sách phường",
    }
    office.post(reverse("decisions:edit", args=[decision.pk]), words)
    assert set(decision.awards.values_list("merit", flat=True)) == {"Có thành tích trong cải cách hành chính"}
    stale = office.post(reverse("decisions:edit", args=[decision.pk]), words)
    assert stale.status_code == 409
    decision.refresh_from_db()
    office.post(reverse("decisions:cancel", args=[decision.pk]), {"version": decision.version})
    assert not stage.round.dossiers.filter(candidates__state="proposed_decision").exists()


def test_files_of_certificates(stage: stages.Stage) -> None:
    decision = stage.issued()
    office = client(stage, "office")
    text = office.get(reverse("decisions:certificates", args=[decision.pk])).content.decode()
    assert "Mẫu tham khảo" in text
    whole = office.get(reverse("decisions:certificates_all", args=[decision.pk, "pdf"]))
    assert whole.content.startswith(b"%PDF")
    assert whole["Content-Disposition"].startswith("attachment")
    import pypdfium2

    assert len(pypdfium2.PdfDocument(whole.content)) == 6
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        pack = office.get(reverse("decisions:certificates_all", args=[decision.pk, "zip"]) + f"?kieu={kind}")
        with zipfile.ZipFile(io.BytesIO(pack.content)) as files:
            assert len(files.namelist()) == 6
            assert files.read(files.namelist()[0]).startswith(start)
    line = decision.awards.first()
    assert line is not None
    assert office.get(reverse("decisions:certificate", args=[decision.pk, line.pk, "docx"])).content.startswith(b"PK")
    other = stages.build("phu-luong-2023", tag="c").fill(0, 1).issued().awards.get()
    assert office.get(reverse("decisions:certificate", args=[decision.pk, other.pk, "pdf"])).status_code == 404


def test_certificates_before_july_2025_are_no_reference_form() -> None:
    made = stages.build("phan-rang-2024").fill(1, 1)
    decision = made.issued()
    text = client(made, "office").get(reverse("decisions:certificates", args=[decision.pk])).content.decode()
    assert "Mẫu tham khảo" not in text


def test_payment_list_in_excel_adds_up(stage: stages.Stage) -> None:
    decision = stage.issued()
    data = client(stage, "finance").get(reverse("decisions:payments_xlsx", args=[decision.pk])).content
    columns = (Column("name", "Họ và tên / Tập thể"), Column("amount", "Mức thưởng (đồng)", "money"))
    rows = [row.values for row in read_table(data, columns).rows]
    amounts = [row["amount"] for row in rows]
    assert len(amounts) == 6
    assert sum(amounts) == decision.total


def queries(browser: Client, url: str) -> int:
    browser.get(url)  # first request of a client loads the session
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


def test_queries_do_not_grow_with_the_rows() -> None:
    made = stages.build("phan-rang-2024").fill(1, 0)  # no quota: any number goes
    clock.set_to(made.at("14:00"))
    office, chair = client(made, "office"), client(made, "chair")
    one = made.drafted()
    detail, listing = reverse("decisions:detail", args=[one.pk]), reverse("decisions:list")
    small = queries(office, detail), queries(office, listing)
    actions.cancel(decision=one, version=one.version, by=made.user("office"), at=made.at())
    made.fill(0, 30)
    two = made.submitted()
    for _ in range(3):
        made.fill_more()
        made.drafted()
    draft = Decision.objects.filter(state="draft").latest("pk")
    large = queries(office, reverse("decisions:detail", args=[draft.pk])), queries(office, listing)
    assert large[0] <= small[0] <= 14
    assert large[1] <= small[1] + 1 <= 12
    page = queries(chair, reverse("decisions:approve", args=[two.pk]))
    assert page <= 14
