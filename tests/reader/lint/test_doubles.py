"""Words written twice: what is a slip and what is Vietnamese."""

from __future__ import annotations

import pytest

from tests.reader.lint.paper import codes, reading, section
from thidua.reader.lint import doubles


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Căn cứ Luật Thi đua, khen thưởng;",
        "kết quả của của các đơn vị",
        "không ngừng nâng cao cao chất lượng phục vụ",
        "nêu cao trách nhiệm nhiệm của người đứng đầu",
        "trao đổi chuyên chuyên môn, nghiệp vụ",
        "các cơ quan tổ chức thực thực hiện",
        "Ủy Ủy ban nhân dân xã",
        "THỰC HIỆN HIỆN NGHIÊM TÚC",
    ],
)
def test_words_said_twice_are_named_once(text: str) -> None:
    assert codes(doubles.repeated_words, reading(section("I", text))) == ["repeated.words"]


@pytest.mark.parametrize(
    "text",
    [
        "luôn luôn đổi mới",
        "ngày ngày phấn đấu, người người thi đua, nhà nhà hưởng ứng",
        "không chung chung; dần dần nâng cao",
        "từ 10 10 lần",
        "giao thông thông suốt",
        "tập thể thể hiện rõ tinh thần",
        "hồ sơ sơ kết; đảng bộ bộ phận; cơ quan quan tâm",
        "gửi Tờ trình trình Chủ tịch",
        "gắn trách nhiệm nhiệm vụ",
        "kế hoạch năm năm",
        "chị Lò Thị Linh Linh",
        "cột Có\nCó",
        "a, a và b",
        "xã, xã hội",
    ],
)
def test_reduplication_and_words_that_meet_are_no_fault(text: str) -> None:
    assert codes(doubles.repeated_words, reading(section("I", text))) == []
