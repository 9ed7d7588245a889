"""Quota as places: geometry of the squares (design, rule 8)."""

from __future__ import annotations

SIDE, STEP, GAP = 20, 26, 12
MOST = 20  # above this a row of squares tells nothing; a figure does


def drawing(*, done: int, pending: int, limit: int) -> dict[str, object]:
    """Squares in order: done, pending, free up to ``limit``; those beyond it are over and stand after a line."""
    if min(done, pending, limit) < 0:
        raise ValueError("places are counted from zero")
    asked = done + pending
    total = max(asked, limit)
    if total > MOST:
        return {"figure": True, "done": done, "pending": pending, "limit": limit, "over": max(0, asked - limit)}
    squares = []
    for n in range(total):
        style = "over" if n >= limit else "done" if n < done else "pend" if n < asked else "free"
        squares.append({"x": 1 + n * STEP + (GAP if n >= limit else 0), "style": style})
    over = asked > limit
    width = total * STEP + (GAP if over else 0)
    return {"squares": squares, "width": width, "limit_x": limit * STEP + 3 if over else None}
