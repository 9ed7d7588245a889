"""``thidua worker``: reads uploaded plans and does what the clock asks, beside a separate web server."""

from __future__ import annotations

import argparse
import signal
import threading

from thidua.config import starting
from thidua.config.commands import adding

EXAMPLES = """Ví dụ:
  thidua worker                 chạy mãi, cạnh gunicorn, uwsgi hoặc mod_wsgi
  thidua worker --once          làm hết việc đang chờ rồi dừng, hợp với cron
  THIDUA_HOME=/srv/thidua thidua worker

“thidua serve” và “thidua demo” đã tự làm việc này.
"""


def register(sub: adding.Commands) -> None:
    """Add the command."""
    command = adding.with_home(
        sub, "worker", help="đọc tệp đang chờ và làm việc đến hạn, khi máy chủ web chạy riêng", epilog=EXAMPLES
    )
    command.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Work until stopped, or once through everything that waits."""
    starting.start(arguments.home)
    starting.need_schema()
    from thidua.config import worker

    if arguments.once:
        due, read = worker.work_once()
        print(f"Đã làm {due} việc đến hạn, đọc {read} tệp.")
        return 0
    done = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: done.set())
    stop = worker.start()
    print("Đang chờ tệp và việc đến hạn (Ctrl+C để dừng).", flush=True)
    done.wait()
    stop.set()
    print("Đã dừng.")
    return 0
