"""Forms of what has conditions: standards, exclusions; and of plain wording, which both have too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms

from thidua.movements.forms_element import ElementForm
from thidua.plans import Plan, leaves
from thidua.plans import model as m
from thidua.plans.vocabulary import CHOICES, GRADE_NAMES, LEAVES, TIERS
from thidua.plans.wording import leaf_text
from thidua.ui.forms import IntegerField, TextField, speak_vietnamese

PARAMETERS = {  # parameters of conditions that are figures or grades, and what they are called
    "grade": "Xếp loại từ",
    "years": "Số năm liền",
    "min": "Ít nhất",
    "n": "Trong số đơn vị dẫn đầu",
    "by": "Tăng ít nhất (bậc)",
    "share": "Tỷ lệ nhiệm vụ (%)",
    "min_share": "Tỷ lệ tiêu chí (%)",
    "level": "Cấp công nhận từ",
    "text": "Điều người xét kết luận",
}


class LabelEdit(ElementForm):
    """The wording of a content."""

    NAMES: tuple[str, ...] = ("audiences",)
    label = TextField(label="Nội dung", max_length=300)

    def first(self, element: Any) -> dict[str, Any]:
        return {"label": element.label}

    def element(self) -> Any:
        return replace(self.former, label=self.cleaned_data["label"], source=self._source())


class StandardEdit(LabelEdit):
    """The wording of a standard and the figures and grades in its conditions."""

    NAMES = ("audiences", "rounds")

    def __init__(self, data: Any = None, *, plan: Plan, element: Any, version: int) -> None:
        super().__init__(data, plan=plan, element=element, version=version)
        for n, leaf in enumerate(leaves(element.expr) if element.expr else ()):
            for name, value in _asked(leaf):
                field = _field(name, leaf_text(leaf, plan))
                field.initial = value
                self.fields[f"p{n}_{name}"] = field
                speak_vietnamese(field, str(field.label))

    def element(self) -> Any:
        expr = self._conditions(self.former.expr) if self.former.expr else None
        return replace(self.former, label=self.cleaned_data["label"], expr=expr, source=self._source())

    def _conditions(self, expr: m.Expr) -> m.Expr:
        numbered = iter(range(10_000))

        def walk(part: m.Expr) -> m.Expr:
            match part:
                case m.Leaf():
                    n = next(numbered)
                    given = {name: self._value(n, name) for name, _ in _asked(part)}
                    return replace(part, params={**part.params, **given})
                case m.Not(item):
                    return m.Not(walk(item))
                case m.All(items):
                    return m.All(tuple(walk(item) for item in items))
                case m.Any(items):
                    return m.Any(tuple(walk(item) for item in items))

        return walk(expr)

    def _value(self, n: int, name: str) -> object:
        return self.cleaned_data[f"p{n}_{name}"]


class ExclusionEdit(StandardEdit):
    """What bars: the wording, and the figures of its conditions or what is wrong with the dossier."""

    def __init__(self, data: Any = None, *, plan: Plan, element: Any, version: int) -> None:
        super().__init__(data, plan=plan, element=element, version=version)
        if element.on == "dossier":
            field = forms.ChoiceField(label="Hồ sơ bị loại khi", choices=list(CHOICES["Exclusion", "rule"].items()))
            field.initial = element.rule
            self.fields["rule"] = field
            speak_vietnamese(field, str(field.label))

    def element(self) -> Any:
        return replace(super().element(), rule=self.cleaned_data.get("rule", self.former.rule))


def _asked(leaf: m.Leaf) -> Iterator[tuple[str, object]]:
    for name, (kind, _, default) in LEAVES[leaf.leaf].items():
        value = leaf.params.get(name, default)
        if name in PARAMETERS and (kind is int or name in ("grade", "level", "text")):
            yield name, value


def _field(name: str, condition: str) -> forms.Field:
    label = f"{PARAMETERS[name]}"
    if name == "grade":
        return forms.ChoiceField(label=label, choices=list(GRADE_NAMES.items()), help_text=condition)
    if name == "level":
        return forms.ChoiceField(label=label, choices=list(TIERS.items()), help_text=condition)
    if name == "text":
        return TextField(label=label, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    limit = 100 if name in ("share", "min_share") else 999
    return IntegerField(label=label, min_value=1, max_value=limit, help_text=condition)
