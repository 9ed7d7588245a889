"""Paper 1 from a typed text: labels, lines and foot as they were typed."""

from __future__ import annotations

import pytest

from thidua.documents.model import Paragraph, Run, Signatures, SubHead, Table, plain
from thidua.documents.plan_paper import PlanPaper
from thidua.documents.plan_text import from_text


def lines(paper: PlanPaper) -> list[str]:
    return [plain(block.text) for block in paper.body if isinstance(block, SubHead | Paragraph)]


TEXT = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP

Số: /KH-UBND

Tân Lập, ngày tháng 3 năm 2026

## KẾ HOẠCH

**Phát động phong trào thi đua**
**cải cách hành chính năm 2026**

Căn cứ Kế hoạch số 02/KH-UBND;

**I. MỤC ĐÍCH****1. Mục đích**

- Nâng cao chất lượng của các bộ phận thuộc

xã, phường trên địa bàn.

2. Yêu cầu

*a) Đối với tập thể:* nộp **trước ngày 10/12/2026**.

| TT | Số lượng |
| --- | --- |
| 1 | 05 |

]Nơi nhận:

- Sở Nội vụ;
- Lưu: VT.

**TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH**

Ngô Văn Bình"""


def test_text_keeps_labels_lines_and_foot() -> None:
    paper = from_text(TEXT)
    assert paper.heading.issuer == "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP"
    assert paper.heading.number_line == "Số: /KH-UBND"
    assert paper.heading.date_line == "Tân Lập, ngày tháng 3 năm 2026"
    assert paper.subject == "Phát động phong trào thi đua\ncải cách hành chính năm 2026"
    assert paper.lead == ((Run("Căn cứ Kế hoạch số 02/KH-UBND;", italic=True),),)
    assert lines(paper) == [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "- Nâng cao chất lượng của các bộ phận thuộc xã, phường trên địa bàn.",
        "2. Yêu cầu",
        "a) Đối với tập thể: nộp trước ngày 10/12/2026.",
    ]
    assert [plain(row.cells[1]) for block in paper.body if isinstance(block, Table) for row in block.rows] == ["05"]
    assert paper.recipients == ("Sở Nội vụ", "Lưu: VT")
    assert (paper.signature.lines, paper.signature.name) == (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Ngô Văn Bình")


def test_a_printed_star_is_kept() -> None:
    paper = from_text("KẾ HOẠCH\n\nI. TIÊU CHUẨN\n\n** Đối với tập thể:*\n\n- Một câu.")
    assert lines(paper) == ["I. TIÊU CHUẨN", "* Đối với tập thể:", "- Một câu."]


def test_text_without_head_and_foot_invents_none() -> None:
    paper = from_text("KẾ HOẠCH\nPhát động\n\nI. MỤC ĐÍCH\n\nMột câu.")
    assert (paper.heading.issuer, paper.heading.number_line, paper.heading.date_line) == ("", "", "")
    assert not any(isinstance(block, Signatures) for block in paper.to_document().blocks())


def test_text_without_title_is_refused() -> None:
    with pytest.raises(ValueError, match="KẾ HOẠCH"):
        from_text("QUYẾT ĐỊNH\n\nĐiều 1. Tặng Giấy khen.")
