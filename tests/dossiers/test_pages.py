"""Every page of dossiers for every role, and the whole way of a dossier by clicking."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.dossiers.steps import TEXT, Stage
from tests.dossiers.test_preparing import pdf
from thidua.dossiers import actions
from thidua.dossiers.models import Dossier, Paper
from thidua.org.models import User
from thidua.ui import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the clock that the views read."""

    def at(moment: datetime) -> None:
        monkeypatch.setattr(clock, "state", lambda: clock.State(True, moment, timedelta()))

    return at


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"dossiers:{name}", args=args)


def pages_of(dossier: Dossier) -> list[str]:
    """Every GET page of a dossier in its state."""
    pk = dossier.pk
    found = [url("detail", pk), url("check", pk)]
    for candidate in dossier.candidates.exclude(state="removed"):
        found.append(url("paper_pdf", pk, dossier.plan_version.plan.papers[0].id))
        report = next((p for p in dossier.plan_version.plan.papers if p.type == "report"), None)
        if report and candidate.kind in report.kinds:
            found += [url(n, pk, report.id, candidate.pk) for n in ("paper", "paper_pdf", "paper_docx")]
    found += [url(n, pk, r.pk) for r in dossier.submissions.all() for n in ("receipt", "receipt_file")]
    return found


EDITING = ("candidates", "meeting")


@pytest.mark.parametrize("code", ["soc-trang-2025", "phan-rang-2024", "phu-luong-2023"])
def test_the_pages_of_a_draft_open_for_its_unit_and_nobody_else(code: str, stand: Any) -> None:
    stage = Stage(code)
    stand(stage.moment)
    dossier = stage.ready()
    wanted = [*pages_of(dossier), *(url(n, dossier.pk) for n in EDITING)]
    for name in ("clerk", "head"):
        client = client_of(stage.user(name))
        for page in wanted:
            assert client.get(page).status_code == 200, page
        listed = client.get(url("list"))
        assert stage.one.name in listed.content.decode()
    for name in ("clerk2", "office", "admin", "chair", "secretary", "finance"):
        client = client_of(stage.user(name))
        assert {client.get(page).status_code for page in wanted} == {404}
        assert client.get(url("list")).status_code == 200


def test_a_filed_dossier_opens_for_its_body_and_not_for_another(stand: Any) -> None:
    stage = Stage("soc-trang-2025")
    stand(stage.moment + timedelta(hours=3))
    stage.good_facts()
    dossier = stage.received()
    for name in ("office", "admin", "chair", "secretary", "finance", "member1"):
        client = client_of(stage.user(name))
        for page in pages_of(dossier):
            assert client.get(page).status_code == 200, (name, page)
        who = dossier.candidates.first()
        for page in ("appraise", "appraisal_pdf", "appraisal_docx"):
            assert client.get(url(page, dossier.pk, who.pk)).status_code == 200, (name, page)
        for page in EDITING:
            assert client.get(url(page, dossier.pk)).status_code == 403
    unit = client_of(stage.user("clerk"))
    assert unit.get(url("appraise", dossier.pk, dossier.candidates.first().pk)).status_code == 404
    assert unit.get(url("return", dossier.pk)).status_code == 403
    foreign = Stage("soc-trang-2025", tag="b")
    for name in ("office", "clerk", "admin", "chair"):
        client = client_of(foreign.user(name))
        assert {client.get(page).status_code for page in pages_of(dossier)} == {404}
        assert client.post(url("receive", dossier.pk)).status_code == 404


def test_papers_are_sent_as_attachments_only(stand: Any) -> None:
    stage = Stage("soc-trang-2025")
    stand(stage.moment)
    dossier = stage.ready()
    answer = client_of(stage.user("clerk")).get(url("paper_pdf", dossier.pk, "to-trinh"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer.content.startswith(b"%PDF")


def _meeting(dossier: Dossier, day: datetime, present: int = 11) -> dict[str, Any]:
    data: dict[str, Any] = {
        "day": f"{day:%d/%m/%Y}",
        "started": "08:00",
        "ended": "09h15",
        "place": "Phòng họp",
        "chair": "Đỗ Thành Đạt",
        "secretary": "Võ Hoàng Phúc",
        "total": "12",
        "present": str(present),
        "secret": "1",
        "version": "1",  # nothing recorded yet
    }
    for candidate in dossier.candidates.all():
        data |= {f"yes_{candidate.pk}": "10", f"no_{candidate.pk}": "1"}
    return data


def test_the_whole_way_by_clicking(stand: Any) -> None:
    stage = Stage("soc-trang-2025")
    stage.good_facts()
    stand(stage.moment)
    clerk, head, office = (client_of(stage.user(name)) for name in ("clerk", "head", "office"))
    made = clerk.post(url("new"), {"target": f"{stage.round.pk}-{stage.one.pk}"})
    dossier = Dossier.objects.get()
    assert made["Location"] == url("detail", dossier.pk)
    assert "Chưa nộp được" in clerk.get(url("detail", dossier.pk)).content.decode()
    for choice in (f"u{stage.one.pk}", f"p{stage.clerk_person.pk}"):
        page = url("candidate_new", dossier.pk, choice)
        assert clerk.get(page).status_code == 200
        assert clerk.post(page, {"award_id": "giay-khen-phuong", "summary": TEXT}).status_code == 302
    wrong = clerk.post(url("meeting", dossier.pk), _meeting(dossier, stage.moment, present=9))
    assert wrong.status_code == 422
    assert "phải bằng số người có mặt là 9" in wrong.content.decode()
    assert (
        clerk.post(url("meeting", dossier.pk), _meeting(dossier, stage.moment - timedelta(days=1))).status_code == 302
    )
    for candidate in dossier.candidates.all():
        page = url("paper", dossier.pk, "bao-cao-thanh-tich", candidate.pk)
        assert clerk.post(page, {"version": "0", "results": TEXT}).status_code == 302
    assert clerk.post(url("confirm", dossier.pk)).status_code == 403
    dossier.refresh_from_db()
    assert "Xác nhận hồ sơ" in head.get(url("check", dossier.pk)).content.decode()
    assert head.post(url("confirm", dossier.pk), {"version": dossier.version}).status_code == 302
    dossier.refresh_from_db()
    filed = clerk.post(url("file", dossier.pk), {"version": dossier.version})
    receipt = clerk.get(filed["Location"]).content.decode()
    assert "01/TNHS" in receipt
    assert "27/01/2026 08:40:00" in receipt
    dossier.refresh_from_db()
    assert office.post(url("receive", dossier.pk), {"version": dossier.version}).status_code == 302
    for candidate in dossier.candidates.all():
        page = url("appraise", dossier.pk, candidate.pk)
        data = {"act": "ket-luan", "version": candidate.version}
        early = office.post(page, data)
        assert early.status_code == 422
        assert "Chưa kết luận" in early.content.decode()
        form = office.get(page).context["form"]
        for name in form.fields:
            if name.startswith("verdict-"):
                data |= {name: "met", name.replace("verdict", "reason"): "Biên bản và báo cáo nêu rõ."}
        assert office.post(page, data).status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == "appraised"
    assert "Đủ điều kiện" in clerk.get(url("detail", dossier.pk)).content.decode()


def test_a_conflict_shows_both_texts_and_keeps_ones_own(stand: Any) -> None:
    stage = Stage("soc-trang-2025")
    stand(stage.moment)
    dossier = stage.open()
    candidate = stage.add_unit(dossier)
    page = url("paper", dossier.pk, "bao-cao-thanh-tich", candidate.pk)
    client_of(stage.user("head")).post(page, {"version": "0", "results": "Bản của thủ trưởng"})
    answer = client_of(stage.user("clerk")).post(page, {"version": "0", "results": "Bản của văn thư"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của thủ trưởng" in text
    assert "Bản của văn thư" in text
    assert Paper.objects.get().content["results"] == "Bản của thủ trưởng"
    version = answer.context["conflict_version"]
    again = client_of(stage.user("clerk")).post(page, {"version": version, "results": "Bản đã hợp nhất"})
    assert again.status_code == 302


def test_saving_by_itself_answers_in_json(stand: Any) -> None:
    stage = Stage("soc-trang-2025")
    stand(stage.moment)
    dossier = stage.open()
    candidate = stage.add_unit(dossier)
    page = url("paper", dossier.pk, "bao-cao-thanh-tich", candidate.pk)
    client = client_of(stage.user("clerk"))
    saved = client.post(page, {"version": "0", "results": "Đang gõ"}, headers={"Accept": "application/json"})
    assert saved.json() == {"saved": "08:40", "version": 1}
    stale = client.post(page, {"version": "0", "results": "Cũ"}, headers={"Accept": "application/json"})
    assert stale.status_code == 409


def test_a_bad_file_is_refused_beside_the_field_and_the_report_stays(stand: Any) -> None:
    stage = Stage("soc-trang-2025")
    stand(stage.moment)
    dossier = stage.ready()
    candidate = dossier.candidates.first()
    page = url("upload", dossier.pk, "bao-cao-thanh-tich", candidate.pk)
    client = client_of(stage.user("clerk"))
    answer = client.post(page, {"file": SimpleUploadedFile("bao-cao.pdf", b"MZ\x90\x00")})
    assert answer.status_code == 422
    assert "chương trình Windows" in answer.content.decode()
    assert TEXT in answer.content.decode()
    good = {"file": SimpleUploadedFile("bao-cao.pdf", pdf()), "version": Paper.objects.get(candidate=candidate).version}
    assert client.post(page, good).status_code == 302
    row = Paper.objects.get(candidate=candidate)
    kept = client.get(url("paper_file", dossier.pk, "bao-cao-thanh-tich", candidate.pk))
    assert kept.content == pdf()
    assert row.origin == "uploaded"
    back = url("remove_upload", dossier.pk, "bao-cao-thanh-tich", candidate.pk)
    assert client.post(back, {"version": row.version}).status_code == 302


def test_a_return_offers_what_the_program_found_and_takes_own_lines(stand: Any) -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.received()
    later = stage.moment + timedelta(hours=5)
    stand(later)
    client = client_of(stage.user("office"))
    page = client.get(url("return", dossier.pk))
    assert page.status_code == 200
    data = {"version": dossier.version, "what_1": "Biên bản chưa có chữ ký thư ký", "fix_1": "Ký lại", "answer_day": ""}
    assert client.post(url("return", dossier.pk), data).status_code == 422
    data["answer_day"] = f"{later + timedelta(days=3):%d/%m/%Y}"
    assert client.post(url("return", dossier.pk), data).status_code == 302
    unit = client_of(stage.user("clerk"))
    text = unit.get(url("detail", dossier.pk)).content.decode()
    assert "Biên bản chưa có chữ ký thư ký" in text
    slip = dossier.returns.get()
    assert unit.get(url("supplement_file", dossier.pk, slip.pk)).content.startswith(b"%PDF")
    assert client.get(url("extend", dossier.pk)).status_code == 200
    dossier.refresh_from_db()
    again = unit.post(url("file", dossier.pk), {"version": dossier.version})
    assert again.status_code == 302
    assert dossier.submissions.count() == 2


def test_a_page_never_changes_state_even_when_overdue(stand: Any) -> None:
    stage = Stage("phu-luong-2023")
    dossier = stage.ready()
    assert stage.round.closes_at
    stand(stage.round.closes_at)
    client = client_of(stage.user("clerk"))
    text = client.get(url("detail", dossier.pk)).content.decode()
    assert "Quá hạn" in text
    for page in pages_of(dossier):
        client.get(page)
    dossier.refresh_from_db()
    assert dossier.state == "draft"
    assert client.post(url("file", dossier.pk)).status_code == 422
    dossier.refresh_from_db()
    assert dossier.state == "lapsed"
    assert client.get(url("detail", dossier.pk)).status_code == 200


# ---------------------------------------------------------------- list


def test_the_list_costs_the_same_with_one_row_and_with_nine(stand: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    stage = Stage("soc-trang-2025")
    stand(stage.moment)
    client = client_of(stage.user("office"))
    counts = []
    for more in (1, 8):
        start = Dossier.objects.count()
        for n in range(start, start + more):
            _one_more(stage, n)
        client.get(url("list"))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url("list"))
        assert answer.status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12, counts


def _one_more(stage: Stage, n: int) -> None:
    from thidua.org.models import Unit

    unit = Unit.objects.create(
        code=f"them-{n}", name=f"Phòng Đặng Lâm {n}", kind="chuyen_mon", level="unit",
        parent=stage.world.body, body=stage.world.body,
    )  # fmt: skip
    clerk = stage.world.user(f"c{n}", stage.world.person(f"Lê Thị Bông {n}", unit), ("unit_clerk", unit))
    head = stage.world.user(f"h{n}", stage.world.person(f"Trần Trưởng {n}", unit, head=True), ("unit_head", unit))
    when = stage.moment - timedelta(days=2)
    dossier = actions.open_dossier(round=stage.round, unit=unit, by=clerk, at=when)
    common = {"dossier": dossier, "by": clerk, "at": when}
    actions.add_candidate(kind="collective", unit=unit, award_id="giay-khen-phuong", summary=TEXT, **common)
    candidate = dossier.candidates.get()
    start = when - timedelta(hours=5)
    actions.save_meeting(
        meeting=actions.MeetingFacts(start, start + timedelta(hours=1), "P", "A", "B", 5, 5, {candidate.pk: (5, 0, 0)}),
        **common,
    )
    actions.save_paper_content(
        item_id="bao-cao-thanh-tich", candidate=candidate, content={"results": TEXT}, version=0, **common
    )
    actions.confirm(dossier=dossier, by=head, at=when)
    actions.file(dossier=dossier, by=clerk, at=when)


def test_search_knows_no_marks_and_filters_by_state_and_round(stand: Any) -> None:
    stage = Stage("soc-trang-2025")
    stand(stage.moment)
    _one_more(stage, 1)
    stage.received()
    client = client_of(stage.user("office"))

    def found(query: str) -> list[str]:
        return [row["dossier"].unit.name for row in client.get(f"{url('list')}?{query}").context["rows"]]

    assert found("tim=dang lam") == ["Phòng Đặng Lâm 1"]
    assert found("tim=VO HOANG") == ["Phòng Kinh tế"]
    assert found("trang-thai=cho-tham-dinh") == ["Phòng Kinh tế"]
    assert found("trang-thai=cho-tiep-nhan") == ["Phòng Đặng Lâm 1"]
    assert found(f"dot={stage.round.pk}&xep=ten") == ["Phòng Đặng Lâm 1", "Phòng Kinh tế"]
    assert found("dot=999999") == []
    assert found("tim=khong co ai") == []


def test_the_export_holds_exactly_what_the_list_shows(stand: Any) -> None:
    from thidua.documents.spreadsheet import read_table
    from thidua.dossiers.views_list import COLUMNS

    stage = Stage("soc-trang-2025")
    stand(stage.moment)
    _one_more(stage, 1)
    stage.received()
    client = client_of(stage.user("office"))
    answer = client.get(url("export") + "?tim=dang")
    assert answer["Content-Disposition"].startswith("attachment")
    table = read_table(answer.content, COLUMNS)
    assert [row.values["unit"] for row in table.rows] == ["Phòng Đặng Lâm 1"]
    assert table.rows[0].values["number"] == "01/TNHS"


@pytest.mark.parametrize("name", ["detail", "appraise"])
def test_a_dossier_costs_the_same_with_one_candidate_and_with_eight(name: str, stand: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for tag, people in (("a", 1), ("b", 8)):
        stage = Stage("soc-trang-2025", tag=tag)
        stand(stage.moment + timedelta(hours=2))
        stage.good_facts()
        dossier = stage.open()
        stage.add_unit(dossier)
        stage.add_person(dossier)
        for n in range(people - 1):
            stage.add_person(dossier, stage.world.person(f"Lê Văn Số {n}", stage.one))
        stage.meet(dossier)
        stage.write(dossier)
        actions.confirm(dossier=dossier, by=stage.user("head"), at=stage.moment)
        stage.file(dossier)
        actions.receive(dossier=dossier, by=stage.user("office"), at=stage.moment)
        who = dossier.candidates.get(kind="collective")
        page = url("detail", dossier.pk) if name == "detail" else url("appraise", dossier.pk, who.pk)
        client = client_of(stage.user("office"))
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14, counts
