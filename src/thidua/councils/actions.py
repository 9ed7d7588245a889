"""Official acts of a council, in the order of a session. Each is one transaction and leaves a journal entry."""

from __future__ import annotations

from thidua.councils.concluding import choose, close
from thidua.councils.convening import add_waiting, cancel, create_session, find_conflicts
from thidua.councils.membership import add_member, change_duty, edit_council, end_member, found_council
from thidua.councils.sitting import declare_conflict, open_session, record_attendance, write_remarks
from thidua.councils.voting import cast, count, count_hands, start_voting

__all__ = [
    "add_member",
    "add_waiting",
    "cancel",
    "cast",
    "change_duty",
    "choose",
    "close",
    "count",
    "count_hands",
    "create_session",
    "declare_conflict",
    "edit_council",
    "end_member",
    "find_conflicts",
    "found_council",
    "open_session",
    "record_attendance",
    "start_voting",
    "write_remarks",
]
