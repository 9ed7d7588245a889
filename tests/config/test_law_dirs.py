"""The office's own law data: named by a setting, read by the same strict loader, told by the doctor."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from thidua import law
from thidua.config import home, starting

OWN = """base_salary:
  - value: 2999000
    since: 2027-01-01
    overrides: true
    source: {place: Thử nghiệm}
    status: unverified
    note: Giá trị thử của cơ quan.
"""


@pytest.fixture(autouse=True)
def _built_in_law_again() -> Iterator[None]:
    yield
    law.use()


def folder(tmp_path: Path, text: str = OWN) -> Path:
    made = tmp_path / "luat"
    made.mkdir()
    (made / "luong.yaml").write_text(text, encoding="utf-8")
    return made


def test_a_value_of_the_office_is_read_after_the_built_in_law(tmp_path: Path) -> None:
    before = law.book()
    found = home.law_directories({"THIDUA_LAW_DIRS": str(folder(tmp_path))})
    assert [each.name for each in found] == ["luat"]
    assert law.book() is not before
    assert law.book().base_salary(date(2027, 2, 1)).value == 2_999_000
    assert law.book().base_salary(date(2026, 2, 1)).value == before.base_salary(date(2026, 2, 1)).value
    assert home.law_directories({}) == ()
    assert law.book() is before


def test_wrong_data_and_missing_folders_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(home.WrongSetting, match="không có thư mục"):
        home.law_directories({"THIDUA_LAW_DIRS": str(tmp_path / "khong-co")})
    with pytest.raises(home.WrongSetting, match=r"luong\.yaml"):
        home.law_directories({"THIDUA_LAW_DIRS": str(folder(tmp_path, "base_salary: [{valeu: 1}]"))})
    assert law.book().base_salary(date(2027, 2, 1)).value != 2_999_000


def test_the_doctor_names_the_folder(tmp_path: Path) -> None:
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("THIDUA_", "DJANGO_SETTINGS"))}
    environ |= {"THIDUA_HOME": str(tmp_path / "home"), "THIDUA_LAW_DIRS": str(folder(tmp_path))}
    done = subprocess.run(
        [sys.executable, "-m", "thidua.config.cli", "doctor"], capture_output=True, text=True, env=environ, check=False
    )
    assert f"Dữ liệu luật của cơ quan: {tmp_path / 'luat'}" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_everything_is_read_before_the_address_is_said() -> None:
    assert starting.warm() > 80
