"""Papers 10 and 15: tờ trình of the standing office to the Chủ tịch, and of the UBND to the higher level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from thidua.documents import vietnamese
from thidua.documents.base import (
    Basis,
    FormMark,
    Nominee,
    Paper,
    Signer,
    Standing,
    basis_lines,
    capital,
    counts,
    kinds_named,
)
from thidua.documents.lists import Extra, nominee_annex
from thidua.documents.model import (
    Addressees,
    Bases,
    Block,
    Closing,
    Column,
    Corner,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    SubHead,
    Table,
    Title,
)
from thidua.documents.submission import nominee_fields
from thidua.documents.voting import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """Money for one kind: coefficient as printed, base salary and money for one in đồng, number of awards."""

    label: str
    coefficient: str
    base: int
    each: int
    count: int

    @property
    def total(self) -> int:
        """Money for all, in đồng."""
        return self.each * self.count


def money_table(lines: tuple[MoneyLine, ...]) -> tuple[Block, ...]:
    """Table of the award money with its total, and the total in words."""
    columns = (
        Column("Đối tượng", 30),
        Column("Hệ số", 10, "center"),
        Column("Lương cơ sở", 16, "right"),
        Column("Mức / đối tượng", 16, "right"),
        Column("Số lượng", 11, "center"),
        Column("Thành tiền", 17, "right"),
    )
    total = sum(line.total for line in lines)
    rows = [
        Row(
            (
                line.label,
                line.coefficient,
                vietnamese.number(line.base),
                vietnamese.number(line.each),
                f"{line.count:02d}",
                vietnamese.number(line.total),
            )
        )
        for line in lines
    ]
    rows.append(Row(("Tổng cộng (đồng)", vietnamese.number(total)), bold=True, span=5, align="center"))
    words = f"Tổng số tiền: {vietnamese.money(total)} (bằng chữ: {vietnamese.money_words(total)})."
    return (Table(columns, tuple(rows)), Paragraph(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSubmission(Paper):
    """Tờ trình of the standing office: appraisal, council, proposal, money, cases not proposed.

    ``departures`` are the cases in which the office departs from the council's advice, each with its reason; they get
    a part of their own.
    """

    STANDING: ClassVar[Standing] = "C"
    NAME: ClassVar[str] = "Tờ trình của cơ quan thường trực"

    heading: Heading
    addressees: tuple[str, ...]
    office: str
    award_form: str
    authority: str
    movement: str
    bases: tuple[Basis | str, ...]
    dossiers_total: int
    dossiers_ok: int
    nominees: tuple[Nominee, ...]
    money: tuple[MoneyLine, ...]
    fund: str
    recipients: tuple[str, ...]
    signer: Signer
    council_result: str = ""
    rejected: tuple[Rejected, ...] = ()
    departures: tuple[Rejected, ...] = ()
    attachments: tuple[str, ...] = ()
    list_columns: tuple[Extra, ...] = ()

    @property
    def title(self) -> str:
        """Name of the paper with the office."""
        return f"Tờ trình tặng {self.award_form} của {self.office}"

    def to_document(self) -> Document:
        """Letter in numbered parts and the list of nominees."""
        letter: tuple[Block, ...] = (
            self.heading,
            Title("TỜ TRÌNH", f"Về việc tặng {self.award_form} trong {self.movement}"),
            Addressees(self.addressees),
            Bases(basis_lines(self.bases)),
            *self._parts(),
            Paragraph(f"{capital(self.office)} kính trình {self.addressees[0]} xem xét, quyết định./.", keep=True),
            Closing(self.recipients, self.signer.signature()),
        )
        annex = nominee_annex(
            subject=f"Đề nghị tặng {self.award_form} trong {self.movement}",
            kind="Tờ trình",
            heading=self.heading,
            issuer=self.office,
            nominees=self.nominees,
            extra=self.list_columns,
        )
        return Document(self.title, (Section(letter), annex))

    def _parts(self) -> tuple[Block, ...]:
        bad = self.dossiers_total - self.dossiers_ok
        who = counts([n.kind for n in self.nominees])
        parts: list[tuple[str, list[Block]]] = [
            (
                "Kết quả tiếp nhận và thẩm định",
                [
                    Paragraph(
                        f"Tiếp nhận {self.dossiers_total:02d} hồ sơ; {self.dossiers_ok:02d} hồ sơ đủ điều kiện, "
                        f"{bad:02d} hồ sơ không đủ điều kiện."
                    )
                ],
            )
        ]
        if self.council_result:
            parts.append(("Kết quả họp Hội đồng Thi đua - Khen thưởng", [Paragraph(self.council_result)]))
        request = f"Đề nghị {self.authority} tặng {self.award_form} cho {who} (có Danh sách kèm theo)."
        parts.append(("Đề nghị", [Paragraph(request)]))
        parts.append(
            (
                "Mức tiền thưởng và nguồn kinh phí",
                [*money_table(self.money), Paragraph(f"Nguồn kinh phí: {self.fund}.")],
            )
        )
        if self.departures:
            parts.append(("Nội dung đề nghị khác với ý kiến của Hội đồng", _reasons(self.departures)))
        if self.rejected:
            parts.append(("Trường hợp không đề nghị", _reasons(self.rejected)))
        blocks: list[Block] = []
        for place, (head, body) in enumerate(parts, 1):
            blocks += [SubHead(f"{place}. {head}", 2), *body]
        if self.attachments:
            blocks.append(Paragraph(f"Tài liệu kèm theo: {'; '.join(self.attachments)}."))
        return tuple(blocks)

    def own_fields(self) -> dict[str, object]:
        """Nominees, money and sums."""
        total = sum(line.total for line in self.money)
        return {
            **nominee_fields(self.nominees),
            "co_quan_trinh": self.office,
            "hinh_thuc": self.award_form,
            "tham_quyen": self.authority,
            "phong_trao": self.movement,
            "tien_thuong": [
                {
                    "doi_tuong": line.label,
                    "he_so": line.coefficient,
                    "luong_co_so": vietnamese.number(line.base),
                    "muc": vietnamese.number(line.each),
                    "so_luong": line.count,
                    "thanh_tien": vietnamese.number(line.total),
                }
                for line in self.money
            ],
            "tong_tien": vietnamese.money(total),
            "tong_tien_bang_chu": vietnamese.money_words(total),
            "nguon_kinh_phi": self.fund,
        }


def _reasons(lines: tuple[Rejected, ...]) -> list[Block]:
    return [Paragraph(f"- {line.name}: {line.reason}.") for line in lines]


@dataclass(frozen=True, slots=True, kw_only=True)
class HigherProposal(Paper):
    """Tờ trình of the UBND asking the higher level for an award (form 01, rebuilt).

    The type is always chuyên đề: an award by theme must not serve as the ground for one by công trạng
    (NĐ 98/2023 Art 4, NĐ 152/2025 Art 4(3)). Without ``council_minutes`` it rests on the appraisal alone.
    """

    STANDING: ClassVar[Standing] = "L?"
    NAME: ClassVar[str] = "Tờ trình đề nghị cấp trên khen thưởng"
    AWARD_TYPE: ClassVar[str] = "chuyên đề"

    heading: Heading
    addressees: tuple[str, ...]
    issuer: str
    award_form: str
    higher_authority: str
    movement: str
    bases: tuple[Basis | str, ...]
    nominees: tuple[Nominee, ...]
    recipients: tuple[str, ...]
    signer: Signer
    council_minutes: str = ""
    ground: str = ""
    discipline_statement: str = ""
    opinions: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    form: FormMark | None = None
    list_columns: tuple[Extra, ...] = ()

    @property
    def title(self) -> str:
        """Name of the paper with its issuer."""
        return f"Tờ trình đề nghị tặng {self.award_form} của {self.issuer}"

    def to_document(self) -> Document:
        """Letter and list."""
        kinds = [n.kind for n in self.nominees]
        letter: tuple[Block, ...] = (
            *((Corner(str(self.form)),) if self.form else ()),
            self.heading,
            Title(
                "TỜ TRÌNH",
                f"Về việc đề nghị khen thưởng {self.AWARD_TYPE} đối với {kinds_named(kinds)} trong {self.movement}",
            ),
            Addressees(self.addressees),
            Bases(basis_lines(self.bases)),
            *self._body(),
            Closing(self.recipients, self.signer.signature()),
        )
        annex = nominee_annex(
            subject=f"Đề nghị tặng {self.award_form} trong {self.movement}",
            kind="Tờ trình",
            heading=self.heading,
            issuer=self.issuer,
            nominees=self.nominees,
            extra=self.list_columns,
        )
        return Document(self.title, (Section(letter), annex))

    def _body(self) -> tuple[Block, ...]:
        ground = f"Đối chiếu với quy định tại {self.ground} và" if self.ground else "Căn cứ"
        who = counts([n.kind for n in self.nominees])
        met = f"họp Hội đồng Thi đua - Khen thưởng tại {self.council_minutes}" if self.council_minutes else ""
        blocks: list[Block] = [
            Paragraph(
                f"{ground} kết quả {met or 'thẩm định hồ sơ'}, {self.issuer} đề nghị "
                f"{self.higher_authority} tặng {self.award_form} cho {who} có thành tích xuất sắc trong {self.movement} "
                "(có Danh sách kèm theo)."
            )
        ]
        if self.discipline_statement:
            blocks.append(Paragraph(self.discipline_statement))
        blocks += [Paragraph(f"Ý kiến của cơ quan có liên quan: {text}.") for text in self.opinions]
        blocks.append(
            Paragraph(f"{capital(self.issuer)} chịu trách nhiệm về tính chính xác, trung thực của hồ sơ đề nghị.")
        )
        if self.attachments:
            blocks.append(Paragraph(f"Hồ sơ gửi kèm: {'; '.join(self.attachments)}."))
        submit = f"{capital(self.issuer)} kính trình {self.addressees[0]} xem xét, quyết định./."
        return (*blocks, Paragraph(submit, keep=True))

    def own_fields(self) -> dict[str, object]:
        """Nominees and the words of the request."""
        return {
            **nominee_fields(self.nominees),
            "co_quan_trinh": self.issuer,
            "hinh_thuc": self.award_form,
            "tham_quyen": self.higher_authority,
            "phong_trao": self.movement,
            "can_cu_xet": self.ground,
        }
