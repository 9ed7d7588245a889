"""``thidua journal verify``: is the journal whole?"""

from __future__ import annotations

import argparse
import sys

from thidua.config import starting
from thidua.config.commands import adding


def register(sub: adding.Commands) -> None:
    """Add the command."""
    command = adding.with_home(
        sub,
        "journal",
        help="kiểm tra nhật ký",
        epilog="Ví dụ:\n thidua journal verify\n thidua journal verify --home /srv/thidua",
    )
    command.add_argument("what", choices=["verify"], help="verify: đi hết chuỗi và báo dòng sai đầu tiên")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 when the chain holds, 1 with the first bad entry otherwise."""
    starting.start(arguments.home)
    starting.need_schema()
    from thidua.audit import journal

    good, bad = journal.verify()
    if bad is None:
        print(f"Nhật ký nguyên vẹn: {good} dòng.")
        return 0
    print(
        f"Nhật ký bị sửa: dòng đầu tiên không khớp là số {bad.seq} ({bad.act}); {good} dòng trước đó còn đúng.",
        file=sys.stderr,
    )
    return 1
