"""Forms of councils. They read what was typed; whether an act may go on is for the action to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from thidua.councils import facts
from thidua.councils.models import Council, Motion
from thidua.movements.models import Round
from thidua.ui.forms import DateField, IntegerField, NameField, ReasonField, TextField, TimeField, UiForm


class SessionForm(UiForm):
    """Round, day, hour and place of a meeting."""

    round = forms.TypedChoiceField(label="Đợt xét khen thưởng", coerce=int, widget=forms.RadioSelect)
    council = forms.TypedChoiceField(label="Hội đồng", coerce=int)
    day = DateField(label="Ngày họp")
    time = TimeField(label="Giờ họp")
    place = NameField(label="Nơi họp", max_length=160)

    def __init__(
        self, data: Any = None, *, rounds: Sequence[Round], councils: Sequence[Council], wanted: str = ""
    ) -> None:
        """``wanted``: id of the round the page was opened for."""
        super().__init__(data, initial={"council": councils[0].pk if councils else None})
        self.fields["round"].choices = [  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
            (each.pk, f"{each.label}, {each.movement.short} ({each.waiting:02d} trường hợp chờ xét)")  # type: ignore[attr-defined]  # set by the query
            for each in rounds
        ]
        self.initial["round"] = rounds[0].pk if len(rounds) == 1 else wanted
        self.fields["council"].choices = [(each.pk, each.name) for each in councils]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        if len(councils) == 1:
            self.fields["council"].widget = forms.HiddenInput()

    def planned_at(self) -> datetime:
        """The aware moment of the meeting; only on a valid form."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class CancelForm(UiForm):
    """Why a meeting is called off."""

    reason = ReasonField(label="Lý do hủy")


class RemarksForm(UiForm):
    """What was said, for the minutes."""

    text = TextField(
        label="Ý kiến thảo luận",
        required=False,
        max_length=20000,
        help_text="Mỗi ý kiến một dòng: họ tên, dấu hai chấm, nội dung. Phần này vào mục II của biên bản.",
    )


class ConflictForm(UiForm):
    """Why a member has a part in the matter."""

    reason = forms.CharField(
        label="Quan hệ với trường hợp này",
        max_length=250,
        min_length=5,
        help_text="Ví dụ: là vợ của người được đề nghị. Lý do được ghi vào biên bản.",
    )


class ReceiptForm(UiForm):
    """A token as the voter wrote it down."""

    token = forms.CharField(
        label="Mã phiếu",
        max_length=60,
        help_text="28 chữ và số, viết liền hay có dấu gạch đều được.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class HandsForm(UiForm):
    """Numbers of a show of hands, three for each motion."""

    def __init__(self, data: Any = None, *, motions: Iterable[Motion]) -> None:
        self.motions = list(motions)
        super().__init__(data)
        for motion in self.motions:
            for key, word in (("yes", "Tán thành"), ("no", "Không tán thành"), ("blank", "Ý kiến khác")):
                self.fields[f"{key}_{motion.pk}"] = IntegerField(
                    label=word,
                    min_value=0,
                    max_value=999,
                    error_messages={"required": f"{motion.candidate}: nhập số {word.lower()}."},
                )

    def rows(self) -> list[tuple[Motion, list[Any]]]:
        """Motion with its three bound fields."""
        return [(m, [self[f"{key}_{m.pk}"] for key in ("yes", "no", "blank")]) for m in self.motions]

    def hands(self) -> dict[int, tuple[int, int, int]]:
        """Motion id → numbers; only on a valid form."""
        data = self.cleaned_data
        return {m.pk: (data[f"yes_{m.pk}"], data[f"no_{m.pk}"], data[f"blank_{m.pk}"]) for m in self.motions}


class AttendanceForm:
    """Who came: one tick and one remark a member. Read by hand, for the rows belong together."""

    def __init__(self, data: Any, seats: Iterable[facts.Seat]) -> None:
        self.present = {int(key) for key in data.getlist("present") if key.isascii() and key.isdecimal()}
        self.notes = {seat.member.pk: data.get(f"note_{seat.member.pk}", "")[:200] for seat in seats}
