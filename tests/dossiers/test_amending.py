"""An amendment of the plan: issued once, in force on its day; drafts go over, filed dossiers keep their version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.dossiers.steps import Stage
from tests.factories.world import at
from thidua.audit.models import JournalEntry
from thidua.dossiers import actions as dossier_actions
from thidua.dossiers import amending
from thidua.dossiers.models import Dossier
from thidua.movements import amending as plan_amending
from thidua.movements import difficulties, editing, queries
from thidua.movements.editing import Target
from thidua.movements.models import Amendment, Movement, PlanVersion
from thidua.org.models import User
from thidua.plans import Plan, edit
from thidua.plans import model as m
from thidua.records.models import PaperNumber
from thidua.reports import invariants
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
StandAt = Callable[[str], None]
NOW = at("2026-01-10 09:00")


def codes(caught: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in caught.value.findings}


@pytest.fixture
def stage() -> Stage:
    """A ward whose last day for dossiers is 29/01/2026."""
    return Stage("soc-trang-2025")


def later(plan: Plan) -> Plan:
    """The deadline moved to 14/02/2026."""
    due = plan.deadlines[0]
    return edit.replaced(plan, due.id, replace(due, rule="2026-02-15"))


def one_more_paper(plan: Plan) -> Plan:
    paper = m.PaperItem(
        "giay-moi", "Bản số liệu", "extract", "dossier", (), (), (), None, None, (), None, "unit", m.Source("IV.2")
    )
    return edit.added(later(plan), "papers", paper)


def drafted(stage: Stage, change: Callable[[Plan], Plan] = later, when: datetime = NOW) -> Amendment:
    with transaction.atomic():
        made = plan_amending.begin(
            movement=stage.movement, reason="Kỳ đánh giá kết thúc muộn.", by=stage.user("office"), at=when
        )
    target = Target(stage.movement, made)
    editing.save(target=target, version=made.version, plan=change(made.plan), by=stage.user("office"), at=when)
    made.refresh_from_db()
    return made


def issue(stage: Stage, amendment: Amendment, when: datetime = NOW, **changes: Any) -> PlanVersion:
    given: dict[str, Any] = {
        "amendment": amendment,
        "version": amendment.version,
        "issued_on": when.date(),
        "effective_on": when.date(),
        "number": None,
        "signer": stage.person("Trần Văn Chủ"),
        "capacity": "TM",
        "applies_to_filed": False,
        "by": stage.user("office"),
        "at": when,
    }
    return amending.issue(**given | changes)


def sound() -> list[str]:
    return [problem for result in invariants.run() for problem in result.problems]


# ---------------------------------------------------------------- issuing


def test_an_amendment_is_a_new_version_with_its_own_paper(stage: Stage) -> None:
    first = queries.current_version(stage.movement)
    made = issue(stage, drafted(stage))
    amendment = Amendment.objects.get()
    assert (made.number, made.in_force, made.paper_number) == (2, True, first.paper_number)
    taken = PaperNumber.objects.get(series="KH", year=2026)  # the plan's own number is of the year before
    assert amendment.number == f"{taken.number:02d}"
    assert (amendment.state, amendment.made, amendment.signer_name) == ("in_force", made, "Trần Văn Chủ")
    stage.round.refresh_from_db()
    assert stage.round.closes_at == at("2026-02-15 00:00")
    assert not PlanVersion.objects.get(pk=first.pk).in_force
    assert sound() == []


def test_a_body_that_is_gone_amends_nothing() -> None:
    district = Stage("phan-rang-2024")
    when = at("2024-10-21 09:00")
    amendment = drafted(district, lambda plan: edit.replaced(
        plan, plan.deadlines[0].id, replace(plan.deadlines[0], rule="2025-12-05")), when)  # fmt: skip
    with pytest.raises(Refused) as caught:
        issue(district, amendment, at("2025-07-01 09:00"))
    assert "body_ended" in codes(caught)
    assert PlanVersion.objects.filter(movement=district.movement).count() == 1


def test_everyone_concerned_is_told_what_changed_in_words(stage: Stage) -> None:
    issue(stage, drafted(stage))
    for account in ("clerk", "head", "clerk2", "secretary", "chair", "finance"):
        (note,) = stage.user(account).notices.filter(title__startswith="Sửa đổi kế hoạch")
        assert "hạn từ “trước ngày 30/01 năm sau” thành “trước ngày 15/02/2026”" in note.text
        assert "Hồ sơ đã nộp giữ theo bản kế hoạch lúc nộp" in note.text
    entry = JournalEntry.objects.get(act="amendment.issue")
    assert entry.data["changes"]
    assert entry.data["changes"] == Amendment.objects.get().changes


def test_drafts_go_over_and_filed_dossiers_keep_their_version(stage: Stage) -> None:
    stage.good_facts()
    filed = stage.confirmed()
    stage.file(filed, NOW - timedelta(days=1))
    draft = stage.open("two", by="clerk2")
    first = filed.plan_version
    made = issue(stage, drafted(stage, one_more_paper))
    filed.refresh_from_db()
    draft.refresh_from_db()
    assert (filed.plan_version, draft.plan_version) == (first, made)
    assert stage.user("clerk2").notices.filter(title__startswith="Hồ sơ của Phòng Tư pháp").count() == 1
    assert stage.user("clerk").notices.filter(title__startswith="Hồ sơ của Phòng Kinh tế").count() == 0
    assert sound() == []
    # What is asked of each follows its own version.
    papers = {d.pk: {n.item.id for n in dossier_actions_needs(d)} for d in (filed, draft)}
    assert "giay-moi" in papers[draft.pk]
    assert "giay-moi" not in papers[filed.pk]


def dossier_actions_needs(dossier: Dossier) -> list[Any]:
    from thidua.dossiers.required import needs

    return needs(Dossier.objects.get(pk=dossier.pk))


def test_the_amendment_may_say_otherwise_for_filed_dossiers(stage: Stage) -> None:
    stage.good_facts()
    filed = stage.confirmed()
    stage.file(filed, NOW - timedelta(days=1))
    made = issue(stage, drafted(stage), applies_to_filed=True)
    filed.refresh_from_db()
    assert filed.plan_version == made


def test_a_judged_dossier_keeps_its_version_whatever_the_amendment_says(stage: Stage) -> None:
    dossier = stage.open()
    first = dossier.plan_version
    Dossier.objects.filter(pk=dossier.pk).update(state="appraised")
    issue(stage, drafted(stage), applies_to_filed=True)
    dossier.refresh_from_db()
    assert dossier.plan_version == first


def test_before_its_day_nothing_changes_and_the_clock_puts_it_in_force(stage: Stage) -> None:
    draft = stage.open("two", by="clerk2")
    closes = stage.round.closes_at
    made = issue(stage, drafted(stage), effective_on=date(2026, 1, 20))
    stage.round.refresh_from_db()
    draft.refresh_from_db()
    assert (made.in_force, stage.round.closes_at, draft.plan_version.number) == (False, closes, 1)
    assert amending.take_effect_due(at("2026-01-19 23:59")) == 0
    assert amending.take_effect_due(at("2026-01-20 00:00")) == 1
    assert amending.take_effect_due(at("2026-01-20 00:01")) == 0
    draft.refresh_from_db()
    stage.round.refresh_from_db()
    assert (draft.plan_version, stage.round.closes_at) == (made, at("2026-02-15 00:00"))
    assert JournalEntry.objects.get(act="amendment.effect").actor_id is None
    assert sound() == []


def test_a_dossier_opened_in_the_same_moment_is_taken_along(stage: Stage) -> None:
    former = queries.current_version(stage.movement)
    made = issue(stage, drafted(stage))
    dossier = stage.open("two", by="clerk2")
    Dossier.objects.filter(pk=dossier.pk).update(plan_version=former)
    assert amending.take_effect_due(NOW) == 1
    assert amending.take_effect_due(NOW) == 0
    dossier.refresh_from_db()
    assert dossier.plan_version == made


def test_a_dossier_that_lapsed_comes_back_where_the_deadline_moves() -> None:
    stage = Stage("phu-luong-2023")
    dossier = stage.open()
    closes = stage.round.closes_at
    assert stage.round.bars_late
    assert closes is not None
    after = closes + timedelta(hours=8)
    dossier_actions.lapse(dossier=Dossier.objects.get(pk=dossier.pk), at=after)
    day = (closes + timedelta(days=20)).date().isoformat()

    def extended(plan: Plan) -> Plan:
        due = next(d for d in plan.deadlines if d.act == "dossier")
        return edit.replaced(plan, due.id, replace(due, rule=day))

    issue(stage, drafted(stage, extended, when=after), when=after)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.plan_version.number) == ("draft", 2)
    assert JournalEntry.objects.filter(act="dossier.reopen").count() == 1


def test_of_two_amendments_at_once_the_second_is_told(stage: Stage) -> None:
    first, second = drafted(stage), drafted(stage, one_more_paper)
    issue(stage, first)
    with pytest.raises(Refused) as caught:
        issue(stage, second)
    assert "base_outdated" in codes(caught)
    second.refresh_from_db()
    assert (second.state, second.made) == ("draft", None)
    assert PlanVersion.objects.filter(movement=stage.movement).count() == 2
    again = drafted(stage, one_more_later)
    assert again.base.number == 2


def one_more_later(plan: Plan) -> Plan:
    due = plan.deadlines[0]
    return edit.replaced(plan, due.id, replace(due, rule="2026-02-20"))


def quota_raised(plan: Plan) -> Plan:
    quota = plan.quotas[0]
    return edit.replaced(plan, quota.id, replace(quota, value=quota.value + 2))


def test_a_draft_that_came_second_is_written_anew_on_the_newest_version(stage: Stage) -> None:
    first = drafted(stage)
    second = drafted(stage, lambda plan: quota_raised(one_more_later(plan)))
    issue(stage, first)
    given: dict[str, Any] = {"amendment": second, "by": stage.user("office"), "at": NOW}
    with transaction.atomic():
        lost = plan_amending.renew(version=second.version, **given)
    assert lost == ["Thời hạn “Nộp hồ sơ”"]  # both moved it: the one in force stands
    second = Amendment.objects.get(pk=second.pk)
    assert (second.base.number, second.plan.deadlines[0].rule) == (2, "2026-02-15")
    assert second.plan.quotas[0].value == stage.world.plan.quotas[0].value + 2
    with pytest.raises(Refused) as caught, transaction.atomic():
        plan_amending.renew(version=second.version, **given | {"amendment": second})
    assert codes(caught) == {"base_newest"}
    assert issue(stage, second).number == 3


def test_one_amendment_is_issued_once_and_edited_by_one(stage: Stage) -> None:
    row = drafted(stage)
    seen = row.version
    target = Target(stage.movement, row)
    office = stage.user("office")
    editing.save(target=target, version=seen, plan=one_more_later(row.plan), by=office, at=NOW)
    with pytest.raises(Refused) as caught:
        editing.save(target=target, version=seen, plan=one_more_paper(row.plan), by=office, at=NOW)
    assert codes(caught) == {"stale"}
    with pytest.raises(Refused) as caught:
        issue(stage, row, version=seen)
    assert codes(caught) == {"stale"}
    row.refresh_from_db()
    issue(stage, row)
    row.refresh_from_db()
    with pytest.raises(Refused):
        issue(stage, row)
    assert PlanVersion.objects.filter(movement=stage.movement).count() == 2


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"issued_on": date(2026, 1, 11)}, "issued_in_future"),
        ({"issued_on": date(2025, 10, 1), "effective_on": date(2026, 1, 10)}, "issued_before_plan"),
        ({"effective_on": date(2026, 1, 9)}, "retroactive"),
        ({"capacity": "KT"}, "capacity_unfit"),
    ],
)
def test_a_wrong_paper_is_refused(stage: Stage, changes: dict[str, Any], reason: str) -> None:
    row = drafted(stage)
    with pytest.raises(Refused) as caught:
        issue(stage, row, **changes)
    assert reason in codes(caught)
    row.refresh_from_db()
    assert row.state == "draft"


def test_a_deadline_cannot_be_moved_into_the_past(stage: Stage) -> None:
    def earlier(plan: Plan) -> Plan:
        due = plan.deadlines[0]
        return edit.replaced(plan, due.id, replace(due, rule="2026-01-05"))

    with pytest.raises(Refused) as caught:
        issue(stage, drafted(stage, earlier))
    assert codes(caught) == {"deadline_past"}


def test_what_dossiers_rest_on_cannot_be_taken_away(stage: Stage) -> None:
    stage.good_facts()
    stage.ready(collective=False)
    used = stage.award("individual")

    def without(plan: Plan) -> Plan:
        return edit._whole(plan, awards=tuple(a for a in plan.awards if a.id != used))

    row = drafted(stage, without)
    with pytest.raises(Refused) as caught:
        issue(stage, row)
    assert codes(caught) == {"in_use"}
    row.refresh_from_db()
    assert (row.state, PlanVersion.objects.filter(movement=stage.movement).count()) == ("draft", 1)


def test_only_the_office_amends_and_only_a_running_movement(stage: Stage) -> None:
    with pytest.raises(Refused) as caught, transaction.atomic():
        plan_amending.begin(movement=stage.movement, reason="Lý do đủ dài.", by=stage.user("clerk"), at=NOW)
    assert codes(caught) == {"permission"}
    Movement.objects.filter(pk=stage.movement.pk).update(state="closed")
    with pytest.raises(Refused) as caught, transaction.atomic():
        plan_amending.begin(movement=stage.movement, reason="Lý do đủ dài.", by=stage.user("office"), at=NOW)
    assert codes(caught) == {"wrong_state"}


def test_a_promised_difficulty_is_met_by_the_amendment(stage: Stage) -> None:
    office = stage.user("office")
    row = difficulties.report(
        movement=stage.movement,
        unit=stage.one,
        element_id=stage.world.plan.deadlines[0].id,
        text="Hạn nộp quá gấp.",
        by=stage.user("clerk"),
        at=NOW,
    )
    difficulties.answer(
        movement=stage.movement, chosen=[row], text="Sẽ gia hạn nộp hồ sơ.", amends=True, by=office, at=NOW
    )
    other = difficulties.report(
        movement=stage.movement,
        unit=stage.one,
        element_id=stage.world.plan.contents[0].id,
        text="Nội dung này chưa rõ việc.",
        by=stage.user("clerk"),
        at=NOW,
    )
    difficulties.answer(
        movement=stage.movement, chosen=[other], text="Sẽ viết lại nội dung.", amends=True, by=office, at=NOW
    )
    issue(stage, drafted(stage))
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, row.answer.amendment) == ("amended", Amendment.objects.get())
    assert (other.state, other.answer.amendment) == ("promised", None)  # its clause was not touched
    assert stage.user("clerk").notices.filter(title__startswith="Đã sửa kế hoạch").count() == 1


def test_a_new_duty_is_laid_and_one_taken_away_is_kept_where_reported(stage: Stage) -> None:
    plan = stage.world.plan
    gone = next(d for d in plan.duties if stage.movement.duties.filter(element_id=d.id).count() > 1)
    done = stage.movement.duties.filter(element_id=gone.id)[0]
    done.done_on = NOW.date()
    done.save()
    fresh = replace(gone, id="viec-moi", label="Gửi số liệu hằng tháng")
    issue(
        stage,
        drafted(stage, lambda p: edit.added(edit.removed(p, gone.id), "duties", fresh)),
    )
    assert [d.pk for d in stage.movement.duties.filter(element_id=gone.id)] == [done.pk]
    assert stage.movement.duties.filter(element_id="viec-moi").exists()
    assert JournalEntry.objects.get(act="amendment.effect").data["duties_taken_back"]
