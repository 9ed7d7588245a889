"""A plan that amends a plan (NĐ 30/2020, model 1.4): what is changed, from when, what stays, clause by clause.

A clause that reads otherwise is given in its new words, as it would stand in the plan (``plan_sentence``). What changes
without changing a printed word comes from ``plans.compare``, field by field.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from thidua.documents import vietnamese
from thidua.documents.base import DOTS, Signer
from thidua.documents.model import Heading, Paragraph, SubHead
from thidua.documents.plan_paper import PlanBlock, PlanPaper
from thidua.documents.plan_sentence import place, sentence
from thidua.plans import Plan, compare, elements
from thidua.plans.compare import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """The plan that is amended, as it is cited: number, day, body in full, what it is about."""

    number: str
    day: date | None
    body: str
    subject: str

    def __str__(self) -> str:
        when = f" {vietnamese.date_words(self.day)}" if self.day else ""
        return f"Kế hoạch số {self.number}{when} của {self.body}"


def paper(
    plan: Amended,
    former: Plan,
    later: Plan,
    *,
    heading: Heading,
    effective_on: date | None,
    applies_to_filed: bool,
    recipients: tuple[str, ...],
    signer: Signer,
) -> PlanPaper:
    """The amending plan. ``effective_on`` None: a draft, the day is left to be filled in."""
    about = f"về {plan.subject[:1].lower()}{plan.subject[1:]}"
    subject = f"Sửa đổi, bổ sung một số nội dung của Kế hoạch số {plan.number} {about}"
    body: list[PlanBlock] = [SubHead("I. NỘI DUNG SỬA ĐỔI, BỔ SUNG")]
    for number, change in enumerate(compare.diff(former, later), 1):
        body += _change(number, change, former, later)
    day = vietnamese.date_words(effective_on) if effective_on else f"ngày {DOTS}"
    filed = (
        "Hồ sơ đã nộp trước ngày này mà chưa thẩm định xong thì xét theo Kế hoạch đã sửa đổi."
        if applies_to_filed
        else "Hồ sơ đã nộp trước ngày này thì xét theo Kế hoạch tại thời điểm nộp."
    )
    body += [
        SubHead("II. HIỆU LỰC THI HÀNH"),
        Paragraph(f"1. Kế hoạch này có hiệu lực từ {day}."),
        Paragraph(f"2. {filed} Hồ sơ chưa nộp thực hiện theo Kế hoạch đã sửa đổi."),
        Paragraph(f"3. Các nội dung khác của {plan} giữ nguyên hiệu lực."),
        Paragraph("Yêu cầu các cơ quan, đơn vị, cá nhân liên quan nghiêm túc triển khai thực hiện./."),
    ]
    return PlanPaper(
        heading=heading,
        subject=subject,
        bases=(f"Căn cứ {plan} {about}",),
        lead=(f"{plan.body} ban hành Kế hoạch sửa đổi, bổ sung một số nội dung của {plan}, như sau:",),
        body=tuple(body),
        recipients=recipients,
        signature=signer.signature(),
    )


_UNNAMED: Final = ("Quota", "Deadline", "RouteStep")  # their labels do not tell one from another


def _change(number: int, change: Change, former: Plan, later: Plan) -> list[PlanBlock]:
    found = place(change.source)
    at = f" tại {found}" if found else ""
    name = f"{change.group[:1].lower()}{change.group[1:]}"
    before, after = (_words(plan, change) for plan in (former, later))
    if change.what == "removed":
        gone = before if change.kind in _UNNAMED else change.label
        return [Paragraph(f"{number}. Bãi bỏ {name} “{gone or change.label}”{at}.")]
    if change.what == "added":
        return [Paragraph(f"{number}. Bổ sung {name}{at}: “{after or change.label}”.")]
    named = name if change.label == change.group else f"{name} “{change.label}”"
    if before != after and before and after:
        head = f"{number}. Sửa đổi {named if change.label in before else name}{at} như sau:"
        return [Paragraph(head, keep=True), Paragraph(f"“{after}.”")]
    lines: list[PlanBlock] = [Paragraph(f"{number}. Sửa đổi {named}{at} như sau:", keep=True)]
    lines += [
        Paragraph(f"- {each.label[:1].upper()}{each.label[1:]}: {_from(each.before)}thành “{each.after}”.")
        for each in change.fields
    ]
    return lines


def _from(before: str) -> str:
    return f"“{before}” sửa " if before != compare.NOTHING else "bổ sung "


def _words(plan: Plan, change: Change) -> str:
    """The clause as it stands in the plan; empty where the plan does not have it or prints no words for it."""
    found = getattr(plan, change.id, None) if change.id in compare.COMPARED_SINGLES else None
    if found is None:
        found = next((each for name, each in elements(plan) if name == change.id), None)
    return sentence(plan, found).strip().rstrip(".") if found is not None else ""


def issuer_lines(name: str) -> str:
    """``UBND phường X`` in full, the name of the locality on a line of its own, as in the head of a paper."""
    full = name.replace("UBND", "Ủy ban nhân dân", 1) if name.startswith("UBND") else name
    rest = full.removeprefix("Ủy ban nhân dân ")
    return full if rest == full else f"Ủy ban nhân dân\n{rest}"
