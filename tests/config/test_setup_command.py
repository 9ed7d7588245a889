"""``thidua setup``: a stranger gets a body, an administrator and a password that opens one page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.config.commands.setup import named

BODY = ("--body", "UBND phường Hoa Lư", "--level", "commune", "--admin", "bà Nguyễn Thị Thu")


def thidua(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    dropped = ("THIDUA_", "DJANGO_SETTINGS_MODULE")  # those of the tests
    environ = {k: v for k, v in os.environ.items() if not k.startswith(dropped)} | {"THIDUA_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "thidua.config.cli", *words],
        capture_output=True,
        text=True,
        env=environ,
        check=False,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [("Bà Nguyễn Thị Thu", ("Bà", "Nguyễn Thị Thu")), ("ÔNG  Lê An", ("Ông", "Lê An")), ("Lê An", ("", "Lê An"))],
)
def test_the_form_of_address_is_read_and_never_guessed(text: str, said: tuple[str, str]) -> None:
    assert named(text) == said


def test_setup_makes_what_is_needed_to_begin_once(tmp_path: Path) -> None:
    done = thidua(tmp_path, "setup", *BODY)
    assert done.returncode == 0, done.stderr
    assert re.search(r"Tên đăng nhập: +thu\.nt\n", done.stdout)
    assert re.search(r"Mật khẩu: +(?:[a-z2-9]{4}-){3}[a-z2-9]{4} ", done.stdout)
    again = thidua(tmp_path, "setup", *BODY)
    assert again.returncode == 1
    assert "Đã có cơ quan UBND phường Hoa Lư" in again.stderr
    assert "Traceback" not in again.stderr
    second = thidua(
        tmp_path, "setup", "--body", "UBND phường Tam Điệp", "--level", "commune", "--admin", "Bà Nguyễn Thị Thu"
    )
    assert "thu.nt2" in second.stdout
    checked = thidua(tmp_path, "check-invariants", "--json")
    assert [c for c in json.loads(checked.stdout) if c["problems"]] == []
    assert thidua(tmp_path, "journal", "verify").returncode == 0


def test_what_is_wrong_comes_at_once_and_nothing_is_made(tmp_path: Path) -> None:
    done = thidua(tmp_path, "setup", "--body", "UBND xã A", "--level", "commune", "--admin", "Thu", "--username", "T H")
    assert done.returncode == 1
    assert "Ông hoặc Bà" in done.stderr
    assert "Tên đăng nhập gồm" in done.stderr
    good = thidua(tmp_path, "setup", "--body", "UBND xã A", "--level", "commune", "--admin", "Bà Thu Hà")
    assert good.returncode == 0
