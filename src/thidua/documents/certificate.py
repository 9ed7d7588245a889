"""Paper 12, giấy khen (NĐ 98/2023 Art 104; no newer model is known, so the layout is unverified from 01/7/2025).

The space for the national emblem at the top is left blank: the emblem belongs to pre-printed stock ordered by the
office. Nothing here draws the emblem or anything like it, and the frame is a plain ornament that does not resemble
certificates of state level.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from thidua.documents import vietnamese
from thidua.documents.base import Kind, Paper, Signer, Standing
from thidua.documents.model import BLANK, CertificateFace, Document, Offsets, Section

Preprinted = Literal["national", "authority", "form"]
LAST_VERIFIED = date(2025, 6, 30)  # NĐ 98/2023 Art 104 applied until this day


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Paper):
    """Giấy khen for one awardee.

    ``authority`` is the awarding post in full; ``detail`` the post and unit of a person, the parent body of a
    collective, the address of a household; ``merit`` the words under it (three lines at most are asked for by the
    layout, longer texts shrink). ``seq`` is the order number in the decision, printed as "Số sổ vàng".
    ``check_url`` becomes a small QR mark at the bottom edge with ``check_code`` beside it.
    ``texts_only`` prints no frame for pre-printed stock of ``width_mm`` × ``height_mm``, shifted by ``offsets``;
    lines that the stock already carries are named in ``preprinted`` and only keep their space.
    """

    NAME: ClassVar[str] = "Giấy khen"

    kind: Kind
    recipient: str
    authority: str
    merit: str
    signer: Signer
    seq: int | None = None
    symbol: str = "QĐ-UBND"
    number: int | str | None = None
    day: date | None = None
    place: str = ""
    honorific: str = ""
    detail: str = ""
    form: str = "Giấy khen"
    check_code: str = ""
    check_url: str = ""
    texts_only: bool = False
    preprinted: tuple[Preprinted, ...] = ()
    width_mm: float = 297
    height_mm: float = 210
    offsets: Offsets = field(default_factory=Offsets)

    @property
    def standing(self) -> Standing:
        """``L`` while Art 104 applied, ``L?`` after it and for drafts without a day."""
        return "L" if self.day and self.day <= LAST_VERIFIED else "L?"

    @property
    def title(self) -> str:
        """Name of the paper with the awardee."""
        return f"{self.form} – {self.recipient}"

    @property
    def face(self) -> CertificateFace:
        """The one page."""
        shown = f"{self.number:02d}" if isinstance(self.number, int) else self.number or BLANK * 6
        blank_day = f"ngày{BLANK * 6}tháng{BLANK * 6}năm{BLANK * 8}"
        when = vietnamese.date_words(self.day) if self.day else blank_day
        where = f"{self.place}, " if self.place else ""
        return CertificateFace(
            authority=self.authority.upper(),
            form=self.form.upper(),
            recipient=self.recipient,
            honorific=self.honorific,
            detail=self.detail,
            merit=self.merit,
            decision_line=f"Số quyết định: {shown}/{self.symbol}, {when}",
            book_line=f"Số sổ vàng: {self.seq if self.seq is not None else BLANK * 6}",
            date_line=f"{where}{when}",
            signature=self.signer.signature(),
            check_text=self.check_code,
            check_url=self.check_url,
            frame=not self.texts_only,
            preprinted=self.preprinted,
            width_mm=self.width_mm,
            height_mm=self.height_mm,
            offsets=self.offsets,
        )

    def to_document(self) -> Document:
        """One landscape page."""
        return Document(self.title, (Section((self.face,), landscape=True),))

    def own_fields(self) -> dict[str, object]:
        """Every line of the page."""
        face = self.face
        return {
            "tham_quyen": face.authority,
            "hinh_thuc": face.form,
            "danh_xung": face.honorific,
            "ten": face.recipient,
            "chi_tiet": face.detail,
            "thanh_tich": face.merit,
            "so_quyet_dinh": face.decision_line,
            "so_so_vang": face.book_line,
            "dia_danh_ngay": face.date_line,
            "chuc_vu_ky": "\n".join(face.signature.lines),
            "nguoi_ky": face.signature.name,
            "ma_kiem_tra": self.check_code,
        }
