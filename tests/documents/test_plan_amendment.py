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
from thidua.plans import compare


def made(effective_on: date | None = date(2026, 1, 20), *, filed: bool = False) -> PlanPaper:
    former = plans.builtin()["soc-trang-2025"]
    due, quota = former.deadlines[0], former.quotas[0]
    later = replace(former, deadlines=(replace(due, rule="2026-02-15"),), quotas=former.quotas[1:])
    changes = compare.diff(former, later)
    assert quota not in later.quotas
    return plan_amendment.paper(
        Amended(
            number="05/KH-UBND", day=date(2025, 10, 24), body="Ủy ban nhân dân phường X", subject=former.movement.title
        ),
        changes,
        heading=Heading(issuer=issuer_lines("UBND phường X"), symbol="KH-UBND", place="Phường X"),
        effective_on=effective_on,
        applies_to_filed=filed,
        recipients=("Như trên", "Lưu: VT"),
        signer=Signer(name="Trần Văn Chủ", post="Chủ tịch", mode="TM", body="Ủy ban nhân dân"),
    )


def texts(paper: PlanPaper) -> list[str]:
    return [plain(each.text) for each in paper.to_document().blocks() if isinstance(each, Paragraph)]


def test_each_change_stands_with_its_clause() -> None:
    said = texts(made())
    assert "1. Bãi bỏ số lượng khen thưởng “tập thể” tại mục III.2.a." in said
    assert "2. Sửa đổi thời hạn “Nộp hồ sơ” tại mục IV.1.b như sau:" in said
    assert "- Hạn: “trước ngày 30/01 năm sau” sửa thành “trước ngày 15/02/2026”." in said


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
