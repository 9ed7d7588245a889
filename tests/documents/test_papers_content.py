"""What the papers say: counts, blanks of drafts, signing capacities, standings."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from thidua.documents.base import Signer, attached_to, counts, percent, slug
from thidua.documents.model import Closing, Document, Heading, Paragraph, Row, Table, Title, plain
from thidua.documents.papers import KINDS, Basis, Paper

from . import samples

PAPERS = samples.every_paper()


def text_of(document: Document) -> list[str]:
    lines: list[str] = []
    for block in document.blocks():
        if isinstance(block, Paragraph):
            lines.append(plain(block.text))
        if isinstance(block, Table):
            lines += [plain(cell) for row in block.rows for cell in row.cells]
        if hasattr(block, "number"):
            lines.append(getattr(block, "text", ""))
    return lines


def test_every_paper_kind_has_a_sample() -> None:
    assert {type(paper) for paper in PAPERS.values()} == set(KINDS)


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_has_title_filename_and_standing(name: str) -> None:
    paper = PAPERS[name]
    assert paper.title
    assert paper.filename == slug(paper.title)
    assert paper.filename.isascii()
    assert paper.is_reference_form is (paper.standing == "L?")


def test_reconstructed_forms_are_told_apart() -> None:
    assert samples.submission().is_reference_form
    assert not samples.submission(form=None).is_reference_form
    assert samples.individual_report().is_reference_form
    assert not samples.decision().is_reference_form
    assert samples.certificate(day=date(2026, 7, 1)).is_reference_form  # no model is known since 01/7/2025
    assert samples.certificate(day=date(2025, 6, 30)).standing == "L"


def test_drafts_keep_number_and_day_blank() -> None:
    heading = Heading(issuer="Ủy ban nhân dân", symbol="QĐ-UBND", place="Thanh Bình Đông", year=2026)
    assert heading.number_line.replace("\xa0", " ") == "Số:       /QĐ-UBND"
    assert heading.date_line.replace("\xa0", "_") == "Thanh Bình Đông, ngày______tháng______năm 2026"
    assert not any(sign.isdigit() for sign in attached_to("Quyết định", heading, "Ủy ban nhân dân"))


def test_numbers_below_ten_get_a_zero_and_books_with_letters_keep_theirs() -> None:
    assert Heading(issuer="x", symbol="KH-UBND", number=5).number_line == "Số: 05/KH-UBND"
    assert Heading(issuer="x", symbol="KH-UBND", number="12a").number_line == "Số: 12a/KH-UBND"


@pytest.mark.parametrize(
    ("mode", "lines"),
    [
        ("own", ("PHÓ CHỦ TỊCH",)),
        ("KT", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("TM", ("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH")),
        ("TM_KT", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("TL", ("TL. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("TUQ", ("TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Q", ("Q. PHÓ CHỦ TỊCH",)),
    ],
)
def test_signing_capacities(mode: str, lines: tuple[str, ...]) -> None:
    signer = Signer(name="A", post="Phó Chủ tịch", head_post="Chủ tịch", body="Ủy ban nhân dân", mode=mode)
    assert signer.lines == lines


def test_bases_cite_laws_without_number_and_close_with_a_full_stop() -> None:
    assert str(samples.LAW) == "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    decree = Basis(kind="Nghị định", number="1/2026/NĐ-CP", day=date(2026, 1, 2), issuer="Chính phủ", title="về …")
    assert str(decree) == "Căn cứ Nghị định số 1/2026/NĐ-CP ngày 02 tháng 01 năm 2026 của Chính phủ về …"
    bases = next(b for b in samples.decision().to_document().blocks() if type(b).__name__ == "Bases")
    assert [line[-1] for line in bases.lines] == [";"] * (len(bases.items) - 1) + ["."]


def test_counts_in_figures_and_words_follow_the_list() -> None:
    kinds = ["individual"] * 2 + ["collective"]
    assert counts(kinds) == "01 (một) tập thể và 02 (hai) cá nhân"
    assert counts([]) == ""
    said = " ".join(text_of(samples.submission().to_document()))
    assert said.count("01 (một) tập thể và 02 (hai) cá nhân") == 2  # letter and foot of the list


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (10, 11, "90,9 %"),
        (8, 9, "88,9 %"),
        (9, 9, "100 %"),
        (1, 2, "50 %"),
        (0, 5, "0 %"),
        (2999, 3000, "99,9 %"),
        (1, 0, ""),
    ],
)
def test_shares_have_one_decimal_and_never_round_up_to_the_whole(part: int, whole: int, shown: str) -> None:
    assert percent(part, whole) == shown


def test_recipients_are_dashed_and_closed() -> None:
    closing = Closing(("Như trên;", "- Lưu: VT, VHXH."), Signer(post="Chủ tịch").signature())
    assert closing.recipient_lines == ("- Như trên;", "- Lưu: VT, VHXH.")


def test_tables_refuse_rows_that_do_not_fill_them() -> None:
    columns = samples.payment_list().to_document().blocks()[3]
    assert isinstance(columns, Table)
    with pytest.raises(ValueError, match="does not fill"):
        dataclasses.replace(columns, rows=(Row(("1", "2")),))


WITHOUT_CLOSE = {"certificate", "payment-request", "appraisal", "collective-report", "individual-report", "extract"}


@pytest.mark.parametrize("name", [name for name in PAPERS if name not in WITHOUT_CLOSE])
def test_every_text_closes_with_the_official_mark(name: str) -> None:
    assert any("./." in line for line in text_of(PAPERS[name].to_document()))


def test_decision_money_is_the_sum_of_its_list() -> None:
    decision = samples.decision()
    said = " ".join(text_of(decision.to_document()))
    assert decision.total == 4 * 1_520_000 + 10 * 760_000 == 13_680_000
    assert said.count("13.680.000 đồng") == 2
    assert "Mười ba triệu sáu trăm tám mươi nghìn đồng" in said
    assert "tập thể 1.520.000 đồng và cá nhân 760.000 đồng" in said


def test_few_awardees_may_stand_in_the_first_article() -> None:
    inline = samples.decision(awardees=samples.awardees(1, 2), inline=True).to_document()
    assert len(inline.sections) == 1
    assert len(samples.decision(inline=True).to_document().sections) == 2  # more than five need a list


def test_decision_may_leave_the_money_to_the_rules() -> None:
    said = " ".join(text_of(samples.decision(money_rule="Nghị định số 152/2025/NĐ-CP").to_document()))
    assert "thực hiện theo Nghị định số 152/2025/NĐ-CP" in said
    assert "13.680.000" not in said


def test_report_by_criterion_keeps_every_row_and_says_why_figures_are_missing() -> None:
    document = samples.collective_report().to_document()
    assert [section.landscape for section in document.sections] == [False, True, False]
    table = next(block for block in document.sections[1].blocks if isinstance(block, Table))
    assert [row.cells[5] for row in table.rows] == [
        "Không đạt",
        "Đạt",
        "Chưa có số liệu: kết quả khảo sát chưa công bố",
    ]


def test_wide_lists_turn_to_landscape() -> None:
    assert not samples.submission().to_document().sections[1].landscape
    assert samples.submission(list_columns=("birth", "rating", "votes")).to_document().sections[1].landscape


def test_upward_proposal_is_always_by_theme() -> None:
    title = next(block for block in samples.higher_proposal().to_document().blocks() if isinstance(block, Title))
    assert "khen thưởng chuyên đề" in title.subject


def test_departure_from_the_council_has_its_own_part() -> None:
    from thidua.documents.papers import Rejected

    changed = samples.office_submission(departures=(Rejected(name="Lê Quốc Bảo", reason="có kết luận mới"),))
    heads = [
        getattr(block, "text", "") for block in changed.to_document().blocks() if type(block).__name__ == "SubHead"
    ]
    assert any("khác với ý kiến của Hội đồng" in head for head in heads)


def test_receipt_shows_the_second_and_eight_signs_of_the_hash() -> None:
    lines = text_of(samples.receipt().to_document())
    assert any("16 giờ 42 phút 09 giây ngày 12/12/2026" in line for line in lines)
    assert "9f2c41d0" in lines
    assert "9f2c41d07be1" not in lines


@pytest.mark.parametrize("name", PAPERS)
def test_papers_are_values(name: str) -> None:
    paper: Paper = PAPERS[name]
    assert paper == samples.every_paper()[name]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(paper, dataclasses.fields(paper)[0].name, None)
