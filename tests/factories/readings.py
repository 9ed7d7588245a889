"""A small reading made by hand, for tests of the pages that do not ask how well files are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from thidua import plans
from thidua.drafting import queue
from thidua.drafting.models import Draft, ReadingJob
from thidua.org.models import Unit, User
from thidua.plans import Plan
from thidua.reader import Reading, Verdict
from thidua.reader.model import Block, Fact, Pages, Section, Span
from thidua.records import files

PDF = (  # one empty page, as small as a PDF can be
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
LINES = (
    "ỦY BAN NHÂN DÂN LẠC GIANG",
    "KẾ HOẠCH",
    "Phát động phong trào thi đua cải cách hành chính năm 2025",
    "II. SỐ LƯỢNG KHEN THƯỞNG",
    "a) Tập thể: 04 tập thể.",
    "b) Cá nhân: tối đa 07 cá nhân. Các đơn vị chú ý chọn đúng người, đúng việc.",
    "III. HỒ SƠ",
    "Hồ sơ gửi về Phòng Văn hóa - Xã hội trước ngày 30 tháng 01 năm 2026.",
)


def _span(block: int, words: str) -> Span:
    start = LINES[block].index(words)
    return Span(block, start, start + len(words))


def facts() -> tuple[Fact, ...]:
    """Title, two quotas (the first in doubt) and a deadline."""
    return (
        Fact("title-1", "title", {"title": LINES[2]}, (_span(2, LINES[2]),), "title", LINES[2], 0.95),
        Fact(
            "quota-1",
            "quota",
            {"target": "collective", "op": "exact", "value": 4, "unit": "count", "award": None, "scope": None, "surface": "04 tập thể"},
            (_span(4, "04 tập thể"),),
            "II.a",
            "04 tập thể",
            0.4,
            "Không có chữ “tối đa”. Hiểu là đúng 4 hay nhiều nhất 4?",
        ),
        Fact(
            "quota-2",
            "quota",
            {"target": "individual", "op": "max", "value": 7, "unit": "count", "award": None, "scope": None, "surface": "tối đa 07 cá nhân"},
            (_span(5, "tối đa 07 cá nhân"),),
            "II.b",
            "tối đa 07 cá nhân",
            0.95,
        ),
        Fact(
            "deadline-1",
            "deadline",
            {"what": "dossier", "round": "single", "op": "before", "date": "2026-01-30", "rule": None, "recipient": "Phòng Văn hóa - Xã hội", "via": None, "by": None, "surface": "trước ngày 30 tháng 01 năm 2026"},
            (_span(7, "trước ngày 30 tháng 01 năm 2026"),),
            "III",
            "trước ngày 30 tháng 01 năm 2026",
            0.9,
        ),
    )  # fmt: skip


def reading(*, launches: bool = True, why: str = "Văn bản có câu “phát động phong trào thi đua”.") -> Reading:
    """The whole reading of ``LINES``."""
    blocks = tuple(Block(n, text, text, page := 1 if n < 6 else 2, page) for n, text in enumerate(LINES))
    outline = (
        Section("title", "plain", "", "", (1, 2), starts=(0, 0)),
        Section("II", "roman", "II", LINES[3], (3,), (
            Section("II.a", "letter", "a", "", (4,), starts=(3,)),
            Section("II.b", "letter", "b", "", (5,), starts=(3,)),
        ), starts=(len(LINES[3]),)),
        Section("III", "roman", "III", LINES[6], (6, 7), starts=(len(LINES[6]), 0)),
    )  # fmt: skip
    kind = "ke-hoach-thi-dua" if launches else "quy-dinh"
    pages = Pages("docx", "ke-hoach.docx", "0" * 64, 2, ())
    return Reading(pages, blocks, outline, Verdict(launches, why, kind), facts() if launches else ())


def reviewed(body: Unit, by: User, at: datetime, *, given: Reading | None = None, data: bytes = b"ke hoach") -> Draft:
    """A draft whose file was read: under review, every fact waiting."""
    stored = files.keep(data, media_type="text/plain", extension="txt", at=at)
    draft = Draft.objects.create(body=body, file=stored, file_name="ke-hoach.txt", created_at=at, changed_at=at, by=by)
    job = ReadingJob.objects.create(draft=draft)
    queue.finish(job, given or reading())
    draft.refresh_from_db()
    return draft


def in_state(state: str, body: Unit, by: User, at: datetime) -> Draft:
    """A draft in one of the states before the launch, without asking the reader."""
    draft = reviewed(body, by, at, data=state.encode())
    plan = plans.to_data(some_plan()) if state == "ready" else None
    Draft.objects.filter(pk=draft.pk).update(state=state, plan=plan, reason="Vì lý do của bài thử.")
    if state == "reading":
        ReadingJob.objects.create(draft=draft)
    draft.refresh_from_db()
    return draft


def building(plan: Plan | None) -> Callable[..., Any]:
    """Stands for ``reader.build``: always this plan, without questions or problems."""
    from types import SimpleNamespace

    return lambda facts, *, code, verdict=None: SimpleNamespace(plan=plan, questions=(), problems=[])


def some_plan() -> Plan:
    """A plan that can be launched."""
    return plans.builtin()["soc-trang-2025"]
