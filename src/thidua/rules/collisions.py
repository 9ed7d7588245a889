"""What an amendment runs into before it is issued: later steps dated too early, councils and decisions under way.

Pure: the caller brings what stands around each round; every finding names the clause it is about. Nothing here bars an
amendment, for the office may know why it is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from thidua.plans import Plan, calendar
from thidua.plans.model import Source
from thidua.rules import lifecycle
from thidua.rules.findings import Finding

HANDED_IN: Final = ("filed", "received", "returned", "appraised", "before_council")  # and not yet over
STARTED: Final = ("draft", "confirmed")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of the council on the round. ``state`` as in lifecycle.SESSION."""

    at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """A decision of the round that was not cancelled. ``state`` as in lifecycle.DECISION; ``number`` once issued."""

    state: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the council and the decider have done or planned for a round."""

    meetings: Sequence[Meeting] = ()
    decisions: Sequence[Deciding] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """A round an amendment changes something for. ``before``/``after``: its deadline for dossiers, None for no day.

    ``dossiers``: state of lifecycle.DOSSIER → how many.
    """

    key: str
    label: str
    before: calendar.Closing | None
    after: calendar.Closing | None
    dossiers: Mapping[str, int] = field(default_factory=dict)
    beside: Beside = Beside()

    @property
    def moved(self) -> bool:
        """Whether the deadline is another one."""
        return self.before != self.after


def findings(
    plan: Plan, rounds: Sequence[Touched], *, issued: date, events: Mapping[str, date], today: date
) -> list[Finding]:
    """Everything at once, round by round. ``plan``: as it will read; ``issued``: day of the plan it amends."""
    found = list(_over(plan, issued, events, today))
    for each in rounds:
        found += [
            *_appraisal(plan, each, events),
            *_meetings(plan, each),
            *_decisions(plan, each),
            *_dossiers(plan, each),
        ]
    return found


def _over(plan: Plan, issued: date, events: Mapping[str, date], today: date) -> Iterator[Finding]:
    end = calendar.period(plan, issued, events).end
    if end is not None and end <= today:
        last = calendar.day_text(end - timedelta(days=1))
        text = f"Phong trào đã hết thời gian, ngày cuối là {last}; sửa đổi không còn đổi được việc thi đua, chỉ đổi việc xét."
        yield Finding("movement_over", "warning", text, source=plan.period.source)


def _appraisal(plan: Plan, each: Touched, events: Mapping[str, date]) -> Iterator[Finding]:
    """The appraisal is to be finished before the last dossier may come in."""
    if each.after is None:
        return
    for deadline, closing in calendar.deadlines(plan, each.key, events):
        if deadline.act == "appraisal" and closing and closing.closes_at < each.after.closes_at:
            text = (
                f"{each.label}: hạn thẩm định {_day(closing)} đến trước hạn nộp hồ sơ {_day(each.after)}; "
                "sửa cả hạn thẩm định."
            )
            yield Finding("appraisal_before_close", "warning", text, source=deadline.source)


def _meetings(plan: Plan, each: Touched) -> Iterator[Finding]:
    source = _step(plan, "council") or _step(plan, "decide")  # a plan without the step leaves it to the decider
    for meeting in each.beside.meetings:
        day = calendar.day_text(calendar.local_day(meeting.at))
        if meeting.state == "closed":
            text = f"{each.label}: Hội đồng đã họp xong ngày {day}; sửa đổi không đổi được kết quả phiếu."
            yield Finding("council_met", "warning", text, source=source)
        elif each.after is not None and meeting.at < each.after.closes_at:
            yield _before_close(each, each.after, meeting, source)


def meetings_before_close(plan: Plan, rounds: Sequence[Touched]) -> list[Finding]:
    """Sessions still to come that stand before the last day for dossiers, as when an event has moved that day."""
    source = _step(plan, "council") or _step(plan, "decide")
    return [
        _before_close(each, each.after, meeting, source)
        for each in rounds
        for meeting in each.beside.meetings
        if each.after is not None and meeting.state != "closed" and meeting.at < each.after.closes_at
    ]


def _before_close(each: Touched, after: calendar.Closing, meeting: Meeting, source: Source | None) -> Finding:
    day = calendar.day_text(calendar.local_day(meeting.at))
    text = (
        f"{each.label}: phiên họp Hội đồng ngày {day} ({_word(lifecycle.SESSION, meeting.state)}) đến trước hạn "
        f"nộp hồ sơ {_day(after)}; hồ sơ nộp sau phiên họp không kịp xét."
    )
    return Finding("council_before_close", "warning", text, source=source)


def _decisions(plan: Plan, each: Touched) -> Iterator[Finding]:
    source = _step(plan, "decide")
    for decision in each.beside.decisions:
        if decision.state == "issued":
            text = f"{each.label}: đã ban hành Quyết định số {decision.number}; sửa đổi không đổi được kết quả đã có."
            yield Finding("decision_issued", "warning", text, source=source)
        elif decision.state != "cancelled":
            text = (
                f"{each.label}: một quyết định khen thưởng đang ở bước “{_word(lifecycle.DECISION, decision.state)}”; "
                "hồ sơ nộp sau không có trong quyết định đó."
            )
            yield Finding("decision_waiting", "warning", text, source=source)


def _dossiers(plan: Plan, each: Touched) -> Iterator[Finding]:
    filed = sum(each.dossiers.get(state, 0) for state in HANDED_IN)
    started = sum(each.dossiers.get(state, 0) for state in STARTED)
    source = _deadline(plan, each.key) or _step(plan, "file")
    if filed:
        text = (
            f"{each.label}: {filed:02d} hồ sơ đã nộp, chưa kết thúc; các hồ sơ này giữ bản lúc nộp, trừ khi "
            "chọn xét theo bản mới ở dưới."
        )
        yield Finding("dossiers_filed", "info", text, source=source)
    shorter = each.before and each.after and each.after.closes_at < each.before.closes_at
    if shorter and started and each.after is not None:
        text = f"{each.label}: hạn rút ngắn, {started:02d} hồ sơ đang soạn chỉ còn đến hết ngày {_day(each.after)}."
        yield Finding("deadline_shorter", "warning", text, source=source)


def _step(plan: Plan, act: str) -> Source | None:
    return next((step.source for step in plan.route if step.act == act), None)


def _deadline(plan: Plan, key: str) -> Source | None:
    return next((due.source for due, _ in calendar.deadlines(plan, key) if due.act == "dossier"), None)


def _day(closing: calendar.Closing) -> str:
    return calendar.day_text(closing.last_day)


def _word(table: lifecycle.Table, state: str) -> str:
    return table.states[state].lower()
