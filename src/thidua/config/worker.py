"""What goes on beside a server: once a minute what the clock does by itself, and the reading of files.

``thidua serve`` and ``thidua demo`` start it in their own process, ``thidua worker`` in one of its own.
"""

from __future__ import annotations

import logging
import threading

log = logging.getLogger("thidua.worker")
READING_PERIOD = 10.0  # seconds; an upload wakes the reader of its own process at once
PERIOD = 60.0  # seconds; a deadline takes effect at its instant anyway, this only writes the consequence down


def run_once() -> int:
    """Do everything that is due now; returns how many things changed."""
    from thidua.dossiers import actions, amending
    from thidua.ui import clock

    now = clock.now()  # an amendment comes first: it may move the deadline that is about to close
    return amending.take_effect_due(at=now) + actions.lapse_overdue(at=now) + actions.reopen_in_time(at=now)


def work_once() -> tuple[int, int]:
    """Everything that waits, in this thread: (acts of the clock, files read)."""
    from thidua.drafting import queue

    return run_once(), queue.work()


def start() -> threading.Event:
    """Start the thread; set the returned event to stop it."""
    from django.db import close_old_connections

    stop = threading.Event()
    threading.Thread(target=_read, args=(stop,), name="thidua-reader", daemon=True).start()

    def loop() -> None:
        while not stop.wait(PERIOD):
            close_old_connections()  # the thread's own; whoever calls run_once himself keeps his
            try:
                run_once()
            except Exception:  # the next minute tries again; the server must go on
                log.exception("worker")
            finally:
                close_old_connections()

    threading.Thread(target=loop, name="thidua-worker", daemon=True).start()
    return stop


def _read(stop: threading.Event) -> None:
    """Read uploaded plans as they come; a thread of its own, for a scan of sixty pages takes minutes."""
    from django.db import close_old_connections

    from thidua.drafting import queue

    first = True
    while not stop.is_set():
        close_old_connections()
        try:
            if first:
                queue.take_over()
            first = False
            queue.work()
        except Exception:  # a database that is busy now is free later; the thread must go on
            log.exception("reader")
        finally:
            close_old_connections()
        queue.wait(READING_PERIOD)
