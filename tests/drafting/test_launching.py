"""From a reviewed draft to a running movement: what bars, what is made, and only once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import readings, world
from thidua import plans, reader
from thidua.audit import journal
from thidua.documents import plan_draft
from thidua.drafting import building, deciding, printing
from thidua.drafting.models import Draft
from thidua.movements.models import Duty, Movement, PlanVersion, Round
from thidua.notices.models import Notice
from thidua.org.models import User
from thidua.records.models import PaperNumber
from thidua.rules.findings import Finding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("builds")]
SignIn = Callable[[User], Client]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def url(name: str, *args: object) -> str:
    return reverse(f"drafting:{name}", args=args)


@pytest.fixture
def office(made: world.World, signed_in: SignIn) -> Client:
    return signed_in(made.users["office"])


def decide_all(made: world.World, draft: Draft) -> None:
    for row in draft.facts.filter(state="pending"):
        deciding.accept(fact=row, version=row.version, by=made.users["office"], at=world.at("2025-10-27 08:40"))
    draft.refresh_from_db()


def ready(made: world.World, draft: Draft, office: Client) -> Draft:
    decide_all(made, draft)
    answer = office.post(url("check", draft.pk), {"version": draft.version})
    assert answer["Location"] == url("launch", draft.pk)
    draft.refresh_from_db()
    return draft


def given(made: world.World, draft: Draft, **more: Any) -> dict[str, Any]:
    return {
        "version": draft.version,
        "numbering": "next",
        "number": "",
        "issued_on": "24/10/2025",
        "signer": made.people["Trần Văn Chủ"].pk,
        "capacity": "TM",
        "issuer_right": "on",  # the world's body bears another name than the paper
        **more,
    }


def test_everything_missing_is_told_at_once(made: world.World, draft: Draft, office: Client) -> None:
    page = office.get(url("check", draft.pk))
    assert "Còn 4 dữ kiện chưa duyệt" in page.content.decode()
    assert office.post(url("check", draft.pk), {"version": draft.version}).status_code == 422
    draft.refresh_from_db()
    assert draft.state == "review"
    assert draft.plan is None


def test_a_problem_of_the_plan_stands_at_its_fact_and_bars(
    made: world.World, draft: Draft, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide_all(made, draft)
    row = draft.facts.get(quote="04 tập thể")
    built = readings.building(None)([], code="x")
    built.problems = [Finding("quota", "error", "Số lượng không đọc được.", field=f"quota-{row.pk}")]
    monkeypatch.setattr(building, "make_plan", lambda *_, **__: built)
    page = office.get(url("detail", draft.pk)).context["review"]
    assert [i.row.pk for i in page.items if i.problems] == [row.pk]
    answer = office.post(url("check", draft.pk), {"version": draft.version})
    assert answer.status_code == 422
    assert "Số lượng không đọc được." in answer.content.decode()


def remark(severity: str = "error") -> Any:
    from thidua.reader.lint.remark import Remark

    return Remark("date.before-basis", severity, "II.a", "04 tập thể", "Ngày sai.", "Sửa ngày.", "Điều 9")  # type: ignore[arg-type]  # one of three words


def test_a_remark_bars_until_it_is_waived_with_a_reason(
    made: world.World, draft: Draft, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "check", lambda *_, **__: [remark()])
    decide_all(made, draft)
    answer = office.post(url("check", draft.pk), {"version": draft.version})
    assert answer.status_code == 422
    shown = answer.context["review"].remarks[0]
    address = url("waive", draft.pk, shown.key)
    assert "Nên sửa: Sửa ngày." in office.get(url("detail", draft.pk)).content.decode()
    assert office.post(address, {"reason": "ngắn"}).status_code == 422
    assert office.post(address, {"reason": "Bản ký ghi đúng, tệp gõ nhầm."}).status_code == 302
    text = office.get(url("detail", draft.pk)).content.decode()
    assert "Bản ký ghi đúng, tệp gõ nhầm." in text
    assert "Nguyễn Thị Hạnh Dung" in text
    draft.refresh_from_db()
    assert office.post(url("check", draft.pk), {"version": draft.version}).status_code == 302


def test_a_launch_makes_the_movement_tells_people_and_keeps_the_original(
    made: world.World, draft: Draft, office: Client
) -> None:
    ready(made, draft, office)
    page = office.get(url("launch", draft.pk)).content.decode()
    assert re.search(r"Số tiếp theo của năm 20\d\d là 01", page)
    answer = office.post(url("launch", draft.pk), given(made, draft, signed=SimpleUploadedFile("ky.pdf", PDF)))
    movement = Movement.objects.get()
    assert answer["Location"] == reverse("boards:movement", args=[movement.slug])
    version = PlanVersion.objects.get()
    assert (movement.state, version.paper_number) == ("launched", "01")
    assert Round.objects.filter(movement=movement, closes_at__isnull=False).exists()
    assert Duty.objects.filter(movement=movement).exists()
    assert Notice.objects.filter(user=made.users["clerk"], title__startswith="Phát động").exists()
    kept = office.get(url("original", movement.slug))
    assert kept.content == PDF
    assert "attachment" in kept["Content-Disposition"]
    draft.refresh_from_db()
    assert (draft.state, draft.movement) == ("launched", movement)
    assert [e.act for e in journal.of(draft)][:2] == ["draft.launch", "draft.ready"]
    assert office.get(url("detail", draft.pk))["Location"] == answer["Location"]


def test_a_launch_clicked_twice_launches_once(made: world.World, draft: Draft, office: Client) -> None:
    ready(made, draft, office)
    answers = [office.post(url("launch", draft.pk), given(made, draft)) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Movement.objects.count() == PaperNumber.objects.count() == 1


def test_a_launch_that_fails_leaves_no_half_made_movement(made: world.World, draft: Draft, office: Client) -> None:
    ready(made, draft, office)
    answer = office.post(url("launch", draft.pk), given(made, draft, capacity="KT"))
    assert answer.status_code == 422
    assert "không ký thay" in answer.content.decode()
    answer = office.post(url("launch", draft.pk), given(made, draft, signed=SimpleUploadedFile("ky.pdf", b"no")))
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.state == "ready"
    assert not Movement.objects.exists()
    assert not PaperNumber.objects.exists()


def test_an_old_page_launches_nothing(made: world.World, draft: Draft, office: Client) -> None:
    ready(made, draft, office)
    old = draft.version
    assert office.post(url("reopen", draft.pk), {"version": old}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.plan) == ("review", None)
    ready(made, draft, office)
    assert office.post(url("launch", draft.pk), given(made, draft, version=old)).status_code == 409
    assert not Movement.objects.exists()


def test_facts_do_not_change_once_the_review_is_over(made: world.World, draft: Draft, office: Client) -> None:
    ready(made, draft, office)
    row = draft.facts.first()
    assert row is not None
    answer = office.post(url("reject", draft.pk, row.pk), {"version": row.version})
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.state == "accepted"


def test_the_page_says_when_the_door_closes_and_what_then(made: world.World, draft: Draft, office: Client) -> None:
    ready(made, draft, office)
    text = office.get(url("launch", draft.pk)).content.decode()
    assert "Văn bản ghi cơ quan ban hành là UBND phường Sóc Trăng" in text
    assert "Giờ cuối cùng còn kịp: 23 giờ 59 phút, thứ Năm, 29/01/2026" in text
    assert "Từ 00:00 ngày 30/01/2026 hồ sơ vẫn nộp được nhưng bị đánh dấu muộn" in text


def test_a_plan_of_another_body_is_remarked(made: world.World, draft: Draft, office: Client) -> None:
    found = office.get(url("detail", draft.pk)).context["review"].remarks
    assert "Văn bản ghi cơ quan ban hành là UBND phường Sóc Trăng" in " ".join(r.message for r in found)
    made.body.name = "Ủy ban nhân dân phường Sóc Trăng"
    made.body.save()
    found = office.get(url("detail", draft.pk)).context["review"].remarks
    assert not [r for r in found if r.code == "issuer.other"]


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_draft_and_a_launched_plan_are_printed(made: world.World, draft: Draft, office: Client, ending: str) -> None:
    start = {"docx": b"PK", "pdf": b"%PDF"}[ending]
    assert office.get(url("paper", draft.pk, ending)).content.startswith(start)
    ready(made, draft, office)
    office.post(url("launch", draft.pk), given(made, draft))
    movement = Movement.objects.get()
    assert office.get(url("movement_paper", movement.slug, ending)).content.startswith(start)
    assert office.get(f"/ke-hoach/ban-in/{movement.slug}.exe").status_code == 404


def test_a_plan_from_a_file_is_printed_in_its_own_words_and_signed_by_whom_the_launch_names() -> None:
    plan = plans.builtin()["soc-trang-2025"]
    version = PlanVersion(signer_name="Trần Thị Mẫu", signer_title="Chủ tịch", capacity="TM", number=1)
    signed = printing.signed_as(plan, version)
    words = "KẾ HOẠCH\n\nPhát động thi đua\n\nI. MỤC ĐÍCH\n\nMột câu dài của chính văn bản, không bị cắt.\n\nNơi nhận:\n\n- Lưu: VT."
    paper = printing.paper_of(signed, words)
    assert "không bị cắt" in " ".join(str(line) for line in paper.own_fields()["cac_phan"])
    assert paper.signature.name == "Trần Thị Mẫu"
    assert printing.paper_of(plan, "") == plan_draft.from_plan(plan)


def test_what_waits_is_among_the_work_of_the_office(made: world.World, draft: Draft, office: Client) -> None:
    assert f"Kế hoạch: {draft}" in office.get(reverse("home")).content.decode()
