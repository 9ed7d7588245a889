"""Paper 5, minutes of a unit's meeting (NĐ 30/2020 model 1.9; lines by convention)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from thidua.documents import vietnamese
from thidua.documents.base import Paper, Standing, labelled
from thidua.documents.model import Block, Document, Heading, Paragraph, Section, SubHead, Title
from thidua.documents.voting import (
    Attendant,
    Rejected,
    Remark,
    Vote,
    minute_signatures,
    rejected_lines,
    remarks_lines,
    vote_fields,
    vote_tables,
    when,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMinutes(Paper):
    """Biên bản họp bình xét of a unit (Law 06/2022 Art 84(2) asks for it; no national form)."""

    STANDING: ClassVar[Standing] = "C"
    NAME: ClassVar[str] = "Biên bản họp bình xét"

    heading: Heading
    unit: str
    movement: str
    place: str
    chair: Attendant
    secretary: Attendant
    present: tuple[Attendant, ...]
    total_members: int
    plan: str
    method: str
    votes: tuple[Vote, ...]
    conclusion: str
    started_at: datetime | None = None
    ended_at: datetime | None = None
    absent: tuple[Attendant, ...] = ()
    reports: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    copies: int = 2
    present_count: int | None = None  # where the names of those present are not recorded
    absent_note: str = ""

    @property
    def title(self) -> str:
        """Name of the paper with the unit."""
        return f"Biên bản họp bình xét – {self.unit}"

    def to_document(self) -> Document:
        """Six numbered lines and the signatures of secretary and chair."""
        blocks: tuple[Block, ...] = (
            self.heading,
            Title("BIÊN BẢN", f"Họp bình xét, đề nghị khen thưởng {self.movement}"),
            SubHead("1. Thời gian, địa điểm", 2),
            Paragraph(labelled("Thời gian bắt đầu", when(self.started_at))),
            Paragraph(labelled("Địa điểm", self.place)),
            SubHead("2. Thành phần tham dự", 2),
            *self._attendance(),
            SubHead("3. Nội dung", 2),
            *self._course(),
            SubHead(f"4. Kết quả biểu quyết ({self.method})", 2),
            *vote_tables(self.votes),
            SubHead("5. Kết luận", 2),
            Paragraph(self.conclusion),
            *rejected_lines(self.rejected),
            SubHead("6. Thông qua biên bản", 2),
            Paragraph(
                f"Biên bản lập thành {vietnamese.count(self.copies)} bản, đã thông qua tại cuộc họp; cuộc họp kết thúc "
                f"hồi {when(self.ended_at)}./.",
                keep=True,
            ),
            minute_signatures(self.secretary, self.chair, "CHỦ TRÌ"),
        )
        return Document(self.title, (Section(blocks),))

    def _attendance(self) -> tuple[Block, ...]:
        absent = [f"{person.name} ({person.reason or 'không nêu lý do'})" for person in self.absent]
        absent += [self.absent_note] if self.absent_note else []
        present = len(self.present) if self.present_count is None else self.present_count
        away = len(self.absent) if self.present_count is None else self.total_members - self.present_count
        return (
            Paragraph(labelled("- Chủ trì", self.chair.line)),
            Paragraph(labelled("- Thư ký", self.secretary.line)),
            Paragraph(f"- Có mặt: {present:02d}/{self.total_members:02d} người."),
            Paragraph(f"- Vắng mặt: {away:02d} người{': ' if absent else ''}{'; '.join(absent)}."),
        )

    def _course(self) -> tuple[Block, ...]:
        reports = "; ".join(self.reports)
        return (
            Paragraph(f"a) Chủ trì phổ biến đối tượng, tiêu chuẩn, số lượng khen thưởng theo {self.plan}."),
            Paragraph(f"b) Tập thể, cá nhân báo cáo thành tích{': ' if reports else ''}{reports}."),
            Paragraph("c) Ý kiến thảo luận:", keep=True),
            *remarks_lines(self.remarks),
        )

    def own_fields(self) -> dict[str, object]:
        """Time, place, persons, votes and conclusion."""
        return {
            "don_vi": self.unit,
            "phong_trao": self.movement,
            "bat_dau": when(self.started_at),
            "ket_thuc": when(self.ended_at),
            "dia_diem": self.place,
            "chu_tri": self.chair.line,
            "thu_ky": self.secretary.line,
            "co_mat": [person.line for person in self.present],
            "vang_mat": [{"ten": person.name, "ly_do": person.reason} for person in self.absent],
            "bieu_quyet": vote_fields(self.votes),
            "ket_luan": self.conclusion,
        }
