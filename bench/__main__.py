"""Run all benchmarks and write their lines to ``bench/RESULTS.md``: ``python -m bench [--quick]``.

Each benchmark is a script of its own that prints ratios; this collects them with machine and command.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
SCRIPTS = {"documents.py": [], "reading.py": [], "standards.py": []}
QUICK = {"documents.py": ["--runs", "1"], "reading.py": ["--runs", "3"], "standards.py": ["--people", "20000"]}


def machine() -> str:
    """Processor, cores, memory, Python."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return f"{model}, {os.cpu_count()} cores, {memory} GiB, {platform.system()}, Python {platform.python_version()}"


def main() -> int:
    """Exit code: the worst of the scripts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, one run; not written to RESULTS.md")
    quick = parser.parse_args().quick
    parts, worst = (
        [
            f"# Benchmarks\n\n{date.today():%d/%m/%Y}. {machine()}.\nFigures are ratios of medians; both sides ran in turn on this machine.\n"
        ],
        0,
    )
    for script, arguments in (QUICK if quick else SCRIPTS).items():
        command = [sys.executable, str(HERE / script), *arguments]
        print("$ python bench/" + " ".join([script, *arguments]), flush=True)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(done.stdout, done.stderr[-2000:] if done.returncode else "", flush=True)
        worst = max(worst, done.returncode)
        parts.append(f"## `python bench/{' '.join([script, *arguments])}`\n\n```text\n{done.stdout.strip()}\n```\n")
    if not quick:  # also when a figure misses: the table says which
        (HERE / "RESULTS.md").write_text("\n".join(parts), encoding="utf-8")
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
