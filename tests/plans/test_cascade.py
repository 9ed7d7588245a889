"""A lower plan beside the higher one: taken over, compared, found weaker."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from thidua import plans
from thidua.plans import Plan, cascade, derive, strictness
from thidua.plans.model import All, Expr, Leaf, Not
from thidua.plans.model import Any as Some

CODES = sorted(plans.builtin())


def higher(code: str = "soc-trang-2025") -> Plan:
    return plans.builtin()[code]


def lower(code: str = "soc-trang-2025") -> Plan:
    return derive.lower_plan(
        higher(code),
        code=f"{code}-duoi",
        name="UBND xã Bến Lạc",
        level="xa",
        tier="commune",
        higher_number="05/KH-UBND",
        higher_day="2025-10-24",
    )


def first(group: str, made: Plan, **changes: Any) -> Plan:
    one, *rest = getattr(made, group)
    return replace(made, **{group: (replace(one, **changes), *rest)})


def found(above: Plan, below: Plan) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in cascade.weakens(above, below)]


@pytest.mark.parametrize("code", CODES)
def test_what_is_taken_over_weakens_nothing(code: str) -> None:
    made = lower(code)
    assert found(higher(code), made) == []
    assert made.contents
    assert made.standards
    assert [each.label for each in made.contents] == [each.label for each in higher(code).contents]


@pytest.mark.parametrize("code", CODES)
def test_a_lower_plan_names_the_higher_one_and_takes_nothing_of_its_own(code: str) -> None:
    made = lower(code)
    (named,) = made.bases
    assert (made.cascade.higher, named.number, named.relation) == (named.id, "05/KH-UBND", "thuc_hien")
    assert made.issuer.name == "UBND xã Bến Lạc"
    assert (made.identity.number, made.identity.date, made.signer.name) == (None, None, "")
    assert not made.deadlines
    assert not made.quotas
    assert not made.duties
    assert not made.recipients
    clauses = [c for _, each in plans.elements(made) if each.source for c in each.source.clauses]
    assert clauses == []  # ids of another plan's inventory
    if higher(code).quotas:
        assert any("bao nhiêu" in each.text for each in made.questions)


def test_a_later_deadline_is_found() -> None:
    above = higher()
    late = replace(lower(), deadlines=(replace(above.deadlines[0], rule="next_year 02-15"),))
    assert found(above, late) == [
        (
            "cascade-weaker",
            "Thời hạn “Nộp hồ sơ”: kế hoạch cấp trên ghi trước ngày 30/01 năm sau, "
            "kế hoạch này ghi trước ngày 15/02 năm sau, muộn hơn.",
        )
    ]
    early = replace(lower(), deadlines=(replace(above.deadlines[0], rule="next_year 01-15"),))
    assert found(above, early) == []


def test_one_day_later_by_another_wording_is_found() -> None:
    """“chậm nhất ngày 30/01” is a day later than “trước ngày 30/01”."""
    above = higher()
    assert above.deadlines[0].op == "before"
    made = replace(lower(), deadlines=(replace(above.deadlines[0], op="no_later_than"),))
    assert [code for code, _ in found(above, made)] == ["cascade-weaker"]


def test_a_wider_quota_is_found() -> None:
    above = higher()
    quota = above.quotas[0]
    assert [code for code, _ in found(above, replace(lower(), quotas=(replace(quota, value=quota.value + 1),)))] == [
        "cascade-weaker"
    ]
    assert found(above, replace(lower(), quotas=(replace(quota, value=quota.value - 1),))) == []


def test_a_lower_figure_is_found_whichever_way_it_counts() -> None:
    above = higher("hoa-phong-2025")
    numbered = next(
        n for n, each in enumerate(above.criteria) if each.op in (">=", ">") and each.value and each.measure == "share"
    )
    each = above.criteria[numbered]

    def with_value(value: str, op: str | None = None) -> Plan:
        changed = list(lower("hoa-phong-2025").criteria)
        changed[numbered] = replace(each, value=value, op=op or each.op)
        return replace(lower("hoa-phong-2025"), criteria=tuple(changed))

    assert [code for code, _ in found(above, with_value("1"))] == ["cascade-weaker"]
    assert found(above, with_value("100")) == []
    upside = first("criteria", above, op="<=", value="10", measure="value")
    assert [
        c for c, _ in found(upside, first("criteria", lower("hoa-phong-2025"), op="<=", value="20", measure="value"))
    ]
    assert not found(upside, first("criteria", lower("hoa-phong-2025"), op="<=", value="5", measure="value"))


def test_dropped_standards_and_contents_are_found() -> None:
    above = higher()
    made = lower()
    assert {code for code, _ in found(above, replace(made, standards=made.standards[1:]))} == {"cascade-left-out"}
    assert {code for code, _ in found(above, replace(made, contents=made.contents[1:]))} == {"cascade-left-out"}


def test_the_same_words_under_another_id_are_the_same() -> None:
    made = lower()
    renamed = first("contents", made, id="noi-dung-khac", label=f" {made.contents[0].label.upper()} ")
    relations = {each.relation for each in cascade.against(higher(), renamed) if each.group == "Nội dung thi đua"}
    assert "left_out" not in relations
    assert "added" not in relations


# ---------------------------------------------------------------- which condition asks for more

GOOD = Leaf("rating_at_least", {"grade": "hoan_thanh_tot"})
BEST = Leaf("rating_at_least", {"grade": "hoan_thanh_xuat_sac"})
CLEAN = Leaf("no_discipline", {})
NEW = Leaf("initiative_recognised", {"min": 1})
TWO = Leaf("initiative_recognised", {"min": 2})


@pytest.mark.parametrize(
    ("above", "below", "answer"),
    [
        (GOOD, GOOD, "equal"),
        (GOOD, Leaf("rating_at_least", {"grade": "hoan_thanh_tot", "years": 1}), "equal"),  # the default, written out
        (GOOD, BEST, "stricter"),
        (BEST, GOOD, "weaker"),
        (NEW, TWO, "stricter"),
        (TWO, NEW, "weaker"),
        (All((GOOD, CLEAN)), GOOD, "weaker"),
        (GOOD, All((GOOD, CLEAN)), "stricter"),
        (All((GOOD, CLEAN)), All((CLEAN, BEST)), "stricter"),
        (All((GOOD, NEW)), All((BEST, CLEAN)), "weaker"),  # more here, but one thing is no longer asked
        (Some((GOOD, NEW)), Some((GOOD,)), "stricter"),
        (Some((GOOD,)), Some((GOOD, NEW)), "weaker"),
        (Some((GOOD, NEW)), Some((GOOD, CLEAN)), "different"),
        (Not(CLEAN), CLEAN, "different"),
        (Leaf("rank_at_least", {"n": 5}), Leaf("rank_at_least", {"n": 3}), "stricter"),
        (Leaf("index_improved", {}), Leaf("index_improved", {"or_max": True}), "weaker"),
        (Leaf("no_complaint", {}), Leaf("no_complaint", {"upheld": False}), "stricter"),
        (CLEAN, Leaf("no_discipline", {"of": "staff"}), "different"),
        (Leaf("tasks_done", {"share": 100}), Leaf("tasks_done", {"share": 90}), "weaker"),
    ],
)
def test_which_condition_asks_for_more(above: Expr, below: Expr, answer: str) -> None:
    assert strictness.compare(above, below) == answer
