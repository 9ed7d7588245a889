"""Moments worth standing in with the training clock: said once, for its page and for the guide of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and minute in Viet Nam, and what is to be seen there."""

    value: str  # 2026-01-29T23:58
    what: str

    @property
    def day(self) -> str:
        """``29/01/2026``."""
        return self.label.partition(", ")[0]

    @property
    def time(self) -> str:
        """``23:58``."""
        return self.label.partition(", ")[2]

    @property
    def label(self) -> str:
        """``29/01/2026, 23:58``."""
        return f"{datetime.fromisoformat(self.value):%d/%m/%Y, %H:%M}"


MOMENTS: Final = (
    Moment("2023-11-15T14:40", "Phú Lương: phiên họp thứ hai của Hội đồng đang bỏ phiếu kín"),
    Moment("2024-11-26T09:00", "Phan Rang - Tháp Chàm: quyết định chờ Chủ tịch duyệt (cấp huyện còn đến 30/06/2025)"),
    Moment("2024-12-09T08:00", "Trực Ninh: sáng ngày cuối nộp hồ sơ năm 2024"),
    Moment("2025-06-20T09:00", "Trực Ninh: đợt năm 2025 và đợt tổng kết đang thẩm định"),
    Moment("2026-01-29T20:00", "Sóc Trăng: tối trước khi hết hạn nộp hồ sơ"),
    Moment("2026-01-29T23:58", "Sóc Trăng: hai phút trước khi hết hạn nộp hồ sơ (nộp còn kịp)"),
    Moment("2026-01-30T00:00", "Sóc Trăng: đã quá hạn; kế hoạch không loại hồ sơ muộn nên nộp vẫn được, có đánh dấu"),
    Moment("2026-07-01T08:00", "Lương cơ sở mới: tiền thưởng của quyết định ký từ ngày này khác đi"),
)
