"""The form all others build on: Vietnamese messages that say what to do, and fields shown by the components."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from thidua.documents import vietnamese as vi
from thidua.ui.fields import (
    DateField,
    DecimalField,
    FileField,
    FilesField,
    IntegerField,
    MoneyField,
    NameField,
    PercentField,
    ReasonField,
    TextField,
    TimeField,
    VersionField,
)

__all__ = [
    "DateField",
    "DecimalField",
    "FileField",
    "FilesField",
    "IntegerField",
    "MoneyField",
    "NameField",
    "PercentField",
    "ReasonField",
    "TextField",
    "TimeField",
    "UiForm",
    "UiModelForm",
    "VersionField",
]

# Every message a Django field or validator can give, by its code. {label} is the field's own name, in quotation marks as
# it stands on the page, so that the sentence stays whole whatever words the name is made of.
MESSAGES = {
    "required": "Hãy nhập {label}.",
    "invalid": "{label} viết chưa đúng, xin xem lại.",
    "invalid_choice": "{label} không có lựa chọn này, xin chọn lại trong danh sách.",
    "invalid_list": "Hãy chọn lại {label} trong danh sách.",
    "invalid_pk_value": "Hãy chọn lại {label} trong danh sách.",
    "invalid_date": "{label} phải là một ngày có thật, ví dụ 09/12/2026.",
    "invalid_time": "{label} phải là giờ và phút, ví dụ 08:30.",
    "invalid_datetime": "{label} phải là ngày và giờ có thật.",
    "incomplete": "Hãy điền đủ mọi phần của {label}.",
    "min_length": "{label} cần ít nhất %(limit_value)d ký tự, đang có %(show_value)d.",
    "max_length": "{label} chỉ được tối đa %(limit_value)d ký tự, đang có %(show_value)d.",
    "min_value": "{label} phải từ %(limit_value)s trở lên.",
    "max_value": "{label} không được quá %(limit_value)s.",
    "step_size": "{label} phải là bội số của %(limit_value)s.",
    "max_digits": "{label} chỉ được tối đa %(max)s chữ số.",
    "max_decimal_places": "{label} chỉ được tối đa %(max)s chữ số sau dấu phẩy.",
    "max_whole_digits": "{label} chỉ được tối đa %(max)s chữ số trước dấu phẩy.",
    "overflow": "{label} quá lớn, xin xem lại.",
    "null_characters_not_allowed": "{label} có ký tự không in được, xin gõ lại.",
    "missing": "Hãy chọn tệp cho {label}.",
    "empty": "Tệp vừa chọn cho {label} không có nội dung, xin chọn tệp khác.",
    "contradiction": "{label}: hoặc chọn tệp mới, hoặc xóa tệp cũ, không làm cả hai.",
    "invalid_image": "Tệp vừa chọn cho {label} không phải là ảnh, hoặc ảnh bị hỏng.",
    "invalid_extension": "{label} không nhận loại tệp này. Nhận: %(allowed_extensions)s.",
    "unique": "{label} vừa ghi đã có rồi, xin xem lại.",
}
FILE_MAX_LENGTH = "Tên tệp của {label} dài %(length)d ký tự, chỉ được tối đa %(max)d. Xin đổi tên tệp."
CHOOSE = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField)


def messages_for(field: forms.Field, label: str) -> dict[str, str]:
    """Messages of one field, with its label in them."""
    named = f"“{label.strip().rstrip(':')}”".replace("%", "%%")
    texts = {code: text.format(label=named) for code, text in MESSAGES.items()}
    if isinstance(field, forms.FileField):
        texts["max_length"] = FILE_MAX_LENGTH.format(label=named)
    if isinstance(field, forms.BooleanField):
        texts["required"] = f"Hãy đánh dấu {named}."
    elif isinstance(field, CHOOSE):
        texts["required"] = f"Hãy chọn {named}."
    for bound in ("min_value", "max_value"):
        limit = getattr(field, bound, None)
        if isinstance(limit, int | float | Decimal):
            texts[bound] = texts[bound].replace("%(limit_value)s", vi.number(limit).replace("%", "%%"))
    match field:
        case forms.DateField():
            texts["invalid"] = texts["invalid_date"]
        case forms.TimeField():
            texts["invalid"] = texts["invalid_time"]
        case forms.DateTimeField():
            texts["invalid"] = texts["invalid_datetime"]
    return texts


def speak_vietnamese(field: forms.Field, label: str) -> None:
    """Replace Django's stock messages; those a form sets itself stay. The parser's own sentences always win."""
    stock: dict[str, Any] = {}
    for base in reversed(type(field).__mro__):
        stock.update(getattr(base, "default_error_messages", {}))
    for code, text in messages_for(field, label).items():
        given = field.error_messages.get(code)
        if given is None or given is stock.get(code):
            field.error_messages[code] = text


class UiFormMixin:
    """For ``Form`` and ``ModelForm``: messages, no ``required`` bubbles of the browser, own template.

    The browser's bubbles speak the browser's language and hide the other errors, so the server answers for all at once.
    """

    template_name = "ui/components/form.html"
    use_required_attribute = False
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            speak_vietnamese(field, str(field.label or name.replace("_", " ").capitalize()))


class UiForm(UiFormMixin, forms.Form):
    """Base of every form without a model."""


class UiModelForm(UiFormMixin, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Base of every form of a model; declare the fields of this package for days, numbers and names."""


class ClockForm(UiForm):
    """Day and hour of the training clock."""

    day = DateField(label="Ngày")
    time = TimeField(label="Giờ")

    def moment(self) -> datetime:
        """The aware moment asked for; only on a valid form."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))
