"""Fields that clean, and forms whose every message is Vietnamese and says what to do."""

from __future__ import annotations

import unicodedata
from datetime import time
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from thidua.ui.fields_shown import errors_of
from thidua.ui.forms import FileField, FilesField, NameField, PercentField, ReasonField, TextField, TimeField, UiForm

MARKS = set("ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")
STOCK = [
    forms.CharField, forms.IntegerField, forms.FloatField, forms.DecimalField, forms.DateField, forms.TimeField,
    forms.DateTimeField, forms.DurationField, forms.EmailField, forms.URLField, forms.UUIDField, forms.BooleanField,
    forms.ChoiceField, forms.MultipleChoiceField, forms.TypedChoiceField, forms.FileField, forms.ImageField,
    forms.JSONField, forms.SlugField, forms.GenericIPAddressField,
]  # fmt: skip


def form_of(**fields: forms.Field) -> type[UiForm]:
    return type("Sample", (UiForm,), fields)


def test_names_are_one_text_for_one_person() -> None:
    nfd = unicodedata.normalize("NFD", "Nguyễn  Thị\u200b Ấn ")
    assert NameField().clean(nfd) == "Nguyễn Thị Ấn"


def test_text_keeps_its_lines() -> None:
    assert TextField().clean(" dòng 1\r\ndòng\u200b 2 ") == "dòng 1\ndòng 2"


@pytest.mark.parametrize("typed", ["08:30", "8h30", "8 giờ 30 phút", "08:30:00"])
def test_hours_as_people_write_them(typed: str) -> None:
    assert TimeField().clean(typed) == time(8, 30)


def test_several_files_are_a_list() -> None:
    form = form_of(papers=FilesField(label="Minh chứng"))(
        {}, MultiValueDict({"papers": [SimpleUploadedFile("a.pdf", b"x"), SimpleUploadedFile("b.pdf", b"y")]})
    )
    assert form.is_valid(), form.errors
    assert [each.name for each in form.cleaned_data["papers"]] == ["a.pdf", "b.pdf"]


def test_an_empty_file_and_no_file_are_told_apart() -> None:
    kind = form_of(paper=FileField(label="Biên bản"))
    assert kind({}, {}).errors["paper"] == ["Hãy chọn “Biên bản”."]
    empty = kind({}, {"paper": SimpleUploadedFile("a.pdf", b"")})
    assert empty.errors["paper"] == ["Tệp vừa chọn cho “Biên bản” không có nội dung, xin chọn tệp khác."]


@pytest.mark.parametrize("kind", STOCK, ids=lambda kind: kind.__name__)
def test_no_stock_message_stays_english_or_bare(kind: type[forms.Field]) -> None:
    field = form_of(x=kind(label="Số quyết định"))({}).fields["x"]
    with translation.override("en"):
        english = {code: str(text) for code, text in kind().error_messages.items()}
    for code, text in english.items():
        ours = str(field.error_messages[code])
        assert ours != text, code
        assert MARKS & set(ours.lower()), (code, ours)
        assert "“Số quyết định”" in ours, (code, ours)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        (ReasonField(label="Lý do"), "thiếu", "“Lý do” cần ít nhất 10 ký tự, đang có 5."),
        (NameField(label="Họ và tên", max_length=5), "Nguyễn Văn An", "“Họ và tên” chỉ được tối đa 5 ký tự, đang có 13."),
        (PercentField(label="Tỷ lệ"), "101", "“Tỷ lệ” không được quá 100."),
        (forms.IntegerField(label="Số tiền", max_value=1000000), "2000000", "“Số tiền” không được quá 1.000.000."),
        (forms.ChoiceField(label="Đơn vị", choices=[("a", "A")]), "b", "“Đơn vị” không có lựa chọn này, xin chọn lại trong danh sách."),
        (forms.BooleanField(label="Tôi đã xem"), "", "Hãy đánh dấu “Tôi đã xem”."),
    ],
)  # fmt: skip
def test_messages_say_what_to_do(field: forms.Field, typed: str, message: str) -> None:
    assert form_of(x=field)({"x": typed}).errors["x"] == [message]


def test_a_form_may_say_it_better() -> None:
    field = NameField(label="Tên", error_messages={"required": "Ghi tên như trong quyết định."})
    assert form_of(x=field)({"x": ""}).errors["x"] == ["Ghi tên như trong quyết định."]


def test_the_summary_lists_every_error_with_its_target() -> None:
    class Two(UiForm):
        name = NameField(label="Họ và tên")
        verdict = forms.ChoiceField(label="Kết luận", widget=forms.RadioSelect, choices=[("a", "Đạt")])

        def clean(self) -> dict[str, Any]:
            raise forms.ValidationError("Chưa có ai được chọn.")

    lines = errors_of(Two({}))
    assert [tuple(line) for line in lines] == [
        ("Chưa có ai được chọn.", ""),
        ("Hãy nhập “Họ và tên”.", "id_name"),
        ("Hãy chọn “Kết luận”.", "id_verdict_0"),
    ]
    assert errors_of(Two()) == []
