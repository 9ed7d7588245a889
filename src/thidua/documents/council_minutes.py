"""Paper 7, minutes of the council for emulation and commendation (NĐ 30/2020 model 1.9; lines by convention)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from thidua.documents.base import Paper, Standing, labelled
from thidua.documents.model import Block, Document, Heading, Paragraph, Section, SubHead, Title
from thidua.documents.voting import (
    Attendant,
    Recusal,
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
class CouncilMinutes(Paper):
    """Biên bản họp Hội đồng Thi đua - Khen thưởng (Law 06/2022 Art 84, 90; no national form).

    ``base_words`` names the base of the shares, "tổng số thành viên" or "số thành viên có mặt"; written opinions are
    told apart from the votes at the table. Recused members are named with the item they did not vote on.
    """

    STANDING: ClassVar[Standing] = "C"
    NAME: ClassVar[str] = "Biên bản họp Hội đồng Thi đua - Khen thưởng"

    heading: Heading
    council: str
    subject: str
    place: str
    founding_decision: str
    members_total: int
    present: tuple[Attendant, ...]
    chair: Attendant
    secretary: Attendant
    plan: str
    appraisal: str
    votes: tuple[Vote, ...]
    base_words: str
    method: str
    recommended: tuple[str, ...]
    started_at: datetime | None = None
    ended_at: datetime | None = None
    absent: tuple[Attendant, ...] = ()
    guests: tuple[Attendant, ...] = ()
    dossiers_total: int | None = None
    dossiers_ok: int | None = None
    remarks: tuple[Remark, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    dissent: tuple[Remark, ...] = ()
    threshold: str = ""
    tally_minutes: bool = False
    addressed_to: str = ""

    @property
    def title(self) -> str:
        """Name of the paper with the council."""
        return f"Biên bản họp {self.council}"

    def to_document(self) -> Document:
        """Head lines 1 to 5, parts I to V, the signatures of secretary and chair."""
        attached = " (có Biên bản kiểm phiếu kèm theo)" if self.tally_minutes else ""
        threshold = f" Điều kiện thông qua: {self.threshold}." if self.threshold else ""
        blocks: tuple[Block, ...] = (
            self.heading,
            Title("BIÊN BẢN", f"Họp {self.council} {self.subject}"),
            *self._attendance(),
            SubHead("I. NỘI DUNG"),
            *self._content(),
            SubHead("II. Ý KIẾN THẢO LUẬN"),
            *remarks_lines(self.remarks),
            SubHead("III. THÀNH VIÊN KHÔNG THAM GIA BIỂU QUYẾT"),
            *self._recused(),
            SubHead(f"IV. KẾT QUẢ BIỂU QUYẾT{attached.upper()}"),
            Paragraph(f"Hình thức: {self.method}. Tỷ lệ tính trên {self.base_words}.{threshold}"),
            *vote_tables(self.votes),
            SubHead("V. KẾT LUẬN"),
            *self._conclusion(),
            Paragraph(
                f"Cuộc họp kết thúc hồi {when(self.ended_at)}; biên bản đã được thông qua tại cuộc họp./.", keep=True
            ),
            minute_signatures(self.secretary, self.chair, "CHỦ TRÌ", self.chair.council_role.upper()),
        )
        return Document(self.title, (Section(blocks),))

    def _attendance(self) -> tuple[Block, ...]:
        wrote = sum(person.wrote for person in self.absent)
        absent = [
            f"{person.name} ({person.reason or 'không nêu lý do'}"
            f"{'; đã gửi ý kiến bằng văn bản' if person.wrote else ''})"
            for person in self.absent
        ]
        guests = "; ".join(person.line for person in self.guests)
        return (
            Paragraph(labelled("1. Thời gian", when(self.started_at))),
            Paragraph(labelled("Địa điểm", self.place)),
            Paragraph(
                f"2. Hội đồng thành lập theo {self.founding_decision}; tổng số thành viên: {self.members_total:02d}."
            ),
            Paragraph(f"3. Có mặt: {len(self.present):02d} thành viên, gồm:", keep=True),
            *(Paragraph(f"- {person.line};") for person in self.present),
            Paragraph(
                f"Vắng mặt: {len(self.absent):02d} thành viên{': ' if absent else ''}{'; '.join(absent)}. "
                f"Số thành viên gửi ý kiến bằng văn bản: {wrote:02d}."
            ),
            Paragraph(f"4. Khách mời (không biểu quyết): {guests or 'không có'}."),
            Paragraph(f"5. Chủ trì: {self.chair.line}. Thư ký: {self.secretary.line}."),
        )

    def _content(self) -> tuple[Block, ...]:
        if self.dossiers_total is None or self.dossiers_ok is None:
            counted = ""
        else:
            bad = self.dossiers_total - self.dossiers_ok
            counted = (
                f" Tổng số {self.dossiers_total:02d} hồ sơ: {self.dossiers_ok:02d} hồ sơ đủ điều kiện, "
                f"{bad:02d} hồ sơ không đủ điều kiện."
            )
        return (
            Paragraph(f"1. Chủ trì quán triệt tiêu chuẩn, số lượng khen thưởng theo {self.plan}."),
            Paragraph(f"2. Cơ quan thường trực báo cáo kết quả thẩm định ({self.appraisal}).{counted}"),
        )

    def _recused(self) -> tuple[Block, ...]:
        if not self.recusals:
            return (Paragraph("Không có."),)
        return tuple(Paragraph(f"- {line.member}: {line.item} ({line.reason}).") for line in self.recusals)

    def _conclusion(self) -> tuple[Block, ...]:
        to = f" {self.addressed_to}" if self.addressed_to else ""
        agreed = (Paragraph(f"Hội đồng nhất trí đề nghị{to}:", keep=True),) if self.recommended else ()
        dissent = tuple(Paragraph(f"Ý kiến khác được bảo lưu – {line.person}: {line.text}") for line in self.dissent)
        return (
            *agreed,
            *(Paragraph(f"- {text};") for text in self.recommended),
            *rejected_lines(self.rejected),
            *dissent,
        )

    def own_fields(self) -> dict[str, object]:
        """Time, place, persons, votes and conclusion."""
        return {
            "hoi_dong": self.council,
            "noi_dung_hop": self.subject,
            "bat_dau": when(self.started_at),
            "ket_thuc": when(self.ended_at),
            "dia_diem": self.place,
            "chu_tri": self.chair.line,
            "thu_ky": self.secretary.line,
            "co_mat": [person.line for person in self.present],
            "vang_mat": [{"ten": person.name, "ly_do": person.reason} for person in self.absent],
            "bieu_quyet": vote_fields(self.votes),
            "ket_luan": list(self.recommended),
        }
