"""The training clock stands still while the demo is off, so that a deadline does not pass overnight."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from thidua.config.demo import START
from thidua.config.demo.chronicle import moment
from thidua.ui import clock

FILE: Final = "stopped-at.json"


def begin() -> bool:
    """A new demo starts at its first moment, however long the building took."""
    clock.set_to(moment(START))
    return True


def rest(home: Path) -> None:
    """Remember where the clock stood when the server stopped."""
    text = json.dumps({"at": clock.now().isoformat()})
    (home / FILE).write_text(text, encoding="utf-8")


def resume(home: Path) -> bool:
    """Put the clock back to that moment and say so; without one it just goes on."""
    path, found = home / FILE, False
    with suppress(OSError, ValueError, KeyError, TypeError):
        clock.set_to(datetime.fromisoformat(json.loads(path.read_text(encoding="utf-8"))["at"]))
        found = True
    path.unlink(missing_ok=True)
    return found
