"""``thidua doctor``: is this installation fit to work?"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from thidua.config import starting
from thidua.config.commands import adding

EXAMPLES = """Ví dụ:
  thidua doctor
  THIDUA_HOME=/srv/thidua thidua doctor
"""


def register(sub: adding.Commands) -> None:
    """Add the command."""
    command = adding.with_home(sub, "doctor", help="khám bản cài đặt", epilog=EXAMPLES)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one line per examination; 1 when one of them failed."""
    home = starting.start(arguments.home)
    lines = list(examine(home))
    for good, text in lines:
        print(("✓ " if good else "✗ ") + text)
    return 0 if all(good for good, _ in lines) else 1


def examine(home: Path) -> Iterator[tuple[bool, str]]:
    """Pairs of (fit?, Vietnamese sentence)."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= (3, 13), f"Python {version}"
    loose = home.stat().st_mode & 0o077
    yield (
        not loose,
        f"Thư mục dữ liệu {home}" + ("" if not loose else f" đang mở cho người khác; chạy: chmod 700 {home}"),
    )
    free = shutil.disk_usage(home).free // 2**20
    yield free > 500, f"Đĩa còn {free} MB" + ("" if free > 500 else "; dọn bớt để còn trên 500 MB")
    yield from _database()
    yield from _queue()
    yield from _law()
    yield from _pictures()
    yield os.access(home, os.W_OK), "Ghi được vào thư mục dữ liệu"


def _database() -> Iterator[tuple[bool, str]]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        pending = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    except (DatabaseError, OSError) as error:
        yield False, f"Không mở được cơ sở dữ liệu: {error}; kiểm tra THIDUA_DATABASE_URL."
        return
    name = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    yield (
        not pending,
        f"Cơ sở dữ liệu {name}" + ("" if not pending else f" thiếu {len(pending)} bước nâng cấp; chạy thidua serve"),
    )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
            full = cursor.execute("PRAGMA synchronous").fetchone()[0]
        yield mode == "wal" and full == 2, f"SQLite ghi bền: journal_mode={mode}, synchronous={full}"


def _queue() -> Iterator[tuple[bool, str]]:
    from django.db import DatabaseError

    from thidua.drafting import queue
    from thidua.drafting.models import ReadingJob

    try:
        waiting, neglected = ReadingJob.objects.count(), queue.neglected().count()
    except DatabaseError:  # told above already
        return
    told = f"{waiting} tệp kế hoạch đang chờ đọc" if waiting else "Không có tệp kế hoạch nào chờ đọc"
    cure = f"; {neglected} tệp chờ hơn một phút mà không tiến trình nào đọc, chạy: thidua worker"
    yield not neglected, told + (cure if neglected else "")


def _pictures() -> Iterator[tuple[bool, str]]:
    from thidua.reader.sources import scan

    lacking = scan.missing()
    yield not lacking, lacking or "Đọc được bản quét: tesseract có dữ liệu tiếng Việt"


def _law() -> Iterator[tuple[bool, str]]:
    from thidua import law, plans

    book = law.book()
    unsure = sum(v.status == "unverified" for v in book.values())
    from django.conf import settings

    for folder in settings.THIDUA_LAW_DIRS:
        yield True, f"Dữ liệu luật của cơ quan: {folder}"
    yield True, f"Dữ liệu pháp luật đọc được; {unsure} giá trị chưa kiểm chứng (xem: thidua law status)"
    yield True, f"{len(plans.builtin())} kế hoạch có sẵn đọc được"
