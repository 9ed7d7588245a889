"""A small invented world for tests: one body with units, people, accounts and a council, and a foreign body."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db.models import Model
from django.utils import timezone

from thidua import plans
from thidua.councils.models import Council, CouncilMember
from thidua.movements import actions as movement_actions
from thidua.movements.models import Movement
from thidua.org.models import Person, Post, RoleGrant, Unit, User
from thidua.plans import Plan

SINCE = date(2020, 1, 1)
PASSWORD = "mat-khau-thu"
TIER_LEVEL = {"commune": "commune", "district": "district", "province": "province", "central": "province"}


def at(text: str) -> datetime:
    """``2026-01-27 08:40`` in Vietnamese time, aware."""
    return timezone.make_aware(datetime.fromisoformat(text))


@functools.cache
def _password() -> str:
    """The one password of every account, hashed once."""
    return make_password(PASSWORD)


@dataclass
class World:
    """Everything a test needs by name. ``units`` by short code, ``people`` and ``users`` by account name."""

    plan: Plan
    body: Unit
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    council: Council | None = None
    movement: Movement | None = None
    waiting: list[Model] | None = None

    def person(
        self,
        name: str,
        unit: Unit,
        title: str = "Chuyên viên",
        *,
        head: bool = False,
        group: str = "cong_chuc",
        honorific: str = "Ông",
    ) -> Person:
        """A person with a post since 2020."""
        code = f"{self.body.code}-{len(self.people) + 1:03d}"
        person = Person(code=code, full_name=name, honorific=honorific, staff_group=group, body=self.body)
        post = Post(person=person, unit=unit, title=title, is_head=head, is_leader=head, since=SINCE)
        self.write(person, post)
        self.people[name] = person
        return person

    def user(self, account: str, person: Person, *grants: tuple[str, Unit], capacity: str = "own") -> User:
        """An account of a person with roles since 2020; password is ``PASSWORD``."""
        user = User(username=f"{self.body.code}-{account}".lower(), password=_password(), person=person)
        given = [RoleGrant(user=user, role=role, unit=unit, since=SINCE, capacity=capacity) for role, unit in grants]
        self.write(user, *given)
        self.users[account] = user
        return user

    def write(self, *rows: Model) -> None:
        """Now, or with all others of a world that is being built."""
        if self.waiting is None:
            for row in rows:
                row.save()
        else:
            self.waiting += rows

    def write_waiting(self) -> None:
        """Everything ``build`` has thought of, table by table: hundreds of tests begin with a world."""
        rows, self.waiting = self.waiting or [], None
        for model in dict.fromkeys(type(row) for row in rows):
            same = [row for row in rows if isinstance(row, model)]
            for row in same:
                if isinstance(row, Unit | Person):
                    row.tidy()
            model._default_manager.bulk_create(same)


def build(code: str = "soc-trang-2025", *, tag: str = "a", council_size: int = 5) -> World:
    """A body fit for the plan: an office, two divisions, a one-stop centre, a school, the Front, and accounts.

    Accounts: office, clerk, head (division 1), clerk2, head2 (division 2), chair (decider), vice (decider,
    KT), finance, secretary, member1…, admin.
    """
    plan = plans.builtin()[code]
    level = TIER_LEVEL[plan.issuer.tier]
    body = Unit(
        code=f"{tag}{code[:6]}",
        name=f"UBND Lạc Giang {tag.upper()}",
        short="UBND",
        kind="ubnd",
        level=level,
        place="Lạc Giang",
    )
    body.save()
    body.body = body
    body.save()
    world = World(plan, body, waiting=[])
    for key, name, kind in (
        ("office", "Phòng Văn hóa - Xã hội", "chuyen_mon"),
        ("one", "Phòng Kinh tế", "chuyen_mon"),
        ("two", "Phòng Tư pháp", "chuyen_mon"),
        ("hcc", "Trung tâm Phục vụ hành chính công", "trung_tam_hcc"),
        ("school", "Trường Tiểu học Lạc Giang", "su_nghiep"),
        ("field", "Lĩnh vực Địa chính", "linh_vuc"),
        ("lower", "UBND xã Bến Lạc", "ubnd_lower"),
        ("firm", "Công ty TNHH Sông Lạc", "doanh_nghiep"),
        ("front", "Ủy ban Mặt trận Tổ quốc", "mat_tran"),
    ):
        world.units[key] = Unit(
            code=f"{body.code}-{key}",
            name=f"{name}{'' if tag == 'a' else ' ' + tag.upper()}",
            short=key.upper(),
            kind=kind,
            level="unit",
            parent=body,
            body=body,
        )
    world.write(*world.units.values())
    one, two, office = world.units["one"], world.units["two"], world.units["office"]
    chair = world.person("Trần Văn Chủ", body, "Chủ tịch", head=True, group="can_bo")
    vice = world.person("Lê Thị Phó", body, "Phó Chủ tịch", group="can_bo", honorific="Bà")
    world.user("chair", chair, ("decider", body))
    world.user("vice", vice, ("decider", body), capacity="KT")
    world.user(
        "office", world.person("Nguyễn Thị Hạnh Dung", office, "Chuyên viên", honorific="Bà"), ("office", office)
    )
    world.user("finance", world.person("Phạm Kim Ngân", office, "Kế toán", honorific="Bà"), ("finance", body))
    world.user(
        "secretary",
        world.person("Đặng Minh Thư", office, "Phó Trưởng phòng", honorific="Bà"),
        ("council_secretary", body),
    )
    world.user("admin", world.person("Bùi Công Nghệ", office, "Chuyên viên"), ("admin", body))
    world.person("Lý Trưởng Văn", office, "Trưởng phòng", head=True)
    world.user("clerk", world.person("Võ Hoàng Phúc", one), ("unit_clerk", one))
    world.user("head", world.person("Đỗ Thành Đạt", one, "Trưởng phòng", head=True), ("unit_head", one))
    world.user("clerk2", world.person("Hồ Văn Tấn", two), ("unit_clerk", two))
    world.user("head2", world.person("Ngô Bích Ấn", two, "Trưởng phòng", head=True, honorific="Bà"), ("unit_head", two))
    world.council = Council(
        body=body, name="Hội đồng Thi đua - Khen thưởng Lạc Giang", founding="Quyết định số 15/QĐ-UBND ngày 05/01/2020"
    )
    seats = [("chair", chair), ("secretary", world.people["Đặng Minh Thư"])]
    for n in range(1, council_size - 1):
        member = world.person(
            f"Hoàng Ủy Viên {['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy'][n - 1]}",
            body,
            "Ủy viên UBND",
            group="can_bo",
        )
        world.user(f"member{n}", member, ("council_member", body))
        seats.append(("member", member))
    world.write(
        world.council,
        *(CouncilMember(council=world.council, person=who, duty=duty, since=SINCE) for duty, who in seats),
        RoleGrant(user=world.users["chair"], role="council_member", unit=body, since=SINCE),
        RoleGrant(user=world.users["secretary"], role="council_member", unit=body, since=SINCE),
    )
    world.write_waiting()
    return world


ISSUED = {
    "phu-luong-2023": date(2023, 2, 22),
    "truc-ninh-2021-2025": date(2021, 11, 15),
    "hoa-phong-2025": date(2025, 1, 16),
    "phan-rang-2024": date(2024, 3, 12),
    "soc-trang-2025": date(2025, 10, 24),
}


def launch(world: World, issued: date | None = None) -> Movement:
    """Prepare and launch the world's plan through the real actions, at 09:00 on the day of issue."""
    day = issued or ISSUED[world.plan.code]
    moment = timezone.make_aware(datetime(day.year, day.month, day.day, 9, 0))
    office = world.users["office"]
    movement = movement_actions.prepare(body=world.body, plan=world.plan, by=office, at=moment)
    number = int(world.plan.identity.number) if world.plan.identity.number else None
    movement = movement_actions.launch(
        movement=movement,
        version=movement.version,
        issued_on=day,
        number=number,
        signer=world.people["Trần Văn Chủ"],
        capacity="TM",
        by=office,
        at=moment,
    )
    world.movement = movement
    return movement


def launch_again(world: World) -> Movement:
    """One more movement of the same plan and body, with the next number of the register."""
    day = ISSUED[world.plan.code]
    moment = timezone.make_aware(datetime(day.year, day.month, day.day, 10, 0))
    office = world.users["office"]
    movement = movement_actions.prepare(body=world.body, plan=world.plan, by=office, at=moment)
    return movement_actions.launch(
        movement=movement,
        version=movement.version,
        issued_on=day,
        number=None,
        signer=world.people["Trần Văn Chủ"],
        capacity="TM",
        by=office,
        at=moment,
    )
