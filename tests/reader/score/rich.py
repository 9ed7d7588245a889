"""Scores one of the five plans against its rich gold (rules in the README beside the gold)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tests.reader.score.compare import Tally, anchors, fields, norm, rows, words_shared
from thidua.reader import Fact, Reading

STRICT = (
    "issuer", "number", "date", "title", "movement", "period", "bases", "references", "award_forms", "quotas", "dossier",
    "forms", "deadlines", "money", "cascade", "signer", "recipients",
)  # fmt: skip
ANCHORS = ("contents", "criteria", "standards", "exclusions")
OTHERS = ("participants", "targets", "route", "responsibilities")
TIERS = {"xa": "commune", "huyen": "district", "tinh": "province"}


def score(reading: Reading, gold: dict[str, Any]) -> dict[str, Tally]:
    """Tally by field group."""
    facts: dict[str, list[Fact]] = {}
    for fact in reading.facts:
        facts.setdefault(fact.kind, []).append(fact)
    out = _header(facts, gold)
    out |= _award(facts, gold)
    out |= _anchored(facts, gold)
    return out


def _value(facts: dict[str, list[Fact]], kind: str) -> dict[str, Any]:
    return dict(next((fact.value for fact in facts.get(kind, ())), {}))


def _values(facts: dict[str, list[Fact]], kind: str) -> list[dict[str, Any]]:
    return [dict(fact.value) for fact in facts.get(kind, ())]


def _header(facts: dict[str, list[Fact]], gold: dict[str, Any]) -> dict[str, Tally]:
    issuer = _value(facts, "issuer")
    parent = issuer.get("parent") or {}
    wanted = gold["issuer"]
    period = _value(facts, "period")
    goal = gold["movement"]["period"]
    end = period.get("end") or period.get("end_rule")
    signer = gold["signer"]
    behalf, capacity = signer["on_behalf_of"], signer["capacity"]
    whole = "; ".join(dict.fromkeys(each for each in (behalf, capacity) if each))
    return {
        "issuer": fields(
            {"name": wanted["name"], "level": wanted["level"], "tier": TIERS[wanted["tier"]], "parent": wanted["parent"]["name"], "parent_level": wanted["parent"]["level"]},
            {**issuer, "parent": parent.get("name"), "parent_level": parent.get("level")},
        ),
        "number": fields({"number": gold["number"], "symbol": gold["symbol"]}, _value(facts, "number")),
        "date": fields({"date": gold["date"], "place": gold["place"]}, {**_value(facts, "place"), **_value(facts, "date")}),
        "title": fields({"title": gold["title"]}, _value(facts, "title")),
        "movement": fields({key: gold["movement"][key] for key in ("name", "year", "year_from", "year_to", "cycle")}, _value(facts, "movement")),
        "period": fields(
            {"start": goal["start"], "end": goal["end"], "end_op": goal["end_op"]},
            {"start": period.get("start_rule") or period.get("start"), "end": end, "end_op": period.get("end_op")},
            same=lambda key, a, b: norm(a) == norm(b) or (key == "end" and goal["end_op"] == "event" and bool(a and b) and norm(a) in norm(b)),
        ),
        "bases": rows(gold["legal_bases"], _values(facts, "basis"), _basis, _named),
        "references": _references(gold, facts),
        "signer": fields({"name": signer["name"], "position": signer["position"], "capacity": whole}, _value(facts, "signer")),
        "recipients": rows(gold["recipients"], [str(v["line"]) for v in _values(facts, "recipient")], lambda a, b: norm(a) == norm(b)),
    }  # fmt: skip


def _basis(a: dict[str, Any], b: dict[str, Any]) -> bool:
    if not all(norm(a[key]) == norm(b[key]) for key in ("relation", "doc_type", "number", "date")):
        return False
    issuers = {norm(a["issuer"]), norm(a.get("issuer_full"))}
    return norm(b["issuer"]) in issuers and norm(b["subject"] or "").startswith(norm(a["subject"] or ""))


def _references(gold: dict[str, Any], facts: dict[str, list[Fact]]) -> Tally:
    numbered = [each for each in gold["references"] if each["number"]]
    got = [value for value in _values(facts, "cited") if value["number"]]
    return rows(
        numbered,
        got,
        lambda a, b: all(norm(a[k]) == norm(b[k]) for k in ("doc_type", "number", "date", "issuer")),
        _named,
    )


def _named(row: dict[str, Any]) -> str:
    return f"{row['doc_type']} {row['number'] or row['subject']} {row['date']} {row['issuer']}"


def _award(facts: dict[str, list[Fact]], gold: dict[str, Any]) -> dict[str, Tally]:
    papers = _values(facts, "paper")
    money = gold["money"]
    cascade = {value["relation"]: value for value in _values(facts, "cascade")}
    higher = gold["cascade"]["higher_plan"]
    return {
        "award_forms": rows(gold["award_forms"], _values(facts, "award"), _same("name", "authority", "mode", "level")),
        "quotas": rows(gold["quotas"], _values(facts, "quota"), _same("target", "op", "value")),
        "dossier": rows([norm(p["name"]) for p in gold["dossier"]], [norm(p["name"]) for p in papers], lambda a, b: a == b),
        "forms": rows(
            [(p["form_number"], p["form_decree"]) for p in gold["dossier"] if p["form_number"]],
            [(p["form_number"], p["form_decree"]) for p in papers if p.get("form_number")],
            lambda a, b: a == b,
        ),
        "deadlines": rows(gold["deadlines"], _values(facts, "deadline"), _same("what", "round", "op", "date", "rule", "recipient", "via")),
        "money": fields({key: money[key] for key in ("decree", "law", "source", "responsible")}, _merged(_values(facts, "money"))),
        "cascade": fields(
            {"higher": higher["number"] if higher else None, "lower": gold["cascade"]["lower_units_must_issue_plan"]},
            {"higher": cascade.get("higher_plan", {}).get("number"), "lower": "lower_plan" in cascade},
        ),
    }  # fmt: skip


def _merged(values: Sequence[dict[str, Any]]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for value in values:
        out.update({key: each for key, each in value.items() if each is not None and out.get(key) is None})
    return out


def _same(*keys: str) -> Any:
    def same(a: dict[str, Any], b: dict[str, Any]) -> bool:
        return all(norm(a.get(key)) == norm(b.get(key)) for key in keys)

    return same


def _texts(facts: Iterable[Fact]) -> list[str]:
    return [f"{fact.quote} | {fact.value.get('text') or fact.value.get('name') or ''}" for fact in facts]


def _anchored(facts: dict[str, list[Fact]], gold: dict[str, Any]) -> dict[str, Tally]:
    standards = Tally()
    for group, targets in {
        "collective": ("collective",),
        "individual": ("individual", "household"),
        "any": ("any", "either"),
        "multi_year": ("multi_year",),
    }.items():
        wanted = [row["anchor"] for row in gold["standards"][group]]
        got = [fact for fact in facts.get("standard", ()) if fact.value["target"] in targets]
        part = anchors(wanted, _texts(got))
        part.notes = [f"[{group}] {note}" for note in part.notes]
        standards = standards + part
    people = [*gold["participants"]["collective"], *gold["participants"]["individual"]]
    route = [row["body"] for row in gold["route"] if row["act"] != "receive"] + [
        row["body"] for row in gold["route_upward"]
    ]
    return {
        "contents": anchors([row["anchor"] for row in gold["contents"]["items"]], _texts(facts.get("content", ()))),
        "criteria": anchors([row["anchor"] for row in gold["criteria"]], _texts(facts.get("criterion", ()))),
        "standards": standards,
        "exclusions": anchors([row["anchor"] for row in gold["exclusions"]], _texts(facts.get("exclusion", ()))),
        "participants": anchors(people, [str(v["name"]) for v in _values(facts, "audience")]),
        "targets": anchors([row["anchor"] for row in gold["targets"]], _texts(facts.get("target", ()))),
        "route": anchors(route, [str(v["body"]) for v in _values(facts, "route_step")]),
        "responsibilities": anchors([row["body"] for row in gold["responsibilities"]], [str(v["body"]) for v in _values(facts, "duty")]),
    }  # fmt: skip


LINT_KINDS = ("numbering", "missing", "repeated", "date", "ocr", "contradictory")


def drafting(remarks: Sequence[Any], gold: dict[str, Any]) -> Tally:
    """Recall over the kinds the text alone shows; a false alarm is a remark of them that fits no gold row of any kind."""
    flat = [remark.flat() for remark in remarks]
    wanted = [row for row in gold["drafting_issues"] if not row["outside_knowledge"] and row["kind"] in LINT_KINDS]
    tally = Tally()
    for row in wanted:
        if any(_about(row, remark) for remark in flat if remark["code"].partition(".")[0] == row["kind"]):
            tally.right += 1
        else:
            tally.missed += 1
            tally.notes.append(f"thiếu {row['kind']} {row['place']}: {row['anchor']} ({row['what']})")
    for remark in flat:
        kind = remark["code"].partition(".")[0]
        if kind in LINT_KINDS and not any(_about(row, remark) for row in gold["drafting_issues"]):
            tally.extra += 1
            tally.notes.append(f"báo nhầm {remark['code']} {remark['place']}: {remark['quote'][:60]}")
    return tally


def _about(row: dict[str, Any], remark: dict[str, Any]) -> bool:
    kind = remark["code"].partition(".")[0]
    if not row["anchor"] or not remark["quote"]:
        place = str(row["place"]).split("/")[0].strip().split(" ")[0].lower()
        near = place in ("whole", "header") or remark["place"].lower().startswith(place)
        return kind == row["kind"] and near
    quote, anchor = norm(remark["quote"]), norm(row["anchor"])
    return anchor in quote or quote in anchor or words_shared(quote, anchor) >= 0.7
