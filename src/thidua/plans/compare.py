"""What changed between two plans: element by element, in words.

Elements are the same when they carry the same id in the same group. Where a statement stands on the paper (its
source), open questions and the identity of the paper are left out: they say nothing about what is asked of anybody.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from . import model
from .calendar import day_text
from .effects import KINDS, target_text
from .model import Plan, Source
from .references import GROUPS, Element
from .vocabulary import CHOICES, ROLES, STAFF_GROUPS, UNIT_KINDS
from .wording import deadline_text, expression_text

COMPARED_SINGLES: Final = ("movement", "period", "money", "cascade")
COMPARED_GROUPS: Final = tuple(name for name in GROUPS if name != "questions")

GROUP_WORDS: Final[Mapping[str, str]] = {
    "MovementName": "Tên phong trào",
    "Period": "Thời gian phong trào",
    "Money": "Tiền thưởng, nguồn chi",
    "Cascade": "Liên kết cấp trên, cấp dưới",
    "DocRef": "Văn bản",
    "Event": "Sự kiện",
    "Statement": "Mục đích, yêu cầu",
    "Audience": "Đối tượng thi đua",
    "Content": "Nội dung thi đua",
    "Criterion": "Tiêu chí, chỉ tiêu",
    "Round": "Đợt xét khen thưởng",
    "Award": "Hình thức khen thưởng",
    "Quota": "Số lượng khen thưởng",
    "Standard": "Tiêu chuẩn",
    "Exclusion": "Trường hợp không xét",
    "PaperItem": "Thành phần hồ sơ",
    "Deadline": "Thời hạn",
    "RouteStep": "Bước xét",
    "Duty": "Nhiệm vụ",
    "Recipient": "Nơi nhận",
    "Feedback": "Nơi tiếp nhận ý kiến",
}

FIELD_WORDS: Final[Mapping[str, str]] = {
    "label": "nội dung",
    "name": "tên",
    "title": "tên gọi",
    "short": "tên gọi ngắn",
    "themes": "chủ đề",
    "thematic": "phong trào chuyên đề",
    "year_from": "năm đầu",
    "year_to": "năm cuối",
    "cycle": "chu kỳ",
    "start": "ngày bắt đầu",
    "assumed_from": "ngày đầu tạm tính",
    "assumed_to": "ngày cuối tạm tính",
    "decree": "nghị định về mức tiền",
    "law_and_guidance": "theo luật và văn bản hướng dẫn",
    "fund": "nguồn chi",
    "responsible": "nơi chi",
    "higher": "kế hoạch cấp trên",
    "lower_required": "đơn vị phải lập kế hoạch riêng",
    "lower_kinds": "đơn vị phải lập kế hoạch",
    "lower_to": "nơi nhận kế hoạch của đơn vị",
    "lower_via": "cách gửi kế hoạch của đơn vị",
    "relation": "quan hệ",
    "doc_type": "loại văn bản",
    "number": "số",
    "date": "ngày",
    "issuer": "cơ quan ban hành",
    "subject": "trích yếu",
    "kind": "đối tượng",
    "does": "việc chương trình làm",
    "unit_kinds": "loại đơn vị",
    "staff_groups": "nhóm người",
    "heads": "người đứng đầu",
    "needs": "điều kiện tham gia",
    "audiences": "áp dụng cho",
    "measure": "cách đo",
    "base": "tính trên",
    "exception": "không tính",
    "of": "số liệu của ai",
    "opens_after": "mở sau sự kiện",
    "form": "hình thức",
    "authority": "người có thẩm quyền",
    "authority_tier": "cấp có thẩm quyền",
    "mode": "cách xử lý",
    "kinds": "đối tượng",
    "rounds": "đợt xét",
    "award": "hình thức khen thưởng",
    "scope": "phạm vi",
    "expr": "điều kiện",
    "on": "áp dụng với",
    "rule": "trường hợp",
    "type": "loại",
    "per": "tính theo",
    "modes": "chỉ khi",
    "form_number": "mẫu số",
    "form_decree": "nghị định ban hành mẫu",
    "rules": "yêu cầu",
    "meeting": "cuộc họp",
    "made_by": "bên lập",
    "act": "việc",
    "recipient": "nơi nhận",
    "via": "cách gửi",
    "late": "hồ sơ muộn",
    "by": "ai làm",
    "role": "vai trò",
    "body": "đơn vị",
    "delivery": "cách gửi",
}

_FIXED: Final[Mapping[tuple[str, str], str]] = {
    ("cycle", "single"): "một đợt",
    ("cycle", "annual"): "hằng năm",
    ("cycle", "final"): "tổng kết",
    ("cycle", "annual_and_period"): "hằng năm và cả giai đoạn",
    ("start", "issue"): "ngày ban hành",
    ("of", "participant"): "từng đơn vị, cá nhân",
    ("of", "issuer"): "cả cơ quan ban hành",
    ("mode", "award"): "khen thưởng theo thẩm quyền",
    ("mode", "propose"): "trình cấp trên",
    ("mode", "order"): "giao",
    ("mode", "request"): "đề nghị",
    ("on", "candidate"): "tập thể, cá nhân được đề nghị",
    ("on", "dossier"): "hồ sơ",
    ("per", "dossier"): "mỗi hồ sơ",
    ("per", "candidate"): "mỗi tập thể, cá nhân",
    ("made_by", "unit"): "đơn vị",
    ("made_by", "office"): "cơ quan thường trực",
    ("late", "barred"): "không nhận",
    ("late", "to_decider"): "vẫn nhận, có đánh dấu",
    ("type", "submission"): "tờ trình, danh sách",
    ("type", "report"): "báo cáo thành tích",
    ("type", "minutes"): "biên bản",
    ("type", "extract"): "trích ngang",
    ("delivery", "send"): "gửi",
    ("delivery", "archive"): "lưu",
    ("delivery", "publish"): "đăng công khai",
    ("kind", "purpose"): "mục đích",
    ("kind", "requirement"): "yêu cầu",
}
_NAMED: Final[Mapping[str, Mapping[str, str]]] = {
    "unit_kinds": UNIT_KINDS,
    "lower_kinds": UNIT_KINDS,
    "staff_groups": STAFF_GROUPS,
    "role": ROLES,
    "kind": KINDS,
    "kinds": KINDS,
}
_REFERS: Final[Mapping[str, str]] = {
    "audiences": "audiences",
    "rounds": "rounds",
    "award": "awards",
    "opens_after": "events",
    "event": "events",
    "higher": "bases",
}
NOTHING: Final = "không ghi"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing said otherwise: what, and both texts. ``label`` is lower case."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One element added, removed or changed. ``kind`` is its class; ``fields`` is empty unless it changed."""

    what: Literal["added", "removed", "changed"]
    id: str
    kind: str
    label: str
    source: Source | None
    fields: tuple[FieldChange, ...] = ()
    says: str = ""  # of what was added or removed: the figure or day its label leaves out

    @property
    def group(self) -> str:
        """What kind of element it is, in words."""
        return GROUP_WORDS[self.kind]

    @property
    def sentence(self) -> str:
        """What changed, as people are told: “Thời hạn “Nộp hồ sơ”: hạn từ … thành ….”."""
        name = self.group if self.label == self.group else f"{self.group} “{self.label}”"
        if self.what != "changed":
            return f"{name}: {'bổ sung' if self.what == 'added' else 'bãi bỏ'}{f' ({self.says})' if self.says else ''}."
        parts = [f"{each.label} từ “{each.before}” thành “{each.after}”" for each in self.fields]
        return f"{name}: {'; '.join(parts)}."


def diff(former: Plan, later: Plan) -> list[Change]:
    """Every element that was added, removed or changed, in the order of the model."""
    found: list[Change] = []
    for name in COMPARED_SINGLES:
        found += _changed(name, getattr(former, name), getattr(later, name), former, later)
    for group in COMPARED_GROUPS:
        old = {each.id: each for each in getattr(former, group)}
        new = {each.id: each for each in getattr(later, group)}
        for each in getattr(later, group):
            if each.id not in old:
                found.append(_whole("added", each, later))
            else:
                found += _changed(each.id, old[each.id], each, former, later)
        for each in getattr(former, group):
            if each.id not in new:
                found.append(_whole("removed", each, former))
    return found


def _whole(what: Literal["added", "removed"], each: Any, plan: Plan) -> Change:
    """A whole element that came or went, with its figure or day."""
    joined = _JOINED.get(type(each))
    says = joined[2](each, plan).replace(NOTHING, "") if joined is not None else ""
    return Change(what, each.id, type(each).__name__, title(each, plan), each.source, says=says)


def _changed(name: str, old: Element, new: Element, former: Plan, later: Plan) -> Iterator[Change]:
    before, after = texts(old, former), texts(new, later)
    fields = tuple(
        FieldChange(label, before.get(label, NOTHING), after.get(label, NOTHING))
        for label in {**before, **after}
        if before.get(label, NOTHING) != after.get(label, NOTHING)
    )
    if fields:
        yield Change("changed", name, type(new).__name__, title(old, former), new.source, fields)


def title(each: Element, plan: Plan) -> str:
    """What the element is called where it is spoken of."""
    match each:
        case model.Deadline():
            return CHOICES["Deadline", "act"][each.act]
        case model.Quota():
            return KINDS[each.kind]
        case model.PaperItem() | model.DocRef():
            return each.name if isinstance(each, model.PaperItem) else f"{each.doc_type} {each.number or ''}".strip()
        case model.RouteStep():
            return CHOICES["RouteStep", "act"][each.act]
    return str(getattr(each, "label", "")) or GROUP_WORDS[type(each).__name__]


def texts(each: Element, plan: Plan) -> dict[str, str]:
    """Word of a field → what it says, for everything an element states. Numbers that belong together are one text."""
    found: dict[str, str] = {}
    joined = _JOINED.get(type(each))
    taken: tuple[str, ...] = ()
    if joined is not None:
        label, taken, say = joined
        found[label] = say(each, plan)
    for field in dataclasses.fields(each):
        if field.name in ("id", "source", "fund_source", *taken):
            continue
        text = _text(field.name, getattr(each, field.name), each, plan)
        found[FIELD_WORDS[field.name]] = text
    return found


def _text(name: str, value: Any, each: Element, plan: Plan) -> str:
    if value is None or value in ("", ()):
        return NOTHING
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        return "; ".join(_text(name, part, each, plan) for part in value)
    if isinstance(value, model.Leaf | model.All | model.Any | model.Not):
        return expression_text(value, plan)
    if name in _REFERS:
        known = {part.id: part for part in getattr(plan, _REFERS[name])}
        return title(known[value], plan) if value in known else str(value)
    words = (
        _FIXED.get((name, str(value)))
        or CHOICES.get((type(each).__name__, name), {}).get(str(value))
        or _NAMED.get(name, {}).get(str(value))
    )
    return words or _plain(str(value))


def _plain(text: str) -> str:
    try:
        return day_text(dt.date.fromisoformat(text))
    except ValueError:
        return text


# ---------------------------------------------------------------- numbers that belong together


def _deadline(each: Any, plan: Plan) -> str:
    return deadline_text(each, plan)


def _due(each: Any, plan: Plan) -> str:
    return deadline_text(each.deadline, plan) if each.deadline else NOTHING


def quota_text(each: model.Quota) -> str:
    """“tối đa 04”, “04”."""
    return f"{'tối đa ' if each.op == 'max' else ''}{each.value:02}"


def _quota(each: Any, plan: Plan) -> str:
    return quota_text(each)


def _asked(each: Any, plan: Plan) -> str:
    return target_text(each) if each.op and each.value else "kế hoạch không đặt ngưỡng"


def _end(each: Any, plan: Plan) -> str:
    if each.end_op == "event":
        return f"khi có sự kiện “{_text('event', each.event, each, plan)}”"
    if each.end_op == "none" or each.end is None:
        return NOTHING
    return f"{'đến hết ngày' if each.end_op == 'until' else 'trước ngày'} {_plain(each.end)}"


type _Say = Callable[[Any, Plan], str]
_JOINED: Final[Mapping[type, tuple[str, tuple[str, ...], _Say]]] = {
    model.Deadline: ("hạn", ("op", "rule", "time"), _deadline),
    model.Duty: ("hạn", ("due", "due_op"), _due),
    model.Quota: ("số lượng", ("op", "value"), _quota),
    model.Criterion: ("mức phải đạt", ("op", "value", "unit"), _asked),
    model.Period: ("kết thúc", ("end_op", "end", "event"), _end),
}
