"""Lines become paragraphs: what is joined, what stays apart, what is looked through."""

from __future__ import annotations

import unicodedata

import pytest

from thidua.reader import blocks, raw
from thidua.reader.model import Block, Cell, Line, Pages
from thidua.reader.plain import text_pages


def texts(text: str) -> list[str]:
    return [block.text for block in blocks.blocks(text_pages(text, "x.txt"))]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        (
            "- Công chức làm việc tại các bộ phận thuộc\n\nUBND xã;",
            "- Công chức làm việc tại các bộ phận thuộc UBND xã;",
        ),
        (
            "a) Nâng cao ý thức của người đứng đầu\n\nvà hiệu quả công việc.",
            "a) Nâng cao ý thức của người đứng đầu và hiệu quả công việc.",
        ),
        ("Không để cán bộ, công chức,\n\nviên chức vi phạm.", "Không để cán bộ, công chức, viên chức vi phạm."),
        ("1. Giao Hội đồng Thi đua\n- Khen thưởng xã xét chọn.", "1. Giao Hội đồng Thi đua - Khen thưởng xã xét chọn."),
        ("Số: 26/KH-\nUBND", "Số: 26/KH-UBND"),
        ("Hồ sơ gửi trước ngày\n\n15/12/2024.", "Hồ sơ gửi trước ngày 15/12/2024."),
        ("Bình Trung, ngày     tháng 3\nnăm 2024", "Bình Trung, ngày tháng 3 năm 2024"),
        ("II. NỘI DUNG, TIÊU CHÍ,\nHÌNH THỨC KHEN THƯỞNG", "II. NỘI DUNG, TIÊU CHÍ, HÌNH THỨC KHEN THƯỞNG"),
    ],
)
def test_a_sentence_cut_by_a_line_or_page_is_joined(text: str, joined: str) -> None:
    assert texts(text) == [joined]


@pytest.mark.parametrize(
    "text",
    [
        "KẾ HOẠCH\n\nPhát động phong trào thi đua trên địa bàn huyện\n\nThực hiện Kế hoạch số 5/KH-UBND, UBND huyện ban hành:",
        "3. 100% văn bản được tuyên truyền, phổ biến\n4. 100% thủ tục được công khai",
        "1. Hình thức\n\nGiấy khen của Chủ tịch UBND xã.",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn An",
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.",
        "Gồm các nội dung sau:\n\nmột là làm tốt",
    ],
)
def test_headings_items_and_frame_lines_stand_alone(text: str) -> None:
    assert texts(text) == [line.strip() for line in text.split("\n") if line.strip()]


def test_printed_lines_are_filled_up_to_the_paragraph() -> None:
    line = "Phong trào phải được triển khai rộng khắp trong các cơ quan, đơn vị của xã, bảo đảm"
    text = "\n".join(
        [
            "I. YÊU CẦU",
            line,
            "Văn phòng và các ban, ngành cùng thực hiện có hiệu quả nội dung, tránh hình thức",
            "mọi việc.",
            *[line, "thiết thực."] * 8,
        ]
    )
    found = texts(text)
    assert found[0] == "I. YÊU CẦU"
    assert found[1].startswith(line + " Văn phòng và các ban")
    assert "mọi việc." in found[1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("**I. MỤC ĐÍCH, YÊU CẦU****1. Mục đích**", ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"]),
        ("II. NỘI DUNG THI ĐUA 1. Đối tượng thi đua", ["II. NỘI DUNG THI ĐUA", "1. Đối tượng thi đua"]),
        ("## **2. Nội dung thi đua**", ["2. Nội dung thi đua"]),
        ("** Đối với tập thể:*", ["* Đối với tập thể:"]),
        ("______\n\n- 2 -\n\nTrang 3/5\n\nCăn cứ Luật;", ["Căn cứ Luật;"]),
    ],
)
def test_marks_of_the_file_are_gone_and_fused_headings_parted(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


def test_columns_of_the_letterhead_are_told_one_after_the_other() -> None:
    text = (
        "ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "HUYỆN TÂN AN                       Độc lập - Tự do - Hạnh phúc\n"
        "Số:      /KH-UBND              Tân An, ngày      tháng 3 năm 2024\n\nKẾ HOẠCH"
    )
    assert texts(text) == [
        "ỦY BAN NHÂN DÂN",
        "HUYỆN TÂN AN",
        "Số: /KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tân An, ngày tháng 3 năm 2024",
        "KẾ HOẠCH",
    ]


def cells(text: str) -> list[tuple[int, int, str]]:
    found = blocks.blocks(text_pages(text, "x.txt"))
    return [(b.cell.row, b.cell.column, b.text) for b in found if b.cell is not None]


def test_tables_between_pipes_and_tables_typed_with_spaces_are_cells() -> None:
    piped = "| STT | Khối | Tập thể |\n|---|---|---|\n| 1 | Khối nội chính | 02 |"
    typed = (
        "STT   Khối                   Tập thể\n1     Khối nội chính             02\n      Tổng cộng                  02"
    )
    assert cells(piped) == [
        (0, 0, "STT"),
        (0, 1, "Khối"),
        (0, 2, "Tập thể"),
        (1, 0, "1"),
        (1, 1, "Khối nội chính"),
        (1, 2, "02"),
    ]
    assert cells(typed)[-2:] == [(2, 1, "Tổng cộng"), (2, 2, "02")]


def test_doubled_spaces_make_no_table() -> None:
    text = "1.  Các  đơn  vị  thực  hiện.\n2.  Các  ban,  ngành  phối  hợp.\n3.  Văn  phòng  theo  dõi."
    assert texts(text) == [line.replace("  ", " ") for line in text.split("\n")]


def test_a_table_that_only_holds_the_letterhead_is_lines() -> None:
    def cell(row: int, column: int, text: str) -> Line:
        return Line(text, 1, whole=True, cell=Cell(0, row, column, 2))

    lines = (
        cell(0, 0, "UBND XÃ A"),
        cell(0, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        cell(1, 0, "Số: 1/KH-UBND"),
        cell(1, 1, "A, ngày 01 tháng 3 năm 2024"),
    )
    found = blocks.blocks(Pages("docx", "x.docx", "", 1, lines))
    assert [b.text for b in found] == [
        "UBND XÃ A",
        "Số: 1/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "A, ngày 01 tháng 3 năm 2024",
    ]
    assert all(b.cell is None for b in found)


def test_an_automatic_number_of_word_stands_before_its_text() -> None:
    lines = (Line("Mục đích", 1, whole=True, number="1."), Line("Làm nhanh hơn.", 1, whole=True, number="-"))
    assert [raw_line.text for raw_line in raw.raws(Pages("docx", "x.docx", "", 1, lines))] == [
        "1. Mục đích",
        "- Làm nhanh hơn.",
    ]


def only(text: str) -> Block:
    (block,) = blocks.blocks(text_pages(text, "x.txt"))
    return block


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Hồ sơ gửi trước ngày l5/l2/2O25.", "Hồ sơ gửi trước ngày 15/12/2025."),
        ("- TT HDND, UBND xã;", "- TT HĐND, UBND xã;"),
        ("Đề nghị khen thường cho cá nhân.", "Đề nghị khen thưởng cho cá nhân."),
        ("Không nhũng nhiều người dân.", "Không nhũng nhiễu người dân."),
        ("]Nơi nhận:", "Nơi nhận:"),
        ("Các đơn vị nghiêm túc thực hiện. TUV", "Các đơn vị nghiêm túc thực hiện."),
        ("- Các ngành có liên quan; h", "- Các ngành có liên quan;"),
    ],
)
def test_slips_of_a_scan_are_read_through_and_kept(printed: str, read: str) -> None:
    block = only(printed)
    assert block.text == read
    assert block.original == printed
    (repair, *_) = block.repairs
    assert block.text[repair.start : repair.start + len(repair.now)] == repair.now
    assert repair.was in printed


@pytest.mark.parametrize(
    "text",
    [
        "II.5 HÌNH THỨC KHEN THƯỞNG",
        "Theo mục II.1 của Kế hoạch",
        "Chỉ số IO và PAPI; do",
        "Mức độ 3, 4.",
        "hồ sơ, thủ tục; hay",
    ],
)
def test_what_is_no_slip_stays(text: str) -> None:
    assert only(text).text == text


def test_decomposed_letters_are_composed() -> None:
    assert only(unicodedata.normalize("NFD", "Kế hoạch số 5/KH-UBND")).text == "Kế hoạch số 5/KH-UBND"


def test_a_second_tone_over_one_letter_is_no_letter() -> None:
    assert texts("UBND đa\u0323\u0309c khu, thi\u0323 xã") == ["UBND đạc khu, thị xã"]
