"""Facts F7 and F8: "background" work that runs in the request, and deletions nobody hears of."""

from __future__ import annotations

import ast
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.tasks import task_backends
from django.tasks.backends.immediate import ImmediateBackend

import thidua

PACKAGE = Path(thidua.__file__).parent
SOURCES = [p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts]
OURS = [app.label for app in apps.get_app_configs() if app.name.startswith("thidua.")]


def imported(path: Path) -> set[str]:
    """Full names a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_f7_tasks_run_inside_the_request_by_default() -> None:
    assert isinstance(task_backends["default"], ImmediateBackend)


def test_f7_so_nothing_of_ours_is_called_a_background_task_or_sends_mail() -> None:
    """Messages are rows in the inbox, written with the act. Mail needs an outbox and a worker first."""
    used = {
        p.name: found
        for p in SOURCES
        if (found := {n for n in imported(p) if n.startswith(("django.tasks", "django.core.mail", "smtplib"))})
    }
    assert used == {}


def test_f8_the_database_itself_never_cascades() -> None:
    """``DB_CASCADE`` deletes rows without a signal, ``CASCADE`` without an entry; the migrations know neither."""
    assert models.DB_CASCADE is not models.CASCADE
    state = MigrationLoader(None).project_state()
    silent = [
        f"{model.app_label}.{model.name}.{name}"
        for model in state.models.values()
        if model.app_label in OURS
        for name, field in model.fields.items()
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT
    ]
    assert silent == []


def test_f8_no_code_listens_for_deletions() -> None:
    """A journal fed by signals would miss what the database deletes; ours is written by the acts."""
    listening = [p.name for p in SOURCES if any(n.startswith("django.db.models.signals") for n in imported(p))]
    assert listening == []
