"""Form fields that read what Vietnamese officials type. Django's own read dates month first and 1.500 as 1.5 (F1, F2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from thidua.documents import vietnamese as vi


def _read[T](parse: Callable[[str], T], text: object) -> T:
    """What the parser reads; its sentence becomes the error, for it says how to write it."""
    try:
        return parse(str(text))
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from error


class DateInput(forms.DateInput):
    """A text box: the browser's own date picker shows days in the order of the browser's language."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})}, format="%d/%m/%Y")


class DateField(forms.DateField):
    """Day first, always: 9/12/2026, 09-12-2026, 9.12.26, 9 tháng 12 năm 2026. 12/31/2026 is refused with the cure."""

    widget = DateInput
    narrow = True

    def __init__(self, *, help_text: str = "Ngày, tháng, năm. Ví dụ: 09/12/2026", **kwargs: Any) -> None:
        super().__init__(help_text=help_text, **kwargs)

    def to_python(self, value: Any) -> date | None:
        """A date, or None for an empty box."""
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, datetime):
            return vi.local(value).date()
        if isinstance(value, date):
            return value
        return _read(vi.parse_date, value)


class TimeField(forms.TimeField):
    """Hour and minute: 08:30, 8h30, 8 giờ 30 phút."""

    widget = forms.TextInput
    narrow = True

    def __init__(self, *, help_text: str = "Giờ, phút. Ví dụ: 08:30", **kwargs: Any) -> None:
        super().__init__(help_text=help_text, **kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        """Shown without seconds."""
        return f"{value:%H:%M}" if hasattr(value, "hour") else value

    def to_python(self, value: Any) -> Any:
        """A time, or None for an empty box."""
        if isinstance(value, str):
            value = (
                vi.fold(value).replace("phut", "").replace("gio", ":").replace("h", ":").replace(" ", "").rstrip(":")
            )
            value = f"{value}:00" if value and ":" not in value else value
        return super().to_python(value)


class VersionField(forms.IntegerField):
    """The version a page was read at, hidden; 0, which is always stale, where a form carries none or nonsense.

    So whoever sends no version is told like whoever sends an old one: one sentence, that somebody was faster.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.HiddenInput, "required": False, **kwargs})

    def clean(self, value: Any) -> int:
        """Never an error of the form: the act compares and answers."""
        text = str(value or "").strip()
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0


class NumberInput(forms.TextInput):
    """A text box with a number keyboard: type=number refuses the dots of 1.000.000."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class IntegerField(forms.IntegerField):
    """A whole number: 1000000, 1.000.000, 1 000 000."""

    widget = NumberInput
    narrow = True

    def prepare_value(self, value: Any) -> Any:
        """Shown with dots between thousands."""
        return vi.number(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def to_python(self, value: Any) -> int | None:
        """An int, or None for an empty box."""
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        return value if isinstance(value, int) else _read(vi.parse_integer, value)


class MoneyField(IntegerField):
    """An amount in whole đồng, never negative."""

    suffix = "đồng"

    def __init__(self, *, min_value: int = 0, help_text: str = "Ví dụ: 1.410.000", **kwargs: Any) -> None:
        super().__init__(min_value=min_value, help_text=help_text, **kwargs)


class DecimalField(forms.DecimalField):
    """A number with a decimal comma: 96,75. 1.500 is one thousand five hundred; 96.75 is refused with the cure."""

    widget = NumberInput
    narrow = True

    def prepare_value(self, value: Any) -> Any:
        """Shown as offices write it."""
        return vi.number(value) if isinstance(value, int | float | Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs inherit from IntegerField
        """A Decimal, or None for an empty box."""
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        return value if isinstance(value, Decimal) else _read(vi.parse_number, value)


class PercentField(DecimalField):
    """Percentage points, 0 to 100."""

    suffix = "%"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 100, "help_text": "Ví dụ: 96,75", **kwargs})


class NameField(forms.CharField):
    """A name on one line: NFC, no invisible characters, single blanks, so that one person is one text."""

    def to_python(self, value: Any) -> str:
        """The cleaned text."""
        return vi.clean_name(super().to_python(value) or "")


class TextField(forms.CharField):
    """Text of several lines, in NFC without invisible characters; the lines stay."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> str:
        """The cleaned text."""
        return vi.nfc((super().to_python(value) or "").replace("\r\n", "\n")).strip()


class ReasonField(TextField):
    """Why a person decided so: long enough to be understood years later."""

    def __init__(self, *, min_length: int = 10, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", f"Vài câu, để nhiều năm sau còn giải thích được. Ít nhất {min_length} ký tự.")
        super().__init__(min_length=min_length, **kwargs)


class FileField(forms.FileField):
    """One file, chosen with the browser's own button. Size and content are judged by the action that takes it."""

    widget = forms.FileInput


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; the cleaned value is a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file is cleaned like a single one."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            return [super().clean(None, initial)] if self.required else []
        return [super(FilesField, self).clean(each, initial) for each in given]
