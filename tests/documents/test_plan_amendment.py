"""The paper of an amendment: every change with its clause, the day of effect, what stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from thidua import plans
from thidua.documents import plan_amendment
from thidua.documents.base import DOTS, Signer
from thidua.documents.model import Bases, Heading, Paragraph, Title, plain
from thidua.documents.plan_amendment import Amended, issuer_lines
from thidua.documents.plan_paper import PlanPaper
from thidua.plans import Plan
from thidua.plans.model import Source


def made(effective_on: date | None = date(2026, 1, 20), *, filed: bool = False) -> PlanPaper:
    former = plans.builtin()["soc-trang-2025"]
    due, quota = former.deadlines[0], former.quotas[0]
    later = replace(former, deadlines=(replace(due, rule="2026-02-15"),), quotas=former.quotas[1:])
    assert quota not in later.quotas
    return printed(former, later, effective_on, filed=filed)


def printed(former: Plan, later: Plan, effective_on: date | None = None, *, filed: bool = False) -> PlanPaper:
    return plan_amendment.paper(
        Amended(
            number="05/KH-UBND", day=date(2025, 10, 24), body="Ủy ban nhân dân phường X", subject=former.movement.title
        ),
        former,
        later,
        heading=Heading(issuer=issuer_lines("UBND phường X"), symbol="KH-UBND", place="Phường X"),
        effective_on=effective_on,
        applies_to_filed=filed,
        recipients=("Như trên", "Lưu: VT"),
        signer=Signer(name="Trần Văn Chủ", post="Chủ tịch", mode="TM", body="Ủy ban nhân dân"),
    )


def texts(paper: PlanPaper) -> list[str]:
    return [plain(each.text) for each in paper.to_document().blocks() if isinstance(each, Paragraph)]


def test_each_change_stands_with_its_clause_and_new_words() -> None:
    said = texts(made())
    assert said[1].startswith("1. Bãi bỏ số lượng khen thưởng “Tập thể tham mưu")
    assert said[1].endswith(": 04 tập thể” tại mục III.2.a.")
    assert said[2] == "2. Sửa đổi thời hạn tại mục IV.1.b như sau:"
    assert said[3] == "“Hồ sơ đề nghị khen thưởng gửi về Phòng Văn hóa - Xã hội trước ngày 15 tháng 02 năm 2026.”"


def test_every_kind_of_clause_has_its_words_and_no_inner_name() -> None:
    former = plans.builtin()["phan-rang-2024"]
    later = replace(
        former,
        period=replace(former.period, end="2024-12-15"),
        money=replace(former.money, decree="152/2025/NĐ-CP"),
        contents=(*former.contents, replace(former.contents[0], id="moi", label="Tháng cao điểm", audiences=())),
        criteria=(
            replace(former.criteria[0], label="Có kế hoạch", source=Source("II.3.a~2.-2~1")),
            *former.criteria[1:],
        ),
        papers=(replace(former.papers[0], form_number="01", form_decree="152/2025/NĐ-CP"), *former.papers[1:]),
        duties=(replace(former.duties[0], label="Báo cáo hằng tháng"), *former.duties[1:]),
        recipients=former.recipients[1:],
        route=(replace(former.route[0], body="Cuộc họp của đơn vị"), *former.route[1:]),
        audiences=(replace(former.audiences[0], unit_kinds=("thon",)), *former.audiences[1:]),
        standards=(replace(former.standards[0], label="Có kế hoạch đúng hạn"), *former.standards[1:]),
    )
    said = texts(printed(former, later))
    for words in (
        "“Từ ngày ban hành Kế hoạch đến trước ngày 15 tháng 12 năm 2024.”",
        "quy định tại Nghị định số 152/2025/NĐ-CP của Chính phủ; Kinh phí khen thưởng",
        "Bổ sung nội dung thi đua tại mục II.2.a: “Tháng cao điểm”.",
        "tại gạch đầu dòng thứ 2 mục II.3.a như sau:",
        "“Văn bản đề nghị khen thưởng (Mẫu số 01 theo Nghị định số 152/2025/NĐ-CP).”",
        ": báo cáo hằng tháng.”",
        "Bãi bỏ nơi nhận “Sở Nội vụ”.",
        "“Bình xét khen thưởng tại cuộc họp của đơn vị.”",
        "“Đối với cơ quan, đơn vị của thành phố; UBND phường, xã: có kế hoạch đúng hạn.”",
        "- Loại đơn vị: “Phòng, bộ phận chuyên môn; ",  # no printed word changes, whom it binds does
    ):
        assert any(words in line for line in said), words
    assert not any(word in " ".join(said) for word in ("recipients", "preamble", "““", "None"))


@pytest.mark.parametrize(
    ("filed", "words"), [(False, "xét theo Kế hoạch tại thời điểm nộp"), (True, "chưa thẩm định xong thì xét theo")]
)
def test_it_says_from_when_and_what_becomes_of_filed_dossiers(filed: bool, words: str) -> None:
    said = texts(made(filed=filed))
    assert "1. Kế hoạch này có hiệu lực từ ngày 20 tháng 01 năm 2026." in said
    assert any(words in each for each in said)
    assert said[-1].endswith("./.")


def test_a_draft_invents_no_day() -> None:
    said = texts(made(None))
    assert f"1. Kế hoạch này có hiệu lực từ ngày {DOTS}." in said


def test_it_cites_the_plan_it_amends() -> None:
    blocks = made().to_document().blocks()
    (title,) = [each for each in blocks if isinstance(each, Title)]
    (bases,) = [each for each in blocks if isinstance(each, Bases)]
    assert title.subject.startswith("Sửa đổi, bổ sung một số nội dung của Kế hoạch số 05/KH-UBND về ")
    assert bases.lines[0].startswith("Căn cứ Kế hoạch số 05/KH-UBND ngày 24 tháng 10 năm 2025 của Ủy ban nhân dân")


def test_the_head_has_the_locality_on_a_line_of_its_own() -> None:
    assert issuer_lines("UBND phường X") == "Ủy ban nhân dân\nphường X"
    assert issuer_lines("Sở Nội vụ") == "Sở Nội vụ"
