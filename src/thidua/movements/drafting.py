"""What a plan must keep to be carried out here: lengths the registers hold, years that can be real."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Final

from thidua import plans
from thidua.plans import Plan
from thidua.plans.vocabulary import RATING_SCALES
from thidua.rules.findings import Finding

FIRST_YEAR, LAST_YEAR, LONGEST = 2000, 2100, 20  # years; a plan of emulation runs five at most
ID_LENGTH: Final = 60
_NUL: Final = "\\u0000"  # as JSON writes it; PostgreSQL cannot keep it
_NUMBER: Final = re.compile(r"-?[0-9]{1,11}(\.[0-9]{1,3})?")
ROUND_ID_LENGTH: Final = 34  # with "-2025" it is the key of a round
_TEXTS: Final[tuple[tuple[str, Callable[[Plan], str], int], ...]] = (  # what, where, longest
    ("Tên phong trào", lambda plan: plan.movement.title, 300),
    ("Tên gọi ngắn", lambda plan: plan.movement.short, 160),
    ("Ký hiệu", lambda plan: plan.identity.symbol or "", 30),
    ("Số kế hoạch", lambda plan: plan.identity.number or "", 20),
    ("Tên người ký", lambda plan: plan.signer.name, 120),
    ("Chức vụ người ký", lambda plan: plan.signer.position, 120),
)


def findings(plan: Plan) -> list[Finding]:
    """Reasons against keeping the plan as a movement; the plan itself is already known to be well formed."""
    if _NUL in json.dumps(plans.to_data(plan)):
        message = "Bản kế hoạch có ký tự rỗng không in được; gõ lại đoạn đó."
        return [Finding("plan_unprintable", "error", message)]
    return [*_years(plan), *_lengths(plan), *_ids(plan), *_targets(plan)]


def _years(plan: Plan) -> Iterator[Finding]:
    first, last = plan.movement.year_from, plan.movement.year_to
    if not FIRST_YEAR <= first <= last <= LAST_YEAR or last - first >= LONGEST:
        message = (
            f"Kế hoạch ghi thời gian từ năm {first} đến năm {last}; năm đầu không được sau năm cuối, "
            f"nằm trong khoảng {FIRST_YEAR} đến {LAST_YEAR} và không quá {LONGEST} năm."
        )
        yield Finding("plan_years", "error", message, source=plan.movement.source)
    if not plan.rounds:
        yield Finding("plan_without_round", "error", "Kế hoạch phải có ít nhất một đợt xét khen thưởng.")


def _lengths(plan: Plan) -> Iterator[Finding]:
    for name, text_of, longest in _TEXTS:
        length = len(text_of(plan))
        if length > longest:
            yield Finding("plan_text_long", "error", f"{name} dài {length} ký tự, sổ chỉ giữ được {longest}.")
    for title, text in (("Tên phong trào", plan.movement.title), ("Tên gọi ngắn", plan.movement.short)):
        if not text.strip():
            yield Finding("plan_text_empty", "error", f"{title} còn để trống.", source=plan.movement.source)


def _ids(plan: Plan) -> Iterator[Finding]:
    for name, _ in plans.elements(plan):
        if len(name) > ID_LENGTH:
            yield Finding("plan_id_long", "error", f"Mã “{name[:20]}…” dài quá {ID_LENGTH} ký tự; đặt mã ngắn hơn.")
    for each in plan.rounds:
        if len(each.id) > ROUND_ID_LENGTH:
            message = f"Mã đợt xét “{each.id[:20]}…” dài quá {ROUND_ID_LENGTH} ký tự; đặt mã ngắn hơn."
            yield Finding("plan_id_long", "error", message, source=each.source)
        if len(each.label) > 140:
            message = f"Tên đợt xét “{each.label[:20]}…” dài quá 140 ký tự; rút gọn lại."
            yield Finding("plan_text_long", "error", message, source=each.source)


def _targets(plan: Plan) -> Iterator[Finding]:
    classes = {key for scale in RATING_SCALES.values() for key in scale}
    for each in plan.criteria:
        if each.value is None or each.measure in ("document", "judgement"):
            continue
        if each.value not in classes if each.measure == "class" else not _NUMBER.fullmatch(each.value):
            message = f"Chỉ tiêu của “{each.label}” ghi “{each.value}”, chương trình không so sánh được."
            yield Finding("plan_target", "error", message, source=each.source)
