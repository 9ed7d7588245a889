"""Time of the movement, purposes, participants, contents, criteria and events."""

from __future__ import annotations

import re

from thidua.plans import model as m
from thidua.reader.build.material import Material, no_such_day, sentence, source, text_of
from thidua.reader.grammar import bodies
from thidua.reader.grammar.folded import any_of, fold, pattern
from thidua.reader.grammar.lexicon import load
from thidua.reader.model import Fact


def years(material: Material) -> tuple[int, int] | None:
    """First and last year: as the movement says, else of the period, else of the day of issue."""
    fact = material.one("movement")
    if fact is not None:
        first, last = fact.value.get("year_from"), fact.value.get("year_to")
        if isinstance(first, int) and isinstance(last, int):
            return first, last
    told = material.one("period")
    ends = [str(told.value[key])[:4] for key in ("start", "end") if told.value.get(key)] if told else []
    if ends and all(end.isdecimal() for end in ends):
        return int(ends[0]), int(ends[-1])
    day = material.one("date")
    year = str(day.value.get("date") or "")[:4] if day else ""
    return (int(year), int(year)) if year.isdecimal() else None


def events(material: Material) -> tuple[m.Event, ...]:
    """Events facts name, and the one that ends the movement."""
    out: list[m.Event] = []
    seen: set[str] = set()
    told = material.one("period")
    named = [(fact, str(fact.value["name"])) for fact in material.all("event")]
    if told is not None and told.value.get("end_op") == "event":
        named.insert(0, (told, str(told.value.get("end_rule") or "kết thúc phong trào")))
    for fact, name in named:
        key = _event_key(name)
        if key not in seen:
            seen.add(key)
            out.append(m.Event(material.id(key), sentence(name, 140), source(fact)))
    return tuple(out)


def _event_key(name: str) -> str:
    folded = fold(name)
    return (
        "index_published".replace("_", "-") if "cong bo" in folded and "chi so" in folded else "su-kien " + folded[:24]
    )


def period(material: Material, span: tuple[int, int], known: tuple[m.Event, ...]) -> m.Period:
    """The time; where the text gives none the years of the movement are assumed and asked."""
    fact = material.one("period")
    if fact is None:
        first, last = f"{span[0]}-01-01", f"{span[1]}-12-31"
        material.ask(
            "thoi-gian",
            "Kế hoạch không ghi thời gian bắt đầu và kết thúc phong trào; tính từ ngày nào đến ngày nào?",
            "missing",
            f"Tạm tính từ 01/01/{span[0]} đến hết 31/12/{span[1]}.",
            m.Source("title", "chỉ nêu năm"),
        )
        return m.Period(first, "none", None, None, first, last, m.Source("title", "chỉ nêu năm"))
    start = text_of(fact, "start") or "issue"
    start = "issue" if fact.value.get("start_rule") == "issue_date" else start
    op, end = fact.value.get("end_op"), text_of(fact, "end")
    if op == "event" and known:
        return m.Period(start, "event", None, known[0].id, None, None, source(fact))
    if end is not None and op in ("until", "before"):
        return m.Period(start, "before" if op == "before" else "until", end, None, None, None, source(fact))
    strange = no_such_day(fact)
    material.ask(
        "ngay-ket-thuc",
        f"Kế hoạch ghi “{sentence(fact.quote, 80)}”, ngày không có trong lịch; phong trào kết thúc ngày nào?"
        if strange
        else "Kế hoạch không ghi ngày kết thúc phong trào; kết thúc khi nào?",
        "date" if strange else "missing",
        f"Tạm tính đến hết 31/12/{span[1]}.",
        source(fact),
    )
    first = start if start != "issue" else f"{span[0]}-01-01"
    return m.Period(start, "none", None, None, first, f"{span[1]}-12-31", source(fact))


def statements(material: Material) -> tuple[m.Statement, ...]:
    """Purposes and requirements, shown beside the contents."""
    out = []
    for fact in material.all("statement"):
        asks = fact.value.get("about") == "requirement"
        label = sentence(str(fact.value["text"]))
        does = "Hiện trên trang phong trào."
        out.append(
            m.Statement(
                material.id("yeu-cau" if asks else "muc-dich"),
                "requirement" if asks else "purpose",
                label,
                does,
                source(fact),
            )
        )
    return tuple(out)


_STAFF = ("can_bo", "cong_chuc", "vien_chuc", "nguoi_lao_dong")


def _names(words: list[str], condition: str) -> bool:
    return pattern(any_of(words)).search(condition) is not None


def audiences(material: Material) -> tuple[m.Audience, ...]:
    """Who may take part, with kinds of unit and groups of staff."""
    out = []
    for fact in material.all("audience"):
        kind: m.Kind = (
            "individual"
            if fact.value.get("target") == "individual"
            else "household"
            if fact.value.get("target") == "household"
            else "collective"
        )
        name = str(fact.value["name"])
        inside = fact.value.get("bodies")
        where = " ".join(str(each) for each in inside) if isinstance(inside, list | tuple) and inside else ""
        condition = fold(text_of(fact, "condition") or "")
        units = bodies.unit_kinds(where) or bodies.unit_kinds(name)
        stem = {"individual": "ca-nhan", "household": "ho", "collective": "tap-the"}[kind]
        out.append(
            m.Audience(
                id=material.id(stem),
                kind=kind,
                label=sentence(name),
                unit_kinds=units,
                staff_groups=bodies.staff_groups(name) if kind == "individual" else (),
                heads=None,
                needs=tuple(need for need, words in load("audience")["needs"].items() if _names(words, condition)),
                source=source(fact),
            )
        )
    if not out:
        material.ask(
            "doi-tuong",
            "Không đọc được đối tượng thi đua; những ai được tham gia và đề nghị khen?",
            "missing",
            "Mọi đơn vị và người của cơ quan ban hành đều được đề nghị.",
            m.Source("body", "không có mục đối tượng"),
        )
    return tuple(out)


def contents(material: Material) -> tuple[m.Content, ...]:
    """What one competes in."""
    return tuple(
        m.Content(material.id("noi-dung"), sentence(str(fact.value["text"])), (), source(fact))
        for fact in material.all("content")
    )


def grade(words: str) -> str | None:
    """Key of an ordered class by its name."""
    folded = fold(words)
    return next((key for name, key in load("leaves")["grades"].items() if fold(name) in folded), None)


def criteria(material: Material) -> tuple[m.Criterion, ...]:
    """Criteria and aims with the figure each is measured by."""
    out = []
    for fact in (*material.all("criterion"), *material.all("target")):
        out.append(_criterion(material, fact))
    return tuple(out)


def _criterion(material: Material, fact: Fact) -> m.Criterion:
    aim = fact.kind == "target"
    op, value, unit = fact.value.get("op"), fact.value.get("value"), text_of(fact, "unit")
    text = str(fact.value.get("text") or "")
    measure, chosen_op, chosen = _measure(op, value, unit)
    return m.Criterion(
        id=material.id("chi-tieu" if aim else "tieu-chi"),
        label=sentence(text),
        audiences=(),
        measure=measure,
        op=chosen_op,
        value=chosen,
        unit=unit if measure not in ("judgement",) else None,
        base="Kết quả năm xét so với năm trước" if measure == "change" else "",
        exception=text_of(fact, "exception") or "",
        source=source(fact),
        of="issuer" if aim and re.search(r"chi so|xep hang|top", fold(text)) else "participant",
    )


def _measure(op: object, value: object, unit: str | None) -> tuple[str, str | None, str | None]:
    if op == "increase":
        return "change", ">", "0"
    if value is None or op is None or value in ([], ()):
        return "judgement", None, None
    if unit == "class":
        key = grade(str(value))
        return ("class", ">=" if op == ">=" else "=", key) if key else ("judgement", None, None)
    if isinstance(value, list | tuple):
        return ("share" if unit == "%" else "value"), ">=", _decimal(value[0])
    signs = {"min": ">=", "max": "<=", "exact": "="}
    measure = "rank" if unit == "rank" else "share" if unit == "%" else "value"
    return measure, signs.get(str(op), str(op)), _decimal(value)


def _decimal(value: object) -> str:
    return str(value)
