"""From candidates to an issued decision for all five plans, and what stands afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from tests.decisions import stage as stages
from thidua.audit import journal
from thidua.decisions import actions
from thidua.decisions.models import Decision
from thidua.notices.models import Notice
from thidua.records import files
from thidua.records.models import Commendation, PaperNumber
from thidua.reports.invariants import decisions as invariants
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db
NUMBERS = {
    "phu-luong-2023": (2, 3),
    "truc-ninh-2021-2025": (2, 3),
    "hoa-phong-2025": (0, 2),
    "phan-rang-2024": (2, 2),
    "soc-trang-2025": (4, 6),
}
MONEY = {  # (collective, individual) by the law of the day of the decision
    "phu-luong-2023": (540_000, 270_000),
    "truc-ninh-2021-2025": (900_000, 450_000),
    "hoa-phong-2025": (1_410_000, 710_000),
    "phan-rang-2024": (1_410_000, 710_000),
    "soc-trang-2025": (1_410_000, 710_000),
}


def check_invariants() -> list[str]:
    checks = (
        invariants.decision_states_are_known,
        invariants.issued_decisions_are_numbered,
        invariants.awards_and_candidates_agree,
        invariants.awards_are_registered,
        invariants.amounts_follow_the_law,
        invariants.totals_add_up,
        invariants.quotas_are_kept,
        invariants.money_follows_the_decision,
        invariants.proposals_are_allowed,
    )
    return [problem for check in checks for problem in check()]


@pytest.mark.parametrize("code", NUMBERS)
def test_five_plans_to_issued_decision(code: str) -> None:
    stage = stages.build(code).fill(*NUMBERS[code])
    decision = stage.issued()
    collectives, people = NUMBERS[code]
    collective, individual = MONEY[code]
    assert decision.state == "issued"
    assert decision.number == "01"
    assert decision.total == collectives * collective + people * individual
    assert decision.signer_name == "Trần Văn Chủ"
    assert decision.capacity == "own"
    awards = list(decision.awards.select_related("candidate", "commendation"))
    assert {a.candidate.state for a in awards} == {"awarded"}
    assert [a.register_number for a in awards] == list(range(1, collectives + people + 1))
    assert [a.order for a in awards] == list(range(1, collectives + people + 1))
    assert len({a.code for a in awards}) == len(awards)
    assert all(len(a.code) == 26 for a in awards)
    assert all(a.commendation.decision_number == "01/QĐ-UBND" for a in awards)
    assert not stage.round.dossiers.exclude(state="closed").exists()
    assert decision.law["base_salary"] in (1_490_000, 1_800_000, 2_340_000)
    assert decision.submission_number == "01/TTr-OFFICE"
    assert decision.paper is not None
    assert files.read(decision.paper).startswith(b"%PDF")
    assert decision.paper_docx is not None
    assert files.read(decision.paper_docx).startswith(b"PK")
    assert check_invariants() == []
    acts = set(journal.of(decision).values_list("act", flat=True))
    assert {"decision.draft", "decision.submit", "decision.approve", "decision.issue"} <= acts
    assert Notice.objects.filter(user=stage.world.users["clerk"], title__contains="01/QĐ-UBND").exists()
    assert Notice.objects.filter(user=stage.world.users["finance"]).exists()


@pytest.mark.parametrize(
    ("day", "individual", "collective"),
    [
        (date(2026, 2, 12), 710_000, 1_410_000),
        (date(2026, 6, 30), 710_000, 1_410_000),
        (date(2026, 7, 1), 760_000, 1_520_000),
        (date(2026, 7, 15), 760_000, 1_520_000),
    ],
)
def test_soc_trang_money_follows_the_day_of_the_decision(day: date, individual: int, collective: int) -> None:
    decision = stages.build("soc-trang-2025", day=day).fill(4, 1).issued()
    amounts = {a.candidate.kind: a.amount for a in decision.awards.select_related("candidate")}
    assert amounts == {"collective": collective, "individual": individual}
    assert decision.law["on"] == day.isoformat()


@pytest.mark.parametrize(
    ("code", "day", "year", "individual", "collective"),
    [
        ("truc-ninh-2021-2025", date(2021, 12, 20), 2021, 450_000, 900_000),
        ("truc-ninh-2021-2025", date(2023, 12, 20), 2023, 540_000, 1_080_000),
        ("truc-ninh-2021-2025", date(2024, 12, 20), 2024, 710_000, 1_410_000),
        ("hoa-phong-2025", date(2025, 6, 27), 2025, 360_000, None),
        ("hoa-phong-2025", date(2025, 12, 30), 2025, 710_000, None),
        ("phan-rang-2024", date(2024, 11, 29), 2024, 710_000, 1_410_000),
    ],
)
def test_other_seed_vectors(code: str, day: date, year: int, individual: int, collective: int | None) -> None:
    decision = stages.build(code, day=day, year=year).fill(1 if collective else 0, 2).issued()
    amounts = {a.candidate.kind: a.amount for a in decision.awards.select_related("candidate")}
    assert amounts == {"individual": individual} | ({"collective": collective} if collective else {})


def test_money_is_computed_again_on_the_day_of_issue() -> None:
    stage = stages.build("soc-trang-2025", day=date(2026, 6, 30)).fill(4, 1)
    decision = stage.approved()
    assert decision.total == 4 * 1_410_000 + 710_000
    stage.day = date(2026, 7, 1)
    assert stage.issue(decision).total == 4 * 1_520_000 + 760_000
    assert check_invariants() == []


def test_a_district_cannot_decide_after_its_end() -> None:
    stage = stages.build("truc-ninh-2021-2025", day=date(2025, 12, 20), year=2025).fill(1, 1)
    with pytest.raises(Refused) as no:
        stage.submitted()
    assert "30/06/2025" in str(no.value)
    assert not Decision.objects.filter(state="submitted").exists()


def test_a_deputy_signs_for_the_chairman() -> None:
    decision = stages.build().fill(4, 2).issued(by="vice")
    assert (decision.capacity, decision.signer_name, decision.signer_title) == ("KT", "Lê Thị Phó", "Phó Chủ tịch")


def test_numbers_run_on_and_history_is_written() -> None:
    first = stages.build("phu-luong-2023").fill(1, 1)
    first.issued()
    first.candidate(first.world.units["two"], first.world.person("Trần Sau Cùng", first.world.units["two"]))
    second = first.issued()
    assert second.number == "02"
    series = PaperNumber.objects.filter(body=first.world.body)
    assert list(series.filter(series="QD").order_by("number").values_list("number", flat=True)) == [1, 2]
    assert list(series.filter(series="SKT").order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    rows = Commendation.objects.filter(movement_key=first.round.movement.slug)
    assert rows.count() == 3
    assert {row.authority_tier for row in rows} == {"commune"}


def test_a_paper_numbered_outside_is_entered_and_dates_keep_their_order() -> None:
    stage = stages.build("phu-luong-2023").fill(1, 0)
    decision = stage.approved()
    actions.issue(
        decision=decision,
        version=decision.version,
        decided_on=stage.day,
        number=118,
        by=stage.user("office"),
        at=stage.at("11:00"),
    )
    assert decision.number == "118"
    stage.candidate(stage.world.units["two"])
    later = stage.approved()
    with pytest.raises(Refused, match="đã qua"):
        actions.issue(
            decision=later,
            version=later.version,
            decided_on=stage.day,
            number=118,
            by=stage.user("office"),
            at=stage.at("12:00"),
        )
    later.refresh_from_db()
    assert later.state == "approved"
