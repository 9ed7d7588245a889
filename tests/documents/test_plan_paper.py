"""Paper 1 from a plan as data: every clause once, in its place, the same in DOCX and PDF."""

from __future__ import annotations

import dataclasses
import io
import re
import unicodedata
from collections import Counter

import pypdfium2 as pdfium
import pytest
from docx import Document
from docx.oxml.ns import qn

from thidua import plans
from thidua.documents import docx, pdf, plan_clauses, plan_criteria, plan_running
from thidua.documents.model import Bases, Paragraph, SubHead, Table, plain
from thidua.documents.plan_draft import LETTERS, from_plan, lettered
from thidua.documents.plan_paper import PlanPaper
from thidua.documents.vietnamese import fold
from thidua.plans import Plan
from thidua.plans.model import Criterion, Source

from . import samples

PLANS = plans.builtin()


def lines(paper: PlanPaper) -> list[str]:
    return [plain(block.text) for block in paper.body if isinstance(block, SubHead | Paragraph)]


# ---------------------------------------------------------------- from a plan


@pytest.fixture(scope="module")
def printed() -> dict[str, tuple[PlanPaper, bytes, bytes]]:
    """Every built-in plan as a paper, as DOCX and as PDF; printed once."""
    papers = {code: from_plan(plan) for code, plan in PLANS.items()}
    return {code: (paper, docx.render(paper), pdf.render(paper)) for code, paper in papers.items()}


def parts(paper: PlanPaper) -> list[list[str]]:
    """The lines under each heading."""
    out: list[list[str]] = [[]]
    for block in paper.body:
        if isinstance(block, SubHead):
            out.append([])
        elif isinstance(block, Paragraph):
            out[-1].append(plain(block.text))
    return out


def everything(paper: PlanPaper) -> list[str]:
    """Lines and cells."""
    tables = [block for block in paper.body if isinstance(block, Table)]
    return [*lines(paper), *(plain(cell) for table in tables for row in table.rows for cell in row.cells)]


@pytest.mark.parametrize("code", PLANS)
def test_every_built_in_plan_prints_whole(code: str, printed: dict[str, tuple[PlanPaper, bytes, bytes]]) -> None:
    plan, (paper, word, pages) = PLANS[code], printed[code]
    said = fold(" | ".join(everything(paper)))
    for group in (
        plan.statements,
        plan.audiences,
        plan.contents,
        plan.exclusions,
        plan.criteria,
        plan.standards,
        plan.duties,
        plan.feedback,
    ):
        for each in group:
            assert fold(each.label) in said, each.label
    for item in plan.papers:
        assert fold(item.name) in said, item.name
    for step in plan.route:
        assert fold(step.body) in said, step.body
    for limit in plan.deadlines:
        assert fold(limit.recipient) in said
        assert limit.via is None or f"(qua {fold(limit.via)})" in said
    assert paper.recipients == tuple(line.label for line in plan.recipients)
    assert paper.signature.name == plan.signer.name
    assert "…" not in said
    assert not re.search(r"\bnone\b|xep loai tro len|\bclass\b|\brank\b|tren 0 ", said)
    for part in parts(paper):
        assert len(set(part)) == len(part)  # nothing twice under one heading
    assert word == docx.render(from_plan(plan))
    assert pages.startswith(b"%PDF")


def words(text: str) -> str:
    """Letters and figures only: spaces, line breaks and page numbers differ from file to file."""
    return "".join(sign for sign in unicodedata.normalize("NFC", text) if not sign.isspace())


@pytest.mark.parametrize("code", PLANS)
def test_word_file_and_pdf_say_the_same(code: str, printed: dict[str, tuple[PlanPaper, bytes, bytes]]) -> None:
    _, word, pages = printed[code]
    document = pdfium.PdfDocument(pages)
    sheets = [page.get_textpage().get_text_range() for page in document]
    from_pdf = words("".join([sheets[0], *(re.sub(r"^\s*\d+\s", "", sheet) for sheet in sheets[1:])]))
    head = words("".join(column.label for block in printed[code][0].body for column in getattr(block, "columns", ())))
    if head:  # repeated on each page
        from_pdf = from_pdf.replace(head, "", from_pdf.count(head) - 1)
    opened = Document(io.BytesIO(word))
    from_word = words("".join(node.text or "" for node in opened.element.body.iter(qn("w:t"))))
    assert Counter(from_word) == Counter(from_pdf)  # the two columns of head and foot are read in another order
    for line in everything(printed[code][0]):
        assert words(line) in from_pdf or words(line) in from_word


@pytest.mark.parametrize("code", PLANS)
def test_word_file_is_built_of_styles(code: str, printed: dict[str, tuple[PlanPaper, bytes, bytes]]) -> None:
    paper, word, _ = printed[code]
    opened = Document(io.BytesIO(word))
    level = {"Heading 1": 1, "Heading 2": 2, "Heading 3": 3}
    styles = [(each.style.name, each.text) for each in opened.paragraphs if each.style is not None]
    heads = [(level[name], text) for name, text in styles if name in level]
    assert heads == [(block.level, block.text) for block in paper.body if isinstance(block, SubHead)]
    assert next(text for name, text in styles if name == "Title") == "KẾ HOẠCH"
    assert opened.styles.element.xpath("//w:docDefaults//w:lang/@w:val") == ["vi-VN"]
    for table in opened.tables[1:-1]:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader"), "a table repeats its header"


@pytest.mark.parametrize("code", PLANS)
def test_two_lines_of_text_share_the_page_of_the_signature(
    code: str, printed: dict[str, tuple[PlanPaper, bytes, bytes]]
) -> None:
    document = pdfium.PdfDocument(printed[code][2])
    last = document[len(document) - 1].get_textpage().get_text_range()
    before, _, _ = last.partition("Nơi nhận:")
    assert len([line for line in before.splitlines() if len(line.strip()) > 3]) >= 2
    assert "triển khai" in before or "thực hiện" in before


# ---------------------------------------------------------------- clauses


def plan_with(**parts: object) -> Plan:
    """A built-in plan with other parts."""
    return dataclasses.replace(PLANS["phan-rang-2024"], **parts)  # type: ignore[arg-type]  # parts of the plan


WHERE = Source("II")


def figure(label: str, measure: str, op: str, value: str, unit: str | None, exception: str = "") -> Criterion:
    return Criterion("x", label, (), measure, op, value, unit, "", exception, WHERE)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (figure("Hồ sơ đúng hạn", "share", ">=", "98", "%"), "Hồ sơ đúng hạn: từ 98% trở lên"),
        (figure("Hồ sơ đúng hạn đạt từ 98%", "share", ">=", "98", "%"), "Hồ sơ đúng hạn đạt từ 98%"),
        (figure("Hồ sơ trực tuyến", "share", ">=", "100", "%"), "Hồ sơ trực tuyến: tối thiểu 100%"),
        (figure("Hồ sơ trễ hạn", "share", "<=", "0.5", "%"), "Hồ sơ trễ hạn: không quá 0,5%"),
        (figure("Gửi 3.000 sáng kiến", "value", ">=", "3000", "sáng kiến"), "Gửi 3.000 sáng kiến"),
        (figure("Sáng kiến", "value", ">=", "3000", "sáng kiến"), "Sáng kiến: từ 3.000 sáng kiến trở lên"),
        (figure("Kết quả của đơn vị", "class", ">=", "kha", "class"), "Kết quả của đơn vị: xếp loại từ Khá trở lên"),
        (figure("Được xếp loại khá trở lên", "class", ">=", "kha", "xếp loại"), "Được xếp loại khá trở lên"),
        (figure("Chỉ số CCHC tăng so với năm trước", "change", ">", "0", "điểm"), "Chỉ số CCHC tăng so với năm trước"),
        (figure("Chỉ số CCHC", "change", ">", "0", "điểm"), "Chỉ số CCHC tăng so với năm trước"),
        (figure("Chỉ số CCHC", "change", ">=", "2", "điểm"), "Chỉ số CCHC tăng từ 2 điểm trở lên so với năm trước"),
        (figure("Xếp hạng của xã", "rank", "<=", "10", "hạng"), "Xếp hạng của xã từ hạng 10 trở lên"),
        (figure("Mỗi hộ có ít nhất một người", "value", ">=", "1", "người"), "Mỗi hộ có ít nhất một người"),
        (
            figure("Văn bản điện tử", "share", "=", "100", "%", "Trừ văn bản mật"),
            "Văn bản điện tử: 100% (trừ văn bản mật)",
        ),
    ],
)
def test_a_figure_is_said_once_and_plainly(given: Criterion, said: str) -> None:
    assert plan_criteria.line(given) == said


def test_a_criterion_that_repeats_a_part_of_another_is_left_out() -> None:
    long = figure("Hộ nghèo dưới 2%, trong đó ấp khó khăn dưới 5%", "share", "<", "2", "%")
    part = figure("Trong đó ấp khó khăn dưới 5%", "share", "<", "5", "%")
    other = dataclasses.replace(part, audiences=("ca-nhan-dung-dau",))
    assert plan_criteria.asked(plan_with(criteria=(long, part))) == [long]
    assert plan_criteria.asked(plan_with(criteria=(long, other))) == [long, other]


def test_a_bar_worded_as_a_condition_stands_among_the_standards() -> None:
    bar = PLANS["phan-rang-2024"].exclusions[0]
    worded = dataclasses.replace(bar, label="Không để xảy ra trường hợp cấp dưới nhũng nhiễu")
    plan = plan_with(exclusions=(worded,))
    assert plan_clauses.exclusions(plan) == []
    assert worded.label in plan_clauses.standards(plan, "individual", None)
    assert worded.label not in plan_clauses.standards(plan, "collective", None)
    late = dataclasses.replace(bar, label="Không xét hồ sơ nộp muộn", rule="late", expr=None, on="dossier", kind=None)
    assert plan_clauses.exclusions(plan_with(exclusions=(late,))) == ["Không xét hồ sơ nộp muộn"]


def test_a_standard_names_whom_it_is_for() -> None:
    said = plan_clauses.standards(PLANS["phan-rang-2024"], "collective", None)
    assert said[0] == "Đối với cơ quan, đơn vị của thành phố; UBND phường, xã:"
    assert said[1].startswith("+ ")
    assert any(line.startswith("Đối với tổ chức, doanh nghiệp trên địa bàn: ") for line in said)


def test_duties_of_a_body_stand_together_and_none_twice() -> None:
    model = PLANS["phan-rang-2024"].duties[0]
    both = "Hướng dẫn công tác khen thưởng; kiểm tra việc bình xét ở cơ sở"
    named = [("Phòng Nội vụ", both), ("Phòng A", "Báo cáo"), ("Phòng Nội vụ", "Kiểm tra việc bình xét ở cơ sở")]
    given = tuple(
        dataclasses.replace(model, id=f"d{n}", body=body, label=label) for n, (body, label) in enumerate(named)
    )
    assert list(plan_running.duties(plan_with(duties=given))) == [("Phòng Nội vụ", [both]), ("Phòng A", ["Báo cáo"])]


def test_numbers_by_body_stand_in_a_table() -> None:
    plan = PLANS["soc-trang-2025"]
    whole, people = plan.quotas
    shared = dataclasses.replace(whole, value=9, op="max", scope="Khối phòng: 04; Khối ấp, thôn: 05")
    paper = from_plan(dataclasses.replace(plan, quotas=(shared, people)))
    (table,) = [block for block in paper.body if isinstance(block, Table)]
    assert [[plain(cell) for cell in row.cells] for row in table.rows] == [
        ["1", "Khối phòng", "04"],
        ["2", "Khối ấp, thôn", "05"],
        ["", "Cộng", "09"],
    ]
    assert "- Phân bổ số lượng tối đa cho từng đơn vị như sau:" in lines(paper)
    assert any(line.endswith(": tối đa 07 cá nhân.") for line in lines(paper))
    odd = dataclasses.replace(whole, scope="Khối phòng: 04; và các đơn vị khác")
    assert plan_clauses.shares(odd) == {}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("152/2025/NĐ-CP", "Nghị định số 152/2025/NĐ-CP của Chính phủ"),
        ("15/2025/TT-BNV", "Thông tư số 15/2025/TT-BNV"),
        ("12/2024/NQ-HĐND", "Nghị quyết số 12/2024/NQ-HĐND"),
        ("33/HD-X", "văn bản số 33/HD-X"),
    ],
)
def test_an_instrument_is_cited_by_its_kind(number: str, said: str) -> None:
    assert plan_clauses.cited(number, of=True) == said


@pytest.mark.parametrize(
    ("issuer", "position", "capacity", "shown"),
    [
        ("UBND xã X", "Chủ tịch", "TM", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("UBND xã X", "Phó Chủ tịch", "TM_KT", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Bộ Kinh tế vùng", "Thứ trưởng", "KT", ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")),
        ("Sở Y tế", "Phó Giám đốc", "KT", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("Ban Chỉ đạo Cải cách huyện X", "Trưởng ban", "TM", ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")),
    ],
)
def test_the_signature_names_the_head_and_the_collective_of_its_body(
    issuer: str, position: str, capacity: str, shown: tuple[str, ...]
) -> None:
    plan = PLANS["phan-rang-2024"]
    made = dataclasses.replace(
        plan,
        issuer=dataclasses.replace(plan.issuer, name=issuer),
        signer=dataclasses.replace(plan.signer, position=position, capacity=capacity),  # type: ignore[arg-type]  # a listed word
    )
    assert from_plan(made).signature.lines == shown


def test_what_a_basis_is_about_goes_on_in_small_letters() -> None:
    said = from_plan(PLANS["phu-luong-2023"]).bases
    assert said[0].endswith("của UBND quận Hà Đông về tổ chức phong trào thi đua đẩy mạnh Cải cách hành chính năm 2023")


def test_the_closing_asks_whom_the_plan_asks() -> None:
    last = lines(from_plan(PLANS["truc-ninh-2021-2025"]))[-1]
    assert last.endswith("Yêu cầu thủ trưởng các cơ quan, đơn vị, địa phương nghiêm túc thực hiện kế hoạch./.")
    last = lines(from_plan(PLANS["hoa-phong-2025"]))[-1]
    assert last.endswith("Yêu cầu các cơ quan, đơn vị, cá nhân liên quan nghiêm túc triển khai thực hiện./.")


def test_a_title_in_capitals_is_not_taken_into_a_sentence() -> None:
    plan = PLANS["phan-rang-2024"]
    shouted = dataclasses.replace(plan, movement=dataclasses.replace(plan.movement, title=plan.movement.title.upper()))
    paper = from_plan(shouted)
    assert [plain(text) for text in paper.lead] == [
        "Ủy ban nhân dân thành phố Phan Rang - Tháp Chàm ban hành Kế hoạch, như sau:"
    ]
    assert "Trên đây là Kế hoạch của Ủy ban nhân dân thành phố Phan Rang - Tháp Chàm. Yêu cầu " in lines(paper)[-1]


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


def test_bases_close_with_their_marks() -> None:
    [bases] = [block for block in samples.plan_paper().to_document().blocks() if isinstance(block, Bases)]
    assert [line[-1] for line in bases.lines] == [";", "."]


def test_a_duty_says_its_day_once_and_other_days_of_the_plan_who_and_what() -> None:
    plan = PLANS["soc-trang-2025"]
    duty = dataclasses.replace(plan.duties[0], label="Báo cáo kết quả", due="2025-12-05")
    assert plan_running.duty_text(duty, plan) == "Báo cáo kết quả, chậm nhất ngày 05/12/2025"
    told = dataclasses.replace(duty, label="Báo cáo kết quả trước ngày 5/12")
    assert plan_running.duty_text(told, plan) == told.label
    limit = dataclasses.replace(
        plan.deadlines[0], act="report", by="Các phòng", rule="annual 12-05", op="no_later_than"
    )
    said = "Các phòng báo cáo kết quả gửi về Phòng Văn hóa - Xã hội chậm nhất là ngày 05/12 hằng năm"
    assert plan_running.deadline(limit, plan) == said
