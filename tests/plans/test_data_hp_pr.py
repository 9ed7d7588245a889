"""What the plans of Hòa Phong (2025) and Phan Rang - Tháp Chàm (2024) mean as data."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua import plans
from thidua.plans import calendar, model

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared"
FILES = {"HP": "hoa-phong-2025", "PR": "phan-rang-2024"}
SEEDS = {"HP": "002_26b0a80c3edd919e.txt", "PR": "003_45a1c98e3febfab9.txt"}
PREFIXES = pytest.mark.parametrize("prefix", list(FILES))
needs_inventory = pytest.mark.skipif(not SHARED.exists(), reason="the clause inventory is not beside the repository")

PLANS = {prefix: plans.load(ROOT / f"src/thidua/plans/data/{code}.yaml") for prefix, code in FILES.items()}
HP, PR = PLANS["HP"], PLANS["PR"]
TIERS = {"xa": "commune", "huyen": "district", "tinh": "province"}


def _yaml(text: str) -> Any:
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def standards_of(plan: model.Plan, audience: str) -> dict[str, model.Expr]:
    """Expressions that bind a candidate of this audience, by standard id."""
    kind = next(each.kind for each in plan.audiences if each.id == audience)
    return {
        each.id: each.expr
        for each in plan.standards
        if each.kind == kind and (not each.audiences or audience in each.audiences)
    }


def shape(expr: model.Expr) -> object:
    """The tree without texts and parameters: leaf names under all, any, not."""
    match expr:
        case model.Leaf(leaf):
            return leaf
        case model.All(items):
            return {"all": [shape(item) for item in items]}
        case model.Any(items):
            return {"any": [shape(item) for item in items]}
        case model.Not(item):
            return {"not": shape(item)}


# ---------------------------------------------------------------- Hòa Phong


def test_hp_quota_is_exactly_two_people_for_the_commune_award() -> None:
    (quota,) = HP.quotas
    assert (quota.kind, quota.op, quota.value, quota.award) == ("individual", "exact", 2, "giay-khen-xa")


def test_hp_fifteen_criteria_thirteen_in_figures() -> None:
    listed = [each for each in HP.criteria if re.fullmatch(r"IV\.\d+", each.source.path)]
    assert [each.source.path for each in listed] == [f"IV.{n}" for n in range(1, 16)]
    figures = {int(each.id.rsplit("-", 1)[1]): each.value for each in listed if each.measure == "share"}
    assert sorted(set(range(1, 16)) - set(figures)) == [1, 13]
    assert figures.pop(10) == "96"
    assert set(figures.values()) == {"100"}
    assert len(figures) == 12
    assert all(each.base for each in listed)


def test_hp_state_secrets_are_left_out_of_criteria_11_and_12_only() -> None:
    with_exception = {each.id for each in HP.criteria if each.exception}
    assert with_exception == {"tieu-chi-11", "tieu-chi-12"}
    for each in HP.criteria:
        if each.exception:
            assert "bí mật nhà nước" in each.exception
            assert "mẫu số" in each.exception


def test_hp_runs_from_issue_to_the_last_day_of_the_year() -> None:
    assert calendar.period(HP, date(2025, 1, 16), {}) == calendar.Span(date(2025, 1, 16), date(2026, 1, 1))


def test_hp_has_no_deadline_and_says_so() -> None:
    assert HP.deadlines == ()
    assert plans.element(HP, "hoi-han-nop").kind == "missing"


def test_hp_complaint_bars_unless_rejected() -> None:
    (exclusion,) = HP.exclusions
    assert exclusion.on == "candidate"
    assert exclusion.kind is None
    assert isinstance(exclusion.expr, model.Not)
    assert isinstance(exclusion.expr.item, model.Leaf)
    leaf = exclusion.expr.item
    assert leaf.leaf == "no_complaint"
    assert (leaf.params["within"], leaf.params["of"], leaf.params["upheld"]) == ("round_year", "self", False)


@pytest.mark.parametrize("audience", ["ca-nhan-xa", "tap-the-xa"])
def test_hp_standards_are_the_same_for_both_kinds(audience: str) -> None:
    first, second = standards_of(HP, audience).values()
    assert shape(first) == {"all": ["judgement", "no_discipline"]}
    assert shape(second) == {"all": ["judgement", "judgement"]}


def test_hp_goes_from_the_unit_meeting_to_the_chairman_without_a_council() -> None:
    assert [step.act for step in HP.route] == ["unit_review", "file", "appraise", "decide", "propose"]
    assert {paper.type: paper.meeting for paper in HP.papers} == {
        "submission": None,
        "report": None,
        "minutes": "unit_meeting",
    }
    assert all(paper.kinds == ("individual",) for paper in HP.papers)


# ---------------------------------------------------------------- Phan Rang - Tháp Chàm


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (
            "tap-the-co-quan",
            {
                "tieu-chuan-ke-hoach": {"all": ["plan_issued", "judgement"]},
                "tieu-chuan-nhiem-vu": "judgement",
                "tieu-chuan-mo-hinh": {"all": ["initiative_registered", "judgement"]},
                "tieu-chuan-xep-loai-co-quan": "rating_at_least",
            },
        ),
        (
            "tap-the-phuong-xa",
            {
                "tieu-chuan-ke-hoach": {"all": ["plan_issued", "judgement"]},
                "tieu-chuan-nhiem-vu": "judgement",
                "tieu-chuan-mo-hinh": {"all": ["initiative_registered", "judgement"]},
                "tieu-chuan-xep-loai-phuong-xa": "rating_at_least",
            },
        ),
        (
            "tap-the-doanh-nghiep",
            {"tieu-chuan-dong-gop-tap-the": {"any": [{"all": ["judgement"] * 3}, "judgement"]}},
        ),
        (
            "ca-nhan-nguoi-dan",
            {"tieu-chuan-dong-gop-ca-nhan": {"any": [{"all": ["judgement"] * 3}, "judgement"]}},
        ),
        (
            "ca-nhan-dung-dau",
            {
                "tieu-chuan-dung-dau": {"all": ["judgement", "judgement"]},
                "tieu-chuan-xep-loai-ca-nhan": "rating_at_least",
            },
        ),
        (
            "ca-nhan-cong-vu",
            {
                "tieu-chuan-cong-vu": {
                    "all": [
                        "no_discipline",
                        "judgement",
                        {"any": ["initiative_registered", "judgement"]},
                        "judgement",
                    ]
                },
                "tieu-chuan-xep-loai-ca-nhan": "rating_at_least",
            },
        ),
    ],
)
def test_pr_standards_by_audience(audience: str, expected: dict[str, object]) -> None:
    assert {name: shape(expr) for name, expr in standards_of(PR, audience).items()} == expected


def test_pr_wards_are_rated_on_their_own_scale() -> None:
    agency = plans.element(PR, "tieu-chuan-xep-loai-co-quan").expr.params
    ward = plans.element(PR, "tieu-chuan-xep-loai-phuong-xa").expr.params
    assert (agency["scale"], agency["grade"]) == ("nhiem_vu", "hoan_thanh_tot")
    assert (ward["scale"], ward["grade"]) == ("chinh_quyen_co_so", "kha")


def test_pr_only_heads_answer_for_their_staff() -> None:
    (exclusion,) = PR.exclusions
    assert exclusion.audiences == ("ca-nhan-dung-dau",)
    assert isinstance(exclusion.expr, model.Not)
    assert isinstance(exclusion.expr.item, model.Leaf)
    assert exclusion.expr.item.params["of"] == "staff"
    assert exclusion.expr.item.params["upheld"] is True
    heads = {each.id: each.heads for each in PR.audiences if each.kind == "individual"}
    assert heads == {"ca-nhan-dung-dau": True, "ca-nhan-cong-vu": False, "ca-nhan-nguoi-dan": None}


def test_pr_no_unit_belongs_to_two_collective_audiences() -> None:
    kinds = [kind for each in PR.audiences if each.kind == "collective" for kind in each.unit_kinds]
    assert len(kinds) == len(set(kinds))


def test_pr_dossiers_through_20_november_appraised_before_the_25th() -> None:
    last = {each.act: closing.last_day for each, closing in calendar.deadlines(PR, "single-2024")}
    assert last == {"dossier": date(2024, 11, 20), "appraisal": date(2024, 11, 24)}
    assert {each.late for each in PR.deadlines} == {"to_decider"}
    assert calendar.period(PR, date(2024, 3, 15), {}) == calendar.Span(date(2024, 3, 15), date(2024, 11, 30))


def test_pr_names_no_form_and_no_quota() -> None:
    assert [(each.form, each.mode, each.authority_tier) for each in PR.awards] == [
        (None, "award", "district"),
        (None, "propose", "province"),
    ]
    assert PR.quotas == ()


def test_pr_lower_plans_are_asked_for_and_a_standard() -> None:
    assert PR.cascade.lower_required
    assert PR.cascade.lower_via == "Phòng Nội vụ"
    assert "ubnd_lower" in PR.cascade.lower_kinds
    assert PR.cascade.higher is None


def test_pr_every_group_has_rows_for_its_report_by_criterion() -> None:
    (report,) = (each for each in PR.papers if each.type == "report")
    assert report.rules == ("by_criterion",)
    for audience in PR.audiences:
        assert any(audience.id in each.audiences for each in PR.criteria), audience.id


def test_pr_basis_keeps_its_printed_date_and_asks() -> None:
    assert plans.element(PR, "kh-408").date == "2024-12-07"
    assert plans.element(PR, "hoi-ngay-408").kind == "date"


# ---------------------------------------------------------------- both


def clean(text: str) -> str:
    """The paper's words without marks, line breaks and page breaks; UBND and its long form are one."""
    text = re.sub(r"\s+", " ", re.sub(r"[*#]", "", unicodedata.normalize("NFC", text))).strip()
    return re.sub("Ủy ban nhân dân", "UBND", text)


@PREFIXES
@needs_inventory
def test_quotes_are_short_and_stand_in_the_paper(prefix: str) -> None:
    paper = clean((SHARED / "seeds" / SEEDS[prefix]).read_text(encoding="utf-8"))
    for name, each in plans.elements(PLANS[prefix]):
        for source in (each.source, getattr(each, "fund_source", None)):
            if source is not None:
                assert len(source.quote.split()) <= 12, name
                assert clean(source.quote) in paper, name


def found_clauses(each: plans.Element) -> tuple[str, ...]:
    """Clause ids an element carries, those of the fund included."""
    fund = getattr(each, "fund_source", None)
    return (*(each.source.clauses if each.source else ()), *(fund.clauses if fund else ()))


@PREFIXES
@needs_inventory
def test_every_clause_is_carried_and_listed(prefix: str) -> None:
    text = (SHARED / "spec/clauses.yaml").read_text(encoding="utf-8")
    clauses = {each["id"] for each in _yaml(text)["clauses"] if each["id"].startswith(f"{prefix}-")}
    found = dict(plans.elements(PLANS[prefix]))
    carried = {
        clause for each in found.values() if not isinstance(each, model.OpenQuestion) for clause in found_clauses(each)
    }
    with (ROOT / "tests/clauses.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file) if row["id"].startswith(f"{prefix}-")}
    assert carried == clauses
    assert set(rows) == clauses
    for row in rows.values():
        assert row["how"] in {"element", "page", "paper", "later"}
        if row["how"] in {"element", "paper"}:
            assert set(row["where"].split()) <= set(found), row
            assert any(row["id"] in found_clauses(found[name]) for name in row["where"].split()), row


@PREFIXES
@needs_inventory
def test_facts_agree_with_the_gold(prefix: str) -> None:
    gold = _yaml((SHARED / f"spec/gold/{prefix}.yaml").read_text(encoding="utf-8"))
    plan = PLANS[prefix]
    number = f"{plan.identity.number}/{plan.identity.symbol}" if plan.identity.number else None
    assert (number, plan.identity.symbol, plan.identity.place, plan.identity.date) == (
        gold["number"],
        gold["symbol"],
        gold["place"],
        gold["date"],
    )
    assert (plan.issuer.name, plan.issuer.level, plan.issuer.tier) == (
        gold["issuer"]["name"],
        gold["issuer"]["level"],
        TIERS[gold["issuer"]["tier"]],
    )
    parent = gold["issuer"]["parent"]
    assert (plan.issuer.parent_name, plan.issuer.parent_level) == (parent["name"], parent["level"])
    assert (plan.movement.title, plan.movement.name) == (gold["title"], gold["movement"]["name"])
    assert (plan.period.end, plan.period.end_op) == (
        gold["movement"]["period"]["end"],
        gold["movement"]["period"]["end_op"],
    )
    assert [(each.relation, each.doc_type, each.number, each.date, each.issuer) for each in plan.bases] == [
        (each["relation"], each["doc_type"], each["number"], each["date"], each.get("issuer_full", each["issuer"]))
        for each in gold["legal_bases"]
    ]
    assert {(each.doc_type, each.number) for each in (*plan.bases, *plan.references)} >= {
        (each["doc_type"], each["number"]) for each in gold["references"]
    }
    assert len(plan.contents) == gold["contents"]["count"]
    assert [(each.kind, each.op, each.value) for each in plan.quotas] == [
        (each["target"], each["op"], each["value"]) for each in gold["quotas"]
    ]
    assert [each.mode for each in plan.awards] == [each["mode"] for each in gold["award_forms"]]
    assert [(each.act, each.op, each.rule) for each in plan.deadlines] == [
        (each["what"], each["op"], each["date"]) for each in gold["deadlines"]
    ]
    assert len(plan.papers) == len(gold["dossier"])
    assert [each.label for each in plan.recipients] == gold["recipients"]
    assert plan.signer.name == gold["signer"]["name"]
    assert plan.signer.position.upper() == gold["signer"]["position"]
    assert (plan.money.decree, plan.money.law_and_guidance) == (gold["money"]["decree"], bool(gold["money"]["law"]))
    assert plan.cascade.lower_required == gold["cascade"]["lower_units_must_issue_plan"]
