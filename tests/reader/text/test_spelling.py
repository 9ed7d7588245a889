"""Words a scan spoiled are known again by their neighbours; names and words of other languages stay."""

from __future__ import annotations

import pytest

from tests.reader import sample
from thidua.reader import repair, spelling


def mended(text: str) -> str:
    return repair.repair(text)[0]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Phát động phong trào tlii đua năm 2024", "Phát động phong trào thi đua năm 2024"),
        ("đẩy mạnh cải cách hànli chính", "đẩy mạnh cải cách hành chính"),
        ("KẾ H0ẠCH tổ chức phorig trào thi đua", "KẾ HOẠCH tổ chức phong trào thi đua"),
        ("PHÁT ĐỘNG PHONG RÀO THI ĐUA", "PHÁT ĐỘNG PHONG TRÀO THI ĐUA"),
        ("hồ sơ gửi về Phòrig Nội vụ", "hồ sơ gửi về Phòng Nội vụ"),
        ("Nă m 2024, trên địa bàn q uận", "Năm 2024, trên địa bàn quận"),
        ("Kế Hoạc h số 15", "Kế Hoạch số 15"),
        ("II. Đối tuợng thi đua", "II. Đối tượng thi đua"),
        ("Hồrig Đăng, nqày 29 thárig 7 riăm 2025", "Hồng Đăng, ngày 29 tháng 7 năm 2025"),
        ("Ca0 Sơn, ngày 16 tliáng 10 nărn 2026", "Cao Sơn, ngày 16 tháng 10 năm 2026"),
        ("UBND xã Đ ông Thành và xã L âm Hà", "UBND xã Đông Thành và xã Lâm Hà"),
        (
            "Chũ tịch UBND tinh, Giãm đốc Sở, Thuờng trực Tinh ủy",
            "Chủ tịch UBND tỉnh, Giám đốc Sở, Thường trực Tỉnh ủy",
        ),
        ("UBN D xã, H ĐND, 98/2023/N-CP, Đ-UBND", "UBND xã, HĐND, 98/2023/NĐ-CP, QĐ-UBND"),
        ("ngày 2 6 tháng 02 năm 202S, 15/ 6/2022", "ngày 26 tháng 02 năm 2025, 15/6/2022"),
        ("trong công tác cải cách hành cliírih", "trong công tác cải cách hành chính"),
    ],
)
def test_a_spoiled_word_is_known_again(seen: str, meant: str) -> None:
    assert mended(seen) == meant


@pytest.mark.parametrize(
    "text",
    [
        "nộp qua Zalo, internet, email hoặc website của huyện Krông Bông, tỉnh Đắk Lắk",
        "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH; TT HĐND; VII. TỔ CHỨC; Nghị quyết số 05-NQ/TXU",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM, Chủ tịch Uỷ ban nhân dân",
        "Không còn hồ sơ trễ hẹn, không chờ hồ sơ giấy, khen thưởng hàng năm",
        "tải file đính kèm, quét mã QR, gửi qua fanpage, fax hoặc Facebook; 5. Thang 100 điểm, loại B ở mục I",
        "cá nhân dẫn đầu trả kết quả, nghiêm túc hiến kế, những vấn đề chung, đường dây nóng, vá đường",
        "a) Ông Nguyễn Văn A, bà Trần Thị H và bé Ksor H'Lan",
    ],
)
def test_what_is_written_so_stays(text: str) -> None:
    assert spelling.mends(text) == []


def test_a_clean_paper_has_nothing_to_mend() -> None:
    assert [spelling.mends(line) for line in sample.PAPER.splitlines() if spelling.mends(line)] == []


def test_syllables() -> None:
    right = "nghiêng quyết gìn giếng hòa hoà khuyến thưởng nguyễn quýnh oanh yêu quy quận đặc khu xã"
    wrong = "tlii hànli phorig khen1 hoach ngiêng keh qa cêu mmm zalo"
    assert [word for word in right.split() if not spelling.is_syllable(word)] == []
    assert [word for word in wrong.split() if spelling.is_syllable(word)] == []
