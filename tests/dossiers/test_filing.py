"""Deadlines to the second, receipts, withdrawal, return and filing again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.dossiers.steps import Stage
from tests.factories.world import at
from thidua.dossiers import actions
from thidua.dossiers.models import Dossier, Submission
from thidua.movements.actions import set_deadline
from thidua.notices.models import Notice
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def codes(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in error.value.findings}


def closing(stage: Stage) -> datetime:
    assert stage.round.closes_at is not None
    return stage.round.closes_at


# ---------------------------------------------------------------- lateness


@pytest.mark.parametrize(("shift", "late"), [(-SECOND, False), (timedelta(0), True), (SECOND, True)])
def test_where_the_plan_is_silent_a_late_dossier_is_filed_and_marked(shift: timedelta, late: bool) -> None:
    stage = Stage("truc-ninh-2021-2025")
    assert closing(stage) == at("2024-12-10 00:00")
    receipt = stage.file(stage.confirmed(), closing(stage) + shift)
    assert receipt.late is late
    assert Dossier.objects.get().late is late


@pytest.mark.parametrize(("shift", "filed"), [(-SECOND, True), (timedelta(0), False), (SECOND, False)])
def test_where_the_plan_bars_late_dossiers_they_lapse(shift: timedelta, filed: bool) -> None:
    stage = Stage("phu-luong-2023")
    assert closing(stage) == at("2023-10-03 00:00")
    dossier = stage.confirmed()
    if filed:
        assert not stage.file(dossier, closing(stage) + shift).late
        return
    with pytest.raises(Refused) as error:
        stage.file(dossier, closing(stage) + shift)
    assert codes(error) == {"late_barred"}
    assert error.value.findings[0].source is not None
    dossier.refresh_from_db()
    assert dossier.state == "lapsed"
    assert not Submission.objects.exists()


def test_without_a_deadline_nothing_is_late() -> None:
    stage = Stage("hoa-phong-2025")
    assert stage.round.closes_at is None
    receipt = stage.file(stage.confirmed(), at("2027-06-01 08:00"))
    assert receipt.late is False
    assert receipt.closes_at is None


def test_a_deadline_set_by_the_office_marks_what_comes_after_it() -> None:
    stage = Stage("hoa-phong-2025")
    dossier = stage.confirmed()
    day = (stage.moment + timedelta(days=2)).date()
    set_deadline(round=stage.round, last_day=day, reason="Công văn 12/UBND", by=stage.user("office"), at=stage.moment)
    dossier.round.refresh_from_db()
    assert stage.file(dossier, stage.moment + timedelta(days=4)).late is True


def test_the_last_day_of_no_later_than_is_in_time() -> None:
    stage = Stage("phan-rang-2024")
    assert closing(stage) == at("2024-11-21 00:00")
    assert stage.file(stage.confirmed(), at("2024-11-20 23:59:59")).late is False


def test_overdue_dossiers_lapse_once() -> None:
    stage = Stage("phu-luong-2023")
    dossier = stage.ready()
    assert actions.lapse_overdue(closing(stage) - SECOND) == 0
    assert actions.lapse_overdue(closing(stage)) == 1
    assert actions.lapse_overdue(closing(stage) + SECOND) == 0
    dossier.refresh_from_db()
    assert dossier.state == "lapsed"
    assert dossier.papers.exists() or dossier.candidates.exists()
    assert actions.reopen_in_time(closing(stage) + SECOND) == 0
    type(dossier.round).objects.update(closes_at=closing(stage) + timedelta(days=3))  # an event was corrected
    assert actions.reopen_in_time(dossier.round.closes_at + SECOND) == 1
    dossier.refresh_from_db()
    assert dossier.state == "draft"


def test_silent_plans_never_lapse() -> None:
    stage = Stage("truc-ninh-2021-2025")
    stage.ready()
    assert actions.lapse_overdue(closing(stage) + timedelta(days=400)) == 0


def test_no_dossier_is_begun_after_a_barring_deadline() -> None:
    stage = Stage("phu-luong-2023")
    with pytest.raises(Refused) as error:
        actions.open_dossier(round=stage.round, unit=stage.one, by=stage.user("clerk"), at=closing(stage))
    assert codes(error) == {"deadline_passed"}


# ---------------------------------------------------------------- confirm and file


def test_confirming_says_everything_that_is_missing_at_once() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.open()
    stage.add_unit(dossier)
    stage.add_person(dossier)
    with pytest.raises(Refused) as error:
        actions.confirm(dossier=dossier, by=stage.user("head"), at=stage.moment)
    assert [f.code for f in error.value.findings if f.severity == "error"] == ["paper.missing"] * 3
    assert all(f.source for f in error.value.findings)


def test_an_empty_dossier_cannot_be_confirmed() -> None:
    stage = Stage("soc-trang-2025")
    with pytest.raises(Refused) as error:
        actions.confirm(dossier=stage.open(), by=stage.user("head"), at=stage.moment)
    assert "candidates.none" in codes(error)


def test_a_head_confirms_only_what_was_read() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.ready()
    seen = dossier.version
    stage.write(dossier)
    with pytest.raises(Refused) as error:
        actions.confirm(dossier=dossier, version=seen, by=stage.user("head"), at=stage.moment)
    assert codes(error) == {"stale"}


def test_a_dossier_is_filed_once() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.confirmed()
    twin = Dossier.objects.get(pk=dossier.pk)
    stage.file(dossier)
    with pytest.raises(Refused) as error:
        stage.file(twin)
    assert codes(error) == {"stale"}
    assert Submission.objects.count() == 1


def test_nothing_can_be_written_after_confirmation() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.confirmed()
    with pytest.raises(Refused) as error:
        stage.write(dossier)
    assert codes(error) == {"wrong_state"}
    actions.unconfirm(dossier=dossier, by=stage.user("head"), at=stage.moment)
    stage.write(dossier)


@pytest.mark.parametrize("name", ["clerk2", "head2", "office", "admin", "chair"])
def test_others_do_not_write_for_the_unit(name: str) -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.confirmed()
    with pytest.raises(Refused) as error:
        actions.file(dossier=dossier, by=stage.user(name), at=stage.moment)
    assert codes(error) == {"permission"}


def test_the_clerk_does_not_confirm() -> None:
    stage = Stage("soc-trang-2025")
    with pytest.raises(Refused) as error:
        actions.confirm(dossier=stage.ready(), by=stage.user("clerk"), at=stage.moment)
    assert codes(error) == {"permission"}


def test_receipts_are_numbered_without_gaps_and_the_office_is_told() -> None:
    stage = Stage("soc-trang-2025")
    first = stage.file(stage.confirmed())
    other = stage.open("two", "clerk2")
    stage.add_unit(other, "clerk2")
    stage.meet(other, "clerk2")
    stage.write(other, "clerk2")
    actions.confirm(dossier=other, by=stage.user("head2"), at=stage.moment)
    second = actions.file(dossier=other, by=stage.user("clerk2"), at=stage.moment + SECOND)
    assert (first.number, second.number) == ("01/TNHS", "02/TNHS")
    assert Notice.objects.filter(user=stage.user("office"), title__contains="nộp hồ sơ").count() == 2


# ---------------------------------------------------------------- withdraw


def test_a_filed_dossier_comes_back_before_the_deadline_only() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.confirmed()
    stage.file(dossier)
    with pytest.raises(Refused) as error:
        actions.withdraw(dossier=dossier, by=stage.user("head"), at=closing(stage))
    assert codes(error) == {"withdraw_too_late"}
    actions.withdraw(dossier=dossier, by=stage.user("head"), at=closing(stage) - SECOND)
    assert (dossier.state, dossier.filed_at) == ("draft", None)
    assert not dossier.papers.filter(origin="generated", file__isnull=False).exists()
    assert Submission.objects.count() == 1
    actions.confirm(dossier=dossier, by=stage.user("head"), at=stage.moment)
    assert stage.file(dossier).number == "02/TNHS"


# ---------------------------------------------------------------- return and file again

DEFECT = {
    "paper": "Biên bản họp",
    "what": "Biên bản chưa ghi tổng số người dự họp.",
    "clause": "mục IV.2.b",
    "fix": "Ghi lại",
}


def returned(code: str = "truc-ninh-2021-2025") -> tuple[Stage, Dossier, datetime]:
    stage = Stage(code)
    dossier = stage.received()
    answer_by = stage.moment + timedelta(days=10)
    actions.return_for_supplement(
        dossier=dossier,
        defects=[DEFECT],
        answer_by=answer_by,
        by=stage.user("office"),
        at=stage.moment + timedelta(hours=2),
    )
    return stage, dossier, answer_by


def test_a_returned_dossier_is_filed_again_even_after_the_deadline() -> None:
    stage, dossier, answer_by = returned()
    assert closing(stage) < answer_by - SECOND
    receipt = actions.refile(dossier=dossier, by=stage.user("clerk"), at=answer_by - SECOND)
    assert receipt.refiled
    assert not receipt.late
    assert dossier.state == "filed"
    assert dossier.returns.get().answered_at == answer_by - SECOND
    assert dossier.filed_at == stage.moment


def test_the_answer_has_its_own_deadline_which_the_office_can_move() -> None:
    stage, dossier, answer_by = returned()
    with pytest.raises(Refused) as error:
        actions.refile(dossier=dossier, by=stage.user("clerk"), at=answer_by)
    assert codes(error) == {"answer_too_late"}
    actions.extend_answer(
        dossier=dossier,
        answer_by=answer_by + timedelta(days=3),
        reason="Đơn vị có văn bản xin gia hạn",
        by=stage.user("office"),
        at=answer_by,
    )
    assert actions.refile(dossier=dossier, by=stage.user("clerk"), at=answer_by).refiled


def test_a_report_changed_after_the_return_needs_the_head_where_the_plan_asks_it() -> None:
    stage, dossier, answer_by = returned()
    stage.write(dossier)
    with pytest.raises(Refused) as error:
        actions.refile(dossier=dossier, by=stage.user("clerk"), at=answer_by - SECOND)
    assert "paper.unconfirmed" in codes(error)
    assert actions.refile(dossier=dossier, by=stage.user("head"), at=answer_by - SECOND).refiled


def test_a_return_lists_defects_and_a_day() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.received()
    late = stage.moment + timedelta(hours=2)
    with pytest.raises(Refused) as error:
        actions.return_for_supplement(dossier=dossier, defects=[], answer_by=late, by=stage.user("office"), at=late)
    assert codes(error) == {"defects_missing", "answer_by_past"}
    dossier.refresh_from_db()
    assert dossier.state == "received"


def test_only_the_office_receives() -> None:
    stage = Stage("soc-trang-2025")
    dossier = stage.confirmed()
    stage.file(dossier)
    for name in ("clerk", "head", "admin", "chair", "secretary"):
        with pytest.raises(Refused) as error:
            actions.receive(dossier=dossier, by=stage.user(name), at=stage.moment)
        assert codes(error) == {"permission"}
    foreign = Stage("soc-trang-2025", tag="b")
    with pytest.raises(Refused):
        actions.receive(dossier=dossier, by=foreign.user("office"), at=stage.moment)
