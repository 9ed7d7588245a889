"""The same facts from a text, from its Word file, from its PDF and, as far as letters hold, from a poor scan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.reader import render
from tests.reader.sample import PAPER, plan
from tests.reader.score import rich
from tests.reader.score.compare import Tally
from thidua import reader
from thidua.reader.model import Pages

SHARED = Path(__file__).parents[3] / "../shared"
GOLD = sorted((SHARED / "spec" / "gold").glob("*.yaml")) if (SHARED / "seeds").is_dir() else []


def told(flat: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in flat.items() if key != "why"}


@pytest.mark.parametrize(("make", "name"), [(render.to_docx, "kh.docx"), (render.to_pdf, "kh.pdf")])
def test_a_file_tells_what_its_text_tells(make: Any, name: str) -> None:
    assert told(reader.flat(reader.read(make(plan()), name))) == told(reader.flat(reader.read_text(plan())))


def test_a_poor_scan_tells_numbers_dates_and_limits(recognised: Pages) -> None:
    flat, sharp = reader.flat(reader.read_pages(recognised)), reader.flat(reader.read_text(PAPER))
    for key in ("launches_movement", "tier", "number", "date", "period", "legal_bases"):
        assert flat[key] == sharp[key], key
    assert [(q["target"], q["op"], q["value"]) for q in flat["quotas"]] == [
        ("collective", "max", 7),
        ("individual", "max", 19),
    ]
    assert [(d["op"], d["date"]) for d in flat["deadlines"]] == [("before", "2026-12-15")]


@pytest.mark.skipif(not GOLD, reason="năm kế hoạch mẫu nằm ngoài kho mã")
@pytest.mark.parametrize(("make", "name"), [(render.to_docx, "kh.docx"), (render.to_pdf, "kh.pdf")])
@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_the_five_plans_as_word_and_pdf(gold: Path, make: Any, name: str) -> None:
    wanted = yaml.safe_load(gold.read_text(encoding="utf-8"))
    text = (SHARED / "seeds" / wanted["file"]).read_text(encoding="utf-8")
    tallies = rich.score(reader.read(make(text), name), wanted)
    assert [note for group in rich.STRICT for note in tallies[group].notes] == []
    anchors = sum((tallies[group] for group in rich.ANCHORS), Tally())
    assert anchors.f1 >= 0.98, anchors.notes
