"""The five bodies. Issuers are those of the plans; units below them, places and people are invented."""

from __future__ import annotations

from datetime import date
from typing import Final

from thidua.config.demo.bodies import CENTRE, DIVISION, FIRM, FRONT, LOWER, PARTY, SCHOOL, SECTION, BodySpec, UnitSpec

_NEW = date(2025, 7, 1)

PHU_LUONG: Final = BodySpec(
    key="pl",
    plan="phu-luong-2023",
    level="commune",
    place="Phú Lương",
    higher=("UBND quận Hà Đông", "district"),
    since=date(2021, 7, 1),
    founding="Quyết định số 85/QĐ-UBND ngày 15/07/2021",
    units=(
        UnitSpec("vp", "Văn phòng - Thống kê", "VP", "chuyen_mon", SECTION, 6),
        UnitSpec("hcc", "Bộ phận Tiếp nhận và Trả kết quả", "TNTKQ", "chuyen_mon", SECTION, 5, workers=(3,)),
        UnitSpec("tp", "Bộ phận Tư pháp - Hộ tịch", "TPHT", "chuyen_mon", SECTION, 5),
        UnitSpec("dc", "Bộ phận Địa chính - Xây dựng", "ĐCXD", "chuyen_mon", SECTION, 6),
        UnitSpec("tc", "Bộ phận Tài chính - Kế toán", "TCKT", "chuyen_mon", SECTION, 4),
        UnitSpec("vh", "Bộ phận Văn hóa - Thông tin", "VHTT", "chuyen_mon", SECTION, 4, workers=(2,)),
        UnitSpec("ld", "Bộ phận Lao động - Thương binh và Xã hội", "LĐTBXH", "chuyen_mon", SECTION, 4),
        UnitSpec("dai", "Đài Truyền thanh phường", "ĐTT", "su_nghiep", CENTRE, 4),
        UnitSpec("mt", "Ủy ban Mặt trận Tổ quốc Việt Nam phường", "MTTQ", "mat_tran", FRONT, 4, accounts=False),
    ),
    office="vp",
    finance="tc",
    related="tp",
    members=6,
)

TRUC_NINH: Final = BodySpec(
    key="tn",
    plan="truc-ninh-2021-2025",
    level="district",
    place="Trực Ninh",
    higher=("UBND tỉnh Nam Định", "province"),
    since=date(2020, 7, 1),
    founding="Quyết định số 1120/QĐ-UBND ngày 20/07/2020",
    units=(
        UnitSpec("nv", "Phòng Nội vụ", "NV", "chuyen_mon", DIVISION, 6),
        UnitSpec("vp", "Văn phòng HĐND và UBND huyện", "VP", "chuyen_mon", DIVISION, 5),
        UnitSpec("tckh", "Phòng Tài chính - Kế hoạch", "TCKH", "chuyen_mon", DIVISION, 5),
        UnitSpec("tp", "Phòng Tư pháp", "TP", "chuyen_mon", DIVISION, 4),
        UnitSpec("vhtt", "Phòng Văn hóa và Thông tin", "VHTT", "chuyen_mon", DIVISION, 5),
        UnitSpec("tt", "Trung tâm Văn hóa, Thông tin và Thể thao", "TTVH", "su_nghiep", CENTRE, 5),
        UnitSpec("hoala", "UBND xã Trực Hòa Lạc", "UBND", "ubnd_lower", LOWER, 6),
        UnitSpec("phuha", "UBND xã Phương Hạ", "UBND", "ubnd_lower", LOWER, 5),
        UnitSpec("lienbinh", "UBND xã Liên Bình Đông", "UBND", "ubnd_lower", LOWER, 5),
        UnitSpec("cogiang", "UBND thị trấn Cổ Giang", "UBND", "ubnd_lower", LOWER, 5),
        UnitSpec("mt", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện", "MTTQ", "mat_tran", FRONT, 4),
        UnitSpec("pn", "Hội Liên hiệp Phụ nữ huyện", "HLHPN", "doan_the", FRONT, 4, accounts=False, women=True),
    ),
    office="nv",
    finance="tckh",
    related="tp",
)

PHAN_RANG: Final = BodySpec(
    key="pr",
    plan="phan-rang-2024",
    level="district",
    place="Phan Rang - Tháp Chàm",
    higher=("UBND tỉnh Ninh Thuận", "province"),
    since=date(2022, 1, 1),
    founding="Quyết định số 310/QĐ-UBND ngày 10/01/2022",
    units=(
        UnitSpec("nv", "Phòng Nội vụ", "NV", "chuyen_mon", DIVISION, 6),
        UnitSpec("vhtt", "Phòng Văn hóa và Thông tin", "VHTT", "chuyen_mon", DIVISION, 5),
        UnitSpec("tp", "Phòng Tư pháp", "TP", "chuyen_mon", DIVISION, 4),
        UnitSpec("qldt", "Phòng Quản lý đô thị", "QLĐT", "chuyen_mon", DIVISION, 6),
        UnitSpec("tckh", "Phòng Tài chính - Kế hoạch", "TCKH", "chuyen_mon", DIVISION, 5),
        UnitSpec("hcc", "Bộ phận Tiếp nhận và Trả kết quả thành phố", "TNTKQ", "trung_tam_hcc", CENTRE, 6),
        UnitSpec("tt", "Trung tâm Văn hóa - Thể thao và Truyền thanh", "TTVH", "su_nghiep", CENTRE, 5),
        UnitSpec("haisa", "UBND phường Hải Sa", "UBND", "ubnd_lower", LOWER, 6),
        UnitSpec("thapdong", "UBND phường Tháp Đông", "UBND", "ubnd_lower", LOWER, 5),
        UnitSpec("thanhlac", "UBND xã Thành Lạc", "UBND", "ubnd_lower", LOWER, 5),
        UnitSpec("dn", "Công ty TNHH Dịch vụ số Nắng Biển", "", "doanh_nghiep", FIRM, 4, accounts=False),
        UnitSpec("mt", "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", "MTTQ", "mat_tran", FRONT, 4),
        UnitSpec("tn", "Thành đoàn", "TĐ", "doan_the", FRONT, 4, accounts=False),
    ),
    office="nv",
    finance="tckh",
    related="vhtt",
)

HOA_PHONG: Final = BodySpec(
    key="hp",
    plan="hoa-phong-2025",
    level="commune",
    place="Hòa Phong",
    higher=("UBND thị xã", "district"),
    since=date(2022, 1, 1),
    founding="Quyết định số 18/QĐ-UBND ngày 12/01/2022",
    units=(
        UnitSpec("vp", "Văn phòng - Thống kê", "VP", "linh_vuc", SECTION, 6),
        UnitSpec("tp", "Tư pháp - Hộ tịch", "TPHT", "linh_vuc", SECTION, 4),
        UnitSpec("dc", "Địa chính - Xây dựng - Nông nghiệp và Môi trường", "ĐC", "linh_vuc", SECTION, 5),
        UnitSpec("tc", "Tài chính - Kế toán", "TCKT", "linh_vuc", SECTION, 4),
        UnitSpec("vhxh", "Văn hóa - Xã hội", "VHXH", "linh_vuc", SECTION, 4),
        UnitSpec("th", "Trường Tiểu học Hòa Phong", "TH", "su_nghiep", SCHOOL, 8),
        UnitSpec("tyt", "Trạm Y tế xã", "TYT", "su_nghiep", CENTRE, 5, accounts=False),
        UnitSpec("mt", "Ủy ban Mặt trận Tổ quốc Việt Nam xã", "MTTQ", "mat_tran", FRONT, 4),
        UnitSpec("nd", "Hội Nông dân xã", "HND", "doan_the", FRONT, 4),
        UnitSpec("pn", "Hội Liên hiệp Phụ nữ xã", "HLHPN", "doan_the", FRONT, 4, women=True),
        UnitSpec("dang", "Văn phòng Đảng ủy xã", "VPĐU", "dang", PARTY, 4, accounts=False),
    ),
    office="vp",
    finance="tc",
    related="dc",
    members=4,
)

SOC_TRANG: Final = BodySpec(
    key="st",
    plan="soc-trang-2025",
    level="commune",
    place="Sóc Trăng",
    higher=("UBND thành phố Cần Thơ", "province"),
    since=_NEW,
    formed=_NEW,
    founding="Quyết định số 12/QĐ-UBND ngày 08/07/2025",
    units=(
        UnitSpec("vhxh", "Phòng Văn hóa - Xã hội", "VHXH", "chuyen_mon", DIVISION, 8, formed=_NEW),
        UnitSpec("vp", "Văn phòng HĐND và UBND phường", "VP", "chuyen_mon", DIVISION, 7, formed=_NEW),
        UnitSpec("kt", "Phòng Kinh tế, Hạ tầng và Đô thị", "KTHTĐT", "chuyen_mon", DIVISION, 9, formed=_NEW),
        UnitSpec("hcc", "Trung tâm Phục vụ hành chính công phường", "TTPVHCC", "trung_tam_hcc", CENTRE, 8, formed=_NEW),
        UnitSpec("dvc", "Trung tâm Cung ứng dịch vụ công", "TTDVC", "su_nghiep", CENTRE, 6, formed=_NEW),
        UnitSpec("mn", "Trường Mầm non Hoa Cúc", "MN", "su_nghiep", SCHOOL, 7, women=True),
        UnitSpec("th", "Trường Tiểu học Hướng Dương", "TH", "su_nghiep", SCHOOL, 10),
        UnitSpec("thcs", "Trường Trung học cơ sở Ánh Sao", "THCS", "su_nghiep", SCHOOL, 10),
        UnitSpec("mt", "Ủy ban Mặt trận Tổ quốc Việt Nam phường", "MTTQ", "mat_tran", FRONT, 5, formed=_NEW),
        UnitSpec("dang", "Ban Xây dựng Đảng phường", "BXDĐ", "dang", PARTY, 4, accounts=False, formed=_NEW),
    ),
    office="vhxh",
    finance="kt",
    related="kt",
    members=5,
)

ALL: Final = (PHU_LUONG, TRUC_NINH, PHAN_RANG, HOA_PHONG, SOC_TRANG)
