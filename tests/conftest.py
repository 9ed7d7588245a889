"""Shared set-up: a home folder of its own for every test run, and fast database settings."""

from __future__ import annotations

import os
import tempfile

# Before Django reads its settings: tests never touch a real home folder.
os.environ["THIDUA_HOME"] = tempfile.mkdtemp(prefix="thidua-test-")
os.environ["THIDUA_TRAINING"] = "1"
os.environ.pop("THIDUA_DEBUG", None)
