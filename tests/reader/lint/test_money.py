"""Amounts of a paper beside the amounts of the law."""

from __future__ import annotations

import pytest

from tests.reader.lint.paper import codes
from thidua import reader
from thidua.reader.lint import Remark, money

PAPER = """UBND TỈNH THỬ
UBND PHƯỜNG THỬ

Số: 12/KH-UBND
Thử, ngày 06 tháng 3 năm 2026

KẾ HOẠCH
Phát động phong trào thi đua cải cách hành chính năm 2026

UBND phường ban hành Kế hoạch phát động phong trào thi đua như sau:

1. KHEN THƯỞNG

1.1. Chủ tịch UBND phường tặng Giấy khen:

a) 03 tập thể, mỗi tập thể {collective} đồng;

b) 10 cá nhân, mỗi người 800.000 đồng.

2. KINH PHÍ

2.1. Kinh phí: nguồn ngân sách phường; {aside}.
"""
ASIDE = "không áp dụng mức thưởng của nghị định về thi đua, khen thưởng vì phường tự cân đối"


def check(collective: str = "2.000.000", aside: str = ASIDE) -> tuple[reader.Reading, dict[str, list[Remark]]]:
    read = reader.read_text(PAPER.format(collective=collective, aside=aside))
    found: dict[str, list[Remark]] = {}
    for each in reader.check(read):
        found.setdefault(each.code, []).append(each)
    return read, found


def test_amounts_are_read_asked_and_held_against_the_law() -> None:
    read, found = check()
    (fact,) = [each for each in read.facts if each.kind == "money"]
    assert fact.value["amounts"] == [
        {"target": "collective", "form": "Giấy khen", "amount": 2_000_000, "op": "exact"},
        {"target": "individual", "form": "Giấy khen", "amount": 800_000, "op": "exact"},
    ]
    assert fact.value["source"] == "nguồn ngân sách phường"
    first, second = found["inconsistent.amount"]
    assert first.severity == "warning"
    assert "1.410.000 đ" in first.message
    assert "710.000 đ" in second.message
    assert first.source.startswith("Nghị định 152/2025/NĐ-CP") or "152/2025" in first.source
    assert "2.000.000" in first.quote
    (question,) = [each for each in reader.build(read.facts, code="x").questions if "mức tiền riêng" in each.text]
    assert "2.000.000 đ" in question.text
    assert question.kind == "contradictory"
    assert reader.flat(read)["money_decree"] is None


@pytest.mark.parametrize(("collective", "count"), [("1.410.000", 1), ("2.000.000", 2)])
def test_only_what_differs_is_remarked(collective: str, count: int) -> None:
    read = reader.read_text(PAPER.format(collective=collective, aside=ASIDE))
    assert codes(money.amounts, read) == ["inconsistent.amount"] * count


def test_setting_the_scale_aside_is_remarked_where_it_is_said() -> None:
    read, found = check()
    (remark,) = found["contradictory.scale-aside"]
    assert (remark.severity, remark.quote) == ("warning", ASIDE.partition(" vì")[0])
    assert remark.span is not None
    assert "không áp dụng" in read.blocks[remark.span.block].text
    assert codes(money.scale_aside, check(aside="theo quy định")[0]) == []


def test_prizes_of_a_contest_are_no_amounts() -> None:
    read = reader.read_text(
        PAPER.format(collective="2.000.000", aside="x").replace("03 tập thể, mỗi tập thể", "Hội thi: giải Nhất")
    )
    (fact,) = [each for each in read.facts if each.kind == "money"]
    assert [row["amount"] for row in fact.value["amounts"]] == [800_000]
