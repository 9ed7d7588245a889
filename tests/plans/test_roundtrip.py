"""Whatever a plan holds, writing and reading it gives an equal plan (hypothesis on the small plan)."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plans.small import SMALL
from tests.support.drawing import times
from thidua import plans
from thidua.plans import model
from thidua.plans.vocabulary import RATING_SCALES, UNIT_KINDS

BASE = plans.loads(SMALL)
# Text of a paper: any letters in NFC, also words that YAML or JSON could take for something else.
WORDS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=20),
    st.sampled_from(
        ["no", "null", "~", "04", "1.0", "2025-01-06", "yes", "- a: b", "“trước ngày”", "#", "'", '"', "\n"]
    ),
).map(lambda text: unicodedata.normalize("NFC", text))
SOURCES = st.builds(
    model.Source,
    path=WORDS,
    note=st.one_of(st.just(""), WORDS),
    quote=st.one_of(st.just(""), WORDS),
    clauses=st.lists(st.sampled_from(["X-1", "X-II.2-a"]), max_size=2).map(tuple),
)


@st.composite
def ratings(draw: st.DrawFn) -> model.Leaf:
    scale = draw(st.sampled_from(sorted(RATING_SCALES)))
    grade = draw(st.sampled_from(sorted(RATING_SCALES[scale])))
    return model.Leaf("rating_at_least", {"grade": grade, "scale": scale, "years": draw(st.integers(1, 9))})


@st.composite
def judgements(draw: st.DrawFn) -> model.Leaf:
    return model.Leaf("judgement", {"text": draw(WORDS), "by": "office", "shows": ""})


LEAVES = st.one_of(ratings(), judgements(), st.just(model.Leaf("plan_issued", {})))
EXPRESSIONS: st.SearchStrategy[model.Expr] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda items: model.All(tuple(items))),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: model.Any(tuple(items))),
        inner.map(model.Not),
    ),
    max_leaves=6,
)


@st.composite
def small_plans(draw: st.DrawFn) -> plans.Plan:
    audiences = tuple(
        model.Audience(
            id=f"nhom-{index}",
            kind=draw(st.sampled_from(["collective", "individual"])),
            label=draw(WORDS),
            unit_kinds=tuple(draw(st.lists(st.sampled_from(sorted(UNIT_KINDS)), max_size=3))),
            staff_groups=(),
            heads=draw(st.sampled_from([None, True, False])),
            needs=(),
            source=draw(SOURCES),
        )
        for index in range(draw(st.integers(0, 3)))
    )
    standards = tuple(
        model.Standard(
            id=f"tieu-chuan-{index}",
            label=draw(WORDS),
            kind="individual",
            audiences=tuple(each.id for each in audiences if draw(st.booleans())),
            rounds=draw(st.sampled_from([(), ("nam",)])),
            expr=draw(EXPRESSIONS),
            source=draw(SOURCES),
        )
        for index in range(draw(st.integers(0, 3)))
    )
    signer = replace(BASE.signer, name=draw(WORDS), source=draw(SOURCES))
    return replace(BASE, audiences=audiences, standards=standards, signer=signer)


@settings(max_examples=times(20))
@given(small_plans())
def test_data_yaml_and_json_give_the_same_plan(drawn: plans.Plan) -> None:
    plan = plans.from_data(plans.to_data(drawn))  # names the leaves of the drawn plan
    assert plans.from_data(plans.to_data(plan)) == plan
    assert plans.from_data(json.loads(json.dumps(plans.to_data(plan)))) == plan
    assert plans.loads(plans.to_yaml(plan)) == plan
    assert replace(plan, standards=()) == replace(drawn, standards=())


@settings(max_examples=times(20))
@given(small_plans())
def test_leaf_ids_are_unique_and_the_same_every_time(drawn: plans.Plan) -> None:
    first, second = (plans.from_data(plans.to_data(drawn)) for _ in range(2))
    ids = [leaf.id for standard in first.standards for leaf in plans.leaves(standard.expr)]
    assert len(ids) == len(set(ids))
    assert all(ids)
    assert first == second


def test_builtin_plans_survive_both_ways() -> None:
    for plan in plans.builtin().values():
        assert plans.from_data(json.loads(json.dumps(plans.to_data(plan)))) == plan
        assert plans.loads(plans.to_yaml(plan)) == plan
