"""What is wrong with a fact before it is written: everything at once, each a sentence at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.documents import vietnamese
from thidua.org.acting import but, error
from thidua.org.models import LEVELS, Person, Unit
from thidua.org.units import source_findings
from thidua.plans.vocabulary import AWARD_FORMS, RATING_SCALES
from thidua.records.kinds import Fact, Kind, grade_name
from thidua.records.models import TIERS
from thidua.rules.findings import Finding

FIRST_YEAR = 2000
FIRST_DAY = date(1945, 9, 2)
LARGEST = Decimal(100_000)  # the column holds eight digits, three after the comma
Values = Mapping[str, Any]


def findings(
    kind: Kind, unit: Unit, person: Person | None, values: Values, source: str, today: date, same: Fact | None = None
) -> list[Finding]:
    """Reasons against a fact of a person or (``person`` None) of a unit; ``same``: the row that is corrected."""
    found = [*_whose(kind, unit, person), *source_findings(source)]
    if "year" in kind.fields and not FIRST_YEAR <= values["year"] <= today.year:
        found.append(error("year_odd", f"Năm phải từ {FIRST_YEAR} đến {today.year}.", "year"))
    for name, word in _DAYS.items():
        day = values.get(name)
        if day and not FIRST_DAY <= day <= today:
            message = f"{word} phải từ ngày {vietnamese.date_short(FIRST_DAY)} đến hôm nay."
            found.append(error("date_odd", message, name))
    for name, (word, longest) in _TEXTS.items():
        text = values.get(name)
        if text is not None and not (text.strip() and len(text) <= longest):
            found.append(error("text_missing", f"Nhập {word}, tối đa {longest} ký tự.", name))
    found += _OWN.get(kind.slug, _nothing)(values)
    return found or _known(kind, unit, person, values, same)


_DAYS = {
    "decided_on": "Ngày quyết định",
    "received_on": "Ngày tiếp nhận",
    "registered_on": "Ngày đăng ký",
    "recognised_on": "Ngày công nhận",
}
_TEXTS = {
    "title": ("tên sáng kiến, mô hình", 250),
    "authority": ("người hoặc cơ quan tặng", 120),
    "decision_number": ("số quyết định", 40),
    "merit": ("nội dung thành tích", 250),
    "summary": ("nội dung phản ánh", 5000),
    "recognised_by": ("cơ quan công nhận", 200),
}


def _whose(kind: Kind, unit: Unit, person: Person | None) -> list[Finding]:
    if person is None and not kind.of_unit:
        return [error("of_person_only", f"{kind.name} chỉ ghi cho cá nhân.")]
    if person is not None and not kind.of_person:
        return [error("of_unit_only", f"{kind.name} chỉ ghi cho cơ quan, đơn vị.")]
    if person is not None and person.body_id != unit.body_id:
        return [error("foreign_unit", "Đơn vị phải thuộc cùng cơ quan với người được ghi.", "unit")]
    return []


def _nothing(values: Values) -> list[Finding]:
    return []


def _rating(values: Values) -> list[Finding]:
    if values["grade"] in RATING_SCALES.get(values["scale"], {}).values():
        return []
    return [error("grade_unknown", "Chọn một mức trong thang xếp loại.", "grade")]


def _discipline(values: Values) -> list[Finding]:
    form = values["form"].strip()
    return (
        [] if form and len(form) <= 60 else [error("form_missing", "Nhập hình thức kỷ luật, tối đa 60 ký tự.", "form")]
    )


def _commendation(values: Values) -> list[Finding]:
    found = []
    if values["form"] not in AWARD_FORMS:
        found.append(error("form_unknown", "Chọn hình thức khen thưởng trong danh sách.", "form"))
    if values["authority_tier"] not in dict(TIERS):
        found.append(error("tier_unknown", "Chọn cấp khen thưởng trong danh sách.", "authority_tier"))
    return found


def _initiative(values: Values) -> list[Finding]:
    recognised, registered = values.get("recognised_on"), values["registered_on"]
    found = []
    if recognised and registered and recognised < registered:
        message = f"Ngày công nhận ở trước ngày đăng ký {vietnamese.date_short(registered)}; xem lại hai ngày."
        found.append(error("recognised_before", message, "recognised_on"))
    if "level" in values and values["level"] not in dict(LEVELS):
        found.append(error("level_unknown", "Chọn cấp công nhận trong danh sách.", "level"))
    return found


def _complaint(values: Values) -> list[Finding]:
    if "status" not in values:
        return []
    found = []
    if values["status"] not in ("upheld", "rejected"):
        found.append(error("status_unknown", "Chọn kết luận: đúng hoặc không đúng.", "status"))
    if len(values["conclusion"].strip()) < 10:
        found.append(error("conclusion_short", "Ghi nội dung kết luận, ít nhất 10 ký tự.", "conclusion"))
    return found


def _result(values: Values) -> list[Finding]:
    points, maximum, rank = values["points"], values["maximum"], values["rank"]
    found = []
    if not 0 < maximum < LARGEST:
        found.append(error("maximum_odd", "Điểm tối đa phải lớn hơn 0 và dưới 100.000.", "maximum"))
    if not 0 <= points <= maximum:
        message = f"Điểm phải từ 0 đến điểm tối đa {vietnamese.number(maximum)}."
        found.append(error("points_over", message, "points"))
    if rank is not None and not 1 <= rank <= 9999:
        found.append(error("rank_odd", "Thứ hạng là số nguyên từ 1 trở lên.", "rank"))
    return found + _component(values)


def _component(values: Values) -> list[Finding]:
    if len(values["component"]) <= 80:
        return []
    return [error("component_long", "Tên chỉ số thành phần tối đa 80 ký tự.", "component")]


def _tasks(values: Values) -> list[Finding]:
    assigned, done, on_time = values["assigned"], values["done"], values["on_time"]
    found = []
    if not 0 < assigned < 100_000:
        found.append(error("assigned_odd", "Số nhiệm vụ được giao phải từ 1 trở lên.", "assigned"))
    if not 0 <= done <= assigned:
        found.append(error("done_over", "Số đã xong không thể vượt số được giao.", "done"))
    if not 0 <= on_time <= done:
        found.append(error("on_time_over", "Số đúng hạn hoặc trước hạn không thể vượt số đã xong.", "on_time"))
    return found


_OWN: Mapping[str, Callable[[Values], list[Finding]]] = {
    "xep-loai": _rating,
    "ky-luat": _discipline,
    "khen-thuong": _commendation,
    "sang-kien": _initiative,
    "phan-anh": _complaint,
    "chi-so": _result,
    "phu-trach-chi-so": _component,
    "nhiem-vu": _tasks,
}

# Columns in which two facts about one person or unit may not agree: it would be the same fact twice.
ONCE: Mapping[str, tuple[str, ...]] = {
    "xep-loai": ("year",),
    "nhiem-vu": ("year",),
    "chi-so": ("component", "year"),
    "phu-trach-chi-so": ("component", "year"),
    "khen-thuong": ("decision_number", "decided_on"),
    "ky-luat": ("form", "decided_on"),
    "sang-kien": ("title", "registered_on"),
    "phan-anh": ("summary", "received_on"),
}


def _known(kind: Kind, unit: Unit, person: Person | None, values: Values, same: Fact | None) -> list[Finding]:
    whose: dict[str, Any] = {"person": person} if person else {"unit": unit}
    if not person and kind.of_person:
        whose["person"] = None
    columns = ONCE[kind.slug]
    rows = kind.model.objects.filter(**whose, **{name: values[name] for name in columns})
    known = but(rows, same).first()
    return [known_finding(kind, unit, person, known, columns[-1])] if known else []


def known_finding(kind: Kind, unit: Unit, person: Person | None, known: Fact | None, field: str = "") -> Finding:
    """The sentence for a fact that is already there: correct that row instead of entering it twice."""
    grade = getattr(known, "grade", None)
    what = f" ({grade_name(known.scale, grade)})" if grade else ""  # type: ignore[union-attr]  # only ratings have one
    message = f"{kind.name} này của {person or unit} đã có{what}. Muốn đổi thì sửa dòng đã ghi."
    return error("fact_known", message, field)
