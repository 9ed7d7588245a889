"""Units and people out of an Excel file: read, tried as a whole, shown, and written all or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import models, transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.documents.spreadsheet import Column, Problem, Sheet, read_table, write_xlsx
from thidua.org import acting
from thidua.org.acting import error
from thidua.org.models import Unit, User
from thidua.org.people import HONORIFICS, PersonFacts, PostFacts, write_person
from thidua.org.units import KINDS, UnitFacts, write_unit
from thidua.plans.vocabulary import STAFF_GROUPS
from thidua.rules.findings import Finding, Refused, refuse_if_any

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_ROWS: Final = 1000
HEAD, LEADER = "Người đứng đầu", "Lãnh đạo đơn vị"

UNIT_COLUMNS = (
    Column("name", "Tên đơn vị", required=True, also=("Đơn vị",)),
    Column("kind", "Loại đơn vị", required=True, choices=tuple(KINDS.values())),
    Column("short", "Tên viết tắt"),
    Column("parent", "Trực thuộc", also=("Đơn vị cấp trên",)),
    Column("code", "Mã đơn vị", also=("Mã",)),
    Column("formed_on", "Ngày thành lập", "date"),
)
PERSON_COLUMNS = (
    Column("full_name", "Họ và tên", required=True),
    Column("honorific", "Xưng hô", required=True, choices=HONORIFICS),
    Column("birth_date", "Ngày sinh", "date"),
    Column("staff_group", "Nhóm", required=True, choices=tuple(STAFF_GROUPS.values())),
    Column("code", "Mã số", also=("Mã cán bộ", "Mã")),
    Column("unit", "Đơn vị"),
    Column("title", "Chức vụ"),
    Column("rank", "Cương vị", choices=(HEAD, LEADER)),
    Column("since", "Từ ngày", "date"),
)
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class What:
    """One kind of list. ``write`` checks and writes one row of a body and returns what it made."""

    slug: str
    name: str
    columns: tuple[Column, ...]
    write: Callable[[Unit, Values, date], models.Model]
    act: str


@dataclass
class Row:
    """A row of the file: its number in Excel, its values by column, and why it cannot be taken."""

    number: int
    values: dict[str, Any]
    reasons: list[str] = field(default_factory=list)

    def cells(self, what: What) -> list[tuple[str, str]]:
        """(title of the column, value) as the preview shows them."""
        shown = ((column.title, self.values.get(column.key)) for column in what.columns)
        return [(title, vietnamese.date_short(v) if isinstance(v, date) else str(v or "")) for title, v in shown]


def unit_named(body: Unit, text: str | None, key: str) -> Unit | None:
    """The live unit of a body by code or by name without marks; ``Refused`` when there is none."""
    if not text:
        return None
    rows = Unit.objects.filter(body=body, dissolved_on=None)
    same = models.Q(code__iexact=text) | models.Q(name_fold=vietnamese.fold(text))
    unit = rows.filter(same).first()
    if unit is None:
        raise Refused([error("unit_unknown", f"Cơ quan không có đơn vị “{text}”; ghi đúng tên hoặc mã.", key)])
    return unit


def _key(words: Mapping[str, str], name: str | None) -> str:
    return next((key for key, word in words.items() if word == name), "")


def _write_unit(body: Unit, row: Values, today: date) -> Unit:
    facts = UnitFacts(
        name=row["name"] or "",
        kind=_key(KINDS, row["kind"]),
        code=row["code"] or "",
        short=row["short"] or "",
        parent=unit_named(body, row["parent"], "parent"),
        formed_on=row["formed_on"],
    )
    return write_unit(body, facts)


def _write_person(body: Unit, row: Values, today: date) -> models.Model:
    facts = PersonFacts(
        full_name=row["full_name"] or "",
        honorific=row["honorific"] or "",
        staff_group=_key(STAFF_GROUPS, row["staff_group"]),
        code=row["code"] or "",
        birth_date=row["birth_date"],
    )
    unit = unit_named(body, row["unit"], "unit")
    given = [bool(row[name]) for name in ("unit", "title", "since")]
    if any(given) and not all(given):
        raise Refused([error("post_half", "Chức vụ cần đủ đơn vị, tên chức vụ và ngày bắt đầu.", "title")])
    post = None
    if unit:
        head = row["rank"] == HEAD
        post = PostFacts(unit, row["title"], row["since"], is_head=head, is_leader=head or row["rank"] == LEADER)
    return write_person(body, facts, post, today)


WHAT = {
    what.slug: what
    for what in (
        What("don-vi", "đơn vị", UNIT_COLUMNS, _write_unit, "unit.import"),
        What("nguoi", "người", PERSON_COLUMNS, _write_person, "person.import"),
    )
}


def template(what: What) -> bytes:
    """An empty list to fill in, with the words that may be chosen on a second sheet."""
    lists = [column for column in what.columns if column.choices]
    height = max(len(column.choices) for column in lists)
    words = [[c.choices[n] if n < len(c.choices) else None for c in lists] for n in range(height)]
    head = tuple(Column(column.key, column.title) for column in lists)
    return write_xlsx([Sheet(f"Danh sách {what.name}", what.columns, []), Sheet("Các từ được chọn", head, words)])


def read(what: What, data: bytes) -> tuple[list[Row], list[Problem]]:
    """Rows with the reasons of their own bad cells, and what is wrong with the file as a whole."""
    table = read_table(data, what.columns)
    rows = {row.number: Row(row.number, dict(row.values)) for row in table.rows}
    whole = []
    for problem in table.problems:
        if problem.row in rows:
            rows[problem.row].reasons.append(problem.message)
        else:
            whole.append(problem)
    if not rows and not whole:
        whole.append(Problem("Danh sách không có dòng nào; điền từ dòng dưới tiêu đề."))
    if len(rows) > MAX_ROWS:
        whole.append(Problem(f"Danh sách có {len(rows)} dòng, mỗi lần chỉ nhận tối đa {MAX_ROWS}; tách làm nhiều tệp."))
    return list(rows.values()), whole


def try_out(*, body: Unit, what: What, rows: Sequence[Row], at: datetime) -> None:
    """Write every row that could be read and undo it all: each row keeps the reasons why it cannot stand."""
    with transaction.atomic():
        _write_all(body, what, [row for row in rows if not row.reasons], timezone.localdate(at))
        transaction.set_rollback(True)


def _write_all(body: Unit, what: What, rows: Sequence[Row], today: date) -> list[models.Model]:
    made = []
    for row in rows:
        try:
            with transaction.atomic():
                made.append(what.write(body, row.values, today))
        except Refused as refused:
            row.reasons += [finding.message for finding in refused.findings]
    return made


def import_rows(*, body: Unit, what: What, rows: Sequence[Row], by: User, at: datetime) -> int:
    """Write all rows, or none and say why; returns how many."""
    acting.need_admin(by, at, body)
    with transaction.atomic():
        acting.hold_body(body.pk)
        made = _write_all(body, what, rows, timezone.localdate(at))
        refuse_if_any(_reasons(rows))
        journal.record(
            by=by,
            at=at,
            act=what.act,
            thing=body,
            body_id=body.pk,
            sentence=f"Nhập {len(made)} {what.name} từ Excel",
            data={"made": [{"id": each.pk, "name": str(each)} for each in made]},
        )
    return len(made)


def _reasons(rows: Sequence[Row]) -> list[Finding]:
    return [error("bad_row", f"Dòng {row.number}: {reason}") for row in rows for reason in row.reasons]


def packed(rows: Sequence[Row]) -> list[list[Any]]:
    """Rows as plain data, for the hidden field between preview and confirmation."""
    return [
        [row.number, {k: {"d": v.isoformat()} if isinstance(v, date) else v for k, v in row.values.items()}]
        for row in rows
    ]


def unpacked(data: list[list[Any]]) -> list[Row]:
    """The way back from ``packed``."""
    return [
        Row(number, {k: date.fromisoformat(v["d"]) if isinstance(v, dict) else v for k, v in values.items()})
        for number, values in data
    ]
