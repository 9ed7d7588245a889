"""Scores a reading of any plan against gold in the flat form."""

from __future__ import annotations

from typing import Any

from tests.reader.score.compare import Tally, anchors, fields, norm, rows, words_shared
from thidua import reader
from thidua.reader import Reading

GROUPS = (
    "launches", "header", "period", "legal_bases", "cited", "quotas", "award_forms", "dossier", "forms", "deadlines",
    "money", "figures", "signer", "recipients", "contents", "criteria", "standards", "exclusions",
)  # fmt: skip
STRICT = GROUPS[:14]


def score(reading: Reading, gold: dict[str, Any]) -> dict[str, Tally]:
    """Tally by field group; anchors only where the gold has them."""
    got = reader.flat(reading)
    out = {
        "launches": fields({"launches_movement": gold["launches_movement"]}, got),
        "header": fields({key: gold[key] for key in ("issuer", "tier", "number", "place", "date", "title")}, got, same=_header),
        "period": fields(gold["period"], got["period"], same=_period) if _any(gold["period"]) or _any(got["period"]) else Tally(),
        "legal_bases": rows(gold["legal_bases"], got["legal_bases"], _equal),
        "cited": rows(gold["cited_elsewhere"], got["cited_elsewhere"], _equal),
        "quotas": rows(gold["quotas"], got["quotas"], _quota, _short),
        "award_forms": rows(gold["award_forms"], got["award_forms"], lambda a, b: all(norm(a[k]) == norm(b[k]) for k in ("name", "authority", "mode")), _short),
        "dossier": rows(gold["dossier"], got["dossier"], lambda a, b: _equal(a, b) or words_shared(a, b) > 0.9),
        "forms": rows(gold["forms"], got["forms"], lambda a, b: all(norm(a[k]) == norm(b[k]) for k in ("number", "decree")), _short),
        "deadlines": rows(gold["deadlines"], got["deadlines"], _deadline, _short),
        "money": fields({"money_decree": gold["money_decree"]}, got) if gold["money_decree"] or got["money_decree"] else Tally(),
        "figures": rows(gold["criteria_numeric"], got["criteria_numeric"], _figure, _short),
        "signer": fields(gold["signer"], got["signer"]),
        "recipients": rows(gold["recipients"], got["recipients"], _equal),
    }  # fmt: skip
    if gold.get("anchors"):
        out |= _anchors(reading, gold["anchors"])
    return out


def _any(value: dict[str, Any]) -> bool:
    return any(each is not None for each in value.values())


def _equal(a: Any, b: Any) -> bool:
    return bool(norm(a) == norm(b))


def _header(key: str, a: Any, b: Any) -> bool:
    return _equal(str(a) if key == "date" and a else a, b)


def _period(key: str, a: Any, b: Any) -> bool:
    if key == "end_rule" and a and b:
        return words_shared(a, b) >= 0.7
    return _equal(str(a) if a and key in ("start", "end") else a, b)


def _quota(a: dict[str, Any], b: dict[str, Any]) -> bool:
    if any(a[key] != b[key] for key in ("target", "op", "value", "unit")) or not _near(a["award"], b["award"]):
        return False
    return _near(a["scope"], b["scope"])


def _near(a: str | None, b: str | None) -> bool:
    return a == b or bool(a and b and words_shared(a, b) >= 0.6)


def _deadline(a: dict[str, Any], b: dict[str, Any]) -> bool:
    strict = all(
        norm(str(a[key]) if a[key] else a[key]) == norm(b[key]) for key in ("what", "round", "op", "date", "rule")
    )
    return strict and _near(a["recipient"], b["recipient"]) and _near(a["via"], b["via"])


def _figure(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["op"] == b["op"] and a["value"] == b["value"] and norm(a["unit"]) == norm(b["unit"]))


def _short(row: dict[str, Any]) -> str:
    return " ".join(str(each) for each in row.values())


def _anchors(reading: Reading, gold: dict[str, Any]) -> dict[str, Tally]:
    texts: dict[str, list[str]] = {}
    for fact in reading.facts if reading.verdict.launches else ():
        if fact.kind in ("content", "criterion", "standard", "exclusion"):
            key = fact.kind
            if fact.kind == "standard":
                key = {"household": "any", "either": "any", "multi_year": "any"}.get(
                    str(fact.value["target"]), str(fact.value["target"])
                )
            texts.setdefault(key, []).append(f"{fact.quote} | {fact.value.get('text') or ''}")
    standards = Tally()
    for target, wanted in gold["standards"].items():
        standards = standards + anchors(wanted, texts.get(target, []))
    return {
        "contents": anchors(gold["contents"], texts.get("content", [])),
        "criteria": anchors(gold["criteria"], texts.get("criterion", [])),
        "standards": standards,
        "exclusions": anchors(gold["exclusions"], texts.get("exclusion", [])),
    }
