"""What the demo prints: address, moments of the training clock, accounts, and two routes step by step."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.utils import timezone

from thidua.config.demo import PASSWORD
from thidua.org import training
from thidua.ui import clock
from thidua.ui.moments import MOMENTS

DRAFT: Final = "bản tập dượt"
SOC_TRANG: Final = (
    (
        "st.vanthu",
        f"Phong trào → dòng ghi “({DRAFT})” → Phát động",
        "Số: “Lấy số tiếp theo của sổ”; Ngày ban hành: 30/12/2025; bấm “Phát động phong trào”",
    ),
    (
        "st.canbo.hcc",
        f"Hồ sơ → Lập hồ sơ, chọn đợt ghi “({DRAFT})”",
        "“Đề nghị” tập thể và Phó Giám đốc, ghi tóm tắt, bấm “Đưa vào hồ sơ”",
    ),
    (
        "st.canbo.hcc",
        "Trang hồ sơ, danh sách việc phải làm",
        "Biên bản: ngày họp 26/01/2026, bắt đầu 08:00, kết thúc 09:30, địa điểm, chủ trì, thư ký, tổng số và có mặt 8,"
        " cách biểu quyết, “Đồng ý” 8 cho từng trường hợp, bấm “Ghi buổi họp”; từng Báo cáo: “Lưu, về hồ sơ”",
    ),
    ("st.giamdoc.hcc", "Việc của tôi → hồ sơ chờ xác nhận", "xem lại toàn bộ, bấm “Xác nhận hồ sơ”"),
    ("st.canbo.hcc", "Việc của tôi → hồ sơ đã xác nhận", "bấm “Nộp hồ sơ”; giấy biên nhận ghi giờ đến từng giây"),
    (
        "st.vanthu",
        "Việc của tôi → Tiếp nhận, rồi Thẩm định",
        "“Tiếp nhận hồ sơ”; với từng trường hợp: chọn Đạt, ghi lý do, bấm “Ghi kết quả thẩm định”",
    ),
    (
        "st.vanthu",
        f"Quyết định → lập dự thảo cho đợt ghi “({DRAFT})”",
        "ghi “Lý do khen ít hơn” 04 tập thể, bấm “Ghi lại”, rồi “Trình dự thảo”",
    ),
    ("st.chutich", "Việc của tôi → Xem và duyệt", "mở từng “Vì sao?”, bấm “Duyệt quyết định”"),
    ("st.vanthu", "Việc của tôi → quyết định đã duyệt", "bấm “Ban hành”: số lấy từ sổ, tiền tính theo ngày ký"),
    ("st.vanthu", "Trang quyết định → Giấy khen", "“Tải tất cả để in”; mã trên Giấy khen ai cũng tra được"),
    ("st.ketoan", "Trang quyết định → Chi tiền", "tải danh sách chi (Excel), ghi đã chi"),
)
HOA_PHONG: Final = (
    (
        "hp.vanthu",
        f"Phong trào → dòng ghi “({DRAFT})” → Phát động",
        "Số: “Lấy số tiếp theo của sổ” (số 12 đã dùng); Ngày ban hành: 16/01/2025 như bản in",
    ),
    (
        "hp.canbo.tp",
        f"Hồ sơ → Lập hồ sơ, chọn đợt ghi “({DRAFT})”",
        "đề nghị đúng 02 cá nhân (Giấy khen của Chủ tịch UBND xã); ghi đủ buổi họp như trên, từng báo cáo",
    ),
    ("hp.truongphong.tp", "Việc của tôi → hồ sơ chờ xác nhận", "“Xác nhận hồ sơ”, “Nộp hồ sơ” (không có hạn nộp)"),
    ("hp.vanthu", "Việc của tôi → Tiếp nhận; trang hồ sơ → Trả bổ sung", "ghi thiếu sót, ngày cuối đơn vị trả lời"),
    ("hp.canbo.tp", "Việc của tôi → hồ sơ bị trả", "sửa báo cáo, xem lại toàn bộ, bấm “Nộp lại hồ sơ”"),
    (
        "hp.vanthu",
        "Việc của tôi → Tiếp nhận, Thẩm định; Quyết định → lập dự thảo",
        "kết luận từng người; bấm “Trình dự thảo”",
    ),
    ("hp.chutich", "Việc của tôi → Xem và duyệt", "“Duyệt quyết định”"),
    ("hp.vanthu", "Việc của tôi → quyết định đã duyệt", "“Ban hành”; Giấy khen → “Tải tất cả để in”"),
)


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
        *(f"  {each.label:<18} {each.what}" for each in MOMENTS),
    ]
    for body, accounts in training.accounts(now.date()):
        lines += ["", f"TÀI KHOẢN – {body}"]
        lines += [f"  {a.username:<24} {a.name} – {a.roles}" for a in accounts]
    lines += _route("Sóc Trăng: từ phát động đến Giấy khen", SOC_TRANG)
    lines += _route("Hòa Phong: đúng 02 cá nhân, một lần trả bổ sung, không qua Hội đồng", HOA_PHONG)
    return "\n".join([*lines, ""])


def _route(title: str, steps: tuple[tuple[str, str, str], ...]) -> list[str]:
    lines = ["", f"ĐƯỜNG ĐI MẪU – {title}"]
    for number, (account, page, act) in enumerate(steps, 1):
        lines.append(f"  {number:>2}. {account:<18} {page}")
        lines.append(f"      {'':<18} {act}")
    return lines
