"""Boxes for the other elements of a plan that one element names: for whom, in which round, of which award."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from thidua.plans import Plan, compare
from thidua.ui.forms import speak_vietnamese


@dataclass(frozen=True, slots=True)
class Link:
    """A key whose value names elements of these fields of the plan; ``none`` is what an empty choice means."""

    label: str
    fields: tuple[str, ...]
    none: str
    many: bool = False


LINKS: Final[Mapping[str, Link]] = {  # also of the review of a draft (``drafting.links``)
    "audiences": Link("Áp dụng cho đối tượng", ("audiences",), "mọi đối tượng", many=True),
    "rounds": Link("Áp dụng cho đợt xét", ("rounds",), "mọi đợt xét", many=True),
    "award": Link("Thuộc hình thức khen thưởng", ("awards",), "mọi hình thức"),
    "event": Link("Sự kiện kết thúc phong trào", ("events",), "không chờ sự kiện"),
    "opens_after": Link("Chỉ mở sau sự kiện", ("events",), "không chờ sự kiện"),
    "higher": Link("Kế hoạch cấp trên là văn bản", ("bases", "references"), "không nêu"),
}
PREFIX: Final = "noi_"


def add_to(form: forms.Form, keys: Iterable[str], plan: Plan, element: Any) -> None:
    """A box for each key, filled with what the element names now."""
    for key in keys:
        field = _field(plan, key)
        speak_vietnamese(field, str(field.label))
        known = getattr(element, key, None)
        form.fields[PREFIX + key] = field
        form.initial[PREFIX + key] = list(known or ()) if LINKS[key].many else known or ""


def chosen(given: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Key → what the element is to name, as the model keeps it."""
    found = {key: given[PREFIX + key] for key in keys}
    return {key: tuple(value) if LINKS[key].many else value or None for key, value in found.items()}


def _field(plan: Plan, key: str) -> forms.Field:
    link = LINKS[key]
    named = [(each.id, compare.title(each, plan)) for group in link.fields for each in getattr(plan, group)]
    if not link.many:
        return forms.ChoiceField(label=link.label, choices=[("", link.none.capitalize()), *named], required=False)
    hint = f"Không chọn dòng nào là {link.none}."
    return forms.MultipleChoiceField(
        label=link.label, choices=named, widget=forms.CheckboxSelectMultiple, required=False, help_text=hint
    )
