"""The kinds of fact a plan may hold: Vietnamese label, group on the review page, and the JSON shape of ``value``.

Shapes name each key with its type: ``text``, ``text?`` (or null), ``date`` (ISO, or ``2021-11`` where the day is
blank), ``int``, ``number``, ``bool``, ``list`` (of text) or the allowed words joined by ``|``. A ``?`` at the end
means null is allowed. Shapes describe what the plan says, never what the law adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """``many`` says that a plan may hold several; ``optional`` keys of ``shape`` end with ``?``."""

    key: str
    label: str
    group: str
    shape: Mapping[str, str]
    many: bool = True


GROUPS: Mapping[str, str] = {
    "header": "Thể thức và căn cứ",
    "movement": "Phong trào",
    "content": "Đối tượng, nội dung, tiêu chí",
    "award": "Khen thưởng",
    "dossier": "Hồ sơ, thời hạn, trình tự",
    "running": "Tổ chức thực hiện",
}
"""Groups in the order of the review page."""

_LEVELS = "xa|phuong|thi_tran|dac_khu|huyen|quan|thi_xa|thanh_pho|tinh|bo|trung_uong?"
_TIERS = "commune|district|province|ministry|central?"
_SUBJECT = "collective|individual|household|either"
_OP = "exact|min|max|increase|<|<=|>|>=|range?"
_DOCUMENT = {
    "doc_type": "text",  # Luật, Nghị định, Kế hoạch, …
    "number": "text?",  # as printed, with leading zero
    "date": "date?",
    "issuer": "text?",
    "issuer_stated": "bool",
    "subject": "text?",
}


def _kind(key: str, label: str, group: str, shape: Mapping[str, str], *, many: bool = True) -> tuple[str, Kind]:
    return key, Kind(key, label, group, shape, many)


KINDS: Mapping[str, Kind] = dict(
    (
        # name: full name with UBND ("UBND phường Phú Lương"); parent: {name, level, tier, stated: named|derived|level_only}
        _kind("issuer", "Cơ quan ban hành", "header", {"name": "text", "surface": "text", "level": _LEVELS, "tier": _TIERS, "parent": "object?"}, many=False),
        # number null where the serial number is blank but the symbol is printed
        _kind("number", "Số, ký hiệu", "header", {"number": "text?", "symbol": "text?"}, many=False),
        _kind("date", "Ngày ban hành", "header", {"date": "date?", "surface": "text"}, many=False),
        _kind("place", "Nơi ban hành", "header", {"place": "text"}, many=False),
        _kind("title", "Trích yếu", "header", {"title": "text"}, many=False),
        _kind("basis", "Căn cứ", "header", {"relation": "can_cu|thuc_hien|theo|xet", **_DOCUMENT}),
        _kind("cited", "Văn bản viện dẫn trong nội dung", "header", dict(_DOCUMENT)),
        _kind("recipient", "Nơi nhận", "header", {"line": "text"}),
        # capacity as printed, "TM. …; KT. …" where both lines stand
        _kind("signer", "Người ký", "header", {"name": "text?", "position": "text?", "capacity": "text?"}, many=False),
        _kind("movement", "Phong trào", "movement", {"name": "text?", "year": "int?", "year_from": "int?", "year_to": "int?", "cycle": "single|annual|annual_and_period"}, many=False),
        # start_rule/end_rule: issue_date, or the words of the event; end_op: until (that day included), before, event
        _kind("period", "Thời gian thi đua", "movement", {"start": "date?", "start_rule": "text?", "end": "date?", "end_rule": "text?", "end_op": "until|before|event?"}, many=False),
        _kind("round", "Đợt xét khen thưởng", "movement", {"round": "annual|period|single|phase", "label": "text", "year_from": "int?", "year_to": "int?"}),
        _kind("event", "Sự kiện làm mốc", "movement", {"name": "text"}),
        _kind("statement", "Mục đích, yêu cầu", "movement", {"about": "purpose|requirement|other", "text": "text"}),
        _kind("audience", "Đối tượng thi đua", "content", {"target": _SUBJECT, "name": "text", "bodies": "list", "condition": "text?"}),
        # group: whom the clause is for (all, public_body, commune_committee, head, staff, citizen_business)
        _kind("content", "Nội dung thi đua", "content", {"ref": "text", "group": "text?", "text": "text"}),
        _kind("criterion", "Tiêu chí thi đua", "content", {"ref": "text", "group": "text?", "text": "text", "short": "text", "op": _OP, "value": "number|text?", "unit": "text?", "exception": "text?", "points": "number?"}),
        _kind("target", "Chỉ tiêu", "content", {"text": "text", "indicator": "text", "measure": "index|rank|count|percent|class?", "op": _OP, "value": "number?", "unit": "text?", "year": "int?"}),
        _kind("award", "Hình thức khen thưởng", "award", {"name": "text?", "authority": "text", "level": _LEVELS, "mode": "award|propose", "target": _SUBJECT + "?"}),
        # scope: the body or group the number belongs to; award: the form it counts
        _kind("quota", "Số lượng khen thưởng", "award", {"target": _SUBJECT, "op": "min|max|exact", "value": "number", "unit": "count|percent", "award": "text?", "scope": "text?", "surface": "text"}),
        _kind("standard", "Tiêu chuẩn khen thưởng", "award", {"ref": "text", "target": "collective|individual|household|any|multi_year", "text": "text", "round": "text?", "across_years": "bool", "op": _OP, "value": "number?", "unit": "text?", "alternative": "text?"}),
        _kind("exclusion", "Trường hợp không xét", "award", {"target": _SUBJECT, "text": "text"}),
        # decree or decision that sets the amounts; source and responsible as printed; amounts: the plan's own, a list of
        # {target, form, amount in đồng, op exact or max}; aside: words that set the amounts of the law aside
        _kind("money", "Mức tiền và kinh phí", "award", {"decree": "text?", "law": "text?", "source": "text?", "responsible": "text?", "amounts": "amounts?", "aside": "text?"}),
        _kind("paper", "Thành phần hồ sơ", "dossier", {"ref": "text", "name": "text", "form_number": "text?", "form_decree": "text?", "target": _SUBJECT + "?", "condition": "text?", "copies": "int?"}),
        _kind("form", "Mẫu văn bản", "dossier", {"number": "text", "decree": "text?"}),
        # round: annual, period_2021_2025, single, phase_1 …; op: before or no_later_than
        _kind("deadline", "Thời hạn", "dossier", {"what": "dossier|appraisal|review|registration|sub_plan|report|voting|initiative|ceremony|task", "round": "text?", "op": "before|no_later_than", "date": "date?", "rule": "text?", "recipient": "text?", "via": "text?", "by": "text?", "surface": "text", "time": "text?"}),
        _kind("route_step", "Bước xét khen thưởng", "dossier", {"track": "filing|upward|initiative", "order": "int", "body": "text", "act": "text", "via": "text?"}),
        _kind("duty", "Trách nhiệm", "running", {"place": "text", "body": "text", "text": "text", "with": "text?", "request": "bool"}),
        # relation higher_plan: the higher plan this one carries out; lower_plan: who must issue a plan, sent to whom
        _kind("cascade", "Kế hoạch cấp trên, cấp dưới", "running", {"relation": "higher_plan|higher_reform_plan|lower_plan", "number": "text?", "date": "date?", "issuer": "text?", "by": "text?", "sent_to": "text?", "via": "text?", "deadline": "text?"}),
        _kind("feedback", "Phản ánh khó khăn, vướng mắc", "running", {"to": "text?", "via": "text?", "text": "text"}),
    )
)  # fmt: skip
"""Every kind by its key."""
