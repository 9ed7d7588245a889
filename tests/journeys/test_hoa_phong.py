"""Hòa Phong: no deadline, exactly two people, the unit's own meeting, no council; one return for supplement."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys import steps
from tests.journeys.actor import Actor

AWARD = "Giấy khen của Chủ tịch UBND xã"
RESULTS = "Giải quyết 1.186 việc hộ tịch, chứng thực, 1.102 việc trả trong ngày, không việc nào trễ hạn."


def test_from_launch_to_certificate_with_a_return(signed_in: Callable[..., Actor]) -> None:
    office, clerk, head = (signed_in(f"hp.{name}") for name in ("vanthu", "canbo.tp", "truongphong.tp"))
    steps.launch(office, issued_on="16/01/2025", expects=("Kế hoạch không ghi hạn", "Nhận xét về bản kế hoạch"))

    dossier = steps.open_dossier(clerk)
    clerk.reads("Chưa có hạn nộp")
    people = [
        steps.propose(clerk, dossier, position=position, award=AWARD, summary="Tham mưu trả kết quả trong ngày.")
        for position in ("Công chức", "Nhân viên")
    ]
    steps.meet(clerk, dossier, day="26/01/2026", total=4)
    assert steps.report(clerk, dossier, results=RESULTS, rows=True) == 2
    steps.confirm(head, dossier)
    first = steps.file(clerk, dossier)
    steps.receive(office, dossier)

    supplemented(office, clerk, dossier, first)
    steps.receive(office, dossier)
    steps.appraise(office, dossier, people)
    decision = steps.draft_decision(office)

    chair = signed_in("hp.chutich")
    chair.open(f"{decision}duyet/")
    chair.reads("2 / 2", "1.420.000 đ")
    steps.approve(chair, decision)
    number = steps.issue(office, decision)
    office.open(f"{decision}giay-khen/")
    words = steps.pdf_text(office.download("Tải tất cả để in"))
    assert number in words
    assert all(name.upper() in words.upper() for name in people), words
    signed_in("hp.ketoan").open(f"{decision}chi-tien/")


def supplemented(office: Actor, clerk: Actor, dossier: str, first: str) -> None:
    """The office returns with a defect of its own and a last day; the unit answers and hands in again."""
    office.open(f"{dossier}tra-bo-sung/")
    office.fill({"Thiếu sót": "Báo cáo chưa nêu việc làm cụ thể có minh chứng."})
    office.fill({"Cách khắc phục": "Nêu một việc, kèm số liệu trước và sau"})
    office.press("Trả bổ sung", refused=True)  # no day to answer by
    office.reads("Hãy nhập “Ngày cuối đơn vị trả lời”")
    office.fill({"Ngày cuối đơn vị trả lời": "05/02/2026"})
    office.press("Trả bổ sung")
    clerk.open(dossier)
    clerk.reads("Báo cáo chưa nêu việc làm cụ thể có minh chứng.", "06/02/2026")
    clerk.picture("hp-1-tra-bo-sung")
    slip = steps.pdf_text(clerk.download("Tải phiếu yêu cầu bổ sung"))
    assert "Báo cáo chưa nêu việc làm cụ thể" in slip
    clerk.follow("Báo cáo thành tích", within="section[aria-labelledby=viec]")
    clerk.fill({"Kết quả đạt được": f"{RESULTS}\nGiảm từ 3 ngày còn 1 ngày, có sổ theo dõi."})
    clerk.press("Lưu, về hồ sơ")
    again = steps.file(clerk, dossier, again=True)
    assert again != first
