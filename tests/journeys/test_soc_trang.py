"""One dossier of the Sóc Trăng plan from launch to the printed certificate, through the pages alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.journeys import steps
from tests.journeys.actor import Actor

RESULTS = "Tiếp nhận 4.210 hồ sơ, trả đúng hạn và trước hạn 4.210 hồ sơ.\nGiảm thời gian chờ từ 25 phút còn 9 phút."


def test_from_launch_to_certificate(signed_in: Callable[..., Actor]) -> None:
    office, clerk = signed_in("st.vanthu"), signed_in("st.canbo.hcc")
    steps.launch(office, issued_on="24/10/2025", expects=("29/01/2026", "Nhận xét về bản kế hoạch"))
    office.picture("st-1-phong-trao")

    dossier = steps.open_dossier(clerk)
    collective = steps.propose(clerk, dossier, summary="Hoàn thành 42/42 nhiệm vụ, không hồ sơ trễ hạn.")
    person = steps.propose(clerk, dossier, position="Phó Giám đốc", summary="Xây dựng tổ hỗ trợ nộp hồ sơ tại khóm.")
    steps.meet(clerk, dossier, day="26/01/2026", total=8, absent="01 người đi công tác")
    assert steps.report(clerk, dossier, results=RESULTS) == 2
    clerk.reads("Xem lại toàn bộ hồ sơ", "Đạt")
    clerk.picture("st-2-ho-so")

    steps.confirm(signed_in("st.giamdoc.hcc"), dossier)
    number = steps.file(clerk, dossier)
    clerk.reads(number, "Đúng hạn", "29/01/2026")
    clerk.picture("st-3-bien-nhan")

    steps.receive(office, dossier)
    steps.appraise(office, dossier, [collective, person])
    office.picture("st-4-tham-dinh")
    decision = steps.draft_decision(office, fewer="Mới một tập thể đủ tiêu chuẩn theo kết quả đã công bố.")

    chair = signed_in("st.chutich")
    chair.open(f"{decision}duyet/")
    chair.reads("1 / 4", "1 / 7", "2.120.000 đ", "lương cơ sở 2.340.000 đ")
    chair.picture("st-5-duyet")
    steps.approve(chair, decision)
    given = steps.issue(office, decision)
    certificates_say(office, decision, given, [collective, person])
    payments_say(signed_in("st.ketoan"), decision, [collective, person])


def certificates_say(office: Actor, decision: str, number: str, names: list[str]) -> None:
    """All certificates in one PDF: names, decision number, and a code anybody can check."""
    office.open(f"{decision}giay-khen/")
    words = steps.pdf_text(office.download("Tải tất cả để in"))
    for name in names:
        assert name.upper() in words.upper(), words
    assert number in words
    office.follow("Trang kiểm tra")
    office.reads("có thật và đang có hiệu lực", f"Quyết định số {number}")
    office.picture("st-6-kiem-tra-giay-khen")


def payments_say(finance: Actor, decision: str, names: list[str]) -> None:
    """The payment list as a workbook, then the money is handed over."""
    finance.open(f"{decision}chi-tien/")
    rows = steps.sheet_rows(finance.download("Danh sách chi"))
    cells = [str(cell) for row in rows for cell in row]
    assert set(names) <= set(cells), rows
    assert re.search(r"1410000|1\.410\.000", " ".join(cells)), rows
