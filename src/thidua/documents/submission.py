"""Paper 2, tờ trình of a unit with its list, and paper 4, trích ngang thành tích."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from thidua.documents.base import (
    Basis,
    FormMark,
    Nominee,
    Paper,
    Signer,
    Standing,
    attached_to,
    basis_lines,
    capital,
    counts,
    kinds_named,
)
from thidua.documents.lists import Extra, nominee_annex
from thidua.documents.model import (
    Addressees,
    AnnexHead,
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
    Signatures,
    Table,
    Title,
)


def nominee_fields(nominees: Sequence[Nominee]) -> dict[str, object]:
    """Lists for a template: ``tap_the``, ``ca_nhan``, ``ho_gia_dinh`` and their counts in words."""
    groups = {"tap_the": "collective", "ca_nhan": "individual", "ho_gia_dinh": "household"}
    rows = {
        name: [
            {
                "tt": place,
                "ten": n.name,
                "danh_xung": n.honorific,
                "chuc_vu": n.post,
                "don_vi": n.unit or n.managing_body,
                "hinh_thuc": n.award,
                "thanh_tich": n.summary,
            }
            for place, n in enumerate((n for n in nominees if n.kind == kind), 1)
        ]
        for name, kind in groups.items()
    }
    return {**rows, "so_luong": counts([n.kind for n in nominees])}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionLetter(Paper):
    """Tờ trình đề nghị khen thưởng of a unit (Law 06/2022 Art 84).

    With ``form`` the structure of form 01 of NĐ 98/2023 and NĐ 152/2025 (rebuilt from its filling notes), without it
    the free form used before 2024. ``movement`` is the phrase after "trong" (phong trào thi đua … năm …), ``ground``
    the exact clause of the plan or law, ``meeting`` the reference of the unit's minutes. The counts in the text are
    those of ``nominees``.
    """

    NAME: ClassVar[str] = "Tờ trình đề nghị khen thưởng"

    heading: Heading
    addressees: tuple[str, ...]
    submitter: str
    award_form: str
    award_authority: str
    movement: str
    nominees: tuple[Nominee, ...]
    recipients: tuple[str, ...]
    signer: Signer
    bases: tuple[Basis | str, ...] = ()
    award_type: str = "chuyên đề"
    ground: str = ""
    meeting: str = ""
    plan: str = ""
    opinions: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    form: FormMark | None = None
    list_columns: tuple[Extra, ...] = ()

    @property
    def standing(self) -> Standing:
        """``L?`` for form 01, ``C`` for the free form."""
        return "L?" if self.form else "C"

    @property
    def title(self) -> str:
        """Name of the paper with its submitter."""
        return f"Tờ trình đề nghị khen thưởng của {self.submitter}"

    @property
    def _subject(self) -> str:
        who = kinds_named([n.kind for n in self.nominees])
        kind = f" {self.award_type}" if self.form else ""
        return f"Về việc đề nghị khen thưởng{kind} đối với {who} trong {self.movement}"

    @property
    def _request(self) -> str:
        return (
            f"{capital(self.submitter)} đề nghị {self.award_authority} tặng {self.award_form} cho "
            f"{counts([n.kind for n in self.nominees])} có thành tích xuất sắc trong {self.movement} "
            "(có Danh sách kèm theo)."
        )

    def to_document(self) -> Document:
        """Letter and list; the list turns to landscape when it has more than six columns."""
        body = self._form_body() if self.form else self._free_body()
        letter: tuple[Block, ...] = (
            *((Corner(str(self.form)),) if self.form else ()),
            self.heading,
            Title("TỜ TRÌNH", self._subject),
            Addressees(self.addressees),
            *((Bases(basis_lines(self.bases)),) if self.bases else ()),
            *body,
            Closing(self.recipients, self.signer.signature()),
        )
        annex = nominee_annex(
            subject=f"Đề nghị tặng {self.award_form} trong {self.movement}",
            kind="Tờ trình",
            heading=self.heading,
            issuer=self.submitter,
            nominees=self.nominees,
            extra=self.list_columns,
        )
        return Document(self.title, (Section(letter), annex))

    def _form_body(self) -> tuple[Block, ...]:
        checked = f"Đối chiếu với quy định tại {self.ground}" if self.ground else "Đối chiếu với tiêu chuẩn khen thưởng"
        meeting = f" và kết quả bình xét tại {self.meeting}" if self.meeting else ""
        blocks: list[Block] = [
            Paragraph(f"{checked}{meeting}, các trường hợp nêu tại Danh sách kèm theo đủ điều kiện đề nghị xét khen."),
            Paragraph(self._request),
        ]
        blocks += [Paragraph(f"Ý kiến của cơ quan có liên quan: {text}.") for text in self.opinions]
        promises = self.commitments or (
            f"{capital(self.submitter)} chịu trách nhiệm về tính chính xác, trung thực của hồ sơ và của thành tích "
            "đề nghị khen thưởng.",
        )
        blocks += [Paragraph(text) for text in promises]
        if self.attachments:
            blocks.append(Paragraph("Hồ sơ gửi kèm:", keep=True))
            blocks += [Paragraph(f"{place}. {text};") for place, text in enumerate(self.attachments[:-1], 1)]
            blocks.append(Paragraph(f"{len(self.attachments)}. {self.attachments[-1]}."))
        return (*blocks, self._submit())

    def _free_body(self) -> tuple[Block, ...]:
        plan = f"Thực hiện {self.plan}, trên" if self.plan else "Trên"
        meeting = f" và kết quả {self.meeting}" if self.meeting else ""
        return (
            Paragraph(f"{plan} cơ sở thành tích đã đạt được trong {self.movement}{meeting}, {self._request}"),
            Paragraph("(Có Danh sách và hồ sơ của các trường hợp đề nghị gửi kèm)"),
            self._submit(),
        )

    def _submit(self) -> Paragraph:
        return Paragraph(f"{capital(self.submitter)} kính trình {self.addressees[0]} xem xét, quyết định./.", keep=True)

    def own_fields(self) -> dict[str, object]:
        """Lists of nominees and the words of the request."""
        return {
            **nominee_fields(self.nominees),
            "don_vi_trinh": self.submitter,
            "hinh_thuc": self.award_form,
            "tham_quyen": self.award_authority,
            "phong_trao": self.movement,
            "can_cu_xet": self.ground,
            "ho_so_kem": list(self.attachments),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractSheet(Paper):
    """Trích ngang thành tích: one line for each candidate, landscape, annex to a tờ trình or to council papers."""

    STANDING: ClassVar[Standing] = "P"
    NAME: ClassVar[str] = "Trích ngang thành tích"

    heading: Heading
    letter: Heading
    submitter: str
    movement: str
    nominees: tuple[Nominee, ...]
    signer: Signer
    rating_year: int | None = None

    @property
    def title(self) -> str:
        """Name of the paper with its submitter."""
        return f"Trích ngang thành tích – {self.submitter}"

    def to_document(self) -> Document:
        """One landscape section."""
        year = f" {self.rating_year}" if self.rating_year else ""
        columns = (
            Column("TT", 4, "center"),
            Column("Họ và tên / Tên tập thể", 17),
            Column("Nam", 5, "center", "Năm sinh"),
            Column("Nữ", 5, "center", "Năm sinh"),
            Column("Chức vụ, đơn vị", 16),
            Column(f"Xếp loại{year}", 9, "center"),
            Column("Tóm tắt thành tích chủ yếu, nổi bật", 28),
            Column("Sáng kiến", 8),
            Column("Khen thưởng đã có", 8),
        )
        rows = tuple(_extract_row(place, n) for place, n in enumerate(self.nominees, 1))
        head = AnnexHead(
            "TRÍCH NGANG THÀNH TÍCH",
            f"Đề nghị khen thưởng trong {self.movement}",
            attached_to("Tờ trình", self.letter, self.submitter),
        )
        sign = Signatures((self.signer.signature(),))
        return Document(self.title, (Section((self.heading, head, Table(columns, rows, size=11), sign), True),))

    def own_fields(self) -> dict[str, object]:
        """The candidates."""
        return {**nominee_fields(self.nominees), "don_vi_trinh": self.submitter, "phong_trao": self.movement}


def _extract_row(place: int, n: Nominee) -> Row:
    year = str(n.birth_year or "")
    born = (year if n.female is False else "", year if n.female else "")
    where = n.place or n.managing_body
    return Row((str(place), n.name, *born, where, n.rating, n.summary, n.initiatives, n.prior_awards))
