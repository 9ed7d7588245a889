"""Forms around plans above and below: a unit's own plan, the letter that reminds, the higher plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from thidua.movements.models import Movement
from thidua.movements.queries_follow import bodies_above, letter_capacities
from thidua.org.models import Post, Unit
from thidua.ui.forms import DateField, NameField, UiForm


class LowerPlanForm(UiForm):
    """Number and day of a lower body's own plan."""

    number = NameField(label="Số, ký hiệu", max_length=40, help_text="Ví dụ: 05/KH-VHXH")
    issued_on = DateField(label="Ngày ban hành")


CAPACITY_LINES = {
    "TM": "TM. ỦY BAN NHÂN DÂN",
    "TM_KT": "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH",
    "own": "ký theo thẩm quyền của Chủ tịch, không có dòng TM.",
    "KT": "KT. CHỦ TỊCH, không có dòng TM.",
    "TL": "TL. CHỦ TỊCH",
}


class RemindForm(UiForm):
    """Who is reminded, until when, who signs and how."""

    units = forms.TypedMultipleChoiceField(label="Nhắc đơn vị", coerce=int, widget=forms.CheckboxSelectMultiple)
    new_due = DateField(
        label="Đề nghị gửi kế hoạch chậm nhất ngày",
        required=False,
        help_text="Chính ngày này vẫn còn kịp. Hạn ghi trong kế hoạch không đổi. Ví dụ: 09/12/2026",
    )
    issued_on = DateField(label="Ngày công văn")
    signer = forms.ChoiceField(
        label="Người ký, cách ký",
        help_text="Chỉ có cách ký hợp với chức vụ. Ký thừa ủy quyền (TUQ.) cần văn bản ủy quyền nên không có ở đây.",
    )

    def __init__(
        self, data: Any = None, *, units: Iterable[Unit], signers: Iterable[Post], body: Unit, day: date
    ) -> None:
        chosen = [(unit.pk, unit.name) for unit in units]
        ways = [(post, way) for post in signers for way in letter_capacities(post, body)]
        first = f"{ways[0][0].person_id}:{ways[0][1]}" if ways else None
        super().__init__(data, initial={"units": [pk for pk, _ in chosen], "issued_on": day, "signer": first})
        self.fields["units"].choices = chosen  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        named = [
            (f"{post.person_id}:{way}", f"{post.person.honorific} {post.person}, {post.title}: {CAPACITY_LINES[way]}")
            for post, way in ways
        ]
        self.fields["signer"].choices = [("", "Chọn người ký"), *named]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only

    def clean_signer(self) -> tuple[int, str]:
        """Key of the person, and how that person signs."""
        person, _, way = str(self.cleaned_data["signer"]).partition(":")
        return int(person), way


def _known_by_name(body: Unit) -> str:
    """What to say where nobody has entered the body above, so that the choices only list a unit of this name."""
    if bodies_above(body):
        return ""
    return (
        f"Chưa ghi cơ quan cấp trên của {body.name}: đây là kế hoạch của các cơ quan có đơn vị cùng tên. Chọn đúng cấp "
        "trên của mình; khi phát động, cấp trên tự ghi tiếp nhận."
    )


class FromHigherForm(UiForm):
    """Which body begins a plan, and which higher plan it carries out."""

    body = forms.TypedChoiceField(label="Cơ quan lập kế hoạch", coerce=int)
    higher = forms.TypedChoiceField(label="Kế hoạch cấp trên", coerce=int, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, bodies: Sequence[Unit], choices: Sequence[Movement]) -> None:
        super().__init__(data, initial={"body": bodies[0].pk, "higher": choices[0].pk if len(choices) == 1 else None})
        self.fields["body"].choices = [(body.pk, body.name) for body in bodies]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.fields["higher"].help_text = _known_by_name(bodies[0])
        self.fields["higher"].choices = [(each.pk, f"{each.short} ({each.body.name})") for each in choices]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only


class HigherForm(UiForm):
    """The higher plan of a draft; none: only cited."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    higher = forms.TypedChoiceField(
        label="Kế hoạch cấp trên", coerce=int, required=False, empty_value=None, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, movement: Movement, choices: Sequence[Movement]) -> None:
        super().__init__(data, initial={"version": movement.version, "higher": movement.higher_id or ""})
        self.fields["higher"].help_text = _known_by_name(movement.body)
        named = [(each.pk, f"{each.short} ({each.body.name})") for each in choices]
        self.fields["higher"].choices = [("", "Chỉ viện dẫn, không có trong hệ thống"), *named]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
