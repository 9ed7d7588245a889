"""The real server in a process of its own, over a copy of the demo's home folder."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

COMMAND: Final = (sys.executable, "-c", "import sys; from thidua.config.cli import main; sys.exit(main())")
PATIENCE: Final = 30  # seconds until a server must have said that it listens


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens, what it keeps, what it says."""

    url: str
    home: Path
    log: Path

    def troubles(self) -> list[str]:
        """Lines of its log that tell of a failed request."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if re.search(r"Traceback|\b500\b.*code=|Exception while serving", line)]


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a real start: nothing of the test's settings in it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("THIDUA_", "DJANGO_", "PYTEST_"))}
    return {**kept, "THIDUA_HOME": str(home), "THIDUA_TRAINING": "1", "PYTHONUNBUFFERED": "1", **more}


def run(home: Path, arguments: Sequence[str]) -> str:
    """Run ``thidua …`` to its end over a home folder; its output."""
    done = subprocess.run(
        [*COMMAND, *arguments], env=environment(home), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, f"thidua {' '.join(arguments)}: {done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def demo_home(shared: Path) -> Path:
    """The demo, built once for all processes that run tests side by side, and for the runs of one ``make test``."""
    shared = Path(os.environ.get("DEMO_BETWEEN_RUNS", shared))
    shared.mkdir(parents=True, exist_ok=True)
    home = shared / "demo-home"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "demo.json").exists():
            run(home, ["demo", "--no-serve", "--home", str(home)])
    return home


@contextmanager
def served(home: Path, folder: Path) -> Iterator[Server]:
    """Serve a copy of ``home``, a finished demo, from ``folder`` until the end of the block."""
    copy = folder / "home"
    shutil.copytree(home, copy)
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [*COMMAND, "demo", "--port", str(port), "--home", str(copy)],  # its clock goes on where the demo begins
            env=environment(copy, THIDUA_PUBLIC_URL=url),
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
        )
        try:
            said = next((line for line in process.stdout or () if url in line), "")
            assert said, f"the server did not start:\n{log.read_text(encoding='utf-8')[-3000:]}"
            _wait_for(port, process)
            yield Server(url, copy, log)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    """Until somebody answers at the port; the line it printed comes shortly before that."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)  # between two knocks at a door, not a guess how long something takes
    raise AssertionError(f"nobody answers at port {port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
