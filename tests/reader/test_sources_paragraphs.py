"""Printed lines to paragraphs by their place: a body between 85 and 538 points, first lines at 121."""

from __future__ import annotations

from thidua.reader.model import Line
from thidua.reader.sources.layout import Margins, Piece
from thidua.reader.sources.paragraphs import lines

EDGES = Margins(85, 538)


def at(text: str, left: float, right: float, top: float, *, bold: bool = False) -> Piece:
    return Piece(text, left, right, top, top + 14, 12, bold)


def page(*pieces: Piece, before: Line | None = None) -> list[Line]:
    return list(lines(pieces, 1, EDGES, before))


FULL = (
    at("- Nâng cao chất lượng phục vụ người dân, doanh nghiệp và tạo chuyển", 121, 538, 100),
    at("biến rõ nét về quốc phòng", 85, 538, 116),
    at("- an ninh trên địa bàn.", 85, 250, 132),
    at("- Biểu dương tập thể, cá nhân có thành tích xuất sắc trong công tác;", 121, 538, 153),
    at("- Gắn phong trào với nhiệm vụ được giao.", 121, 400, 169),
)


def test_lines_of_a_paragraph_are_one_even_where_one_begins_with_a_dash() -> None:
    assert [line.text for line in page(*FULL)] == [
        "- Nâng cao chất lượng phục vụ người dân, doanh nghiệp và tạo chuyển biến rõ nét về quốc phòng - an ninh trên địa bàn.",
        "- Biểu dương tập thể, cá nhân có thành tích xuất sắc trong công tác;",
        "- Gắn phong trào với nhiệm vụ được giao.",
    ]
    assert [line.whole for line in page(*FULL)] == [True, True, True]


def test_a_line_that_had_room_for_the_next_word_ends_its_paragraph() -> None:
    found = page(
        at("II. NỘI DUNG", 85, 200, 100),
        at("Đối tượng thi đua là các phòng chuyên môn thuộc phường và các", 85, 538, 116),
    )
    assert len(found) == 2
    assert found[0].whole


def test_recognised_heights_that_jump_do_not_part_a_paragraph() -> None:
    found = page(
        *FULL[:2],
        at("- an ninh trên địa bàn phường và các tổ dân phố trong năm nay", 85, 538, 132),
        at("của các đơn vị.", 85, 250, 156),  # 24 points below instead of 16
    )
    assert len(found) == 1
    assert found[0].text.endswith("trong năm nay của các đơn vị.")


def test_a_symbol_broken_after_its_hyphen_is_whole_again() -> None:
    found = page(
        at("Thực hiện Kế hoạch của Ủy ban nhân dân phường số 26/KH-", 121, 538, 100),
        at("UBND ngày 05/01/2026.", 85, 250, 116),
    )
    assert [line.text for line in found] == [
        "Thực hiện Kế hoạch của Ủy ban nhân dân phường số 26/KH-UBND ngày 05/01/2026."
    ]


def test_over_a_page_break_only_a_full_line_goes_on() -> None:
    full = Line("- Thi đua thực hiện đổi mới;", 1, left=121, right=538, top=780)
    assert page(at("quy chế văn hóa ứng xử của đơn vị.", 85, 300, 60), before=full)[0].continues
    assert not page(at("Quy chế văn hóa ứng xử của đơn vị.", 121, 340, 60), before=full)[0].continues
    short = Line("- Thi đua.", 1, whole=True, left=121, right=200, top=780)
    assert not page(at("quy chế văn hóa ứng xử của đơn vị.", 85, 300, 60), before=short)[0].continues


def test_titles_stay_line_by_line_unless_the_words_go_on() -> None:
    found = page(
        at("KẾ HOẠCH", 270, 353, 100, bold=True),
        at("Phát động phong trào thi đua cải cách", 200, 423, 116, bold=True),
        at("hành chính năm 2026", 240, 383, 132, bold=True),
        at("Căn cứ Luật Thi đua, khen thưởng;", 121, 330, 160),
    )
    assert [(line.text, line.centred) for line in found] == [
        ("KẾ HOẠCH", True),
        ("Phát động phong trào thi đua cải cách hành chính năm 2026", True),
        ("Căn cứ Luật Thi đua, khen thưởng;", False),
    ]


def test_a_long_recipient_is_one_line_beside_the_signature() -> None:
    found = page(
        at("Nơi nhận:", 85, 140, 100, bold=True),
        at("TM. ỦY BAN NHÂN DÂN", 340, 500, 100, bold=True),
        at("- Ủy ban Mặt trận và các tổ chức chính trị -", 85, 290, 114),
        at("CHỦ TỊCH", 390, 450, 114, bold=True),
        at("xã hội của huyện;", 85, 170, 128),
        at("- Lưu: VT.", 85, 140, 142),
        at("Lê Thị Hải Yến", 370, 470, 190, bold=True),
    )
    assert [line.text for line in found] == [
        "Nơi nhận:",
        "- Ủy ban Mặt trận và các tổ chức chính trị - xã hội của huyện;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lê Thị Hải Yến",
    ]
