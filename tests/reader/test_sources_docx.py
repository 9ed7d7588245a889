"""DOCX: numbers, tables, frames, changes, breaks."""

from __future__ import annotations

from xml.etree import ElementTree

from thidua.reader.model import Cell, Line
from thidua.reader.sources import open_file
from thidua.reader.sources.styles import only

from . import packages as w


def lines(data: bytes) -> tuple[Line, ...]:
    return open_file(data, "ke-hoach.docx").lines


def texts(data: bytes) -> list[str]:
    return [f"{line.number} {line.text}".strip() for line in lines(data)]


NUMBERING = (
    w.abstract(
        1,
        w.level(0, "upperRoman", "%1."),
        w.level(1, "decimal", "%2."),
        w.level(2, "lowerLetter", "%3)"),
        w.level(3, "bullet", "-"),
    )
    + w.abstract(2, w.level(0, "decimal", "%1."), w.level(1, "decimal", "%1.%2."))
    + w.abstract(
        3, w.level(0, "custom", "%1)", "").replace('w:val="custom"', 'w:val="custom" w:format="a, b, c, d, đ, e, ..."')
    )
    + w.abstract(4, w.level(0, "decimal", "Điều %1."), w.level(1, "none", "đ)"), w.level(2, "bullet", "\uf0b7"))
    + w.num(1, 1)
    + w.num(2, 2)
    + w.num(3, 3)
    + w.num(4, 4)
    + w.num(5, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    + w.num(6, 2)
)


def test_levels_count_and_start_anew_under_a_higher_one() -> None:
    body = "".join(
        (
            w.listed("MỤC ĐÍCH", 1),
            w.listed("Mục đích", 1, 1),
            w.listed("một", 1, 2),
            w.listed("hai", 1, 2),
            w.listed("gạch", 1, 3),
            w.listed("Yêu cầu", 1, 1),
            w.listed("lại từ đầu", 1, 2),
            w.listed("NỘI DUNG", 1),
            w.listed("Đối tượng", 1, 1),
        )
    )
    assert texts(w.docx(body, numbering=NUMBERING)) == [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "a) một",
        "b) hai",
        "- gạch",
        "2. Yêu cầu",
        "a) lại từ đầu",
        "II. NỘI DUNG",
        "1. Đối tượng",
    ]


def test_numbers_of_two_levels_lists_that_go_on_and_lists_that_start_over() -> None:
    body = w.listed("a", 2) + w.listed("b", 2, 1) + w.listed("c", 6) + w.listed("d", 6, 1) + w.listed("e", 5)
    assert texts(w.docx(body, numbering=NUMBERING)) == ["1. a", "1.1. b", "2. c", "2.1. d", "1. e"]


def test_vietnamese_letters_where_format_or_text_say_so() -> None:
    body = (
        "".join(w.listed("x", 3) for _ in range(6))
        + w.listed("điều", 4)
        + w.listed("điểm", 4, 1)
        + w.listed("chấm", 4, 2)
    )
    assert [line.number for line in lines(w.docx(body, numbering=NUMBERING))] == [
        "a)", "b)", "c)", "d)", "đ)", "e)", "Điều 1.", "đ)", "•",
    ]  # fmt: skip


def test_list_given_by_a_style_and_list_switched_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="heading 2"/><w:basedOn w:val="Muc"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    off = '<w:pStyle w:val="Con"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = w.p("MỘT", '<w:pStyle w:val="Con"/>') + w.p("không số", off)
    first, second = lines(w.docx(body, numbering=NUMBERING, styles=styles))
    assert (first.number, first.bold, first.heading) == ("I.", True, 2)
    assert (second.number, second.text) == ("", "không số")


def test_empty_paragraphs_of_a_list_take_no_number() -> None:
    body = w.listed("a", 2) + w.listed(" ", 2) + w.listed("b", 2)
    assert texts(w.docx(body, numbering=NUMBERING)) == ["1. a", "2. b"]


def test_tables_stay_in_place_and_merged_cells_are_read_once() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        w.p("trước")
        + w.table(
            w.row(w.cell("TT"), w.cell("Chỉ tiêu", wide)),
            w.row(w.cell("1", start), w.cell("Tập thể"), w.cell("05")),
            w.row(w.cell("che", more), w.cell("Cá nhân"), w.cell("10")),
        )
        + w.p("sau")
    )
    found = lines(w.docx(body))
    assert [(line.text, line.cell) for line in found] == [
        ("trước", None),
        ("TT", Cell(0, 0, 0, 3)),
        ("Chỉ tiêu", Cell(0, 0, 1, 3)),
        ("1", Cell(0, 1, 0, 3)),
        ("Tập thể", Cell(0, 1, 1, 3)),
        ("05", Cell(0, 1, 2, 3)),
        ("Cá nhân", Cell(0, 2, 1, 3)),
        ("10", Cell(0, 2, 2, 3)),
        ("sau", None),
    ]


def test_head_and_foot_in_tables_read_as_text_left_before_right() -> None:
    head = w.table(
        w.row(w.cell("ỦY BAN NHÂN DÂN"), w.cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        w.row(w.cell("Số: 05/KH-UBND"), w.cell("Sơn Hải, ngày 05 tháng 01 năm 2026")),
        borders=False,
    )
    foot = w.table(w.row(w.cell("Nơi nhận:"), w.cell("TM. ỦY BAN NHÂN DÂN")))  # ruled by carelessness
    found = lines(w.docx(head + w.p("KẾ HOẠCH") + foot))
    assert [line.text for line in found] == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 05/KH-UBND",
        "Sơn Hải, ngày 05 tháng 01 năm 2026",
        "KẾ HOẠCH",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
    ]
    assert all(line.cell is None for line in found)


def test_insertions_stay_and_deletions_go() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">trước ngày </w:t></w:r>'
        "<w:del><w:r><w:delText>10/12</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>15/12/2026</w:t></w:r></w:ins></w:p>"
        '<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">hai đoạn </w:t></w:r></w:p>'
        + w.p("thành một")
        + "<w:del>"
        + w.p("bỏ")
        + "</w:del>"
        + "<w:sdt><w:sdtContent>"
        + w.p("trong khung")
        + "</w:sdtContent></w:sdt>"
        + w.p("chữ ẩn", run="<w:vanish/>")
    )
    assert texts(w.docx(body)) == ["trước ngày 15/12/2026", "hai đoạn thành một", "trong khung"]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{w.p('trong hộp')}</w:txbxContent>"
    drawn = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>ngoài hộp</w:t></w:r><w:r>{drawn}</w:r></w:p>"
    assert texts(w.docx(body)) == ["ngoài hộp", "trong hộp"]


def test_soft_breaks_part_lines_of_one_paragraph() -> None:
    body = "<w:p><w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Phát động</w:t><w:tab/><w:t>thi đua</w:t></w:r></w:p>"
    first, second = lines(w.docx(body))
    assert (first.text, first.whole) == ("KẾ HOẠCH", False)
    assert (second.text, second.whole) == ("Phát động thi đua", True)


def test_pages_turn_at_breaks_and_not_twice_for_one() -> None:
    body = (
        w.p("một")
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r></w:p>"
        + w.p("ba", "<w:pageBreakBefore/>")
    )
    assert [(line.text, line.page) for line in lines(w.docx(body))] == [("một", 1), ("hai", 2), ("ba", 3)]


def test_capitals_by_look_bold_by_letters_and_centred() -> None:
    body = (
        w.p("kế hoạch", '<w:jc w:val="center"/>', "<w:caps/><w:b/>")
        + '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Mục:</w:t></w:r><w:r><w:t xml:space="preserve"> phần lớn chữ thường</w:t></w:r></w:p>'
    )
    title, mixed = lines(w.docx(body))
    assert (title.text, title.bold, title.centred) == ("KẾ HOẠCH", True, True)
    assert not mixed.bold


def test_footnotes_are_left_out_with_a_remark() -> None:
    note = '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote></w:footnotes>'
    pages = open_file(w.docx(w.p("nội dung"), more={"word/footnotes.xml": note.encode()}), "a.docx")
    assert pages.notes == ("Chú thích cuối trang trong tệp Word không được đọc.",)
    assert [line.text for line in pages.lines] == ["nội dung"]


def test_only_styles_in_use_are_taken_apart() -> None:
    def style(name: str, base: str = "", more: str = "") -> str:
        return (
            f'<w:style w:type="paragraph" {more}w:styleId="{name}">{base and f'<w:basedOn w:val="{base}"/>'}</w:style>'
        )

    latent = '<w:latentStyles w:count="1"><w:lsdException w:name="x"/></w:latentStyles>'
    made = [style("Thuong", more='w:default="1" '), style("Con", "Muc"), style("Muc", "Con"), style("Le")]
    xml = f"<w:styles>{latent}{''.join(made)}</w:styles>".encode()
    kept = only(xml, {b"Con"}).decode()
    assert [f'"{name}"' in kept for name in ("Thuong", "Con", "Muc", "Le", "x")] == [True, True, True, False, False]
    assert ElementTree.fromstring(kept.replace("w:", "")).tag == "styles"
    for whole in (b"<s:styles/>", b'<w:styles><w:latentStyles/><w:style w:styleId="A"/></w:styles>'):
        assert only(whole, set()) == whole
