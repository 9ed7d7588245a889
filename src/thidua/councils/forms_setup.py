"""Forms that set up a council. They read what was typed; whether it may stand is for the action to say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from thidua.councils.membership import CouncilFacts
from thidua.councils.minutes import share_words
from thidua.councils.models import DUTIES, Council, CouncilMember
from thidua.documents import vietnamese
from thidua.org.models import Person, Unit
from thidua.ui.forms import DateField, NameField, UiForm, VersionField

ODD = "Viết tỷ lệ như 2/3, 50% hoặc 80%; phần trăm là số nguyên từ 1 đến 100."


class ShareField(forms.CharField):
    """A share of members: ``2/3`` or ``50%``. The cleaned value is a ``Fraction`` of at most 1."""

    narrow = True

    def prepare_value(self, value: Any) -> Any:
        """Shown as the minutes write it."""
        return share_words(value) if isinstance(value, Fraction) else value

    def to_python(self, value: Any) -> Any:
        """The fraction typed, or None for an empty box."""
        text = re.sub(r"\s", "", str(value or ""))
        if not text:
            return None
        if whole := re.fullmatch(r"(\d{1,3})%?", text):
            share = Fraction(int(whole[1]), 100)
        elif (parts := re.fullmatch(r"(\d{1,2})/(\d{1,2})", text)) and int(parts[2]):
            share = Fraction(int(parts[1]), int(parts[2]))
        else:
            raise ValidationError(ODD, code="invalid")
        if not 0 < share <= 1:
            raise ValidationError(ODD, code="invalid")
        return share


class CouncilForm(UiForm):
    """Name, founding decision and voting rules of a council, new or known."""

    version = VersionField()
    name = NameField(label="Tên Hội đồng", max_length=200)
    founding = NameField(label="Quyết định thành lập", max_length=200, help_text="Số, ngày, cơ quan. Ví dụ: Quyết định số 15/QĐ-UBND ngày 05/01/2026")  # fmt: skip
    quorum = ShareField(label="Được họp khi có mặt từ", help_text="Phần của tổng số thành viên. Ví dụ: 2/3")
    threshold = ShareField(label="Tỷ lệ đồng ý để thông qua", help_text="Ví dụ: 50% hoặc 4/5")
    strict = forms.ChoiceField(
        label="Đạt đúng tỷ lệ đó", choices=[("1", "Chưa đủ, phải trên tỷ lệ"), ("0", "Là đủ")], widget=forms.RadioSelect
    )
    base = forms.ChoiceField(
        label="Tỷ lệ tính trên",
        choices=[("all", "Tổng số thành viên"), ("present", "Số thành viên có mặt")],
        widget=forms.RadioSelect,
    )
    secret = forms.ChoiceField(
        label="Hình thức", choices=[("1", "Bỏ phiếu kín"), ("0", "Biểu quyết giơ tay")], widget=forms.RadioSelect
    )
    rules_source = NameField(
        label="Căn cứ của quy tắc",
        max_length=200,
        help_text="Điều, khoản và văn bản. Ví dụ: Điều 6 Quy chế hoạt động của Hội đồng, Quyết định số 20/QĐ-UBND",
    )

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))

    def facts(self) -> CouncilFacts:
        """What was typed; only on a valid form."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return CouncilFacts(**{**given, "strict": given["strict"] == "1", "secret": given["secret"] == "1"})


def typed(council: Council) -> dict[str, Any]:
    """A council as its form shows it."""
    return {
        "version": council.version,
        "name": council.name,
        "founding": council.founding,
        "rules_source": council.rules_source,
        "quorum": Fraction(council.quorum_num, council.quorum_den),
        "threshold": Fraction(council.threshold_num, council.threshold_den),
        "strict": "1" if council.threshold_strict else "0",
        "base": council.base,
        "secret": "1" if council.secret else "0",
    }


class PersonOfBody(NameField):
    """One person of a body, by code or by name; the cleaned value is the person. Several of one name need the code."""

    body: Unit | None = None

    def clean(self, value: Any) -> Any:
        """The person meant. Raises ``ValidationError`` that names the codes where the name is not enough."""
        text = super().clean(value)
        code = re.search(r"\(([^()]+)\)\s*$", text)
        people = Person.objects.filter(body=self.body)
        known = people.filter(code__iexact=code[1].strip() if code else text).first()
        if known:
            return known
        same = list(people.filter(name_fold=vietnamese.fold(text)).order_by("code")[:6])
        if len(same) == 1:
            return same[0]
        if same:
            codes = ", ".join(person.code for person in same)
            raise ValidationError(f"Có nhiều người tên này, hãy nhập mã số: {codes}.", code="invalid")
        raise ValidationError("Cơ quan chưa có người này; quản trị thêm ở trang Người trước.", code="invalid")


class MemberForm(UiForm):
    """Who sits in the council, as what, from when to when."""

    version = VersionField()
    person = PersonOfBody(
        label="Họ và tên, hoặc mã số",
        max_length=160,
        help_text="Người trong danh sách của cơ quan.",
        widget=forms.TextInput({"list": "goi-y", "autocomplete": "off"}),
    )
    duty = forms.ChoiceField(label="Chức danh trong Hội đồng", choices=list(DUTIES.items()), widget=forms.RadioSelect)
    since = DateField(label="Từ ngày")
    until = DateField(label="Đến hết ngày", required=False, help_text="Để trống khi quyết định không ghi thời hạn.")

    def __init__(self, data: Any = None, *, council: Council, day: date) -> None:
        super().__init__(data, initial={"version": council.version, "since": day})
        self.fields["person"].body = council.body  # type: ignore[attr-defined]  # declared above


class DutyForm(UiForm):
    """Another duty from a day on."""

    version = VersionField()
    duty = forms.ChoiceField(label="Chức danh mới", choices=list(DUTIES.items()), widget=forms.RadioSelect)
    since = DateField(label="Từ ngày", help_text="Chức danh cũ kết thúc ngày liền trước.")

    def __init__(self, data: Any = None, *, member: CouncilMember, day: date) -> None:
        super().__init__(data, initial={"version": member.council.version, "since": day})
        others = [(duty, word) for duty, word in DUTIES.items() if duty != member.duty]
        self.fields["duty"].choices = others  # type: ignore[attr-defined]  # a choice field; the stubs know Field only


class LastDayForm(UiForm):
    """When a seat ends."""

    version = VersionField()
    last_day = DateField(label="Ngày cuối là thành viên")

    def __init__(self, data: Any = None, *, member: CouncilMember, day: date) -> None:
        super().__init__(data, initial={"version": member.council.version, "last_day": day})
