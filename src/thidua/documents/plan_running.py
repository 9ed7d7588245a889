"""Sentences of a printed plan about days and duties. The data come from the plan, never from here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from thidua.documents import plan_clauses as clauses
from thidua.documents.vietnamese import fold
from thidua.plans import after_event
from thidua.plans.model import Deadline, Duty, Plan
from thidua.plans.wording import deadline_text, hour_text

_SENT: Final = {
    "dossier": "Hồ sơ đề nghị khen thưởng",
    "appraisal": "Kết quả thẩm định",
    "lower_plan": "Kế hoạch của cơ quan, đơn vị",
    "registration": "Đăng ký thi đua",
    "review": "Bình xét khen thưởng",
    "voting": "Bình chọn, bỏ phiếu",
    "initiative": "Xét công nhận sáng kiến",
    "report": "Báo cáo kết quả",
    "publication": "Công bố kết quả",
    "proposal": "Hồ sơ trình cấp trên khen thưởng",
    "ceremony": "Tổ chức trao thưởng",
    "task": "Hoàn thành việc được giao",
}


def deadline(each: Deadline, plan: Plan) -> str:
    """What goes where, through whom, the last day, and what becomes of a late dossier."""
    via = f" (qua {each.via})" if each.via else ""
    person = re.match(r"(?i)chủ tịch|bộ trưởng|giám đốc|thủ trưởng", each.recipient)
    to = f" {'trình' if person else 'gửi về'} {each.recipient}{via}" if each.recipient else ""
    word = "trước" if each.op == "before" else "chậm nhất là"
    said = any(known.rule == "late" for known in plan.exclusions)
    late = "; hồ sơ gửi sau thời hạn này không được xét" if each.late == "barred" and not said else ""
    which = clauses.rounds(plan, each.rounds).removeprefix(" (").removesuffix(")")
    what = f"Đối với {which}: {clauses.lower(_SENT[each.act])}" if which else _SENT[each.act]
    what = f"{each.by} {clauses.lower(what)}" if each.by else what
    if (after := after_event.parse(each.rule)) is not None:
        hour = f" (đến {hour_text(each.time)})" if each.time else ""
        name = clauses.lower(after_event.event_text(after, plan))
        before = "trước" if each.op == "before" else "chậm nhất"
        return f"{what}{to} {before} {after.count_text} kể từ ngày {name}{hour}{late}"
    hour = f"{hour_text(each.time)} " if each.time else ""
    return f"{what}{to} {word} {hour}{_when(each.rule)}{late}"


def _when(rule: str) -> str:
    """``annual 12-10`` → ``ngày 10/12 hằng năm``; ``next_year 01-30`` → ``ngày 30/01 năm liền kề``."""
    kind, _, rest = rule.rpartition(" ")
    if not kind:
        return clauses.day(rule)
    month, number = rest.split("-")
    return f"ngày {number}/{month} {'hằng năm' if kind == 'annual' else 'năm liền kề'}"


def duties(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Each body with what it has to do, in the order of the plan; nothing twice."""
    bodies: dict[tuple[str, str], list[str]] = {}
    closing = last_duty(plan)
    for duty in plan.duties:
        if duty.label != closing or duty is not plan.duties[-1]:
            bodies.setdefault((duty.mode, duty.body), []).append(duty_text(duty, plan))
    for (mode, body), labels in bodies.items():
        yield (f"Đề nghị {body}" if mode == "request" else body), clauses.distinct(labels)


def duty_text(duty: Duty, plan: Plan) -> str:
    """What has to be done and by when, where its own words do not say so."""
    if duty.deadline is None:
        return duty.label
    figures = set(re.findall(r"\d{1,2}", duty.due or "")[-2:]) if after_event.parse(duty.due or "") is None else set()
    said = {number.zfill(2) for number in re.findall(r"\d{1,2}", duty.label)}
    return duty.label if figures and figures <= said else f"{duty.label}, {deadline_text(duty.deadline, plan)}"


_EVERYBODY: Final = re.compile(r"^(?:cac|thu truong|tung|moi|nguoi dung dau|tap the)\b")
_CARRY_OUT: Final = re.compile(r"nghiem tuc|thuc hien (?:nghiem|dung)|trien khai thuc hien")


def last_duty(plan: Plan) -> str:
    """The last duty where it is that of everybody to carry the plan out: it closes the paper."""
    if not plan.duties:
        return ""
    duty = plan.duties[-1]
    common = duty.mode == "order" and _EVERYBODY.match(fold(duty.body)) and _CARRY_OUT.search(fold(duty.label))
    return duty.label if common else ""
