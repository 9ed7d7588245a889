"""Fact F3: no database compares Vietnamese names rightly by itself, so ours compares our own columns.

The first half documents the engines. When one of those tests fails, an engine has learnt Vietnamese: good news, read
``documents/vietnamese`` and ``org/models.py`` again.
"""

from __future__ import annotations

import random
import unicodedata

import pytest
from django import forms
from django.db import connection

from thidua.documents import vietnamese
from thidua.org.models import Person, Unit, User
from thidua.ui.fields import TextField

pytestmark = pytest.mark.django_db
WRITTEN = ["NGUYỄN Văn An", "Nguyễn Thị Ấn", "Trần Zung", "Lê Đặng", "Phạm đặng", "Võ Nguyễn"]
ZERO_WIDTH = "\u200b"


@pytest.fixture
def body() -> Unit:
    return Unit.objects.create(code="x", name="Xã Lạc Giang", kind="ubnd", level="commune")


def person(name: str, body: Unit) -> Person:
    number = Person.objects.count() + 1
    return Person.objects.create(
        code=f"x-{number}", full_name=name, honorific="Ông", staff_group="cong_chuc", body=body
    )


class TestEngines:
    @pytest.fixture(autouse=True)
    def _sqlite(self) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL follows the collation it was created with; SQLite knows ASCII only.")

    def test_case_blind_search_knows_ascii_only(self, body: Unit) -> None:
        person("NGUYỄN VĂN ĐẶNG", body)
        assert not Person.objects.filter(full_name__icontains="nguyễn").exists()
        assert not Person.objects.filter(full_name__iexact="nguyễn văn đặng").exists()

    def test_order_by_name_puts_đ_after_z(self, body: Unit) -> None:
        for name in ("Đặng", "Zung", "An"):
            person(name, body)
        assert list(Person.objects.order_by("full_name").values_list("full_name", flat=True)) == ["An", "Zung", "Đặng"]


def test_two_spellings_of_one_name_pass_a_unique_column() -> None:
    """On both engines: what has to be unique must be brought into one form before it is stored."""
    composed = "Nguyễn"
    apart = unicodedata.normalize("NFD", composed)
    assert composed != apart
    Unit.objects.create(code=composed, name="Một", kind="ubnd", level="commune")
    Unit.objects.create(code=apart, name="Hai", kind="ubnd", level="commune")
    assert Unit.objects.count() == 2


def test_plain_fields_keep_what_cannot_be_seen() -> None:
    assert ZERO_WIDTH in forms.CharField().clean(f"Nguyễn{ZERO_WIDTH}Văn An")


@pytest.mark.parametrize("typed", ["nguyen van an", "NGUYỄN VĂN AN", "Nguyễn Văn An", "nguyễn  văn an"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_way_of_typing_finds_the_person(body: Unit, typed: str, form: str) -> None:
    an = person("Nguyễn Văn An", body)
    person("Nguyễn Văn Anh Đào", body)
    found = Person.objects.filter(name_fold=vietnamese.fold(unicodedata.normalize(form, typed)))
    assert list(found) == [an]


@pytest.mark.parametrize("typed", ["dang", "ĐẶNG", "đặng", "Dang"])
def test_đ_is_found_by_d_and_đ(body: Unit, typed: str) -> None:
    dang = person("Đặng Thị Đào", body)
    assert list(Person.objects.filter(name_fold__contains=vietnamese.fold(typed))) == [dang]


def test_names_are_stored_in_one_form(body: Unit) -> None:
    apart = person(unicodedata.normalize("NFD", f"Đặng{ZERO_WIDTH} Thị Ấn"), body)
    apart.refresh_from_db()
    assert apart.full_name == "Đặng Thị Ấn"
    unit = Unit.objects.create(code="n", name=unicodedata.normalize("NFD", "Phòng Tư pháp"), kind="ubnd", level="unit")
    unit.refresh_from_db()
    assert unit.name == "Phòng Tư pháp"


def test_our_fields_clean_what_is_typed() -> None:
    assert TextField().clean(unicodedata.normalize("NFD", f" Nguyễn{ZERO_WIDTH} Văn\u00a0An ")) == "Nguyễn Văn An"


def test_an_account_is_one_whatever_the_keyboard(body: Unit) -> None:
    """A user name typed on a keyboard that sends letters and marks apart is the same account."""
    account = User.objects.create_user(unicodedata.normalize("NFD", "đặng.ấn"))
    assert account.username == "đặng.ấn"
    assert User.objects.get_by_natural_key("đặng.ấn") == account


def test_lists_stand_in_the_order_of_given_names(body: Unit) -> None:
    for name in WRITTEN:
        person(name, body)
    shown = list(Person.objects.values_list("full_name", flat=True))
    assert shown == ["NGUYỄN Văn An", "Nguyễn Thị Ấn", "Lê Đặng", "Phạm đặng", "Võ Nguyễn", "Trần Zung"]


def test_the_database_sorts_like_the_program(body: Unit) -> None:
    """Whatever the collation: the key is made of digits, which every collation puts in the same order."""
    chance = random.Random(2026)
    family = ["Nguyễn", "Trần", "Lê", "Đặng", "Đỗ", "Võ", "Vũ", "Ngô", "Ông", "Ơn", "Ân", "Y"]
    middle = ["Thị", "Văn", "Thị Ánh", "Đức", "", "Ấn", "Ân", "Ăn", "Hoà", "Hòa"]
    given = ["An", "Ân", "Ấn", "Ăn", "Ắn", "Đào", "Dao", "Đạo", "Ơn", "Ôn", "On", "Ưng", "Ứng", "Ung", "Ý", "Y", "Zung"]
    names = {
        " ".join(f"{chance.choice(family)} {chance.choice(middle)} {chance.choice(given)}".split()) for _ in range(400)
    }
    for name in chance.sample(sorted(names), len(names)):
        person(name, body)
    stored = list(Person.objects.order_by("name_key").values_list("full_name", flat=True))
    assert stored == sorted(stored, key=vietnamese.sort_key)
    assert [vietnamese.sort_key(name) for name in stored] == sorted(map(vietnamese.sort_key, names))
