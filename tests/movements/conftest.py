"""A clock of the tests' own and a sign-in in one word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories import world
from thidua.org.models import User
from thidua.ui import clock


@pytest.fixture
def stand_at(tmp_path: Path, settings: Any) -> Callable[[str], None]:
    """``stand_at("2026-01-27 08:40")`` puts the training clock there, for this test only."""
    settings.THIDUA_HOME = tmp_path
    settings.THIDUA_TRAINING_CLOCK = True
    return lambda text: clock.set_to(world.at(text)) and None


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A client of a user."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make
