"""Word, icon and colour class of every state shown. One icon, one meaning (design, table of icons)."""

from __future__ import annotations

from typing import NamedTuple


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
BY_THING: dict[str, dict[str, Look]] = {
    "dossier": {
        "draft": COMMON["draft"],
        "confirmed": Look("info", "user-check", "Thủ trưởng đã xác nhận"),
        "filed": COMMON["filed"],
        "received": COMMON["recv"],
        "returned": COMMON["ret"],
        "appraised": COMMON["appr"],
        "before_council": Look("info", "users", "Đang ở Hội đồng"),
        "closed": Look("done", "archive", "Đã kết thúc"),
        "lapsed": Look("bad", "calendar-x", "Hết hạn, không nộp được"),
    },
    "candidate": {
        "nominated": Look("info", "user-plus", "Được đề nghị"),
        "eligible": Look("met", "circle-check", "Đủ tiêu chuẩn"),
        "ineligible": Look("unmet", "circle-x", "Không đủ tiêu chuẩn"),
        "recommended": Look("met", "thumbs-up", "Hội đồng tán thành"),
        "not_recommended": Look("unmet", "thumbs-down", "Hội đồng không tán thành"),
        "proposed_decision": Look("info", "file-pen", "Có trong dự thảo quyết định"),
        "awarded": Look("met", "award", "Được khen thưởng"),
        "refused": Look("unmet", "ban", "Không khen thưởng"),
        "proposed_up": Look("info", "circle-arrow-up", "Đã trình cấp trên"),
        "awarded_above": Look("met", "award", "Cấp trên đã khen thưởng"),
        "refused_above": Look("unmet", "ban", "Cấp trên không khen thưởng"),
        "revoked": Look("bad", "rotate-ccw", "Đã thu hồi"),
        "removed": Look("none", "user-minus", "Đã rút khỏi danh sách"),
    },
    "movement": {
        "draft": Look("draft", "pencil-line", "Chưa phát động"),
        "launched": Look("doing", "flag", "Đang diễn ra"),
        "closed": Look("done", "archive", "Đã tổng kết"),
    },
    "session": {
        "planned": Look("none", "calendar-days", "Đã lên lịch"),
        "open": Look("doing", "door-open", "Đang họp"),
        "voting": Look("doing", "vote", "Đang bỏ phiếu"),
        "counted": Look("done", "list-checks", "Đã kiểm phiếu"),
        "closed": Look("done", "archive", "Đã kết thúc"),
    },
    "decision": {
        "draft": COMMON["draft"],
        "submitted": Look("filed", "send", "Đã trình ký"),
        "approved": Look("done", "check-check", "Đã duyệt"),
        "issued": Look("done", "stamp", "Đã ban hành"),
        "cancelled": Look("bad", "ban", "Đã hủy"),
    },
    "proposal": {
        "draft": COMMON["draft"],
        "sent": Look("filed", "send", "Đã gửi cấp trên"),
        "accepted": Look("met", "circle-check", "Cấp trên chấp thuận"),
        "rejected": Look("unmet", "circle-x", "Cấp trên không chấp thuận"),
    },
}
TAG_STYLES = {"met": "ok", "done": "ok", "appr": "ok", "warn": "warn", "judge": "warn", "ret": "warn", "late": "warn",
              "unmet": "bad", "bad": "bad", "none": "still", "draft": "", "blocked": "still"}  # fmt: skip


def look(kind: str) -> Look:
    """The look of ``met``, ``dossier.filed`` … Raises ``KeyError`` for a state nobody has drawn."""
    thing, _, state = kind.partition(".")
    return BY_THING[thing][state] if state else COMMON[kind]
