"""``thidua check-invariants``: does the data agree with itself and with the rules?"""

from __future__ import annotations

import argparse
import json

from thidua.config import starting
from thidua.config.commands import adding

EXAMPLES = """Ví dụ:
  thidua check-invariants
  thidua check-invariants --json
"""


def register(sub: adding.Commands) -> None:
    """Add the command."""
    command = adding.with_home(sub, "check-invariants", help="kiểm tra toàn bộ dữ liệu", epilog=EXAMPLES)
    command.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 when every check holds, 1 otherwise; prints each broken check with the rows concerned."""
    starting.start(arguments.home)
    starting.need_schema()
    from thidua.reports import invariants

    results = invariants.run()
    broken = [r for r in results if r.problems]
    if arguments.json:
        print(json.dumps([{"check": r.code, "problems": r.problems} for r in results], ensure_ascii=False, indent=1))
    else:
        for result in broken:
            print(f"✗ {result.code}: {result.sentence}")
            for problem in result.problems[:10]:
                print(f"    {problem}")
        print(f"{len(results)} phép kiểm tra, {len(broken)} không đạt.")
    return 1 if broken else 0
