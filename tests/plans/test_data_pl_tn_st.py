"""The plans of Phú Lương, Trực Ninh and Sóc Trăng: that the data mean what the papers say.

The first part stands alone; the second compares with the inventory and the hand-made facts of the papers where
that folder lies beside the repository, and is skipped where it does not.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua import plans
from thidua.plans import calendar, model
from thidua.plans.model import All, Leaf, Not

PL, TN, ST = "phu-luong-2023", "truc-ninh-2021-2025", "soc-trang-2025"
SHARED = Path(__file__).parents[2] / "../shared"
needs_shared = pytest.mark.skipif(not (SHARED / "spec").is_dir(), reason="no ../shared beside the repository")


def plan(code: str) -> plans.Plan:
    return plans.builtin()[code]


def find(code: str, element_id: str) -> Any:
    return plans.element(plan(code), element_id)


def asked(expr: model.Expr) -> list[str]:
    return [leaf.leaf for leaf in plans.leaves(expr)]


# ---------------------------------------------------------------- Phú Lương


def test_pl_individual_needs_achievement_or_recognition_by_the_district() -> None:
    expr = find(PL, "tieu-chuan-ca-nhan").expr
    assert isinstance(expr, model.Any)
    judged, recognised = expr.items
    assert isinstance(judged, Leaf)
    assert judged.leaf == "judgement"
    assert isinstance(recognised, Leaf)
    assert (recognised.leaf, recognised.params["level"]) == ("initiative_recognised", "district")


def test_pl_collective_needs_its_tasks_and_a_finding() -> None:
    expr = find(PL, "tieu-chuan-tap-the").expr
    assert isinstance(expr, All)
    assert asked(expr) == ["tasks_done", "judgement"]


def test_pl_dossier_of_the_third_of_october_is_barred() -> None:
    (found,) = calendar.deadlines(plan(PL), "single-2023")
    deadline, closing = found
    assert closing.last_day == dt.date(2023, 10, 2)
    assert deadline.late == "barred"
    assert {each.rule for each in plan(PL).exclusions} == {"late", "missing"}


def test_pl_council_minutes_only_towards_the_district() -> None:
    minutes = find(PL, "bien-ban-hoi-dong")
    assert (minutes.modes, minutes.meeting, minutes.made_by) == (("propose",), "own_council", "office")
    assert all(not paper.modes for paper in plan(PL).papers if paper is not minutes)


def test_pl_states_no_period_and_one_quota_for_both_authorities() -> None:
    span = calendar.period(plan(PL), dt.date(2023, 2, 22), {})
    assert (span.start, span.end, span.assumed) == (dt.date(2023, 1, 1), dt.date(2024, 1, 1), True)
    assert {(each.kind, each.op, each.value, each.award) for each in plan(PL).quotas} == {
        ("collective", "max", 5, None),
        ("individual", "max", 10, None),
    }
    assert {each.authority_tier: each.mode for each in plan(PL).awards} == {"commune": "award", "district": "propose"}


def test_pl_route_goes_office_council_chairman_district() -> None:
    assert [step.act for step in plan(PL).route] == ["file", "appraise", "council", "decide", "propose"]


def test_pl_rank_among_the_wards_is_the_wards_own_figure() -> None:
    rank = find(PL, "chi-tieu-sipas")
    assert (rank.measure, rank.op, rank.value, rank.of) == ("rank", "<=", "10", "issuer")


# ---------------------------------------------------------------- Trực Ninh


def test_tn_final_round_counts_two_certificates_of_the_district_in_the_plan_years() -> None:
    final = [each for each in plan(TN).standards if each.rounds == ("final",)]
    assert sorted((each.kind, *asked(each.expr)) for each in final) == [
        ("collective", "judgement"),
        ("collective", "prior_awards"),
        ("individual", "judgement"),
        ("individual", "prior_awards"),
    ]
    for each in final:
        for leaf in plans.leaves(each.expr):
            if leaf.leaf == "prior_awards":
                assert leaf.params == {
                    "form": "giay-khen",
                    "authority_tier": "district",
                    "min": 2,
                    "within": "plan_years",
                }


def test_tn_has_five_annual_rounds_and_a_final_one() -> None:
    keys = [each.key for each in calendar.rounds(plan(TN), dt.date(2021, 11, 15))]
    assert keys == [*(f"annual-{year}" for year in range(2021, 2026)), "final-2025"]
    for key, last in (("annual-2024", dt.date(2024, 12, 9)), ("final-2025", dt.date(2025, 12, 9))):
        (found,) = calendar.deadlines(plan(TN), key)
        assert (found[1].last_day, found[0].late) == (last, "to_decider")


def test_tn_annual_standards_seven_for_collectives_five_for_persons() -> None:
    annual = [each for each in plan(TN).standards if each.rounds == ("annual",)]
    assert [each.kind for each in annual].count("collective") == 7
    assert [each.kind for each in annual].count("individual") == 5
    index = find(TN, "nam-tap-the-4").expr
    assert (index.leaf, dict(index.params)) == (
        "index_improved",
        {"target": "component", "by": "points", "or_max": False},
    )
    rank = find(TN, "nam-tap-the-5").expr
    assert (rank.leaf, rank.params["shows"]) == ("judgement", "index_rank")


def test_tn_staff_bars_the_collective_and_own_breach_the_person() -> None:
    (exclusion,) = plan(TN).exclusions
    assert exclusion.kind == "collective"
    assert exclusion.rounds == ("annual",)
    assert isinstance(exclusion.expr, Not)
    (staff,) = plans.leaves(exclusion.expr)
    assert (staff.leaf, staff.params["of"]) == ("no_discipline", "staff")
    own = find(TN, "nam-ca-nhan-5").expr
    assert (own.leaf, own.params["of"]) == ("no_discipline", "self")


def test_tn_asks_lower_plans_and_has_no_quota() -> None:
    assert plan(TN).cascade.lower_required
    assert "ubnd_lower" in plan(TN).cascade.lower_kinds
    assert plan(TN).quotas == ()


# ---------------------------------------------------------------- Sóc Trăng


def test_st_quota_four_collectives_exactly_and_seven_persons_at_most() -> None:
    assert {(each.kind, each.op, each.value) for each in plan(ST).quotas} == {
        ("collective", "exact", 4),
        ("individual", "max", 7),
    }


def test_st_may_keep_the_maximum_and_persons_may_answer_for_either_index() -> None:
    collective, person = find(ST, "tap-the-3").expr, find(ST, "ca-nhan-3").expr
    assert dict(collective.params) == {"target": "component", "by": "share", "or_max": True}
    assert dict(person.params) == {"target": "either", "by": "share", "or_max": True}
    tasks = next(plans.leaves(find(ST, "tap-the-2").expr))
    assert dict(tasks.params) == {"share": 100, "on_time": True}


def test_st_runs_until_the_index_is_published_but_files_before_thirty_january() -> None:
    open_span = calendar.period(plan(ST), dt.date(2025, 10, 20), {})
    assert (open_span.end, open_span.open_event) == (None, "index_published")
    (found,) = calendar.deadlines(plan(ST), "single-2025")
    assert (found[1].last_day, found[0].late) == (dt.date(2026, 1, 29), "to_decider")
    assert find(ST, "single").opens_after is None
    assert "ST-IV.1-b" in find(ST, "hoi-cong-bo-truoc-han").source.clauses


def test_st_forms_and_blank_identity() -> None:
    forms = {paper.type: (paper.form_number, paper.form_decree) for paper in plan(ST).papers}
    assert forms == {
        "submission": ("01", "152/2025/NĐ-CP"),
        "report": ("08", "152/2025/NĐ-CP"),
        "minutes": (None, None),
    }
    identity = plan(ST).identity
    assert (identity.number, identity.symbol, identity.place, identity.date) == (None, None, None, None)
    assert identity.date_not_before == "2025-10-15"


# ---------------------------------------------------------------- the table of clauses


@pytest.mark.parametrize(("prefix", "code"), [("PL", PL), ("TN", TN), ("ST", ST)])
def test_the_table_of_clauses_names_the_elements_that_carry_them(prefix: str, code: str) -> None:
    with (Path(__file__).parents[1] / "clauses.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["id"].startswith(f"{prefix}-")]
    assert len({row["id"] for row in rows}) == len(rows) > 40
    for row in rows:
        assert row["how"] in {"element", "page", "paper", "later"}, row
        assert row["how"] != "later" or row["missing"], row
        assert row["where"], row
        for name in row["where"].split():
            each = find(code, name)
            carried = {clause for source in sources(each) for clause in source.clauses}
            assert row["id"] in carried, (row["id"], name)


def sources(each: plans.Element) -> list[plans.Source]:
    return [source for source in (each.source, getattr(each, "fund_source", None)) if source]


# ---------------------------------------------------------------- against inventory, facts and papers

CODES = {"PL": PL, "TN": TN, "ST": ST}
GOLD_TIER = {"xa": "commune", "huyen": "district", "tinh": "province"}
GOLD_CAPACITY = {"PL": "KT", "TN": "TM", "ST": "TM_KT"}


@functools.cache
def shared_yaml(path: str) -> Any:
    return yaml.load(
        (SHARED / "spec" / path).read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )


def flat(text: str) -> str:
    """As ``spec/gold/README.md`` says: NFC, no marks, single spaces, one writing of the body's name."""
    text = re.sub(r"\s+", " ", re.sub(r"[*#]", "", unicodedata.normalize("NFC", text)))
    return re.sub(r"[Ủủ]y ban nhân dân", "UBND", text)


@needs_shared
@pytest.mark.parametrize("prefix", CODES)
def test_every_clause_is_carried_by_more_than_a_question(prefix: str) -> None:
    wanted = {each["id"] for each in shared_yaml("clauses.yaml")["clauses"] if each["id"].startswith(f"{prefix}-")}
    carried: set[str] = set()
    for _, each in plans.elements(plan(CODES[prefix])):
        if not isinstance(each, model.OpenQuestion):
            for source in sources(each):
                carried.update(source.clauses)
    assert carried == wanted


@needs_shared
@pytest.mark.parametrize("prefix", CODES)
def test_quotes_are_short_and_stand_on_the_paper(prefix: str) -> None:
    file = next(each["file"] for each in shared_yaml("clauses.yaml")["plans"] if each["prefix"] == prefix)
    paper = flat((SHARED / "seeds" / file).read_text(encoding="utf-8"))
    for element_id, each in plans.elements(plan(CODES[prefix])):
        if each.source and each.source.quote:
            assert flat(each.source.quote) in paper, element_id
            assert len(each.source.quote.split()) <= 12, element_id


@needs_shared
@pytest.mark.parametrize("prefix", CODES)
def test_head_and_signature_equal_the_facts(prefix: str) -> None:
    ours, gold = plan(CODES[prefix]), shared_yaml(f"gold/{prefix}.yaml")
    issuer, parent = gold["issuer"], gold["issuer"]["parent"]
    assert ours.issuer.name == issuer["name"]
    assert (ours.issuer.level, ours.issuer.tier) == (issuer["level"], GOLD_TIER[issuer["tier"]])
    assert (ours.issuer.parent_name, ours.issuer.parent_level) == (parent["name"], parent["level"])
    assert ours.issuer.parent_tier == GOLD_TIER[parent["tier"]]
    number = f"{ours.identity.number}/{ours.identity.symbol}" if ours.identity.number else None
    assert (number, ours.identity.symbol) == (gold["number"], gold["symbol"])
    assert (ours.identity.place, ours.identity.date) == (gold["place"], gold["date"])
    assert ours.movement.title == gold["title"]
    assert ours.movement.name == gold["movement"]["name"]
    years = (ours.movement.year_from, ours.movement.year_to, ours.movement.cycle)
    assert years == (gold["movement"]["year_from"], gold["movement"]["year_to"], gold["movement"]["cycle"])
    assert (ours.signer.name, ours.signer.position.upper()) == (gold["signer"]["name"], gold["signer"]["position"])
    assert ours.signer.capacity == GOLD_CAPACITY[prefix]


@needs_shared
@pytest.mark.parametrize("prefix", CODES)
def test_documents_and_links_equal_the_facts(prefix: str) -> None:
    ours, gold = plan(CODES[prefix]), shared_yaml(f"gold/{prefix}.yaml")
    bases = [(each.relation, each.number, each.date, each.issuer) for each in ours.bases]
    assert bases == [
        (each["relation"], each["number"], each["date"], each.get("issuer_full", each["issuer"]))
        for each in gold["legal_bases"]
    ]
    cited = {(each.number, each.date, each.issuer) for each in ours.references if each.number}
    assert cited == {(each["number"], each["date"], each["issuer"]) for each in gold["references"] if each["number"]}
    higher = plans.element(ours, ours.cascade.higher or "")
    assert isinstance(higher, model.DocRef)
    assert higher.number == gold["cascade"]["higher_plan"]["number"]
    assert ours.cascade.lower_required == gold["cascade"]["lower_units_must_issue_plan"]
    assert ours.money.decree == gold["money"]["decree"]
    assert bool(ours.money.fund) == bool(gold["money"]["source"])
    assert ours.money.responsible == gold["money"]["responsible"]


@needs_shared
@pytest.mark.parametrize("prefix", CODES)
def test_commendation_equals_the_facts(prefix: str) -> None:
    ours, gold = plan(CODES[prefix]), shared_yaml(f"gold/{prefix}.yaml")
    tiers = {"phuong": "commune", "quan": "district", "huyen": "district", "tinh": "province"}
    forms = {"Giấy khen": "giay-khen", "Bằng khen": "bang-khen"}
    awards = [(each.form, each.authority_tier, each.mode) for each in ours.awards]
    assert awards == [(forms[each["name"]], tiers[each["level"]], each["mode"]) for each in gold["award_forms"]]
    quotas = [(each.kind, each.op, each.value) for each in ours.quotas]
    assert quotas == [(each["target"], each["op"], each["value"]) for each in gold["quotas"]]
    deadlines = [(each.op, each.rule) for each in ours.deadlines]
    assert deadlines == [(each["op"], each["rule"] or each["date"]) for each in gold["deadlines"]]
    for mine, theirs in zip(ours.deadlines, gold["deadlines"], strict=True):
        assert same(mine.via, theirs["via"])
    stated = {(each["form_number"], each["form_decree"]) for each in gold["dossier"] if each["form_number"]}
    assert {(each.form_number, each.form_decree) for each in ours.papers if each.form_number} == stated
    parts = {clause.removesuffix("-form") for each in ours.papers for clause in each.source.clauses}
    assert len({each for each in parts if dossier_clause(each)}) == len(gold["dossier"])


def same(mine: str | None, theirs: str | None) -> bool:
    return mine == theirs or (mine is not None and theirs is not None and flat(mine) == flat(theirs))


def dossier_clause(clause: str) -> bool:
    kinds = {each["id"]: each["kind"] for each in shared_yaml("clauses.yaml")["clauses"]}
    return str(kinds[clause]) == "dossier"


@needs_shared
@pytest.mark.parametrize("prefix", CODES)
def test_counts_equal_the_facts(prefix: str) -> None:
    ours, gold = plan(CODES[prefix]), shared_yaml(f"gold/{prefix}.yaml")
    assert len(ours.contents) == gold["counts"]["contents"]
    assert len(ours.recipients) == gold["counts"]["recipients"]
    single = [each for each in ours.standards if each.rounds != ("final",)]
    assert [each.kind for each in single].count("collective") == gold["counts"]["standards_collective_bullets"]
    # Sóc Trăng puts two sentences with two tests into one bullet.
    persons = [each.kind for each in single].count("individual")
    assert persons == gold["counts"]["standards_individual_bullets"] + (1 if prefix == "ST" else 0)
    for mine, theirs in zip(ours.recipients, gold["recipients"], strict=True):
        assert folded(mine.label) == folded(theirs)


def folded(line: str) -> str:
    """Recipient line without the two scanning errors that our label corrects."""
    repaired = flat(line).replace("Công thông tin", "Cổng thông tin").replace("HDND", "HĐND")
    return re.sub(r"[\s-]+", " ", repaired)
