"""A world, a clock of the tests' own and a sign-in in one word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories import world as worlds
from thidua.org.models import User
from thidua.ui import clock

NOW = worlds.at("2026-01-27 08:40")


@pytest.fixture
def now(tmp_path: Path, settings: Any) -> datetime:
    settings.THIDUA_HOME = tmp_path
    settings.THIDUA_TRAINING_CLOCK = True
    clock.set_to(NOW)
    return NOW


@pytest.fixture
def world(now: datetime) -> worlds.World:
    return worlds.build()


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make
