"""Paper 14: danh sách chi tiền thưởng and giấy đề nghị thanh toán (within the office's own accounting)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from thidua.documents import vietnamese
from thidua.documents.base import Kind, Paper, Signer, Standing, labelled
from thidua.documents.model import (
    Addressees,
    Block,
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Row,
    Run,
    Section,
    Signatures,
    Table,
    Title,
    bold,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """One line: coefficient as printed ("0,3"), money due and money paid in đồng; bank details are internal only."""

    kind: Kind
    name: str
    unit: str
    coefficient: str
    amount: int
    paid: int | None = None
    representative: str = ""
    account_holder: str = ""
    account_number: str = ""
    bank: str = ""

    @property
    def received(self) -> int:
        """What is handed over: the amount unless told otherwise."""
        return self.amount if self.paid is None else self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentList(Paper):
    """Danh sách chi tiền thưởng; ``by_bank`` replaces the signature column by account holder, number and bank."""

    STANDING: ClassVar[Standing] = "C"
    NAME: ClassVar[str] = "Danh sách chi tiền thưởng"

    heading: Heading
    movement: str
    decision: str
    payees: tuple[Payee, ...]
    preparer: Signer
    accountant: Signer
    approver: Signer
    by_bank: bool = False

    @property
    def title(self) -> str:
        """Name of the paper with the decision."""
        return f"Danh sách chi tiền thưởng theo {self.decision}"

    @property
    def total(self) -> int:
        """Sum to be handed over, in đồng."""
        return sum(payee.received for payee in self.payees)

    def to_document(self) -> Document:
        """Landscape list with its total, the sum in words and three signatures."""
        columns = self._columns()
        tail = len(columns) - 6
        rows = [self._row(place, payee) for place, payee in enumerate(self.payees, 1)]
        due = sum(payee.amount for payee in self.payees)
        sums = (vietnamese.number(due), vietnamese.number(self.total), *([""] * tail))
        rows.append(Row(("Tổng cộng", *sums), bold=True, span=4, align="center"))
        blocks: tuple[Block, ...] = (
            self.heading,
            Title("DANH SÁCH CHI TIỀN THƯỞNG", f"{self.movement}", f"(Theo {self.decision})", rule=False),
            Note("Đơn vị tính: đồng", "right"),
            Table(columns, tuple(rows)),
            Paragraph((bold("Bằng chữ: "), Run(f"{vietnamese.money_words(self.total)}./.")), keep=True),
            Signatures((self.preparer.signature(), self.accountant.signature(), self.approver.signature())),
        )
        return Document(self.title, (Section(blocks, landscape=True),))

    def _columns(self) -> tuple[Column, ...]:
        first = (
            Column("TT", 5, "center"),
            Column("Họ và tên / Tập thể", 26),
            Column("Đơn vị", 20),
            Column("Hệ số", 8, "center"),
            Column("Mức thưởng", 13, "right"),
            Column("Số thực nhận", 13, "right"),
        )
        if self.by_bank:
            return (*first, Column("Chủ tài khoản", 15), Column("Số tài khoản", 13), Column("Ngân hàng", 13))
        return (*first, Column("Ký nhận", 15))

    def _row(self, place: int, payee: Payee) -> Row:
        name = f"{payee.name} (người nhận: {payee.representative})" if payee.representative else payee.name
        money = (vietnamese.number(payee.amount), vietnamese.number(payee.received))
        tail = (payee.account_holder, payee.account_number, payee.bank) if self.by_bank else ("",)
        return Row((str(place), name, payee.unit, payee.coefficient, *money, *tail))

    def own_fields(self) -> dict[str, object]:
        """Lines and sums."""
        return {
            "phong_trao": self.movement,
            "quyet_dinh": self.decision,
            "nguoi_nhan": [
                {
                    "tt": place,
                    "ten": payee.name,
                    "don_vi": payee.unit,
                    "he_so": payee.coefficient,
                    "muc_thuong": vietnamese.number(payee.amount),
                    "thuc_nhan": vietnamese.number(payee.received),
                }
                for place, payee in enumerate(self.payees, 1)
            ],
            "tong_tien": vietnamese.money(self.total),
            "tong_tien_bang_chu": vietnamese.money_words(self.total),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRequest(Paper):
    """Giấy đề nghị thanh toán for the award money; ``vouchers`` are the original papers attached."""

    STANDING: ClassVar[Standing] = "C"
    NAME: ClassVar[str] = "Giấy đề nghị thanh toán"

    heading: Heading
    addressees: tuple[str, ...]
    requester: str
    department: str
    purpose: str
    amount: int
    vouchers: tuple[str, ...]
    accountant: Signer
    approver: Signer

    @property
    def title(self) -> str:
        """Name of the paper with the requester."""
        return f"Giấy đề nghị thanh toán – {self.requester}"

    def to_document(self) -> Document:
        """One page with three signatures."""
        attached = "; ".join(self.vouchers)
        requester = Signer(name=self.requester, post="Người đề nghị thanh toán")
        blocks: tuple[Block, ...] = (
            self.heading,
            Title("GIẤY ĐỀ NGHỊ THANH TOÁN", rule=False),
            Addressees(self.addressees),
            Paragraph(labelled("Họ và tên người đề nghị thanh toán", self.requester)),
            Paragraph(labelled("Bộ phận (hoặc địa chỉ)", self.department)),
            Paragraph(labelled("Nội dung thanh toán", self.purpose)),
            Paragraph(labelled("Số tiền", vietnamese.money(self.amount))),
            Paragraph(labelled("Viết bằng chữ", vietnamese.money_words(self.amount))),
            Paragraph(f"(Kèm theo {vietnamese.count(len(self.vouchers))} chứng từ gốc: {attached})", keep=True),
            Signatures((requester.signature(), self.accountant.signature(), self.approver.signature())),
        )
        return Document(self.title, (Section(blocks),))

    def own_fields(self) -> dict[str, object]:
        """Requester, purpose and sum."""
        return {
            "nguoi_de_nghi": self.requester,
            "bo_phan": self.department,
            "noi_dung_thanh_toan": self.purpose,
            "tong_tien": vietnamese.money(self.amount),
            "tong_tien_bang_chu": vietnamese.money_words(self.amount),
            "chung_tu": list(self.vouchers),
        }
