"""Which element of a copied plan uses which other: the round of a deadline, the award of a quota, who a standard is for.

An element names another by its id; a person chooses it by its words. Nothing chosen in a list means all of them, as in
the plan's own model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms

from thidua.drafting import conditions, elements
from thidua.drafting.models import Draft, DraftFact
from thidua.drafting.saying import say
from thidua.movements.plan_links import LINKS, Link

CRITERION: Final = Link("Tiêu chí phải đạt", ("criteria",), "")
PREFIX: Final = "noi-"  # of the names of boxes, so that none meets a key of the element's own shape
LONGEST: Final = 110


def fields(
    kind: str, value: Mapping[str, Any], rows: Sequence[DraftFact]
) -> Iterator[tuple[str, forms.Field, str | list[str]]]:
    """(name, field, value) of every reference an element of this kind has; nothing for facts of a text."""
    for key, link in _of(kind).items():
        known = value.get(key)
        chosen = [str(each) for each in known or ()] if link.many else [str(known)] if known else []
        choices = _choices(link, rows, chosen)
        yield PREFIX + key, _field(link, choices), chosen if link.many else (chosen or [""])[0]
    for number, leaf in enumerate(conditions.leaves(value.get("expr") or {})):
        if "criterion" in leaf:
            chosen = [str(leaf["criterion"])]
            yield f"{PREFIX}dk-{number}", _field(CRITERION, _choices(CRITERION, rows, chosen)), chosen[0]


def changed(kind: str, value: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The value with the references chosen in ``given`` (by the names of ``fields``)."""
    made = dict(value)
    for key, link in _of(kind).items():
        if (name := PREFIX + key) in given:
            made[key] = list(given[name]) if link.many else given[name] or None
    if made.get("expr"):
        made["expr"] = conditions.changed(made["expr"], {})  # a copy, so that the row's own tree stays as it is
        for number, leaf in enumerate(conditions.leaves(made["expr"])):
            if (name := f"{PREFIX}dk-{number}") in given:
                leaf["criterion"] = given[name]
    return made


def words(kind: str, value: Mapping[str, Any], rows: Sequence[DraftFact]) -> list[tuple[str, str]]:
    """(what, which) of every reference, in words, for a page that shows a value without its form."""
    found = []
    for key, link in _of(kind).items():
        known = value.get(key)
        names = dict(_choices(link, rows, []))
        chosen = [str(each) for each in known or ()] if link.many else [str(known)] if known else []
        found.append((link.label, "; ".join(names.get(each, each) for each in chosen) or link.none))
    return found


def rows_of(draft: Draft) -> list[DraftFact]:
    """Elements of a copied plan that may be named; none for a draft that was read or written anew."""
    if draft.origin != "copy":
        return []
    wanted = {elements.PREFIX + field for link in (*LINKS.values(), CRITERION) for field in link.fields}
    return list(draft.facts.filter(kind__in=wanted).exclude(state="rejected"))


def _of(kind: str) -> dict[str, Link]:
    if not kind.startswith(elements.PREFIX):
        return {}
    keys = elements.keys_of(kind)
    return {key: link for key, link in LINKS.items() if key in keys}


def _choices(link: Link, rows: Iterable[DraftFact], chosen: Sequence[str]) -> list[tuple[str, str]]:
    kinds = {elements.PREFIX + field for field in link.fields}
    found = {str(row.value.get("id")): _short(say(row.kind, row.value)) for row in rows if row.kind in kinds}
    gone = [(each, f"{each} (phần này đã bỏ, chọn lại)") for each in chosen if each not in found]
    return [*found.items(), *gone]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _field(link: Link, choices: list[tuple[str, str]]) -> forms.Field:
    if link.many:
        hint = f"Không chọn dòng nào là {link.none}."
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, label=link.label, required=False, help_text=hint
        )
    blank = [("", link.none[:1].upper() + link.none[1:])] if link.none else []
    return forms.ChoiceField(choices=[*blank, *choices], label=link.label, required=not link.none)
