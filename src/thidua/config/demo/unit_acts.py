"""The life of a dossier in the unit and at the standing office, told as a story up to a given state."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from thidua.config.demo import words
from thidua.config.demo.bodies import Stage
from thidua.config.demo.chronicle import Moment, Story, later, moment
from thidua.dossiers import actions
from thidua.dossiers.appraising import judged_leaves
from thidua.dossiers.criteria import prefilled
from thidua.dossiers.facts import evaluate, standards_of
from thidua.dossiers.models import Candidate, Dossier
from thidua.dossiers.required import needs
from thidua.org.models import Person
from thidua.rules.audiences import criteria_for
from thidua.rules.findings import Refused
from thidua.rules.standards import Outcome, leaves_of

ORDER: Final = ("draft", "written", "confirmed", "filed", "received", "returned", "appraised")


@dataclass(frozen=True, slots=True)
class Case:
    """One dossier: whose, for whom, when, and how far it comes.

    ``people``: places in the unit; ``guests``: persons from elsewhere; ``firms``: other collectives, by key.
    ``upto``: a state of the dossier, or ``written`` (all papers there, not confirmed). ``returned``: defects
    (paper, what, clause, fix) for which it goes back once before it goes on. ``fails``: name of a person or
    collective → leaf ids judged unmet. ``award`` is the plan's own unless named by kind.
    """

    round: str
    unit: str
    opened: str
    filed: str = ""
    upto: str = "appraised"
    collective: bool = True
    people: tuple[int, ...] = ()
    guests: tuple[Person, ...] = ()
    firms: tuple[str, ...] = ()
    award: str = ""
    received: str = ""
    appraised: str = ""
    returned: tuple[dict[str, str], ...] = ()
    returned_at: str = ""
    answer_by: str = ""
    refiled: str = ""
    fails: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reports: bool = True
    meeting: bool = True
    judged: int = 99  # how many questions are answered while the state is "received"


def life(stage: Stage, case: Case) -> Story:
    """Open, choose, meet, write, confirm, file, receive, return, appraise – as far as the case goes."""
    goal = ORDER.index(case.upto)
    at = yield case.opened
    clerk, head, office = stage.clerk(case.unit), stage.head(case.unit), stage.user("vanthu")
    dossier = actions.open_dossier(round=stage.round(case.round), unit=stage.units[case.unit], by=clerk, at=at)
    at = yield later(at, minutes=12)
    _choose(stage, case, dossier, at)
    if case.meeting:
        at = yield later(at, days=1, hour=16, minute=20)
        _meet(stage, case, dossier, at)
    if case.reports:
        at = yield later(at, days=1, hour=9, minute=35)
        _write(stage, case, dossier, at)
    if goal < ORDER.index("confirmed"):
        return
    at = yield later(at, minutes=70)
    actions.confirm(dossier=dossier, by=head, at=at)
    if goal < ORDER.index("filed"):
        return
    at = yield (moment(case.filed) if case.filed else later(at, minutes=40)) + _seconds(case)
    actions.file(dossier=dossier, by=clerk, at=at)
    if case.upto == "filed":
        return
    at = yield case.received or later(at, days=1, hour=8, minute=15)
    actions.receive(dossier=dossier, by=office, at=at)
    if case.returned:
        at = yield case.returned_at or later(at, minutes=55)
        until = moment(case.answer_by)
        actions.return_for_supplement(dossier=dossier, defects=case.returned, answer_by=until, by=office, at=at)
        if case.upto == "returned":
            return
        at = yield case.refiled
        actions.refile(dossier=dossier, by=head, at=at)
        at = yield later(at, minutes=45)
        actions.receive(dossier=dossier, by=office, at=at)
    yield from _appraisal(stage, case, dossier, at)


def _seconds(case: Case) -> timedelta:
    """People do not file on the full minute."""
    return timedelta(seconds=sum(map(ord, case.round + case.unit)) % 60)


def _choose(stage: Stage, case: Case, dossier: Dossier, at: datetime) -> None:
    clerk = stage.clerk(case.unit)
    people = [*(stage.staff[case.unit][n] for n in case.people), *case.guests]
    chosen: list[dict[str, Any]] = [{"kind": "collective", "unit": dossier.unit}] if case.collective else []
    chosen += [{"kind": "collective", "unit": stage.units[key]} for key in case.firms]
    chosen += [{"kind": "individual", "person": person} for person in people]
    for each in chosen:
        award = case.award or next(a.id for a in stage.plan.awards if each["kind"] in a.kinds and a.mode == "award")
        candidate = actions.add_candidate(dossier=dossier, award_id=award, by=clerk, at=at, **each)
        text = words.summary(candidate)
        actions.save_summary(candidate=candidate, summary=text, version=candidate.version, by=clerk, at=at)


def _meet(stage: Stage, case: Case, dossier: Dossier, at: datetime) -> None:
    staff = stage.staff[case.unit]
    total = len(staff)
    absent = 1 if total > 5 else 0
    present = total - absent
    people = list(dossier.candidates.exclude(state="removed"))
    votes = {c.pk: (present, 0, 0) if n % 3 != 1 else (present - 1, 0, 1) for n, c in enumerate(people)}
    meeting = actions.MeetingFacts(
        started_at=later(at, hour=14),
        ended_at=later(at, hour=15, minute=30),
        place=f"Phòng họp {stage.units[case.unit].name}"[:160],
        chair=staff[0].full_name,
        secretary=staff[-1].full_name,
        total=total,
        present=present,
        votes=votes,
        absent="01 người đi công tác" if absent else "",
        secret=case.unit in ("th", "thcs"),
        remarks="Các ý kiến thống nhất với thành tích nêu trong báo cáo; đề nghị ghi rõ số liệu.",
    )
    actions.save_meeting(dossier=dossier, meeting=meeting, by=stage.clerk(case.unit), at=at)


def _write(stage: Stage, case: Case, dossier: Dossier, at: datetime) -> None:
    staff = stage.staff[case.unit]
    for need in needs(dossier):
        if need.item.type != "report" or need.candidate is None:
            continue
        candidate = need.candidate
        asked = criteria_for(stage.plan, candidate.audience_ids)
        known = prefilled(dossier, candidate, asked)
        by_criterion = "by_criterion" in need.item.rules
        rows = {
            c.id: {"result": known[c.id].result or "Đã thực hiện, có minh chứng gửi kèm."}
            for c in asked
            if by_criterion or known[c.id].result
        }
        women = sum(person.honorific == "Bà" for person in staff)
        actions.save_paper_content(
            dossier=dossier,
            item_id=need.item.id,
            candidate=candidate,
            content=words.report(candidate, len(staff), women) | ({"criteria": rows} if rows else {}),
            version=need.paper.version if need.paper else 0,
            by=stage.clerk(case.unit),
            at=at,
        )


def _appraisal(stage: Stage, case: Case, dossier: Dossier, at: datetime) -> Generator[Moment, datetime]:
    office = stage.user("vanthu")
    at = yield case.appraised or later(at, days=1, hour=9, minute=10)
    left = case.judged if case.upto == "received" else 10**6
    people = list(dossier.candidates.filter(state="nominated").select_related("person", "unit"))
    for candidate in people:
        candidate.dossier = dossier
        for leaf, shows in _questions(candidate).items():
            if left <= 0:
                return
            verdict = "unmet" if leaf in case.fails.get(candidate.name, ()) else "met"
            actions.judge(
                candidate=candidate,
                leaf_id=leaf,
                verdict=verdict,
                reason=words.reason(shows, verdict),
                by=office,
                at=at,
            )
            left -= 1
    if case.upto == "received":
        return
    for candidate in people:
        at = yield later(at, minutes=7)
        found = evaluate([candidate], at.date())[candidate.pk]
        notes = {a.id: words.NOTE for a in found.answers if a.outcome is Outcome.NODATA}
        actions.appraise(candidate=candidate, by=office, at=at, notes=notes)


def _questions(candidate: Candidate) -> dict[str, str]:
    """Leaf id → what it shows, for the questions a person answers."""
    asked = judged_leaves(candidate)
    dossier = candidate.dossier
    standards, barred = standards_of(dossier.plan_version.plan, dossier.round, candidate.kind)
    leaves = [leaf for each in (*standards, *barred) for leaf in leaves_of(each.expr)]
    return {leaf.id: str(leaf.params.get("shows", "")) for leaf in leaves if leaf.id in asked}


def refused_filing(stage: Stage, unit: str, round_key: str, at: str) -> Story:
    """Somebody tries to file too late; the refusal lapses the dossier."""
    when = yield at
    dossier = Dossier.objects.get(unit=stage.units[unit], round=stage.round(round_key))
    try:
        actions.file(dossier=dossier, by=stage.clerk(unit), at=when)
    except Refused:
        return
    raise AssertionError("a late dossier was taken although the plan bars it")
