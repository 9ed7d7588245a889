"""The five plans against the gold facts: numbers, dates, quotas, deadlines, forms, signer, recipients, bases, awards."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua import plans
from thidua.plans import calendar
from thidua.plans.vocabulary import AWARD_FORMS

GOLD = Path(__file__).parents[2] / "../shared/spec/gold"
PREFIXES = ["HP", "PL", "PR", "ST", "TN"]
TIERS = {"xa": "commune", "huyen": "district", "tinh": "province"}
# the paper's spelling and what it means, where the gold keeps a slip of the scan
SLIPS = {
    "HDND": "HĐND",
    "Công thông tin": "Cổng thông tin",
    "Tờ xuất": "Tờ đề xuất",
    "thi đua khen thưởng": "thi đua - khen thưởng",
}

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the gold facts are not at hand")


@cache
def gold(prefix: str) -> dict[str, Any]:
    text = (GOLD / f"{prefix}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def plan(prefix: str) -> plans.Plan:
    return next(each for each in plans.builtin().values() if each.prefix == prefix)


def plain(text: str | None) -> str | None:
    """One spelling: NFC, slips mended, spaces collapsed and none around a dash between words, UBND short."""
    if text is None:
        return None
    for slip, meant in SLIPS.items():
        text = text.replace(slip, meant)
    text = unicodedata.normalize("NFC", text).replace("Ủy ban nhân dân", "UBND").replace("–", "-")
    return re.sub(r"\s*-\s*", " - ", " ".join(text.split())).casefold()


def short(number: str | None, symbol: str | None) -> str | None:
    """``26`` and ``KH-UBND`` → ``26/KH-UBND``; a number with its symbol stays."""
    return number if number is None or symbol is None or "/" in number else f"{number}/{symbol}"


@pytest.mark.parametrize("prefix", PREFIXES)
def test_header(prefix: str) -> None:
    ours, facts = plan(prefix), gold(prefix)
    identity = ours.identity
    assert short(identity.number, identity.symbol) == facts["number"]
    assert (identity.symbol, identity.place, identity.date) == (facts["symbol"], facts["place"], facts["date"])
    assert identity.date_not_before == facts.get("date_not_before")
    assert plain(ours.movement.title) == plain(facts["title"])
    assert plain(ours.movement.name) == plain(facts["movement"]["name"])
    spans = (ours.movement.year_from, ours.movement.year_to, ours.movement.cycle)
    assert spans == tuple(facts["movement"][key] for key in ("year_from", "year_to", "cycle"))


@pytest.mark.parametrize("prefix", PREFIXES)
def test_issuer(prefix: str) -> None:
    ours, facts = plan(prefix).issuer, gold(prefix)["issuer"]
    assert (ours.name, ours.level, ours.tier) == (facts["name"], facts["level"], TIERS[facts["tier"]])
    parent = facts["parent"]
    assert (ours.parent_name, ours.parent_level) == (parent["name"], parent["level"])
    assert ours.parent_tier == TIERS[parent["tier"]]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_period(prefix: str) -> None:
    ours, facts = plan(prefix).period, gold(prefix)["movement"]["period"]
    if facts["end_op"] is None:
        assert (ours.end_op, ours.end) == ("none", None)
        return
    assert ours.end_op == facts["end_op"]
    assert (ours.start == "issue") is (facts["start"] == "issue_date")
    if facts["end_op"] == "event":
        assert ours.event is not None
    else:
        assert ours.end == facts["end"]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_bases(prefix: str) -> None:
    ours = [(each.relation, each.doc_type, each.number, each.date) for each in plan(prefix).bases]
    wanted = [(row["relation"], row["doc_type"], row["number"], row["date"]) for row in gold(prefix)["legal_bases"]]
    assert ours == wanted


@pytest.mark.parametrize("prefix", PREFIXES)
def test_numbered_references(prefix: str) -> None:
    ours = {(each.number, each.date) for each in (*plan(prefix).bases, *plan(prefix).references) if each.number}
    wanted = {(row["number"], row["date"]) for row in gold(prefix)["references"] if row["number"]}
    assert wanted <= ours


@pytest.mark.parametrize("prefix", PREFIXES)
def test_award_forms(prefix: str) -> None:
    ours = [(AWARD_FORMS[each.form] if each.form else None, each.mode) for each in plan(prefix).awards]
    wanted = gold(prefix)["award_forms"]
    assert ours == [(row["name"], row["mode"]) for row in wanted]
    for each, row in zip(plan(prefix).awards, wanted, strict=True):
        assert str(plain(each.authority)).startswith(str(plain(row["authority"])))


@pytest.mark.parametrize("prefix", PREFIXES)
def test_quotas(prefix: str) -> None:
    ours = [(each.kind, each.op, each.value) for each in plan(prefix).quotas]
    assert ours == [(row["target"], row["op"], row["value"]) for row in gold(prefix)["quotas"]]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_deadlines(prefix: str) -> None:
    ours, wanted = plan(prefix).deadlines, gold(prefix)["deadlines"]
    assert [(each.act, each.op) for each in ours] == [(row["what"], row["op"]) for row in wanted]
    for each, row in zip(ours, wanted, strict=True):
        assert each.rule == (row["rule"] or row["date"])
        assert str(plain(each.recipient)).startswith(spelled(row["recipient"]))
        assert plain(each.via) == plain(row["via"])
        if row["date"] is not None:
            closing = calendar.closes(each, plan(prefix).movement.year_to)
            stated = dt.date.fromisoformat(row["date"])
            assert closing.last_day == (stated - dt.timedelta(days=1) if row["op"] == "before" else stated)


def spelled(text: str) -> str:
    """Tone placement of the paper (``hoá``) in the spelling of the plan files (``hóa``)."""
    return str(plain(text)).replace("hoá", "hóa")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_forms(prefix: str) -> None:
    ours = {(each.form_number, each.form_decree) for each in plan(prefix).papers if each.form_number}
    wanted = {(row["form_number"], row["form_decree"]) for row in gold(prefix)["dossier"] if row["form_number"]}
    assert ours == wanted
    assert len(plan(prefix).papers) >= len(gold(prefix)["dossier"])


@pytest.mark.parametrize("prefix", PREFIXES)
def test_signer(prefix: str) -> None:
    ours, facts = plan(prefix).signer, gold(prefix)["signer"]
    assert (ours.name, plain(ours.position)) == (facts["name"], plain(facts["position"]))
    acting = facts["capacity"].startswith("KT.")
    behalf = facts["on_behalf_of"] is not None
    assert ours.capacity == {(True, True): "TM_KT", (True, False): "KT", (False, True): "TM"}[acting, behalf]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_recipients(prefix: str) -> None:
    ours = [spelled(each.label) for each in plan(prefix).recipients]
    assert ours == [spelled(line) for line in gold(prefix)["recipients"]]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_money(prefix: str) -> None:
    ours, facts = plan(prefix).money, gold(prefix)["money"]
    assert ours.decree == facts["decree"]
    assert (ours.fund is not None) is (facts["source"] is not None)
    assert plain(ours.responsible) == plain(facts["responsible"])


@pytest.mark.parametrize("prefix", PREFIXES)
def test_higher_and_lower_plans(prefix: str) -> None:
    ours, facts = plan(prefix), gold(prefix)["cascade"]
    linked = next((each for each in (*ours.bases, *ours.references) if each.id == ours.cascade.higher), None)
    higher = facts["higher_plan"]
    assert (linked and (linked.number, linked.date)) == (higher and (higher["number"], higher["date"]))
    assert ours.cascade.lower_required is facts["lower_units_must_issue_plan"]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_counts_of_contents(prefix: str) -> None:
    assert len(plan(prefix).contents) >= gold(prefix)["contents"]["count"]
