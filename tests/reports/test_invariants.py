"""Every invariant has at least one mutation that trips it: a raw change of rows in a sound world.

A check without a mutation fails this module, so does a mutation of no check.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, models
from pytest_django import DjangoDbBlocker

from tests.factories import readings
from tests.factories import world as worlds
from tests.factories.followed import amend, follow
from tests.factories.line import Line
from tests.reports import mutations_drafts, mutations_follow  # noqa: F401  # register
from tests.reports.mutating import MUTATIONS, Mutation, change, trips
from tests.support.built_once import shared_rows
from thidua.config import cli
from thidua.councils.models import Attendance, Ballot, Conflict, Motion, Session, VoteCast
from thidua.decisions.models import Award, Decision, Proposal
from thidua.dossiers.actions import open_dossier
from thidua.dossiers.models import Appraisal, Candidate, Dossier, Submission
from thidua.drafting import launching
from thidua.movements.models import Duty, Movement, PlanVersion, Round
from thidua.org.models import Person, Post, RoleGrant, Unit
from thidua.records import files
from thidua.records.models import PaperNumber, StoredFile
from thidua.reports import invariants

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _sound_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A plan with a council carried to the proposal upward, and another body whose plan has just been launched."""
    with shared_rows(django_db_blocker):
        Line("phu-luong-2023").proposed()
        other = worlds.build("soc-trang-2025", tag="b")
        movement = worlds.launch(other)
        follow(other, movement, worlds.at("2026-01-10 09:00"))
        amend(other, movement, worlds.at("2026-01-12 09:00"))
        open_dossier(
            round=movement.rounds.get(),
            unit=other.units["one"],
            by=other.users["clerk"],
            at=worlds.at("2026-01-13 09:00"),
        )
        _launched_from_a_file()
        yield


def _launched_from_a_file() -> None:
    """A third body launches a plan that came as a file, with the signed paper."""
    third, at = worlds.build("hoa-phong-2025", tag="c"), worlds.at("2025-10-27 09:00")
    draft = readings.in_state("ready", third.body, third.users["office"], at)
    launching.launch(
        draft=draft,
        version=draft.version,
        issued_on=at.date(),
        number=None,
        signer=third.people["Trần Văn Chủ"],
        capacity="TM",
        signed=("ky.pdf", readings.PDF),
        by=third.users["office"],
        at=at,
    )


# ---------------------------------------------------------------- sessions and votes

change("session_states_are_known", Session, state="lơ lửng")
change("counted_sessions_have_results", Motion, passed=None)
change("counted_sessions_have_results", Motion, yes=99)
change("nothing_is_known_before_the_count", Session, state="voting")
change("chosen_motions_passed", Motion, passed=False)
change("only_free_members_vote", Attendance, present=False)


@trips("only_free_members_vote")
def a_conflict_appears_after_the_vote() -> None:
    cast = VoteCast.objects.first()
    assert cast is not None
    Conflict.objects.create(motion=cast.motion, member=cast.member, reason="anh em", declared=True)


@trips("ballots_equal_casts")
def a_paper_is_taken_out() -> None:
    ballot = Ballot.objects.first()
    assert ballot is not None
    Ballot.objects.filter(pk=ballot.pk).update(papers=ballot.papers[1:])


@trips("ballots_equal_casts")
def a_whole_urn_is_missing() -> None:
    ballot = Ballot.objects.first()
    assert ballot is not None
    Ballot.objects.filter(pk=ballot.pk).delete()


@trips("ballots_are_shuffled")
def papers_lie_as_they_came() -> None:
    ballot = Ballot.objects.first()
    assert ballot is not None
    assert len(ballot.papers) > 1
    Ballot.objects.filter(pk=ballot.pk).update(papers=ballot.papers[::-1])


@trips("ballots_are_shuffled")
def a_paper_is_copied() -> None:
    ballot = Ballot.objects.first()
    assert ballot is not None
    Ballot.objects.filter(pk=ballot.pk).update(papers=[ballot.papers[0], *ballot.papers[:-1]])


@trips("motions_fit_their_round")
def a_session_moves_to_another_round() -> None:
    other = Round.objects.exclude(pk__in=Session.objects.values("round")).first()
    Session.objects.update(round=other)


# ---------------------------------------------------------------- decisions and money

change("decision_states_are_known", Decision, state="nửa vời")
change("decision_states_are_known", Proposal, state="nửa vời")
change("issued_decisions_are_numbered", Decision, number="")
change("issued_decisions_are_numbered", Decision, number="7")
change("issued_decisions_are_numbered", Decision, decided_on=None)
change("issued_decisions_are_numbered", Decision, signer_name="")
change("refusals_and_candidates_agree", Award, verdict="refused")
change("refusals_and_candidates_agree", Award, verdict="pending")
change("awards_are_registered", Award, register_number=None)
change("awards_are_registered", Award, commendation=None)
change("amounts_follow_the_law", Award, amount=1_000_000)
change("amounts_follow_the_law", Award, form="huan-chuong")
change("totals_add_up", Decision, total=1)
change("money_follows_the_decision", Decision, state="approved")


@trips("awards_and_candidates_agree")
def somebody_is_awarded_without_a_decision() -> None:
    Candidate.objects.update(state="awarded")
    Award.objects.update(verdict="refused")


@trips("awards_and_candidates_agree")
def somebody_awarded_is_taken_back() -> None:
    Candidate.objects.filter(awards__decision__state="issued").update(state="eligible")


@trips("awards_are_registered")
def a_code_is_short_enough_to_guess() -> None:
    award = Award.objects.first()
    assert award is not None
    Award.objects.filter(pk=award.pk).update(code="ABC-123")


@trips("quotas_are_kept")
def more_are_awarded_than_the_plan_allows() -> None:
    for version in PlanVersion.objects.all():
        data = version.data
        data["quotas"] = [{**quota, "value": 0} for quota in data["quotas"]]
        PlanVersion.objects.filter(pk=version.pk).update(data=data)


@trips("proposals_are_allowed")
def an_award_of_our_own_is_asked_for_above() -> None:
    plan = Proposal.objects.get().round.movement.plan_versions.get(in_force=True).plan
    Proposal.objects.update(award_id=next(a.id for a in plan.awards if a.mode == "award"))


# ---------------------------------------------------------------- dossiers

change("dossier_states_are_known", Dossier, state="đâu đó")
change("dossier_states_are_known", Candidate, state="đâu đó")
change("filed_dossiers_have_receipts", Dossier, filed_at=None)
change("lateness_agrees_with_the_clock", Submission, late=True)
change("appraised_candidates_have_an_appraisal", Appraisal, conclusion="ineligible")
change("candidates_wait_for_their_dossier", Dossier, state="filed")


@trips("filed_dossiers_have_receipts")
def a_receipt_is_gone() -> None:
    Submission.objects.all().delete()


@trips("lateness_agrees_with_the_clock")
def a_late_dossier_is_called_punctual() -> None:
    Submission.objects.update(filed_at=models.F("closes_at"))  # the closing instant itself is too late


@trips("barred_late_dossiers_stay_out")
def a_late_dossier_slips_in() -> None:
    Round.objects.update(bars_late=True)
    Dossier.objects.update(late=True)


@trips("receipts_name_stored_papers")
def a_receipt_names_another_paper() -> None:
    receipt = Submission.objects.first()
    assert receipt is not None
    Submission.objects.filter(pk=receipt.pk).update(papers=[{**receipt.papers[0], "sha256": "0" * 64}])


@trips("revocations_agree")
def an_award_is_taken_back_without_a_decision() -> None:
    Candidate.objects.update(state="revoked")


@trips("revocations_agree")
def a_commendation_is_crossed_out() -> None:
    Award.objects.exclude(commendation=None)[0].commendation.__class__.objects.update(revoked_on="2024-01-02")


@trips("dossiers_without_anybody_are_closed")
def a_dossier_waits_for_nobody() -> None:
    Candidate.objects.update(state="ineligible")
    Dossier.objects.update(state="appraised")


@trips("appraised_candidates_have_an_appraisal")
def an_appraisal_is_gone() -> None:
    Appraisal.objects.all().delete()


@trips("candidates_stay_inside")
def a_dossier_of_another_body() -> None:
    Dossier.objects.update(unit=Unit.objects.filter(code__startswith="b").exclude(body=models.F("pk")).first())


@trips("candidates_stay_inside")
def a_candidate_of_another_body() -> None:
    Candidate.objects.filter(kind="collective").update(unit=Unit.objects.filter(code__startswith="b").first())


@trips("dossiers_keep_their_plan")
def a_dossier_under_the_plan_of_another_movement() -> None:
    other = PlanVersion.objects.exclude(pk__in=Dossier.objects.values("plan_version")).first()
    Dossier.objects.update(plan_version=other)


# ---------------------------------------------------------------- movements

change("movement_states_are_known", Movement, state="mở màn")
change("one_plan_in_force", PlanVersion, in_force=False)
change("one_plan_in_force", PlanVersion, data={"code": "hỏng"})
change("launched_plans_are_signed", PlanVersion, paper_number="")
change("launched_plans_are_signed", PlanVersion, issued_on=None)
change("launched_plans_are_signed", PlanVersion, signer_name="")
change("launched_plans_are_signed", Movement, launched_at=None)
change("rounds_follow_the_plan", Round, key="một-đợt-lạ")


@trips("rounds_follow_the_plan")
def a_deadline_shifts_by_a_second() -> None:
    for each in Round.objects.exclude(closes_at=None):
        Round.objects.filter(pk=each.pk).update(closes_at=each.closes_at + timedelta(seconds=1))


@trips("duties_stay_inside_the_body")
def a_duty_for_a_foreign_unit() -> None:
    duty = Duty.objects.filter(movement__body__code__startswith="b").first()
    assert duty is not None
    Duty.objects.filter(pk=duty.pk).update(unit=Unit.objects.filter(code__startswith="a").first())


# ---------------------------------------------------------------- journal, files, numbers, people

change("files_are_whole", StoredFile, size=1)
change("folded_names_agree", Person, name_fold="ai do")
change("folded_names_agree", Person, name_key="00")
change("folded_names_agree", Unit, name_fold="noi nao")
change("units_have_a_body", Unit, body=None)


@trips("journal_is_whole")
def an_entry_is_rewritten() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_no_update")
        else:
            cursor.execute("ALTER TABLE audit_journalentry DISABLE TRIGGER journal_no_change")
        cursor.execute("UPDATE audit_journalentry SET sentence = 'Không có gì' WHERE seq = 2")


@trips("files_are_whole")
def a_file_is_gone() -> None:
    stored = StoredFile.objects.first()
    assert stored is not None
    StoredFile.objects.filter(pk=stored.pk).update(sha256="f" * 64)


@trips("files_are_whole")
def a_file_is_another() -> None:
    wrong = "e" * 64
    path = files.path_of(wrong)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"khac")
    StoredFile.objects.create(
        sha256=wrong, size=4, media_type="text/plain", extension="txt", stored_at=worlds.at("2026-01-01 00:00")
    )


@trips("numbers_have_no_gaps")
def a_number_is_skipped() -> None:
    last = PaperNumber.objects.filter(series="QD").latest("number")
    last.pk, last.number = None, last.number + 2
    last.save(force_insert=True)


@trips("posts_stay_inside_the_body")
def a_post_in_another_body() -> None:
    Post.objects.filter(unit__code__startswith="a").update(unit=Unit.objects.filter(code__startswith="b").first())


@trips("grants_stay_inside_the_body")
def a_role_in_another_body() -> None:
    grant = RoleGrant.objects.filter(unit__code__startswith="a").first()
    assert grant is not None
    RoleGrant.objects.filter(pk=grant.pk).update(unit=Unit.objects.filter(code__startswith="b").first())


@trips("units_have_a_body")
def a_unit_under_a_unit_that_is_no_body() -> None:
    units = Unit.objects.filter(code__startswith="b").exclude(body=models.F("pk"))
    first, second = units[0], units[1]
    Unit.objects.filter(pk=first.pk).update(body=second)


# ----------------------------------------------------------------

CASES = [
    pytest.param(check, each, id=f"{check}-{n}") for check, list_ in MUTATIONS.items() for n, each in enumerate(list_)
]


def test_the_world_is_sound() -> None:
    found = invariants.run()
    assert [(r.code, r.problems) for r in found if r.problems] == []
    assert len(found) >= 24


def test_every_check_has_a_mutation() -> None:
    invariants.run()  # registers
    assert set(MUTATIONS) == set(invariants.CHECKS)


@pytest.mark.parametrize(("check", "mutation"), CASES)
def test_a_mutation_trips_its_check(check: str, mutation: Mutation) -> None:
    assert invariants.run(check)[0].problems == []
    mutation()
    (result,) = invariants.run(check)
    assert result.problems
    assert all(len(problem) > 10 for problem in result.problems)


def test_the_command_tells_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check-invariants"]) == 0
    Decision.objects.update(total=1)
    assert cli.main(["check-invariants"]) == 1
    assert "✗ totals_add_up" in capsys.readouterr().out
