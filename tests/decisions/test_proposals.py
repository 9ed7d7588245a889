"""Proposals to the higher level: who may be proposed, minutes where the plan asks, number, answers, pages."""

from __future__ import annotations

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from tests.decisions import stage as stages
from tests.decisions.test_whole_way import check_invariants
from thidua.decisions import actions, facts, queries
from thidua.decisions.models import Proposal
from thidua.dossiers.models import Candidate
from thidua.records import files
from thidua.records.models import Commendation
from thidua.rules.findings import Refused
from thidua.ui import clock

pytestmark = pytest.mark.django_db
HIGHER = {
    "phu-luong-2023": "giay-khen-quan",
    "truc-ninh-2021-2025": "bang-khen-tinh",
    "hoa-phong-2025": "giay-khen-thi-xa",
    "phan-rang-2024": "khen-cap-tren",
}


def staged(code: str) -> stages.Stage:
    """One person nominated for the higher award."""
    stage = stages.build(code)
    unit = stage.world.units["one"]
    stage.candidate(unit, stage.world.person("Tô Lên Trên", unit), award=HIGHER[code])
    return stage


def created(stage: stages.Stage) -> Proposal:
    award = HIGHER[stage.world.plan.code]
    return actions.create_proposal(
        round=stage.round,
        award_id=award,
        candidates=queries.proposable(stage.round, stage.world.plan, award),
        addressee="Cấp trên có thẩm quyền",
        by=stage.user("office"),
        at=stage.at("13:00"),
    )


def sent(stage: stages.Stage, signer: str = "chair") -> Proposal:
    proposal = created(stage)
    return actions.send(
        proposal=proposal,
        version=proposal.version,
        sent_on=stage.day,
        signer=stage.user(signer),
        by=stage.user("office"),
        at=stage.at("14:00"),
    )


@pytest.mark.parametrize("code", HIGHER)
def test_from_proposal_to_the_higher_award(code: str) -> None:
    stage = staged(code)
    proposal = sent(stage)
    line = proposal.lines.select_related("candidate").get()
    assert line.candidate.state == "proposed_up"
    assert (proposal.number, proposal.state) == ("01", "sent")
    assert proposal.paper is not None
    assert files.read(proposal.paper).startswith(b"%PDF")
    actions.record_outcome(
        line=line,
        outcome="awarded",
        decision_number="512/QĐ-UBND",
        decided_on=stage.day + timedelta(days=20),
        form="bang-khen",
        by=stage.user("office"),
        at=stage.at() + timedelta(days=25),
    )
    proposal.refresh_from_db()
    assert proposal.state == "answered"
    assert Candidate.objects.get().state == "awarded_above"
    award = facts.award_of(stage.world.plan, HIGHER[code])
    row = Commendation.objects.get()
    assert (row.authority_tier, row.decision_number) == (award.authority_tier, "512/QĐ-UBND")
    assert row.form == (award.form or "bang-khen")
    assert not stage.round.dossiers.exclude(state="closed").exists()
    assert check_invariants() == []


def test_the_plan_without_a_higher_award_allows_none() -> None:
    stage = stages.build("soc-trang-2025").fill(1, 0)
    with pytest.raises(Refused):
        actions.create_proposal(
            round=stage.round,
            award_id="giay-khen-phuong",
            candidates=stage.candidates,
            addressee="UBND thành phố",
            by=stage.user("office"),
            at=stage.at(),
        )


def test_minutes_of_the_own_council_where_the_plan_asks() -> None:
    stage = stages.build("phu-luong-2023")
    unit = stage.world.units["one"]
    person = stage.world.person("Tô Chưa Họp", unit)
    candidate = stage.candidate(unit, person, award="giay-khen-quan", state="eligible")
    with pytest.raises(Refused) as no:
        actions.create_proposal(
            round=stage.round,
            award_id="giay-khen-quan",
            candidates=[candidate],
            addressee="UBND quận",
            by=stage.user("office"),
            at=stage.at(),
        )
    assert "minutes_missing" in {f.code for f in no.value.findings}
    proposal = created(staged_again(stage))
    assert proposal.minutes == "Biên bản số 03/BB-HĐTĐKT ngày 20 tháng 11 năm 2023"


def staged_again(stage: stages.Stage) -> stages.Stage:
    unit = stage.world.units["two"]
    stage.candidate(unit, stage.world.person("Tô Đã Họp", unit), award="giay-khen-quan")
    return stage


def test_awarded_here_then_proposed_up_keeps_its_place_in_the_numbers() -> None:
    stage = stages.build("truc-ninh-2021-2025").fill(0, 1)
    stage.issued()
    proposal = sent(stage)
    candidate = Candidate.objects.get()
    assert candidate.state == "proposed_up"
    assert check_invariants() == []
    actions.record_outcome(line=proposal.lines.get(), outcome="refused", by=stage.user("office"), at=stage.at("15:00"))
    assert Candidate.objects.get().state == "refused_above"
    assert Commendation.objects.count() == 1


def test_both_levels_share_the_quota_of_the_plan() -> None:
    stage = stages.build("phu-luong-2023").fill(0, 10)
    stage.issued()
    unit = stage.world.units["one"]
    stage.candidate(unit, stage.world.person("Tô Thứ Mười Một", unit), award="giay-khen-quan")
    extra = [c for c in queries.proposable(stage.round, stage.world.plan, "giay-khen-quan") if c.state != "awarded"]
    with pytest.raises(Refused) as no:
        actions.create_proposal(
            round=stage.round,
            award_id="giay-khen-quan",
            candidates=extra,
            addressee="UBND quận",
            by=stage.user("office"),
            at=stage.at(),
        )
    assert {f.code for f in no.value.findings if f.severity == "error"} == {"quota.exceeded"}


def test_nobody_stands_in_two_proposals_for_one_award() -> None:
    stage = staged("truc-ninh-2021-2025")
    created(stage)
    with pytest.raises(Refused):
        actions.create_proposal(
            round=stage.round,
            award_id="bang-khen-tinh",
            candidates=stage.candidates,
            addressee="UBND tỉnh",
            by=stage.user("office"),
            at=stage.at(),
        )


def test_a_deputy_signs_for_the_committee_and_for_the_chairman() -> None:
    stage = staged("truc-ninh-2021-2025")
    proposal = sent(stage, "vice")
    assert proposal.paper_docx is not None
    with ZipFile(io.BytesIO(files.read(proposal.paper_docx))) as pack:
        text = pack.read("word/document.xml").decode()
    assert "TM. ỦY BAN NHÂN DÂN" in text
    assert "KT. CHỦ TỊCH" in text
    assert "Hội đồng Thi đua" not in text  # the plan's route has no council


def test_pages_of_proposals() -> None:
    stage = staged("phan-rang-2024")
    clock.set_to(stage.at("14:00"))
    try:
        office = Client()
        office.force_login(stage.world.users["office"])
        text = office.get(reverse("decisions:proposals")).content.decode()
        assert "Lập tờ trình" in text
        new = reverse("decisions:proposal_new") + f"?dot={stage.round.pk}&hinh_thuc=khen-cap-tren"
        assert "Tô Lên Trên" in office.get(new).content.decode()
        assert office.post(new, {"addressee": "UBND tỉnh"}).status_code == 422
        office.post(new, {"addressee": "UBND tỉnh", "candidates": [stage.candidates[0].pk]})
        proposal = Proposal.objects.get()
        page = reverse("decisions:proposal", args=[proposal.pk])
        assert "Lấy số và ghi đã gửi" in office.get(page).content.decode()
        assert office.get(reverse("decisions:proposal_paper", args=[proposal.pk, "docx"])).status_code == 200
        form = {"version": 1, "sent_on": "02/12/2024", "signer": stage.world.users["chair"].pk, "number": ""}
        assert office.post(reverse("decisions:proposal_send", args=[proposal.pk]), form).status_code == 302
        line = proposal.lines.get()
        answer = reverse("decisions:proposal_outcome", args=[proposal.pk, line.pk])
        bad = office.post(answer, {f"k{line.pk}-outcome": "awarded"})
        assert bad.status_code == 422
        assert "Nhập số quyết định của cấp trên" in bad.content.decode()
        office.post(
            answer,
            {
                f"k{line.pk}-outcome": "awarded",
                f"k{line.pk}-decision_number": "77/QĐ-UBND",
                f"k{line.pk}-decided_on": "02/12/2024",
                f"k{line.pk}-form": "bang-khen",
            },
        )
        proposal.refresh_from_db()
        assert proposal.state == "answered"
        assert "Được cấp trên khen thưởng" in office.get(page).content.decode()
        for name, code in (("chair", 200), ("clerk", 404), ("finance", 404)):
            browser = Client()
            browser.force_login(stage.world.users[name])
            assert browser.get(page).status_code == code
    finally:
        clock.reset()
