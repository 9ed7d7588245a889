"""Whose a duty of the plan becomes at launch: the units it names, those of its kinds or role, else the body itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from thidua.documents import vietnamese
from thidua.movements.models import Duty, Movement
from thidua.org.models import Unit
from thidua.org.queries import grants_of_body, live_units
from thidua.plans import Plan
from thidua.plans import model as m
from thidua.rules.findings import Finding

HEADS: Final = (  # words a unit's own name begins with
    "phong", "so", "ban", "bo phan", "van phong", "cong an", "ban chi huy", "trung tam", "tram", "dai", "chi cuc",
    "hoi", "khoi pho", "to dan pho", "thon", "to cong nghe",
)  # fmt: skip
_PLAIN: Final = (
    "phong so ban bo phan van trung tam to dan pho va cac cua tai xa phuong huyen thi tran thanh tinh quan ubnd hdnd "
    "thi dua khen thuong truc co don vi"
)
PLAIN: Final = frozenset(_PLAIN.split())  # words that tell no unit from another


@dataclass(frozen=True, slots=True)
class Laid:
    """A duty, the units that get it, and the names in it that no unit bears. No unit: the body itself has it."""

    duty: m.Duty
    units: list[Unit]
    missing: list[str]


def lay(movement: Movement, plan: Plan, day: date) -> list[Duty]:
    """Write one row for every unit that has a duty of the plan."""
    return Duty.objects.bulk_create(duties_of(movement, plan, day))


def duties_of(movement: Movement, plan: Plan, day: date) -> list[Duty]:
    """The rows ``lay`` would write, not yet written: what a launch is going to do."""
    return [
        Duty(
            movement=movement,
            unit=unit,
            element_id=each.duty.id,
            type=each.duty.type,
            label=each.duty.label[:300],
            request=each.duty.mode == "request",
        )
        for each in laid(movement.body, plan, day)
        for unit in each.units or [movement.body]
    ]


def laid(body: Unit, plan: Plan, day: date) -> list[Laid]:
    """Every duty of the plan with its units on a day."""
    units = list(live_units(body, day))
    with_role = {  # asked once a role: many duties name the same one
        role: {grant.unit_id: grant.unit for grant in grants_of_body(body.pk, role, day)}
        for role in {duty.role for duty in plan.duties if duty.role}
    }
    return [units_of(duty, body, units, with_role.get(duty.role or "", {})) for duty in plan.duties]


def units_of(duty: m.Duty, body: Unit, units: list[Unit], holding: dict[int, Unit]) -> Laid:
    """A unit the text names goes before the people who hold a role: the role is guessed, the name is written.

    ``holding``: units of the people who hold the duty's role. Kinds of units go before a name only alike.
    """
    text = duty.body
    chosen = [unit for unit in units if unit.kind in duty.unit_kinds]
    if duty.unit_kinds and not duty.role:
        return Laid(duty, chosen, [] if chosen else _names(text, body))
    named = _named_in(text, units) if not duty.role or _is_name(text) else []
    if named:
        return Laid(duty, named, _left(text, named))
    if holding and not _foreign(text, holding.values()):
        return Laid(duty, [holding[key] for key in sorted(holding)], [])
    return Laid(duty, chosen, [] if chosen else _names(text, body))


def findings(body: Unit, plan: Plan, day: date) -> list[Finding]:
    """A warning for each name of the plan that no unit bears, with who gets the work for now."""
    found: dict[str, tuple[Laid, int]] = {}
    for each in laid(body, plan, day):
        for name in each.missing:
            found[name] = found.get(name, (each, 0))[0], found.get(name, (each, 0))[1] + 1
    return [_finding(name, body, each, number) for name, (each, number) in found.items()]


def _finding(name: str, body: Unit, each: Laid, number: int) -> Finding:
    work = "việc này" if number == 1 else f"{number:02} việc của đơn vị này"
    then = f"chỉ giao {', '.join(unit.name for unit in each.units)}" if each.units else f"tạm giao {body.name}"
    message = (
        f"Chưa có đơn vị “{name}” trong danh mục; {work} {then}. Thêm đơn vị vào danh mục, "
        "hoặc sửa tên đơn vị trong kế hoạch cho đúng danh mục."
    )
    return Finding("unit_unknown", "warning", message, source=each.duty.source)


def written(duty: m.Duty | None, unit: Unit, body_id: int) -> str:
    """What the plan calls the unit of a duty, where that is not the unit's own name; empty for whole kinds of units."""
    if duty is None or (duty.unit_kinds and unit.pk != body_id) or vietnamese.same(duty.body, unit.name):
        return ""
    return " ".join(duty.body.split())


# ---------------------------------------------------------------- names of units in a text


def _words(text: str) -> str:
    """Words alone, with a space at both ends, so that "Phòng" is not found in "Phòngban"."""
    words = f" {' '.join(re.findall(r'\w+', vietnamese.fold(text)))} "
    return words.replace(" uy ban nhan dan ", " ubnd ").replace(" mttq ", " mat tran to quoc ")


def _named_in(text: str, units: Iterable[Unit]) -> list[Unit]:
    """Units whose name stands in ``text``, in its order; else the one in whose name ``text`` stands.

    A name inside another name that is there is not meant: "Phòng Văn hóa và Thông tin" is not "Phòng Văn hóa".
    Of several in whose name the text stands the shortest is taken, then the older, so that a launch always answers
    the same.
    """
    asked = _words(text)
    names = {unit: _words(unit.name) for unit in units}
    inside = {unit: name for unit, name in names.items() if name.strip() and name in asked}
    whole = [
        unit for unit, name in inside.items() if not any(name != other and name in other for other in inside.values())
    ]
    if whole:
        return sorted({inside[unit]: unit for unit in reversed(whole)}.values(), key=lambda u: asked.index(inside[u]))
    around = [unit for unit, name in names.items() if asked.strip() and asked in name]
    return sorted(around, key=lambda unit: (len(names[unit]), unit.pk))[:1]


def _is_name(text: str) -> bool:
    """Whether a text begins as names of units do and says which one: "Phòng Nội vụ", not "Văn phòng UBND"."""
    return _words(text).startswith(tuple(f" {head} " for head in HEADS)) and bool(_telling(text))


def _telling(text: str) -> set[str]:
    return set(_words(text).split()) - PLAIN


def _foreign(text: str, holding: Iterable[Unit]) -> bool:
    """Whether a text names a unit that none of these can be: they share no word that tells units apart."""
    return _is_name(text) and not any(_telling(text) & _telling(unit.name) for unit in holding)


def _names(text: str, body: Unit) -> list[str]:
    """The text as a name nobody bears, unless it means the body itself."""
    asked = _words(text)
    itself = not asked.strip() or asked in _words(body.name) or _words(body.name) in asked
    return [] if itself or re.search(r" (ubnd|chu tich) ", asked) else [" ".join(text.split())]


def _left(text: str, named: list[Unit]) -> list[str]:
    """Names of units in a list of which some are known: "Công an phường, Phòng Tư pháp" without the second."""
    known = {word for unit in named for word in _words(unit.name).split()}
    pieces = re.split(r"\s*[,;]\s+|\s+và\s+(?=[A-ZĐ])", text)
    return [piece.strip(" .") for piece in pieces if _is_name(piece) and not _telling(piece) <= known]
