"""Shared fixtures. Settings of the tests stand in ``tests/settings.py``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support import journal_net


@pytest.fixture(autouse=True, scope="session")
def _journal_net() -> Iterator[None]:
    """Every request of the whole suite runs over the journal's net."""
    with journal_net.installed():
        yield
