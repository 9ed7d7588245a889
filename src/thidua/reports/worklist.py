"""Việc của tôi: what waits for a person, until when, and the one act that moves it on.

Each role has a function that yields items from rows fetched once; the number of queries does not
depend on the number of rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from thidua.councils.models import Attendance, Motion, Session, VoteCast
from thidua.decisions.models import Decision, Proposal
from thidua.dossiers.models import Candidate, Dossier, DossierReturn
from thidua.movements import queries as movement_queries
from thidua.movements.models import Duty, Movement, Round
from thidua.org.models import Roles, Unit, User
from thidua.plans import Plan, calendar
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

    @property
    def leaf(self) -> date | None:
        """The day shown in the margin."""
        return self.closing.last_day if self.closing else self.day

    @property
    def order(self) -> tuple[bool, datetime, int]:
        """Things that can be done first, then by time, then by rank."""
        moment = self.closing.closes_at if self.closing else calendar.day_start(self.day) if self.day else FAR
        return (bool(self.blocked), moment, self.rank)


@dataclass(slots=True)
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


def items(user: User, roles: Roles, now: datetime) -> list[Item]:
    """All items of a person, soonest first."""
    desk = Desk(user, roles, now)
    found = [item for rule in RULES if any(g.role in rule.roles for g in roles.grants) for item in rule.build(desk)]
    return sorted(found, key=lambda item: item.order)


@dataclass(frozen=True, slots=True)
class Rule:
    """For whom, and how items are made."""

    roles: tuple[str, ...]
    build: Callable[[Desk], Iterator[Item]]


def link(name: str, *args: object, **query: object) -> str:
    """Address of a page, or of the first page where it does not exist in this installation."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return "/"
    return url + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def closing_of(round: Round) -> calendar.Closing | None:
    """The round's closing for dossiers."""
    return calendar.closing_at(round.closes_at) if round.closes_at else None


def deadline_source(plan: Plan, round: Round) -> Source | None:
    """The clause that sets the round's deadline."""
    return next(
        (d.source for d in plan.deadlines if d.act == "dossier" and (not d.rounds or round.round_id in d.rounds)), None
    )


def _until(closing: calendar.Closing | None, now: datetime) -> str:
    if closing is None:
        return "Kế hoạch không nêu hạn nộp."
    return f"{closing.sentence} – {calendar.remaining(now, closing)}."


# ---------------------------------------------------------------- the unit


def unit_rounds(desk: Desk) -> Iterator[Item]:
    """Rounds still open for which an own unit has no dossier."""
    begun = {(d.round_id, d.unit_id) for d in desk.dossiers}
    units = {g.unit_id: g.unit for g in desk.roles.grants if g.role == "unit_clerk"}
    for round, movement in desk.rounds:
        closing = closing_of(round)
        if closing and desk.now >= closing.closes_at:
            continue
        if round.year > desk.today.year:
            continue
        plan = desk.plan_of[movement.pk]
        for unit in units.values():
            if unit.body_id != movement.body_id or (round.pk, unit.pk) in begun or not takes_part(plan, unit):
                continue
            yield Item(
                f"Mở hồ sơ đề nghị khen thưởng: {round.label}",
                f"{movement.short}. {_until(closing, desk.now)}",
                link("dossiers:new", round=round.pk, unit=unit.pk),
                "Mở hồ sơ",
                closing=closing,
                source=deadline_source(plan, round),
                rank=3,
            )


def takes_part(plan: Plan, unit: Unit) -> bool:
    """Whether the unit itself or its people can belong to an audience of the plan."""
    return any(not a.unit_kinds or unit.kind in a.unit_kinds for a in plan.audiences)


def unit_dossiers(desk: Desk) -> Iterator[Item]:
    """Own dossiers that wait for the clerk."""
    for dossier in desk.dossiers:
        if not desk.roles.on_unit(dossier.unit, "unit_clerk"):
            continue
        closing = closing_of(dossier.round)
        url = link("dossiers:detail", dossier.pk)
        name = f"{dossier.round.movement.short} – {dossier.round.label}"
        if dossier.state == "draft":
            yield Item(
                "Soạn tiếp hồ sơ của " + dossier.unit.name,
                f"{name}. {_until(closing, desk.now)}",
                url,
                "Làm tiếp",
                closing=closing,
                rank=2,
            )
        elif dossier.state == "confirmed":
            yield Item(
                "Nộp hồ sơ của " + dossier.unit.name,
                f"Thủ trưởng đã xác nhận. {_until(closing, desk.now)}",
                url,
                "Nộp hồ sơ",
                closing=closing,
                rank=1,
            )
        elif dossier.state == "returned":
            slip = dossier.open_returns[0] if dossier.open_returns else None  # type: ignore[attr-defined]
            answer = calendar.closing_at(slip.answer_by) if slip else None
            count = len(slip.defects) if slip else 0
            yield Item(
                "Bổ sung hồ sơ của " + dossier.unit.name,
                f"Cơ quan thường trực nêu {count} chỗ cần bổ sung. {_until(answer, desk.now)}",
                url,
                "Bổ sung",
                closing=answer,
                rank=0,
            )


def unit_head(desk: Desk) -> Iterator[Item]:
    """Dossiers that the head confirms; drafts of the unit as they grow."""
    for dossier in desk.dossiers:
        if dossier.state == "draft" and desk.roles.on_unit(dossier.unit, "unit_head"):
            closing = closing_of(dossier.round)
            yield Item(
                "Xác nhận hồ sơ của " + dossier.unit.name,
                f"{dossier.round.movement.short} – {dossier.round.label}. {_until(closing, desk.now)}",
                link("dossiers:check", dossier.pk),
                "Xem và xác nhận",
                closing=closing,
                rank=2,
            )


def unit_duties(desk: Desk) -> Iterator[Item]:
    """Duties of the plan not yet reported, one item a movement and unit."""
    open_duties = (
        Duty.objects.filter(unit_id__in=desk.roles.unit_ids, done_on=None, movement__state="launched")
        .values_list("movement__slug", "movement__short", "unit__name")
        .annotate(n=Count("id"))
        .order_by("movement__slug", "unit__name")
    )
    for slug, short, unit, n in open_duties:
        yield Item(
            f"Báo cáo {n} nhiệm vụ của kế hoạch", f"{unit}: {short}.", link("movements:duties", slug), "Báo cáo", rank=8
        )


# ---------------------------------------------------------------- the standing office


def office_launch(desk: Desk) -> Iterator[Item]:
    """Drafts to be launched."""
    for movement in desk.movements:
        if movement.state == "draft" and desk.roles.in_body(movement.body_id, "office"):
            yield Item(
                f"Phát động: {movement.short}",
                "Kế hoạch đã lập, chờ số, ngày và người ký.",
                link("movements:launch", movement.slug),
                "Phát động",
                rank=4,
            )


def office_intake(desk: Desk) -> Iterator[Item]:
    """Filed dossiers to receive, received ones to appraise."""
    mine = [d for d in desk.dossiers if desk.roles.in_body(d.round.movement.body_id, "office")]
    by_round: dict[int, list[Dossier]] = defaultdict(list)
    for dossier in mine:
        if dossier.state == "filed":
            by_round[dossier.round_id].append(dossier)
    for group in by_round.values():
        names = " · ".join(
            f"{d.unit.name}, nộp lúc {timezone.localtime(d.filed_at):%H:%M:%S %d/%m/%Y}"
            for d in group[:3]
            if d.filed_at
        )
        single = len(group) == 1
        url = (
            link("dossiers:detail", group[0].pk)
            if single
            else link("dossiers:list", trang_thai="filed", dot=group[0].round_id)
        )
        yield Item(
            f"Tiếp nhận {len(group)} hồ sơ đã nộp" if not single else f"Tiếp nhận hồ sơ của {group[0].unit.name}",
            names,
            url,
            "Tiếp nhận",
            day=desk.today,
            rank=1,
        )
    for dossier in mine:
        if dossier.state == "received":
            due = calendar.closing_at(dossier.round.appraise_by) if dossier.round.appraise_by else None
            yield Item(
                f"Thẩm định hồ sơ của {dossier.unit.name}",
                f"{dossier.round.movement.short} – {dossier.round.label}."
                + (f" {_until(due, desk.now)}" if due else ""),
                link("dossiers:appraise", dossier.pk),
                "Thẩm định",
                closing=due,
                rank=2,
            )


def office_missing(desk: Desk) -> Iterator[Item]:
    """Units that have not filed while the round is still open."""
    handed = defaultdict(set)
    for dossier in desk.dossiers:
        if dossier.state not in ("draft", "confirmed"):
            handed[dossier.round_id].add(dossier.unit_id)
    for round, movement in desk.rounds:
        closing = closing_of(round)
        if not closing or desk.now >= closing.closes_at or not desk.roles.in_body(movement.body_id, "office"):
            continue
        if (closing.closes_at - desk.now).days > 45:
            continue
        plan = desk.plan_of[movement.pk]
        units = [u for u in desk.units if u.body_id == movement.body_id and not u.is_body and takes_part(plan, u)]
        late = [u for u in units if u.pk not in handed[round.pk]]
        if late:
            yield Item(
                f"{len(late)} trong {len(units)} đơn vị chưa nộp hồ sơ",
                f"{movement.short} – {round.label}. {_until(closing, desk.now)}",
                link("boards:movement", movement.slug) + "#don-vi",
                "Xem đơn vị",
                closing=closing,
                source=deadline_source(plan, round),
                rank=6,
            )


def office_onward(desk: Desk) -> Iterator[Item]:
    """Candidates ready for the decision, approved decisions to issue, proposals to send."""
    for round, movement in desk.rounds:
        if not desk.roles.in_body(movement.body_id, "office"):
            continue
        states = desk.candidate_states[round.pk]
        council = any(step.act == "council" for step in desk.plan_of[movement.pk].route)
        ready = states["recommended"] if council else states["eligible"]
        if ready:
            yield Item(
                f"Lập tờ trình khen thưởng cho {ready} tập thể, cá nhân",
                f"{movement.short} – {round.label}.",
                link("decisions:new", dot=round.pk),
                "Lập dự thảo",
                rank=3,
            )
    for decision in Decision.objects.filter(
        body_id__in=desk.roles.body_ids("office"), state__in=("draft", "approved")
    ).select_related("round__movement"):
        name = f"{decision.round.movement.short} – {decision.round.label}"
        if decision.state == "approved":
            yield Item(
                "Ban hành quyết định khen thưởng",
                f"{name}. Đã duyệt, chờ số và ngày.",
                link("decisions:detail", decision.pk),
                "Ban hành",
                rank=1,
            )
        else:
            why = f" Bị trả lại: {decision.returned_reason}" if decision.returned_reason else ""
            yield Item(
                "Trình dự thảo quyết định khen thưởng",
                f"{name}.{why}",
                link("decisions:detail", decision.pk),
                "Xem dự thảo",
                rank=3,
            )
    for proposal in Proposal.objects.filter(
        body_id__in=desk.roles.body_ids("office"), state__in=("draft", "sent")
    ).select_related("round__movement"):
        text = f"{proposal.round.movement.short}. Gửi {proposal.addressee}."
        title = (
            "Gửi tờ trình đề nghị cấp trên khen thưởng"
            if proposal.state == "draft"
            else "Ghi kết quả cấp trên khen thưởng"
        )
        yield Item(title, text, link("decisions:proposal", proposal.pk), "Mở tờ trình", rank=6)


def office_lower_plans(desk: Desk) -> Iterator[Item]:
    """Bodies that owe a plan of their own."""
    rows = (
        Duty.objects.filter(
            type="lower_plan",
            done_on=None,
            movement__state="launched",
            movement__body_id__in=desk.roles.body_ids("office"),
        )
        .values_list("movement__slug", "movement__short")
        .annotate(n=Count("unit_id", distinct=True))
        .order_by("movement__slug")
    )
    for slug, short, n in rows:
        yield Item(
            f"{n} đơn vị chưa gửi kế hoạch của mình",
            f"{short}.",
            link("movements:lower_plans", slug),
            "Xem đơn vị",
            rank=9,
        )


# ---------------------------------------------------------------- council, decider, finance


def secretary(desk: Desk) -> Iterator[Item]:
    """Sessions to prepare and to run."""
    for round, movement in desk.rounds:
        if not desk.roles.in_body(movement.body_id, "council_secretary"):
            continue
        if not any(step.act == "council" for step in desk.plan_of[movement.pk].route):
            continue
        ready = desk.candidate_states[round.pk]["eligible"]
        if ready:
            yield Item(
                f"Chuẩn bị phiên họp Hội đồng: {ready} tập thể, cá nhân",
                f"{movement.short} – {round.label}.",
                link("councils:new", dot=round.pk),
                "Mời họp",
                rank=3,
            )
    acts = {
        "planned": "Khai mạc",
        "open": "Mở bỏ phiếu",
        "voting": "Theo dõi bỏ phiếu",
        "counted": "Thông qua biên bản",
    }
    live = Session.objects.filter(council__body_id__in=desk.roles.body_ids("council_secretary"), state__in=acts)
    for session in live.select_related("round__movement"):
        yield Item(
            f"Phiên họp Hội đồng: {session.round.movement.short}",
            f"{session.round.label}, {session.place}.",
            link("councils:session", session.pk),
            acts[session.state],
            day=timezone.localdate(session.planned_at),
            rank=2,
        )


def member(desk: Desk) -> Iterator[Item]:
    """Sessions in which ballots of this member are still missing."""
    if desk.user.person_id is None:
        return
    mine = {"member__person_id": desk.user.person_id}
    cast = VoteCast.objects.filter(motion=OuterRef("pk"), **mine)
    present = Attendance.objects.filter(session=OuterRef("session"), present=True, **mine)
    waiting = (
        Motion.objects.filter(session__state="voting")
        .exclude(conflicts__member__person_id=desk.user.person_id)
        .filter(Exists(present), ~Exists(cast))
        .select_related("session__round__movement")
        .order_by("session_id", "order")
    )
    first: dict[int, list[Motion]] = defaultdict(list)
    for motion in waiting:
        first[motion.session_id].append(motion)
    for motions in first.values():
        session = motions[0].session
        yield Item(
            f"Bỏ phiếu kín: còn {len(motions)} phiếu",
            f"{session.round.movement.short} – {session.round.label}.",
            link("councils:ballot", session.pk, motions[0].pk),
            "Bỏ phiếu",
            day=timezone.localdate(session.planned_at),
            rank=0,
        )


def decider(desk: Desk) -> Iterator[Item]:
    """Decisions that wait for the Chairman."""
    waiting = Decision.objects.filter(body_id__in=desk.roles.body_ids("decider"), state="submitted")
    for decision in waiting.select_related("round__movement").annotate(n=Count("awards")):
        at = (
            f", trình lúc {timezone.localtime(decision.submitted_at):%H:%M ngày %d/%m/%Y}"
            if decision.submitted_at
            else ""
        )
        yield Item(
            "Duyệt quyết định khen thưởng",
            f"{decision.round.movement.short} – {decision.round.label}: {decision.n} tập thể, cá nhân{at}.",
            link("decisions:approve", decision.pk),
            "Xem và duyệt",
            day=desk.today,
            rank=0,
        )


def finance(desk: Desk) -> Iterator[Item]:
    """Award money not yet paid."""
    unpaid = Q(awards__verdict="approved", awards__paid_on=None)
    rows = Decision.objects.filter(body_id__in=desk.roles.body_ids("finance"), state="issued").annotate(
        n=Count("awards", filter=unpaid)
    )
    for decision in rows.filter(n__gt=0).select_related("round__movement"):
        yield Item(
            f"Chi tiền thưởng cho {decision.n} tập thể, cá nhân",
            f"Quyết định số {decision}: {decision.round.movement.short}.",
            link("decisions:payments", decision.pk),
            "Lập danh sách chi",
            rank=4,
        )


RULES = (
    Rule(("unit_clerk",), unit_rounds),
    Rule(("unit_clerk",), unit_dossiers),
    Rule(("unit_head",), unit_head),
    Rule(("unit_clerk", "unit_head"), unit_duties),
    Rule(("office",), office_launch),
    Rule(("office",), office_intake),
    Rule(("office",), office_missing),
    Rule(("office",), office_onward),
    Rule(("office",), office_lower_plans),
    Rule(("council_secretary",), secretary),
    Rule(("council_member", "council_secretary"), member),
    Rule(("decider",), decider),
    Rule(("finance",), finance),
)


# ---------------------------------------------------------------- beside the list

STEPS = ("thi đua", "nhận hồ sơ", "thẩm định", "Hội đồng, quyết định", "kết thúc")


@dataclass(frozen=True, slots=True)
class Glance:
    """A running movement in three lines."""

    movement: Movement
    step: int
    text: str


def glances(user: User, roles: Roles, now: datetime, limit: int = 5) -> list[Glance]:
    """The movements that run, with the stage they are in."""
    running = movement_queries.visible(roles).filter(state="launched").prefetch_related("rounds")
    states: dict[int, Counter[str]] = defaultdict(Counter)
    shown = list(running[:limit])
    for movement_id, state, n in (
        Dossier.objects.filter(round__movement__in=shown)
        .values_list("round__movement_id", "state")
        .annotate(n=Count("id"))
    ):
        states[movement_id][state] += n
    return [_glance(m, states[m.pk], now) for m in shown]


def _glance(movement: Movement, states: Counter[str], now: datetime) -> Glance:
    ahead = sorted((r.closes_at, r) for r in movement.rounds.all() if r.closes_at and r.closes_at > now)
    handed = sum(n for s, n in states.items() if s not in ("draft", "confirmed", "lapsed"))
    done = states["closed"]
    if not states:
        step = 1
    elif ahead and not (states["appraised"] or states["before_council"]):
        step = 2
    elif states["filed"] or states["received"] or states["returned"]:
        step = 3
    else:
        step = 5 if done and done == handed else 4
    text = f"{handed} hồ sơ đã nộp."
    if ahead:
        closing = calendar.closing_at(ahead[0][0])
        text += f" Mốc tới: hạn nhận hồ sơ, {closing.last_moment_text.split(', ', 1)[1]}."
    return Glance(movement, step, text)


def elsewhere(roles: Roles, now: datetime) -> list[Item]:
    """What waits for other people: own dossiers under way, submitted decisions, unpublished events."""
    found = []
    rows = Dossier.objects.filter(
        unit_id__in=roles.unit_ids, state__in=("filed", "received", "appraised", "before_council")
    )
    words = {
        "filed": "chờ tiếp nhận",
        "received": "đang thẩm định",
        "appraised": "đã thẩm định",
        "before_council": "chờ Hội đồng",
    }
    for dossier in rows.select_related("unit", "round__movement")[:10]:
        found.append(
            Item(
                f"Hồ sơ của {dossier.unit.name}: {words[dossier.state]}",
                f"{dossier.round.movement.short} – {dossier.round.label}.",
                link("dossiers:detail", dossier.pk),
                day=timezone.localdate(dossier.filed_at) if dossier.filed_at else None,
            )
        )
    waiting = Decision.objects.filter(body_id__in=roles.body_ids("office"), state="submitted")
    for decision in waiting.select_related("round__movement")[:10]:
        found.append(
            Item(
                "Chủ tịch duyệt quyết định khen thưởng",
                f"{decision.round.movement.short} – {decision.round.label}.",
                link("decisions:detail", decision.pk),
                day=timezone.localdate(decision.submitted_at) if decision.submitted_at else None,
            )
        )
    return found
