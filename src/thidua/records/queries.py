"""Reads for the pages on which facts are entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.documents import vietnamese
from thidua.org.models import Person, Unit
from thidua.plans.vocabulary import AWARD_FORMS
from thidua.plans.vocabulary import DISCIPLINES as _DISCIPLINES
from thidua.records.kinds import KINDS, Fact, Kind, grade_name
from thidua.records.models import IndexOwner, IndexResult

DISCIPLINES = tuple(each.capitalize() for each in _DISCIPLINES.values())


def facts_of(kind: Kind, unit: Unit, person: Person | None) -> QuerySet[Any]:
    """Facts of one kind about a person or about a unit itself, newest first."""
    rows: QuerySet[Any] = kind.model.objects.order_by(kind.order, "-pk")
    if person:
        return rows.filter(person=person)
    return rows.filter(unit=unit, person=None) if kind.of_person else rows.filter(unit=unit)


@dataclass(frozen=True, slots=True)
class Line:
    """One fact in a list: when, what, more words, and which acts may follow."""

    fact: Fact
    when: str
    title: str
    text: str
    act: str = ""

    @property
    def year(self) -> str:
        """The year alone, for the margin."""
        return self.when[-4:]

    @property
    def ours(self) -> bool:
        """Written by a decision of this system, so not by hand."""
        return bool(getattr(self.fact, "movement_key", ""))


def line(fact: Any) -> Line:
    """A fact in words."""
    match fact._meta.model_name:
        case "annualrating":
            return Line(fact, str(fact.year), grade_name(fact.scale, fact.grade), "")
        case "taskrecord":
            words = f"{fact.on_time} trên {fact.assigned} nhiệm vụ đúng hạn hoặc trước hạn, đã xong {fact.done}"
            return Line(fact, str(fact.year), words, "")
        case "indexresult":
            words = f"{vietnamese.number(fact.points)} trên {vietnamese.number(fact.maximum)} điểm"
            return Line(
                fact,
                str(fact.year),
                fact.component or "Chỉ số chung",
                words + (f", xếp thứ {fact.rank}" if fact.rank else ""),
            )
        case "indexowner":
            return Line(fact, str(fact.year), fact.component or "Chỉ số chung", "")
        case "initiative":
            day = vietnamese.date_short(fact.registered_on)
            if fact.recognised_on:
                said = f"{fact.recognised_by} công nhận ngày {vietnamese.date_short(fact.recognised_on)}"
                words = f"Đăng ký ngày {day}. {said} ({fact.get_level_display().lower()})."
                return Line(fact, day, fact.title, words)
            return Line(fact, day, fact.title, f"Đăng ký ngày {day}, chưa được công nhận.", "recognise")
        case "commendation":
            title = f"{AWARD_FORMS.get(fact.form, fact.form)} của {fact.authority}"
            day = vietnamese.date_short(fact.decided_on)
            return Line(fact, day, title, f"Quyết định số {fact.decision_number} ngày {day}. {fact.merit}")
        case "discipline":
            day = vietnamese.date_short(fact.decided_on)
            return Line(fact, day, fact.form, f"Quyết định ngày {day}.")
        case _:
            act = "conclude" if fact.status == "open" else ""
            day = vietnamese.date_short(fact.received_on)
            words = f"Tiếp nhận ngày {day}. {fact.get_status_display()}. {fact.conclusion}".strip()
            return Line(fact, day, fact.summary, words, act)


def sections(unit: Unit, person: Person | None) -> list[tuple[Kind, list[Line]]]:
    """Every kind of fact a person or a unit can have, with what is known."""
    fitting = [kind for kind in KINDS.values() if (kind.of_person if person else kind.of_unit)]
    return [(kind, [line(fact) for fact in facts_of(kind, unit, person)]) for kind in fitting]


def units_of(person: Person) -> list[Unit]:
    """Units a person has worked in, latest first; the body itself where no post is known."""
    units = {post.unit_id: post.unit for post in person.posts.select_related("unit")}
    return [*units.values()] or [person.body]


def suggestions(kind: Kind, body_id: int | None) -> Sequence[str]:
    """Words already in use in the body, so that one thing has one name."""
    if kind.slug == "ky-luat":
        return DISCIPLINES
    if "component" not in kind.fields:
        return ()
    names: set[str] = set()
    for model in (IndexResult, IndexOwner):
        names.update(model.objects.filter(unit__body_id=body_id).values_list("component", flat=True).distinct())
    return sorted(names - {""}, key=vietnamese.text_key)


def units_found(body_ids: set[int], text: str) -> QuerySet[Unit]:
    """Units of bodies by name, without marks; the bodies themselves too."""
    rows = Unit.objects.filter(body_id__in=body_ids)
    for word in vietnamese.fold(text).split():
        rows = rows.filter(name_fold__contains=word)
    return rows.select_related("body").order_by("body_id", "parent_id", "name_fold", "pk")


def people_found(body_ids: set[int], text: str) -> QuerySet[Person]:
    """People of bodies whose name holds every word, without marks; nobody for fewer than two letters."""
    words = vietnamese.fold(text).split()
    rows = Person.objects.filter(body_id__in=body_ids)
    for word in words:
        rows = rows.filter(name_fold__contains=word)
    return rows.prefetch_related("posts__unit") if len("".join(words)) >= 2 else rows.none()
