"""Several connections at the same moment, on both engines.

SQLite's test database lives in memory, where connections cannot wait for one another as they do on a disk. So for a
race it is copied into a file, and the whole test works on the file with the connection settings of the product.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections

from thidua.config import home


@contextmanager
def database_on_disk(folder: Path) -> Iterator[None]:
    """Let every thread work on a real database file (SQLite); on PostgreSQL there is nothing to do.

    Use inside ``transactional_db``, before the first row is written.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    target = folder / "race.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    kept_settings, kept_connection = connections.settings["default"], connections["default"]
    ours = home.database({}, folder)
    connections.settings["default"] = {**kept_settings, "NAME": str(target), "OPTIONS": ours["OPTIONS"]}
    del connections["default"]  # the next use opens one on the file
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = kept_settings
        connections["default"] = kept_connection


def together(*functions: Callable[[], Any]) -> list[Any]:
    """Run functions at the same moment, each in a thread with a connection of its own; answers or errors in order."""
    gate = threading.Barrier(len(functions))
    answers: list[Any] = [None] * len(functions)

    def work(place: int) -> None:
        try:
            connection.ensure_connection()  # not part of the race
            gate.wait(timeout=30)
            answers[place] = functions[place]()
        except Exception as error:  # the test looks at it
            answers[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
