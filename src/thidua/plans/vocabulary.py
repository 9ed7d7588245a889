"""Closed word lists of the plan model: what a plan file may say. Extending one needs a case in the tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

UNIT_KINDS: Final[Mapping[str, str]] = {
    "ubnd": "Ủy ban nhân dân",
    "ubnd_lower": "UBND cấp dưới",
    "chuyen_mon": "Phòng, bộ phận chuyên môn",
    "trung_tam_hcc": "Trung tâm Phục vụ hành chính công",
    "su_nghiep": "Đơn vị sự nghiệp",
    "linh_vuc": "Ngành, lĩnh vực",
    "mat_tran": "Mặt trận Tổ quốc",
    "doan_the": "Tổ chức chính trị - xã hội, đoàn thể",
    "to_chuc": "Tổ chức khác",
    "doanh_nghiep": "Doanh nghiệp",
    "thon": "Thôn, tổ dân phố",
    "dang": "Cơ quan Đảng",
    "hdnd": "Hội đồng nhân dân",
    "cap_tren": "Cơ quan cấp trên",
}

STAFF_GROUPS: Final[Mapping[str, str]] = {
    "can_bo": "Cán bộ",
    "cong_chuc": "Công chức",
    "vien_chuc": "Viên chức",
    "nguoi_lao_dong": "Người lao động",
    "nguoi_dan": "Người dân",
    "doanh_nhan": "Doanh nhân",
}

ROLES: Final[Mapping[str, str]] = {
    "unit_clerk": "Cán bộ phụ trách của đơn vị",
    "unit_head": "Thủ trưởng đơn vị",
    "office": "Cơ quan thường trực",
    "council_secretary": "Thư ký Hội đồng",
    "council_member": "Thành viên Hội đồng",
    "decider": "Người có thẩm quyền quyết định",
    "finance": "Tài chính - kế toán",
    "admin": "Quản trị",
}

# Ordered scales of yearly rating, worst first; the number is what facts store and SQL compares.
RATING_SCALES: Final[Mapping[str, Mapping[str, int]]] = {
    "nhiem_vu": {  # Nghị định 90/2020, 48/2023, from 2026 Nghị định 335/2025
        "khong_hoan_thanh": 1,
        "hoan_thanh": 2,
        "hoan_thanh_tot": 3,
        "hoan_thanh_xuat_sac": 4,
    },
    "chinh_quyen_co_so": {"yeu": 1, "trung_binh": 2, "kha": 3, "tot": 4, "xuat_sac": 5},
}

GRADE_NAMES: Final[Mapping[str, str]] = {
    "khong_hoan_thanh": "Không hoàn thành nhiệm vụ",
    "hoan_thanh": "Hoàn thành nhiệm vụ",
    "hoan_thanh_tot": "Hoàn thành tốt nhiệm vụ",
    "hoan_thanh_xuat_sac": "Hoàn thành xuất sắc nhiệm vụ",
    "yeu": "Yếu",
    "trung_binh": "Trung bình",
    "kha": "Khá",
    "tot": "Tốt",
    "xuat_sac": "Xuất sắc",
}

# Span of time a leaf looks at. "round_year": calendar year of the round; "movement": start to end of the
# movement; "plan_years": 1 January of year_from to 31 December of year_to.
SPANS: Final = ("round_year", "movement", "plan_years")

# Forms of discipline, mildest first (Nghị định 112/2020/NĐ-CP, Điều 7; cán bộ know four of them).
DISCIPLINES: Final[Mapping[str, str]] = {
    "khien_trach": "khiển trách",
    "canh_cao": "cảnh cáo",
    "ha_bac_luong": "hạ bậc lương",
    "giang_chuc": "giáng chức",
    "cach_chuc": "cách chức",
    "buoc_thoi_viec": "buộc thôi việc",
}

# leaf -> {parameter: (type, required, default)}; meaning of each leaf stands in rules/standards.
LEAVES: Final[Mapping[str, Mapping[str, tuple[type, bool, object]]]] = {
    # annual rating of the person or unit in the round's year, at least `grade` of `scale`, for `years` years in a row
    "rating_at_least": {"grade": (str, True, None), "scale": (str, False, "nhiem_vu"), "years": (int, False, 1)},
    # no discipline of the form `least` or a heavier one decided in the span, of the candidate itself ("self") or of
    # any staff of the unit ("staff")
    "no_discipline": {
        "within": (str, False, "round_year"),
        "of": (str, False, "self"),
        "least": (str, False, "khien_trach"),
    },
    # no complaint; upheld=True counts only upheld ones, False any complaint not rejected; of self or staff
    "no_complaint": {"within": (str, False, "round_year"), "of": (str, False, "self"), "upheld": (bool, False, True)},
    # index of the round's year above the year before; target: component (the assigned ones), overall, either
    "index_improved": {
        "target": (str, False, "component"),
        "by": (str, False, "share"),  # share (points/maximum) or points
        "or_max": (bool, False, False),
    },
    "rank_at_least": {"n": (int, True, None)},
    "rank_improved": {"by": (int, False, 1)},
    # recognised initiative of the span; level is the lowest tier of the recognising body
    "initiative_recognised": {
        "level": (str, False, "commune"),
        "min": (int, False, 1),
        "within": (str, False, "round_year"),
    },
    "initiative_registered": {"min": (int, False, 1), "within": (str, False, "round_year")},
    # earlier commendations in the span
    "prior_awards": {
        "form": (str, True, None),
        "authority_tier": (str, True, None),
        "min": (int, True, None),
        "within": (str, False, "plan_years"),
    },
    "target_met": {"criterion": (str, True, None)},
    "all_targets_met": {"min_share": (int, False, 100)},
    # own plan (lower plan) filed by the unit / a duty of this type done
    "plan_issued": {},
    "duty_done": {"type": (str, True, None)},
    # assigned reform tasks of the round's year: percent done, on time or early
    "tasks_done": {"share": (int, False, 100), "on_time": (bool, False, True)},
    # a person decides, with reasons; shows: data to lay before that person
    "judgement": {"text": (str, True, None), "by": (str, False, "office"), "shows": (str, False, "")},
}

TIERS: Final[Mapping[str, str]] = {
    "commune": "Cấp xã",
    "district": "Cấp huyện",
    "province": "Cấp tỉnh",
    "central": "Trung ương",
}

AWARD_FORMS: Final[Mapping[str, str]] = {"giay-khen": "Giấy khen", "bang-khen": "Bằng khen"}

DRAFTING_KINDS: Final[Mapping[str, str]] = {
    "numbering": "Đánh số",
    "missing": "Thiếu",
    "wording": "Cách diễn đạt",
    "spelling": "Chính tả",
    "ocr": "Lỗi quét chữ",
    "repeated": "Lặp lại",
    "inconsistent": "Không thống nhất",
    "contradictory": "Mâu thuẫn",
    "ambiguous": "Chưa rõ nghĩa",
    "logic": "Không hợp lý",
    "date": "Ngày tháng",
    "format": "Thể thức",
    "stale": "Căn cứ đã cũ",
}

DUTY_TYPES: Final[Mapping[str, str]] = {
    "execute": "Thực hiện kế hoạch",
    "disseminate": "Quán triệt, phổ biến",
    "lower_plan": "Xây dựng kế hoạch của đơn vị",
    "publicity": "Tuyên truyền",
    "monitor": "Theo dõi, kiểm tra",
    "guide": "Hướng dẫn",
    "collate": "Tổng hợp",
    "assess": "Đánh giá",
    "report": "Báo cáo",
    "mobilise": "Vận động",
    "finance": "Kinh phí",
}

# Acts of a deadline every round has for itself; the others come once, or once a year, where no round is named for them.
ROUND_ACTS: Final = ("dossier", "appraisal")

# (class of the model, field) -> word -> its Vietnamese name, for the fields that are plain text in the model.
CHOICES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("Issuer", "level"): {
        "xa": "Xã",
        "phuong": "Phường",
        "thi_tran": "Thị trấn",
        "huyen": "Huyện",
        "quan": "Quận",
        "thi_xa": "Thị xã",
        "thanh_pho": "Thành phố",
        "tinh": "Tỉnh",
        "dac_khu": "Đặc khu",
        "so": "Sở, ban, ngành",
        "bo": "Bộ, cơ quan trung ương",
    },
    ("DocRef", "relation"): {"can_cu": "Căn cứ", "thuc_hien": "Thực hiện", "cited": "Viện dẫn"},
    ("Audience", "needs"): {
        "reform_task": "Được giao nhiệm vụ cải cách hành chính",
        "index_component": "Được giao theo dõi chỉ số hoặc chỉ số thành phần",
        "contribution": "Có đóng góp nêu trong hồ sơ",
    },
    ("Criterion", "measure"): {
        "share": "Tỷ lệ",
        "value": "Trị số",
        "rank": "Thứ hạng",
        "class": "Xếp loại",
        "document": "Có văn bản",
        "judgement": "Người xét kết luận",
        "change": "Thay đổi so với năm trước",
    },
    ("Criterion", "op"): {">=": "từ … trở lên", "<=": "không quá", ">": "hơn", "<": "dưới", "=": "bằng"},
    ("Award", "form"): AWARD_FORMS,
    ("Exclusion", "rule"): {"late": "Hồ sơ nộp muộn", "missing": "Không có hồ sơ"},
    ("PaperItem", "modes"): {"award": "Khen thưởng", "propose": "Trình cấp trên"},
    ("PaperItem", "rules"): {
        "short": "Ngắn gọn, nêu thành tích chính",
        "by_criterion": "Theo từng tiêu chí",
        "confirmed_by_head": "Thủ trưởng xác nhận",
        "counts_stated": "Ghi rõ số lượng tập thể, cá nhân",
    },
    ("PaperItem", "meeting"): {
        "unit_meeting": "Cuộc họp của đơn vị",
        "unit_council": "Hội đồng của đơn vị",
        "own_council": "Hội đồng của cơ quan ban hành kế hoạch",
    },
    ("Deadline", "act"): {
        "dossier": "Nộp hồ sơ",
        "appraisal": "Thẩm định",
        "lower_plan": "Gửi kế hoạch của đơn vị",
        "registration": "Đăng ký thi đua",
        "review": "Bình xét",
        "voting": "Bình chọn, bỏ phiếu",
        "initiative": "Xét công nhận sáng kiến",
        "report": "Báo cáo",
        "publication": "Công bố, công khai kết quả",
        "proposal": "Trình cấp trên khen thưởng",
        "ceremony": "Tổ chức trao thưởng",
        "task": "Hoàn thành việc được giao",
    },
    ("RouteStep", "act"): {
        "unit_review": "Đơn vị bình xét",
        "file": "Nộp hồ sơ",
        "appraise": "Tiếp nhận, thẩm định",
        "council": "Hội đồng xét",
        "submit": "Tổng hợp, trình",
        "decide": "Quyết định",
        "propose": "Trình cấp trên",
    },
    ("Duty", "type"): DUTY_TYPES,
    ("Feedback", "type"): {
        "complaint": "Phản ánh, kiến nghị",
        "difficulty": "Khó khăn, vướng mắc",
        "satisfaction": "Đánh giá mức độ hài lòng",
        "supervision": "Giám sát",
        "amendment": "Đề nghị sửa đổi, bổ sung",
    },
    ("OpenQuestion", "kind"): DRAFTING_KINDS,
    ("Issuer", "tier"): TIERS,
    ("Award", "authority_tier"): TIERS,
}
