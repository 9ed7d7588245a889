"""Numbers chosen against the numbers of the plan."""

from dataclasses import replace

import pytest

from thidua import plans
from thidua.plans.model import Plan, Quota, Source
from thidua.rules import quota

SOURCE = Source("III.1")


@pytest.fixture(scope="module")
def any_plan() -> Plan:
    """A built-in plan, whose quotas the tests replace."""
    return next(iter(plans.builtin().values()))


def with_quotas(plan: Plan, *quotas: Quota) -> Plan:
    return replace(plan, quotas=quotas)


def made(kind: str, op: str, value: int, award: str | None = None, rounds: tuple[str, ...] = ()) -> Quota:
    return Quota(f"{kind}-{award}", kind, op, value, award, rounds, "", SOURCE)


def key(plan: Plan) -> str:
    return f"{plan.rounds[0].id}-2025"


@pytest.mark.parametrize(
    ("op", "chosen", "reason", "expected"),
    [
        ("max", 4, None, []),
        ("max", 0, None, []),
        ("max", 5, None, [("quota.exceeded", "error")]),
        ("exact", 4, None, []),
        ("exact", 5, "vì nhiều người giỏi", [("quota.exceeded", "error")]),
        ("exact", 3, None, [("quota.fewer", "warning")]),
        ("exact", 3, "  ", [("quota.reason_missing", "error")]),
        ("exact", 3, "chỉ 03 tập thể đủ tiêu chuẩn", [("quota.fewer_reasoned", "info")]),
        ("exact", 4, "", []),
    ],
)
def test_exact_and_at_most(
    any_plan: Plan, op: str, chosen: int, reason: str | None, expected: list[tuple[str, str]]
) -> None:
    plan = with_quotas(any_plan, made("collective", op, 4))
    found = quota.check(plan, key(plan), {("collective", None): chosen}, reason)
    assert [(finding.code, finding.severity) for finding in found] == expected


def test_the_sentence_names_numbers_and_clause(any_plan: Plan) -> None:
    plan = with_quotas(any_plan, made("individual", "max", 7))
    (found,) = quota.check(plan, key(plan), {("individual", None): 9})
    assert found.message == (
        "Đã chọn 09 cá nhân, nhiều hơn số lượng của kế hoạch: tối đa 07 cá nhân (mục III.1). Phải bớt 02."
    )
    assert found.source is SOURCE


def test_a_quota_without_award_counts_all_awards_of_the_kind(any_plan: Plan) -> None:
    plan = with_quotas(any_plan, made("collective", "max", 5))
    chosen = {("collective", "a"): 3, ("collective", "b"): 3, ("individual", "a"): 50}
    assert [finding.code for finding in quota.check(plan, key(plan), chosen)] == ["quota.exceeded"]


def test_several_quotas_are_checked_each(any_plan: Plan) -> None:
    plan = with_quotas(
        any_plan,
        made("individual", "max", 2, "a"),
        made("individual", "max", 3, "b"),
        made("collective", "exact", 1),
    )
    chosen = {("individual", "a"): 3, ("individual", "b"): 3, ("collective", None): 0}
    found = quota.check(plan, key(plan), chosen)
    assert [(finding.code, finding.field) for finding in found] == [
        ("quota.exceeded", "individual-a"),
        ("quota.fewer", "collective-None"),
    ]
    unknown = quota.check(plan, key(plan), {("individual", None): 3, ("collective", "a"): 1})
    assert [finding.field for finding in unknown] == ["individual-a"]


def test_a_quota_holds_only_in_its_rounds(any_plan: Plan) -> None:
    elsewhere = with_quotas(any_plan, made("individual", "max", 1, rounds=("khac",)))
    assert quota.check(elsewhere, key(elsewhere), {("individual", None): 9}) == []
    with pytest.raises(KeyError):
        quota.check(elsewhere, "khong-co-2025", {})


@pytest.mark.parametrize(
    "scope", ["Khối phố: 03; Tổ tự quản: 02", "Toàn phường (trong đó Khối phố: 03; Tổ tự quản: 02)"]
)
def test_the_total_is_held_and_its_parts_are_told(any_plan: Plan, scope: str) -> None:
    plan = with_quotas(any_plan, replace(made("collective", "max", 5), scope=scope))
    (place,) = quota.places(plan, key(plan))
    assert place.parts == {"Khối phố": 3, "Tổ tự quản": 2}
    (told,) = quota.check(plan, key(plan), {("collective", None): 5})
    assert (told.code, told.severity) == ("quota.parts", "info")
    assert "khối phố 03, tổ tự quản 02" in told.message
    assert quota.parts("Toàn phường") == quota.parts("Cụm 1: xa") == {}


def test_places_to_draw(any_plan: Plan) -> None:
    plan = with_quotas(any_plan, made("collective", "exact", 4))
    (some,) = quota.places(plan, key(plan), {("collective", None): 3})
    assert some.slots == (True, True, True, False)
    assert (some.left, some.over, some.label) == (1, 0, "04 tập thể")
    (many,) = quota.places(plan, key(plan), {("collective", None): 6})
    assert (many.slots, many.left, many.over) == ((True,) * 4, 0, 2)


def test_a_plan_without_numbers_sets_no_limit(any_plan: Plan) -> None:
    plan = with_quotas(any_plan)
    assert quota.check(plan, key(plan), {("individual", None): 99}) == []
    assert quota.places(plan, key(plan)) == []
