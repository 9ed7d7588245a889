"""Each leaf by example: facts a clerk would recognise, and the answer the plan means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.rules.standards import engines
from thidua.plans.model import All, Any, Criterion, Expr, Kind, Leaf, Not, Source
from thidua.plans.vocabulary import LEAVES
from thidua.rules.standards import Candidate, Context, compile_standards, evaluate

BODY, PERSON = Candidate(1, None, 7), Candidate(1, 3, 7)
SHARE = Criterion("tre-han", "Hồ sơ đúng hạn", (), "share", ">=", "96", "%", "", "", Source("III"))
RANK = Criterion("hang", "Thứ hạng", (), "rank", "<=", "10", None, "", "", Source("III"))
FREE = Criterion("tu-do", "Tuyên truyền", (), "value", None, None, None, "", "", Source("III"))
CONTEXT = Context(
    2025,
    {
        "round_year": (date(2025, 1, 1), date(2026, 1, 1)),
        "movement": (date(2025, 3, 10), date(2026, 1, 1)),
        "plan_years": (date(2021, 1, 1), date(2026, 1, 1)),
    },
    date(2026, 1, 15),
    {c.id: c for c in (SHARE, RANK, FREE)},
)
IMPROVED_OR_MAX = Leaf("index_improved", {"or_max": True})
TWO_AWARDS = Leaf("prior_awards", {"form": "giay-khen", "authority_tier": "district", "min": 2})


def answer(expr: Expr, one: Candidate = PERSON, context: Context = CONTEXT, **facts: list[dict[str, object]]) -> str:
    kind: Kind = "collective" if one.person_id is None else "individual"
    connection = engines.sqlite(facts)
    compiled = compile_standards([expr], kind=kind)
    (result,) = evaluate(lambda sql: connection.execute(sql).fetchall(), compiled, context, [one], engines.TABLES)
    return result.outcomes[0].key


def rated(year: int, grade: int, person: int | None = 3) -> dict[str, object]:
    return {"person_id": person, "unit_id": 7, "year": year, "scale": "nhiem_vu", "grade": grade}


def result(component: str, year: int, points: str, maximum: str = "10", rank: int | None = None) -> dict[str, object]:
    values = {"points": Decimal(points), "maximum": Decimal(maximum)}
    return {"unit_id": 7, "component": component, "year": year, "rank": rank, **values}


def owner(component: str, person: int | None = None) -> dict[str, object]:
    return {"person_id": person, "unit_id": 7, "component": component, "year": 2025}


def disciplined(on: date, person: int | None = 3, unit: int = 7, grade: int = 1) -> dict[str, object]:
    return {"person_id": person, "unit_id": unit, "decided_on": on, "grade": grade}


def figure(key: str, top: int | None = None, base: int | None = None, value: str | None = None) -> dict[str, object]:
    row = {"person_id": 3, "unit_id": 7, "criterion": key, "year": 2025, "numerator": top, "denominator": base}
    return row | {"value": None if value is None else Decimal(value)}


def test_rating() -> None:
    good = Leaf("rating_at_least", {"grade": "hoan_thanh_tot"})
    assert answer(good) == "nodata"
    assert answer(good, rating=[rated(2025, 3)]) == "met"
    assert answer(good, rating=[rated(2025, 2)]) == "unmet"
    assert answer(good, rating=[rated(2024, 4)]) == "nodata", "another year says nothing"
    assert answer(good, BODY, rating=[rated(2025, 4)]) == "nodata", "a person's rating is not the collective's"
    assert answer(good, BODY, rating=[rated(2025, 4, person=None)]) == "met"


def test_rating_of_several_years() -> None:
    three = Leaf("rating_at_least", {"grade": "hoan_thanh_tot", "years": 3})
    assert answer(three, rating=[rated(2025, 3), rated(2024, 3), rated(2023, 4)]) == "met"
    assert answer(three, rating=[rated(2025, 3), rated(2023, 4)]) == "nodata"
    assert answer(three, rating=[rated(2025, 3), rated(2023, 2)]) == "unmet", "no missing year can mend it"


def test_discipline_of_the_candidate_and_of_its_staff() -> None:
    own, staff = Leaf("no_discipline"), Leaf("no_discipline", {"of": "staff"})
    assert answer(own) == "met"
    assert answer(own, discipline=[disciplined(date(2025, 12, 31))]) == "unmet"
    assert answer(own, discipline=[disciplined(date(2026, 1, 1))]) == "met", "the year is over"
    assert answer(own, BODY, discipline=[disciplined(date(2025, 5, 1))]) == "met"
    assert answer(staff, BODY, discipline=[disciplined(date(2025, 5, 1))]) == "unmet"
    assert answer(staff, BODY, discipline=[disciplined(date(2025, 5, 1), unit=8)]) == "met"
    assert answer(staff, BODY, discipline=[disciplined(date(2025, 5, 1), person=None)]) == "met"


def test_a_milder_discipline_than_the_plan_names_does_not_count() -> None:
    warned = Leaf("no_discipline", {"least": "canh_cao"})
    assert answer(warned, discipline=[disciplined(date(2025, 5, 1), grade=1)]) == "met"
    assert answer(warned, discipline=[disciplined(date(2025, 5, 1), grade=2)]) == "unmet"
    assert answer(warned, discipline=[disciplined(date(2025, 5, 1), grade=5)]) == "unmet"


def test_what_was_decided_after_the_day_does_not_count() -> None:
    early = Context(2025, CONTEXT.spans, date(2025, 6, 30), CONTEXT.criteria)
    assert answer(Leaf("no_discipline"), context=early, discipline=[disciplined(date(2025, 7, 1))]) == "met"
    assert answer(Leaf("no_discipline"), context=early, discipline=[disciplined(date(2025, 6, 30))]) == "unmet"


@pytest.mark.parametrize(
    ("status", "upheld_only", "any_open"),
    [("upheld", "unmet", "unmet"), ("open", "met", "unmet"), ("rejected", "met", "met")],
)
def test_complaints(status: str, upheld_only: str, any_open: str) -> None:
    row = {"person_id": 3, "unit_id": 7, "received_on": date(2025, 5, 1), "status": status}
    assert answer(Leaf("no_complaint"), complaint=[row]) == upheld_only
    assert answer(Leaf("no_complaint", {"upheld": False}), complaint=[row]) == any_open
    assert answer(Leaf("no_complaint", {"of": "staff"}), BODY, complaint=[row]) == upheld_only


def test_index_above_the_year_before() -> None:
    leaf, own = Leaf("index_improved"), [owner("tthc")]
    rising = [result("tthc", 2024, "8.1", "9"), result("tthc", 2025, "9.01", "10")]
    assert answer(leaf, BODY, index_owner=own, index_result=rising) == "met"
    same_share = [result("tthc", 2024, "8.1", "9"), result("tthc", 2025, "9", "10")]
    assert answer(leaf, BODY, index_owner=own, index_result=same_share) == "unmet", "90% is not above 90%"
    by_points = Leaf("index_improved", {"by": "points"})
    assert answer(by_points, BODY, index_owner=own, index_result=same_share) == "met"
    assert answer(leaf, BODY, index_owner=own, index_result=rising[:1]) == "nodata", "not published yet"
    assert answer(leaf, BODY, index_owner=own, index_result=rising[1:]) == "nodata", "no basis for comparison"
    assert answer(leaf, BODY, index_result=rising) == "nodata", "no component assigned"


def test_index_kept_at_the_maximum() -> None:
    full = [result("tthc", 2024, "9", "9"), result("tthc", 2025, "10", "10")]
    own = [owner("tthc")]
    assert answer(IMPROVED_OR_MAX, BODY, index_owner=own, index_result=full) == "met"
    assert answer(Leaf("index_improved"), BODY, index_owner=own, index_result=full) == "unmet"
    assert answer(IMPROVED_OR_MAX, BODY, index_owner=own, index_result=full[1:]) == "nodata"


def test_every_assigned_component_must_rise_but_either_takes_the_whole_index() -> None:
    rows = [result("a", 2024, "8"), result("a", 2025, "9"), result("b", 2024, "8"), result("b", 2025, "7")]
    both = [owner("a", 3), owner("b", 3)]
    assert answer(Leaf("index_improved"), index_owner=both, index_result=rows) == "unmet"
    assert answer(Leaf("index_improved"), index_owner=both[:1], index_result=rows) == "met"
    assert answer(Leaf("index_improved"), index_owner=both, index_result=rows[:3]) == "nodata"
    whole = [result("", 2024, "80", "100"), result("", 2025, "81", "100")]
    either = Leaf("index_improved", {"target": "either"})
    assert answer(either, index_owner=both, index_result=rows + whole) == "met"
    assert answer(either, index_owner=both, index_result=rows) == "nodata", "the whole index may still rise"


def test_ranks() -> None:
    rows = [result("", 2024, "80", rank=5), result("", 2025, "81", rank=3)]
    assert answer(Leaf("rank_at_least", {"n": 3}), BODY, index_result=rows) == "met"
    assert answer(Leaf("rank_at_least", {"n": 2}), BODY, index_result=rows) == "unmet"
    assert answer(Leaf("rank_at_least", {"n": 2}), BODY) == "nodata"
    assert answer(Leaf("rank_improved", {"by": 2}), BODY, index_result=rows) == "met"
    assert answer(Leaf("rank_improved", {"by": 3}), BODY, index_result=rows) == "unmet"
    assert answer(Leaf("rank_improved"), BODY, index_result=rows[1:]) == "nodata"


def test_initiatives_recognised_and_registered() -> None:
    row = {"person_id": 3, "unit_id": 7, "level": 3, "recognised_on": date(2025, 4, 1), "registered_on": None}
    leaf = Leaf("initiative_recognised", {"level": "district"})
    assert answer(leaf) == "unmet"
    assert answer(leaf, initiative=[row]) == "met"
    assert answer(leaf, initiative=[row | {"level": 2}]) == "unmet"
    assert answer(leaf, initiative=[row | {"recognised_on": None}]) == "unmet"
    assert answer(Leaf("initiative_registered"), initiative=[row]) == "unmet"
    assert answer(Leaf("initiative_registered"), initiative=[row | {"registered_on": date(2025, 2, 1)}]) == "met"


def test_earlier_awards() -> None:
    one = {"person_id": 3, "unit_id": 7, "form": "giay-khen", "authority_tier": "district"}
    first, second = one | {"decided_on": date(2021, 12, 1)}, one | {"decided_on": date(2023, 12, 1)}
    assert answer(TWO_AWARDS, commendation=[first, second]) == "met"
    assert answer(TWO_AWARDS, commendation=[first, second | {"authority_tier": "province"}]) == "unmet"
    assert answer(TWO_AWARDS, commendation=[first, second | {"decided_on": date(2020, 12, 31)}]) == "unmet"


def test_figures() -> None:
    leaf = Leaf("target_met", {"criterion": "tre-han"})
    assert answer(leaf) == "nodata"
    assert answer(leaf, figure=[figure("tre-han", 96, 100)]) == "met"
    assert answer(leaf, figure=[figure("tre-han", 9599, 10000)]) == "unmet"
    assert answer(leaf, figure=[figure("tre-han", 0, 0)]) == "met", "nothing to do: not applicable"
    assert answer(Leaf("target_met", {"criterion": "hang"}), figure=[figure("hang", value="11")]) == "unmet"
    assert answer(Leaf("target_met", {"criterion": "tu-do"}), figure=[figure("tu-do", value="5")]) == "judge"


def test_all_targets() -> None:
    every, half = Leaf("all_targets_met"), Leaf("all_targets_met", {"min_share": 50})
    rows = [figure("tre-han", 96, 100), figure("hang", value="10")]
    assert answer(every, figure=rows) == "judge", "two reached, the third has no target"
    assert answer(half, figure=rows) == "met", "two of three is more than half"
    assert answer(every, figure=rows[:1]) == "nodata"
    assert answer(every, figure=[figure("tre-han", 1, 100)]) == "unmet"
    nothing = Context(2025, CONTEXT.spans, CONTEXT.as_of)
    assert answer(every, context=nothing) == "nodata"


def test_own_plan_duties_and_tasks() -> None:
    plan = {"unit_id": 7, "year": 2025, "filed_on": date(2025, 4, 1)}
    assert answer(Leaf("plan_issued"), BODY) == "unmet"
    assert answer(Leaf("plan_issued"), BODY, lower_plan=[plan]) == "met"
    assert answer(Leaf("plan_issued"), BODY, lower_plan=[plan | {"filed_on": None}]) == "unmet"
    duty = {"unit_id": 7, "type": "report", "year": 2025, "done_on": date(2025, 4, 1)}
    leaf = Leaf("duty_done", {"type": "report"})
    assert answer(leaf, BODY) == "nodata"
    assert answer(leaf, BODY, duty=[duty]) == "met"
    assert answer(leaf, BODY, duty=[duty, duty | {"done_on": None}]) == "unmet"
    task = {"person_id": None, "unit_id": 7, "year": 2025, "assigned": 38, "done": 38, "on_time": 37}
    assert answer(Leaf("tasks_done"), BODY, task=[task]) == "unmet"
    assert answer(Leaf("tasks_done", {"on_time": False}), BODY, task=[task]) == "met"
    assert answer(Leaf("tasks_done"), BODY, task=[task | {"assigned": 0, "done": 0, "on_time": 0}]) == "nodata"


def test_a_person_judges() -> None:
    leaf = Leaf("judgement", {"text": "Gương mẫu"}, "st.1")
    said = {"candidate_id": 1, "leaf_id": "st.1", "verdict": "met"}
    assert answer(leaf) == "judge"
    assert answer(leaf, judgement=[said]) == "met"
    assert answer(leaf, judgement=[said | {"verdict": "unmet"}]) == "unmet"
    assert answer(leaf, judgement=[said | {"leaf_id": "st.2"}]) == "judge"


def test_all_any_not() -> None:
    unmet, nodata = TWO_AWARDS, Leaf("rank_at_least", {"n": 1})
    judge, met = Leaf("judgement", {"text": "x"}, "j"), Leaf("no_discipline")
    assert answer(All((met, judge, nodata))) == "nodata"
    assert answer(All((met, judge, nodata, unmet))) == "unmet"
    assert answer(Any((unmet, nodata, judge))) == "judge"
    assert answer(Any((unmet, met))) == "met"
    assert [answer(Not(part)) for part in (unmet, nodata, judge, met)] == ["met", "nodata", "judge", "unmet"]
    assert answer(Not(Not(All((met, Not(unmet)))))) == "met"


def test_only_known_words_get_into_the_text() -> None:
    bad = [
        Leaf("no_such"),
        Leaf("rank_at_least", {}),
        Leaf("rank_at_least", {"n": "1; DROP TABLE x"}),
        Leaf("rank_at_least", {"n": True}),
        Leaf("no_discipline", {"since": "x"}),
        Leaf("judgement", {"text": "x"}),
        All(()),
    ]
    for expr in bad:
        with pytest.raises(ValueError):  # noqa: PT011 - the sentence differs by case
            compile_standards([expr], kind="individual")
    sly = Leaf("prior_awards", {"form": "x' OR '1'='1", "authority_tier": "district", "min": 1})
    with pytest.raises(ValueError, match="mã hợp lệ"):
        compile_standards([sly], kind="individual").sql(CONTEXT, engines.TABLES, "people")


def test_the_whole_vocabulary_compiles() -> None:
    from thidua.rules.standards.leaves import COMPILE
    from thidua.rules.standards.reference import ANSWER

    assert set(COMPILE) == set(ANSWER) == set(LEAVES)


def test_many_candidates_keep_their_order() -> None:
    people = [Candidate(n, n, 7) for n in range(4500, 0, -1)]
    connection = engines.sqlite({"rating": [rated(2025, 3, person=4400)]})
    compiled = compile_standards([Leaf("rating_at_least", {"grade": "hoan_thanh"})], kind="individual")
    found = evaluate(lambda sql: connection.execute(sql).fetchall(), compiled, CONTEXT, people, engines.TABLES)
    assert [r.candidate_id for r in found] == [p.candidate_id for p in people]
    assert [r.candidate_id for r in found if r.outcomes[0].key == "met"] == [4400]
