"""Forms of facts without a database: words instead of codes, boxes that belong together, nothing kept empty."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from thidua.drafting import choosing, elements, kinds
from thidua.drafting.saying import say
from thidua.reader import KINDS

ALL = {**KINDS, **elements.kinds()}
YEARS = choosing.Known(2026, (("single", "Cả phong trào, năm 2026"), ("round_2", "Đợt 2")))


def filled(kind: str, value: dict[str, Any], **given: Any) -> kinds.FactForm:
    """The form of a fact as a person sends it back with some boxes changed."""
    form = kinds.FactForm(ALL[kind], value=value, known=YEARS)
    data = {bound.html_name: "" if bound.value() is None else bound.value() for bound in form} | given
    return kinds.FactForm(ALL[kind], data, value=value, known=YEARS)


@pytest.mark.parametrize("kind", sorted(ALL))
def test_nothing_is_chosen_by_its_code(kind: str) -> None:
    for name, field in kinds.FactForm(ALL[kind], known=YEARS).fields.items():
        for code, word in getattr(field, "choices", ()):
            assert not (code and str(word).lower() == str(code).lower() and code != "theo"), (name, code)
            assert "_" not in str(word), (name, code)
        assert "_" not in str(field.help_text), name


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (None, ("", "10/04/2026", None)),
        ("annual 12-10", ("annual", "10/12/2026", None)),
        ("next_year 01-30", ("next_year", "30/01/2027", None)),
        ("event 10 ngày kể từ ngày công bố", ("event", None, "10 ngày kể từ ngày công bố")),
    ],
)
def test_the_day_of_a_deadline_goes_to_and_fro(rule: str | None, shown: tuple[str | None, ...]) -> None:
    day = None if rule else "2026-04-10"
    value = {**dict.fromkeys(KINDS["deadline"].shape), "what": "task", "op": "before", "date": day, "rule": rule}
    form = kinds.FactForm(KINDS["deadline"], value=value, known=YEARS)
    assert (form["rule"].value(), form["date"].value(), form["rule_words"].value()) == shown
    again = filled("deadline", value)
    assert again.is_valid(), again.errors
    assert (again.value()["date"], again.value()["rule"], again.value()["round"]) == (day, rule, None)


def test_a_day_that_comes_back_needs_its_day_and_an_event_its_words() -> None:
    value = {"what": "dossier", "op": "before", "round": "single", "date": "2026-04-10"}
    assert "date" in filled("deadline", value, rule="annual", date="").errors
    assert "rule_words" in filled("deadline", value, rule="event").errors
    assert say_of(filled("deadline", value, round="round_2")).value()["round"] == "round_2"


def say_of(form: kinds.FactForm) -> kinds.FactForm:
    """The form, known to be valid."""
    assert form.is_valid(), form.errors
    return form


def test_a_copied_deadline_keeps_the_rule_of_the_plan() -> None:
    value = {
        "id": "han",
        "act": "dossier",
        "op": "before",
        "rule": "2026-12-10",
        "recipient": "Văn phòng",
        "late": "barred",
    }
    form = say_of(filled("plan.deadlines", value, rule="annual"))
    assert form.value()["rule"] == "annual 12-10"
    assert "date" not in form.value()
    after = {**value, "rule": "event cong-bo +10"}
    assert say_of(filled("plan.deadlines", after)).value()["rule"] == "event cong-bo +10"


KNOWN = choosing.Known(2026, (), (("cong-bo", "Công bố Chỉ số"),))


def copied(kind: str, value: dict[str, Any], **given: Any) -> kinds.FactForm:
    """As ``filled``, in the draft of a copied plan with an event."""
    form = kinds.FactForm(ALL[kind], value=value, known=KNOWN)
    data = {bound.html_name: "" if bound.value() is None else bound.value() for bound in form} | given
    return kinds.FactForm(ALL[kind], data, value=value, known=KNOWN)


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("plan.deadlines", "rule", {"act": "report", "op": "before", "recipient": "Phòng", "late": "to_decider"}),
        (
            "plan.duties",
            "due",
            {"label": "Rà soát", "body": "Phòng A", "mode": "order", "type": "execute", "due_op": "before"},
        ),
    ],
)
def test_days_after_an_event_are_made_new_in_a_copied_plan(kind: str, key: str, value: dict[str, Any]) -> None:
    made = say_of(copied(kind, value, **{key: "event working", "event_of": "cong-bo", "days_after": "5"})).value()
    assert made[key] == "event cong-bo +5 working"
    assert not {"date", "event_of", "days_after"} & made.keys()
    assert "05 ngày làm việc kể từ ngày “Công bố Chỉ số”" in say(kind, made, dict(KNOWN.events))
    assert "cong-bo" not in say(kind, made)  # an event that was taken out has no name, and its code says nothing
    again = say_of(copied(kind, made))
    assert again.value()[key] == made[key]
    yearly = say_of(copied(kind, made, **{key: "annual", "date": "05/12/2026"})).value()
    assert yearly[key] == "annual 12-05"
    assert copied(kind, value, **{key: "event", "days_after": "5"}).errors.keys() == {"event_of"}
    assert copied(kind, value, **{key: "event", "event_of": "cong-bo"}).errors.keys() == {"days_after"}


def test_the_day_of_a_copied_duty_is_changed_taken_away_and_said() -> None:
    value = {"label": "Rà soát", "body": "Phòng A", "mode": "order", "type": "execute", "due_op": "before"}
    dated = say_of(copied("plan.duties", value, due="once", date="15/06/2026")).value()
    assert dated["due"] == "2026-06-15"
    assert say("plan.duties", dated) == "Phòng A: Rà soát, trước ngày 15/06/2026"
    assert say_of(copied("plan.duties", dated)).value()["due"] == "2026-06-15"
    assert say_of(copied("plan.duties", dated, due="")).value()["due"] is None
    assert "date" in copied("plan.duties", value, due="once").errors
    assert elements.shifted("plan.duties", dated, 1)["due"] == "2027-06-15"


def test_words_of_codes_in_sentences() -> None:
    step = {"order": 5, "track": "filing", "body": "Hội đồng", "act": "council"}
    assert say("route_step", step).endswith("Hội đồng họp xét khen thưởng")
    assert say("deadline", {"what": "voting", "op": "before", "date": "2026-04-10"}).startswith("Bỏ phiếu: trước ngày")


def test_a_year_has_no_dot_between_thousands() -> None:
    value = {"name": None, "year": 2026, "year_from": 2026, "year_to": 2026, "cycle": "single"}
    assert kinds.FactForm(KINDS["movement"], value=value)["year"].value() == "2026"
    assert say_of(filled("movement", value)).value()["year"] == 2026


@pytest.mark.parametrize("kind", ["money", "period", "signer", "feedback"])
def test_an_empty_fact_is_not_kept(kind: str) -> None:
    value = dict.fromkeys(KINDS[kind].shape)
    assert not kinds.complete(KINDS[kind], value)
    form = filled(kind, value)
    assert not form.is_valid()
    assert "Chưa điền gì" in str(form.errors) or kind == "feedback"


def test_that_bodies_below_need_a_plan_is_no_empty_fact() -> None:
    value = dict.fromkeys(KINDS["cascade"].shape)
    assert kinds.complete(KINDS["cascade"], value | {"relation": "lower_plan"})
    assert not kinds.complete(KINDS["cascade"], value | {"relation": "higher_plan"})


def test_an_end_typed_is_an_end() -> None:
    value = {**dict.fromkeys(KINDS["period"].shape), "start_rule": "issue_date"}
    assert say_of(filled("period", value, end="30/11/2026")).value()["end_op"] == "until"
    assert say_of(filled("period", value, end_rule="khi công bố Chỉ số")).value()["end_op"] == "event"
    both = say_of(filled("period", value, start="01/03/2026", end="30/11/2026", end_op="before")).value()
    assert (both["start_rule"], both["end_op"]) == (None, "before")


def test_rounds_are_those_of_the_draft() -> None:
    field = kinds.FactForm(KINDS["deadline"], value={"round": "period_2021_2025"}, known=YEARS).fields["round"]
    assert isinstance(field, forms.ChoiceField)
    assert not field.required
    assert dict(field.choices) == {
        "": "Không gắn với đợt nào",
        "single": "Cả phong trào, năm 2026",
        "round_2": "Đợt 2",
        "period_2021_2025": "Giai đoạn 2021-2025",
    }


def test_amounts_are_typed_a_line_each() -> None:
    field = choosing.AmountsField(label="Mức tiền", required=False)
    rows = [
        {"target": "collective", "form": "Giấy khen", "amount": 1_500_000, "op": "exact"},
        {"target": "individual", "form": None, "amount": 500_000, "op": "max"},
    ]
    assert field.clean(field.prepare_value(rows)) == rows
    assert field.clean("Cá nhân: 1.000.000") == [
        {"target": "individual", "form": None, "amount": 1_000_000, "op": "exact"}
    ]
    assert field.clean("") is None
    for wrong in ("một triệu", "cá nhân: nhiều", "bạn bè: 5", "500.000"):
        with pytest.raises(forms.ValidationError, match="chưa đúng"):
            field.clean(wrong)
