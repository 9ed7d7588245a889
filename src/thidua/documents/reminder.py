"""Paper 16, công văn đôn đốc (NĐ 30/2020, model 1.5): only those who are late, what they owe and until when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from thidua.documents import vietnamese
from thidua.documents.base import Paper, Signer, Standing
from thidua.documents.model import (
    Addressees,
    Block,
    Closing,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateItem:
    """What one body still owes; ``due`` is the last day in time, ``None`` where the plan names none."""

    body: str
    duty: str
    due: date | None = None

    def days_late(self, on: date) -> int:
        """Whole days past the last day in time; 0 while there is time."""
        return max(0, (on - self.due).days) if self.due else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderLetter(Paper):
    """Công văn đôn đốc of the committee or its standing office.

    ``about`` follows "V/v"; ``plan`` names the plan as it is cited, ``clause`` its place that asks for the work
    (``mục V.1``); ``on`` is the day whose state the table shows; ``new_due`` is the day the letter asks for, it does not
    change the plan's deadline.
    """

    STANDING: ClassVar[Standing] = "L"
    NAME: ClassVar[str] = "Công văn đôn đốc"

    heading: Heading
    about: str
    plan: str
    movement: str
    late: tuple[LateItem, ...]
    on: date
    recipients: tuple[str, ...]
    signer: Signer
    new_due: date | None = None
    contact: str = ""
    clause: str = ""

    @property
    def title(self) -> str:
        """Công văn with its subject."""
        return f"Công văn {self.about}"

    @property
    def bodies(self) -> tuple[str, ...]:
        """Those concerned, each once, in the order given."""
        return tuple(dict.fromkeys(item.body for item in self.late))

    @property
    def _until(self) -> str:
        return vietnamese.date_words(self.new_due) if self.new_due else ""

    def to_document(self) -> Document:
        """Reference to the plan, table of what is missing, request with a day, contact."""
        columns = (
            Column("TT", 8, "center"),
            Column("Đơn vị", 44),
            Column("Việc còn thiếu", 30),
            Column("Thời hạn", 18, "center"),
        )
        rows = tuple(
            Row((str(place), item.body, item.duty, self._due(item))) for place, item in enumerate(self.late, 1)
        )
        ask = (
            f"hoàn thành chậm nhất vào {self._until}"
            if self.new_due
            else "thực hiện ngay sau khi nhận được văn bản này"
        )
        one = self.bodies[0] if len(self.bodies) == 1 else ""
        clause = f"{self.clause} " if self.clause else ""
        blocks: list[Block] = [
            _with_about(self.heading, self.about),
            Addressees(self.bodies),
            Paragraph(
                f"Thực hiện {self.plan} về {self.movement}, đến ngày {vietnamese.date_short(self.on)}, "
                f"{vietnamese.count(len(self.bodies))} đơn vị còn việc chưa thực hiện theo {clause}Kế hoạch, cụ thể:",
                keep=True,
            ),
            Table(columns, rows),
            Paragraph(f"Đề nghị {one or 'các đơn vị có tên nêu trên'} {ask}."),
        ]
        if self.new_due and any(item.due for item in self.late):
            blocks.append(Paragraph("Thời gian nêu tại văn bản này không thay đổi thời hạn quy định tại Kế hoạch."))
        if self.contact:
            blocks.append(Paragraph(f"Mọi vướng mắc xin liên hệ: {self.contact}."))
        blocks.append(Paragraph(f"Xin thông báo để {one or 'các đơn vị'} biết và thực hiện./.", keep=True))
        blocks.append(Closing(self.recipients, self.signer.signature()))
        return Document(self.title, (Section(tuple(blocks)),))

    def _due(self, item: LateItem) -> str:
        if item.due is None:
            return "Kế hoạch không ghi"
        late = item.days_late(self.on)
        day = vietnamese.date_short(item.due)
        return f"{day} (quá {late} ngày)" if late else day

    def own_fields(self) -> dict[str, object]:
        """Those concerned and what they owe."""
        return {
            "phong_trao": self.movement,
            "ke_hoach": self.plan,
            "han_moi": self._until,
            "viec_thieu": [{"don_vi": item.body, "viec": item.duty, "thoi_han": self._due(item)} for item in self.late],
        }


def _with_about(heading: Heading, about: str) -> Heading:
    """The head with the "V/v" line of a letter; one already given stays."""
    return heading if heading.about else replace(heading, about=f"V/v {about}")
