"""``thidua demo``: five invented governments to try everything on, with accounts and two guided routes."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from thidua.config import demo, starting
from thidua.config.commands import adding
from thidua.config.commands.serve import free_port, serve_forever
from thidua.config.home import WrongSetting

EXAMPLES = """Ví dụ:
  thidua demo                        dựng dữ liệu trình diễn (lần đầu) và chạy ở http://127.0.0.1:8000
  thidua demo --port 8080
  thidua demo --no-serve             chỉ dựng, in tài khoản và đường đi mẫu
  thidua demo --home /tmp/thu        thư mục khác, để bắt đầu lại từ đầu

Chạy lại thì dùng tiếp dữ liệu đã có; xóa thư mục dữ liệu để dựng mới.
"""
DEFAULT = "~/.thidua-demo"
# What a command that only looked may have left in an otherwise empty folder.
TRACES = {"secret-key", "static", "tmp", "files", "training-clock.json"}


def register(sub: adding.Commands) -> None:
    """Add the command."""
    command = adding.with_home(
        sub,
        "demo",
        help="dựng dữ liệu trình diễn và chạy",
        epilog=EXAMPLES,
        home=f"thư mục dữ liệu (mặc định THIDUA_HOME hoặc {DEFAULT})",
    )
    command.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định 127.0.0.1)")
    command.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000; bận thì lấy cổng trống)")
    command.add_argument("--no-serve", action="store_true", help="chỉ dựng và in hướng dẫn, không chạy máy chủ")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build unless there is a finished demo, print the guide, serve until stopped."""
    home = Path(arguments.home or os.environ.get("THIDUA_HOME") or DEFAULT).expanduser().resolve()
    if os.environ.pop("THIDUA_DATABASE_URL", ""):
        print("Bản trình diễn không dùng THIDUA_DATABASE_URL mà dùng SQLite trong thư mục riêng.", file=sys.stderr)
    new = demo.read(home) is None
    if new:
        build_into(home)
    starting.start(str(home), training=True)
    starting.migrate()
    from thidua.config.demo import guide, pause

    asleep = pause.begin() if new else pause.resume(home)
    if arguments.no_serve:
        print(guide.text("http://127.0.0.1:8000", home))
        if asleep:  # nobody serves it, so its clock waits for the first start
            pause.rest(home)
        return 0
    starting.warm()
    port = free_port(arguments.host, arguments.port)
    print(guide.text(f"http://{arguments.host}:{port}", home), flush=True)
    for signal_ in (signal.SIGTERM, signal.SIGHUP):  # a closed window ends the demo as Ctrl+C does
        signal.signal(signal_, lambda *_: sys.exit(0))
    try:
        serve_forever(arguments.host, port)
    finally:
        pause.rest(home)
    return 0


def build_into(home: Path) -> None:
    """Build in a folder beside ``home`` and move it there when finished; raises ``WrongSetting``.

    A build that was cut short leaves only such a folder behind, which the next build throws away.
    """
    _refuse_foreign(home)
    home.parent.mkdir(parents=True, exist_ok=True)
    for left in home.parent.glob(f".{home.name}.building-*"):
        if not _alive(left.name.rpartition("-")[2]):
            shutil.rmtree(left, ignore_errors=True)
    building = home.parent / f".{home.name}.building-{os.getpid()}"
    environ = {**os.environ, "THIDUA_HOME": str(building), "THIDUA_TRAINING": "1"}
    try:
        done = subprocess.run([sys.executable, "-m", "thidua.config.demo", str(building)], env=environ, check=False)
        if done.returncode or demo.read(building) is None:
            raise WrongSetting(f"Chưa dựng được dữ liệu trình diễn (mã {done.returncode}); lý do in ở trên.")
        if demo.read(home) is not None:  # another window was faster
            return
        if home.exists():
            _refuse_foreign(home)
            shutil.rmtree(home)
        building.rename(home)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _refuse_foreign(home: Path) -> None:
    """Never build over data that is not an unfinished demo's."""
    if not home.exists():
        return
    if not home.is_dir():
        raise WrongSetting(f"{home} không phải là thư mục; chọn thư mục khác bằng --home.")
    found = {each.name for each in home.iterdir()}
    if found - TRACES or any((home / "files").rglob("*")):
        raise WrongSetting(
            f"Thư mục {home} đã có dữ liệu khác, không phải bản trình diễn; chọn thư mục trống bằng --home."
        )


def _alive(process: str) -> bool:
    with suppress(ProcessLookupError, ValueError):
        try:
            os.kill(int(process), 0)
        except PermissionError:
            return True
        return True
    return False
