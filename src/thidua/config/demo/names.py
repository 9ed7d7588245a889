"""Invented people: plausible names and birth dates, the same in every build. Any likeness is chance."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# Words apart by spaces (middle names by bars). Frequent family names come several times, as in life.
FAMILIES: Final = (
    "Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Trần Lê Lê Lê Phạm Phạm Phạm Hoàng Phan Vũ Vũ Đặng Đặng "
    "Bùi Bùi Đỗ Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Mai Tô Hà Cao Lương Tạ Chu Đào Tống Vương Phùng Lưu Kiều"
)
REGIONS: Final = {  # family names that belong to a place
    "st": "Huỳnh Huỳnh Huỳnh Thạch Thạch Sơn Lâm Lâm Võ Võ Kim Quách Châu Trương",
    "pr": "Huỳnh Huỳnh Võ Võ Võ Trương Châu Thiên Quảng Đạo",
}
MALE_MIDDLE: Final = (
    "Văn|Văn|Đức|Minh|Quốc|Hữu|Ngọc|Thanh|Quang|Xuân|Hoàng|Đình|Trọng|Tuấn|Công|Bá|Duy|Nhật|Phước|Chí|Thành|Việt"
)
MALE_GIVEN: Final = (
    "An Bảo Bình Châu Cường Đạt Đăng Định Dũng Duy Giang Hải Hậu Hiếu Hòa Huy Hưng Kiên Kiệt Khoa Khánh Lộc Long Luân "
    "Mạnh Nam Nghĩa Nhân Phát Phong Phúc Quân Quý Sang Sơn Tài Tâm Tân Thái Thắng Thành Thịnh Thông Tiến Toàn Trí "
    "Trung Trường Tú Tuấn Tùng Vinh Vũ"
)
FEMALE_MIDDLE: Final = (
    "Thị|Thị|Thị|Thị Thu|Thị Kim|Thị Ngọc|Thị Hồng|Thị Thanh|Thị Mỹ|Thị Minh|Thu|Ngọc|Thùy|Bích|Thanh|Kim|Mai|"
    "Phương|Khánh|Tuyết|Cẩm"
)
FEMALE_GIVEN: Final = (
    "Anh Ánh Ấn Bình Châu Chi Diễm Diệp Dung Duyên Đào Giang Hà Hằng Hạnh Hiền Hoa Hợp Huệ Huyền Hương Lan Lệ Liên "
    "Linh Loan Ly Mai My Nga Ngân Ngọc Nguyệt Nhung Nhi Oanh Phượng Phương Quyên Quỳnh Sen Tâm Thắm Thảo Thoa Thơ Thủy "
    "Thư Tiên Trang Trâm Trinh Tú Tuyết Uyên Vân Xuân Yến"
)


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person."""

    full_name: str
    honorific: str
    birth_date: date


class Names:
    """A source of people; the same seed gives the same people in the same order, no full name twice."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # invented names, not secrets
        self._used: set[str] = set()

    def next(self, *, region: str = "", oldest: int = 57, youngest: int = 25, women: bool = False) -> Invented:
        """A new person; ages in years on 01/01/2023; ``region`` adds family names of a place."""
        while True:
            woman = women or self._random.random() < 0.48
            middle = self._pick(FEMALE_MIDDLE if woman else MALE_MIDDLE, "|")
            given = self._pick(FEMALE_GIVEN if woman else MALE_GIVEN)
            name = f"{self._pick(f'{FAMILIES} {REGIONS.get(region, "")}')} {middle} {given}"
            words = name.split()
            if len(set(words)) == len(words) and name not in self._used:
                break
        self._used.add(name)
        days = self._random.randrange(youngest * 365, oldest * 365)
        return Invented(name, "Bà" if woman else "Ông", date(2023, 1, 1) - timedelta(days=days))

    def _pick(self, words: str, between: str | None = None) -> str:
        return self._random.choice(words.split(between))
