"""``python -m thidua.plans FILE…``: is each file a plan? Prints one line a file; 1 when one is not."""

from __future__ import annotations

import sys

from .codec import load
from .errors import PlanError
from .references import elements


def main(files: list[str]) -> int:
    """Check the files and say so."""
    bad = 0
    for file in files:
        try:
            plan = load(file)
        except PlanError as error:
            bad = 1
            print(error)
        else:
            print(f"{file}: hợp lệ, {len(list(elements(plan)))} mục.")
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
