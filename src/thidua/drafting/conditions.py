"""The figures inside the condition of a standard, each in a box of its own: the form shows them, the tree stays."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms

from thidua.plans.vocabulary import GRADE_NAMES, LEAVES, RATING_SCALES, TIERS
from thidua.ui.forms import IntegerField, TextField

NAMES: Final[Mapping[str, str]] = {
    "rating_at_least": "Xếp loại",
    "index_improved": "Chỉ số tăng",
    "rank_at_least": "Thứ hạng",
    "rank_improved": "Thứ hạng tăng",
    "initiative_recognised": "Sáng kiến được công nhận",
    "initiative_registered": "Sáng kiến đã đăng ký",
    "prior_awards": "Khen thưởng trước đó",
    "all_targets_met": "Chỉ tiêu đạt",
    "tasks_done": "Nhiệm vụ hoàn thành",
    "judgement": "Người xét kết luận",
}
PARAMS: Final[Mapping[str, str]] = {
    "grade": "từ mức",
    "years": "số năm liền",
    "n": "từ hạng",
    "by": "số bậc",
    "level": "từ cấp",
    "authority_tier": "từ cấp",
    "min": "ít nhất",
    "share": "ít nhất, %",
    "min_share": "ít nhất, %",
    "text": "câu hỏi",
}


def leaves(expr: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The questions of a condition, in order; the dictionaries themselves, so that they can be changed in a copy."""
    if "leaf" in expr:
        yield expr  # type: ignore[misc]  # a Mapping in the signature, a dict in JSON
    for word in ("all", "any"):
        for item in expr.get(word, ()):
            yield from leaves(item)
    if "not" in expr:
        yield from leaves(expr["not"])


def fields(expr: Mapping[str, Any] | None) -> Iterator[tuple[str, forms.Field, Any]]:
    """(name, field, value) of every figure a person may change."""
    for number, leaf in enumerate(leaves(expr or {})):
        for param, (kind, _, default) in LEAVES[leaf["leaf"]].items():
            if param not in PARAMS or (param == "by" and kind is not int):
                continue
            label = f"{NAMES.get(leaf['leaf'], leaf['leaf'])}: {PARAMS[param]}"
            yield f"dk-{number}-{param}", _field(label, param, kind, leaf), leaf.get(param, default)


def _field(label: str, param: str, kind: type, leaf: Mapping[str, Any]) -> forms.Field:
    if param == "grade":
        scale = RATING_SCALES[str(leaf.get("scale", "nhiem_vu"))]
        return forms.ChoiceField(label=label, choices=[(key, GRADE_NAMES[key]) for key in scale])
    if param in ("level", "authority_tier"):
        return forms.ChoiceField(label=label, choices=list(TIERS.items()))
    if kind is int:
        return IntegerField(label=label, min_value=1, max_value=100 if "share" in param else 1000)
    return TextField(label=label, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


def changed(expr: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The condition with the figures of ``given`` (by the names of ``fields``)."""
    made: dict[str, Any] = copy.deepcopy(dict(expr))
    for number, leaf in enumerate(leaves(made)):
        for param in PARAMS:
            name = f"dk-{number}-{param}"
            if name in given:
                leaf[param] = given[name]
    return made
