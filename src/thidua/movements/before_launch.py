"""What is worth a look before a launch: the signer, time that is over, a weaker plan. Only law bars the launch itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from thidua.documents import vietnamese
from thidua.documents.plan_draft import full_name
from thidua.movements import cascading, laying
from thidua.movements.models import Movement
from thidua.org import standing
from thidua.org.models import Post, Unit
from thidua.plans import Plan, calendar
from thidua.plans.model import Deadline
from thidua.rules.findings import Finding

CAPACITY_WORDS: Final = {
    "TM": "người đứng đầu ký TM.",
    "TM_KT": "cấp phó ký TM., KT.",
    "KT": "cấp phó ký KT.",
    "own": "người đứng đầu ký",
}


def findings(
    *,
    body: Unit,
    plan: Plan,
    issued_on: date,
    now: datetime,
    signer: Post | None = None,
    capacity: str = "",
    higher: Movement | None = None,
) -> list[Finding]:
    """Everything at once, for a launch with this day and signer. ``higher``: the plan above, where it is kept here."""
    return [
        *standing.findings(body, timezone.localdate(now), "phát động"),
        *issuer(body, plan),
        *_signer(plan, signer, capacity),
        *_time(plan, issued_on, timezone.localdate(now)),
        *_deadlines(plan, issued_on, now),
        *laying.findings(body, plan, timezone.localdate(now)),
        *cascading.weaker(higher, plan),
    ]


def issuer(body: Unit, plan: Plan) -> list[Finding]:
    """The text names another body than the one that launches: a wrong file, or a name from before a merger."""
    if vietnamese.same(full_name(plan.issuer.name), full_name(body.name)):
        return []
    message = (
        f"Văn bản ghi cơ quan ban hành là {plan.issuer.name}, đang phát động cho {body.name}. "
        "Nếu nhầm tệp thì dừng lại; nếu cơ quan đã đổi tên hoặc sáp nhập thì xác nhận ở dưới."
    )
    return [Finding("issuer_other", "warning", message, source=plan.issuer.source)]


def _signer(plan: Plan, signer: Post | None, capacity: str) -> Iterator[Finding]:
    """The signing block of the text against what was chosen; a text that names nobody says nothing."""
    printed = plan.signer
    if signer is None or not printed.name.strip():
        return
    if not vietnamese.same(printed.name, signer.person.full_name):
        message = (
            f"Văn bản ghi người ký là {printed.name}, đang chọn {signer.person.full_name}; "
            "chỉ phát động khi bản đã ký đúng là người đang chọn."
        )
        yield Finding("signer_other", "warning", message, source=printed.source)
    if capacity and capacity != printed.capacity:
        message = (
            f"Văn bản ghi cách ký là {CAPACITY_WORDS[printed.capacity]}, đang chọn "
            f"{CAPACITY_WORDS.get(capacity, capacity)}; đối chiếu với bản đã ký."
        )
        yield Finding("capacity_other", "warning", message, source=printed.source)


def _time(plan: Plan, issued_on: date, today: date) -> Iterator[Finding]:
    end = calendar.period(plan, issued_on, {}).end
    if end is not None and end <= today:
        last = vietnamese.date_short(date.fromordinal(end.toordinal() - 1))
        message = (
            f"Phong trào đã hết thời gian, ngày cuối là {last}; phát động hôm nay thì không còn ngày nào để thi đua."
        )
        yield Finding("period_over", "warning", message, source=plan.period.source)


def _deadlines(plan: Plan, issued_on: date, now: datetime) -> Iterator[Finding]:
    """One finding for each deadline that has passed, naming its latest round: a yearly one would say it five times."""
    past: dict[str, tuple[Deadline, calendar.Closing, list[str]]] = {}
    for instance in calendar.rounds(plan, issued_on):
        for deadline, closing in calendar.deadlines(plan, instance.key):
            if deadline.act == "dossier" and closing is not None and closing.closes_at <= now:
                labels = past[deadline.id][2] if deadline.id in past else []
                past[deadline.id] = deadline, closing, [*labels, instance.label]
    for deadline, closing, labels in past.values():
        days = (calendar.local_day(now) - closing.last_day).days
        what = labels[-1] if len(labels) == 1 else f"{len(labels)} đợt xét, đợt cuối là {labels[-1]}"
        then = "hồ sơ bị khóa ngay" if deadline.late == "barred" else "hồ sơ nào nộp cũng bị đánh dấu muộn"
        message = f"{what}: hạn nộp hồ sơ {vietnamese.date_short(closing.last_day)} đã qua {vietnamese.number(days)} ngày; {then}."
        yield Finding("deadline_past", "warning", message, source=deadline.source)


# ---------------------------------------------------------------- what a page has shown already


def chosen(form: Any, signers: Sequence[Post]) -> tuple[Post | None, str]:
    """Signer and capacity as the form stands: what was sent, else what it proposes."""
    given = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else form.initial
    person = given.get("signer")
    return next((post for post in signers if post.person_id == person), None), str(given.get("capacity") or "")


def marks(found: Iterable[Finding]) -> str:
    """Short names of findings, so that a form can say which of them its page has shown."""
    return " ".join(_mark(each) for each in found)


def unseen(form: Any, found: Sequence[Finding]) -> list[Finding]:
    """Warnings that come up only with what was chosen, so that nobody has read them yet."""
    if "seen" not in form.data:
        return []
    shown = set(form.data["seen"].split())
    return [each for each in found if each.severity == "warning" and _mark(each) not in shown]


def shown(found: Sequence[Finding], again: Sequence[Finding]) -> dict[str, Any]:
    """For the page: what bars, what is worth a look, and whether it asks a second time."""
    return {
        "barred": [each for each in found if each.severity == "error"],
        "warnings": [each for each in found if each.severity != "error"],
        "again": bool(again),
    }


def _mark(finding: Finding) -> str:
    return hashlib.sha256(f"{finding.code} {finding.message}".encode()).hexdigest()[:12]
