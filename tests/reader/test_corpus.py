"""The corpus of other plans and its gold hold together; nothing here reads a plan."""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

CORPUS = Path(__file__).parent / "corpus"
SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
GOLDS = sorted(CORPUS.glob("*/*.yaml"))
FOLDERS = ("dev", "unseen")

KEYS = [
    "launches_movement",
    "why",
    "issuer",
    "tier",
    "number",
    "place",
    "date",
    "title",
    "period",
    "legal_bases",
    "cited_elsewhere",
    "quotas",
    "award_forms",
    "dossier",
    "forms",
    "deadlines",
    "money_decree",
    "criteria_numeric",
    "signer",
    "recipients",
    "findings",
    "anchors",
]
LISTS = ["quotas", "award_forms", "dossier", "forms", "deadlines", "criteria_numeric"]
ROWS = {
    "quotas": {"target", "op", "value", "unit", "award", "scope"},
    "award_forms": {"name", "authority", "mode"},
    "forms": {"number", "decree"},
    "deadlines": {"what", "round", "op", "date", "rule", "recipient", "via"},
    "criteria_numeric": {"short", "op", "value", "unit", "where"},
    "findings": {"code", "place", "quote", "message", "suggestion", "severity"},
}
WHAT = {
    "dossier",
    "appraisal",
    "review",
    "registration",
    "sub_plan",
    "report",
    "voting",
    "initiative",
    "ceremony",
    "task",
}
RULE = re.compile(r"^(annual|next_year) \d\d-\d\d$|^event .+$")
ANCHORS = {"contents", "criteria", "standards", "exclusions"}
CODES = {
    "numbering",
    "missing",
    "date",
    "repeated",
    "ocr",
    "contradictory",
    "wording",
    "inconsistent",
    "ambiguous",
    "logic",
    "format",
    "stale",
}


def norm(text: str) -> str:
    """The normalisation of the gold: NFC, no ``*`` and ``#``, every run of white space one space."""
    return " ".join(re.sub(r"[*#]", "", unicodedata.normalize("NFC", text)).split())


def loose(text: str) -> str:
    """As ``norm``, with upper case and the long name of a people's committee made equal."""
    return norm(text).lower().replace("ủy ban nhân dân", "ubnd").replace("uỷ ban nhân dân", "ubnd").replace("<br>", " ")


@cache
def load(path: Path) -> tuple[dict[str, Any], str]:
    """Gold and text of a document; the text with the gold's ``repairs`` made (scan errors in figures)."""
    gold = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    text = norm(path.with_suffix(".txt").read_text(encoding="utf-8"))
    for was, now in gold.get("repairs", []):
        assert was in text, f"{path.stem}: repair {was!r} not in the text"
        text = text.replace(was, now)
    return gold, text


def ids(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_every_text_has_gold() -> None:
    texts = {p.with_suffix("") for p in CORPUS.glob("*/*.txt")}
    assert texts
    assert texts == {p.with_suffix("") for p in GOLDS}


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_has_plans_and_neighbours(folder: str) -> None:
    golds = [load(path)[0] for path in GOLDS if path.parent.name == folder]
    launching = sum(gold["launches_movement"] for gold in golds)
    assert launching >= 12
    assert len(golds) - launching >= 4


def test_folders_are_known() -> None:
    assert {path.parent.name for path in GOLDS} == set(FOLDERS)


@pytest.mark.parametrize("path", GOLDS, ids=ids)
def test_shape(path: Path) -> None:
    gold, _ = load(path)
    assert set(gold) - {"repairs"} == set(KEYS)
    assert isinstance(gold["launches_movement"], bool)
    assert gold["why"]
    assert gold["tier"] in {"commune", "district", "province", "ministry", "central"}
    assert set(gold["period"]) == {"start", "start_rule", "end", "end_rule", "end_op"}
    assert gold["period"]["end_op"] in {"until", "before", "event", None}
    for key, names in ROWS.items():
        for row in gold[key]:
            assert set(row) == names, (key, row)
    for row in gold["quotas"]:
        assert row["target"] in {"collective", "individual", "household", "either"}
        assert row["op"] in {
            "max",
            "min",
            "exact",
        }
        assert row["unit"] in {"count", "percent"}
        assert isinstance(row["value"], int | float)
    for row in gold["criteria_numeric"]:
        assert row["op"] in {">=", "<=", ">", "<", "=", "range"}
        assert row["where"] in {"criteria", "content", "standard"}
        assert isinstance(row["value"], list) == (row["op"] == "range")
    for row in gold["deadlines"]:
        assert row["op"] in {"before", "no_later_than"}
        assert row["what"] in WHAT
        assert (row["date"] is None) != (row["rule"] is None) or row["rule"], row
        assert row["rule"] is None or RULE.match(row["rule"]), row
    assert all(row["mode"] in {"award", "propose"} for row in gold["award_forms"])
    assert all(row["code"] in CODES for row in gold["findings"])
    assert set(gold["anchors"]) == ANCHORS
    assert set(gold["anchors"]["standards"]) == {"collective", "individual", "any"}
    assert gold["signer"] is None or set(gold["signer"]) == {"name", "position", "capacity"}
    for value in (gold["date"], *(row["date"] for row in gold["deadlines"])):
        assert value is None or re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value)


@pytest.mark.parametrize("path", GOLDS, ids=ids)
def test_neighbours_have_no_movement(path: Path) -> None:
    gold, _ = load(path)
    if gold["launches_movement"]:
        return
    anchors = gold["anchors"]
    assert not any(gold[key] for key in LISTS)
    assert gold["money_decree"] is None
    assert not any((anchors["contents"], anchors["criteria"], anchors["exclusions"], *anchors["standards"].values()))
    assert all(value is None for value in gold["period"].values())


def strings(gold: dict[str, Any]) -> list[str]:
    """Exact strings of a gold file."""
    anchors = gold["anchors"]
    found = [gold["title"], gold["place"], gold["number"], *gold["recipients"], *gold["dossier"]]
    found += [*gold["cited_elsewhere"], *gold["legal_bases"], gold["money_decree"]]
    found += [*anchors["contents"], *anchors["criteria"], *anchors["exclusions"]]
    found += itertools.chain.from_iterable(anchors["standards"].values())
    found += [row["quote"] for row in gold["findings"]]
    found += [row["decree"] for row in gold["forms"]]
    found += [row[key] for row in gold["deadlines"] for key in ("recipient", "via")]
    found += [row[key] for row in gold["award_forms"] for key in ("name", "authority")]
    if gold["signer"]:
        found += [gold["signer"]["name"], gold["signer"]["position"], *(gold["signer"]["capacity"] or "").split("; ")]
    return [text for text in found if text]


@pytest.mark.parametrize("path", GOLDS, ids=ids)
def test_strings_occur(path: Path) -> None:
    gold, text = load(path)
    raw = norm(path.with_suffix(".txt").read_text(encoding="utf-8"))
    places = loose(text), loose(raw)
    missing = [found for found in strings(gold) if not any(loose(found) in place for place in places)]
    exact = [found for key in ("recipients", "dossier") for found in gold[key]]
    missing += [found for found in exact if found not in text and found not in raw]
    assert not missing


def day(value: str) -> re.Pattern[str]:
    year, month, *rest = value.split("-")
    first = rf"0?{int(rest[0])}(/|-|\.| tháng |, tháng )" if rest else "tháng "
    return re.compile(rf"\b{first}0?{int(month)}(\s*(/|-|\.| năm )\s*{year})?\b")


@pytest.mark.parametrize("path", GOLDS, ids=ids)
def test_figures_occur(path: Path) -> None:
    gold, text = load(path)
    dates = [gold["date"], *(row["date"] for row in gold["deadlines"])]
    missing = [value for value in dates if value and not day(value).search(text)]
    for row in gold["quotas"] + gold["criteria_numeric"]:
        for value in row["value"] if isinstance(row["value"], list) else [row["value"]]:
            figure = f"{value:g}".replace(".", ",")
            words = {1: "một", 2: "hai", 3: "ba", 4: "bốn", 5: "năm", 6: "sáu", 7: "bảy", 10: "mười"}
            grouped = f"{int(value):,}".replace(",", r"\.")
            if not re.search(rf"(?<![\d,])0?({figure}|{grouped})(?![\d,]*\d)|\b{words.get(value, '(?!)')}\b", text):
                missing.append(str(row))
    assert not missing


def sentences(text: str) -> set[str]:
    """Sentences of more than twelve words that cite no document by number (official titles are the same everywhere)."""
    pieces = re.split(r"[.;:!?]\s|\n\s*\n|\n(?=\s*[-+|(]|\s*\w{1,4}[.)])", unicodedata.normalize("NFC", text))
    joined = (norm(piece).lower().replace("cộng hòa xã hội chủ nghĩa việt nam", "") for piece in pieces)
    return {
        piece
        for piece in joined
        if len(piece.split()) > 12 and not re.search(r"\d/(\d{4}/)?[\w-]*(đ|kh|n|t)|^căn cứ luật", piece)
    }


def test_no_shared_sentences() -> None:
    files = sorted(CORPUS.glob("*/*.txt")) + sorted(SEEDS.glob("*.txt"))
    seen: dict[str, Path] = {}
    shared = []
    for path in files:
        for sentence in sentences(path.read_text(encoding="utf-8")):
            if seen.get(sentence, path) != path and CORPUS in (*path.parents, *seen[sentence].parents):
                shared.append((seen[sentence].name, path.name, sentence))
            seen[sentence] = path
    assert not shared


@pytest.mark.parametrize("path", GOLDS, ids=ids)
def test_recipients_are_whole_lines(path: Path) -> None:
    gold, _ = load(path)
    text = unicodedata.normalize("NFC", path.with_suffix(".txt").read_text(encoding="utf-8")).replace("*", "")
    printed = [re.split(r"\s{6,}", line)[0].strip() for line in text.splitlines()]
    lines = {re.sub(r"[;.,]+$", "", line[1:].strip()) for line in printed if line.startswith(("-", "–"))}
    assert set(gold["recipients"]) <= lines
