"""Papers 9a, phiếu thẩm định, and 9c, phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from thidua.documents import vietnamese
from thidua.documents.base import DOTS, Paper, Signer, Standing, labelled
from thidua.documents.model import (
    Addressees,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    Signatures,
    SubHead,
    Table,
    Title,
)

Finding = Literal["met", "unmet", "nodata", "judge"]
FINDING_WORDS: dict[Finding, str] = {
    "met": "Đạt",
    "unmet": "Không đạt",
    "nodata": "Chưa có số liệu",
    "judge": "Cần xem xét",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCheck:
    """A paper the plan asks for: what is asked of it, whether it is there, remark."""

    name: str
    asked: str
    present: bool
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardCheck:
    """A standard with its clause, the value asked, value found with evidence, finding and remark."""

    standard: str
    clause: str
    asked: str
    found: str
    finding: Finding
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAsked:
    """A body asked for its opinion: day asked or answered in words, answer (empty while none has come)."""

    body: str
    day: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalSheet(Paper):
    """Phiếu thẩm định of one candidate or dossier."""

    STANDING: ClassVar[Standing] = "C"
    NAME: ClassVar[str] = "Phiếu thẩm định hồ sơ"

    heading: Heading
    dossier_code: str
    unit: str
    candidate: str
    papers: tuple[PaperCheck, ...]
    standards: tuple[StandardCheck, ...]
    conclusion: str
    appraiser: Signer
    head: Signer
    received_at: datetime | None = None
    movement: str = ""
    award: str = ""
    exclusions: tuple[StandardCheck, ...] = ()
    opinions: tuple[OpinionAsked, ...] = ()
    second_appraiser: Signer | None = None

    @property
    def title(self) -> str:
        """Name of the paper with the dossier."""
        return f"Phiếu thẩm định hồ sơ {self.dossier_code}"

    def to_document(self) -> Document:
        """Four parts; two or three signatures."""
        signers = [self.appraiser.signature()]
        if self.second_appraiser:
            signers.append(self.second_appraiser.signature())
        signers.append(self.head.signature())
        received = vietnamese.datetime_words(self.received_at) if self.received_at else None
        blocks: tuple[Block, ...] = (
            self.heading,
            Title("PHIẾU THẨM ĐỊNH", "HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG"),
            Paragraph(labelled("Mã hồ sơ", self.dossier_code)),
            Paragraph(labelled("Đơn vị đề nghị", self.unit)),
            Paragraph(labelled("Đối tượng thẩm định", self.candidate)),
            Paragraph(labelled("Hình thức đề nghị; phong trào", f"{self.award or DOTS}; {self.movement or DOTS}")),
            Paragraph(labelled("Thời điểm tiếp nhận", received)),
            SubHead("1. Thành phần hồ sơ", 2),
            self._paper_table(),
            SubHead("2. Tiêu chuẩn", 2),
            _standard_table(self.standards),
            SubHead("3. Trường hợp không xét và ý kiến của cơ quan có liên quan", 2),
            *self._exclusions(),
            SubHead("4. Kết luận", 2),
            Paragraph(self.conclusion, keep=True),
            Signatures(tuple(signers)),
        )
        return Document(self.title, (Section(blocks),))

    def _paper_table(self) -> Table:
        columns = (
            Column("TT", 6, "center"),
            Column("Thành phần hồ sơ", 44),
            Column("Yêu cầu (mẫu, bản chính)", 20),
            Column("Có / Không", 10, "center"),
            Column("Nhận xét", 20),
        )
        rows = tuple(
            Row((str(place), line.name, line.asked, "Có" if line.present else "Không", line.remark))
            for place, line in enumerate(self.papers, 1)
        )
        return Table(columns, rows)

    def _exclusions(self) -> tuple[Block, ...]:
        excluded: tuple[Block, ...] = (
            (_standard_table(self.exclusions),) if self.exclusions else (Paragraph("Không thuộc trường hợp nào."),)
        )
        asked = tuple(
            Paragraph(f"- {line.body} ({line.day}): {line.answer or 'chưa trả lời'}.") for line in self.opinions
        )
        return (*excluded, *(asked or (Paragraph("Không lấy ý kiến của cơ quan khác."),)))

    def own_fields(self) -> dict[str, object]:
        """Dossier, checks and conclusion."""
        return {
            "ma_ho_so": self.dossier_code,
            "don_vi": self.unit,
            "doi_tuong": self.candidate,
            "thanh_phan": [
                {"ten": line.name, "yeu_cau": line.asked, "co": line.present, "nhan_xet": line.remark}
                for line in self.papers
            ],
            "tieu_chuan": [
                {
                    "ten": line.standard,
                    "dieu_khoan": line.clause,
                    "yeu_cau": line.asked,
                    "so_lieu": line.found,
                    "ket_luan": FINDING_WORDS[line.finding],
                    "ghi_chu": line.remark,
                }
                for line in self.standards
            ],
            "ket_luan": self.conclusion,
        }


def _standard_table(lines: tuple[StandardCheck, ...]) -> Table:
    columns = (
        Column("TT", 6, "center"),
        Column("Tiêu chuẩn", 32),
        Column("Yêu cầu", 13),
        Column("Số liệu, minh chứng", 24),
        Column("Kết luận", 12, "center"),
        Column("Ghi chú", 13),
    )
    rows = tuple(
        Row(
            (
                str(place),
                f"{line.standard} ({line.clause})" if line.clause else line.standard,
                line.asked,
                line.found,
                FINDING_WORDS[line.finding],
                line.remark,
            )
        )
        for place, line in enumerate(lines, 1)
    )
    return Table(columns, rows, size=11)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """What is wrong with which paper, by which clause, and how to put it right."""

    paper: str
    what: str
    clause: str
    cure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequest(Paper):
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: every defect at once, with the time to answer.

    ``answer_by`` is exclusive, printed as "trước 17 giờ 00 phút, ngày …". Inside the house the layout is free; through
    the one-stop desk the desk's own slip applies.
    """

    STANDING: ClassVar[Standing] = "L?"
    NAME: ClassVar[str] = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"

    heading: Heading
    unit: str
    dossier_code: str
    movement: str
    defects: tuple[Defect, ...]
    signer: Signer
    answer_by: datetime | None = None
    reason: str = ""
    contact: str = ""

    @property
    def title(self) -> str:
        """Name of the paper with the dossier."""
        return f"Phiếu yêu cầu bổ sung hồ sơ {self.dossier_code}"

    @property
    def _until(self) -> str:
        return f"trước {vietnamese.datetime_words(self.answer_by)}" if self.answer_by else DOTS

    def to_document(self) -> Document:
        """Defects as numbered paragraphs with clause and cure."""
        blocks: list[Block] = [
            self.heading,
            Title("PHIẾU YÊU CẦU", "Bổ sung, hoàn thiện hồ sơ"),
            Addressees((self.unit,)),
            Paragraph(labelled("Hồ sơ của", f"{self.unit} (mã hồ sơ {self.dossier_code})")),
            Paragraph(labelled("Phong trào", self.movement)),
            Paragraph("Nội dung yêu cầu bổ sung, hoàn thiện:", keep=True),
        ]
        for place, line in enumerate(self.defects, 1):
            clause = f" ({line.clause})" if line.clause else ""
            blocks.append(Paragraph(f"{place}. {line.paper}: {line.what}{clause}. Cách khắc phục: {line.cure}."))
        blocks += [
            Paragraph(labelled("Lý do", self.reason or "hồ sơ chưa đủ thành phần hoặc chưa đúng quy định")),
            Paragraph(f"Thời hạn bổ sung: {self._until}. Thời gian bổ sung không tính vào thời hạn thẩm định."),
        ]
        if self.contact:
            blocks.append(Paragraph(f"Liên hệ khi cần: {self.contact}."))
        blocks.append(Paragraph("Đề nghị đơn vị bổ sung, hoàn thiện đầy đủ các nội dung nêu trên./.", keep=True))
        blocks.append(Signatures((self.signer.signature("(Ký, ghi rõ họ tên)"),)))
        return Document(self.title, (Section(tuple(blocks)),))

    def own_fields(self) -> dict[str, object]:
        """Defects and the time to answer."""
        return {
            "ma_ho_so": self.dossier_code,
            "don_vi": self.unit,
            "phong_trao": self.movement,
            "thieu_sot": [
                {"giay_to": line.paper, "noi_dung": line.what, "dieu_khoan": line.clause, "cach_sua": line.cure}
                for line in self.defects
            ],
            "han_bo_sung": self._until,
        }
