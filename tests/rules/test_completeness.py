"""Completeness on the real plans: every defect at once, with clause and link target."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from thidua import plans
from thidua.rules.audiences import CandidateFacts, audiences_of, criteria_for
from thidua.rules.completeness import DossierFacts, PaperFacts, dossier_findings, required_papers
from thidua.rules.findings import errors

PLANS = plans.builtin()
WARD, CITY, HANOI, DISTRICT = (
    PLANS[code] for code in ("soc-trang-2025", "phan-rang-2024", "phu-luong-2023", "truc-ninh-2021-2025")
)
CENTRE = CandidateFacts(
    1, "Trung tâm Văn hóa", "collective", "su_nghiep", "giay-khen-phuong",
    has={"reform_task": True, "index_component": True},
)  # fmt: skip
LINH = CandidateFacts(
    2, "Thạch Ngọc Linh", "individual", "su_nghiep", "giay-khen-phuong", "vien_chuc",
    has={"contribution": True}, person=71,
)  # fmt: skip
LETTER = PaperFacts("to-trinh", stated={"collective": 1, "individual": 1})
MINUTES = PaperFacts("bien-ban-hop-xet", covers=frozenset({1, 2}))
REPORTS = (PaperFacts("bao-cao-thanh-tich", 1), PaperFacts("bao-cao-thanh-tich", 2))
WHOLE = DossierFacts((CENTRE, LINH), (LETTER, MINUTES, *REPORTS))


def codes(plan: plans.Plan, key: str, facts: DossierFacts, **more: str) -> list[str]:
    return [f.code for f in dossier_findings(plan, key, facts, **more)]


def test_a_complete_dossier_has_no_findings() -> None:
    assert dossier_findings(WARD, "single-2025", WHOLE) == []


def test_an_empty_dossier() -> None:
    (only,) = dossier_findings(WARD, "single-2025", DossierFacts((), ()))
    assert (only.code, only.severity, only.field) == ("candidates.none", "error", "candidates")


def test_every_defect_at_once_with_clause_and_target() -> None:
    facts = DossierFacts((CENTRE, LINH), (replace(LETTER, stated={"collective": 1, "individual": 2}), REPORTS[0]))
    found = dossier_findings(WARD, "single-2025", facts)
    assert [(f.code, f.field) for f in found] == [
        ("paper.counts_differ", "paper:to-trinh"),
        ("paper.missing", "paper:bien-ban-hop-xet"),
        ("paper.missing", "paper:bao-cao-thanh-tich:2"),
    ]
    assert [f.source.path for f in found if f.source] == ["IV.2.a", "IV.2.b", "IV.2.c"]
    assert found[0].message == "Tờ trình đề nghị khen thưởng kèm danh sách ghi 2 cá nhân, danh sách có 1."
    assert found[2].message == "Thiếu báo cáo thành tích của Thạch Ngọc Linh."


def test_an_empty_paper_is_not_a_paper() -> None:
    papers = (LETTER, MINUTES, replace(REPORTS[0], empty=True), REPORTS[1])
    assert codes(WARD, "single-2025", DossierFacts((CENTRE, LINH), papers)) == ["paper.empty"]


def test_minutes_must_deal_with_every_candidate() -> None:
    papers = (LETTER, replace(MINUTES, covers=frozenset({1})), *REPORTS)
    (only,) = dossier_findings(WARD, "single-2025", DossierFacts((CENTRE, LINH), papers))
    assert only.code == "paper.not_covering"
    assert "Thạch Ngọc Linh" in only.message
    scanned = (LETTER, replace(MINUTES, covers=None), *REPORTS)
    assert codes(WARD, "single-2025", DossierFacts((CENTRE, LINH), scanned)) == []


def test_what_the_program_cannot_read_is_for_the_office_to_compare() -> None:
    papers = (replace(LETTER, stated=None), MINUTES, *REPORTS)
    (only,) = dossier_findings(WARD, "single-2025", DossierFacts((CENTRE, LINH), papers))
    assert (only.code, only.severity) == ("paper.counts_unread", "warning")


def test_outside_the_audience() -> None:
    farmer = replace(LINH, staff_group="nguoi_dan", has={"contribution": False})
    member = audiences_of(WARD, farmer)
    assert member.audience_ids == ()
    (only,) = member.findings
    assert "là người dân" in only.message
    assert "chưa nêu đóng góp" in only.message
    assert only.source == WARD.audiences[1].source
    party = replace(CENTRE, unit_kind="dang")
    assert "Cơ quan Đảng" in audiences_of(WARD, party).findings[0].message


def test_unknown_need_is_a_question_not_a_refusal() -> None:
    member = audiences_of(WARD, replace(CENTRE, has={"reform_task": True}))
    assert member.audience_ids == ("tap-the",)
    assert [(f.code, f.severity, f.params["need"]) for f in member.findings] == [
        ("candidate.need_unknown", "warning", "index_component")
    ]
    assert audiences_of(WARD, CENTRE).findings == ()
    assert audiences_of(WARD, replace(CENTRE, has={"index_component": False})).audience_ids == ()


def test_heads_and_others_stand_in_different_audiences() -> None:
    clerk = CandidateFacts(1, "A", "individual", "chuyen_mon", None, "cong_chuc", head=False)
    assert audiences_of(CITY, clerk).audience_ids == ("ca-nhan-cong-vu",)
    assert audiences_of(CITY, replace(clerk, head=True)).audience_ids == ("ca-nhan-dung-dau",)
    assert audiences_of(CITY, replace(clerk, staff_group="nguoi_dan")).audience_ids == ("ca-nhan-nguoi-dan",)


def test_plan_without_an_audience_of_the_kind() -> None:
    only_people = replace(WARD, audiences=tuple(a for a in WARD.audiences if a.kind == "individual"))
    assert [f.code for f in audiences_of(only_people, CENTRE).findings] == ["candidate.no_audience"]


def test_report_by_criterion_names_the_empty_rows() -> None:
    clerk = CandidateFacts(1, "Lê Văn A", "individual", "chuyen_mon", CITY.awards[0].id, "cong_chuc", head=False)
    own = criteria_for(CITY, ["ca-nhan-cong-vu"])
    assert own
    filled = frozenset(c.id for c in own[1:])
    papers = (
        PaperFacts("van-ban-de-nghi"),
        PaperFacts("bien-ban-hoi-dong"),
        PaperFacts("bao-cao-thanh-tich", 1, filled_criteria=filled),
    )
    (only,) = dossier_findings(CITY, "single-2024", DossierFacts((clerk,), papers))
    assert only.code == "paper.criteria_empty"
    assert only.params["criteria"] == [own[0].id]
    assert own[0].label in only.message
    scanned = (*papers[:2], replace(papers[2], filled_criteria=None))
    assert codes(CITY, "single-2024", DossierFacts((clerk,), scanned)) == ["paper.criteria_unread"]


def test_minutes_of_the_council_only_when_proposed_upward() -> None:
    own = next(a for a in HANOI.awards if a.mode == "award")
    up = next(a for a in HANOI.awards if a.mode == "propose")
    unit = HANOI.audiences[0].unit_kinds[0]
    one = CandidateFacts(1, "Bộ phận Một cửa", "collective", unit, own.id)
    asked = [r.item.id for r in required_papers(HANOI, "single-2023", (one,), made_by="office")]
    asked_up = [
        r.item.id for r in required_papers(HANOI, "single-2023", (replace(one, award_id=up.id),), made_by="office")
    ]
    assert asked == []
    assert asked_up == ["bien-ban-hoi-dong"]
    assert "bien-ban-hoi-dong" not in [r.item.id for r in required_papers(HANOI, "single-2023", (one,))]


def test_report_confirmed_by_the_head() -> None:
    item = next(p for p in DISTRICT.papers if "confirmed_by_head" in p.rules)
    award = next(a for a in DISTRICT.awards if a.mode == "award")
    audience = next(a for a in DISTRICT.audiences if a.kind == "collective")
    one = CandidateFacts(1, "Phòng Nội vụ", "collective", audience.unit_kinds[0], award.id, has={"contribution": True})
    papers = tuple(
        PaperFacts(r.item.id, r.candidate.key if r.candidate else None)
        for r in required_papers(DISTRICT, "annual-2024", (one,))
    )
    facts = DossierFacts((one,), papers)
    (only,) = dossier_findings(DISTRICT, "annual-2024", facts)
    assert (only.code, only.field, only.severity) == ("paper.unconfirmed", f"paper:{item.id}:1", "error")
    assert errors(dossier_findings(DISTRICT, "annual-2024", facts, before="confirm")) == []
    signed = tuple(replace(p, confirmed=True) for p in papers)
    assert dossier_findings(DISTRICT, "annual-2024", DossierFacts((one,), signed)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"award_id": None}, "candidate.award_unknown"),
        ({"award_id": "no-such"}, "candidate.award_unknown"),
    ],
)
def test_award_of_the_plan(change: dict[str, Any], code: str) -> None:
    facts = replace(WHOLE, candidates=(CENTRE, replace(LINH, **change)))
    assert code in codes(WARD, "single-2025", facts)


def test_award_for_the_kind_and_the_round() -> None:
    narrow = replace(WARD.awards[0], kinds=("collective",), rounds=("other",))
    plan = replace(WARD, awards=(narrow,))
    found = codes(plan, "single-2025", WHOLE)
    assert found == ["candidate.award_round", "candidate.award_kind", "candidate.award_round"]


def test_a_person_stands_once() -> None:
    again = replace(LINH, key=3)
    facts = DossierFacts((CENTRE, LINH, again), WHOLE.papers)
    assert codes(WARD, "single-2025", facts).count("candidate.twice") == 2


def test_unknown_round() -> None:
    with pytest.raises(KeyError):
        dossier_findings(WARD, "annual-2025", WHOLE)
