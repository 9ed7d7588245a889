"""Head and foot of the paper, and the law of its day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reader.lint.paper import codes, fact, reading, section
from thidua.reader.lint import RULES, header, legal
from thidua.reader.model import Fact

WARD = fact("issuer", "header", "UBND phường", name="UBND phường Mẫu", level="phuong", tier="commune")
DISTRICT = fact("issuer", "header", "UBND huyện", name="UBND huyện Mẫu", level="huyen", tier="district")


def signed(capacity: str, position: str = "PHÓ CHỦ TỊCH") -> Fact:
    return fact("signer", "signature", capacity, name="Nguyễn Văn Mẫu", position=position, capacity=capacity)


def dated(day: str) -> Fact:
    return fact("date", "header", "ngày", date=day)


def recipient(line: str) -> Fact:
    return fact("recipient", "recipients", line, line=line)


DUTY = fact("duty", "III.2", "Đài truyền thanh phường tuyên truyền", body="Đài truyền thanh phường")

CASES: list[tuple[Callable[..., object], tuple[Fact, ...], list[str]]] = [
    (header.number, (), ["missing.number"]),
    (header.number, (fact("number", "header", "Số: /KH-UBND", number=None, symbol="KH-UBND"),), ["missing.number"]),
    (header.number, (fact("number", "header", "Số: 5/KH-UBND", number="5/KH-UBND"),), []),
    (header.issue_date, (), ["missing.date"]),
    (header.issue_date, (dated("2024-03"),), ["missing.day"]),
    (header.issue_date, (dated("2024-03-05"),), []),
    (header.signing_block, (), ["missing.signer"]),
    (header.signing_block, (WARD, signed("KT. CHỦ TỊCH")), ["format.on-behalf"]),
    (header.signing_block, (WARD, signed("TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH")), []),
    (header.signing_block, (WARD, signed("TM. ỦY BAN NHÂN DÂN")), ["format.for"]),
    (header.recipients, (), ["missing.recipients"]),
    (header.recipients, (recipient("Phòng Nội vụ"),), ["missing.archive"]),
    (header.recipients, (recipient("Phòng Nội vụ"), recipient("Lưu: VT"), DUTY), ["missing.recipient"]),
    (header.recipients, (recipient("Các đơn vị"), recipient("Lưu: VT"), DUTY), []),
    (header.signer_matches, (WARD, fact("place", "header", "Khác", place="Khác")), ["inconsistent.place"]),
    (header.signer_matches, (WARD, fact("place", "header", "Mẫu", place="Mẫu")), []),
    (
        legal.authority,
        (WARD, dated("2025-08-01"), fact("award", "III.1", "Thủ trưởng", name="Giấy khen", authority="Thủ trưởng đơn vị", mode="award")),
        ["legal.no-power"],
    ),
    (
        legal.authority,
        (dated("2025-08-01"), fact("award", "III.1", "Giấy khen", name="Giấy khen", authority="Chủ tịch UBND phường", level="phuong", mode="award")),
        [],
    ),
    (
        legal.authority,
        (dated("2025-08-01"), fact("award", "III.1", "Bằng khen", name="Bằng khen", authority="Chủ tịch UBND phường", level="phuong", mode="award")),
        ["legal.no-power"],
    ),
    (legal.levels, (dated("2025-08-01"), DISTRICT), ["legal.level-ended"]),
    (legal.levels, (dated("2025-01-01"), DISTRICT, fact("period", "II.3", "đến", end="2025-12-31")), ["stale.level-ends"]),
    (legal.levels, (dated("2024-01-01"), DISTRICT, fact("period", "II.3", "đến", end="2024-12-31")), []),
    (
        legal.year_before,
        (dated("2025-10-20"), WARD, fact("movement", "title", "năm 2025", year=2025), fact("standard", "III", "cao hơn năm trước liền kề", across_years=True)),
        ["logic.no-year-before"],
    ),
    (
        legal.year_before,
        (dated("2024-10-20"), WARD, fact("movement", "title", "năm 2024", year=2024), fact("standard", "III", "cao hơn năm trước liền kề", across_years=True)),
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "found"), CASES)
def test_each_rule_sees_its_fault_and_nothing_else(
    rule: Callable[..., object], facts: tuple[Fact, ...], found: list[str]
) -> None:
    assert codes(rule, reading(section("III", "Khen thưởng", style="roman"), facts=facts)) == found


@pytest.mark.parametrize(("end", "found"), [("thực hiện.", ["format.closing"]), ("thực hiện./.", [])])
def test_the_closing_sign(end: str, found: list[str]) -> None:
    paper = reading(section("V", "Tổ chức", style="roman"), section("closing", f"Yêu cầu các đơn vị {end}"))
    assert codes(header.closing_sign, paper) == found


def test_every_rule_has_a_test_of_its_own() -> None:
    told = "".join(each.read_text(encoding="utf-8") for each in Path(__file__).parent.glob("test_*.py"))
    assert [rule.__name__ for rule in RULES if f".{rule.__name__}," not in told] == []
