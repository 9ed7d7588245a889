"""The demo: five invented governments that carry out the five built-in plans through the real actions.

``bodies`` and ``cast`` say who there is, ``facts`` what is known about them, the modules named after places what
happened, ``chronicle`` in which order, ``guide`` what a newcomer may do next.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

FILE: Final = "demo.json"  # in the home folder; written last, so that it marks a finished demo
PASSWORD: Final = "thi-dua-2026"
START: Final = "2026-01-27 08:40"  # where the training clock stands in a new demo
FORMAT: Final = 1


def read(home: Path) -> dict[str, object] | None:
    """What a finished demo says about itself; None when there is none or its file cannot be read."""
    try:
        found = json.loads((home / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT else None
