"""The plan built from the facts of a text agrees with the plan written by hand from the same text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.drawing import times
from thidua import plans, reader
from thidua.plans import calendar
from thidua.reader.build import build
from thidua.reader.build.material import sentence
from thidua.reader.facts import KINDS
from thidua.reader.model import Fact, Verdict

SEEDS = Path(__file__).parents[3] / "../shared/seeds"
PAIRS = {
    "phu-luong-2023": "000",
    "truc-ninh-2021-2025": "001",
    "hoa-phong-2025": "002",
    "phan-rang-2024": "003",
    "soc-trang-2025": "004",
}

seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="không có năm văn bản mẫu")


def read(code: str) -> tuple[Fact, ...]:
    (file,) = SEEDS.glob(f"{PAIRS[code]}_*.txt")
    return reader.read_text(file.read_text(encoding="utf-8"), file.name).facts


@seeds
@pytest.mark.parametrize("code", PAIRS)
def test_the_built_plan_has_the_structure_of_the_hand_made_one(code: str) -> None:
    hand = plans.builtin()[code]
    built = build(read(code), code=code)
    assert built.problems == []
    plan = built.plan
    assert plan is not None
    assert plan.issuer.name == hand.issuer.name
    assert (plan.issuer.level, plan.issuer.tier, plan.issuer.parent_name, plan.issuer.parent_tier) == (
        hand.issuer.level,
        hand.issuer.tier,
        hand.issuer.parent_name,
        hand.issuer.parent_tier,
    )
    assert replace(plan.identity, source=hand.identity.source) == hand.identity
    assert (plan.movement.year_from, plan.movement.year_to, plan.movement.cycle) == (
        hand.movement.year_from,
        hand.movement.year_to,
        hand.movement.cycle,
    )
    assert (plan.period.start, plan.period.end_op, plan.period.end) == (
        hand.period.start,
        hand.period.end_op,
        hand.period.end,
    )
    assert (plan.signer.name, plan.signer.position, plan.signer.capacity) == (
        hand.signer.name,
        hand.signer.position,
        hand.signer.capacity,
    )
    assert [(each.id, each.cycle) for each in plan.rounds] == [(each.id, each.cycle) for each in hand.rounds]
    assert [(q.kind, q.op, q.value) for q in plan.quotas] == [(q.kind, q.op, q.value) for q in hand.quotas]
    assert [(a.form, a.authority, a.authority_tier, a.mode, a.kinds) for a in plan.awards] == [
        (a.form, a.authority, a.authority_tier, a.mode, a.kinds) for a in hand.awards
    ]
    assert [(d.act, d.rounds, d.op, d.rule, d.late) for d in plan.deadlines] == [
        (d.act, d.rounds, d.op, d.rule, d.late) for d in hand.deadlines
    ]
    assert [(p.type, p.per, p.kinds, p.modes, p.form_number, p.form_decree, p.meeting) for p in plan.papers] == [
        (p.type, p.per, p.kinds, p.modes, p.form_number, p.form_decree, p.meeting) for p in hand.papers
    ]
    assert [step.act for step in plan.route if step.act != "submit"] == [
        step.act for step in hand.route if step.act != "submit"
    ]
    assert (plan.money.decree, plan.money.law_and_guidance) == (hand.money.decree, hand.money.law_and_guidance)
    assert plan.cascade.lower_required == hand.cascade.lower_required
    assert (plan.cascade.higher is None) == (hand.cascade.higher is None)
    assert len(plan.recipients) == len(hand.recipients)


@seeds
@pytest.mark.parametrize("code", PAIRS)
def test_a_built_plan_reads_back_and_has_its_days(code: str) -> None:
    plan = build(read(code), code=code).plan
    assert plan is not None
    assert plans.from_data(plans.to_data(plan)) == plan
    assert plans.loads(plans.to_yaml(plan), code) == plan
    issued = calendar.dt.date(plan.movement.year_from, 3, 1)
    for instance in calendar.rounds(plan, issued):
        calendar.deadlines(plan, instance.key)


@seeds
def test_what_the_text_leaves_open_is_asked() -> None:
    asked = {code: " ".join(q.text for q in build(read(code), code=code).questions) for code in PAIRS}
    assert "không ghi thời gian" in asked["phu-luong-2023"]
    assert "số, ngày" in asked["truc-ninh-2021-2025"]
    assert "không ấn định số lượng" in asked["truc-ninh-2021-2025"]
    assert "hạn nộp hồ sơ" in asked["hoa-phong-2025"]
    assert "hình thức" in asked["phan-rang-2024"]
    assert "liền kề" in asked["soc-trang-2025"]


def facts(*given: tuple[str, dict[str, object]]) -> list[Fact]:
    return [Fact(f"{kind}-{n}", kind, value, (), "I", "", 0.9) for n, (kind, value) in enumerate(given, start=1)]


ISSUER = ("issuer", {"name": "UBND xã Thử", "surface": "UBND xã Thử", "level": "xa", "tier": "commune", "parent": None})
TITLE = ("title", {"title": "Phát động phong trào thi đua năm 2030"})
YEAR = ("movement", {"name": None, "year": 2030, "year_from": 2030, "year_to": 2030, "cycle": "single"})


def test_facts_alone_make_a_plan() -> None:
    quota = {
        "target": "collective",
        "op": "max",
        "value": 3,
        "unit": "count",
        "award": None,
        "scope": None,
        "surface": "3",
    }
    built = build(facts(ISSUER, TITLE, YEAR, ("quota", quota)), code="thu-2030")
    assert built.plan is not None
    assert [(q.kind, q.op, q.value) for q in built.plan.quotas] == [("collective", "max", 3)]
    assert built.plan.period.end_op == "none"


def test_a_rejected_fact_is_not_in_the_plan() -> None:
    first = build(facts(ISSUER, TITLE, YEAR, ("recipient", {"line": "Lưu: VT"})), code="x").plan
    second = build(facts(ISSUER, TITLE, YEAR), code="x").plan
    assert first is not None
    assert second is not None
    assert (len(first.recipients), len(second.recipients)) == (1, 0)


def test_without_issuer_or_year_there_is_no_plan_but_a_reason() -> None:
    built = build(facts(TITLE, YEAR), code="x")
    assert built.plan is None
    assert [each.code for each in built.problems] == ["build.issuer"]
    built = build(facts(ISSUER, TITLE), code="x")
    assert [each.code for each in built.problems] == ["build.years"]


def test_a_paper_that_launches_nothing_is_said_to() -> None:
    verdict = Verdict(False, "Đây là công điện.", "cong-dien")
    built = build(facts(ISSUER, TITLE, YEAR), code="x", verdict=verdict)
    assert built.plan is not None  # a person may still decide that it does
    assert [each.severity for each in built.problems] == ["warning"]


def quota(**given: object) -> tuple[str, dict[str, object]]:
    whole = {
        "target": "collective",
        "op": "max",
        "value": 2,
        "unit": "count",
        "award": None,
        "scope": None,
        "surface": "",
    }
    return "quota", {**whole, **given}


@pytest.mark.parametrize(
    "given", [{"unit": "percent"}, {"op": "min"}, {"target": "either"}, {"scope": "mỗi đơn vị"}, {"value": 0}]
)
def test_numbers_the_program_cannot_hold_are_asked_and_not_enforced(given: dict[str, object]) -> None:
    built = build(facts(ISSUER, TITLE, YEAR, quota(**given)), code="x")
    assert built.plan is not None
    assert built.plan.quotas == ()


def test_numbers_of_clusters_are_held_as_their_sum() -> None:
    rows = [quota(scope="Cụm ven biển", value=2), quota(scope="Khối phòng, ban", value=3)]
    built = build(facts(ISSUER, TITLE, YEAR, *rows), code="x")
    assert built.plan is not None
    assert [(each.value, each.op) for each in built.plan.quotas] == [(5, "max")]
    assert "Cụm ven biển: 02" in built.plan.quotas[0].scope


def at(path: str, **given: object) -> Fact:
    kind, value = quota(op="exact", **given)
    return Fact(f"{kind}-{path}", kind, value, (), path, "", 0.9)


@pytest.mark.parametrize(
    ("told", "value", "scope", "asked"),
    [
        # kinds of one target are parts of a sum, wherever they stand
        (
            [at("1", scope="khối phố", value=3), at("2", scope="tổ", value=2)],
            5,
            "Khối phố: 03; Tổ: 02",
            "được ghi riêng",
        ),
        # a number for all that is large enough holds the parts
        ([at("1", value=7), at("2", scope="thôn", value=2)], 7, "Toàn xã Thử (trong đó Thôn: 02)", "trong hay ngoài"),
        # only the same thing said twice contradicts
        ([at("1", scope="thôn", value=3), at("2", scope="thôn", value=2)], 2, "Thôn", "số nào đúng"),
        ([at("1", value=3), at("2", value=2)], 2, "Toàn xã Thử", "số nào đúng"),
    ],
)
@pytest.mark.parametrize("target", ["collective", "household"])
def test_numbers_for_kinds_are_parts_and_only_the_same_contradicts(
    told: list[Fact], value: int, scope: str, asked: str, target: str
) -> None:
    told = [replace(each, value={**each.value, "target": target}) for each in told]
    plan = build([*facts(ISSUER, TITLE, YEAR), *told], code="x").plan
    assert plan is not None
    assert [(each.value, each.scope) for each in plan.quotas] == [(value, scope)]
    about = [each for each in plan.questions if re.search(r"được ghi riêng|trong hay ngoài|số nào đúng", each.text)]
    assert len(about) == 1
    assert asked in about[0].text
    assert f"{value:02}" in about[0].assumption
    assert [f"ghi {value:02}" in each.text for each in plan.questions if "tối đa" in each.text] == [True]


def test_an_hour_of_a_day_leaves_the_day_in_time() -> None:
    limit = {
        "what": "dossier", "round": "single", "op": "before", "date": "2030-11-24", "rule": None,
        "recipient": "Văn phòng", "via": None, "by": None, "surface": "trước 17 giờ 00 ngày 24/11/2030",
    }  # fmt: skip
    plan = build(facts(ISSUER, TITLE, YEAR, ("deadline", limit)), code="x").plan
    assert plan is not None
    assert (plan.deadlines[0].op, plan.deadlines[0].time) == ("no_later_than", "17:00")


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("có ít nhất 2 lần được Chủ tịch UBND xã tặng Giấy khen", "prior_awards"),
        ("được đánh giá hoàn thành tốt nhiệm vụ trở lên", "rating_at_least"),
        ("Kết quả chỉ số thành phần cao hơn năm trước liền kề", "index_improved"),
        ("có sáng kiến được công nhận cấp cơ sở", "initiative_recognised"),
        ("có đăng ký mô hình, sáng kiến", "initiative_registered"),
        ("hoàn thành 100% nhiệm vụ được giao đúng tiến độ", "tasks_done"),
        ("không bị xử lý kỷ luật trong năm", "no_discipline"),
        ("nằm trong 10 đơn vị dẫn đầu", "rank_at_least"),
        ("nội bộ đoàn kết, gương mẫu", "judgement"),
    ],
)
def test_words_become_questions_of_the_vocabulary(text: str, leaf: str) -> None:
    value = {
        "ref": "1", "target": "collective", "text": text, "round": None, "across_years": False, "op": None,
        "value": None, "unit": None, "alternative": None,
    }  # fmt: skip
    plan = build(facts(ISSUER, TITLE, YEAR, ("standard", value)), code="x").plan
    assert plan is not None
    assert next(iter(plans.leaves(plan.standards[0].expr))).leaf == leaf


@pytest.mark.parametrize(
    ("text", "joint", "leaves", "asked"),
    [
        ("Chỉ số đạt từ 90% trở lên và xếp trong 05 cơ quan dẫn đầu", "All", ["judgement", "rank_at_least"], 1),
        ("Hoàn thành 100% nhiệm vụ được giao, trước hạn ít nhất 01 tháng", "All", ["tasks_done", "judgement"], 1),
        (
            "Tăng ít nhất 02 bậc so với năm trước hoặc thuộc 05 đơn vị dẫn đầu",
            "Any",
            ["rank_improved", "rank_at_least"],
            0,
        ),
        ("Được ít nhất 85% phiếu đánh giá tốt", "Leaf", ["judgement"], 1),
        ("Tham gia ít nhất 05 phiên và giúp từ 40 người trở lên", "Leaf", ["judgement"], 0),
    ],
)
def test_no_figure_of_a_standard_is_dropped(text: str, joint: str, leaves: list[str], asked: int) -> None:
    value = {
        "ref": "1", "target": "collective", "text": text, "round": None, "across_years": False, "op": None,
        "value": None, "unit": None, "alternative": None, "also": [{"op": ">=", "value": 1, "unit": "lần"}],
    }  # fmt: skip
    plan = build(facts(ISSUER, TITLE, YEAR, ("standard", value)), code="x").plan
    assert plan is not None
    expr = plan.standards[0].expr
    assert (type(expr).__name__, [each.leaf for each in plans.leaves(expr)]) == (joint, leaves)
    assert sum("chưa tự tính được" in each.text for each in plan.questions) == asked
    judged = " ".join(str(each.params["text"]) for each in plans.leaves(expr) if each.leaf == "judgement")
    assert asked == 0 or re.search(r"90%|01 tháng|85%", judged)


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 3000), st.text(max_size=40), st.lists(st.integers(0, 9), max_size=3),
    st.sampled_from(["collective", "either", "max", "before", "2030-02-31", "2030-12-01", "annual 13-40", "propose", "%"]),
)  # fmt: skip


@settings(max_examples=times(80))
@given(st.data())
def test_whatever_a_person_puts_into_a_fact_there_is_a_plan_or_a_reason(data: st.DataObject) -> None:
    given_facts = facts(ISSUER, TITLE, YEAR)
    for kind in data.draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=6)):
        value = {key: data.draw(VALUES) for key in KINDS[kind].shape}
        given_facts.append(Fact(f"{kind}-x{len(given_facts)}", kind, value, (), "I", "chữ", 0.9))
    built = build(given_facts, code="x")
    assert built.plan is not None or any(each.severity == "error" for each in built.problems)


@pytest.mark.parametrize("text", ["ký cam kết xong trước ngày 10/4/2026./.", "Ký cam kết xong trước ngày 10/4/2026 ./"])
def test_the_mark_that_closes_a_paper_is_no_part_of_its_last_duty(text: str) -> None:
    assert sentence(text) == "Ký cam kết xong trước ngày 10/4/2026"
