"""What the tests of movements begin from: a draft, a launched movement, the arguments of a right act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import world
from thidua.movements import actions
from thidua.movements.models import Movement
from thidua.org.models import User
from thidua.rules.findings import Refused

SignIn = Callable[[User], Client]
StandAt = Callable[[str], None]
CODES = sorted(world.ISSUED)
ACCOUNTS = ("office", "clerk", "head", "clerk2", "chair", "vice", "finance", "secretary", "member1", "admin")
READ = ("plan", "plan_file", "lower_plans", "duties", "figures")


def codes(caught: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in caught.value.findings}


def morning(code: str) -> datetime:
    return world.at(f"{world.ISSUED[code]} 08:00")


def prepared(code: str = "soc-trang-2025", **changes: Any) -> tuple[world.World, Movement]:
    """A world with a draft, prepared on the day of issue."""
    made = world.build(code)
    if changes:
        made.plan = replace(made.plan, **changes)
    movement = actions.prepare(body=made.body, plan=made.plan, by=made.users["office"], at=morning(code))
    return made, movement


def arguments(made: world.World, movement: Movement, **changes: Any) -> dict[str, Any]:
    """What a right launch of the movement needs; ``changes`` make it wrong."""
    code = made.plan.code
    given: dict[str, Any] = {
        "movement": movement,
        "version": movement.version,
        "issued_on": world.ISSUED[code],
        "number": None,
        "signer": made.people["Trần Văn Chủ"],
        "capacity": "TM",
        "by": made.users["office"],
        "at": morning(code),
    }
    return given | changes


def figure(made: world.World, movement: Movement, **changes: Any) -> Any:
    """Enter the figure of a share; the criterion is the first share of the plan."""
    criterion = next(each for each in made.plan.criteria if each.measure == "share" and each.of == "participant")
    given: dict[str, Any] = {
        "movement": movement,
        "criterion_id": criterion.id,
        "unit": made.units["one"],
        "person": None,
        "year": made.plan.movement.year_to,
        "values": {"numerator": Decimal(38), "denominator": Decimal(40), "value": None},
        "text": "",
        "source": "Sổ theo dõi",
        "by": made.users["office"],
        "at": world.at(f"{made.plan.movement.year_to}-12-01 09:00"),
    }
    return actions.enter_figure(**given | changes)


def url(name: str, *args: object) -> str:
    return reverse(f"movements:{name}", args=args)


def launched(stand_at: StandAt, code: str = "soc-trang-2025", moment: str = "") -> tuple[world.World, Movement]:
    """A world with its movement launched; the clock stands 30 days later or at ``moment``."""
    made = world.build(code)
    movement = world.launch(made)
    year = made.plan.movement.year_to
    stand_at(moment or f"{year}-12-01 08:40")
    return made, movement


def draft(stand_at: StandAt, code: str = "soc-trang-2025") -> tuple[world.World, Movement]:
    made = world.build(code)
    day = world.ISSUED[code]
    stand_at(f"{day} 10:00")
    office = made.users["office"]
    return made, actions.prepare(body=made.body, plan=made.plan, by=office, at=world.at(f"{day} 08:00"))
