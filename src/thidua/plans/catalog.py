"""The plans that come with the program (``plans/data/*.yaml``)."""

from __future__ import annotations

from functools import cache
from importlib import resources

from .codec import loads
from .errors import PlanError
from .model import Plan


@cache
def _all() -> tuple[Plan, ...]:
    folder = resources.files(__package__) / "data"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    plans = []
    for file in files:
        plan = loads(file.read_text(encoding="utf-8"), file.name)
        if f"{plan.code}.yaml" != file.name:
            raise PlanError(f"mã kế hoạch phải là tên tệp; hãy đặt tệp là {plan.code}.yaml", ("code",), file.name)
        plans.append(plan)
    return tuple(plans)


def builtin() -> dict[str, Plan]:
    """Code → plan, for the plans that come with the program. Raises :class:`PlanError`."""
    return {plan.code: plan for plan in _all()}
