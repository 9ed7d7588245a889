"""A browser, the demo and its server, and people who sign in through the page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.actor import Actor
from tests.support import browser as chromium
from tests.support import serving

HERE = Path(__file__).parent
NEW_YORK = {"test_hoa_phong.py", "test_without_scripts.py"}  # journeys of somebody whose computer lives elsewhere


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a browser test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The folder of a finished demo; ``DEMO_HOME`` names one to use instead of building one."""
    chromium.need_chromium()
    if given := os.environ.get("DEMO_HOME"):
        return Path(given)
    base = tmp_path_factory.getbasetemp()
    return serving.demo_home(base.parent if hasattr(request.config, "workerinput") else base)


@pytest.fixture(scope="module")
def server(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """A server of this module alone; a request that failed inside it fails the module."""
    with serving.served(demo_home, tmp_path_factory.mktemp("served")) as running:
        yield running
        assert running.troubles() == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium a module."""
    with chromium.started() as running:
        yield running


@pytest.fixture(scope="module")
def signed_in(browser: Any, server: serving.Server, request: pytest.FixtureRequest) -> Iterator[Callable[..., Actor]]:
    """``signed_in("st.vanthu")``: the person at a browser of their own, kept for the module."""
    people: dict[str, Actor] = {}
    zone = "America/New_York" if request.path.name in NEW_YORK else "Asia/Ho_Chi_Minh"

    def come(account: str, **more: Any) -> Actor:
        if account not in people:
            more = {"viewport": {"width": 1280, "height": 900}, "timezone_id": zone, "locale": "en-US", **more}
            actor = people[account] = Actor(browser.new_context(**more), server.url)
            if account:
                actor.sign_in(account)
        return people[account]

    yield come
    complaints = [text for actor in people.values() for text in actor.complaints]
    for actor in people.values():
        actor.context.close()
    assert complaints == []
