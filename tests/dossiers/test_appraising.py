"""Judgements, conclusions, open conditions, exclusions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.dossiers.steps import SOURCE, Stage
from thidua.audit import journal
from thidua.dossiers import actions
from thidua.dossiers.facts import evaluate
from thidua.dossiers.models import Appraisal, Candidate
from thidua.notices.models import Notice
from thidua.records.models import Complaint, Discipline, TaskRecord
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db


def codes(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in error.value.findings}


def appraise(stage: Stage, candidate: Candidate, **more: Any) -> Appraisal:
    later = stage.moment + timedelta(days=1)
    return actions.appraise(candidate=candidate, by=stage.user("office"), at=later, **more)


def test_every_question_is_answered_before_a_conclusion() -> None:
    stage = Stage("soc-trang-2025")
    stage.good_facts()
    dossier = stage.received(person=False)
    candidate = dossier.candidates.get()
    with pytest.raises(Refused) as error:
        appraise(stage, candidate)
    assert [f.code for f in error.value.findings] == ["leaf_open"] * 2
    assert all(f.source for f in error.value.findings)


def test_missing_data_of_ours_makes_an_open_condition_not_a_refusal() -> None:
    stage = Stage("soc-trang-2025")
    stage.good_facts()
    from thidua.records.models import IndexResult

    IndexResult.objects.filter(year=stage.round.year).delete()
    dossier = stage.received(person=False)
    candidate = dossier.candidates.get()
    stage.judge_all(candidate)
    with pytest.raises(Refused) as error:
        appraise(stage, candidate)
    assert codes(error) == {"note_missing"}
    row = appraise(stage, candidate, notes={"tap-the-3": "Bổ sung khi công bố Chỉ số năm 2025"})
    assert row.conclusion == "eligible"
    assert [c["id"] for c in row.open_conditions] == ["tap-the-3"]
    candidate.refresh_from_db()
    assert candidate.state == "eligible"


def test_an_unmet_standard_makes_the_candidate_ineligible_with_the_reason() -> None:
    stage = Stage("soc-trang-2025")
    stage.good_facts()
    TaskRecord.objects.filter(person=None).update(done=30, on_time=30)
    dossier = stage.received(person=False)
    row = appraise(stage, dossier.candidates.get())
    assert row.conclusion == "ineligible"
    assert "30" in row.reason


def test_a_dossier_with_nobody_eligible_ends_with_its_reason_and_the_unit_is_told() -> None:
    stage = Stage("soc-trang-2025")
    stage.good_facts()
    dossier = stage.received()
    unit, person = dossier.candidates.get(kind="collective"), dossier.candidates.get(kind="individual")
    for candidate in (unit, person):
        TaskRecord.objects.update(done=30, on_time=30)
        dossier.refresh_from_db()
        assert dossier.state == "received"
        stage.judge_all(candidate, "unmet")
        assert appraise(stage, candidate).conclusion == "ineligible"
    dossier.refresh_from_db()
    assert dossier.state == "closed"
    last = [entry.sentence for entry in journal.of(dossier)]
    assert any("Kết thúc hồ sơ" in text and "đều không đủ điều kiện" in text for text in last)
    told = Notice.objects.filter(user=stage.user("clerk")).latest("pk")
    assert (told.title, "Kết thúc vì cả 2" in told.text) == ("Hồ sơ kết thúc, không ai đủ điều kiện", True)


def test_one_eligible_candidate_keeps_the_dossier_going() -> None:
    stage = Stage("soc-trang-2025")
    stage.good_facts()
    TaskRecord.objects.filter(person=None).update(done=30, on_time=30)
    dossier = stage.received()
    assert appraise(stage, dossier.candidates.get(kind="collective")).conclusion == "ineligible"
    person = dossier.candidates.get(kind="individual")
    stage.judge_all(person)
    assert appraise(stage, person).conclusion == "eligible"
    dossier.refresh_from_db()
    assert dossier.state == "appraised"


def test_a_judgement_against_the_candidate_counts() -> None:
    stage = Stage("soc-trang-2025")
    stage.good_facts()
    candidate = stage.received(person=False).candidates.get()
    stage.judge_all(candidate, "unmet")
    assert appraise(stage, candidate).conclusion == "ineligible"


def test_a_collective_is_barred_by_its_staff_where_the_plan_says_so() -> None:
    stage = Stage("truc-ninh-2021-2025")
    stage.good_facts()
    dossier = stage.received()
    Discipline.objects.create(
        person=stage.person("Đỗ Thành Đạt"),
        unit=stage.one,
        form="Khiển trách",
        decided_on=f"{stage.round.year}-05-05",
        source=SOURCE,
        recorded_at=stage.moment,
    )
    unit, person = dossier.candidates.get(kind="collective"), dossier.candidates.get(kind="individual")
    found = evaluate([unit, person], stage.moment.date())
    barred = {a.id: a.outcome.key for a in found[unit.pk].exclusions}
    assert barred == {"loai-tap-the-co-nguoi-vi-pham": "unmet"}
    assert found[person.pk].exclusions == ()
    assert appraise(stage, unit).conclusion == "ineligible"


def test_even_an_unproved_complaint_bars_where_the_plan_says_so() -> None:
    stage = Stage("hoa-phong-2025")
    stage.good_facts()
    candidate = stage.received(collective=False).candidates.get()
    Complaint.objects.create(
        person=candidate.person,
        unit=stage.one,
        received_on=f"{stage.round.year}-04-04",
        summary="Gây phiền hà",
        status="open",
        source=SOURCE,
        recorded_at=stage.moment,
    )
    assert evaluate([candidate], stage.moment.date())[candidate.pk].outcome.key == "unmet"


def test_judgements_need_a_reason_the_office_and_a_real_question() -> None:
    stage = Stage("soc-trang-2025")
    candidate = stage.received(person=False).candidates.get()
    common = {"candidate": candidate, "at": stage.moment}
    with pytest.raises(Refused) as error:
        actions.judge(leaf_id="tap-the-1", verdict="met", reason="Tốt", by=stage.user("office"), **common)
    assert codes(error) == {"reason_short"}
    with pytest.raises(Refused) as error:
        actions.judge(
            leaf_id="tap-the-3", verdict="met", reason="Chỉ số tăng rõ rệt", by=stage.user("office"), **common
        )
    assert codes(error) == {"unknown_leaf"}
    with pytest.raises(Refused) as error:
        actions.judge(leaf_id="tap-the-1", verdict="met", reason="Nội bộ đoàn kết", by=stage.user("chair"), **common)
    assert codes(error) == {"permission"}


def test_a_conclusion_is_made_once_and_can_be_taken_back_before_the_dossier_is_done() -> None:
    stage = Stage("soc-trang-2025")
    stage.good_facts()
    dossier = stage.received()
    unit = dossier.candidates.get(kind="collective")
    stage.judge_all(unit)
    appraise(stage, unit)
    with pytest.raises(Refused):
        appraise(stage, unit)
    later = stage.moment + timedelta(days=2)
    actions.reopen(candidate=unit, reason="Ghi nhầm kết luận", by=stage.user("office"), at=later)
    assert not Appraisal.objects.exists()
    appraise(stage, unit)
    with pytest.raises(Refused) as error:
        actions.return_for_supplement(
            dossier=dossier,
            defects=[{"paper": "Báo cáo", "what": "Thiếu số liệu minh chứng"}],
            answer_by=later + timedelta(days=5),
            by=stage.user("office"),
            at=later,
        )
    assert codes(error) == {"already_appraised"}


def test_many_candidates_cost_as_many_queries_as_one(django_assert_num_queries: object) -> None:
    stage = Stage("soc-trang-2025")
    stage.good_facts()
    dossier = stage.open()
    first = stage.add_person(dossier)
    people = [stage.world.person(f"Lê Văn Số {n}", stage.one) for n in range(8)]
    day = stage.moment.date()

    def load() -> list[Candidate]:
        return list(Candidate.objects.select_related("dossier__round", "dossier__plan_version", "person", "unit"))

    rows = load()
    with django_assert_num_queries(3):  # type: ignore[operator]  # events, judgements, the standards
        evaluate(rows, day)
    for person in people:
        stage.add_person(dossier, person)
    rows = load()
    with django_assert_num_queries(3):
        found = evaluate(rows, day)
    assert len(found) == 9
    assert found[first.pk].counts["met"] == 1


def test_councils_and_decisions_move_candidates_by_the_table() -> None:
    stage = Stage("phu-luong-2023")
    stage.good_facts()
    dossier = stage.received(person=False)
    candidate = dossier.candidates.get()
    stage.judge_all(candidate)
    appraise(stage, candidate)
    dossier.refresh_from_db()
    candidate.refresh_from_db()
    later = stage.moment + timedelta(days=3)
    actions.to_council(dossier=dossier, by=stage.user("secretary"), at=later)
    assert dossier.state == "before_council"
    with pytest.raises(Refused) as error:
        actions.move_candidate(candidate=candidate, act="recommend", by=stage.user("office"), at=later)
    assert codes(error) == {"permission"}
    twin = Candidate.objects.get(pk=candidate.pk)
    actions.move_candidate(candidate=candidate, act="recommend", by=stage.user("secretary"), at=later)
    with pytest.raises(Refused) as error:
        actions.move_candidate(candidate=twin, act="not_recommend", by=stage.user("secretary"), at=later)
    assert codes(error) == {"stale"}
    with pytest.raises(Refused) as error:
        actions.close(dossier=dossier, by=stage.user("office"), at=later)
    assert codes(error) == {"not_decided"}


def test_without_a_council_in_the_plan_no_dossier_goes_before_one() -> None:
    stage = Stage("soc-trang-2025")
    stage.good_facts()
    dossier = stage.received(person=False)
    candidate = dossier.candidates.get()
    stage.judge_all(candidate)
    appraise(stage, candidate)
    dossier.refresh_from_db()
    with pytest.raises(Refused) as error:
        actions.to_council(dossier=dossier, by=stage.user("secretary"), at=stage.moment)
    assert codes(error) == {"no_council"}
