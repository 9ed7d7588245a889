"""How a bound field is shown: the parts the component needs, with the ids Django's aria attributes point to."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField


class Shown(NamedTuple):
    """One line of the error summary: sentence and the id of the control it belongs to."""

    message: str
    target: str


def target_of(bound: BoundField) -> str:
    """Id a link must go to: for groups of choices the first choice."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label or bound.auto_id


def errors_of(form: Any) -> list[Shown]:
    """Every error of a form in the order of its fields, those of the whole form first. An unbound form has none."""
    if form is None or not form.is_bound:
        return []
    lines = [Shown(str(message), "") for message in form.non_field_errors()]
    for bound in form:
        lines += [Shown(str(message), target_of(bound)) for message in bound.errors]
    return lines


def shown(bound: BoundField, label: str = "", hint: str = "") -> dict[str, object]:
    """Context of ``components/field.html``."""
    widget = bound.field.widget
    if hint:
        bound.help_text = hint
    return {
        "bound": bound,
        "label": label or bound.label,
        "is_group": bound.use_fieldset and isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple),
        "is_tick": isinstance(widget, forms.CheckboxInput),
        "is_file": isinstance(widget, forms.FileInput),
        "suffix": getattr(bound.field, "suffix", ""),
        "optional": not bound.field.required and not isinstance(widget, forms.CheckboxInput),
        "narrow": getattr(bound.field, "narrow", False),
    }
