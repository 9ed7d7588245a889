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
from tests.reader.score.noise import spoiled
from thidua import reader
from thidua.reader import Reading


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.reader.score", description=__doc__)
    parser.add_argument("--seeds", type=Path, help="texts of the five plans")
    parser.add_argument("--gold", type=Path, help="their rich gold")
    parser.add_argument("--flat", type=Path, help="folder of X.txt|docx|pdf with X.yaml|json in the flat form")
    parser.add_argument("--notes", action="store_true", help="tell every miss")
    parser.add_argument("--no-check", action="store_true", help="leave the drafting check out")
    parser.add_argument("--noise", type=float, default=0, help="spoil this many of a hundred letters of a text first")
    parser.add_argument("--seed", type=int, default=1, help="seed of the noise")
    args = parser.parse_args(argv)
    if args.flat:
        _print(*score_flat(args.flat, args.noise, args.seed), strict=flatgold.STRICT, notes=args.notes)
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


def score_flat(folder: Path, noise: float = 0, seed: int = 1) -> tuple[dict[str, dict[str, Tally]], tuple[str, ...]]:
    """Tallies by file and group; ``noise`` spoils so many of a hundred letters of every text first."""
    out: dict[str, dict[str, Tally]] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".txt", ".docx", ".pdf", ".md"):
            continue
        wanted = _gold_of(path)
        if wanted is not None:
            out[path.stem] = flatgold.score(read(path, noise, seed), wanted)
    return out, flatgold.GROUPS


def _gold_of(path: Path) -> dict[str, Any] | None:
    for suffix in (".yaml", ".json"):
        if (gold := path.with_suffix(suffix)).exists():
            return dict(yaml.safe_load(gold.read_text(encoding="utf-8")))
    return None


def read(path: Path, noise: float = 0, seed: int = 1) -> Reading:
    """Text is read as text, anything else by its source."""
    if path.suffix in (".txt", ".md"):
        text = path.read_text(encoding="utf-8")
        return reader.read_text(spoiled(text, noise, seed) if noise else text, path.name)
    return reader.read(path.read_bytes(), path.name)


def _print(
    table: Mapping[str, Mapping[str, Tally]], order: Sequence[str], *, strict: Sequence[str], notes: bool
) -> None:
    """One row a group and one column a plan; where plans are many, one row a plan."""
    sums = {group: sum((tallies.get(group, Tally()) for tallies in table.values()), Tally()) for group in order}
    (_by_group if len(table) <= 8 else _by_plan)(table, order, sums)
    exact = sum((sums[group] for group in order if group in strict), Tally())
    for label, tally in (("trường chặt", exact), ("tất cả", sum(sums.values(), Tally()))):
        print(f"{label:<17}{'F1':>6}{tally.f1:>7.3f}{'thu hồi':>10}{tally.recall:>7.3f}{'thừa':>7}{tally.extra:>5}")
    if notes:
        for plan, tallies in table.items():
            for group in order:
                for note in tallies.get(group, Tally()).notes:
                    print(f"{plan} {group}: {note}")


def _cell(tally: Tally) -> str:
    return f"{tally.right}/{tally.right + tally.missed}" + (f"+{tally.extra}" if tally.extra else "")


def _by_group(table: Mapping[str, Mapping[str, Tally]], order: Sequence[str], sums: Mapping[str, Tally]) -> None:
    print(f"{'':<17}" + "".join(f"{name[:9]:>10}" for name in table) + f"{'F1':>8}{'thu hồi':>9}{'thừa':>6}")
    for group in order:
        cells = "".join(f"{_cell(tallies.get(group, Tally())):>10}" for tallies in table.values())
        tally = sums[group]
        print(f"{group:<17}{cells}{tally.f1:>8.3f}{tally.recall:>9.3f}{tally.extra:>6}")


def _by_plan(table: Mapping[str, Mapping[str, Tally]], order: Sequence[str], sums: Mapping[str, Tally]) -> None:
    widths = {group: max(len(group) + 1, 8) for group in order}
    print(f"{'':<26}" + "".join(f"{group:>{widths[group]}}" for group in order) + f"{'F1':>8}")
    for plan, tallies in table.items():
        cells = "".join(f"{_cell(tallies.get(group, Tally())):>{widths[group]}}" for group in order)
        print(f"{plan[:25]:<26}{cells}{sum(tallies.values(), Tally()).f1:>8.3f}")
    f1 = "".join(f"{sums[group].f1:>{widths[group]}.3f}" for group in order)
    recall = "".join(f"{sums[group].recall:>{widths[group]}.3f}" for group in order)
    print(f"{'F1':<26}{f1}\n{'thu hồi':<26}{recall}")


if __name__ == "__main__":
    sys.exit(main())
