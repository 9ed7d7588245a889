"""The command ``thidua``."""

from __future__ import annotations

import argparse
import difflib
import importlib
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

COMMANDS = ("demo", "serve", "worker", "setup", "plan", "law", "checks", "doctor", "journal")

DESCRIPTION = "Thi Đua: thực hiện phong trào thi đua cải cách hành chính, từ kế hoạch đến Giấy khen."
EXAMPLES = """Ví dụ:
  thidua demo                       tạo dữ liệu trình diễn và chạy ở http://127.0.0.1:8000
  thidua serve --port 8080          chạy sản phẩm với dữ liệu trong THIDUA_HOME
  thidua plan read ke-hoach.docx    đọc kế hoạch từ tệp Word, PDF, bản quét
  thidua plan show soc-trang-2025   xem một kế hoạch dưới dạng dữ liệu
  thidua law money --award giay-khen --level xa --to collective --on 2026-07-15
  thidua check-invariants           kiểm tra toàn bộ dữ liệu
"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in Vietnamese and names the nearest word that would do."""

    def error(self, message: str) -> NoReturn:
        wrong = re.search(r"invalid choice: '?([^' ]+)'? \(choose from (.+)\)", message)
        if wrong:
            words = re.findall(r"[\w.-]+", wrong[2])
            near = difflib.get_close_matches(wrong[1], words, n=1)
            cure = f"có phải là “{near[0]}” không?" if near else f"dùng một trong: {', '.join(words)}."
            text = f"Không có “{wrong[1]}”; {cure}"
        elif "required" in message:
            text = f"Còn thiếu: {message.rpartition(':')[2].strip()}."
        else:
            text = f"Không hiểu lệnh ({message})."
        self.exit(2, f"{text} Xem: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = Parser(
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
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
