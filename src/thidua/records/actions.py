"""Official acts on facts: enter, correct, take back, recognise an initiative, conclude a complaint.

A fact names its paper. Nothing is changed silently: every act keeps in the journal what stood before and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.org.acting import error, roles, stale
from thidua.org.models import Person, Unit, User
from thidua.records import checks
from thidua.records.kinds import KINDS, Fact, Kind, kind_of
from thidua.records.models import Complaint, Initiative
from thidua.records.permissions import can_enter
from thidua.rules.findings import Finding, Refused, refuse_if_any

SHORTEST_REASON = 10


def enter(
    *, kind: str, unit: Unit, person: Person | None, values: Mapping[str, Any], source: str, by: User, at: datetime
) -> Fact:
    """Enter a fact of ``KINDS`` about a person (``unit``: theirs at that time) or, without a person, about a unit.

    ``values`` hold the columns ``KINDS[kind].fields``; ``source`` is the paper that proves it.
    """
    refuse_if_any(can_enter(roles(by, at), unit.body_id))
    what = KINDS[kind]
    refuse_if_any(checks.findings(what, unit, person, values, source, timezone.localdate(at)))
    given = _columns(what, values, what.fields)
    whose: dict[str, Any] = {"unit": unit, "person": person} if what.of_person else {"unit": unit}
    if kind == "phan-anh":
        given["status"] = "open"
    with transaction.atomic():
        try:
            with transaction.atomic():
                fact: Fact = what.model.objects.create(**whose, **given, source=source.strip(), recorded_at=at)
        except IntegrityError:  # somebody entered the same a moment earlier
            raise Refused([checks.known_finding(what, unit, person, None)]) from None
        journal.record(
            by=by, at=at, act="fact.enter", thing=fact, body_id=unit.body_id,
            sentence=f"Ghi {_word(what)} của {person or unit}", data=shown(fact),
        )  # fmt: skip
    return fact


def correct(
    *, fact: Fact, seen: datetime, values: Mapping[str, Any], source: str, reason: str, by: User, at: datetime
) -> Fact:
    """Put a fact right. ``seen`` is ``recorded_at`` of what the person looked at; ``reason`` says what was wrong."""
    what, unit, person = kind_of(fact), fact.unit, _person(fact)
    refuse_if_any(can_enter(roles(by, at), unit.body_id))
    columns = (*what.fields, *(name for name in what.later if name in values))
    given = {**_columns(what, values, columns), "source": source.strip()}
    if unit_of := values.get("unit"):
        given["unit"] = unit_of
    found = checks.findings(what, given.get("unit", unit), person, values, source, timezone.localdate(at), fact)
    refuse_if_any([*_ours(fact), *_reason(reason), *found])
    before = shown(fact)
    with transaction.atomic():
        _change(fact, seen, given, at, "sửa dữ kiện")
        journal.record(
            by=by, at=at, act="fact.correct", thing=fact, body_id=unit.body_id,
            sentence=f"Sửa {_word(what)} của {person or unit}: {reason.strip()}",
            data={"before": before, "now": shown(fact), "reason": reason.strip()},
        )  # fmt: skip
    return fact


def withdraw(*, fact: Fact, seen: datetime, reason: str, by: User, at: datetime) -> None:
    """Take back a fact that should never have stood there; all it said stays in the journal with the reason."""
    what, unit, person = kind_of(fact), fact.unit, _person(fact)
    refuse_if_any(can_enter(roles(by, at), unit.body_id))
    refuse_if_any([*_ours(fact), *_reason(reason)])
    with transaction.atomic():
        journal.record(
            by=by, at=at, act="fact.withdraw", thing=fact, body_id=unit.body_id,
            sentence=f"Rút {_word(what)} của {person or unit}: {reason.strip()}",
            data={"before": shown(fact), "reason": reason.strip()},
        )  # fmt: skip
        if not type(fact).objects.filter(pk=fact.pk, recorded_at=seen).delete()[0]:
            raise Refused([stale("rút dữ kiện")])


def recognise(
    *, initiative: Initiative, seen: datetime, on: date, body: str, level: str, source: str, by: User, at: datetime
) -> Initiative:
    """Record that a body of a level recognised a registered initiative, by the decision ``source``."""
    refuse_if_any(can_enter(roles(by, at), initiative.unit.body_id))
    if initiative.recognised_on:
        day = vietnamese.date_short(initiative.recognised_on)
        raise Refused([error("already_recognised", f"Sáng kiến này đã được công nhận ngày {day}; muốn đổi thì sửa.")])
    given = {"recognised_on": on, "recognised_by": body.strip(), "level": level}
    values = {"title": initiative.title, "registered_on": initiative.registered_on, **given}
    found = checks.findings(
        KINDS["sang-kien"], initiative.unit, initiative.person, values, source, timezone.localdate(at), initiative
    )
    refuse_if_any(found)
    with transaction.atomic():
        _change(initiative, seen, {**given, "source": _joined(initiative.source, source)}, at, "ghi công nhận")
        journal.record(
            by=by, at=at, act="initiative.recognise", thing=initiative, body_id=initiative.unit.body_id,
            sentence=f"{body.strip()} công nhận sáng kiến “{initiative.title}”", data=shown(initiative),
        )  # fmt: skip
    return initiative


def conclude(
    *, complaint: Complaint, seen: datetime, status: str, conclusion: str, source: str, by: User, at: datetime
) -> Complaint:
    """Record what became of a complaint: ``upheld`` or ``rejected``, with the conclusion and its paper."""
    refuse_if_any(can_enter(roles(by, at), complaint.unit.body_id))
    if complaint.status != "open":
        word = complaint.get_status_display().lower()
        raise Refused([error("already_concluded", f"Phản ánh này đã kết luận là {word}; muốn đổi thì sửa.")])
    given = {"status": status, "conclusion": conclusion.strip()}
    values = {"summary": complaint.summary, "received_on": complaint.received_on, **given}
    found = checks.findings(
        KINDS["phan-anh"], complaint.unit, complaint.person, values, source, timezone.localdate(at), complaint
    )
    refuse_if_any(found)
    with transaction.atomic():
        _change(complaint, seen, {**given, "source": _joined(complaint.source, source)}, at, "ghi kết luận")
        journal.record(
            by=by, at=at, act="complaint.conclude", thing=complaint, body_id=complaint.unit.body_id,
            sentence=f"Kết luận phản ánh về {complaint.person or complaint.unit}: {complaint.get_status_display()}",
            data=shown(complaint),
        )  # fmt: skip
    return complaint


def _change(fact: Fact, seen: datetime, given: Mapping[str, Any], at: datetime, doing: str) -> None:
    try:
        with transaction.atomic():
            changed = type(fact).objects.filter(pk=fact.pk, recorded_at=seen).update(**given, recorded_at=at)
    except IntegrityError:  # somebody entered the same a moment earlier
        raise Refused([checks.known_finding(kind_of(fact), fact.unit, _person(fact), None)]) from None
    if not changed:
        raise Refused([stale(doing)])
    fact.refresh_from_db()


def _columns(kind: Kind, values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value := values[name], str) else value for name in names}


def _person(fact: Fact) -> Person | None:
    return getattr(fact, "person", None)


def _ours(fact: Fact) -> list[Finding]:
    if not getattr(fact, "movement_key", ""):
        return []
    message = "Dòng này do quyết định khen thưởng ban hành trong hệ thống ghi, không sửa bằng tay."
    return [error("given_here", message)]


def _reason(reason: str) -> list[Finding]:
    if len(reason.strip()) >= SHORTEST_REASON:
        return []
    return [error("reason_missing", "Nêu lý do, ít nhất 10 ký tự.", "reason")]


def _joined(first: str, second: str) -> str:
    """Both papers where they fit into one line; the first stays in the journal in any case."""
    both = f"{first}; {second.strip()}"
    return both if len(both) <= 200 else second.strip()


def _word(kind: Kind) -> str:
    return kind.name[:1].lower() + kind.name[1:]


def shown(fact: Fact) -> dict[str, Any]:
    """The fact as the journal keeps it."""
    what = kind_of(fact)
    names = ("unit_id", *(("person_id",) if what.of_person else ()), *what.fields, *what.later, "source")
    return {name: getattr(fact, name) for name in names}
