"""The tree itself: size of modules, nothing of one machine, reasons beside exceptions."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

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


def test_exceptions_to_the_linters_carry_a_reason():
    bare = []
    for path in FILES:
        if path.suffix != ".py" or path.name == Path(__file__).name:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"#\s*noqa(?!:)", line) or re.search(r"#\s*type: ignore(?!\[)", line):
                bare.append(f"{relative(path)}:{number}")
    assert bare == []
