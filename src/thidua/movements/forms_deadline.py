"""The form that changes a deadline of a plan: its day, its hour, whose it is, what becomes of late dossiers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from thidua.movements.forms_days import DayForm
from thidua.plans import after_event, edit
from thidua.plans import model as m
from thidua.plans.vocabulary import CHOICES
from thidua.ui.forms import NameField

LATE = [("barred", "Hồ sơ muộn không được nhận"), ("to_decider", "Vẫn nhận, đánh dấu muộn")]


class DeadlineEdit(DayForm):
    """When, counted how, until which hour, and what happens to late dossiers."""

    WORD = "han"
    NAMES = ("rounds",)
    field_order = ("clause", "act")
    act = forms.ChoiceField(label="Hạn của việc", choices=list(CHOICES["Deadline", "act"].items()))
    time = NameField(
        label="Đến giờ",
        required=False,
        max_length=5,
        help_text="Chỉ khi kế hoạch ghi giờ, ví dụ 17:00; để trống là tính đến hết ngày.",
    )
    by = NameField(
        label="Ai phải làm",
        required=False,
        max_length=200,
        help_text="Như kế hoạch ghi; để trống nếu kế hoạch không nêu. Không dùng cho hạn nộp hồ sơ, thẩm định.",
    )
    late = forms.ChoiceField(label="Hồ sơ muộn", choices=LATE, widget=forms.RadioSelect)

    def first(self, element: m.Deadline) -> dict[str, Any]:
        given = {
            "act": element.act,
            "op": element.op,
            "late": element.late,
            "time": element.time or "",
            "by": element.by,
        }
        return given | self.first_day(element.rule)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("time") and not after_event.HOUR.fullmatch(given["time"]):
            self.add_error("time", "Giờ viết như 17:00, từ 00:00 đến 23:59.")
        return given

    def element(self) -> Any:
        given = self.cleaned_data
        values = {name: given[name] for name in ("act", "op", "late", "by")} | {"time": given["time"] or None}
        rule = self.rule()
        assert rule is not None  # a deadline has its day
        if self.former is not None:
            return replace(self.former, rule=rule, source=self._source(), **values)
        return m.Deadline(
            id=edit.fresh_id(self.plan, self.WORD),
            rounds=(),
            rule=rule,
            recipient="Cơ quan thường trực",
            via=None,
            source=self._source(),
            **values,
        )
