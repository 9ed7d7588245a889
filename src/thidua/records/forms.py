"""Forms of facts. They read what was typed; whether a fact may stand is for the action to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django import forms

from thidua.org.forms_admin import UnitChoice
from thidua.org.models import LEVELS, Unit
from thidua.plans.vocabulary import AWARD_FORMS
from thidua.records.kinds import Fact, grades, kind_of
from thidua.records.models import TIERS
from thidua.ui.forms import DateField, DecimalField, IntegerField, NameField, ReasonField, TextField, UiForm

YEARS = 15
SUGGESTED = {"list": "goi-y", "autocomplete": "off"}


def year_field() -> forms.TypedChoiceField:
    """A year out of the last fifteen; the choices are set when the form is made."""
    return forms.TypedChoiceField(label="Năm", coerce=int)


class FactForm(UiForm):
    """Whose and of which paper; the columns of the kind stand between."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    unit = UnitChoice(label="Đơn vị khi đó", help_text="Đơn vị của người này vào thời gian của dữ kiện.")
    source = NameField(
        label="Văn bản chứng minh",
        max_length=200,
        help_text="Số, ngày, cơ quan. Ví dụ: Quyết định số 118/QĐ-UBND ngày 20/12/2024",
    )
    reason = ReasonField(label="Lý do sửa")

    def __init__(
        self, data: Any = None, *, fact: Fact | None = None, units: Iterable[Unit] = (), year: int, **initial: Any
    ) -> None:
        super().__init__(data, initial={**initial, **(self.values_of(fact) if fact else {})})
        offered = list(units)
        if offered:
            self.fields["unit"].offer(offered)  # type: ignore[attr-defined]  # declared above
        else:
            del self.fields["unit"]
        if fact is None:
            del self.fields["reason"], self.fields["seen"]
        self._settle(fact)
        if "year" in self.fields:
            years = range(year, year - YEARS, -1)
            known = getattr(fact, "year", None)
            extra = [known] if known and known not in years else []
            self.fields["year"].choices = [("", "Chọn năm"), *((n, n) for n in [*years, *extra])]  # type: ignore[attr-defined]  # a choice field
        last = [name for name in ("source", "reason") if name in self.fields]
        self.order_fields(["seen", "unit", *(n for n in self.fields if n not in ("seen", "unit", *last)), *last])

    def _settle(self, fact: Fact | None) -> None:
        """For kinds whose columns depend on how far the fact has come."""

    def values_of(self, fact: Fact) -> dict[str, Any]:
        """The fact as the form shows it."""
        what = kind_of(fact)
        names = (*what.fields, *what.later, "source")
        return {n: getattr(fact, n) for n in names} | {"unit": fact.unit_id, "seen": fact.recorded_at.isoformat()}

    def values(self) -> dict[str, Any]:
        """Columns as the action takes them; only on a valid form."""
        return {n: v for n, v in self.cleaned_data.items() if n not in ("seen", "source", "reason")}

    def moment(self) -> datetime:
        """``recorded_at`` of the row the page showed; a moment nobody has where the page holds none."""
        return moment(self.cleaned_data.get("seen", ""))


def moment(text: str) -> datetime:
    """An aware moment out of a hidden field; what no page of ours ever held is a moment of no row."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = datetime(1, 1, 2, tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class RatingForm(FactForm):
    """Year and place on a scale."""

    year = year_field()
    grade = forms.ChoiceField(label="Mức xếp loại", choices=[("", "Chọn mức"), *grades()])

    def values_of(self, fact: Any) -> dict[str, Any]:
        """Scale and place are one choice."""
        return super().values_of(fact) | {"grade": f"{fact.scale}:{fact.grade}"}

    def values(self) -> dict[str, Any]:
        """One choice is scale and place."""
        scale, _, place = self.cleaned_data["grade"].partition(":")
        return super().values() | {"scale": scale, "grade": int(place)}


class TaskForm(FactForm):
    """How many tasks, how many done, how many in time."""

    year = year_field()
    assigned = IntegerField(label="Số nhiệm vụ được giao", min_value=1)
    done = IntegerField(label="Trong đó đã xong", min_value=0)
    on_time = IntegerField(label="Trong đó đúng hạn hoặc trước hạn", min_value=0)


class ResultForm(FactForm):
    """Points of the index or of a component in a year."""

    component = NameField(
        label="Chỉ số thành phần",
        max_length=80,
        required=False,
        help_text="Để trống khi là Chỉ số chung. Viết giống nhau qua các năm thì mới so sánh được.",
        widget=forms.TextInput(attrs=SUGGESTED),
    )
    year = year_field()
    points = DecimalField(label="Điểm đạt", max_digits=8, decimal_places=3)
    maximum = DecimalField(label="Điểm tối đa", max_digits=8, decimal_places=3)
    rank = IntegerField(label="Thứ hạng", min_value=1, max_value=9999, required=False)


class OwnerForm(FactForm):
    """Who advises on which component."""

    component = NameField(
        label="Chỉ số thành phần",
        max_length=80,
        required=False,
        help_text="Để trống khi phụ trách Chỉ số chung. Viết đúng như ở kết quả Chỉ số.",
        widget=forms.TextInput(attrs=SUGGESTED),
    )
    year = year_field()


class InitiativeForm(FactForm):
    """A registered model or initiative; once recognised, a correction may mend that too."""

    title = NameField(label="Tên sáng kiến, mô hình", max_length=250)
    registered_on = DateField(label="Ngày đăng ký")
    recognised_on = DateField(label="Ngày công nhận")
    recognised_by = NameField(label="Cơ quan công nhận", max_length=200)
    level = forms.ChoiceField(label="Cấp công nhận", choices=LEVELS)

    def _settle(self, fact: Any) -> None:
        if fact is None or not fact.recognised_on:
            del self.fields["recognised_on"], self.fields["recognised_by"], self.fields["level"]


class CommendationForm(FactForm):
    """An award from before this system."""

    form = forms.ChoiceField(label="Hình thức", choices=[("", "Chọn hình thức"), *AWARD_FORMS.items()])
    authority = NameField(label="Người tặng", max_length=120, help_text="Ví dụ: Chủ tịch UBND huyện Trực Ninh")
    authority_tier = forms.ChoiceField(label="Cấp tặng", choices=[("", "Chọn cấp"), *TIERS])
    decision_number = NameField(label="Số quyết định", max_length=40, help_text="Ví dụ: 118/QĐ-UBND")
    decided_on = DateField(label="Ngày quyết định")
    merit = NameField(label="Nội dung thành tích", max_length=250)


class DisciplineForm(FactForm):
    """A disciplinary decision."""

    form = NameField(
        label="Hình thức kỷ luật",
        max_length=60,
        help_text="Ghi như trên quyết định.",
        widget=forms.TextInput(attrs=SUGGESTED),
    )
    decided_on = DateField(label="Ngày quyết định")


CONCLUSIONS = [("upheld", "Phản ánh đúng"), ("rejected", "Phản ánh không đúng")]


class ComplaintForm(FactForm):
    """A remark from citizens; once concluded, a correction may mend the conclusion too."""

    received_on = DateField(label="Ngày tiếp nhận")
    summary = TextField(label="Nội dung phản ánh", max_length=5000)
    status = forms.ChoiceField(label="Kết luận", choices=CONCLUSIONS, widget=forms.RadioSelect)
    conclusion = TextField(label="Nội dung kết luận", max_length=5000, help_text="Ít nhất 10 ký tự.")

    def _settle(self, fact: Any) -> None:
        if fact is None or fact.status == "open":
            del self.fields["status"], self.fields["conclusion"]


FORMS: Mapping[str, type[FactForm]] = {
    "xep-loai": RatingForm,
    "nhiem-vu": TaskForm,
    "chi-so": ResultForm,
    "phu-trach-chi-so": OwnerForm,
    "sang-kien": InitiativeForm,
    "khen-thuong": CommendationForm,
    "ky-luat": DisciplineForm,
    "phan-anh": ComplaintForm,
}


class SeenForm(UiForm):
    """An act on a fact as the page showed it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, fact: Fact) -> None:
        super().__init__(data, initial={"seen": fact.recorded_at.isoformat()})

    def moment(self) -> datetime:
        """``recorded_at`` of the row the page showed."""
        return moment(self.cleaned_data["seen"])


class WithdrawForm(SeenForm):
    """Why a fact should never have stood there."""

    reason = ReasonField(label="Lý do rút")


class RecogniseForm(SeenForm):
    """By whom, at which level, when, by which decision."""

    body = NameField(label="Cơ quan, Hội đồng công nhận", max_length=200)
    level = forms.ChoiceField(label="Cấp công nhận", choices=[("", "Chọn cấp"), *LEVELS])
    on = DateField(label="Ngày công nhận")
    source = NameField(label="Quyết định công nhận", max_length=200, help_text="Số, ngày, cơ quan.")


class ConcludeForm(SeenForm):
    """What became of a complaint."""

    status = forms.ChoiceField(label="Kết luận", choices=CONCLUSIONS, widget=forms.RadioSelect)
    conclusion = TextField(label="Nội dung kết luận", max_length=5000, help_text="Ít nhất 10 ký tự.")
    source = NameField(label="Văn bản kết luận", max_length=200, help_text="Số, ngày, cơ quan.")
