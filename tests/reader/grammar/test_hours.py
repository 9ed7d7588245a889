"""The hour of a limit."""

from __future__ import annotations

import pytest

from thidua.reader.grammar import hours


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("trước 17 giờ 00 ngày 20/12/2024", "17:00"),
        ("chậm nhất là 16 giờ 30 phút, thứ Sáu, ngày 20/12", "16:30"),
        ("trước 16h30 ngày 20/12", "16:30"),
        ("trước 16h ngày 20/12", "16:00"),
        ("trước 9:05 ngày 20/12", "09:05"),
        ("trước 5 giờ chiều ngày 20/12", "17:00"),
        ("trước 24 giờ ngày 20/12", None),
        ("trước ngày 10 tháng 12 hằng năm", None),
        ("Đợt 1: trước ngày 20/12/2024", None),
        ("trước ngày 20/12/2024", None),
    ],
)
def test_the_hour_is_read(text: str, hour: str | None) -> None:
    assert hours.find(text) == hour
    assert not hours.unread(text)


def test_an_hour_nobody_can_tell_is_unread() -> None:
    assert hours.unread("trong giờ hành chính ngày 20/12/2024")
    assert hours.unread("trước khi hết giờ làm việc ngày 20/12")
