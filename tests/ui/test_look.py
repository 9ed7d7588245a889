"""Promises of the look that a program can hold: weight, no inline code, words of the design."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import thidua.ui

PACKAGE = Path(thidua.ui.__file__).parent
STATIC = PACKAGE / "static" / "ui"
TEMPLATES = sorted(PACKAGE.parent.glob("*/templates/**/*.html"))
DESIGN = Path(__file__).parents[2] / "../shared/design/look/thidua.css"


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes()))


def test_the_style_sheet_is_the_designers() -> None:
    if not DESIGN.exists():
        pytest.skip("the design folder is not here")
    assert (STATIC / "thidua.css").read_bytes() == DESIGN.read_bytes()


def test_a_first_load_is_light() -> None:
    sheets = sum(packed(path) for path in STATIC.glob("*.css"))
    scripts = sum(packed(path) for path in STATIC.glob("js/*.js"))
    fonts = sum(path.stat().st_size for path in STATIC.glob("fonts/*.woff2"))  # document letters too: the heaviest page
    page = 12_000
    assert sheets + scripts + fonts + page <= 150_000, (sheets, scripts, fonts)


def test_every_face_has_its_file_and_licence() -> None:
    named = set(re.findall(r'url\("(fonts/[^"]+)"\)', (STATIC / "thidua.css").read_text()))
    assert named == {f"fonts/{path.name}" for path in STATIC.glob("fonts/*.woff2")}
    assert {path.name for path in STATIC.glob("fonts/*.txt")} == {"OFL-be-vietnam-pro.txt", "LICENSE-tinos.txt"}


def test_new_rules_stand_in_the_layers_and_take_colours_from_tokens() -> None:
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "parts.css").read_text(), flags=re.S)
    depth, outside = 0, ""
    for sign in css:
        depth += (sign == "{") - (sign == "}")
        outside += sign if depth == 0 and sign != "}" else ""
    assert set(outside.split()) <= {"@layer", "layout", "components", "pages", "print"}
    assert depth == 0
    assert re.findall(r"#[0-9a-f]{3,8}\b", css) == ["#211c1980"]  # the veil behind a dialog


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_template_breaks_the_content_policy(path: Path) -> None:
    text = re.sub(r"{%.*?%}", "", path.read_text(), flags=re.S)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text
    assert "javascript:" not in text
    assert not re.search(r'(src|href)="https?://', text)


def test_scripts_keep_nothing_in_the_browser() -> None:
    for path in STATIC.glob("js/*.js"):
        assert not re.search(r"localStorage|sessionStorage|indexedDB|innerHTML|eval\(", path.read_text()), path
