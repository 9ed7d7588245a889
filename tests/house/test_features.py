"""The list of features says what is there: each number once, and no page, command or test that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.test_repository import subparsers

ROOT = Path(__file__).parents[2]
LIST = (ROOT / "docs" / "features.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in row)
    for row in re.findall(r"^\| (\d+\.\d+) \|(.*)\|(.*)\|(.*)\|$", LIST, re.MULTILINE)
]
WANTED = ROOT.parent / "shared" / "spec" / "features.md"


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """``app:name`` of every address."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from names(each.url_patterns, f"{each.namespace}:" if each.namespace else space)
        elif each.name:
            yield space + each.name


def test_every_number_stands_once() -> None:
    ids = [row[0] for row in ROWS]
    assert len(ids) == len(set(ids)) == 130
    assert ids == sorted(ids, key=lambda each: tuple(map(int, each.split("."))))


@pytest.mark.skipif(not WANTED.is_file(), reason="the list of wanted features does not lie beside the repository")
def test_the_numbers_are_those_of_the_list() -> None:
    wanted = re.findall(r"^\| (\d+\.\d+) \|", WANTED.read_text(encoding="utf-8"), re.MULTILINE)
    assert [row[0] for row in ROWS] == wanted


def test_pages_commands_and_tests_exist() -> None:
    known = set(names(get_resolver().url_patterns))
    wrong = []
    for number, _, where, test in ROWS:
        if "**not built**" in where:
            wrong += [f"{number}: a test of nothing"] if test != "–" else []
            continue
        places = re.findall(r"`([^`]+)`", where)
        for place in places:
            command = place.split()[1] if place.startswith("thidua ") else None
            if command not in subparsers() if command else place not in known:
                wrong.append(f"{number}: {place}")
        wrong += [] if places else [f"{number}: nowhere"]
        wrong += [] if (ROOT / test).is_file() else [f"{number}: {test}"]
    assert wrong == []
