"""Opening, choosing candidates, the meeting, papers and uploads."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from tests.dossiers.steps import TEXT, Stage
from thidua.dossiers import actions, audience
from thidua.dossiers.models import Candidate, Dossier, Paper
from thidua.movements.models import Movement
from thidua.records import files
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db


def codes(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in error.value.findings}


def test_one_dossier_for_each_unit_and_round() -> None:
    stage = Stage("soc-trang-2025")
    stage.open()
    with pytest.raises(Refused) as error:
        stage.open()
    assert codes(error) == {"dossier_exists"}
    assert Dossier.objects.count() == 1


def test_a_unit_outside_every_audience_does_not_begin() -> None:
    stage = Stage("phu-luong-2023")
    firm = stage.world.units["firm"]
    clerk = stage.world.user("firm", stage.world.person("Trịnh Văn Công", firm), ("unit_clerk", firm))
    with pytest.raises(Refused) as error:
        actions.open_dossier(round=stage.round, unit=firm, by=clerk, at=stage.moment)
    assert codes(error) == {"outside_audience"}
    assert error.value.findings[0].source is not None


def test_a_draft_movement_takes_no_dossier() -> None:
    stage = Stage("soc-trang-2025")
    Movement.objects.update(state="draft")
    stage.round.refresh_from_db()
    with pytest.raises(Refused) as error:
        stage.open()
    assert codes(error) == {"not_launched"}


def test_a_person_outside_the_audience_is_refused_with_the_clause() -> None:
    stage = Stage("soc-trang-2025")
    worker = stage.world.person("Mai Lao Động", stage.one, "Lái xe", group="nguoi_lao_dong")
    with pytest.raises(Refused) as error:
        stage.add_person(stage.open(), worker)
    assert codes(error) == {"candidate.outside"}
    assert "người lao động" in error.value.findings[0].message
    assert error.value.findings[0].source.path == "II.1.2"


def test_a_person_of_another_unit_is_refused() -> None:
    stage = Stage("soc-trang-2025")
    with pytest.raises(Refused) as error:
        stage.add_person(stage.open(), stage.person("Hồ Văn Tấn"))
    assert codes(error) == {"not_of_unit"}


def test_nobody_is_proposed_twice_in_a_round_but_a_removed_name_may_return() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.open()
    candidate = stage.add_person(dossier)
    with pytest.raises(Refused) as error:
        stage.add_person(dossier)
    assert codes(error) == {"twice"}
    actions.remove_candidate(candidate=candidate, by=stage.user("clerk"), at=stage.moment)
    again = stage.add_person(dossier)
    assert again.pk != candidate.pk
    assert Candidate.objects.get(pk=candidate.pk).state == "removed"


def test_the_post_is_kept_as_it_stood() -> None:
    stage = Stage("soc-trang-2025")
    candidate = stage.add_person(stage.open())
    stage.clerk_person.posts.update(title="Trưởng phòng")
    candidate.refresh_from_db()
    assert candidate.position == "Chuyên viên"
    assert candidate.audience_ids == ["ca-nhan"]


def test_an_award_of_the_wrong_kind_is_refused() -> None:
    stage = Stage("soc-trang-2025")
    with pytest.raises(Refused) as error:
        stage.add_person(stage.open(), award_id="huan-chuong")
    assert codes(error) == {"award_not_offered"}


def test_heads_and_staff_stand_in_their_own_audience() -> None:
    stage = Stage("phan-rang-2024")
    dossier = stage.open()
    placed = {c.name: c for c in audience.choices(stage.world.plan, dossier, stage.moment.date())}
    assert placed["Đỗ Thành Đạt"].audiences == ("ca-nhan-dung-dau",)
    assert placed["Võ Hoàng Phúc"].audiences == ("ca-nhan-cong-vu",)
    assert placed["Công ty TNHH Sông Lạc"].audiences == ("tap-the-doanh-nghiep",)


def test_votes_add_up_to_those_present() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.open()
    candidate = stage.add_unit(dossier)
    start = stage.moment - timedelta(days=1)
    meeting = actions.MeetingFacts(
        start, start - timedelta(hours=1), "Phòng họp", "A", "B", total=10, present=11, votes={candidate.pk: (5, 1, 0)}
    )
    with pytest.raises(Refused) as error:
        actions.save_meeting(dossier=dossier, meeting=meeting, by=stage.user("clerk"), at=stage.moment)
    assert codes(error) == {"meeting_times", "meeting_present", "votes_add_up"}


def test_a_foreign_candidate_gets_no_vote() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.open()
    stage.add_unit(dossier)
    other = stage.open("two", "clerk2")
    theirs = stage.add_unit(other, "clerk2")
    start = stage.moment - timedelta(days=1)
    votes = {c.pk: (9, 0, 0) for c in dossier.candidates.all()} | {theirs.pk: (9, 0, 0)}
    meeting = actions.MeetingFacts(
        start, start + timedelta(hours=1), "Phòng họp", "A", "B", total=10, present=9, votes=votes
    )
    row = actions.save_meeting(dossier=dossier, meeting=meeting, by=stage.user("clerk"), at=stage.moment)
    assert {v.candidate_id for v in row.votes.all()} == set(votes) - {theirs.pk}


# ---------------------------------------------------------------- papers


def test_two_editors_lose_no_text() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.open()
    candidate = stage.add_unit(dossier)
    common = {"dossier": dossier, "item_id": "bao-cao-thanh-tich", "candidate": candidate, "at": stage.moment}
    first = actions.save_paper_content(content={"results": TEXT}, version=0, by=stage.user("clerk"), **common)
    actions.save_paper_content(
        content={"results": "Bản của thủ trưởng"}, version=first.version, by=stage.user("head"), **common
    )
    with pytest.raises(actions.Conflict) as error:
        actions.save_paper_content(content={"results": "Bản của văn thư"}, version=1, by=stage.user("clerk"), **common)
    assert error.value.theirs == {"results": "Bản của thủ trưởng"}
    assert codes(error) == {"stale"}
    assert Paper.objects.get().content == {"results": "Bản của thủ trưởng"}
    with pytest.raises(actions.Conflict):
        actions.save_paper_content(content={"results": "Mở lần đầu"}, version=0, by=stage.user("clerk"), **common)


def test_a_paper_the_plan_does_not_ask_for_is_refused() -> None:
    stage = Stage("hoa-phong-2025")
    dossier = stage.open()
    collective = stage.add_unit(dossier)
    with pytest.raises(Refused) as error:
        actions.save_paper_content(
            dossier=dossier,
            item_id="bao-cao-thanh-tich",
            candidate=collective,
            content={"results": TEXT},
            version=0,
            by=stage.user("clerk"),
            at=stage.moment,
        )
    assert codes(error) == {"unknown_paper"}


def pdf() -> bytes:
    from thidua.documents import pdf as writer
    from thidua.documents.model import Document, Paragraph, Section

    return writer.render_document(Document("Biên bản", (Section((Paragraph("Biên bản đã ký"),)),)))


def test_an_uploaded_file_is_kept_byte_by_byte_and_can_be_taken_back() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.open()
    stage.add_unit(dossier)
    data = pdf() + b"\n%chu ky so\n"
    common = {"dossier": dossier, "item_id": "bien-ban-hop-xet", "candidate": None, "by": stage.user("clerk")}
    paper = actions.upload_paper(name="../Biên bản họp.PDF", data=data, at=stage.moment, **common)
    assert files.read(paper.file) == data
    assert paper.file_name == "Biên bản họp.pdf"
    actions.remove_upload(paper=paper, by=stage.user("clerk"), at=stage.moment)
    paper.refresh_from_db()
    assert (paper.origin, paper.file) == ("generated", None)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bienban.pdf", b"", "rỗng"),
        ("bienban.pdf", b"MZ\x90\x00\x03", "chương trình Windows"),
        ("bienban.pdf", b"%PDF-1.7 hong", "hỏng"),
        ("bienban.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "PNG"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence_and_changes_nothing(name: str, data: bytes, words: str) -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.open()
    stage.add_unit(dossier)
    with pytest.raises(Refused) as error:
        actions.upload_paper(
            dossier=dossier,
            item_id="bien-ban-hop-xet",
            candidate=None,
            name=name,
            data=data,
            by=stage.user("clerk"),
            at=stage.moment,
        )
    assert codes(error) == {"bad_upload"}
    assert words in str(error.value)
    assert not Paper.objects.exists()


def test_an_uploaded_paper_is_filed_as_it_came() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.ready()
    data = pdf()
    actions.upload_paper(
        dossier=dossier,
        item_id="bien-ban-hop-xet",
        candidate=None,
        name="Biên bản.pdf",
        data=io.BytesIO(data).read(),
        by=stage.user("clerk"),
        at=stage.moment - timedelta(hours=3),
    )
    actions.confirm(dossier=dossier, by=stage.user("head"), at=stage.moment)
    receipt = stage.file(dossier)
    paper = dossier.papers.get(item_id="bien-ban-hop-xet")
    assert files.read(paper.file) == data
    entry = next(p for p in receipt.papers if p["item"] == "bien-ban-hop-xet")
    assert (entry["origin"], entry["sha256"], entry["pages"]) == ("uploaded", paper.file.sha256, 1)
