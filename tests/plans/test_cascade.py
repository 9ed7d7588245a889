"""A lower plan beside the higher one: taken over, compared, found weaker."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from thidua import plans
from thidua.plans import Plan, cascade, derive, strictness
from thidua.plans.model import All, Exclusion, Expr, Leaf, Not, Source
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


# ---------------------------------------------------------------- plans that were read, each numbered by itself


def read(*labels: tuple[str, str], ids: str = "tieu-chi", code: str = "hoa-phong-2025") -> Plan:
    """A plan as the reader makes it: (label, figure) of its criteria, with ids in the order of the text."""
    one = next(each for each in higher(code).criteria if each.op == ">=" and each.measure == "share")
    criteria = tuple(
        replace(one, id=ids if n == 1 else f"{ids}-{n}", label=label, value=value)
        for n, (label, value) in enumerate(labels, 1)
    )
    return replace(higher(code), criteria=criteria, standards=(), exclusions=())


ON_TIME = ("Giải quyết đúng hạn ít nhất 97,5% hồ sơ", "97.5")
ONLINE = ("Tỷ lệ hồ sơ trực tuyến toàn trình đạt từ 80% trở lên", "80")
DIGITAL = ("Tỷ lệ hồ sơ số hóa kết quả giải quyết đạt từ 70% trở lên", "70")


def test_the_same_criteria_in_another_order_weaken_nothing() -> None:
    assert found(read(ON_TIME, ONLINE, DIGITAL), read(DIGITAL, ON_TIME, ONLINE)) == []


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_of_numbered_criteria_the_one_that_is_gone_is_named(gone: int) -> None:
    every = [ON_TIME, ONLINE, DIGITAL]
    ((code, message),) = found(read(*every), read(*every[:gone], *every[gone + 1 :]))
    assert code == "cascade-left-out"
    assert every[gone][0] in message


def test_a_criterion_in_other_words_with_a_lower_figure_is_weaker() -> None:
    reworded = ("Tỷ lệ giải quyết hồ sơ đúng hạn đạt 90% trở lên", "90")
    ((code, message),) = found(read(ON_TIME, ONLINE), read(ONLINE, reworded))
    assert code == "cascade-weaker"
    assert "97,5%" in message
    assert "90%" in message


def test_a_standard_on_a_criterion_follows_the_criterion_not_its_number() -> None:
    standard = higher().standards[0]
    asks = [replace(standard, expr=Leaf("target_met", {"criterion": each}, "x")) for each in ("tieu-chi", "tieu-chi-2")]
    above = replace(read(ON_TIME, ONLINE), standards=(asks[0],))
    same, other = (replace(read(ONLINE, ON_TIME), standards=(each,)) for each in reversed(asks))
    assert found(above, same) == []
    assert [code for code, _ in found(above, other)] == ["cascade-different"]


def test_in_a_plan_taken_over_the_id_holds_whatever_the_words() -> None:
    made = first("standards", lower(), label="Viết lại hoàn toàn khác")
    assert found(higher(), made) == []


def test_an_exclusion_in_other_words_is_to_be_looked_at() -> None:
    barred = "Không xét tập thể có cá nhân bị kỷ luật từ {} trở lên"
    one = Exclusion("loai", "", "candidate", None, (), (), None, Not(CLEAN), Source("IV"))
    above, below = (
        replace(read(ON_TIME), exclusions=(replace(one, label=barred.format(each)),))
        for each in ("khiển trách", "cách chức")
    )
    assert found(above, above) == []
    ((code, message),) = found(above, below)
    assert code == "cascade-different"
    assert "cách chức" in message


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
        (CLEAN, Leaf("no_discipline", {"least": "cach_chuc"}), "weaker"),
        (Leaf("no_discipline", {"least": "canh_cao"}), CLEAN, "stricter"),
        (Leaf("tasks_done", {"share": 100}), Leaf("tasks_done", {"share": 90}), "weaker"),
    ],
)
def test_which_condition_asks_for_more(above: Expr, below: Expr, answer: str) -> None:
    assert strictness.compare(above, below) == answer
