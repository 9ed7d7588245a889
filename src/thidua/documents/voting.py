"""Attendance, remarks and votes: the pieces that minutes of units and of councils share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from thidua.documents import vietnamese
from thidua.documents.base import DOTS, KIND_HEADS, Kind, Signer, percent
from thidua.documents.model import Block, Column, Paragraph, Row, Signatures, SubHead, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """A person in the minutes: post, office in the council, reason of absence, written opinion sent or not."""

    name: str
    post: str = ""
    council_role: str = ""
    reason: str = ""
    wrote: bool = False

    @property
    def line(self) -> str:
        """Name, post and role in one line."""
        return ", ".join(part for part in (self.name, self.post, self.council_role) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """Result for one candidate: yes, no, other (blank or other opinion) out of ``base``; proposed or not."""

    kind: Kind
    name: str
    yes: int
    no: int
    other: int
    base: int
    proposed: bool

    @property
    def share(self) -> str:
        """Share of yes in the base, ``90,9 %``."""
        return percent(self.yes, self.base)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a person said."""

    person: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A candidate not proposed, with the reason."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """A member who did not vote on an item, with the reason."""

    member: str
    item: str
    reason: str


def vote_tables(votes: Sequence[Vote]) -> tuple[Block, ...]:
    """One table for each kind of candidate, in the order given."""
    blocks: list[Block] = []
    for kind, head in KIND_HEADS.items():
        rows = [vote for vote in votes if vote.kind == kind]
        if not rows:
            continue
        columns = (
            Column("TT", 6, "center"),
            Column("Tên tập thể" if kind == "collective" else "Họ và tên", 34),
            Column("Đồng ý", 12, "center"),
            Column("Không đồng ý", 14, "center"),
            Column("Ý kiến khác", 12, "center"),
            Column("Tỷ lệ %", 12, "center"),
            Column("Đề nghị", 10, "center"),
        )
        lines = tuple(
            Row(
                (
                    str(place),
                    vote.name,
                    f"{vote.yes:02d}/{vote.base:02d}",
                    f"{vote.no:02d}",
                    f"{vote.other:02d}",
                    vote.share,
                    "Có" if vote.proposed else "Không",
                )
            )
            for place, vote in enumerate(rows, 1)
        )
        blocks += [SubHead(head.capitalize(), 3), Table(columns, lines)]
    return tuple(blocks)


def remarks_lines(remarks: Sequence[Remark]) -> tuple[Block, ...]:
    """What was said, one paragraph each."""
    if not remarks:
        return (Paragraph("Không có ý kiến khác."),)
    return tuple(Paragraph(f"- {remark.person}: {remark.text}") for remark in remarks)


def rejected_lines(rejected: Sequence[Rejected]) -> tuple[Block, ...]:
    """Who is not proposed, with reasons; nothing when everybody is."""
    if not rejected:
        return ()
    return (Paragraph("Không đề nghị:"), *(Paragraph(f"- {line.name}: {line.reason}.") for line in rejected))


def when(moment: datetime | None) -> str:
    """A moment in words, dots where it is not known."""
    return vietnamese.datetime_words(moment) if moment else f"{DOTS[:4]} giờ {DOTS[:4]} phút, ngày {DOTS}"


def vote_fields(votes: Sequence[Vote]) -> list[dict[str, object]]:
    """Votes as rows for a template."""
    return [
        {
            "tt": place,
            "ten": vote.name,
            "dong_y": vote.yes,
            "khong_dong_y": vote.no,
            "y_kien_khac": vote.other,
            "ty_le": vote.share,
            "de_nghi": "Có" if vote.proposed else "Không",
        }
        for place, vote in enumerate(votes, 1)
    ]


def minute_signatures(secretary: Attendant, chair: Attendant, chair_word: str, sub_line: str = "") -> Signatures:
    """Secretary at the left, chair at the right."""
    left = Signer(name=secretary.name, post="THƯ KÝ").signature("(Ký, ghi rõ họ tên)")
    right = Signer(name=chair.name, post=chair_word, sub_line=sub_line).signature("(Ký, ghi rõ họ tên)")
    return Signatures((left, right))
