"""Boxes of a day of a plan: a day, a day of every year, or days after an event; shared by deadlines and duties."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms

from thidua.movements.forms_element import AddForm
from thidua.plans import Plan, after_event
from thidua.ui.forms import DateField, IntegerField

OPS: Final = [
    ("before", "Trước ngày (chính ngày đó đã muộn)"),
    ("no_later_than", "Chậm nhất là ngày (chính ngày đó còn kịp)"),
]
WHEN: Final = [
    ("once", "Đúng ngày này"),
    ("annual", "Hằng năm, vào ngày này"),
    ("next_year", "Ngày này của năm sau năm xét"),
    ("event", "Sau một sự kiện, đếm mọi ngày"),
    ("event working", "Sau một sự kiện, đếm ngày làm việc (chưa trừ ngày nghỉ lễ, tết)"),
]
NONE: Final = ("none", "Kế hoạch không ghi ngày")
_NO_DAY: Final = ("", NONE[0])


class DayForm(AddForm):
    """When, counted how. ``MAY_LACK``: whether the plan may name no day at all."""

    MAY_LACK = False
    op = forms.ChoiceField(label="Cách tính", choices=OPS, widget=forms.RadioSelect)
    when = forms.ChoiceField(
        label="Áp dụng", choices=WHEN, widget=forms.RadioSelect, help_text="Hạn hằng năm chỉ dùng ngày và tháng."
    )
    day = DateField(label="Ngày", required=False, help_text="Để trống nếu hạn tính sau một sự kiện.")
    event = forms.ChoiceField(
        label="Sự kiện",
        choices=[],
        required=False,
        help_text="Chỉ khi hạn tính sau sự kiện. Sự kiện chưa có trong danh sách thì bổ sung sự kiện trước.",
    )
    days = IntegerField(label="Số ngày sau sự kiện", required=False, min_value=1, max_value=999)

    def __init__(self, data: Any = None, *, plan: Plan, element: Any, version: int) -> None:
        super().__init__(data, plan=plan, element=element, version=version)
        events = [(each.id, each.label) for each in plan.events]
        closed = (after_event.DOSSIER_CLOSED, "Hết hạn nộp hồ sơ")
        self.fields["event"].choices = [("", "Không"), *events, closed]  # type: ignore[attr-defined]  # a ChoiceField
        if self.MAY_LACK:
            for name in ("op", "when"):
                self.fields[name].required = False
            self.fields["when"].choices = [NONE, *WHEN]  # type: ignore[attr-defined]  # a ChoiceField
            if element is None:
                self.initial.setdefault("when", NONE[0])
            self.initial.setdefault("op", "no_later_than")

    def first_day(self, rule: str | None) -> dict[str, Any]:
        """What the boxes show of a rule."""
        if rule is None:
            return {"when": NONE[0]}
        if (after := after_event.parse(rule)) is not None:
            when = "event working" if after.working else "event"
            return {"when": when, "event": after.event, "days": after.days}
        word, _, month_day = rule.rpartition(" ")
        year = self.plan.movement.year_to + (word == "next_year")
        return {"when": word or "once", "day": date.fromisoformat(f"{year}-{month_day}" if word else rule)}

    def clean(self) -> dict[str, Any]:
        """Boxes that belong together agree."""
        given = super().clean() or self.cleaned_data
        when = str(given.get("when") or "")
        if when.startswith("event"):
            if not given.get("event"):
                self.add_error("event", "Chọn sự kiện mà hạn tính theo.")
            if not given.get("days") and "days" not in self.errors:
                self.add_error("days", "Ghi số ngày sau sự kiện.")
        elif (when not in _NO_DAY or not self.MAY_LACK) and not given.get("day") and "day" not in self.errors:
            self.add_error("day", "Ghi ngày của hạn.")
        return given

    def rule(self) -> str | None:
        """The rule of the plan; None for no day. Only on a valid form."""
        given = self.cleaned_data
        if given["when"] in _NO_DAY:
            return None
        if given["when"].startswith("event"):
            return after_event.AfterEvent(given["event"], given["days"], given["when"] == "event working").rule
        day = given["day"].isoformat()
        return day if given["when"] == "once" else f"{given['when']} {day[5:]}"
