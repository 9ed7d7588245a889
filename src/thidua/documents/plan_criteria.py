"""Criteria of a printed plan: the figure each asks for, in words, said once."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final

from thidua.documents.plan_clauses import lower
from thidua.documents.vietnamese import fold
from thidua.plans.effects import target_text
from thidua.plans.model import Criterion, Plan
from thidua.plans.vocabulary import GRADE_NAMES

_OPS: Final = {">=": "từ {} trở lên", "<=": "không quá {}", ">": "trên {}", "<": "dưới {}", "=": "{}"}
_SMALL: Final = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def target(criterion: Criterion) -> str:
    """``từ 90% trở lên``, ``xếp loại từ Khá trở lên``; empty for a criterion without figure."""
    if criterion.value is None:
        return ""
    if (criterion.unit, criterion.value, criterion.op) == ("%", "100", ">="):
        return "tối thiểu 100%"
    return target_text(criterion if criterion.op else replace(criterion, op="="), _OPS)


def told(criterion: Criterion) -> bool:
    """Whether the label itself says the figure."""
    label, value = fold(criterion.label), criterion.value or ""
    if criterion.measure == "class":
        return fold(GRADE_NAMES.get(value, value)) in label
    if criterion.measure == "change":
        return value == "0" and re.search(r"\b(?:tang|nang|cao hon|cai thien)\b", label) is not None
    if value.isdecimal() and 0 < int(value) <= len(_SMALL) and f" {_SMALL[int(value) - 1]} " in criterion.label:
        return True
    return _decimal(value) in {_decimal(_dotted(each)) for each in re.findall(r"\d+(?:[.,]\d+)*", criterion.label)}


def _dotted(number: str) -> str:
    """A number as printed in Vietnamese with the point of a decimal."""
    return re.sub(r"\.(?=\d{3}(?:\D|$))", "", number).replace(",", ".")


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def line(each: Criterion) -> str:
    """Label, figure where the label does not say it, and what is left out."""
    goal = "" if told(each) else target(each)
    mark = " " if each.measure in ("rank", "change") else ": "
    return f"{each.label}{f'{mark}{goal}' if goal else ''}{_exception(each)}"


def _exception(each: Criterion) -> str:
    return f" ({lower(each.exception)})" if each.exception and fold(each.exception) not in fold(each.label) else ""


def cells(each: Criterion) -> tuple[str, str]:
    """Label and figure for a table."""
    return f"{each.label}{_exception(each)}", target(each)


def asked(plan: Plan) -> list[Criterion]:
    """The criteria without those that only repeat a content or a part of another criterion of the same participants."""
    contents = [fold(each.label) for each in plan.contents]
    out: list[Criterion] = []
    for at, each in enumerate(plan.criteria):
        label = fold(each.label)
        others = [
            fold(other.label)
            for n, other in enumerate(plan.criteria)
            if n != at and other.audiences == each.audiences and (n < at or len(other.label) > len(each.label))
        ]
        part = re.compile(rf"(?:^|[,;:.] ){re.escape(label)}")
        again = any(part.search(other) for other in (*contents, *others))
        if not (again and (each.value is None or told(each))):
            out.append(each)
    return out
