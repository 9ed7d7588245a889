"""A fact in one line of plain words, as the review page shows it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from thidua.documents import vietnamese as vi
from thidua.drafting import labels
from thidua.plans import after_event, calendar, model
from thidua.plans.vocabulary import CHOICES
from thidua.plans.wording import hour_text

type Value = Mapping[str, Any]
EMPTY: Final = "Để trống"
WAITS: Final = "Hạn chưa biết ngày; khi nhập ngày của sự kiện, hạn tự tính"
BULLET: Final = re.compile(r"\.?-(\d+)$")


def say(kind: str, value: Value, events: Mapping[str, str] = MappingProxyType({})) -> str:
    """The value in words; ``Để trống`` where the paper leaves a blank. ``events``: id → words, of a copied plan."""
    if not any(each not in (None, "", [], {}) for each in value.values()):
        return EMPTY
    of_plan = kind.startswith("plan.") and kind not in _SAY
    said = " ".join((_element(value, events) if of_plan else _SAY.get(kind, _plain)(value)).split())
    return said[:1].upper() + said[1:] if said else EMPTY


def place(path: str) -> dict[str, str]:
    """A path as ``{% clause %}`` takes it: ``III.3.-2`` is Mục III.3, gạch 2."""
    found = BULLET.search(path)
    return {"path": path[: found.start()], "note": f"gạch {found[1]}"} if found else {"path": path, "note": ""}


def day(text: object) -> str:
    """ISO text as offices write it: 15/11/2021, or 11/2021 where the day is blank."""
    return "/".join(reversed(str(text).split("-"))) if text else ""


def _plain(value: Value) -> str:
    parts = []
    for key, each in value.items():
        if each in (None, "", [], False) or isinstance(each, Mapping):
            continue
        said = ", ".join(map(str, each)) if isinstance(each, list) else "có" if each is True else labels.word(key, each)
        parts.append(f"{labels.key_label(key)}: {said}")
    return "; ".join(parts)


def _first(*keys: str) -> Callable[[Value], str]:
    def speak(value: Value) -> str:
        return next((str(value[key]) for key in keys if value.get(key)), "")

    return speak


def _of_rule(rule: str, op: object, events: Mapping[str, str]) -> str:
    """When, of an element of a plan: a day, a day of every year, days after an event."""
    if after := after_event.parse(rule):
        named = events.get(after.event)
        name = "hết hạn nộp hồ sơ" if after.event == after_event.DOSSIER_CLOSED else f"“{named or 'sự kiện đã bỏ'}”"
        return f"{after.count_text} kể từ ngày {name}"
    word, _, rest = rule.partition(" ")
    when = day(rest) + (" hằng năm" if word == "annual" else " năm liền kề") if rest else day(word)
    return f"{'trước ngày' if op == 'before' else 'chậm nhất ngày'} {when}"


def _element(value: Value, events: Mapping[str, str]) -> str:
    """An element of a plan: its own words, the figures first."""
    if "end_op" in value:
        start = "ngày ban hành" if value.get("start") == "issue" else day(value.get("start"))
        end = {"until": "đến hết ngày ", "before": "đến trước ngày "}.get(str(value["end_op"]), "")
        return (
            f"Từ {start} {end}{day(value.get('end'))}"
            if end
            else f"Từ {start}, ngày kết thúc theo sự kiện hoặc không ghi"
        )
    if "rule" in value and "act" in value:
        rule, op = str(value["rule"]), value.get("op")
        act = CHOICES["Deadline", "act"].get(str(value["act"]), "")
        last = closing_words({"date": rule, "op": op, "time": value.get("time")})
        if after_event.parse(rule):
            last = WAITS
        to = f", gửi {value['recipient']}" if value.get("recipient") else ""
        who = f" ({value['by']})" if value.get("by") else ""
        return f"{act}{who}: {_of_rule(rule, op, events)}{to}" + (f". {last}" if last else "")
    if "op" in value and "kind" in value:
        return f"{labels.word('op', value['op'])} {value.get('value')} {labels.word('target', value['kind'])}"
    if "doc_type" in value:
        return _document(value)
    if "capacity" in value:
        return f"{value.get('position')} {value.get('name')}"
    if "symbol" in value:
        return f"Số {value.get('number') or '…'}/{value.get('symbol') or '…'}, ngày {day(value.get('date')) or '…'}"
    if "fund" in value:
        return f"Nghị định {value.get('decree') or 'không ghi'}; nguồn: {value.get('fund') or 'không ghi'}"
    if "lower_required" in value:
        return (
            "Đơn vị cấp dưới phải có kế hoạch riêng"
            if value["lower_required"]
            else "Không buộc cấp dưới có kế hoạch riêng"
        )
    if "body" in value and "act" in value:
        return f"{CHOICES['RouteStep', 'act'].get(str(value['act']), '')}: {value['body']}"
    text = next((str(value[key]) for key in ("title", "label", "text", "name") if value.get(key)), "")
    body = f"{value['body']}: " if value.get("body") and value["body"] not in text else ""
    due = str(value.get("due") or "")
    return body + text + (f", {_of_rule(due, value.get('due_op'), events)}" if due else "")


def _number(value: Value) -> str:
    if not value.get("number") and not value.get("symbol"):
        return ""
    number = str(value.get("number") or "…")
    symbol = value.get("symbol")
    shown = f"Số {number}/{symbol}" if symbol and "/" not in number else f"Số {number}"
    return shown if value.get("number") else f"{shown}, số để trống"


def _document(value: Value) -> str:
    words = [str(value.get("doc_type") or "Văn bản")]
    if value.get("number"):
        words.append(f"số {value['number']}" if str(value["number"])[:1].isdigit() else str(value["number"]))
    if value.get("date"):
        words.append(f"ngày {day(value['date'])}")
    if value.get("issuer"):
        words.append(f"của {value['issuer']}")
    return " ".join(words) + (f": {value['subject']}" if value.get("subject") else "")


def _basis(value: Value) -> str:
    return f"{labels.word('relation', value.get('relation'))} {_document(value)}"


def _signer(value: Value) -> str:
    who = f"{value.get('position') or ''} {value.get('name') or ''}".strip()
    return f"{who}, ký {value['capacity']}" if value.get("capacity") else who


def _movement(value: Value) -> str:
    name = f"“{value['name']}”, " if value.get("name") else ""
    first, last = value.get("year_from") or value.get("year"), value.get("year_to")
    years = f"năm {first}" if not last or first == last else f"từ năm {first} đến năm {last}"
    return f"{name}{years}, khen {labels.word('cycle', value.get('cycle') or 'single')}" if first else name


def _period(value: Value) -> str:
    start = day(value.get("start")) or labels.word("start_rule", value.get("start_rule") or "")
    end = day(value.get("end")) or str(value.get("end_rule") or "")
    op = {"until": "đến hết ngày", "before": "đến trước ngày", "event": "đến khi"}.get(str(value.get("end_op")), "đến")
    if value.get("end_op") == "event" and end.startswith(("khi ", "thời điểm ", "đến ")):
        op = "đến"
    return f"Từ {start or 'ngày không ghi'} {op} {end}" if end else f"Từ {start}" if start else ""


def _quota(value: Value) -> str:
    op, number = labels.word("op", value.get("op")), value.get("value")
    unit = "%" if value.get("unit") == "percent" else ""
    whom = labels.word("target", value.get("target"))
    award = f", {value['award']}" if value.get("award") else ""
    scope = f", cho {value['scope']}" if value.get("scope") else ""
    return f"{op} {vi.number(number) if isinstance(number, int | float) else number}{unit} {whom}{award}{scope}"


def _deadline(value: Value) -> str:
    act = labels.word("what", value.get("what"))
    when = f"{_when(value)}"
    to = f", gửi {value['recipient']}" if value.get("recipient") else ""
    via = f" qua {value['via']}" if value.get("via") else ""
    last = closing_words(value)
    return f"{act}: {when}{to}{via}" + (f". {last}" if last else "")


def _when(value: Value) -> str:
    op = "trước" if value.get("op") == "before" else "chậm nhất"
    hour = value.get("time")
    op = f"{op} {hour_text(hour)} ngày" if isinstance(hour, str) and after_event.HOUR.fullmatch(hour) else f"{op} ngày"
    if value.get("date"):
        return f"{op} {day(value['date'])}"
    word, _, rest = str(value.get("rule") or "").partition(" ")
    if word in ("annual", "next_year") and "-" in rest:
        return f"{op} {day(rest)} {'hằng năm' if word == 'annual' else 'năm liền kề'}"
    if word == "event" and rest:
        return f"chậm nhất {rest}"
    return str(value.get("rule") or value.get("surface") or "không ghi ngày")


def closing_words(value: Value) -> str:
    """``Giờ cuối cùng còn kịp: …`` of a deadline with a whole date; what one after an event waits for; else empty."""
    if str(value.get("rule") or "").startswith("event "):
        return WAITS
    moment = closes_at(value)
    return calendar.closing_at(moment).sentence if moment else ""


def closes_at(value: Value) -> dt.datetime | None:
    """First instant that is too late for a deadline fact with a whole date."""
    text = value.get("date")
    if not isinstance(text, str) or len(text) != 10 or value.get("op") not in ("before", "no_later_than"):
        return None
    rule: Any = value["op"]
    none = model.Source("")
    hour = value.get("time")
    time = hour if isinstance(hour, str) and after_event.HOUR.fullmatch(hour) else None
    deadline = model.Deadline("x", "dossier", (), rule, text, "", None, "to_decider", none, time)
    try:
        closing = calendar.closes(deadline, int(text[:4]))
    except ValueError:
        return None
    return closing.closes_at if closing else None


def _award(value: Value) -> str:
    name = str(value.get("name") or "Hình thức không ghi tên")
    return f"{name} của {value.get('authority')}, {labels.word('mode', value.get('mode'))}"


def _text_for(value: Value) -> str:
    whom = value.get("target")
    if whom == "either" and vi.fold(str(value.get("text") or "")).startswith(("ho ", "cac ho ", "ho kinh doanh")):
        whom = "household"  # "hộ bị lập biên bản …"
    return f"{labels.word('target', whom)}: {value.get('text') or ''}" if whom else str(value.get("text") or "")


def _paper(value: Value) -> str:
    form = f", Mẫu số {value['form_number']}" if value.get("form_number") else ""
    decree = f" Nghị định {value['form_decree']}" if value.get("form_decree") else ""
    only = f", {value['condition']}" if value.get("condition") else ""
    return f"{value.get('name') or ''}{form}{decree}{only}"


def _form(value: Value) -> str:
    return f"Mẫu số {value.get('number')}" + (f", Nghị định {value['decree']}" if value.get("decree") else "")


def _audience(value: Value) -> str:
    name = str(value.get("name") or "")
    bodies = ", ".join(each for each in map(str, value.get("bodies") or ()) if vi.fold(each) not in vi.fold(name))
    only = f", {value['condition']}" if value.get("condition") else ""
    return f"{labels.word('target', value.get('target'))}: {name}{f' ({bodies})' if bodies else ''}{only}"


def _money(value: Value) -> str:
    parts = []
    if value.get("decree"):
        parts.append(f"mức tiền theo Nghị định {value['decree']}")
    elif value.get("law"):
        parts.append(f"mức tiền theo {value['law']}")
    if value.get("source"):
        parts.append(f"nguồn: {value['source']}")
    if value.get("responsible"):
        parts.append(f"{value['responsible']} chịu trách nhiệm")
    for row in value.get("amounts") or ():
        form = f"{row['form']}, " if row.get("form") else ""
        most = "tối đa " if row.get("op") == "max" else ""
        parts.append(f"{form}{labels.word('target', row['target'])}: {most}{vi.dong(row['amount'])}")
    if value.get("aside"):
        parts.append(f"“{value['aside']}”")
    return "; ".join(parts)


def _route(value: Value) -> str:
    via = f" qua {value['via']}" if value.get("via") else ""
    return f"bước {value.get('order')}, {labels.word('track', value.get('track'))}: {value.get('body')} {labels.STEPS.get(str(value.get('act')), value.get('act'))}{via}"


def _duty(value: Value) -> str:
    return f"{value.get('body') or 'Không ghi đơn vị'}{' (đề nghị)' if value.get('request') else ''}: {value.get('text') or ''}"


def _cascade(value: Value) -> str:
    number = f" số {value['number']}" if value.get("number") else ""
    dated = f" ngày {day(value['date'])}" if value.get("date") else ""
    whose = f" của {value['issuer']}" if value.get("issuer") else ""
    who = f": {value['by']}" if value.get("by") else ""
    to = f", gửi {value['sent_to']}" if value.get("sent_to") else ""
    return f"{labels.word('relation', value.get('relation'))}{who}{number}{dated}{whose}{to}"


def _round(value: Value) -> str:
    return str(value.get("label") or labels.word("round", value.get("round")))


def _date(value: Value) -> str:
    return f"ngày {day(value['date'])}" if value.get("date") else ""


_SAY: Final[Mapping[str, Callable[[Value], str]]] = {
    "issuer": _first("name", "surface"),
    "number": _number,
    "date": _date,
    "place": _first("place"),
    "title": _first("title"),
    "basis": _basis,
    "cited": _document,
    "recipient": _first("line"),
    "signer": _signer,
    "movement": _movement,
    "period": _period,
    "round": _round,
    "event": _first("name"),
    "statement": _first("text"),
    "audience": _audience,
    "content": _first("text"),
    "criterion": _first("short", "text"),
    "target": _first("text", "indicator"),
    "award": _award,
    "quota": _quota,
    "standard": _text_for,
    "exclusion": _text_for,
    "money": _money,
    "paper": _paper,
    "form": _form,
    "deadline": _deadline,
    "route_step": _route,
    "duty": _duty,
    "cascade": _cascade,
    "feedback": _first("text", "to"),
}
