"""The JSON Schema: current in the tree, true of the plans that come with the program, and not toothless."""

from __future__ import annotations

import copy
from typing import Any

import jsonschema
import pytest
import yaml

from tests.plans.small import SMALL
from thidua import plans
from thidua.plans.plan_schema import FILE, text


def _yaml(text: str) -> Any:
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


CODES = sorted(file.stem for file in FILE.parent.glob("data/*.yaml"))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = plans.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_committed_copy_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "chạy: thidua plan schema > src/thidua/plans/plan.schema.json"


@pytest.mark.parametrize("code", CODES)
def test_builtin_plans_validate(code: str, validator: jsonschema.Draft202012Validator) -> None:
    plan = plans.builtin()[code]
    validator.validate(plans.to_data(plan))
    validator.validate(_yaml(plans.to_yaml(plan)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("audiences", 0, "unit_kinds"), ["chuyen_non"]),
        (("quotas", 0, "op"), "most"),
        (("quotas", 0, "value"), "5"),
        (("extra",), 1),
        (("standards", 0, "expr"), {"leaf": "no_disciplin"}),
        (("standards", 0, "expr"), {"leaf": "rating_at_least"}),
        (("standards", 0, "expr"), {"all": []}),
    ],
)
def test_schema_refuses(path: tuple[Any, ...], value: object, validator: jsonschema.Draft202012Validator) -> None:
    data: Any = copy.deepcopy(plans.to_data(plans.loads(SMALL)))
    validator.validate(data)
    part = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert not validator.is_valid(data)
