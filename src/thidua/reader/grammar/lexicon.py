"""Word lists of the reader, ``reader/data/*.yaml``: what a lawyer may read and extend without reading code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from .folded import Seeker, any_of

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times the speed where libyaml is there


@cache
def load(name: str) -> Mapping[str, Any]:
    """The word list ``name`` (file without ending). Raises ``FileNotFoundError`` for an unknown name."""
    text = resources.files("thidua.reader").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, _LOADER)
    assert isinstance(data, dict), name
    return data


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Phrases under ``key`` of the list ``name``."""
    return tuple(str(each) for each in load(name)[key])


@cache
def choice(name: str, key: str) -> str:
    """Pattern over folded text of the phrases under ``key``."""
    return any_of(words(name, key))


@cache
def seeker(name: str, key: str) -> Seeker:
    """A search for the phrases under ``key`` in folded text."""
    return Seeker(words(name, key))
