"""Life of things as tables of data. Nothing else moves a state.

Each row: from which state, by which act, by which roles, to which state, and the guards the action
asks before. Routes differ by plan; which rows a dossier really meets follows from the plan's route.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from thidua.rules.findings import Finding, Refused


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: ``thing`` in ``before`` may, by ``act`` of one of ``roles``, become ``after``."""

    thing: str
    act: str
    before: str
    after: str
    roles: tuple[str, ...]
    label: str
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of one thing; ``states`` names each state for people, ``start`` is the first."""

    thing: str
    name: str
    start: str
    states: dict[str, str]
    rows: tuple[Transition, ...]


def _table(
    thing: str,
    name: str,
    states: dict[str, str],
    rows: Sequence[tuple[str, str, str, tuple[str, ...], str, tuple[str, ...]]],
) -> Table:
    made = tuple(
        Transition(thing, act, before, after, roles, label, guards)
        for befores, act, after, roles, label, guards in rows
        for before in befores.split()
    )
    return Table(thing, name, next(iter(states)), states, made)


UNIT = ("unit_clerk", "unit_head")
HEAD = ("unit_head",)
OFFICE = ("office",)
SECRETARY = ("council_secretary",)
DECIDER = ("decider",)
CLOCK = ("system",)

DOSSIER = _table(
    "dossier",
    "Hồ sơ",
    {
        "draft": "Đang soạn",
        "confirmed": "Thủ trưởng đã xác nhận",
        "filed": "Đã nộp",
        "received": "Đã tiếp nhận",
        "returned": "Trả bổ sung",
        "appraised": "Đã thẩm định",
        "before_council": "Trình Hội đồng",
        "closed": "Đã xong",
        "lapsed": "Quá hạn, không xét",
    },
    (
        ("draft", "confirm", "confirmed", HEAD, "Xác nhận hồ sơ", ("complete", "inside_audience")),
        ("confirmed", "unconfirm", "draft", HEAD, "Mở lại để sửa", ()),
        ("confirmed", "file", "filed", UNIT, "Nộp hồ sơ", ("in_time_or_silent",)),
        ("draft confirmed", "lapse", "lapsed", CLOCK, "Quá hạn", ("deadline_passed", "late_barred")),
        ("lapsed", "reopen", "draft", CLOCK, "Mở lại vì được gia hạn", ("deadline_amended",)),
        ("filed", "withdraw", "draft", HEAD, "Rút hồ sơ", ("before_deadline",)),
        ("filed", "receive", "received", OFFICE, "Tiếp nhận", ()),
        ("received", "return", "returned", OFFICE, "Trả bổ sung", ("defects_listed", "answer_date")),
        ("returned", "refile", "filed", UNIT, "Nộp lại", ("complete", "within_answer_date")),
        ("received", "appraise", "appraised", OFFICE, "Kết luận thẩm định", ("every_leaf_answered",)),
        ("appraised", "end_without", "closed", OFFICE, "Kết thúc, không ai đủ điều kiện", ("nobody_eligible",)),
        ("appraised", "to_council", "before_council", SECRETARY, "Đưa vào chương trình họp", ("route_has_council",)),
        ("appraised before_council", "close", "closed", (*DECIDER, *OFFICE), "Kết thúc", ("decided",)),
    ),
)

CANDIDATE = _table(
    "candidate",
    "Ứng viên",
    {
        "nominated": "Được đề nghị",
        "eligible": "Đủ điều kiện",
        "ineligible": "Không đủ điều kiện",
        "recommended": "Hội đồng đề nghị",
        "not_recommended": "Hội đồng không đề nghị",
        "proposed_decision": "Đã trình khen thưởng",
        "awarded": "Được khen thưởng",
        "refused": "Không được khen thưởng",
        "proposed_up": "Đã trình cấp trên",
        "awarded_above": "Được cấp trên khen thưởng",
        "refused_above": "Cấp trên không khen thưởng",
        "revoked": "Đã thu hồi",
        "removed": "Đã rút khỏi hồ sơ",
    },
    (
        ("nominated", "find_eligible", "eligible", OFFICE, "Kết luận đủ điều kiện", ("every_leaf_met",)),
        ("nominated", "find_ineligible", "ineligible", OFFICE, "Kết luận không đủ điều kiện", ("reason",)),
        ("nominated", "remove", "removed", UNIT, "Rút tên", ()),
        ("eligible ineligible", "reopen", "nominated", OFFICE, "Mở lại kết luận", ("dossier_received", "reason")),
        ("eligible", "recommend", "recommended", SECRETARY, "Hội đồng đề nghị", ("passed", "within_quota")),
        ("eligible", "not_recommend", "not_recommended", SECRETARY, "Hội đồng không đề nghị", ()),
        (
            "eligible recommended not_recommended",
            "propose_decision",
            "proposed_decision",
            OFFICE,
            "Trình quyết định",
            ("council_first", "departure_reasoned"),
        ),
        # Out of a draft again: the council's advice, where there was one, stands as before.
        ("proposed_decision", "take_back", "eligible", (*OFFICE, *DECIDER), "Rút khỏi dự thảo", ()),
        ("proposed_decision", "take_back_advised", "recommended", (*OFFICE, *DECIDER), "Rút khỏi dự thảo", ()),
        ("proposed_decision", "take_back_unadvised", "not_recommended", (*OFFICE, *DECIDER), "Rút khỏi dự thảo", ()),
        # The decider decides by approving; the award takes effect when the office issues what was approved.
        ("proposed_decision", "award", "awarded", (*DECIDER, *OFFICE), "Khen thưởng", ("quota", "law_in_force")),
        ("proposed_decision", "refuse", "refused", (*DECIDER, *OFFICE), "Không khen thưởng", ("reason",)),
        (
            "eligible recommended awarded",
            "propose_up",
            "proposed_up",
            OFFICE,
            "Trình cấp trên",
            ("plan_allows",),
        ),
        ("proposed_up", "award_above", "awarded_above", OFFICE, "Ghi kết quả cấp trên", ("paper",)),
        ("proposed_up", "refuse_above", "refused_above", OFFICE, "Ghi kết quả cấp trên", ("paper",)),
        ("awarded", "revoke", "revoked", DECIDER, "Thu hồi", ("reason", "law")),
    ),
)

MOVEMENT = _table(
    "movement",
    "Phong trào",
    {"draft": "Dự thảo", "launched": "Đang thực hiện", "closed": "Đã kết thúc"},
    (
        ("draft", "launch", "launched", OFFICE, "Phát động", ("number_date_signer",)),
        ("launched", "close", "closed", OFFICE, "Kết thúc", ()),
    ),
)

SESSION = _table(
    "session",
    "Phiên họp",
    {
        "planned": "Đã mời họp",
        "open": "Đang họp",
        "voting": "Đang bỏ phiếu",
        "counted": "Đã kiểm phiếu",
        "closed": "Đã thông qua biên bản",
        "cancelled": "Đã hủy",
    },
    (
        ("planned", "open", "open", SECRETARY, "Khai mạc", ("quorum",)),
        ("planned", "cancel", "cancelled", SECRETARY, "Hủy phiên họp", ("reason",)),
        ("open", "start_voting", "voting", SECRETARY, "Mở bỏ phiếu", ("quorum",)),
        ("voting", "count", "counted", SECRETARY, "Kiểm phiếu", ("all_voted_or_closed",)),
        ("counted", "close", "closed", SECRETARY, "Thông qua biên bản", ("within_quota",)),
    ),
)

DECISION = _table(
    "decision",
    "Quyết định",
    {
        "draft": "Dự thảo",
        "submitted": "Chờ duyệt",
        "approved": "Đã duyệt, chờ ban hành",
        "issued": "Đã ban hành",
        "cancelled": "Đã bỏ",
    },
    (
        ("draft", "submit", "submitted", OFFICE, "Trình", ("quota", "money")),
        ("draft", "cancel", "cancelled", OFFICE, "Bỏ dự thảo", ()),
        ("submitted", "return", "draft", DECIDER, "Trả lại", ("reason",)),
        ("submitted", "approve", "approved", DECIDER, "Duyệt", ("open_conditions_seen", "quota", "competence")),
        ("approved", "withdraw", "submitted", DECIDER, "Rút lại", ()),
        ("approved", "issue", "issued", OFFICE, "Ban hành", ("number", "date")),
    ),
)

PROPOSAL = _table(
    "proposal",
    "Tờ trình cấp trên",
    {"draft": "Dự thảo", "sent": "Đã gửi", "answered": "Đã có kết quả", "cancelled": "Đã bỏ"},
    (
        ("draft", "send", "sent", OFFICE, "Gửi cấp trên", ("minutes", "number")),
        ("draft", "cancel", "cancelled", OFFICE, "Bỏ dự thảo", ()),
        ("sent", "answer", "answered", OFFICE, "Ghi kết quả", ("every_line_answered",)),
    ),
)

AMENDMENT = _table(
    "amendment",
    "Bản sửa đổi",
    {
        "draft": "Đang soạn",
        "issued": "Đã ban hành, chờ hiệu lực",
        "in_force": "Đang có hiệu lực",
        "dropped": "Đã bỏ",
    },
    (
        ("draft", "issue", "issued", OFFICE, "Ban hành sửa đổi", ("number_date_signer", "base_is_newest")),
        ("issued", "take_effect", "in_force", CLOCK, "Có hiệu lực", ("day_of_effect",)),
        ("draft", "drop", "dropped", OFFICE, "Bỏ dự thảo sửa đổi", ()),
    ),
)

DIFFICULTY = _table(
    "difficulty",
    "Khó khăn, vướng mắc",
    {
        "open": "Chờ trả lời",
        "answered": "Đã trả lời",
        "promised": "Sẽ sửa kế hoạch",
        "amended": "Đã sửa kế hoạch",
    },
    (
        ("open", "answer", "answered", OFFICE, "Trả lời", ("text",)),
        ("open", "promise", "promised", OFFICE, "Ghi sẽ sửa kế hoạch", ("text",)),
        ("promised", "amend", "amended", OFFICE, "Sửa kế hoạch", ("amendment_in_force",)),
        ("promised", "answer", "answered", OFFICE, "Trả lời lại", ("text",)),
    ),
)

PLAN_DRAFT = _table(
    "plan_draft",
    "Dự thảo kế hoạch",
    {
        "reading": "Đang đọc",
        "failed": "Không đọc được",
        "other": "Không phát động phong trào",
        "review": "Đang duyệt",
        "ready": "Chờ phát động",
        "launched": "Đã phát động",
        "discarded": "Đã bỏ",
    },
    (
        ("reading", "read", "review", CLOCK, "Đọc xong", ()),
        ("reading", "set_aside", "other", CLOCK, "Nhận ra văn bản khác", ()),
        ("reading", "fail", "failed", CLOCK, "Không đọc được", ()),
        ("failed", "retry", "reading", OFFICE, "Đọc lại", ()),
        ("other", "insist", "review", OFFICE, "Vẫn duyệt như kế hoạch phát động", ("reason",)),
        ("review", "ready", "ready", OFFICE, "Duyệt xong", ("every_fact_decided", "plan_whole")),
        ("ready", "reopen", "review", OFFICE, "Mở lại để sửa", ()),
        ("ready", "launch", "launched", OFFICE, "Phát động", ("number", "date", "signer")),
        ("reading failed other review ready", "discard", "discarded", OFFICE, "Bỏ dự thảo", ()),
    ),
)

TABLES = (DOSSIER, CANDIDATE, MOVEMENT, SESSION, DECISION, PROPOSAL, PLAN_DRAFT, AMENDMENT, DIFFICULTY)


def transition(table: Table, state: str, act: str) -> Transition:
    """The row for an act in a state; raises ``Refused`` saying in which states the act is possible."""
    for row in table.rows:
        if row.before == state and row.act == act:
            return row
    possible = [r for r in table.rows if r.act == act]
    if not possible:
        raise KeyError(f"{table.thing} has no act {act}")
    wanted = ", ".join(f"“{table.states[r.before]}”" for r in possible)
    message = (
        f"Chưa thể: {possible[0].label.lower()}. {table.name} đang ở trạng thái “{table.states[state]}”, cần {wanted}."
    )
    raise Refused([Finding("wrong_state", "error", message, {"state": state, "act": act})])


def acts(table: Table, state: str, roles: Collection[str]) -> list[Transition]:
    """What somebody with these roles may do in a state, in the order of the table."""
    return [row for row in table.rows if row.before == state and set(row.roles) & set(roles)]
