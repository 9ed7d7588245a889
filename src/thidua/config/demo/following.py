"""What an office does between launch and decision: reminders, difficulties, an inspection, an amendment, a new plan."""

from __future__ import annotations

from datetime import date, timedelta

from thidua.config.demo.bodies import Stage
from thidua.config.demo.chronicle import Story, later
from thidua.documents import docx
from thidua.documents.plan_draft import from_plan
from thidua.drafting import actions as drafting
from thidua.drafting import queue
from thidua.movements import amending, cascading, difficulties, inspecting
from thidua.movements.inspecting import Entry
from thidua.ui import clock


def reminder(stage: Stage, at: str, units: tuple[str, ...], new_due: date) -> Story:
    """One letter to the units that have sent no plan of their own."""
    when = yield at
    cascading.remind(
        movement=stage.movements[0], units=[stage.units[key] for key in units], issued_on=when.date(), new_due=new_due,
        signer=stage.staff["ubnd"][1], by=stage.user("vanthu"), at=when,
    )  # fmt: skip


def trouble(
    stage: Stage, at: str, unit: str, group: str, text: str, answer: str = "", *, amends: bool = False
) -> Story:
    """A unit reports a difficulty against the first clause of a group of the plan; the office answers three days on."""
    when = yield at
    movement = stage.movements[0]
    clause = next(
        name for name, about in difficulties.clauses(stage.plan) if about.partition(". ")[2].startswith(group)
    )
    reported = difficulties.report(
        movement=movement, unit=stage.units[unit], element_id=clause, text=text, by=stage.clerk(unit), at=when
    )
    if answer:
        when = yield later(when, days=3, hour=9)
        difficulties.answer(
            movement=movement, chosen=[reported], text=answer, amends=amends, by=stage.user("vanthu"), at=when
        )


def visit(stage: Stage, at: str, unit: str, findings: str, request: str, days: int) -> Story:
    """The office visits a unit and asks for something within some days."""
    when = yield at
    entry = Entry(
        kind="visit", on=when.date(), participants="Cơ quan thường trực và lãnh đạo đơn vị", findings=findings,
        request=request, due_on=when.date() + timedelta(days=days),
    )  # fmt: skip
    inspecting.log(movement=stage.movements[0], unit=stage.units[unit], entry=entry, by=stage.user("vanthu"), at=when)


def amendment(stage: Stage, at: str, reason: str) -> Story:
    """An amendment is begun and waits as a draft."""
    when = yield at
    amending.begin(movement=stage.movements[0], reason=reason, by=stage.user("vanthu"), at=when)


def paper(stage: Stage, at: str, name: str) -> Story:
    """The office drops a plan as a Word file; the program has read it, a person has yet to look."""
    when = yield at
    data = docx.render(from_plan(stage.plan))
    drafting.upload(body=stage.body, name=name, data=data, by=stage.user("vanthu"), at=when)
    clock.set_to(when)  # reading stamps its own time
    queue.work()
