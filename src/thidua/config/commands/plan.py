"""``thidua plan show|read|check|schema``: a plan as data, a plan from a paper, the check of both, the JSON Schema."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from thidua import law, plans
from thidua.config.commands import adding, plan_reading
from thidua.plans import check, effects
from thidua.plans.plan_schema import text as schema_text

EXAMPLES: Final = """Ví dụ:
  thidua plan show soc-trang-2025             từng mục của kế hoạch và chương trình làm gì với mục đó
  thidua plan show ke-hoach-moi.yaml --json   dữ liệu đầy đủ dạng JSON
  thidua plan read ke-hoach.docx              đọc kế hoạch từ tệp Word, PDF, bản quét, văn bản
  thidua plan read ke-hoach.pdf -o moi.yaml   đọc và ghi thành dữ liệu
  thidua plan check ke-hoach-moi.yaml         tệp có đúng không, ngày tháng có hợp lý không
  thidua plan check ke-hoach.docx             lỗi soạn thảo và pháp lý của văn bản
  thidua plan schema > plan.schema.json       JSON Schema để trình soạn thảo gợi ý khi viết
"""

HEADINGS: Final = {
    "bases": "Căn cứ",
    "references": "Văn bản viện dẫn",
    "events": "Sự kiện chờ",
    "statements": "Mục đích, yêu cầu",
    "audiences": "Đối tượng",
    "contents": "Nội dung thi đua",
    "criteria": "Tiêu chí, chỉ tiêu",
    "rounds": "Đợt xét",
    "awards": "Hình thức khen thưởng",
    "quotas": "Số lượng",
    "standards": "Tiêu chuẩn",
    "exclusions": "Không xét",
    "papers": "Thành phần hồ sơ",
    "deadlines": "Thời hạn",
    "route": "Trình tự",
    "duties": "Tổ chức thực hiện",
    "recipients": "Nơi nhận",
    "feedback": "Tiếp nhận ý kiến",
    "questions": "Câu hỏi còn mở",
}

_DATA: Final = (".yaml", ".yml")


def register(subparsers: adding.Commands) -> None:
    """Add ``plan`` and its acts to the command line."""
    top = adding.command(
        subparsers,
        "plan",
        help="đọc, xem, kiểm tra kế hoạch",
        description="Đọc kế hoạch từ văn bản, xem kế hoạch, kiểm tra kế hoạch, in JSON Schema.",
        epilog=EXAMPLES,
    )
    acts = top.add_subparsers(dest="act", required=True, metavar="VIỆC")
    showing = acts.add_parser("show", help="xem một kế hoạch")
    showing.add_argument("plan", metavar="MÃ|TỆP", help="mã kế hoạch có sẵn hoặc tệp YAML")
    showing.add_argument("--json", action="store_true", help="in dữ liệu đầy đủ dạng JSON")
    showing.set_defaults(run=_show)
    plan_reading.register(acts)
    checking = acts.add_parser("check", help="kiểm tra tệp kế hoạch; mã thoát 2: không đọc được, 1: có lỗi, 0: được")
    checking.add_argument("plan", metavar="MÃ|TỆP", help="mã kế hoạch có sẵn, tệp YAML, hoặc tệp DOCX, PDF, ảnh, TXT")
    checking.set_defaults(run=_check)
    schema = acts.add_parser("schema", help="in JSON Schema của tệp kế hoạch")
    schema.set_defaults(run=_schema)


def find(word: str) -> plans.Plan:
    """The plan of a built-in code or of a file. Raises :class:`plans.PlanError`."""
    if not Path(word).exists() and Path(word).suffix not in (".yaml", ".yml"):
        known = plans.builtin()
        if word in known:
            return known[word]
        raise plans.PlanError(f"không có kế hoạch “{word}”; {plans.nearest(word, known)}")
    return plans.load(word)


def _show(arguments: argparse.Namespace) -> int:
    try:
        plan = find(arguments.plan)
    except plans.PlanError as error:
        return _refuse(error)
    if arguments.json:
        print(json.dumps(plans.to_data(plan), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(plan)))
    return 0


def _lines(plan: plans.Plan) -> Iterable[str]:
    yield f"{plan.movement.title}  [{plan.code}]"
    issued = check.issue_day(plan) if plan.identity.date is not None and len(plan.identity.date) == 10 else None
    singles = (plan.issuer, plan.identity, plan.period, plan.signer, plan.money, plan.cascade)
    for heading, group in [("Chung", singles), *((text, getattr(plan, name)) for name, text in HEADINGS.items())]:
        if group:
            yield f"\n{heading.upper()}"
        for element in group:
            found = effects.effect(plan, element, issued=issued, year=plan.movement.year_to)
            place = f"  [mục {element.source.path}]" if element.source is not None else ""
            yield f"- {found.title}{place}"
            yield f"    {found.detail}"


def _check(arguments: argparse.Namespace) -> int:
    file = Path(arguments.plan)
    if file.suffix.lower() not in _DATA and (file.suffix or file.exists()):
        return plan_reading.check(file)
    try:
        plan = find(arguments.plan)
    except plans.PlanError as error:
        return _refuse(error)
    found = check.findings(plan, in_force=law.book().in_force)
    count = len(list(plans.elements(plan)))
    print(f"{arguments.plan}: đọc được, {count} mục, {len(plan.questions)} câu hỏi còn mở, {len(found)} nhận xét.")
    for each in found:
        print(f"- {plan_reading.SEVERITIES[each.severity]} [mục {each.source.path}] {each.message}")
    return 1 if any(each.severity == "error" for each in found) else 0


def _schema(arguments: argparse.Namespace) -> int:
    print(schema_text(), end="")
    return 0


def _refuse(error: plans.PlanError) -> int:
    print(error, file=sys.stderr)
    return 2
