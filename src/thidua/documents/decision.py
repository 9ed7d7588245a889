"""Paper 11, quyết định khen thưởng with the list of awards and their money (NĐ 30/2020 model 1.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from thidua.documents import vietnamese
from thidua.documents.base import (
    KIND_HEADS,
    KIND_WORDS,
    ROMAN,
    Basis,
    Kind,
    Paper,
    Signer,
    Standing,
    attached_to,
    basis_lines,
    capital,
    counts,
    joined,
)
from thidua.documents.model import (
    AnnexHead,
    Article,
    Bases,
    Block,
    Centred,
    Closing,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    SubHead,
    Table,
    Title,
    italic,
)

MOST_INLINE = 5  # awardees that may stand in Điều 1 instead of a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Awardee:
    """One award: who, order number in the decision (``seq``), money in đồng (``None`` when not stated)."""

    kind: Kind
    name: str
    seq: int
    honorific: str = ""
    post: str = ""
    unit: str = ""
    amount: int | None = None
    note: str = ""

    @property
    def place(self) -> str:
        """Post and unit."""
        return ", ".join(part for part in (self.post, self.unit) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardDecision(Paper):
    """Quyết định tặng Giấy khen of the Chủ tịch.

    ``authority`` is the post that awards ("Chủ tịch Ủy ban nhân dân phường …"), ``merit`` the words after "đã có
    thành tích", ``fund`` the source of the money, ``money_rule`` replaces the amounts by a reference when given,
    ``executors`` the offices of the last article. Amounts of Điều 2 are those of ``awardees``.
    """

    STANDING: ClassVar[Standing] = "L"
    NAME: ClassVar[str] = "Quyết định khen thưởng"

    heading: Heading
    authority: str
    award_form: str
    movement: str
    merit: str
    bases: tuple[Basis | str, ...]
    awardees: tuple[Awardee, ...]
    executors: tuple[str, ...]
    fund: str
    recipients: tuple[str, ...]
    signer: Signer
    money_rule: str = ""
    inline: bool = False

    @property
    def title(self) -> str:
        """Name of the paper with the movement."""
        number = self.heading.number_line.removeprefix("Số: ") if self.heading.number is not None else "(dự thảo)"
        return f"Quyết định {number} tặng {self.award_form}"

    @property
    def total(self) -> int:
        """Sum of the money in đồng."""
        return sum(awardee.amount or 0 for awardee in self.awardees)

    def to_document(self) -> Document:
        """Decision, and the list as an annex unless at most five awardees stand in Điều 1."""
        inline = self.inline and len(self.awardees) <= MOST_INLINE
        main: tuple[Block, ...] = (
            self.heading,
            Title("QUYẾT ĐỊNH", f"Về việc tặng {self.award_form} trong {self.movement}"),
            Centred(self.authority.upper()),
            Bases(basis_lines(self.bases)),
            Centred("QUYẾT ĐỊNH:"),
            self._award_article(inline),
            Article(2, self._money_text()),
            Article(3, self._execution(inline)),
            Closing(self.recipients, self.signer.signature()),
        )
        if inline:
            return Document(self.title, (Section(main),))
        head = AnnexHead(
            "DANH SÁCH",
            f"Tập thể, cá nhân được tặng {self.award_form} trong {self.movement}"
            if len(set(self._kinds)) > 1
            else f"{capital(KIND_WORDS[self._kinds[0]])} được tặng {self.award_form} trong {self.movement}",
            attached_to("Quyết định", self.heading, self.authority),
        )
        return Document(self.title, (Section(main), Section((head, *award_tables(self.awardees), *self._sum()))))

    @property
    def _kinds(self) -> list[Kind]:
        return [awardee.kind for awardee in self.awardees]

    def _award_article(self, inline: bool) -> Article:
        who = counts(self._kinds)
        attached = ":" if inline else " (có Danh sách kèm theo)."
        text = f"Tặng {self.award_form} của {self.authority} cho {who} đã có thành tích {self.merit}{attached}"
        return Article(1, text, tuple(_inline(awardee) for awardee in self.awardees) if inline else ())

    def _money_text(self) -> str:
        if self.money_rule:
            return f"Mức tiền thưởng thực hiện theo {self.money_rule}. Nguồn kinh phí: {self.fund}."
        per_kind = [f"{word} {vietnamese.money(amount)}" for word, amount in _amounts(self.awardees)]
        return (
            f"Mức tiền thưởng: {joined(per_kind)}. Tổng số tiền thưởng: {vietnamese.money(self.total)} "
            f"(bằng chữ: {vietnamese.money_words(self.total)}). Nguồn kinh phí: {self.fund}."
        )

    def _execution(self, inline: bool) -> str:
        named = joined([word for kind, word in KIND_WORDS.items() if kind in self._kinds])
        where = "Điều 1" if inline else "Danh sách kèm theo"
        return (
            f"Quyết định này có hiệu lực kể từ ngày ký. {', '.join(self.executors)} và các {named} có tên tại "
            f"{where} chịu trách nhiệm thi hành Quyết định này./."
        )

    def _sum(self) -> tuple[Block, ...]:
        if self.money_rule or not self.total:
            return (Paragraph(f"Danh sách gồm {counts(self._kinds)}./."),)
        return (
            Paragraph(f"Danh sách gồm {counts(self._kinds)}; tổng số tiền thưởng: {vietnamese.money(self.total)}."),
            Paragraph((italic(f"(Bằng chữ: {vietnamese.money_words(self.total)}./.)"),)),
        )

    def own_fields(self) -> dict[str, object]:
        """Awardees by kind, counts, sums."""
        return {
            "tham_quyen": self.authority,
            "hinh_thuc": self.award_form,
            "phong_trao": self.movement,
            "thanh_tich": self.merit,
            "tap_the": [_fields(awardee) for awardee in self.awardees if awardee.kind == "collective"],
            "ca_nhan": [_fields(awardee) for awardee in self.awardees if awardee.kind == "individual"],
            "ho_gia_dinh": [_fields(awardee) for awardee in self.awardees if awardee.kind == "household"],
            "so_luong": counts(self._kinds),
            "tong_tien": vietnamese.money(self.total),
            "tong_tien_bang_chu": vietnamese.money_words(self.total),
            "nguon_kinh_phi": self.fund,
        }


def award_tables(awardees: Sequence[Awardee]) -> tuple[Block, ...]:
    """Tables under Roman headings: collectives, individuals, households."""
    blocks: list[Block] = []
    present = [kind for kind in KIND_HEADS if any(awardee.kind == kind for awardee in awardees)]
    for roman, kind in zip(ROMAN, present, strict=False):
        members = [awardee for awardee in awardees if awardee.kind == kind]
        blocks += [SubHead(f"{roman}. {KIND_HEADS[kind]}"), _award_table(kind, members)]
    return tuple(blocks)


def _award_table(kind: str, members: Sequence[Awardee]) -> Table:
    money = Column("Tiền thưởng (đồng)", 20 if kind != "individual" else 22, "right")
    number = Column("TT", 6, "center")
    if kind == "individual":
        return Table(
            (number, Column("Ông/Bà, họ và tên", 32), Column("Chức vụ, đơn vị", 40), money),
            tuple(Row((str(a.seq), f"{a.honorific} {a.name}".strip(), a.place, _amount(a.amount))) for a in members),
        )
    label = "Tên tập thể" if kind == "collective" else "Chủ hộ, địa chỉ"
    return Table(
        (number, Column(label, 58), money, Column("Ghi chú", 16)),
        tuple(
            Row(
                (
                    str(a.seq),
                    a.name if kind == "collective" else ", ".join(filter(None, (a.name, a.unit))),
                    _amount(a.amount),
                    a.note,
                )
            )
            for a in members
        ),
    )


def _amount(amount: int | None) -> str:
    return "" if amount is None else vietnamese.number(amount)


def _amounts(awardees: Sequence[Awardee]) -> list[tuple[str, int]]:
    """Each different amount once for each kind, in the order of kinds."""
    seen: dict[tuple[str, int], None] = {}
    for kind, word in KIND_WORDS.items():
        for awardee in awardees:
            if awardee.kind == kind and awardee.amount is not None:
                seen[(word, awardee.amount)] = None
    return list(seen)


def _inline(awardee: Awardee) -> str:
    where = f", {awardee.place}" if awardee.place and awardee.kind != "collective" else ""
    return f"{awardee.seq}. {f'{awardee.honorific} {awardee.name}'.strip()}{where};"


def _fields(awardee: Awardee) -> dict[str, object]:
    return {
        "tt": awardee.seq,
        "ten": awardee.name,
        "danh_xung": awardee.honorific,
        "chuc_vu": awardee.post,
        "don_vi": awardee.unit,
        "tien_thuong": _amount(awardee.amount),
        "ghi_chu": awardee.note,
    }
