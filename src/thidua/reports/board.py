"""What the page of a movement shows: where it stands, places, clauses, units, duties. Reads only.

The number of queries does not depend on the number of units, dossiers or rounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from thidua.dossiers.audience import unit_takes_part
from thidua.dossiers.models import Candidate, Dossier
from thidua.dossiers.queries import BODY_READERS
from thidua.dossiers.state import HANDED_IN, OPEN
from thidua.movements import plan_page, queries, round_days
from thidua.movements.models import Movement, PlanVersion, Round
from thidua.org.models import Roles, Unit
from thidua.org.queries import live_units
from thidua.plans import Plan, calendar
from thidua.plans.model import Source
from thidua.plans.vocabulary import AWARD_FORMS
from thidua.reports import board_acts, board_follow, board_time
from thidua.rules import quota

CHOSEN = ("recommended", "proposed_decision", "awarded", "proposed_up", "awarded_above")
WAITING = ("nominated", "eligible")
KINDS = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình"}

type Counts = Mapping[tuple[int, int], Counter[tuple[str, str, str]]]  # (round, unit) → (kind, award, state) → n


@dataclass(frozen=True, slots=True)
class Tag:
    """State of the movement in one line."""

    text: str
    icon: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """One quota drawn as places: those chosen, and in words also those still being judged."""

    title: str
    done: int
    limit: int
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round in the list of rounds."""

    round: Round
    closing: calendar.Closing | None
    left: str
    source: Source | None
    filed: int
    begun: int
    by_plan: bool
    waits: str = ""  # what the deadline waits for, in words


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit that takes part in the chosen round."""

    unit: Unit
    dossier: Dossier | None
    state: str
    collectives: int
    individuals: int
    url: str


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many are done."""

    done: int
    total: int

    @property
    def open(self) -> int:
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page."""

    version: PlanVersion
    plan: Plan
    tag: Tag
    primary: board_acts.Act | None
    acts: list[board_acts.Act]
    points: list[board_time.Point]
    all_points: list[board_time.Point]
    rounds: list[RoundLine]
    chosen: RoundLine | None
    places: list[Places]
    asked: str
    excerpt: list[plan_page.Row]
    clauses: int
    units: list[UnitLine]
    filed: Share
    sees_all: bool
    duties: Share
    lower: Share | None
    follow: board_follow.Follow


def build(movement: Movement, roles: Roles, now: datetime, round_key: str = "") -> Board:
    """The board of a movement prepared by ``queries.with_plan``. ``round_key`` chooses the round shown."""
    today = timezone.localdate(now)
    version = queries.current_version(movement)
    plan, events = version.plan, queries.events(movement)
    dossiers = list(Dossier.objects.filter(round__movement=movement).select_related("unit"))
    lines = [_round(each, plan, dossiers, now) for each in movement.rounds.all()]
    chosen = _chosen(lines, round_key, now)
    counts = _counts(movement)
    rows = plan_page.rows(plan, issued=version.issued_on, year=chosen.round.year if chosen else plan.movement.year_to)
    everyone = _units(movement, plan, dossiers, counts, chosen, roles, now)
    sees_all = movement.body_id in roles.body_ids(*BODY_READERS)
    counted = queries.duties_shown(roles, movement).order_by().aggregate(**_DUTIES)
    duties = Share(counted["done"], counted["total"])
    lower = _lower(movement, plan, today)
    points = board_time.points(movement, version, plan, events, now, _still_open(counted["reports"], lower))
    waiting = board_acts.Waiting(movement, version, plan, events, dossiers, chosen.round if chosen else None, lower)
    acts = board_acts.acts(waiting, roles, now)
    return Board(
        version=version,
        plan=plan,
        tag=_tag(movement, plan, chosen, events),
        primary=board_acts.primary(waiting, roles, now),
        acts=acts,
        points=board_time.window(points),
        all_points=points,
        rounds=lines,
        chosen=chosen,
        places=_places(plan, chosen.round, counts) if chosen else [],
        asked=_asked(chosen.round, counts) if chosen else "",
        excerpt=plan_page.excerpt(rows),
        clauses=len(rows),
        units=[line for line in everyone if sees_all or line.unit.pk in roles.unit_ids],
        filed=Share(sum(bool(line.dossier and line.dossier.state in HANDED_IN) for line in everyone), len(everyone)),
        sees_all=sees_all,
        duties=duties,
        lower=lower,
        follow=board_follow.build(movement, version, plan, events, roles, now),
    )


_DUTIES = {
    "total": Count("pk"),
    "done": Count("pk", filter=Q(done_on__isnull=False)),
    "reports": Count("unit_id", filter=Q(done_on__isnull=True, type="report"), distinct=True),
}


def _still_open(reports: int, lower: Share | None) -> dict[str, str]:
    """What is still open of a deadline of the plan, for its place on the time line; of those the user may see."""
    found = {"report": f"; {reports:02} đơn vị chưa báo cáo"} if reports else {}
    return found | ({"lower_plan": f"; {lower.open:02} đơn vị chưa gửi"} if lower and lower.open else {})


def _lower(movement: Movement, plan: Plan, today: date) -> Share | None:
    """How many of the units that must make a plan have sent it; None where the plan asks for none."""
    asked = {unit.pk for unit in queries.lower_plan_units(movement, plan, today)}
    if not asked:
        return None
    return Share(len(asked.intersection(movement.lower_plans.values_list("unit_id", flat=True))), len(asked))


# ---------------------------------------------------------------- rounds


def _round(row: Round, plan: Plan, dossiers: Iterable[Dossier], now: datetime) -> RoundLine:
    closing = row.closing
    stated = queries.plan_deadline(plan, row.key)
    own = [each for each in dossiers if each.round_id == row.pk]
    return RoundLine(
        round=row,
        closing=closing,
        left=calendar.remaining(now, closing) if closing else "",
        source=stated[0].source if stated else None,
        filed=sum(each.state in HANDED_IN for each in own),
        begun=sum(each.state in OPEN for each in own),
        by_plan=stated is not None,
        waits=round_days.awaiting(plan, stated[0]) if stated and closing is None else "",
    )


def _chosen(lines: list[RoundLine], key: str, now: datetime) -> RoundLine | None:
    """The round asked for, else the one that closes next, else the last one that has begun."""
    asked = next((line for line in lines if line.round.key == key), None)
    coming = [line for line in lines if line.closing and line.closing.closes_at > now]
    begun = [line for line in lines if line.round.year <= timezone.localdate(now).year]
    soonest = min(coming, key=lambda line: line.round.closes_at or now, default=None)
    past = begun[-1:] or lines[-1:]
    return asked or soonest or (past[0] if past else None)


def _tag(movement: Movement, plan: Plan, chosen: RoundLine | None, events: Mapping[str, date]) -> Tag:
    if movement.state == "draft":
        return Tag("Chưa phát động", "pencil-line")
    if movement.state == "closed":
        return Tag("Đã tổng kết", "archive", "ok")
    if chosen is not None and chosen.waits:
        return Tag("Đang nhận hồ sơ, hạn nộp chờ sự kiện", "flag")
    if chosen is None or chosen.closing is None:
        return Tag("Đang diễn ra, chưa ấn định hạn nộp hồ sơ", "flag")
    known = {each.id: each for each in plan.rounds}[chosen.round.round_id]
    wait = known.opens_after if known.opens_after not in events else None
    if wait:
        label = next(each.label for each in plan.events if each.id == wait)
        return Tag(f"Chưa mở nhận hồ sơ, chờ: {label}", "circle-dashed", "still")
    if chosen.left.startswith("còn"):
        return Tag(f"Đang nhận hồ sơ – {chosen.left}", "inbox")
    return Tag("Đã hết hạn nộp hồ sơ", "calendar-x", "still" if chosen.round.bars_late else "warn")


# ---------------------------------------------------------------- candidates and places


def _counts(movement: Movement) -> Counts:
    """Candidates of the movement by round, unit, kind, award and state, in one query. Drafts are counted apart."""
    found: dict[tuple[int, int], Counter[tuple[str, str, str]]] = {}
    rows = (
        Candidate.objects.filter(dossier__round__movement=movement)
        .exclude(state="removed")
        .order_by()
        .values_list("dossier__round_id", "dossier__unit_id", "dossier__state", "kind", "award_id", "state")
        .annotate(n=Count("pk"))
    )
    for round_id, unit_id, dossier_state, kind, award, state, n in rows:
        shown = state if dossier_state in HANDED_IN else "draft"
        found.setdefault((round_id, unit_id), Counter())[(kind, award, shown)] += n
    return found


def _of_round(counts: Counts, row: Round) -> Counter[tuple[str, str, str]]:
    total: Counter[tuple[str, str, str]] = Counter()
    for (round_id, _), own in counts.items():
        if round_id == row.pk:
            total += own
    return total


def _places(plan: Plan, row: Round, counts: Counts) -> list[Places]:
    """Places taken by those chosen so far: only they fill a square; who is still being judged is said in words."""
    chosen: Counter[tuple[str, str | None]] = Counter()
    asked: Counter[tuple[str, str | None]] = Counter()
    for (kind, award, state), n in _of_round(counts, row).items():
        if state in CHOSEN:
            chosen[(kind, award)] += n
        elif state in WAITING:
            asked[(kind, award)] += n
    done = quota.places(plan, row.key, chosen)
    waiting = quota.places(plan, row.key, asked)
    return [
        Places(
            title=_place_title(plan, each),
            done=each.taken,
            limit=each.value,
            note=_place_note(each, other.taken),
            source=each.source,
        )
        for each, other in zip(done, waiting, strict=True)
    ]


def _place_title(plan: Plan, place: quota.Places) -> str:
    awards = [each for each in plan.awards if place.kind in each.kinds and place.award in (None, each.id)]
    forms = {AWARD_FORMS.get(each.form or "", "") for each in awards if each.mode == "award" or place.award}
    form = next(iter(forms)) if len(forms) == 1 else ""
    number = f"{'tối đa ' if place.op == 'max' else ''}{place.value:02d}"
    return f"{KINDS[place.kind]}: {number} {form}".strip()


def _place_note(place: quota.Places, waiting: int) -> str:
    free = place.value - place.taken
    if not place.taken and not waiting:
        words = "Chưa có đề nghị nào đã nộp."
    elif not place.taken:
        words = f"{waiting:02d} đề nghị đang được xét, chưa chọn ai."
    elif free < 0:
        words = f"Đã chọn {place.taken:02d}, vượt {-free:02d}; phải chọn lại."
    else:
        words = f"Đã chọn {place.taken:02d}, {f'còn {free:02d} chỗ' if free else 'vừa đủ chỗ'}."
        words += f" Còn {waiting:02d} đề nghị đang được xét." if waiting else ""
    if place.op == "exact":
        words += " Kế hoạch không viết “tối đa”, nên chọn ít hơn phải nêu lý do."
    return words


def _asked(row: Round, counts: Counts) -> str:
    """How many are proposed, for plans that set no numbers."""
    total: Counter[str] = Counter()
    for (kind, _, state), n in _of_round(counts, row).items():
        total[kind] += n if state != "draft" else 0
    if not total.total():
        return "Kế hoạch không ấn định số lượng. Chưa có đề nghị nào đã nộp."
    parts = [f"{n:02d} {KINDS[kind].lower()}" for kind, n in sorted(total.items()) if n]
    return f"Kế hoạch không ấn định số lượng. Đã đề nghị {', '.join(parts)}."


# ---------------------------------------------------------------- units


def _units(
    movement: Movement,
    plan: Plan,
    dossiers: Iterable[Dossier],
    counts: Counts,
    chosen: RoundLine | None,
    roles: Roles,
    now: datetime,
) -> list[UnitLine]:
    """Units that take part, and any other that has a dossier in the chosen round, by name."""
    if chosen is None:
        found = {unit.pk: unit for unit in live_units(movement.body, timezone.localdate(now))}
        own: dict[int, Dossier] = {}
    else:
        own = {each.unit_id: each for each in dossiers if each.round_id == chosen.round.pk}
        found = {unit.pk: unit for unit in live_units(movement.body, timezone.localdate(now))}
        found |= {each.unit_id: each.unit for each in own.values()}
    taking = [unit for unit in found.values() if unit.pk in own or unit_takes_part(plan, unit)]
    return [
        _unit(unit, own.get(unit.pk), counts, chosen, roles, now)
        for unit in sorted(taking, key=lambda unit: (unit.name_fold, unit.pk))
    ]


def _unit(
    unit: Unit, dossier: Dossier | None, counts: Counts, chosen: RoundLine | None, roles: Roles, now: datetime
) -> UnitLine:
    tally: Counter[str] = Counter()
    for (kind, _, _), n in counts.get((chosen.round.pk, unit.pk), Counter()).items() if chosen else ():
        tally[kind] += n
    readable = dossier is not None and (
        unit.pk in roles.unit_ids or (dossier.state in HANDED_IN and unit.body_id in roles.body_ids(*BODY_READERS))
    )
    return UnitLine(
        unit=unit,
        dossier=dossier,
        state=_shown_state(dossier, chosen, now),
        collectives=tally["collective"],
        individuals=tally["individual"] + tally["household"],
        url=board_acts.link("dossiers:detail", dossier.pk) if dossier and readable else "",
    )


def _shown_state(dossier: Dossier | None, chosen: RoundLine | None, now: datetime) -> str:
    """Kind of status. What the clock is about to close is shown as over, though nothing has written it yet."""
    if dossier is None:
        return "none"
    over = bool(chosen and chosen.closing and now >= chosen.closing.closes_at and chosen.round.bars_late)
    return "dossier.lapsed" if over and dossier.state in OPEN else f"dossier.{dossier.state}"
