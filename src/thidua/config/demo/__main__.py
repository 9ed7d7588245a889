"""``python -m thidua.config.demo FOLDER``: build the demo into an empty folder. Used by ``thidua demo``."""

from __future__ import annotations

import sys

from thidua.config import starting


def main() -> int:
    """Build; every failure is a traceback and a non-zero code, and the folder is thrown away by the caller."""
    starting.start(sys.argv[1], training=True)
    from thidua.config.demo.build import build

    build()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
