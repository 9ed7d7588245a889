"""The acts of the line as steps in the browser; each takes the people who do it and what they write."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pypdfium2
from python_calamine import CalamineWorkbook

from tests.journeys.actor import Actor, begins

PRACTICE = "(bản tập dượt)"  # the demo's draft movement, kept for visitors to launch
FACTS_OF_A_REPORT = {"Tổng số người": "8", "Trong đó nữ": "4", "Quyền hạn": "Theo dõi thủ tục hành chính."}
REASON = "Đã xem báo cáo, minh chứng gửi kèm và sổ theo dõi của phường, xã."


def launch(office: Actor, *, issued_on: str, expects: Sequence[str]) -> str:
    """Launch the draft of the plan; the movement's address. ``expects``: words of the page before the launch."""
    office.open("/phong-trao/?trang-thai=draft")
    office.follow("Phát động")
    office.reads(*expects)
    office.choose("Lấy số tiếp theo của sổ")
    office.fill({"Ngày ban hành": issued_on})
    office.press("Phát động phong trào")
    office.reads("Đã phát động", "Kế hoạch số")
    return office.page.url


def open_dossier(clerk: Actor) -> str:
    """Open a dossier of the unit for the round of the practice movement; its address."""
    clerk.open("/ho-so/moi/")
    target = clerk.page.get_by_label(re.compile(re.escape(PRACTICE))).first
    if target.count():
        target.check()
    clerk.press("Lập hồ sơ")
    clerk.reads("Chọn tập thể, cá nhân", "Chưa nộp được")
    return clerk.page.url


def propose(clerk: Actor, dossier: str, *, position: str = "", award: str = "", summary: str) -> str:
    """Propose the person with this position, or without one the first collective; the name."""
    clerk.open(f"{dossier}ung-vien/")
    section = clerk.page.locator("section[aria-labelledby=co-the]")
    rows = section.locator("li").filter(has=clerk.page.get_by_role("link", name=begins("Đề nghị")))
    row = rows.filter(has_text=position).first if position else rows.filter(has_text="Tập thể").first
    name = row.locator(".row-title").inner_text().strip()
    clerk.follow("Đề nghị", within=row)
    if award:
        clerk.choose(award)
    clerk.fill({"Tóm tắt thành tích": summary})
    clerk.press("Đưa vào hồ sơ")
    clerk.reads("Đã đưa", name)
    return re.sub(r"^(Ông|Bà) ", "", name)


def meet(clerk: Actor, dossier: str, *, day: str, total: int, absent: str = "") -> None:
    """Write down the unit's meeting: everybody present agrees."""
    clerk.open(f"{dossier}buoi-hop/")
    present = total - 1 if absent else total
    clerk.fill(
        {
            "Ngày họp": day,
            "Bắt đầu lúc": "14:00",
            "Kết thúc lúc": "15:30",
            "Địa điểm": "Phòng họp của đơn vị",
            "Chủ trì": "Thủ trưởng đơn vị",
            "Thư ký": "Cán bộ phụ trách",
            "Tổng số người": str(total),
            "Số người có mặt": str(present),
            "Người vắng mặt": absent,
        }
    )
    clerk.choose("Bỏ phiếu kín")
    for box in clerk.page.get_by_label("Đồng ý", exact=True).all():
        box.fill(str(present))
    clerk.press("Ghi buổi họp")
    clerk.reads("Đã ghi buổi họp")


def report(clerk: Actor, dossier: str, *, results: str, rows: bool = False) -> int:
    """Write every achievement report that is still owed; how many. ``rows``: answer each criterion too."""
    for written in range(10):
        clerk.open(dossier)
        tasks = clerk.page.locator("section[aria-labelledby=viec] li").filter(has_text=re.compile("Chưa làm|Đang làm"))
        owed = tasks.filter(has=clerk.page.get_by_role("link", name=begins("Báo cáo")))
        if not owed.count():
            return written
        clerk.follow("Báo cáo", within=owed.first)
        clerk.fill({"Kết quả đạt được": results, "Biện pháp": "Phân công rõ người, rõ việc; họp rà soát hằng tuần."})
        for label, text in FACTS_OF_A_REPORT.items():
            if clerk.box(label).count():
                clerk.fill({label: text})
        for box in clerk.box("Kết quả").all()[1:] if rows else ():
            if not box.input_value():
                box.fill("Đã thực hiện đủ, có minh chứng")
        clerk.press("Lưu, về hồ sơ")
    raise AssertionError("the reports do not end")


def confirm(head: Actor, dossier: str) -> None:
    """The head reads everything once more and stands for it."""
    head.open(f"{dossier}kiem-tra/")
    head.press("Xác nhận hồ sơ")
    head.reads("Đã xác nhận hồ sơ")


def file(who: Actor, dossier: str, *, again: bool = False) -> str:
    """Hand in; the number of the receipt, shown with the second."""
    who.open(f"{dossier}kiem-tra/")
    who.press("Nộp lại hồ sơ" if again else "Nộp hồ sơ")
    who.reads("Đã nộp lại hồ sơ" if again else "Đã nộp hồ sơ", "Giấy biên nhận")
    said = who.text()
    number = re.search(r"Số biên nhận (\S+)", said)
    assert number, said
    assert re.search(r"\d\d:\d\d:\d\d", said) or re.search(r"\d\d giờ \d\d phút \d\d giây", said), said
    assert number[1] in pdf_text(who.download("Tải giấy biên nhận"))
    return number[1]


def receive(office: Actor, dossier: str) -> None:
    """The standing office takes it in."""
    office.open(dossier)
    office.press("Tiếp nhận hồ sơ")
    office.reads("Thẩm định")


def appraise(office: Actor, dossier: str, names: Sequence[str]) -> None:
    """Answer what a person must answer for each of these, and conclude; the page goes on to the next by itself."""
    office.open(f"{dossier}tham-dinh/")
    done = set()
    for _ in names:
        heading = office.page.locator("h1").inner_text()
        done |= {name for name in names if name in heading}
        judge(office)
        office.press("Ghi kết quả thẩm định")
        office.reads("Đã ghi kết quả thẩm định")
    assert done == set(names)
    office.open(dossier)
    office.reads("Đã thẩm định")


def judge(office: Actor) -> None:
    """Met, with a reason, for every question on the page that is not answered yet; a note where data is missing."""
    for group in office.page.locator("fieldset.field").filter(has_text="Cần hỏi thêm").all():
        group.get_by_label("Đạt", exact=True).check()
    for box in office.box("Lý do").all():
        if not box.input_value():
            box.fill(REASON)
    for box in office.box("Sẽ bổ sung gì").all():
        box.fill("Bổ sung khi cấp trên công bố kết quả, trong quý I.")


def draft_decision(office: Actor, *, fewer: str = "") -> str:
    """Draft with everybody who is ready and lay it before the Chairman; the decision's address."""
    office.open("/quyet-dinh/lap/")
    row = office.page.locator("section.panel").filter(has_text=PRACTICE).first
    office.press("Lập dự thảo", within=row)
    decision = office.page.url
    if fewer:
        office.fill({"Lý do khen ít hơn": fewer})
        office.press("Ghi lại")
    office.press("Trình dự thảo")
    office.reads("Tờ trình số")
    return decision


def approve(chair: Actor, decision: str) -> None:
    """One page, one button."""
    chair.open(f"{decision}duyet/")
    seen = chair.box("Tôi đã xem các điều kiện còn ngỏ")
    if seen.count():
        seen.check()
    chair.press("Duyệt quyết định")
    chair.reads("duyệt")


def issue(office: Actor, decision: str) -> str:
    """Number and date; the decision's number."""
    office.open(f"{decision}ban-hanh/")
    assert office.look("quyet-dinh-ban-hanh") == []
    office.press("Ban hành")
    found = re.search(r"Đã ban hành Quyết định số (\S+)\.", office.text())
    assert found, office.text()
    return found[1]


def pdf_text(data: bytes) -> str:
    """All words of a PDF, spaces made plain."""
    assert data[:5] == b"%PDF-", data[:40]
    pages = pypdfium2.PdfDocument(data)
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


def sheet_rows(data: bytes) -> list[list[object]]:
    """Rows of the first sheet of a workbook."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
