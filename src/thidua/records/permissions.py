"""Who may enter what is known about people and units. Empty list = yes."""

from __future__ import annotations

from thidua.org.models import Roles
from thidua.org.permissions import need_body_role
from thidua.rules.findings import Finding


def can_enter(roles: Roles, body_id: int | None) -> list[Finding]:
    """Enter, correct and take back facts: the standing office, or the administrator for it."""
    return need_body_role(roles, body_id, "ghi dữ kiện về người và đơn vị", "office", "admin")
