"""A world whose office drafts plans, and a stand-in for the reader's builder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories import readings, world
from thidua import reader
from thidua.drafting import building
from thidua.drafting.models import Draft
from thidua.org.models import User
from thidua.ui import clock

NOW = "2025-10-27 08:40"


@pytest.fixture
def made(tmp_path: Path, settings: Any) -> world.World:
    """The world of Sóc Trăng; the clock stands shortly after the day of its plan, files lie in a folder of the test."""
    settings.THIDUA_HOME = tmp_path
    settings.FILES_FOLDER = tmp_path / "files"
    settings.THIDUA_TRAINING_CLOCK = True
    clock.set_to(world.at(NOW))
    return world.build("soc-trang-2025")


@pytest.fixture
def draft(made: world.World) -> Draft:
    """A draft under review with four facts."""
    return readings.reviewed(made.body, made.users["office"], world.at(NOW))


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the facts are, they make a plan that can be launched, and the check finds nothing."""
    monkeypatch.setattr(building, "make_plan", readings.building(readings.some_plan()))
    monkeypatch.setattr(reader, "check", lambda *_, **__: [])


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A client of a user."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make
