"""Duties of bodies and ways in for remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from thidua.plans import model as m
from thidua.plans.vocabulary import DUTY_TYPES
from thidua.reader.build import dated, waits
from thidua.reader.build.dossier import office_body
from thidua.reader.build.material import Material, sentence, source, text_of
from thidua.reader.grammar import bodies
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import load, seeker
from thidua.reader.model import Fact


def duties(material: Material, events: Sequence[m.Event] = ()) -> tuple[m.Duty, ...]:
    """One duty for each kind of work a clause gives a body; the day its words name belongs to the work beside it."""
    days = dated.days_of_duties(material, events)
    office = fold(office_body(material)[0] or "\0")
    out: list[m.Duty] = []
    for fact in material.all("duty"):
        named = str(fact.value.get("body") or "")
        if named:
            made = _duties(material, fact, named, office)
            limit = days.get(fact.id)
            out += _with_day(made, limit, waits.rule_or_day(limit, events)) if limit else made
    return tuple(out)


def _with_day(made: list[m.Duty], limit: Fact, rule: str | None) -> list[m.Duty]:
    """The duties with the day given to one: the report where it is a report's, else the one whose words hold it."""
    words = fold(text_of(limit, "surface") or limit.quote)
    reports = [each for each in made if each.type == "report" and limit.value.get("what") == "report"]
    holding = [each for each in made if words in fold(each.label)]
    chosen = (reports or holding or made)[-1]
    op: Literal["before", "no_later_than"] = "before" if limit.value.get("op") == "before" else "no_later_than"
    return [replace(each, due=rule, due_op=op) if each is chosen else each for each in made]


def _duties(material: Material, fact: Fact, named: str, office: str) -> list[m.Duty]:
    text = str(fact.value.get("text") or "")
    folded = fold(text)
    found: dict[str, int] = {}
    for kind in load("duties"):
        if (match := seeker("duties", kind).search(folded)) is not None:
            found[kind] = match.start()
    if not found:
        found = {"execute": 0}
    role = (
        "office"
        if office in fold(named) or fold(named) in office
        else "finance"
        if re.search(r"tai chinh|ke toan", fold(named))
        else None
    )
    units = (
        ()
        if role
        or (
            re.match(r"(?:phong|so|vu|van phong|ban)\s", fold(named))
            and not fold(named).startswith(("phong, ban", "cac"))
        )
        else bodies.unit_kinds(named)
    )
    kept = sorted(found, key=lambda kind: found[kind])[:3]
    return [_duty(material, fact, named, kind, text, found[kind], units, role) for kind in kept]


def _duty(
    material: Material, fact: Fact, named: str, kind: str, text: str, at: int, units: tuple[str, ...], role: str | None
) -> m.Duty:
    begin = max(text.rfind(mark, 0, at) for mark in (";", ". ", ": ")) + 1
    return m.Duty(
        id=material.id(f"viec-{kind}"),
        label=sentence(text[begin:]) or DUTY_TYPES[kind],
        body=sentence(named),
        unit_kinds=units,
        role=role,
        mode="request" if fact.value.get("request") else "order",
        type=kind,
        source=source(fact),
    )


def feedback(material: Material) -> tuple[m.Feedback, ...]:
    """Where difficulties are told."""
    out = []
    for fact in material.all("feedback"):
        to, via = text_of(fact, "to"), text_of(fact, "via")
        where = f" về {to}" + (f" (qua {via})" if via else "") if to else ""
        out.append(m.Feedback(material.id("khó khăn"), f"Khó khăn, vướng mắc báo{where}", "difficulty", source(fact)))
    return tuple(out)
