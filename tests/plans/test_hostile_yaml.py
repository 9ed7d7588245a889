"""Texts that would end the process or its patience are refused with a sentence like any other."""

from __future__ import annotations

import pytest

from thidua import plans


@pytest.mark.parametrize("text", ["[" * 200_000, "a: " + "{a: " * 200_000, "- " * 5_000, "code: " + "9" * 5_000])
def test_a_hostile_text_is_refused(text: str) -> None:
    with pytest.raises(plans.PlanError) as caught:
        plans.loads(text, "xau.yaml")
    assert str(caught.value).startswith("Tệp xau.yaml")


def test_a_real_plan_is_not_too_deep() -> None:
    plan = plans.builtin()["hoa-phong-2025"]
    assert plans.loads(plans.to_yaml(plan)) == plan
