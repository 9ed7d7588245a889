"""Who may act on decisions, payments and proposals upward. Empty list = yes."""

from __future__ import annotations

from thidua.org.models import Roles
from thidua.org.permissions import need_body_role
from thidua.rules.findings import Finding

READERS = ("office", "decider", "council_secretary", "admin")  # see drafts and the reasons of each case
PAYERS = ("finance", "office", "decider", "admin")  # see the money


def can_draft(roles: Roles, body_id: int) -> list[Finding]:
    """Draft, change, submit, drop."""
    return need_body_role(roles, body_id, "lập và trình dự thảo quyết định", "office")


def can_decide(roles: Roles, body_id: int) -> list[Finding]:
    """Approve, return, take back an approval."""
    return need_body_role(roles, body_id, "duyệt quyết định khen thưởng", "decider")


def can_issue(roles: Roles, body_id: int) -> list[Finding]:
    """Give number and date to an approved decision."""
    return need_body_role(roles, body_id, "ban hành quyết định đã duyệt", "office")


def can_pay(roles: Roles, body_id: int) -> list[Finding]:
    """Record that money was handed over."""
    return need_body_role(roles, body_id, "ghi chi tiền thưởng", "finance")


def can_budget(roles: Roles, body_id: int) -> list[Finding]:
    """Enter the commendation fund of a year."""
    return need_body_role(roles, body_id, "nhập dự toán khen thưởng", "finance", "admin")


def can_propose(roles: Roles, body_id: int) -> list[Finding]:
    """Draft, send and answer proposals to the higher level."""
    return need_body_role(roles, body_id, "trình cấp trên khen thưởng", "office")
