"""What is dear to make and used by several tests: one scan, recognised once."""

from __future__ import annotations

import pytest

from tests.reader import render
from tests.reader.sample import PAPER
from tests.support.ocr import need_tesseract
from thidua.reader.model import Pages
from thidua.reader.sources import open_file


@pytest.fixture(scope="session")
def poor_scan() -> bytes:
    """``PAPER`` printed and badly scanned."""
    return render.to_scan(PAPER)


@pytest.fixture(scope="session")
def recognised(poor_scan: bytes) -> Pages:
    """The lines tesseract finds in it."""
    need_tesseract()
    return open_file(poor_scan, "quet.pdf")
