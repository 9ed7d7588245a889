"""Boxes for the other elements of a plan that one element names: for whom, in which round, of which award."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms

from thidua.plans import Plan, compare
from thidua.ui.forms import speak_vietnamese

LINKS: Final[Mapping[str, tuple[str, str, str]]] = {  # key → label, where in the plan they stand, what none means
    "audiences": ("Áp dụng cho đối tượng", "audiences", "mọi đối tượng"),
    "rounds": ("Áp dụng cho đợt xét", "rounds", "mọi đợt xét"),
    "award": ("Thuộc hình thức khen thưởng", "awards", "mọi hình thức"),
}
PREFIX: Final = "noi_"


def add_to(form: forms.Form, keys: Iterable[str], plan: Plan, element: Any) -> None:
    """A box for each key, filled with what the element names now."""
    for key in keys:
        field = _field(plan, key)
        speak_vietnamese(field, str(field.label))
        known = getattr(element, key, None)
        form.fields[PREFIX + key] = field
        form.initial[PREFIX + key] = known or "" if key == "award" else list(known or ())


def chosen(given: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Key → what the element is to name, as the model keeps it."""
    found = {key: given[PREFIX + key] for key in keys}
    return {key: value or None if key == "award" else tuple(value) for key, value in found.items()}


def _field(plan: Plan, key: str) -> forms.Field:
    label, group, none = LINKS[key]
    named = [(each.id, compare.title(each, plan)) for each in getattr(plan, group)]
    if key == "award":
        return forms.ChoiceField(label=label, choices=[("", none.capitalize()), *named], required=False)
    hint = f"Không chọn dòng nào là {none}."
    return forms.MultipleChoiceField(
        label=label, choices=named, widget=forms.CheckboxSelectMultiple, required=False, help_text=hint
    )
