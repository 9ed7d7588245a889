"""PDF as a reader sees it: page counts, text, fonts."""

from __future__ import annotations

import unicodedata
from functools import cache

import pypdfium2 as pdfium
import pytest

from thidua.documents import pdf
from thidua.documents.papers import Offsets, Paper

from . import samples

PAPERS = samples.every_paper()
PAGES = {
    "submission": 2,
    "submission-free": 2,
    "collective-report": 3,
    "individual-report": 2,
    "extract": 1,
    "unit-minutes": 2,
    "council-minutes": 2,
    "appraisal": 1,
    "supplement": 1,
    "office-submission": 3,
    "decision": 3,
    "certificate": 1,
    "payment-list": 2,
    "payment-request": 1,
    "higher-proposal": 2,
    "receipt": 1,
    "plan": 1,
    "reminder": 1,
    "revocation": 1,
}
LONG = "Nguyễn Phước Vĩnh Thụy Hoàng Đặng Khuê Tường " * 5


@cache
def printed(name: str) -> bytes:
    """A sample paper, printed once for all tests that only look at it."""
    return pdf.render(PAPERS[name])


def pages(paper: Paper | str) -> list[str]:
    """Text of each page with line breaks as spaces, of a paper or of the sample of that name."""
    document = pdfium.PdfDocument(printed(paper) if isinstance(paper, str) else pdf.render(paper))
    texts = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]


@pytest.mark.parametrize("name", PAPERS)
def test_page_counts(name: str) -> None:
    assert len(pages(name)) == PAGES[name]


@pytest.mark.parametrize("name", PAPERS)
def test_fonts_are_embedded_and_ours(name: str) -> None:
    data = printed(name)
    document = pdfium.PdfDocument(data)
    fonts = {
        item.get_font().get_base_name().split("+")[-1]
        for page in document
        for item in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert fonts
    assert all(font.startswith("LiberationSerif") for font in fonts)
    assert b"/FontFile" in data


@pytest.mark.parametrize("name", PAPERS)
def test_same_paper_same_bytes(name: str) -> None:
    assert printed(name) == pdf.render(samples.every_paper()[name])


def test_vietnamese_text_is_readable() -> None:
    first = pages(samples.decision())[0]
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 512/QĐ-UBND",
        "Thanh Bình Đông, ngày 22 tháng 12 năm 2026",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG THANH BÌNH ĐÔNG",
        "Điều 1. Tặng Giấy khen",
        "chịu trách nhiệm thi hành Quyết định này./.",
        "Nơi nhận:",
        "- Lưu: VT, VHXH.",
    ):
        assert words in first, words


def test_page_numbers_start_anew_in_annexes_and_never_show_on_a_first_page() -> None:
    letter, first, second, third = pages(samples.decision(awardees=samples.awardees(0, 50)))[:4]
    assert letter.startswith("ỦY BAN NHÂN DÂN")
    assert first.startswith("DANH SÁCH")
    assert second.startswith("2 ")
    assert third.startswith("3 ")


def test_landscape_part_goes_on_counting() -> None:
    assert [page[:2] for page in pages(samples.collective_report())[1:]] == ["2 ", "3 "]


def test_long_lists_repeat_their_header_and_keep_every_row() -> None:
    texts = pages(samples.decision(awardees=samples.awardees(0, 60)))
    listed = [text for text in texts[1:] if "760.000" in text]
    assert len(listed) > 2
    assert all("Chức vụ, đơn vị" in text for text in listed)
    assert sum(text.count("760.000") for text in listed) == 60


@pytest.mark.parametrize("name", PAPERS)
def test_every_letter_stands_on_its_page(name: str) -> None:
    for page in pdfium.PdfDocument(printed(name)):
        text = page.get_textpage()
        letters = text.get_text_range()
        width, height = page.get_size()
        for n in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(n)
            near = letters[max(0, n - 20) : n + 1]
            assert 0 <= left <= right <= width, near
            assert 0 <= bottom <= top <= height, near


def test_drafts_print_blanks() -> None:
    first = pages(samples.higher_proposal())[0]
    assert "Số: /TTr-UBND" in first
    assert "ngày tháng năm 2026" in first


def test_capacity_lines_and_two_signers() -> None:
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in pages(samples.higher_proposal())[0]
    last = pages(samples.council_minutes())[-1]
    assert last.index("THƯ KÝ") < last.index("CHỦ TRÌ") < last.index("Đỗ Thị Hồng Nhung")


@pytest.mark.parametrize("length", [1, 20, 60, 100, 150, 200])
def test_long_names_are_never_cut_from_a_certificate(length: int) -> None:
    name, detail = LONG[:length].strip(), LONG[:length].strip()
    paper = samples.certificate(recipient=name, detail=detail, merit=LONG[:200].strip())
    [page] = pages(paper)
    text = pdfium.PdfDocument(pdf.render(paper))[0].get_textpage()
    sides = [text.get_charbox(n) for n in range(text.count_chars())]
    assert min(box[0] for box in sides) > 20 / 25.4 * 72  # inside the frame
    assert max(box[2] for box in sides) < (297 - 20) / 25.4 * 72
    assert min(box[1] for box in sides) > 16 / 25.4 * 72
    assert name in page
    assert "Nguyễn Văn Thành" in page
    assert LONG[:200].strip() in page


def test_long_certificate_keeps_its_parts_apart() -> None:
    """The texts in the middle end above the lines at the foot, at least 155 mm from the top at 210 mm."""
    paper = samples.certificate(recipient=LONG[:200], detail=LONG[:200], merit=LONG[:200])
    page = pdfium.PdfDocument(pdf.render(paper))[0]
    text = page.get_textpage()
    everything = text.get_text_range()
    foot = everything.index("Số quyết định")
    lowest = min(text.get_charbox(n)[1] for n in range(foot) if everything[n].strip())
    highest = max(text.get_charbox(n)[3] for n in range(foot, foot + 13) if everything[n].strip())
    assert lowest > highest


def test_text_only_certificate_prints_no_frame_and_moves() -> None:
    blank = pdf.render(samples.certificate(texts_only=True, check_url=""))
    moved = pdf.render(samples.certificate(texts_only=True, check_url="", offsets=Offsets(x=10, y=4)))
    paths = pdfium.raw.FPDF_PAGEOBJ_PATH

    def left(data: bytes) -> float:
        return min(pdfium.PdfDocument(data)[0].get_textpage().get_charbox(n)[0] for n in range(30))

    assert len(list(pdfium.PdfDocument(blank)[0].get_objects(filter=[paths]))) <= 1  # the rule under the motto
    assert left(moved) - left(blank) == pytest.approx(10 * 72 / 25.4, abs=0.1)


def test_preprinted_lines_keep_their_space() -> None:
    [page] = pages(samples.certificate(texts_only=True, preprinted=("national", "authority", "form")))
    assert "GIẤY KHEN" not in page
    assert "CỘNG HÒA" not in page
    assert "Bà Trần Thị Minh An" in page


def test_other_stock_sizes_keep_one_page() -> None:
    document = pdfium.PdfDocument(pdf.render(samples.certificate(texts_only=True, width_mm=420, height_mm=297)))
    assert len(document) == 1
    assert document[0].get_width() == pytest.approx(420 / 25.4 * 72, abs=0.5)


def test_text_cannot_become_layout_code() -> None:
    [page] = pages(samples.certificate(recipient='#panic("x") $a$ *b* @c \\u{41}'))
    assert '#panic("x") $a$ *b* @c \\u{41}' in page


def test_many_come_in_order() -> None:
    names = [f"Trần Văn {letter}" for letter in "ABCDE"]
    made = pdf.render_many(samples.certificate(recipient=name) for name in names)
    for name, data in zip(names, made, strict=True):
        assert name in pdfium.PdfDocument(data)[0].get_textpage().get_text_range()
