"""The one clock of the views: real outside training, shifted inside it, never broken by its file."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from thidua.ui import clock

EVE = datetime.fromisoformat("2026-01-29T23:00:00+07:00")


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.THIDUA_HOME = tmp_path
    settings.THIDUA_TRAINING_CLOCK = True
    return tmp_path


def away(moment: datetime) -> timedelta:
    return abs(clock.now() - moment)


def test_the_real_time_is_vietnamese(home: Path) -> None:
    assert away(timezone.now()) < timedelta(minutes=1)
    assert clock.now().utcoffset() == timedelta(hours=7)


def test_setting_moves_every_page_and_time_goes_on(home: Path) -> None:
    state = clock.set_to(EVE)
    assert state.training
    assert state.shifted
    assert timedelta(0) <= clock.now() - EVE < timedelta(minutes=1)
    assert clock.today().isoformat() == "2026-01-29"
    assert clock.now() <= clock.now()


def test_reset_returns_to_the_real_time(home: Path) -> None:
    clock.set_to(EVE)
    clock.reset()
    clock.reset()
    assert away(timezone.now()) < timedelta(minutes=1)
    assert not list(home.iterdir())


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"offset": "1"}', '{"offset": true}', '{"offset": 1e30}', '{"offset": NaN}', "null", "\x00\xff"]
)  # fmt: skip
def test_a_broken_file_means_real_time_and_says_so(home: Path, text: str) -> None:
    (home / clock.FILE).write_text(text, encoding="latin-1")
    state = clock.state()
    assert state.problem
    assert not state.shifted
    assert away(timezone.now()) < timedelta(minutes=1)
    assert not clock.set_to(EVE).problem


def test_a_folder_in_place_of_the_file_is_survived(home: Path) -> None:
    (home / clock.FILE).mkdir()
    assert clock.state().problem


def test_the_file_is_written_whole(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock.set_to(EVE)
    before = (home / clock.FILE).read_text()

    def torn(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(json, "dump", torn)
    with pytest.raises(OSError, match="disk full"):
        clock.set_to(EVE + timedelta(days=1))
    assert (home / clock.FILE).read_text() == before
    assert [path.name for path in home.iterdir()] == [clock.FILE]


@pytest.mark.parametrize("moment", [datetime(2026, 1, 29), datetime(1500, 1, 1, tzinfo=UTC)])
def test_a_moment_must_be_aware_and_near(home: Path, moment: datetime) -> None:
    with pytest.raises(ValueError, match="moment"):
        clock.set_to(moment)


def test_outside_training_nothing_shifts(home: Path, settings: Any) -> None:
    clock.set_to(EVE)
    settings.THIDUA_TRAINING_CLOCK = False
    assert away(timezone.now()) < timedelta(minutes=1)
    assert not clock.state().training
    with pytest.raises(clock.NotTraining):
        clock.set_to(EVE)
