"""Conditions in Vietnamese: what a standard asks, in one phrase, the same on every page and paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from . import after_event, model
from .calendar import day_text
from .model import All, Any, Expr, Leaf, Not, Plan
from .vocabulary import AWARD_FORMS, DISCIPLINES, DUTY_TYPES, GRADE_NAMES, ROLES, TIERS

_SPANS: Final = {
    "round_year": "trong năm xét",
    "movement": "trong thời gian phong trào",
    "plan_years": "trong các năm của kế hoạch",
}
_TARGETS: Final = {
    "component": "chỉ số thành phần được giao",
    "overall": "chỉ số cải cách hành chính chung",
    "either": "chỉ số chung hoặc chỉ số thành phần được giao",
}


def expression_text(expr: Expr, plan: Plan) -> str:
    """The whole condition as one phrase without a full stop; parts of and/or are set off by brackets."""
    match expr:
        case Leaf():
            return leaf_text(expr, plan)
        case Not(Leaf() as leaf):
            text = leaf_text(leaf, plan)  # "không bị kỷ luật" turns into "bị kỷ luật"
            return text.removeprefix("không ") if text.startswith("không ") else f"không phải: {text}"
        case Not(item):
            return f"không phải: ({expression_text(item, plan)})"
        case All(items):
            return " và ".join(_part(item, plan) for item in items)
        case Any(items):
            return " hoặc ".join(_part(item, plan) for item in items)


def leaf_text(leaf: Leaf, plan: Plan) -> str:
    """What one question asks, e.g. “xếp loại từ Hoàn thành tốt nhiệm vụ trở lên”."""
    return _LEAVES[leaf.leaf](leaf.params, plan)


def judged(expr: Expr) -> bool:
    """Whether a person has to decide some part of the condition."""
    match expr:
        case Leaf(leaf):
            return leaf == "judgement"
        case Not(item):
            return judged(item)
        case All(items) | Any(items):
            return any(judged(item) for item in items)


def _part(item: Expr, plan: Plan) -> str:
    text = expression_text(item, plan)
    return f"({text})" if isinstance(item, All | Any) else text


type _Params = Mapping[str, object]


def _rating(params: _Params, plan: Plan) -> str:
    years = params.get("years", 1)
    grade = GRADE_NAMES[str(params["grade"])]
    run = f" {years} năm liền" if years != 1 else ""
    return f"xếp loại{run} từ {grade} trở lên"


def _discipline(params: _Params, plan: Plan) -> str:
    who = "không có người trong đơn vị bị" if params.get("of") == "staff" else "không bị"
    least = str(params.get("least", "khien_trach"))
    grade = f" từ {DISCIPLINES[least]} trở lên" if least != "khien_trach" else ""
    return f"{who} kỷ luật{grade} {_within(params)}"


def _complaint(params: _Params, plan: Plan) -> str:
    who = "không có người trong đơn vị bị" if params.get("of") == "staff" else "không bị"
    what = "phản ánh, kiến nghị đã xác minh là đúng" if params.get("upheld", True) else "phản ánh, kiến nghị"
    return f"{who} {what} {_within(params)}"


def _index(params: _Params, plan: Plan) -> str:
    measure = "điểm" if params.get("by") == "points" else "tỷ lệ"
    target = _TARGETS[str(params.get("target", "component"))]
    kept = " hoặc giữ được mức tối đa" if params.get("or_max") else ""
    return f"{measure} {target} cao hơn năm trước liền kề{kept}"


def _initiative(params: _Params, plan: Plan) -> str:
    tier = TIERS[str(params.get("level", "commune"))].lower()
    return f"có ít nhất {_number(params.get('min', 1))} sáng kiến được {tier} trở lên công nhận {_within(params)}"


def _prior(params: _Params, plan: Plan) -> str:
    form = AWARD_FORMS[str(params["form"])]
    tier = TIERS[str(params["authority_tier"])].lower()
    return f"đã được tặng ít nhất {_number(params['min'])} {form} của {tier} {_within(params)}"


def _target(params: _Params, plan: Plan) -> str:
    label = next((each.label for each in plan.criteria if each.id == params["criterion"]), str(params["criterion"]))
    return f"đạt tiêu chí “{label}”"


def _tasks(params: _Params, plan: Plan) -> str:
    when = " đúng hoặc trước hạn" if params.get("on_time", True) else ""
    return f"hoàn thành{when} {params.get('share', 100)}% nhiệm vụ được giao"


def _judgement(params: _Params, plan: Plan) -> str:
    text = str(params["text"]).rstrip(".")
    return f"{text[:1].lower()}{text[1:]} ({ROLES[str(params.get('by', 'office'))].lower()} kết luận)"


def _within(params: _Params) -> str:
    return _SPANS[str(params.get("within", "round_year"))]


def _number(value: object) -> str:
    return f"{value:02}"


_LEAVES: Final[Mapping[str, Callable[[_Params, Plan], str]]] = {
    "rating_at_least": _rating,
    "no_discipline": _discipline,
    "no_complaint": _complaint,
    "index_improved": _index,
    "rank_at_least": lambda params, plan: f"xếp hạng trong {params['n']} đơn vị dẫn đầu",
    "rank_improved": lambda params, plan: f"thứ hạng tăng ít nhất {params.get('by', 1)} bậc so với năm trước liền kề",
    "initiative_recognised": _initiative,
    "initiative_registered": lambda params, plan: (
        f"đã đăng ký ít nhất {_number(params.get('min', 1))} sáng kiến, mô hình {_within(params)}"
    ),
    "prior_awards": _prior,
    "target_met": _target,
    "all_targets_met": lambda params, plan: f"đạt ít nhất {params.get('min_share', 100)}% số tiêu chí, chỉ tiêu",
    "plan_issued": lambda params, plan: "đã ban hành và gửi kế hoạch của đơn vị",
    "duty_done": lambda params, plan: f"đã làm xong nhiệm vụ “{DUTY_TYPES[str(params['type'])]}”",
    "tasks_done": _tasks,
    "judgement": _judgement,
}


def deadline_text(each: model.Deadline, plan: model.Plan) -> str:
    """“trước ngày 30/01/2026”, “chậm nhất 17 giờ 00 ngày 09/12 hằng năm”, “chậm nhất 10 ngày kể từ ngày “Công bố””."""
    word = "trước" if each.op == "before" else "chậm nhất"
    if (after := after_event.parse(each.rule)) is not None:
        return f"{word} {after_event.text(after, plan)}{f' (đến {hour_text(each.time)})' if each.time else ''}"
    word = f"{word} {hour_text(each.time)} ngày" if each.time else f"{word} ngày"
    name, _, month_day = each.rule.rpartition(" ")
    if not name:
        return f"{word} {day_text(dt.date.fromisoformat(each.rule))}"
    month, day = month_day.split("-")
    return f"{word} {day}/{month} {'hằng năm' if name == 'annual' else 'năm sau'}"


def hour_text(time: str) -> str:
    """``17:00`` → “17 giờ 00”."""
    hour, minute = time.split(":")
    return f"{hour} giờ {minute}"
