"""``thidua plan read`` and ``check`` of papers: output, exit codes, sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.config.test_plan_command import run
from tests.reader import render
from tests.reader.sample import PAPER
from thidua import plans, reader

KEYS = {"launches_movement", "issuer", "number", "date", "quotas", "deadlines", "signer", "recipients", "findings"}


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "ke-hoach.docx"
    file.write_bytes(render.to_docx(PAPER))
    return file


def test_facts_in_the_flat_form(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", str(paper), "--facts") == 0
    facts = json.loads(capsys.readouterr().out)
    assert set(facts) >= KEYS
    assert facts["launches_movement"] is True
    assert (facts["number"], facts["date"]) == ("41/KH-UBND", "2026-01-12")
    assert facts["signer"]["name"] == "Lê Thị Hải Yến"


def test_same_facts_from_text_docx_and_pdf(paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, printed = tmp_path / "ke-hoach.txt", tmp_path / "ke-hoach.pdf"
    text.write_text(PAPER, encoding="utf-8")
    printed.write_bytes(render.to_pdf(PAPER))
    found = []
    for file in (text, paper, printed):
        assert run("read", str(file), "--facts") == 0
        facts = json.loads(capsys.readouterr().out)
        found.append({key: facts[key] for key in KEYS - {"findings"}})
    assert found[0] == found[1] == found[2]


def test_people_see_facts_by_group_and_open_questions(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", str(paper)) == 0
    shown = capsys.readouterr().out
    assert "văn bản Word" in shown
    assert "THỂ THỨC VÀ CĂN CỨ" in shown
    assert "41/KH-UBND" in shown


def test_written_as_data_that_can_be_loaded_and_never_over_another_file(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "moi.yaml"
    assert run("read", str(paper), "-o", str(target)) == 0
    assert plans.load(target).code == "moi"
    before = target.read_bytes()
    assert run("read", str(paper), "-o", str(target)) == 2
    assert "đã có" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_a_paper_that_is_no_plan_gives_no_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "thu.txt"
    letter.write_text("Kính gửi các đơn vị.\n\nĐề nghị cử người dự họp vào chiều mai.", encoding="utf-8")
    target = tmp_path / "x.yaml"
    assert run("read", str(letter), "-o", str(target)) == 1
    assert "chưa dựng được" in capsys.readouterr().err
    assert not target.exists()


def test_whole_reading_as_json(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", str(paper), "--json") == 0
    assert {"pages", "blocks", "outline", "verdict", "facts"} <= set(json.loads(capsys.readouterr().out))


def test_check_of_a_paper_names_place_and_repair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.txt"
    file.write_text(PAPER.replace("Số: 41/KH-UBND", "Số: /KH-UBND"), encoding="utf-8")
    run("check", str(file))
    shown = capsys.readouterr().out
    assert "văn bản thuần" in shown
    assert "[mục header]" in shown
    assert "Đề nghị:" in shown


def test_check_of_a_paper_lists_what_the_page_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.txt"
    text = PAPER.replace("Số: 41/KH-UBND", "Số: /KH-UBND").replace("tối đa ", "")
    file.write_text(text, encoding="utf-8")
    reading = reader.read(file.read_bytes(), file.name)
    plan = reader.build(reading.facts, code="x", verdict=reading.verdict).plan
    listed = reader.check_all(reading, plan=plan)
    assert [each for each in listed if each.kind == "plan"]
    codes = {each.code for each in listed}
    assert "missing.number" in codes
    assert "plan.number-missing" not in codes  # the same, said once
    run("check", str(file))
    shown = capsys.readouterr().out
    assert all(each.message in shown for each in listed)
    assert f"{len(listed)} nhận xét" in shown


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("khong-co.docx", None, "Không có tệp"),
        ("rong.pdf", b"", "rỗng"),
        ("a.bin", b"\x00\x01" * 40, "không nhận biết"),
    ],
)
@pytest.mark.parametrize("act", ["read", "check"])
def test_files_that_cannot_be_read(
    act: str, name: str, data: bytes | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    assert run(act, str(file)) == 2
    assert words in capsys.readouterr().err
