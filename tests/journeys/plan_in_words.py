"""A plan of the ward in our own words, as an office would type it: the document of the journey from file to launch."""

from __future__ import annotations

import io
from typing import Final

import docx

LINES: Final = (
    "ỦY BAN NHÂN DÂN",
    "PHƯỜNG SÓC TRĂNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số:      /KH-UBND",
    "Sóc Trăng, ngày 26 tháng 01 năm 2026",
    "KẾ HOẠCH",
    "Phát động phong trào thi đua cải cách hành chính trên địa bàn phường Sóc Trăng năm 2026",
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;",
    "Ủy ban nhân dân phường Sóc Trăng ban hành Kế hoạch phát động phong trào thi đua như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "Tạo khí thế làm việc mới trong các cơ quan của phường, giảm thời gian chờ của người dân.",
    "2. Yêu cầu",
    "Việc thi đua phải gắn với công việc hằng ngày, không hình thức.",
    "II. ĐỐI TƯỢNG, NỘI DUNG, THỜI GIAN THI ĐUA",
    "1. Đối tượng thi đua",
    "a) Tập thể: các phòng chuyên môn, đơn vị sự nghiệp công lập thuộc Ủy ban nhân dân phường.",
    "b) Cá nhân: cán bộ, công chức, viên chức, người lao động trong các cơ quan, đơn vị nêu trên.",
    "2. Nội dung thi đua",
    "a) Giải quyết hồ sơ của người dân đúng hạn và trước hạn.",
    "b) Tăng số hồ sơ nộp trực tuyến toàn trình.",
    "3. Thời gian thi đua",
    "Từ ngày ban hành Kế hoạch đến hết ngày 30 tháng 11 năm 2026.",
    "III. HÌNH THỨC, SỐ LƯỢNG, TIÊU CHUẨN KHEN THƯỞNG",
    "1. Hình thức khen thưởng",
    "Giấy khen của Chủ tịch Ủy ban nhân dân phường.",
    "2. Số lượng khen thưởng",
    "a) Tập thể: tối đa 05 tập thể.",
    "b) Cá nhân: tối đa 10 cá nhân.",
    "3. Tiêu chuẩn khen thưởng",
    "a) Đối với tập thể: hoàn thành 100% nhiệm vụ cải cách hành chính được giao trong năm.",
    "b) Đối với cá nhân: được xếp loại hoàn thành tốt nhiệm vụ trở lên.",
    "4. Mức tiền thưởng và kinh phí",
    "Mức tiền thưởng thực hiện theo Nghị định số 152/2025/NĐ-CP. Kinh phí từ ngân sách được giao cho phường.",
    "IV. HỒ SƠ, THỜI GIAN ĐỀ NGHỊ KHEN THƯỞNG",
    "1. Hồ sơ đề nghị khen thưởng",
    "a) Tờ trình đề nghị khen thưởng (Mẫu số 01).",
    "b) Báo cáo thành tích (Mẫu số 08).",
    "2. Thời gian",
    "Các đơn vị gửi hồ sơ về Phòng Văn hóa - Xã hội trước ngày 10 tháng 12 năm 2026.",
    "V. TỔ CHỨC THỰC HIỆN",
    "1. Các cơ quan, đơn vị trên địa bàn phường phổ biến Kế hoạch này đến cán bộ, công chức, viên chức.",
    "2. Phòng Văn hóa - Xã hội theo dõi, đôn đốc, tổng hợp hồ sơ trình Chủ tịch Ủy ban nhân dân phường quyết định.",
    "Trên đây là Kế hoạch phát động phong trào thi đua, đề nghị các cơ quan, đơn vị thực hiện./.",
    "Nơi nhận:",
    "- Chủ tịch, các Phó Chủ tịch UBND phường;",
    "- Các cơ quan, đơn vị;",
    "- Lưu: VT, VHXH.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Võ Kim Loan",
)


def as_docx() -> bytes:
    """The plan as a Word file."""
    document, file = docx.Document(), io.BytesIO()
    for line in LINES:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()
