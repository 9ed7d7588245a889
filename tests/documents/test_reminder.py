"""Paper 16: those concerned, what they owe, until when."""

from __future__ import annotations

from datetime import date

from thidua.documents.model import Addressees, Heading, Paragraph, Table, plain
from thidua.documents.papers import LateItem

from . import samples


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


def test_a_letter_to_one_unit_speaks_to_it_by_name_and_names_the_clause() -> None:
    late = samples.reminder().late[:1]
    said = [
        plain(b.text)
        for b in samples.reminder(late=late, clause="mục V.1").to_document().blocks()
        if isinstance(b, Paragraph)
    ]
    assert "01 (một) đơn vị còn việc chưa thực hiện theo mục V.1 Kế hoạch" in said[0]
    assert any(line.startswith(f"Đề nghị {late[0].body} hoàn thành") for line in said)
    assert said[-1] == f"Xin thông báo để {late[0].body} biết và thực hiện./."
