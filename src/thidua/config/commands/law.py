"""``thidua law status|money``: what the program takes for law, and what an award is worth on a day."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

from thidua import law
from thidua.config.commands import adding
from thidua.law.errors import nearest
from thidua.law.types import KINDS_OF_INSTRUMENT, FormFacts, InstrumentFacts
from thidua.rules import money
from thidua.rules.findings import Refused

EXAMPLES: Final = """Ví dụ:
  thidua law status                       mọi giá trị pháp luật, giá trị chưa kiểm tra đứng trước
  thidua law status --on 2026-07-15       chỉ các giá trị áp dụng cho ngày đó
  thidua law status --json                dạng JSON
  thidua law money --award giay-khen --level xa --to collective --on 2026-07-15
"""
MONEY_EXAMPLES: Final = """Ví dụ:
  thidua law money --award giay-khen --level xa --to collective --on 2026-07-15
  thidua law money --award bang-khen --level tinh --to individual --on 20/12/2024 --json

Cấp (--level): xa, huyen (đến 30/06/2025), so, tinh, thu-tuong, doanh-nghiep; cũng nhận phuong, thi-tran, dac-khu, quan, thi-xa.
Đối tượng (--to): individual (cá nhân), collective (tập thể), household (hộ gia đình).
"""
STATUS_EXAMPLES: Final = """Ví dụ:
  thidua law status
  thidua law status --on 2026-07-15
  thidua law status --rules quy-dinh-tinh --json
"""

# Words of the plan and of daily speech for the levels the law book knows.
_LEVELS: Final[Mapping[str, str]] = {
    "phuong": "xa",
    "thi-tran": "xa",
    "dac-khu": "xa",
    "quan": "huyen",
    "thi-xa": "huyen",
}
_UNITS: Final = {"working_days": "ngày làm việc", "days": "ngày"}


class WrongInput(ValueError):
    """A word on the command line that cannot be used; one Vietnamese sentence."""


def register(subparsers: adding.Commands) -> None:
    """Add ``law`` and its two acts to the command line."""
    top = adding.command(
        subparsers,
        "law",
        help="xem các giá trị pháp luật, tính tiền thưởng",
        description="Các giá trị pháp luật mà chương trình dùng, kèm nguồn và ngày kiểm tra; tính tiền thưởng.",
        epilog=EXAMPLES,
    )
    acts = top.add_subparsers(dest="act", required=True, metavar="VIỆC")
    status = adding.command(
        acts,
        "status",
        help="mọi giá trị với nguồn và ngày kiểm tra",
        description="Mọi giá trị với thời gian áp dụng, nguồn, ngày kiểm tra; giá trị chưa kiểm tra đứng trước.",
        epilog=STATUS_EXAMPLES,
    )
    status.add_argument("--on", metavar="NGÀY", help="chỉ các giá trị áp dụng cho ngày này")
    status.set_defaults(run=_answering(_status))
    amount = adding.command(
        acts,
        "money",
        help="tính tiền thưởng, có giải thích",
        description="Tiền thưởng của một khen thưởng theo ngày ban hành quyết định.",
        epilog=MONEY_EXAMPLES,
    )
    amount.add_argument("--award", metavar="HÌNH-THỨC", help="giay-khen, bang-khen, cstd-co-so, …")
    amount.add_argument("--level", metavar="CẤP", help="cấp của người quyết định")
    amount.add_argument("--to", metavar="ĐỐI-TƯỢNG", help="individual, collective hoặc household")
    amount.add_argument("--on", metavar="NGÀY", help="ngày quyết định: 2026-07-15 hoặc 15/07/2026")
    amount.set_defaults(run=_answering(_money))
    for each in (status, amount):
        each.add_argument("--json", action="store_true", help="in dạng JSON")
        each.add_argument(
            "--rules", action="append", default=[], metavar="THƯ-MỤC", help="thư mục quy định riêng (lặp lại được)"
        )


def _answering(act: Callable[[argparse.Namespace], str]) -> Callable[[argparse.Namespace], int]:
    """Print the answer, or one sentence on stderr and exit code 2 when the question cannot be answered."""

    def run(arguments: argparse.Namespace) -> int:
        try:
            answer = act(arguments)
        except (WrongInput, Refused, law.LawError, law.UnknownWord, law.NotInForce) as error:
            print(error, file=sys.stderr)
            return 2
        print(answer)
        return 0

    return run


def _status(arguments: argparse.Namespace) -> str:
    values = law.load(*arguments.rules).values()
    if arguments.on is not None:
        on = _day(arguments.on)
        values = [value for value in values if value.covers(on)]
    if arguments.json:
        return json.dumps([_plain(value) for value in values], ensure_ascii=False, indent=1)
    unsure = [value for value in values if not value.verified]
    sure = [value for value in values if value.verified]
    lines = [f"Chưa kiểm tra với bản gốc: {len(unsure)} giá trị", *(_line(value) for value in unsure), ""]
    lines += [f"Đã kiểm tra: {len(sure)} giá trị", *(_line(value) for value in sure)]
    return "\n".join(lines)


def _money(arguments: argparse.Namespace) -> str:
    for name in ("award", "level", "to", "on"):
        if getattr(arguments, name) is None:
            raise WrongInput(f"Thiếu --{name}; xem ví dụ bằng lệnh: thidua law money --help")
    level = arguments.level.replace("_", "-")
    answer = money.award_money(
        law.load(*arguments.rules),
        form=_word("--award", arguments.award.replace("_", "-"), law.AWARDS),
        authority=_LEVELS.get(level) or _word("--level", level, {**law.AUTHORITIES, **_LEVELS}),
        kind=_word("--to", arguments.to, law.KINDS),
        on=_day(arguments.on),
    )
    if arguments.json:
        told = {**answer.record(), "steps": answer.steps, "notes": answer.notes}
        return json.dumps(told, ensure_ascii=False, indent=1)
    lines = [
        f"{money.describe(answer.form, answer.authority, answer.kind)}; quyết định ngày {answer.on:%d/%m/%Y}",
        f"Tiền thưởng: {money.dong(answer.amount)}",
        f"Bằng {answer.sentence}.",
        "",
        "Cách tính:",
        *(f"  {number}. {step}" for number, step in enumerate(answer.steps, 1)),
    ]
    if answer.notes:
        lines += ["", "Cần kiểm tra:", *(f"  - {note}" for note in answer.notes)]
    return "\n".join(lines)


def _word(option: str, word: str, words: Mapping[str, str]) -> str:
    if word not in words:
        raise WrongInput(f"{option} không nhận “{word}”; {nearest(word, words)}.")
    return word


def _day(text: str) -> date:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise WrongInput(f"--on không nhận “{text}”; hãy ghi ngày như 2026-07-15 hoặc 15/07/2026.")


def _line(value: law.Value[object]) -> str:
    start = f"từ {value.since:%d/%m/%Y}" if value.since else "chưa rõ ngày bắt đầu"
    span = f"{start} đến {value.until:%d/%m/%Y}" if value.until else start
    checked = f"kiểm tra {value.checked:%d/%m/%Y}" if value.checked else "CHƯA KIỂM TRA"
    note = f" {value.note}" if value.note else ""
    return f"  {value.label}: {_shown(value)} | {span} | {value.source} | {checked}{note and ' |' + note}"


def _shown(value: law.Value[object]) -> str:
    """The value itself in Vietnamese."""
    match value.value:
        case bool() as truth:
            return "có" if truth else "không"
        case int() as amount:
            return money.dong(amount)
        case Decimal() as number:
            return money.decimal(number)
        case law.Rounding() as way:
            return money.rounding_words(way) or "không làm tròn"
        case law.VoteRule(share, strict, base, secret):
            whom = "tổng số thành viên" if base == "all" else "số có mặt"
            return f"{'trên' if strict else 'từ'} {share} {whom}, {'bỏ phiếu kín' if secret else 'biểu quyết'}"
        case law.TimeLimit(days, unit):
            return f"{days} {_UNITS[unit]}"
        case FormFacts(decree, number, title):
            return f"{f'Mẫu {number}, ' if number else ''}{title} ({decree})"
        case InstrumentFacts() as text:
            replaced = f"; được thay bằng {text.replaced_by}" if text.replaced_by else ""
            title = f" {text.title}" if text.title and text.kind != "luat" else ""
            return f"{KINDS_OF_INSTRUMENT[text.kind]} của {text.issuer}{title}{replaced}"
        case other:
            return str(other)


def _plain(value: law.Value[object]) -> dict[str, object]:
    """JSON-able account of a value."""
    return {
        "key": value.key,
        "label": value.label,
        "value": _json(value.value),
        "since": _json(value.since),
        "until": _json(value.until),
        "instrument": value.source.instrument,
        "place": value.source.place,
        "checked": _json(value.checked),
        "status": value.status,
        "note": value.note,
        "file": value.origin,
    }


def _json(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Decimal | Fraction):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
