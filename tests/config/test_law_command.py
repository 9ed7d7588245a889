"""``thidua law``: sums with their explanation, the list of values, and sentences for wrong input."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from thidua import law
from thidua.config.commands import law as command

RULE = """time_limit:
  - act: giay_khen_commune
    value: {days: 12, unit: working_days}
    since: 2025-07-01
    source: {place: Quy định của tỉnh}
    status: unverified
    overrides: true
"""


def run(*words: str) -> int:
    top = argparse.ArgumentParser(prog="thidua")
    command.register(top.add_subparsers(dest="command"))
    arguments = top.parse_args(["law", *words])
    return int(arguments.run(arguments))


def money(award: str, level: str, to: str, on: str, *more: str) -> int:
    return run("money", "--award", award, "--level", level, "--to", to, "--on", on, *more)


def test_money_is_told_with_its_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    assert money("giay-khen", "xa", "collective", "2026-07-15") == 0
    shown = capsys.readouterr().out
    assert "Tiền thưởng: 1.520.000 đ" in shown
    assert "0,6 lần lương cơ sở 2.530.000 đ, làm tròn lên hàng chục nghìn đồng" in shown
    assert "152/2025/NĐ-CP, Điều 54 khoản 1 điểm e" in shown
    assert "Cần kiểm tra" not in shown


def test_money_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert money("giay-khen", "phuong", "individual", "15/01/2026", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["amount"], data["authority"], data["coefficient"]) == (710_000, "xa", "0.3")
    assert data["steps"]
    assert all(value["source"] for value in data["values"])


def test_money_says_what_is_to_be_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert money("giay-khen", "xa", "individual", "2027-01-05") == 0
    assert "Cần kiểm tra:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("giay-ken", "xa", "collective", "2026-07-15"), "có lẽ là “giay-khen”"),
        (("giay-khen", "xaa", "collective", "2026-07-15"), "có lẽ là “xa”"),
        (("giay-khen", "xa", "colective", "2026-07-15"), "có lẽ là “collective”"),
        (("giay-khen", "xa", "collective", "31/02/2026"), "hãy ghi ngày như"),
        (("giay-khen", "huyen", "collective", "2026-07-15"), "đến hết 30/06/2025"),
        (("giay-khen", "xa", "collective", "2027-03-01"), "đến hết 28/02/2027"),
    ],
)
def test_wrong_input_is_one_sentence(
    words: tuple[str, str, str, str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert money(*words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1


def test_a_missing_option_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("money", "--award", "giay-khen") == 2
    assert "Thiếu --level" in capsys.readouterr().err


def test_status_shows_every_value_unverified_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status") == 0
    shown = capsys.readouterr().out
    lines = [line for line in shown.splitlines() if line.startswith("  ")]
    assert len(lines) == len(law.book().values())
    marks = ["CHƯA KIỂM TRA" in line for line in lines]
    assert marks == sorted(marks, reverse=True)
    assert (
        "Mức lương cơ sở: 2.530.000 đ | từ 01/07/2026 | 161/2026/NĐ-CP, Mức lương cơ sở | kiểm tra 21/11/2026" in shown
    )
    assert "dataclass" not in shown
    assert "(share=" not in shown


def test_status_as_json_of_one_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status", "--json", "--on", "2026-01-15") == 0
    data = json.loads(capsys.readouterr().out)
    salaries = [row["value"] for row in data if row["key"] == "base_salary"]
    assert salaries == [2_340_000]
    assert {row["status"] for row in data} == {"verified", "unverified"}


def test_rules_of_a_province_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tinh.yaml").write_text(RULE, encoding="utf-8")
    assert run("status", "--rules", str(tmp_path)) == 0
    assert "12 ngày làm việc" in capsys.readouterr().out
    (tmp_path / "tinh.yaml").write_text(RULE.replace("days: 12", "dys: 12"), encoding="utf-8")
    assert run("status", "--rules", str(tmp_path)) == 2
    assert "Tệp tinh.yaml, mục time_limit[0].value" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("law", "--help"), ("law", "money", "--help"), ("law", "status", "--help")])
def test_help_shows_examples(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    top = argparse.ArgumentParser(prog="thidua")
    command.register(top.add_subparsers(dest="command"))
    with pytest.raises(SystemExit) as left:
        top.parse_args(words)
    assert left.value.code == 0
    assert "Ví dụ:" in capsys.readouterr().out
