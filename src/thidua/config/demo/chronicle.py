"""Stories told side by side, in the order of time.

A story is a generator: it yields the moment of its next act (``2023-02-22 09:00``, Vietnamese time) and is
called back when that moment has come, with the moment as an aware datetime.
"""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterable
from datetime import datetime, timedelta

from thidua.plans.calendar import TZ

type Moment = str | datetime
type Story = Generator[Moment, datetime]


def moment(text: Moment) -> datetime:
    """``2023-02-22 09:00`` in Vietnamese time, aware."""
    return text if isinstance(text, datetime) else datetime.fromisoformat(text).replace(tzinfo=TZ)


def later(at: datetime, *, days: int = 0, hour: int | None = None, minute: int = 0, minutes: int = 0) -> datetime:
    """Some days and minutes on; with ``hour`` at that time of the day."""
    then = (at + timedelta(days=days)).astimezone(TZ)
    if hour is not None:
        then = then.replace(hour=hour, minute=minute)
    return then + timedelta(minutes=minutes)


def tell(stories: Iterable[Story]) -> int:
    """Let every story happen to its end, act by act in the order of time; returns the number of moments.

    Of two acts at one moment the story named first goes first. A story may not go back in time.
    """
    waiting: list[tuple[datetime, int, Story]] = []
    for order, story in enumerate(stories):
        _wait(waiting, None, order, story)
    count = 0
    while waiting:
        at, order, story = heapq.heappop(waiting)
        _wait(waiting, at, order, story)
        count += 1
    return count


def _wait(waiting: list[tuple[datetime, int, Story]], at: datetime | None, order: int, story: Story) -> None:
    try:
        following = moment(next(story) if at is None else story.send(at))
    except StopIteration:
        return
    if at is not None and following < at:
        raise ValueError(f"a story goes back from {at} to {following}")
    heapq.heappush(waiting, (following, order, story))
