"""What units write about themselves and what the office answers: plain invented sentences with figures."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, Final

from thidua.dossiers.models import Candidate

# word in the name of a unit -> what it did; {n}, {m} are figures
DEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "Trả kết quả": (
        "Tiếp nhận {n} hồ sơ, trả đúng hạn và trước hạn {m} hồ sơ, không có hồ sơ quá hạn thuộc trách nhiệm của đơn vị",
        "Hướng dẫn người dân nộp hồ sơ trực tuyến tại chỗ, kê khai giúp người cao tuổi",
        "Đặt lịch hẹn qua điện thoại, giảm thời gian chờ từ 25 phút còn 9 phút",
    ),
    "hành chính công": (
        "Tiếp nhận {n} hồ sơ, trả đúng hạn và trước hạn {m} hồ sơ sau khi sắp xếp đơn vị hành chính",
        "Bố trí quầy hướng dẫn nộp hồ sơ trực tuyến và tổ hỗ trợ lưu động tại các khóm",
        "Số hóa kết quả giải quyết còn hiệu lực, người dân không phải nộp lại giấy tờ đã có",
    ),
    "Tư pháp": (
        "Giải quyết {n} việc hộ tịch, chứng thực, trong đó {m} việc trả trong ngày",
        "Rà soát, kiến nghị bỏ các giấy tờ không cần thiết trong thủ tục chứng thực",
        "Cập nhật đủ dữ liệu hộ tịch điện tử của các năm trước",
    ),
    "Địa chính": (
        "Thẩm tra {n} hồ sơ đất đai, xây dựng; {m} hồ sơ xong trước hạn",
        "Công khai quy hoạch, bản đồ địa chính trên trang thông tin điện tử",
        "Phối hợp liên thông với cơ quan thuế, người dân chỉ đi lại một lần",
    ),
    "Tài chính": (
        "Thanh toán {n} lượt hồ sơ qua dịch vụ công trực tuyến, {m} lượt xong trong hai ngày",
        "Công khai dự toán, quyết toán đúng thời hạn",
        "Tiết kiệm chi hội nghị, văn phòng phẩm nhờ văn bản điện tử",
    ),
    "Kinh tế": (
        "Giải quyết {n} hồ sơ đăng ký hộ kinh doanh, xây dựng; {m} hồ sơ trước hạn",
        "Gặp gỡ doanh nghiệp, hộ kinh doanh mỗi quý, trả lời hết kiến nghị",
        "Giảm một phần ba giấy tờ phải nộp trong các thủ tục thường gặp",
    ),
    "Văn phòng": (
        "Theo dõi {n} nhiệm vụ cải cách của các bộ phận, đôn đốc {m} nhiệm vụ xong đúng và trước hạn",
        "Văn bản đi, đến được xử lý và ký số trên môi trường mạng",
        "Tham mưu kế hoạch kiểm tra cải cách hành chính và tự kiểm tra đủ các bộ phận",
    ),
    "Văn hóa": (
        "Thực hiện {n} tin, bài, buổi tuyên truyền về cải cách hành chính, thu hút {m} lượt người tham gia",
        "Dựng tờ gấp, đoạn phim ngắn hướng dẫn dịch vụ công trực tuyến",
        "Đưa việc nộp hồ sơ trực tuyến vào sinh hoạt của tổ dân phố",
    ),
    "Truyền thanh": (
        "Phát {n} lượt chương trình về cải cách hành chính, {m} lượt có phỏng vấn người dân",
        "Mở chuyên mục hỏi đáp thủ tục hành chính hằng tuần",
    ),
    "Trường": (
        "Tuyển sinh đầu cấp trực tuyến {n} học sinh, {m} hồ sơ không phải bổ sung giấy tờ",
        "Học bạ số, sổ liên lạc điện tử thay sổ giấy ở tất cả các lớp",
        "Thu các khoản không dùng tiền mặt, công khai trên trang của trường",
    ),
    "UBND": (
        "Tiếp nhận {n} hồ sơ thủ tục hành chính, trả đúng hạn và trước hạn {m} hồ sơ",
        "Tổ công nghệ số ở các thôn, tổ dân phố giúp người dân nộp hồ sơ tại nhà",
        "Lãnh đạo tiếp dân theo lịch, trả lời hết phản ánh, kiến nghị",
    ),
}
COMMON: Final = (
    "Hoàn thành {m} trên {n} đầu việc cải cách được giao trong năm, phần còn lại đúng tiến độ",
    "Phổ biến kế hoạch thi đua đến từng người, phân công rõ việc, rõ thời hạn",
    "Thực hiện văn hóa công sở, không để người dân đi lại nhiều lần",
)
MEASURES: Final = (
    "Phân công một đầu mối theo dõi từng nhiệm vụ\nHọp giao ban hằng tuần, rà các việc sắp đến hạn\n"
    "Công khai số điện thoại tiếp nhận góp ý"
)
IMPACT: Final = "Thời gian và số lần đi lại của người dân giảm; cách làm được các đơn vị khác tham khảo, áp dụng."
COMPLIANCE: Final = "Chấp hành tốt chủ trương của Đảng, pháp luật của Nhà nước, nội quy cơ quan; nội bộ đoàn kết."

# what a leaf shows -> the office's words for "met" and "unmet"
REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "no_discipline": (
        "Không có ai bị kỷ luật trong năm; cấp ủy nhận xét nội bộ đoàn kết, chấp hành tốt.",
        "Nhận xét của cấp ủy nêu còn mất đoàn kết, đơn thư chưa dứt điểm.",
    ),
    "tasks_done": (
        "Đối chiếu sổ theo dõi nhiệm vụ và sản phẩm kèm theo: việc được giao xong, dùng được ngay.",
        "Một số sản phẩm phải làm lại nhiều lần, chưa bảo đảm chất lượng.",
    ),
    "index_improved": (
        "Báo cáo nêu rõ phần việc tham mưu, số liệu khớp với bảng chấm điểm.",
        "Báo cáo không cho thấy phần việc riêng của người được đề nghị.",
    ),
    "index_rank": (
        "Thứ hạng trong nhóm đầu của huyện, tăng so với năm trước.",
        "Thứ hạng giữa bảng, không thay đổi so với năm trước.",
    ),
    "duty_done": (
        "Tuyên truyền bằng nhiều hình thức, có số liệu người tham gia và hình ảnh kèm theo.",
        "Chỉ phát lại văn bản, chưa có hình thức riêng của đơn vị.",
    ),
    "rating_at_least": (
        "Xếp loại các năm từ hoàn thành tốt; tập thể nhận xét đạo đức tốt, gương mẫu.",
        "Còn bị nhắc nhở về tác phong trong năm.",
    ),
    "prior_awards": (
        "Nhiều năm liền được khen, báo cáo năm năm nêu kết quả cụ thể.",
        "Thành tích năm năm chưa nổi bật so với các đơn vị khác.",
    ),
    "initiatives": (
        "Đã áp dụng tại đơn vị, có biên bản nghiệm thu, không trái quy định.",
        "Mới là ý tưởng, chưa có minh chứng áp dụng.",
    ),
    "": (
        "Báo cáo, biên bản họp của đơn vị và xác minh tại chỗ đều nêu rõ.",
        "Minh chứng gửi kèm không cho thấy nội dung này.",
    ),
}
NOTE: Final = "Chưa có kết quả công bố; cơ quan thường trực bổ sung trước khi trình quyết định."


def _rng(candidate: Candidate) -> random.Random:
    return random.Random(f"{candidate.unit.code}/{candidate.name}")  # invented figures, not secrets


def _deeds(name: str) -> tuple[str, ...]:
    return next((deeds for word, deeds in DEEDS.items() if word in name), COMMON)


def _told(candidate: Candidate) -> list[str]:
    rng = _rng(candidate)
    told = []
    for deed in (*_deeds(candidate.unit.name), COMMON[1]):
        n = rng.randrange(45, 90) if deed in COMMON else rng.randrange(180, 980)
        told.append(deed.format(n=n, m=n - rng.randrange(0, max(2, n // 40))))
    return told


def summary(candidate: Candidate) -> str:
    """Main achievements in one or two sentences."""
    told = _told(candidate)
    who = "Tập thể" if candidate.person_id is None else "Trực tiếp"
    return f"{who} {told[0][0].lower()}{told[0][1:]}. {told[1]}."


def report(candidate: Candidate, staff: int, women: int) -> dict[str, Any]:
    """Content of an achievement report, without the rows of criteria."""
    told = "\n".join(f"{each}." for each in _told(candidate))
    content: dict[str, Any] = {
        "results": told,
        "measures": MEASURES,
        "impact": IMPACT,
        "compliance": COMPLIANCE,
    }
    if candidate.person_id is None:
        return content | {
            "structure": f"{staff} người, gồm lãnh đạo và cán bộ, công chức, viên chức, người lao động",
            "staff_total": str(staff),
            "staff_female": str(women),
            "functions": "Tham mưu và thực hiện nhiệm vụ theo quy chế làm việc, trong đó có nhiệm vụ cải cách hành chính.",
        }
    return content | {
        "qualification": "Đại học",
        "assigned_tasks": f"{candidate.position or 'Thành viên'}, phụ trách phần việc cải cách hành chính của {candidate.unit.name}.",
        "unit_result": "Đơn vị hoàn thành các nhiệm vụ cải cách được giao.",
    }


def reason(shows: str, verdict: str) -> str:
    """Why a question was judged so."""
    met, unmet = REASONS.get(shows, REASONS[""])
    return met if verdict == "met" else unmet
