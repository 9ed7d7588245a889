"""Facts F5 and F6: a kill proves nothing about a power cut, and Django never syncs a file.

So the settings of the real connection are read back, and what is synced, and before which row, is watched.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from tests.factories.world import at
from thidua.config import home
from thidua.records import files
from thidua.records.models import StoredFile

NOW = at("2026-01-27 08:40")
CONTENT = "Báo cáo thành tích".encode()


@pytest.mark.usefixtures("db")  # leave to open a connection; the test's own database is not touched
@pytest.mark.parametrize(
    ("pragma", "value"), [("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20000)]
)
def test_f5_a_product_connection_syncs_every_commit(tmp_path: Path, pragma: str, value: object) -> None:
    """2 is FULL: with NORMAL (1) an acknowledged filing may be gone after a power cut."""
    wrapper = DatabaseWrapper({**settings.DATABASES["default"], **home.database({}, tmp_path)})
    try:
        assert wrapper.cursor().execute(f"PRAGMA {pragma}").fetchone() == (value,)
    finally:
        wrapper.close()


def test_f5_nothing_in_the_product_weakens_it() -> None:
    weak = [
        path.name
        for path in Path(home.__file__).parents[1].rglob("*.py")
        if "synchronous=" in (text := path.read_text(encoding="utf-8")).replace(" ", "")
        and "synchronous=FULL" not in text
        and "PRAGMA" in text
        and path.name != "doctor.py"  # reads it
    ]
    assert weak == []


def test_f6_django_syncs_no_file() -> None:
    """When this fails Django has learnt to sync: read ``records/files.py`` again."""
    package = Path(django.__file__).parent
    assert not [p for p in package.rglob("*.py") if "fsync" in p.read_text(encoding="utf-8", errors="replace")]


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[list[tuple[str, str]]]:
    """What happens on the disk and in the database, in order."""
    settings.FILES_FOLDER = tmp_path / "files"
    (tmp_path / "files").mkdir()
    seen: list[tuple[str, str]] = []
    real_sync, real_replace = os.fsync, os.replace

    def inode(path: Path | int) -> tuple[int, int]:
        found = os.stat(path)
        return found.st_dev, found.st_ino

    def sync(descriptor: int) -> None:
        size = os.fstat(descriptor).st_size
        known = [tmp_path / "files", *(tmp_path / "files").rglob("*")]
        name = next(p for p in known if inode(p) == inode(descriptor))
        seen.append(("sync", "file" if name.is_file() else str(name.relative_to(tmp_path))))
        if name.is_file():
            assert size == len(CONTENT), "synced before everything was written"
        real_sync(descriptor)

    def replace(source: Any, target: Any) -> None:
        seen.append(("rename", Path(target).name))
        real_replace(source, target)

    def statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "INSERT" in sql and "storedfile" in sql:
            seen.append(("row", "storedfile"))
        return execute(sql, params, many, context)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replace)
    with connection.execute_wrapper(statement):
        yield seen


@pytest.mark.django_db
def test_f6_file_and_folders_are_synced_before_the_row(events: list[tuple[str, str]]) -> None:
    stored = files.keep(CONTENT, media_type="application/pdf", extension="pdf", at=NOW)
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    assert events == [
        ("sync", "file"),
        ("rename", sha256),
        ("sync", f"files/{sha256[:2]}"),
        ("sync", "files"),
        ("row", "storedfile"),
    ]
    assert files.read(stored) == CONTENT


@pytest.mark.django_db
def test_f6_the_same_content_is_kept_once(events: list[tuple[str, str]]) -> None:
    first = files.keep(CONTENT, media_type="application/pdf", extension="pdf", at=NOW)
    events.clear()
    assert files.keep(CONTENT, media_type="application/pdf", extension="pdf", at=NOW) == first
    assert events == []


@pytest.mark.django_db
def test_f6_a_write_that_fails_leaves_neither_file_nor_row(
    events: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.keep(CONTENT, media_type="application/pdf", extension="pdf", at=NOW)
    assert not StoredFile.objects.exists()
    assert [p for p in Path(settings.FILES_FOLDER).rglob("*") if p.is_file()] == []
