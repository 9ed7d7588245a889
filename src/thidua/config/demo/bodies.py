"""What a body of the demo is made of, and how it comes into the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from thidua import plans
from thidua.config.demo import PASSWORD
from thidua.config.demo.names import Names
from thidua.councils.models import Council, CouncilMember
from thidua.movements.models import Movement, Round
from thidua.org.models import Person, Post, RoleGrant, Unit, User
from thidua.plans import Plan


@dataclass(frozen=True, slots=True)
class Staff:
    """Titles of head, deputy and staff of a unit, their group, and the word of the head's account."""

    head: str
    deputy: str
    staff: tuple[str, ...]
    group: str
    leaders: str
    account: str


DIVISION = Staff("Trưởng phòng", "Phó Trưởng phòng", ("Chuyên viên",), "cong_chuc", "cong_chuc", "truongphong")
SECTION = Staff("Phụ trách bộ phận", "Công chức", ("Công chức", "Nhân viên"), "cong_chuc", "cong_chuc", "truongphong")
CENTRE = Staff("Giám đốc", "Phó Giám đốc", ("Viên chức",), "vien_chuc", "vien_chuc", "giamdoc")
SCHOOL = Staff(
    "Hiệu trưởng", "Phó Hiệu trưởng", ("Giáo viên", "Nhân viên văn thư"), "vien_chuc", "vien_chuc", "hieutruong"
)
LOWER = Staff("Chủ tịch UBND", "Phó Chủ tịch UBND", ("Công chức",), "cong_chuc", "can_bo", "chutich")
FRONT = Staff("Chủ tịch", "Phó Chủ tịch", ("Ủy viên Thường trực",), "can_bo", "can_bo", "chutich")
PARTY = Staff("Trưởng ban", "Phó Trưởng ban", ("Chuyên viên",), "can_bo", "can_bo", "truongban")
FIRM = Staff("Giám đốc", "Phó Giám đốc", ("Nhân viên",), "doanh_nhan", "doanh_nhan", "giamdoc")


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit: short key (used in account names), name, symbol, kind, size and titles. ``accounts``: clerk and head."""

    key: str
    name: str
    short: str
    kind: str
    staff: Staff = DIVISION
    size: int = 5
    accounts: bool = True
    formed: date | None = None
    workers: tuple[int, ...] = ()  # places in the unit that are contract workers
    women: bool = False  # a unit of women only


@dataclass(frozen=True, slots=True)
class BodySpec:
    """A body with everything a demo needs. ``office``, ``finance``: keys of units; ``related``: whose deputy sits in
    the council, so that a conflict of interest occurs."""

    key: str
    plan: str
    level: str
    place: str
    higher: tuple[str, str]  # name and level
    since: date
    founding: str
    units: tuple[UnitSpec, ...]
    office: str
    finance: str
    related: str
    members: int = 5  # besides chair, vice chair and secretary
    formed: date | None = None


@dataclass
class Stage:
    """A body in the database by short names: units by key, people by unit and place, accounts without the prefix."""

    spec: BodySpec
    plan: Plan
    body: Unit
    higher: Unit
    units: dict[str, Unit] = field(default_factory=dict)
    staff: dict[str, list[Person]] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    council: Council | None = None
    movements: list[Movement] = field(default_factory=list)

    def user(self, name: str) -> User:
        """``vanthu``, ``canbo.kt`` …"""
        return self.users[name]

    def clerk(self, unit: str) -> User:
        return self.users[f"canbo.{unit}"]

    def head(self, unit: str) -> User:
        word = next(u.staff.account for u in self.spec.units if u.key == unit)
        return self.users[f"{word}.{unit}"]

    def round(self, key: str) -> Round:
        """A round of the first movement."""
        return self.movements[0].rounds.get(key=key)


class Builder:
    """Writes bodies, people and accounts; there are no acts for these, an administrator enters them."""

    def __init__(self, seed: str) -> None:
        self.names = Names(seed)
        self._password = make_password(PASSWORD)

    def body(self, spec: BodySpec) -> Stage:
        """A body with its higher body, units, people, accounts and council."""
        plan = plans.builtin()[spec.plan]
        higher = self._committee(f"{spec.key}-tren", *spec.higher, place=spec.place)
        body = self._committee(
            spec.key, plan.issuer.name, spec.level, place=spec.place, parent=higher, formed=spec.formed
        )
        stage = Stage(spec, plan, body, higher)
        self._leaders(stage)
        for each in spec.units:
            self._unit(stage, each)
        self._roles(stage)
        self._council(stage)
        return stage

    def _committee(
        self, code: str, name: str, level: str, *, place: str, parent: Unit | None = None, formed: date | None = None
    ) -> Unit:
        unit = Unit(
            code=code, name=name, short="UBND", kind="ubnd", level=level, place=place, parent=parent, formed_on=formed
        )
        unit.save()
        unit.body = unit
        unit.save()
        return unit

    def old_body(self, code: str, name: str, level: str, place: str, dissolved: date) -> Unit:
        """A body that no longer exists."""
        unit = self._committee(code, name, level, place=place)
        unit.dissolved_on = dissolved
        unit.save()
        return unit

    def _leaders(self, stage: Stage) -> None:
        spec = stage.spec
        titles = ["Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch", *["Ủy viên UBND"] * 3]
        people = [
            self.person(stage, stage.body, title, "can_bo", head=n == 0, leader=n < 3) for n, title in enumerate(titles)
        ]
        stage.staff["ubnd"] = people
        chair, vice = people[:2]
        self.user(stage, "chutich", chair, ("decider", stage.body), ("council_member", stage.body))
        self.user(stage, "phochutich", vice, ("decider", stage.body), ("council_member", stage.body), capacity="KT")
        for n, person in enumerate(people[3:], 1):
            self.user(stage, f"hoidong{n}", person, ("council_member", stage.body))
        assert spec.members >= 3

    def _unit(self, stage: Stage, spec: UnitSpec) -> None:
        unit = Unit.objects.create(
            code=f"{stage.spec.key}-{spec.key}", name=spec.name, short=spec.short, kind=spec.kind, level="unit",
            parent=stage.body, body=stage.body, formed_on=spec.formed,
        )  # fmt: skip
        stage.units[spec.key] = unit
        titles = spec.staff
        people = [self.person(stage, unit, titles.head, titles.leaders, head=True, leader=True, women=spec.women)]
        for n in range(1, spec.size):
            title = titles.deputy if n == 1 else titles.staff[n % len(titles.staff)]
            group = "nguoi_lao_dong" if n in spec.workers else titles.leaders if n == 1 else titles.group
            leader = n == 1 and spec.size > 3
            people.append(self.person(stage, unit, title, group, leader=leader, women=spec.women))
        stage.staff[spec.key] = people
        if spec.accounts:
            self.user(stage, f"canbo.{spec.key}", people[-1], ("unit_clerk", unit))
            self.user(stage, f"{titles.account}.{spec.key}", people[0], ("unit_head", unit))

    def _roles(self, stage: Stage) -> None:
        """The office's own accounts: clerk, secretary, administrator, accountant."""
        office, finance = stage.units[stage.spec.office], stage.units[stage.spec.finance]
        people = stage.staff[stage.spec.office]
        self.user(stage, "vanthu", people[2], ("office", office))
        self.user(stage, "thuky", people[1], ("council_secretary", stage.body), ("council_member", stage.body))
        self.user(stage, "quantri", people[3], ("admin", stage.body))
        self.user(stage, "ketoan", stage.staff[stage.spec.finance][2 if finance != office else 4], ("finance", finance))

    def _council(self, stage: Stage) -> None:
        spec, people = stage.spec, stage.staff
        place = stage.body.name.removeprefix("UBND ")
        council = Council.objects.create(
            body=stage.body,
            name=f"Hội đồng Thi đua - Khen thưởng {place}",
            founding=spec.founding,
            rules_source="Điều 6 Quy chế hoạt động của Hội đồng (ví dụ trong bản tập luyện)",
        )
        front = people[next(u.key for u in spec.units if u.kind == "mat_tran")][0]
        others = [front, people[spec.related][1], people["ubnd"][2]][: spec.members - 3]
        known = {user.person_id: user for user in stage.users.values()}
        number = 3
        for person in others:
            if person.pk in known:  # the head of the Front may have an account already
                self._grant(stage, known[person.pk], [("council_member", stage.body)])
            else:
                number += 1
                self.user(stage, f"hoidong{number}", person, ("council_member", stage.body))
        seats = [("chair", people["ubnd"][0]), ("vice", people["ubnd"][1]), ("secretary", people[spec.office][1])]
        seats += [("member", person) for person in (*people["ubnd"][3:], *others)]
        for duty, person in seats:
            CouncilMember.objects.create(council=council, person=person, duty=duty, since=spec.since)
        stage.council = council

    def person(
        self,
        stage: Stage,
        unit: Unit,
        title: str,
        group: str,
        *,
        head: bool = False,
        leader: bool = False,
        women: bool = False,
    ) -> Person:
        """An invented person with a post since the body's first day in the demo; no title, no post."""
        youngest = 38 if head else 30 if leader else 25
        found = self.names.next(region=stage.spec.key, youngest=youngest, women=women)
        code = f"{stage.spec.key.upper()}{Person.objects.filter(body=stage.body).count() + 1:03d}"
        person = Person.objects.create(
            code=code, full_name=found.full_name, honorific=found.honorific, birth_date=found.birth_date,
            staff_group=group, body=stage.body,
        )  # fmt: skip
        if title:
            since = max(stage.spec.since, unit.formed_on or stage.spec.since)
            Post.objects.create(person=person, unit=unit, title=title, is_head=head, is_leader=leader, since=since)
        return person

    def user(self, stage: Stage, name: str, person: Person, *grants: tuple[str, Unit], capacity: str = "own") -> User:
        """An account ``<body>.<name>`` with the demo's password."""
        user = User.objects.create(username=f"{stage.spec.key}.{name}", password=self._password, person=person)
        self._grant(stage, user, grants, capacity)
        stage.users[name] = user
        return user

    def _grant(self, stage: Stage, user: User, grants: Sequence[tuple[str, Unit]], capacity: str = "own") -> None:
        RoleGrant.objects.bulk_create(
            RoleGrant(
                user=user,
                role=role,
                unit=unit,
                since=stage.spec.since,
                capacity=capacity if role == "decider" else "own",
            )
            for role, unit in grants
        )


def unit_keys(stage: Stage, kinds: Sequence[str]) -> list[str]:
    """Keys of the units of some kinds, in the order of the body."""
    return [u.key for u in stage.spec.units if u.kind in kinds]
