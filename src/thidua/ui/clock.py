"""The only clock the views read.

Outside training it is the server's clock. In training (``settings.THIDUA_TRAINING_CLOCK``) the server's
clock is shifted by a number of seconds kept in ``<THIDUA_HOME>/training-clock.json``, so that every
process of the demo stands in the same moment and time goes on from there.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

FILE = "training-clock.json"
FARTHEST = timedelta(days=366 * 200)  # a shift beyond two centuries is a broken file, not a wish


class NotTraining(RuntimeError):
    """The clock can be set in training only."""


@dataclass(frozen=True, slots=True)
class State:
    """What the clock is doing. ``problem`` is a Vietnamese sentence when the file could not be used."""

    training: bool
    now: datetime
    offset: timedelta
    problem: str = ""

    @property
    def shifted(self) -> bool:
        """Whether pages show another moment than the server's."""
        return bool(self.offset)


def now() -> datetime:
    """The current moment, aware, in the product's time zone."""
    return state().now


def today() -> date:
    """The current date in the product's time zone."""
    return now().date()


def state() -> State:
    """Moment, shift and the trouble with the file, if any. Never raises."""
    real = timezone.localtime(timezone.now(), timezone.get_default_timezone())
    if not training():
        return State(False, real, timedelta())
    offset, problem = _read()
    return State(True, real + offset, offset, problem)


def training() -> bool:
    """Whether this installation is a demo whose clock may be set."""
    return bool(getattr(settings, "THIDUA_TRAINING_CLOCK", False))


def set_to(moment: datetime) -> State:
    """Put the training clock at an aware moment.

    Raises ``NotTraining`` outside training and ``ValueError`` for a naive or far-off moment.
    """
    if not training():
        raise NotTraining("Chỉ bản tập luyện mới đổi được giờ.")
    if timezone.is_naive(moment):
        raise ValueError("moment must carry a time zone")
    offset = moment - datetime.now(UTC)
    if abs(offset) > FARTHEST:
        raise ValueError("moment is too far away")
    _write(offset)
    return state()


def reset() -> State:
    """Back to the server's clock; harmless when nothing was set."""
    if training():
        _path().unlink(missing_ok=True)
    return state()


def _path() -> Path:
    return Path(settings.THIDUA_HOME) / FILE


def _read() -> tuple[timedelta, str]:
    try:
        seconds = json.loads(_path().read_text(encoding="utf-8"))["offset"]
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not math.isfinite(seconds):
            raise ValueError("offset is not a number")
        offset = timedelta(seconds=seconds)
        if abs(offset) > FARTHEST:
            raise ValueError("offset is too large")
    except FileNotFoundError:
        return timedelta(), ""
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return timedelta(), "Tệp giờ tập luyện bị hỏng nên đang dùng giờ thật. Đặt lại giờ tập luyện để ghi tệp mới."
    return offset, ""


def _write(offset: timedelta) -> None:
    """Write beside and rename, so that a reader sees the old file or the new one, never half of it."""
    path = _path()
    descriptor, temporary = tempfile.mkstemp(prefix=FILE, dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"offset": offset.total_seconds()}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
