"""``thidua serve``: the product on one machine, with waitress."""

from __future__ import annotations

import argparse
import socket
import sys

from thidua.config import starting
from thidua.config.commands import adding
from thidua.config.home import WrongSetting

EXAMPLES = """Ví dụ:
  thidua serve                        phục vụ ở http://127.0.0.1:8000
  thidua serve --host 0.0.0.0 --port 8080
  THIDUA_HOME=/srv/thidua thidua serve
"""


def register(sub: adding.Commands) -> None:
    """Add the command."""
    command = adding.with_home(sub, "serve", help="chạy sản phẩm", epilog=EXAMPLES)
    command.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định 127.0.0.1)")
    command.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000; bận thì lấy cổng trống)")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Migrate and serve until stopped."""
    starting.start(arguments.home)
    starting.migrate()
    starting.warm()
    port = free_port(arguments.host, arguments.port)
    print(f"Thi Đua đang chạy ở http://{arguments.host}:{port}  (Ctrl+C để dừng)", flush=True)
    serve_forever(arguments.host, port)
    return 0


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or a free one when it is taken (said on standard error)."""
    if not 0 <= wanted <= 65535:
        raise WrongSetting(f"Cổng phải từ 0 đến 65535, đang là {wanted}.")
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if port == 0:
                    raise WrongSetting(f"Không nghe được ở {host} ({error.strerror}); chọn --host khác.") from error
                continue
            found = int(probe.getsockname()[1])
            if found != wanted and wanted:
                print(f"Cổng {wanted} đang bận nên dùng cổng {found}.", file=sys.stderr)
            return found
    raise AssertionError("unreachable")


def serve_forever(host: str, port: int) -> None:
    """Run waitress in this process; a stop by the keyboard is not an error."""
    from waitress import serve

    from thidua.config import worker
    from thidua.config.wsgi import application

    stop = worker.start()
    try:
        serve(application, host=host, port=port, threads=8, ident="thidua", clear_untrusted_proxy_headers=True)
    except KeyboardInterrupt:
        print("Đã dừng.")
    finally:
        stop.set()
