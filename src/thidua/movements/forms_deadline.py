"""The form that changes a deadline of a plan: a day, a day of every year, or days after an event; and its hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from thidua.movements.forms_element import AddForm
from thidua.plans import Plan, after_event, edit
from thidua.plans import model as m
from thidua.plans.vocabulary import CHOICES
from thidua.ui.forms import DateField, IntegerField, NameField

OPS = [
    ("before", "Trước ngày (chính ngày đó đã muộn)"),
    ("no_later_than", "Chậm nhất là ngày (chính ngày đó còn kịp)"),
]
WHEN = [
    ("once", "Đúng ngày này"),
    ("annual", "Hằng năm, vào ngày này"),
    ("next_year", "Ngày này của năm sau năm xét"),
    ("event", "Sau một sự kiện, đếm mọi ngày"),
    ("event working", "Sau một sự kiện, đếm ngày làm việc (chưa trừ ngày nghỉ lễ, tết)"),
]
LATE = [("barred", "Hồ sơ muộn không được nhận"), ("to_decider", "Vẫn nhận, đánh dấu muộn")]


class DeadlineEdit(AddForm):
    """When, counted how, until which hour, and what happens to late dossiers."""

    WORD = "han"
    NAMES = ("rounds",)
    act = forms.ChoiceField(label="Hạn của việc", choices=list(CHOICES["Deadline", "act"].items()))
    op = forms.ChoiceField(label="Cách tính", choices=OPS, widget=forms.RadioSelect)
    when = forms.ChoiceField(
        label="Áp dụng", choices=WHEN, widget=forms.RadioSelect, help_text="Hạn hằng năm chỉ dùng ngày và tháng."
    )
    day = DateField(label="Ngày", required=False, help_text="Để trống nếu hạn tính sau một sự kiện.")
    event = forms.ChoiceField(label="Sự kiện", choices=[], required=False, help_text="Chỉ khi hạn tính sau sự kiện.")
    days = IntegerField(label="Số ngày sau sự kiện", required=False, min_value=1, max_value=999)
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

    def __init__(self, data: Any = None, *, plan: Plan, element: Any, version: int) -> None:
        super().__init__(data, plan=plan, element=element, version=version)
        events = [(each.id, each.label) for each in plan.events]
        closed = (after_event.DOSSIER_CLOSED, "Hết hạn nộp hồ sơ")
        self.fields["event"].choices = [("", "Không"), *events, closed]  # type: ignore[attr-defined]  # a ChoiceField

    def first(self, element: m.Deadline) -> dict[str, Any]:
        given = {
            "act": element.act,
            "op": element.op,
            "late": element.late,
            "time": element.time or "",
            "by": element.by,
        }
        if (after := after_event.parse(element.rule)) is not None:
            when = "event working" if after.working else "event"
            return given | {"when": when, "event": after.event, "days": after.days}
        word, _, month_day = element.rule.rpartition(" ")
        year = self.plan.movement.year_to + (word == "next_year")
        return given | {
            "when": word or "once",
            "day": date.fromisoformat(f"{year}-{month_day}" if word else element.rule),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if str(given.get("when", "")).startswith("event"):
            if not given.get("event"):
                self.add_error("event", "Chọn sự kiện mà hạn tính theo.")
            if not given.get("days") and "days" not in self.errors:
                self.add_error("days", "Ghi số ngày sau sự kiện.")
        elif not given.get("day") and "day" not in self.errors:
            self.add_error("day", "Ghi ngày của hạn.")
        if given.get("time") and not after_event.HOUR.fullmatch(given["time"]):
            self.add_error("time", "Giờ viết như 17:00, từ 00:00 đến 23:59.")
        return given

    def element(self) -> Any:
        given = self.cleaned_data
        values = {name: given[name] for name in ("act", "op", "late", "by")} | {"time": given["time"] or None}
        if given["when"].startswith("event"):
            rule = after_event.AfterEvent(given["event"], given["days"], given["when"] == "event working").rule
        else:
            day = given["day"].isoformat()
            rule = day if given["when"] == "once" else f"{given['when']} {day[5:]}"
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
