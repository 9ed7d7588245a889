"""Plans on paper: any draft and any launched plan as DOCX or PDF in the prescribed form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from thidua import plans
from thidua.documents import papers, pdf, plan_draft
from thidua.drafting import building, queries
from thidua.drafting.models import Draft
from thidua.org.models import Unit
from thidua.plans import Plan
from thidua.records import printing
from thidua.rules.findings import Finding, Refused

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES: Final[Mapping[str, str]] = {"docx": WORD, "pdf": "application/pdf"}


def plan_now(draft: Draft) -> Plan:
    """The plan of a draft as its facts stand; raises ``Refused`` while they make none."""
    if draft.plan is not None:
        return plans.from_data(draft.plan)
    built = building.build(draft, [row for row in queries.rows_of(draft) if row.state != "rejected"])
    if built.plan is None:
        message = "Chưa in được: các dữ kiện chưa đủ để dựng bản kế hoạch."
        raise Refused([Finding("plan_not_built", "error", message), *built.problems])
    return built.plan


def printed(plan: Plan, body: Unit, ending: str) -> bytes:
    """The paper in one of ``TYPES``."""
    render: Mapping[str, Callable[[papers.Paper], bytes]] = {
        "docx": lambda paper: printing.docx_of(paper, body),
        "pdf": pdf.render,
    }
    return render[ending](plan_draft.from_plan(plan))
