"""The flat form of a reading: one JSON object with every key of the contract, ``null`` and ``[]`` where the text is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact, Reading

_OPS = {"exact": "=", "min": ">=", "max": "<=", "increase": ">"}
_WHERE = {"criterion": "criteria", "target": "content", "standard": "standard"}


class Finding(Protocol):
    """What the check of the text gives: it knows its own flat row."""

    def flat(self) -> dict[str, Any]:
        """Row of ``findings``."""
        ...


def flat(reading: Reading, findings: Sequence[Finding | dict[str, Any]] = ()) -> dict[str, Any]:
    """JSON-able data of the contract ``thidua plan read FILE --facts`` prints.

    A paper that launches nothing keeps its header, bases, signer and recipients; what belongs to a movement is empty.
    """
    facts: dict[str, list[Fact]] = {}
    for fact in reading.facts:
        facts.setdefault(fact.kind, []).append(fact)
    data = _header(reading, facts)
    launches = reading.verdict.launches
    data.update(_movement(facts if launches else {}))
    data["signer"] = _pick(
        facts.get("signer", ()), ("name", "position", "capacity"), {"name": None, "position": None, "capacity": None}
    )
    data["recipients"] = [fact.value["line"] for fact in facts.get("recipient", ())]
    data["findings"] = [each if isinstance(each, dict) else each.flat() for each in findings]
    return {key: data[key] for key in KEYS}


KEYS = (
    "launches_movement", "why", "issuer", "tier", "number", "place", "date", "title", "period", "legal_bases",
    "cited_elsewhere", "quotas", "award_forms", "dossier", "forms", "deadlines", "money_decree", "criteria_numeric",
    "signer", "recipients", "findings",
)  # fmt: skip
"""Keys of the flat form in their order."""


def _first(facts: Iterable[Fact], key: str) -> Any:
    return next((fact.value.get(key) for fact in facts), None)


def _pick(facts: Iterable[Fact], keys: Sequence[str], default: dict[str, Any]) -> dict[str, Any]:
    return next(({key: fact.value.get(key) for key in keys} for fact in facts), default)


def _header(reading: Reading, facts: dict[str, list[Fact]]) -> dict[str, Any]:
    bases = list(dict.fromkeys(_named(fact) for fact in facts.get("basis", ())))
    known = {fold(name) for name in bases}
    cited = [_named(fact) for fact in facts.get("cited", ()) if fact.value["number"]]
    return {
        "launches_movement": reading.verdict.launches,
        "why": reading.verdict.why,
        "issuer": _first(facts.get("issuer", ()), "name"),
        "tier": _first(facts.get("issuer", ()), "tier"),
        "number": _first(facts.get("number", ()), "number"),
        "place": _first(facts.get("place", ()), "place"),
        "date": _first(facts.get("date", ()), "date"),
        "title": _first(facts.get("title", ()), "title"),
        "legal_bases": bases,
        "cited_elsewhere": [name for name in dict.fromkeys(cited) if fold(name) not in known],
    }


def _named(fact: Fact) -> str:
    number = fact.value["number"]
    if number:
        return str(number)
    kind = str(fact.value["doc_type"] or "Luật")
    return f"{kind} {fact.value['subject']}"


def _movement(facts: dict[str, list[Fact]]) -> dict[str, Any]:
    period = ("start", "start_rule", "end", "end_rule", "end_op")
    money = [fact.value["decree"] for fact in facts.get("money", ()) if fact.value.get("decree")]
    return {
        "period": _pick(facts.get("period", ()), period, dict.fromkeys(period)),
        "quotas": [
            {**_row(fact, ("target", "op", "value", "unit", "award", "scope")), "award": _form_of(fact, facts)}
            for fact in facts.get("quota", ())
        ],
        "award_forms": _unique(_row(fact, ("name", "authority", "mode")) for fact in facts.get("award", ())),
        "dossier": list(dict.fromkeys(fact.value["name"] for fact in facts.get("paper", ()))),
        "forms": _unique(_forms(facts)),
        "deadlines": [
            _row(fact, ("what", "round", "op", "date", "rule", "recipient", "via"))
            for fact in facts.get("deadline", ())
        ],
        "money_decree": money[0] if money else None,
        "criteria_numeric": _unique(
            row
            for kind in _WHERE
            for fact in facts.get(kind, ())
            for row in _figures(fact)
            if isinstance(row["value"], int | float | list)
        ),
    }


def _row(fact: Fact, keys: Sequence[str]) -> dict[str, Any]:
    return {key: fact.value.get(key) for key in keys}


def _form_of(quota: Fact, facts: Mapping[str, list[Fact]]) -> Any:
    """Name of the form a number counts, without the one who gives it."""
    said = quota.value.get("award")
    for award in facts.get("award", ()):
        if said and said == f"{award.value['name']} của {award.value['authority']}":
            return award.value["name"]
    return said


def _unique(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for row in rows:
        if row not in out:
            out.append(row)
    return out


def _forms(facts: dict[str, list[Fact]]) -> Iterable[dict[str, Any]]:
    for fact in facts.get("form", ()):
        yield {"number": fact.value["number"], "decree": fact.value.get("decree")}
    for fact in facts.get("paper", ()):
        if fact.value.get("form_number"):
            yield {"number": fact.value["form_number"], "decree": fact.value.get("form_decree")}


def _figures(fact: Fact) -> Iterable[dict[str, Any]]:
    """The fact's figure and those a standard asks besides."""
    yield _figure(fact, fact.value)
    also = fact.value.get("also")
    for each in also if isinstance(also, list) else ():
        yield _figure(fact, {**fact.value, **each})


def _figure(fact: Fact, value: Mapping[str, Any]) -> dict[str, Any]:
    short = value.get("short") or value.get("indicator") or str(value.get("text", ""))[:80]
    op = str(value.get("op") or "exact")
    return {
        "short": short,
        "op": _OPS.get(op, op),
        "value": value.get("value"),
        "unit": "hạng" if value.get("unit") == "rank" else value.get("unit"),
        "where": _WHERE[fact.kind],
    }
