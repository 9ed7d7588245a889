"""What the documents package prints from a plan as data is read back as the same plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from thidua import plans, reader
from thidua.documents import docx, plan_draft
from thidua.documents.vietnamese import fold
from thidua.plans import Plan
from thidua.reader.build import build


def read_again(plan: Plan) -> Plan:
    """The plan that the printed plan makes."""
    reading = reader.read(docx.render(plan_draft.from_plan(plan)), "ke-hoach.docx")
    assert reading.verdict.launches
    made = build(reading.facts, code="in-lai", verdict=reading.verdict)
    assert made.plan is not None, made.problems
    return made.plan


def strict(plan: Plan) -> Mapping[str, Any]:
    """What has to come back as it was; names as they compare, in the order of the paper."""
    said, time, signer = plan.identity, plan.period, plan.signer
    return {
        "issuer": (plan.issuer.name, plan.issuer.level, plan.issuer.tier),
        "head": (said.number, said.place, said.date),
        "title": fold(plan.movement.title),
        "years": (plan.movement.year_from, plan.movement.year_to, plan.movement.cycle),
        "period": (time.start, time.end_op, time.end),
        "signer": (signer.name, signer.position, signer.capacity),
        "bases": [(each.relation, each.doc_type, each.number, each.date) for each in plan.bases],
        "statements": [(each.kind, fold(each.label)) for each in plan.statements],
        "contents": [fold(each.label) for each in plan.contents],
        "figures": sorted(
            (each.op, each.value, each.measure if each.measure == "rank" else "")
            for each in plan.criteria
            if each.value is not None and each.measure != "change" and each.op
        ),
        "rounds": [each.cycle for each in plan.rounds],
        "awards": sorted(
            (each.form or "", fold(each.authority), each.mode, each.authority_tier) for each in plan.awards
        ),
        "quotas": [(each.kind, each.op, each.value) for each in plan.quotas],
        "papers": [(each.type, each.form_number, each.form_decree) for each in plan.papers],
        "deadlines": [
            (each.act, each.op, each.rule, fold(each.recipient), fold(each.via or ""), each.late, len(each.rounds))
            for each in plan.deadlines
        ],
        "money": (plan.money.decree, plan.money.law_and_guidance, bool(plan.money.fund)),
        "bodies": {fold(each.body) for each in plan.duties if each.mode == "request"},
        "late": [each.rule for each in plan.exclusions if each.rule],
        "recipients": [fold(each.label) for each in plan.recipients],
    }


@pytest.mark.parametrize("code", plans.builtin())
def test_a_printed_plan_is_read_back(code: str) -> None:
    plan = plans.builtin()[code]
    assert strict(read_again(plan)) == strict(plan)


def test_a_plan_read_from_paper_prints_and_reads_the_same_again() -> None:
    """Once printed in our own form, a plan does not change by being read and printed any more."""
    once = read_again(plans.builtin()["phan-rang-2024"])
    assert strict(read_again(once)) == strict(once)
