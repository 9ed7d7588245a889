"""Paper 19, quyết định hủy bỏ, thu hồi of one award (NĐ 30/2020 model 1.2; articles as offices word them)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from thidua.documents import vietnamese
from thidua.documents.base import Basis, Paper, Signer, Standing, basis_lines
from thidua.documents.model import Article, Bases, Centred, Closing, Document, Heading, Section, Title


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationDecision(Paper):
    """Quyết định thu hồi of the Chủ tịch: which award, on what ground, what is to be given back until when.

    ``decision`` is the decision that awarded ("số 15/QĐ-UBND ngày …"), ``ground`` the law's words, ``amount`` the
    money already handed over, in đồng, 0 where nothing was; ``until`` the last day to return it.
    """

    STANDING: ClassVar[Standing] = "L?"
    NAME: ClassVar[str] = "Quyết định thu hồi khen thưởng"

    heading: Heading
    authority: str
    award_form: str
    decision: str
    recipient: str
    seq: int
    ground: str
    reason: str
    bases: tuple[Basis | str, ...]
    amount: int
    until: date | None
    executors: tuple[str, ...]
    recipients: tuple[str, ...]
    signer: Signer

    @property
    def title(self) -> str:
        """Name of the paper with its number."""
        number = self.heading.number_line.removeprefix("Số: ") if self.heading.number is not None else "(dự thảo)"
        return f"Quyết định {number} thu hồi {self.award_form}"

    def to_document(self) -> Document:
        """Three articles: what is annulled and why, what is given back, who carries it out."""
        return Document(
            self.title,
            (
                Section(
                    (
                        self.heading,
                        Title("QUYẾT ĐỊNH", f"Về việc thu hồi {self.award_form}"),
                        Centred(self.authority.upper()),
                        Bases(basis_lines(self.bases)),
                        Centred("QUYẾT ĐỊNH:"),
                        Article(1, self._annulled()),
                        Article(2, self._given_back()),
                        Article(3, self._execution()),
                        Closing(self.recipients, self.signer.signature()),
                    )
                ),
            ),
        )

    def _annulled(self) -> str:
        return (
            f"Hủy bỏ một phần Quyết định {self.decision} của {self.authority} đối với {self.recipient}, số thứ tự "
            f"{self.seq} trong danh sách. Căn cứ: {self.ground}. Lý do: {self.reason.rstrip('.')}."
        )

    def _given_back(self) -> str:
        text = f"Thu hồi {self.award_form} đã trao"
        if not self.amount:
            return f"{text}. Tiền thưởng chưa chi thì không chi."
        until = f", nộp chậm nhất {vietnamese.date_words(self.until)}" if self.until else ""
        words = vietnamese.money_words(self.amount)
        return f"{text} và tiền thưởng số tiền {vietnamese.money(self.amount)} (bằng chữ: {words}){until}."

    def _execution(self) -> str:
        who = ", ".join((*self.executors, self.recipient))
        return f"Quyết định này có hiệu lực kể từ ngày ký. {who} chịu trách nhiệm thi hành Quyết định này./."

    def own_fields(self) -> dict[str, object]:
        """What an office's own layout may name."""
        return {
            "tham_quyen": self.authority,
            "hinh_thuc": self.award_form,
            "quyet_dinh": self.decision,
            "nguoi_bi_thu_hoi": self.recipient,
            "so_thu_tu": self.seq,
            "can_cu_thu_hoi": self.ground,
            "ly_do": self.reason,
            "so_tien": vietnamese.money(self.amount),
            "so_tien_bang_chu": vietnamese.money_words(self.amount) if self.amount else "",
            "nop_truoc": vietnamese.date_short(self.until) if self.until else "",
        }
