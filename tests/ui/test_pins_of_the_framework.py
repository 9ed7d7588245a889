"""Facts F1 and F2: what plain Django does with Vietnamese dates and numbers, and that ours is right.

The first half documents the framework. When one of those tests fails, Django has changed: read ``ui/fields.py`` again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, translation
from django.utils.formats import date_format, reset_format_cache

from thidua.ui.fields import DateField, DecimalField, IntegerField, MoneyField


@pytest.fixture
def plain_django(settings: object) -> Iterator[None]:
    settings.FORMAT_MODULE_PATH = None
    reset_format_cache()
    with translation.override("vi"):
        yield
    reset_format_cache()


@pytest.mark.usefixtures("plain_django")
class TestPlainDjango:
    def test_f1_reads_the_tenth_of_december_as_the_twelfth_of_october(self) -> None:
        assert forms.DateField().clean("10/12/2026") == date(2026, 10, 12)

    def test_f1_refuses_the_last_day_of_the_year(self) -> None:
        with pytest.raises(ValidationError):
            forms.DateField().clean("31/12/2026")

    def test_f1_has_no_input_formats_of_its_own(self) -> None:
        assert formats.get_format("DATE_INPUT_FORMATS", "vi")[1] == "%m/%d/%Y"

    def test_f2_turns_fifteen_hundred_into_one_and_a_half(self) -> None:
        assert forms.DecimalField().clean("1.500") == Decimal("1.5")

    @pytest.mark.parametrize("field", [forms.IntegerField(), forms.DecimalField()])
    def test_f2_refuses_a_million_with_dots(self, field: forms.Field) -> None:
        with pytest.raises(ValidationError):
            field.clean("1.000.000")

    def test_f2_prints_short_dates_with_hyphens(self) -> None:
        assert date_format(date(2026, 12, 10), "SHORT_DATE_FORMAT") == "10-12-2026"


class TestOurs:
    @pytest.mark.parametrize(
        "typed",
        ["10/12/2026", "10-12-2026", "10.12.2026", "10/12/26", "10.12.26", "10-12-26", "10 tháng 12 năm 2026",
         "ngày 10 tháng 12 năm 2026", " 10 / 12 / 2026 ", "2026-12-10"],
    )  # fmt: skip
    def test_days_come_first(self, typed: str) -> None:
        assert DateField().clean(typed) == date(2026, 12, 10)

    @pytest.mark.parametrize("typed", ["9/12/2026", "09-12-2026", "9.12.26", "9 tháng 12 năm 2026"])
    def test_the_ninth_is_never_september(self, typed: str) -> None:
        assert DateField().clean(typed) == date(2026, 12, 9)

    @pytest.mark.parametrize("typed", ["12/31/2026", "31/02/2026", "9 tháng 12", "mai", "10/12"])
    def test_other_days_are_refused_with_an_example(self, typed: str) -> None:
        with pytest.raises(ValidationError, match=r"31/12/2026|năm"):
            DateField().clean(typed)

    @pytest.mark.parametrize("field", [forms.DateField(), DateField()])
    def test_a_field_made_by_a_model_form_is_day_first_too(self, field: forms.Field) -> None:
        with translation.override("vi"):
            assert field.clean("10/12/2026") == date(2026, 12, 10)

    def test_dates_are_shown_with_slashes(self) -> None:
        with translation.override("vi"):
            assert date_format(date(2026, 12, 9), "SHORT_DATE_FORMAT") == "09/12/2026"
            assert DateField().widget.format_value(date(2026, 12, 9)) == "09/12/2026"

    @pytest.mark.parametrize(("typed", "value"), [("1.000.000", 1000000), ("1000000", 1000000), ("1 410 000", 1410000)])
    def test_whole_numbers_take_dots(self, typed: str, value: int) -> None:
        assert IntegerField().clean(typed) == value
        assert MoneyField().clean(f"{typed} đ") == value

    @pytest.mark.parametrize(
        ("typed", "value"),
        [("96,75", "96.75"), ("87,125", "87.125"), ("1.500", "1500"), ("1.234,5", "1234.5"), ("7", "7")],
    )
    def test_decimals_take_a_comma(self, typed: str, value: str) -> None:
        assert DecimalField().clean(typed) == Decimal(value)

    @pytest.mark.parametrize("typed", ["96.75", "1,000,000", "1.50", "abc"])
    def test_what_is_no_vietnamese_number_is_refused(self, typed: str) -> None:
        with pytest.raises(ValidationError):
            DecimalField().clean(typed)

    def test_a_value_is_shown_again_as_offices_write_it(self) -> None:
        assert MoneyField().prepare_value(1410000) == "1.410.000"
        assert DecimalField().prepare_value(Decimal("96.75")) == "96,75"

    def test_a_stored_moment_becomes_its_vietnamese_day(self) -> None:
        assert DateField().clean(datetime.fromisoformat("2026-12-09T18:00:00+00:00")) == date(2026, 12, 10)
