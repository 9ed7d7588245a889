"""The list of mutations of the invariants, and two ways to add to it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import models

Mutation = Callable[[], object]
MUTATIONS: dict[str, list[Mutation]] = {}


def trips(check: str) -> Callable[[Mutation], Mutation]:
    """Say which check a mutation must trip."""

    def add(mutation: Mutation) -> Mutation:
        MUTATIONS.setdefault(check, []).append(mutation)
        return mutation

    return add


def change(check: str, model: type[models.Model], **values: object) -> None:
    """A mutation that sets the values on every row of a model."""
    MUTATIONS.setdefault(check, []).append(lambda: model._default_manager.update(**values))
