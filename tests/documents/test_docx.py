"""DOCX as Word sees it: read back with python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx as python_docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from thidua.documents import docx
from thidua.documents.papers import Paper

from . import samples

PAPERS = samples.every_paper()


def opened(paper: Paper) -> Any:
    return python_docx.Document(io.BytesIO(docx.render(paper)))


def lines(document: Any) -> list[str]:
    """All paragraphs in reading order, tables included."""

    def walk(element: Any) -> Iterator[str]:
        for node in element.iter(qn("w:p")):
            yield "".join(text.text or "" for text in node.iter(qn("w:t")))

    return [line for line in walk(document.element.body) if line.strip()]


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "certificate"])
def test_page_of_decree_30(name: str) -> None:
    document = opened(PAPERS[name])
    for section in document.sections:
        short, long = sorted((section.page_width, section.page_height))
        assert (round(short / Mm(1)), round(long / Mm(1))) == (210, 297)
        margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
        assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 20]
        assert (section.orientation == WD_ORIENT.LANDSCAPE) == (section.page_width > section.page_height)
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "certificate"])
def test_page_number_centred_at_the_top_but_not_on_the_first_page(name: str) -> None:
    document = opened(PAPERS[name])
    for section, model in zip(document.sections, PAPERS[name].to_document().sections, strict=True):
        assert section.different_first_page_header_footer is model.restart
        assert "PAGE" in section.header._element.xml
        assert 'w:jc w:val="center"' in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml


def test_body_is_justified_with_the_first_line_in() -> None:
    document = opened(samples.submission())
    body = document.styles["Body Text"].paragraph_format
    assert round(body.first_line_indent / Mm(1), 1) == 12.7
    assert body.alignment == python_docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
    assert any(p.style.name == "Body Text" and "đề nghị" in p.text for p in document.paragraphs)


def test_order_of_a_submission_letter() -> None:
    said = lines(opened(samples.submission()))
    marks = [
        "Mẫu số 01",
        "UBND PHƯỜNG",
        "PHÒNG KINH TẾ,",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/TTr-PKT",
        "Thanh Bình Đông, ngày 05 tháng 12 năm 2026",
        "TỜ TRÌNH",
        "Về việc đề nghị khen thưởng",
        "Kính gửi: Chủ tịch",
        "Căn cứ Luật",
        "Đối chiếu",
        "Hồ sơ gửi kèm",
        "kính trình",
        "Nơi nhận:",
        "- Lưu: VT, PKT.",
        "TRƯỞNG PHÒNG",
        "Phạm Đức Hòa",
        "DANH SÁCH",
        "(Kèm theo Tờ trình số 07/TTr-PKT",
        "I. TẬP THỂ",
        "II. CÁ NHÂN",
    ]
    at = -1
    for mark in marks:
        at = next((n for n in range(at + 1, len(said)) if mark in said[n]), -1)
        assert at >= 0, f"{mark} is missing or out of order"


def test_recipients_and_signature_stand_on_one_level() -> None:
    document = opened(samples.decision())
    table = next(t for t in document.tables if "Nơi nhận:" in t.cell(0, 0).text)
    assert len(table.rows) == 1
    assert table.cell(0, 1).text.split("\n")[0] == "CHỦ TỊCH"
    assert table.cell(0, 1).text.endswith("Nguyễn Văn Thành")
    assert "w:cantSplit" in table.rows[0]._tr.xml


def test_long_lists_repeat_their_header_and_never_cut_a_row() -> None:
    document = opened(samples.decision(awardees=samples.awardees(0, 60)))
    table = document.tables[-1]
    assert len(table.rows) == 61
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)
    shares = [round(cell.width / Mm(1)) for cell in table.rows[0].cells]
    assert shares == [10, 51, 64, 35]  # 6, 32, 40, 22 hundredths of 160 mm


def test_header_of_two_rows_keeps_the_years_of_birth_together() -> None:
    table = opened(samples.extract()).tables[1]
    assert [cell.text for cell in table.rows[0].cells][2:4] == ["Năm sinh", "Năm sinh"]
    assert [cell.text for cell in table.rows[1].cells][2:4] == ["Nam", "Nữ"]
    assert table.rows[0].cells[0]._tc is table.rows[1].cells[0]._tc


def test_annexes_and_wide_parts_are_landscape_sections() -> None:
    report = opened(samples.collective_report())
    assert [s.orientation == WD_ORIENT.LANDSCAPE for s in report.sections] == [False, True, False]


def test_drafts_print_blanks() -> None:
    said = lines(opened(samples.higher_proposal()))
    assert "Số:       /TTr-UBND" in [line.replace("\xa0", " ") for line in said]
    assert not any("None" in line for line in said)


def test_two_signers_stand_side_by_side_with_names_on_one_row() -> None:
    table = opened(samples.council_minutes()).tables[-1]
    assert table.cell(0, 0).text.startswith("THƯ KÝ")
    assert table.cell(0, 1).text.startswith("CHỦ TRÌ")
    assert [cell.text for cell in table.rows[1].cells] == ["Đỗ Thị Hồng Nhung", "Nguyễn Văn Thành"]


def test_special_signs_are_text_and_not_markup() -> None:
    said = lines(opened(samples.certificate(recipient="<A & B> \"C\" 'D'")))
    assert any("<A & B> \"C\" 'D'" in line for line in said)


@pytest.mark.parametrize("name", PAPERS)
def test_same_paper_same_bytes(name: str) -> None:
    assert docx.render(PAPERS[name]) == docx.render(samples.every_paper()[name])


@pytest.mark.parametrize("name", PAPERS)
def test_package_is_whole(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(docx.render(PAPERS[name]))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))


def test_certificate_is_one_landscape_page_with_its_mark() -> None:
    document = opened(samples.certificate())
    section = document.sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (297, 210)
    assert len(document.inline_shapes) == 1
    said = lines(document)
    for line in ("TẶNG", "GIẤY KHEN", "Bà Trần Thị Minh An", "Số sổ vàng: 15", "CHỦ TỊCH"):
        assert line in said
    plain = opened(samples.certificate(check_url=""))
    assert len(plain.inline_shapes) == 0


def test_text_only_certificate_has_no_frame_and_moves() -> None:
    from thidua.documents.papers import Offsets

    blank = opened(samples.certificate(texts_only=True, offsets=Offsets(x=5, y=-3), preprinted=("national", "form")))
    assert "w:pgBorders" not in blank.element.xml
    assert "w:pgBorders" in opened(samples.certificate()).element.xml
    assert (round(blank.sections[0].left_margin / Mm(1)), round(blank.sections[0].top_margin / Mm(1))) == (39, 40)
    assert "GIẤY KHEN" not in lines(blank)
