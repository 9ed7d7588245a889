"""The check of a draft: remarks about its text and its plan, the waived ones with the reason."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua import reader
from thidua.documents import plan_draft, vietnamese
from thidua.drafting.building import reading_of
from thidua.drafting.models import Draft, DraftFact, Waiver
from thidua.drafting.saying import place
from thidua.movements import launching as movement_launching
from thidua.movements import laying
from thidua.plans import Plan
from thidua.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark of the check as shown. ``key`` names it as long as code, place and words stay the same."""

    key: str
    code: str
    severity: str
    path: str
    quote: str
    message: str
    suggestion: str
    source: str
    waiver: Waiver | None = None
    at: tuple[int, int] | None = None  # block and first character in the document

    @property
    def place(self) -> dict[str, str]:
        """Its clause."""
        return place(self.path)

    @property
    def stands(self) -> bool:
        """Whether nobody let it pass yet."""
        return self.waiver is None


def remarks(draft: Draft, rows: Sequence[DraftFact], plan: Plan | None, today: date) -> list[Remark]:
    """Everything the check says, the worst first; remarks that were waived carry the waiver."""
    reading = reading_of(draft, [row for row in rows if row.state != "rejected"])
    judged = _as_of(plan, today) if plan is not None and draft.origin != "file" else plan
    found = [_of_reader(each) for each in reader.check_all(reading, plan=judged, insist=draft.state != "other")]
    if plan is not None:
        found += other_body(draft, plan)
        found += [_of_finding(each) for each in _before_launch(draft, plan, today)]
    waived = {waiver.key: waiver for waiver in draft.waivers.select_related("by__person")}
    order = ("error", "warning", "info")
    unique = {each.key: each for each in found}
    shown = [replace(each, waiver=waived.get(each.key)) for each in unique.values()]
    return sorted(shown, key=lambda each: (not each.stands, order.index(each.severity)))


def _as_of(plan: Plan, today: date) -> Plan:
    """A plan being written, which bears no day yet: it is issued today at the earliest, not on the day of a law it cites."""
    if plan.identity.date:
        return plan
    first = max(plan.identity.date_not_before or "", today.isoformat())
    return replace(plan, identity=replace(plan.identity, date_not_before=first))


def _of_reader(each: Any) -> Remark:
    return Remark(
        key=key(each.code, each.path, each.message if each.kind == "plan" else each.quote),
        code=each.code,
        severity=each.severity,
        path=each.path,
        quote=each.quote,
        message=each.message,
        suggestion=each.suggestion,
        source=each.source,
        at=(each.span.block, each.span.start) if each.span else None,
    )


def _before_launch(draft: Draft, plan: Plan, today: date) -> list[Finding]:
    """What the launch page will say that can be mended in the review: units nobody knows, a day still to come."""
    printed = movement_launching.printed_day(plan)
    found = laying.findings(draft.body, plan, today)
    if printed is not None and printed > today:
        message = f"Ngày ban hành {vietnamese.date_short(printed)} ở sau hôm nay; đến ngày đó mới phát động được."
        found.insert(0, Finding("issued_in_future", "warning", message, source=plan.identity.source))
    return found


def _of_finding(finding: Finding) -> Remark:
    path = finding.source.path if finding.source else ""
    name = key(finding.code, path, finding.message)
    return Remark(name, finding.code, finding.severity, path, "", finding.message, "", "")


def other_body(draft: Draft, plan: Plan) -> list[Remark]:
    """A plan of another body than the one it is drafted for."""
    written, ours = (plan_draft.full_name(name) for name in (plan.issuer.name, draft.body.name))
    if vietnamese.same(written, ours):
        return []
    message = f"Văn bản ghi cơ quan ban hành là {plan.issuer.name}, dự thảo này của {draft.body.name}."
    advice = "Tải lên kế hoạch của đúng cơ quan, hoặc sửa dữ kiện “Cơ quan ban hành”."
    name = key("issuer.other", plan.issuer.source.path, message)
    return [Remark(name, "issuer.other", "warning", plan.issuer.source.path, "", message, advice, "")]


def key(code: str, path: str, words: str) -> str:
    """Name of a remark."""
    return hashlib.sha256("\n".join((code, path, words)).encode()).hexdigest()[:32]
