"""The command ``thidua``."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

COMMANDS = ("serve", "plan", "law", "checks", "doctor", "journal")

DESCRIPTION = "Thi Đua: thực hiện phong trào thi đua cải cách hành chính, từ kế hoạch đến Giấy khen."
EXAMPLES = """Ví dụ:
  thidua demo                       tạo dữ liệu trình diễn và chạy ở http://127.0.0.1:8000
  thidua serve --port 8080          chạy sản phẩm với dữ liệu trong THIDUA_HOME
  thidua plan show soc-trang-2025   xem một kế hoạch dưới dạng dữ liệu
  thidua law money --award giay-khen --level xa --to collective --on 2026-07-15
  thidua check-invariants           kiểm tra toàn bộ dữ liệu
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="thidua", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    sub = top.add_subparsers(dest="command", required=True, metavar="LỆNH")
    for name in COMMANDS:
        importlib.import_module(f"thidua.config.commands.{name}").register(sub)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the return value is the exit code."""
    from thidua.config.home import WrongSetting

    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except WrongSetting as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
