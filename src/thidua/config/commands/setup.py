"""``thidua setup``: the first body of an installation and its administrator."""

from __future__ import annotations

import argparse
import re
import sys

from thidua.config import starting
from thidua.config.commands import adding

EXAMPLES = """Ví dụ:
  thidua setup --body "UBND phường Hoa Lư" --level commune --admin "Bà Nguyễn Thị Thu"
  thidua setup --body "UBND tỉnh Ninh Bình" --level province --admin "Ông Trần Văn An" --username an.qt
  thidua setup --body "UBND phường Hoa Lư" --above "UBND tỉnh Ninh Bình" --level commune --admin "Bà Nguyễn Thị Thu"
  THIDUA_HOME=/srv/thidua thidua setup --body "UBND xã Gia Hưng" --level commune --admin "Ông Lê Minh"

Mật khẩu dùng một lần chỉ in ra một lần; đăng nhập lần đầu phải đổi. Chạy lại với tên cơ quan khác để thêm cơ quan.
"""


def register(sub: adding.Commands) -> None:
    """Add the command."""
    command = adding.with_home(sub, "setup", help="lập cơ quan đầu tiên và người quản trị", epilog=EXAMPLES)
    command.add_argument("--body", required=True, metavar="TÊN", help="tên cơ quan như trên văn bản")
    command.add_argument("--level", required=True, choices=("commune", "district", "province"), help="cấp của cơ quan")
    command.add_argument("--admin", required=True, metavar="HỌ-TÊN", help="Ông hoặc Bà, họ và tên người quản trị")
    command.add_argument("--username", default="", metavar="TÊN", help="tên đăng nhập; bỏ trống thì đặt theo họ tên")
    command.add_argument("--place", default="", metavar="ĐỊA-DANH", help="ghi trước ngày tháng trên văn bản")
    command.add_argument("--above", default="", metavar="TÊN", help="cơ quan cấp trên trực tiếp đã lập, tên hoặc mã")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring the schema up to date and found the body; 1 with the reasons when it cannot be."""
    home = starting.start(arguments.home)
    starting.migrate()
    from thidua.org import actions
    from thidua.rules.findings import Refused
    from thidua.ui import clock

    honorific, name = named(arguments.admin)
    try:
        made = actions.found_body(
            name=arguments.body,
            level=arguments.level,
            honorific=honorific,
            admin=name,
            place=arguments.place,
            username=arguments.username,
            above=arguments.above,
            at=clock.now(),
        )
    except Refused as refused:
        for finding in refused.findings:
            print(finding, file=sys.stderr)
        return 1
    print(f"Đã lập {made.body} trong {home}.")
    print(f"  Người quản trị: {made.person.honorific} {made.person}")
    print(f"  Tên đăng nhập:  {made.user.username}")
    print(f"  Mật khẩu:       {made.password}  (dùng một lần, chép lại ngay)")
    print("Chạy thidua serve, đăng nhập, đổi mật khẩu, rồi vào Quản trị để thêm đơn vị, người và tài khoản.")
    return 0


def named(text: str) -> tuple[str, str]:
    """``Bà Nguyễn Thị Thu`` → (Bà, Nguyễn Thị Thu); no form of address is guessed."""
    found = re.fullmatch(r"\s*(ông|bà)\s+(.+)", text, re.IGNORECASE)
    return (found[1].capitalize(), found[2]) if found else ("", text)
