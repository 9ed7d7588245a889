"""The command line speaks Vietnamese, names the nearest word and never ends in a traceback."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from thidua.config import cli, home


def run(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "thidua.config.cli", *words],
        capture_output=True,
        text=True,
        env=os.environ | environ,
        check=False,
    )


def test_help_shows_examples(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert "Ví dụ" in shown
    assert "check-invariants" in shown


@pytest.mark.parametrize("command", ["serve", "worker", "plan", "law", "check-invariants", "doctor", "journal"])
def test_every_command_has_examples(command, capsys):
    with pytest.raises(SystemExit):
        cli.main([command, "--help"])
    assert "thidua " + command in capsys.readouterr().out


def test_a_wrong_command_names_the_nearest(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["serv"])
    assert stop.value.code == 2
    assert "serve" in capsys.readouterr().err


def test_a_wrong_setting_names_the_nearest(tmp_path):
    done = run("doctor", THIDUA_HOME=str(tmp_path), THIDUA_HOSTZ="x")
    assert done.returncode == 2
    assert "THIDUA_HOSTS" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://a@b"])
def test_a_wrong_database_address_is_refused(url, tmp_path):
    with pytest.raises(home.WrongSetting, match="THIDUA_DATABASE_URL"):
        home.database({"THIDUA_DATABASE_URL": url}, tmp_path)


def test_the_home_folder_is_private_and_the_secret_is_kept(tmp_path):
    folder = home.home_folder({"THIDUA_HOME": str(tmp_path / "new")})
    assert folder.stat().st_mode & 0o077 == 0
    key = home.secret_key(folder)
    assert home.secret_key(folder) == key
    assert (folder / "secret-key").stat().st_mode & 0o077 == 0
    assert len(key) > 60


def test_a_flag_takes_only_yes_or_no():
    assert home.flag({"THIDUA_DEBUG": "1"}, "THIDUA_DEBUG")
    with pytest.raises(home.WrongSetting, match="0 hoặc 1"):
        home.flag({"THIDUA_DEBUG": "true"}, "THIDUA_DEBUG")


def test_doctor_on_a_new_home_says_what_is_missing(tmp_path):
    done = run("doctor", THIDUA_HOME=str(tmp_path / "home"), THIDUA_TRAINING="0")
    assert done.returncode == 1
    assert "nâng cấp" in done.stdout
