"""What an amendment of the plan means for dossiers: drafts go over to the new version, filed ones keep theirs.

A dossier is looked at by ``dossier.plan_version`` everywhere: papers, standards, completeness, appraisal. So the choice
of the amendment is kept by moving that one field, here and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.dossiers.models import Candidate, Dossier
from thidua.dossiers.state import OPEN, step
from thidua.movements import amending, amending_rounds, effect
from thidua.movements.amending_rounds import RoundChange
from thidua.movements.models import Amendment, Movement, PlanVersion
from thidua.notices.actions import tell
from thidua.org.models import Person, User
from thidua.org.queries import accounts_of
from thidua.plans import compare
from thidua.rules import lifecycle
from thidua.rules.collisions import Beside
from thidua.rules.findings import Finding, Refused, refuse_if_any

UNJUDGED = ("filed", "received", "returned")  # handed in, not yet appraised


@dataclass(frozen=True, slots=True)
class Consequence:
    """What becomes of one dossier, in words. ``moves``: it goes over to the new version."""

    dossier: Dossier
    moves: bool
    words: tuple[str, ...]


def dossiers_of(movement: Movement) -> list[Dossier]:
    """Every dossier of a movement, by the name of its unit."""
    rows = Dossier.objects.filter(round__movement=movement).select_related("unit", "round")
    return list(rows.order_by("unit__name_fold", "pk"))


def consequences(
    amendment: Amendment,
    *,
    applies_to_filed: bool,
    now: datetime,
    rows: Sequence[Dossier] | None = None,
    moved: Sequence[RoundChange] | None = None,
) -> list[Consequence]:
    """Every dossier of the movement that is not at its end, with what changes for it; ``rows`` and what becomes of
    the rounds (``moved``) where known."""
    moved = amending_rounds.round_changes(amendment) if moved is None else moved
    rounds = {each.row.pk: each for each in moved if each.row}
    changes = compare.diff(amendment.base.plan, amendment.plan)
    told = [each.sentence for each in changes if each.kind in amending_rounds.CONCERNING and each.kind != "Deadline"]
    found = []
    for dossier in dossiers_of(amendment.movement) if rows is None else rows:
        if dossier.state == "closed":
            continue
        change = rounds.get(dossier.round_id)
        if dossier.state == "lapsed":
            if change is not None and _reopens(change, now):
                found.append(Consequence(dossier, True, ("Đã khóa vì quá hạn, nay được mở lại.", *_due(change))))
            continue
        moves = dossier.state in OPEN or (applies_to_filed and dossier.state in UNJUDGED)
        words = (*_due(change), *told) if moves else ("Giữ theo bản kế hoạch lúc nộp.",)
        found.append(Consequence(dossier, moves, words or ("Không có gì phải làm khác.",)))
    return found


def _due(change: RoundChange | None) -> tuple[str, ...]:
    if change is None or not change.moved:
        return ()
    before = vietnamese.date_short(change.before.last_day) if change.before else "chưa có"
    after = f"{change.after.sentence}" if change.after else change.waits or "kế hoạch không còn ghi hạn"
    return (f"Hạn nộp đổi: trước đây ngày cuối {before}; nay: {after}.",)


def _reopens(change: RoundChange, now: datetime) -> bool:
    return change.moved and (change.after is None or change.after.closes_at > now)


def collisions(
    amendment: Amendment,
    beside: Mapping[int, Beside],
    now: datetime,
    rows: Sequence[Dossier] | None = None,
    moved: Sequence[RoundChange] | None = None,
) -> list[Finding]:
    """What the amendment runs into, told before it is issued; ``beside``: councils and decisions by round."""
    states: dict[int, Counter[str]] = {}
    for dossier in dossiers_of(amendment.movement) if rows is None else rows:
        states.setdefault(dossier.round_id, Counter())[dossier.state] += 1
    return amending_rounds.collisions(amendment, now, states, beside, moved)


@dataclass(frozen=True, slots=True)
class StateRow:
    """Dossiers of one state and how many of them go over to the new version."""

    state: str
    number: int
    moving: int

    @property
    def word(self) -> str:
        """The state in words."""
        return lifecycle.DOSSIER.states[self.state]

    @property
    def keeping(self) -> int:
        """How many stay with their version."""
        return self.number - self.moving


def by_state(found: Sequence[Consequence]) -> list[StateRow]:
    """What an amendment means, counted by state in the order of a dossier's life."""
    states: dict[str, list[bool]] = {}
    for each in found:
        states.setdefault(each.dossier.state, []).append(each.moves)
    order = list(lifecycle.DOSSIER.states)
    return [StateRow(key, len(states[key]), sum(states[key])) for key in sorted(states, key=order.index)]


def findings(amendment: Amendment) -> list[Finding]:
    """What the new text takes away although people are proposed under it."""
    former, later = amendment.base.plan, amendment.plan
    live = Candidate.objects.filter(dossier__round__movement=amendment.movement).exclude(state="removed")
    proposed = list(live.values_list("award_id", "audience_ids"))
    used = {award for award, _ in proposed}
    groups = {each for _, ids in proposed for each in ids}
    gone = [
        *(each.label for each in former.awards if each.id in used and each.id not in {a.id for a in later.awards}),
        *(each.label for each in former.audiences if each.id in groups - {a.id for a in later.audiences}),
    ]
    return [
        Finding(
            "in_use",
            "error",
            f"Đã có tập thể, cá nhân được đề nghị theo “{label}” nên sửa đổi không bỏ được; chỉ sửa lời hoặc phạm vi.",
        )
        for label in gone
    ]


def issue(
    *,
    amendment: Amendment,
    version: int,
    issued_on: date,
    effective_on: date,
    number: int | None,
    signer: Person,
    capacity: str,
    applies_to_filed: bool,
    by: User,
    at: datetime,
) -> PlanVersion:
    """Issue an amendment; where its day is not in the future it takes effect at once, in the same transaction."""
    with transaction.atomic():
        made = amending.issue(
            amendment=amendment,
            version=version,
            issued_on=issued_on,
            effective_on=effective_on,
            number=number,
            signer=signer,
            capacity=capacity,
            applies_to_filed=applies_to_filed,
            by=by,
            at=at,
        )
        refuse_if_any(findings(amendment))
        if effective_on <= timezone.localdate(at):
            take_effect(amendment=amendment, at=at)
    return made


def take_effect(*, amendment: Amendment, at: datetime) -> int:
    """On its day: rounds and duties change, drafts go over. Returns how many dossiers went over."""
    with transaction.atomic():
        changes = {e.row.pk: e for e in effect.put_in_force(amendment=amendment, at=at) if e.row}
        made = amendment.made
        assert made is not None  # put_in_force refuses without one
        states = (*OPEN, *UNJUDGED) if amendment.applies_to_filed else OPEN
        count = 0
        for dossier in _of(amendment.movement, *states).exclude(plan_version=made).select_related("unit", "round"):
            count += _move(dossier, made, amendment, at)
        for dossier in _of(amendment.movement, "lapsed").select_related("unit", "round"):
            change = changes.get(dossier.round_id)
            if change is not None and _reopens(change, at):
                step(dossier, "reopen", version=None, plan_version=made)
                _record(dossier, "dossier.reopen", f"{dossier.unit}: hồ sơ được mở lại vì gia hạn", amendment, at)
                count += 1
    return count


def _of(movement: Movement, *states: str) -> QuerySet[Dossier]:
    return Dossier.objects.filter(round__movement=movement, state__in=states).order_by("pk")


def _move(dossier: Dossier, made: PlanVersion, amendment: Amendment, at: datetime) -> bool:
    """False when the dossier was handed in or changed a moment ago; then it stays as it is."""
    same = Dossier.objects.filter(pk=dossier.pk, state=dossier.state, plan_version_id=dossier.plan_version_id)
    if not same.update(plan_version=made, version=F("version") + 1):
        return False
    _record(dossier, "dossier.version", f"{dossier.unit}: hồ sơ theo kế hoạch đã sửa đổi", amendment, at)
    return True


def _record(dossier: Dossier, act: str, sentence: str, amendment: Amendment, at: datetime) -> None:
    day = timezone.localdate(at)
    tell(
        accounts_of([dossier.unit], day),
        at=at,
        title=f"Hồ sơ của {dossier.unit} theo kế hoạch đã sửa đổi"[:200],
        text=f"Kế hoạch sửa đổi số {amendment}. {' '.join(amendment.changes)}",
        url=f"/ho-so/{dossier.pk}/",
    )
    journal.record(
        by=None,
        at=at,
        act=act,
        thing=dossier,
        body_id=dossier.unit.body_id,
        sentence=sentence,
        data={"amendment": amendment.pk, "before": dossier.plan_version_id, "now": amendment.made_id},
    )


def take_effect_due(at: datetime) -> int:
    """Put in force every issued amendment whose day has come; safe to run again. Returns how many."""
    waiting = Amendment.objects.filter(state="issued", effective_on__lte=timezone.localdate(at))
    count = 0
    for amendment in waiting.select_related("movement__body", "base", "made").order_by("effective_on", "pk"):
        try:
            take_effect(amendment=amendment, at=at)
            count += 1
        except Refused:  # closed meanwhile, or somebody was faster
            continue
    return count + _take_along(at)


def _take_along(at: datetime) -> int:
    """Dossiers opened in the very moment in which a new version took the place of theirs."""
    late = Dossier.objects.filter(
        state__in=OPEN, plan_version__in_force=False, round__movement__state="launched"
    ).select_related("unit", "round__movement")
    count = 0
    for dossier in late:
        made = dossier.round.movement.plan_versions.select_related("amendment__movement").get(in_force=True)
        with transaction.atomic():
            count += _move(dossier, made, made.amendment, at)
    return count
