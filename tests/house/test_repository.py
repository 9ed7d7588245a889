"""The tree itself: size of modules, nothing of one machine, reasons beside exceptions."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from thidua.config import cli

ROOT = Path(__file__).parents[2]
TRACKED = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
    "\0"
)
TEXT = (".py", ".md", ".yaml", ".toml", ".html", ".css", ".js", ".txt", ".csv", "run", "setup", "lock", "Makefile")
FILES = [ROOT / name for name in TRACKED if name.endswith(TEXT) and (ROOT / name).is_file()]
# Modules over 400 lines that hold one subject; the reason stands in ARCHITECTURE.md.
LONG = {"src/thidua/plans/model.py", "tests/documents/samples.py"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_path_of_one_machine():
    pattern = re.compile(r"/(?:root|work|farm)/[a-z]|/home/[a-z]+/|pypi\.(?:org|python)|pythonhosted|registry\.npmjs")
    found = [
        relative(p) for p in FILES if p.name != Path(__file__).name and pattern.search(p.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_modules_stay_small():
    long = {
        relative(p): n
        for p in FILES
        if p.suffix == ".py"
        and "/migrations/" not in p.as_posix()
        and (n := len(p.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert set(long) <= LONG, long
    named = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert all(name.removeprefix("src/thidua/") in named for name in LONG)


def test_exceptions_to_the_linters_name_their_rule():
    bare = []
    for path in FILES:
        if path.suffix != ".py" or path.name == Path(__file__).name:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"#\s*noqa(?!:)", line) or re.search(r"#\s*type: ignore(?!\[)", line):
                bare.append(f"{relative(path)}:{number}")
    assert bare == []


def test_exceptions_to_the_linters_carry_a_reason():
    """``# type: ignore[code]  # reason`` and ``# noqa: CODE - reason`` (or ``# reason``), on the same line."""
    exception = re.compile(r"#\s*(?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z, -]+\])(?P<reason>.*)$")
    silent = [
        f"{relative(path)}:{number}"
        for path in FILES
        if path.suffix == ".py" and path.name != Path(__file__).name
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (found := exception.search(line)) and len(found["reason"].strip(" #-")) < 8
    ]
    assert silent == []


def test_pages_extend_a_base():
    """A template either extends another or is a part that another template or a tag takes in."""
    folders = sorted((ROOT / "src").glob("thidua/*/templates"))
    pages = {
        p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8")
        for folder in folders
        for p in folder.rglob("*.html")
    }
    assert len(pages) > 40
    code = "\n".join(p.read_text(encoding="utf-8") for p in FILES if p.suffix == ".py" and "templatetags" in p.parts)
    taken_in = set(re.findall(r"{%\s*include\s+\"([^\"#]+)", "\n".join(pages.values())))
    taken_in |= {f"ui/components/{name}" for name in re.findall(r"COMPONENTS \+ \"(\w+\.html)\"", code)}
    taken_in |= set(re.findall(r"inclusion_tag\(\"([^\"]+)", code))
    taken_in |= {
        "ui/skeleton.html",
        "500.html",
        "ui/components/form.html",
    }  # the root; stands alone; the form renderer's
    loose = [name for name, text in pages.items() if not re.search(r"{%\s*extends\s", text) and name not in taken_in]
    assert loose == []


def test_commands_in_the_documents_exist():
    """Every ``make x`` and ``thidua x`` that a reader is told to type."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    documents = [p for p in FILES if p.suffix == ".md" and p.name != "CHANGELOG.md"]
    told = "\n".join(p.read_text(encoding="utf-8") for p in documents)
    blocks = "\n".join(
        [*re.findall(r"`([^`\n]+)`", told), *re.findall(r"^(?:    |\$ )?((?:make|thidua) .*)$", told, re.MULTILINE)]
    )
    assert {name for name in re.findall(r"\bmake ([a-z-]+)", blocks) if name not in targets} == set()
    subcommands = set(subparsers())
    wanted = set(re.findall(r"(?<![/.\w])thidua ([a-z][a-z-]+)", blocks))
    listed = re.search(r"`thidua --help` \|[^|]*", told)
    assert listed is not None
    wanted |= set(re.findall(r"`([a-z-]+)`", listed[0]))
    assert "demo" in wanted
    assert wanted - subcommands == set()


def subparsers() -> list[str]:
    """Names the command line really knows."""
    (choices,) = [action.choices for action in cli.parser()._actions if isinstance(action.choices, dict)]
    return list(choices)


def test_no_tool_of_a_workplace_is_named():
    """The tree speaks of the product only: nothing of who or what wrote it, nor of the place it was written in."""
    words = re.compile(
        r"\b(?:claude|anthropic|openai|chatgpt|gpt-\d|copilot|language model|ai assistant|co-authored-by)\b",
        re.IGNORECASE,
    )
    found = [
        relative(p) for p in FILES if p.name != Path(__file__).name and words.search(p.read_text(encoding="utf-8"))
    ]
    assert found == []
