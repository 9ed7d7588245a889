"""The tree of sections: by the style of markers, not by their exact sequence."""

from __future__ import annotations

import pytest

from tests.reader.sample import STYLES, Style, Values, plan
from thidua import reader
from thidua.reader import marks
from thidua.reader.facts import Document
from thidua.reader.marks import mark
from thidua.reader.meaning import label, of_title
from thidua.reader.model import Section
from thidua.reader.plain import text_pages


def document(text: str) -> Document:
    return reader.document(text_pages(text, "x.txt"))


def paths(text: str) -> list[str]:
    return [section.path for section in document(text).walk()]


@pytest.mark.parametrize(
    ("text", "style", "shown", "rest"),
    [
        ("III. KHEN THƯỞNG", "roman", "III", "KHEN THƯỞNG"),
        ("lI. KHEN THƯỞNG", "roman", "II", "KHEN THƯỞNG"),
        ("II.5 HÌNH THỨC", "roman", "II.5", "HÌNH THỨC"),
        ("Phần thứ hai: NỘI DUNG", "part", "hai", "NỘI DUNG"),
        ("CHƯƠNG II", "chapter", "II", ""),
        ("Điều 12. Hồ sơ", "article", "12", "Hồ sơ"),
        ("Bước 2: Họp xét", "step", "2", "Họp xét"),
        ("Phụ lục 1", "appendix", "1", ""),
        ("B. NỘI DUNG", "capital", "B", "NỘI DUNG"),
        ("1.Mục đích", "arabic", "1", "Mục đích"),
        ("4/ 100% văn bản", "arabic", "4", "100% văn bản"),
        ("4. 100% văn bản", "arabic", "4", "100% văn bản"),
        ("1.2. Cá nhân", "decimal", "1.2", "Cá nhân"),
        ("2.1.3 Tập thể", "decimal", "2.1.3", "Tập thể"),
        ("đ) Thi đua", "letter", "đ", "Thi đua"),
        ("a/ Thi đua", "letter", "a", "Thi đua"),
        ("– Tập thể", "bullet", "-", "Tập thể"),
        ("• Tập thể", "bullet", "•", "Tập thể"),
        ("* Đối với tập thể:", "star", "*", "Đối với tập thể:"),
        ("Mục 2. KHEN THƯỞNG", "division", "2", "KHEN THƯỞNG"),
        ("(1) Tập thể", "paren", "1", "Tập thể"),
        ("Một là, ký số văn bản.", "ordinal", "Một là", "ký số văn bản."),
        ("b- Khen tổng kết", "letter", "b", "Khen tổng kết"),
    ],
)
def test_markers(text: str, style: str, shown: str, rest: str) -> None:
    found = mark(text)
    assert found is not None
    assert (found.style, found.label, text[found.end :]) == (style, shown, rest)


@pytest.mark.parametrize(
    "text",
    ["10/12/2025 là hạn cuối", "1.410.000 đồng", "Các đơn vị", "tháng 3", "2024", "v.v", "50% đơn vị", "12 tháng"],
)
def test_what_is_no_marker(text: str) -> None:
    assert mark(text) is None


def test_levels_and_paths() -> None:
    text = "\n\n".join(
        [
            "I. KHEN THƯỞNG", "1. Tiêu chuẩn khen thưởng", "a) Khen thưởng hằng năm", "* Đối với tập thể:", "- Làm tốt;", "+ Rất tốt;",
            "- Có sáng kiến.", "* Đối với cá nhân:", "- Gương mẫu.", "b) Khen thưởng tổng kết", "Đạt hai năm liền.", "4. Hồ sơ", "4.1. Thành phần hồ sơ",
            "- Tờ trình;", "4.2. Văn phòng tổng hợp hồ sơ trình Chủ tịch.", "II. TỔ CHỨC THỰC HIỆN", "2. Văn phòng theo dõi.", "2. Đài truyền thanh tuyên truyền.",
        ]
    )  # fmt: skip
    assert paths(text) == [
        "I", "I.1", "I.1.a", "I.1.a.*1", "I.1.a.*1.-1", "I.1.a.*1.-1.+1", "I.1.a.*1.-2", "I.1.a.*2", "I.1.a.*2.-1", "I.1.b", "I.4", "I.4.1",
        "I.4.1.-1", "I.4.2", "II", "II.2", "II.2~2",
    ]  # fmt: skip


def test_a_paragraph_without_marker_belongs_to_the_heading_or_to_the_parent() -> None:
    text = "I. XÉT KHEN THƯỞNG\n\n1. Quy trình\n\na) Các phòng rà soát.\n\nb) Hồ sơ gửi về Văn phòng.\n\nTrên cơ sở đó, Văn phòng trình Chủ tịch.\n\n2. Hồ sơ\n\nTờ trình."
    doc = document(text)
    assert [section.path for section in doc.walk()] == ["I", "I.1", "I.1.a", "I.1.b", "I.1.p1", "I.2"]
    assert doc.text(by_path(doc, "I.2")) == "Tờ trình."


def by_path(doc: Document, path: str) -> Section:
    return next(section for section in doc.walk() if section.path == path)


@pytest.mark.parametrize(
    ("text", "title", "words"),
    [
        ("3. Thời gian thi đua: Từ ngày ký đến 31/12/2025.", "Thời gian thi đua", "Từ ngày ký đến 31/12/2025."),
        (
            "1. Hình thức khen thưởng Chủ tịch UBND xã tặng Giấy khen cho các tập thể tiêu biểu.",
            "Hình thức khen thưởng",
            "Chủ tịch UBND xã tặng Giấy khen cho các tập thể tiêu biểu.",
        ),
        ("- Số lượng: 02 cá nhân", "Số lượng", "02 cá nhân"),
        ("I. MỤC ĐÍCH Làm cho thủ tục nhanh hơn.", "MỤC ĐÍCH", "Làm cho thủ tục nhanh hơn."),
        (
            "2. Giao Phòng Nội vụ theo dõi việc thực hiện Kế hoạch.",
            "",
            "Giao Phòng Nội vụ theo dõi việc thực hiện Kế hoạch.",
        ),
    ],
)
def test_where_a_heading_ends(text: str, title: str, words: str) -> None:
    doc = document(f"KẾ HOẠCH\n\nPhát động thi đua\n\nUBND xã ban hành Kế hoạch như sau:\n\n{text}")
    (section,) = [each for each in doc.outline if each.path not in ("title", "preamble")]
    assert (section.title, doc.text(section)) == (title, words)
    (piece,) = doc.pieces(section)
    span = piece.span()
    assert doc.blocks[span.block].text[span.start : span.end] == words


UNNUMBERED = """KẾ HOẠCH

Phát động thi đua “Nụ cười một cửa” năm 2024

Thực hiện Kế hoạch số 9/KH-UBND ngày 20/01/2024 của UBND huyện Bình Sơn, UBND xã phát động phong trào thi đua như sau:

Mục đích: làm cho người dân hài lòng hơn.

Đối tượng tham gia: công chức của xã.

Nội dung thi đua:

Đón tiếp niềm nở, hướng dẫn một lần.

Khen thưởng: Chủ tịch UBND xã tặng Giấy khen cho không quá 05 cá nhân.

Tổ chức thực hiện: Văn phòng UBND xã theo dõi./.
"""


def test_a_plan_without_numbers_is_parted_by_its_leads() -> None:
    doc = document(UNNUMBERED)
    parts = [(section.title, doc.own(section)[:1]) for section in doc.outline[2:]]
    assert parts == [
        ("Mục đích", ("purpose",)),
        ("Đối tượng tham gia", ("audience",)),
        ("Nội dung thi đua", ("content",)),
        ("Khen thưởng", ("award",)),
        ("Tổ chức thực hiện", ("implementation",)),
    ]
    assert doc.text(doc.outline[3]) == "công chức của xã."


def test_prose_behind_the_announcing_sentence_is_the_body() -> None:
    doc = document(
        "KẾ HOẠCH\n\nPhát động thi đua\n\nCăn cứ Luật Thi đua, khen thưởng;\n\nUBND xã phát động thi đua như sau:\n\nMọi công chức ký số văn bản.\n\nCuối năm xã tặng Giấy khen cho 05 cá nhân."
    )
    assert [section.path for section in doc.outline] == ["title", "preamble", "p1", "p2"]


def test_a_paragraph_that_lost_its_dash_hangs_below_the_clause_that_opens_the_list() -> None:
    doc = document(
        "I. TIÊU CHUẨN KHEN THƯỞNG\n\na) Đối với cá nhân: Đạt các tiêu chuẩn sau đây:\n\nĐoàn kết nội bộ.\n\n- Có sáng kiến."
    )
    assert [section.path for section in doc.walk()] == ["I", "I.a", "I.a.p1", "I.a.-1"]
    assert doc.whom(by_path(doc, "I.a.p1")) == {"individual"}


def test_letters_below_roman_numbers_hang_there_and_i_follows_h() -> None:
    assert paths("I. KHEN THƯỞNG\n\nA. Hằng năm\n\n1. Tập thể tốt.\n\nB. Tổng kết\n\nII. TỔ CHỨC THỰC HIỆN") == [
        "I",
        "I.A",
        "I.A.1",
        "I.B",
        "II",
    ]
    assert paths("H. Hồ sơ\n\nTờ trình.\n\nI. Thời hạn\n\nTrước ngày 01/12/2024.\n\nK. Kinh phí\n\nTừ ngân sách.") == [
        "H",
        "I",
        "K",
    ]


def test_a_title_in_a_list_of_criteria_may_speak_of_files() -> None:
    doc = document(
        "I. TIÊU CHÍ THI ĐUA\n\n1. Hồ sơ quá hạn: 0 hồ sơ.\n\n2. Thời gian trả lời kiến nghị: tối đa 02 ngày."
    )
    assert {doc.means(section) for section in doc.walk()} == {("criteria",)}


def test_the_parts_around_the_numbering() -> None:
    doc = document(plan())
    assert [section.path for section in doc.outline] == [
        "header",
        "title",
        "preamble",
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "closing",
        "recipients",
        "signature",
    ]


def test_an_appendix_with_a_table_follows_the_signature() -> None:
    doc = document(
        plan() + "\n\nPHỤ LỤC\n\nBẢNG CHẤM ĐIỂM\n\n| TT | Nội dung | Điểm |\n|---|---|---|\n| 1 | Ký số | 30 |"
    )
    *_, appendix = doc.outline
    assert appendix.style == "appendix"
    assert appendix.title == "BẢNG CHẤM ĐIỂM"
    assert [child.style for child in appendix.children] == ["table"]


def test_a_decision_with_its_plan_attached_is_read_as_the_plan() -> None:
    decision = "ỦY BAN NHÂN DÂN\n\nTỈNH LÂM AN\n\nSố: 5/QĐ-UBND\n\nLâm An, ngày 02 tháng 01 năm 2024\n\nQUYẾT ĐỊNH\n\nBan hành Kế hoạch phát động thi đua\n\nCăn cứ Luật Thi đua, khen thưởng;\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch phát động thi đua.\n\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần An Bình\n\n"
    attached = "KẾ HOẠCH\n\nPhát động phong trào thi đua cải cách hành chính năm 2024\n\nI. ĐỐI TƯỢNG\n\nCán bộ, công chức.\n\nII. KHEN THƯỞNG\n\nGiấy khen của Giám đốc sở."
    reading = reader.read_text(decision + attached)
    flat = reader.flat(reading)
    assert reading.verdict.launches
    assert flat["title"] == "Phát động phong trào thi đua cải cách hành chính năm 2024"
    assert (flat["issuer"], flat["number"], flat["signer"]["name"]) == ("UBND tỉnh Lâm An", "5/QĐ-UBND", "Trần An Bình")


@pytest.mark.parametrize("style", STYLES)
def test_every_style_of_numbering_gives_the_same_meanings(style: Style) -> None:
    doc = document(plan(Values(), style))
    main = [
        doc.own(section)[0]
        for section in doc.outline
        if section.path not in ("header", "title", "preamble", "closing", "recipients", "signature")
    ]
    assert main == ["purpose", "audience", "content", "period", "award", "implementation"]
    (awards,) = [section for section in doc.outline if doc.own(section)[:1] == ("award",)]
    assert [doc.own(child)[0] for child in awards.children] == ["award_forms", "quota", "dossier", "deadline"]


@pytest.mark.parametrize(
    ("title", "meanings"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", ("purpose", "requirement")),
        ("HÌNH THỨC, SỐ LƯỢNG VÀ TIÊU CHUẨN KHEN THƯỞNG", ("standards", "award_forms", "quota")),
        ("Tiêu chí xét khen thưởng", ("standards",)),
        ("Tiêu chí thi đua", ("criteria",)),
        ("Thời gian nộp hồ sơ", ("deadline", "dossier")),
        ("Thời gian thi đua", ("period",)),
        ("Đối tượng khen thưởng", ("award_audience",)),
        ("TỔ CHỨC THỰC HIỆN", ("implementation",)),
        ("Kinh phí khen thưởng", ("money",)),
        ("Ghi chép khác", ()),
    ],
)
def test_a_heading_means_what_its_words_say(title: str, meanings: tuple[str, ...]) -> None:
    assert set(of_title(title)) == set(meanings)


def test_time_below_commendation_is_a_deadline() -> None:
    assert of_title("Thời gian", awarding=True)[0] == "deadline"
    assert of_title("Thời gian")[0] == "period"


def test_a_section_without_heading_is_judged_by_its_sentence() -> None:
    doc = document(
        "KẾ HOẠCH\n\nPhát động thi đua\n\nIII. KHEN THƯỞNG\n\n1. Chủ tịch UBND xã tặng Giấy khen cho tập thể tiêu biểu.\n\n2. Không xét khen thưởng đơn vị nộp muộn."
    )
    assert doc.own(by_path(doc, "III.1")) == ("award_forms",)
    assert doc.own(by_path(doc, "III.2")) == ("exclusion",)


def test_meanings_have_names_for_people() -> None:
    assert label("quota") == "Số lượng khen thưởng"


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("THỰC HIỆN", "implementation"),
        ("Thực hiện", "implementation"),
        ("Ngưỡng đánh giá", "criteria"),
        ("Tiêu chuẩn công nhận", "criteria"),
        ("Đối tượng và thời hạn", "period"),
    ],
)
def test_a_heading_of_few_words_has_its_meaning(title: str, first: str) -> None:
    assert of_title(title)[:1] == (first,)


def test_a_letter_with_a_number_is_a_mark() -> None:
    found = paths(
        "KẾ HOẠCH\nThi đua năm 2024\n\nPHẦN B. NỘI DUNG\n\nB1. Ai thi đua\n\n- Các phòng.\n\nB2. Thước đo\n\n- Đạt 90%."
    )
    assert found[-4:] == ["Phần B.B1", "Phần B.B1.-1", "Phần B.B2", "Phần B.B2.-1"]


def test_signs_are_looked_up_among_the_forms_of_signs_only() -> None:
    signs = {sign for sign in map(chr, range(0x21, 0x3000)) for _, _, form in marks._SIGNS if form.match(f"{sign} x")}
    assert signs == marks._SIGN
    others = [form for form in marks._FORMS if form not in marks._SIGNS]
    assert not [sign for sign in signs for _, _, form in others if form.match(f"{sign} Nội dung")]
