"""Sóc Trăng 2025: a ward formed from three on 01/07/2025; dossiers before the deadline of 30/01/2026; a draft to launch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.config.demo import office_acts as office
from thidua.config.demo.bodies import Builder, Stage
from thidua.config.demo.chronicle import Story
from thidua.config.demo.facts import Facts
from thidua.config.demo.unit_acts import Case, life
from thidua.movements import actions as movements
from thidua.org.models import Unit, UnitSuccession

ROUND = "single-2025"
MERGER = date(2025, 7, 1)
PAPER = "Nghị quyết về sắp xếp đơn vị hành chính cấp xã, hiệu lực từ 01/07/2025"
# component of the ward's index → (unit that advises on it, points of 2025, maximum)
WARD = {
    "Chỉ đạo, điều hành cải cách": ("vp", "8.12", "9"),
    "Cải cách tổ chức bộ máy": ("vhxh", "7.40", "8"),
    "Cải cách tài chính công": ("kt", "6.95", "8"),
    "Chính quyền số": ("dvc", "10.80", "13"),
}
SERVICE = "Cải cách thủ tục hành chính"
SCHOOL = "Thủ tục hành chính của nhà trường"


def succession(stage: Stage, builder: Builder) -> None:
    """Three old wards before the ward: no basis of comparison; one old office before the service centre: a basis."""
    last = date(2025, 6, 30)
    old = [
        builder.old_body(f"st-cu{n}", f"UBND Phường {name} (đến 30/06/2025)", "commune", "Sóc Trăng", last)
        for n, name in enumerate(("Bến Sông", "Cầu Quay", "Đồng Khởi"), 1)
    ]
    desk = Unit.objects.create(
        code="st-cu1-hcc", name="Bộ phận Tiếp nhận và Trả kết quả Phường Bến Sông", short="TNTKQ",
        kind="trung_tam_hcc", level="unit", parent=old[0], body=old[0], dissolved_on=last,
    )  # fmt: skip
    stage.units["cu"] = desk
    pairs = [*((each, stage.body) for each in old), (desk, stage.units["hcc"])]
    UnitSuccession.objects.bulk_create(
        UnitSuccession(predecessor=before, successor=after, on=MERGER, source=PAPER) for before, after in pairs
    )
    known = Facts(stage)
    for n, each in enumerate(old):
        known.results(each, "", {2024: f"{80.4 + n:.2f}"}, "100")


def facts(stage: Stage) -> None:
    """Component results: compared by the one predecessor, by own series, at the maximum, worse, or not comparable."""
    known = Facts(stage)
    known.ratings((2025,))
    known.results("ubnd", "", {2025: "84.65"}, "100", rank={2025: 17})
    for component, (unit, points, maximum) in WARD.items():
        known.results("ubnd", component, {2025: points}, maximum)
        known.owns(unit, component, (2025,), 1, 3)
    known.results(stage.units["cu"], SERVICE, {2024: "16.35"}, "20")
    known.results("hcc", SERVICE, {2025: "18.10"}, "20")
    known.owns("hcc", SERVICE, (2025,), 0, 1, 2, 3)
    for unit, before, now in (("mn", "5.00", "5.00"), ("th", "4.10", "4.65"), ("thcs", "4.70", "4.35")):
        known.results(unit, SCHOOL, {2024: before, 2025: now}, "5")
        known.owns(unit, SCHOOL, (2025,), 1, 2)
    for unit, assigned in (("vhxh", 31), ("vp", 44), ("kt", 38), ("hcc", 42), ("mn", 12), ("th", 16), ("thcs", 15)):
        known.tasks(unit, 2025, assigned, assigned)
    known.tasks("dvc", 2025, 27, 25, done=27)
    known.initiative("hcc", 2, "Tổ hỗ trợ nộp hồ sơ tại khóm", 2025, level="commune", by="UBND phường Sóc Trăng")
    known.initiative("th", None, "Tuyển sinh không giấy tờ", 2025)
    known.disciplined("kt", 4, "Khiển trách", date(2025, 9, 23), "Quyết định số 77/QĐ-UBND ngày 23/09/2025")
    known.complaint("dvc", 2, date(2025, 10, 9), "Phản ánh thu phí không có biên lai.", "open")
    known.complaint(
        "hcc", 4, date(2025, 8, 19), "Phản ánh phải bổ sung hồ sơ hai lần.", "rejected", "Hồ sơ thiếu do người nộp."
    )
    known.commended(
        "th", None, "giay-khen", "commune", "Chủ tịch UBND Phường Cầu Quay", "96/QĐ-UBND", date(2024, 12, 24),
        "Hoàn thành xuất sắc nhiệm vụ năm 2024",
    )  # fmt: skip


def stories(stage: Stage) -> Iterable[Story]:
    """From the plan of 24/10/2025 to the eve of the demo's first day."""
    yield office.launch(stage, "2025-10-21 09:00", "2025-10-24 09:00", number=58, signer=1, capacity="TM_KT")
    yield office.duties(stage, "2025-11-12 08:30", without=("thcs", "mt"))
    yield office.budget(stage, "2026-01-08 09:00", 30_000_000)
    yield _published(stage)
    yield from _dossiers(stage)
    yield office.practice(stage, "2026-01-26 15:00")


def _published(stage: Stage) -> Story:
    at = yield "2026-01-21 10:00"
    movements.record_event(
        movement=stage.movements[0], event_id="index_published", on=date(2026, 1, 20),
        source="Quyết định số 112/QĐ-UBND ngày 20/01/2026 của UBND thành phố Cần Thơ",
        by=stage.user("vanthu"), at=at,
    )  # fmt: skip


def _dossiers(stage: Stage) -> Iterable[Story]:
    defects = (
        {
            "paper": "Báo cáo thành tích",
            "what": "Báo cáo chưa nêu tỷ lệ điểm của chỉ số thành phần năm trước liền kề.",
            "clause": "III.3.a",
            "fix": "Bổ sung điểm đạt, điểm tối đa của năm 2024 và năm 2025.",
        },
    )
    yield life(stage, Case(ROUND, "th", "2026-01-12 09:00", "2026-01-16 10:20", people=(1, 2)))
    yield life(stage, Case(ROUND, "thcs", "2026-01-13 09:00", "2026-01-19 15:45", people=(1,)))
    yield life(stage, Case(ROUND, "vp", "2026-01-14 09:00", "2026-01-21 09:05", people=(1,)))
    yield life(
        stage, Case(ROUND, "hcc", "2026-01-15 09:00", "2026-01-22 11:00", upto="received", judged=2, people=(0, 1))
    )
    yield life(
        stage,
        Case(ROUND, "mn", "2026-01-16 09:00", "2026-01-22 14:30", upto="returned", people=(1,), returned=defects,
             answer_by="2026-01-31 00:00"),
    )  # fmt: skip
    yield life(stage, Case(ROUND, "vhxh", "2026-01-19 09:00", "2026-01-26 16:40", upto="filed", people=(3,)))
    yield life(stage, Case(ROUND, "kt", "2026-01-21 09:00", upto="confirmed", people=(1, 3)))
    yield life(stage, Case(ROUND, "dvc", "2026-01-23 14:00", upto="draft", people=(1,), reports=False, meeting=False))
