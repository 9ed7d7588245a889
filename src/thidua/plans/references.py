"""What must agree inside one plan: ids, the names one element uses for another, dates and clause ids."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from . import after_event, model
from .errors import Place, PlanError, nearest
from .expressions import leaves

# Elements of which a plan has one; they are named by their field.
SINGLES: Final = ("issuer", "identity", "movement", "period", "signer", "money", "cascade")
GROUPS: Final = (
    "bases",
    "references",
    "events",
    "statements",
    "audiences",
    "contents",
    "criteria",
    "rounds",
    "awards",
    "quotas",
    "standards",
    "exclusions",
    "papers",
    "deadlines",
    "route",
    "duties",
    "recipients",
    "feedback",
    "questions",
)

type Element = (
    model.Issuer
    | model.Identity
    | model.MovementName
    | model.Period
    | model.Signer
    | model.Money
    | model.Cascade
    | model.DocRef
    | model.Event
    | model.Statement
    | model.Audience
    | model.Content
    | model.Criterion
    | model.Round
    | model.Award
    | model.Quota
    | model.Standard
    | model.Exclusion
    | model.PaperItem
    | model.Deadline
    | model.RouteStep
    | model.Duty
    | model.Recipient
    | model.Feedback
    | model.OpenQuestion
)

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_RULE: Final = re.compile(r"(annual|next_year) (\d\d)-(\d\d)")


def elements(plan: model.Plan) -> Iterator[tuple[str, Element]]:
    """Every element with its id, in the order of the model; single ones are named by their field."""
    for name in SINGLES:
        yield name, getattr(plan, name)
    for group in GROUPS:
        for element in getattr(plan, group):
            yield element.id, element


def element(plan: model.Plan, element_id: str) -> Element:
    """The element of this id. Raises ``KeyError`` when the plan has none."""
    for name, found in elements(plan):
        if name == element_id:
            return found
    raise KeyError(element_id)


def check(plan: model.Plan) -> None:
    """Raise :class:`PlanError` at the first reference, id, date or clause that does not fit."""
    _ids(plan)
    _leaf_ids(plan)
    _links(plan)
    _criteria_of_leaves(plan)
    _exclusions(plan)
    _dates(plan)
    _clauses(plan)


def _ids(plan: model.Plan) -> None:
    seen: dict[str, str] = {name: name for name in SINGLES}
    for group in GROUPS:
        for index, each in enumerate(getattr(plan, group)):
            place: Place = (group, index, "id")
            if not _ID.fullmatch(each.id):
                raise PlanError(f"mã “{each.id}” chỉ được gồm chữ không dấu, số, dấu chấm và gạch; hãy đổi mã", place)
            if each.id in seen:
                raise PlanError(f"mã “{each.id}” đã dùng ở {seen[each.id]}; hãy đặt mã khác", place)
            seen[each.id] = f"{group}[{index}]"


def _leaf_ids(plan: model.Plan) -> None:
    seen: set[str] = set()
    for place, expr in _expressions(plan):
        for leaf in leaves(expr):
            if leaf.id in seen:
                raise PlanError(f"mã câu hỏi “{leaf.id}” dùng hai lần; hãy đặt mã khác", place)
            seen.add(leaf.id)


def _expressions(plan: model.Plan) -> Iterator[tuple[Place, model.Expr]]:
    for index, standard in enumerate(plan.standards):
        yield ("standards", index, "expr"), standard.expr
    for index, exclusion in enumerate(plan.exclusions):
        if exclusion.expr is not None:
            yield ("exclusions", index, "expr"), exclusion.expr


def _known(word: str | None, known: Iterable[str], what: str, place: Place) -> None:
    words = list(known)
    if word is not None and word not in words:
        raise PlanError(f"không có {what} mang mã “{word}”; {nearest(word, words)}", place)


def _links(plan: model.Plan) -> None:
    audiences = [each.id for each in plan.audiences]
    rounds = [each.id for each in plan.rounds]
    events = [each.id for each in plan.events]
    awards = [each.id for each in plan.awards]
    for group in ("contents", "criteria", "standards", "exclusions"):
        for index, each in enumerate(getattr(plan, group)):
            for word in each.audiences:
                _known(word, audiences, "đối tượng", (group, index, "audiences"))
    for group in ("awards", "quotas", "standards", "exclusions", "papers", "deadlines"):
        for index, each in enumerate(getattr(plan, group)):
            for word in each.rounds:
                _known(word, rounds, "đợt xét", (group, index, "rounds"))
    for index, quota in enumerate(plan.quotas):
        _known(quota.award, awards, "hình thức khen thưởng", ("quotas", index, "award"))
    for index, round_ in enumerate(plan.rounds):
        _known(round_.opens_after, events, "sự kiện", ("rounds", index, "opens_after"))
    _known(plan.period.event, events, "sự kiện", ("period", "event"))
    for index, deadline in enumerate(plan.deadlines):
        after = after_event.parse(deadline.rule)
        if after is not None and (after.event != after_event.DOSSIER_CLOSED or deadline.act == "dossier"):
            _known(after.event, events, "sự kiện", ("deadlines", index, "rule"))
    for index, duty in enumerate(plan.duties):
        after = after_event.parse(duty.due or "")
        if after is not None and after.event != after_event.DOSSIER_CLOSED:
            _known(after.event, events, "sự kiện", ("duties", index, "due"))
    documents = [each.id for each in (*plan.bases, *plan.references)]
    _known(plan.cascade.higher, documents, "văn bản", ("cascade", "higher"))


def _criteria_of_leaves(plan: model.Plan) -> None:
    criteria = [each.id for each in plan.criteria]
    for place, expr in _expressions(plan):
        for leaf in leaves(expr):
            if leaf.leaf == "target_met":
                _known(str(leaf.params["criterion"]), criteria, "tiêu chí", place)


def _exclusions(plan: model.Plan) -> None:
    for index, each in enumerate(plan.exclusions):
        if each.on == "dossier" and each.rule is None:
            raise PlanError("điều loại trừ hồ sơ phải có rule: late hoặc missing", ("exclusions", index, "rule"))
        if each.on == "candidate" and each.expr is None:
            raise PlanError(
                "điều loại trừ người, tập thể phải có expr; hãy viết điều kiện", ("exclusions", index, "expr")
            )


def _dates(plan: model.Plan) -> None:
    _iso(plan.identity.date, ("identity", "date"), partial=True)
    _iso(plan.identity.date_not_before, ("identity", "date_not_before"), partial=True)
    for group in ("bases", "references"):
        for index, document in enumerate(getattr(plan, group)):
            _iso(document.date, (group, index, "date"), partial=True)
    period = plan.period
    if period.start != "issue":
        _iso(period.start, ("period", "start"))
    _iso(period.end, ("period", "end"))
    _iso(period.assumed_from, ("period", "assumed_from"))
    _iso(period.assumed_to, ("period", "assumed_to"))
    if period.end_op in ("until", "before") and period.end is None:
        raise PlanError(f"end_op là “{period.end_op}” thì phải có ngày kết thúc; hãy thêm end", ("period", "end"))
    if period.end_op == "event" and period.event is None:
        raise PlanError("end_op là “event” thì phải nêu mã sự kiện; hãy thêm event", ("period", "event"))
    for index, deadline in enumerate(plan.deadlines):
        _rule(deadline.rule, ("deadlines", index, "rule"))
        if deadline.time is not None:
            _time(deadline.time, ("deadlines", index, "time"))
    for index, duty in enumerate(plan.duties):
        if duty.due is not None:
            _rule(duty.due, ("duties", index, "due"))


def _iso(text: str | None, place: Place, *, partial: bool = False) -> None:
    if text is None:
        return
    try:
        whole = f"{text}-01" if partial and re.fullmatch(r"\d{4}-\d\d", text) else text
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", whole):
            raise ValueError
        dt.date.fromisoformat(whole)
    except ValueError:
        cure = " (ngày để trống thì viết năm-tháng)" if partial else ""
        raise PlanError(f"“{text}” không phải ngày có thật viết năm-tháng-ngày{cure}; hãy sửa lại", place) from None


def _rule(text: str, place: Place) -> None:
    match = _RULE.fullmatch(text)
    if after_event.parse(text) is not None:
        return None
    if match is None:
        if text[:1].isdigit():
            return _iso(text, place)
        raise PlanError(
            f"“{text}” không phải hạn; hãy viết 2025-12-10, annual 12-10, next_year 01-30 hoặc event mã-sự-kiện +10",
            place,
        )
    _iso(f"2024-{match[2]}-{match[3]}", place)  # a leap year: 29/02 is a day some years have
    return None


def _time(text: str, place: Place) -> None:
    if not after_event.HOUR.fullmatch(text):
        raise PlanError(f"“{text}” không phải giờ; hãy viết 17:00", place)


def _clauses(plan: model.Plan) -> None:
    for name, each in elements(plan):
        for source in (each.source, getattr(each, "fund_source", None)):
            for clause in source.clauses if source is not None else ():
                if not clause.startswith(f"{plan.prefix}-"):
                    raise PlanError(
                        f"mã khoản “{clause}” của “{name}” không bắt đầu bằng “{plan.prefix}-”; hãy sửa mã", (name,)
                    )
