"""The sentences people read: value found, value asked, evidence and clause; the same on both engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import psycopg
import pytest

from tests.rules.standards import engines
from tests.support.postgres import cluster_or_skip
from thidua import plans
from thidua.plans.model import All, Any, Criterion, Exclusion, Expr, Leaf, Not, Source, Standard
from thidua.plans.vocabulary import LEAVES
from thidua.rules.standards import (
    Candidate,
    Context,
    Explanation,
    Outcome,
    compile_standards,
    condition,
    conditions,
    details,
    evaluate,
    explain,
    listed,
    summary,
)

PLAN = plans.builtin()["soc-trang-2025"]
CLAUSE = Source("III.3.a", "gạch 2")
SHARE = Criterion("dung-han", "Hồ sơ đúng hạn", (), "share", ">=", "96", "%", "", "", CLAUSE)
CONTEXT = Context(
    2025,
    {
        "round_year": (date(2025, 1, 1), date(2026, 1, 1)),
        "movement": (date(2025, 10, 16), date(2026, 1, 1)),
        "plan_years": (date(2021, 1, 1), date(2026, 1, 1)),
    },
    date(2026, 1, 27),
    {"dung-han": SHARE},
)
BODY, PERSON = Candidate(1, None, 7), Candidate(1, 3, 7)
type Run = Callable[[str], Sequence[Sequence[object]]]


def on_sqlite(facts: engines.Rows) -> tuple[Run, dict[str, str]]:
    connection = engines.sqlite(facts)
    return lambda sql: connection.execute(sql).fetchall(), engines.TABLES


def on_postgres(facts: engines.Rows) -> tuple[Run, dict[str, str]]:
    parts = cluster_or_skip()

    def run(sql: str) -> Sequence[Sequence[object]]:
        with psycopg.connect(**parts) as connection:
            return connection.execute(sql.encode()).fetchall()

    return run, engines.postgres_sources(facts)


ENGINES = pytest.mark.parametrize("engine", [on_sqlite, pytest.param(on_postgres, marks=pytest.mark.postgres)])


def told(
    expr: Expr, one: Candidate, engine: Callable[..., tuple[Run, dict[str, str]]] = on_sqlite, **facts: list
) -> Explanation:
    rule = Standard("st", "Tiêu chuẩn", "individual" if one.person_id else "collective", (), (), expr, CLAUSE)
    run, sources = engine(facts)
    compiled = compile_standards([expr], kind=rule.kind)
    (result,) = evaluate(run, compiled, CONTEXT, [one], sources)
    rows = details(run, compiled, CONTEXT, listed([one]), sources)
    return explain(PLAN, rule, result, compiled=compiled, context=CONTEXT, details=rows, names={"dvc": "Dịch vụ công"})


def points(year: int, value: str, component: str = "dvc") -> dict[str, object]:
    row = {"unit_id": 7, "component": component, "year": year, "rank": 3 if year == 2025 else 5}
    return row | {"points": Decimal(value), "maximum": Decimal(100)}


OWNER = {"person_id": None, "unit_id": 7, "component": "dvc", "year": 2025}
TASKS = {"person_id": None, "unit_id": 7, "year": 2025, "assigned": 38, "done": 38, "on_time": 38}
AWARD = {
    "person_id": 3,
    "unit_id": 7,
    "form": "giay-khen",
    "authority_tier": "district",
    "decided_on": date(2023, 12, 5),
}


@ENGINES
def test_tasks(engine: Callable[..., tuple[Run, dict[str, str]]]) -> None:
    said = told(Leaf("tasks_done"), BODY, engine, task=[TASKS])
    assert said.sentence == "Có 38 trên 38 nhiệm vụ, 38 việc đúng hoặc trước hạn. Cần 100%."
    assert (said.outcome, said.asked, said.clause) == (Outcome.MET, "100%", CLAUSE)
    assert said.evidence == ["Năm 2025: 38 trên 38 nhiệm vụ đúng hoặc trước hạn"]


@ENGINES
def test_index_not_yet_published(engine: Callable[..., tuple[Run, dict[str, str]]]) -> None:
    said = told(
        Leaf("index_improved", {"or_max": True}), BODY, engine, index_owner=[OWNER], index_result=[points(2024, "87.4")]
    )
    assert said.outcome is Outcome.NODATA
    assert said.found == "Năm 2024: 87,40%. Năm 2025: chưa công bố."
    assert said.sentence.endswith("Cần tỷ lệ điểm cao hơn năm 2024, hoặc giữ mức tối đa.")
    assert said.evidence == ["Dịch vụ công, năm 2024: 87,4 trên 100 (87,40%)"]


@ENGINES
def test_counts(engine: Callable[..., tuple[Run, dict[str, str]]]) -> None:
    leaf = Leaf("prior_awards", {"form": "giay-khen", "authority_tier": "district", "min": 2})
    said = told(leaf, PERSON, engine, commendation=[AWARD])
    assert said.sentence == "Có 1 Giấy khen cấp huyện trong các năm 2021–2025, cần ít nhất 2."
    assert said.evidence == ["Giấy khen, quyết định ngày 05/12/2023"]


@ENGINES
def test_every_leaf_has_words_and_rows_on_both_engines(engine: Callable[..., tuple[Run, dict[str, str]]]) -> None:
    needed = {
        "rating_at_least": {"grade": "hoan_thanh_tot"},
        "rank_at_least": {"n": 3},
        "prior_awards": {"form": "giay-khen", "authority_tier": "district", "min": 1},
        "target_met": {"criterion": "dung-han"},
        "duty_done": {"type": "report"},
        "judgement": {"text": "Gương mẫu"},
        "index_improved": {"target": "either"},
    }
    exprs = All(tuple(Leaf(name, needed.get(name, {}), f"l.{name}") for name in LEAVES))
    day = date(2025, 11, 20)
    facts: dict[str, list[dict[str, object]]] = {
        "rating": [{"person_id": 3, "unit_id": 7, "year": 2025, "scale": "nhiem_vu", "grade": 3}],
        "discipline": [{"person_id": 3, "unit_id": 7, "decided_on": day, "grade": 1}],
        "complaint": [{"person_id": 3, "unit_id": 7, "received_on": day, "status": "upheld"}],
        "index_owner": [OWNER | {"person_id": 3}],
        "index_result": [points(2024, "87.4"), points(2025, "91.2"), points(2024, "80", ""), points(2025, "80", "")],
        "initiative": [{"person_id": 3, "unit_id": 7, "level": 2, "recognised_on": day, "registered_on": day}],
        "commendation": [AWARD],
        "figure": [
            {"person_id": 3, "unit_id": 7, "criterion": "dung-han", "year": 2025, "value": None}
            | {"numerator": Decimal(95), "denominator": Decimal(100)}
        ],
        "lower_plan": [{"unit_id": 7, "year": 2025, "filed_on": day}],
        "duty": [{"unit_id": 7, "type": "report", "year": 2025, "done_on": None}],
        "task": [TASKS | {"person_id": 3}],
        "judgement": [{"candidate_id": 1, "leaf_id": "l.judgement", "verdict": "unmet"}],
    }
    empty = told(exprs, PERSON, engine)
    full = told(exprs, PERSON, engine, **facts)
    assert len(empty.parts) == len(full.parts) == len(LEAVES)
    for nothing, something in zip(empty.parts, full.parts, strict=True):
        assert nothing.sentence != something.sentence
        assert nothing.sentence.endswith(".")
        assert nothing.evidence == []
        assert "None" not in nothing.sentence + something.sentence
    assert [p.evidence for p in full.parts if not p.evidence] == [[]], "only the judgement has no rows"
    assert "Hồ sơ đúng hạn: 95 trên 100, bằng 95,00%. Cần từ 96% trở lên." in [p.sentence for p in full.parts]


def test_standard_of_several_parts_says_what_decided_it() -> None:
    judged = Leaf("judgement", {"text": "Bảo đảm chất lượng"}, "st.2")
    both = told(All((Leaf("tasks_done"), judged)), BODY, task=[TASKS | {"on_time": 30}])
    assert both.outcome is Outcome.UNMET
    assert both.sentence.startswith("Có 38 trên 38 nhiệm vụ, 30 việc đúng hoặc trước hạn. Cần 100%")
    assert "kết luận" not in both.sentence
    one = told(Any((Leaf("tasks_done"), judged)), BODY, task=[TASKS | {"on_time": 30}])
    assert one.outcome is Outcome.JUDGE
    assert [part.title for part in one.parts] == ["Tiêu chuẩn", "Bảo đảm chất lượng"]


def test_exclusion_reads_as_what_must_hold() -> None:
    bars = Exclusion("x", "Có người bị kỷ luật", "candidate", None, (), (), None, Not(Leaf("no_discipline")), CLAUSE)
    compiled = compile_standards([condition(bars)], kind="individual")
    run, sources = on_sqlite(
        {"discipline": [{"person_id": 3, "unit_id": 7, "decided_on": date(2025, 11, 20), "grade": 1}]}
    )
    (result,) = evaluate(run, compiled, CONTEXT, [PERSON], sources)
    said = explain(PLAN, bars, result, compiled=compiled, context=CONTEXT)
    assert said.outcome is Outcome.UNMET
    assert said.sentence == "Có 1 quyết định kỷ luật trong năm 2025. Cần không có."
    assert condition(Exclusion("y", "", "candidate", None, (), (), None, Leaf("plan_issued"), CLAUSE)) == Not(
        Leaf("plan_issued")
    )


def test_summary() -> None:
    met, nodata, judge = Outcome.MET, Outcome.NODATA, Outcome.JUDGE
    assert summary([met, judge, met, nodata, met]) == "3 đạt · 1 chưa có dữ liệu · 1 cần người xét"
    assert summary([Outcome.UNMET]) == "1 không đạt"
    assert summary([]) == ""


@pytest.mark.parametrize("code", sorted(plans.builtin()))
def test_every_condition_of_the_five_plans_compiles_and_explains(code: str) -> None:
    plan = plans.builtin()[code]
    context = Context(2025, CONTEXT.spans, CONTEXT.as_of, {c.id: c for c in plan.criteria})
    run, sources = on_sqlite({})
    for kind, one in (("collective", BODY), ("individual", PERSON)):
        for each in plan.rounds:
            rules = conditions(plan, kind, [a.id for a in plan.audiences], each.id)
            compiled = compile_standards([condition(rule) for rule in rules], kind=kind)
            for result in evaluate(run, compiled, context, [one], sources):
                for rule in rules:
                    said = explain(plan, rule, result, compiled=compiled, context=context)
                    assert said.sentence
                    assert said.clause == rule.source
