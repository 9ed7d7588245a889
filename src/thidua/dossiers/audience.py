"""Who may be proposed in a dossier: people and collectives of the unit against the plan's audiences."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thidua.dossiers.models import Candidate, Dossier
from thidua.movements.models import Duty, Round
from thidua.org.models import Person, Post, Unit, in_force
from thidua.plans import Plan
from thidua.records.models import IndexOwner, TaskRecord
from thidua.rules.audiences import CandidateFacts, audiences_of
from thidua.rules.findings import Finding, errors

# Units outside the committee's own apparatus have nobody to write dossiers; any unit of the body may propose them.
OUTSIDE = ("doanh_nghiep", "to_chuc", "thon")
OUTSIDERS = ("nguoi_dan", "doanh_nhan")

type Has = Mapping[tuple[str, int], Mapping[str, bool]]  # (person | unit, id) → need → fulfilled; absent: unknown


@dataclass(frozen=True, slots=True)
class Choice:
    """One person or collective with the audiences it belongs to; findings say why in none, or what is unknown."""

    kind: str
    person: Person | None
    unit: Unit
    position: str
    audiences: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def inside(self) -> bool:
        return not errors(self.findings)

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else self.unit.name

    @property
    def value(self) -> str:
        """How a form names the choice: ``p12`` or ``u7``."""
        return f"p{self.person.pk}" if self.person else f"u{self.unit.pk}"


def unit_takes_part(plan: Plan, unit: Unit) -> bool:
    """Whether the unit itself, or people working in it, are in some audience."""
    return any(not a.unit_kinds or unit.kind in a.unit_kinds for a in plan.audiences)


def place(plan: Plan, dossier: Dossier, *, kind: str, person: Person | None, unit: Unit | None, day: date) -> Choice:
    """Where a nominee stands on a day; a person outside the unit's reach is a finding too."""
    own = dossier.unit
    if kind == "individual" and person is not None:
        post = _post_of(person, own, day)
        choice = _person(plan, person, post, own, known_needs(dossier.round, [person.pk], []))
        if post is None and not (person.staff_group in OUTSIDERS and person.body_id == own.body_id):
            text = f"{person.full_name} không công tác ở {own} vào ngày đề nghị."
            return _refused(choice, Finding("not_of_unit", "error", text, field="person"))
        return choice
    if kind == "collective" and unit is not None:
        choice = _collective(plan, unit, known_needs(dossier.round, [], [unit.pk]))
        if not _reachable(unit, own):
            text = f"{unit} không thuộc {own} nên không đề nghị trong hồ sơ này được."
            return _refused(choice, Finding("not_of_unit", "error", text, field="unit"))
        return choice
    missing = Finding("nobody_chosen", "error", "Chọn một tập thể hoặc một cá nhân để đề nghị.")
    return Choice(kind, person, unit or own, "", (), (missing,))


def choices(plan: Plan, dossier: Dossier, day: date) -> list[Choice]:
    """Everybody the unit could propose, with who is inside an audience and why not; a fixed number of queries."""
    own = dossier.unit
    wanted = {kind for a in plan.audiences if a.kind == "collective" for kind in a.unit_kinds} & set(OUTSIDE)
    parts = Q(pk=own.pk) if own.is_body else Q(pk=own.pk) | Q(parent=own)
    units = list(
        Unit.objects.filter(parts | Q(kind__in=wanted, body_id=own.body_id)).exclude(pk=own.body_id or 0).order_by("id")
    )
    posts = list(
        Post.objects.filter(in_force(day))
        .filter(_inside(own))
        .select_related("person", "unit")
        .order_by("person__name_key", "person_id", "-is_head", "-is_leader", "-since")
    )
    people: dict[int, tuple[Person, Post | None]] = {}
    for post in posts:
        people.setdefault(post.person_id, (post.person, post))
    if any(set(OUTSIDERS) & set(a.staff_groups) for a in plan.audiences):
        for person in Person.objects.filter(body_id=own.body_id, staff_group__in=OUTSIDERS).order_by("name_key", "id"):
            people.setdefault(person.pk, (person, None))
    has = known_needs(dossier.round, people, [u.pk for u in units])
    return [_collective(plan, u, has) for u in units] + [_person(plan, p, t, own, has) for p, t in people.values()]


def known_needs(round_: Round, persons: Collection[int], units: Collection[int]) -> Has:
    """What the registers know about the needs of audiences. Nothing found is "unknown", never "no"."""
    found: dict[tuple[str, int], dict[str, bool]] = {}

    def note(need: str, person: int | None, unit: int) -> None:
        key = ("person", person) if person is not None else ("unit", unit)
        found.setdefault(key, {})[need] = True

    subject = Q(person_id__in=persons) | Q(person=None, unit_id__in=units)
    for model, need in ((TaskRecord, "reform_task"), (IndexOwner, "index_component")):
        for person, unit in model.objects.filter(subject, year=round_.year).values_list("person_id", "unit_id"):
            note(need, person, unit)
    laid = Duty.objects.filter(movement_id=round_.movement_id, unit_id__in=units, type="execute")
    for unit in laid.values_list("unit_id", flat=True):
        note("reform_task", None, unit)
    return found


def facts_of(candidate: Candidate, has: Has, *, head: bool | None = None) -> CandidateFacts:
    """A candidate as the rules see it. ``head`` None: as the audiences chosen at nomination say."""
    plan_heads = {a.heads for a in candidate.dossier.plan_version.plan.audiences if a.id in candidate.audience_ids}
    key = ("person", candidate.person_id) if candidate.person_id else ("unit", candidate.unit_id)
    fulfilled = dict(has.get(key, {}))
    if candidate.summary.strip():
        fulfilled["contribution"] = True
    return CandidateFacts(
        key=candidate.pk,
        name=candidate.name,
        kind=candidate.kind,  # type: ignore[arg-type]  # one of the two kinds by the model
        unit_kind=candidate.unit.kind,
        award_id=candidate.award_id,
        staff_group=candidate.person.staff_group if candidate.person else None,
        head=head if head is not None else True in plan_heads,
        has=fulfilled,
        person=candidate.person_id,
    )


def _collective(plan: Plan, unit: Unit, has: Has) -> Choice:
    facts = CandidateFacts(0, unit.name, "collective", unit.kind, has=has.get(("unit", unit.pk), {}))
    member = audiences_of(plan, facts)
    return Choice("collective", None, unit, "", member.audience_ids, _shown(member.findings))


def _person(plan: Plan, person: Person, post: Post | None, own: Unit, has: Has) -> Choice:
    unit = post.unit if post else own
    facts = CandidateFacts(
        0,
        person.full_name,
        "individual",
        unit.kind,
        staff_group=person.staff_group,
        head=bool(post and post.is_head),
        has=has.get(("person", person.pk), {}),
        person=person.pk,
    )
    member = audiences_of(plan, facts)
    return Choice("individual", person, unit, post.title if post else "", member.audience_ids, _shown(member.findings))


def _shown(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Without the contribution nobody could have told yet: it is asked for with the nomination."""
    return tuple(f for f in findings if f.params.get("need") != "contribution")


def _refused(choice: Choice, finding: Finding) -> Choice:
    return Choice(
        choice.kind, choice.person, choice.unit, choice.position, choice.audiences, (finding, *choice.findings)
    )


def _post_of(person: Person, unit: Unit, day: date) -> Post | None:
    """The leading post the person holds in the unit or in a part of it."""
    mine = person.posts.filter(in_force(day)).filter(_inside(unit))
    return mine.select_related("unit").order_by("-is_head", "-is_leader", "-since").first()


def _inside(unit: Unit) -> Q:
    """Posts in a unit and its parts; the body's own posts are only those at the committee itself."""
    return Q(unit=unit) if unit.is_body else Q(unit=unit) | Q(unit__parent=unit)


def _reachable(unit: Unit, own: Unit) -> bool:
    if unit.body_id != own.body_id or unit.is_body:
        return False
    part = unit.parent_id == own.pk and not own.is_body
    return unit.pk == own.pk or part or unit.kind in OUTSIDE
