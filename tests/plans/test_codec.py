"""Reading and writing plans: equal after a round trip, and a sentence for everything that does not fit."""

from __future__ import annotations

import unicodedata

import pytest

from tests.plans.small import SMALL
from thidua import plans


def refusal(old: str, new: str) -> plans.PlanError:
    assert SMALL.count(old) == 1, old
    with pytest.raises(plans.PlanError) as caught:
        plans.loads(SMALL.replace(old, new), "x.yaml")
    return caught.value


def test_small_plan_survives_every_form() -> None:
    plan = plans.loads(SMALL, "x.yaml")
    assert plans.from_data(plans.to_data(plan)) == plan
    assert plans.loads(plans.to_yaml(plan)) == plan


def test_leading_zero_and_dates_stay_text() -> None:
    plan = plans.loads(SMALL)
    assert (plan.identity.number, plan.identity.date) == ("04", "2025-01-06")


def test_omitted_parts_are_empty_not_guessed() -> None:
    plan = plans.loads(SMALL)
    assert plan.standards[1].audiences == ()
    assert plan.deadlines[0].via is None
    assert plan.cascade.higher is None
    assert plan.recipients == ()


def test_leaves_are_named_after_their_standard() -> None:
    plan = plans.loads(SMALL)
    first, second = plan.standards
    assert [leaf.id for leaf in plans.leaves(first.expr)] == ["tot.1", "tot.2"]
    assert [leaf.id for leaf in plans.leaves(second.expr)] == ["chi-tieu"]
    assert next(plans.leaves(first.expr)).params == {"grade": "hoan_thanh_tot", "scale": "nhiem_vu", "years": 1}


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("unit_kinds: [chuyen_mon]", "unit_kind: [chuyen_mon]", "audiences[0].unit_kind", "“unit_kinds”"),
        ("unit_kinds: [chuyen_mon]", "unit_kinds: [chuyen_non]", "audiences[0].unit_kinds[0]", "“chuyen_mon”"),
        ("op: max, value: 5", 'op: max, value: "5"', "quotas[0].value", "số nguyên"),
        ("op: max", "op: most", "quotas[0].op", "exact, max"),
        ("award: gk,", "award: gkk,", "quotas[0].award", "“gk”"),
        ("rounds: [nam]", "rounds: [namm]", "quotas[0].rounds", "“nam”"),
        ("audiences: [tap-the]", "audiences: [tapthe]", "standards[0].audiences", "“tap-the”"),
        ("leaf: no_discipline", "leaf: no_disciplin", "standards[0].expr.any[1].not", "“no_discipline”"),
        ("grade: hoan_thanh_tot", "grades: hoan_thanh_tot", "standards[0].expr.any[0].grades", "“grade”"),
        ("grade: hoan_thanh_tot", "grade: kha", "standards[0].expr.any[0].grade", "thang xếp loại"),
        ("grade: hoan_thanh_tot", "years: 2", "standards[0].expr.any[0]", "thiếu tham số “grade”"),
        ("criterion: dung-han", "criterion: dung-hn", "standards[1].expr", "“dung-han”"),
        ("opens_after: cong-bo", "opens_after: congbo", "rounds[0].opens_after", "“cong-bo”"),
        ("{id: chi-tieu", "{id: tot", "standards[1].id", "đặt mã khác"),
        ("{id: chi-tieu", "{id: chỉ tiêu", "standards[1].id", "đổi mã"),
        ("op: before, rule: next_year 01-30", "op: before, rule: next year 01-30", "deadlines[0].rule", "next_year"),
        ("rule: next_year 01-30", "rule: annual 02-30", "deadlines[0].rule", "ngày có thật"),
        ("date: 2025-01-06", "date: 2025-02-29", "identity.date", "ngày có thật"),
        ("end: 2025-12-31", "event: cong-bo", "period.end", "thêm end"),
        ("clauses: [X-I]", "clauses: [Y-I]", "period", "“X-”"),
        (", source: signature", "", "signer", "thiếu “source”"),
        ('number: "04"', "number: 4", "identity.number", "dấu nháy"),
        ("prefix: X", "prefix: X\nprefix: Y", "prefix", "hai lần"),
        ("prefix: X", "prefix: [X", "", "YAML"),
        ("recipient: Phòng,", "", "deadlines[0]", "thiếu mục “recipient”"),
        ("end_op: until, end: 2025-12-31", "end_op: event, event: congbo", "period.event", "“cong-bo”"),
        ("prefix: X", "prefix: X\ncascade: {higher: kh-60}", "cascade.higher", "chưa khai"),
        ("grade: hoan_thanh_tot", "grade: hoan_thanh_tot, years: '2'", "standards[0].expr.any[0].years", "số nguyên"),
        ("{leaf: no_discipline}", "{leaf: plan_issued, id: tot.1}", "standards[0].expr", "dùng hai lần"),
        ("{leaf: no_discipline}", "{leaf: no_discipline, of: staffs}", "standards[0].expr.any[1].not.of", "“staff”"),
        ("{leaf: no_discipline}", "{leaf: no_discipline}, none: []", "standards[0].expr.any[1]", "một từ nối"),
        ("expr: {leaf: target_met, criterion: dung-han}", "expr: {all: []}", "standards[1].expr.all", "ít nhất một"),
    ],
)
def test_what_does_not_fit_is_refused_with_place_and_cure(old: str, new: str, place: str, words: str) -> None:
    error = refusal(old, new)
    assert plans.place_text(error.place) == place
    assert words in str(error)
    assert error.line is not None
    assert str(error).startswith(f"Tệp x.yaml, dòng {error.line}")


def test_the_line_is_the_line_of_the_mistake() -> None:
    error = refusal("award: gk,", "award: gkk,")
    assert error.line == next(n for n, text in enumerate(SMALL.splitlines(), 1) if "award: gk," in text)


def test_a_bomb_of_aliases_is_refused() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    for one, two in zip("abcdefg", "bcdefgh", strict=True):
        bomb += f"{two}: &{two} [{','.join(f'*{one}' for _ in range(10))}]\n"
    with pytest.raises(plans.PlanError, match="quá lớn"):
        plans.loads(bomb)


def test_files_that_cannot_be_read(tmp_path: object) -> None:
    with pytest.raises(plans.PlanError, match="không mở được"):
        plans.load(f"{tmp_path}/no.yaml")


def test_decomposed_letters_are_put_together() -> None:
    plan = plans.loads(unicodedata.normalize("NFD", SMALL))
    assert plan == plans.loads(SMALL)
    assert unicodedata.is_normalized("NFC", plan.signer.name)
