"""Word, icon and colour class of every state shown. One icon, one meaning (design, table of icons)."""

from __future__ import annotations

from typing import NamedTuple

from thidua.rules import lifecycle


class Look(NamedTuple):
    """How a state is shown: class of the style sheet, lucide icon, word."""

    style: str
    icon: str
    word: str


COMMON = {
    "met": Look("met", "circle-check", "Đạt"),
    "unmet": Look("unmet", "circle-x", "Không đạt"),
    "nodata": Look("nodata", "circle-dashed", "Chưa có dữ liệu"),
    "judge": Look("judge", "scale", "Cần người xét"),
    "done": Look("done", "circle-check", "Xong"),
    "doing": Look("doing", "pencil-line", "Đang làm"),
    "todo": Look("todo", "circle", "Chưa làm"),
    "blocked": Look("blocked", "lock", "Chưa thể làm"),
    "none": Look("none", "circle", "Chưa mở hồ sơ"),
    "warn": Look("warn", "triangle-alert", "Cần xem"),
    "bad": Look("bad", "circle-x", "Có lỗi"),
    "late": Look("late", "clock-alert", "Nộp muộn"),
    "unverified": Look("warn", "triangle-alert", "Chưa đối chiếu văn bản gốc"),
    "filed": Look("filed", "send", "Đã nộp"),
    "recv": Look("recv", "inbox", "Đã tiếp nhận"),
    "ret": Look("ret", "undo-2", "Đã trả bổ sung"),
    "appr": Look("appr", "clipboard-check", "Đã thẩm định"),
    "draft": Look("draft", "pencil-line", "Đang soạn"),
}
PLAIN = ("none", "circle")  # a state nobody has drawn yet; a test names it
# Class and icon of each state of a lifecycle table; the word stands in the table itself.
DRAWN: dict[str, dict[str, tuple[str, str]]] = {
    "dossier": {
        "draft": ("draft", "pencil-line"),
        "confirmed": ("info", "user-check"),
        "filed": ("filed", "send"),
        "received": ("recv", "inbox"),
        "returned": ("ret", "undo-2"),
        "appraised": ("appr", "clipboard-check"),
        "before_council": ("info", "users"),
        "closed": ("done", "archive"),
        "lapsed": ("bad", "calendar-x"),
    },
    "candidate": {
        "nominated": ("info", "user-plus"),
        "eligible": ("met", "circle-check"),
        "ineligible": ("unmet", "circle-x"),
        "recommended": ("met", "thumbs-up"),
        "not_recommended": ("unmet", "thumbs-down"),
        "proposed_decision": ("info", "file-pen"),
        "awarded": ("met", "award"),
        "refused": ("unmet", "ban"),
        "proposed_up": ("info", "circle-arrow-up"),
        "awarded_above": ("met", "award"),
        "refused_above": ("unmet", "ban"),
        "revoked": ("bad", "rotate-ccw"),
        "removed": ("none", "user-minus"),
    },
    "movement": {
        "draft": ("draft", "pencil-line"),
        "launched": ("doing", "flag"),
        "closed": ("done", "archive"),
    },
    "session": {
        "planned": ("none", "calendar-days"),
        "open": ("doing", "door-open"),
        "voting": ("doing", "vote"),
        "counted": ("done", "list-checks"),
        "closed": ("done", "archive"),
        "cancelled": ("bad", "ban"),
    },
    "decision": {
        "draft": ("draft", "pencil-line"),
        "submitted": ("filed", "send"),
        "approved": ("done", "check-check"),
        "issued": ("done", "stamp"),
        "cancelled": ("bad", "ban"),
    },
    "proposal": {
        "draft": ("draft", "pencil-line"),
        "sent": ("filed", "circle-arrow-up"),
        "answered": ("done", "mail-check"),
        "cancelled": ("bad", "ban"),
    },
    "plan_draft": {
        "reading": ("info", "scan-text"),
        "failed": ("bad", "circle-x"),
        "other": ("warn", "triangle-alert"),
        "review": ("draft", "pencil-line"),
        "ready": ("done", "check-check"),
        "launched": ("doing", "flag"),
        "discarded": ("none", "circle-minus"),
    },
    "amendment": {
        "draft": ("draft", "pencil-line"),
        "issued": ("filed", "stamp"),
        "in_force": ("done", "circle-check"),
        "dropped": ("none", "circle-minus"),
    },
    "difficulty": {
        "open": ("warn", "clock-alert"),
        "answered": ("done", "mail-check"),
        "promised": ("doing", "file-pen"),
        "amended": ("done", "check-check"),
    },
}
BY_THING: dict[str, dict[str, Look]] = {
    table.thing: {
        state: Look(*DRAWN.get(table.thing, {}).get(state, PLAIN), word) for state, word in table.states.items()
    }
    for table in lifecycle.TABLES
}
TAG_STYLES = {"met": "ok", "done": "ok", "appr": "ok", "warn": "warn", "judge": "warn", "ret": "warn", "late": "warn",
              "unmet": "bad", "bad": "bad", "none": "still", "draft": "", "blocked": "still"}  # fmt: skip


def look(kind: str) -> Look:
    """The look of ``met``, ``dossier.filed`` … Raises ``KeyError`` for a state nobody has drawn."""
    thing, _, state = kind.partition(".")
    return BY_THING[thing][state] if state else COMMON[kind]
