"""Paper 20, giấy biên nhận hồ sơ: what was filed, its check sums and the second it came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from thidua.documents import vietnamese
from thidua.documents.base import DOTS, Paper, Signer, Standing, labelled
from thidua.documents.model import (
    Block,
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Row,
    Section,
    Signatures,
    Table,
    Title,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledPaper:
    """A paper handed over: pages and copies in words, original or electronic, hash of the file (hexadecimal)."""

    name: str
    extent: str
    nature: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingReceipt(Paper):
    """Giấy biên nhận hồ sơ inside the house; says nothing about merit.

    ``received_at`` is in Vietnamese time and printed to the second; ``deadline`` is the plan's deadline in words,
    ``in_time`` is ``None`` where the plan names none.
    """

    STANDING: ClassVar[Standing] = "C"
    NAME: ClassVar[str] = "Giấy biên nhận hồ sơ"

    heading: Heading
    dossier_code: str
    unit: str
    filer: str
    movement: str
    papers: tuple[FiledPaper, ...]
    received_at: datetime
    receiver: Signer
    phone: str = ""
    round_label: str = ""
    deadline: str = ""
    in_time: bool | None = None
    result_day: date | None = None

    @property
    def title(self) -> str:
        """Name of the paper with the dossier."""
        return f"Giấy biên nhận hồ sơ {self.dossier_code}"

    @property
    def received_words(self) -> str:
        """``16 giờ 42 phút 09 giây ngày 12/12/2026``."""
        at = vietnamese.local(self.received_at)
        return f"{at.hour:02d} giờ {at.minute:02d} phút {at.second:02d} giây ngày {vietnamese.date_short(at.date())}"

    @property
    def _in_time_words(self) -> str:
        return {True: "Đúng hạn", False: "Nộp muộn", None: "Kế hoạch không quy định hạn nộp"}[self.in_time]

    def to_document(self) -> Document:
        """Lines, table of papers, two signatures."""
        columns = (
            Column("TT", 7, "center"),
            Column("Tên giấy tờ", 52),
            Column("Số trang / bản", 13, "center"),
            Column("Bản chính / điện tử", 15, "center"),
            Column("Mã kiểm tra", 13, "center"),
        )
        rows = tuple(
            Row((str(place), line.name, line.extent, line.nature, line.digest[:8]))
            for place, line in enumerate(self.papers, 1)
        )
        movement = f"{self.movement} – {self.round_label}" if self.round_label else self.movement
        limit = f"{self.deadline} → {self._in_time_words}" if self.deadline else self._in_time_words
        filer = Signer(name=self.filer, post="NGƯỜI NỘP").signature("(Ký, ghi rõ họ tên)")
        blocks: tuple[Block, ...] = (
            self.heading,
            Title("GIẤY BIÊN NHẬN HỒ SƠ", f"Mã hồ sơ: {self.dossier_code}", rule=False),
            Paragraph(labelled("Đơn vị nộp", self.unit)),
            Paragraph(labelled("Người nộp", f"{self.filer}; điện thoại: {self.phone or DOTS}")),
            Paragraph(labelled("Phong trào, đợt", movement)),
            Paragraph("Thành phần hồ sơ:", keep=True),
            Table(columns, rows),
            Note("Mã kiểm tra: tám ký tự đầu của mã băm SHA-256 của tệp đã nộp."),
            Paragraph(labelled("Thời điểm nhận", f"{self.received_words} (giờ Việt Nam)")),
            Paragraph(labelled("Hạn nộp theo Kế hoạch", limit)),
            Paragraph(
                labelled("Ngày hẹn trả kết quả", vietnamese.date_short(self.result_day) if self.result_day else None)
            ),
            Paragraph("Việc tiếp nhận không xác nhận hồ sơ đủ điều kiện khen thưởng./.", keep=True),
            Signatures((filer, self.receiver.signature("(Ký, ghi rõ họ tên)"))),
        )
        return Document(self.title, (Section(blocks),))

    def own_fields(self) -> dict[str, object]:
        """Dossier, papers and moment."""
        return {
            "ma_ho_so": self.dossier_code,
            "don_vi": self.unit,
            "nguoi_nop": self.filer,
            "phong_trao": self.movement,
            "thoi_diem_nhan": self.received_words,
            "han_nop": self.deadline,
            "dung_han": self._in_time_words,
            "giay_to": [
                {"ten": line.name, "so_trang": line.extent, "loai": line.nature, "ma": line.digest[:8]}
                for line in self.papers
            ],
        }
