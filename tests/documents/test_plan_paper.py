"""Paper 1 from a plan and from a typed text, and paper 16."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from thidua import plans
from thidua.documents import docx, pdf
from thidua.documents.model import Addressees, Bases, Heading, Paragraph, Signatures, SubHead, Table, plain
from thidua.documents.papers import LateItem
from thidua.documents.plan_draft import LETTERS, from_plan, lettered
from thidua.documents.plan_paper import PlanPaper
from thidua.documents.plan_text import from_text

from . import samples

PLANS = plans.builtin()


def lines(paper: PlanPaper) -> list[str]:
    return [plain(block.text) for block in paper.body if isinstance(block, SubHead | Paragraph)]


# ---------------------------------------------------------------- from a plan


@pytest.mark.parametrize("code", PLANS)
def test_every_built_in_plan_prints_whole(code: str) -> None:
    plan = PLANS[code]
    paper = from_plan(plan)
    said = " ".join(lines(paper))
    tables = [
        plain(cell) for block in paper.body if isinstance(block, Table) for row in block.rows for cell in row.cells
    ]
    for group in (plan.statements, plan.audiences, plan.contents, plan.exclusions):
        for each in group:
            assert each.label in said
    for each in plan.criteria:
        assert each.label in said or each.label in tables
    for each in plan.duties:
        assert each.label[1:] in said
    for each in plan.papers:
        assert each.name in said
    assert paper.recipients == tuple(line.label for line in plan.recipients)
    assert paper.signature.name == plan.signer.name
    assert len(docx.render(paper)) > 5_000
    assert docx.render(paper) == docx.render(from_plan(plan))
    assert pdf.render(paper).startswith(b"%PDF")


def test_sections_of_the_form_in_their_order() -> None:
    heads = [
        line
        for line in lines(from_plan(PLANS["soc-trang-2025"]))
        if line.split(".")[0] in {"I", "II", "III", "IV", "V"}
    ]
    assert heads == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. ĐỐI TƯỢNG, NỘI DUNG, TIÊU CHÍ VÀ THỜI GIAN THI ĐUA",
        "III. HÌNH THỨC, SỐ LƯỢNG, TIÊU CHUẨN KHEN THƯỞNG",
        "IV. QUY TRÌNH, THỜI GIAN VÀ HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG",
        "V. TỔ CHỨC THỰC HIỆN",
    ]


def test_clauses_keep_their_limits() -> None:
    said = lines(from_plan(PLANS["soc-trang-2025"]))
    assert any(line.endswith(": 04 tập thể.") and "tối đa" not in line for line in said)
    assert any(line.endswith(": tối đa 07 cá nhân.") for line in said)
    assert any(line.endswith("trước ngày 30/01 năm liền kề.") for line in said)
    assert "Từ ngày ban hành Kế hoạch đến thời điểm công bố Chỉ số CCHC năm 2025 của phường." in said
    other = lines(from_plan(PLANS["truc-ninh-2021-2025"]))
    assert any("(qua Phòng Nội vụ) trước ngày 10/12 hằng năm" in line for line in other)
    assert any("Xét, đề nghị" in line and "Bằng khen" in line for line in other)


def test_what_the_plan_leaves_blank_stays_blank() -> None:
    paper = from_plan(PLANS["truc-ninh-2021-2025"])
    assert paper.heading.number_line.replace("\xa0", "_") == "Số:_______/KH-UBND"
    assert paper.heading.date_line.replace("\xa0", "_") == "Trực Ninh, ngày______tháng 11 năm 2021"
    bare = dataclasses.replace(PLANS["phu-luong-2023"], statements=(), contents=(), criteria=(), audiences=())
    heads = [line for line in lines(from_plan(bare)) if line[:2] in {"I.", "II"}]
    assert heads[0].startswith("I. ")
    assert "MỤC ĐÍCH" not in heads[0]  # a part without data has no heading either
    assert not any("None" in line for line in lines(from_plan(bare)))


def test_many_numeric_criteria_stand_in_a_table() -> None:
    tables = [block for block in from_plan(PLANS["hoa-phong-2025"]).body if isinstance(block, Table)]
    assert len(tables) == 1
    assert any("100%" in plain(row.cells[2]) for row in tables[0].rows)


def test_letters_have_d_with_stroke_and_end_in_dashes() -> None:
    five = [plain(block.text)[:2] for block in lettered(["x"] * 6) if isinstance(block, Paragraph)]
    assert five == ["a)", "b)", "c)", "d)", "đ)", "e)"]
    many = lettered(["x"] * (len(LETTERS) + 1))
    assert all(plain(block.text).startswith("- ") for block in many if isinstance(block, Paragraph))


# ---------------------------------------------------------------- from a text


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
    assert [plain(text) for text in paper.lead] == ["Căn cứ Kế hoạch số 02/KH-UBND;"]
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


# ---------------------------------------------------------------- paper 16


def test_reminder_names_only_those_concerned_once() -> None:
    blocks = samples.reminder().to_document().blocks()
    [to] = [block for block in blocks if isinstance(block, Addressees)]
    assert to.names == (samples.UNIT, "Trường Tiểu học Hoa Ban")
    [table] = [block for block in blocks if isinstance(block, Table)]
    assert [plain(row.cells[3]) for row in table.rows] == [
        "05/12/2026 (quá 3 ngày)",
        "28/02/2026 (quá 283 ngày)",
        "Kế hoạch không ghi",
    ]
    [head] = [block for block in blocks if isinstance(block, Heading)]
    assert head.about == "V/v đôn đốc nộp hồ sơ đề nghị khen thưởng năm 2026"


def test_reminder_asks_for_a_day_without_moving_the_plans_own() -> None:
    said = [plain(b.text) for b in samples.reminder().to_document().blocks() if isinstance(b, Paragraph)]
    assert any("chậm nhất vào ngày 11 tháng 12 năm 2026" in line for line in said)
    assert any("không thay đổi thời hạn quy định tại Kế hoạch" in line for line in said)
    open_end = [
        plain(b.text) for b in samples.reminder(new_due=None).to_document().blocks() if isinstance(b, Paragraph)
    ]
    assert not any("chậm nhất" in line or "không thay đổi" in line for line in open_end)


def test_a_day_is_late_only_when_it_is_over() -> None:
    item = LateItem(body="A", duty="B", due=date(2026, 12, 5))
    assert [item.days_late(date(2026, 12, day)) for day in (4, 5, 6)] == [0, 0, 1]


def test_bases_close_with_their_marks() -> None:
    [bases] = [block for block in samples.plan_paper().to_document().blocks() if isinstance(block, Bases)]
    assert [line[-1] for line in bases.lines] == [";", "."]
