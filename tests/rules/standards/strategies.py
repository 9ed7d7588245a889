"""Random expressions and random facts for the comparison of the reference with the databases."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product

from hypothesis import strategies as st

from thidua.plans import model
from thidua.plans.vocabulary import DISCIPLINES, RATING_SCALES
from thidua.rules.standards import Context

YEAR = 2025
SOURCE = model.Source("III.1")
UNITS, PERSONS = (1, 2, 3), (11, 12, 13)
TIERS = ("commune", "district", "province")
COMPONENTS = ("tthc", "dvc")
SPANS = ("round_year", "movement", "plan_years")

YEARS = (YEAR, YEAR - 1)
DAYS = [date(YEAR - 2, 7, 1), date(YEAR - 1, 12, 31), date(YEAR, 1, 1), date(YEAR, 6, 30), date(YEAR, 11, 30)]
DAYS += [date(YEAR, 12, 1), date(YEAR, 12, 31), date(YEAR + 1, 1, 1)]
MAXIMA = [None, Decimal(0), Decimal("0.5"), Decimal("0.9"), Decimal("0.9"), Decimal(1), Decimal(1), Decimal(1)]
RANKS = [None, 1, 2, 3, 4]
TOPS = [None, *(Decimal(n) for n in (0, 1, 96, 99, 100))]
BASES = [None, *(Decimal(n) for n in (0, 3, 100, 100, 300))]
VALUES = [None, *(Decimal(n) for n in ("-1", "0", "1", "2", "2.5", "2.5001", "3", "4"))]


def criterion(key: str, measure: str, op: str | None, value: str | None) -> model.Criterion:
    return model.Criterion(key, key, (), measure, op, value, None, "", "", SOURCE)


CRITERIA = [
    criterion("share", "share", ">=", "96"),
    criterion("share_exact", "share", "=", "33.33"),
    criterion("value", "value", "<=", "2.5"),
    criterion("rank", "rank", "<=", "2"),
    criterion("class", "class", ">=", "kha"),
    criterion("change", "change", ">", "0"),
    criterion("paper", "document", None, None),
    criterion("opinion", "judgement", None, None),
    criterion("open", "value", None, None),
    replace(criterion("whole", "value", ">=", "1"), of="issuer"),
]


# Sets of criteria a plan may have; few, because strategies for a set are dear to make and are kept.
_chance = random.Random(2026)
SETS = [(), tuple(CRITERIA), *(tuple(_chance.sample(CRITERIA, _chance.randint(1, 9))) for _ in range(14))]


def _leaf(name: str, **parts: st.SearchStrategy[object]) -> st.SearchStrategy[model.Leaf]:
    return st.fixed_dictionaries({}, optional=parts).map(lambda p: model.Leaf(name, p, f"{name}.1"))


def _with(name: str, needed: dict[str, st.SearchStrategy[object]], **parts: st.SearchStrategy[object]):
    return st.fixed_dictionaries(needed, optional=parts).map(lambda p: model.Leaf(name, p, ""))


spans, of = st.sampled_from(SPANS), st.sampled_from(("self", "staff"))
ratings = st.sampled_from([(s, g) for s, grades in RATING_SCALES.items() for g in grades]).flatmap(
    lambda pair: _with(
        "rating_at_least", {"scale": st.just(pair[0]), "grade": st.just(pair[1])}, years=st.integers(1, 3)
    )
)


def leaves(criteria: tuple[model.Criterion, ...]) -> st.SearchStrategy[model.Leaf]:
    """Any leaf of the vocabulary."""
    minimum = st.integers(0, 3)
    kinds = [
        ratings,
        _leaf("no_discipline", within=spans, of=of, least=st.sampled_from(tuple(DISCIPLINES))),
        _leaf("no_complaint", within=spans, of=of, upheld=st.booleans()),
        _leaf(
            "index_improved",
            target=st.sampled_from(("component", "overall", "either")),
            by=st.sampled_from(("share", "points")),
            or_max=st.booleans(),
        ),
        _with("rank_at_least", {"n": st.integers(1, 3)}),
        _leaf("rank_improved", by=st.integers(0, 2)),
        _leaf("initiative_recognised", level=st.sampled_from(TIERS), min=minimum, within=spans),
        _leaf("initiative_registered", min=minimum, within=spans),
        _with(
            "prior_awards",
            {"form": st.just("giay-khen"), "authority_tier": st.sampled_from(TIERS), "min": minimum},
            within=spans,
        ),
        _leaf("all_targets_met", min_share=st.sampled_from((0, 30, 50, 80, 100))),
        st.just(model.Leaf("plan_issued")),
        _with("duty_done", {"type": st.sampled_from(("report", "guide"))}),
        _leaf("tasks_done", share=st.sampled_from((50, 75, 100)), on_time=st.booleans()),
        st.sampled_from("ab").map(lambda n: model.Leaf("judgement", {"text": "Gương mẫu"}, f"st.{n}")),
    ]
    if criteria:
        kinds.append(_with("target_met", {"criterion": st.sampled_from([c.id for c in criteria])}))
    return st.one_of(kinds)


@cache
def expressions(criteria: tuple[model.Criterion, ...]) -> st.SearchStrategy[model.Expr]:
    """All, any and not over the leaves, nested."""

    def larger(parts: st.SearchStrategy[model.Expr]) -> st.SearchStrategy[model.Expr]:
        several = st.lists(parts, min_size=1, max_size=3).map(tuple)
        return several.map(model.All) | several.map(model.Any) | parts.map(model.Not)

    return st.recursive(leaves(criteria), larger, max_leaves=6)


@cache
def facts() -> st.SearchStrategy[dict[str, list[dict[str, object]]]]:
    """Rows for every relation, dense enough that years, units and limits meet (drawn from one seed)."""
    return st.integers(0, 2**32).map(lambda seed: dense(random.Random(seed)))


def dense(rnd: random.Random) -> dict[str, list[dict[str, object]]]:
    """Facts of one seed."""
    subjects = [{"person_id": None, "unit_id": u} for u in UNITS]
    subjects += [{"person_id": p, "unit_id": rnd.choice(UNITS)} for p in PERSONS]
    pick = rnd.choice

    def some(chance: float, *lists: Iterable[object]) -> list[tuple[object, ...]]:
        return [row for row in product(*lists) if rnd.random() < chance]

    def point() -> Decimal | None:
        return pick([None, *(Decimal(n) / 40 for n in (0, 18, 27, 36, 36, 39, 40, 40))])

    ratings = some(0.6, subjects, (YEAR, YEAR - 1, YEAR - 2), RATING_SCALES)
    return {
        "rating": [s | {"year": y, "scale": c, "grade": pick(list(RATING_SCALES[c].values()))} for s, y, c in ratings],
        "discipline": [s | {"decided_on": d, "grade": pick(range(1, 7))} for s, d in some(0.06, subjects, DAYS)],
        "complaint": [
            s | {"received_on": d, "status": k} for s, d, k in some(0.04, subjects, DAYS, ("open", "upheld", "rejected"))
        ],
        "index_result": [
            {"unit_id": u, "component": c, "year": y, "points": point(), "maximum": pick(MAXIMA), "rank": pick(RANKS)}
            for u, c, y in some(0.85, UNITS, ("", *COMPONENTS), (YEAR, YEAR - 1))
        ],
        "index_owner": [s | {"component": c, "year": y} for s, c, y in some(0.4, subjects, COMPONENTS, (YEAR, YEAR - 1))],
        "initiative": [
            s | {"level": n, "recognised_on": pick([None, *DAYS]), "registered_on": pick([None, *DAYS])}
            for s, n in some(0.4, subjects, range(1, 6))
        ],
        "commendation": [
            s | {"form": f, "authority_tier": t, "decided_on": pick(DAYS)}
            for s, f, t, _ in some(0.4, subjects, ("giay-khen", "bang-khen"), TIERS, range(2))
        ],
        "figure": [
            s | {"criterion": c.id, "year": y, "numerator": pick(TOPS), "denominator": pick(BASES), "value": pick(VALUES)}
            for s, c, y in some(0.8, subjects, CRITERIA, (YEAR, YEAR - 1))
        ],
        "lower_plan": [{"unit_id": u, "year": y, "filed_on": pick([None, *DAYS])} for u, y in some(0.6, UNITS, YEARS)],
        "duty": [
            {"unit_id": u, "type": t, "year": y, "done_on": pick([None, *DAYS])}
            for u, t, y, _ in some(0.5, UNITS, ("report", "guide"), YEARS, range(2))
        ],
        "task": [
            s | {"year": y, "assigned": pick((0, 4, 4)), "done": pick((2, 3, 4)), "on_time": pick((2, 3, 4))}
            for s, y in some(0.8, subjects, YEARS)
        ],
        "judgement": [
            {"candidate_id": n, "leaf_id": f"st.{k}", "verdict": v}
            for n, k, v in some(0.4, range(1, 4), "ab", ("met", "unmet"))
        ],
    }  # fmt: skip


@cache
def contexts(criteria: tuple[model.Criterion, ...]) -> st.SearchStrategy[Context]:
    """Frames that differ in the day of the evaluation."""
    frame = {
        "round_year": (date(YEAR, 1, 1), date(YEAR + 1, 1, 1)),
        "movement": (date(YEAR - 2, 3, 15), date(YEAR, 12, 1)),
        "plan_years": (date(YEAR - 2, 1, 1), date(YEAR + 1, 1, 1)),
    }
    still_open = {**frame, "movement": (date(YEAR - 2, 3, 15), None)}
    by_id = {c.id: c for c in criteria}
    moments = st.sampled_from([date(YEAR - 3, 1, 1), date(YEAR, 6, 30), date(YEAR, 12, 31), date(YEAR + 1, 2, 1)])
    frames = st.sampled_from([frame, still_open])
    return st.builds(lambda as_of, spans: Context(YEAR, spans, as_of, by_id), moments, frames)
