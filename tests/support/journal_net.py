"""A net under every request of the test client: what changes leaves a journal entry, what only reads changes nothing.

Installed for the whole suite by ``tests/conftest.py``. Around every request of ``django.test.Client``

* an unsafe request (POST, PUT, PATCH, DELETE): the content of all tables before and after is compared; when it differs
  and no journal entry was added, the request fails. Content is compared, not statements, so an act that was refused and
  rolled back counts as no change;
* a safe request (GET, HEAD, OPTIONS): a statement that wrote rows fails the request.

Sessions and Django's own bookkeeping do not count. The tables are read on the driver's own cursor, so the net neither
counts as a query of the page nor shows up in ``assertNumQueries``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.apps import apps
from django.db import connection
from django.test.client import ClientHandler
from django.urls import Resolver404, resolve

SAFE = ("GET", "HEAD", "OPTIONS")
NOT_OURS = {"django_session", "django_content_type", "django_migrations", "auth_permission"}
JOURNAL = "audit_journalentry"
# Names of URLs whose POST may change rows without an entry, each with its reason. At most five, ever.
ALLOWED: Mapping[str, str] = {}
assert len(ALLOWED) <= 5

WRITES = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+[\"`]?(\w+)", re.IGNORECASE
)
State = dict[str, int]


class Unjournalled(AssertionError):
    """A request changed rows and left no journal entry."""


class ChangedByReading(AssertionError):
    """A request that should only read changed rows."""


def tables() -> list[str]:
    """Every table of a model, the ones between two models included, except those that do not count."""
    models = apps.get_models(include_auto_created=True)
    return sorted({m._meta.db_table for m in models} - NOT_OURS - {JOURNAL})


def state() -> State | None:
    """A fingerprint of each table; None where the test may not use the database or its transaction is broken."""
    cursor = _cursor()
    if cursor is None:
        return None
    found = {}
    for table in tables():
        cursor.execute(f'SELECT * FROM "{table}"')
        found[table] = hash(frozenset(map(repr, cursor.fetchall())))
    cursor.execute(f"SELECT coalesce(max(seq), 0) FROM {JOURNAL}")
    found[JOURNAL] = cursor.fetchone()[0]
    cursor.close()
    return found


def _cursor() -> Any:
    try:
        connection.ensure_connection()
    except RuntimeError:  # pytest-django: this test is not marked for the database
        return None
    if connection.needs_rollback:
        return None
    return connection.connection.cursor()


_paused = False


@contextmanager
def paused() -> Iterator[None]:
    """Take the net away for a test that sends thousands of requests and keeps its own account of changes."""
    global _paused
    _paused = True
    try:
        yield
    finally:
        _paused = False


@contextmanager
def watched(method: str, path: str) -> Iterator[None]:
    """Watch one request."""
    if method in SAFE:
        with _only_reading(method, path):
            yield
        return
    if _paused:
        yield
        return
    before = state()
    yield
    after = state() if before is not None else None
    if before is None or after is None or after[JOURNAL] > before[JOURNAL]:
        return
    changed = [table for table in before if table != JOURNAL and before[table] != after[table]]
    if changed and url_name(path) not in ALLOWED:
        raise Unjournalled(f"{method} {path} changed {', '.join(changed)} and left no journal entry")


@contextmanager
def _only_reading(method: str, path: str) -> Iterator[None]:
    with written() as tables:
        yield
    if tables:
        raise ChangedByReading(f"{method} {path} wrote to {', '.join(dict.fromkeys(tables))}")


@contextmanager
def written() -> Iterator[list[str]]:
    """Tables that statements wrote rows to, those that do not count left out; undone later or not."""
    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        match = WRITES.match(sql)
        # SQLite counts the rows of a statement with RETURNING only while they are fetched: take those as written.
        if match and match[1] not in NOT_OURS and (context["cursor"].rowcount != 0 or " RETURNING " in sql):
            found.append(match[1])
        return result

    with connection.execute_wrapper(note):
        yield found


def url_name(path: str) -> str:
    """Name of the URL with its namespace; empty when nothing answers there."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


@contextmanager
def installed() -> Iterator[None]:
    """Put the net under every request of the test client."""
    real = ClientHandler.__call__

    def call(self: ClientHandler, environ: dict[str, Any]) -> Any:
        with watched(environ["REQUEST_METHOD"], environ["PATH_INFO"]):
            return real(self, environ)

    with mock.patch.object(ClientHandler, "__call__", call):
        yield
