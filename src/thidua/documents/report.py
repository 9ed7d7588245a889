"""Paper 3, báo cáo thành tích by theme: 3a of a collective, 3b of a person, 3c by criterion of the plan.

The layout is rebuilt from the notes of forms 07 (NĐ 91/2017) and 08 (NĐ 98/2023, NĐ 152/2025); only number and decree
differ between them. Lines whose content is unknown print dots to be filled in, never an invented text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from thidua.documents import vietnamese
from thidua.documents.base import DOTS, FormMark, Paper, Signer, Standing, labelled
from thidua.documents.model import (
    Block,
    Column,
    Corner,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    Signature,
    Signatures,
    SubHead,
    Table,
    Title,
)

Outcome = Literal["met", "unmet", "nodata"]
OUTCOME_WORDS: dict[Outcome, str] = {"met": "Đạt", "unmet": "Không đạt", "nodata": "Chưa có số liệu"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """One criterion of the plan: target, figure with its unit and base, figure of the year before, outcome, evidence.

    ``reason`` says why there is no figure; it is printed with the outcome ``nodata``.
    """

    criterion: str
    target: str
    outcome: Outcome
    result: str = ""
    previous: str = ""
    evidence: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAward:
    """A title or award already given: year, name, and number, day and issuer of its decision."""

    year: str
    name: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report(Paper):
    """Content that reports of collectives and of persons share."""

    heading: Heading
    award: str
    movement: str
    signer: Signer
    confirmer: Signer
    form: FormMark | None = None
    show_form: bool = True
    results: tuple[str, ...] = ()
    criteria: tuple[CriterionResult, ...] = ()
    narrative: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    impact: str = ""
    compliance: str = ""
    past_titles: tuple[PastAward, ...] = ()
    past_awards: tuple[PastAward, ...] = ()
    confirmed_on: date | None = None
    confirm_note: str = ""

    @property
    def standing(self) -> Standing:
        """``L?``: the forms are known by their notes only."""
        return "L?"

    def _opening(self) -> tuple[Block, ...]:
        corner = (Corner(str(self.form)),) if self.form and self.show_form else ()
        title = Title(
            "BÁO CÁO THÀNH TÍCH",
            f"ĐỀ NGHỊ TẶNG THƯỞNG {self.award.upper()}",
            f"(Về thành tích xuất sắc trong {self.movement})",
            rule=False,
        )
        return (*corner, self.heading, title)

    def _lines(self, *pairs: tuple[str, str | int | None]) -> tuple[Block, ...]:
        return tuple(Paragraph(labelled(f"- {label}", value)) for label, value in pairs)

    def _texts(self, texts: tuple[str, ...]) -> tuple[Block, ...]:
        return tuple(Paragraph(f"- {text}") for text in texts) or (Paragraph(DOTS * 4),)

    def _achievements(self) -> tuple[Block, ...]:
        """What follows the results in part II."""
        return (
            SubHead("2. Biện pháp, giải pháp, cách làm; sáng kiến", 2),
            *self._texts(self.measures + self.initiatives),
            SubHead("3. Ý nghĩa, hiệu quả, phạm vi ảnh hưởng", 2),
            Paragraph(self.impact or DOTS * 4),
            SubHead("4. Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước", 2),
            Paragraph(self.compliance or DOTS * 4),
        )

    def _criteria_table(self) -> tuple[Block, ...]:
        columns = (
            Column("TT", 5, "center"),
            Column("Tiêu chí", 27),
            Column("Chỉ tiêu", 11, "center"),
            Column("Kết quả", 11, "center"),
            Column("Năm trước", 10, "center"),
            Column("Đạt / Không đạt / Chưa có số liệu", 10, "center"),
            Column("Minh chứng (số, ngày văn bản)", 26),
        )
        rows = tuple(_criterion_row(place, line) for place, line in enumerate(self.criteria, 1))
        head = SubHead("1. Kết quả thực hiện từng tiêu chí thi đua", 2)
        return (head, Table(columns, rows))

    def _past(self) -> tuple[Block, ...]:
        last = "cơ quan ban hành quyết định"
        return (
            SubHead("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG"),
            SubHead("1. Danh hiệu thi đua", 2),
            _past_table(
                "Danh hiệu thi đua",
                f"Số, ngày, tháng, năm của quyết định công nhận danh hiệu thi đua; {last}",
                self.past_titles,
            ),
            SubHead("2. Hình thức khen thưởng", 2),
            _past_table(
                "Hình thức khen thưởng",
                f"Số, ngày, tháng, năm của quyết định khen thưởng; {last}",
                self.past_awards,
            ),
        )

    def _sign(self, left: str, right: str, right_note: str) -> Signatures:
        when = vietnamese.date_words(self.confirmed_on).capitalize() if self.confirmed_on else ""
        confirmed = Signature((left,), self.confirmer.name, "(Ký tên, đóng dấu)", self.confirm_note, when)
        return Signatures((confirmed, Signature((right,), self.signer.name, right_note)))

    def _assemble(self, first: tuple[Block, ...], second: tuple[Block, ...], sign: Signatures) -> Document:
        """All parts; with criteria their table stands on landscape pages of its own in the middle of part II."""
        part: tuple[Block, ...] = (SubHead("II. THÀNH TÍCH ĐẠT ĐƯỢC"), *second)
        rest = (*self._achievements(), *self._past(), sign)
        if not self.criteria:
            results = SubHead("1. Kết quả thực hiện nội dung, chỉ tiêu thi đua", 2)
            return Document(self.title, (Section((*first, *part, results, *self._texts(self.results), *rest)),))
        upright, landscape = ((*first, *part), ()) if second else (first, part)
        told = tuple(Paragraph(text) for text in (*self.narrative, *self.results))
        return Document(
            self.title,
            (
                Section(upright),
                Section((*landscape, *self._criteria_table()), landscape=True, restart=False),
                Section((*told, *rest), restart=False),
            ),
        )

    def own_fields(self) -> dict[str, object]:
        """Award, movement, criteria rows and past awards."""
        return {
            "hinh_thuc": self.award,
            "phong_trao": self.movement,
            "mau_so": str(self.form or ""),
            "tieu_chi": [
                {
                    "tt": place,
                    "ten": line.criterion,
                    "chi_tieu": line.target,
                    "ket_qua": line.result,
                    "nam_truoc": line.previous,
                    "danh_gia": OUTCOME_WORDS[line.outcome],
                    "minh_chung": line.evidence,
                }
                for place, line in enumerate(self.criteria, 1)
            ],
            "da_khen": [
                {"nam": line.year, "ten": line.name, "quyet_dinh": line.decision}
                for line in (*self.past_titles, *self.past_awards)
            ],
        }


def _criterion_row(place: int, line: CriterionResult) -> Row:
    judged = OUTCOME_WORDS[line.outcome]
    if line.outcome == "nodata" and line.reason:
        judged = f"{judged}: {line.reason}"
    return Row((str(place), line.criterion, line.target, line.result, line.previous, judged, line.evidence))


def _past_table(name: str, decision: str, lines: tuple[PastAward, ...]) -> Table:
    columns = (Column("Năm", 12, "center"), Column(name, 38), Column(decision, 50))
    rows = tuple(Row((line.year, line.name, line.decision)) for line in lines)
    return Table(columns, rows or (Row(("", "Chưa có", "")),))


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectiveReport(_Report):
    """Báo cáo thành tích of a collective; ``criteria`` turns part II into the table of variant 3c."""

    NAME: ClassVar[str] = "Báo cáo thành tích (tập thể)"

    unit: str
    head_office: str = ""
    phone: str = ""
    website: str = ""
    structure: str = ""
    staff_total: int | None = None
    staff_female: int | None = None
    functions: str = ""

    @property
    def title(self) -> str:
        """Name of the paper with the collective."""
        return f"Báo cáo thành tích – {self.unit}"

    def to_document(self) -> Document:
        """Parts I to III and the two signatures."""
        staff = None
        if self.staff_total is not None:
            female = f", trong đó nữ {vietnamese.number(self.staff_female)}" if self.staff_female is not None else ""
            staff = f"{vietnamese.number(self.staff_total)} người{female}"
        first = (
            *self._opening(),
            Paragraph(labelled("Tên tập thể đề nghị", self.unit)),
            SubHead("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH"),
            *self._lines(
                ("Địa điểm trụ sở chính", self.head_office),
                ("Điện thoại", self.phone),
                ("Trang thông tin điện tử", self.website),
                ("Cơ cấu tổ chức", self.structure),
                ("Tổng số cán bộ, công chức, viên chức, người lao động", staff),
                ("Chức năng, nhiệm vụ được giao", self.functions),
            ),
        )
        sign = self._sign(
            "Thủ trưởng đơn vị cấp trên trực tiếp xác nhận".upper(), "THỦ TRƯỞNG ĐƠN VỊ", "(Ký tên, đóng dấu)"
        )
        return self._assemble(first, (), sign)

    def own_fields(self) -> dict[str, object]:
        """Adds the collective's name."""
        return {**_Report.own_fields(self), "ten": self.unit}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndividualReport(_Report):
    """Báo cáo thành tích of a person; for a head of unit ``unit_result`` opens part II."""

    NAME: ClassVar[str] = "Báo cáo thành tích (cá nhân)"

    full_name: str
    birth_date: date | None = None
    gender: str = ""
    home_place: str = ""
    residence: str = ""
    unit: str = ""
    posts: tuple[str, ...] = ()
    qualification: str = ""
    assigned_tasks: str = ""
    unit_result: str = ""

    @property
    def title(self) -> str:
        """Name of the paper with the person."""
        return f"Báo cáo thành tích – {self.full_name}"

    def to_document(self) -> Document:
        """Parts I to III and the two signatures."""
        first = (
            *self._opening(),
            SubHead("I. SƠ LƯỢC LÝ LỊCH"),
            *self._lines(
                ("Họ và tên", self.full_name),
                ("Sinh ngày, tháng, năm", vietnamese.date_short(self.birth_date) if self.birth_date else None),
                ("Giới tính", self.gender),
                ("Quê quán", self.home_place),
                ("Trú quán", self.residence),
                ("Đơn vị công tác", self.unit),
                ("Chức vụ (Đảng, chính quyền, đoàn thể)", "; ".join(self.posts)),
                ("Trình độ chuyên môn, nghiệp vụ", self.qualification),
            ),
        )
        second: list[Block] = [Paragraph(labelled("Quyền hạn, nhiệm vụ được giao", self.assigned_tasks))]
        if self.unit_result:
            second.append(Paragraph(labelled("Kết quả của tập thể do cá nhân phụ trách", self.unit_result)))
        sign = self._sign("XÁC NHẬN CỦA THỦ TRƯỞNG ĐƠN VỊ", "NGƯỜI BÁO CÁO", "(Ký, ghi rõ họ tên)")
        return self._assemble(first, tuple(second), sign)

    def own_fields(self) -> dict[str, object]:
        """Adds the person's name, post and unit."""
        return {
            **_Report.own_fields(self),
            "ten": self.full_name,
            "chuc_vu": "; ".join(self.posts),
            "don_vi": self.unit,
        }
