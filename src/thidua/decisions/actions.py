"""Official acts on decisions, money and proposals upward. Each is one transaction and leaves its journal entries.

Written stage by stage: ``drafting`` (office), ``approving`` (decider), ``issuing`` (number, awards), ``paying``
(finance), ``proposing`` (to the higher level), ``revoking`` (an award taken back).
"""

from thidua.decisions.approving import approve, return_to_office, withdraw_approval
from thidua.decisions.drafting import (
    add_line,
    cancel,
    draft_decision,
    edit_draft,
    leave_out,
    remove_line,
    submit,
    take_in,
)
from thidua.decisions.issuing import issue
from thidua.decisions.paying import mark_paid, set_budget
from thidua.decisions.proposing import cancel_proposal, create_proposal, record_outcome, send
from thidua.decisions.revoking import record_return, revoke

__all__ = [
    "add_line",
    "approve",
    "cancel",
    "cancel_proposal",
    "create_proposal",
    "draft_decision",
    "edit_draft",
    "issue",
    "leave_out",
    "mark_paid",
    "record_outcome",
    "record_return",
    "remove_line",
    "return_to_office",
    "revoke",
    "send",
    "set_budget",
    "submit",
    "take_in",
    "withdraw_approval",
]
