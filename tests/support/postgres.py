"""A private PostgreSQL cluster for tests and benchmarks: made in a temporary folder, gone at the end.

Nothing outside the folder is touched. The server listens on a free port of the loopback address and
on a socket in its own short folder (socket paths are limited to about 100 bytes). Durability is
switched off: the cluster lives as long as the process that asked for it.
"""

from __future__ import annotations

import atexit
import functools
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

OLDEST = 15
QUIET_SETTINGS: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "UTC",
    "max_connections": "60",
}


class Missing(RuntimeError):
    """No PostgreSQL server programs on this machine; the message says what to install."""


class Dsn(TypedDict):
    """Where the cluster answers, in psycopg's words."""

    host: str
    port: int
    user: str
    password: str
    dbname: str


def server_programs() -> Path:
    """Folder with ``initdb`` and ``postgres`` of version 15 or newer; newest of Debian's folders, then PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: _number(p.parent.name), reverse=True)
    found = shutil.which("initdb")
    if found:
        folders.append(Path(found).resolve().parent)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists() and _version(folder) >= OLDEST:
            return folder
    raise Missing(f"PostgreSQL {OLDEST} or newer is not installed (Debian, Ubuntu: apt-get install postgresql).")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _version(folder: Path) -> int:
    text = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", text)  # postgres (PostgreSQL) 15.8 (Debian 15.8-1)
    return int(found[1]) if found else 0


def _account() -> pwd.struct_passwd | None:
    """Account for the server when we are root (PostgreSQL refuses to run as root), else None: our own."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing("PostgreSQL must not run as root and there is no account 'postgres' or 'nobody'.")


def _run(command: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    account = _account()
    who = {} if account is None else {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    env = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"HOME": str(folder), "LC_ALL": "C.UTF-8"}
    # Output to a file: pg_ctl leaves the server behind holding any pipe open.
    with (folder / "command.log").open("a+") as log:
        start = log.tell()
        done = subprocess.run(
            command,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            env=env,
            text=True,
            check=False,
            **who,
        )
        log.seek(start)
        return subprocess.CompletedProcess(list(map(str, command)), done.returncode, log.read(), "")


def _initdb(programs: Path, folder: Path) -> None:
    base = [programs / "initdb", "-D", folder / "data", "-U", "thidua", "--auth=trust", "--no-sync", "-E", "UTF8"]
    vietnamese = ["--locale-provider=icu", "--icu-locale=vi-VN", "--locale=C.UTF-8"]
    first = _run([*base, *vietnamese], folder)
    if first.returncode == 0:
        return
    shutil.rmtree(folder / "data", ignore_errors=True)  # built without ICU
    second = _run([*base, "--locale=C.UTF-8"], folder)
    if second.returncode:
        raise RuntimeError(f"initdb failed:\n{first.stdout}\n{second.stdout}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster(settings: Mapping[str, str] | None = None) -> Iterator[Dsn]:
    """Start a cluster, hand out where it answers, stop and delete it.

    ``settings`` are added to postgresql.conf (for benchmarks). Raises ``Missing`` where PostgreSQL is
    not installed.
    """
    programs = server_programs()
    folder = Path(tempfile.mkdtemp(prefix="td-pg-", dir="/tmp"))
    try:
        account = _account()
        if account is not None:
            os.chown(folder, account.pw_uid, account.pw_gid)
        _initdb(programs, folder)
        port = _start(programs, folder, QUIET_SETTINGS | dict(settings or {}))
        yield {"host": "127.0.0.1", "port": port, "user": "thidua", "password": "", "dbname": "postgres"}
    finally:
        _stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _start(programs: Path, folder: Path, settings: Mapping[str, str]) -> int:
    for _attempt in range(3):  # another process may take the free port first
        port = _free_port()
        lines = {
            **settings,
            "port": str(port),
            "listen_addresses": "'127.0.0.1'",
            "unix_socket_directories": f"'{folder}'",
        }
        conf = folder / "data" / "postgresql.conf"
        with conf.open("a") as out:
            out.writelines(f"{key} = {value}\n" for key, value in lines.items())
        started = _run([programs / "pg_ctl", "-D", folder / "data", "-l", folder / "server.log", "-w", "start"], folder)
        if started.returncode == 0:
            return port
    log = folder / "server.log"
    raise RuntimeError(f"PostgreSQL did not start:\n{started.stdout}\n{log.read_text() if log.exists() else ''}")


def _stop(folder: Path) -> None:
    """Immediate shutdown by the process id in the cluster's own file."""
    pid_file = folder / "data" / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return
    try:
        os.kill(pid, signal.SIGQUIT)
    except ProcessLookupError:
        return
    stopped = shutil.which("tail")
    if stopped:  # waits for a process that is not our child
        subprocess.run([stopped, f"--pid={pid}", "-f", "/dev/null"], timeout=20, check=False)


@functools.cache
def running_cluster() -> Dsn:
    """The one cluster of this process: started at the first call, stopped at exit."""
    context = cluster()
    parts = context.__enter__()
    atexit.register(context.__exit__, None, None, None)
    return parts


def cluster_or_skip() -> Dsn:
    """``running_cluster()`` for tests: without PostgreSQL skip with a sentence, but fail in CI."""
    import pytest

    try:
        return running_cluster()
    except Missing as missing:
        if os.environ.get("CI"):
            pytest.fail(f"CI must test on PostgreSQL: {missing}")
        pytest.skip(str(missing))


def new_database(parts: Dsn, name: str) -> Dsn:
    """Create an empty database (dropping an older one of the name) and say where it answers."""
    import psycopg

    if not name.isidentifier():
        raise ValueError(f"not a plain database name: {name!r}")
    with psycopg.connect(**parts, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name}".encode())
    return {**parts, "dbname": name}
