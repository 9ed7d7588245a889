"""The list of nominees attached to papers 2, 10 and 15 (forms.md block D): tables by kind, columns by choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from thidua.documents.base import KIND_HEADS, ROMAN, Kind, Nominee, attached_to, counts
from thidua.documents.model import AnnexHead, Block, Column, Heading, Paragraph, Row, Section, SubHead, Table

Extra = Literal["birth", "rating", "votes", "initiatives", "prior_awards"]
MOST_UPRIGHT = 6  # columns an upright page carries


@dataclass(frozen=True, slots=True)
class _Field:
    column: Column
    value: Callable[[Nominee], str]


_EXTRA: dict[Extra, tuple[_Field, ...]] = {
    "birth": (
        _Field(Column("Nam", 6, "center", "Năm sinh"), lambda n: str(n.birth_year or "") if n.female is False else ""),
        _Field(Column("Nữ", 6, "center", "Năm sinh"), lambda n: str(n.birth_year or "") if n.female else ""),
    ),
    "rating": (_Field(Column("Xếp loại năm", 12, "center"), lambda n: n.rating),),
    "votes": (_Field(Column("Số phiếu, tỷ lệ", 12, "center"), lambda n: n.votes),),
    "initiatives": (_Field(Column("Sáng kiến (số quyết định)", 16), lambda n: n.initiatives),),
    "prior_awards": (_Field(Column("Khen thưởng đã có", 16), lambda n: n.prior_awards),),
}


def _fields(kind: Kind, extra: Sequence[Extra]) -> tuple[_Field, ...]:
    award = _Field(Column("Hình thức đề nghị", 16, "center"), lambda n: n.award)
    summary = Column("Tóm tắt thành tích / Ghi chú", 24 if kind == "individual" else 16)
    if kind == "individual":
        first = (
            _Field(Column("Họ và tên", 24), lambda n: f"{n.honorific} {n.name}".strip()),
            _Field(Column("Chức vụ, đơn vị công tác", 30), lambda n: n.place),
        )
    else:
        label = "Tên tập thể" if kind == "collective" else "Chủ hộ"
        first = (
            _Field(Column(label, 40), lambda n: n.name),
            _Field(Column("Cơ quan quản lý" if kind == "collective" else "Địa chỉ", 22), lambda n: n.managing_body),
        )
    more = [part for name in extra if name != "birth" or kind == "individual" for part in _EXTRA[name]]
    return (*first, award, *more, _Field(summary, lambda n: n.summary))


def nominee_tables(nominees: Sequence[Nominee], extra: Sequence[Extra] = ()) -> tuple[tuple[Block, ...], bool]:
    """Tables under Roman headings in the order collectives, individuals, households; True when they want landscape."""
    blocks: list[Block] = []
    wide = False
    present = [kind for kind in KIND_HEADS if any(n.kind == kind for n in nominees)]
    for roman, kind in zip(ROMAN, present, strict=False):
        members = [n for n in nominees if n.kind == kind]
        fields = _fields(members[0].kind, extra)
        columns = (Column("TT", 6, "center"), *(part.column for part in fields))
        rows = tuple(
            Row((str(place), *(part.value(member) for part in fields))) for place, member in enumerate(members, 1)
        )
        blocks += [SubHead(f"{roman}. {KIND_HEADS[kind]}"), Table(columns, rows)]
        wide = wide or len(columns) > MOST_UPRIGHT
    return tuple(blocks), wide


def nominee_annex(
    *, subject: str, kind: str, heading: Heading, issuer: str, nominees: Sequence[Nominee], extra: Sequence[Extra] = ()
) -> Section:
    """The attached list as a section with its own page numbers, closed by its counts."""
    tables, wide = nominee_tables(nominees, extra)
    total = Paragraph(f"Danh sách gồm {counts([n.kind for n in nominees])}./.")
    head = AnnexHead("DANH SÁCH", subject, attached_to(kind, heading, issuer))
    return Section((head, *tables, total), landscape=wide)
