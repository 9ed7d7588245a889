"""Bringing Django up for a command, and the database up to date."""

from __future__ import annotations

import os
from pathlib import Path

from thidua.config.home import WrongSetting


def start(home: str | None = None, *, training: bool = False) -> Path:
    """Load settings for this home folder; returns the folder. Raises ``WrongSetting``."""
    if home:
        os.environ["THIDUA_HOME"] = str(Path(home).expanduser().resolve())
    if training:
        os.environ["THIDUA_TRAINING"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    import django

    django.setup()
    from django.conf import settings

    return Path(settings.THIDUA_HOME)


def migrate() -> None:
    """Bring the schema up to date; does nothing when it is."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def warm() -> int:
    """Read every address and template once, before anybody asks; returns how many templates.

    Otherwise the first visitor waits for all of it.
    """
    from django.apps import apps
    from django.template.loader import get_template
    from django.urls import get_resolver

    get_resolver().resolve("/")
    names = [
        path.relative_to(folder).as_posix()
        for app in apps.get_app_configs()
        if app.name.startswith("thidua.")
        for folder in [Path(app.path) / "templates"]
        for path in sorted(folder.rglob("*.html"))
    ]
    for name in names:
        get_template(name)
    return len(names)


def need_schema() -> None:
    """Refuse to read a database that is not there or not up to date: raises ``WrongSetting``."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise WrongSetting(
            "Cơ sở dữ liệu chưa được tạo hoặc chưa nâng cấp; chạy thidua serve (hoặc thidua demo) một lần với thư mục dữ liệu này."
        )
