"""Who may draft plans. Empty list = yes."""

from __future__ import annotations

from thidua.org.models import Roles, Unit
from thidua.org.permissions import need_body_role
from thidua.rules.findings import Finding


def can_draft(roles: Roles, body: Unit) -> list[Finding]:
    """Upload, review, discard and launch: the standing office."""
    return need_body_role(roles, body.pk, "soạn kế hoạch", "office")
