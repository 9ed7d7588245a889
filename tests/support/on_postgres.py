"""Run pytest with the whole Django suite on PostgreSQL: starts a private cluster, points the settings at it.

Usage: python -m tests.support.on_postgres [pytest arguments]
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.support.postgres import cluster


def main() -> int:
    """Exit code of pytest; a missing PostgreSQL ends the run with its sentence."""
    with cluster() as parts:
        url = f"postgresql://{parts['user']}@{parts['host']}:{parts['port']}/{parts['dbname']}"
        environ = os.environ | {"THIDUA_DATABASE_URL": url}
        return subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], env=environ, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
