"""Forms around plans above and below: a unit's own plan, the letter that reminds, the higher plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from thidua.movements.models import Movement
from thidua.org.models import Post, Unit
from thidua.ui.forms import DateField, NameField, UiForm


class LowerPlanForm(UiForm):
    """Number and day of a lower body's own plan."""

    number = NameField(label="Số, ký hiệu", max_length=40, help_text="Ví dụ: 05/KH-VHXH")
    issued_on = DateField(label="Ngày ban hành")


class RemindForm(UiForm):
    """Who is reminded, until when, who signs."""

    units = forms.TypedMultipleChoiceField(label="Nhắc đơn vị", coerce=int, widget=forms.CheckboxSelectMultiple)
    new_due = DateField(
        label="Đề nghị gửi kế hoạch chậm nhất ngày",
        required=False,
        help_text="Chính ngày này vẫn còn kịp. Hạn ghi trong kế hoạch không đổi. Ví dụ: 09/12/2026",
    )
    issued_on = DateField(label="Ngày công văn")
    signer = forms.TypedChoiceField(label="Người ký", coerce=int)

    def __init__(self, data: Any = None, *, units: Iterable[Unit], signers: Iterable[Post], day: date) -> None:
        chosen = [(unit.pk, unit.name) for unit in units]
        posts = list(signers)
        first = posts[0].person_id if posts else None
        super().__init__(data, initial={"units": [pk for pk, _ in chosen], "issued_on": day, "signer": first})
        self.fields["units"].choices = chosen  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        named = [(post.person_id, f"{post.person.honorific} {post.person}, {post.title}") for post in posts]
        self.fields["signer"].choices = [("", "Chọn người ký"), *named]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only


class FromHigherForm(UiForm):
    """Which body begins a plan, and which higher plan it carries out."""

    body = forms.TypedChoiceField(label="Cơ quan lập kế hoạch", coerce=int)
    higher = forms.TypedChoiceField(label="Kế hoạch cấp trên", coerce=int, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, bodies: Sequence[Unit], choices: Sequence[Movement]) -> None:
        super().__init__(data, initial={"body": bodies[0].pk, "higher": choices[0].pk if len(choices) == 1 else None})
        self.fields["body"].choices = [(body.pk, body.name) for body in bodies]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
        self.fields["higher"].choices = [(each.pk, f"{each.short} ({each.body.name})") for each in choices]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only


class HigherForm(UiForm):
    """The higher plan of a draft; none: only cited."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    higher = forms.TypedChoiceField(
        label="Kế hoạch cấp trên", coerce=int, required=False, empty_value=None, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, movement: Movement, choices: Sequence[Movement]) -> None:
        super().__init__(data, initial={"version": movement.version, "higher": movement.higher_id or ""})
        named = [(each.pk, f"{each.short} ({each.body.name})") for each in choices]
        self.fields["higher"].choices = [("", "Chỉ viện dẫn, không có trong hệ thống"), *named]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
