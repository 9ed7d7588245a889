"""What happens to a running movement: a draft amendment, a letter, an inspection, a difficulty. By the real actions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from tests.factories.world import World
from thidua.dossiers import amending as dossier_amending
from thidua.movements import amending, difficulties, editing, inspecting, queries_follow
from thidua.movements.models import Amendment, Difficulty, Inspection, Movement, Reminder, ReminderLine
from thidua.plans import calendar, edit
from thidua.records import numbers


@dataclass(frozen=True, slots=True)
class Followed:
    """One of each, about the unit one."""

    amendment: Amendment
    reminder: Reminder
    inspection: Inspection
    difficulty: Difficulty


def follow(world: World, movement: Movement, when: datetime) -> Followed:
    """Make one of each at a moment at which the movement runs."""
    office, day = world.users["office"], when.date()
    with transaction.atomic():
        amendment = amending.begin(movement=movement, reason="Kỳ đánh giá kết thúc muộn.", by=office, at=when)
    inspection = inspecting.log(
        movement=movement,
        unit=world.units["one"],
        entry=inspecting.Entry(
            kind="visit",
            on=day,
            participants="Cơ quan thường trực; lãnh đạo đơn vị",
            findings="Chưa phổ biến kế hoạch tới viên chức.",
            request="Phổ biến kế hoạch, gửi biên bản họp.",
            due_on=day,
        ),
        by=office,
        at=when,
    )
    difficulty = difficulties.report(
        movement=movement,
        unit=world.units["one"],
        element_id=world.plan.contents[0].id,
        text="Chưa có số liệu để theo dõi.",
        by=world.users["clerk"],
        at=when,
    )
    return Followed(amendment, reminder(world, movement, when), inspection, difficulty)


def reminder(world: World, movement: Movement, when: datetime) -> Reminder:
    """A letter to the unit one, written down as it stands: in some plans nobody owes a plan of their own."""
    day = when.date()
    signer = world.people["Trần Văn Chủ"]
    post = queries_follow.letter_post(signer, world.body, day)
    assert post is not None
    taken = numbers.take(world.body, "CV", on=day, subject="Đôn đốc", by=world.users["office"])
    row = Reminder.objects.create(
        movement=movement,
        number=f"{taken.number:02d}",
        symbol="UBND-VP",
        issued_on=day,
        signer=signer,
        signer_name=signer.full_name,
        signer_title=post.title,
        capacity="own",
        by=world.users["office"],
        at=when,
    )
    ReminderLine.objects.create(reminder=row, unit=world.units["one"], owes="Kế hoạch của đơn vị")
    return row


def amend(world: World, movement: Movement, when: datetime) -> Amendment:
    """An amendment in force: the deadline of the plan moved by a fortnight."""
    office, day = world.users["office"], when.date()
    with transaction.atomic():
        row = amending.begin(movement=movement, reason="Kỳ đánh giá kết thúc muộn.", by=office, at=when)
    due = row.plan.deadlines[0]
    moved = calendar.closes(due, row.plan.movement.year_to).last_day + timedelta(days=14)
    plan = edit.replaced(row.plan, due.id, replace(due, op="no_later_than", rule=moved.isoformat()))
    editing.save(target=editing.Target(movement, row), version=row.version, plan=plan, by=office, at=when)
    row.refresh_from_db()
    dossier_amending.issue(
        amendment=row,
        version=row.version,
        issued_on=day,
        effective_on=day,
        number=None,
        signer=world.people["Trần Văn Chủ"],
        capacity="TM",
        applies_to_filed=False,
        by=office,
        at=when,
    )
    row.refresh_from_db()
    return row
