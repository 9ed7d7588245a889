"""The elements of a plan as facts, so that a copy of an earlier plan is reviewed like a document that was read.

A fact of kind ``plan.quotas`` holds one quota as ``plans.to_data`` writes it. What a form does not show (its own id,
its place, the shape of a condition) stays in the value as it is; which other elements it names is chosen in ``links``.
"""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from thidua import plans
from thidua.drafting.models import DraftFact
from thidua.plans import Plan, PlanError, codec
from thidua.plans import model as m
from thidua.reader import KINDS, Kind
from thidua.rules.findings import Finding

PREFIX: Final = "plan."
# field of the plan: kind of the reader whose name and group it shares, or (name, group)
FIELDS: Final[Mapping[str, str | tuple[str, str]]] = {
    "issuer": "issuer",
    "identity": ("Số, ký hiệu, ngày", "header"),
    "bases": "basis",
    "references": "cited",
    "recipients": "recipient",
    "signer": "signer",
    "movement": "movement",
    "period": "period",
    "rounds": "round",
    "events": "event",
    "statements": "statement",
    "audiences": "audience",
    "contents": "content",
    "criteria": "criterion",
    "awards": "award",
    "quotas": "quota",
    "standards": "standard",
    "exclusions": "exclusion",
    "money": "money",
    "papers": "paper",
    "deadlines": "deadline",
    "route": "route_step",
    "duties": "duty",
    "cascade": "cascade",
    "feedback": "feedback",
    "questions": ("Câu hỏi còn ngỏ", "running"),
}
SINGLE: Final = frozenset({"issuer", "identity", "movement", "period", "signer", "money", "cascade"})
KEPT: Final = frozenset(  # names of other elements, and what has no box of its own
    {"id", "source", "fund_source", "expr", "audiences", "rounds", "award", "event", "opens_after", "higher", "heads"}
)
YEAR: Final = re.compile(  # a year in prose; one inside a whole day or the number of a document is no year of its own
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+)?"
    r"(?<!\w)(?P<year>(?:19|20)\d\d)(?!\w)(?!/[A-ZĐ])"
)
DUE: Final = re.compile(r"(?:trước|chậm nhất|muộn nhất|đến hết|hết|hạn)\b[^.;]{0,24}$", re.IGNORECASE)
PAST: Final = re.compile(r"(?:thành lập|sáp nhập|hợp nhất)\b[^.;]{0,30}$", re.IGNORECASE)
ISO: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?")


@cache
def kinds() -> Mapping[str, Kind]:
    """Kinds of the facts of a copied plan, by key."""
    made = {}
    for name, like in FIELDS.items():
        label, group = like if isinstance(like, tuple) else (KINDS[like].label, KINDS[like].group)
        key = PREFIX + name
        made[key] = Kind(key, label, group, _shape(_class(name)), many=name not in SINGLE)
    return made


def keys_of(kind: str) -> frozenset[str]:
    """Every key of an element of this kind, those without a box included."""
    return frozenset(field.name for field in dataclasses.fields(_class(kind.removeprefix(PREFIX))))


def _class(field: str) -> type:
    hint, _ = codec.split_optional(codec.hints(m.Plan)[field])
    found = typing.get_args(hint)[0] if typing.get_origin(hint) is tuple else hint
    assert isinstance(found, type)
    return found


def _shape(cls: type) -> dict[str, str]:
    return {
        field.name: _word(cls, field.name, codec.hints(cls)[field.name])
        for field in dataclasses.fields(cls)
        if field.name not in KEPT
    }


def _word(cls: type, name: str, hint: Any) -> str:
    """The shape of one field in the words of ``reader.KINDS``; a list of listed words is ``list:a|b``."""
    hint, optional = codec.split_optional(hint)
    listed = codec.words(cls.__name__, name)
    mark = "?" if optional else ""
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        words = typing.get_args(getattr(inner, "__value__", inner)) if not listed else tuple(listed)
        return f"list:{'|'.join(map(str, words))}" if words else "list"
    if typing.get_origin(hint) is typing.Literal:
        return "|".join(typing.get_args(hint)) + mark
    if listed:
        return "|".join(listed) + mark
    if (cls, name) in ((m.Identity, "date"), (m.Identity, "date_not_before"), (m.DocRef, "date")):
        return "date?"
    return {int: "int", bool: "bool"}.get(hint, "text") + mark


# ---------------------------------------------------------------- plan → facts


def facts_of(plan: Plan) -> Iterator[tuple[str, dict[str, Any]]]:
    """(kind, value) of every element, in the order of the paper's parts, without the old paper's clause numbers."""
    data: Mapping[str, Any] = _without_clauses(plans.to_data(plan))
    for name in FIELDS:
        for value in [data[name]] if name in SINGLE else data[name]:
            yield PREFIX + name, value


def _without_clauses(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: [] if key == "clauses" else _without_clauses(each) for key, each in value.items()}
    return [_without_clauses(each) for each in value] if isinstance(value, list | tuple) else value


def shifted(kind: str, value: Mapping[str, Any], years: int) -> dict[str, Any]:
    """The value ``years`` later: days, years of the movement, years named in titles. Cited documents keep theirs."""
    name = kind.removeprefix(PREFIX)
    if name in ("bases", "references"):
        return dict(value)
    if name == "identity":
        return {**value, "number": None, "date": None, "date_not_before": None}
    return {key: _later(key, each, years) for key, each in value.items()}


def _later(key: str, value: Any, years: int) -> Any:
    if key in ("year_from", "year_to") and isinstance(value, int):
        return value + years
    if isinstance(value, Mapping):
        return {name: _later(name, each, years) for name, each in value.items()}
    if isinstance(value, list):
        return [_later(key, each, years) for each in value]
    if not isinstance(value, str) or key in ("id", "decree", "form_decree"):
        return value
    if ISO.fullmatch(value):
        return _later_day(value, years)
    if key in ("title", "short", "label", "name", "scope", "base", "text", "assumption"):
        return YEAR.sub(lambda found: _later_year(found, years), value)
    return value


def _later_year(found: re.Match[str], years: int) -> str:
    """A year of prose later; a whole day only where it is a limit, and never what is history or a document's number."""
    before = found.string[: found.start()]
    limit = DUE.search(before) is not None
    if (found["day"] and not limit) or (not limit and PAST.search(before)):
        return found[0]
    return f"{found['day'] or ''}{int(found['year']) + years}"


def _later_day(text: str, years: int) -> str:
    year, rest = int(text[:4]) + years, text[4:]
    try:
        date.fromisoformat(f"{year:04}{rest}" if len(rest) == 6 else f"{year:04}{rest}-01")
    except ValueError:  # 29/02 in a year without it
        rest = "-02-28"
    return f"{year:04}{rest}"


# ---------------------------------------------------------------- facts → plan


def plan_of(rows: Iterable[DraftFact], code: str) -> tuple[Plan | None, list[Finding]]:
    """The plan of these facts, or the one sentence why not, at the fact that causes it."""
    by_field: dict[str, list[DraftFact]] = {}
    for each in rows:
        by_field.setdefault(each.kind.removeprefix(PREFIX), []).append(each)
    data: dict[str, Any] = {"code": code, "prefix": "XX"}
    for name, found in by_field.items():
        data[name] = found[-1].value if name in SINGLE else [row.value for row in found]
    try:
        return plans.from_data(data), []
    except PlanError as error:
        place = error.place
        at = by_field.get(str(place[0]), []) if place else []
        index = place[1] if len(place) > 1 and isinstance(place[1], int) else -1
        row: DraftFact | None = at[index] if at and -1 <= index < len(at) else None
        field = f"{row.kind}-{row.pk}" if row else ""
        return None, [Finding("plan_broken", "error", str(error), field=field)]


def fresh_value(kind: str, value: Mapping[str, Any], taken: Iterable[str]) -> dict[str, Any]:
    """A value a person added, with the keys no form shows: an id of its own, its place, empty lists."""
    cls = _class(kind.removeprefix(PREFIX))
    made: dict[str, Any] = {}
    for field in dataclasses.fields(cls):
        if field.name in value:
            made[field.name] = value[field.name]
        elif field.name == "id":
            used, n = set(taken), 1
            while (name := f"{kind.removeprefix(PREFIX)}-them-{n}") in used:
                n += 1
            made["id"] = name
        elif field.name == "source":
            made["source"] = {"path": "", "note": "", "quote": "", "clauses": []}
        elif field.name == "expr":
            made["expr"] = {"leaf": "judgement", "text": str(value.get("label", "")), "by": "office"}
        elif not codec.required(cls, field):
            found = codec.default(cls, field)
            made[field.name] = list(found) if isinstance(found, tuple) else found
    return made
