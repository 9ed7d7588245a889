"""One item of the worklist, and the desk it is built from: rows fetched once for one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Prefetch, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from thidua.decisions.models import Proposal
from thidua.dossiers.models import Candidate, Dossier, DossierReturn
from thidua.movements import queries as movement_queries
from thidua.movements.models import Duty, LowerPlan, Movement, MovementEvent, Round
from thidua.org.models import Roles, Unit, User
from thidua.plans import Plan, after_event, calendar
from thidua.plans.model import Source

FAR = datetime.max.replace(tzinfo=timezone.get_default_timezone(), microsecond=0)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits. ``closing`` or ``day`` goes on the leaf; ``rank`` orders items without a day."""

    title: str
    text: str
    url: str
    button: str = ""
    closing: calendar.Closing | None = None
    day: date | None = None
    source: Source | None = None
    rank: int = 5
    blocked: str = ""
    margin: str = "Không hạn"  # where there is no day

    @property
    def leaf(self) -> date | None:
        """The day shown in the margin."""
        return self.closing.last_day if self.closing else self.day

    @property
    def order(self) -> tuple[bool, datetime, int]:
        """Things that can be done first, then by time, then by rank."""
        moment = self.closing.closes_at if self.closing else calendar.day_start(self.day) if self.day else FAR
        return (bool(self.blocked), moment, self.rank)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty of a running plan laid on an own unit; ``unit`` is its name."""

    pk: int
    movement_id: int
    unit_id: int
    unit: str
    element_id: str
    type: str
    label: str
    done_on: date | None


@dataclass
class Desk:
    """Everything the worklist of one person is built from."""

    user: User
    roles: Roles
    now: datetime
    own: list[Dossier] = field(default_factory=list)

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def movements(self) -> list[Movement]:
        return list(movement_queries.with_plan(movement_queries.visible(self.roles).exclude(state="closed")))

    @cached_property
    def plan_of(self) -> dict[int, Plan]:
        return {m.pk: movement_queries.current_version(m).plan for m in self.movements}

    @cached_property
    def rounds(self) -> list[tuple[Round, Movement]]:
        return [(r, m) for m in self.movements if m.state == "launched" for r in m.rounds.all()]

    @cached_property
    def duties(self) -> list[DutyRow]:
        """Duties of running plans on own units, open or done, movement by movement and unit by unit."""
        rows = Duty.objects.filter(unit_id__in=self.roles.unit_ids, movement__state="launched")
        keys = ("pk", "movement_id", "unit_id", "unit__name", "element_id", "type", "label", "done_on")
        return [DutyRow(*row) for row in rows.order_by("movement__slug", "unit__name", "pk").values_list(*keys)]

    @cached_property
    def lower_plans(self) -> set[tuple[int, int]]:
        """(movement, unit) of the plans own units have sent."""
        return set(LowerPlan.objects.filter(unit_id__in=self.roles.unit_ids).values_list("movement_id", "unit_id"))

    @cached_property
    def _events(self) -> dict[int, dict[str, date]]:
        found: dict[int, dict[str, date]] = defaultdict(dict)
        rows = MovementEvent.objects.filter(movement__in=[m.pk for m in self.movements])
        for movement, event, on in rows.values_list("movement_id", "event_id", "on"):
            found[movement][event] = on
        return found

    def events_of(self, movement: Movement) -> dict[str, date]:
        """Event id → day; asked of the database only where a day of the plan hangs on one."""
        plan = self.plan_of[movement.pk]
        return self._events[movement.pk] if any(after_event.waiting(plan, e.id) for e in plan.events) else {}

    @cached_property
    def _proposed(self) -> set[int]:
        rows = Proposal.objects.filter(body_id__in=self.roles.body_ids("office")).exclude(state="draft")
        return set(rows.values_list("round__movement_id", flat=True))

    def proposed(self, movement: Movement) -> bool:
        """Whether a proposal to the body above has been sent."""
        return movement.pk in self._proposed

    @cached_property
    def dossiers(self) -> list[Dossier]:
        """Live dossiers of own units and, as the office sees them, of own bodies."""
        scope = Q(unit_id__in=self.roles.unit_ids) | Q(round__movement__body_id__in=self.roles.body_ids())
        open_returns = Prefetch("returns", DossierReturn.objects.filter(answered_at=None), to_attr="open_returns")
        rows = Dossier.objects.filter(scope, round__movement__state="launched").exclude(state__in=("closed", "lapsed"))
        return list(rows.select_related("unit", "round__movement").prefetch_related(open_returns))

    @cached_property
    def candidate_states(self) -> dict[int, Counter[str]]:
        """Round id → how many candidates in which state, in the user's bodies."""
        rows = (
            Candidate.objects.filter(
                dossier__round__movement__body_id__in=self.roles.body_ids("office", "council_secretary")
            )
            .filter(dossier__round__movement__state="launched")
            .values_list("dossier__round_id", "state")
            .annotate(n=Count("id"))
        )
        found: dict[int, Counter[str]] = defaultdict(Counter)
        for round_id, state, n in rows:
            found[round_id][state] += n
        return found

    @cached_property
    def units(self) -> list[Unit]:
        return list(Unit.objects.filter(body_id__in=self.roles.body_ids("office"), dissolved_on=None))


def link(name: str, *args: object, **query: object) -> str:
    """Address of a page, or of the first page where it does not exist in this installation."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return "/"
    return url + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def round_name(round: Round, movement: Movement | None = None) -> str:
    """Movement, round and year: ``Thi đua …, Xét khen thưởng hằng năm, năm 2023``; a year already said once stays once."""
    name = f"{(movement or round.movement).short} – {round.label}"
    return name if str(round.year) in name else f"{name}, năm {round.year}"


def closing_of(round: Round) -> calendar.Closing | None:
    """The round's closing for dossiers."""
    return calendar.closing_at(round.closes_at) if round.closes_at else None


def deadline_source(plan: Plan, round: Round) -> Source | None:
    """The clause that sets the round's deadline."""
    return next(
        (d.source for d in plan.deadlines if d.act == "dossier" and (not d.rounds or round.round_id in d.rounds)), None
    )


def until(closing: calendar.Closing | None, now: datetime) -> str:
    if closing is None:
        return "Kế hoạch không nêu hạn nộp."
    return f"{closing.sentence} – {calendar.remaining(now, closing)}."


def takes_part(plan: Plan, unit: Unit) -> bool:
    """Whether the unit itself or its people can belong to an audience of the plan."""
    return any(not a.unit_kinds or unit.kind in a.unit_kinds for a in plan.audiences)
