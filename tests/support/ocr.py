"""Reading of scans in tests: never left out where they must be complete."""

from __future__ import annotations

import os

import pytest

from thidua.reader.sources import scan


def need_tesseract() -> None:
    """Tesseract with Vietnamese. Without it: a failure where CI runs, a skip with a sentence elsewhere."""
    if not (lacking := scan.missing()):
        return
    if os.environ.get("CI"):
        pytest.fail(lacking, pytrace=False)
    pytest.skip(lacking)
