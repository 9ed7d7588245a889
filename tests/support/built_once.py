"""A world built once for a whole module, and taken away at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def shared_rows(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows written inside are seen by every test of the module; what a test itself changes is undone after it.

    Use in a module-scoped fixture that also asks for ``django_db_setup``; the tests use ``db``, not
    ``transactional_db``.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
