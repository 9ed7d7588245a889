"""What the demo prints: address, moments of the training clock, accounts, and two routes step by step."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.utils import timezone

from thidua.config.demo import PASSWORD
from thidua.org import training
from thidua.ui import clock

# moment → what there is to see
MOMENTS: Final = (
    ("29/01/2026, 23:58", "Sóc Trăng: hai phút trước khi hết hạn nộp hồ sơ (nộp còn kịp)"),
    ("30/01/2026, 00:00", "Sóc Trăng: đã quá hạn; kế hoạch không loại hồ sơ muộn nên nộp vẫn được, có đánh dấu"),
    ("15/11/2023, 14:40", "Phú Lương: phiên họp thứ hai của Hội đồng đang bỏ phiếu kín"),
    ("26/11/2024, 09:00", "Phan Rang - Tháp Chàm: quyết định chờ Chủ tịch duyệt (cấp huyện còn đến 30/06/2025)"),
    ("20/06/2025, 09:00", "Trực Ninh: đợt năm 2025 và đợt tổng kết đang thẩm định"),
    ("01/07/2026, 08:00", "Lương cơ sở mới: tiền thưởng của quyết định ký từ ngày này khác đi"),
)

SOC_TRANG: Final = (
    ("st.vanthu", "Phong trào → “{draft}” (Dự thảo)", "bấm Phát động; Số: Lấy số tiếp theo của sổ; Ngày ban hành: 30/12/2025; chọn người ký; bấm Phát động"),
    ("st.canbo.hcc", "Hồ sơ → Lập hồ sơ mới → đợt của bản tập dượt", "chọn tập thể và người được đề nghị; ghi tóm tắt; ghi Buổi họp xét; viết Báo cáo thành tích cho từng ứng viên"),
    ("st.giamdoc.hcc", "Hồ sơ → hồ sơ vừa lập", "xem trang kiểm tra; bấm Xác nhận hồ sơ"),
    ("st.canbo.hcc", "Hồ sơ → hồ sơ đó", "bấm Nộp hồ sơ; giấy biên nhận ghi giờ nộp đến từng giây"),
    ("st.vanthu", "Hồ sơ → hồ sơ mới nộp", "bấm Tiếp nhận; Thẩm định từng ứng viên: trả lời các tiêu chuẩn cần người kết luận, ghi lý do, bấm Kết luận"),
    ("st.vanthu", "Quyết định → Lập dự thảo", "ghi lý do chọn ít hơn 04 tập thể; bấm Trình Chủ tịch"),
    ("st.chutich", "Việc của tôi → quyết định chờ duyệt", "xem từng “Vì sao?”; đánh dấu đã xem các điều kiện còn ngỏ (nếu có); bấm Duyệt"),
    ("st.vanthu", "Quyết định → quyết định đã duyệt", "bấm Ban hành: số lấy từ sổ, ngày hôm nay"),
    ("st.vanthu", "Quyết định → Giấy khen", "tải Giấy khen (PDF, Word); mã trên Giấy khen tra được ở /cong/kiem-tra/"),
    ("st.ketoan", "Quyết định → Chi tiền", "tải danh sách chi tiền (Excel); ghi đã chi"),
)  # fmt: skip
HOA_PHONG: Final = (
    ("hp.vanthu", "Phong trào → “{draft}” (Dự thảo)", "bấm Phát động; Số: Lấy số tiếp theo của sổ (số 12 đã dùng); Ngày ban hành: 16/01/2025 như bản in"),
    ("hp.canbo.tp", "Hồ sơ → Lập hồ sơ mới → đợt của bản tập dượt", "chọn đúng 02 cá nhân (kế hoạch ghi “02 cá nhân”), ghi tóm tắt, buổi họp, báo cáo"),
    ("hp.truongphong.tp", "Hồ sơ → hồ sơ vừa lập", "bấm Xác nhận hồ sơ, rồi Nộp hồ sơ (kế hoạch không đặt hạn)"),
    ("hp.vanthu", "Hồ sơ → hồ sơ mới nộp", "bấm Tiếp nhận, rồi Trả bổ sung: nêu thiếu sót và hạn trả lời"),
    ("hp.canbo.tp", "Việc của tôi → hồ sơ bị trả", "sửa báo cáo; thủ trưởng nộp lại"),
    ("hp.vanthu", "Hồ sơ → hồ sơ nộp lại", "Tiếp nhận, thẩm định từng người; Quyết định → Lập dự thảo → Trình Chủ tịch"),
    ("hp.chutich", "Việc của tôi → quyết định chờ duyệt", "bấm Duyệt"),
    ("hp.vanthu", "Quyết định → quyết định đã duyệt", "bấm Ban hành; tải Giấy khen"),
)  # fmt: skip


def text(address: str, home: Path) -> str:
    """The whole text printed when the demo starts."""
    now = timezone.localtime(clock.now())
    lines = [
        "",
        f"Thi Đua – bản trình diễn: {address}",
        f"Mật khẩu của mọi tài khoản: {PASSWORD}",
        f"Dữ liệu: {home} (xóa thư mục này để dựng lại từ đầu). Người và đơn vị đều hư cấu.",
        "",
        f"ĐỒNG HỒ TẬP LUYỆN đang là {now:%H:%M} ngày {now:%d/%m/%Y}; đổi ở {address}/gio-tap-luyen/ sau khi đăng nhập.",
        *(f"  {moment:<18} {what}" for moment, what in MOMENTS),
    ]
    for body, accounts in training.accounts(now.date()):
        lines += ["", f"TÀI KHOẢN – {body}"]
        lines += [f"  {a.username:<24} {a.name} – {a.roles}" for a in accounts]
    lines += _route(
        "Sóc Trăng: từ phát động đến Giấy khen", SOC_TRANG, "Thi đua cải cách hành chính năm 2025 (bản tập dượt)"
    )
    lines += _route(
        "Hòa Phong: đúng 02 cá nhân, có một lần trả bổ sung", HOA_PHONG,
        "Thi đua CCHC và quản trị hành chính công năm 2025 (bản tập dượt)",
    )  # fmt: skip
    return "\n".join([*lines, ""])


def _route(title: str, steps: tuple[tuple[str, str, str], ...], draft: str) -> list[str]:
    lines = ["", f"ĐƯỜNG ĐI MẪU – {title}"]
    for number, (account, page, act) in enumerate(steps, 1):
        lines.append(f"  {number:>2}. {account:<18} {page.format(draft=draft)}")
        lines.append(f"      {'':<18} {act}")
    return lines
