"""Prints the table; exit code 0 whatever the figures are."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.reader.score import flatgold, rich
from tests.reader.score.compare import Tally
from thidua import reader
from thidua.reader import Reading


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.reader.score", description=__doc__)
    parser.add_argument("--seeds", type=Path, help="texts of the five plans")
    parser.add_argument("--gold", type=Path, help="their rich gold")
    parser.add_argument("--flat", type=Path, help="folder of X.txt|docx|pdf with X.yaml|json in the flat form")
    parser.add_argument("--notes", action="store_true", help="tell every miss")
    parser.add_argument("--no-check", action="store_true", help="leave the drafting check out")
    args = parser.parse_args(argv)
    if args.flat:
        _print(*score_flat(args.flat), strict=flatgold.STRICT, notes=args.notes)
    if args.seeds and args.gold:
        table, order = score_seeds(args.seeds, args.gold, check=not args.no_check)
        _print(table, order, strict=rich.STRICT, notes=args.notes)
    if not args.flat and not (args.seeds and args.gold):
        parser.error("cần --seeds và --gold, hoặc --flat")
    return 0


def score_seeds(seeds: Path, gold: Path, *, check: bool = True) -> tuple[dict[str, dict[str, Tally]], tuple[str, ...]]:
    """Tallies by plan and group."""
    out: dict[str, dict[str, Tally]] = {}
    for path in sorted(gold.glob("*.yaml")):
        wanted = yaml.safe_load(path.read_text(encoding="utf-8"))
        reading = read(seeds / wanted["file"])
        out[wanted["plan"]] = rich.score(reading, wanted)
        if check:
            out[wanted["plan"]]["drafting"] = rich.drafting(reader.check(reading), wanted)
    order = (*rich.STRICT, *rich.ANCHORS, *rich.OTHERS, *(("drafting",) if check else ()))
    return out, order


def score_flat(folder: Path) -> tuple[dict[str, dict[str, Tally]], tuple[str, ...]]:
    """Tallies by file and group."""
    out: dict[str, dict[str, Tally]] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".txt", ".docx", ".pdf", ".md"):
            continue
        wanted = _gold_of(path)
        if wanted is not None:
            out[path.stem] = flatgold.score(read(path), wanted)
    return out, flatgold.GROUPS


def _gold_of(path: Path) -> dict[str, Any] | None:
    for suffix in (".yaml", ".json"):
        if (gold := path.with_suffix(suffix)).exists():
            return dict(yaml.safe_load(gold.read_text(encoding="utf-8")))
    return None


def read(path: Path) -> Reading:
    """Text is read as text, anything else by its source."""
    if path.suffix in (".txt", ".md"):
        return reader.read_text(path.read_text(encoding="utf-8"), path.name)
    return reader.read(path.read_bytes(), path.name)


def _print(
    table: Mapping[str, Mapping[str, Tally]], order: Sequence[str], *, strict: Sequence[str], notes: bool
) -> None:
    names = [name if len(name) <= 9 else name[:9] for name in table]
    print(f"{'':<17}" + "".join(f"{name:>10}" for name in names) + f"{'F1':>8}{'thu hồi':>9}{'thừa':>6}")
    total, exact = Tally(), Tally()
    for group in order:
        sums = Tally()
        cells = []
        for tallies in table.values():
            tally = tallies.get(group, Tally())
            sums = sums + tally
            wanted = tally.right + tally.missed
            cells.append(f"{tally.right}/{wanted}" + (f"+{tally.extra}" if tally.extra else ""))
        print(
            f"{group:<17}"
            + "".join(f"{cell:>10}" for cell in cells)
            + f"{sums.f1:>8.3f}{sums.recall:>9.3f}{sums.extra:>6}"
        )
        total = total + sums
        if group in strict:
            exact = exact + sums
    for label, tally in (("trường chặt", exact), ("tất cả", total)):
        print(f"{label:<17}{'':>{10 * len(names)}}{tally.f1:>8.3f}{tally.recall:>9.3f}{tally.extra:>6}")
    if notes:
        for plan, tallies in table.items():
            for group in order:
                for note in tallies.get(group, Tally()).notes:
                    print(f"{plan} {group}: {note}")


if __name__ == "__main__":
    sys.exit(main())
