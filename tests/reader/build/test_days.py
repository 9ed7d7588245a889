"""Days of a text the program only reminds of: limits of the plan, and days of the duties whose words hold them."""

from __future__ import annotations

import pytest

from tests.reader.build.test_waits import built

RUNNING = """

III. TỔ CHỨC THỰC HIỆN

1. Văn phòng xã theo dõi, tổng hợp kết quả; báo cáo UBND xã trước ngày 15/12/2024.

2. Các thôn đăng ký thi đua gửi Văn phòng xã trước ngày 31/3/2024.

3. Công an xã tổ chức rà soát thủ tục, hoàn thành chậm nhất ngày 30/6/2024.
"""


@pytest.mark.parametrize("filing", ["Gửi hồ sơ về Văn phòng xã trước ngày 20/12/2024."])
def test_a_day_inside_a_duty_is_its_day_and_another_a_limit_of_the_plan(filing: str) -> None:
    plan = built(filing + RUNNING)
    assert {(each.act, each.op, each.rule) for each in plan.deadlines} == {
        ("dossier", "before", "2024-12-20"),
        ("registration", "before", "2024-03-31"),
    }
    dated = {each.body: (each.type, each.due_op, each.due) for each in plan.duties if each.due}
    assert dated["Văn phòng xã"][1:] == ("before", "2024-12-15")
    assert dated["Công an xã"][1:] == ("no_later_than", "2024-06-30")
    assert len(dated) == 2
    assert sum(1 for each in plan.duties if each.due) == 2  # a clause of several works gives its day to one of them
    assert not any("hạn nộp hồ sơ" in each.text for each in plan.questions)
