"""Finding people, units, movements and dossiers without accents, within what the user may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from thidua.documents import vietnamese
from thidua.dossiers.models import Dossier
from thidua.movements import queries as movement_queries
from thidua.org.models import Person, Roles, Unit
from thidua.reports.worklist import link

LIMIT = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    title: str
    text: str
    url: str


def find(text: str, roles: Roles) -> dict[str, list[Hit]]:
    """Groups of hits; every word of the text must occur. Shorter than two letters finds nothing."""
    words = vietnamese.fold(text).split()
    if len("".join(words)) < 2:
        return {}
    groups = {
        "Phong trào": _movements(words, roles),
        "Hồ sơ": _dossiers(words, roles),
        "Người": _people(words, roles),
        "Đơn vị": _units(words, roles),
    }
    return {name: hits for name, hits in groups.items() if hits}


def _all(column: str, words: list[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(**{f"{column}__contains": word})
    return condition


def _movements(words: list[str], roles: Roles) -> list[Hit]:
    seen = movement_queries.visible(roles)
    return [
        Hit(m.short, m.body.name, link("boards:movement", m.slug))
        for m in seen
        if all(w in vietnamese.fold(f"{m.title} {m.short}") for w in words)
    ][:LIMIT]


def _dossiers(words: list[str], roles: Roles) -> list[Hit]:
    own = Q(unit_id__in=roles.unit_ids)
    handed = Q(round__movement__body_id__in=roles.body_ids()) & ~Q(state__in=("draft", "confirmed"))
    named = _all("unit__name_fold", words) | _all("candidates__person__name_fold", words)
    rows = (
        Dossier.objects.filter(own | handed).filter(named).select_related("unit", "round__movement").distinct()[:LIMIT]
    )
    return [
        Hit(f"Hồ sơ của {d.unit.name}", f"{d.round.movement.short} – {d.round.label}", link("dossiers:detail", d.pk))
        for d in rows
    ]


def _people(words: list[str], roles: Roles) -> list[Hit]:
    inside = Q(body_id__in=roles.body_ids()) | Q(posts__unit_id__in=roles.unit_ids)
    rows = (
        Person.objects.filter(inside)
        .filter(_all("name_fold", words))
        .prefetch_related("posts__unit")
        .distinct()[:LIMIT]
    )
    return [Hit(f"{p.honorific} {p.full_name}", _post(p), link("reports:person", p.pk)) for p in rows]


def _post(person: Person) -> str:
    posts = list(person.posts.all())
    return f"{posts[0].title}, {posts[0].unit.name}" if posts else "Không giữ chức vụ"


def _units(words: list[str], roles: Roles) -> list[Hit]:
    rows = Unit.objects.filter(body_id__in=roles.all_body_ids).filter(_all("name_fold", words))[:LIMIT]
    return [Hit(u.name, u.get_kind_display(), link("reports:unit", u.pk)) for u in rows]
