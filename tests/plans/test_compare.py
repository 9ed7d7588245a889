"""Two plans set against each other: what an amendment changes, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from thidua import plans
from thidua.plans import Plan, compare, edit
from thidua.plans.model import Deadline, Period, Source
from thidua.plans.wording import deadline_text

CODES = sorted(plans.builtin())


def plan(code: str = "soc-trang-2025") -> Plan:
    return plans.builtin()[code]


def first(group: str, made: Plan, **changes: Any) -> Plan:
    """The plan with the first element of a group changed."""
    one, *rest = getattr(made, group)
    return replace(made, **{group: (replace(one, **changes), *rest)})


@pytest.mark.parametrize("code", CODES)
def test_a_plan_differs_from_itself_in_nothing(code: str) -> None:
    assert compare.diff(plan(code), plan(code)) == []


@pytest.mark.parametrize("code", CODES)
def test_every_field_of_every_element_has_a_word(code: str) -> None:
    made = plan(code)
    for name in compare.COMPARED_SINGLES:
        assert compare.texts(getattr(made, name), made)
    for group in compare.COMPARED_GROUPS:
        for each in getattr(made, group):
            assert compare.texts(each, made)


def test_a_moved_deadline_is_one_sentence_with_both_days() -> None:
    made = plan()
    (change,) = compare.diff(made, first("deadlines", made, op="no_later_than", rule="2026-02-15"))
    assert (change.what, change.kind) == ("changed", "Deadline")
    assert change.source == made.deadlines[0].source
    assert change.sentence == (
        "Thời hạn “Nộp hồ sơ”: hạn từ “trước ngày 30/01 năm sau” thành “chậm nhất ngày 15/02/2026”."
    )


def test_added_and_removed_elements_are_named() -> None:
    made = plan()
    found = compare.diff(made, replace(made, quotas=made.quotas[1:]))
    assert [(each.what, each.sentence) for each in found] == [
        ("removed", "Số lượng khen thưởng “tập thể”: bãi bỏ (04)."),
    ]
    back = compare.diff(replace(made, quotas=made.quotas[1:]), made)
    assert [(each.what, each.label, each.says) for each in back] == [("added", "tập thể", "04")]


def test_where_it_is_written_and_open_questions_are_no_change() -> None:
    made = plan()
    moved = first("quotas", made, source=Source("IX.9", quote="khác"))
    assert compare.diff(made, replace(moved, questions=())) == []


def test_changes_are_carried_to_a_newer_text_and_conflicts_named() -> None:
    base = plan()
    due, quota, paper = base.deadlines[0], base.quotas[0], base.papers[-1]
    mine = edit.removed(edit.replaced(base, quota.id, replace(quota, value=9)), paper.id)
    newest = edit.replaced(base, due.id, replace(due, rule="2026-02-15"))
    made, lost = edit.carried(base, mine, newest)
    assert lost == []
    assert (made.deadlines[0].rule, made.quotas[0].value) == ("2026-02-15", 9)
    assert paper.id not in {each.id for each in made.papers}
    both = edit.replaced(newest, quota.id, replace(quota, value=7))
    made, lost = edit.carried(base, mine, both)
    assert (made.quotas[0].value, lost) == (7, [quota.id])
    assert edit.carried(base, base, newest) == (newest, [])
    added = edit.added(base, "quotas", replace(quota, id="so-moi"))
    made, lost = edit.carried(base, added, newest)
    assert [each.id for each in made.quotas][-1] == "so-moi"


def test_the_period_is_said_in_one_text() -> None:
    made = plan()
    period: Period = replace(made.period, end_op="until", end="2026-03-01", event=None)
    (change,) = compare.diff(made, replace(made, period=period))
    assert [(each.label, each.after) for each in change.fields] == [("kết thúc", "đến hết ngày 01/03/2026")]


@pytest.mark.parametrize(
    ("op", "rule", "words"),
    [
        ("before", "2026-01-30", "trước ngày 30/01/2026"),
        ("no_later_than", "annual 12-09", "chậm nhất ngày 09/12 hằng năm"),
        ("before", "next_year 02-15", "trước ngày 15/02 năm sau"),
        ("no_later_than", "event index_published +10", "chậm nhất 10 ngày kể từ ngày “{}”"),
        (
            "no_later_than",
            "event dossier_closed +5 working",
            "chậm nhất 05 ngày làm việc kể từ ngày hết hạn nộp hồ sơ",
        ),
    ],
)
def test_a_deadline_in_words(op: Any, rule: str, words: str) -> None:
    made = plan()
    said = deadline_text(Deadline("d", "dossier", (), op, rule, "", None, "barred", Source("")), made)
    assert said == words.format(made.events[0].label)


def test_a_deadline_with_its_hour_in_words() -> None:
    due = Deadline("d", "dossier", (), "no_later_than", "2024-12-20", "", None, "barred", Source(""), "17:00")
    assert deadline_text(due, plan()) == "chậm nhất 17 giờ 00 ngày 20/12/2024"
