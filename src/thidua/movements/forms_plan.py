"""Forms that change one element of a plan: deadlines, quotas, parts of the dossier, figures, period, wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from thidua.documents import vietnamese
from thidua.movements import plan_links
from thidua.plans import Plan, edit, leaves
from thidua.plans import model as m
from thidua.plans.effects import KINDS
from thidua.plans.vocabulary import CHOICES, GRADE_NAMES, LEAVES, TIERS
from thidua.plans.wording import leaf_text
from thidua.ui.forms import DateField, IntegerField, NameField, TextField, UiForm, speak_vietnamese

OPS = [
    ("before", "Trước ngày (chính ngày đó đã muộn)"),
    ("no_later_than", "Chậm nhất là ngày (chính ngày đó còn kịp)"),
]
WHEN = [("once", "Đúng ngày này"), ("annual", "Hằng năm, vào ngày này"), ("next_year", "Ngày này của năm sau năm xét")]
LATE = [("barred", "Hồ sơ muộn không được nhận"), ("to_decider", "Vẫn nhận, đánh dấu muộn")]
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


class DeadlineEdit(AddForm):
    """When, counted how, and what happens to late dossiers."""

    WORD = "han"
    NAMES = ("rounds",)
    act = forms.ChoiceField(label="Hạn của việc", choices=list(CHOICES["Deadline", "act"].items()))
    op = forms.ChoiceField(label="Cách tính", choices=OPS, widget=forms.RadioSelect)
    day = DateField(label="Ngày")
    when = forms.ChoiceField(
        label="Áp dụng", choices=WHEN, widget=forms.RadioSelect, help_text="Hạn hằng năm chỉ dùng ngày và tháng."
    )
    late = forms.ChoiceField(label="Hồ sơ muộn", choices=LATE, widget=forms.RadioSelect)

    def first(self, element: m.Deadline) -> dict[str, Any]:
        word, _, month_day = element.rule.rpartition(" ")
        year = self.plan.movement.year_to + (word == "next_year")
        day = date.fromisoformat(f"{year}-{month_day}" if word else element.rule)
        return {
            "act": element.act,
            "op": element.op,
            "day": day,
            "when": word or "once",
            "late": element.late,
        }

    def element(self) -> Any:
        given = self.cleaned_data
        day = given["day"].isoformat()
        rule = day if given["when"] == "once" else f"{given['when']} {day[5:]}"
        if self.former is not None:
            return replace(
                self.former, act=given["act"], op=given["op"], rule=rule, late=given["late"], source=self._source()
            )
        return m.Deadline(
            edit.fresh_id(self.plan, self.WORD),
            given["act"],
            (),
            given["op"],
            rule,
            "Cơ quan thường trực",
            None,
            given["late"],
            self._source(),
        )


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
        for n, leaf in enumerate(leaves(element.expr)):
            for name, value in _asked(leaf):
                field = _field(name, leaf_text(leaf, plan))
                field.initial = value
                self.fields[f"p{n}_{name}"] = field
                speak_vietnamese(field, str(field.label))

    def element(self) -> Any:
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

        label, source = self.cleaned_data["label"], self._source()
        return replace(self.former, label=label, expr=walk(self.former.expr), source=source)

    def _value(self, n: int, name: str) -> object:
        return self.cleaned_data[f"p{n}_{name}"]


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


FORMS: dict[type, type[ElementForm]] = {
    m.Deadline: DeadlineEdit,
    m.Quota: QuotaEdit,
    m.PaperItem: PaperEdit,
    m.Criterion: CriterionEdit,
    m.Standard: StandardEdit,
    m.Content: LabelEdit,
    m.Period: PeriodEdit,
}
ADD: dict[str, tuple[str, type[ElementForm], str]] = {  # word in the address → (group, form, what is added)
    "han": ("deadlines", DeadlineEdit, "thời hạn"),
    "so-luong": ("quotas", QuotaEdit, "số lượng khen thưởng"),
    "giay-to": ("papers", PaperEdit, "thành phần hồ sơ"),
}
REMOVABLE = (m.Deadline, m.Quota, m.PaperItem, m.Content)


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
