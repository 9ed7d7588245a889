"""Forms of forms of commendation, of duties and of events."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from thidua.movements.forms_days import DayForm
from thidua.movements.forms_element import AddForm
from thidua.plans import edit
from thidua.plans import model as m
from thidua.plans.effects import KINDS
from thidua.plans.vocabulary import AWARD_FORMS, DUTY_TYPES, ROLES, TIERS, UNIT_KINDS
from thidua.ui.forms import NameField, TextField


class AwardEdit(AddForm):
    """A form of commendation: who gives it, to whom, in which round."""

    WORD = "khen-thuong"
    NAMES = ("rounds",)
    label = NameField(label="Tên hình thức khen thưởng", max_length=200)
    form = forms.ChoiceField(label="Loại", required=False, choices=[("", "Kế hoạch không nêu"), *AWARD_FORMS.items()])
    authority = NameField(label="Người có thẩm quyền", max_length=200, help_text="Ví dụ: Chủ tịch UBND phường")
    authority_tier = forms.ChoiceField(label="Cấp của người có thẩm quyền", choices=list(TIERS.items()))
    mode = forms.ChoiceField(
        label="Cách khen",
        choices=[("award", "Khen thưởng theo thẩm quyền của mình"), ("propose", "Trình cấp trên khen thưởng")],
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label="Khen cho",
        choices=[(key, word.capitalize()) for key, word in KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def first(self, element: m.Award) -> dict[str, Any]:
        given = {name: getattr(element, name) for name in ("label", "authority", "authority_tier", "mode")}
        return given | {"form": element.form or "", "kinds": list(element.kinds)}

    def element(self) -> Any:
        given = {name: self.cleaned_data[name] for name in ("label", "authority", "authority_tier", "mode")}
        given |= {"form": self.cleaned_data["form"] or None, "kinds": tuple(self.cleaned_data["kinds"])}
        if self.former is not None:
            return replace(self.former, **given, source=self._source())
        return m.Award(id=edit.fresh_id(self.plan, self.WORD), rounds=(), source=self._source(), **given)


class DutyEdit(DayForm):
    """What has to be done, by when, and by whom: those of a role, else units of these kinds, else the unit named."""

    WORD = "viec"
    MAY_LACK = True
    field_order = ("clause", "label", "type", "body", "role", "unit_kinds", "mode", "when", "op")
    label = TextField(label="Nhiệm vụ", max_length=300)
    type = forms.ChoiceField(label="Loại việc", choices=list(DUTY_TYPES.items()))
    body = NameField(label="Giao cho, như kế hoạch ghi", max_length=300)
    role = forms.ChoiceField(
        label="Là việc của người giữ vai trò", required=False, choices=[("", "Không theo vai trò"), *ROLES.items()]
    )
    unit_kinds = forms.MultipleChoiceField(
        label="Là việc của mọi đơn vị loại",
        required=False,
        choices=list(UNIT_KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn vai trò, không chọn loại nào thì giao cho đơn vị có tên ghi ở trên.",
    )
    mode = forms.ChoiceField(
        label="Cách giao",
        choices=[("order", "Giao"), ("request", "Đề nghị (Mặt trận Tổ quốc, đoàn thể)")],
        widget=forms.RadioSelect,
    )

    def first(self, element: m.Duty) -> dict[str, Any]:
        given = {name: getattr(element, name) for name in ("label", "type", "body", "mode")}
        given |= {"role": element.role or "", "unit_kinds": list(element.unit_kinds), "op": element.due_op}
        return given | self.first_day(element.due)

    def element(self) -> Any:
        given = {name: self.cleaned_data[name] for name in ("label", "type", "body", "mode")}
        given |= {"role": self.cleaned_data["role"] or None, "unit_kinds": tuple(self.cleaned_data["unit_kinds"])}
        given |= {"due": self.rule(), "due_op": self.cleaned_data["op"] or "no_later_than"}
        if self.former is not None:
            return replace(self.former, **given, source=self._source())
        return m.Duty(id=edit.fresh_id(self.plan, self.WORD), source=self._source(), **given)


class EventEdit(AddForm):
    """Something that happens on a day nobody knows yet, and on which days of the plan hang."""

    WORD = "su-kien"
    label = NameField(label="Sự kiện", max_length=200, help_text="Ví dụ: Công bố Chỉ số cải cách hành chính")

    def first(self, element: m.Event) -> dict[str, Any]:
        return {"label": element.label}

    def element(self) -> Any:
        label = self.cleaned_data["label"]
        if self.former is not None:
            return replace(self.former, label=label, source=self._source())
        return m.Event(edit.fresh_id(self.plan, self.WORD), label, self._source())
