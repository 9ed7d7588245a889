"""What each element does, in words: every element of every plan has its sentence, and the decisive ones are pinned."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.plans.small import SMALL, five_years
from thidua import plans
from thidua.plans import model
from thidua.plans.effects import effect, target_text
from thidua.plans.milestones import milestones
from thidua.plans.references import GROUPS
from thidua.plans.vocabulary import CHOICES, LEAVES
from thidua.plans.wording import expression_text, leaf_text

ISSUED = dt.date(2025, 1, 6)
SOURCE = model.Source("III")


def detail(plan: plans.Plan, element: plans.Element, year: int = 2025) -> str:
    return effect(plan, element, issued=ISSUED, year=year).detail


def test_a_paper_nobody_can_write_is_brought() -> None:
    plan = five_years()
    paper = plans.builtin()["hoa-phong-2025"].papers[0]
    assert "chương trình soạn sẵn" in detail(plan, paper)
    assert "đơn vị gửi tệp" in detail(plan, replace(paper, name="Ảnh chụp bảng giá"))
    assert "soạn sẵn" in detail(plan, replace(paper, name="Báo cáo thành tích kèm ảnh"))


@pytest.mark.parametrize("issued", [None, ISSUED])
def test_every_element_of_the_builtin_plans_has_its_sentence(issued: dt.date | None) -> None:
    for plan in plans.builtin().values():
        for name, element in plans.elements(plan):
            found = effect(plan, element, issued=issued, year=plan.movement.year_to)
            assert found.title, name
            assert found.detail[-1] in ".?", f"{plan.code} {name}: {found.detail}"
            assert "None" not in found.title + found.detail, name
            assert "0001" not in found.detail, name


def test_every_kind_of_element_has_an_effect() -> None:
    from thidua.plans.effects import _EFFECTS

    assert {cls.__name__ for cls in _EFFECTS} == {cls.__name__ for cls in plans.Element.__value__.__args__}
    assert set(GROUPS) <= set(model.Plan.__dataclass_fields__)


def test_deadline_says_which_day_is_late() -> None:
    plan = plans.loads(SMALL)
    (deadline,) = plan.deadlines
    assert detail(plan, deadline).startswith(
        "Cửa nhận đóng lúc 0 giờ ngày 30/01/2026; “trước ngày” nghĩa là chính ngày đó đã muộn."
    )
    assert detail(plan, deadline).endswith("để người có thẩm quyền quyết định.")
    barred = replace(deadline, op="no_later_than", rule="2024-11-20", late="barred")
    assert detail(plan, barred) == (
        "Cửa nhận đóng khi hết ngày 20/11/2024; “chậm nhất là ngày” nghĩa là chính ngày đó vẫn còn kịp. "
        "Hồ sơ muộn không nộp được."
    )


def test_quota_says_what_fewer_means() -> None:
    plan = plans.loads(SMALL)
    (quota,) = plan.quotas
    assert detail(plan, quota) == "Không cho quá 05 tập thể; ít hơn cũng được."
    assert detail(plan, replace(quota, op="exact", value=4)) == "Không cho quá 04 tập thể; ít hơn phải nêu lý do."


def test_criterion_with_its_target() -> None:
    plan = plans.loads(SMALL)
    (criterion,) = plan.criteria
    assert detail(plan, criterion) == "Theo dõi tỷ lệ; so với mức phải đạt: từ 100% trở lên."


def test_period_before_and_after_the_day_of_issue_is_known() -> None:
    plan = plans.loads(SMALL)
    draft = effect(plan, plan.period, issued=None, year=2025).detail
    assert draft == "Phong trào chạy từ ngày ban hành đến hết 31/12/2025."
    assert detail(plan, plan.period) == "Phong trào chạy từ 06/01/2025 đến hết 31/12/2025."


def test_every_leaf_can_be_said() -> None:
    plan = plans.loads(SMALL)
    some = {"grade": "hoan_thanh_tot", "n": 10, "form": "giay-khen", "authority_tier": "district", "min": 2}
    some |= {"criterion": "dung-han", "type": "lower_plan", "text": "Đoàn kết"}
    for name, known in LEAVES.items():
        params = {key: some.get(key, fallback) for key, (_, _, fallback) in known.items()}
        text = leaf_text(model.Leaf(name, params), plan)
        assert text
        assert "None" not in text


def test_conditions_in_words() -> None:
    plan = plans.loads(SMALL)
    staff = model.Leaf("no_discipline", {"within": "round_year", "of": "staff"})
    assert expression_text(model.Not(staff), plan) == "có người trong đơn vị bị kỷ luật trong năm xét"
    issued = model.Leaf("plan_issued", {})
    tasks = model.Leaf("tasks_done", {"share": 100, "on_time": True})
    both = model.All((model.Any((issued, tasks)), staff))
    assert expression_text(both, plan) == (
        "(đã ban hành và gửi kế hoạch của đơn vị hoặc hoàn thành đúng hoặc trước hạn 100% nhiệm vụ được giao) và "
        "không có người trong đơn vị bị kỷ luật trong năm xét"
    )


def test_words_of_the_model_fields_have_names() -> None:
    for (owner, field), words in CHOICES.items():
        assert field in getattr(model, owner).__dataclass_fields__
        assert all(words.values())


# ---------------------------------------------------------------- time line


def test_time_line_of_five_years() -> None:
    plan = five_years()
    found = milestones(plan, dt.date(2021, 11, 15), {})
    assert [(each.date, each.kind) for each in found] == [
        (dt.date(2021, 11, 15), "launch"),
        *((dt.date(year, 12, 9), "deadline") for year in range(2021, 2025)),
        (dt.date(2025, 12, 9), "deadline"),
        (dt.date(2025, 12, 9), "deadline"),
        (dt.date(2025, 12, 31), "end"),
        (None, "event"),
    ]
    assert all((each.closing is not None) is (each.kind == "deadline") for each in found)


def test_a_recorded_event_takes_its_place() -> None:
    plan = plans.loads(SMALL)
    found = milestones(plan, ISSUED, {"cong-bo": dt.date(2025, 12, 20)})
    assert [each.kind for each in found] == ["launch", "event", "end", "deadline"]


def test_a_deadline_shared_by_two_rounds_stands_once() -> None:
    plan = five_years()
    shared = replace(plan, deadlines=(replace(plan.deadlines[1], rounds=()),))
    assert [each.kind for each in milestones(shared, dt.date(2021, 11, 15), {})].count("deadline") == 1


def test_an_assumed_period_says_so() -> None:
    plan = plans.loads(SMALL)
    period = replace(plan.period, end_op="none", end=None, assumed_from="2025-01-01", assumed_to="2025-12-31")
    found = milestones(replace(plan, period=period), ISSUED, {})
    assert [each.kind for each in found][:2] == ["start", "launch"]
    assert "tạm tính" in found[0].label


@pytest.mark.parametrize(
    ("measure", "op", "value", "unit", "said"),
    [
        ("share", ">=", "96.5", "%", "từ 96,5% trở lên"),
        ("value", "<=", "3000", "hồ sơ", "không quá 3.000 hồ sơ"),
        ("class", ">=", "kha", "xếp loại", "xếp loại từ Khá trở lên"),
        ("class", "=", "tot", "class", "xếp loại Tốt"),
        ("rank", "<=", "10", "hạng", "từ hạng 10 trở lên"),
        ("rank", "=", "1", "rank", "hạng 1"),
        ("change", ">", "0", "điểm", "tăng so với năm trước"),
        ("change", ">=", "2", "điểm", "tăng từ 2 điểm trở lên so với năm trước"),
    ],
)
def test_what_a_criterion_asks_is_plain_vietnamese(measure: str, op: str, value: str, unit: str, said: str) -> None:
    criterion = replace(plans.builtin()["phan-rang-2024"].criteria[0], measure=measure, op=op, value=value, unit=unit)
    assert target_text(criterion) == said
