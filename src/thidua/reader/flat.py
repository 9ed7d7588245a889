"""The flat form of a reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thidua.reader.model import Reading


def flat(reading: Reading, findings: Sequence[object] = ()) -> dict[str, Any]:
    """JSON-able data with every key of the contract."""
    return {"launches_movement": reading.verdict.launches, "why": reading.verdict.why}
