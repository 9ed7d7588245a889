"""What a decision is refused for: numbers, a second award for one merit, the council's advice, competence, budget, dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.decisions import stage as stages
from thidua.decisions import actions, facts
from thidua.decisions.models import Award, Decision
from thidua.dossiers.models import Candidate
from thidua.org.models import RoleGrant
from thidua.records.models import PaperNumber
from thidua.rules.findings import Finding, Refused

pytestmark = pytest.mark.django_db


def codes_of(no: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in no.value.findings if finding.severity == "error"}


# ---------------------------------------------------------------- quotas


def test_more_than_the_quota_is_refused() -> None:
    stage = stages.build("soc-trang-2025").fill(5, 8)
    with pytest.raises(Refused) as no:
        stage.submitted()
    assert codes_of(no) == {"quota.exceeded"}
    assert len(no.value.findings) >= 2
    assert not PaperNumber.objects.filter(series="TTr").exists()


def test_fewer_than_an_exact_quota_needs_a_reason() -> None:
    stage = stages.build("soc-trang-2025").fill(3, 7)
    decision = stage.drafted()
    with pytest.raises(Refused) as no:
        actions.submit(decision=decision, version=decision.version, by=stage.user("office"), at=stage.at())
    assert codes_of(no) == {"quota.reason_missing"}
    texts = {"quota_reason": "Chỉ ba tập thể đạt đủ tiêu chuẩn"}
    actions.edit_draft(decision=decision, version=decision.version, texts=texts, by=stage.user("office"), at=stage.at())
    actions.submit(decision=decision, version=decision.version, by=stage.user("office"), at=stage.at())
    assert decision.state == "submitted"


def test_left_out_cases_take_no_place_and_are_refused_with_their_reason() -> None:
    stage = stages.build("hoa-phong-2025").fill(0, 3)
    decision = stage.drafted()
    extra = decision.awards.last()
    assert extra is not None
    with pytest.raises(Refused, match="10 ký tự"):
        actions.leave_out(award=extra, version=decision.version, reason="ít", by=stage.user("office"), at=stage.at())
    actions.leave_out(
        award=extra,
        version=decision.version,
        reason="Xếp thứ ba, kế hoạch chỉ có 02",
        by=stage.user("office"),
        at=stage.at(),
    )
    decision.refresh_from_db()
    actions.submit(decision=decision, version=decision.version, by=stage.user("office"), at=stage.at())
    actions.approve(decision=decision, version=decision.version, by=stage.user("chair"), at=stage.at("10:00"))
    stage.issue(decision)
    assert Candidate.objects.get(pk=extra.candidate_id).state == "refused"
    assert Award.objects.filter(decision=decision, verdict="approved").count() == 2
    assert not stage.round.dossiers.exclude(state="closed").exists()


def test_the_decider_may_turn_a_case_but_not_beyond_the_quota() -> None:
    stage = stages.build("hoa-phong-2025").fill(0, 3)
    decision = stage.drafted()
    lines = list(decision.awards.all())
    actions.leave_out(
        award=lines[2],
        version=decision.version,
        reason="Xếp thứ ba trong ba người",
        by=stage.user("office"),
        at=stage.at(),
    )
    decision.refresh_from_db()
    actions.submit(decision=decision, version=decision.version, by=stage.user("office"), at=stage.at())
    chair, version = stage.user("chair"), decision.version
    with pytest.raises(Refused) as no:
        actions.approve(decision=decision, version=version, accept={lines[2].pk}, by=chair, at=stage.at())
    assert codes_of(no) == {"quota.exceeded"}
    swapped = {lines[0].pk: "Thành tích chưa nổi bật bằng người khác"}
    actions.approve(decision=decision, version=version, accept={lines[2].pk}, refuse=swapped, by=chair, at=stage.at())
    verdicts = dict(decision.awards.values_list("pk", "verdict"))
    assert verdicts == {lines[0].pk: "refused", lines[1].pk: "approved", lines[2].pk: "approved"}


def test_two_decisions_of_a_round_share_its_places() -> None:
    stage = stages.build("soc-trang-2025").fill(4, 6)
    stage.issued()
    unit = stage.world.units["two"]
    for n in range(2):
        stage.candidate(unit, stage.world.person(f"Lê Đến Sau {n}", unit))
    with pytest.raises(Refused) as no:
        stage.submitted()
    assert codes_of(no) == {"quota.exceeded"}


def test_refusing_everybody_is_no_approval() -> None:
    stage = stages.build("phu-luong-2023").fill(0, 1)
    decision = stage.submitted()
    refuse = dict.fromkeys(decision.awards.values_list("pk", flat=True), "Không thống nhất với đề nghị này")
    with pytest.raises(Refused) as no:
        actions.approve(
            decision=decision, version=decision.version, refuse=refuse, by=stage.user("chair"), at=stage.at()
        )
    assert codes_of(no) == {"nobody_approved"}


# ---------------------------------------------------------------- one merit, one award


def twice(stage: stages.Stage) -> tuple[Candidate, Candidate]:
    """One person proposed by two units."""
    person = stage.world.person("Mai Hai Nơi", stage.world.units["one"])
    return stage.candidate(stage.world.units["one"], person), stage.candidate(stage.world.units["two"], person)


def test_one_person_of_two_dossiers_comes_into_a_draft_once() -> None:
    stage = stages.build("phu-luong-2023")
    first, second = twice(stage)
    decision = stage.drafted()
    assert decision.awards.get().candidate == first
    second.refresh_from_db()
    assert second.state == "recommended"


def test_nobody_is_awarded_twice_for_one_merit() -> None:
    stage = stages.build("phu-luong-2023")
    _, second = twice(stage)
    stage.issued()
    unit = stage.world.units["hcc"]
    stage.candidate(unit, stage.world.person("Phan Người Khác", unit))
    decision = stage.drafted()
    assert second.pk not in decision.awards.values_list("candidate_id", flat=True)
    second.refresh_from_db()
    with pytest.raises(Refused) as no:
        actions.add_line(
            decision=decision, version=decision.version, candidate=second, by=stage.user("office"), at=stage.at()
        )
    assert codes_of(no) == {"double_award"}
    assert "01/QĐ-UBND" in str(no.value)


def test_the_same_person_in_two_drafts_is_caught_at_submission() -> None:
    stage = stages.build("phu-luong-2023")
    first, second = twice(stage)
    draft = stage.drafted()
    Award.objects.create(  # as two writers at one moment could leave it
        decision=draft, candidate=second, order=2, form="giay-khen", recipient_name=second.name, merit=draft.merit
    )
    Candidate.objects.filter(pk=second.pk).update(state="proposed_decision")
    with pytest.raises(Refused) as no:
        actions.submit(decision=draft, version=draft.version, by=stage.user("office"), at=stage.at())
    assert codes_of(no) == {"double_award"}
    assert first.person == second.person


# ---------------------------------------------------------------- council, conditions, competence


def test_leaving_the_councils_advice_needs_a_reason() -> None:
    stage = stages.build("phu-luong-2023").fill(1, 1)
    unit = stage.world.units["two"]
    turned_down = stage.candidate(unit, stage.world.person("Vũ Không Qua", unit), state="not_recommended")
    decision = stage.drafted()
    assert decision.awards.count() == 2
    actions.add_line(
        decision=decision, version=decision.version, candidate=turned_down, by=stage.user("office"), at=stage.at()
    )
    with pytest.raises(Refused, match="Hội đồng không đề nghị") as no:
        actions.submit(decision=decision, version=decision.version, by=stage.user("office"), at=stage.at())
    assert codes_of(no) == {"departure"}
    texts = {"departure_reason": "Có thêm xác nhận sau phiên họp"}
    actions.edit_draft(decision=decision, version=decision.version, texts=texts, by=stage.user("office"), at=stage.at())
    actions.submit(decision=decision, version=decision.version, by=stage.user("office"), at=stage.at())
    assert decision.state == "submitted"


def test_dropping_a_draft_leaves_the_councils_advice_as_it_was() -> None:
    stage = stages.build("phu-luong-2023").fill(1, 0)
    unit = stage.world.units["two"]
    turned_down = stage.candidate(unit, stage.world.person("Vũ Không Qua", unit), state="not_recommended")
    decision = stage.drafted()
    actions.add_line(
        decision=decision, version=decision.version, candidate=turned_down, by=stage.user("office"), at=stage.at()
    )
    actions.cancel(decision=decision, version=decision.version, by=stage.user("office"), at=stage.at())
    states = dict(Candidate.objects.values_list("person_id", "state"))
    assert states == {None: "recommended", turned_down.person_id: "not_recommended"}
    plain = stages.build("soc-trang-2025", tag="b").fill(1, 0)
    draft = plain.drafted()
    actions.cancel(decision=draft, version=draft.version, by=plain.user("office"), at=plain.at())
    assert Candidate.objects.get(pk=plain.candidates[0].pk).state == "eligible"


def test_open_conditions_must_be_seen() -> None:
    stage = stages.build("phu-luong-2023")
    stage.candidate(stage.world.units["one"], open_conditions=True)
    decision = stage.submitted()
    chair = stage.user("chair")
    with pytest.raises(Refused) as no:
        actions.approve(decision=decision, version=decision.version, by=chair, at=stage.at())
    assert codes_of(no) == {"open_conditions"}
    actions.approve(decision=decision, version=decision.version, seen=True, by=chair, at=stage.at())
    assert decision.seen_open_conditions


def test_an_open_form_is_chosen_among_those_the_chairman_may_give() -> None:
    stage = stages.build("phan-rang-2024").fill(1, 1)
    office = stage.user("office")
    for form in ("", "bang-khen"):
        with pytest.raises(Refused) as no:
            actions.draft_decision(round=stage.round, award_id=stage.award_id, form=form, by=office, at=stage.at())
        assert codes_of(no) == {"form_open"}
    assert facts.forms_open(stage.world.body, stage.day) == ["giay-khen"]


def test_what_the_higher_level_decides_is_not_decided_here() -> None:
    stage = stages.build("truc-ninh-2021-2025").fill(1, 1)
    with pytest.raises(Refused) as no:
        actions.draft_decision(round=stage.round, award_id="bang-khen-tinh", by=stage.user("office"), at=stage.at())
    assert codes_of(no) == {"not_own_power"}


# ---------------------------------------------------------------- who


@pytest.mark.parametrize("name", ["clerk", "chair", "finance", "secretary", "admin"])
def test_only_the_office_drafts(name: str) -> None:
    stage = stages.build("phu-luong-2023").fill(1, 0)
    with pytest.raises(Refused) as no:
        actions.draft_decision(round=stage.round, award_id=stage.award_id, by=stage.user(name), at=stage.at())
    assert codes_of(no) == {"permission"}


@pytest.mark.parametrize("name", ["office", "finance", "secretary", "admin", "clerk"])
def test_only_a_decider_approves_and_returns(name: str) -> None:
    stage = stages.build("phu-luong-2023").fill(1, 0)
    decision = stage.submitted()
    for act in (
        lambda: actions.approve(decision=decision, version=decision.version, by=stage.user(name), at=stage.at()),
        lambda: actions.return_to_office(
            decision=decision, version=decision.version, reason="Cần xem lại kỹ", by=stage.user(name), at=stage.at()
        ),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert codes_of(no) == {"permission"}


def test_a_decider_of_another_body_is_refused() -> None:
    stage, other = stages.build("phu-luong-2023").fill(1, 0), stages.build("soc-trang-2025", tag="b")
    decision = stage.submitted()
    with pytest.raises(Refused) as no:
        actions.approve(decision=decision, version=decision.version, by=other.user("chair"), at=stage.at())
    assert codes_of(no) == {"permission"}


def test_an_approver_without_the_role_on_the_date_cannot_sign() -> None:
    stage = stages.build("phu-luong-2023").fill(1, 0)
    decision = stage.approved()
    RoleGrant.objects.filter(user=stage.world.users["chair"], role="decider").update(
        until=stage.day - timedelta(days=1)
    )
    with pytest.raises(Refused) as no:
        stage.issue(decision)
    assert codes_of(no) == {"signer"}


# ---------------------------------------------------------------- ways back, dates, budget


def test_returned_corrected_approved_taken_back_and_approved_again() -> None:
    stage = stages.build("phu-luong-2023").fill(1, 1)
    decision = stage.submitted()
    chair, office = stage.user("chair"), stage.user("office")
    actions.return_to_office(
        decision=decision, version=decision.version, reason="Bổ sung tóm tắt", by=chair, at=stage.at()
    )
    assert (decision.state, decision.returned_reason) == ("draft", "Bổ sung tóm tắt")
    actions.submit(decision=decision, version=decision.version, by=office, at=stage.at())
    assert decision.submission_number == "02/TTr-OFFICE"
    actions.approve(decision=decision, version=decision.version, by=chair, at=stage.at())
    actions.withdraw_approval(decision=decision, version=decision.version, by=chair, at=stage.at())
    assert decision.state == "submitted"
    assert set(decision.awards.values_list("verdict", flat=True)) == {"pending"}
    actions.approve(decision=decision, version=decision.version, by=chair, at=stage.at())
    assert stage.issue(decision).state == "issued"


def test_a_draft_cannot_be_changed_once_submitted() -> None:
    stage = stages.build("phu-luong-2023").fill(1, 1)
    decision = stage.submitted()
    line = decision.awards.first()
    assert line is not None
    with pytest.raises(Refused) as no:
        actions.remove_line(award=line, version=decision.version, by=stage.user("office"), at=stage.at())
    assert codes_of(no) == {"wrong_state"}


@pytest.mark.parametrize(
    ("days", "code"), [(1, "date_in_future"), (-1, "date_before_approval")], ids=["tomorrow", "before approval"]
)
def test_dates_that_cannot_be(days: int, code: str) -> None:
    stage = stages.build("phu-luong-2023").fill(1, 0)
    decision = stage.approved()
    with pytest.raises(Refused) as no:
        actions.issue(
            decision=decision,
            version=decision.version,
            decided_on=stage.day + timedelta(days=days),
            by=stage.user("office"),
            at=stage.at("11:00"),
        )
    assert code in codes_of(no)


def test_dates_follow_the_order_of_the_register() -> None:
    stage = stages.build("phu-luong-2023").fill(1, 0)
    decision = stage.approved()
    PaperNumber.objects.create(
        body=stage.world.body, year=2023, series="QD", number=7, subject="Khác", issued_on=date(2023, 12, 1)
    )
    with pytest.raises(Refused) as no:
        stage.issue(decision)
    assert codes_of(no) == {"date_out_of_order"}


def test_a_budget_bars_what_goes_beyond_it() -> None:
    stage = stages.build("phu-luong-2023").fill(1, 1)
    finance, chair = stage.user("finance"), stage.user("chair")
    actions.set_budget(body=stage.world.body, year=2023, name="", amount=800_000, by=finance, at=stage.at())
    decision = stage.submitted()
    with pytest.raises(Refused) as no:
        actions.approve(decision=decision, version=decision.version, by=chair, at=stage.at())
    assert codes_of(no) == {"fund.exceeded"}
    assert "800.000 đ" in str(no.value)
    actions.set_budget(body=stage.world.body, year=2023, name="", amount=810_000, by=finance, at=stage.at())
    actions.approve(decision=decision, version=decision.version, by=chair, at=stage.at())
    stage.issue(decision)
    known = facts.fund(stage.world.body, 2023)
    assert (known.spent, known.left) == (810_000, 0)
    with pytest.raises(Refused) as no:
        actions.set_budget(body=stage.world.body, year=2023, name="", amount=500_000, by=finance, at=stage.at())
    assert codes_of(no) == {"below_spent"}


def test_an_unknown_budget_is_only_said() -> None:
    stage = stages.build("phu-luong-2023").fill(1, 0)
    decision = stage.submitted()
    found: list[Finding] = facts.fund_findings(facts.fund(stage.world.body, 2023), 1, binding=True)
    assert [f.severity for f in found] == ["warning"]
    assert Decision.objects.get(pk=decision.pk).total == 540_000


# ---------------------------------------------------------------- money handed over


def test_payment_once_after_the_decision_with_a_receiver_for_collectives() -> None:
    stage = stages.build("phu-luong-2023").fill(1, 1)
    decision = stage.approved()
    finance, lines = stage.user("finance"), list(decision.awards.all())
    ids = [line.pk for line in lines]
    with pytest.raises(Refused) as no:
        actions.mark_paid(decision=decision, award_ids=ids, paid_on=stage.day, by=finance, at=stage.at("12:00"))
    assert codes_of(no) == {"not_issued"}
    stage.issue(decision)
    with pytest.raises(Refused) as no:
        actions.mark_paid(decision=decision, award_ids=ids, paid_on=stage.day, by=finance, at=stage.at("12:00"))
    assert codes_of(no) == {"receiver_missing"}
    who = {lines[0].pk: "Lý Nhận Thay"}
    early = stage.day - timedelta(days=1)
    with pytest.raises(Refused) as no:
        actions.mark_paid(
            decision=decision, award_ids=ids, paid_on=early, receivers=who, by=finance, at=stage.at("12:00")
        )
    assert codes_of(no) == {"date_before_decision"}
    done = actions.mark_paid(
        decision=decision, award_ids=ids, paid_on=stage.day, receivers=who, by=finance, at=stage.at("12:00")
    )
    assert done == 2
    assert set(decision.awards.values_list("receiver", flat=True)) == {"Lý Nhận Thay", "Nguyễn Ứng Cử 01"}
    with pytest.raises(Refused) as no:
        actions.mark_paid(
            decision=decision, award_ids=ids, paid_on=stage.day, receivers=who, by=finance, at=stage.at("12:00")
        )
    assert codes_of(no) == {"paid"}
    with pytest.raises(Refused) as no:
        actions.mark_paid(
            decision=decision, award_ids=ids, paid_on=stage.day, by=stage.user("office"), at=stage.at("12:00")
        )
    assert codes_of(no) == {"permission"}
