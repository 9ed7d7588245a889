"""Bases of the forms that change one element of a plan, or add one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from thidua.movements import plan_links
from thidua.plans import Plan, edit
from thidua.plans import model as m
from thidua.ui.forms import NameField, UiForm


class ElementForm(UiForm):
    """Base: ``version`` of what is changed, and how the element looks afterwards.

    ``NAMES``: keys by which the element names others of the plan (``plan_links``); each becomes a box of its own.
    """

    NAMES: tuple[str, ...] = ()

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: Plan, element: Any, version: int) -> None:
        self.plan, self.former = plan, element
        super().__init__(data, initial={"version": version, **(self.first(element) if element is not None else {})})
        plan_links.add_to(self, self.NAMES, plan, element)

    def whole(self) -> Any:
        """The element as asked for, with the others it names; only on a valid form."""
        return replace(self.element(), **plan_links.chosen(self.cleaned_data, self.NAMES))

    def first(self, element: Any) -> dict[str, Any]:
        """Values of the element as it stands."""
        raise NotImplementedError

    def element(self) -> Any:
        """The element as asked for; only on a valid form."""
        raise NotImplementedError

    def _source(self) -> m.Source:
        return edit.moved(self.former.source)


class AddForm(ElementForm):
    """Base of forms that may also add an element: where the amendment says so."""

    clause = NameField(label="Mục của kế hoạch", max_length=40, help_text="Ví dụ: IV.2")

    def __init__(self, data: Any = None, *, plan: Plan, element: Any, version: int) -> None:
        super().__init__(data, plan=plan, element=element, version=version)
        if element is not None:
            del self.fields["clause"]

    def _source(self) -> m.Source:
        if self.former is not None:
            return edit.moved(self.former.source)
        return m.Source(self.cleaned_data["clause"], "bổ sung")
