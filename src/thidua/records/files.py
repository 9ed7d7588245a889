"""Keeping files: by the hash of their content, durable before the row that names them commits."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from thidua.records.models import StoredFile


def path_of(sha256: str) -> Path:
    """Where a file with this hash lies."""
    return Path(settings.FILES_FOLDER) / sha256[:2] / sha256


def keep(data: bytes, *, media_type: str, extension: str, at: datetime) -> StoredFile:
    """Store bytes and return their row; the same content is stored once.

    The file and its folder are fsynced before this returns, so a committed row never names a file
    that a power cut can take away (Django itself never syncs a file).
    """
    sha256 = hashlib.sha256(data).hexdigest()
    target = path_of(sha256)
    if not target.exists():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        _sync_folder(target.parent.parent)
    stored, _ = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={"size": len(data), "media_type": media_type, "extension": extension, "stored_at": at},
    )
    return stored


def read(stored: StoredFile) -> bytes:
    """The bytes of a stored file; raises ValueError when they no longer match the hash."""
    data = path_of(stored.sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise ValueError(f"Tệp {stored.sha256[:12]} không còn nguyên vẹn; khôi phục từ bản sao lưu.")
    return data


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
