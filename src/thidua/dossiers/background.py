"""What the registers hold about a candidate, beside the standards: the facts column of the appraisal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from thidua.documents import vietnamese
from thidua.dossiers.models import Candidate
from thidua.plans.vocabulary import AWARD_FORMS, GRADE_NAMES, RATING_SCALES
from thidua.records.models import AnnualRating, Commendation, Complaint, Discipline, Initiative, TaskRecord

STATUS = {"open": "đang xác minh", "upheld": "xác minh là đúng", "rejected": "xác minh là không đúng"}
NOTHING = {
    "rating": "Chưa có kết quả xếp loại trong sổ",
    "discipline": "Không có quyết định nào trong sổ",
    "complaint": "Không có phản ánh nào trong sổ",
    "award": "Chưa có trong sổ",
    "initiative": "Chưa có trong sổ",
    "task": "Chưa có sổ nhiệm vụ",
}
TITLES = {
    "rating": "Xếp loại hằng năm",
    "discipline": "Kỷ luật",
    "complaint": "Phản ánh của người dân",
    "award": "Khen thưởng đã có",
    "initiative": "Sáng kiến, mô hình",
    "task": "Nhiệm vụ cải cách hành chính",
}
YEARS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One fact with its paper; ``award`` marks what may be shown in gold."""

    text: str
    source: str = ""
    award: bool = False


def background(candidate: Candidate, year: int) -> list[tuple[str, list[Line]]]:
    """Facts of the last years by heading, newest first; one query."""
    found: dict[str, list[Line]] = {key: [] for key in TITLES}
    for kind, when, a, b, c, source in _rows(candidate, year):
        found[kind].append(_line(kind, when, a, b, c, source))
    return [(title, found[key] or [Line(NOTHING[key])]) for key, title in TITLES.items()]


def _rows(candidate: Candidate, year: int) -> Any:
    own = {"person": candidate.person_id} if candidate.person_id else {"person": None, "unit": candidate.unit_id}
    people = {"person": candidate.person_id} if candidate.person_id else {"unit": candidate.unit_id}
    first = year - YEARS + 1
    parts = [
        _part("rating", AnnualRating.objects.filter(**own, year__gte=first), "year", "scale", "grade"),
        _part("discipline", Discipline.objects.filter(**people), "decided_on", "form", "person__full_name"),
        _part(
            "complaint",
            Complaint.objects.filter(**own, received_on__year__gte=first),
            "received_on",
            "status",
            "conclusion",
        ),
        _part("award", Commendation.objects.filter(**own), "decided_on", "form", "authority", "decision_number"),
        _part(
            "initiative", Initiative.objects.filter(**own), "registered_on", "title", "recognised_by", "recognised_on"
        ),
        _part("task", TaskRecord.objects.filter(**own, year__gte=first), "year", "on_time", "assigned"),
    ]
    return parts[0].union(*parts[1:], all=True).order_by("-at")


def _part(kind: str, rows: QuerySet[Any], when: str, *columns: str) -> Any:
    def text(column: str) -> Concat:
        return Concat(Cast(F(column), CharField()), Value(""))  # NULL becomes empty

    a, b, c = (*columns, "", "")[:3]
    shown = {
        name: text(column) if column else Value("", CharField()) for name, column in (("a", a), ("b", b), ("c", c))
    }
    return (
        rows.order_by()
        .annotate(relation=Value(kind, CharField()), at=text(when), paper=Cast(F("source"), CharField()), **shown)
        .values_list("relation", "at", "a", "b", "c", "paper")
    )


def _line(kind: str, when: str, a: str, b: str, c: str, source: str) -> Line:
    match kind:
        case "rating":
            grades = {str(number): key for key, number in RATING_SCALES.get(a, {}).items()}
            return Line(f"{when}: {GRADE_NAMES.get(grades.get(b, ''), b)}", source)
        case "discipline":
            return Line(f"{b}: {a}, ngày {_day(when)}", source)
        case "complaint":
            return Line(f"Nhận ngày {_day(when)}, {STATUS.get(a, a)}{': ' + b if b else ''}", source)
        case "award":
            return Line(f"{AWARD_FORMS.get(a, a)} của {b}, {when[:4]}", f"Quyết định số {c} ngày {_day(when)}", True)
        case "initiative":
            told = f"; {b} công nhận ngày {_day(c)}" if c else "; chưa được công nhận"
            return Line(f"{a} (đăng ký ngày {_day(when)}{told})", source)
        case _:
            return Line(f"Năm {when}: {a} trên {b} nhiệm vụ đúng hoặc trước hạn", source)


def _day(text: str) -> str:
    try:
        return vietnamese.date_short(vietnamese.parse_date("/".join(reversed(text[:10].split("-")))))
    except ValueError:
        return text
