"""Official acts on dossiers and candidates. Each is one transaction and leaves its journal entries.

Written stage by stage: ``preparing`` (open, candidates, meeting), ``writing`` (papers), ``filing`` (confirm, file,
withdraw, file again, lapse), ``intake`` (receive, return), ``appraising`` (judge, conclude), ``outcomes`` (what councils
and decisions do).
"""

from thidua.dossiers.appraising import appraise, judge, reopen
from thidua.dossiers.filing import confirm, file, lapse, lapse_overdue, refile, reopen_in_time, unconfirm, withdraw
from thidua.dossiers.intake import extend_answer, receive, return_for_supplement
from thidua.dossiers.outcomes import close, has_council, move_candidate, to_council
from thidua.dossiers.preparing import (
    MeetingFacts,
    add_candidate,
    open_dossier,
    remove_candidate,
    save_meeting,
    save_summary,
)
from thidua.dossiers.writing import Conflict, remove_upload, save_paper_content, upload_paper

__all__ = [
    "Conflict",
    "MeetingFacts",
    "add_candidate",
    "appraise",
    "close",
    "confirm",
    "extend_answer",
    "file",
    "has_council",
    "judge",
    "lapse",
    "lapse_overdue",
    "move_candidate",
    "open_dossier",
    "receive",
    "refile",
    "remove_candidate",
    "remove_upload",
    "reopen",
    "reopen_in_time",
    "return_for_supplement",
    "save_meeting",
    "save_paper_content",
    "save_summary",
    "to_council",
    "unconfirm",
    "upload_paper",
    "withdraw",
]
