"""The hour of a limit: ``17 giờ 00``, ``17h30``, ``16:30``, ``5 giờ chiều``."""

from __future__ import annotations

import re
from typing import Final

from .folded import fold

_HOUR: Final = re.compile(
    r"(?<![\d/.,])(?P<hour>\d{1,2})\s*"
    r"(?:(?:gio(?!\w)|h(?![^\W\d]))(?:\s*(?P<minute>[0-5]\d)(?![\d/]))?(?:\s*phut)?|:(?P<after>[0-5]\d)(?!\d))"
    r"(?:\s+(?P<part>chieu|toi))?"
)
_SAID: Final = re.compile(r"(?<!\w)gio(?!\w)|\d\s*h(?!\w)|\d{1,2}[:h]\d{2}(?!\d)")


def find(text: str) -> str | None:
    """``17:00`` of the last hour in the text; None without one, and for 24 giờ, which is the end of the day."""
    found = list(_HOUR.finditer(fold(text)))
    if not found:
        return None
    last = found[-1]
    hour = int(last["hour"]) + (12 if last["part"] and int(last["hour"]) < 12 else 0)
    return f"{hour:02d}:{last['minute'] or last['after'] or '00'}" if hour < 24 else None


def unread(text: str) -> bool:
    """Whether the text speaks of an hour that cannot be told: ``trong giờ hành chính``."""
    folded = fold(text)
    return _SAID.search(folded) is not None and find(text) is None and re.search(r"\b24\s*(?:gio|h|:)", folded) is None
