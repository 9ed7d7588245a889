"""Forms of what follows a launch: difficulties and their answers, the log of inspection, corrected events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.documents import vietnamese
from thidua.movements.models import Difficulty, Inspection
from thidua.org.models import Unit
from thidua.ui.forms import DateField, NameField, ReasonField, TextField, UiForm


class DifficultyForm(UiForm):
    """A difficulty against a clause."""

    unit = forms.TypedChoiceField(label="Đơn vị", coerce=int)
    element = forms.ChoiceField(label="Mục của kế hoạch")
    text = TextField(label="Khó khăn, vướng mắc", max_length=5000, help_text="Vài câu, ít nhất 10 ký tự.")

    def __init__(self, data: Any = None, *, units: Sequence[Unit], clauses: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={"unit": units[0].pk} if len(units) == 1 else None)
        self.fields["unit"].choices = [("", "Chọn đơn vị"), *((u.pk, u.name) for u in units)]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        self.fields["element"].choices = [("", "Chọn mục"), *_by_section(clauses)]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only


def _by_section(clauses: Sequence[tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Clauses in groups as a list of choices shows them: one group a section of the paper, in its order."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, about in clauses:
        section = re.match(r"Mục [^\s.,]+|[^.]+(?=\. )", about)
        shown = about if len(about) <= 110 else f"{about[:107]}…"
        groups.setdefault(section.group() if section else "Không ghi mục", []).append((key, shown))
    return list(groups.items())


def _in_words(each: Difficulty) -> SafeString:
    """Unit and clause of a difficulty, and under them what the unit wrote, who and when."""
    return format_html(
        '{}: {}<br><span class="meta">“{}” {}, {}</span>',
        each.unit.name,
        each.about,
        each.text,
        each.by.display_name,
        vietnamese.date_short(timezone.localdate(each.at)),
    )


class AnswerForm(UiForm):
    """One answer to the difficulties chosen."""

    chosen = forms.TypedMultipleChoiceField(label="Trả lời cho", coerce=int, widget=forms.CheckboxSelectMultiple)
    text = TextField(label="Nội dung trả lời", max_length=5000, help_text="Vài câu, ít nhất 10 ký tự.")
    outcome = forms.ChoiceField(
        label="Cách giải quyết",
        widget=forms.RadioSelect,
        choices=[("answer", "Trả lời, kế hoạch giữ nguyên"), ("amend", "Sẽ sửa kế hoạch")],
    )

    def __init__(self, data: Any = None, *, rows: Iterable[Difficulty], ticked: Sequence[int] = ()) -> None:
        super().__init__(data, initial={"chosen": list(ticked), "outcome": "answer"})
        shown = [(each.pk, _in_words(each)) for each in rows]
        self.fields["chosen"].choices = shown  # type: ignore[attr-defined]  # a choice field; the stubs know Field only


class InspectionForm(UiForm):
    """One visit, letter or meeting."""

    unit = forms.TypedChoiceField(label="Đơn vị", coerce=int)
    kind = forms.ChoiceField(label="Hình thức", choices=Inspection.KINDS, widget=forms.RadioSelect, initial="visit")
    on = DateField(label="Ngày thực hiện")
    paper = NameField(
        label="Văn bản, biên bản", max_length=120, required=False, help_text="Số, ngày. Ví dụ: Biên bản ngày 09/12/2026"
    )
    participants = NameField(label="Thành phần", max_length=500)
    findings = TextField(label="Nội dung, kết quả", max_length=5000)
    request = TextField(label="Việc đơn vị phải làm", max_length=2000, required=False)
    due_on = DateField(label="Phải xong chậm nhất ngày", required=False)

    def __init__(self, data: Any = None, *, units: Iterable[Unit], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["unit"].choices = [("", "Chọn đơn vị"), *((u.pk, u.name) for u in units)]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only


class FollowUpForm(UiForm):
    """What has been done after an inspection."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    done_on = DateField(label="Ngày làm xong")
    outcome = TextField(label="Việc đã khắc phục", max_length=5000, help_text="Vài câu, ít nhất 10 ký tự.")


class CorrectEventForm(UiForm):
    """Another day for a recorded event, and why."""

    seen = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    on = DateField(label="Ngày đúng của sự kiện")
    source = NameField(label="Văn bản làm căn cứ", max_length=200)
    reason = ReasonField(label="Lý do đính chính")
