"""The bridge from rows to ``rules.standards``: sources of facts, the frame of an evaluation, and its answers.

One evaluation answers for every candidate of a round and kind in one query; a page with details costs one more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from thidua.dossiers.models import Candidate, Judgement
from thidua.movements.models import MovementEvent, PlanVersion, Round
from thidua.plans import Plan, calendar, model
from thidua.plans.vocabulary import SPANS
from thidua.records.facts import PROVED, SOURCES
from thidua.rules import standards
from thidua.rules.standards import Compiled, Context, Outcome, all_of
from thidua.rules.standards.details import details as details_of
from thidua.rules.standards.explain import Explanation, explain


@dataclass(frozen=True, slots=True)
class Answer:
    """One standard (or exclusion, turned into "is not barred") for one candidate.

    ``leaves`` holds id, name and explanation of every question in it; ``reasons`` the words of whoever
    judged, by leaf id.
    """

    id: str
    barring: bool
    explanation: Explanation
    leaves: tuple[tuple[model.Leaf, Explanation], ...]
    reasons: Mapping[str, str]

    @property
    def outcome(self) -> Outcome:
        return self.explanation.outcome

    @property
    def label(self) -> str:
        return self.explanation.title

    @property
    def source(self) -> model.Source:
        return self.explanation.clause

    @property
    def settled(self) -> bool:
        """Met or unmet: nothing left to answer."""
        return self.outcome in (Outcome.MET, Outcome.UNMET)

    def open_leaves(self, outcome: Outcome) -> list[tuple[model.Leaf, Explanation]]:
        """Questions that still stand in the way with this answer; none once the whole is settled."""
        return [] if self.settled else [pair for pair in self.leaves if pair[1].outcome is outcome]

    def snapshot(self) -> dict[str, Any]:
        """JSON-able account, kept with the appraisal and shown to council and decider."""
        return {
            "id": self.id,
            "barring": self.barring,
            "label": self.label,
            "outcome": self.outcome.key,
            "sentence": self.explanation.sentence,
            "found": self.explanation.found,
            "asked": self.explanation.asked,
            "evidence": list(self.explanation.evidence),
            "source": {"path": self.source.path, "note": self.source.note, "quote": self.source.quote},
            "leaves": [
                {
                    "id": leaf.id,
                    "leaf": leaf.leaf,
                    "label": part.title,
                    "outcome": part.outcome.key,
                    "sentence": part.sentence,
                    "found": part.found,
                    "asked": part.asked,
                    "evidence": list(part.evidence),
                    "reason": self.reasons.get(leaf.id, ""),
                }
                for leaf, part in self.leaves
            ],
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """All answers for one candidate; ``outcome`` is the lowest of standards and exclusions together."""

    candidate_id: int
    explanations: tuple[Answer, ...]
    exclusions: tuple[Answer, ...]

    @property
    def answers(self) -> tuple[Answer, ...]:
        return self.explanations + self.exclusions

    @property
    def outcome(self) -> Outcome:
        return all_of(answer.outcome for answer in self.answers)

    @property
    def counts(self) -> dict[str, int]:
        """How many standards are met, unmet, without data, to be judged."""
        found = [answer.outcome.key for answer in self.answers]
        return {outcome.key: found.count(outcome.key) for outcome in Outcome}

    @property
    def summary(self) -> str:
        """``3 đạt · 1 chưa có dữ liệu``."""
        order = (Outcome.MET, Outcome.UNMET, Outcome.NODATA, Outcome.JUDGE)
        counts = self.counts
        return " · ".join(f"{counts[o.key]} {o.label.lower()}" for o in order if counts[o.key])

    def snapshot(self) -> list[dict[str, Any]]:
        """JSON-able, standards first."""
        return [answer.snapshot() for answer in self.answers]


@dataclass(frozen=True, slots=True)
class Frame:
    """What an evaluation of one round rests on."""

    plan: Plan
    round: Round
    context: Context
    sources: Mapping[str, str]


def frame(version: PlanVersion, round_: Round, events: Mapping[str, date], as_of: date) -> Frame:
    """Frame of a round on a day. ``events``: event id → day."""
    plan, issued = version.plan, version.issued_on or as_of
    spans = {}
    for name in SPANS:
        span = calendar.span(name, plan, round_.year, issued, events)
        spans[name] = (span.start, span.end or max(as_of, span.start) + timedelta(days=1))
    context = Context(round_.year, spans, as_of, {each.id: each for each in plan.criteria})
    return Frame(plan, round_, context, sources(round_))


def sources(round_: Round) -> dict[str, str]:
    """Every relation of ``rules.standards``; those of the movement are cut to it. Only whole numbers are written in."""
    movement, year = int(round_.movement_id), int(round_.year)
    return {
        **SOURCES,
        "figure": "(SELECT person_id, unit_id, criterion_id AS criterion, year, numerator, denominator, value, source"
        f" FROM movements_criterionfigure WHERE movement_id = {movement})",
        "lower_plan": f"(SELECT unit_id, {year} AS year, filed_on FROM movements_lowerplan"
        f" WHERE movement_id = {movement})",
        "duty": f"(SELECT unit_id, type, {year} AS year, done_on FROM movements_duty WHERE movement_id = {movement})",
        "judgement": "dossiers_judgement",
    }


def standards_of(plan: Plan, round_: Round, kind: str) -> tuple[list[model.Standard], list[model.Standard]]:
    """Standards of a round and kind, and the exclusions turned into "is not barred"."""
    asked = [s for s in plan.standards if s.kind == kind and (not s.rounds or round_.round_id in s.rounds)]
    barred = [
        model.Standard(
            e.id,
            e.label,
            kind,  # type: ignore[arg-type]  # a word of the column
            e.audiences,
            e.rounds,
            _contrary(e.expr),
            e.source,
        )
        for e in plan.exclusions
        if e.on == "candidate"
        and e.expr is not None
        and e.kind in (None, kind)
        and (not e.rounds or round_.round_id in e.rounds)
    ]
    return asked, barred


def _contrary(expr: model.Expr) -> model.Expr:
    return expr.item if isinstance(expr, model.Not) else model.Not(expr)


type Events = Mapping[int, Mapping[str, date]]  # movement → event id → day


NOT_JUDGED = "(SELECT * FROM dossiers_judgement WHERE 1 = 0)"


def evaluate(
    candidates: Iterable[Candidate],
    as_of: date,
    *,
    evidence: bool = False,
    events: Events | None = None,
    reasons: bool = True,
    judged: bool = True,
) -> dict[int, Assessment]:
    """Assessment of every candidate by id, as known on a day; without ``judged`` as if the office had judged nothing.

    Candidates need ``dossier.round`` and ``dossier.plan_version`` loaded. Queries: one for the events (none where they
    are handed in), one for the words of the judgements (with ``reasons``), and one (with ``evidence`` two) for each round, plan version and kind.
    """
    wanted = list(candidates)
    if not wanted:
        return {}
    groups: dict[tuple[int, int, str, frozenset[str]], list[Candidate]] = {}
    for candidate in wanted:
        dossier = candidate.dossier
        own = frozenset(candidate.audience_ids) if _counts_criteria(dossier.plan_version.plan) else frozenset[str]()
        groups.setdefault((dossier.round_id, dossier.plan_version_id, candidate.kind, own), []).append(candidate)
    known_events = _events({c.dossier.round.movement_id for c in wanted}) if events is None else events
    words = _reasons(wanted) if reasons and judged else {}
    found: dict[int, Assessment] = {}
    for (_, _, kind, own), members in groups.items():
        dossier = members[0].dossier
        known = frame(dossier.plan_version, dossier.round, known_events.get(dossier.round.movement_id, {}), as_of)
        if not judged:
            known = Frame(known.plan, known.round, known.context, {**known.sources, "judgement": NOT_JUDGED})
        found |= _evaluate_group(_for_audiences(known, own), kind, members, words, evidence)
    return found


def _counts_criteria(plan: Plan) -> bool:
    """Whether some standard counts all criteria of the candidate's audience."""
    return any(leaf.leaf == "all_targets_met" for s in plan.standards for leaf in standards.leaves_of(s.expr))


def _for_audiences(known: Frame, own: frozenset[str]) -> Frame:
    if not own:
        return known
    criteria = {i: c for i, c in known.context.criteria.items() if not c.audiences or own & set(c.audiences)}
    context = Context(known.context.year, known.context.spans, known.context.as_of, criteria)
    return Frame(known.plan, known.round, context, known.sources)


def _evaluate_group(
    known: Frame, kind: str, members: Sequence[Candidate], reasons: Mapping[int, Mapping[str, str]], evidence: bool
) -> dict[int, Assessment]:
    asked, barred = standards_of(known.plan, known.round, kind)
    if not asked and not barred:
        return {c.pk: Assessment(c.pk, (), ()) for c in members}
    compiled = standards.compile_standards([s.expr for s in (*asked, *barred)], kind=kind)  # type: ignore[arg-type]  # the column holds only the two kinds
    people = [standards.Candidate(c.pk, c.person_id, c.unit_id) for c in members]
    results = standards.evaluate(_execute, compiled, known.context, people, known.sources)
    rows = (
        details_of(_execute, compiled, known.context, standards.listed(people), known.sources, PROVED)
        if evidence
        else None
    )
    by_id = {result.candidate_id: result for result in results}
    answers: dict[int, Assessment] = {}
    for candidate in members:
        mine = reasons.get(candidate.pk, {})

        def answer(
            each: model.Standard, barring: bool, c: Candidate = candidate, r: Mapping[str, str] = mine
        ) -> Answer:
            return _answer(known, compiled, by_id[c.pk], each, barring, rows, r)

        answers[candidate.pk] = Assessment(
            candidate.pk,
            tuple(answer(s, False) for s in asked if concerns(s.audiences, candidate)),
            tuple(answer(s, True) for s in barred if concerns(s.audiences, candidate)),
        )
    return answers


def concerns(audiences: Sequence[str], candidate: Candidate) -> bool:
    """Whether an element for these audiences (empty: all) concerns a candidate."""
    return not audiences or bool(set(audiences) & set(candidate.audience_ids))


def _answer(
    known: Frame,
    compiled: Compiled,
    result: standards.Result,
    each: model.Standard,
    barring: bool,
    rows: Any,
    reasons: Mapping[str, str],
) -> Answer:
    said = explain(known.plan, each, result, compiled=compiled, context=known.context, details=rows)
    leaves = list(standards.leaves_of(each.expr))
    parts = said.parts or (said,)
    return Answer(each.id, barring, said, tuple(zip(leaves, parts, strict=True)), reasons)


def _execute(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _events(movements: set[int]) -> dict[int, dict[str, date]]:
    found: dict[int, dict[str, date]] = {}
    rows = MovementEvent.objects.filter(movement_id__in=movements).values_list("movement_id", "event_id", "on")
    for movement, event, on in rows:
        found.setdefault(movement, {})[event] = on
    return found


def _reasons(candidates: Sequence[Candidate]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    rows = Judgement.objects.filter(candidate__in=candidates).values_list("candidate_id", "leaf_id", "reason")
    for candidate, leaf, reason in rows:
        found.setdefault(candidate, {})[leaf] = reason
    return found
