"""Forms of an administrator. They read what was typed; whether an act may go on is for the action to say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from thidua.documents import vietnamese
from thidua.org.models import Person, Post, Unit
from thidua.org.people import HONORIFICS, PersonFacts, PostFacts
from thidua.org.units import KINDS, UnitFacts
from thidua.plans.vocabulary import ROLES, STAFF_GROUPS
from thidua.ui.forms import DateField, NameField, UiForm, VersionField

VERSION = "version"


class UnitChoice(forms.TypedChoiceField):
    """One unit out of a few; the cleaned value is the unit."""

    def __init__(self, **kwargs: Any) -> None:
        self.units: dict[int, Unit] = {}
        super().__init__(coerce=lambda pk: self.units[int(pk)], empty_value=None, **kwargs)

    def offer(self, units: Iterable[Unit], empty: str = "Chọn đơn vị") -> None:
        """Set the units to choose from."""
        self.units = {unit.pk: unit for unit in units}
        self.choices = [("", empty), *((pk, _label(unit)) for pk, unit in self.units.items())]

    def __deepcopy__(self, memo: dict[int, Any]) -> UnitChoice:
        copied: UnitChoice = super().__deepcopy__(memo)
        copied.units = {}
        copied.coerce = lambda pk: copied.units[int(pk)]
        return copied


def _label(unit: Unit) -> str:
    ended = f" (đến {vietnamese.date_short(unit.dissolved_on)})" if unit.dissolved_on else ""
    return f"{unit.name}{ended}"


class UnitForm(UiForm):
    """A unit, new or known. The body itself has neither kind nor superior."""

    version = VersionField()
    name = NameField(label="Tên đơn vị", max_length=200)
    short = NameField(label="Tên viết tắt", max_length=40, required=False, help_text="Dùng trong ký hiệu văn bản, ví dụ VHXH trong 05/TTr-VHXH.")  # fmt: skip
    kind = forms.ChoiceField(label="Loại đơn vị", choices=[("", "Chọn loại"), *KINDS.items()])
    parent = UnitChoice(label="Đơn vị cấp trên", required=False)
    place = NameField(label="Địa danh", max_length=80, required=False, help_text="Ghi trước ngày tháng trên văn bản, ví dụ Sóc Trăng.")  # fmt: skip
    code = NameField(label="Mã đơn vị", max_length=40, required=False, help_text="Để trống thì hệ thống đặt mã.")
    formed_on = DateField(label="Ngày thành lập", required=False)
    dissolved_on = DateField(
        label="Ngày cuối hoạt động",
        required=False,
        help_text="Chỉ điền cho đơn vị cũ, ghi lại để so sánh với năm trước.",
    )

    def __init__(self, data: Any = None, *, body: Unit, unit: Unit | None = None, units: Iterable[Unit] = ()) -> None:
        names = ("version", "name", "short", "kind", "place", "code", "formed_on", "dissolved_on")
        initial = {name: getattr(unit, name) for name in names} | {"parent": unit.parent_id} if unit else {}
        super().__init__(data, initial=initial)
        parent: UnitChoice = self.fields["parent"]  # type: ignore[assignment]  # declared above
        parent.offer([body, *(each for each in units if each.pk != body.pk)], empty=f"Trực thuộc {body.name}")
        if unit:
            del self.fields["dissolved_on"]
        if unit and unit.is_body:
            del self.fields["kind"], self.fields["parent"]

    def facts(self) -> UnitFacts:
        """What was typed; only on a valid form."""
        given = {name: value for name, value in self.cleaned_data.items() if name != VERSION}
        return UnitFacts(**{"kind": "", **given})


class AboveForm(UiForm):
    """The body over a body. Typed, not chosen: bodies of an installation are not listed to one another."""

    version = VersionField()
    above = NameField(
        label="Cơ quan cấp trên trực tiếp",
        max_length=200,
        required=False,
        help_text="Tên đầy đủ hoặc mã, ví dụ UBND tỉnh Ninh Bình. Để trống là không có cơ quan cấp trên trong chương trình.",
    )

    def __init__(self, data: Any = None, *, body: Unit) -> None:
        super().__init__(data, initial={"version": body.version, "above": body.parent.name if body.parent else ""})


class EndForm(UiForm):
    """A last day. ``seen``: the end the page showed; with ``version`` the paper that says so is asked for instead."""

    seen = DateField(widget=forms.HiddenInput, required=False)
    version = VersionField()
    last_day = DateField(label="Ngày cuối")
    source = NameField(label="Văn bản làm căn cứ", max_length=200, help_text="Số, ngày, cơ quan.")

    def __init__(
        self, data: Any = None, *, day: date, label: str, seen: date | None = None, version: int | None = None
    ) -> None:
        shown = vietnamese.date_short(seen) if seen else ""
        super().__init__(data, initial={"last_day": day, "seen": shown, "version": version})
        self.fields["last_day"].label = label
        if version is None:
            del self.fields["source"], self.fields["version"]
        else:
            del self.fields["seen"]


class OriginForm(UiForm):
    """What a unit carries on."""

    predecessor = UnitChoice(label="Đơn vị tiền thân", help_text="Đơn vị cũ chưa có trong danh sách thì thêm đơn vị đó trước.")  # fmt: skip
    on = DateField(label="Kế tục từ ngày")
    source = NameField(label="Văn bản làm căn cứ", max_length=200, help_text="Nghị quyết, quyết định: số, ngày, cơ quan.")  # fmt: skip

    def __init__(self, data: Any = None, *, units: Iterable[Unit], day: date | None) -> None:
        super().__init__(data, initial={"on": day})
        self.fields["predecessor"].offer(units)  # type: ignore[attr-defined]  # declared above


class PersonForm(UiForm):
    """A person, new or known."""

    version = VersionField()
    honorific = forms.ChoiceField(label="Xưng hô", choices=[(h, h) for h in HONORIFICS], widget=forms.RadioSelect)
    full_name = NameField(label="Họ và tên", max_length=120)
    birth_date = DateField(label="Ngày sinh", required=False, help_text="Để phân biệt người trùng tên. Ví dụ: 09/12/1980")  # fmt: skip
    staff_group = forms.ChoiceField(label="Nhóm", choices=[("", "Chọn nhóm"), *STAFF_GROUPS.items()])
    code = NameField(label="Mã số", max_length=40, required=False, help_text="Mã cán bộ của cơ quan; để trống thì hệ thống đặt mã.")  # fmt: skip
    other_person = forms.BooleanField(label="Là người khác với người cùng tên, cùng ngày sinh", required=False)

    def __init__(self, data: Any = None, *, person: Person | None = None) -> None:
        names = ("version", "honorific", "full_name", "birth_date", "staff_group", "code")
        super().__init__(data, initial={name: getattr(person, name) for name in names} if person else {})

    def facts(self) -> PersonFacts:
        """What was typed; only on a valid form."""
        return PersonFacts(**{name: value for name, value in self.cleaned_data.items() if name in _PERSON})


_PERSON = ("full_name", "honorific", "staff_group", "code", "birth_date", "other_person")
RANKS = (("", "Không giữ chức vụ lãnh đạo"), ("leader", "Cấp phó, lãnh đạo đơn vị"), ("head", "Người đứng đầu đơn vị"))


class PostForm(UiForm):
    """A position in a unit."""

    unit = UnitChoice(label="Đơn vị")
    title = NameField(label="Chức vụ", max_length=120, help_text="Ghi như trên quyết định, ví dụ Phó Trưởng phòng.")
    rank = forms.ChoiceField(label="Cương vị", choices=RANKS, widget=forms.RadioSelect, required=False)
    since = DateField(label="Từ ngày")
    until = DateField(label="Đến hết ngày", required=False, help_text="Để trống khi đang giữ chức vụ.")

    def __init__(
        self, data: Any = None, *, units: Iterable[Unit], unit: Unit | None = None, moving: Post | None = None, day: date | None = None
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"unit": unit.pk if unit else None, "since": day, "rank": ""})
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]  # declared above
        if moving:
            self.fields["unit"].label = "Đơn vị mới"
            self.fields["title"].label = "Chức vụ mới"
            self.fields["since"].help_text = "Ngày đầu ở chức vụ mới; chức vụ cũ kết thúc ngày liền trước."
            del self.fields["until"]

    def facts(self) -> PostFacts:
        """What was typed; only on a valid form."""
        given = dict(self.cleaned_data)
        rank = given.pop("rank")
        return PostFacts(**given, is_head=rank == "head", is_leader=rank != "")


class AccountForm(UiForm):
    """The name to sign in with."""

    username = forms.CharField(label="Tên đăng nhập", max_length=60, help_text="Chữ thường không dấu, số, dấu chấm.")


class ConfirmForm(UiForm):
    """Nothing to fill in: the button says what will happen."""


class GrantForm(UiForm):
    """A role on a unit for a time."""

    role = forms.ChoiceField(label="Vai trò", choices=list(ROLES.items()), widget=forms.RadioSelect)
    unit = UnitChoice(
        label="Đơn vị",
        help_text="Vai trò cán bộ phụ trách và thủ trưởng chỉ có ở đơn vị này; vai trò khác có ở cả cơ quan.",
    )
    capacity = forms.ChoiceField(
        label="Cách ký",
        choices=[("own", "Người đứng đầu ký"), ("KT", "Cấp phó ký thay (KT.)")],
        widget=forms.RadioSelect,
        help_text="Chỉ dùng cho người có thẩm quyền quyết định.",
    )
    since = DateField(label="Từ ngày")
    until = DateField(label="Đến hết ngày", required=False, help_text="Để trống thì có hiệu lực đến khi kết thúc.")

    def __init__(self, data: Any = None, *, units: Iterable[Unit], unit: Unit | None, day: date) -> None:
        super().__init__(data, initial={"unit": unit.pk if unit else None, "since": day, "capacity": "own"})
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]  # declared above


class OwnPasswordForm(UiForm):
    """The old password once, the new one twice."""

    old_password = forms.CharField(label="Mật khẩu hiện tại", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))  # fmt: skip
    new_password = forms.CharField(label="Mật khẩu mới", strip=False, help_text="Ít nhất 10 ký tự. Nên là một câu dễ nhớ.", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))  # fmt: skip
    again = forms.CharField(label="Nhập lại mật khẩu mới", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Both entries of the new password must be the same."""
        data = super().clean() or self.cleaned_data
        if data.get("new_password") and data.get("again") and data["new_password"] != data["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu mới không giống nhau.")
        return data
