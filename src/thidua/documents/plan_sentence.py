"""One element of a plan as the clause that is printed for it."""

from __future__ import annotations

import re
from typing import Final

from thidua.documents import plan_clauses as clauses
from thidua.documents import plan_criteria, plan_running
from thidua.documents.plan_draft import basis_line
from thidua.plans import Element, Plan, Source, model

_FINER: Final = re.compile(r"(?P<sign>[-+*•]|p|bang)(?P<number>\d+)(?:~\d+)?")
_SIGNS: Final = {"-": "gạch đầu dòng", "+": "dấu cộng", "*": "dấu sao", "•": "chấm", "p": "đoạn", "bang": "bảng"}


def sentence(plan: Plan, element: Element) -> str:
    """The clause; empty for what is not printed as words of its own (links up and down, rounds' inner workings)."""
    match element:
        case model.MovementName():
            return element.title
        case model.Period():
            return clauses.period(plan)
        case model.Money():
            return "; ".join(clauses.money(plan))
        case model.DocRef():
            return basis_line(element)
        case model.Criterion():
            return _for(clauses.whom(plan, element.audiences), plan_criteria.line(element))
        case model.Content():
            return _for(clauses.whom(plan, element.audiences), element.label)
        case model.Standard():
            return _for(clauses.whom(plan, element.audiences, element.kind), element.label)
        case model.Award():
            return clauses.award(element, plan)
        case model.Quota():
            return clauses.quota(element, plan)
        case model.PaperItem():
            return clauses.paper(element, plan)
        case model.Deadline():
            return plan_running.deadline(element, plan)
        case model.Duty():
            return f"{'Đề nghị ' if element.mode == 'request' else ''}{element.body}: {clauses.lower(plan_running.duty_text(element, plan))}"
        case model.RouteStep():
            return clauses.step(element, plan)
    return str(getattr(element, "label", ""))


def _for(who: str, text: str) -> str:
    return f"Đối với {who}: {clauses.lower(text)}" if who else text


def place(source: Source | None) -> str:
    """``mục III.2.a``, ``gạch đầu dòng thứ 2 mục II.3``; empty for places outside the numbered sections."""
    labels, finer = [], ""
    for part in source.path.split(".") if source else ():
        if found := _FINER.fullmatch(part):
            finer = f"{_SIGNS[found['sign']]} thứ {found['number']} "
        else:
            labels.append(part.partition("~")[0])
    path = ".".join(labels)
    return f"{finer}mục {path}" if path[:1].isupper() or path[:1].isdecimal() else ""
