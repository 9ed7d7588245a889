"""PDF with text, ruled tables, scans: small papers of our own, read back."""

from __future__ import annotations

import difflib
import io

import pytest
from PIL import Image

from tests.support.ocr import need_tesseract
from thidua.documents import pdf
from thidua.documents.plan_text import from_text
from thidua.reader.model import Cell, Line, Pages
from thidua.reader.sources import layout, open_file, scan
from thidua.reader.sources.layout import Piece

from . import render
from .sample import PAPER


def lines(data: bytes, name: str = "a.pdf") -> tuple[Line, ...]:
    return open_file(data, name).lines


@pytest.fixture(scope="module")
def printed() -> bytes:
    return render.to_pdf(PAPER)


def test_head_and_foot_are_read_column_by_column(printed: bytes) -> None:
    said = [line.text for line in lines(printed)]
    assert said[:7] == [
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG THANH BÌNH ĐÔNG",
        "Số: 41/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Thanh Bình Đông, ngày 12 tháng 01 năm 2026",
        "KẾ HOẠCH",
    ]
    assert said[-8:] == [
        "Nơi nhận:",
        "- Sở Nội vụ (để b/c);",
        "- Các phòng chuyên môn;",
        "- Lưu: VT, VHXH.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lê Thị Hải Yến",
    ]


def test_look_and_place_of_lines(printed: bytes) -> None:
    by_text = {line.text: line for line in lines(printed)}
    title, head, mixed = (
        by_text["KẾ HOẠCH"],
        by_text["1. Mục đích"],
        by_text["2. Yêu cầu: thi đua thiết thực, đúng quy định."],
    )
    assert title.bold
    assert title.centred
    assert head.bold
    assert not head.centred
    assert not mixed.bold
    wrapped = next(line for text, line in by_text.items() if text.startswith("- Nâng cao"))
    assert wrapped.text.endswith("trên địa bàn phường.")  # two printed lines, one paragraph
    assert wrapped.whole


def test_cells_of_a_ruled_table(printed: bytes) -> None:
    found = [(line.text, line.cell) for line in lines(printed) if line.cell]
    assert found == [
        ("TT", Cell(0, 0, 0, 3)),
        ("Đối tượng", Cell(0, 0, 1, 3)),
        ("Nơi theo dõi", Cell(0, 0, 2, 3)),
        ("1", Cell(0, 1, 0, 3)),
        ("Các phòng chuyên môn", Cell(0, 1, 1, 3)),
        ("Văn phòng", Cell(0, 1, 2, 3)),
        ("2", Cell(0, 2, 0, 3)),
        ("Công chức, viên chức", Cell(0, 2, 1, 3)),
        ("Phòng Nội vụ", Cell(0, 2, 2, 3)),
    ]
    order = [line.text for line in lines(printed)]
    assert order.index("III. SỐ LƯỢNG KHEN THƯỞNG") < order.index("TT") < order.index("Phòng Nội vụ")
    assert order.index("Phòng Nội vụ") < order.index("Hồ sơ gửi về Phòng Văn hóa - Xã hội trước ngày 15/12/2026.")


def test_page_numbers_are_dropped() -> None:
    body = "\n\n".join(
        f"{n}. Nội dung thi đua thứ {n} của các cơ quan, đơn vị trên địa bàn phường năm nay." for n in range(1, 70)
    )
    data = render.to_pdf(f"KẾ HOẠCH\nThử\n\nI. NỘI DUNG\n\n{body}")
    found = lines(data)
    assert max(line.page for line in found) > 1
    assert not any(line.text.strip().isdigit() for line in found)


def test_docx_and_pdf_of_one_text_say_the_same(printed: bytes) -> None:
    one = " ".join(sorted(" ".join(line.text for line in lines(render.to_docx(PAPER), "a.docx")).split()))
    other = " ".join(sorted(" ".join(line.text for line in lines(printed)).split()))
    assert one == other


def test_progress_is_told_page_by_page(printed: bytes) -> None:
    told: list[tuple[int, int]] = []
    pages = open_file(printed, "a.pdf", progress=lambda done, total: told.append((done, total)))
    assert pages.origin == "pdf"
    assert told[0] == (1, pages.count)
    assert told[-1] == (pages.count, pages.count)


# ---------------------------------------------------------------- layout


def piece(text: str, left: float, right: float, top: float) -> Piece:
    return Piece(text, left, right, top, top + 14, 12)


def test_stamp_of_an_electronic_signature_and_page_number_go() -> None:
    found = [
        Piece("Người ký: Ủy ban nhân dân phường", 300, 400, 5, 12, 6),
        Piece("Thời gian ký: 12.01.2026 08:00:00 +07:00", 300, 420, 13, 20, 6),
        piece("- 2 -", 290, 310, 30),
        piece("2", 100, 110, 400),
        piece("Cơ quan: thường trực", 85, 300, 420),
    ]
    assert [p.text for p in layout.without_furniture(found, 842)] == ["2", "Cơ quan: thường trực"]


def test_a_number_far_from_its_words_stays_with_them() -> None:
    found = layout.reading_order(
        [piece("1.", 85, 95, 100), piece("Nội dung", 140, 300, 100), piece("dòng hai", 85, 500, 120)]
    )
    assert [p.text for p in found] == ["1. Nội dung", "dòng hai"]


def test_a_wide_step_inside_a_full_line_parts_nothing() -> None:
    found = layout.reading_order([piece("giao cho các", 85, 270, 100), piece("đơn vị thực hiện", 300, 538, 100)])
    assert [p.text for p in found] == ["giao cho các đơn vị thực hiện"]


# ---------------------------------------------------------------- scans


def likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def test_a_poor_scan_reads_like_the_print(printed: bytes, recognised: Pages) -> None:
    pages = recognised
    text = " ".join(line.text for line in pages.lines)
    assert pages.origin == "scan"
    assert likeness(text, " ".join(line.text for line in lines(printed))) > 0.9
    for words in ("Số: 41/KH-UBND", "ngày 12 tháng 01 năm 2026", "trước ngày 15/12/2026", "- Các phòng chuyên môn;"):
        assert words in text
    order = [line.text for line in pages.lines]
    assert order.index("- Các phòng chuyên môn;") < order.index("KT. CHỦ TỊCH") < order.index("Lê Thị Hải Yến")
    assert all(0.3 < line.sure <= 1 for line in pages.lines)


def test_a_photo_on_its_side_is_turned(printed: bytes) -> None:
    need_tesseract()
    page = render.pictures(printed)[0]
    page = page.crop((0, 0, page.width, page.width)).rotate(90, expand=True, fillcolor=255)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80)
    said = [line.text for line in lines(out.getvalue(), "anh.jpg")]
    assert "KẾ HOẠCH" in said
    assert any("15 tháng 6 năm 2022" in text for text in said)


def test_pages_without_tesseract_are_named_and_the_rest_is_read(
    printed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2 as pdfium

    monkeypatch.setattr("thidua.reader.sources.scan.missing", lambda: "Máy chủ chưa cài tesseract.")
    mixed = pdfium.PdfDocument(printed)
    mixed.import_pages(pdfium.PdfDocument(render.scanned(printed)), pages=[0])
    out = io.BytesIO()
    mixed.save(out)
    pages = open_file(out.getvalue(), "a.pdf")
    assert pages.origin == "pdf"
    assert pages.notes == (f"Trang {pages.count} là ảnh quét nên không được đọc. Máy chủ chưa cài tesseract.",)


def test_pages_are_laid_straight() -> None:
    page = Image.new("L", (600, 800), 255)
    for y in range(100, 700, 30):
        page.paste(0, (80, y, 520, y + 8))
    straight = scan.straightened(page.rotate(1.5, Image.Resampling.BICUBIC, fillcolor=255))
    rows = straight.resize((1, 800), Image.Resampling.BOX).tobytes()
    assert min(rows[90:710]) < 110  # rows of ink lie level again
    assert scan.straightened(page) is page


def test_pages_on_their_side_are_known_before_they_are_read(printed: bytes) -> None:
    (page,) = render.pictures(printed)
    assert not scan._on_its_side(page)
    assert not scan._on_its_side(page.rotate(2.5, fillcolor=255))
    assert scan._on_its_side(page.rotate(90, expand=True))


def test_dirt_between_two_columns_joins_them_not() -> None:
    words = (("-", 80), ("Sở", 120), ("-", 160), ("KT.", 240))
    found = [Piece(text, left, left + 12 * len(text), 100, 114, 12, sure=0.9) for text, left in words]
    assert [line.text for line in scan._cut(found)] == ["- Sở -", "KT."]


def test_same_text_same_bytes(poor_scan: bytes) -> None:
    assert render.to_scan(PAPER) == poor_scan
    assert pdf.render(from_text(PAPER)) == render.to_pdf(PAPER)
