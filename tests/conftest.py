"""Shared fixtures. Settings of the tests stand in ``tests/settings.py``."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support import journal_net
from tests.support.drawing import PROFILE, USUAL, times

# A slow machine is not a wrong program: no deadlines. CI draws the same examples every time.
settings.register_profile(
    "house", deadline=None, max_examples=times(USUAL), suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", parent=settings.get_profile("house"), derandomize=True)
settings.register_profile("long", parent=settings.get_profile("house"))
settings.load_profile(PROFILE)


@pytest.fixture(autouse=True, scope="session")
def _journal_net() -> Iterator[None]:
    """Every request of the whole suite runs over the journal's net."""
    with journal_net.installed():
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On another engine than the default one, only what asks the database: the rest answers the same and has answered."""
    if not os.environ.get("THIDUA_DATABASE_URL"):
        return
    asking = {"db", "transactional_db"}
    left = [each for each in items if not asking & set(getattr(each, "fixturenames", ())) and not _marked(each)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [each for each in items if each not in set(left)]


def _marked(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None
