"""How many examples a property is tried on: few in daily runs, many with ``HYPOTHESIS_PROFILE=long``."""

from __future__ import annotations

import os
from typing import Final

PROFILE: Final = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "house")
USUAL: Final = 40
_MORE: Final = 25


def times(few: int) -> int:
    """``few`` examples a daily run, twenty-five times as many in a long one."""
    return few * _MORE if PROFILE == "long" else few
