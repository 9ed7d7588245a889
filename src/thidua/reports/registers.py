"""Registers and histories: reads only, within what the user may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from thidua.audit.models import JournalEntry
from thidua.decisions.models import Award
from thidua.documents import vietnamese
from thidua.documents.spreadsheet import Column, Sheet, write_xlsx
from thidua.dossiers.models import Candidate
from thidua.org.models import Person, Roles, Unit
from thidua.plans.vocabulary import AWARD_FORMS, GRADE_NAMES, RATING_SCALES
from thidua.records.models import Commendation, PaperNumber

SENSITIVE_ROLES = ("office", "decider", "council_secretary", "admin")


def commendations(roles: Roles, *, year: str = "", form: str = "", text: str = "") -> QuerySet[Commendation]:
    """Register of commendations: of the bodies in which the user has a body role, and of own units."""
    rows = Commendation.objects.filter(Q(unit__body_id__in=roles.body_ids()) | Q(unit_id__in=roles.unit_ids))
    if year.isdigit():
        rows = rows.filter(decided_on__year=int(year))
    if form:
        rows = rows.filter(form=form)
    for word in vietnamese.fold(text).split():
        rows = rows.filter(Q(person__name_fold__contains=word) | Q(unit__name_fold__contains=word))
    return rows.select_related("person", "unit", "award__decision")


def form_name(form: str) -> str:
    """giay-khen → Giấy khen."""
    return AWARD_FORMS.get(form, form)


def revoked_words(row: Commendation) -> str:
    """Which decision took a commendation back, and when; empty for one that stands."""
    return f"Quyết định số {row.revoked_by} ngày {vietnamese.date_short(row.revoked_on)}" if row.revoked_on else ""


COLUMNS = (
    Column("number", "Số vào sổ", "integer"),
    Column("name", "Họ và tên, tập thể"),
    Column("unit", "Đơn vị"),
    Column("form", "Hình thức"),
    Column("authority", "Người tặng"),
    Column("decision", "Số quyết định"),
    Column("on", "Ngày", "date"),
    Column("merit", "Nội dung thành tích"),
    Column("money", "Tiền thưởng", "money", total=True),
    Column("revoked", "Thu hồi"),
)


def register_xlsx(rows: QuerySet[Commendation], title: str) -> bytes:
    """The register as shown on the page, as an Excel file."""
    lines = []
    for row in rows:
        award: Award | None = getattr(row, "award", None)
        lines.append(
            (
                award.register_number if award else None,
                row.person.full_name if row.person else row.unit.name,
                row.unit.name if row.person else "",
                form_name(row.form),
                row.authority,
                row.decision_number,
                row.decided_on,
                row.merit,
                award.amount if award else None,
                revoked_words(row),
            )
        )
    sheet = Sheet(
        "Sổ khen thưởng", COLUMNS, lines, titles=("SỔ ĐĂNG KÝ KHEN THƯỞNG", title), total=True, landscape=True
    )
    return write_xlsx([sheet])


def people(roles: Roles, text: str = "") -> QuerySet[Person]:
    """People of the user's bodies (body roles) or own units, by given name."""
    rows = Person.objects.filter(Q(body_id__in=roles.body_ids()) | Q(posts__unit_id__in=roles.unit_ids))
    for word in vietnamese.fold(text).split():
        rows = rows.filter(name_fold__contains=word)
    return rows.distinct().prefetch_related("posts__unit")


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of a history."""

    year: int
    title: str
    text: str
    source: str
    kind: str = ""


def history(person: Person | None, unit: Unit, roles: Roles) -> dict[str, list[Line]]:
    """What is known about a person, or about a unit, by kind of fact and newest first.

    Discipline and open complaints are shown only to the roles that must weigh them.
    """
    subject: dict[str, Any] = {"person": person} if person else {"person": None, "unit": unit}
    sensitive = roles.in_body(unit.body_id, *SENSITIVE_ROLES)
    facts: dict[str, list[Line]] = {
        "Khen thưởng": [
            Line(
                c.decided_on.year,
                f"{form_name(c.form)} của {c.authority}",
                f"Đã thu hồi: {revoked_words(c)}" if c.revoked_on else c.merit,
                f"Quyết định số {c.decision_number} ngày {vietnamese.date_short(c.decided_on)}",
                "" if c.revoked_on else "award",
            )
            for c in Commendation.objects.filter(**subject)
        ],
        "Xếp loại hằng năm": [
            Line(r.year, grade_name(r.scale, r.grade), "", r.source) for r in _of(unit, person, "ratings")
        ],
        "Sáng kiến, mô hình": [
            Line(
                i.registered_on.year,
                i.title,
                f"Được công nhận ngày {vietnamese.date_short(i.recognised_on)}, {i.recognised_by}"
                if i.recognised_on
                else "Đã đăng ký, chưa được công nhận",
                i.source,
            )
            for i in _of(unit, person, "initiatives")
        ],
        "Nhiệm vụ cải cách hành chính": [
            Line(
                t.year, f"{t.on_time} trên {t.assigned} nhiệm vụ đúng hạn hoặc trước hạn", f"Đã xong {t.done}", t.source
            )
            for t in _of(unit, person, "task_records")
        ],
        "Chỉ số": [
            Line(
                r.year,
                r.component or "Chỉ số chung",
                f"{vietnamese.number(r.points)} trên {vietnamese.number(r.maximum)} điểm"
                + (f", xếp thứ {r.rank}" if r.rank else ""),
                r.source,
            )
            for r in ([] if person else unit.index_results.order_by("-year", "component"))
        ],
        "Được đề nghị": [
            Line(c.dossier.round.year, c.dossier.round.movement.short, c.dossier.round.label, _state(c))
            for c in Candidate.objects.filter(**subject)
            .exclude(dossier__state__in=("draft", "confirmed"))
            .select_related("dossier__round__movement")
        ],
    }
    if sensitive:
        facts["Kỷ luật"] = [
            Line(d.decided_on.year, d.form, f"{d.person.full_name}", d.source)
            for d in (
                person.disciplines.select_related("person") if person else unit.disciplines.select_related("person")
            )
        ]
        facts["Phản ánh"] = [
            Line(c.received_on.year, c.summary, f"{c.get_status_display()}. {c.conclusion}", c.source)
            for c in (person.complaints.all() if person else unit.complaints.all())
        ]
    return {name: sorted(lines, key=lambda line: -line.year) for name, lines in facts.items() if lines}


def _of(unit: Unit, person: Person | None, name: str) -> list[Any]:
    return list(getattr(person, name).all() if person else getattr(unit, name).filter(person=None))


def _state(candidate: Candidate) -> str:
    from thidua.rules import lifecycle

    return lifecycle.CANDIDATE.states.get(candidate.state, candidate.state)


def grade_name(scale: str, grade: int) -> str:
    """Name of a place on a rating scale."""
    for key, place in RATING_SCALES.get(scale, {}).items():
        if place == grade:
            return GRADE_NAMES[key]
    return str(grade)


SERIES = {
    "KH": "Kế hoạch",
    "TNHS": "Tiếp nhận hồ sơ",
    "TTr": "Tờ trình",
    "BB-HĐ": "Biên bản Hội đồng",
    "QD": "Quyết định",
    "SKT": "Sổ khen thưởng",
}


def numbers(roles: Roles, *, year: str = "", series: str = "") -> QuerySet[PaperNumber]:
    """The body's registers of numbers."""
    rows = PaperNumber.objects.filter(body_id__in=roles.body_ids("office", "admin", "decider"))
    if year.isdigit():
        rows = rows.filter(year=int(year))
    if series:
        rows = rows.filter(series=series)
    return rows.select_related("body", "by__person")


def journal(roles: Roles, *, thing: str = "", text: str = "") -> QuerySet[JournalEntry]:
    """The journal of the user's bodies, newest first."""
    rows = JournalEntry.objects.filter(body_id__in=roles.body_ids("office", "admin"))
    if thing:
        rows = rows.filter(thing=thing)
    if text:
        rows = rows.filter(sentence__icontains=text)
    return rows.order_by("-seq")
