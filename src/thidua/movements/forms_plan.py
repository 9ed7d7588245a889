"""Forms that change one element of a plan: quotas, parts of the dossier, figures, period, wording."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from thidua.documents import vietnamese
from thidua.movements.forms_conditions import ExclusionEdit, LabelEdit, StandardEdit
from thidua.movements.forms_deadline import DeadlineEdit
from thidua.movements.forms_element import AddForm, ElementForm
from thidua.movements.forms_parts import AwardEdit, DutyEdit, EventEdit
from thidua.plans import Plan, edit
from thidua.plans import model as m
from thidua.plans.effects import KINDS
from thidua.plans.vocabulary import CHOICES, GRADE_NAMES
from thidua.ui.forms import DateField, IntegerField, NameField, TextField, UiForm, speak_vietnamese


class QuotaEdit(AddForm):
    """How many."""

    WORD = "so-luong"
    NAMES = ("award", "rounds")
    kind = forms.ChoiceField(label="Đối tượng", choices=[(key, word.capitalize()) for key, word in KINDS.items()])
    value = IntegerField(label="Số lượng", min_value=1, max_value=9999)
    op = forms.ChoiceField(
        label="Cách hiểu",
        choices=[("exact", "Đúng số này, ít hơn phải nêu lý do"), ("max", "Tối đa")],
        widget=forms.RadioSelect,
    )

    def first(self, element: m.Quota) -> dict[str, Any]:
        return {"kind": element.kind, "value": element.value, "op": element.op}

    def element(self) -> Any:
        given = {name: self.cleaned_data[name] for name in ("kind", "value", "op")}
        if self.former is not None:
            return replace(self.former, **given, source=self._source())
        return m.Quota(
            id=edit.fresh_id(self.plan, self.WORD), award=None, rounds=(), scope="", source=self._source(), **given
        )


class PaperEdit(AddForm):
    """One part of the dossier."""

    WORD = "giay-to"
    NAMES = ("rounds",)
    name = NameField(label="Tên giấy tờ", max_length=200)
    type = forms.ChoiceField(
        label="Loại",
        choices=[
            ("submission", "Tờ trình, danh sách"),
            ("report", "Báo cáo thành tích"),
            ("minutes", "Biên bản họp"),
            ("extract", "Trích ngang thành tích"),
        ],
    )
    per = forms.ChoiceField(
        label="Tính theo",
        choices=[("dossier", "Mỗi hồ sơ một bản"), ("candidate", "Mỗi tập thể, cá nhân một bản")],
        widget=forms.RadioSelect,
    )
    form_number = NameField(label="Mẫu số", max_length=20, required=False)

    def first(self, element: m.PaperItem) -> dict[str, Any]:
        return {
            "name": element.name,
            "type": element.type,
            "per": element.per,
            "form_number": element.form_number or "",
        }

    def element(self) -> Any:
        given = {name: self.cleaned_data[name] for name in ("name", "type", "per")}
        given["form_number"] = self.cleaned_data["form_number"] or None
        if self.former is not None:
            return replace(self.former, **given, source=self._source())
        meeting = "unit_meeting" if given["type"] == "minutes" else None
        return m.PaperItem(
            id=edit.fresh_id(self.plan, self.WORD),
            kinds=(),
            rounds=(),
            modes=(),
            form_decree=None,
            rules=(),
            meeting=meeting,
            made_by="unit",
            source=self._source(),
            **given,
        )


class CriterionEdit(ElementForm):
    """What is tracked, and the figure asked for."""

    NAMES = ("audiences",)

    label = TextField(label="Tiêu chí", max_length=300)
    op = forms.ChoiceField(
        label="So sánh", required=False, choices=[("", "Không đặt ngưỡng"), *CHOICES["Criterion", "op"].items()]
    )
    value = forms.CharField(label="Mức phải đạt", required=False, max_length=30)

    def __init__(self, data: Any = None, *, plan: Plan, element: Any, version: int) -> None:
        super().__init__(data, plan=plan, element=element, version=version)
        if element.measure == "class":
            self.fields["value"] = forms.ChoiceField(label="Mức phải đạt", choices=list(GRADE_NAMES.items()))
            speak_vietnamese(self.fields["value"], "Mức phải đạt")
        elif element.measure in ("document", "judgement"):
            del self.fields["op"], self.fields["value"]

    def first(self, element: m.Criterion) -> dict[str, Any]:
        value = element.value or ""
        shown = value if element.measure == "class" else value.replace(".", ",")
        return {"label": element.label, "op": element.op or "", "value": shown}

    def clean_value(self) -> str:
        """A number as the plan keeps it (decimal point), or the key of a class."""
        text = str(self.cleaned_data.get("value") or "").strip()
        if not text or self.former.measure == "class":
            return text
        try:
            return f"{vietnamese.parse_number(text)}"
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def clean(self) -> dict[str, Any]:
        """A comparison needs its figure, and a figure its comparison."""
        data = super().clean() or self.cleaned_data
        if "op" in self.fields and bool(data.get("op")) != bool(data.get("value")) and not self.errors:
            self.add_error("value" if data.get("op") else "op", "Ghi cả cách so sánh và mức phải đạt, hoặc bỏ cả hai.")
        return data

    def element(self) -> Any:
        given: dict[str, Any] = {"label": self.cleaned_data["label"]}
        if "op" in self.fields:
            given |= {"op": self.cleaned_data["op"] or None, "value": self.cleaned_data["value"] or None}
        return replace(self.former, **given, source=self._source())


class PeriodEdit(ElementForm):
    """Until when the movement runs."""

    end_op = forms.ChoiceField(
        label="Kết thúc",
        choices=[("until", "Đến hết ngày"), ("before", "Trước ngày"), ("event", "Khi có sự kiện của kế hoạch")],
        widget=forms.RadioSelect,
    )
    end = DateField(label="Ngày", required=False)

    def first(self, element: m.Period) -> dict[str, Any]:
        return {"end_op": element.end_op, "end": date.fromisoformat(element.end) if element.end else None}

    def clean(self) -> dict[str, Any]:
        """A day, or an event that the plan names."""
        data = super().clean() or self.cleaned_data
        if data.get("end_op") == "event":
            if not self.former.event:
                self.add_error("end_op", "Kế hoạch không nêu sự kiện nào kết thúc phong trào.")
        elif data.get("end_op") and not data.get("end") and "end" not in self.errors:
            self.add_error("end", "Nhập ngày kết thúc.")
        return data

    def element(self) -> Any:
        by_event = self.cleaned_data["end_op"] == "event"
        end = None if by_event else self.cleaned_data["end"].isoformat()
        return replace(self.former, end_op=self.cleaned_data["end_op"], end=end, source=self._source())


FORMS: dict[type, type[ElementForm]] = {
    m.Deadline: DeadlineEdit,
    m.Quota: QuotaEdit,
    m.PaperItem: PaperEdit,
    m.Criterion: CriterionEdit,
    m.Standard: StandardEdit,
    m.Exclusion: ExclusionEdit,
    m.Award: AwardEdit,
    m.Duty: DutyEdit,
    m.Event: EventEdit,
    m.Content: LabelEdit,
    m.Period: PeriodEdit,
}
ADD: dict[str, tuple[str, type[ElementForm], str]] = {  # word in the address → (group, form, what is added)
    "han": ("deadlines", DeadlineEdit, "thời hạn"),
    "so-luong": ("quotas", QuotaEdit, "số lượng khen thưởng"),
    "giay-to": ("papers", PaperEdit, "thành phần hồ sơ"),
    "khen-thuong": ("awards", AwardEdit, "hình thức khen thưởng"),
    "nhiem-vu": ("duties", DutyEdit, "nhiệm vụ"),
    "su-kien": ("events", EventEdit, "sự kiện"),
}
REMOVABLE = (m.Deadline, m.Quota, m.PaperItem, m.Content, m.Exclusion, m.Award, m.Duty, m.Event)


class TextEdit(UiForm):
    """The whole plan as YAML, for what has no form of its own."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Kế hoạch dạng YAML",
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false"}),
        max_length=1024 * 1024,
        strip=False,
    )


class ReasonForm(UiForm):
    """Why the plan is amended."""

    reason = TextField(label="Lý do sửa đổi", max_length=2000, help_text="Vài câu, ít nhất 10 ký tự.")
