"""``thidua plan``: exit codes, sentences and output of its three acts."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from tests.plans.small import SMALL
from thidua import plans
from thidua.config.commands import plan as command
from thidua.plans.plan_schema import FILE


def run(*words: str) -> int:
    top = argparse.ArgumentParser(prog="thidua")
    command.register(top.add_subparsers(dest="command"))
    arguments = top.parse_args(["plan", *words])
    return int(arguments.run(arguments))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "x.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def test_show_as_json_is_the_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "soc-trang-2025", "--json") == 0
    assert plans.from_data(json.loads(capsys.readouterr().out)) == plans.builtin()["soc-trang-2025"]


@pytest.mark.parametrize("code", sorted(plans.builtin()))
def test_show_names_every_element(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", code) == 0
    shown = capsys.readouterr().out
    count = len(list(plans.elements(plans.builtin()[code])))
    assert sum(line.startswith("- ") for line in shown.splitlines()) == count - 1  # the title is the movement itself


def test_an_unknown_code_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "soc-trang-2024") == 2
    assert "“soc-trang-2025”" in capsys.readouterr().err


def test_check_of_a_sound_file(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(small)) == 0
    assert "đọc được" in capsys.readouterr().out


def test_check_tells_the_faults_of_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "phan-rang-2024") == 1
    assert "408/KH-UBND" in capsys.readouterr().out


def test_check_of_a_broken_file(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.write_text(SMALL.replace("op: max", "op: most"), encoding="utf-8")
    assert run("check", str(small)) == 2
    assert "dòng" in capsys.readouterr().err


def test_schema_prints_the_committed_copy(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    assert capsys.readouterr().out == FILE.read_text(encoding="utf-8")


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--help")
    assert "thidua plan show soc-trang-2025" in capsys.readouterr().out
