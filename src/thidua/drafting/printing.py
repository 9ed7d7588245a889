"""Plans on paper: any draft and any launched plan as DOCX or PDF in the prescribed form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, cast

from thidua import plans
from thidua.documents import papers, pdf, plan_draft, plan_text
from thidua.drafting import building, queries
from thidua.drafting.models import Draft
from thidua.movements.models import PlanVersion
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
        message = "Chưa in được: các dữ kiện chưa đủ để lập kế hoạch."
        raise Refused([Finding("plan_not_built", "error", message), *built.problems])
    return built.plan


def signed_as(plan: Plan, version: PlanVersion) -> Plan:
    """The plan under the name of whoever signed it at the launch, whatever the text it was read from says."""
    if not version.signer_name:
        return plan
    data = plans.to_data(plan)
    signer: dict[str, object] = {"name": version.signer_name, "position": version.signer_title.upper()}
    data["signer"] = {**cast("dict[str, object]", data["signer"]), **signer, "capacity": version.capacity}
    return plans.from_data(data)


def words_of(draft: Draft | None) -> str:
    """The text a plan was read from, a paragraph a line; empty where no file stands behind it, or one with tables:
    lines of cells are no paragraphs, and the plan as data prints them better."""
    blocks = (draft.reading or {}).get("blocks", []) if draft else []
    if any(block["cell"] for block in blocks):
        return ""
    return "\n\n".join(block["text"] for block in blocks)


def printed(plan: Plan, body: Unit, ending: str, *, words: str = "") -> bytes:
    """The paper in one of ``TYPES``: in its own words where there are any, else from the plan as data."""
    render: Mapping[str, Callable[[papers.Paper], bytes]] = {
        "docx": lambda paper: printing.docx_of(paper, body),
        "pdf": pdf.render,
    }
    return render[ending](paper_of(plan, words))


def paper_of(plan: Plan, words: str) -> papers.PlanPaper:
    """Paper 1; of a text only head, number, day and signer are the plan's."""
    ours = plan_draft.from_plan(plan)
    try:
        taken = plan_text.from_text(words)
    except ValueError:
        return ours
    return replace(
        taken, heading=ours.heading, recipients=taken.recipients or ours.recipients, signature=ours.signature
    )
