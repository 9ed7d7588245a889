"""One invented example of every paper; body, people and figures do not exist."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from thidua.documents.model import Column, Paragraph, Row, SubHead, Table
from thidua.documents.papers import (
    AppraisalSheet,
    Attendant,
    AwardDecision,
    Awardee,
    Basis,
    Certificate,
    CollectiveReport,
    CouncilMinutes,
    CriterionResult,
    Defect,
    ExtractSheet,
    FiledPaper,
    FilingReceipt,
    FormMark,
    Heading,
    HigherProposal,
    IndividualReport,
    LateItem,
    MoneyLine,
    Nominee,
    OfficeSubmission,
    OpinionAsked,
    Paper,
    PaperCheck,
    PastAward,
    Payee,
    PaymentList,
    PaymentRequest,
    PlanPaper,
    Recusal,
    Rejected,
    Remark,
    ReminderLetter,
    RevocationDecision,
    Signer,
    StandardCheck,
    SubmissionLetter,
    SupplementRequest,
    UnitMinutes,
    Vote,
)

VN = ZoneInfo("Asia/Ho_Chi_Minh")
PLACE = "Thanh Bình Đông"
WARD = "Ủy ban nhân dân phường Thanh Bình Đông"
CHAIR = "Chủ tịch Ủy ban nhân dân phường Thanh Bình Đông"
MOVEMENT = "phong trào thi đua đẩy mạnh cải cách hành chính năm 2026"
PLAN = "Kế hoạch số 41/KH-UBND ngày 12 tháng 01 năm 2026"
OFFICE = "Phòng Văn hóa - Xã hội"
UNIT = "Phòng Kinh tế, Hạ tầng và Đô thị"
FORM_01 = FormMark(number="01", decree="152/2025/NĐ-CP")
FORM_08 = FormMark(number="08", decree="152/2025/NĐ-CP")

LAW = Basis(kind="Luật", title="Thi đua, khen thưởng", day=date(2022, 6, 15))
LOCAL = Basis(kind="Luật", title="Tổ chức chính quyền địa phương", day=date(2025, 6, 16))
DECREE = Basis(
    kind="Nghị định",
    number="152/2025/NĐ-CP",
    day=date(2025, 6, 14),
    issuer="Chính phủ",
    title="quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng",
)
BASES = (LOCAL, LAW, DECREE, f"Căn cứ {PLAN} của {WARD} phát động {MOVEMENT}")

PEOPLE = (
    Nominee(
        kind="collective",
        name="Trung tâm Phục vụ hành chính công phường Thanh Bình Đông",
        managing_body=WARD,
        award="Giấy khen",
        summary="2.481/2.491 hồ sơ đúng và trước hạn",
        rating="HTXSNV",
    ),
    Nominee(
        kind="individual",
        name="Trần Thị Minh An",
        honorific="Bà",
        post="Công chức",
        unit="Trung tâm Phục vụ hành chính công",
        award="Giấy khen",
        summary="Xử lý 1.204 hồ sơ, 100 % đúng hạn; đề xuất quy trình trả kết quả tại nhà",
        birth_year=1990,
        female=True,
        rating="HTTNV",
        votes="10/11 (90,9 %)",
        initiatives="01",
        prior_awards="GK 2025",
    ),
    Nominee(
        kind="individual",
        name="Lê Quốc Bảo",
        honorific="Ông",
        post="Phó Trưởng phòng",
        unit=UNIT,
        award="Giấy khen",
        summary="Rút ngắn thời gian cấp phép xây dựng từ 15 xuống 09 ngày",
        birth_year=1984,
        female=False,
        rating="HTXSNV",
        votes="11/11 (100 %)",
    ),
)


def ward_heading(symbol: str, number: int | None = 96, day: date | None = date(2026, 12, 18)) -> Heading:
    """Head of a paper of the ward."""
    issuer = "Ủy ban nhân dân\nphường Thanh Bình Đông"
    return Heading(issuer=issuer, symbol=symbol, number=number, place=PLACE, day=day, year=2026)


def unit_heading(
    symbol: str, number: int | None = 7, day: date | None = date(2026, 12, 5), unit: str = UNIT
) -> Heading:
    """Head of a paper of a unit of the ward."""
    return Heading(
        parent_body="UBND phường Thanh Bình Đông",
        issuer=unit,
        symbol=symbol,
        number=number,
        place=PLACE,
        day=day,
        year=2026,
    )


HEAD = Signer(name="Phạm Đức Hòa", post="Trưởng phòng")
OFFICE_HEAD = Signer(name="Đỗ Thị Hồng Nhung", post="Trưởng phòng")
CHAIRMAN = Signer(name="Nguyễn Văn Thành", post="Chủ tịch")


def submission(**changes: Any) -> SubmissionLetter:
    """Paper 2."""
    given: dict[str, Any] = {
        "heading": unit_heading("TTr-PKT"),
        "addressees": (CHAIR,),
        "submitter": UNIT,
        "award_form": "Giấy khen",
        "award_authority": CHAIR,
        "movement": MOVEMENT,
        "nominees": PEOPLE,
        "recipients": ("Như trên", f"{OFFICE} (để thẩm định)", "Lưu: VT, PKT"),
        "signer": HEAD,
        "bases": (LAW, DECREE, f"Căn cứ {PLAN} của {WARD}"),
        "ground": "khoản 3 mục III Kế hoạch số 41/KH-UBND",
        "meeting": "Biên bản số 03/BB-PKT ngày 02 tháng 12 năm 2026",
        "plan": PLAN,
        "attachments": ("Danh sách đề nghị khen thưởng", "Báo cáo thành tích", "Biên bản họp bình xét"),
        "form": FORM_01,
    }
    return SubmissionLetter(**{**given, **changes})


def collective_report(**changes: Any) -> CollectiveReport:
    """Paper 3c for a collective."""
    given: dict[str, Any] = {
        "heading": Heading(
            parent_body="UBND phường Thanh Bình Đông",
            issuer="Trung tâm Phục vụ hành chính công",
            place=PLACE,
            day=date(2026, 12, 3),
        ),
        "award": "Giấy khen của " + CHAIR,
        "movement": MOVEMENT,
        "signer": Signer(name="Vũ Thanh Hải", post="Giám đốc"),
        "confirmer": CHAIRMAN,
        "form": FORM_08,
        "unit": "Trung tâm Phục vụ hành chính công phường Thanh Bình Đông",
        "head_office": "Số 12, đường Hoa Ban, phường Thanh Bình Đông",
        "phone": "0299 3812 345",
        "structure": "01 Giám đốc, 01 Phó Giám đốc, 03 bộ phận",
        "staff_total": 14,
        "staff_female": 9,
        "functions": "Tiếp nhận, giải quyết và trả kết quả thủ tục hành chính",
        "criteria": (
            CriterionResult(
                criterion="Tỷ lệ hồ sơ TTHC giải quyết đúng và trước hạn",
                target="100 %",
                result="99,6 % (2.481/2.491)",
                previous="98,9 %",
                outcome="unmet",
                evidence="Báo cáo 212/BC-TTPVHCC ngày 05/12/2026",
            ),
            CriterionResult(
                criterion="Tỷ lệ hồ sơ trực tuyến toàn trình",
                target="≥ 80 %",
                result="86,2 % (2.147/2.491)",
                previous="71,4 %",
                outcome="met",
                evidence="Báo cáo 212/BC-TTPVHCC ngày 05/12/2026",
            ),
            CriterionResult(
                criterion="Chỉ số hài lòng của người dân",
                target="≥ 90 %",
                outcome="nodata",
                reason="kết quả khảo sát chưa công bố",
            ),
        ),
        "narrative": (
            "Trong năm, Trung tâm tiếp nhận 2.491 hồ sơ, tăng 12,4 % so với năm trước.",
            "Mười hồ sơ trễ hạn đều do liên thông thuế, đã có văn bản xin lỗi.",
        ),
        "measures": ("Bố trí quầy hỗ trợ người cao tuổi nộp hồ sơ trực tuyến.",),
        "initiatives": ("Sáng kiến trả kết quả tại nhà, Quyết định số 210/QĐ-UBND ngày 04/11/2026.",),
        "impact": "Mô hình được 02 phường lân cận học tập.",
        "compliance": "Tập thể chấp hành tốt; không có người bị kỷ luật trong năm 2026.",
        "past_awards": (
            PastAward(year="2025", name="Giấy khen", decision="498/QĐ-UBND, 20/12/2025, Chủ tịch UBND phường"),
        ),
    }
    return CollectiveReport(**{**given, **changes})


def individual_report(**changes: Any) -> IndividualReport:
    """Paper 3b."""
    given: dict[str, Any] = {
        "heading": Heading(
            parent_body="UBND phường Thanh Bình Đông",
            issuer="Trung tâm Phục vụ hành chính công",
            place=PLACE,
            day=None,
            year=2026,
        ),
        "award": "Giấy khen của " + CHAIR,
        "movement": MOVEMENT,
        "signer": Signer(name="Trần Thị Minh An"),
        "confirmer": Signer(name="Vũ Thanh Hải", post="Giám đốc"),
        "form": FORM_08,
        "full_name": "Trần Thị Minh An",
        "birth_date": date(1990, 4, 9),
        "gender": "Nữ",
        "home_place": "Xã Phú Lộc, tỉnh Sơn Hải",
        "unit": "Trung tâm Phục vụ hành chính công phường Thanh Bình Đông",
        "posts": ("Công chức",),
        "qualification": "Cử nhân Luật",
        "assigned_tasks": "Tiếp nhận, trả kết quả lĩnh vực hộ tịch, chứng thực",
        "results": ("Xử lý 1.204 hồ sơ, 100 % đúng hạn (năm trước 1.058 hồ sơ, 99,1 %).",),
        "measures": ("Đề xuất quy trình trả kết quả tại nhà cho người cao tuổi.",),
        "impact": "Áp dụng tại Trung tâm từ tháng 5 năm 2026.",
        "compliance": "Chấp hành tốt chủ trương, chính sách, pháp luật; không bị kỷ luật.",
        "past_titles": (
            PastAward(year="2025", name="Lao động tiên tiến", decision="22/QĐ-UBND, 10/01/2026, UBND phường"),
        ),
    }
    return IndividualReport(**{**given, **changes})


def extract(**changes: Any) -> ExtractSheet:
    """Paper 4."""
    given: dict[str, Any] = {
        "heading": unit_heading(""),
        "letter": unit_heading("TTr-PKT"),
        "submitter": UNIT,
        "movement": MOVEMENT,
        "nominees": PEOPLE,
        "signer": HEAD,
        "rating_year": 2025,
    }
    return ExtractSheet(**{**given, **changes})


VOTES = (
    Vote(kind="collective", name=PEOPLE[0].name, yes=11, no=0, other=0, base=11, proposed=True),
    Vote(kind="individual", name="Trần Thị Minh An", yes=10, no=1, other=0, base=11, proposed=True),
    Vote(kind="individual", name="Hoàng Văn Phúc", yes=4, no=6, other=1, base=11, proposed=False),
)


def unit_minutes(**changes: Any) -> UnitMinutes:
    """Paper 5."""
    members = tuple(Attendant(name=name) for name in ("Phạm Đức Hòa", "Ngô Thị Lan", "Trần Thị Minh An"))
    given: dict[str, Any] = {
        "heading": unit_heading("BB-PKT", 3, date(2026, 12, 2)),
        "unit": UNIT,
        "movement": MOVEMENT,
        "place": "Phòng họp tầng 2, trụ sở phường",
        "chair": Attendant(name="Phạm Đức Hòa", post="Trưởng phòng"),
        "secretary": Attendant(name="Ngô Thị Lan", post="chuyên viên"),
        "present": members * 4,
        "total_members": 13,
        "absent": (Attendant(name="Lê Quốc Bảo", reason="đi công tác"),),
        "plan": PLAN,
        "method": "bỏ phiếu kín",
        "votes": VOTES,
        "started_at": datetime(2026, 12, 2, 8, 30, tzinfo=VN),
        "ended_at": datetime(2026, 12, 2, 10, 15, tzinfo=VN),
        "reports": ("Trung tâm Phục vụ hành chính công", "bà Trần Thị Minh An"),
        "remarks": (Remark(person="Ngô Thị Lan", text="đề nghị bổ sung số liệu hồ sơ trực tuyến."),),
        "conclusion": "Đề nghị tặng Giấy khen cho 01 (một) tập thể và 01 (một) cá nhân.",
        "rejected": (Rejected(name="Hoàng Văn Phúc", reason="không đạt số phiếu quá bán"),),
    }
    return UnitMinutes(**{**given, **changes})


def council_minutes(**changes: Any) -> CouncilMinutes:
    """Paper 7."""
    members = tuple(
        Attendant(name=name, post=post, council_role=role)
        for name, post, role in (
            ("Nguyễn Văn Thành", "Chủ tịch UBND phường", "Chủ tịch Hội đồng"),
            ("Bùi Thị Kim Oanh", "Phó Chủ tịch UBND phường", "Phó Chủ tịch Hội đồng"),
            ("Đỗ Thị Hồng Nhung", "Trưởng phòng Văn hóa - Xã hội", "Ủy viên thường trực"),
            ("Ngô Minh Tuấn", "Chánh Văn phòng", "Ủy viên"),
        )
    )
    given: dict[str, Any] = {
        "heading": Heading(
            parent_body="UBND phường Thanh Bình Đông",
            issuer="Hội đồng thi đua -\nkhen thưởng",
            symbol="BB-HĐTĐKT",
            number=5,
            place=PLACE,
            day=date(2026, 12, 16),
        ),
        "council": "Hội đồng Thi đua - Khen thưởng phường Thanh Bình Đông",
        "subject": f"xét, đề nghị khen thưởng {MOVEMENT}",
        "place": "Phòng họp số 1",
        "founding_decision": "Quyết định số 88/QĐ-UBND ngày 10 tháng 7 năm 2025",
        "members_total": 5,
        "present": members,
        "absent": (Attendant(name="Trịnh Công Sơn Hà", reason="nghỉ ốm", wrote=True),),
        "chair": members[0],
        "secretary": members[2],
        "plan": PLAN,
        "appraisal": "Báo cáo số 61/BC-VHXH ngày 14 tháng 12 năm 2026",
        "dossiers_total": 12,
        "dossiers_ok": 10,
        "votes": (
            Vote(kind="collective", name=PEOPLE[0].name, yes=5, no=0, other=0, base=5, proposed=True),
            Vote(kind="individual", name="Trần Thị Minh An", yes=4, no=0, other=1, base=5, proposed=True),
        ),
        "base_words": "tổng số thành viên Hội đồng",
        "method": "bỏ phiếu kín",
        "tally_minutes": True,
        "threshold": "trên 50 % tổng số thành viên",
        "recusals": (Recusal(member="Ngô Minh Tuấn", item="Lê Quốc Bảo", reason="có quan hệ gia đình"),),
        "recommended": ("tặng Giấy khen cho 01 (một) tập thể và 01 (một) cá nhân",),
        "rejected": (Rejected(name="Hoàng Văn Phúc", reason="có phản ánh đúng trong năm"),),
        "dissent": (Remark(person="Bùi Thị Kim Oanh", text="đề nghị xem lại tiêu chuẩn về hồ sơ trễ hạn."),),
        "addressed_to": CHAIR,
        "started_at": datetime(2026, 12, 16, 14, 0, tzinfo=VN),
        "ended_at": datetime(2026, 12, 16, 16, 20, tzinfo=VN),
    }
    return CouncilMinutes(**{**given, **changes})


def appraisal(**changes: Any) -> AppraisalSheet:
    """Paper 9a."""
    given: dict[str, Any] = {
        "heading": unit_heading("", None, date(2026, 12, 14), OFFICE),
        "dossier_code": "TĐ26-0147",
        "unit": UNIT,
        "candidate": "Bà Trần Thị Minh An, công chức Trung tâm Phục vụ hành chính công",
        "movement": MOVEMENT,
        "award": "Giấy khen",
        "received_at": datetime(2026, 12, 12, 16, 42, 9, tzinfo=VN),
        "papers": (
            PaperCheck(name="Tờ trình kèm danh sách", asked="Mẫu số 01, bản chính", present=True),
            PaperCheck(
                name="Báo cáo thành tích", asked="Mẫu số 08, có xác nhận", present=False, remark="Thiếu xác nhận"
            ),
        ),
        "standards": (
            StandardCheck(
                standard="Hoàn thành tốt nhiệm vụ trở lên",
                clause="III.3.b",
                asked="HTTNV",
                found="HTTNV, Quyết định 15/QĐ-UBND",
                finding="met",
            ),
            StandardCheck(
                standard="Có sáng kiến được công nhận", clause="III.3.b", asked="01", found="", finding="nodata"
            ),
        ),
        "opinions": (OpinionAsked(body="Công an phường", day="15/12/2026", answer="không có ý kiến khác"),),
        "conclusion": "Yêu cầu bổ sung xác nhận của thủ trưởng đơn vị; các tiêu chuẩn còn lại đạt.",
        "appraiser": Signer(name="Mai Thị Hà", post="Người thẩm định"),
        "second_appraiser": Signer(name="Lý Hoàng Nam", post="Người thẩm định thứ hai"),
        "head": OFFICE_HEAD,
    }
    return AppraisalSheet(**{**given, **changes})


def supplement(**changes: Any) -> SupplementRequest:
    """Paper 9c."""
    given: dict[str, Any] = {
        "heading": unit_heading("PYC-VHXH", 12, date(2026, 12, 15), OFFICE),
        "unit": UNIT,
        "dossier_code": "TĐ26-0147",
        "movement": MOVEMENT,
        "defects": (
            Defect(
                paper="Báo cáo thành tích của ông Lê Quốc Bảo",
                what="chưa có xác nhận của thủ trưởng đơn vị",
                clause="khoản IV.2.c Kế hoạch",
                cure="thủ trưởng đơn vị ký, đóng dấu vào phần xác nhận",
            ),
            Defect(
                paper="Biên bản họp bình xét",
                what="không ghi tỷ lệ phiếu",
                clause="khoản IV.2.b Kế hoạch",
                cure="bổ sung bảng kết quả biểu quyết",
            ),
        ),
        "answer_by": datetime(2026, 12, 18, 17, 0, tzinfo=VN),
        "contact": "Mai Thị Hà, điện thoại 0299 3812 346",
        "signer": Signer(name="Mai Thị Hà", post="Người tiếp nhận"),
    }
    return SupplementRequest(**{**given, **changes})


MONEY = (
    MoneyLine(label="Cá nhân", coefficient="0,3", base=2_530_000, each=760_000, count=10),
    MoneyLine(label="Tập thể", coefficient="0,6", base=2_530_000, each=1_520_000, count=4),
)


def office_submission(**changes: Any) -> OfficeSubmission:
    """Paper 10."""
    given: dict[str, Any] = {
        "heading": unit_heading("TTr-VHXH", 34, date(2026, 12, 18), OFFICE),
        "addressees": (CHAIR,),
        "office": OFFICE,
        "award_form": "Giấy khen",
        "authority": CHAIR,
        "movement": MOVEMENT,
        "bases": (LAW, DECREE),
        "dossiers_total": 12,
        "dossiers_ok": 10,
        "nominees": PEOPLE,
        "money": MONEY,
        "fund": "Quỹ thi đua, khen thưởng của phường năm 2026",
        "council_result": "Hội đồng họp ngày 16 tháng 12 năm 2026 nhất trí đề nghị khen thưởng các trường hợp trong Danh sách.",
        "rejected": (Rejected(name="Hoàng Văn Phúc", reason="có phản ánh đúng trong năm 2026"),),
        "attachments": ("dự thảo Quyết định", "Biên bản họp Hội đồng"),
        "recipients": ("Như trên", "Lưu: VT, VHXH"),
        "signer": OFFICE_HEAD,
    }
    return OfficeSubmission(**{**given, **changes})


def awardees(collectives: int = 4, individuals: int = 10) -> tuple[Awardee, ...]:
    """Invented awardees in the order of the decision."""
    units = tuple(
        Awardee(kind="collective", name=f"Tổ dân phố số {n}, phường Thanh Bình Đông", seq=n, amount=1_520_000)
        for n in range(1, collectives + 1)
    )
    names = ("Trần Thị Minh An", "Lê Quốc Bảo", "Đặng Thùy Dương", "Nguyễn Hữu Đạt", "Võ Ngọc Hân")
    people = tuple(
        Awardee(
            kind="individual",
            name=names[n % 5],
            honorific="Bà" if n % 2 == 0 else "Ông",
            seq=n + 1,
            post="Công chức",
            unit="Trung tâm Phục vụ hành chính công phường Thanh Bình Đông",
            amount=760_000,
        )
        for n in range(individuals)
    )
    return units + people


def decision(**changes: Any) -> AwardDecision:
    """Paper 11."""
    given: dict[str, Any] = {
        "heading": ward_heading("QĐ-UBND", 512, date(2026, 12, 22)),
        "authority": CHAIR,
        "award_form": "Giấy khen",
        "movement": MOVEMENT,
        "merit": f"xuất sắc trong {MOVEMENT}",
        "bases": (*BASES, f"Theo đề nghị của {OFFICE} tại Tờ trình số 34/TTr-VHXH ngày 18 tháng 12 năm 2026"),
        "awardees": awardees(),
        "executors": ("Chánh Văn phòng", f"Trưởng {OFFICE}", "Trưởng Phòng Kinh tế, Hạ tầng và Đô thị"),
        "fund": "Quỹ thi đua, khen thưởng của phường năm 2026",
        "recipients": ("Như Điều 3", "Sở Nội vụ (để b/c)", "Đảng ủy, HĐND phường (để b/c)", "Lưu: VT, VHXH"),
        "signer": CHAIRMAN,
    }
    return AwardDecision(**{**given, **changes})


def revocation(**changes: Any) -> RevocationDecision:
    """Paper 19."""
    given: dict[str, Any] = {
        "heading": ward_heading("QĐ-UBND", 31, date(2027, 3, 4)),
        "authority": CHAIR,
        "award_form": "Giấy khen",
        "decision": "số 512/QĐ-UBND ngày 22 tháng 12 năm 2026",
        "recipient": "Ông Lê Văn Bốn",
        "seq": 7,
        "ground": "điểm a khoản 2 Điều 93 Luật Thi đua, khen thưởng: kê khai gian dối thành tích",
        "reason": "Số hồ sơ trả đúng hạn trong báo cáo thành tích không có trong sổ theo dõi.",
        "bases": (*BASES, "Căn cứ Kết luận số 12/KL-VHXH ngày 26 tháng 02 năm 2027"),
        "amount": 760_000,
        "until": date(2027, 4, 5),
        "executors": (f"Trưởng {OFFICE}", "Trưởng Phòng Kinh tế, Hạ tầng và Đô thị"),
        "recipients": ("Như Điều 3", "Lưu: VT, VHXH"),
        "signer": CHAIRMAN,
    }
    return RevocationDecision(**{**given, **changes})


def certificate(**changes: Any) -> Certificate:
    """Paper 12."""
    given: dict[str, Any] = {
        "kind": "individual",
        "recipient": "Trần Thị Minh An",
        "honorific": "Bà",
        "authority": CHAIR,
        "detail": "Công chức Trung tâm Phục vụ hành chính công phường Thanh Bình Đông",
        "merit": f"Đã có thành tích xuất sắc trong {MOVEMENT}",
        "signer": CHAIRMAN,
        "seq": 15,
        "number": 512,
        "day": date(2026, 12, 22),
        "place": PLACE,
        "check_code": "7F3K-92QM-XD4T",
        "check_url": "https://thidua.thanhbinhdong.example/kt/7F3K92QMXD4T",
    }
    return Certificate(**{**given, **changes})


def payment_list(**changes: Any) -> PaymentList:
    """Paper 14, list."""
    payees = tuple(
        Payee(
            kind=a.kind,
            name=a.name,
            unit=a.unit or "Phường Thanh Bình Đông",
            coefficient="0,6" if a.kind == "collective" else "0,3",
            amount=a.amount or 0,
            representative="Hồ Thị Mận" if a.kind == "collective" else "",
        )
        for a in awardees(2, 5)
    )
    given: dict[str, Any] = {
        "heading": ward_heading("", None, date(2026, 12, 24)),
        "movement": MOVEMENT,
        "decision": "Quyết định số 512/QĐ-UBND ngày 22 tháng 12 năm 2026",
        "payees": payees,
        "preparer": Signer(name="Mai Thị Hà", post="Người lập"),
        "accountant": Signer(name="Lương Bích Ngọc", post="Kế toán"),
        "approver": CHAIRMAN,
    }
    return PaymentList(**{**given, **changes})


def payment_request(**changes: Any) -> PaymentRequest:
    """Paper 14, request."""
    given: dict[str, Any] = {
        "heading": unit_heading("", None, date(2026, 12, 24), OFFICE),
        "addressees": (CHAIR, "Kế toán trưởng"),
        "requester": "Mai Thị Hà",
        "department": OFFICE,
        "purpose": "Chi tiền thưởng theo Quyết định số 512/QĐ-UBND ngày 22 tháng 12 năm 2026",
        "amount": 13_680_000,
        "vouchers": ("Quyết định số 512/QĐ-UBND", "Danh sách chi tiền thưởng"),
        "accountant": Signer(name="Lương Bích Ngọc", post="Kế toán trưởng"),
        "approver": Signer(name="Nguyễn Văn Thành", post="Người duyệt"),
    }
    return PaymentRequest(**{**given, **changes})


def higher_proposal(**changes: Any) -> HigherProposal:
    """Paper 15."""
    given: dict[str, Any] = {
        "heading": ward_heading("TTr-UBND", None, None),
        "addressees": ("Chủ tịch Ủy ban nhân dân tỉnh Sơn Hải", "Sở Nội vụ tỉnh Sơn Hải"),
        "issuer": WARD,
        "award_form": "Bằng khen",
        "higher_authority": "Chủ tịch Ủy ban nhân dân tỉnh Sơn Hải",
        "movement": MOVEMENT,
        "bases": (LAW, DECREE),
        "council_minutes": "Biên bản số 05/BB-HĐTĐKT ngày 16 tháng 12 năm 2026 (05/05 thành viên đồng ý)",
        "nominees": PEOPLE[:2],
        "ground": "khoản 2 mục III Kế hoạch số 41/KH-UBND",
        "discipline_statement": "Các trường hợp đề nghị không trong thời gian xem xét kỷ luật, không có khiếu nại, tố cáo đang giải quyết.",
        "attachments": ("Báo cáo thành tích", "Biên bản họp Hội đồng"),
        "form": FORM_01,
        "recipients": ("Như trên", "Lưu: VT, VHXH"),
        "signer": Signer(
            name="Bùi Thị Kim Oanh",
            post="Phó Chủ tịch",
            head_post="Chủ tịch",
            body="Ủy ban nhân dân",
            mode="TM_KT",
        ),
    }
    return HigherProposal(**{**given, **changes})


def receipt(**changes: Any) -> FilingReceipt:
    """Paper 20."""
    given: dict[str, Any] = {
        "heading": unit_heading("TNHS", 147, date(2026, 12, 12), OFFICE),
        "dossier_code": "TĐ26-0147",
        "unit": UNIT,
        "filer": "Ngô Thị Lan",
        "movement": MOVEMENT,
        "round_label": "Đợt xét năm 2026",
        "papers": (
            FiledPaper(
                name="Tờ trình số 07/TTr-PKT và danh sách", extent="3 trang", nature="Điện tử", digest="9f2c41d07be1"
            ),
            FiledPaper(name="Biên bản họp bình xét", extent="2 trang", nature="Bản chính", digest="04aa19c3d2f0"),
        ),
        "received_at": datetime(2026, 12, 12, 16, 42, 9, tzinfo=VN),
        "deadline": "trước ngày 15/12/2026",
        "in_time": True,
        "result_day": date(2026, 12, 25),
        "receiver": Signer(name="Mai Thị Hà", post="Người nhận"),
    }
    return FilingReceipt(**{**given, **changes})


def plan_paper(**changes: Any) -> PlanPaper:
    """Paper 1."""
    given: dict[str, Any] = {
        "heading": ward_heading("KH-UBND", 41, date(2026, 1, 12)),
        "subject": f"Phát động {MOVEMENT}",
        "bases": tuple(map(str, (LAW, DECREE))),
        "lead": (f"{WARD} ban hành Kế hoạch như sau:",),
        "body": (
            SubHead("I. MỤC ĐÍCH, YÊU CẦU"),
            SubHead("1. Mục đích", 2),
            Paragraph("- Nâng cao chất lượng phục vụ người dân, doanh nghiệp."),
            SubHead("II. SỐ LƯỢNG KHEN THƯỞNG"),
            Table(
                (Column("TT", 8, "center"), Column("Đối tượng", 62), Column("Số lượng", 30)),
                (Row(("1", "Tập thể", "tối đa 05")), Row(("2", "Cá nhân", "tối đa 12"))),
            ),
            Paragraph("Trên đây là Kế hoạch; yêu cầu các đơn vị nghiêm túc triển khai thực hiện./."),
        ),
        "recipients": ("Sở Nội vụ (để b/c)", "Các phòng chuyên môn", "Lưu: VT, VHXH"),
        "signature": Signer(
            name="Lê Thị Hải Yến", post="Phó Chủ tịch", mode="TM_KT", head_post="Chủ tịch", body="Ủy ban nhân dân"
        ).signature(),
    }
    return PlanPaper(**{**given, **changes})


def reminder(**changes: Any) -> ReminderLetter:
    """Paper 16."""
    given: dict[str, Any] = {
        "heading": ward_heading("UBND-VHXH", 318, date(2026, 12, 8)),
        "about": "đôn đốc nộp hồ sơ đề nghị khen thưởng năm 2026",
        "plan": PLAN,
        "movement": MOVEMENT,
        "late": (
            LateItem(body=UNIT, duty="Hồ sơ đề nghị khen thưởng", due=date(2026, 12, 5)),
            LateItem(body="Trường Tiểu học Hoa Ban", duty="Kế hoạch của đơn vị", due=date(2026, 2, 28)),
            LateItem(body="Trường Tiểu học Hoa Ban", duty="Báo cáo 6 tháng"),
        ),
        "on": date(2026, 12, 8),
        "new_due": date(2026, 12, 11),
        "contact": "Mai Thị Hà, điện thoại 0299 3812 346",
        "recipients": ("Như trên", "Lưu: VT, VHXH"),
        "signer": Signer(
            name="Đỗ Thị Hồng Nhung", post="Trưởng phòng Văn hóa - Xã hội", mode="TL", head_post="Chủ tịch"
        ),
    }
    return ReminderLetter(**{**given, **changes})


def every_paper() -> dict[str, Paper]:
    """One of each, by a short name."""
    return {
        "submission": submission(),
        "submission-free": submission(form=None, bases=()),
        "collective-report": collective_report(),
        "individual-report": individual_report(),
        "extract": extract(),
        "unit-minutes": unit_minutes(),
        "council-minutes": council_minutes(),
        "appraisal": appraisal(),
        "supplement": supplement(),
        "office-submission": office_submission(),
        "decision": decision(),
        "certificate": certificate(),
        "payment-list": payment_list(),
        "payment-request": payment_request(),
        "higher-proposal": higher_proposal(),
        "receipt": receipt(),
        "plan": plan_paper(),
        "reminder": reminder(),
        "revocation": revocation(),
    }
