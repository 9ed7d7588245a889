"""Boxes of a fact's form where the reader writes a code: a person chooses in words, the value stays the reader's.

Rounds (``period_2021_2025``), days that come back (``annual 12-10``), events (``event 10 ngày kể từ …``), whom a clause
is for, steps of the way, the hour of a deadline. What an older draft holds beside the lists stays choosable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from thidua.documents import vietnamese as vi
from thidua.drafting import labels
from thidua.drafting.models import Draft
from thidua.plans import after_event
from thidua.ui.forms import IntegerField, NameField, TextField, TimeField

type Value = Mapping[str, Any]
AMOUNTS: Final = "Giấy khen, tập thể: 1.500.000"
WHEN: Final[tuple[tuple[str, str], ...]] = (
    ("", "Đúng ngày này"),
    ("annual", "Hằng năm, vào ngày này"),
    ("next_year", "Ngày này của năm sau năm xét"),
    ("event", "Sau một sự kiện, chưa biết ngày"),
)
DEADLINES: Final = ("deadline", "plan.deadlines")
DAYS: Final = {"plan.deadlines": "rule", "plan.duties": "due"}
"""Elements of a copied plan with a day, and the key of its rule."""
OF_PLAN: Final[tuple[tuple[str, str], ...]] = (
    ("", "Đúng ngày này"),
    *WHEN[1:3],
    ("event", "Sau một sự kiện, đếm mọi ngày"),
    ("event working", "Sau một sự kiện, đếm ngày làm việc (chưa trừ ngày nghỉ lễ, tết)"),
)
NO_DAY: Final = "Kế hoạch không ghi ngày"
LISTED: Final = {  # keys whose shape is text though the reader writes one of a few words
    ("route_step", "act"): labels.STEPS,
    ("content", "group"): labels.GROUPS,
    ("criterion", "group"): labels.GROUPS,
}
MONTH: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class Known:
    """What the other facts of the draft say: last year of the movement, rounds as (code, words), events of a copied
    plan as (id, words)."""

    year: int | None = None
    rounds: tuple[tuple[str, str], ...] = ()
    events: tuple[tuple[str, str], ...] = ()


NOTHING: Final = Known()


def known_of(draft: Draft) -> Known:
    """Year and rounds of the standing facts; one query."""
    kinds = ("movement", "round", "deadline", "standard", "plan.movement", "plan.events")
    found = list(draft.facts.filter(kind__in=kinds).exclude(state="rejected").values_list("kind", "value"))
    named = [value for kind, value in found if kind.endswith("movement")]
    first, last = (_year(named, "year_from"), _year(named, "year_to"))
    codes = dict.fromkeys(str(value["round"]) for kind, value in found if kind != "round" and value.get("round"))
    for kind, value in found:
        if kind == "round" and (code := _code_of(value, first, last)):
            codes[code] = None
    if first and last and last > first:
        codes |= {"annual": None, f"period_{first}_{last}": None}
    codes.pop("single", None)
    whole = f"Cả phong trào, năm {last}" if last and last == first else "Cả phong trào"
    events = tuple((str(value["id"]), str(value.get("label"))) for kind, value in found if kind == "plan.events")
    return Known(last, (("single", whole), *((code, round_words(code)) for code in sorted(codes))), events)


def _year(named: list[Any], key: str) -> int | None:
    found = [value.get(key) or value.get("year") for value in named]
    return next((int(each) for each in found if each), None)


def _code_of(value: Value, first: int | None, last: int | None) -> str:
    match value.get("round"):
        case "period" if first and last:
            return f"period_{first}_{last}"
        case "phase" if found := re.search(r"\d+", str(value.get("label") or "")):
            return f"round_{found[0]}"
        case "annual":
            return "annual"
    return ""


def round_words(code: str) -> str:
    """A round in words: ``period_2021_2025`` is ``Giai đoạn 2021-2025``."""
    head, _, rest = code.partition("_")
    named = {
        "single": "Cả phong trào",
        "annual": "Hằng năm",
        "final": "Tổng kết",
        "interim": "Sơ kết",
        "period": "Cả giai đoạn",
        "phase": "Từng đợt",
        "round": "Đợt",
    }
    words = named.get(head, code)
    if head == "period" and rest:
        return f"Giai đoạn {rest.replace('_', '-')}"
    return f"Đợt {rest}" if head in ("round", "phase") and rest else words


class PartialDateField(forms.CharField):
    """A day, or a month where the day is blank on the paper. The value is ISO text: 2021-11-15 or 2021-11."""

    narrow = True

    def prepare_value(self, value: Any) -> Any:
        """As offices write it."""
        return "/".join(reversed(value.split("-"))) if isinstance(value, str) and "-" in value else value

    def to_python(self, value: Any) -> str:
        """ISO text, empty for an empty box."""
        text = str(value or "").strip()
        if not text:
            return ""
        month = MONTH.fullmatch(text)
        try:
            found = date(int(month[2]), int(month[1]), 1) if month else vi.parse_date(text)
        except ValueError as error:
            raise ValidationError(str(error) if not month else "Tháng phải từ 01 đến 12.", code="invalid") from error
        return f"{found:%Y-%m}" if month else found.isoformat()


class StartField(PartialDateField):
    """The first day of a plan's period; an empty box is the day the plan is issued."""

    def prepare_value(self, value: Any) -> Any:
        """``issue`` is an empty box."""
        return "" if value == "issue" else super().prepare_value(value)

    def clean(self, value: Any) -> Any:
        """``issue`` for an empty box."""
        return super().clean(value) or "issue"


class YearField(IntegerField):
    """A year: no dot between thousands."""

    def prepare_value(self, value: Any) -> Any:
        """Four digits."""
        return str(value) if isinstance(value, int) else value


class HourField(TimeField):
    """The hour of a deadline as the plan writes it, 17:00."""

    def clean(self, value: Any) -> Any:
        """Text of five characters, empty for an empty box."""
        found = super().clean(value)
        return f"{found:%H:%M}" if isinstance(found, time) else ""


_LEVELS: Final = (
    ("dac khu", "dac_khu", "commune"),
    ("phuong", "phuong", "commune"),
    ("xa", "xa", "commune"),
    ("thi tran", "thi_tran", "commune"),
    ("huyen", "huyen", "district"),
    ("quan", "quan", "district"),
    ("thi xa", "thi_xa", "district"),
    ("tinh", "tinh", "province"),
)


def standing(name: str, tier: str = "") -> tuple[str | None, str | None]:
    """Level and tier of a committee by its name; ``tier`` where the name tells none: a city stands on either."""
    folded = re.sub(r"^(?:uy ban nhan dan|ubnd)\s+", "", vi.fold(name))
    known = tier if tier in ("commune", "district", "province") else None
    for words, level, its in sorted(_LEVELS, key=lambda each: -len(each[0])):
        if folded.startswith(f"{words} "):
            return level, its
    if folded.startswith(("thanh pho ", "tp ", "tp. ")):
        return "thanh_pho", known
    return {"commune": "xa", "district": "huyen", "province": "tinh"}.get(known or ""), known


class AmountsField(TextField):
    """Amounts a plan promises, one a line: ``Giấy khen, tập thể: tối đa 1.500.000 đ``."""

    def prepare_value(self, value: Any) -> Any:
        """One line each."""
        return "\n".join(map(_line, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Rows of form, target, op and amount in đồng; None for an empty box."""
        rows = [_amount(line) for line in str(super().clean(value) or "").splitlines() if line.strip()]
        return rows or None


def _line(row: Value) -> str:
    form = f"{row['form']}, " if row.get("form") else ""
    most = "tối đa " if row.get("op") == "max" else ""
    return f"{form}{labels.word('target', row.get('target'))}: {most}{vi.dong(int(row['amount']))}"


def _amount(line: str) -> dict[str, Any]:
    """One line of the box; raises ``ValidationError`` with the line and an example."""
    words, colon, money = line.rpartition(":")
    form, _, whom = words.rpartition(",")
    targets = {
        vi.fold(labels.word("target", code)): code for code in ("collective", "individual", "household", "either")
    }
    target = targets.get(vi.fold(whom).strip())
    given = re.fullmatch(r"\s*(tối đa\s+)?([\d.\s]+?)\s*(?:đ|đồng)?\.?\s*", money, re.IGNORECASE)
    digits = re.sub(r"\D", "", given[2]) if given else ""
    if not colon or target is None or given is None or not 1 <= len(digits) <= 12:
        text = f"Dòng “{line.strip()}” chưa đúng. Ghi đối tượng, dấu hai chấm, số tiền; ví dụ: {AMOUNTS}"
        raise ValidationError(text, code="invalid")
    return {"target": target, "form": form.strip() or None, "amount": int(digits), "op": "max" if given[1] else "exact"}


def field_for(kind: str, key: str, given: Mapping[str, Any], value: Value, known: Known) -> forms.Field | None:
    """The box of this key where it is one of a code, else None; ``given``: label, required, help_text of the box."""
    optional = {**given, "required": False}
    now = value.get(key)
    if (kind == "deadline" and key == "rule") or DAYS.get(kind) == key:
        hint = "Hạn hằng năm chỉ dùng ngày và tháng."
        words = list(WHEN if kind == "deadline" else OF_PLAN)
        if kind == "plan.duties":  # the plan need not name a day for a duty
            words = [("", NO_DAY), ("once", OF_PLAN[0][1]), *OF_PLAN[1:]]
        return forms.ChoiceField(choices=words, widget=forms.RadioSelect, **{**optional, "help_text": hint})
    if key == "round" and kind in ("deadline", "standard"):
        first = ("", "Không gắn với đợt nào" if kind == "deadline" else "Mọi đợt xét")
        return forms.ChoiceField(choices=_with(now, [first, *known.rounds], round_words), **optional)
    if (kind, key) in LISTED:
        blank = [] if given["required"] else [("", "Không ghi")]
        words = [*blank, *((code, _capital(word)) for code, word in LISTED[kind, key].items())]
        return forms.ChoiceField(choices=_with(now, words, str), **given)
    if key == "start_rule":
        words = [("", "Từ ngày ghi ở trên, hoặc không ghi"), ("issue_date", "Từ ngày ban hành kế hoạch")]
        return forms.ChoiceField(choices=_with(now, words, str), **{**optional, "help_text": ""})
    if kind == "plan.period" and key == "start":
        return StartField(**{**optional, "help_text": "Để trống là từ ngày ban hành kế hoạch."})
    if kind == "plan.period" and key in ("end", "assumed_from", "assumed_to"):
        return PartialDateField(**{**optional, "help_text": labels.HINTS["date"]})
    if kind == "money" and key == "amounts":
        hint = f"Chỉ khi kế hoạch ghi số tiền. Mỗi dòng một mức, ví dụ: {AMOUNTS}"
        return AmountsField(**{**optional, "help_text": hint}, widget=forms.Textarea(attrs={"rows": 3}))
    if key in ("year", "year_from", "year_to"):
        return YearField(min_value=1945, max_value=2200, **given)
    return HourField(**optional) if key == "time" else None


def _with(now: Any, words: list[tuple[str, str]], speak: Any) -> list[tuple[str, str]]:
    """The choices, and what the fact holds now where it is none of them."""
    return words if now in (None, "") or str(now) in dict(words) else [*words, (str(now), speak(str(now)))]


def more(kind: str, value: Value, known: Known) -> Iterator[tuple[str, forms.Field]]:
    """Boxes beside those of the shape: the day of a copied element or the event it comes after; words of an event."""
    if kind in DAYS:
        yield "date", PartialDateField(label="Ngày", required=False, help_text=labels.HINTS["date"])
        hint = "Chỉ khi hạn tính sau sự kiện. Sự kiện chưa có trong danh sách thì thêm dữ kiện “Sự kiện làm mốc” trước."
        events = [("", "Không"), *known.events, (after_event.DOSSIER_CLOSED, "Hết hạn nộp hồ sơ")]
        after = after_event.parse(str(value.get(DAYS[kind]) or ""))
        words = _with(after.event if after else None, events, lambda gone: f"{gone} (phần này đã bỏ, chọn lại)")
        yield "event_of", forms.ChoiceField(label="Sự kiện", choices=words, required=False, help_text=hint)
        yield "days_after", IntegerField(label="Số ngày sau sự kiện", required=False, min_value=1, max_value=999)
    if kind == "deadline":
        hint = "Ví dụ: 10 ngày kể từ ngày công bố Chỉ số"
        yield "rule_words", NameField(label="Sự kiện và số ngày", required=False, help_text=hint)


def initial(kind: str, value: Value, known: Known) -> dict[str, Any]:
    """What the boxes of a day show."""
    if kind not in DEADLINES and kind not in DAYS:
        return {}
    key = DAYS.get(kind, "rule")
    rule = str(value.get(key) or "")
    word, _, rest = rule.partition(" ")
    if kind in DAYS and (after := after_event.parse(rule)) is not None:
        when = "event working" if after.working else "event"
        return {key: when, "event_of": after.event, "days_after": after.days}
    if word == "event":
        return {"rule": "event", "rule_words": rest}
    if word in ("annual", "next_year"):
        year = (known.year or 2024) + (word == "next_year")  # 2024 has every day
        return {key: word, "date": f"{year:04}-{rest}"}
    if rule and kind == "deadline":  # words of an older draft
        return {"rule": "event", "rule_words": rule}
    if kind == "plan.duties":
        return {key: "once" if rule else "", "date": rule}
    return {"rule": "", "date": rule if kind == "plan.deadlines" else value.get("date")}


def clean(form: forms.Form, kind: str, given: Mapping[str, Any]) -> None:
    """Add the errors of boxes that belong together."""
    if (kind not in DEADLINES and kind not in DAYS) or form.errors:
        return
    when, day = given.get(DAYS.get(kind, "rule")) or "", given.get("date") or ""
    if when == "event" and kind == "deadline" and not given.get("rule_words"):
        form.add_error("rule_words", "Ghi sự kiện và số ngày, ví dụ: 10 ngày kể từ ngày công bố Chỉ số.")
    elif when.startswith("event") and kind in DAYS:
        if not given.get("event_of"):
            form.add_error("event_of", "Chọn sự kiện mà hạn tính theo.")
        if not given.get("days_after"):
            form.add_error("days_after", "Ghi số ngày sau sự kiện.")
    elif when in ("annual", "next_year") and len(day) != 10:
        form.add_error("date", "Nhập ngày, tháng của hạn; hạn hằng năm chỉ dùng ngày và tháng.")
    elif len(day) != 10 and (when == "once" or (kind == "plan.deadlines" and not when)):
        form.add_error("date", "Nhập ngày của hạn.")


def _rule(when: str, given: Mapping[str, Any]) -> str | None:
    """The rule of a copied element as its boxes say it; ``when`` as chosen, empty for none."""
    if when.startswith("event"):
        return after_event.AfterEvent(given["event_of"], given["days_after"], when == "event working").rule
    day = given.get("date") or None
    return f"{when} {str(day)[5:]}" if when in ("annual", "next_year") else day


def taken(kind: str, made: dict[str, Any], given: Mapping[str, Any], old: Value) -> dict[str, Any]:
    """The value with what the boxes say together: the rule of a deadline, how a period begins and ends."""
    if kind in DAYS:
        when = str(given.get(DAYS[kind]) or "")
        rule = None if kind == "plan.duties" and not when else _rule(when, given)
        boxes = ("date", "event_of", "days_after")
        return {name: each for name, each in made.items() if name not in boxes} | {DAYS[kind]: rule}
    if kind == "deadline":
        when, day = str(given.get("rule") or ""), given.get("date") or None
        rule = f"event {given['rule_words']}" if when == "event" else f"{when} {str(day)[5:]}" if when else None
        return {**made, "rule": rule, "date": None if rule else day}
    if kind == "issuer" and made.get("name") and not made.get("tier"):
        level, tier = standing(str(made["name"]))
        return {**made, "tier": tier, "level": made.get("level") or level}
    if kind in ("period", "plan.period"):
        end, words = made.get("end"), made.get("end_rule")
        if end and made.get("end_op") not in ("until", "before"):
            made["end_op"] = "until"
        elif words and not end:
            made["end_op"] = "event"
        if kind == "period" and made.get("start") and made["start"] != old.get("start"):
            made["start_rule"] = None
    return made


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
