"""What the clock does by itself, in a thread beside the embedded server: once a minute, each piece idempotent."""

from __future__ import annotations

import logging
import threading

log = logging.getLogger("thidua.worker")
PERIOD = 60.0  # seconds; a deadline takes effect at its instant anyway, this only writes the consequence down


def run_once() -> int:
    """Do everything that is due now; returns how many things changed."""
    from thidua.dossiers import actions
    from thidua.ui import clock

    return actions.lapse_overdue(at=clock.now())


def start() -> threading.Event:
    """Start the thread; set the returned event to stop it."""
    from django.db import close_old_connections

    stop = threading.Event()

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
