"""First check of a plan: dates that cannot be, things an office needs and the paper does not say.

It reads only the data; wording and cross references of the text belong to the reader's lint.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from . import calendar
from .calendar import day_text
from .expressions import leaves
from .model import Award, DocRef, Leaf, OpenQuestion, Plan, Source

type InForce = Callable[[str, dt.date], bool | None]
"""Number of an instrument and a day → in force, not in force, or not known to the law book."""


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """One remark: ``message`` is a full Vietnamese sentence, ``source`` the place of the plan it is about."""

    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    source: Source


def findings(
    plan: Plan, *, in_force: InForce | None = None, events: Mapping[str, dt.date] | None = None
) -> list[PlanFinding]:
    """Everything found, errors first. ``in_force`` is ``law.book().in_force``; without it no law is asked."""
    found = [
        *_identity(plan),
        *_bases(plan),
        *_period(plan),
        *_deadlines(plan, events or {}),
        *_quotas(plan),
        *_index(plan),
        *(_law(plan, in_force) if in_force is not None else ()),
    ]
    return sorted(found, key=lambda each: ("error", "warning", "info").index(each.severity))


def known_days(text: str | None) -> tuple[dt.date, dt.date] | None:
    """First and last day an ISO date may mean: ``2021-11`` is the whole month, None is unknown."""
    if text is None:
        return None
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return dt.date(year, month, 1), dt.date(year, month, months.monthrange(year, month)[1])
    day = dt.date.fromisoformat(text)
    return day, day


def issue_day(plan: Plan) -> dt.date | None:
    """Day of the plan, the first day it may have when the paper leaves it blank, or None."""
    days = known_days(plan.identity.date) or known_days(plan.identity.date_not_before)
    return days[0] if days else None


def _identity(plan: Plan) -> Iterator[PlanFinding]:
    identity = plan.identity
    if identity.number is None:
        yield PlanFinding(
            "number-missing",
            "warning",
            "Kế hoạch chưa có số; số được cấp từ sổ công văn khi phát động.",
            identity.source,
        )
    if identity.symbol is None:
        yield PlanFinding(
            "symbol-missing",
            "warning",
            "Kế hoạch chưa có ký hiệu, ví dụ KH-UBND; cần ghi trước khi ký.",
            identity.source,
        )
    if identity.date is None or len(identity.date) == 7:
        yield PlanFinding(
            "date-missing",
            "warning",
            "Kế hoạch chưa ghi đủ ngày ban hành; thời gian tính từ ngày ban hành chỉ chạy khi có ngày ký.",
            identity.source,
        )


def _bases(plan: Plan) -> Iterator[PlanFinding]:
    issued = known_days(plan.identity.date)
    for document in (*plan.bases, *plan.references):
        days = known_days(document.date)
        if issued is not None and days is not None and days[0] > issued[1]:
            yield PlanFinding(
                "basis-after-plan",
                "error",
                f"{_cited(document)} đề ngày {_date_words(document.date)}, sau ngày của kế hoạch "
                f"({_date_words(plan.identity.date)}); một trong hai ngày ghi sai.",
                document.source,
            )


def _cited(document: DocRef) -> str:
    return f"{document.doc_type} số {document.number}" if document.number else document.doc_type


def _date_words(text: str | None) -> str:
    if text is not None and len(text) == 7:
        return f"tháng {text[5:]}/{text[:4]}"
    return day_text(dt.date.fromisoformat(text)) if text is not None else "không rõ"


def _period(plan: Plan) -> Iterator[PlanFinding]:
    if plan.period.end_op == "none":
        yield PlanFinding(
            "period-missing",
            "warning",
            "Kế hoạch không ghi thời gian thực hiện phong trào; cần hỏi lại cơ quan ban hành.",
            plan.period.source,
        )


def _deadlines(plan: Plan, events: Mapping[str, dt.date]) -> Iterator[PlanFinding]:
    issued = issue_day(plan) or dt.date(plan.movement.year_from, 1, 1)
    span = calendar.period(plan, issued, events)
    opens = {each.id: each.opens_after for each in plan.rounds}
    told: set[str] = set()
    unclear = any(each.id.startswith("hoi-han-ho-so") and each.kind != "missing" for each in plan.questions)
    silent = "hạn nộp hồ sơ ghi trong kế hoạch chưa thành ngày" if unclear else "kế hoạch không ghi hạn nộp hồ sơ"
    for instance in calendar.rounds(plan, issued):
        pairs = [pair for pair in calendar.deadlines(plan, instance.key, events) if pair[0].act == "dossier"]
        if not pairs and instance.round_id not in told:
            round_ = next(each for each in plan.rounds if each.id == instance.round_id)
            yield PlanFinding(
                "no-dossier-deadline",
                "warning",
                f"{round_.label}: {silent}, nên chương trình không chặn hồ sơ nào vì muộn.",
                round_.source,
            )
        for deadline, closing in pairs:
            if deadline.id in told or closing is None:
                continue  # said once for a deadline that returns every year
            ends = _round_end(span, instance.year)
            if ends is not None and closing.last_day < ends:
                yield PlanFinding(
                    "deadline-before-period-end",
                    "warning",
                    f"Ngày cuối nộp hồ sơ {day_text(closing.last_day)} đến trước ngày cuối của thời gian xét "
                    f"{day_text(ends)}; thành tích những ngày sau không kịp vào hồ sơ.",
                    deadline.source,
                )
            waits_for = opens[instance.round_id] or span.open_event
            yield from _event_first(plan, waits_for, closing, deadline.source, events)
            told.add(deadline.id)
        told.add(instance.round_id)


def _round_end(span: calendar.Span, year: int) -> dt.date | None:
    """Last day the round looks at: end of its year or of the movement, whichever comes first."""
    if span.end is None:
        return None
    return min(span.end - dt.timedelta(days=1), dt.date(year, 12, 31))


def _event_first(
    plan: Plan, event_id: str | None, closing: calendar.Closing, source: Source, events: Mapping[str, dt.date]
) -> Iterator[PlanFinding]:
    event = next((each for each in plan.events if each.id == event_id), None)
    if event is None:
        return
    happened = events.get(event.id)
    if happened is None:
        yield PlanFinding(
            "deadline-may-precede-event",
            "warning",
            f"Việc xét dựa vào “{event.label}” nhưng hạn nộp hồ sơ đã ấn định, ngày cuối {day_text(closing.last_day)}; "
            "nếu sự kiện đến sau hạn thì hồ sơ không kịp dùng kết quả đó.",
            source,
        )
    elif happened > closing.last_day:
        yield PlanFinding(
            "deadline-precedes-event",
            "error",
            f"“{event.label}” ngày {day_text(happened)} đến sau ngày cuối nộp hồ sơ {day_text(closing.last_day)}; "
            "cần gia hạn.",
            source,
        )


def _quotas(plan: Plan) -> Iterator[PlanFinding]:
    names = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}
    own = [award for award in plan.awards if award.mode == "award"]
    held: list[OpenQuestion] = []
    if own and (held := [each for each in plan.questions if each.id.startswith("hoi-so-luong-khong-khoa")]):
        message = "Kế hoạch có số lượng chương trình không khóa được (tỷ lệ, số tối thiểu, số cho mỗi nơi); người xét đối chiếu."
        yield PlanFinding("quota-not-held", "info", message, held[0].source)
    elif own and not plan.quotas:
        message = "Kế hoạch không ấn định số lượng khen thưởng; số lượng do người có thẩm quyền quyết định."
        yield PlanFinding("no-quota", "info", message, own[0].source)
    stated = {quota.kind for quota in plan.quotas}
    for kind in dict.fromkeys(kind for award in own for kind in award.kinds):
        if stated and kind not in stated and not held:
            yield PlanFinding(
                "quota-kind-missing",
                "warning",
                f"Kế hoạch có khen thưởng {names[kind]} nhưng chỉ ấn định số lượng cho đối tượng khác.",
                _first(own, kind).source,
            )
    for quota in plan.quotas:
        if quota.op == "exact":
            yield PlanFinding(
                "quota-exact",
                "info",
                f"Số lượng {quota.value:02} {names[quota.kind]} ghi không kèm “tối đa”: ít hơn phải nêu lý do, "
                "nhiều hơn không được.",
                quota.source,
            )


def _first(awards: list[Award], kind: str) -> Award:
    return next(award for award in awards if kind in award.kinds)


def _index(plan: Plan) -> Iterator[PlanFinding]:
    for standard in plan.standards:
        for leaf in leaves(standard.expr):
            if _bars_the_maximum(leaf):
                yield PlanFinding(
                    "index-maximum-never-passes",
                    "warning",
                    f"“{standard.label}”: đơn vị năm trước đã đạt điểm tối đa thì không thể cao hơn, nên không bao giờ "
                    "đạt; nên thêm “hoặc duy trì mức tối đa”.",
                    standard.source,
                )


def _bars_the_maximum(leaf: Leaf) -> bool:
    return leaf.leaf == "index_improved" and leaf.params.get("or_max") is False


# ---------------------------------------------------------------- law

_LAW_NUMBER = re.compile(r"\d+/\d{4}/(NĐ-CP|QH\d+|TT-[A-ZĐ]+)")


def _law(plan: Plan, in_force: InForce) -> Iterator[PlanFinding]:
    issued = issue_day(plan)
    if issued is None:
        return
    span = calendar.period(plan, issued, {})
    last = span.end - dt.timedelta(days=1) if span.end is not None else dt.date(plan.movement.year_to, 12, 31)
    for number, source in _cited_laws(plan).items():
        if in_force(number, issued) is False:
            yield PlanFinding(
                "law-not-in-force",
                "warning",
                f"Văn bản {number} không có hiệu lực vào ngày {day_text(issued)}; cần căn cứ văn bản đang có hiệu lực.",
                source,
            )
        elif last > issued and in_force(number, last) is False:
            yield PlanFinding(
                "law-ends-during-movement",
                "info",
                f"Văn bản {number} hết hiệu lực trước ngày cuối của phong trào ({day_text(last)}); mức tiền và mẫu "
                "giấy tờ theo văn bản có hiệu lực vào ngày làm.",
                source,
            )


def _cited_laws(plan: Plan) -> dict[str, Source]:
    cited: dict[str, Source] = {}
    for document in (*plan.bases, *plan.references):
        if document.number is not None:
            cited.setdefault(document.number, document.source)
    for paper in plan.papers:
        if paper.form_decree is not None:
            cited.setdefault(paper.form_decree, paper.source)
    if plan.money.decree is not None:
        cited.setdefault(plan.money.decree, plan.money.source)
    return {number: source for number, source in cited.items() if _LAW_NUMBER.fullmatch(number)}
